"""Which thread measures what: one alone while pairs are small, all of them otherwise."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from comparison_samples import caffe, plan, quant

from core.comparison.engine import measure_pairs
from core.comparison.matching import make_plan
from core.comparison.measuring import tasks
from core.comparison.measuring.outcomes import Outcome
from core.comparison.measuring.sides import Opener
from core.comparison.measuring.tasks import Task, Tasks
from core.comparison.model import Plan, Request

SMALL = Outcome("", 100, "", 100, None)
LARGE = Outcome("", 1 << 20, "", 1 << 20, None)
NEVER = lambda: False  # noqa: E731


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Tasks:
    """Twenty tasks for two threads, the second of which is patient for as long as a test lasts."""
    monkeypatch.setattr(tasks, "_PATIENCE", 0.2)
    names = [f"conv{index}" for index in range(20)]
    found = plan([caffe(name) for name in names], [quant(name) for name in names])
    return Tasks(Opener(found), [[entry] for entry in enumerate(found.pairs)], 2)


def test_every_thread_gets_a_task_at_first(many: Tasks) -> None:
    begun = time.monotonic()
    assert many.next(0, NEVER) is not None
    assert many.next(1, NEVER) is not None
    assert time.monotonic() - begun < 0.2


def test_the_second_thread_leaves_small_pairs_to_the_first(many: Tasks) -> None:
    got: list[Task | None] = []
    for _ in range(2):
        many.next(0, NEVER)
        many.done([SMALL])
    many.next(0, NEVER)
    second = threading.Thread(target=lambda: got.append(many.next(1, NEVER)))
    second.start()
    # As long as the first one gets on, and until there is nothing left.
    while many.next(0, NEVER) is not None:
        many.done([SMALL])
        assert not got
    second.join()
    assert got == [None]


def test_a_large_pair_calls_the_second_thread_back(many: Tasks) -> None:
    for outcome in (SMALL, SMALL, SMALL, LARGE):
        many.next(0, NEVER)
        many.done([outcome])
    begun = time.monotonic()
    assert many.next(1, NEVER) is not None
    assert time.monotonic() - begun < 0.2


def test_so_does_a_task_that_takes_long(many: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_PATIENCE", 0.01)
    for _ in range(3):
        many.next(0, NEVER)
        many.done([SMALL])
    # The first thread is busy with its task, and never asks again.
    many.next(0, NEVER)
    assert many.next(1, NEVER) is not None


def test_whoever_waits_is_told_that_the_work_was_given_up(many: Tasks) -> None:
    for _ in range(3):
        many.next(0, NEVER)
        many.done([SMALL])
    many.next(0, NEVER)
    assert many.next(1, lambda: True) is None


def test_small_and_large_pairs_are_all_measured(tmp_path: Path) -> None:
    left, right = tmp_path / "left", tmp_path / "right"
    left.mkdir()
    right.mkdir()
    for index in range(60):
        count = 40_000 if index % 20 == 19 else 5
        (left / f"conv{index}_output0_caffe.linear.float").write_text("1.5\n" * count)
        (right / f"conv{index}_output0_quant.linear.hex").write_text("00001800\n" * count)
    found: Plan = make_plan(Request(left, (right,)))
    results = dict(measure_pairs(found, threads=3))
    assert sorted(results) == list(range(60))
    assert all(
        result.metrics and not result.metrics.max_absolute_error for result in results.values()
    )
