"""How the numbers of both sides are spread, in the same bins. Needs pyqtgraph: import it late."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from core.comparison.distributions import Counts, Histogram
from widgets.elements.plot import ElementPlot
from widgets.parts.colour_maps import side_colours

_FLOOR = -0.3
"""Height of an empty bin on the logarithmic axis, where one element stands at 0."""


class ValueHistogram(ElementPlot):
    """``rangePicked`` carries the limits (low, high) of a clicked bin."""

    rangePicked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Histogram of both sides"))
        self._histogram: Histogram | None = None
        self._keys = (QLabel(), QLabel())
        for key in self._keys:
            self.controls.addWidget(key)
        self.controls.addStretch(1)
        self._log = QCheckBox(self.tr("Logarithmic counts"))
        self._log.setObjectName("logCounts")
        self._log.setChecked(True)
        self._log.toggled.connect(self._draw)
        self.controls.addWidget(self._log)
        self._curves = tuple(pg.PlotCurveItem() for _ in range(2))
        for curve in self._curves:
            self.plot.addItem(curve)
        self._bin = pg.LinearRegionItem(movable=False)
        self._bin.setZValue(-10)
        self._bin.hide()
        self.plot.addItem(self._bin, ignoreBounds=True)
        self.plot.setLabel("bottom", self.tr("Value"))
        self.plot.setLabel("left", self.tr("Elements"))
        self.plot.getAxis("left").enableAutoSIPrefix(False)
        self.plot.getAxis("bottom").enableAutoSIPrefix(False)
        self._standing = True
        self.recolour()

    def show_histogram(self, histogram: Histogram | None) -> None:
        """Draw the counts; None: nothing is finite."""
        self._histogram = histogram
        self.say("" if histogram is not None else self.tr("No finite number on either side"))
        self._draw()
        self.plot.autoRange()

    def _draw(self) -> None:
        histogram = self._histogram
        if histogram is None:
            return
        edges = histogram.edges
        log = self._log.isChecked()
        for curve, counts in zip(self._curves, (histogram.left, histogram.right), strict=True):
            floor = _FLOOR if log else 0.0
            curve.setData(edges, _heights(counts, log), stepMode="center", fillLevel=floor)
        top = int(max(histogram.left.max(), histogram.right.max()))
        axis = self.plot.getAxis("left")
        height = math.log10(max(top, 1)) if log else float(top)
        axis.setTicks(_decades(top) if log else None)
        self.box.setLimits(yMin=_FLOOR if log else 0.0, yMax=height * 1.05 + (0.1 if log else 1.0))
        self.plot.setXRange(histogram.low, histogram.high, padding=0.02)
        self.plot.setYRange(_FLOOR if log else 0.0, height, padding=0.03)

    def recolour(self) -> None:
        """Follow the palette."""
        super().recolour()
        colours = side_colours(self.palette())
        words = (self.tr("Left"), self.tr("Right"))
        signs = ("━", "┅")
        styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)
        for curve, colour, style in zip(self._curves, colours, styles, strict=True):
            pen = QPen(colour, 1.6, style)
            pen.setCosmetic(True)
            curve.setPen(pen)
            soft = QColor(colour)
            soft.setAlphaF(0.22)
            curve.setBrush(soft)
        for key, word, sign, colour in zip(self._keys, words, signs, colours, strict=True):
            key.setText(f'<span style="color:{colour.name()}">{sign}</span> {word}')
        soft = QColor(self.palette().highlight().color())
        soft.setAlphaF(0.25)
        self._bin.setBrush(soft)
        for line in self._bin.lines:
            line.setPen(QPen(Qt.PenStyle.NoPen))

    def _bin_at(self, place: QPointF) -> int:
        histogram = self._histogram
        if histogram is None:
            return -1
        bins = len(histogram.left)
        found = int((place.x() - histogram.low) / (histogram.high - histogram.low) * bins // 1)
        return found if 0 <= found < bins else -1

    def point_at(self, place: QPointF) -> None:
        """Read the bin under the pointer."""
        found = self._bin_at(place)
        if found < 0 or self._histogram is None:
            self.leave()
            return
        low, high = self._histogram.edges[found : found + 2]
        self._bin.setRegion((low, high))
        self._bin.show()
        self.reading.say(
            self.tr("{low} … {high}: left {left}, right {right}").format(
                low=f"{low:.5g}",
                high=f"{high:.5g}",
                left=f"{self._histogram.left[found]:,}",
                right=f"{self._histogram.right[found]:,}",
            )
        )

    def leave(self) -> None:
        """Nothing is pointed at."""
        super().leave()
        self._bin.hide()

    def pick(self, place: QPointF) -> None:
        """Tell the limits of the clicked bin."""
        found = self._bin_at(place)
        if found >= 0 and self._histogram is not None:
            low, high = self._histogram.edges[found : found + 2]
            self.rangePicked.emit(float(low), float(high))


def _heights(counts: Counts, log: bool) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if not log:
        return counts.astype(np.float64)
    return np.where(counts > 0, np.log10(np.maximum(counts, 1)), _FLOOR)


def _decades(top: int) -> list[list[tuple[float, str]]]:
    return [[(float(power), f"{10**power:,}") for power in range(len(str(max(top, 1))))]]
