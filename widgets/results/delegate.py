"""Draws the cells of the result table."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.parts.metric_text import Column
from widgets.parts.severity_legend import paint_swatch
from widgets.results.cells import CellFace, alignment_of
from widgets.results.model import ResultModel

CELL_MARGIN = 10
"""Pixels of a cell that its text cannot have."""
_TEXT_INSET = 3
_SWATCH_GAP = 5
_MOST_CUTS = 20_000
_MOST_SWATCHES = 500
_SELECTED_SHARE, _HOVERED_SHARE = 30, 9
"""Percent of the highlight in the colour of a selected row, and of one under the mouse."""

Index = QModelIndex | QPersistentModelIndex
# As numbers: an operation on Python's flags takes as long as drawing a short text.
_SELECTED = int(QStyle.StateFlag.State_Selected.value)
_FOCUSED = int(QStyle.StateFlag.State_HasFocus.value)
_FLAGS = {
    int(column): int(alignment_of(column).value) | int(Qt.TextFlag.TextSingleLine.value)
    for column in Column
}


def swatch_room(metrics: QFontMetrics) -> int:
    """Pixels that the swatch takes from the word behind it."""
    return _swatch_side(metrics) + 2 * _SWATCH_GAP


def _swatch_side(metrics: QFontMetrics) -> int:
    return metrics.ascent() + 1


class Look(NamedTuple):
    """What cells are drawn with."""

    palette: QPalette
    font: QFont
    metrics: QFontMetrics


class ResultDelegate(QStyledItemDelegate):
    """Draws the severity as the legend does, and keeps a cell's own colour in a selected row.

    Qt's own delegate asks the model for seven roles of each cell, and between two of them any
    other thread may take Python's lock: beside a comparison a page took a quarter of a second.
    """

    def __init__(self, model: ResultModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._cuts: dict[tuple[str, str, int], str] = {}
        self._swatches: dict[tuple[object, ...], QPixmap] = {}
        self.hovered_pair = -1
        """Index into ``plan.pairs`` of the row that the mouse points at here or elsewhere."""

    def forget_widths(self) -> None:
        """The font has changed."""
        self._cuts.clear()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        palette = option.palette
        palette.setColor(QPalette.ColorRole.Highlight, selected_tint(palette))
        face = self._model.face(index.row(), index.column())
        ink = face.ink or palette.color(QPalette.ColorRole.Text)
        palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(ink))
        # Without a rectangle the room that the cell would like is asked for.
        if not face.has_swatch and option.rect.width() > CELL_MARGIN:
            option.textElideMode = face.elide
            room = option.rect.width() - 2 * _TEXT_INSET
            option.text = self._cut(face, room, option.fontMetrics)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        face = self._model.face(row, column)
        rect, state, palette = option.rect, int(option.state.value), option.palette
        if state & _SELECTED:
            painter.fillRect(rect, selected_tint(palette))
        else:
            if 0 <= self.hovered_pair == self._model.pair_index(row):
                painter.fillRect(rect, hovered_tint(palette))
            if face.fill is not None:
                painter.fillRect(rect, face.fill)
        if face.text:
            look = Look(palette, option.font, option.fontMetrics)
            cell = rect.x(), rect.y(), rect.width(), rect.height()
            self.draw(painter, face, column, cell, look)
        if state & _FOCUSED:
            self._paint_focus(painter, option)

    def draw(
        self,
        painter: QPainter,
        face: CellFace,
        column: int,
        cell: tuple[int, int, int, int],
        look: Look,
    ) -> None:
        """Draw what stands in a cell (left, top, width, height), which is not empty, over its
        ground. The painter has the look's font."""
        x, y, width, height = cell
        x += _TEXT_INSET
        width -= 2 * _TEXT_INSET
        if face.has_swatch:
            text, taken = self._draw_swatch(painter, face, QRect(x, y, width, height), look)
            x += taken
            width -= taken
        else:
            text = self._cut(face, width, look.metrics)
        if not text:
            return
        painter.setPen(face.ink or look.palette.color(QPalette.ColorRole.Text))
        if face.font is not None:
            painter.setFont(face.font)
        painter.drawText(x, y, width, height, _FLAGS[column], text)
        if face.font is not None:
            painter.setFont(look.font)

    def _draw_swatch(
        self, painter: QPainter, face: CellFace, room: QRect, look: Look
    ) -> tuple[str, int]:
        """Draw the swatch, and give the words to write behind it, none where they do not fit, for
        the sign says the same; and how much of the room it takes from them."""
        side = _swatch_side(look.metrics)
        box = QRect(0, 0, side, side)
        box.moveCenter(room.center())
        taken = side + 2 * _SWATCH_GAP - _TEXT_INSET
        fits = look.metrics.horizontalAdvance(face.text) <= room.width() - taken
        if fits:
            box.moveLeft(room.left() + _SWATCH_GAP - _TEXT_INSET)
        painter.drawPixmap(box.topLeft(), self._swatch(painter, face, side, look.palette))
        return (face.text, taken) if fits else ("", 0)

    def _swatch(self, painter: QPainter, face: CellFace, side: int, palette: QPalette) -> QPixmap:
        """A picture of the swatch: there are few, and drawing each anew is a third of a page."""
        ratio = painter.device().devicePixelRatioF()
        colours = tuple([colour.rgba() for colour in face.swatch or ()])
        key = face.severity, colours, side, ratio, palette.cacheKey()
        picture = self._swatches.get(key)
        if picture is None:
            picture = QPixmap(round(side * ratio), round(side * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            own = QPainter(picture)
            own.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_swatch(own, QRectF(0, 0, side, side), face.severity, palette, face.swatch)
            own.end()
            if len(self._swatches) >= _MOST_SWATCHES:
                self._swatches.clear()
            self._swatches[key] = picture
        return picture

    def _cut(self, face: CellFace, room: int, metrics: QFontMetrics) -> str:
        """The text as it fits, else the short one, else that cut where the cell says."""
        text = face.text
        key = text, face.short, room
        cut = self._cuts.get(key)
        if cut is None:
            if metrics.horizontalAdvance(text) <= room:
                cut = text
            else:
                cut = metrics.elidedText(face.short or text, face.elide, room)
            if len(self._cuts) >= _MOST_CUTS:
                self._cuts.clear()
            self._cuts[key] = cut
        return cut

    @staticmethod
    def _paint_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
        frame = QStyleOptionFocusRect()
        frame.rect = option.rect
        frame.state = option.state | QStyle.StateFlag.State_KeyboardFocusChange
        frame.state |= QStyle.StateFlag.State_Item
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.Highlight, selected_tint(palette))
        frame.palette = palette
        widget = option.widget
        widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, widget
        )


def selected_tint(palette: QPalette) -> QColor:
    """The ground of a selected row: a full highlight would swallow the reds."""
    return _tint(palette, _SELECTED_SHARE)


def hovered_tint(palette: QPalette) -> QColor:
    """The ground of the row under the mouse."""
    return _tint(palette, _HOVERED_SHARE)


def _tint(palette: QPalette, percent: int) -> QColor:
    """So much of the highlight over the base."""
    strong = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    base = palette.color(QPalette.ColorRole.Base)
    mixed = (
        (percent * over + (100 - percent) * under) // 100
        for over, under in (
            (strong.red(), base.red()),
            (strong.green(), base.green()),
            (strong.blue(), base.blue()),
        )
    )
    return QColor(*mixed)
