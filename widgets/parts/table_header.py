"""Header of a table: long metric names break between their words."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QWidget

_WORD_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MAX_LINES = 3
_PADDING = 6
_MOST_ADVANCES = 1000


def _words(text: str) -> list[str]:
    """``MaxAbsoluteError`` → Max, Absolute, Error; other names at their spaces."""
    return [part for word in text.split() for part in _WORD_BREAK.split(word)]


class Advances(dict[str, int]):
    """Widths in pixels of texts that are asked for again and again: measured once."""

    def __init__(self, metrics: QFontMetrics) -> None:
        super().__init__()
        self.metrics = metrics

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST_ADVANCES:
            self.clear()
        advance = self[text] = self.metrics.horizontalAdvance(text)
        return advance


def header_lines(text: str, width: int, advances: Advances) -> list[str]:
    """``text`` broken between its words to fit ``width`` pixels, in three lines at the most."""
    if advances[text] <= width:
        return [text]
    joint = " " if " " in text else ""
    lines: list[str] = []
    for word in _words(text):
        together = f"{lines[-1]}{joint}{word}" if lines else word
        if lines and advances[together] <= width:
            lines[-1] = together
        else:
            lines.append(word)
    if len(lines) > _MAX_LINES:
        lines[_MAX_LINES - 1 :] = [joint.join(lines[_MAX_LINES - 1 :])]
    elide = Qt.TextElideMode.ElideRight
    return [
        line if advances[line] <= width else advances.metrics.elidedText(line, elide, width)
        for line in lines
    ]


class ResultHeader(QHeaderView):
    """Sortable: a click sorts upwards, a second downwards, a third gives the network order back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._advances = Advances(self.fontMetrics())
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setMinimumSectionSize(28)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def sizeHint(self) -> QSize:
        """Room for three lines and the padding, whatever the sections say: Qt would ask each
        section for all that it shows, at each step of a resize."""
        return QSize(self.length(), self.fontMetrics().height() * _MAX_LINES + 8)

    @property
    def advances(self) -> Advances:
        """Widths of texts in the header's font."""
        metrics = self.fontMetrics()
        if self._advances.metrics != metrics:
            self._advances = Advances(metrics)
        return self._advances

    def word_width(self, section: int) -> int:
        """Narrowest width at which no word of the section's name is cut."""
        advances = self.advances
        widest = max((advances[word] for word in _words(self._name(section))), default=0)
        return widest + 2 * _PADDING + 2

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The style draws the box, the words are broken here; the arrow stands above them."""
        if not rect.isValid():
            return
        option = QStyleOptionHeader()
        self.initStyleOption(option)
        self.initStyleOptionForIndex(option, section)
        option.rect = rect
        sorted_by = self.sortIndicatorSection() == section
        option.text = ""
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_
        self.style().drawControl(QStyle.ControlElement.CE_Header, option, painter, self)
        inner = rect.adjusted(_PADDING, 2, -_PADDING, -2)
        lines = header_lines(self._name(section), inner.width(), self.advances)
        painter.save()
        painter.setPen(self.palette().buttonText().color())
        painter.setFont(self.font())
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
        painter.restore()
        if sorted_by:
            self._paint_arrow(painter, rect)

    def _paint_arrow(self, painter: QPainter, rect: QRect) -> None:
        """A small triangle at the lower edge, pointing the way the values grow."""
        ascending = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        middle, low = rect.center().x() + 0.5, rect.bottom() - 1.0
        base, tip = (low, low - 5) if ascending else (low - 5, low)
        corners = [QPointF(middle - 5, base), QPointF(middle + 5, base), QPointF(middle, tip)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().highlight())
        painter.drawPolygon(QPolygonF(corners))
        painter.restore()

    def _name(self, section: int) -> str:
        model = self.model()
        if model is None:
            return ""
        name = model.headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole)
        return str(name or "")
