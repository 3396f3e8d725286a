"""The plot inside the trend. The one trend module that needs pyqtgraph: import it late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.comparison.model import Severity
from widgets.severity_style import severity_style
from widgets.trend_scale import Axis, cosine_height

_NEAR_PIXELS = 24.0

# Shapes differ as well as colours: diamond, triangle, disc, cross.
_SYMBOLS = {
    Severity.GOOD: ("d", 6),
    Severity.WARN: ("t1", 8),
    Severity.BAD: ("o", 8),
    Severity.BROKEN: ("x", 10),
}


@dataclass(frozen=True, slots=True)
class TrendData:
    """What is drawn: one height (NaN: none) and one severity's value (empty: pending) a pair."""

    heights: NDArray[np.float64]
    severities: NDArray[np.str_]
    gaps: NDArray[np.float64]
    """Places between pairs where dumps found no partner."""
    axis: Axis
    with_bands: bool


def _bare_plot() -> pg.PlotWidget:
    """A plot whose wheel and drag act along x alone, without pyqtgraph's menus and buttons."""
    plot = pg.PlotWidget(enableMenu=False)
    plot.hideButtons()
    plot.setAntialiasing(True)
    plot.setFrameShape(QFrame.Shape.NoFrame)
    view = plot.getPlotItem().getViewBox()
    view.setMouseEnabled(x=True, y=False)
    view.setDefaultPadding(0.0)
    view.disableAutoRange()
    plot.getPlotItem().getAxis("bottom").tickStrings = _whole_numbers
    return plot


def _whole_numbers(values: Sequence[float], scale: float, spacing: float) -> list[str]:
    """There is no pair one and a half."""
    return [f"{value:.0f}" if value == round(value) else "" for value in values]


