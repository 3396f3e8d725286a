"""Reading and measuring the pairs of a plan on a few threads, results as they come."""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain, groupby

import numpy as np
from numpy.typing import NDArray

from core import processors
from core.comparison.findings.sentences import finding_of
from core.comparison.keeper import Keeper, Kept
from core.comparison.matching import make_plan
from core.comparison.measuring.outcomes import Bench, Outcome
from core.comparison.measuring.sides import Opener
from core.comparison.measuring.streams import measure_jobs
from core.comparison.measuring.tasks import Task, Tasks
from core.comparison.model import (
    Comparison,
    NonFinite,
    Pair,
    PairResult,
    Plan,
    Problem,
    Request,
    Severity,
)
from core.comparison.net_findings.gather import network_findings
from core.comparison.net_findings.preprocessing import Read
from core.comparison.net_findings.told import ORDER as ABOUT_NETWORK
from core.comparison.prototxt_findings import confirmed_findings
from core.comparison.second_look import cause_of
from core.comparison.severity import (
    length_sentence,
    non_finite_sentence,
    problem_of,
    severity_of,
    shape_sentence,
)
from core.comparison.summary import afterthoughts, summarise
from core.dumps.model import Dump, Kind, Values
from core.dumps.reader import Cancelled, read_dump
from core.errors import CosightError
from core.garbage import no_collection

Check = Callable[[], bool]

_TELL = 0.01
"""Seconds for which a thread may keep results to itself while it measures more."""

_LOOK = 0.05
"""Seconds between two looks at ``cancelled`` while nothing comes in."""


def compare(
    request: Request,
    *,
    threads: int | None = None,
    cancelled: Check | None = None,
    on_result: Callable[[int, PairResult, Plan], None] | None = None,
    keeper: Keeper | None = None,
) -> Comparison:
    """Match and measure everything.

    ``on_result`` hears of each pair (its index, its result, the plan) as it is done. A cancelled
    comparison holds the results so far.

    Raises:
        CosightError: a folder, the prototxt or the dot cannot be used.
    """
    plan = make_plan(request)
    results: dict[int, PairResult] = {}
    for index, result in measure_pairs(plan, threads=threads, cancelled=cancelled, keeper=keeper):
        results[index] = result
        if on_result is not None:
            on_result(index, result, plan)
    return finish(plan, results, cancelled=cancelled)


def finish(
    plan: Plan,
    results: Mapping[int, PairResult],
    *,
    look_into: bool = True,
    cancelled: Check | None = None,
) -> Comparison:
    """Put the results (by index into ``plan.pairs``) in order and sum up.

    Pairs that were never measured, because the work was cancelled, are left out; without them
    nothing is said of the network as a whole. Nor is it without ``look_into``, which may read a
    data blob again: not for a window's thread.
    """
    ordered = tuple(results[index] for index in sorted(results))
    # A plan that was summed up before says nothing twice.
    plan = replace(plan, findings=tuple(f for f in plan.findings if f.code not in ABOUT_NETWORK))
    findings = (*confirmed_findings(plan, ordered), *afterthoughts(plan, ordered))
    if look_into and len(ordered) == len(plan.pairs):
        findings += network_findings(plan, ordered, _data_reader(plan, cancelled), cancelled)
    plan = replace(plan, findings=findings)
    return Comparison(plan, ordered, summarise(plan, ordered))


def _data_reader(plan: Plan, cancelled: Check | None) -> Read:
    """Reads the numbers of a data blob for ``network_findings``."""

    def read(pair: Pair) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        try:
            left, right = read_pair(plan, pair, cancelled)
        except (CosightError, Cancelled):
            # It could be read a moment ago; without it one finding fewer is made.
            return None
        return (left.as_float(), right.as_float()) if len(left) == len(right) else None

    return read


