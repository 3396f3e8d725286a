"""Sorting, marking and finding single elements of one pair, off the GUI thread.

L = left, R = right. An element beyond the end of the shorter side is missing: it has no error,
is never marked and sorts last. Everything runs in pieces and asks ``cancelled`` between them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.dumps.model import Values
from core.dumps.text_file import Cancelled

Order = NDArray[np.uint32]
Asked = Callable[[], bool]
Report = Callable[[float], None]

PIECE = 1 << 18
"""Elements worked on at once: the temporaries stay in the cache."""

_FRACTION = 52
"""Bits of a double below its exponent."""
_INFINITY = 0x7FF
"""Exponent bits of an infinite double."""
_MIDDLE = np.uint64(1 << 63)


class OrderKey(StrEnum):
    """What the elements are sorted by."""

    LEFT = "left"
    RIGHT = "right"
    ABSOLUTE_ERROR = "absolute_error"
    RELATIVE_ERROR = "relative_error"


@dataclass(frozen=True, slots=True)
class Elements:
    """Both sides of one pair, element against element; a side that failed has none."""

    left: Values
    right: Values

    def __len__(self) -> int:
        return max(len(self.left), len(self.right))

    @property
    def common(self) -> int:
        """How many elements stand on both sides."""
        return min(len(self.left), len(self.right))

    def absolute_error(self, index: int) -> float | None:
        """|L − R| of one element; None where a side is missing."""
        if index >= self.common:
            return None
        return abs(value_at(self.left, index) - value_at(self.right, index))

    def relative_error(self, index: int) -> float | None:
        """|L − R| / |L| of one element; inf for L = 0 ≠ R, None for 0/0 or a missing side."""
        error = self.absolute_error(index)
        if error is None:
            return None
        size = abs(value_at(self.left, index))
        if size == 0.0:
            return None if error == 0.0 else error * math.inf
        return error / size

    def absolute_errors(self, start: int, stop: int) -> NDArray[np.float64]:
        """|L − R| of the elements ``start:stop`` that stand on both sides."""
        stop = min(stop, self.common)
        with np.errstate(invalid="ignore"):
            return np.abs(self.left.as_float(start, stop) - self.right.as_float(start, stop))

    def relative_errors(self, start: int, stop: int) -> NDArray[np.float64]:
        """|L − R| / |L| of the same elements; NaN for 0/0."""
        stop = min(stop, self.common)
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            return self.absolute_errors(start, stop) / np.abs(self.left.as_float(start, stop))


def value_at(values: Values, index: int) -> float:
    """One element in float64."""
    return float(values.numbers[index]) * values.scale


def pieces(stop: int, cancelled: Asked | None = None) -> Iterator[tuple[int, int]]:
    """``start, stop`` of each piece of ``0:stop``.

    Raises:
        Cancelled: ``cancelled()`` was true before a piece.
    """
    for start in range(0, stop, PIECE):
        if cancelled is not None and cancelled():
            raise Cancelled
        yield start, min(start + PIECE, stop)


def sort_elements(
    elements: Elements,
    key: OrderKey,
    descending: bool,
    cancelled: Asked | None = None,
    report: Report | None = None,
) -> Order:
    """Element indices sorted by ``key``; equal ones in index order, NaN and missing ones last.

    A number and its index share one 64-bit word, so that a plain sort of words, several times
    as fast as an argsort, orders both. What the word has no room for is put right afterwards.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    count = len(elements)
    index_bits = max(1, (count - 1).bit_length())
    last = np.uint64((1 << (64 - index_bits)) - 1)
    keys = _keys(elements, key, int(last), cancelled)
    words = np.empty(count, np.uint64)
    rounded = np.zeros(count if keys.shift else 0, np.bool_)
    for start, stop in pieces(count, cancelled):
        whole, missing = keys.of(start, stop)
        upper = whole >> np.uint64(keys.shift)
        if keys.shift:
            cut = (upper << np.uint64(keys.shift)) != whole
            rounded[start : start + len(whole)] = cut & ~missing
        if descending:
            upper = np.uint64(keys.highest >> keys.shift) - upper
        upper[missing] = last
        words[start : start + len(upper)] = upper
        words[start + len(upper) : stop] = last
        words[start:stop] <<= np.uint64(index_bits)
        words[start:stop] |= np.arange(start, stop, dtype=np.uint64)
        if report is not None:
            report(0.5 * stop / count)
    words.sort()
    order = np.empty(count, np.uint32)
    for start, stop in pieces(count, cancelled):
        order[start:stop] = words[start:stop] & np.uint64((1 << index_bits) - 1)
    if keys.shift:
        numbers = partial(_numbers_of, elements, key, -1.0 if descending else 1.0)
        _put_ties_right(words, order, rounded, numbers, index_bits, cancelled)
    return order


