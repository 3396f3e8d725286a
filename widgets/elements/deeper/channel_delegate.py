"""Draws the cells of the table by channel: a number on its colour, or on a bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.comparison.colouring import text_on
from widgets.elements.deeper.channel_model import AnyIndex, ChannelColumn, ChannelModel
from widgets.parts.severity_style import is_dark

_INSET = 6
_EDGE = 2
"""Of a selected cell that keeps its colour."""
_FLAGS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ChannelDelegate(QStyledItemDelegate):
    """A selected row is told by the highlight between, above and below its coloured cells."""

    def __init__(self, model: ChannelModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        column = ChannelColumn(index.column())
        dark = is_dark(palette)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        group = (
            QPalette.ColorGroup.Active
            if option.state & QStyle.StateFlag.State_Active
            else QPalette.ColorGroup.Inactive
        )
        if selected:
            painter.fillRect(rect, palette.color(group, QPalette.ColorRole.Highlight))
        colour = self._model.colour(index.row(), column, dark)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        ink = palette.color(group, role)
        if colour is not None:
            edge = _EDGE if selected else 0
            painter.fillRect(rect.adjusted(1, edge, 0, -edge), QColor(colour))
            ink = QColor(text_on(colour))
        elif column is ChannelColumn.SHARE:
            self._paint_bar(painter, rect, index.row(), ink)
        painter.setPen(ink)
        painter.drawText(
            rect.adjusted(_INSET, 0, -_INSET, 0),
            _FLAGS,
            self._model.text(index.row(), index.column()),
        )

    def _paint_bar(self, painter: QPainter, rect: QRect, row: int, ink: QColor) -> None:
        room = QRectF(rect).adjusted(2, 3, -2, -3)
        soft = QColor(ink)
        soft.setAlphaF(0.22)
        painter.fillRect(
            QRectF(room.left(), room.top(), room.width() * self._model.bar(row), room.height()),
            soft,
        )
