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
    CONSTANT_ERROR,
    COSINE,
    DOWN,
    ERROR,
    FAR,
    INNER,
    LEFT_CLOSEST,
    LEFT_MAX,
    LEFT_MIN,
    LEFT_OVER,
    LEFT_STEPS,
    LENGTHS,
    LIKENESS,
    MODES,
    NEAREST,
    OF_CHANNEL,
    OF_MAP,
    OF_MODE,
    OF_MOVE,
    OFFSETS,
    RIGHT_CLOSEST,
    RIGHT_MAX,
    RIGHT_MIN,
    RIGHT_STEPS,
    TO_ZERO,
    UNMOVED,
    USED,
    WHOLE,
    WORST_CHANNEL,
)

_F = TypeVar("_F", bound=Callable[..., Any])

_NUMBERS = types.Array(types.float64, 1, "C", readonly=True)
_MAPS = types.Array(types.int64, 2, "C", readonly=True)
_SOMEWHERE = types.Array(types.float64, 2, "C", readonly=True)
_CODES = types.Array(types.int32, 1, "C", readonly=True)
_NEAR = 1024
"""Numbers of a side that are looked at together."""
_DIFFERENT, _SPREAD = 16, 256
"""Different values that tell whether a side may come in steps, of so many spread over it."""
_SAME = 1e-6
_SAME_LEVEL = 1e-4
"""How far two values may be apart that mean the same, as a part of how far others are."""
_ALL_BUT_SIGN = np.int64((1 << 63) - 1)


def _compiled(signature: Any = None, fastmath: bool = False) -> Callable[[_F], _F]:
    """Compile with the GIL released; with a ``signature`` at once, and kept on disk."""

    def decorate(function: _F) -> _F:
        if signature is None:
            return cast(_F, numba.njit(nogil=True, fastmath=fastmath)(function))
        try:
            return cast(_F, numba.njit(signature, nogil=True, cache=True)(function))
        except RuntimeError:  # no folder can hold the cache: compile at every start
            return cast(_F, numba.njit(signature, nogil=True)(function))

    return decorate


@_compiled()
def _fill(values: Any, codes: Any, scale: float) -> None:
    """Values of codes; where there are none, the values are there already."""
    for i in range(len(codes)):
        values[i] = codes[i] * scale


# Reordering sums is welcome here: the numbers are finite, and so are their squares.
@_compiled(fastmath=True)
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


@_compiled()
def _order_key(bits: Any) -> Any:
    """Integers in the order of the float64 numbers that ``bits`` are; its own inverse."""
    return bits ^ ((bits >> np.int64(63)) & _ALL_BUT_SIGN)


@_compiled()
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


@_compiled()
def _count(numbers: Any, bound: float) -> int:
    count = 0
    for i in range(len(numbers)):
        count += numbers[i] == bound
    return count


@_compiled()
def _take(numbers: Any, bound: float, is_beyond: bool, whole: Any, place: int, at: int) -> None:
    """Go on with an extreme, and with how many equal it, by those of the next numbers."""
    if is_beyond:
        whole[place] = bound
        whole[at] = 0.0
    if whole[place] == bound:
        whole[at] += _count(numbers, bound)


@_compiled()
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


@_compiled(
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
    )
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


@_compiled((_NUMBERS, _NUMBERS))
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


@_compiled((_NUMBERS, types.float64, types.float64[::1], types.int64[::1]))
def levels(numbers: Any, least: float, found: Any, counts: Any) -> Any:
    """The values that ``numbers`` take, in ascending order, and how many take each.

    Returns how many values there are; 0 where two are less than ``least`` apart, or where they
    are more than ``found`` can hold.
    """
    same = max(_SAME_LEVEL * least, 0.0)
    known = 0
    for i in range(len(numbers)):
        number = numbers[i]
        low = 0
        high = known
        while low < high:
            middle = (low + high) // 2
            if found[middle] < number:
                low = middle + 1
            else:
                high = middle
        above = found[low] - number if low < known else math.inf
        below = number - found[low - 1] if low > 0 else math.inf
        if above <= same:
            counts[low] += 1
        elif below <= same:
            counts[low - 1] += 1
        elif above < least or below < least or known == len(found):
            return 0
        else:
            for place in range(known, low, -1):
                found[place] = found[place - 1]
                counts[place] = counts[place - 1]
            found[low] = number
            counts[low] = 1
            known += 1
    return known


