"""Which element stands in which row: sorted, marked and filtered on a thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from core.comparison.elements import (
    Arrangement,
    Elements,
    Order,
    arrange,
    mark_elements,
    rows_of,
)
from core.comparison.elements_sorting import OrderKey, sort_elements
from widgets.elements.text import ElementColumn
from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.heavy_imports import import_heavy

_KEYS = {
    ElementColumn.LEFT: OrderKey.LEFT,
    ElementColumn.RIGHT: OrderKey.RIGHT,
    ElementColumn.ABSOLUTE_ERROR: OrderKey.ABSOLUTE_ERROR,
    ElementColumn.RELATIVE_ERROR: OrderKey.RELATIVE_ERROR,
}


_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column, and which way; column −1 is index order."""

    column: int = -1
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Arranged:
    """Rows to show. ``order`` holds all elements, sorted (None: index order)."""

    sorting: Sorting
    order: Order | None
    rows: Arrangement
    kept: NDArray[np.intp]
    """Rows of the elements that were asked to be kept, ascending."""
    nearest: int
    """Place of the element that was asked to stay in sight, else of the nearest there is; −1:
    none."""


class ElementOrder(QObject):
    """Arranges rows on a thread; a later wish replaces an earlier one."""

    arranged = Signal(object)
    """An ``Arranged``."""
    sorted_so_far = Signal(object)
    """A share from 0 to 1, while sorting."""
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sorting = Sorting()
        self._order: Order | None = None
        self._task = BackgroundTask(self, "element order")
        self._task.progressed.connect(self.sorted_so_far)
        self._task.succeeded.connect(self._on_arranged)
        self._task.failed.connect(self.failed)

    @property
    def running(self) -> bool:
        """Whether an answer is on its way."""
        return self._task.running

    def ask(
        self,
        elements: Elements,
        sorting: Sorting,
        threshold: float,
        only_marked: bool,
        keep: list[int],
        near: int = -1,
    ) -> None:
        """Arrange ``elements``; ``keep`` are elements whose rows the caller wants to find again,
        ``near`` the one to stay in sight."""
        known = self._order if sorting == self._sorting else None

        def work(handle: Handle) -> Arranged:
            import_heavy("core.comparison.elements_kernels")
            import_heavy("core.comparison.elements_sort_kernels")
            order = known if known is not None else _sorted(elements, sorting, handle)
            marked = mark_elements(elements, threshold, handle.cancelled)
            rows = arrange(order, marked, only_marked, handle.cancelled)
            kept = rows_of(keep, rows.order, len(elements), handle.cancelled)
            return Arranged(sorting, order, rows, kept, place_near(rows.order, near))

        self._task.start(work)

    def shut_down(self) -> None:
        """Wait for the thread and forget the order; call before the window goes."""
        self._task.join()
        self._order = None

    def _on_arranged(self, found: Arranged) -> None:
        self._sorting, self._order = found.sorting, found.order
        self.arranged.emit(found)


def place_near(order: Order | None, element: int) -> int:
    """Place of the element in ``order`` whose index is nearest to ``element``; −1: there is none,
    or none was asked for."""
    if element < 0 or order is None:
        return element
    if not len(order):
        return -1
    # In parts: the distances of all would be a second copy of the order, twice as large.
    best, place = -1, -1
    for start in range(0, len(order), _PART):
        apart = np.abs(order[start : start + _PART].astype(np.int64) - element)
        here = int(apart.argmin())
        if place < 0 or apart[here] < best:
            best, place = int(apart[here]), start + here
    return place


def _sorted(elements: Elements, sorting: Sorting, handle: Handle) -> Order | None:
    if sorting.column in _KEYS:
        key = _KEYS[ElementColumn(sorting.column)]
        return sort_elements(elements, key, sorting.descending, handle.cancelled, handle.report)
    if sorting.column >= 0 and sorting.descending:
        return np.arange(len(elements) - 1, -1, -1, dtype=np.int64).astype(np.uint32)
    return None
