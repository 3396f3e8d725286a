"""The table itself: compact rows, signs as shapes, widths that fit, and words where it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTableView, QWidget

from widgets.parts.metric_text import Column
from widgets.parts.table_header import Advances, ResultHeader
from widgets.results.delegate import ResultDelegate
from widgets.results.model import ResultModel
from widgets.results.painting import RowPainter
from widgets.results.widths import fitting_widths

Index = QModelIndex | QPersistentModelIndex


class ResultTable(QTableView):
    """A table over ``ResultModel``.

    ``opened`` tells of a double click or Enter on a row, ``menuWanted`` of a right click or the
    menu key with the cell and the place on the screen, ``unfilterWanted`` of the button that
    stands where the filter left no rows. ``hovered`` carries the pair whose row the mouse has come
    to (index into ``plan.pairs``), or −1 where that is no pair.
    """

    opened = Signal(int)
    menuWanted = Signal(QModelIndex, QPoint)
    unfilterWanted = Signal()
    hovered = Signal(int)

    # Qt may send change events while the constructor still runs.
    _delegate: ResultDelegate | None = None

    def __init__(self, model: ResultModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty_text = ""
        self._filtered_text = self.tr("Nothing fits the filter")
        self._fitting = False
        self._fits = True
        self._advances = Advances(self.fontMetrics())
        self._mouse: QPoint | None = None
        self._pointed_at = -1
        self._model = model
        header = ResultHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self._delegate = ResultDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self._painter = RowPainter(model, self, self._delegate)
        # A header asks about each column after every change whether all its cells are selected:
        # with all rows selected that takes longer than to draw the table.
        header.setSelectionModel(QItemSelectionModel(model, header))
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(8)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 6)
        font = QFont(self.font())
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self._unfilter = QPushButton(self.tr("Clear filter"), self.viewport())
        self._unfilter.setObjectName("clearFilter")
        self._unfilter.clicked.connect(self.unfilterWanted)
        self._unfilter.hide()
        model.layoutChanged.connect(self._place_unfilter)
        model.modelReset.connect(self._place_unfilter)
        model.modelReset.connect(self._forget_hovered)
        header.sectionResized.connect(self._on_section_resized)
        header.sectionClicked.connect(self._show_first_rows)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.fit_columns()

    # ------------------------------------------------------------------ words

    def set_empty_text(self, text: str) -> None:
        """What stands in the table's place while there is nothing to show."""
        self._empty_text = text
        self.viewport().update()

    def words_in_place(self) -> str:
        """What is written where the rows would be; empty while there are rows."""
        if self._model.rowCount():
            return ""
        return self._filtered_text if self._model.total_rows else self._empty_text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.region())
        text = self.words_in_place()
        if text:
            self._paint_words(painter, text)
        painter.end()

    def _paint_words(self, painter: QPainter, text: str) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        room = self.viewport().rect().adjusted(16, 16, -16, -16)
        upright = Qt.AlignmentFlag.AlignVCenter
        if self._is_filtered_empty():
            room.setBottom(self._unfilter.y() - 8)
            upright = Qt.AlignmentFlag.AlignBottom
        flags = Qt.AlignmentFlag.AlignHCenter | upright | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, text)

    def _is_filtered_empty(self) -> bool:
        return not self._model.rowCount() and self._model.total_rows > 0

    def _place_unfilter(self) -> None:
        self._unfilter.setVisible(self._is_filtered_empty())
        self._unfilter.adjustSize()
        middle = self.viewport().rect().center()
        self._unfilter.move(middle.x() - self._unfilter.width() // 2, middle.y() + 4)

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Qt draws the whole table anew for any change; rows that nobody sees can wait."""
        last = self.rowAt(self.viewport().height() - 1)
        below = last >= 0 and top_left.row() > last
        if not below and bottom_right.row() >= self.rowAt(0):
            super().dataChanged(top_left, bottom_right, list(roles))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and self._delegate is not None:
            self._delegate.forget_widths()
        super().changeEvent(event)

    # ----------------------------------------------------------------- widths

    @property
    def fits(self) -> bool:
        """Whether widths follow the window; ends when the user sets one by hand."""
        return self._fits

    def fit_columns(self) -> None:
        """Give the numbers the width they need, and the layer and the files what is left."""
        self._fits = True
        self._fitting = True
        header = self.horizontalHeader()
        assert isinstance(header, ResultHeader)
        in_order = sorted(Column, key=header.visualIndex)
        shown = [column for column in in_order if not header.isSectionHidden(column)]
        room = self.viewport().width()
        metrics = self.fontMetrics()
        if self._advances.metrics != metrics:
            self._advances = Advances(metrics)
        widths = fitting_widths(self._model, self._advances, header.word_width, room, shown)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fitting = False

    def keep_widths(self) -> None:
        """Leave the widths as they are from now on."""
        self._fits = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_unfilter()
        if self._fits and event.size().width() != event.oldSize().width():
            self.fit_columns()
        self._keep_in_view(event.oldSize().height())

    def _keep_in_view(self, former: int) -> None:
        """Where a line that comes above takes room, the current row stays in view if it was."""
        row = self.currentIndex().row()
        if row < 0 or self.viewport().height() >= former:
            return
        rect = self.visualRect(self._model.index(row, Column.LAYER))
        if rect.isValid() and rect.top() >= 0 and rect.bottom() <= former:
            self.reveal_row(row)

    def _on_section_resized(self, section: int, old: int, new: int) -> None:
        # Hiding and showing a column resizes it as well: to or from nothing.
        if not self._fitting and old and new:
            self._fits = False

    # ---------------------------------------------------------- what is in view

    def shows_row(self, row: int) -> bool:
        """Whether a row, or a part of it, is in view."""
        rect = self.visualRect(self._model.index(row, Column.LAYER))
        # A row that is partly under the header or the lower edge counts.
        return rect.isValid() and rect.bottom() >= 0 and rect.top() < self.viewport().height()

    def reveal_row(self, row: int) -> None:
        """Scroll as little as it takes to have the whole row in view, and never sidewards."""
        sideways = self.horizontalScrollBar().value()
        self.scrollTo(self._model.index(row, Column.LAYER))
        self.horizontalScrollBar().setValue(sideways)

    def make_current(self, index: Index) -> None:
        """Select the row of ``index`` where it is, in view or not."""
        scrolls = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.setCurrentIndex(index)
        self.setAutoScroll(scrolls)

    def _show_first_rows(self) -> None:
        """Who sorts wants to see what comes first, wherever the current row is sent."""
        self.scroll_to_place(0)

    def scroll_to_place(self, place: int) -> None:
        """Have the scroll bar at ``place`` of the rows as they are now, as far as they reach."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        self.verticalScrollBar().setValue(place)

    # --------------------------------------------------------------- the mouse

    def set_hovered(self, pair_index: int) -> None:
        """Tint the row of a pair as if the mouse pointed at it, and tell nobody; −1: none."""
        if self._delegate is None or pair_index == self._delegate.hovered_pair:
            return
        before, self._delegate.hovered_pair = self._delegate.hovered_pair, pair_index
        for pair in (before, pair_index):
            row = self._model.row_of_pair(pair)
            if row >= 0:
                y, height = self.rowViewportPosition(row), self.rowHeight(row)
                self.viewport().update(0, y, self.viewport().width(), height)

    def end_hover(self) -> None:
        """Point at no row until the mouse moves again, and tell nobody."""
        self._mouse = None
        self._pointed_at = -1
        self.set_hovered(-1)

    def viewportEvent(self, event: QEvent) -> bool:
        """Which row the mouse points at."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._mouse = event.position().toPoint()
            self._point()
        elif event.type() == QEvent.Type.Leave:
            self._mouse = None
            self._point()
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Another row may come under the mouse."""
        super().scrollContentsBy(dx, dy)
        if self._mouse is not None:
            self._point()

    def _point(self) -> None:
        row = self.rowAt(self._mouse.y()) if self._mouse is not None else -1
        pair = self._model.pair_index(row)
        self.set_hovered(pair)
        if pair != self._pointed_at:
            self._pointed_at = pair
            self.hovered.emit(pair)

    def _forget_hovered(self) -> None:
        """The rows are others now."""
        self._pointed_at = -1
        if self._delegate is not None:
            self._delegate.hovered_pair = -1

    # ------------------------------------------------------------ menu and keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row the current one, which nobody has chosen."""
        chosen = self.currentIndex().isValid()
        with QSignalBlocker(self.selectionModel()):
            super().focusInEvent(event)
            if not chosen:
                self.selectionModel().clearCurrentIndex()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The mouse means the cell under it, the keyboard the current one, wherever that is."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            self.scrollTo(index)
            cell = self.visualRect(index).intersected(self.viewport().rect())
            place = self.viewport().mapToGlobal(cell.bottomLeft())
        else:
            index, place = self.indexAt(event.pos()), event.globalPos()
        if index.isValid():
            self.menuWanted.emit(index, place)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(current.row())
            event.accept()
            return
        super().keyPressEvent(event)
