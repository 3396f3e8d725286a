"""Loops over the elements of a pair, compiled: they hold no lock of Python's, so that the window
stays free while all elements are sorted or counted.

``left`` and ``right`` are float64, equally long, a piece of the elements that stand on both sides.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.dumps.machine import compiled

DIGIT = 11
"""Bits sorted by in one pass: the counters and the ends of all buckets stay in the cache."""

_U = np.uint64
_MASK = _U((1 << DIGIT) - 1)
_SIGN = _U(1 << 63)
LAST = _U((1 << 64) - 1)
"""Key of what has no place in the order; no number has it in either direction."""


@compiled()
def _key(number: Any, descending: Any) -> Any:
    """A whole number in the order of ``number``: the bits of the double, turned round below 0."""
    if number != number:
        return LAST
    # Adding 0 makes -0 and 0 the same.
    bits = np.float64(number + 0.0).view(np.uint64)
    key = ~bits if bits & _SIGN else bits | _SIGN
    # LAST - 1 and not LAST: the smallest must not become the key of what is missing.
    return LAST - _U(1) - key if descending else key


@compiled("void(float64[::1], boolean, uint64[::1])")
def side_keys(numbers: Any, descending: Any, keys: Any) -> None:
    """Fill ``keys`` with those of ``numbers``."""
    for i in range(len(numbers)):
        keys[i] = _key(numbers[i], descending)


@compiled("void(float64[::1], float64[::1], boolean, boolean, uint64[::1])")
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


@compiled("uint64(uint64[::1], int64, int64)")
def differing_bits(keys: Any, start: Any, stop: Any) -> Any:
    """The bits in which any key of the piece differs from the first of all."""
    differing = _U(0)
    for i in range(start, stop):
        differing |= keys[i] ^ keys[0]
    return differing


@compiled("void(uint64[::1], int64, int64, uint64, int64[::1])")
def count_digits(keys: Any, start: Any, stop: Any, shift: Any, counts: Any) -> None:
    """Add to ``counts`` (2**DIGIT) how often each digit at ``shift`` stands in the piece."""
    for i in range(start, stop):
        counts[_U((keys[i] >> shift) & _MASK)] += 1


@compiled(
    "void(uint64[::1], uint32[::1], int64, int64, uint64, int64[::1], uint64[::1], uint32[::1])"
)
def move_by_digit(
    keys: Any,
    indices: Any,
    start: Any,
    stop: Any,
    shift: Any,
    places: Any,
    moved_keys: Any,
    moved_indices: Any,
) -> None:
    """Move the piece's keys and indices to where their digit's next one goes, ``places``."""
    for i in range(start, stop):
        key = keys[i]
        digit = _U((key >> shift) & _MASK)
        # Unsigned, so that no test for an index from the end stands in the loop.
        place = _U(places[digit])
        places[digit] += 1
        moved_keys[place] = key
        moved_indices[place] = indices[_U(i)]


@compiled("void(float64[::1], float64[::1], float64, boolean[::1])")
def mark(left: Any, right: Any, threshold: Any, marked: Any) -> None:
    """Whether |L − R| is ``threshold`` or more, or not a number."""
    for i in range(len(left)):
        marked[i] = not abs(left[i] - right[i]) < threshold


@compiled("int64(uint32[::1], boolean[::1], int64, uint32[::1], boolean)")
def find_marked(order: Any, marked: Any, first_row: Any, found: Any, members: Any) -> Any:
    """The marked rows of a piece of ``order``, or their elements; how many were ``found``."""
    count = 0
    for i in range(len(order)):
        if marked[order[i]]:
            found[count] = order[i] if members else first_row + i
            count += 1
    return count


@compiled("UniTuple(float64, 2)(float64[::1])")
def finite_range(numbers: Any) -> Any:
    """The smallest and the largest finite number; inf, -inf where there is none."""
    low, high = np.inf, -np.inf
    for number in numbers:
        if np.isfinite(number):
            low, high = min(low, number), max(high, number)
    return low, high


@compiled()
def _bin(number: Any, low: Any, factor: Any, bins: Any) -> Any:
    """The bin of a number; the last one holds the range's end itself, too."""
    place = (number - low) * factor
    if not place > 0.0:
        return 0
    return np.int64(place) if place < bins else bins - 1


@compiled("void(float64[::1], float64, float64, int64[::1])")
def count_numbers(numbers: Any, low: Any, factor: Any, counts: Any) -> None:
    """Count finite numbers in bins, ``factor`` of them to 1.0."""
    for number in numbers:
        if np.isfinite(number):
            counts[_bin(number, low, factor, len(counts))] += 1


@compiled("void(float64[::1], float64[::1], float64, int64[::1])")
def count_errors(left: Any, right: Any, factor: Any, counts: Any) -> None:
    """The same for |L − R|, from 0."""
    for i in range(len(left)):
        error = abs(left[i] - right[i])
        if np.isfinite(error):
            counts[_bin(error, 0.0, factor, len(counts))] += 1


@compiled("float64(float64[::1], float64[::1], float64, float64, int64[:, ::1])")
def count_cells(left: Any, right: Any, low: Any, factor: Any, cells: Any) -> Any:
    """Count (L, R) in square cells; the largest |L − R|, -1 where nothing is finite."""
    largest = -1.0
    for i in range(len(left)):
        if np.isfinite(left[i]) and np.isfinite(right[i]):
            largest = max(largest, abs(left[i] - right[i]))
            across = _bin(left[i], low, factor, len(cells))
            cells[across, _bin(right[i], low, factor, len(cells))] += 1
    return largest


@compiled(
    "void(float64[::1], float64[::1], int64, int64, float64[::1], float64[::1], float64[::1])"
)
def add_errors(
    left: Any, right: Any, start: Any, size: Any, sums: Any, counts: Any, largest: Any
) -> None:
    """Add finite |L − R| to the channel, ``size`` elements each, that the element belongs to."""
    for i in range(len(left)):
        error = abs(left[i] - right[i])
        if np.isfinite(error):
            channel = (start + i) // size
            sums[channel] += error
            counts[channel] += 1.0
            largest[channel] = max(largest[channel], error)
