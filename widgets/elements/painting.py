"""Draws the rows of the element table, all that are to be seen in one go."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from widgets.elements.model import ElementModel, ShownRow
from widgets.elements.text import ElementColumn

_ROLE = QPalette.ColorRole
_STATE = QStyle.StateFlag
_SIGN = ElementColumn.INDEX


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that is to be seen."""

    row: int
    top: int
    said: ShownRow
    selected: bool
    alone: int
    """The column whose cell has the focus, drawn by the delegate; −1: none."""


@dataclass(frozen=True, slots=True)
class _Face:
    """How the texts of a column are written."""

    font: QFont
    metrics: QFontMetricsF
    baseline: float
    """Down from the middle of the row."""


class RowPainter:
    """Draws what ``QTableView`` and its delegate would, to the pixel.

    They ask Python some dozen times for each cell, and lay its text out three times: most of what
    a page that is jumped to takes. Here a row is asked for once. A cell that is more than text on
    a ground is left to the delegate: one with the sign of a marked row, with the frame of the
    focus, or with a text that has to be cut.
    """

    def __init__(self, model: ElementModel, table: QTableView) -> None:
        self._model = model
        self._table = table
        self.follow()

    def follow(self) -> None:
        """The table's font or its style has changed."""
        table, model = self._table, self._model
        words, digits = table.font(), model.digits_font.resolve(table.font())
        fonts = [digits if model.in_digits(column) else words for column in ElementColumn]
        self._faces = [_face(font) for font in fonts]
        frame = QStyle.PixelMetric.PM_FocusFrameHMargin
        self._margin = table.style().pixelMetric(frame, None, table) + 1

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Draw the part of the viewport that is in ``region``."""
        table, shown = self._table, region.boundingRect()
        palette = table.palette()
        palette.setCurrentColorGroup(self._group())
        lines = self._lines(shown)
        columns = [
            column
            for column in ElementColumn
            if not table.isColumnHidden(column) and self._span(column).intersects(shown)
        ]
        if not lines or not columns:
            return
        self._draw_grounds(painter, lines, columns, palette)
        for column in columns:
            self._write(painter, lines, column, palette)

    def _group(self) -> QPalette.ColorGroup:
        if not self._table.isEnabled():
            return QPalette.ColorGroup.Disabled
        active = self._table.isActiveWindow()
        return QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive

    def _span(self, column: int) -> QRect:
        """What a column takes of the viewport."""
        table = self._table
        left, width = table.columnViewportPosition(column), table.columnWidth(column)
        return QRect(left, 0, width, table.viewport().height())

    def _lines(self, shown: QRect) -> list[_Line]:
        table, model = self._table, self._model
        first = table.rowAt(shown.top())
        if first < 0:
            return []
        selection, focus = table.selectionModel(), table.currentIndex()
        focused = table.hasFocus() or table.viewport().hasFocus()
        top, height = table.rowViewportPosition(first), table.rowHeight(first)
        last = min(first + (shown.bottom() - top) // height, model.rowCount() - 1)
        return [
            _Line(
                row,
                top + (row - first) * height,
                model.shown(row),
                selection.rowIntersectsSelection(row),
                focus.column() if focused and row == focus.row() else -1,
            )
            for row in range(first, last + 1)
        ]

    def _draw_grounds(
        self,
        painter: QPainter,
        lines: list[_Line],
        columns: list[ElementColumn],
        palette: QPalette,
    ) -> None:
        whole = self._span(columns[0])
        for column in columns[1:]:
            whole = whole.united(self._span(column))
        left, width, height = whole.left(), whole.width(), self._table.rowHeight(lines[0].row)
        selected, other = palette.highlight(), palette.alternateBase()
        fill = self._model.fill
        for line in lines:
            if line.selected:
                painter.fillRect(left, line.top, width, height, selected)
            elif line.said.marked:
                painter.fillRect(left, line.top, width, height, fill)
            elif line.row % 2:
                painter.fillRect(left, line.top, width, height, other)

    def _write(
        self, painter: QPainter, lines: list[_Line], column: ElementColumn, palette: QPalette
    ) -> None:
        face, span = self._faces[column], self._span(column)
        left, room = span.left() + self._margin, span.width() - 2 * self._margin
        height = self._table.rowHeight(lines[0].row)
        down = height // 2 + face.baseline
        to_the_left = self._table.isRightToLeft()
        plain, selected = palette.color(_ROLE.Text), palette.color(_ROLE.HighlightedText)
        marked, faint = self._model.ink, self._model.faint
        advance = face.metrics.horizontalAdvance
        left_over: list[_Line] = []
        pen: QColor | None = None
        painter.setFont(face.font)
        for line in lines:
            said = line.said
            text = said.texts[column]
            spare = room - advance(text)
            if spare < 0 or line.alone == column or (said.marked and column is _SIGN):
                left_over.append(line)
                continue
            if line.selected:
                wanted = selected
            elif not said.there[column]:
                wanted = faint
            else:
                wanted = marked if said.marked else plain
            if wanted is not pen:
                painter.setPen(wanted)
                pen = wanted
            across = left if to_the_left else left + spare
            painter.drawText(QPointF(across, line.top + down), text)
        for line in left_over:
            self._leave(painter, line, column, QRect(span.left(), line.top, span.width(), height))

    def _leave(self, painter: QPainter, line: _Line, column: ElementColumn, cell: QRect) -> None:
        """Have a cell drawn by the delegate."""
        table = self._table
        index = self._model.index(line.row, column)
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        option.rect = cell
        if line.selected:
            option.state |= _STATE.State_Selected
        if line.alone == column:
            option.state |= _STATE.State_HasFocus
        if line.row % 2:
            option.features |= QStyleOptionViewItem.ViewItemFeature.Alternate
        table.itemDelegate().paint(painter, option, index)


def _face(font: QFont) -> _Face:
    metrics = QFontMetricsF(font)
    return _Face(font, metrics, metrics.ascent() - math.ceil(metrics.height()) // 2)
