"""The legend of the table by channel: the scale of one of its coloured columns, with numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.comparison.colouring import Colouring, scale_ticks
from widgets.parts.scale_bar import paint_scale

_STRIP = 10
_SIDE = 14
"""Room for the outermost numbers, which stand around their marks."""
_GAP = 12
_MOST_WIDE = 420


class ChannelLegend(QWidget):
    """Its name, then the strip from best to worst; every column has a scale of its own, so that
    the legend says whose it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("channelLegend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = ""
        self._colouring: Colouring | None = None

    @property
    def colouring(self) -> Colouring | None:
        """The scale that is shown."""
        return self._colouring

    def show_scale(self, name: str, colouring: Colouring) -> None:
        """Say the scale of the column called ``name``."""
        self._name, self._colouring = name, colouring
        ends = [text for _, text in scale_ticks(colouring.by, colouring.low, colouring.high)]
        self.setAccessibleName(
            self.tr("Colours of {column}: {best} best, {worst} worst").format(
                column=name, best=ends[0], worst=ends[-1]
            )
        )
        self.setToolTip(
            self.tr(
                "Each column has a scale of its own, fitted to its channels.\n"
                "This is that of {column}; sort by another column to see its scale."
            ).format(column=name)
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_MOST_WIDE, _STRIP + 7 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._colouring is None:
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        metrics = self.fontMetrics()
        painter.drawText(0, (_STRIP + metrics.ascent()) // 2 + 1, self._name)
        left = metrics.horizontalAdvance(self._name) + _GAP
        width = max(min(self.width() - left - _SIDE, _MOST_WIDE), 40)
        strip = QRectF(left, 2, width, _STRIP)
        ends = strip.left(), strip.right()
        paint_scale(painter, strip, self._colouring, ends, self.palette(), self.font())
        painter.end()