def read_pair(
    plan: Plan,
    pair: Pair,
    cancelled: Check | None = None,
    so_far: Callable[[Values | None, Values | None], None] | None = None,
) -> tuple[Values, Values]:
    """The numbers of both sides of a pair, read at the same time on two threads.

    ``so_far`` is given the first numbers of both sides while the rest is read, on either thread
    and one call at a time; None for a side of which there is nothing yet.

    Raises:
        CosightError: one of the files cannot be used.
        Cancelled: ``cancelled`` said so.
    """
    opener = Opener(plan)
    first: list[Values | None] = [None, None]
    telling = threading.Lock()
    failed = threading.Event()

    def given_up() -> bool:
        return failed.is_set() or (cancelled is not None and cancelled())

    def read(side: int, dump: Dump) -> Values:
        def tell(values: Values) -> None:
            with telling:
                first[side] = values
                if so_far is not None:
                    so_far(first[0], first[1])

        try:
            return read_dump(
                dump.path,
                dump.name,
                opener.hex_format,
                opener.data_delta(dump),
                given_up,
                so_far=tell if so_far is not None else None,
            )
        except BaseException:
            failed.set()
            raise

    with ThreadPoolExecutor(1, "read") as other:
        right = other.submit(read, 1, pair.right)
        try:
            left = read(0, pair.left)
        except Cancelled:
            # The left side was given up because the right one has failed: that is the reason.
            right.result()
            raise
        return left, right.result()


def measure_pairs(
    plan: Plan,
    *,
    threads: int | None = None,
    cancelled: Check | None = None,
    on_start: Callable[[Pair], None] | None = None,
    keeper: Keeper | None = None,
) -> Iterator[tuple[int, PairResult]]:
    """Yield (index into ``plan.pairs``, result) as pairs are done, roughly in plan order.

    Each of ``threads`` (None: one for each core) reads one pair at a time, through a few fixed
    buffers whatever the files' size, and nothing is read ahead. A file that cannot be used makes
    its pair broken. ``cancelled`` and ``on_start`` (a pair is about to be read) are called on the
    worker threads; when ``cancelled`` gives True the iteration ends. What ``keeper`` has kept
    comes first and is not read again.
    Closing the generator early ends its threads before it returns.
    """
    try:
        try:
            kept = keeper.look_up(plan, cancelled) if keeper is not None else {}
        except Cancelled:
            return
        for index, known in kept.items():
            pair = plan.pairs[index]
            yield index, _judge(pair, known)
        rest = [entry for entry in enumerate(plan.pairs) if entry[0] not in kept]
        count = processors.usable() if threads is None else max(1, threads)
        # A search for garbage would look at all results so far, and stop every thread for it.
        with no_collection():
            yield from _measured(plan, rest, count, cancelled, on_start, keeper)
    finally:
        if keeper is not None:
            keeper.flush(wait=cancelled is None or not cancelled())


def _measured(
    plan: Plan,
    wanted: list[tuple[int, Pair]],
    threads: int,
    cancelled: Check | None,
    on_start: Callable[[Pair], None] | None,
    keeper: Keeper | None,
) -> Iterator[tuple[int, PairResult]]:
    opener = Opener(plan)
    # Pairs that share their left file stand together: it is read once for all right runs.
    jobs = [
        list(group) for _, group in groupby(wanted, key=lambda entry: entry[1].left.name.file_name)
    ]
    tasks = Tasks(opener, jobs, threads)
    stop = threading.Event()
    done: queue.SimpleQueue[list[tuple[int, PairResult]] | BaseException | None] = (
        queue.SimpleQueue()
    )
    begun: set[int] = set()

    def given_up() -> bool:
        return stop.is_set() or (cancelled is not None and cancelled())

    def begin(task: Task) -> None:
        for index, pair in chain.from_iterable(task.jobs):
            # What a task has given back is begun once more.
            if on_start is not None and index not in begun:
                begun.add(index)
                on_start(pair)
            task.stamps[index] = keeper.begin(plan, index) if keeper else None

    def measured(task: Task, bench: Bench) -> list[list[Outcome]]:
        """The outcomes of the task's first jobs; none while other threads still measure parts."""
        if task.large is None:
            return measure_jobs(opener, task.jobs, given_up, bench)
        outcome = task.large.measure(task.part, given_up, bench)
        return [] if outcome is None else [[outcome]]

    def work(number: int) -> None:
        ready: list[tuple[int, PairResult]] = []
        told = time.monotonic()
        try:
            bench = Bench()
            while not given_up() and (task := tasks.next(number, given_up)) is not None:
                if task.part == 0:
                    begin(task)
                outcomes = measured(task, bench)
                if not outcomes:
                    continue
                first = chain.from_iterable(task.jobs[: len(outcomes)])
                entries = []
                for (index, pair), outcome in _held_first(
                    zip(first, chain(*outcomes), strict=True)
                ):
                    kept = _kept(opener, pair, outcome, given_up, bench)
                    entries.append((index, kept))
                    ready.append((index, _result(pair, outcome, kept)))
                tasks.done(task, outcomes)
                # Whoever waits for results wakes at each, and takes Python's lock for it.
                if time.monotonic() - told > _TELL:
                    done.put(ready)
                    ready, told = [], time.monotonic()
                for index, kept in entries:
                    stamp = task.stamps[index]
                    if keeper is not None and stamp is not None and kept is not None:
                        keeper.keep(plan, index, stamp, kept)
            done.put(ready)
            done.put(None)
        except Cancelled:
            done.put(None)
        except BaseException as error:
            # An error of ours, not of a file: it belongs to whoever iterates.
            done.put(error)

    workers = [
        threading.Thread(target=work, args=(number,), name=f"measure-{number}", daemon=True)
        for number in range(threads if wanted else 0)
    ]
    for worker in workers:
        worker.start()
    try:
        running = len(workers)
        while running and not given_up():
            try:
                item = done.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if item is None:
                running -= 1
            elif isinstance(item, BaseException):
                raise item
            else:
                for entry in item:
                    if given_up():
                        break
                    yield entry
    finally:
        stop.set()
        for worker in workers:
            worker.join()