@dataclass(frozen=True, slots=True)
class _Keys:
    """Numbers as whole numbers in the same order, from 0 to ``highest``.

    ``of(start, stop)`` gives them, fewer where a side ends, and which are NaN. ``shift`` bits
    at their lower end have no room in a word.
    """

    of: Callable[[int, int], tuple[NDArray[np.uint64], NDArray[np.bool_]]]
    highest: int
    shift: int


def _keys(elements: Elements, key: OrderKey, last: int, cancelled: Asked | None) -> _Keys:
    """Keys that leave ``last`` free."""
    if key in (OrderKey.LEFT, OrderKey.RIGHT):
        side = elements.left if key is OrderKey.LEFT else elements.right
        return _integer_keys(side) if side.numbers.dtype == np.int32 else _side_keys(side, last)
    return _error_keys(elements, key, last, cancelled)


def _integer_keys(side: Values) -> _Keys:
    numbers = side.numbers

    def of(start: int, stop: int) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        piece = (numbers[start:stop].astype(np.int64) + (1 << 31)).astype(np.uint64)
        return piece, np.zeros(len(piece), np.bool_)

    return _Keys(of, (1 << 32) - 1, 0)


def _side_keys(side: Values, last: int) -> _Keys:
    """Keys of floating-point numbers: the bits of the double, away from zero on both sides."""

    def of(start: int, stop: int) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        numbers = side.as_float(start, stop)
        sizes = np.abs(numbers).view(np.uint64)
        return np.where(numbers < 0, _MIDDLE - sizes, _MIDDLE + sizes), np.isnan(numbers)

    highest = int(_MIDDLE) + (_INFINITY << _FRACTION)
    return _Keys(of, highest, _shift(highest, last))


def _error_keys(elements: Elements, key: OrderKey, last: int, cancelled: Asked | None) -> _Keys:
    """Keys of errors: the bits of the double, without the powers of two that are not in use."""

    def bits_of(start: int, stop: int) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        errors = _errors(elements, key, start, stop)
        return errors.view(np.uint64), np.isnan(errors)

    lowest, highest = (1 << 63), 0
    for start, stop in pieces(elements.common, cancelled):
        bits, missing = bits_of(start, stop)
        used = bits[(bits != 0) & ~missing]
        if len(used):
            lowest, highest = min(lowest, int(used.min())), max(highest, int(used.max()))
    # Zero has a place of its own below the smallest error, whose fraction is kept whole.
    base = max((min(lowest, highest) >> _FRACTION) - 1, 0) << _FRACTION
    highest -= base

    def of(start: int, stop: int) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        bits, missing = bits_of(start, stop)
        return np.where((bits == 0) | missing, np.uint64(0), bits - np.uint64(base)), missing

    return _Keys(of, highest, _shift(highest, last))


def _shift(highest: int, last: int) -> int:
    """Bits to leave out so that ``highest`` stays below ``last``."""
    shift = 0
    while highest >> shift >= last:
        shift += 1
    return shift


def _errors(elements: Elements, key: OrderKey, start: int, stop: int) -> NDArray[np.float64]:
    if key is OrderKey.ABSOLUTE_ERROR:
        return elements.absolute_errors(start, stop)
    return elements.relative_errors(start, stop)


