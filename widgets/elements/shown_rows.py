"""Which rows the table shows and in which order, which of them are marked, and the way to them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject

from core.comparison.elements import Elements
from widgets.elements.model import ElementModel
from widgets.elements.order import Arranged, ElementOrder, Sorting
from widgets.elements.sentences import rows_read_text, then_text
from widgets.elements.table import ElementTable
from widgets.elements.toolbar import MarkBar, MarkedBar

_MOST_KEPT = 10_000
"""Selected rows that stay selected in another order."""


class ShownRows(QObject):
    """Arranges the rows as header, marks and filter ask for it, and says in the line below them
    how far that is. What is wanted before all numbers are there waits for them."""

    def __init__(
        self, model: ElementModel, table: ElementTable, marks: MarkBar, marked: MarkedBar
    ) -> None:
        super().__init__(model)
        self._model, self._table = model, table
        self._marks, self._bar = marks, marked
        self._elements: Elements | None = None
        self._complete = False
        self._sorting = Sorting()
        self._marked = np.empty(0, np.uint32)
        self._wanted = -1
        self._step = 0
        self._reveal = False
        self._go: Callable[[], object] | None = None
        self._order = ElementOrder(self)
        self._order.arranged.connect(self._on_arranged)
        self._order.sorted_so_far.connect(self._on_sorted_so_far)
        self._order.failed.connect(self._on_order_failed)
        model.orderAsked.connect(self._on_order_asked)
        marks.mark.toggled.connect(self._on_mark_toggled)
        marks.changed.connect(self._on_marking)
        marked.onlyMarkedToggled.connect(self._on_only_marked)
        marked.stepAsked.connect(self.go_to_marked)

    @property
    def running(self) -> bool:
        """Whether an order is on its way."""
        return self._order.running

    @property
    def stepping(self) -> bool:
        """Whether the table goes to a marked row as soon as it is known which are."""
        return bool(self._step)

    def take(self, elements: Elements, complete: bool) -> None:
        """These are the numbers, not all of them unless ``complete``; the model is the caller's."""
        self._elements, self._complete = elements, complete

    def let_go(self) -> None:
        """Give the numbers back."""
        self._elements = None
        self._marked = np.empty(0, np.uint32)

    def shut_down(self) -> None:
        """Wait for the thread; call before the window goes."""
        self._order.shut_down()

    # --- the way to rows ---------------------------------------------------------------------

    def go_to(self, element: int) -> None:
        """Make an element the current row; a filter that hides it is lifted."""
        if not 0 <= element < self._model.count:
            return
        if self._table.show_element(element):
            return
        if self._bar.only.isChecked():
            self._wanted = element
            self._bar.only.setChecked(False)

    def go_to_marked(self, step: int) -> None:
        """To the next (+1) or previous (−1) marked row, round the end as searches do."""
        if self._elements is None:
            return
        self._marks.mark.setChecked(True)
        if self._order.running or not self._complete:
            # Which rows are marked is not known yet: go when it is.
            self._step = step
            self._say_loading()
            return
        marked = self._marked
        if not len(marked):
            return
        current = self._table.current_place()
        if step > 0:
            number = int(np.searchsorted(marked, current, side="right"))
        else:
            number = int(np.searchsorted(marked, max(current, 0))) - 1
        self._table.show_place(int(marked[number % len(marked)]))

    def go_later(self, go: Callable[[], object]) -> None:
        """Say that the table will go somewhere once all numbers are there: with ``go_on``."""
        self._go = go
        self._say_loading()

    def go_on(self) -> None:
        """Do what waited for all numbers."""
        go, self._go = self._go, None
        if go is not None:
            go()

    # --- order and marks ---------------------------------------------------------------------

    def arrange(self) -> None:
        """Put the rows in order; as long as numbers are missing, say how far reading is."""
        elements = self._elements
        if elements is None or not self._complete:
            self._say_loading()
            return
        rows, _ = self._table.selected_rows(_MOST_KEPT)
        keep = [self._model.element_at(row) for row in rows]
        only = self._bar.only.isChecked()
        current = self._table.current_element()
        near = -1 if current is None else current
        self._order.ask(elements, self._sorting, self._marks.threshold, only, keep, near)

    def _on_order_asked(self, column: int, descending: bool) -> None:
        self._sorting = Sorting(column, descending)
        self.arrange()

    def _on_mark_toggled(self, on: bool) -> None:
        # While the rest is read, nothing but the user moves the rows.
        self._reveal = on and self._complete

    def _on_marking(self) -> None:
        on = self._marks.mark.isChecked()
        self._model.set_marking(self._marks.threshold if on else None, self._marks.colour)
        if not on and self._bar.only.isChecked():
            self._bar.only.setChecked(False)
        else:
            self.arrange()

    def _on_only_marked(self, only: bool) -> None:
        if only and not self._marks.mark.isChecked():
            self._marks.mark.setChecked(True)
        else:
            self.arrange()

    def _on_arranged(self, found: Arranged) -> None:
        self._marked = found.rows.marked_rows
        order = found.rows.order
        if order is not self._model.order:
            self._model.set_order(order)
            # Never where the scroll bar happens to stand among fewer rows.
            if found.nearest >= 0:
                self._table.show_place(found.nearest)
            else:
                self._table.scrollToTop()
            self._table.choose_places(found.kept)
        if self._wanted >= 0:
            wanted, self._wanted = self._wanted, -1
            self._table.show_element(wanted)
        if self._reveal:
            self._reveal = False
            self._table.show_one_of(self._marked)
        if self._step:
            step, self._step = self._step, 0
            self.go_to_marked(step)
        self._say_count()

    # --- what the line below them says -------------------------------------------------------

    def _on_sorted_so_far(self, share: float) -> None:
        self._bar.status.say(self.tr("Sorting… {percent} %").format(percent=int(share * 100)))

    def _on_order_failed(self, error: BaseException) -> None:
        self._bar.status.say(self.tr("The rows cannot be sorted: {error}").format(error=error))

    def _say_loading(self) -> None:
        """How far reading is, and what happens once all is there."""
        elements = self._elements
        if elements is None or self._complete:
            return
        column = self._sorting.column
        then = then_text(
            self._model.titles()[column] if column >= 0 else "",
            self._bar.only.isChecked(),
            self.stepping or self._go is not None,
        )
        self._bar.status.say(rows_read_text(elements.common, self._model.count, then))

    def _say_count(self) -> None:
        elements = self._elements
        if elements is None or not self._complete:
            self._say_loading()
            return
        marked = self._marks.mark.isChecked()
        self._bar.say_count(len(self._marked), len(elements), marked)
