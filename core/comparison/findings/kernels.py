"""Compiled looks at the numbers of a pair: one pass each, without the interpreter's lock.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba import types

from core.comparison.findings.kernel_places import (
    AT_LEFT_MAX,
    AT_LEFT_MIN,
    AT_RIGHT_MAX,
    AT_RIGHT_MIN,
    CHANNEL_ERRORS,
    CHANNEL_OFFSETS,
    CHANNEL_SIGNAL,
    CHANNEL_VARIES,
    ERROR,
    LEFT_MAX,
    LEFT_MIN,
    LEFT_NEGATIVE,
    LEFT_UNSIGNED,
    RIGHT_MAX,
    RIGHT_MIN,
    RIGHT_NEGATIVE,
    RIGHT_UNSIGNED,
)

_F = TypeVar("_F", bound=Callable[..., Any])

_NUMBERS = types.Array(types.float64, 1, "C", readonly=True)
_PLACES = types.Array(types.int64, 2, "C", readonly=True)


def _compiled(signature: Any) -> Callable[[_F], _F]:
    """Compile at once with the GIL released, and keep it on disk."""

    def decorate(function: _F) -> _F:
        try:
            return cast(_F, numba.njit(signature, nogil=True, cache=True)(function))
        except RuntimeError:  # no folder can hold the cache: compile at every start
            return cast(_F, numba.njit(signature, nogil=True)(function))

    return decorate


@_compiled(
    (
        _NUMBERS,
        _NUMBERS,
        types.int64,
        types.int64,
        types.int64,
        types.float64[::1],
        types.float64[:, ::1],
        types.float64[:, ::1],
    )
)
def survey(
    left: Any,
    right: Any,
    channels: int,
    height: int,
    width: int,
    whole: Any,
    by_channel: Any,
    plane: Any,
) -> None:
    """Fill the sums of ``kernel_places`` over channels × height × width finite numbers.

    ``plane`` is Σd² of each place of the picture, over all channels; all of it zero at first.
    """
    error = right_unsigned = left_unsigned = 0.0
    left_negative = right_negative = 0
    left_min = right_min = math.inf
    left_max = right_max = -math.inf
    at = 0
    for channel in range(channels):
        channel_error = channel_offset = channel_signal = 0.0
        first = right[at]
        varies = 0
        for row in range(height):
            row_error = 0.0
            for column in range(width):
                a = left[at]
                b = right[at]
                at += 1
                d = b - a
                e = d * d
                row_error += e
                plane[row, column] += e
                channel_offset += d
                channel_signal += a * a
                u = b - abs(a)
                right_unsigned += u * u
                u = a - abs(b)
                left_unsigned += u * u
                left_negative += a < 0.0
                right_negative += b < 0.0
                varies += b != first
                left_min = min(left_min, a)
                left_max = max(left_max, a)
                right_min = min(right_min, b)
                right_max = max(right_max, b)
            channel_error += row_error
        by_channel[channel, CHANNEL_ERRORS] = channel_error
        by_channel[channel, CHANNEL_OFFSETS] = channel_offset
        by_channel[channel, CHANNEL_SIGNAL] = channel_signal
        by_channel[channel, CHANNEL_VARIES] = varies
        error += channel_error
    # Apart from the rest, without a branch that a rectified layer would mislead.
    at_left_min = at_left_max = at_right_min = at_right_max = 0
    for i in range(at):
        at_left_min += left[i] == left_min
        at_left_max += left[i] == left_max
        at_right_min += right[i] == right_min
        at_right_max += right[i] == right_max
    whole[ERROR] = error
    whole[RIGHT_UNSIGNED] = right_unsigned
    whole[LEFT_UNSIGNED] = left_unsigned
    whole[LEFT_NEGATIVE] = left_negative
    whole[RIGHT_NEGATIVE] = right_negative
    whole[LEFT_MIN] = left_min
    whole[LEFT_MAX] = left_max
    whole[RIGHT_MIN] = right_min
    whole[RIGHT_MAX] = right_max
    whole[AT_LEFT_MIN] = at_left_min
    whole[AT_LEFT_MAX] = at_left_max
    whole[AT_RIGHT_MIN] = at_right_min
    whole[AT_RIGHT_MAX] = at_right_max


@_compiled((_NUMBERS, _NUMBERS, types.float64, types.float64))
def excess(limited: Any, other: Any, bound: float, sign: float) -> Any:
    """What ``other`` does where ``limited`` stands at its ``bound``, up (sign 1) or down (−1).

    Returns in how many of these places it lies beyond the bound, by how much in all, Σ of the
    squares of that, and Σ of the squares wherever it lies beyond.
    """
    beyond = 0
    inside = outside = total = 0.0
    for i in range(len(limited)):
        over = (other[i] - bound) * sign
        positive = max(over, 0.0)
        square = positive * positive
        outside += square
        if limited[i] == bound:
            beyond += over > 0.0
            inside += square
            total += positive
    return beyond, total, inside, outside


@_compiled((_NUMBERS, _NUMBERS, _PLACES, _PLACES, types.float64, types.float64, types.float64[::1]))
def cosines(
    left: Any,
    right: Any,
    left_places: Any,
    right_places: Any,
    left_mean: float,
    right_mean: float,
    found: Any,
) -> Any:
    """For each row of places the cosine of what stands there, about the means given.

    Returns the largest of them.
    """
    largest = -1.0
    for move in range(len(left_places)):
        products = left_squares = right_squares = 0.0
        for i in range(left_places.shape[1]):
            a = left[left_places[move, i]] - left_mean
            b = right[right_places[move, i]] - right_mean
            products += a * b
            left_squares += a * a
            right_squares += b * b
        together = left_squares * right_squares
        found[move] = products / math.sqrt(together) if together > 0.0 else 0.0
        largest = max(largest, found[move])
    return largest


def warm_up() -> None:
    """Nothing is left to do once this is imported, and this calls each kernel."""
    numbers, places = np.zeros(1), np.zeros((1, 1), np.int64)
    survey(numbers, numbers, 1, 1, 1, np.zeros(13), np.zeros((1, 4)), np.zeros((1, 1)))
    excess(numbers, numbers, 0.0, 1.0)
    cosines(numbers, numbers, places, places, 0.0, 0.0, np.zeros(1))
