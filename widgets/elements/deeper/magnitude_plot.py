"""The error against the magnitude, as a density with its lines. Needs pyqtgraph: import it late."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget

from core.comparison.deeper.magnitudes import LogAxis, Magnitudes
from core.comparison.deeper.steps import Step
from widgets.elements.density_colours import legend_colours, shade_table, shades
from widgets.elements.plot import ElementPlot
from widgets.parts.colour_bar import ColourBar
from widgets.parts.reading_line import ReadingLine
from widgets.parts.severity_style import is_dark

_STRIP = 3
"""Bins that the strip for what lies below an axis is wide, before a gap of one."""
_MOST_TICKS = 6


class MagnitudePlot(ElementPlot):
    """``cellPicked`` carries the limits of a clicked cell: |L| low, high, |d| low, high."""

    cellPicked = Signal(float, float, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorAgainstMagnitude")
        self.setAccessibleName(self.tr("Error against magnitude"))
        self._found: Magnitudes | None = None
        self._step: Step | None = None
        self._chosen: tuple[float, float] | None = None
        self._hint = ReadingLine()
        self._scale = ColourBar(self.tr("Elements"))
        self._scale.setMinimumWidth(self.fontMetrics().averageCharWidth() * 28)
        self.controls.addWidget(self._hint, 1)
        self.controls.addWidget(self._scale)
        self._image = pg.ImageItem(axisOrder="col-major")
        self.plot.addItem(self._image)
        self._lines = {name: pg.PlotCurveItem() for name in ("half", "one", "median", "most")}
        self._labels = {name: pg.TextItem() for name in self._lines}
        for name, line in self._lines.items():
            self.plot.addItem(line, ignoreBounds=True)
            self.plot.addItem(self._labels[name], ignoreBounds=True)
        self._cross = pg.ScatterPlotItem(size=14, symbol="+")
        self.plot.addItem(self._cross, ignoreBounds=True)
        self.plot.setLabel("bottom", "|L|")
        self.plot.setLabel("left", "|L − R|")
        for side in ("left", "bottom"):
            self.plot.getAxis(side).enableAutoSIPrefix(False)
        self._standing = True
        self.recolour()

    def show_magnitudes(self, found: Magnitudes, step: Step | None) -> None:
        """Draw the counts, the lines, and those of ½ and one ``step`` (None: none is known)."""
        self._found, self._step = found, step
        counts = _with_strips(found.counts)
        self._image.setImage(shades(counts), autoLevels=False, levels=(0, 255))
        across, up = found.magnitude, found.error
        left, width = _extent(across)
        bottom, height = _extent(up)
        self._image.setRect(QRectF(left, bottom, width, height))
        for axis, side in ((across, "bottom"), (up, "left")):
            self.plot.getAxis(side).setTicks([_ticks(axis)])
        self._draw_lines(found)
        self._say_hint()
        self.recolour()
        self.box.setLimits(
            xMin=left, xMax=left + width, yMin=bottom - height, yMax=bottom + 2 * height
        )
        self.plot.autoRange(padding=0.02)

    def choose(self, left: float, right: float) -> None:
        """Mark the place of an element; NaN takes the mark away."""
        self._chosen = (abs(left), abs(left - right)) if np.isfinite([left, right]).all() else None
        self._mark()

    def _mark(self) -> None:
        found = self._found
        if found is None or self._chosen is None:
            self._cross.clear()
            return
        size, error = self._chosen
        self._cross.setData([_place(found.magnitude, size)], [_place(found.error, error)])

    # --- lines -------------------------------------------------------------------------------

    def _draw_lines(self, found: Magnitudes) -> None:
        axis = found.magnitude
        middles = [_strip_middle(axis)]
        middles += [axis.edge(place) + _bin(axis) / 2 for place in range(axis.bins)]
        for name, line in (("median", found.median), ("most", found.most)):
            heights = np.array([_place(found.error, value) for value in line])
            # The strip stands apart from the axis: no line leads from one to the other.
            x = np.array([middles[0] - _bin(axis), middles[0] + _bin(axis), math.nan, *middles[1:]])
            y = np.array([heights[0], heights[0], math.nan, *heights[1:]])
            self._lines[name].setData(x, y, connect="finite")
            self._label(name, x, y)
        left, width = _extent(axis)
        ends = np.array([left, left + width])
        for name, share in (("half", 0.5), ("one", 1.0)):
            line = self._lines[name]
            if self._step is None:
                line.clear()
                self._labels[name].hide()
                continue
            if self._step.logarithmic:
                # A share of the value: as steep as the axes are.
                ends = np.array([float(axis.low), left + width])
                height = ends + math.log10(2.0 ** (share * self._step.size) - 1.0)
            else:
                height = np.full(2, math.log10(share * self._step.size))
            line.setData(ends, height)
            self._label(name, ends, height, at_left=not self._step.logarithmic)

    def _label(
        self, name: str, x: NDArray[np.float64], y: NDArray[np.float64], at_left: bool = False
    ) -> None:
        """Write the line's name at its end, where that can be seen."""
        text = self._labels[name]
        finite = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        found = self._found
        if found is None or not len(finite):
            text.hide()
            return
        place = finite[0] if at_left else finite[-1]
        bottom, height = _extent(found.error)
        if not bottom <= y[place] <= bottom + height:
            text.hide()
            return
        above = name != "half"
        text.setAnchor((0.0 if at_left else 1.0, 1.0 if above else 0.0))
        text.setPos(x[place], y[place])
        text.show()

    def _names(self) -> dict[str, str]:
        return {
            "half": self.tr("½ step"),
            "one": self.tr("1 step"),
            "median": self.tr("median"),
            "most": "95 %",
        }

    def _say_hint(self) -> None:
        step = self._step
        if step is None:
            said = self.tr("The right file states no number format: no line for its step")
        elif step.logarithmic:
            said = self.tr("A step of the codes is {percent} % of the value").format(
                percent=f"{100 * step.relative:.3g}"
            )
        else:
            said = self.tr("A step of the right file is {step}").format(step=f"{step.size:.6g}")
        self._hint.say(said)

    def recolour(self) -> None:
        """Follow the palette."""
        super().recolour()
        palette = self.palette()
        self._image.setLookupTable(shade_table(palette))
        if self._found is not None:
            top = self.tr("{count} elements").format(count=f"{int(self._found.counts.max()):,}")
            self._scale.show_scale(legend_colours(palette), "1", top)
        dark = is_dark(palette)
        ink = QColor(palette.text().color())
        orange = QColor("#ffb454" if dark else "#b34700")
        styles = {
            "half": (ink, Qt.PenStyle.DotLine, 1.2),
            "one": (ink, Qt.PenStyle.DashLine, 1.2),
            "median": (orange, Qt.PenStyle.SolidLine, 2.0),
            "most": (orange, Qt.PenStyle.DashLine, 2.0),
        }
        back = QColor(palette.base().color())
        back.setAlphaF(0.75)
        for name, (colour, style, width) in styles.items():
            pen = QPen(colour, width, style)
            pen.setCosmetic(True)
            self._lines[name].setPen(pen)
            label = self._labels[name]
            label.setText(self._names()[name], color=colour)
            label.fill = pg.mkBrush(back)
        edge = QPen(ink, 1)
        edge.setCosmetic(True)
        self._cross.setPen(edge)
        self._cross.setBrush(QColor("#ff3b30"))
        self._mark()

    # --- reading -----------------------------------------------------------------------------

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        found = self._found
        if found is None:
            return None
        x, y = _bin_at(found.magnitude, place.x()), _bin_at(found.error, place.y())
        return None if x is None or y is None else (x, y)

    def point_at(self, place: QPointF) -> None:
        """Read the cell under the pointer."""
        cell = self._cell_at(place)
        found = self._found
        if cell is None or found is None:
            self.leave()
            return
        x, y = cell
        said = self.tr("|L| {size}, |L − R| {error}: {count} elements").format(
            size=_range_text(found.magnitude, x),
            error=_range_text(found.error, y),
            count=f"{found.counts[cell]:,}",
        )
        if not math.isnan(found.median[x]):
            said += self.tr(" · median {median}").format(
                median=_value_text(found.error, float(found.median[x]))
            )
        if not math.isnan(found.most[x]):
            said += self.tr(" · 95 % up to {most}").format(
                most=_value_text(found.error, float(found.most[x]))
            )
        self.reading.say(said)

    def pick(self, place: QPointF) -> None:
        """Tell the limits of the nearest cell that holds an element."""
        cell = self._cell_at(place)
        found = self._found
        if cell is None or found is None:
            return
        x, y = np.nonzero(found.counts)
        nearest = int(np.argmin((x - cell[0]) ** 2 + (y - cell[1]) ** 2))
        size = found.magnitude.limits(int(x[nearest]))
        error = found.error.limits(int(y[nearest]))
        self.cellPicked.emit(*_wider(size), *_wider(error))


