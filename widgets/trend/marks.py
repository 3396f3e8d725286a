"""What is drawn of the trend: ground, line and marks, only as many as can be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from core.comparison.model import Severity
from widgets.trend.numbers import SEVERITIES
from widgets.trend.scale import Floats

_MOST_MARKS = 1500
"""As many are drawn in a frame's time; where there are more, those that cover each other go."""
_FADED = 0.3
_SIZES = {Severity.GOOD: 6.0, Severity.WARN: 8.0, Severity.BAD: 8.0, Severity.BROKEN: 10.0}


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands at pairs 0, 1, …: in the plot's own upright coordinate, NaN for nothing."""

    heights: Floats
    line: Floats
    severities: NDArray[np.int8]
    colours: NDArray[np.uint32]
    """One ARGB colour a pair."""
    faded: NDArray[np.bool_]
    gaps: Floats
    """Places between pairs where dumps found no partner, marked at ``gap_height``."""
    gap_height: float
    stems_from: float | None = None
    """Height from which every mark hangs, instead of a line from one to the next."""


NO_MARKS = Marks(
    np.empty(0),
    np.empty(0),
    np.empty(0, np.int8),
    np.empty(0, np.uint32),
    np.empty(0, np.bool_),
    np.empty(0),
    0.0,
)


class ViewOverlay(QGraphicsObject):
    """Covers a view box and is drawn in its pixels, with no transformation in between."""

    def __init__(self, view: pg.ViewBox, z: float) -> None:
        super().__init__()
        self.view = view
        self.setParentItem(view)
        self.setZValue(z)
        self.setFlag(self.GraphicsItemFlag.ItemClipsToShape)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        view.sigRangeChanged.connect(self.refresh)
        view.sigResized.connect(self.refresh)

    def refresh(self, *_: object) -> None:
        """Draw anew with the next frame."""
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0.0, 0.0, self.view.width(), self.view.height())

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.boundingRect())
        return path

    def x_of(self, places: Floats) -> Floats:
        """Pixels of pairs' places; pair 0 stands at 1 of the plot's axis."""
        (left, right), _ = self.view.viewRange()
        pixels: Floats = (places + 1.0 - left) * (self.view.width() / (right - left))
        return pixels

    def y_of(self, heights: Floats) -> Floats:
        """Pixels of heights."""
        _, (bottom, top) = self.view.viewRange()
        pixels: Floats = (top - heights) * (self.view.height() / (top - bottom))
        return pixels

    def x_at(self, place: float) -> float:
        """Pixel of one place."""
        return float(self.x_of(np.array([place]))[0])

    def y_at(self, height: float) -> float:
        """Pixel of one height."""
        return float(self.y_of(np.array([height]))[0])


@dataclass(slots=True)
class _Sight:
    """What was worked out for one range of one plot."""

    of: tuple[object, ...] = ()
    line: QPainterPath = field(default_factory=QPainterPath)
    marks: list[tuple[bool, int, int, int, int]] = field(default_factory=list)
    """(solid, place of the severity, colour, x, y)"""


