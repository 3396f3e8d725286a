"""Causes that leave every value as it is and put it elsewhere.

Layout, order of channels, a picture the other way round, a shift.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.findings.facts import Cause, Facts, Numbers, Shape
from core.comparison.findings.throughout import is_backed

_FEW, _MANY = 256, 8192
"""Places looked at: by all moves, and by those that are not ruled out by then. The correlation of
many is known to some 0.01."""

_UNSURE = 2.0
"""How many times as much of 1 − cosine as may be left over a few places may show."""

_EARLIER = {_FEW: (32, 3.5), _MANY: (1024, 1.5)}
"""How many of the places are looked at before the rest, and the same for these."""

_NO_COSINE = -2.0
"""Less than any cosine."""

_FEWEST = 48

WELL = 0.7
"""Centred cosine that the sides must reach once they are put in order."""

LEFT_OVER = 0.35
"""What may be left of 1 − centred cosine by then."""

AMBIGUOUS = 1.05
"""How many times as much another move must leave over: in a picture that is the same either way
nobody can tell which it was."""

_SAME = 1e-9
"""Difference of cosines that is rounding."""

_ALIKE = 0.25
"""How far both deviations may differ, as a share, and both means, in deviations: what a shift
brings in at the border changes them."""

_APART = 0.97
"""Centred cosine above which nothing has been moved."""

_FARTHEST = 2
"""Rows or columns by which a picture may be shifted."""

_SMALLEST_PLANE = 8

_PERMUTATIONS = (
    ("layout_swapped", (1, 2, 0)),
    ("transposed", (0, 2, 1)),
    ("transposed", (1, 0, 2)),
    ("transposed", (2, 1, 0)),
)
_AXES = "CHW"


class _Moves(NamedTuple):
    """For each cause where the same values stand in both files.

    A row of ``maps`` is the lengths of three axes, the left file's place of the first element and
    how far it goes there along each axis, and the same for the right file.
    """

    causes: tuple[Cause, ...]
    maps: NDArray[np.int64]


@functools.cache
def _kernels() -> ModuleType:
    """Late: numba takes its time to import."""
    from core.comparison.findings import kernels_of_moves

    return kernels_of_moves


def may_be_moved(facts: Facts) -> bool:
    """Whether both sides can hold the same values in another order, by their sums.

    The same values have one mean and one deviation, so the slope of R over L is their centred
    cosine; noise of R's own leaves a slope of 1 instead.
    """
    metrics = facts.metrics
    if metrics.left_std == 0.0 or metrics.right_std == 0.0:
        return False
    # A slope of 1 is the cheapest to rule out.
    if facts.slope > _APART:
        return False
    alike = abs(metrics.right_std / metrics.left_std - 1.0) <= _ALIKE
    return (
        alike
        and metrics.centred_cosine <= _APART
        and abs(facts.offset) <= _ALIKE * metrics.left_std
    )


def moved(numbers: Numbers) -> Cause | None:
    """The move that brings both sides together, if one does."""
    facts = numbers.facts
    if not may_be_moved(facts):
        return None
    if facts.shape is not None and sorted(facts.shape)[1] > 1:
        causes, maps = _moves(facts.shape)
    elif numbers.whole:
        causes, maps = _flat_moves(facts.elements)
    else:
        return None
    promising = _promising(maps, numbers)
    if not promising:
        return None
    cosines, _ = _cosines(numbers, maps[promising], _MANY, True)
    least, found, evidence = 1.0 - WELL, -1, {}
    left_over: dict[int, float] = {}
    for move, (used, cosine, unmoved) in zip(promising, cosines.tolist(), strict=True):
        if used < _FEWEST:
            continue
        left_over[move] = 1.0 - cosine
        # Of two moves that do the same to a picture the simpler one comes first. The same places
        # of the right side as they are, lest outliers elsewhere make the move look good.
        if 1.0 - cosine < least - _SAME and 1.0 - cosine <= LEFT_OVER * (1.0 - unmoved):
            least, found = 1.0 - cosine, move
            evidence = {"cosine_when_undone": cosine, "cosine_as_it_is": unmoved}
    if found < 0 or _is_doubtful(causes, left_over, found):
        return None
    if not is_backed(*_brought_together(numbers, maps[found])):
        return None
    return Cause(causes[found].code, {**causes[found].evidence, **evidence})


def _is_doubtful(causes: tuple[Cause, ...], left_over: dict[int, float], found: int) -> bool:
    """Whether another move does nearly as well.

    Not one of the same cause: shifts resemble each other in any picture, and exchanging two axes of
    one length is the same on either side. Two turns are told apart by their degrees.
    """
    code, least = causes[found].code, AMBIGUOUS * left_over[found] + _SAME
    return any(
        other < least and move != found and (causes[move].code != code or code == "rotated")
        for move, other in left_over.items()
    )


def _brought_together(
    numbers: Numbers, move: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both sides' numbers at the places of a move, each place once: all of few, or some of many."""
    lengths = move[places.LENGTHS : places.LENGTHS + 3]
    if math.prod(lengths.tolist()) <= _MANY:
        at = np.indices(lengths.tolist()).reshape(3, -1)
    else:
        at = (_somewhere(_MANY) * lengths).astype(np.int64).T
    left, right = (
        move[steps] + move[steps + 1 : steps + 4] @ at
        for steps in (places.LEFT_STEPS, places.RIGHT_STEPS)
    )
    right, once = np.unique(right, return_index=True)
    left = left[once]
    here = (left < len(numbers)) & (right < len(numbers))
    return numbers.left[left[here]], numbers.right[right[here]]


