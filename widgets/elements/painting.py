"""Draws the rows of the element table, all that are to be seen in one go."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from widgets.elements.faces import Face
from widgets.elements.model import ElementModel, ShownRow
from widgets.elements.text import ElementColumn
from widgets.parts.painted_rows import last_shown, reach, shown_palette, shown_spans

_ROLE = QPalette.ColorRole
_STATE = QStyle.StateFlag
_FEATURE = QStyleOptionViewItem.ViewItemFeature
_COLUMNS = tuple(ElementColumn)
_SIGN = ElementColumn.INDEX


class _Line(NamedTuple):
    """A row that is to be seen."""

    row: int
    top: int
    said: ShownRow
    selected: bool
    pen: QColor
    """Of numbers that are there."""
    alone: int
    """The column whose cell has the focus, drawn by the delegate; −1: none."""


class _Look(NamedTuple):
    """What is the same for all cells of a frame."""

    palette: QPalette
    height: int
    """Of a row."""
    faint: QColor
    """Of numbers that are not there."""
    to_the_left: bool


class RowPainter:
    """Draws what ``QTableView`` and its delegate would, to the pixel.

    They ask Python some dozen times for each cell, and lay its text out three times: most of what
    a page that is jumped to takes. Here all rows are asked for at once. Left to the
    delegate are the cell with the frame of the focus, and one whose text has no room.
    """

    def __init__(self, model: ElementModel, table: QTableView) -> None:
        self._model = model
        self._table = table
        self.follow()

    def follow(self) -> None:
        """The table's font or its style has changed."""
        table, model = self._table, self._model
        words, digits = table.font(), model.digits_font.resolve(table.font())
        of_words, of_digits = Face.of(words), Face.of(digits)
        self._faces = [
            of_digits if model.in_digits(column) else of_words for column in ElementColumn
        ]
        frame = QStyle.PixelMetric.PM_FocusFrameHMargin
        self._margin = table.style().pixelMetric(frame, None, table) + 1

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Draw the part of the viewport that is in ``region``."""
        shown = region.boundingRect()
        first = self._table.rowAt(shown.top())
        spans = shown_spans(self._table, _COLUMNS, shown)
        if first < 0 or not spans:
            return
        look = self._look(first)
        lines = self._lines(first, shown, look)
        self._draw_grounds(painter, lines, spans, look)
        for column, left, width in spans:
            cell = QRect(left, 0, width, look.height)
            here = lines
            if column == _SIGN:
                here = self._write_signed(painter, lines, cell, look)
            self._write(painter, here, column, cell, look)

    def _look(self, row: int) -> _Look:
        table = self._table
        return _Look(
            shown_palette(table),
            table.rowHeight(row),
            self._model.faint,
            table.isRightToLeft(),
        )

    def _lines(self, first: int, shown: QRect, look: _Look) -> list[_Line]:
        table, model = self._table, self._model
        selection, focus = table.selectionModel(), table.currentIndex()
        focused = table.hasFocus() or table.viewport().hasFocus()
        focused_row, focused_column = focus.row() if focused else -1, focus.column()
        chosen, ink = look.palette.color(_ROLE.HighlightedText), model.ink
        plain = look.palette.color(_ROLE.Text)
        some, is_selected = selection.hasSelection(), selection.rowIntersectsSelection
        top, height = table.rowViewportPosition(first), look.height
        last = last_shown(table, first, shown, model.rowCount())
        lines = []
        for row, said in enumerate(model.shown_rows(first, last + 1), first):
            selected = some and is_selected(row)
            pen = chosen if selected else ink if said.marked else plain
            alone = focused_column if row == focused_row else -1
            lines.append(_Line(row, top, said, selected, pen, alone))
            top += height
        return lines

    def _draw_grounds(
        self,
        painter: QPainter,
        lines: list[_Line],
        spans: list[tuple[ElementColumn, int, int]],
        look: _Look,
    ) -> None:
        left, width = reach(spans)
        height, fill = look.height, self._model.fill
        selected, other = look.palette.highlight(), look.palette.alternateBase()
        for line in lines:
            if line.selected:
                painter.fillRect(left, line.top, width, height, selected)
            elif line.said.marked:
                painter.fillRect(left, line.top, width, height, fill)
            elif line.row % 2:
                painter.fillRect(left, line.top, width, height, other)

    def _write(
        self,
        painter: QPainter,
        lines: list[_Line],
        column: ElementColumn,
        cell: QRect,
        look: _Look,
        place: QRect | None = None,
    ) -> None:
        """Write a column's texts; ``place``: where in the ``cell``, both those of a row at 0."""
        face, place = self._faces[column], place or cell
        left, room = place.left() + self._margin, place.width() - 2 * self._margin
        down = look.height // 2 + face.baseline
        width_of, draw = face.advances.__getitem__, painter.drawText
        to_the_left, faint = look.to_the_left, look.faint
        other: list[_Line] = []
        pen: QColor | None = None
        painter.setFont(face.bare)
        for line in lines:
            text = line.said.texts[column]
            try:
                spare = room - sum(map(width_of, text))
            except KeyError:
                spare = -1.0
            if spare < 0 or line.alone == column:
                other.append(line)
                continue
            wanted = line.pen if line.said.there[column] or line.selected else faint
            if wanted is not pen:
                painter.setPen(wanted)
                pen = wanted
            draw(QPointF(left if to_the_left else left + spare, line.top + down), text)
        if other:
            self._write_fully(painter, other, column, cell, look, place)

    def _write_fully(
        self,
        painter: QPainter,
        lines: list[_Line],
        column: ElementColumn,
        cell: QRect,
        look: _Look,
        place: QRect,
    ) -> None:
        """As ``_write``, but for texts of any letters, and for those that have to be cut."""
        face = self._faces[column]
        left, room = place.left() + self._margin, place.width() - 2 * self._margin
        down = look.height // 2 + face.baseline
        advance, cut = face.metrics.horizontalAdvance, self._table.textElideMode()
        painter.setFont(face.font)
        for line in lines:
            text = line.said.texts[column]
            spare = room - advance(text)
            if spare < 0:
                text = face.metrics.elidedText(text, cut, room)
                spare = room - advance(text)
            if spare < 0 or line.alone == column:
                self._leave(painter, line, column, cell.translated(0, line.top))
                painter.setFont(face.font)
                continue
            plainly = line.said.there[column] or line.selected
            painter.setPen(line.pen if plainly else look.faint)
            across = left if look.to_the_left else left + spare
            painter.drawText(QPointF(across, line.top + down), text)

    def _write_signed(
        self, painter: QPainter, lines: list[_Line], cell: QRect, look: _Look
    ) -> list[_Line]:
        """Draw the cells with the sign of a marked row, and give back the other lines."""
        if not any(line.said.marked for line in lines):
            return lines
        table, pixmap = self._table, self._model.sign
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        option.rect = cell
        option.icon = icon = QIcon(pixmap)
        option.decorationSize = pixmap.size()
        option.features |= _FEATURE.HasDecoration | _FEATURE.HasDisplay
        part, style = QStyle.SubElement, table.style()
        sign = style.subElementRect(part.SE_ItemViewItemDecoration, option, table)
        place = style.subElementRect(part.SE_ItemViewItemText, option, table)
        room = place.width() - 2 * self._margin
        chosen, plain = QIcon.Mode.Selected, QIcon.Mode.Normal
        if not table.isEnabled():
            chosen = plain = QIcon.Mode.Disabled
        advance = self._faces[_SIGN].metrics.horizontalAdvance
        signed, other = [], []
        for line in lines:
            if not line.said.marked or line.alone == _SIGN:
                other.append(line)
            elif advance(line.said.texts[_SIGN]) > room:
                self._leave(painter, line, _SIGN, cell.translated(0, line.top))
            else:
                signed.append(line)
                at, mode = sign.translated(0, line.top), chosen if line.selected else plain
                icon.paint(painter, at, option.decorationAlignment, mode)
        self._write(painter, signed, _SIGN, cell, look, place)
        return other

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
            option.features |= _FEATURE.Alternate
        table.itemDelegate().paint(painter, option, index)