class MarksItem(ViewOverlay):
    """The line and its marks: a shape each severity, a square for what has no partner."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view, 1)
        self.marks = NO_MARKS
        self.line_pen = QPen()
        self.stem_pen = QPen()
        self.gap_pen = QPen()
        self.edge = QColor()
        self._sight = _Sight()
        self._sprites: dict[tuple[int, int, float], QPixmap] = {}

    def set_marks(self, marks: Marks) -> None:
        """Draw these."""
        self.marks = marks
        self._sight = _Sight()
        self.update()

    def forget_looks(self) -> None:
        """The palette is another one."""
        self._sprites.clear()
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        sight = self._look()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(self.marks.heights) <= 1000)
        stems = self.marks.stems_from is not None
        painter.setPen(self.stem_pen if stems else self.line_pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(sight.line)
        self._draw_gaps(painter)
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        before: tuple[bool, int, int] | None = None
        for solid, place, colour, x, y in sight.marks:
            # Those that look alike mostly stand together.
            if (solid, place, colour) != before:
                before = solid, place, colour
                known = self._sprites.get((place, colour, ratio))
                sprite = known or self._sprite(place, colour, ratio)
                half = sprite.width() / ratio / 2
                painter.setOpacity(1.0 if solid else _FADED)
            painter.drawPixmap(QPointF(x - half, y - half), sprite)
        painter.setOpacity(1.0)

    def _draw_gaps(self, painter: QPainter) -> None:
        if not len(self.marks.gaps):
            return
        across = self.x_of(self.marks.gaps)
        across = np.unique(np.round(across[(across > -8) & (across < self.view.width() + 8)]))
        y = round(self.y_at(self.marks.gap_height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self.gap_pen)
        painter.drawRects([QRectF(x - 3, y - 3, 6, 6) for x in across.tolist()])

    # --- what can be told apart ----------------------------------------------------------

    def _look(self) -> _Sight:
        ranges = self.view.viewRange()
        of = (*map(tuple, ranges), self.view.width(), self.view.height())
        if self._sight.of != of:
            self._sight = _Sight(of)
            count = len(self.marks.heights)
            left, right = ranges[0]
            first, end = max(int(left) - 2, 0), min(int(right) + 3, count)
            if end > first:
                self._sight.line = self._line(first, end)
                self._sight.marks = list(self._visible(first, end))
        return self._sight

    def _line(self, first: int, end: int) -> QPainterPath:
        places = np.arange(first, end, dtype=np.float64)
        heights = self.marks.line[first:end]
        if self.marks.stems_from is not None:
            hanging = ~self.marks.faded[first:end]
            top = self.y_at(self.marks.stems_from)
            return self._stems(places[hanging], heights[hanging], top)
        gaps = self.marks.gaps
        if end - first <= 2 * self.view.width():
            # The line breaks where a pair has no number and where a dump has no partner.
            inside = gaps[(gaps > first) & (gaps < end - 1)]
            places = np.concatenate([places, inside])
            order = np.argsort(places, kind="stable")
            heights = np.concatenate([heights, np.full(len(inside), np.nan)])[order]
            x, y = self.x_of(places[order]), self.y_of(heights)
        else:
            x, y = thinned(self.x_of(places), self.y_of(heights))
        path: QPainterPath = pg.arrayToQPath(x, y, connect="finite")
        return path

    def _stems(self, places: Floats, heights: Floats, top: float) -> QPainterPath:
        """One down to each mark, of several in one pixel the longest."""
        x, y = np.round(self.x_of(places)), self.y_of(heights)
        longest = y > top
        x, y = x[longest], y[longest]
        starts = np.flatnonzero(np.diff(x, prepend=np.nan) != 0)
        path = QPainterPath()
        if len(starts):
            for across, down in zip(x[starts], np.maximum.reduceat(y, starts), strict=True):
                path.moveTo(across, top)
                path.lineTo(across, down)
        return path

    def _visible(self, first: int, end: int) -> Iterator[tuple[bool, int, int, int, int]]:
        """The marks to draw, those that matter most last."""
        part = slice(first, end)
        across = self.x_of(np.arange(first, end, dtype=np.float64))
        down = self.y_of(self.marks.heights[part])
        severities, faded = self.marks.severities[part], self.marks.faded[part]
        shown = np.flatnonzero((severities >= 0) & np.isfinite(down))
        x, y = (np.round(pixels[shown]).astype(np.int64) for pixels in (across, down))
        severities, faded = severities[shown].astype(np.int64), faded[shown]
        colours = few_colours(self.marks.colours[part][shown])
        rank = np.where(faded, 0, 8) + severities
        chosen = np.arange(len(x))
        cell = 2
        while len(chosen) > _MOST_MARKS and cell <= 16:
            key = (rank << 40) + ((x // cell + 64) << 20) + (y // cell + 64)
            _, chosen = np.unique(key, return_index=True)
            cell *= 2
        chosen = chosen[np.argsort(rank[chosen], kind="stable")]
        return zip(
            (~faded[chosen]).tolist(),
            severities[chosen].tolist(),
            colours[chosen].tolist(),
            x[chosen].tolist(),
            y[chosen].tolist(),
            strict=True,
        )

    # --- shapes --------------------------------------------------------------------------

    def _sprite(self, place: int, colour: int, ratio: float) -> QPixmap:
        severity = SEVERITIES[place]
        size = _SIZES[severity]
        side = int(size) + 4
        sprite = QPixmap(round(side * ratio), round(side * ratio))
        sprite.setDevicePixelRatio(ratio)
        sprite.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sprite)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(side / 2, side / 2)
        draw_shape(painter, severity, size, QColor.fromRgba(colour), self.edge)
        painter.end()
        self._sprites[place, colour, ratio] = sprite
        return sprite


def draw_shape(
    painter: QPainter, severity: Severity, size: float, fill: QColor, edge: QColor
) -> None:
    """Diamond, triangle, disc or cross around the origin: shapes differ as well as colours."""
    half = size / 2
    pen = QPen(edge, 0.8)
    if severity is Severity.BROKEN:
        arm = half - 1.2
        for colour, width in ((edge, 4.0), (fill, 2.4)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(-arm, -arm), QPointF(arm, arm))
            painter.drawLine(QPointF(-arm, arm), QPointF(arm, -arm))
        return
    painter.setPen(pen)
    painter.setBrush(QBrush(fill))
    if severity is Severity.BAD:
        painter.drawEllipse(QPointF(0.0, 0.0), half, half)
        return
    corners = (
        ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0))
        if severity is Severity.GOOD
        else ((0.0, -half), (half, half * 0.8), (-half, half * 0.8))
    )
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def few_colours(colours: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same colours, or of very many each one's neighbour: a mark is made once a colour."""
    if len(np.unique(colours)) <= 256:
        return colours
    return (colours & np.uint32(0xFFF0F0F0)) | np.uint32(0x00080808)


def thinned(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """A line of many points a pixel, as one that looks the same: each pixel's first, lowest,
    highest and last point. ``x`` ascends; NaN in ``y`` is left out within a pixel."""
    columns = np.floor(x)
    starts = np.flatnonzero(np.diff(columns, prepend=np.nan) != 0)
    ends = np.append(starts[1:], len(x)) - 1
    with np.errstate(invalid="ignore"):
        low, high = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    first = np.where(np.isnan(y[starts]), low, y[starts])
    last = np.where(np.isnan(y[ends]), high, y[ends])
    thin_y = np.stack([first, low, high, last], axis=1).ravel()
    return np.repeat(columns[starts], 4), thin_y