# --- where a number stands -------------------------------------------------------------------


def _bin(axis: LogAxis) -> float:
    return (axis.high - axis.low) / axis.bins


def _extent(axis: LogAxis) -> tuple[float, float]:
    """Where an axis begins, with its strip, and how long it is."""
    strip = (_STRIP + 1) * _bin(axis)
    return axis.low - strip, axis.high - axis.low + strip


def _strip_middle(axis: LogAxis) -> float:
    return axis.low - (1 + _STRIP / 2) * _bin(axis)


def _place(axis: LogAxis, number: float) -> float:
    """The coordinate of a number; in the strip where it lies below; NaN for NaN."""
    if math.isnan(number):
        return math.nan
    if number <= 0.0:
        return _strip_middle(axis)
    place = math.log10(min(number, 1.7e308))
    return place if place >= axis.low - 1e-9 else _strip_middle(axis)


def _bin_at(axis: LogAxis, place: float) -> int | None:
    """The bin at a coordinate, 0 for the strip; None beside them."""
    found = math.floor((place - axis.low) / _bin(axis))
    if 0 <= found < axis.bins:
        return found + 1
    return 0 if -_STRIP - 1 <= found < -1 else None


def _ticks(axis: LogAxis) -> list[tuple[float, str]]:
    """Decades but for the lowest: its number would run into that of the strip."""
    step = max(1, -(-(axis.high - axis.low) // _MOST_TICKS))
    decades = range(axis.high, axis.low, -step)
    ticks = [(float(power), f"{10.0**power:g}" if power < 308 else "") for power in decades]
    below = "0" if axis.below == 0.0 else f"< {axis.below:g}"
    return [(_strip_middle(axis), below), *ticks]


def _range_text(axis: LogAxis, place: int) -> str:
    low, high = axis.limits(place)
    if place == 0:
        return "0" if high == 0.0 else f"< {high:.3g}"
    return f"{low:.3g} … {high:.3g}"


def _value_text(axis: LogAxis, number: float) -> str:
    if number > 0.0:
        return f"{number:.3g}"
    return "0" if axis.below == 0.0 else f"< {axis.below:.3g}"


def _with_strips(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Row and column 0 as strips, before a gap."""
    for axis in (0, 1):
        first, rest = np.split(counts, [1], axis=axis)
        gap = np.zeros_like(first)
        counts = np.concatenate([*[first] * _STRIP, gap, rest], axis=axis)
    return counts


def _wider(limits: tuple[float, float]) -> tuple[float, float]:
    """A range that holds its own edges whatever the rounding."""
    low, high = limits
    return low * (1.0 - 1e-9), min(high * (1.0 + 1e-9), 1.7976931348623157e308)
