"""Marking and finding single elements of one pair, off the GUI thread.

L = left, R = right. An element beyond the end of the shorter side is missing: it has no error,
is never marked and sorts last. Everything runs in pieces and asks ``cancelled`` between them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.dumps.model import Values
from core.dumps.text_file import Cancelled

Order = NDArray[np.uint32]
Asked = Callable[[], bool]
Report = Callable[[float], None]

PIECE = 1 << 18
"""Elements worked on at once: the temporaries stay in the cache."""

_MARKED_AT_ONCE = 1 << 20
"""The same for what makes no temporaries."""


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

    def errors_of(self, index: int) -> tuple[float | None, float | None]:
        """|L − R| and |L − R| / |L| of one element, which is inf for L = 0 ≠ R and None for 0/0;
        both None where a side is missing."""
        if index >= self.common:
            return None, None
        return errors_between(value_at(self.left, index), value_at(self.right, index))

    def absolute_errors(self, start: int, stop: int) -> NDArray[np.float64]:
        """|L − R| of the elements ``start:stop`` that stand on both sides."""
        stop = min(stop, self.common)
        with np.errstate(invalid="ignore"):
            return np.abs(self.left.as_float(start, stop) - self.right.as_float(start, stop))

    def both(self, start: int, stop: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Both sides of the elements ``start:stop`` that stand on both."""
        stop = min(stop, self.common)
        return self.left.as_float(start, stop), self.right.as_float(start, stop)


def value_at(values: Values, index: int) -> float:
    """One element in float64."""
    return float(values.numbers[index]) * values.scale


def values_at(values: Values, indices: Sequence[int]) -> list[float | None]:
    """Some elements in float64, in one look at the array; None beyond its end."""
    count = len(values)
    if indices and max(indices) >= count:
        return [value_at(values, index) if index < count else None for index in indices]
    found = values.numbers[np.array(indices, np.intp)].astype(np.float64) * values.scale
    there: list[float | None] = found.tolist()
    return there


def errors_between(left: float, right: float) -> tuple[float, float | None]:
    """|L − R| and |L − R| / |L|, which is inf for L = 0 ≠ R and None for 0/0."""
    error, size = abs(left - right), abs(left)
    if size == 0.0:
        return error, None if error == 0.0 else error * math.inf
    return error, error / size


def pieces(
    stop: int, cancelled: Asked | None = None, size: int = PIECE
) -> Iterator[tuple[int, int]]:
    """``start, stop`` of each piece of ``0:stop``, ``size`` elements each.

    Raises:
        Cancelled: ``cancelled()`` was true before a piece.
    """
    for start in range(0, stop, size):
        if cancelled is not None and cancelled():
            raise Cancelled
        yield start, min(start + size, stop)


def mark_elements(
    elements: Elements, threshold: float, cancelled: Asked | None = None
) -> NDArray[np.bool_]:
    """Whether each element's |L − R| is ``threshold`` or more, or not a number.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    from core.comparison import elements_kernels as kernels  # late: numba takes its time

    marked = np.zeros(len(elements), np.bool_)
    # Large pieces: between them a thread wants Python's lock, which a window may hold.
    for start, stop in pieces(elements.common, cancelled, _MARKED_AT_ONCE):
        left, right = (_as_stored(side, start, stop) for side in (elements.left, elements.right))
        mark = kernels.mark[left[0].dtype.name, right[0].dtype.name]
        mark(*left, *right, threshold, marked[start:stop])
    return marked


def _as_stored(side: Values, start: int, stop: int) -> tuple[NDArray[Any], float]:
    """Numbers as a kernel takes them, and what one of them is worth."""
    from core.comparison import elements_kernels as kernels  # late, as above

    numbers = side.numbers[start:stop]
    if numbers.dtype.name in kernels.NUMBERS and numbers.flags.c_contiguous:
        return numbers, side.scale
    return side.as_float(start, stop), 1.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the rows of a table show: ``order[row]`` is an element, None: row = element."""

    order: Order | None
    marked_rows: Order
    """Rows whose element is marked, ascending."""


def arrange(
    order: Order | None,
    marked: NDArray[np.bool_],
    only_marked: bool,
    cancelled: Asked | None = None,
) -> Arrangement:
    """Rows in ``order``, all of them or only the marked ones, and which rows are marked.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    if order is None:
        shown = _marked_of_all(marked, cancelled)
    else:
        shown = _marked_rows(order, marked, only_marked, cancelled)
    if only_marked:
        return Arrangement(shown, np.arange(len(shown), dtype=np.uint32))
    return Arrangement(order, shown)


def _marked_of_all(marked: NDArray[np.bool_], cancelled: Asked | None) -> Order:
    """Elements that are marked, ascending."""
    from core.comparison import elements_kernels as kernels  # late: numba takes its time

    found, count = _room_for(marked), 0
    for start, stop in pieces(len(marked), cancelled, _MARKED_AT_ONCE):
        count += kernels.find_rows(marked[start:stop], start, found[count:])
    return found[:count]


def _marked_rows(
    order: Order, marked: NDArray[np.bool_], members: bool, cancelled: Asked | None
) -> Order:
    """Rows of ``order`` whose element is marked, ascending, or these elements (``members``).
    ``order`` holds all elements, or none of them twice."""
    from core.comparison import elements_kernels as kernels  # late: numba takes its time

    marks, found, count = np.packbits(marked, bitorder="little"), _room_for(marked), 0
    for start, stop in pieces(len(order), cancelled, _MARKED_AT_ONCE):
        count += kernels.find_marked(order[start:stop], marks, start, found[count:], members)
    return found[:count]


def _room_for(marked: NDArray[np.bool_]) -> Order:
    # One more: the kernels write before they know whether it is wanted.
    return np.empty(np.count_nonzero(marked) + 1, np.uint32)


def rows_of(
    kept: Sequence[int], order: Order | None, count: int, cancelled: Asked | None = None
) -> NDArray[np.intp]:
    """Rows, ascending, that show the elements ``kept`` of ``count`` in ``order``.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    if order is None or not len(kept):
        return np.array(sorted(kept), np.intp)
    wanted = np.zeros(count, np.bool_)
    wanted[np.asarray(kept)] = True
    return _marked_rows(order, wanted, False, cancelled).astype(np.intp)


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
