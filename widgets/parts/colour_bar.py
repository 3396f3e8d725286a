"""What the colours of a picture stand for: a strip with the numbers at its ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.comparison.mosaic import COLOURS
from widgets.parts.colour_maps import not_finite_colour

_GAP = 8
_LEAST_STRIP = 72


class ColourBar(QWidget):
    """Colours from low (left) to high (right)."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colours: Sequence[int] = ()
        self._low = ""
        self._high = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        # Both numbers, and colours enough between them to tell one end from the other.
        metrics = self.fontMetrics()
        texts = metrics.horizontalAdvance(self._low) + metrics.horizontalAdvance(self._high)
        return QSize(max(96, texts + 2 * _GAP + _LEAST_STRIP), self.sizeHint().height())

    def show_scale(self, colours: Sequence[int], low: str, high: str) -> None:
        """Show ``colours`` (ARGB; of 256, the ``COLOURS`` on the scale) and what ends mean."""
        self._colours = colours[:COLOURS]
        self._low, self._high = low, high
        self.setToolTip(f"{self._name}: {low} … {high}")
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._colours:
            return
        painter = QPainter(self)
        metrics = self.fontMetrics()
        area = QRectF(self.rect())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, self._low)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, self._high)
        strip = area.adjusted(
            metrics.horizontalAdvance(self._low) + _GAP,
            area.height() * 0.25,
            -metrics.horizontalAdvance(self._high) - _GAP,
            -area.height() * 0.25,
        )
        if strip.width() > 0:
            ramp = QImage(len(self._colours), 1, QImage.Format.Format_ARGB32)
            for place, colour in enumerate(self._colours):
                ramp.setPixel(place, 0, colour)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(strip, ramp)
        painter.end()


class NotFiniteKey(QWidget):
    """The colour of what is no number, beside the bar of those that are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        swatch = QLabel()
        side = self.fontMetrics().ascent()
        swatch.setFixedSize(QSize(side, side))
        swatch.setStyleSheet(f"background: {not_finite_colour().name()}")
        row.addWidget(swatch)
        row.addWidget(QLabel(self.tr("NaN or Inf")))
