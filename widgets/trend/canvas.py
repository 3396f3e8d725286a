"""The plot inside the trend. It needs pyqtgraph, as do the modules that draw it: import it late."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.parts.severity_style import severity_style
from widgets.trend.brush import TrendGestures
from widgets.trend.frame import Frame, Strip, frame_for, heights_in, strips_of
from widgets.trend.layers import FrontItem, GroundItem, faint, thin_pen
from widgets.trend.marks import Marks, MarksItem
from widgets.trend.numbers import PENDING, SEVERITIES
from widgets.trend.scale import Axis, Floats
from widgets.trend.stretch import Stretch

_NEAR_PIXELS = 24.0
_ON_IT_PIXELS = 12.0
_LEAST_IN_SIGHT = 8.0
_TICK_PIXELS = 70.0
_FEW = 250
"""Pairs up to which the line may be wider than a pixel, which takes ten times as long to draw."""


@dataclass(frozen=True, slots=True)
class TrendData:
    """What is drawn, one of each a pair: height (NaN: none), severity's place (−1: pending),
    ARGB colour (0: its severity's), and whether another view hides it."""

    heights: Floats
    severities: NDArray[np.int8]
    colours: NDArray[np.uint32]
    faded: NDArray[np.bool_]
    broken: NDArray[np.bool_]
    gaps: Floats
    """Places between pairs where dumps found no partner."""
    axis: Axis
    upward: str
    """What lies upwards, written along the axis."""
    with_bands: bool
    with_stems: bool
    strip_labels: tuple[str, str]
    """Of what has no number, and of what is broken."""


def _bare_plot() -> pg.PlotWidget:
    """A plot without pyqtgraph's menus, buttons and gestures."""
    plot = pg.PlotWidget(enableMenu=False)
    plot.hideButtons()
    plot.setFrameShape(QFrame.Shape.NoFrame)
    view = plot.getPlotItem().getViewBox()
    view.setMouseEnabled(x=False, y=False)
    view.setDefaultPadding(0.0)
    view.disableAutoRange()
    plot.getPlotItem().getAxis("bottom").tickSpacing = _whole_steps
    return plot


def _whole_steps(first: float, last: float, pixels: float) -> list[tuple[float, float]]:
    """Ticks at whole numbers alone, as there is no pair one and a half, and not too close."""
    least = (last - first) * _TICK_PIXELS / max(pixels, 1.0)
    power = 10.0 ** math.floor(math.log10(max(least, 1.0)))
    step = next(power * k for k in (1, 2, 5, 10) if power * k >= least)
    return [(step, 0.0)]


class TrendCanvas(QWidget):
    """Line, marks and strips over pair indices. Knows neither pairs nor metrics.

    In the plot a pair stands at its index + 1, the number it bears in the table. Its signals speak
    of the mouse alone.
    """

    pressed = Signal()
    clicked = Signal(int)
    doubleClicked = Signal(int)
    hovered = Signal(float)
    """The place that is pointed at: a whole number for a pair, else a gap; −1 for nothing."""
    brushed = Signal(int, int, bool)
    """First and last pair of the stretch, and whether the user is done with it."""
    brushCleared = Signal()

    # Qt may send change events while the constructor still runs.
    _standing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: TrendData | None = None
        self._frame: Frame | None = None
        self._strips: NDArray[np.int8] = np.empty(0, np.int8)
        self._marks: Floats = np.empty(0)
        self._count = 0
        self._selected = -1
        self._pointed = -1.0
        self._hovered = -1.0
        self._canvas = _bare_plot()
        # A picture takes every drag and does nothing with it, before the window is asked.
        self._canvas.setAcceptDrops(False)
        self._canvas.viewport().setAcceptDrops(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._canvas)
        self._plot = self._canvas.getPlotItem()
        self._view = self._plot.getViewBox()
        self._ground = GroundItem(self._view)
        self._items = MarksItem(self._view)
        self._front = FrontItem(self._view)
        self._view.sigResized.connect(lambda *_: self._share_height())
        self._gestures = TrendGestures(self._canvas.viewport(), self)
        self._gestures.pressed.connect(self.pressed)
        self._standing = True
        self.recolour()

    # --- content -------------------------------------------------------------------------

    def set_count(self, count: int, keep_range: bool = False) -> None:
        """Start anew with ``count`` pairs, all of them in sight unless the range is kept."""
        self._count = count
        self._data = None
        self._ground.frame = None
        self.select(-1)
        self.flag(-1, "")
        self._pointed = -1.0
        self.set_hovered(-1.0)
        if not keep_range:
            self.fit()
        self._set_line_pen()

    def draw(self, data: TrendData) -> None:
        """Show ``data``; the part in sight stays."""
        self._data = data
        self._strips = strips_of(data.axis, data.heights, data.broken)
        self._share_height()

    def _share_height(self) -> None:
        """Axis and strips in sight, and every mark where it belongs."""
        data = self._data
        if data is None:
            return
        measured = data.severities != PENDING
        here = {Strip(strip) for strip in np.unique(self._strips[measured]) if strip >= 0}
        if len(data.gaps):
            here.add(Strip.NOTHING)
        label = float(self._canvas.fontMetrics().height())
        frame = frame_for(data.axis, list(here), self._view.height(), label)
        self._frame = frame
        nothing, broken = data.strip_labels
        said = {
            Strip.BEST: data.axis.best,
            Strip.WORST: data.axis.worst,
            Strip.NOTHING: nothing,
            Strip.BROKEN: broken,
        }
        beside = [(place.middle, said[strip]) for strip, place in frame.strips.items()]
        axis = self._plot.getAxis("left")
        axis.setTicks([[*frame.ticks, *beside]])
        # Written from the bottom to the top, so that the arrow points up.
        axis.setLabel(f"{data.upward} →")
        # Only another size of the axis puts its label into the middle otherwise.
        axis.resizeEvent()
        self._view.setYRange(frame.bottom, frame.top, padding=0)
        self._marks, line = heights_in(frame, data.axis, data.heights, self._strips)
        gap_height = frame.strips[Strip.NOTHING].middle if len(data.gaps) else 0.0
        self._ground.frame, self._ground.with_bands = frame, data.with_bands
        self._ground.refresh()
        best = frame.strips.get(Strip.BEST)
        self._front.flag_top = frame.top if best is None else best.bottom
        self._items.set_marks(
            Marks(
                self._marks,
                line,
                data.severities,
                self._colours(data),
                data.faded,
                data.gaps,
                gap_height,
                data.axis.top if data.with_stems else None,
            )
        )
        self._place_rings()

    def _colours(self, data: TrendData) -> NDArray[np.uint32]:
        """The given ones, else those of the severities."""
        styles = [severity_style(severity, self.palette()) for severity in SEVERITIES]
        own = [style.accent if at == 0 else style.fill for at, style in enumerate(styles)]
        table = np.array([*(colour.rgba() for colour in own), 0], dtype=np.uint32)
        return np.where(data.colours != 0, data.colours, table[data.severities])

    # --- marks ---------------------------------------------------------------------------

    def select(self, index: int) -> None:
        """Mark pair ``index``; −1 for none."""
        self._ground.selected = self._selected = index
        self._ground.refresh()
        self._place_rings()

    def bring_into_sight(self, index: int) -> None:
        """Move along until pair ``index`` can be seen."""
        left, right = self.x_range()
        if not left <= index <= right:
            half = (right - left) / 2
            self.set_x_range(index - half, index + half)

    def flag(self, index: int, text: str) -> None:
        """A labelled line at pair ``index``; −1 takes it away."""
        self._ground.flagged = self._front.flagged = index
        self._front.flag_text = text
        self._ground.refresh()
        self._front.refresh()

    def flagged(self) -> tuple[int, str]:
        """The pair with the labelled line (−1: none), and its label."""
        return self._front.flagged, self._front.flag_text

    def set_hovered(self, place: float) -> None:
        """Ring what stands there, as if it were pointed at; −1 for nothing."""
        self._hovered = place
        self._place_rings()

    def set_stretch(self, stretch: Stretch | None) -> None:
        """Show first to last pair as chosen; None for none."""
        self._ground.stretch = self._front.stretch = stretch
        self._ground.refresh()
        self._front.refresh()

    def stretch(self) -> Stretch | None:
        """What ``set_stretch`` was told last."""
        return self._front.stretch

    def _place_rings(self) -> None:
        places = [float(self._selected), self._hovered]
        self._front.rings = [
            (place, height)
            for place in dict.fromkeys(places)
            if place >= -0.5 and place != -1.0 and (height := self._height_at(place)) is not None
        ]
        self._front.refresh()

    def _height_at(self, place: float) -> float | None:
        """Where the mark of a pair or gap is; None where nothing is drawn."""
        if self._data is None or self._frame is None:
            return None
        if not place.is_integer():
            return self._frame.strips[Strip.NOTHING].middle if len(self._data.gaps) else None
        index = int(place)
        measured = index < len(self._marks) and self._data.severities[index] != PENDING
        height = float(self._marks[index]) if measured else math.nan
        return height if math.isfinite(height) else None

    # --- colours -------------------------------------------------------------------------

    def recolour(self) -> None:
        """Take all colours from the palette of the moment."""
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.Text)
        base = palette.color(QPalette.ColorRole.Base)
        self._canvas.setBackground(base)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(faint(ink, 90))
            axis.setTextPen(faint(ink, 200))
            axis.setTickFont(self.font())
            axis.setStyle(tickLength=-4, tickTextOffset=4)
            axis.label.setFont(self.font())
        # One width for all metrics, or the plot would jump from one to the next.
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance("0.99999") + metrics.height() + 12
        self._plot.getAxis("left").setWidth(width)
        self._ground.palette = self._front.palette = palette
        self._items.edge = base
        self._items.gap_pen = thin_pen(faint(ink, 165), 1.0)
        self._set_line_pen()
        self._items.forget_looks()
        self._share_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._standing and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.recolour()

    def _set_line_pen(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.Text)
        self._items.stem_pen = thin_pen(faint(ink, 60), 1.0)
        self._items.line_pen = thin_pen(faint(ink, 110), 1.4 if self._count <= _FEW else 1.0)

    # --- what is in sight ----------------------------------------------------------------

    def x_range(self) -> tuple[float, float]:
        """Left and right edge of what is in sight, as places."""
        left, right = self._view.viewRange()[0]
        return left - 1, right - 1

    def set_x_range(self, left: float, right: float) -> None:
        """Bring these places in sight: not less than a few pairs, nothing beyond the ends."""
        first, last = -0.6, max(self._count, 1) - 0.4
        width = min(max(right - left, min(_LEAST_IN_SIGHT, last - first)), last - first)
        left = min(max((left + right - width) / 2, first), last - width)
        self._view.setXRange(left + 1, left + width + 1, padding=0)

    def fit(self) -> None:
        """All pairs in sight."""
        self.set_x_range(-1.0, float(self._count))

    def zoom(self, factor: float, place: float) -> None:
        """Show ``factor`` times as much, ``place`` staying where it is."""
        left, right = self.x_range()
        width = max((right - left) * factor, _LEAST_IN_SIGHT)
        share = (place - left) / (right - left)
        self.set_x_range(place - width * share, place + width * (1 - share))

    # --- mouse ---------------------------------------------------------------------------

    def _in_view(self, point: QPointF) -> QPointF:
        """A point of the viewport in the view box's pixels."""
        return QPointF(self._view.mapFromScene(self._canvas.mapToScene(point.toPoint())))

    def place_at(self, point: QPointF) -> float:
        """The place under a point of the viewport."""
        left, right = self.x_range()
        width = max(float(self._view.width()), 1.0)
        return left + self._in_view(point).x() / width * (right - left)

    def pixels_of(self, place: float) -> float:
        """Where a place is across the viewport."""
        at = self._view.mapToScene(QPointF(self._ground.x_at(place), 0.0))
        return float(self._canvas.mapFromScene(at).x())

    def place_of(self, place: float) -> QPointF:
        """Where a pair or gap is drawn, in this widget's coordinates."""
        height = self._height_at(float(place))
        y = self._ground.y_at(height) if height is not None else self._view.height() / 2
        at = self._view.mapToScene(QPointF(self._ground.x_at(place), y))
        return QPointF(self._canvas.mapFromScene(at))

    def _nearest(self, point: QPointF, reach: float = np.inf) -> float:
        """The pair or gap drawn nearest to a point within reach; −1 for none."""
        data, here = self._data, self._in_view(point)
        if data is None or self._frame is None or not self._ground.boundingRect().contains(here):
            return -1.0
        places = np.concatenate([np.arange(len(self._marks), dtype=np.float64), data.gaps])
        below = self._height_at(0.5) if len(data.gaps) else None
        heights = np.concatenate([self._marks, np.full(len(data.gaps), below or 0.0)])
        down = np.abs(self._ground.y_of(heights) - here.y())
        down[np.isnan(down)] = self._view.height()
        across = np.abs(self._ground.x_of(places) - here.x())
        # The column counts more than the height: one points at a layer, not at a dot.
        away = np.where(across > _NEAR_PIXELS, np.inf, across + 0.15 * down)
        if not len(away):
            return -1.0
        best = int(np.argmin(away))
        near = np.isfinite(away[best]) and max(across[best], down[best]) <= reach
        return float(places[best]) if near else -1.0

    def point_at(self, point: QPointF | None) -> None:
        """The pointer is at this point of the viewport; None: it has gone."""
        place = -1.0 if point is None else self._nearest(point)
        if place != self._pointed:
            self._pointed = place
            self.set_hovered(place)
            self.hovered.emit(place)

    def click(self, point: QPointF) -> None:
        """A click at this point of the viewport."""
        place = self._nearest(point)
        if _is_pair(place):
            self.clicked.emit(int(place))

    def double_click(self, point: QPointF) -> bool:
        """Open the pair there: with a stretch, only one that is right under the pointer."""
        place = self._nearest(point, np.inf if self.stretch() is None else _ON_IT_PIXELS)
        if _is_pair(place):
            self.doubleClicked.emit(int(place))
        return _is_pair(place)

    def brush(self, first: float, last: float, done: bool) -> None:
        """The user draws a stretch between two places: every pair that is touched belongs."""
        if self._count:
            low, high = (
                min(max(round(place), 0), self._count - 1) for place in sorted((first, last))
            )
            self.brushed.emit(low, high, done)

    def clear_brush(self) -> None:
        """The user takes the stretch away."""
        self.brushCleared.emit()

    def cancel_brush(self) -> bool:
        """Give up a drag that is under way; whether there was one."""
        dragging = self._gestures.dragging
        self._gestures.cancel()
        return dragging


def _is_pair(place: float) -> bool:
    return place >= 0 and place.is_integer()
