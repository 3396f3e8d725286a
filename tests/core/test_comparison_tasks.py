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
    """Twenty jobs for two threads, the second of which is patient for as long as a test lasts."""
    monkeypatch.setattr(tasks, "_PATIENCE", 0.2)
    return twenty()


def twenty() -> Tasks:
    names = [f"conv{index}" for index in range(20)]
    found = plan([caffe(name) for name in names], [quant(name) for name in names])
    return Tasks(Opener(found), [[entry] for entry in enumerate(found.pairs)], 2)


def one_done(many: Tasks, outcome: Outcome) -> None:
    """The first thread measures a task alone, of which only the first job is done at once."""
    task = many.next(0, NEVER)
    assert task is not None
    many.done(task, [[outcome]])


def indices(task: Task | None) -> list[int]:
    assert task is not None
    return [index for job in task.jobs for index, _ in job]


def test_every_thread_gets_a_task_at_first(many: Tasks) -> None:
    begun = time.monotonic()
    assert many.next(0, NEVER) is not None
    assert many.next(1, NEVER) is not None
    assert time.monotonic() - begun < 0.2


def test_a_task_has_more_and_more_jobs_while_all_of_them_get_done(many: Tasks) -> None:
    sizes = []
    for _ in range(4):
        task = many.next(0, NEVER)
        assert task is not None
        many.done(task, [[SMALL]] * len(task.jobs))
        sizes.append(len(task.jobs))
    # No more than a share of what is left.
    assert sizes == [1, 2, 4, 7]


def test_jobs_that_were_not_done_come_next_and_in_their_order(many: Tasks) -> None:
    one_done(many, SMALL)
    two = many.next(0, NEVER)
    assert two is not None
    many.done(two, [[SMALL]] * 2)
    four = many.next(0, NEVER)
    assert four is not None
    assert indices(four) == [3, 4, 5, 6]
    many.done(four, [[SMALL]] * 3)
    # As many as were done, from the one that was given back.
    assert indices(many.next(0, NEVER)) == [6, 7, 8]


def test_the_last_jobs_are_shared_out_in_ever_fewer(many: Tasks) -> None:
    taken = []
    while (task := many.next(0, NEVER)) is not None:
        many.done(task, [[SMALL]] * len(task.jobs))
        taken.append(indices(task))
    assert [index for some in taken for index in some] == list(range(20))
    assert [len(some) for some in taken] == [1, 2, 4, 7, 3, 2, 1]


def test_who_finds_nothing_left_waits_for_what_another_may_give_back() -> None:
    many = twenty()
    for _ in range(3):
        task = many.next(0, NEVER)
        assert task is not None
        many.done(task, [[SMALL]] * len(task.jobs))
    held = many.next(0, NEVER)
    assert held is not None
    assert len(held.jobs) > 2
    while many._jobs:
        many.next(1, NEVER)
    got: list[Task | None] = []
    second = threading.Thread(target=lambda: got.append(many.next(1, NEVER)))
    second.start()
    second.join(0.05)
    assert not got
    many.done(held, [[SMALL]])
    second.join()
    assert indices(got[0])[0] == indices(held)[1]


def test_the_second_thread_leaves_small_pairs_that_are_read_alone_to_the_first(
    many: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "MOST_JOBS", 1)
    got: list[Task | None] = []
    for _ in range(2):
        one_done(many, SMALL)
    first = many.next(0, NEVER)
    second = threading.Thread(target=lambda: got.append(many.next(1, NEVER)))
    second.start()
    # As long as the first one gets on, and until there is nothing left.
    while first is not None:
        assert not got
        many.done(first, [[SMALL]])
        first = many.next(0, NEVER)
    second.join()
    assert got == [None]


def test_a_large_pair_calls_the_second_thread_back(
    many: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "MOST_JOBS", 1)
    for outcome in (SMALL, SMALL, SMALL, LARGE):
        one_done(many, outcome)
    begun = time.monotonic()
    assert many.next(1, NEVER) is not None
    assert time.monotonic() - begun < 0.2


def test_so_does_a_task_that_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "MOST_JOBS", 1)
    monkeypatch.setattr(tasks, "_PATIENCE", 0.01)
    many = twenty()
    for _ in range(3):
        one_done(many, SMALL)
    # The first thread is busy with its task, and never asks again.
    many.next(0, NEVER)
    assert many.next(1, NEVER) is not None


def test_whoever_waits_is_told_that_the_work_was_given_up(
    many: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "MOST_JOBS", 1)
    for _ in range(3):
        one_done(many, SMALL)
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
