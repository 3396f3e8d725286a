"""Sorting the elements of one pair: a radix sort on two threads that can be stopped.

A sort by comparison cannot be interrupted, and takes 20 million numbers six times as long where
the processor has no wide vectors. Here each number becomes a whole number in the same order, and
its eleven-bit digits are sorted one after the other, the last first (Knuth, The Art of Computer
Programming 3, 5.2.5): elements that are equal keep their order by themselves.
"""

from __future__ import annotations

import functools
import operator
import threading
from collections.abc import Callable
from enum import StrEnum

import numpy as np

from core.comparison.elements import Asked, Elements, Order, Report, pieces

_THREADS = 2
_WORTH_A_THREAD = 1 << 17
"""Elements from which a second thread is worth its start."""
_WORTH_SAYING = 0.02
"""Progress that is reported."""
_KEYS_SHARE = 0.3
"""Share of the time in which the keys are made."""


class OrderKey(StrEnum):
    """What the elements are sorted by."""

    LEFT = "left"
    RIGHT = "right"
    ABSOLUTE_ERROR = "absolute_error"
    RELATIVE_ERROR = "relative_error"


def warm_up() -> None:
    """Compile the kernels, or load them from numba's cache, so that no window has to wait."""
    from core.comparison import elements_kernels  # noqa: F401


def sort_elements(
    elements: Elements,
    key: OrderKey,
    descending: bool,
    cancelled: Asked | None = None,
    report: Report | None = None,
) -> Order:
    """Element indices sorted by ``key``; equal ones in index order, NaN and missing ones last.

    24 bytes an element are needed meanwhile. ``report`` hears of the share done, on the calling
    thread; ``cancelled`` is asked on two.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    if not len(elements):
        return np.empty(0, np.uint32)
    sort = _Sort(len(elements), cancelled, report)
    sort.make_keys(elements, key, descending)
    return sort.by_digits()


class _Sort:
    """Keys and the indices they came with, moved between two places, each thread its half."""

    def __init__(self, count: int, cancelled: Asked | None, report: Report | None) -> None:
        from core.comparison import elements_kernels  # late: numba takes its time

        self._kernels = elements_kernels
        self._cancelled = cancelled
        self._report = report
        threads = _THREADS if count >= _WORTH_A_THREAD else 1
        self._parts = [
            (count * part // threads, count * (part + 1) // threads) for part in range(threads)
        ]
        self._keys, self._spare_keys = (np.empty(count, np.uint64) for _ in range(2))
        self._indices, self._spare_indices = (np.empty(count, np.uint32) for _ in range(2))
        self._done, self._said = 0.0, 0.0

    def make_keys(self, elements: Elements, key: OrderKey, descending: bool) -> None:
        """Fill in the keys of all elements, in index order."""
        kernels = self._kernels
        left, right = elements.left, elements.right
        ends = {OrderKey.LEFT: len(left), OrderKey.RIGHT: len(right)}
        end = ends.get(key, elements.common)

        def fill(_part: int, start: int, stop: int) -> None:
            self._indices[start:stop] = np.arange(start, stop, dtype=np.uint32)
            known = max(start, min(end, stop))
            keys = self._keys[start:known]
            self._keys[known:stop] = kernels.LAST
            if key in ends:
                side = left if key is OrderKey.LEFT else right
                kernels.side_keys(side.as_float(start, known), descending, keys)
            else:
                numbers = left.as_float(start, known), right.as_float(start, known)
                relative = key is OrderKey.RELATIVE_ERROR
                kernels.error_keys(*numbers, relative, descending, keys)

        self._each(fill, _KEYS_SHARE)

    def by_digits(self) -> Order:
        """Sort by every digit in which keys differ, and give the indices."""
        kernels, differing = self._kernels, [0] * len(self._parts)

        def differ(part: int, start: int, stop: int) -> None:
            differing[part] |= int(kernels.differing_bits(self._keys, start, stop))

        self._each(differ, 0.0)
        used = functools.reduce(operator.or_, differing)
        mask = (1 << kernels.DIGIT) - 1
        shifts = [shift for shift in range(0, 64, kernels.DIGIT) if used >> shift & mask]
        for shift in shifts:
            self._sort_by(np.uint64(shift), (1.0 - _KEYS_SHARE) / len(shifts))
        return self._indices

    def _sort_by(self, shift: np.uint64, share: float) -> None:
        kernels = self._kernels
        digits = 1 << kernels.DIGIT
        counts = np.zeros((len(self._parts), digits), np.int64)

        def count(part: int, start: int, stop: int) -> None:
            kernels.count_digits(self._keys, start, stop, shift, counts[part])

        self._each(count, 0.2 * share)
        # Where each thread's first element of each digit goes: digit by digit, and within a
        # digit the earlier part first.
        ends = np.cumsum(counts.T).reshape(digits, -1).T
        places = np.ascontiguousarray(ends - counts)
        moved = self._spare_keys, self._spare_indices

        def move(part: int, start: int, stop: int) -> None:
            kernels.move_by_digit(
                self._keys, self._indices, start, stop, shift, places[part], *moved
            )

        self._each(move, 0.8 * share)
        self._spare_keys, self._spare_indices = self._keys, self._indices
        self._keys, self._indices = moved

    def _each(self, work: Callable[[int, int, int], None], share: float) -> None:
        """``work(part, start, stop)`` on every piece, the parts side by side."""
        begun = self._done

        def run(part: int) -> None:
            low, high = self._parts[part]
            for start, stop in pieces(high - low, self._cancelled):
                work(part, low + start, low + stop)
                if part == 0:
                    self._say(begun + share * stop / (high - low))

        together(run, len(self._parts))
        self._done += share

    def _say(self, share: float) -> None:
        """Report now and then: the listener must not be flooded."""
        if self._report is not None and share >= self._said + _WORTH_SAYING:
            self._said = share
            self._report(min(1.0, share))


def together(run: Callable[[int], None], parts: int) -> None:
    """``run(0)`` here and the others on threads of their own; the first error is raised."""
    errors: list[BaseException] = []

    def guarded(part: int) -> None:
        try:
            run(part)
        except BaseException as error:  # it belongs to the calling thread
            errors.append(error)

    threads = [
        threading.Thread(target=guarded, args=(part,), name="elements", daemon=True)
        for part in range(1, parts)
    ]
    for thread in threads:
        thread.start()
    guarded(0)
    for thread in threads:
        thread.join()
    if errors:
        try:
            raise errors[0]
        finally:
            # An error holds this frame, which holds the error, and with it the elements.
            errors.clear()
