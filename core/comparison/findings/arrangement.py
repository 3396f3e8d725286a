"""Causes that leave every value as it is and put it elsewhere.

Layout, order of channels, a picture the other way round, a shift.
"""

from __future__ import annotations

import functools
import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings.facts import Cause, Facts, Numbers, Shape, kernels

_MANY = 2048
"""Elements looked at: their correlation is known to some 0.02."""

_FEW = 256
"""Elements that rule most moves out."""

_UNSURE = 0.1
"""By how much the cosine of a few may fall short."""

_VERY_FEW, _VERY_UNSURE = 64, 0.3
"""The same for those that are looked at before the rest of the few."""

_FEWEST = 48

_WELL = 0.7
"""Centred cosine that the sides must reach once they are put in order."""

_LEFT_OVER = 0.35
"""What may be left of 1 − centred cosine by then."""

_AMBIGUOUS = 1.1
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
    """For each cause a row of places in the left file and one in the right: the same values."""

    causes: tuple[Cause, ...]
    left: NDArray[np.int64]
    right: NDArray[np.int64]


def may_be_moved(facts: Facts) -> bool:
    """Whether both sides can hold the same values in another order, by their sums.

    The same values have one mean and one deviation, so the slope of R over L is their centred
    cosine; noise of R's own leaves a slope of 1 instead.
    """
    metrics = facts.metrics
    if facts.shape is None or metrics.left_std == 0.0 or metrics.right_std == 0.0:
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
    if facts.shape is None or not may_be_moved(facts):
        return None
    causes, lefts, rights = _moves(facts.shape, _MANY)
    least, found, cosines = 1.0 - _WELL, -1, (0.0, 0.0)
    left_over: dict[int, float] = {}
    for move in _promising(facts.shape, numbers):
        left, right = lefts[move], rights[move]
        if not numbers.whole:
            here = _are_here(left, right, len(numbers))
            left, right = left[here], right[here]
        cosine = _cosine(numbers.left[left], numbers.right[right])
        left_over[move] = 1.0 - cosine
        # At the same places of the right side, lest outliers elsewhere make the move look good.
        unmoved = _cosine(numbers.left[right], numbers.right[right])
        # Of two moves that do the same to a picture the simpler one comes first.
        if 1.0 - cosine < least - _SAME and 1.0 - cosine <= _LEFT_OVER * (1.0 - unmoved):
            least, found, cosines = 1.0 - cosine, move, (cosine, unmoved)
    if found < 0 or _is_doubtful(causes, left_over, found):
        return None
    code, evidence = causes[found]
    undone, as_it_is = cosines
    return Cause(code, {**evidence, "cosine_when_undone": undone, "cosine_as_it_is": as_it_is})


def _is_doubtful(causes: tuple[Cause, ...], left_over: dict[int, float], found: int) -> bool:
    """Whether another move does nearly as well.

    Not one of the same cause: shifts resemble each other in any picture, and exchanging two axes of
    one length is the same on either side. Two turns are told apart by their degrees.
    """
    code, least = causes[found].code, _AMBIGUOUS * left_over[found] + _SAME
    return any(
        other < least and move != found and (causes[move].code != code or code == "rotated")
        for move, other in left_over.items()
    )


def _cosine(left: NDArray[Any], right: NDArray[Any]) -> float:
    """About the means; 0 where a side is constant."""
    a, b = left - left.mean(), right - right.mean()
    together = float(a @ a) * float(b @ b)
    return float(a @ b) / math.sqrt(together) if together > 0.0 else 0.0


def _promising(shape: Shape, numbers: Numbers) -> list[int]:
    """The moves that come near to a cosine on a few of their places."""
    if not numbers.whole:
        _, lefts, rights = _moves(shape, _MANY)
        here = _are_here(lefts, rights, len(numbers)).sum(axis=-1)
        return [int(move) for move in np.flatnonzero(here >= _FEWEST)]
    metrics = numbers.facts.metrics
    wanted = max(_WELL, 1.0 - _LEFT_OVER * (1.0 - metrics.centred_cosine))
    causes, lefts, rights = _moves(shape, _FEW)
    if not causes:
        return []
    means = metrics.left_mean, metrics.right_mean
    cosines = np.empty(len(causes))
    largest = kernels().cosines(
        numbers.left,
        numbers.right,
        lefts,
        rights,
        *means,
        _VERY_FEW,
        wanted - _VERY_UNSURE,
        cosines,
    )
    if largest <= wanted - _UNSURE:
        return []
    return [int(move) for move in np.flatnonzero(cosines > wanted - _UNSURE)]