def _held_first(
    measured: Iterable[tuple[tuple[int, Pair], Outcome]],
) -> list[tuple[tuple[int, Pair], Outcome]]:
    """Those whose numbers are in memory before those that may be read once more, into the same."""
    return sorted(measured, key=lambda one: one[1].held is None)


def _kept(
    opener: Opener, pair: Pair, outcome: Outcome, cancelled: Check, bench: Bench
) -> Kept | None:
    """What there is to keep of a pair, its cause included; None where it could not be measured."""
    if outcome.measured is None:
        return None
    cause = cause_of(opener, pair, outcome, cancelled, bench)
    causes = () if cause is None else (cause,)
    return Kept(outcome.measured, outcome.left_count, outcome.right_count, causes)


def _result(pair: Pair, outcome: Outcome, kept: Kept | None) -> PairResult:
    if kept is not None:
        return _judge(pair, kept)
    left, right = outcome.left_count, outcome.right_count
    whys = outcome.left_why, outcome.right_why
    message = " ".join(dict.fromkeys(why for why in whys if why))
    return replace(_broken(pair, Problem.UNREADABLE, left, right, message), side_messages=whys)


def _broken(pair: Pair, problem: Problem, left: int, right: int, message: str) -> PairResult:
    return PairResult(
        pair=pair,
        severity=Severity.BROKEN,
        metrics=None,
        elements=0,
        left_elements=left,
        right_elements=right,
        problem=problem,
        message=message,
        left_non_finite=NonFinite(),
        right_non_finite=NonFinite(),
    )


def _judge(pair: Pair, kept: Kept) -> PairResult:
    measured, left, right = kept.measured, kept.left_elements, kept.right_elements
    problem = problem_of(measured, left, right)
    own, other = pair.left.name, pair.right.name
    shapes = [shape for shape in dict.fromkeys((own.chw, other.chw, pair.shape)) if shape]
    sentences = [
        length_sentence(left, right, shapes) if problem is Problem.LENGTH_MISMATCH else "",
        non_finite_sentence(measured),
        shape_sentence(own, left),
        shape_sentence(other, right),
    ]
    fitting = (shape for shape in shapes if math.prod(shape) == measured.elements)
    # In the order of its fields: naming them costs a third more, and there are thousands.
    return PairResult(
        pair,
        severity_of(measured.metrics, problem),
        measured.metrics,
        measured.elements,
        left,
        right,
        problem,
        " ".join(filter(None, sentences)),
        measured.left_non_finite,
        measured.right_non_finite,
        next(fitting, None) if own.kind is Kind.OUTPUT else None,
        tuple([finding_of(cause) for cause in kept.causes]),
    )