@_compiled()
def _note_rounding(sums: Any, mode: int, d: float, e: float, is_far: bool) -> None:
    sums[mode, LEFT_OVER] += e * e
    sums[mode, LIKENESS] += d * e
    sums[mode, FAR] += is_far


@_compiled((_NUMBERS, _NUMBERS, types.float64, types.float64, types.float64, types.float64[:, ::1]))
def rounding(stepped: Any, other: Any, step: float, origin: float, near: float, sums: Any) -> None:
    """Add to the sums of what rounding ``other`` leaves, beside ``stepped`` − ``other``.

    Values are ``origin`` and whole numbers of steps. What is as ``near`` to one (in steps) stands
    on it, and is not cut off to the one before.
    """
    for i in range(len(other)):
        d = stepped[i] - other[i]
        x = (other[i] - origin) / step
        off = np.rint(x) - x
        _note_rounding(sums, NEAREST, d, off * step, abs(off) > 0.375)
        is_on_step = abs(off) <= near
        cut = off if is_on_step else math.floor(x) - x
        _note_rounding(sums, DOWN, d, cut * step, abs(cut) > 0.75)
        cut = off if is_on_step else np.trunc(x) - x
        _note_rounding(sums, TO_ZERO, d, cut * step, abs(cut) > 0.75)


@_compiled()
def _cosine(count: int, a: float, b: float, aa: float, bb: float, ab: float) -> float:
    """About the means, from sums, sums of squares and the sum of products."""
    if count == 0:
        return 0.0
    left, right = aa - a * a / count, bb - b * b / count
    return (ab - a * b / count) / math.sqrt(left * right) if left > 0.0 and right > 0.0 else 0.0


@_compiled(
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
    )
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
    for move in range(len(maps)):
        lengths = maps[move, LENGTHS : LENGTHS + 3]
        if move == 0 or np.any(lengths != maps[move - 1, LENGTHS : LENGTHS + 3]):
            known = 0
        l0, l1, l2, l3 = maps[move, LEFT_STEPS : LEFT_STEPS + 4]
        r0, r1, r2, r3 = maps[move, RIGHT_STEPS : RIGHT_STEPS + 4]
        count = 0
        a = b = aa = bb = ab = u = uu = ub = 0.0
        cosine = 0.0
        for begin, end in ((0, first), (first, len(somewhere))):
            # Most moves come no further than to their first places.
            for i in range(known, end):
                for axis in range(3):
                    at[axis, i] = np.int64(somewhere[i, axis] * lengths[axis])
            known = max(known, end)
            for i in range(begin, end):
                left_place = l0 + l1 * at[0, i] + l2 * at[1, i] + l3 * at[2, i]
                right_place = r0 + r1 * at[0, i] + r2 * at[1, i] + r3 * at[2, i]
                if left_place >= len(left) or right_place >= len(left):
                    continue
                count += 1
                x = left[left_place] - left_mean
                y = right[right_place] - right_mean
                a += x
                b += y
                aa += x * x
                bb += y * y
                ab += x * y
                if unmoved:
                    x = left[right_place] - left_mean
                    u += x
                    uu += x * x
                    ub += x * y
            cosine = _cosine(count, a, b, aa, bb, ab)
            if cosine < least:
                break
        found[move, USED] = count
        found[move, COSINE] = cosine
        found[move, UNMOVED] = _cosine(count, u, b, uu, bb, ub)
        largest = max(largest, cosine)
    return largest


def warm_up() -> None:
    """Nothing is left to do once this is imported, and this calls each kernel."""
    numbers, codes = np.zeros(1), np.empty(0, np.int32)
    sums, channels, plane = np.zeros(WHOLE), np.zeros((1, OF_CHANNEL)), np.zeros((1, 1))
    survey(numbers, codes, 1.0, numbers, codes, 1.0, 0, sums, channels, plane)
    unsigned(numbers, numbers)
    levels(numbers, 0.0, np.zeros(1), np.zeros(1, np.int64))
    rounding(numbers, numbers, 1.0, 0.0, 0.0, np.zeros((MODES, OF_MODE)))
    excess(numbers, numbers, 0.0, 1.0)
    maps, found = np.zeros((1, OF_MAP), np.int64), np.zeros((1, OF_MOVE))
    cosines(numbers, numbers, 0.0, 0.0, maps, np.zeros((1, 3)), 1, 0.0, True, found)