class TrendCanvas(QWidget):
    """Bands, line, markers and marks over pair indices. Knows neither pairs nor metrics.

    In the plot a pair stands at its index + 1, the number it bears in the table.
    """

    clicked = Signal(int)
    doubleClicked = Signal(int)
    hovered = Signal(float)
    """The x that is pointed at: a whole number for a pair, else a gap; −1 for nothing."""

    # Qt may send change events while the constructor still runs.
    _standing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: TrendData | None = None
        self._count = 0
        self._selected = -1
        self._hovered = -1.0
        self._first_bad = -1
        self._canvas = _bare_plot()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._canvas)
        self._plot = self._canvas.getPlotItem()
        self._view = self._plot.getViewBox()
        self._bands = [
            pg.LinearRegionItem(orientation="horizontal", movable=False) for _ in range(2)
        ]
        self._line = pg.PlotCurveItem(connect="finite")
        self._points = {severity: pg.ScatterPlotItem() for severity in Severity}
        self._gap_points = pg.ScatterPlotItem()
        self._ring = pg.ScatterPlotItem()
        self._rule = pg.InfiniteLine(angle=90, movable=False)
        self._flag_line = pg.InfiniteLine(angle=90, movable=False)
        self._flag = pg.TextItem(anchor=(0, 0))
        for z, item in enumerate(
            (
                *self._bands,
                self._rule,
                self._flag_line,
                self._line,
                self._gap_points,
                *self._points.values(),
                self._ring,
                self._flag,
            )
        ):
            item.setZValue(z - 20)
            self._plot.addItem(item, ignoreBounds=True)
        for item in (self._rule, self._flag_line, self._flag):
            item.hide()
        self._canvas.viewport().installEventFilter(self)
        scene = self._canvas.scene()
        scene.sigMouseMoved.connect(self._on_moved)
        scene.sigMouseClicked.connect(self._on_clicked)
        self._view.sigRangeChanged.connect(lambda *_: self._place_flag())
        self._view.sigResized.connect(lambda *_: self._set_heights())
        self._standing = True
        self.recolour()

    # --- content -------------------------------------------------------------------------

    def set_count(self, count: int) -> None:
        """Start anew with ``count`` pairs, all of them in sight."""
        self._count = count
        self.select(-1)
        self.flag(-1, "")
        left, right = 0.4, max(count, 1) + 0.6
        self._view.setLimits(xMin=left, xMax=right, minXRange=min(8.0, right - left))
        self._view.setXRange(left, right, padding=0)
        self._line.setPen(self._line_pen())

    def draw(self, data: TrendData) -> None:
        """Show ``data``; the part in sight stays."""
        self._data = data
        axis = data.axis
        self._set_heights()
        self._plot.getAxis("left").setTicks([list(axis.ticks)])
        warn, bad = cosine_height(0.99), cosine_height(0.95)
        for band, low, high in (
            (self._bands[0], bad, warn),
            (self._bands[1], axis.bottom - 10 * (axis.top - axis.bottom), bad),
        ):
            band.setRegion((low, high))
            band.setVisible(data.with_bands)
        x = np.arange(1, len(data.heights) + 1, dtype=np.float64)
        gaps = data.gaps + 1.0
        # The line breaks where a pair has no number and where a dump has no partner.
        all_x = np.concatenate([x, gaps])
        all_y = np.concatenate([data.heights, np.full(len(gaps), np.nan)])
        order = np.argsort(all_x, kind="stable")
        self._line.setData(all_x[order], all_y[order])
        floor = self._floor()
        y = np.where(np.isfinite(data.heights), data.heights, floor)
        for severity, item in self._points.items():
            chosen = data.severities == severity.value
            item.setData(x=x[chosen], y=y[chosen])
        self._gap_points.setData(x=gaps, y=np.full(len(gaps), floor))
        self._place_ring()

    def _set_heights(self) -> None:
        """Axis and floor in sight, with room for half a label at either end."""
        if self._data is None:
            return
        axis, floor = self._data.axis, self._floor()
        label = self._canvas.fontMetrics().height() / 2 + 1
        room = max(self._view.height() - 2 * label, 4 * label)
        pad = (axis.top - floor) * label / room
        self._view.setYRange(floor - pad, axis.top + pad, padding=0)

    def _floor(self) -> float:
        """The height of the markers of what has no number."""
        assert self._data is not None
        axis = self._data.axis
        return axis.bottom - (axis.top - axis.bottom) * 0.12

    def _height_at(self, x: float) -> float:
        assert self._data is not None
        if x == int(x) and np.isfinite(self._data.heights[int(x)]):
            return float(self._data.heights[int(x)])
        return self._floor()

    # --- marks ---------------------------------------------------------------------------

    def select(self, index: int) -> None:
        """Mark pair ``index`` and bring it into sight; −1 for none."""
        self._selected = index
        self._rule.setVisible(index >= 0)
        if index >= 0:
            x = index + 1
            self._rule.setValue(x)
            left, right = self._view.viewRange()[0]
            if not left <= x <= right:
                half = (right - left) / 2
                self._view.setXRange(x - half, x + half, padding=0)
        self._place_ring()

    def flag(self, index: int, text: str) -> None:
        """A labelled line at pair ``index``; −1 takes it away."""
        self._first_bad = index
        for item in (self._flag_line, self._flag):
            item.setVisible(index >= 0)
        if index >= 0:
            self._flag_line.setValue(index + 1)
            self._flag.setText(text)
            self._place_flag()

    def _place_flag(self) -> None:
        """The label stands on the side of its line that has more room, at the top."""
        if self._first_bad < 0:
            return
        (left, right), (_, top) = self._view.viewRange()
        x = self._first_bad + 1
        self._flag.setAnchor((0, 0) if x < (left + right) / 2 else (1, 0))
        self._flag.setPos(x, top)

    def _place_ring(self) -> None:
        places = [float(self._selected)] if self._selected >= 0 else []
        if self._hovered >= 0 and self._hovered != self._selected:
            places.append(self._hovered)
        if self._data is None or any(x >= len(self._data.heights) for x in places):
            places = []
        self._ring.setData(x=[x + 1 for x in places], y=[self._height_at(x) for x in places])

    # --- colours -------------------------------------------------------------------------

    def recolour(self) -> None:
        """Take all colours from the palette of the moment."""
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.Text)
        base = palette.color(QPalette.ColorRole.Base)
        accent = palette.color(QPalette.ColorRole.Highlight)
        self._canvas.setBackground(base)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(_faint(ink, 90))
            axis.setTextPen(_faint(ink, 190))
            axis.setTickFont(self.font())
            axis.setStyle(tickLength=-4, tickTextOffset=4)
        # One width for all metrics, or the plot would jump from one to the next.
        self._plot.getAxis("left").setWidth(self.fontMetrics().horizontalAdvance("0.99999") + 10)
        self._plot.showGrid(x=False, y=True, alpha=0.13)
        self._line.setPen(self._line_pen())
        for band, severity in zip(self._bands, (Severity.WARN, Severity.BAD), strict=True):
            tint = QColor(severity_style(severity, palette).fill)
            tint.setAlpha(30)
            band.setBrush(tint)
            for edge in band.lines:
                edge.setPen(QPen(Qt.PenStyle.NoPen))
        for severity, item in self._points.items():
            style = severity_style(severity, palette)
            symbol, size = _SYMBOLS[severity]
            item.setSymbol(symbol)
            item.setSize(size)
            item.setBrush(style.accent if severity is Severity.GOOD else style.fill)
            item.setPen(_cosmetic(base, 0.8))
        self._gap_points.setSymbol("s")
        self._gap_points.setSize(6)
        self._gap_points.setBrush(QColor(0, 0, 0, 0))
        self._gap_points.setPen(_cosmetic(_faint(ink, 150), 1.2))
        self._ring.setSymbol("o")
        self._ring.setSize(15)
        self._ring.setBrush(QColor(0, 0, 0, 0))
        self._ring.setPen(_cosmetic(accent, 2.2))
        self._rule.setPen(_cosmetic(accent, 1.2))
        flag = _cosmetic(ink, 1.2)
        flag.setStyle(Qt.PenStyle.DashLine)
        self._flag_line.setPen(flag)
        self._flag.setColor(ink)
        self._flag.fill = pg.mkBrush(_faint(base, 190))
        self._flag.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._standing and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.recolour()

    def _line_pen(self) -> QPen:
        # Any pen wider than one pixel takes ten times as long to draw.
        ink = self.palette().color(QPalette.ColorRole.Text)
        return _cosmetic(_faint(ink, 110), 1.4 if self._count <= 1000 else 1.0)

    # --- mouse ---------------------------------------------------------------------------

    def _nearest(self, place: QPointF) -> float:
        """The pair or gap drawn nearest to a scene point within reach; −1 for none."""
        if self._data is None or not self._view.sceneBoundingRect().contains(place):
            return -1.0
        x_unit, y_unit = self._view.viewPixelSize()
        here = self._view.mapSceneToView(place)
        xs = np.concatenate([np.arange(len(self._data.heights)), self._data.gaps])
        floor = self._floor()
        ys = np.concatenate([self._data.heights, np.full(len(self._data.gaps), floor)])
        ys = np.where(np.isfinite(ys), ys, floor)
        across = np.abs(xs + 1 - here.x()) / x_unit
        down = np.abs(ys - here.y()) / y_unit
        # The column counts more than the height: one points at a layer, not at a dot.
        across[across > _NEAR_PIXELS] = np.inf
        if not len(across):
            return -1.0
        best = int(np.argmin(across + 0.15 * down))
        return float(xs[best]) if np.isfinite(across[best]) else -1.0

    def _on_moved(self, place: QPointF) -> None:
        self._hover(self._nearest(place))

    def _hover(self, x: float) -> None:
        if x != self._hovered:
            self._hovered = x
            self._place_ring()
            self.hovered.emit(x)

    def _on_clicked(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        x = self._nearest(event.scenePos())
        if event.button() == Qt.MouseButton.LeftButton and not event.double() and _is_pair(x):
            self.clicked.emit(int(x))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # pyqtgraph would wait for the release, behind which the opened window already stands.
        if (
            event.type() == QEvent.Type.MouseButtonDblClick
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            x = self._nearest(self._canvas.mapToScene(event.position().toPoint()))
            if _is_pair(x):
                self.doubleClicked.emit(int(x))
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """The pointer has gone."""
        self._hover(-1.0)

    def place_of(self, index: int) -> QPointF:
        """Where pair ``index`` is drawn, in this widget's coordinates."""
        scene = self._view.mapViewToScene(QPointF(index + 1, self._height_at(float(index))))
        return QPointF(self._canvas.mapFromScene(scene))

    def x_range(self) -> tuple[float, float]:
        """Left and right edge of what is in sight, as indices."""
        left, right = self._view.viewRange()[0]
        return left - 1, right - 1


def _is_pair(x: float) -> bool:
    return x >= 0 and x == int(x)


def _faint(colour: QColor, alpha: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint


def _cosmetic(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