def _are_here(left: NDArray[np.int64], right: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Which places are among the first ``count`` on both sides."""
    here: NDArray[np.bool_] = (left < count) & (right < count)
    return here


def _places(count: int, wanted: int) -> NDArray[np.int64]:
    """Places spread over ``count``, the same each time."""
    return np.random.default_rng(7).integers(0, count, wanted)


@functools.lru_cache(maxsize=256)
def _moves(shape: Shape, wanted: int) -> _Moves:
    """All moves within a shape, told by ``wanted`` places each."""
    if math.prod(shape) < _FEWEST:
        return _Moves((), np.empty((0, 0), np.int64), np.empty((0, 0), np.int64))
    moves = [*_permutations(shape, wanted), *_shifts(shape, wanted)]
    return _Moves(
        tuple(move[0] for move in moves),
        np.array([move[1] for move in moves], np.int64),
        np.array([move[2] for move in moves], np.int64),
    )


_Move = tuple[Cause, NDArray[np.int64], NDArray[np.int64]]


def _permutations(shape: Shape, wanted: int) -> list[_Move]:
    """One side has the other's axes in another order, or from last to first."""
    strides = (shape[1] * shape[2], shape[2], 1)
    places = _places(math.prod(shape), wanted)
    moves: list[_Move] = []

    def add(code: str, evidence: dict[str, Any], left: Any, right: Any) -> None:
        if not np.array_equal(left, right) and not any(
            np.array_equal(left, move[1]) and np.array_equal(right, move[2]) for move in moves
        ):
            moves.append((Cause(code, evidence), left, right))

    for code, order in _PERMUTATIONS:
        # One side has the other's axes in this order: its coordinates are the other's, exchanged.
        coordinates = np.unravel_index(places, tuple(shape[axis] for axis in order))
        origin: Any = sum(
            coordinate * strides[axis] for coordinate, axis in zip(coordinates, order, strict=True)
        )
        axes = "".join(_AXES[axis] for axis in order)
        add(code, {"side": "right", "order": axes}, origin, places)
        add(code, {"side": "left", "order": axes}, places, origin)
    channel, row, column = np.unravel_index(places, shape)
    from_bottom, from_right = shape[1] - 1 - row, shape[2] - 1 - column

    def add_turned(code: str, evidence: dict[str, Any], *origin: Any) -> None:
        add(code, evidence, np.ravel_multi_index(origin, shape), places)

    add_turned("channels_reversed", {"channels": shape[0]}, shape[0] - 1 - channel, row, column)
    add_turned("mirrored", {}, channel, row, from_right)
    add_turned("upside_down", {}, channel, from_bottom, column)
    add_turned("rotated", {"degrees": 180}, channel, from_bottom, from_right)
    # Turned by a quarter the right file is as high as the left one is wide.
    channel, row, column = np.unravel_index(places, (shape[0], shape[2], shape[1]))
    from_bottom, from_right = shape[1] - 1 - column, shape[2] - 1 - row
    add_turned("rotated", {"degrees": 90}, channel, from_bottom, row)
    add_turned("rotated", {"degrees": 270}, channel, column, from_right)
    return moves


def _shifts(shape: Shape, wanted: int) -> list[_Move]:
    """Right = left moved by a row or column or two; what is shifted in is not looked at."""
    channels, height, width = shape
    if min(height, width) < _SMALLEST_PLANE:
        return []
    reach = range(-_FARTHEST, _FARTHEST + 1)
    shifts = sorted(
        ((down, along) for down in reach for along in reach if (down, along) != (0, 0)),
        key=lambda shift: abs(shift[0]) + abs(shift[1]),
    )
    inner = channels, height - 2 * _FARTHEST, width - 2 * _FARTHEST
    channel, row, column = np.unravel_index(_places(math.prod(inner), wanted), inner)
    right = (channel * height + row + _FARTHEST) * width + column + _FARTHEST
    return [
        (
            Cause("shifted", {"rows_down": down, "columns_right": along}),
            right - down * width - along,
            right,
        )
        for down, along in shifts
    ]
