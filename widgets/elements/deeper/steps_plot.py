"""How many steps of its format the error is: a histogram. Needs pyqtgraph: import it late."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from core.comparison.deeper.steps import StepCounts
from widgets.elements.plot import ElementPlot
from widgets.parts.colour_maps import side_colours
from widgets.parts.reading_line import ReadingLine

_FLOOR = -0.3
"""Height of an empty bin on the logarithmic axis, where one element stands at 0."""
_MARKS = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)


class StepsPlot(ElementPlot):
    """``rangePicked`` carries the limits (low, high) of a clicked bin, in steps."""

    rangePicked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorInSteps")
        self.setAccessibleName(self.tr("Error in steps of the number format"))
        self._found: StepCounts | None = None
        self._beyond = ReadingLine()
        self.controls.addWidget(self._beyond, 1)
        self._log = QCheckBox(self.tr("Logarithmic counts"))
        self._log.setObjectName("stepsLogCounts")
        self._log.setChecked(True)
        self._log.toggled.connect(self._draw)
        self.controls.addWidget(self._log)
        self._curve = pg.PlotCurveItem()
        self.plot.addItem(self._curve)
        self._marks = [pg.InfiniteLine(pos=mark, angle=90, movable=False) for mark in _MARKS]
        for line in self._marks:
            self.plot.addItem(line, ignoreBounds=True)
        self._bin = pg.LinearRegionItem(movable=False)
        self._bin.setZValue(-10)
        self._bin.hide()
        self.plot.addItem(self._bin, ignoreBounds=True)
        self.plot.setLabel("bottom", self.tr("L − R, in steps"))
        self.plot.setLabel("left", self.tr("Elements"))
        for side in ("left", "bottom"):
            self.plot.getAxis(side).enableAutoSIPrefix(False)
        self._standing = True
        self.recolour()

    def show_steps(self, found: StepCounts) -> None:
        """Draw the counts."""
        self._found = found
        if found.below or found.above:
            said = self.tr("beyond the plot: {below} below, {above} above")
            self._beyond.say(said.format(below=f"{found.below:,}", above=f"{found.above:,}"))
        else:
            self._beyond.say("")
        self._draw()

    def _draw(self) -> None:
        found = self._found
        if found is None:
            return
        log = self._log.isChecked()
        floor = _FLOOR if log else 0.0
        counts = found.counts
        heights = (
            np.where(counts > 0, np.log10(np.maximum(counts, 1)), _FLOOR)
            if log
            else counts.astype(np.float64)
        )
        edges = found.edges
        self._curve.setData(edges, heights, stepMode="center", fillLevel=floor)
        top = int(counts.max(initial=1))
        height = math.log10(max(top, 1)) if log else float(max(top, 1))
        axis = self.plot.getAxis("left")
        decades = [(float(power), f"{10**power:,}") for power in range(len(str(max(top, 1))))]
        axis.setTicks([decades] if log else None)
        self.box.setLimits(yMin=floor, yMax=height * 1.05 + (0.1 if log else 1.0))
        self.plot.setXRange(float(edges[0]), float(edges[-1]), padding=0.02)
        self.plot.setYRange(floor, height, padding=0.03)
        # Lines that stand as one say nothing.
        for mark, line in zip(_MARKS, self._marks, strict=True):
            line.setVisible(bool(abs(mark) >= edges[-1] / 40))

    def recolour(self) -> None:
        """Follow the palette."""
        super().recolour()
        palette = self.palette()
        colour = side_colours(palette)[1]
        pen = QPen(colour, 1.6)
        pen.setCosmetic(True)
        self._curve.setPen(pen)
        soft = QColor(colour)
        soft.setAlphaF(0.3)
        self._curve.setBrush(soft)
        for mark, line in zip(_MARKS, self._marks, strict=True):
            style = Qt.PenStyle.DotLine if abs(mark) < 1 else Qt.PenStyle.DashLine
            faint = QPen(palette.placeholderText().color(), 1, style)
            faint.setCosmetic(True)
            line.setPen(faint)
        light = QColor(palette.highlight().color())
        light.setAlphaF(0.25)
        self._bin.setBrush(light)
        for line in self._bin.lines:
            line.setPen(QPen(Qt.PenStyle.NoPen))

    def _bin_at(self, place: QPointF) -> int:
        found = self._found
        if found is None:
            return -1
        at = math.floor((place.x() - float(found.edges[0])) / found.width)
        return at if 0 <= at < len(found.counts) else -1

    def point_at(self, place: QPointF) -> None:
        """Read the bin under the pointer."""
        at = self._bin_at(place)
        if at < 0 or self._found is None:
            self.leave()
            return
        low, high = self._found.edges[at : at + 2]
        self._bin.setRegion((low, high))
        self._bin.show()
        self.reading.say(
            self.tr("{low} … {high} steps: {count} elements").format(
                low=f"{low:g}", high=f"{high:g}", count=f"{self._found.counts[at]:,}"
            )
        )

    def leave(self) -> None:
        """Nothing is pointed at."""
        super().leave()
        self._bin.hide()

    def pick(self, place: QPointF) -> None:
        """Tell the limits of the clicked bin."""
        at = self._bin_at(place)
        if at >= 0 and self._found is not None:
            low, high = self._found.edges[at : at + 2]
            self.rangePicked.emit(float(low), float(high))
