"""The numbers of a pair once more, after it was measured, for what sums alone do not tell."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.cancelling import Check
from core.comparison.findings import cropping
from core.comparison.findings.diagnosis import MOST, diagnose
from core.comparison.findings.facts import Cause, Facts, Half, Numbers, Shape
from core.comparison.measuring.outcomes import Bench, Held, Outcome
from core.comparison.measuring.sides import Opener, Side
from core.comparison.model import Pair, Problem
from core.comparison.severity import problem_of, severity_of
from core.dumps.formats import FixedPoint
from core.dumps.model import Dump, Encoding, Kind
from core.dumps.workspace import Workspace

_SAME_ERROR = 1e-3
"""Relative difference of Σd² at which the numbers are no longer those that were measured."""
_GAINS = ("constant_gain", "power_of_two_gain")


def cause_of(
    opener: Opener, pair: Pair, outcome: Outcome, cancelled: Check, bench: Bench
) -> Cause | None:
    """Why the pair is apart, as far as that can be told; ``bench`` is the one it was measured on.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    measured = outcome.measured
    if measured is None:
        return None
    counts = outcome.left_count, outcome.right_count
    problem = problem_of(measured, *counts)
    if problem is Problem.LENGTH_MISMATCH:
        return _cropping(opener, pair, outcome, cancelled, bench)
    metrics = measured.metrics
    odd = measured.left_non_finite.first_index, measured.right_non_finite.first_index
    if problem is not None or metrics is None or max(odd) >= 0:
        return None
    facts = Facts(
        metrics=metrics,
        elements=measured.elements,
        severity=severity_of(metrics, problem),
        shape=_shape(pair, measured.elements),
        left_format=_format(opener, pair.left),
        right_format=_format(opener, pair.right),
    )

    def read(most: int) -> Numbers | None:
        if outcome.held is not None:
            numbers = Numbers(*_halves(outcome.held, bench.room()), facts)
            if _are_those(numbers):
                return numbers
        sides = _read_again(opener, pair, (most, most), cancelled, bench)
        if sides is None or not len(sides[0]) == len(sides[1]) == most:
            return None
        numbers = Numbers(Half(sides[0]), Half(sides[1]), facts)
        return numbers if not numbers.whole or _are_those(numbers) else None

    cause = diagnose(facts, read, at_hand=outcome.held is not None)
    if cause is not None and cause.code in _GAINS and _has_no_scale(pair):
        return None
    return cause


def _has_no_scale(pair: Pair) -> bool:
    """Whether one side alone is the whole numbers of a bias, whose scale stands in no file."""
    encodings = {side.name.encoding for side in (pair.left, pair.right)}
    return len(encodings) > 1 and Encoding.INTEGER in encodings


def _halves(held: Held, room: NDArray[np.float64]) -> tuple[Half, Half]:
    """Both sides, in ``room`` for two pieces where they still have to be made of their codes."""
    middle = len(room) // 2
    return (
        _half(held.left, held.left_scale, room[:middle]),
        _half(held.right, held.right_scale, room[middle:]),
    )


def _half(numbers: NDArray[Any], scale: float, room: NDArray[np.float64]) -> Half:
    if numbers.dtype == np.int32:
        return Half(room[: len(numbers)], numbers, scale)
    return Half(numbers if scale == 1.0 else numbers * scale)


def _shapes(pair: Pair) -> Iterator[Shape]:
    """What is known of the shapes of an output, the left file's name first."""
    if pair.left.name.kind is not Kind.OUTPUT:
        return
    for side in (pair.left, pair.right):
        shape = side.name.chw
        if shape is not None and min(shape) > 0:
            yield shape
    if pair.shape is not None and min(pair.shape) > 0:
        yield pair.shape


def _shape(pair: Pair, elements: int) -> Shape | None:
    for shape in _shapes(pair):
        if shape[0] * shape[1] * shape[2] == elements:
            return shape
    return None


def _format(opener: Opener, dump: Dump) -> FixedPoint | None:
    return opener.hex_format if dump.name.encoding is Encoding.FIXED else None


def _cropping(
    opener: Opener, pair: Pair, outcome: Outcome, cancelled: Check, bench: Bench
) -> Cause | None:
    counts = outcome.left_count, outcome.right_count
    shapes = cropping.shapes_of(list(_shapes(pair)), *counts)
    if shapes is None:
        return None
    most = min(counts[0], MOST), min(counts[1], MOST)
    held = outcome.held
    sides = held.values(bench.room()) if held else _read_again(opener, pair, most, cancelled, bench)
    if sides is None:
        return None
    with np.errstate(all="ignore"):
        found = cropping.cropped(sides[0], sides[1], shapes)
    # NaN in the part in common leaves nothing to say.
    return (
        found if found is not None and math.isfinite(found.evidence["cosine_of_overlap"]) else None
    )


def _are_those(numbers: Numbers) -> bool:
    """Whether these are the numbers that were measured: a file may have been written to since."""
    facts = numbers.facts
    wanted = facts.mean_square_error * facts.elements
    lengths = len(numbers.left), len(numbers.right)
    return lengths == (facts.elements, facts.elements) and math.isclose(
        numbers.error, wanted, rel_tol=_SAME_ERROR
    )


def _read_again(
    opener: Opener, pair: Pair, most: tuple[int, int], cancelled: Check, bench: Bench
) -> tuple[NDArray[Any], NDArray[Any]] | None:
    """The beginnings of both files; None where one can no longer be used."""
    left = _beginning(opener, pair.left, most[0], cancelled, bench.left)
    if left is None:
        return None
    right = _beginning(opener, pair.right, most[1], cancelled, bench.left)
    return (left, right) if right is not None else None


def _beginning(
    opener: Opener, dump: Dump, most: int, cancelled: Check, workspace: Workspace
) -> NDArray[Any] | None:
    values = np.empty(most, np.float64)
    side = Side(opener, dump, cancelled, workspace)
    count = 0
    try:
        while count < most and (got := side.advance(most - count)):
            np.multiply(side.numbers, side.scale, out=values[count : count + got])
            count += got
        return values[:count] if not side.why else None
    finally:
        side.close()
