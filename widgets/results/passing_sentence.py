"""A quiet sentence beside what matters more, in as many lines as it is given."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QTextLayout
from PySide6.QtGui import QTextOption as Option
from PySide6.QtWidgets import QSizePolicy, QWidget

MOST_LINES = 2
_LEAST_SAID = 160
"""Pixels below which a sentence in passing is not worth its place."""
_MARGIN = 8


class PassingSentence(QWidget):
    """Wrapped at its width, in ``MOST_LINES`` at most; what does not fit in these is cut off at its
    end and whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._right = True
        self._tall = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def text(self) -> str:
        """The whole sentence."""
        return self._text

    def set_text(self, text: str, explained: str = "") -> None:
        """Say this; nothing where it is empty. The tooltip says it whole and explains it."""
        self._text = text
        told = [one for one in (text, explained) if one]
        self.setToolTip("".join(f"<p>{escape(one, quote=False)}</p>" for one in told))
        self.setAccessibleName(text)
        self.update()

    def fits(self, width: int) -> bool:
        """Whether the whole sentence can be read in ``width`` pixels."""
        if width < _LEAST_SAID:
            return not self._text
        return len(_starts(self._text, self.font(), width - 2 * _MARGIN)) <= MOST_LINES

    def set_room(self, width: int, right: bool) -> None:
        """It has ``width`` pixels, and leans on what stands at its ``right``, else on the left
        edge."""
        starts = _starts(self._text, self.font(), max(width - 2 * _MARGIN, 1))
        lines = min(len(starts), MOST_LINES) if self._text else 0
        tall = lines * self.fontMetrics().lineSpacing()
        self._right = right
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text or self.width() < _LEAST_SAID:
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        metrics = self.fontMetrics()
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        most = max(min(self.height() // metrics.lineSpacing(), MOST_LINES), 1)
        lines = _lines(self._text, self.font(), metrics, room.width(), most)
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        top = room.center().y() - len(lines) * metrics.lineSpacing() // 2 + 1
        for at, line in enumerate(lines):
            row = top + at * metrics.lineSpacing()
            box = QRect(room.left(), row, room.width(), metrics.lineSpacing())
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, line)
        painter.end()


def _lines(text: str, font: QFont, metrics: QFontMetrics, width: int, most: int) -> Sequence[str]:
    """The text broken at ``width``; the last of ``most`` lines is cut off where it goes on."""
    starts = _starts(text, font, width)[:most]
    ends = [*starts[1:], len(text)]
    lines = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return lines


def _starts(text: str, font: QFont, width: int) -> list[int]:
    """Where each line of ``text`` begins in ``width`` pixels."""
    layout = QTextLayout(text, font)
    option = Option()
    option.setWrapMode(Option.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    return starts or [0]
