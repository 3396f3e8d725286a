"""A compiled look at whether one side is the other with its values elsewhere.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import types

from core.comparison.findings import kernel_places
from core.comparison.findings.kernel_places import (
    COSINE,
    LEFT_STEPS,
    LENGTHS,
    OF_MAP,
    OF_MOVE,
    RIGHT_STEPS,
    UNMOVED,
    USED,
)
from core.compiling import kernel, part, summing

_NUMBERS = types.Array(types.float64, 1, "C", readonly=True)
"""Values of a side, flat."""
_MAPS = types.Array(types.int64, 2, "C", readonly=True)
_SOMEWHERE = types.Array(types.float64, 2, "C", readonly=True)
_OF_COSINE = 8


@part
def _cosine(count: int, a: float, b: float, aa: float, bb: float, ab: float) -> float:
    """About the means, from sums, sums of squares and the sum of products."""
    if count == 0:
        return 0.0
    left, right = aa - a * a / count, bb - b * b / count
    return (ab - a * b / count) / math.sqrt(left * right) if left > 0.0 and right > 0.0 else 0.0


@part
def _differ(one: Any, other: Any) -> bool:
    """Whether two maps lead to different places of the right file."""
    return bool(
        np.any(one[LENGTHS:LEFT_STEPS] != other[LENGTHS:LEFT_STEPS])
        or np.any(one[RIGHT_STEPS:OF_MAP] != other[RIGHT_STEPS:OF_MAP])
    )


@part
def _last(lengths: Any, steps: Any) -> Any:
    """The last place that steps lead to."""
    place = steps[0]
    for axis in range(3):
        place += max(steps[axis + 1], 0) * (lengths[axis] - 1)
    return place


@summing
def _add_products(
    left: Any, mean: float, steps: Any, at: Any, rights: Any, begin: int, end: int, sums: Any
) -> None:
    a = aa = ab = b = bb = 0.0
    for i in range(begin, end):
        x = left[steps[0] + steps[1] * at[0, i] + steps[2] * at[1, i] + steps[3] * at[2, i]] - mean
        y = rights[i]
        a += x
        aa += x * x
        ab += x * y
        b += y
        bb += y * y
    sums[0] += a
    sums[1] += aa
    sums[2] += ab
    sums[3] += b
    sums[4] += bb


@summing
def _add_unmoved(
    left: Any, mean: float, right_places: Any, rights: Any, begin: int, end: int, sums: Any
) -> None:
    u = uu = ub = 0.0
    for i in range(begin, end):
        x = left[right_places[i]] - mean
        u += x
        uu += x * x
        ub += x * rights[i]
    sums[5] += u
    sums[6] += uu
    sums[7] += ub


@part
def _add_those_here(
    left: Any,
    mean: float,
    steps: Any,
    at: Any,
    right_places: Any,
    rights: Any,
    begin: int,
    end: int,
    sums: Any,
) -> int:
    """Both of the above, of places that are among the numbers; returns how many these are."""
    count = 0
    for i in range(begin, end):
        place = steps[0] + steps[1] * at[0, i] + steps[2] * at[1, i] + steps[3] * at[2, i]
        if place < len(left) and right_places[i] < len(left):
            count += 1
            x = left[place] - mean
            y = rights[i]
            u = left[right_places[i]] - mean
            sums[0] += x
            sums[1] += x * x
            sums[2] += x * y
            sums[3] += y
            sums[4] += y * y
            sums[5] += u
            sums[6] += u * u
            sums[7] += u * y
    return count


@kernel(
    (
        _NUMBERS,
        _NUMBERS,
        types.float64,
        types.float64,
        _MAPS,
        _SOMEWHERE,
        types.int64,
        types.float64,
        types.boolean,
        types.float64[:, ::1],
    ),
    kernel_places,
)
def cosines(
    left: Any,
    right: Any,
    left_mean: float,
    right_mean: float,
    maps: Any,
    somewhere: Any,
    first: int,
    least: float,
    unmoved: bool,
    found: Any,
) -> Any:
    """For each map the cosine of what it brings together, about the means there.

    ``somewhere``: rows of three shares of the axes' lengths, each a place that is looked at; what
    lies behind the numbers is left out. Where the ``first`` of them give less than ``least`` it is
    the cosine of these. ``left_mean``, ``right_mean``: about how large the numbers are. The cosine
    as it is only if ``unmoved``. Returns the largest cosine.
    """
    largest = -1.0
    known = 0
    at = np.empty((3, len(somewhere)), np.int64)
    right_places = np.empty(len(somewhere), np.int64)
    rights = np.empty(len(somewhere))
    sums = np.empty(_OF_COSINE)
    for move in range(len(maps)):
        lengths = maps[move, LENGTHS : LENGTHS + 3]
        left_steps = maps[move, LEFT_STEPS : LEFT_STEPS + 4]
        right_steps = maps[move, RIGHT_STEPS : RIGHT_STEPS + 4]
        # Most moves differ in the left file's places from the one before, and in no more.
        if move == 0 or _differ(maps[move], maps[move - 1]):
            known = 0
        is_here = max(_last(lengths, left_steps), _last(lengths, right_steps)) < len(left)
        sums[:] = 0.0
        count = 0
        cosine = 0.0
        for begin, end in ((0, first), (first, len(somewhere))):
            for i in range(known, end):
                place = right_steps[0]
                for axis in range(3):
                    at[axis, i] = np.int64(somewhere[i, axis] * lengths[axis])
                    place += right_steps[axis + 1] * at[axis, i]
                right_places[i] = place
                rights[i] = right[place] - right_mean if place < len(left) else 0.0
            known = max(known, end)
            if is_here:
                count += end - begin
                _add_products(left, left_mean, left_steps, at, rights, begin, end, sums)
                if unmoved:
                    _add_unmoved(left, left_mean, right_places, rights, begin, end, sums)
            else:
                count += _add_those_here(
                    left, left_mean, left_steps, at, right_places, rights, begin, end, sums
                )
            cosine = _cosine(count, sums[0], sums[3], sums[1], sums[4], sums[2])
            if cosine < least:
                break
        found[move, USED] = count
        found[move, COSINE] = cosine
        found[move, UNMOVED] = _cosine(count, sums[5], sums[3], sums[6], sums[4], sums[7])
        largest = max(largest, cosine)
    return largest


def warm_up() -> None:
    """Call the kernel."""
    numbers, maps, found = np.zeros(1), np.zeros((1, OF_MAP), np.int64), np.zeros((1, OF_MOVE))
    cosines(numbers, numbers, 0.0, 0.0, maps, np.zeros((1, 3)), 1, 0.0, True, found)
