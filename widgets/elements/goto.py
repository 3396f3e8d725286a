"""The field to jump to an element by, and what it says of a place that is none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from core.comparison.model import Severity
from widgets.elements.text import Shape
from widgets.parts.plain_tip import plain_tip
from widgets.parts.severity_style import severity_style


def parse_place(text: str, shape: Shape | None, count: int) -> int | None:
    """The element that ``index`` or ``c,h,w`` names; None where it names none."""
    try:
        numbers = [int(part) for part in text.replace("#", " ").replace(",", " ").split()]
    except ValueError:
        return None
    if len(numbers) == 1:
        return numbers[0] if 0 <= numbers[0] < count else None
    if len(numbers) != 3 or shape is None:
        return None
    if not all(0 <= number < side for number, side in zip(numbers, shape, strict=True)):
        return None
    c, h, w = numbers
    return (c * shape[1] + h) * shape[2] + w


def places_text(text: str, shape: Shape | None, count: int) -> str:
    """Why ``text`` leads nowhere: the places that there are."""
    said = text.strip()
    if shape is None:
        return QCoreApplication.translate(
            "element_goto", "No element “{text}”: expected 0 … {last}"
        ).format(text=said, last=count - 1)
    corner = ",".join(str(side - 1) for side in shape)
    return QCoreApplication.translate(
        "element_goto", "No element “{text}”: expected 0 … {last}, or c,h,w up to {corner}"
    ).format(text=said, last=count - 1, corner=corner)


class GotoField(QLineEdit):
    """A line edit that can be framed as wrong until its text changes.

    ``refused`` carries the reason, and an empty one when it no longer holds.
    """

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason = ""
        self._help = ""
        self.setClearButtonEnabled(True)
        self.textChanged.connect(lambda: self.refuse(""))

    def set_help(self, text: str) -> None:
        """The tooltip while nothing is wrong."""
        self._help = text
        self.setToolTip(plain_tip(self._reason or text))

    @property
    def reason(self) -> str:
        """What is wrong with the text; empty where nothing is known to be."""
        return self._reason

    def refuse(self, reason: str) -> None:
        """Frame the field and say why; empty: all is well."""
        if reason == self._reason:
            return
        self._reason = reason
        self.setToolTip(plain_tip(reason or self._help))
        self.setAccessibleDescription(reason)
        self.update()
        self.refused.emit(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._reason:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(severity_style(Severity.BAD, self.palette()).accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 2, 2)
        painter.end()