def _numbers_of(
    elements: Elements, key: OrderKey, sign: float, indices: Order
) -> NDArray[np.float64]:
    """``sign`` · what is sorted by, of elements picked one by one that have it."""

    def taken(values: Values) -> Values:
        return Values(values.numbers[indices], values.scale)

    if key is OrderKey.LEFT:
        return sign * taken(elements.left).as_float()
    if key is OrderKey.RIGHT:
        return sign * taken(elements.right).as_float()
    some = Elements(taken(elements.left), taken(elements.right))
    return sign * _errors(some, key, 0, len(indices))


def _put_ties_right(
    words: NDArray[np.uint64],
    order: Order,
    rounded: NDArray[np.bool_],
    numbers: Callable[[Order], NDArray[np.float64]],
    index_bits: int,
    cancelled: Asked | None,
) -> None:
    """Order by the whole number where the bits in the word alone could not tell.

    ``rounded`` are the elements whose bits did not all fit; where none of two equal words is
    one of them, the numbers are equal.
    """
    room = np.uint64(1 << index_bits)
    wrong: list[NDArray[np.intp]] = []
    for start, stop in pieces(len(words) - 1, cancelled):
        tied = np.flatnonzero((words[start:stop] ^ words[start + 1 : stop + 1]) < room) + start
        tied = tied[rounded[order[tied]] | rounded[order[tied + 1]]]
        wrong.append(tied[numbers(order[tied]) > numbers(order[tied + 1])])
    places = np.concatenate(wrong) if wrong else np.empty(0, np.intp)
    if not len(places):
        return
    upper = np.unique(words[places] & ~(room - np.uint64(1)))
    starts = np.searchsorted(words, upper)
    stops = np.searchsorted(words, upper | (room - np.uint64(1)), side="right")
    lengths = stops - starts
    group = np.repeat(np.arange(len(upper)), lengths)
    within = np.arange(len(group)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    places = np.repeat(starts, lengths) + within
    members = order[places]
    order[places] = members[np.lexsort((members, numbers(members), group))]


def mark_elements(
    elements: Elements, threshold: float, cancelled: Asked | None = None
) -> NDArray[np.bool_]:
    """Whether each element's |L − R| is ``threshold`` or more, or not a number.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    marked = np.zeros(len(elements), np.bool_)
    for start, stop in pieces(elements.common, cancelled):
        np.logical_not(elements.absolute_errors(start, stop) < threshold, out=marked[start:stop])
    return marked


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the rows of a table show: ``order[row]`` is an element, None: row = element."""

    order: Order | None
    marked_rows: Order
    """Rows whose element is marked, ascending."""


def arrange(order: Order | None, marked: NDArray[np.bool_], only_marked: bool) -> Arrangement:
    """Rows in ``order``, all of them or only the marked ones, and which rows are marked."""
    if order is None:
        rows = np.flatnonzero(marked).astype(np.uint32)
    else:
        rows = np.flatnonzero(marked[order]).astype(np.uint32)
    if not only_marked:
        return Arrangement(order, rows)
    shown = rows if order is None else order[rows]
    return Arrangement(shown, np.arange(len(shown), dtype=np.uint32))


def largest_error_within(
    elements: Elements,
    left_range: tuple[float, float],
    right_range: tuple[float, float],
    cancelled: Asked | None = None,
) -> int:
    """Index of the largest |L − R| among elements with L and R in the closed ranges, else −1.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    best, found = -1.0, -1
    for start, stop in pieces(elements.common, cancelled):
        left, right = elements.left.as_float(start, stop), elements.right.as_float(start, stop)
        inside = (left >= left_range[0]) & (left <= left_range[1])
        inside &= (right >= right_range[0]) & (right <= right_range[1])
        places = np.flatnonzero(inside)
        if len(places):
            errors = np.abs(left[places] - right[places])
            place = int(np.argmax(errors))
            if errors[place] > best:
                best, found = float(errors[place]), start + int(places[place])
    return found
