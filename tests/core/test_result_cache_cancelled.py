"""The end of a cancelled comparison waits for no writing, and what was measured is kept."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.comparison import result_cache
from core.comparison.engine import measure_pairs
from core.comparison.matching import make_plan
from core.comparison.model import Plan, Request
from core.comparison.result_cache import ResultCache, finish_writing
from core.comparison.result_store import ResultStore
from resources.sample.run_pair import write_run_pair

ROOT = Path(result_cache.__file__).parents[2]


class SlowStore(ResultStore):
    """Writes as soon as it may."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.may = threading.Event()
        self.written = 0

    def put(self, values, used, now):
        self.may.wait(5)
        self.written += len(values)
        return super().put(values, used, now)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """As if the files were old; and nothing is over before it is written."""
    now = time.time_ns
    monkeypatch.setattr(result_cache.time, "time_ns", lambda: now() + 10_000_000_000)
    monkeypatch.setattr(result_cache, "LAST_WAIT", 60.0)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    runs = write_run_pair(tmp_path / "runs", layers=3, elements_per_layer=8)
    return make_plan(Request(runs.left, (runs.right,)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SlowStore]:
    store = SlowStore(tmp_path / "results.sqlite")
    yield store
    store.may.set()
    finish_writing()


def cancel_after_one(store: ResultStore, plan: Plan) -> None:
    """Have one pair measured, and kept, before it is cancelled."""
    cancelled = threading.Event()
    for _ in measure_pairs(plan, threads=1, cancelled=cancelled.is_set, keeper=ResultCache(store)):
        cancelled.set()


def test_a_comparison_that_is_cancelled_waits_for_no_writing(store, plan):
    cancel_after_one(store, plan)
    assert store.written == 0
    store.may.set()
    finish_writing()
    assert store.written >= 1


def test_a_comparison_that_came_to_its_end_waits_for_the_last_batch(store, plan):
    store.may.set()
    assert len(list(measure_pairs(plan, keeper=ResultCache(store), cancelled=lambda: False))) == 3
    assert store.written == 3


def test_the_next_comparison_knows_what_a_cancelled_one_measured(store, plan):
    cancel_after_one(store, plan)
    threading.Timer(0.05, store.may.set).start()
    found = ResultCache(store).look_up(plan)
    assert len(found) == store.written >= 1


def test_it_is_written_although_the_program_ends_there(tmp_path, plan):
    file = tmp_path / "results.sqlite"
    code = """
import sys, threading, time
from pathlib import Path
from core.comparison import result_cache
from core.comparison.engine import measure_pairs
from core.comparison.matching import make_plan
from core.comparison.model import Request
from core.comparison.result_store import ResultStore

now = time.time_ns
time.time_ns = lambda: now() + 10_000_000_000
result_cache.LAST_WAIT = 60.0

class Slow(ResultStore):
    def put(self, *arguments):
        time.sleep(0.3)
        return super().put(*arguments)

plan = make_plan(Request(Path(sys.argv[1]), (Path(sys.argv[2]),)))
cancelled = threading.Event()
cache = result_cache.ResultCache(Slow(Path(sys.argv[3])))
for _ in measure_pairs(plan, threads=1, cancelled=cancelled.is_set, keeper=cache):
    cancelled.set()
"""
    folders = plan.left.folder, plan.rights[0].folder
    subprocess.run(
        [sys.executable, "-c", code, *map(str, folders), str(file)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert len(ResultCache(ResultStore(file)).look_up(plan)) >= 1
