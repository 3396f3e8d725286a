"""Compiled sums over two arrays: one pass, in blocks that fit the first-level cache.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import types

from core.comparison import sum_places
from core.comparison.sum_places import (
    ABSOLUTE_ERRORS,
    CO_MOMENT,
    COUNT,
    LEFT_M2,
    LEFT_MAX,
    LEFT_MEAN,
    LEFT_MIN,
    LEFT_NAN,
    LEFT_SQUARES,
    MAX_ERROR,
    MAX_INDEX,
    ONE_SIDED,
    PRODUCTS,
    RIGHT_M2,
    RIGHT_MAX,
    RIGHT_MEAN,
    RIGHT_MIN,
    RIGHT_NAN,
    RIGHT_SQUARES,
    SQUARED_ERRORS,
    SUMS,
)
from core.compiling import kernel, part, summing

BLOCK = 1024

_EXPONENT = np.int64(0x7FF << 52)
_ALL_BUT_SIGN = np.int64((1 << 63) - 1)

_WHOLE = types.Array(types.int32, 1, "C", readonly=True)
_FLOATS = types.Array(types.float64, 1, "C", readonly=True)


@part
def _load(numbers: Any, start: int, size: int, scale: float, values: Any) -> None:
    """Fill a block buffer with float64 values."""
    part = numbers[start : start + size]
    for i in range(size):
        values[i] = np.float64(part[i]) * scale


@part
def _count_finite(lefts: Any, rights: Any, size: int) -> Any:
    """How many of the places are finite on both sides; by their bits, which is quicker."""
    left_bits, right_bits = lefts.view(np.int64), rights.view(np.int64)
    odd = np.int64(0)
    for i in range(size):
        odd += np.int64((left_bits[i] & _EXPONENT) == _EXPONENT) | np.int64(
            (right_bits[i] & _EXPONENT) == _EXPONENT
        )
    return size - odd


@part
def _note(counts: Any, nan: int, value: float, index: int) -> None:
    """Count one NaN or Inf of the side whose places begin at ``nan``."""
    if math.isfinite(value):
        return
    if math.isnan(value):
        counts[nan] += 1
    else:
        counts[nan + 1] += 1
    if counts[nan + 2] < 0:
        counts[nan + 2] = index


@part
def _compact(lefts: Any, rights: Any, size: int, start: int, counts: Any, places: Any) -> int:
    """Count NaN and Inf, and move the places that are finite on both sides to the front."""
    kept = 0
    for i in range(size):
        a = lefts[i]
        b = rights[i]
        if math.isfinite(a) and math.isfinite(b):
            lefts[kept] = a
            rights[kept] = b
            places[kept] = i
            kept += 1
            continue
        _note(counts, LEFT_NAN, a, start + i)
        _note(counts, RIGHT_NAN, b, start + i)
        if not (a == b or (math.isnan(a) and math.isnan(b))):
            counts[ONE_SIDED] = 1
    return kept


# Reordering sums is welcome here: the buffers hold finite numbers only. Where their squares would
# leave float64's range the caller sees it in the extremes and comes again with another scale.
@summing
def _sum_block(lefts: Any, rights: Any, errors: Any, size: int, block: Any) -> None:
    """Sums of one block of finite numbers; ``errors`` is filled with |left − right|.

    Central moments are taken about the block's first pair: that is a member of the block, so
    the shift costs at most log2(size) bits, however far the mean is from zero.
    """
    left_pivot = lefts[0]
    right_pivot = rights[0]
    sl = sr = sll = srr = slr = 0.0
    ll = rr = lr = 0.0
    for i in range(size):
        a = lefts[i]
        b = rights[i]
        x = a - left_pivot
        y = b - right_pivot
        sl += x
        sr += y
        sll += x * x
        srr += y * y
        slr += x * y
        ll += a * a
        rr += b * b
        lr += a * b
    ad = dd = 0.0
    for i in range(size):
        d = abs(lefts[i] - rights[i])
        errors[i] = d
        ad += d
        dd += d * d
    block[COUNT] = size
    block[LEFT_MEAN] = left_pivot + sl / size
    block[RIGHT_MEAN] = right_pivot + sr / size
    block[LEFT_M2] = max(sll - sl * (sl / size), 0.0)
    block[RIGHT_M2] = max(srr - sr * (sr / size), 0.0)
    block[CO_MOMENT] = slr - sl * (sr / size)
    block[LEFT_SQUARES] = ll
    block[RIGHT_SQUARES] = rr
    block[PRODUCTS] = lr
    block[ABSOLUTE_ERRORS] = ad
    block[SQUARED_ERRORS] = dd


@part
def _order_key(bits: Any) -> Any:
    """Integers in the order of the float64 numbers that ``bits`` are; its own inverse."""
    return bits ^ ((bits >> np.int64(63)) & _ALL_BUT_SIGN)


@part
def _extremes(lefts: Any, rights: Any, errors: Any, size: int, block: Any) -> None:
    """Smallest and largest of one block of finite numbers.

    Compared as integers: LLVM keeps float64 minima and maxima one at a time.
    """
    left_bits, right_bits = lefts.view(np.int64), rights.view(np.int64)
    error_bits = errors.view(np.int64)
    worst = np.int64(0)
    left_least = left_most = _order_key(left_bits[0])
    right_least = right_most = _order_key(right_bits[0])
    for i in range(size):
        a = _order_key(left_bits[i])
        b = _order_key(right_bits[i])
        worst = max(worst, error_bits[i])
        left_least = min(left_least, a)
        left_most = max(left_most, a)
        right_least = min(right_least, b)
        right_most = max(right_most, b)
    found = block.view(np.int64)
    found[MAX_ERROR] = worst
    found[LEFT_MIN] = _order_key(left_least)
    found[LEFT_MAX] = _order_key(left_most)
    found[RIGHT_MIN] = _order_key(right_least)
    found[RIGHT_MAX] = _order_key(right_most)


@kernel((types.float64[::1], types.float64[::1]), sum_places)
def merge(total: Any, part: Any) -> None:
    """Add the sums of ``part`` to ``total``, both of length SUMS.

    Source: Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing
    sample variances" (1979), and its extension to co-moments.
    """
    if part[COUNT] == 0:
        return
    if total[COUNT] == 0:
        for place in range(SUMS):
            total[place] = part[place]
        return
    before = total[COUNT]
    added = part[COUNT]
    count = before + added
    left_step = part[LEFT_MEAN] - total[LEFT_MEAN]
    right_step = part[RIGHT_MEAN] - total[RIGHT_MEAN]
    weight = before * (added / count)
    total[COUNT] = count
    total[LEFT_MEAN] += left_step * (added / count)
    total[RIGHT_MEAN] += right_step * (added / count)
    total[LEFT_M2] += part[LEFT_M2] + left_step * left_step * weight
    total[RIGHT_M2] += part[RIGHT_M2] + right_step * right_step * weight
    total[CO_MOMENT] += part[CO_MOMENT] + left_step * right_step * weight
    for place in range(LEFT_SQUARES, MAX_ERROR):
        total[place] += part[place]
    total[MAX_ERROR] = max(total[MAX_ERROR], part[MAX_ERROR])
    total[LEFT_MIN] = min(total[LEFT_MIN], part[LEFT_MIN])
    total[LEFT_MAX] = max(total[LEFT_MAX], part[LEFT_MAX])
    total[RIGHT_MIN] = min(total[RIGHT_MIN], part[RIGHT_MIN])
    total[RIGHT_MAX] = max(total[RIGHT_MAX], part[RIGHT_MAX])


@part
def _first_place(errors: Any, size: int, error: float) -> Any:
    for i in range(size):
        if errors[i] == error:
            return i
    return 0


@kernel(
    (
        _WHOLE,
        _FLOATS,
        _WHOLE,
        _FLOATS,
        types.float64,
        types.float64,
        types.int64,
        types.float64[::1],
        types.int64[::1],
    ),
    sum_places,
)
def add_range(
    left_whole: Any,
    left_floats: Any,
    right_whole: Any,
    right_floats: Any,
    left_scale: float,
    right_scale: float,
    base: int,
    sums: Any,
    counts: Any,
) -> None:
    """Add the sums and counts of a range of elements to those of the ranges before it.

    A side's numbers are flat, int32 in ``…_whole`` or float64 in ``…_floats``, the other of the
    two empty: fixed types, so that this compiles once. value = number * scale. ``base`` is the
    first one's index within the whole. ``sums``: float64, SUMS, at first 0; ``counts``: int64,
    COUNTS, at first 0, indices −1.
    """
    lefts = np.empty(BLOCK, np.float64)
    rights = np.empty(BLOCK, np.float64)
    errors = np.empty(BLOCK, np.float64)
    places = np.empty(BLOCK, np.int64)
    block = np.empty(SUMS, np.float64)
    total = max(len(left_whole), len(left_floats))
    at = 0
    while at < total:
        size = min(BLOCK, total - at)
        if len(left_floats):
            _load(left_floats, at, size, left_scale, lefts)
        else:
            _load(left_whole, at, size, left_scale, lefts)
        if len(right_floats):
            _load(right_floats, at, size, right_scale, rights)
        else:
            _load(right_whole, at, size, right_scale, rights)
        finite = _count_finite(lefts, rights, size)
        whole = finite == size
        if not whole:
            _compact(lefts, rights, size, base + at, counts, places)
        if finite > 0:
            _sum_block(lefts, rights, errors, finite, block)
            _extremes(lefts, rights, errors, finite, block)
            if sums[COUNT] == 0 or block[MAX_ERROR] > sums[MAX_ERROR]:
                place = _first_place(errors, finite, block[MAX_ERROR])
                counts[MAX_INDEX] = base + at + (place if whole else places[place])
            merge(sums, block)
        at += size
