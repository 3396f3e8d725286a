"""The view over ``ElementModel``: rows of one height, instant at any number of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableView,
    QWidget,
)

from widgets.elements.model import AnyIndex, ElementModel
from widgets.elements.painting import RowPainter
from widgets.elements.text import WIDEST_TEXTS, ElementColumn
from widgets.elements.titles import ElementTitles

_PADDING = 10
_SIGN_ROOM = 18


class ElementTable(QTableView):
    """``elementChosen`` carries the element of the current row; ``copyAsked`` is Ctrl+C."""

    elementChosen = Signal(int)
    copyAsked = Signal()

    _standing = False
    _fits = False

    def __init__(self, model: ElementModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("elementTable")
        self.setAccessibleName(self.tr("Elements of the pair"))
        self._model = model
        header = self._titles = ElementTitles()
        self.setHorizontalHeader(header)
        rows = self.verticalHeader()
        rows.hide()
        rows.setHighlightSections(False)
        rows.setMinimumSectionSize(8)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setModel(model)
        self._rows = RowPainter(model, self)
        header.setSectionResizeMode(ElementColumn.RELATIVE_ERROR, QHeaderView.ResizeMode.Fixed)
        for bar in (header, rows):
            # A header paints selected columns bold and scans every row to find out; it gets a
            # selection of its own, which stays empty.
            bar.setSelectionModel(QItemSelectionModel(model, bar))
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction(self.tr("Copy rows"), self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copyAsked)
        self.addAction(copy)
        self._fitting = False
        self._standing = True
        self._fit_rows()
        model.set_faint(self.palette().color(QPalette.ColorRole.PlaceholderText))
        self._fits = True
        header.sectionResized.connect(self._on_section_resized)

    def fit_columns(self) -> None:
        """Make every column as wide as the widest number it may hold: none is ever cut.

        Where that is wider than the table it scrolls sideways; numbers share what is left over.
        """
        # Qt says that a column it hides is resized: that is not by hand.
        self._fitting = True
        self.setColumnHidden(ElementColumn.CHW, self._model.shape is None)
        widths = self._widths()
        spare = max(0, self.viewport().width() - sum(widths.values()))
        for column, width in widths.items():
            share = spare // len(WIDEST_TEXTS) if column in WIDEST_TEXTS else 0
            self.setColumnWidth(column, width + share)
        self._fitting = False
        self._fill()

    def _fill(self) -> None:
        """Give the last column what is left. Qt's own way would cut it where nothing is."""
        last = ElementColumn.RELATIVE_ERROR
        others = sum(self.columnWidth(column) for column in ElementColumn if column != last)
        self._fitting = True
        self.setColumnWidth(last, max(self._widths()[last], self.viewport().width() - others))
        self._fitting = False

    def width_for_columns(self) -> int:
        """How wide the table has to be for every column to be seen."""
        bar = self.verticalScrollBar().sizeHint().width()
        return sum(self._widths().values()) + bar + 2 * self.frameWidth()

    def fit_columns_once(self) -> None:
        """Make columns fit where nobody has set their widths by hand."""
        if self._fits:
            self.fit_columns()

    @contextmanager
    def kept_place(self) -> Iterator[None]:
        """While the model changes its rows: the same rows in sight, the same current one."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        yield
        if self.currentIndex().row() != row and row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, column))
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    def _widths(self) -> dict[ElementColumn, int]:
        model = self._model
        words, digits = QFontMetrics(self.font()), QFontMetrics(model.digits_font)
        last = max(0, model.count - 1)
        samples = {ElementColumn.INDEX: ("8" * len(str(last)),), **WIDEST_TEXTS}
        if model.shape is not None:
            corner = ",".join("8" * len(str(side - 1)) for side in model.shape)
            samples[ElementColumn.CHW] = (corner,)
        widths = {}
        for column, texts in samples.items():
            numbers_in = digits if model.in_digits(column) else words
            width = max(numbers_in.horizontalAdvance(text) for text in texts)
            widths[column] = max(width + _PADDING, self._titles.word_width(column))
        widths[ElementColumn.INDEX] += _SIGN_ROOM
        return widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        index, across = self.currentIndex(), self.horizontalScrollBar().value()
        top = self.rowViewportPosition(index.row())
        seen = index.isValid() and -self.rowHeight(index.row()) < top < event.oldSize().height()
        super().resizeEvent(event)
        if self._fits:
            self.fit_columns()
        elif self._standing:
            self._fill()
        if seen:
            # A lower window keeps the current row in sight, if it was.
            self.scrollTo(index)
            self.horizontalScrollBar().setValue(across)

    def _on_section_resized(self) -> None:
        # Widths set by hand stay; the last column follows the table.
        if not self._fitting:
            self._fits = False
            self._fill()

    def show_element(self, element: int) -> bool:
        """Make the row of an element current and bring it into sight; False without a row."""
        place = self._model.rows.place_of(element)
        if place is None:
            return False
        self.show_place(place)
        return True

    def show_place(self, place: int) -> None:
        """Make the row of a place current and bring it into sight, whatever part it is in."""
        column = max(0, self.currentIndex().column())
        self._model.show_part_with(place)
        index = self._model.index(place - self._model.rows.first, column)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def current_place(self) -> int:
        """The place of the current row; −1 without one."""
        index = self.currentIndex()
        return self._model.rows.first + index.row() if index.isValid() else -1

    def rows_in_view(self) -> range:
        """Rows that can be seen, at least in part."""
        last = self.rowAt(self.viewport().height() - 1)
        return range(self.rowAt(0), self._model.rowCount() if last < 0 else last + 1)

    def show_one_of(self, places: NDArray[np.integer]) -> None:
        """Bring the first of ``places`` (ascending) into sight, unless one of them is."""
        if not len(places):
            return
        first, seen = self._model.rows.first, self.rows_in_view()
        first_seen = int(np.searchsorted(places, first + seen.start))
        if first_seen == len(places) or places[first_seen] >= first + seen.stop:
            place = int(places[0])
            self._model.show_part_with(place)
            index = self._model.index(place - self._model.rows.first, ElementColumn.INDEX)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def choose_places(self, places: NDArray[np.intp]) -> None:
        """Select the rows of ``places`` (ascending) that are in this part, and nothing else;
        without any the selection stays."""
        shown = self._model.rows
        rows = places - shown.first
        rows = rows[(rows >= 0) & (rows < len(shown))]
        if not len(rows):
            return
        selection = QItemSelection()
        for span in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
            top = self._model.index(int(span[0]), ElementColumn.INDEX)
            bottom = self._model.index(int(span[-1]), ElementColumn.RELATIVE_ERROR)
            selection.select(top, bottom)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def current_element(self) -> int | None:
        """The element of the current row."""
        index = self.currentIndex()
        return self._model.element_at(index.row()) if index.isValid() else None

    def selected_rows(self, most: int) -> tuple[list[int], int]:
        """Up to ``most`` selected rows, ascending, and how many are selected in all."""
        selection = self.selectionModel().selection()
        ranges = sorted((part.top(), part.bottom()) for part in selection.toList())
        spans: list[tuple[int, int]] = []
        for top, bottom in ranges:
            # Ranges of single cells of one row stand side by side.
            start = max(top, spans[-1][1] + 1) if spans else top
            if start <= bottom:
                spans.append((start, bottom))
        chosen: list[int] = []
        for top, bottom in spans:
            chosen += range(top, min(bottom + 1, top + most - len(chosen)))
        return chosen, sum(bottom - top + 1 for top, bottom in spans)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._rows.paint(painter, event.region())
        painter.end()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.elementChosen.emit(self._model.element_at(current.row()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            # Qt would choose the first element, which nobody asked for.
            QAbstractScrollArea.focusInEvent(self, event)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Left and right would move between the cells of a row, which say nothing alone.
        # With Ctrl Qt would move away from the selected row and select none.
        keys = QKeySequence.StandardKey
        if event.matches(keys.MoveToStartOfLine) or event.matches(keys.MoveToStartOfDocument):
            self._show_end(0)
        elif event.matches(keys.MoveToEndOfLine) or event.matches(keys.MoveToEndOfDocument):
            self._show_end(self._model.rows.whole - 1)
        else:
            super().keyPressEvent(event)

    def _show_end(self, place: int) -> None:
        if place >= 0:
            self._model.show_part_with(place)
            index = self._model.index(place - self._model.rows.first, 0)
            flags = QItemSelectionModel.SelectionFlag
            # Said outright: what Qt would select depends on the keys that are down.
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not self._standing:
            return
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()
        elif event.type() == QEvent.Type.PaletteChange:
            self._model.set_faint(self.palette().color(QPalette.ColorRole.PlaceholderText))

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self._model.set_fonts(self.font())
        self._rows.follow()
