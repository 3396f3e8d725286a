"""Loops over the elements of a pair, compiled: they hold no lock of Python's, so that the window
stays free while all elements are sorted or counted.

``left`` and ``right`` are equally long, a piece of the elements that stand on both sides, and
float64 where nothing else is said.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import kernel, part

_U = np.uint64


def _mark(
    left: Any, left_scale: Any, right: Any, right_scale: Any, threshold: Any, marked: Any
) -> None:
    for i in range(len(left)):
        error = abs(left[i] * left_scale - right[i] * right_scale)
        marked[i] = not error < threshold


NUMBERS = ("float64", "int32")
"""Types that a dump's numbers have."""

mark = {
    # What was read is kept where nobody may write.
    (left, right): kernel(
        f"void(Array({left}, 1, 'C', True), float64, Array({right}, 1, 'C', True), float64, "
        "float64, boolean[::1])"
    )(_mark)
    for left in NUMBERS
    for right in NUMBERS
}
"""By the types of both sides: whether |L − R| is ``threshold`` or more, or not a number. Each side
comes as its numbers and what one of them is worth."""


@kernel("int64(boolean[::1], int64, uint32[::1])")
def find_rows(marked: Any, first_row: Any, found: Any) -> Any:
    """The rows, from ``first_row`` on, that are ``marked``; how many were ``found``."""
    count = 0
    for i in range(len(marked)):
        # Without a test, as below.
        found[_U(count)] = first_row + i
        count += int(marked[i])
    return count


@kernel("int64(uint32[::1], uint8[::1], int64, uint32[::1], boolean)")
def find_marked(order: Any, marks: Any, first_row: Any, found: Any, members: Any) -> Any:
    """The marked rows of a piece of ``order``, or their elements; how many were ``found``.

    ``marks`` has a bit for each element, the lowest of a byte first: those of 20 million stay in
    the cache, where a byte each would not.
    """
    count = 0
    for i in range(len(order)):
        element = order[i]
        # Written without a test, which the processor would guess wrong: the next one overwrites
        # what is not wanted.
        found[_U(count)] = element if members else first_row + i
        count += (marks[element >> 3] >> (element & 7)) & 1
    return count


@kernel("UniTuple(float64, 2)(float64[::1])")
def finite_range(numbers: Any) -> Any:
    """The smallest and the largest finite number; inf, -inf where there is none."""
    low, high = np.inf, -np.inf
    for number in numbers:
        if np.isfinite(number):
            low, high = min(low, number), max(high, number)
    return low, high


@part
def _bin(number: Any, low: Any, factor: Any, bins: Any) -> Any:
    """The bin of a number; the last one holds the range's end itself, too."""
    place = (number - low) * factor
    if not place > 0.0:
        return 0
    return np.int64(place) if place < bins else bins - 1


@kernel("void(float64[::1], float64, float64, int64[::1])")
def count_numbers(numbers: Any, low: Any, factor: Any, counts: Any) -> None:
    """Count finite numbers in bins, ``factor`` of them to 1.0."""
    for number in numbers:
        if np.isfinite(number):
            counts[_bin(number, low, factor, len(counts))] += 1


@kernel("void(float64[::1], float64[::1], float64, int64[::1])")
def count_errors(left: Any, right: Any, factor: Any, counts: Any) -> None:
    """The same for |L − R|, from 0."""
    for i in range(len(left)):
        error = abs(left[i] - right[i])
        if np.isfinite(error):
            counts[_bin(error, 0.0, factor, len(counts))] += 1


@kernel("float64(float64[::1], float64[::1], float64, float64, int64[:, ::1])")
def count_cells(left: Any, right: Any, low: Any, factor: Any, cells: Any) -> Any:
    """Count (L, R) in square cells; the largest |L − R|, -1 where nothing is finite."""
    largest = -1.0
    for i in range(len(left)):
        if np.isfinite(left[i]) and np.isfinite(right[i]):
            largest = max(largest, abs(left[i] - right[i]))
            across = _bin(left[i], low, factor, len(cells))
            cells[across, _bin(right[i], low, factor, len(cells))] += 1
    return largest


@kernel("void(float64[::1], float64[::1], int64, int64, float64[::1], float64[::1], float64[::1])")
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