def _promising(maps: NDArray[np.int64], numbers: Numbers) -> list[int]:
    """The moves that come near to a cosine on a few of their places."""
    if not numbers.whole or not len(maps):
        return list(range(len(maps)))
    cosines, largest = _cosines(numbers, maps, _FEW, False)
    least = 1.0 - _UNSURE * _bearable(numbers.facts)
    if largest <= least:
        return []
    return [int(move) for move in np.flatnonzero(cosines[:, places.COSINE] > least)]


def _cosines(
    numbers: Numbers, maps: NDArray[np.int64], count: int, unmoved: bool
) -> tuple[NDArray[np.float64], float]:
    """Of ``count`` places, see ``kernels_of_moves.cosines``; and the largest of them."""
    metrics = numbers.facts.metrics
    first, times = _EARLIER[count]
    # What the beginning of a pair says may differ from what the whole does.
    least = 1.0 - times * _bearable(numbers.facts) if numbers.whole else _NO_COSINE
    found = np.empty((len(maps), places.OF_MOVE))
    largest = _kernels().cosines(
        numbers.left,
        numbers.right,
        metrics.left_mean,
        metrics.right_mean,
        maps,
        _somewhere(count),
        first,
        least,
        unmoved,
        found,
    )
    return found, largest


def _bearable(facts: Facts) -> float:
    """1 − cosine that a move may leave."""
    return min(1.0 - WELL, LEFT_OVER * (1.0 - facts.metrics.centred_cosine))


@functools.cache
def _somewhere(count: int) -> NDArray[np.float64]:
    """Places spread over three axes, each of length 1; the same each time."""
    return np.random.default_rng(7).random((count, 3))


@functools.lru_cache(maxsize=256)
def _moves(shape: Shape) -> _Moves:
    """All moves within a shape, the simplest first."""
    moves = [*_permutations(shape), *_turns(shape), *_shifts(shape)]
    return _as_moves(moves if math.prod(shape) >= _FEWEST else [])


def _as_moves(moves: list[_Move]) -> _Moves:
    return _Moves(
        tuple(cause for cause, *_ in moves),
        np.array([(*grid, *left, *right) for _, grid, left, right in moves], np.int64).reshape(
            -1, places.OF_MAP
        ),
    )


