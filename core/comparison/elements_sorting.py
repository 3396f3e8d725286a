"""Sorting the elements of one pair: a radix sort on two threads that can be stopped.

A sort by comparison cannot be interrupted, and takes 20 million numbers many times as long where
the processor has no wide vectors. Here each number becomes a whole number in the same order. The
first of its bits, as many as part those that were looked at evenly, say which of some hundred
buckets it goes to, and each bucket is then sorted where all of it stays in the cache (Knuth, The
Art of Computer Programming 3, 5.2.5). Nothing that moves passes an equal one: elements that are
equal keep their order by themselves.
"""

from __future__ import annotations

import functools
import operator
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.comparison.elements import PIECE, Asked, Elements, Order, Report, pieces
from core.dumps.model import Values
from core.dumps.text_file import Cancelled

_THREADS = 2
_WORTH_A_THREAD = 1 << 17
"""Elements from which a second thread is worth its start."""
_WORTH_SAYING = 0.02
"""Progress that is reported."""
_KEYS_AT_ONCE = 1 << 15
"""Elements whose keys are made at once: what NumPy makes of both sides stays in the cache."""
_SAMPLE = 1 << 14
"""Keys that are looked at to find buckets that get about as many each."""
_IN_A_BUCKET = 1 << 16
_MOST_BUCKETS = 512
"""Buckets that are aimed at. More would have keys leave the cache one by one, on their way to
that many places."""
_TOO_LARGE = 1 << 20
"""Elements in one bucket, from which it does not stay in any cache, and takes so long that a
cancel would have to wait for it."""
_MOVING_SHARE, _BUCKETS_SHARE = 0.6, 0.4
"""Shares of the time."""

Job = tuple[int, int]
"""Where a piece of the work begins and ends."""
_Keyed = tuple[NDArray[np.uint64], Order]
"""Keys and the indices they came with."""


class OrderKey(StrEnum):
    """What the elements are sorted by."""

    LEFT = "left"
    RIGHT = "right"
    ABSOLUTE_ERROR = "absolute_error"
    RELATIVE_ERROR = "relative_error"


def warm_up() -> None:
    """Compile the kernels, or load them from numba's cache, so that no window has to wait."""
    from core.comparison import elements_kernels, elements_sort_kernels  # noqa: F401


