"""Reading and measuring the pairs of a plan on a few threads, results as they come."""

from __future__ import annotations

import math
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from core.comparison.lookup import Lookup
from core.comparison.matching import make_plan
from core.comparison.metrics import Measured, measure
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
from core.dumps.workspace import Workspace
from core.errors import CosightError
from core.messages import translate

Check = Callable[[], bool]

_LOOK = 0.05
"""Seconds between two looks at ``cancelled`` while nothing comes in."""


def compare(
    request: Request,
    *,
    threads: int = 2,
    cancelled: Check | None = None,
    on_result: Callable[[int, PairResult, Plan], None] | None = None,
) -> Comparison:
    """Match and measure everything.

    ``on_result`` hears of each pair (its index, its result, the plan) as it is done. A cancelled
    comparison holds the results so far.

    Raises:
        CosightError: a folder, the prototxt or the dot cannot be used.
    """
    plan = make_plan(request)
    results: dict[int, PairResult] = {}
    for index, result in measure_pairs(plan, threads=threads, cancelled=cancelled):
        results[index] = result
        if on_result is not None:
            on_result(index, result, plan)
    return finish(plan, results)


def finish(plan: Plan, results: Mapping[int, PairResult]) -> Comparison:
    """Put the results (by index into ``plan.pairs``) in order and sum up.

    Pairs that were never measured, because the work was cancelled, are left out.
    """
    ordered = tuple(results[index] for index in sorted(results))
    plan = replace(plan, findings=(*plan.findings, *afterthoughts(plan, ordered)))
    return Comparison(plan, ordered, summarise(plan, ordered))


def read_pair(plan: Plan, pair: Pair, cancelled: Check | None = None) -> tuple[Values, Values]:
    """The numbers of both sides of a pair.

    Raises:
        CosightError: one of the files cannot be used.
        Cancelled: ``cancelled`` said so.
    """
    reader = _Reader(plan)
    return reader.read(pair.left, cancelled), reader.read(pair.right, cancelled)


