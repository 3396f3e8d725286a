"""One pair, element by element: a table, and pictures of the same numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.comparison.elements import Elements
from core.comparison.model import PairResult
from core.dumps.model import Values
from widgets.elements.copy import MOST_COPIED, RowCopier
from widgets.elements.fit import deeper_of, fitting_shapes, result_fits
from widgets.elements.goto import parse_place, places_text
from widgets.elements.halves import ElementHalves
from widgets.elements.head import ElementHead
from widgets.elements.header import ElementHeader
from widgets.elements.model import ElementModel
from widgets.elements.pages import ElementPages
from widgets.elements.parts import PartsBar
from widgets.elements.pictures import ElementPictures
from widgets.elements.sentences import reading_text
from widgets.elements.shown_rows import ShownRows
from widgets.elements.state import restore_state, saved_state
from widgets.elements.table import ElementTable
from widgets.elements.text import Shape
from widgets.elements.toolbar import DisplayBar, MarkBar, MarkedBar

_GAP = 4
"""Between the table and the handle beside it."""


class ElementWindow(QWidget):
    """Opens at once on a pair's result; the numbers come with ``set_values``.

    Reading is the caller's: until then the window says so, shows the first rows once they come
    with ``set_values_so_far``, and ``show_failure`` ends the wait with a sentence. ``closed``
    comes once, with every thread of the window joined.
    """

    closed = Signal()
    readAgainAsked = Signal()
    """Both files once more, after a failure."""
    helpAsked = Signal()
    """F1."""

    def __init__(self, result: PairResult, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("elementWindow")
        pair = result.pair
        names = pair.left.name.file_name, pair.right.name.file_name
        self._title = f"{pair.title} — {names[0]} ↔ {names[1]}"
        self.setWindowTitle(self._title)
        self.resize(self.sizeHint())
        self._result = result
        self._elements: Elements | None = None
        self._complete = False
        self._over = False
        self._return_to = -1
        """The row at which the user was, while its pair is read anew."""
        self._given_shape: Shape | None = None

        self.model = ElementModel(self)
        self.model.set_side_names(*names)
        self._copier = RowCopier(self.model, self)
        self._build()
        self._add_shortcuts()

    # --- construction ------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = ElementHead(self._result)
        self.head.elementAsked.connect(self.go_to)
        self.head.taken.connect(self._on_taken)
        self.head.readAgainAsked.connect(self._read_anew)
        self.table = ElementTable(self.model)
        self.table.copyAsked.connect(
            lambda: self._copier.copy(*self.table.selected_rows(MOST_COPIED))
        )
        self.display = DisplayBar()
        self.display.floatToggled.connect(self.model.set_as_float)
        self.display.largestAsked.connect(self._go_to_largest)
        self.display.placeAsked.connect(self._go_to_place)
        self.marks = MarkBar()
        self.parts = PartsBar()
        self.parts.placeAsked.connect(self._go_to_part)
        self.model.modelReset.connect(lambda: self.parts.show_rows(self.model.rows))
        self.marked = MarkedBar()
        self.rows = ShownRows(self.model, self.table, self.marks, self.marked)
        self._copier.said.connect(self.marked.status.say)
        self.pictures = ElementPictures()
        self.pictures.elementPicked.connect(self.go_to)
        self.pictures.largestErrorKnown.connect(self.marks.set_largest)
        self.pictures.deeper.shapeGiven.connect(self._on_shape_given)
        self.pictures.deeper.said.connect(self.marked.status.say)

        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, _GAP, 0)
        column.setSpacing(8)
        for widget in (self.display, self.marks, self.table, self.parts, self.marked):
            column.addWidget(widget, 1 if widget is self.table else 0)
        self.table.elementChosen.connect(self.pictures.select_element)
        self.splitter = ElementHalves(left, self.pictures)
        self._pages = ElementPages(self.splitter)
        self._pages.readAgainAsked.connect(self._read_again)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(8)
        whole.addWidget(self.head)
        whole.addWidget(self._pages, 1)

    def _add_shortcuts(self) -> None:
        shortcuts = (
            (QKeySequence("Ctrl+G"), self._focus_goto),
            (QKeySequence("F3"), lambda: self.rows.go_to_marked(1)),
            (QKeySequence("Shift+F3"), lambda: self.rows.go_to_marked(-1)),
            (QKeySequence(QKeySequence.StandardKey.HelpContents), self.helpAsked.emit),
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

    def set_values_so_far(self, left: Values | None, right: Values | None) -> None:
        """Show the first numbers while the rest is being read; None: none of that side yet.

        The table has all its rows already, as far as the result knows how many; those of numbers
        that are not there say so, and what needs all numbers waits. Nothing is shown before both
        sides have a number.
        """
        if self._over or self._complete or left is None or right is None:
            return
        result = self._result
        elements = Elements(left, right)
        if elements.common:
            count = max(result.left_elements, result.right_elements, len(elements))
            self._show(elements, result.left_elements == result.right_elements, count)

    def set_values(self, left: Values | None, right: Values | None) -> None:
        """Show the numbers, flat, in file order; a side that could not be read is None."""
        if self._over:
            return
        nothing = Values(np.empty(0, np.float64))
        elements = Elements(left or nothing, right or nothing)
        if not len(elements):
            self.show_failure(self._result.message or self.tr("Neither file holds a number."))
            return
        self._complete = True
        self._show(elements, len(elements.left) == len(elements.right), 0)
        self.head.offer_part(elements)
        back, self._return_to = self._return_to, -1
        if back >= 0:
            self.go_to(min(back, len(elements) - 1))

    def _show(self, elements: Elements, same: bool, expected: int) -> None:
        """``same``: both sides are as long; ``expected`` > 0: as many elements there will be."""
        first = self._elements is None
        self._elements = elements
        self.rows.take(elements, self._complete)
        counts = len(elements.left), len(elements.right)
        if expected and same:
            counts = expected, expected
        *shapes, shape = fitting_shapes(self._result, *counts)
        if self._given_shape is not None and same:
            shapes, shape = [self._given_shape] * 2, self._given_shape
        with self.table.kept_place():
            self.model.set_elements(elements, shape, expected)
        if first or expected == 0:
            self.table.fit_columns_once()
            self.splitter.need(self.table.width_for_columns() + _GAP)
            has_codes = elements.left.codes is not None or elements.right.codes is not None
            self.display.set_convertible(has_codes)
            metrics = self._result.metrics
            if metrics is not None and elements.common:
                self.marks.set_largest(metrics.max_absolute_error)
        self._preselect(elements)
        self._pages.show_content()
        if first and self.isActiveWindow():
            self.table.setFocus()
        if expected:
            self.head.set_shape(shape, loading=reading_text(self._result, elements))
            self.pictures.wait_for_the_rest()
            self.rows.arrange()
            return
        self.head.set_shape(shape, changed=not result_fits(self._result, elements))
        self.pictures.set_elements(elements, (shapes[0], shapes[1]))
        deeper = deeper_of(self._result, elements, shape)
        self.pictures.set_deeper(*deeper, self._given_shape is not None)
        self.rows.arrange()
        self.rows.go_on()

    def _on_shape_given(self, shape: Shape) -> None:
        """Tell channels by the shape that the user gave, for as long as the window lives."""
        elements = self._elements
        if elements is not None and self._complete:
            current = self.table.current_element()
            self._given_shape = shape
            self._show(elements, True, 0)
            if current is not None:
                self.go_to(current)

    def _on_taken(self, result: PairResult, elements: Elements) -> None:
        """Show a part of the files, or all of them again."""
        self._result = result
        self._given_shape = None
        title = self.tr("{title} (cropped)") if self.head.shows_part else "{title}"
        self.setWindowTitle(title.format(title=self._title))
        self._show(elements, len(elements.left) == len(elements.right), 0)
        self._go_to_largest()

    def _preselect(self, elements: Elements) -> None:
        """Start at the largest error, which one comes for, unless the user is somewhere already."""
        metrics, table = self._result.metrics, self.table
        moved = table.current_element() is not None or table.verticalScrollBar().value() > 0
        if metrics is None or moved or self.rows.stepping:
            return
        if 0 <= metrics.max_error_index < elements.common:
            table.show_element(metrics.max_error_index)

    def show_failure(self, sentence: str) -> None:
        """Say why there is nothing to show: rows that were there already go, and nothing more is
        on its way."""
        if self._over:
            return
        self._complete = True
        self._let_go()
        self.header.set_unreadable()
        self._pages.show_failure(sentence)

    def _read_again(self) -> None:
        self._complete = False
        self.header.set_shape(self._result.shape)
        self._pages.show_wait()
        self.readAgainAsked.emit()

    def read_anew(self, result: PairResult) -> None:
        """The pair was measured anew: show ``result`` and ask for the numbers as they are now.
        Row, tab, order and marks stay."""
        if not self._over:
            self._result = result
            self._given_shape = None
            self.setWindowTitle(self._title)
            self.head.set_result(result)
            self._read_anew()

    def say_changed(self) -> None:
        """The files are not those any more that are shown; a button reads them again."""
        if self._complete and not self._over:
            self.head.say_changed()

    def _read_anew(self) -> None:
        # What is shown stays until the new numbers come.
        self._complete = False
        current = self.table.current_element()
        self._return_to = -1 if current is None else current
        self.head.changed.hide()
        if self._elements is None or not len(self._elements):
            self._pages.show_wait()
        self.readAgainAsked.emit()

    @property
    def header(self) -> ElementHeader:
        """What is said of the pair, or of the part of it that is shown."""
        return self.head.header

    @property
    def busy(self) -> bool:
        """Whether something is being read, sorted, searched, drawn or copied."""
        working = self.rows.running or self._copier.running or self.head.busy
        return not self._complete or working or self.pictures.busy

    def save_state(self) -> bytes:
        """How the window is left, for ``restore_state``."""
        return saved_state(self.splitter, self.pictures.deeper)

    def restore_state(self, state: bytes | QByteArray) -> None:
        """Take what ``save_state`` gave; anything else changes nothing."""
        restore_state(state, self.splitter, self.pictures.deeper)

    # --- rows --------------------------------------------------------------------------------

    def go_to(self, element: int) -> None:
        """Make an element the current row; a filter that hides it is lifted."""
        self.rows.go_to(element)

    def _go_to_part(self, place: int) -> None:
        self.table.show_place(place)
        self.table.setFocus()

    def _go_to_place(self, text: str) -> None:
        count, shape = self.model.count, self.model.shape
        if not count or not text.strip():
            return
        element = parse_place(text, shape, count)
        if element is None:
            self.display.goto.refuse(places_text(text, shape, count))
            self.display.goto.selectAll()
            return
        self.display.goto.refuse("")
        self.go_to(element)
        self.table.setFocus()

    def _go_to_largest(self) -> None:
        metrics = self._result.metrics
        if metrics is not None and metrics.max_error_index >= 0:
            self.go_to(metrics.max_error_index)
        elif self._complete:
            self.pictures.find_largest_error()
        else:
            self.rows.go_later(self._go_to_largest)

    def _focus_goto(self) -> None:
        self.display.goto.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.display.goto.selectAll()

    # --- the end -----------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if self._over:
            return
        self._over = True
        self._copier.shut_down()
        self.rows.shut_down()
        self.head.shut_down()
        self.pictures.shut_down()
        self._let_go()
        self.closed.emit()

    def _let_go(self) -> None:
        """Give the numbers back now, not when Python finds that nobody needs the window."""
        nothing = Values(np.empty(0, np.float64))
        self._elements = None
        self.rows.let_go()
        self.model.set_elements(Elements(nothing, nothing), None)
