"""One pair, element by element: a table, and pictures of the same numbers."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.comparison.elements import Elements
from core.comparison.model import PairResult
from core.dumps.model import Values
from widgets.background import BackgroundTask, Handle
from widgets.element_goto import parse_place, places_text
from widgets.element_header import ElementHeader
from widgets.element_model import MOST_ROWS, ElementModel, Shape, rows_as_tsv
from widgets.element_order import Arranged, ElementOrder, Sorting
from widgets.element_pictures import ElementPictures
from widgets.element_table import ElementTable
from widgets.element_toolbar import DisplayBar, MarkBar, MarkedBar

MOST_COPIED = 100_000
"""Rows that are copied at once: more would be too much for most clipboards."""
_MOST_KEPT = 10_000
"""Selected rows that stay selected in another order."""


class ElementWindow(QWidget):
    """Opens at once on a pair's result; the numbers come with ``set_values``.

    Reading is the caller's: until then the window says so, and ``show_failure`` ends the wait
    with a sentence. ``closed`` comes once, with every thread of the window joined.
    """

    closed = Signal()

    def __init__(self, result: PairResult, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("elementWindow")
        pair = result.pair
        names = pair.left.name.file_name, pair.right.name.file_name
        self.setWindowTitle(f"{pair.title} — {names[0]} ↔ {names[1]}")
        self.resize(self.sizeHint())
        self._result = result
        self._elements: Elements | None = None
        self._sorting = Sorting()
        self._marked_rows = np.empty(0, np.uint32)
        self._wanted = -1
        self._step = 0
        self._reveal = False
        self._over = False

        self.model = ElementModel(self)
        self.model.set_side_names(*names)
        self.model.orderAsked.connect(self._on_order_asked)
        self._order = ElementOrder(self)
        self._order.arranged.connect(self._on_arranged)
        self._order.sorted_so_far.connect(self._on_sorted_so_far)
        self._order.failed.connect(self._on_order_failed)
        self._copying = BackgroundTask(self, "copy rows")
        self._copying.succeeded.connect(self._on_copied)
        self._build()
        self._add_shortcuts()

    # --- construction ------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = ElementHeader(self._result)
        self.header.elementAsked.connect(self.go_to)
        self.table = ElementTable(self.model)
        self.table.copyAsked.connect(self._copy)
        self.display = DisplayBar()
        self.display.floatToggled.connect(self.model.set_as_float)
        self.display.largestAsked.connect(self._go_to_largest)
        self.display.placeAsked.connect(self._go_to_place)
        self.marks = MarkBar()
        self.marks.mark.toggled.connect(self._on_mark_toggled)
        self.marks.changed.connect(self._on_marking)
        self.marked = MarkedBar()
        self.marked.onlyMarkedToggled.connect(self._on_only_marked)
        self.marked.stepAsked.connect(self._go_to_marked)
        self.pictures = ElementPictures()
        self.pictures.elementPicked.connect(self.go_to)
        self.pictures.largestErrorKnown.connect(self.marks.set_largest)

        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        for widget in (self.display, self.marks, self.table, self.marked):
            column.addWidget(widget, 1 if widget is self.table else 0)
        self.table.elementChosen.connect(self.pictures.select_element)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.pictures)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([550, 450])
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)

        self._pages = QStackedWidget()
        self._pages.addWidget(self._waiting_page())
        self._failure = QLabel()
        self._failure.setObjectName("elementFailure")
        self._failure.setTextFormat(Qt.TextFormat.PlainText)
        self._failure.setWordWrap(True)
        self._failure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._failure.setMargin(24)
        self._failure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._pages.addWidget(self._failure)
        self._pages.addWidget(self.splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(8)
        whole.addWidget(self.header)
        whole.addWidget(self._pages, 1)

    def _waiting_page(self) -> QWidget:
        page = QWidget()
        text = QLabel(self.tr("Reading both files…"))
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        busy = QProgressBar()
        busy.setRange(0, 0)
        busy.setTextVisible(False)
        busy.setMaximumWidth(240)
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(text)
        column.addWidget(busy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _add_shortcuts(self) -> None:
        shortcuts = (
            (QKeySequence("Ctrl+G"), self._focus_goto),
            (QKeySequence("F3"), lambda: self._go_to_marked(1)),
            (QKeySequence("Shift+F3"), lambda: self._go_to_marked(-1)),
            (QKeySequence(QKeySequence.StandardKey.Close), self.close),
            (QKeySequence(Qt.Key.Key_Escape), self._on_escape),
        )
        for keys, called in shortcuts:
            QShortcut(keys, self).activated.connect(called)

    def sizeHint(self) -> QSize:
        """What shows both halves well, and leaves a margin of the screen."""
        return QSize(1280, 800).boundedTo(self.screen().availableSize() * 0.9)

    def _on_escape(self) -> None:
        """Close, but first end what is being typed."""
        focus = self.focusWidget()
        if isinstance(focus, QAbstractSpinBox):
            # What was typed and not entered is dropped.
            focus.setProperty("value", focus.property("value"))
            self.table.setFocus()
        elif isinstance(focus, QLineEdit) and focus.text():
            focus.clear()
        else:
            self.close()

    # --- what the caller says ----------------------------------------------------------------

    def set_values(self, left: Values | None, right: Values | None) -> None:
        """Show the numbers, flat, in file order; a side that could not be read is None."""
        if self._over:
            return
        nothing = Values(np.empty(0, np.float64))
        elements = Elements(left or nothing, right or nothing)
        if not len(elements):
            self.show_failure(self._result.message or self.tr("Neither file holds a number."))
            return
        self._elements = elements
        pair = self._result.pair
        shapes = (
            self._fitting_shape(elements.left, pair.left.name.chw),
            self._fitting_shape(elements.right, pair.right.name.chw),
        )
        same = len(elements.left) == len(elements.right)
        shape = shapes[0] or shapes[1] if same else None
        if same:
            shapes = shape, shape
        if not elements.common:
            shape = shapes[0] or shapes[1]
        self.model.set_elements(elements, shape)
        self.table.fit_columns()
        self.header.set_shape(shape)
        has_codes = elements.left.codes is not None or elements.right.codes is not None
        self.display.set_convertible(has_codes)
        metrics = self._result.metrics
        if metrics is not None and elements.common:
            self.marks.set_largest(metrics.max_absolute_error)
        self._pages.setCurrentWidget(self.splitter)
        self.pictures.set_elements(elements, shapes)
        self._arrange()
        if self.isActiveWindow():
            self.table.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._failure.setText(f"✕  {sentence}")
        self._pages.setCurrentWidget(self._failure)

    def save_state(self) -> bytes:
        """The splitter and the tab, for ``restore_state``."""
        return bytes([self.pictures.currentIndex()]) + bytes(self.splitter.saveState().data())

    def restore_state(self, state: bytes | QByteArray) -> None:
        """Take what ``save_state`` gave; anything else changes nothing."""
        found = state.data() if isinstance(state, QByteArray) else state
        if found and self.splitter.restoreState(QByteArray(bytes(found[1:]))):
            self.pictures.setCurrentIndex(min(found[0], self.pictures.count() - 1))

    def _fitting_shape(self, side: Values, own: Shape | None) -> Shape | None:
        pair = self._result.pair
        known = (pair.shape, pair.left.name.chw, pair.right.name.chw)
        for shape in (self._result.shape, own, *known):
            if shape is not None and math.prod(shape) == len(side):
                return shape
        return None

    # --- rows --------------------------------------------------------------------------------

    def go_to(self, element: int) -> None:
        """Make an element the current row; a filter that hides it is lifted."""
        elements = self._elements
        if elements is None or not 0 <= element < len(elements):
            return
        if self.table.show_element(element):
            return
        if self.marked.only.isChecked():
            self._wanted = element
            self.marked.only.setChecked(False)
        else:
            self._say_count()

    def _go_to_place(self, text: str) -> None:
        elements = self._elements
        if elements is None or not text.strip():
            return
        element = parse_place(text, self.model.shape, len(elements))
        if element is None:
            self.display.goto.refuse(places_text(text, self.model.shape, len(elements)))
            self.display.goto.selectAll()
            return
        self.display.goto.refuse("")
        self.go_to(element)
        self.table.setFocus()

    def _go_to_largest(self) -> None:
        metrics = self._result.metrics
        if metrics is not None and metrics.max_error_index >= 0:
            self.go_to(metrics.max_error_index)
        elif self._elements is not None:
            self.pictures.find_largest_error()

    def _go_to_marked(self, step: int) -> None:
        if self._elements is None:
            return
        self.marks.mark.setChecked(True)
        if self._order.running:
            # Which rows are marked is being found out: go when it is known.
            self._step = step
            return
        rows = self._marked_rows
        if not len(rows):
            return
        current = self.table.currentIndex().row()
        if step > 0:
            place = int(np.searchsorted(rows, current, side="right")) if current >= 0 else 0
        else:
            place = int(np.searchsorted(rows, max(current, 0))) - 1
        # Round the end, as searches do.
        self.go_to(self.model.element_at(int(rows[place % len(rows)])))

    def _focus_goto(self) -> None:
        self.display.goto.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.display.goto.selectAll()

    # --- order and marks ---------------------------------------------------------------------

    def _on_order_asked(self, column: int, descending: bool) -> None:
        self._sorting = Sorting(column, descending)
        self._arrange()

    def _on_mark_toggled(self, on: bool) -> None:
        self._reveal = on

    def _on_marking(self) -> None:
        on = self.marks.mark.isChecked()
        self.model.set_marking(self.marks.threshold if on else None, self.marks.colour)
        if not on and self.marked.only.isChecked():
            self.marked.only.setChecked(False)
        else:
            self._arrange()

    def _on_only_marked(self, only: bool) -> None:
        if only and not self.marks.mark.isChecked():
            self.marks.mark.setChecked(True)
        else:
            self._arrange()

    def _arrange(self) -> None:
        elements = self._elements
        if elements is None:
            return
        rows, _ = self.table.selected_rows(_MOST_KEPT)
        keep = [self.model.element_at(row) for row in rows]
        only = self.marked.only.isChecked()
        self._order.ask(elements, self._sorting, self.marks.threshold, only, keep)

    def _on_sorted_so_far(self, share: float) -> None:
        self.marked.status.say(self.tr("Sorting… {percent} %").format(percent=int(share * 100)))

    def _on_order_failed(self, error: BaseException) -> None:
        self.marked.status.say(self.tr("The rows cannot be sorted: {error}").format(error=error))

    def _on_arranged(self, found: Arranged) -> None:
        self._marked_rows = found.rows.marked_rows
        order = found.rows.order
        if order is not self.model.order:
            current = self.table.current_element()
            self.model.set_order(order)
            if current is not None:
                self.table.show_element(current)
            self.table.choose_rows(found.kept)
        if self._wanted >= 0:
            wanted, self._wanted = self._wanted, -1
            self.table.show_element(wanted)
        if self._reveal:
            self._reveal = False
            self.table.show_one_of(self._marked_rows)
        if self._step:
            step, self._step = self._step, 0
            self._go_to_marked(step)
        self._say_count()

    def _say_count(self) -> None:
        elements = self._elements
        if elements is None:
            return
        end = ""
        if len(elements) > MOST_ROWS and self.model.rowCount() == MOST_ROWS:
            end = self.tr("the table ends after {rows} rows").format(rows=f"{MOST_ROWS:,}")
        marked = self.marks.mark.isChecked()
        self.marked.say_count(len(self._marked_rows), len(elements), marked, end)

    # --- copy --------------------------------------------------------------------------------

    def _copy(self) -> None:
        elements = self._elements
        rows, whole = self.table.selected_rows(MOST_COPIED)
        if elements is None or not rows:
            return
        order, shape, as_float = self.model.order, self.model.shape, self.model.as_float
        titles = self.model.titles()

        def work(handle: Handle) -> tuple[str, int, int]:
            chosen = rows if order is None else order[rows].tolist()
            return rows_as_tsv(elements, shape, titles, chosen, as_float), len(rows), whole

        self._copying.start(work)

    def _on_copied(self, copied: tuple[str, int, int]) -> None:
        text, rows, whole = copied
        QGuiApplication.clipboard().setText(text)
        said = (
            self.tr("Copied {rows} rows").format(rows=f"{rows:,}")
            if rows == whole
            else self.tr("Copied the first {rows} of {whole} rows, the most at once").format(
                rows=f"{rows:,}", whole=f"{whole:,}"
            )
        )
        self.marked.status.say(said)

    # --- the end -----------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if self._over:
            return
        self._over = True
        self._copying.join()
        self._order.shut_down()
        self.pictures.shut_down()
        self.closed.emit()
