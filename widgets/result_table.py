"""The table itself: compact rows, signs as shapes, widths that fit, and words where it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTableView, QWidget

from widgets.metric_text import Column
from widgets.result_delegate import CELL_MARGIN, ResultDelegate
from widgets.result_header import ResultHeader
from widgets.result_model import ResultModel

_SAMPLE_TEXT = {
    Column.STATE: "State",
    Column.INDEX: "8888",
    Column.COSINE: "0.888888",
    Column.MAX_ERROR: "8.88888e-08",
    Column.RED: "8.88888e-08",
    Column.STD: "(-88.888,888.888)(-88.888,888.888)",
    Column.MEAN_ERROR: "8.88888e-08",
    Column.RMSE: "8.88888e-08",
    Column.SQNR: "188.88",
    Column.CENTRED_COSINE: "0.888888",
    Column.ELEMENTS: "88888888",
    Column.SHAPE: "888×888×888",
    Column.RULE: "inplace",
    Column.NOTE: "The two files differ in length: 49152 ≠ 49151 ",
}
"""What a column must show in full; the layer and the files share what is left."""
_ELASTIC = (Column.LAYER, Column.FILE1, Column.FILE2)
_LEAST = {Column.LAYER: "mobilenet0_ba…8", Column.FILE1: "mobi…oat", Column.FILE2: "mobi…hex"}
_MOST = {
    Column.LAYER: "mobilenet0_batchnorm_mobilenet0_batchnorm",
    Column.FILE1: "mobilenet0_batchnor…_caffe.linear.float",
    Column.FILE2: "mobilenet0_batchnor…_quant.linear.hex",
}
_ESSENTIAL = (Column.STATE, Column.INDEX, Column.COSINE, Column.MAX_ERROR, Column.RED)


Index = QModelIndex | QPersistentModelIndex


class ResultTable(QTableView):
    """A table over ``ResultModel``.

    ``opened`` tells of a double click or Enter on a row, ``menuWanted`` of a right click or the
    menu key with the cell and the place on the screen, ``unfilterWanted`` of the button that
    stands where the filter left no rows.
    """

    opened = Signal(int)
    menuWanted = Signal(QModelIndex, QPoint)
    unfilterWanted = Signal()

    # Qt may send change events while the constructor still runs.
    _delegate: ResultDelegate | None = None

    def __init__(self, model: ResultModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty_text = ""
        self._filtered_text = self.tr("Nothing fits the filter")
        self._fitting = False
        self._fits = True
        self._model = model
        header = ResultHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self._delegate = ResultDelegate(model, self)
        self.setItemDelegate(self._delegate)
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
        header.sectionResized.connect(self._on_section_resized)
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
        super().paintEvent(event)
        text = self.words_in_place()
        if not text:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        room = self.viewport().rect().adjusted(16, 16, -16, -16)
        upright = Qt.AlignmentFlag.AlignVCenter
        if self._is_filtered_empty():
            room.setBottom(self._unfilter.y() - 8)
            upright = Qt.AlignmentFlag.AlignBottom
        flags = Qt.AlignmentFlag.AlignHCenter | upright | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, text)
        painter.end()

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
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        for column, sample in _SAMPLE_TEXT.items():
            self.setColumnWidth(column, self._least_width(column, sample))
        shown = [column for column in _ELASTIC if not header.isSectionHidden(column)]
        taken = sum(self.columnWidth(c) for c in _ESSENTIAL if not header.isSectionHidden(c))
        free = self.viewport().width() - taken
        least = {c: metrics.horizontalAdvance(_LEAST[c]) + CELL_MARGIN for c in shown}
        invitation = metrics.horizontalAdvance(self._model.short_invitation()) + CELL_MARGIN
        for column in least.keys() - {Column.LAYER}:
            least[column] = max(least[column], invitation)
        # The layer comes first and the files share the rest: their names say the same once more.
        for place, column in enumerate(shown):
            most = metrics.horizontalAdvance(_MOST[column]) + CELL_MARGIN
            later = shown[place + 1 :]
            if column is Column.LAYER:
                share = free - sum(least[other] for other in later)
            else:
                share = free // (len(later) + 1)
            width = max(least[column], min(share, most, self._longest(column)))
            self.setColumnWidth(column, width)
            free -= width
        self._fitting = False

    def keep_widths(self) -> None:
        """Leave the widths as they are from now on."""
        self._fits = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_unfilter()
        if self._fits and event.size().width() != event.oldSize().width():
            self.fit_columns()

    def _least_width(self, column: Column, sample: str) -> int:
        header = self.horizontalHeader()
        assert isinstance(header, ResultHeader)
        text = self.fontMetrics().horizontalAdvance(sample) + CELL_MARGIN
        return max(text, header.word_width(column))

    def _longest(self, column: Column) -> int:
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(self._model.longest_text(column)) + 2 * CELL_MARGIN

    def _on_section_resized(self, section: int, old: int, new: int) -> None:
        # Hiding and showing a column resizes it as well: to or from nothing.
        if not self._fitting and old and new:
            self._fits = False

    # ------------------------------------------------------------ menu and keys

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
