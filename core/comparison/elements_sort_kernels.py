"""Steps of the sort of all elements, compiled: they hold no lock of Python's, so that the window
stays free meanwhile.

A *key* is a whole number in the order of the number it stands for. Keys are sorted together with
the index of the element each came from; whatever is moved keeps the order of equal keys.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import kernel, part
from core.dumps.machine import leading_zeros

HEAD = 12
"""Bits a key begins with: sign and exponent of a double."""
DIGIT = 11
"""Bits sorted by in one pass: the counters and the ends of all buckets stay in the cache."""

_U = np.uint64
_MASK = _U((1 << DIGIT) - 1)
_TAIL = _U(64 - HEAD)
_TAIL_MASK = _U((1 << (64 - HEAD)) - 1)
_SIGN = _U(1 << 63)
LAST = _U((1 << 64) - 1)
"""Key of what has no place in the order; no number has it in either direction."""

_FEW = 32
"""Keys that are sorted quickest by moving each to its place among those before it."""
_WIDEST = 12
"""Bits of the digit that parts a bucket: its counters stay in the cache."""


@part
def _key(number: Any, descending: Any) -> Any:
    """A whole number in the order of ``number``: the bits of the double, turned round below 0."""
    if number != number:
        return LAST
    # Adding 0 makes -0 and 0 the same.
    bits = np.float64(number + 0.0).view(np.uint64)
    key = ~bits if bits & _SIGN else bits | _SIGN
    # LAST - 1 and not LAST: the smallest must not become the key of what is missing.
    return LAST - _U(1) - key if descending else key


@kernel("void(float64[::1], boolean, uint64[::1])")
def side_keys(numbers: Any, descending: Any, keys: Any) -> None:
    """Fill ``keys`` with those of ``numbers``."""
    for i in range(len(numbers)):
        keys[i] = _key(numbers[i], descending)


@kernel("void(float64[::1], float64[::1], boolean, boolean, uint64[::1])")
def error_keys(left: Any, right: Any, relative: Any, descending: Any, keys: Any) -> None:
    """The same for |L − R|, or |L − R| / |L| with 0/0 last."""
    for i in range(len(left)):
        error = abs(left[i] - right[i])
        if relative:
            size = abs(left[i])
            if size != 0.0:
                error /= size
            else:
                error = np.nan if error == 0.0 else error * np.inf
        keys[i] = _key(error, descending)


@part
def _bucket(key: Any, bases: Any, shifts: Any) -> Any:
    """The first bucket of a key's head, and how far into that head its other bits are."""
    head = key >> _TAIL
    return _U(bases[head]) + ((key & _TAIL_MASK) >> _U(shifts[head]))


@kernel("void(uint64[::1], int32[::1], uint8[::1], int64[::1])")
def count_buckets(keys: Any, bases: Any, shifts: Any, counts: Any) -> None:
    """Add to ``counts`` how many keys each bucket gets."""
    for i in range(len(keys)):
        counts[_bucket(keys[i], bases, shifts)] += 1


@kernel("void(uint64[::1], int64, int32[::1], uint8[::1], int64[::1], uint64[::1], uint32[::1])")
def move_to_buckets(
    keys: Any,
    first: Any,
    bases: Any,
    shifts: Any,
    places: Any,
    moved_keys: Any,
    moved_indices: Any,
) -> None:
    """Move keys, those of the elements from ``first`` on, to where their bucket's next one goes,
    ``places``, and their elements' indices with them."""
    for i in range(len(keys)):
        key = keys[i]
        bucket = _bucket(key, bases, shifts)
        # Unsigned, so that no test for an index from the end stands in the loop.
        place = _U(places[bucket])
        places[bucket] += 1
        moved_keys[place] = key
        moved_indices[place] = first + i


