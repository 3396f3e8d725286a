"""Left against right, as a density with the line of equality. Needs pyqtgraph: import it late."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QPen
from PySide6.QtWidgets import QWidget

from core.comparison.distributions import Density
from widgets.elements.density_colours import legend_colours, shade_table, shades
from widgets.elements.plot import ElementPlot
from widgets.parts.colour_bar import ColourBar
from widgets.parts.reading_line import ReadingLine
from widgets.parts.severity_style import is_dark


class DensityPlot(ElementPlot):
    """``cellPicked`` carries the limits of a clicked cell: left low, high, right low, high."""

    cellPicked = Signal(float, float, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Left against right"))
        self._density: Density | None = None
        self._chosen: tuple[float, float] | None = None
        self._hint = hint = ReadingLine()
        hint.say(self.tr("Dashed line: left = right"))
        self._scale = ColourBar(self.tr("Elements"))
        self.controls.addWidget(hint, 1)
        self._scale.setMinimumWidth(self.fontMetrics().averageCharWidth() * 28)
        self.controls.addWidget(self._scale)
        self._image = pg.ImageItem(axisOrder="col-major")
        self._equal = pg.InfiniteLine(pos=(0, 0), angle=45, movable=False)
        self._cross = pg.ScatterPlotItem(size=14, symbol="+")
        self.plot.addItem(self._image)
        self.plot.addItem(self._equal, ignoreBounds=True)
        self._fit = pg.PlotCurveItem()
        self.plot.addItem(self._fit, ignoreBounds=True)
        self.plot.addItem(self._cross, ignoreBounds=True)
        self.plot.setLabel("bottom", self.tr("Left"))
        self.plot.setLabel("left", self.tr("Right"))
        for side in ("left", "bottom"):
            self.plot.getAxis(side).enableAutoSIPrefix(False)
        self.plot.setAspectLocked(True)
        # Shorter numbers would make room for a part of the axis whose numbers are longer, and so
        # on without an end.
        self.plot.getAxis("left").setStyle(autoReduceTextSpace=False)
        self._standing = True
        self.recolour()

    def show_density(self, density: Density | None, why_not: str = "") -> None:
        """Draw the counts; None: ``why_not`` says why there are none."""
        self._density = density
        self.say("" if density is not None else why_not)
        if density is None:
            return
        self._image.setImage(shades(density.counts), autoLevels=False, levels=(0, 255))
        span = density.high - density.low
        self._image.setRect(QRectF(density.low, density.low, span, span))
        self.recolour()
        self.plot.autoRange(padding=0.02)

    def show_fit(self, gain: float, offset: float) -> None:
        """Draw the line right = gain · left + offset, too."""
        density = self._density
        if density is None or not np.isfinite([gain, offset]).all():
            self._fit.clear()
            return
        span = density.high - density.low
        ends = np.array([density.low - span, density.high + span])
        self._fit.setData(ends, gain * ends + offset)
        self._hint.say(self.tr("Dashed line: left = right; solid: the best fit"))

    def choose(self, left: float, right: float) -> None:
        """Mark the place of an element; NaN takes the mark away."""
        self._chosen = (left, right) if np.isfinite([left, right]).all() else None
        self._cross.setData([self._chosen[0]], [self._chosen[1]]) if self._chosen else (
            self._cross.clear()
        )

    def recolour(self) -> None:
        """Follow the palette."""
        super().recolour()
        palette = self.palette()
        self._image.setLookupTable(shade_table(palette))
        if self._density is not None:
            top = int(self._density.counts.max())
            most = self.tr("{count} elements").format(count=f"{top:,}")
            self._scale.show_scale(legend_colours(palette), "1", most)
        line = QPen(palette.color(QPalette.ColorRole.Text), 1, Qt.PenStyle.DashLine)
        line.setCosmetic(True)
        self._equal.setPen(line)
        fit = QPen(QColor("#ffb454" if is_dark(palette) else "#b34700"), 2)
        fit.setCosmetic(True)
        self._fit.setPen(fit)
        edge = QPen(palette.color(QPalette.ColorRole.Text), 1)
        edge.setCosmetic(True)
        self._cross.setPen(edge)
        self._cross.setBrush(QColor("#ff3b30"))

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        density = self._density
        if density is None:
            return None
        cells = len(density.counts)
        width = (density.high - density.low) / cells
        x = int((place.x() - density.low) / width // 1)
        y = int((place.y() - density.low) / width // 1)
        return (x, y) if 0 <= x < cells and 0 <= y < cells else None

    def point_at(self, place: QPointF) -> None:
        """Read the cell under the pointer."""
        cell = self._cell_at(place)
        if cell is None or self._density is None:
            self.leave()
            return
        left, right = (self._density.cell_range(place) for place in cell)
        self.reading.say(
            self.tr("left {left}, right {right}: {count} elements").format(
                left=f"{left[0]:.5g} … {left[1]:.5g}",
                right=f"{right[0]:.5g} … {right[1]:.5g}",
                count=f"{self._density.counts[cell]:,}",
            )
        )

    def pick(self, place: QPointF) -> None:
        """Tell the limits of the nearest cell that holds an element."""
        cell = self._cell_at(place)
        density = self._density
        if cell is None or density is None:
            return
        x, y = np.nonzero(density.counts)
        nearest = int(np.argmin((x - cell[0]) ** 2 + (y - cell[1]) ** 2))
        left, right = density.cell_range(int(x[nearest])), density.cell_range(int(y[nearest]))
        self.cellPicked.emit(*left, *right)
