"""Which channels err, and how: a table that sorts, its numbers on the scale's colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.comparison.deeper.channels import channel_table
from widgets.elements.deeper.channel_delegate import ChannelDelegate
from widgets.elements.deeper.channel_legend import ChannelLegend
from widgets.elements.deeper.channel_model import (
    AnyIndex,
    ChannelColumn,
    ChannelModel,
    ShownChannels,
)
from widgets.elements.deeper.page import Count, DeeperPage, DeeperPair, Rows
from widgets.elements.titles import ElementTitles
from widgets.parts.table_header import header_lines

_WIDEST = {
    ChannelColumn.CHANNEL: "88888",
    ChannelColumn.ELEMENTS: "888888",
    ChannelColumn.SHARE: "88.8 %",
    ChannelColumn.COSINE: "-0.888888",
    ChannelColumn.MAX_ERROR: "8.888e-05",
    ChannelColumn.MEAN_ERROR: "-8.888e-05",
    ChannelColumn.RMSE: "8.888e-05",
    ChannelColumn.SQNR: "-88.88",
}
_PADDING = 14
_LINES = 2


class ChannelTitles(ElementTitles):
    """No name is cut, whatever its width."""

    def whole_width(self, section: int) -> int:
        """Narrowest width at which the section's name stands whole in two lines."""
        name, advances = self._name(section), self.advances
        widest = advances[name]
        # A unit in brackets is no word to break at.
        least = widest if "(" in name else self.word_width(section) - _PADDING
        for width in range(least, widest):
            lines = header_lines(name, width, advances)
            if len(lines) <= _LINES and not any("…" in line for line in lines):
                return width + _PADDING
        return widest + _PADDING


class ChannelTableView(QTableView):
    """``channelChosen``: a row was clicked, or walked to by keys. ``channelOpened``: Enter or a
    double-click."""

    channelChosen = Signal(int)
    channelOpened = Signal(int)

    _standing = False

    def __init__(self, model: ChannelModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("channelTable")
        self.setAccessibleName(self.tr("Channels of the pair"))
        self._model = model
        titles = ChannelTitles()
        self.setHorizontalHeader(titles)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(8)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setModel(model)
        self.setItemDelegate(ChannelDelegate(model, self))
        titles.setSortIndicator(ChannelColumn.SHARE, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction(self.tr("Copy rows"), self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_rows)
        self.addAction(copy)
        self.clicked.connect(lambda index: self._choose(index))
        self.doubleClicked.connect(lambda index: self._open(index))
        self._standing = True
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.horizontalHeader().sizeHint().height() + 4 * self._row_height())

    def show_table(self, shown: ShownChannels) -> None:
        """Show other channels, from the first row on."""
        self._model.set_table(shown)
        self.setColumnHidden(ChannelColumn.ELEMENTS, self._model.has_all_elements())
        self._fit()
        self.scrollToTop()

    def select_channel(self, channel: int) -> None:
        """Make the row of a channel current (−1: none), without a word to anybody."""
        if not 0 <= channel < self._model.rowCount():
            self.clearSelection()
            return
        row = self._model.row_of(channel)
        column = max(0, self.currentIndex().column())
        index = self._model.index(row, column)
        if index.row() != self.currentIndex().row() or not self.selectionModel().hasSelection():
            flags = QItemSelectionModel.SelectionFlag
            choose = flags.ClearAndSelect | flags.Rows
            self.selectionModel().setCurrentIndex(index, choose)
            self.scrollTo(index)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, as shown, under their titles."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = [column for column in ChannelColumn if not self.isColumnHidden(column)]
        titles = self._model.titles()
        lines = [[titles[column] for column in columns]]
        lines += [[self._model.text(row, column) for column in columns] for row in rows]
        if rows:
            text = "\n".join("\t".join(line) for line in lines) + "\n"
            QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and before >= 0:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self._choose(self.currentIndex())

    def _choose(self, index: AnyIndex) -> None:
        if index.isValid():
            self.channelChosen.emit(self._model.channel_at(index.row()))

    def _open(self, index: AnyIndex) -> None:
        if index.isValid():
            self.channelOpened.emit(self._model.channel_at(index.row()))

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 6

    def _fit(self) -> None:
        """Every column as wide as its widest number, its title's longest word and its scale."""
        titles = self.horizontalHeader()
        assert isinstance(titles, ChannelTitles)
        metrics = QFontMetrics(self.font())
        self.verticalHeader().setDefaultSectionSize(self._row_height())
        widths = {
            column: max(metrics.horizontalAdvance(text) + _PADDING, titles.whole_width(column))
            for column, text in _WIDEST.items()
        }
        # The numbers at both ends of its scale stand under it, too.
        for column, scale in self._model.scales.items():
            ends = sum(map(metrics.horizontalAdvance, scale.ends()))
            widths[column] = max(widths[column], ends + 2 * _PADDING)
        shown = [column for column in ChannelColumn if not self.isColumnHidden(column)]
        spare = max(0, self.viewport().width() - sum(widths[column] for column in shown))
        for place, column in enumerate(shown):
            extra = spare // len(shown) + (place < spare % len(shown))
            self.setColumnWidth(column, widths[column] + extra)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._standing and event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
        ):
            self._fit()


class DeeperChannels(DeeperPage):
    """``channelOpened``: a channel is wanted alone, on the map."""

    channelOpened = Signal(int)

    needs_shape = True
    kernels = "core.comparison.deeper.channels_kernels"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deeperChannels")
        self._model = ChannelModel(self)
        self._view: ChannelTableView | None = None
        self._element = -1

    @property
    def view(self) -> ChannelTableView | None:
        """The table, once there are channels."""
        return self._view

    def counting(self, pair: DeeperPair) -> Count:
        elements, shape = pair.elements, pair.shape
        assert shape is not None
        return lambda walk: ShownChannels.of(channel_table(elements, shape[0], walk))

    def make_content(self) -> QWidget:
        self._view = ChannelTableView(self._model)
        self._view.channelChosen.connect(self._on_chosen)
        self._view.channelOpened.connect(self.channelOpened)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._view, 1)
        self._legend = ChannelLegend(self._view)
        column.addWidget(self._legend)
        holder.setFocusProxy(self._view)
        return holder

    def show_result(self, pair: DeeperPair, result: ShownChannels) -> str:
        assert self._view is not None
        self._view.show_table(result)
        self._legend.show_scales(self._model.titles(), self._model.scales)
        self.select_element(self._element)
        return ""

    def rows(self) -> Callable[[], Rows] | None:
        return self._model.exact_rows if self.shows_result else None

    def select_element(self, element: int) -> None:
        self._element = element
        table = self._model.table
        if self._view is not None and table is not None and self.shows_table:
            self._view.select_channel(element // table.size if element >= 0 else -1)

    @property
    def shows_table(self) -> bool:
        """Whether the table is that of the pair."""
        return self.result is not None and self.result.table is self._model.table

    def _on_chosen(self, channel: int) -> None:
        table = self._model.table
        if table is not None and table.worst[channel] >= 0:
            self.elementPicked.emit(int(table.worst[channel]))
