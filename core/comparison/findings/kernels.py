"""Compiled looks at the numbers of a pair: one pass each, without the interpreter's lock.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import types

from core.comparison.findings import kernel_places
from core.comparison.findings.kernel_places import (
    AT_LEFT_MAX,
    AT_LEFT_MIN,
    AT_RIGHT_MAX,
    AT_RIGHT_MIN,
    CHANNEL_ERRORS,
    CHANNEL_OFFSETS,
    CHANNEL_SIGNAL,
    CHANNEL_VARIES,
    CONSTANT_ERROR,
    ERROR,
    INNER,
    LEFT_CLOSEST,
    LEFT_MAX,
    LEFT_MIN,
    OF_CHANNEL,
    OFFSETS,
    RIGHT_CLOSEST,
    RIGHT_MAX,
    RIGHT_MIN,
    WHOLE,
    WORST_CHANNEL,
)
from core.compiling import kernel, part, summing

_NUMBERS = types.Array(types.float64, 1, "C", readonly=True)
"""Values of a side, flat."""
_CODES = types.Array(types.int32, 1, "C", readonly=True)
_NEAR = 1024
"""Numbers of a side that are looked at together."""
_DIFFERENT, _SPREAD = 16, 256
"""Different values that tell whether a side may come in steps, of so many spread over it."""
_SAME = 1e-6
"""Part of a value by which two may differ that mean the same."""
_ALL_BUT_SIGN = np.int64((1 << 63) - 1)


@part
def _fill(values: Any, codes: Any, scale: float) -> None:
    """Values of codes; where there are none, the values are there already."""
    for i in range(len(codes)):
        values[i] = codes[i] * scale


@summing
def _sum_up(left: Any, right: Any, first: float, plane: Any, by_channel: Any, channel: int) -> None:
    """Add to the sums of one channel, and its d² to those of the ``plane``."""
    error = offset = signal = varies = 0.0
    for i in range(len(left)):
        a = left[i]
        b = right[i]
        d = b - a
        e = d * d
        plane[i] += e
        error += e
        offset += d
        signal += a * a
        varies += abs(b - first)
    by_channel[channel, CHANNEL_ERRORS] += error
    by_channel[channel, CHANNEL_OFFSETS] += offset
    by_channel[channel, CHANNEL_SIGNAL] += signal
    by_channel[channel, CHANNEL_VARIES] += varies


@part
def _order_key(bits: Any) -> Any:
    """Integers in the order of the float64 numbers that ``bits`` are; its own inverse."""
    return bits ^ ((bits >> np.int64(63)) & _ALL_BUT_SIGN)


@part
def _extremes(left: Any, right: Any, found: Any) -> None:
    """Smallest and largest; compared as integers, which LLVM does several at a time."""
    left_bits, right_bits = left.view(np.int64), right.view(np.int64)
    left_least = left_most = _order_key(left_bits[0])
    right_least = right_most = _order_key(right_bits[0])
    for i in range(len(left)):
        a = _order_key(left_bits[i])
        b = _order_key(right_bits[i])
        left_least = min(left_least, a)
        left_most = max(left_most, a)
        right_least = min(right_least, b)
        right_most = max(right_most, b)
    bits = found.view(np.int64)
    bits[LEFT_MIN] = _order_key(left_least)
    bits[LEFT_MAX] = _order_key(left_most)
    bits[RIGHT_MIN] = _order_key(right_least)
    bits[RIGHT_MAX] = _order_key(right_most)


@part
def _count(numbers: Any, bound: float) -> int:
    count = 0
    for i in range(len(numbers)):
        count += numbers[i] == bound
    return count


@part
def _take(numbers: Any, bound: float, is_beyond: bool, whole: Any, place: int, at: int) -> None:
    """Go on with an extreme, and with how many equal it, by those of the next numbers."""
    if is_beyond:
        whole[place] = bound
        whole[at] = 0.0
    if whole[place] == bound:
        whole[at] += _count(numbers, bound)


@part
def _closest(numbers: Any) -> float:
    """How far two of a few different values are apart at the least; inf where all are one."""
    known = np.empty(_DIFFERENT)
    count = 0
    closest = math.inf
    for i in range(0, len(numbers), 1 + len(numbers) // _SPREAD):
        number = numbers[i]
        nearest = math.inf
        for place in range(count):
            nearest = min(nearest, abs(known[place] - number))
        # What differs by the last digits of a float32 means the same.
        if nearest <= _SAME * abs(number):
            continue
        closest = min(closest, nearest)
        known[count] = number
        count += 1
        if count == _DIFFERENT:
            break
    return closest


@kernel(
    (
        types.float64[::1],
        _CODES,
        types.float64,
        types.float64[::1],
        _CODES,
        types.float64,
        types.int64,
        types.float64[::1],
        types.float64[:, ::1],
        types.float64[:, ::1],
    ),
    kernel_places,
)
def survey(
    left: Any,
    left_codes: Any,
    left_scale: float,
    right: Any,
    right_codes: Any,
    right_scale: float,
    border: int,
    whole: Any,
    by_channel: Any,
    plane: Any,
) -> None:
    """Fill the sums of ``kernel_places`` over finite numbers, channels × height × width of them.

    A side is its values, or room for them and the codes of which they are made: value = code *
    scale. ``plane`` is height × width, and then Σd² of each place of the picture, over all
    channels. ``border``: how many of its outermost rows and columns are no inner ones.
    """
    channels = len(by_channel)
    height, width = plane.shape
    size = height * width
    places = plane.reshape(size)
    places[:] = 0.0
    whole[:] = 0.0
    whole[LEFT_MIN] = whole[RIGHT_MIN] = math.inf
    whole[LEFT_MAX] = whole[RIGHT_MAX] = -math.inf
    by_channel[:] = 0.0
    found = np.empty(WHOLE)
    # Small channels together, large ones in pieces: what is read once stays near for the rest.
    together = max(1, _NEAR // size)
    channel = start = 0
    while channel < channels:
        if together > 1:
            begin, end = channel * size, min(channel + together, channels) * size
        else:
            begin = channel * size + start
            end = min(begin + _NEAR, (channel + 1) * size)
        lefts, rights = left[begin:end], right[begin:end]
        if len(left_codes):
            _fill(lefts, left_codes[begin:end], left_scale)
        if len(right_codes):
            _fill(rights, right_codes[begin:end], right_scale)
        if together > 1:
            for at in range(0, end - begin, size):
                _sum_up(
                    lefts[at : at + size],
                    rights[at : at + size],
                    rights[at],
                    places,
                    by_channel,
                    channel,
                )
                channel += 1
        else:
            first = right[channel * size]
            _sum_up(lefts, rights, first, places[start:], by_channel, channel)
            start += end - begin
            if start == size:
                channel, start = channel + 1, 0
        _extremes(lefts, rights, found)
        least, most = found[LEFT_MIN], found[LEFT_MAX]
        _take(lefts, least, least < whole[LEFT_MIN], whole, LEFT_MIN, AT_LEFT_MIN)
        _take(lefts, most, most > whole[LEFT_MAX], whole, LEFT_MAX, AT_LEFT_MAX)
        least, most = found[RIGHT_MIN], found[RIGHT_MAX]
        _take(rights, least, least < whole[RIGHT_MIN], whole, RIGHT_MIN, AT_RIGHT_MIN)
        _take(rights, most, most > whole[RIGHT_MAX], whole, RIGHT_MAX, AT_RIGHT_MAX)
    error = worst = constant = offsets = 0.0
    for channel in range(channels):
        sums = by_channel[channel]
        error += sums[CHANNEL_ERRORS]
        worst = max(worst, sums[CHANNEL_ERRORS])
        offsets += sums[CHANNEL_OFFSETS] * sums[CHANNEL_OFFSETS]
        if sums[CHANNEL_VARIES] == 0.0:
            constant += sums[CHANNEL_ERRORS]
    inner = 0.0
    for row in range(border, height - border):
        for column in range(border, width - border):
            inner += plane[row, column]
    whole[ERROR] = error
    whole[INNER] = inner
    whole[WORST_CHANNEL] = worst
    whole[CONSTANT_ERROR] = constant
    whole[OFFSETS] = offsets
    whole[LEFT_CLOSEST] = _closest(left)
    whole[RIGHT_CLOSEST] = _closest(right)


@kernel((_NUMBERS, _NUMBERS), kernel_places)
def unsigned(side: Any, other: Any) -> Any:
    """How far ``side`` is ``other`` without its sign.

    Returns how many of ``other`` are negative, and Σ(side − |other|)².
    """
    negative = 0
    left_over = 0.0
    for i in range(len(side)):
        negative += other[i] < 0.0
        d = side[i] - abs(other[i])
        left_over += d * d
    return negative, left_over


@kernel((_NUMBERS, _NUMBERS, types.float64, types.float64), kernel_places)
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


def warm_up() -> None:
    """Nothing is left to do once these modules are imported, and this calls their kernels."""
    from core.comparison.findings import kernels_of_moves, kernels_of_parts, kernels_of_steps

    numbers, codes = np.zeros(1), np.empty(0, np.int32)
    sums, channels, plane = np.zeros(WHOLE), np.zeros((1, OF_CHANNEL)), np.zeros((1, 1))
    survey(numbers, codes, 1.0, numbers, codes, 1.0, 0, sums, channels, plane)
    unsigned(numbers, numbers)
    excess(numbers, numbers, 0.0, 1.0)
    kernels_of_moves.warm_up()
    kernels_of_parts.warm_up()
    kernels_of_steps.warm_up()