@functools.lru_cache(maxsize=256)
def _flat_moves(count: int) -> _Moves:
    """All ways to transpose numbers that stand in one row: weights of a fully connected layer, what
    is flattened before it as H×W×C rather than C×H×W; and the row from last to first."""
    moves = [*_turns((count, 1, 1))]
    for rows in range(2, count // 2 + 1):
        if count % rows == 0:
            columns = count // rows
            grid = 1, columns, rows
            evidence = {"side": "right", "rows": rows, "columns": columns}
            cause = Cause("transposed", evidence)
            moves.append((cause, grid, (0, count, 1, columns), _in_file(grid)))
    return _as_moves(moves if count >= _FEWEST else [])


_Steps = tuple[int, int, int, int]
"""Place of the first element, and how far it goes along each axis."""

_Move = tuple[Cause, Shape, _Steps, _Steps]


def _in_file(grid: Shape) -> _Steps:
    """One after the other, the last axis the quickest."""
    return 0, grid[1] * grid[2], grid[2], 1


def _permutations(shape: Shape) -> Iterator[_Move]:
    """One side has the other's axes in another order."""
    seen = {tuple(axis for axis in range(3) if shape[axis] > 1)}
    strides = _in_file(shape)[1:]
    for code, order in _PERMUTATIONS:
        # Axes of length 1 may stand anywhere.
        long = tuple(axis for axis in order if shape[axis] > 1)
        if long in seen:
            continue
        seen.add(long)
        grid = shape[order[0]], shape[order[1]], shape[order[2]]
        other = 0, strides[order[0]], strides[order[1]], strides[order[2]]
        axes = "".join(_AXES[axis] for axis in order)
        yield Cause(code, {"side": "right", "order": axes}), grid, other, _in_file(grid)
        # Two axes of one length that are exchanged are so on either side.
        if grid != shape or code == "layout_swapped":
            yield Cause(code, {"side": "left", "order": axes}), grid, _in_file(grid), other


def _turns(shape: Shape) -> Iterator[_Move]:
    """The right side has an axis or two from last to first, or a picture turned by a quarter."""
    channels, height, width = shape
    reverses: tuple[tuple[Cause, tuple[int, ...]], ...] = (
        (Cause("channels_reversed", {"channels": channels}), (0,)),
        (Cause("mirrored", {}), (2,)),
        (Cause("upside_down", {}), (1,)),
        (Cause("rotated", {"degrees": 180}), (1, 2)),
    )
    for cause, axes in reverses:
        if min(shape[axis] for axis in axes) > 1:
            steps = list(_in_file(shape))
            for axis in axes:
                steps[0] += (shape[axis] - 1) * steps[axis + 1]
                steps[axis + 1] *= -1
            yield cause, shape, (steps[0], steps[1], steps[2], steps[3]), _in_file(shape)
    if min(height, width) > 1:
        # The right picture is as high as the left one is wide.
        grid, plane = (channels, width, height), height * width
        clockwise = (height - 1) * width, plane, 1, -width
        anticlockwise = width - 1, plane, -1, width
        yield Cause("rotated", {"degrees": 90}), grid, clockwise, _in_file(grid)
        yield Cause("rotated", {"degrees": 270}), grid, anticlockwise, _in_file(grid)


def _shifts(shape: Shape) -> Iterator[_Move]:
    """Right = left moved by a row or column or two; what is shifted in is not looked at."""
    channels, height, width = shape
    if min(height, width) < _SMALLEST_PLANE:
        return
    reach = range(-_FARTHEST, _FARTHEST + 1)
    shifts = sorted(
        ((down, along) for down in reach for along in reach if (down, along) != (0, 0)),
        key=lambda shift: abs(shift[0]) + abs(shift[1]),
    )
    inner = channels, height - 2 * _FARTHEST, width - 2 * _FARTHEST
    first = _FARTHEST * width + _FARTHEST
    _, *strides = _in_file(shape)
    for down, along in shifts:
        left = first - down * width - along
        yield (
            Cause("shifted", {"rows_down": down, "columns_right": along}),
            inner,
            (left, strides[0], strides[1], strides[2]),
            (first, strides[0], strides[1], strides[2]),
        )