def measure_pairs(
    plan: Plan,
    *,
    threads: int = 2,
    cancelled: Check | None = None,
    on_start: Callable[[Pair], None] | None = None,
) -> Iterator[tuple[int, PairResult]]:
    """Yield (index into ``plan.pairs``, result) as pairs are done, roughly in plan order.

    Each thread holds one pair's numbers at a time, in memory it uses again for the next pair, and
    nothing is read ahead. A file that cannot be used makes its pair broken. ``cancelled`` and
    ``on_start`` (a pair is about to be read) are called on the worker threads; when ``cancelled``
    gives True the iteration ends. Closing the generator early ends its threads before it returns.
    """
    reader = _Reader(plan)
    # Pairs that share their left file stand together: it is read once for all right runs.
    jobs = iter(
        [
            list(group)
            for _, group in groupby(enumerate(plan.pairs), key=lambda entry: entry[1].left.path)
        ]
    )
    next_job = threading.Lock()
    stop = threading.Event()
    done: queue.SimpleQueue[tuple[int, PairResult] | BaseException | None] = queue.SimpleQueue()

    def given_up() -> bool:
        return stop.is_set() or (cancelled is not None and cancelled())

    def work() -> None:
        left_space, right_space = Workspace(), Workspace()
        try:
            while not given_up():
                with next_job:
                    job = next(jobs, None)
                if job is None:
                    break
                left = _LeftSide(reader, job[0][1].left, left_space)
                for index, pair in job:
                    if on_start is not None:
                        on_start(pair)
                    done.put((index, _measure_pair(reader, left, pair, right_space, given_up)))
            done.put(None)
        except Cancelled:
            done.put(None)
        except BaseException as error:
            # An error of ours, not of a file: it belongs to whoever iterates.
            done.put(error)

    workers = [
        threading.Thread(target=work, name=f"measure-{number}", daemon=True)
        for number in range(max(1, min(threads, len(plan.pairs))))
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
                yield item
    finally:
        stop.set()
        for worker in workers:
            worker.join()


class _Reader:
    """Reads dumps of a plan with its number format and the dot's offsets."""

    def __init__(self, plan: Plan) -> None:
        self._hex_format = plan.request.hex_format
        self._dot = Lookup(plan.dot) if plan.dot is not None else None

    def read(
        self, dump: Dump, cancelled: Check | None, workspace: Workspace | None = None
    ) -> Values:
        """The numbers of a dump; CosightError or Cancelled where there are none."""
        data_delta = self._dot.data_delta(dump.name) if self._dot is not None else None
        return read_dump(
            dump.path, dump.name, self._hex_format, data_delta, cancelled, workspace=workspace
        )


class _LeftSide:
    """A left file that is read for the first pair that needs it and kept for the next."""

    def __init__(self, reader: _Reader, dump: Dump, workspace: Workspace) -> None:
        self._reader = reader
        self._dump = dump
        self._workspace = workspace
        self._values: Values | None = None

    def read(self, cancelled: Check) -> Values:
        """The left numbers; CosightError each time the file cannot be used."""
        if self._values is None:
            self._values = self._reader.read(self._dump, cancelled, self._workspace)
        return self._values


def _measure_pair(
    reader: _Reader, left: _LeftSide, pair: Pair, right_space: Workspace, given_up: Check
) -> PairResult:
    """The result of one pair, whatever its files hold. Raises Cancelled only."""
    sides: list[Values | str] = []
    for read, dump in (
        (lambda: left.read(given_up), pair.left),
        (lambda: reader.read(pair.right, given_up, right_space), pair.right),
    ):
        sides.append(_read_or_say_why(read, dump))
    left_values, right_values = sides
    if isinstance(left_values, str) or isinstance(right_values, str):
        counts = [0 if isinstance(side, str) else len(side) for side in sides]
        left_why, right_why = (side if isinstance(side, str) else "" for side in sides)
        message = " ".join(dict.fromkeys(why for why in (left_why, right_why) if why))
        broken = _broken(pair, Problem.UNREADABLE, counts[0], counts[1], message)
        return replace(broken, side_messages=(left_why, right_why))

    def check() -> None:
        if given_up():
            raise Cancelled

    try:
        measured = measure(left_values, right_values, check)
    except MemoryError:
        return _broken(
            pair, Problem.UNREADABLE, len(left_values), len(right_values), _no_memory(pair.left)
        )
    return _judge(pair, measured, len(left_values), len(right_values))


def _read_or_say_why(read: Callable[[], Values], dump: Dump) -> Values | str:
    """The numbers, or the sentence that says why there are none."""
    try:
        values = read()
    except Cancelled:
        raise
    except CosightError as error:
        return str(error)
    except MemoryError:
        return _no_memory(dump)
    except Exception as error:
        # One odd file never stops the others, whatever it made the reader do.
        return translate("core", "{file} cannot be read: {reason}.").format(
            file=dump.path, reason=error or type(error).__name__
        )
    if len(values) == 0:
        return translate("core", "{file} holds no numbers; it may have been cut off.").format(
            file=dump.path
        )
    return values


def _no_memory(dump: Dump) -> str:
    return translate(
        "core", "{file} is too large for the memory that is left; close other programs."
    ).format(file=dump.path)


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


def _judge(pair: Pair, measured: Measured, left: int, right: int) -> PairResult:
    problem = problem_of(measured, left, right)
    shapes = [shape for shape in (pair.left.name.chw, pair.right.name.chw, pair.shape) if shape]
    sentences = [
        length_sentence(left, right, shapes) if problem is Problem.LENGTH_MISMATCH else "",
        non_finite_sentence(measured),
        shape_sentence(pair.left.name, left),
        shape_sentence(pair.right.name, right),
    ]
    fitting = (shape for shape in shapes if math.prod(shape) == measured.elements)
    return PairResult(
        pair=pair,
        severity=severity_of(measured.metrics, problem),
        metrics=measured.metrics,
        elements=measured.elements,
        left_elements=left,
        right_elements=right,
        problem=problem,
        message=" ".join(sentence for sentence in sentences if sentence),
        left_non_finite=measured.left_non_finite,
        right_non_finite=measured.right_non_finite,
        shape=next(fitting, None) if pair.left.name.kind is Kind.OUTPUT else None,
    )
