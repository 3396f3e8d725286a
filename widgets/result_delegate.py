"""Draws the cells of the result table, in one call a cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.metric_text import Column
from widgets.result_model import INVITATION_ROLE, ResultModel, alignment_of
from widgets.severity_legend import paint_sign

CELL_MARGIN = 10
"""Pixels of a cell that its text cannot have."""
_TEXT_INSET = 3
_MOST_CUTS = 20_000

Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_FLAGS = {
    column: int(alignment_of(column).value) | int(Qt.TextFlag.TextSingleLine.value)
    for column in Column
}


class ResultDelegate(QStyledItemDelegate):
    """Draws the state as a shape, and keeps a cell's own colour when its row is selected.

    Qt's own delegate asks the model for seven roles of each cell, and between two of them any
    other thread may take Python's lock: beside a comparison a page took a quarter of a second.
    """

    def __init__(self, model: ResultModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._cuts: dict[tuple[str, int, bool], str] = {}

    def forget_widths(self) -> None:
        """The font has changed."""
        self._cuts.clear()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        palette = option.palette
        palette.setColor(QPalette.ColorRole.Highlight, _tint(palette))
        ink = index.data(Qt.ItemDataRole.ForegroundRole) or palette.color(QPalette.ColorRole.Text)
        palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(ink))
        short = index.data(INVITATION_ROLE)
        if short:
            # Names differ at their ends, a sentence is understood by its beginning.
            option.textElideMode = Qt.TextElideMode.ElideRight
            # Without a rectangle the room that the cell would like is asked for.
            room = option.rect.width() - CELL_MARGIN
            if room > 0 and option.fontMetrics.horizontalAdvance(option.text) > room:
                option.text = short

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = Column(index.column())
        face = self._model.face(index.row(), column)
        rect, state, palette = option.rect, option.state, option.palette
        if state & _SELECTED:
            # A full highlight would swallow the reds: a selected row is tinted instead.
            painter.fillRect(rect, _tint(palette))
        elif face.fill is not None:
            painter.fillRect(rect, face.fill)
        ink = face.ink or palette.color(QPalette.ColorRole.Text)
        if face.severity is not None:
            side = round(option.fontMetrics.ascent() * 0.85)
            box = QRect(0, 0, side, side)
            box.moveCenter(rect.center())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_sign(painter, QRectF(box), face.severity, ink)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        elif face.text:
            painter.setPen(ink)
            if face.font is not None:
                painter.setFont(face.font)
            room = rect.adjusted(_TEXT_INSET, 0, -_TEXT_INSET, 0)
            text = self._cut(face.text, face.short, room.width(), option)
            painter.drawText(room, _FLAGS[column], text)
            if face.font is not None:
                painter.setFont(option.font)
        if state & _FOCUSED:
            self._paint_focus(painter, option)

    def _cut(self, text: str, short: str, room: int, option: QStyleOptionViewItem) -> str:
        """``text`` as it fits: names in the middle, an invitation at its end or in short."""
        key = text, room, bool(short)
        cut = self._cuts.get(key)
        if cut is None:
            metrics = option.fontMetrics
            mode = Qt.TextElideMode.ElideMiddle
            if short:
                mode = Qt.TextElideMode.ElideRight
                if metrics.horizontalAdvance(text) > room:
                    text = short
            if len(self._cuts) >= _MOST_CUTS:
                self._cuts.clear()
            cut = self._cuts[key] = metrics.elidedText(text, mode, room)
        return cut

    @staticmethod
    def _paint_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
        frame = QStyleOptionFocusRect()
        frame.rect = option.rect
        frame.state = option.state | QStyle.StateFlag.State_KeyboardFocusChange
        frame.state |= QStyle.StateFlag.State_Item
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.Highlight, _tint(palette))
        frame.palette = palette
        widget = option.widget
        widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, widget
        )


def _tint(palette: QPalette) -> QColor:
    """The highlight at three tenths over the base."""
    strong = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    base = palette.color(QPalette.ColorRole.Base)
    mixed = (
        (3 * over + 7 * under) // 10
        for over, under in (
            (strong.red(), base.red()),
            (strong.green(), base.green()),
            (strong.blue(), base.blue()),
        )
    )
    return QColor(*mixed)