def sort_elements(
    elements: Elements,
    key: OrderKey,
    descending: bool,
    cancelled: Asked | None = None,
    report: Report | None = None,
) -> Order:
    """Element indices sorted by ``key``; equal ones in index order, NaN and missing ones last.

    12 bytes an element are needed meanwhile, 24 where nearly all are nearly equal, and 25 MB at
    most beside these. ``report`` hears of the share done, on the calling thread; ``cancelled`` is
    asked on two.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    if not len(elements):
        return np.empty(0, np.uint32)
    sort = _Sort(_Keys(elements, key, descending), cancelled, report)
    ends = sort.move_to_buckets()
    return sort.each_bucket(ends)


class _Keys:
    """Keys of the elements, made when they are asked for: kept, they would be as large as what is
    sorted."""

    def __init__(self, elements: Elements, key: OrderKey, descending: bool) -> None:
        from core.comparison import elements_sort_kernels  # late: numba takes its time

        self._kernels = elements_sort_kernels
        self._elements = elements
        self._key = key
        self._descending = descending
        ends = {OrderKey.LEFT: len(elements.left), OrderKey.RIGHT: len(elements.right)}
        self._end = ends.get(key, elements.common)

    def __len__(self) -> int:
        return len(self._elements)

    def of(self, start: int, stop: int) -> NDArray[np.uint64]:
        """Those of the elements ``start:stop``; ``LAST`` where a side is missing."""
        kernels, left, right = self._kernels, self._elements.left, self._elements.right
        known = max(start, min(self._end, stop))
        keys = np.full(stop - start, kernels.LAST, np.uint64)
        there = keys[: known - start]
        if self._key in (OrderKey.LEFT, OrderKey.RIGHT):
            side = left if self._key is OrderKey.LEFT else right
            kernels.side_keys(side.as_float(start, known), self._descending, there)
        else:
            numbers = left.as_float(start, known), right.as_float(start, known)
            relative = self._key is OrderKey.RELATIVE_ERROR
            kernels.error_keys(*numbers, relative, self._descending, there)
        return keys

    def sample(self, count: int) -> NDArray[np.uint64]:
        """Keys of some elements at random: steps of one size could meet the same place of every
        row of a blob."""
        places = np.random.default_rng(0).integers(0, max(1, self._end), count)
        left, right = (
            Values(side.numbers[places[places < len(side)]], side.scale)
            for side in (self._elements.left, self._elements.right)
        )
        picked = Elements(left, right)
        return _Keys(picked, self._key, self._descending).of(0, len(picked))


class _Sort:
    """Keys, and the indices they came with."""

    def __init__(self, keys: _Keys, cancelled: Asked | None, report: Report | None) -> None:
        from core.comparison import elements_sort_kernels  # late, as above

        self._kernels = elements_sort_kernels
        self._made = keys
        self._cancelled = cancelled
        self._report = report
        self._count = count = len(keys)
        self._threads = _THREADS if count >= _WORTH_A_THREAD else 1
        self._keys, self._indices = np.empty(count, np.uint64), np.empty(count, np.uint32)
        self._done, self._said = 0.0, 0.0

    def move_to_buckets(self) -> NDArray[np.int64]:
        """Move keys and indices to the buckets of their keys; where each bucket ends."""
        kernels = self._kernels
        bases, shifts, buckets = self._choose_buckets(self._made.sample(_SAMPLE))

        def made(start: int, stop: int) -> Iterator[tuple[int, NDArray[np.uint64]]]:
            for first in range(start, stop, _KEYS_AT_ONCE):
                yield first, self._made.of(first, min(first + _KEYS_AT_ONCE, stop))

        def count(start: int, stop: int, counts: NDArray[np.int64]) -> None:
            for _, keys in made(start, stop):
                kernels.count_buckets(keys, bases, shifts, counts)

        def move(start: int, stop: int, places: NDArray[np.int64]) -> None:
            for first, keys in made(start, stop):
                moved = self._keys, self._indices
                kernels.move_to_buckets(keys, first, bases, shifts, places, *moved)

        return self._move(list(pieces(self._count)), buckets, count, move, _MOVING_SHARE)

    def _choose_buckets(
        self, sample: NDArray[np.uint64]
    ) -> tuple[NDArray[np.int32], NDArray[np.uint8], int]:
        """The first bucket of each head a key can have, by how much its other bits are shifted
        right to be those of its bucket, and how many buckets there are.

        The more a head was seen, the more buckets it has; heads that were not seen share one with
        their neighbours.
        """
        kernels = self._kernels
        tail = 64 - kernels.HEAD
        seen = np.bincount((sample >> np.uint64(tail)).astype(np.intp), minlength=1 << kernels.HEAD)
        aimed_at = min(_MOST_BUCKETS, self._count // _IN_A_BUCKET + 1)
        wanted = np.maximum(1.0, seen * (aimed_at / len(sample)))
        bits = np.ceil(np.log2(wanted)).astype(np.int64)
        known = seen > 0
        begins_others = ~known & np.concatenate([[True], known[:-1]])
        ends = np.cumsum(np.where(known, 1 << bits, begins_others))
        bases = np.where(known, ends - (1 << bits), ends - 1)
        shifts = np.where(known, tail - bits, tail)
        return bases.astype(np.int32), shifts.astype(np.uint8), int(ends[-1])

    def each_bucket(self, ends: NDArray[np.int64]) -> Order:
        """Sort every bucket, and give the indices."""
        starts = np.concatenate([[0], ends[:-1]])
        sizes = ends - starts
        large = sizes >= _TOO_LARGE
        share = float(sizes[large].sum()) / self._count
        self._sort_small(
            [
                (int(start), int(end))
                for start, end in zip(starts[~large], ends[~large], strict=True)
                if end - start > 1
            ],
            _BUCKETS_SHARE * (1.0 - share),
        )
        for start, end in zip(starts[large], ends[large], strict=True):
            self._sort_by_digits(int(start), int(end), _BUCKETS_SHARE * (end - start) / self._count)
        return self._indices

    def _sort_small(self, buckets: list[Job], share: float) -> None:
        largest = max((stop - start for start, stop in buckets), default=0)
        own = threading.local()

        def sort(first: int, last: int) -> None:
            if not hasattr(own, "spare"):
                # One for each thread, so that it stays in its cache.
                own.spare = np.empty(largest, np.uint64), np.empty(largest, np.uint32)
            for start, stop in buckets[first:last]:
                self._kernels.sort_bucket(
                    self._keys[start:stop], self._indices[start:stop], *own.spare
                )

        self._each(list(_grouped(buckets)), sort, share)

    def _sort_by_digits(self, low: int, high: int, share: float) -> None:
        """Sort a bucket that is too large for the cache by every digit in which its keys differ,
        the last one first."""
        kernels, count = self._kernels, high - low
        keys, indices = self._keys[low:high], self._indices[low:high]
        differing: list[int] = []

        def differ(start: int, stop: int) -> None:
            differing.append(int(kernels.differing_bits(keys[start:stop], keys[0])))

        self._each(pieces(count), differ, 0.0)
        used = functools.reduce(operator.or_, differing)
        mask = (1 << kernels.DIGIT) - 1
        shifts = [shift for shift in range(0, 64, kernels.DIGIT) if used >> shift & mask]
        if not shifts:
            self._done += share
            self._say(self._done)
            return
        here = keys, indices
        there = np.empty(count, np.uint64), np.empty(count, np.uint32)
        for shift in shifts:
            self._sort_by_digit(np.uint64(shift), here, there, share / len(shifts))
            here, there = there, here
        if len(shifts) % 2:
            self._indices[low:high] = here[1]

    def _sort_by_digit(self, shift: np.uint64, here: _Keyed, there: _Keyed, share: float) -> None:
        kernels = self._kernels
        keys, indices = here

        def count(start: int, stop: int, counts: NDArray[np.int64]) -> None:
            kernels.count_digits(keys[start:stop], shift, counts)

        def move(start: int, stop: int, places: NDArray[np.int64]) -> None:
            kernels.move_by_digit(keys[start:stop], indices[start:stop], shift, places, *there)

        self._move(list(pieces(len(keys))), 1 << kernels.DIGIT, count, move, share)

    def _move(
        self,
        jobs: list[Job],
        buckets: int,
        count: Callable[[int, int, NDArray[np.int64]], None],
        move: Callable[[int, int, NDArray[np.int64]], None],
        share: float,
    ) -> NDArray[np.int64]:
        """Count every piece's keys by bucket, then move each to where its bucket's next one goes;
        where each bucket ends."""
        counts = np.zeros((len(jobs), buckets), np.int64)
        row = {start: number for number, (start, _) in enumerate(jobs)}
        self._each(jobs, lambda start, stop: count(start, stop, counts[row[start]]), 0.4 * share)
        # Where each piece's first element of each bucket goes: bucket by bucket, and within a
        # bucket the earlier piece first.
        ends: NDArray[np.int64] = np.cumsum(counts.T).reshape(buckets, -1).T
        places = np.ascontiguousarray(ends - counts)
        self._each(jobs, lambda start, stop: move(start, stop, places[row[start]]), 0.6 * share)
        return np.ascontiguousarray(ends[-1])

    def _each(self, jobs: Iterable[Job], work: Callable[[int, int], None], share: float) -> None:
        """``work(start, stop)`` for every job; whichever thread is free takes the next one."""
        left = deque(jobs)
        begun, whole = self._done, len(left)

        def run(thread: int) -> None:
            while left:
                if self._cancelled is not None and self._cancelled():
                    raise Cancelled
                try:
                    job = left.popleft()
                except IndexError:  # the other thread was quicker
                    return
                work(*job)
                if thread == 0:
                    self._say(begun + share * (whole - len(left)) / whole)

        together(run, self._threads)
        self._done += share
        # The other thread may have taken the last piece.
        self._say(self._done)

    def _say(self, share: float) -> None:
        """Report now and then: the listener must not be flooded."""
        if self._report is not None and share >= self._said + _WORTH_SAYING:
            self._said = share
            self._report(min(1.0, share))


def _grouped(buckets: list[Job]) -> Iterable[Job]:
    """Ranges of ``buckets`` that hold a piece of all elements each, or one larger bucket."""
    first, held = 0, 0
    for place, (start, stop) in enumerate(buckets):
        held += stop - start
        if held >= PIECE or place == len(buckets) - 1:
            yield first, place + 1
            first, held = place + 1, 0


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
