"""Draws the rows of the result table, all that are to be seen in one go."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from widgets.parts.metric_text import Column
from widgets.parts.painted_rows import last_shown, reach, shown_palette, shown_spans
from widgets.results.delegate import Look, ResultDelegate, hovered_tint, selected_tint
from widgets.results.model import ResultModel

_STATE = QStyle.StateFlag
_COLUMNS = tuple(Column)


class RowPainter:
    """Draws what ``QTableView`` would have ``ResultDelegate`` draw, to the pixel.

    It makes an index and an option for each cell and hands them to Python, and between any two of
    them another thread may take Python's lock: that is most of what a page takes. Here a row is
    asked for once. The cell with the frame of the focus is left to the delegate.
    """

    def __init__(self, model: ResultModel, table: QTableView, delegate: ResultDelegate) -> None:
        self._model = model
        self._table = table
        self._delegate = delegate

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Draw the part of the viewport that is in ``region``."""
        table, shown = self._table, region.boundingRect()
        first = table.rowAt(shown.top())
        spans = shown_spans(table, _COLUMNS, shown)
        if first < 0 or not spans:
            return
        palette = shown_palette(table)
        look = Look(palette, table.font(), table.fontMetrics())
        left, width = reach(spans)
        top, height = table.rowViewportPosition(first), table.rowHeight(first)
        last = last_shown(table, first, shown, self._model.rowCount())
        selection = table.selectionModel()
        hovered = self._model.row_of_pair(self._delegate.hovered_pair)
        focus = table.currentIndex()
        focused = focus.row() if table.hasFocus() or table.viewport().hasFocus() else -1
        columns = [column for column, _, _ in spans]
        draw, fill = self._delegate.draw, painter.fillRect
        painter.setFont(look.font)
        for row in range(first, last + 1):
            y = top + (row - first) * height
            selected = selection.rowIntersectsSelection(row)
            if selected:
                fill(left, y, width, height, selected_tint(palette))
            else:
                if row % 2:
                    fill(left, y, width, height, palette.alternateBase())
                if row == hovered:
                    fill(left, y, width, height, hovered_tint(palette))
            faces = self._model.faces(row, columns)
            for (column, x, extent), face in zip(spans, faces, strict=True):
                if row == focused and column == focus.column():
                    self._leave(painter, row, column, QRect(x, y, extent, height), selected)
                    continue
                if face.fill is not None and not selected:
                    fill(x, y, extent, height, face.fill)
                if face.text:
                    draw(painter, face, column, (x, y, extent, height), look)

    def _leave(self, painter: QPainter, row: int, column: int, cell: QRect, selected: bool) -> None:
        """Have a cell drawn by the delegate, over its ground."""
        option = QStyleOptionViewItem()
        self._table.initViewItemOption(option)
        option.rect = cell
        option.state |= _STATE.State_HasFocus
        if selected:
            option.state |= _STATE.State_Selected
        self._delegate.paint(painter, option, self._model.index(row, column))
