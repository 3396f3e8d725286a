"""What stands where a network would be: an emblem, a sentence, and room for a button."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

_EMBLEM = 60.0
_GAP = 12.0
_MARGIN = 24.0
_FLAGS = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class EmptyPlaces(NamedTuple):
    """Where the parts stand, one under the other and together in the middle."""

    emblem: QPointF | None
    """Its middle; None where it would leave the rest no room."""
    text: QRectF
    below: QRectF
    """Whole width; as high as was asked for."""

    @classmethod
    def within(cls, room: QRectF, text: str, metrics: QFontMetricsF, below: float) -> EmptyPlaces:
        """``below``: height kept free under the text, whether something stands there or not."""
        inner = room.adjusted(_MARGIN, 0, -_MARGIN, 0)
        endless = QRectF(0, 0, max(inner.width(), 1.0), 1e6)
        words = metrics.boundingRect(endless, _FLAGS, text).height()
        needed = words + _GAP + below
        with_emblem = _EMBLEM + _GAP + needed <= room.height()
        if with_emblem:
            needed += _EMBLEM + _GAP
        top = max(room.center().y() - needed / 2, room.top())
        emblem = None
        if with_emblem:
            emblem = QPointF(room.center().x(), top + _EMBLEM / 2)
            top += _EMBLEM + _GAP
        return cls(
            emblem,
            QRectF(inner.left(), top, inner.width(), words),
            QRectF(inner.left(), top + words + _GAP, inner.width(), below),
        )


class EmptyPicture:
    """Stands in ``viewport`` while there is no network to be seen."""

    def __init__(self, viewport: QWidget) -> None:
        self._viewport = viewport
        self._sentence = ""
        self._below: QWidget | None = None

    @property
    def sentence(self) -> str:
        """What stands under the emblem."""
        return self._sentence

    def say(self, sentence: str) -> None:
        """What stands under the emblem."""
        self._sentence = sentence
        self.place()
        self._viewport.update()

    def put_below(self, widget: QWidget) -> None:
        """Keep ``widget`` under the sentence; whether it is shown is the caller's affair."""
        widget.setParent(self._viewport)
        self._below = widget
        self.place()

    def place(self) -> None:
        """What stands under the sentence is of another size now, or the viewport is."""
        if self._below is not None:
            room = self._places().below
            width = min(self._below.sizeHint().width(), int(room.width()))
            place = QRectF(room.center().x() - width / 2, room.top(), width, room.height())
            self._below.setGeometry(place.toRect())

    def paint(self, painter: QPainter) -> None:
        """Draw all but what is put below."""
        places = self._places()
        grey = self._viewport.palette().color(QPalette.ColorRole.PlaceholderText)
        if places.emblem is not None:
            _paint_emblem(painter, places.emblem, grey)
        painter.setPen(grey)
        painter.drawText(places.text, _FLAGS, self._sentence)

    def _places(self) -> EmptyPlaces:
        below = self._below.sizeHint().height() if self._below is not None else 0
        metrics = QFontMetricsF(self._viewport.font())
        room = QRectF(self._viewport.rect())
        return EmptyPlaces.within(room, self._sentence, metrics, below)


def _paint_emblem(painter: QPainter, middle: QPointF, colour: QColor) -> None:
    """Four little boxes and their edges: what will stand here."""
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = middle.x(), middle.y()
    centres = [QPointF(x, y - 24), QPointF(x - 24, y), QPointF(x + 24, y), QPointF(x, y + 24)]
    for a, b in ((0, 1), (0, 2), (1, 3), (2, 3)):
        start, end = centres[a] + QPointF(0, 6), centres[b] - QPointF(0, 6)
        painter.drawLine(start, end)
    for centre in centres:
        painter.drawRoundedRect(QRectF(centre.x() - 13, centre.y() - 6, 26, 12), 3, 3)