@part
def _put_in_order(
    keys: Any, indices: Any, start: Any, stop: Any, sorted_keys: Any, sorted_indices: Any, to: Any
) -> None:
    """Sort a few keys into the place ``to``, by moving up those that are larger."""
    for i in range(start, stop):
        key, index = keys[_U(i)], indices[_U(i)]
        place = to + i - start
        while place > to and sorted_keys[_U(place - 1)] > key:
            sorted_keys[_U(place)] = sorted_keys[_U(place - 1)]
            sorted_indices[_U(place)] = sorted_indices[_U(place - 1)]
            place -= 1
        sorted_keys[_U(place)] = key
        sorted_indices[_U(place)] = index


@kernel("void(uint64[::1], uint32[::1], uint64[::1], uint32[::1])")
def sort_bucket(keys: Any, indices: Any, spare_keys: Any, spare_indices: Any) -> None:
    """Sort keys that fit into the cache: by the leading bits in which they differ into smaller
    buckets, and these in the same way, until few are left in each or all are equal."""
    if len(keys) < 2:
        return
    counts = np.empty((1 << _WIDEST) + 1, np.int64)
    # Those that wait are apart, and none of them holds few.
    waiting = np.empty((len(keys) // _FEW + 1, 2), np.int64)
    waiting[0, 0], waiting[0, 1] = 0, len(keys)
    depth = 1
    while depth > 0:
        depth -= 1
        start, stop = waiting[depth, 0], waiting[depth, 1]
        low = high = keys[_U(start)]
        for i in range(start, stop):
            low, high = min(low, keys[_U(i)]), max(high, keys[_U(i)])
        if low == high:
            continue
        digit = 2
        while digit < _WIDEST and (stop - start) >> (digit + 2) > 0:
            digit += 1
        shift = _U(max(0, 64 - leading_zeros(high - low) - digit))
        size = np.int64((high - low) >> shift) + 1
        counts[: size + 1] = 0
        for i in range(start, stop):
            counts[((keys[_U(i)] - low) >> shift) + _U(1)] += 1
        for bucket in range(size):
            counts[_U(bucket + 1)] += counts[_U(bucket)]
        for i in range(start, stop):
            key = keys[_U(i)]
            bucket = (key - low) >> shift
            place = _U(counts[bucket])
            counts[bucket] += 1
            spare_keys[place] = key
            spare_indices[place] = indices[_U(i)]
        # Each bucket's place has moved on to its end.
        begin = 0
        for bucket in range(size):
            end = counts[_U(bucket)]
            if end - begin <= _FEW:
                _put_in_order(spare_keys, spare_indices, begin, end, keys, indices, start + begin)
            else:
                for i in range(begin, end):
                    keys[_U(start + i)] = spare_keys[_U(i)]
                    indices[_U(start + i)] = spare_indices[_U(i)]
                if shift > _U(0):
                    waiting[depth, 0], waiting[depth, 1] = start + begin, start + end
                    depth += 1
            begin = end


@kernel("uint64(uint64[::1], uint64)")
def differing_bits(keys: Any, first: Any) -> Any:
    """The bits in which any of ``keys`` differs from the ``first`` of all."""
    differing = _U(0)
    for i in range(len(keys)):
        differing |= keys[i] ^ first
    return differing


@kernel("void(uint64[::1], uint64, int64[::1])")
def count_digits(keys: Any, shift: Any, counts: Any) -> None:
    """Add to ``counts`` (2**DIGIT) how often each digit at ``shift`` stands in ``keys``."""
    for i in range(len(keys)):
        counts[(keys[i] >> shift) & _MASK] += 1


@kernel("void(uint64[::1], uint32[::1], uint64, int64[::1], uint64[::1], uint32[::1])")
def move_by_digit(
    keys: Any, indices: Any, shift: Any, places: Any, moved_keys: Any, moved_indices: Any
) -> None:
    """Move keys and indices to where their digit's next one goes, ``places``."""
    for i in range(len(keys)):
        key = keys[i]
        digit = (key >> shift) & _MASK
        place = _U(places[digit])
        places[digit] += 1
        moved_keys[place] = key
        moved_indices[place] = indices[i]
