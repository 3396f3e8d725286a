"""The edges of a picture: which are in sight, and how each is drawn from near and from afar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.topology_drawing import ARROW_LENGTH, Detail, DrawContext, add_arrow, add_edge

if TYPE_CHECKING:
    from core.network.layout import EdgePath

EDGE_WIDTH = 1.3
_A_CHUNK = 64
_FEW, _SHORT = 320, 60_000.0
"""Up to so many, and so many pixels of them in sight, are drawn as curves with smooth sides; of
more nobody follows a single one."""
_MARGIN = ARROW_LENGTH + EDGE_WIDTH


class EdgeShapes:
    """The edges of one layout, as plain values: made on any thread, each curve when first seen.

    From afar they are straight lines between the points of their curves, some dozens of edges a
    path, those of one height together.
    """

    def __init__(self, edges: Sequence[EdgePath]) -> None:
        self._edges = [edge for edge in edges if len(edge.points) >= 4]
        counts = np.array([len(edge.points) for edge in self._edges], dtype=np.intp)
        points = np.array(
            [point for edge in self._edges for point in edge.points], dtype=np.float64
        ).reshape(-1, 2)
        self._bounds: NDArray[np.float64] = np.empty((len(self._edges), 4))
        self._curves: dict[int, tuple[QPainterPath, QPainterPath]] = {}
        self._chunks: list[QPainterPath] = []
        self._chunk_bounds: NDArray[np.float64] = np.empty((0, 4))
        self._near: dict[str, list[int]] = {}
        for place, edge in enumerate(self._edges):
            for name in {edge.source, edge.target}:
                self._near.setdefault(name, []).append(place)
        if not len(counts):
            return
        starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
        self._bounds[:, :2] = np.minimum.reduceat(points, starts) - _MARGIN
        self._bounds[:, 2:] = np.maximum.reduceat(points, starts) + _MARGIN
        order = np.argsort(self._bounds[:, 1], kind="stable")
        parts = [order[start : start + _A_CHUNK] for start in range(0, len(order), _A_CHUNK)]
        self._chunks = [self._lines(part.tolist()) for part in parts]
        self._chunk_bounds = np.array(
            [
                [*self._bounds[part, :2].min(axis=0), *self._bounds[part, 2:].max(axis=0)]
                for part in parts
            ]
        )

    def _lines(self, places: Sequence[int]) -> QPainterPath:
        path = QPainterPath()
        for place in places:
            points = self._edges[place].points
            path.moveTo(*points[0])
            for point in points[3::3]:
                path.lineTo(*point)
        return path

    def near(self, name: str) -> EdgeShapes:
        """Those that begin or end at this node."""
        return EdgeShapes([self._edges[place] for place in self._near.get(name, ())])

    def parts(self) -> list[list[object]]:
        """All there are thousands of, to be let go bit by bit."""
        return [list(self._near.values()), list(self._curves.values()), list(self._chunks)]

    def within(self, rect: QRectF) -> list[int]:
        """Places of the edges that may be seen in ``rect``."""
        return _within(self._bounds, rect)

    def length_within(self, places: Sequence[int], rect: QRectF) -> float:
        """How much of these edges is in sight, in scene units: of each the way across and down."""
        bounds = self._bounds[list(places)]
        across = np.minimum(bounds[:, 2], rect.right()) - np.maximum(bounds[:, 0], rect.left())
        down = np.minimum(bounds[:, 3], rect.bottom()) - np.maximum(bounds[:, 1], rect.top())
        return float(across.sum() + down.sum())

    def curve(self, place: int) -> tuple[QPainterPath, QPainterPath]:
        """The line and the head of one edge."""
        curve = self._curves.get(place)
        if curve is None:
            line, head = QPainterPath(), QPainterPath()
            points = self._edges[place].points
            add_edge(line, points)
            add_arrow(head, points)
            curve = self._curves[place] = line, head
        return curve

    def chunks_within(self, rect: QRectF) -> list[QPainterPath]:
        """All edges that may be seen in ``rect``, and some beside it, as straight lines."""
        return [self._chunks[place] for place in _within(self._chunk_bounds, rect)]


def _within(bounds: NDArray[np.float64], rect: QRectF) -> list[int]:
    hit = (
        (bounds[:, 0] <= rect.right())
        & (bounds[:, 1] <= rect.bottom())
        & (bounds[:, 2] >= rect.left())
        & (bounds[:, 3] >= rect.top())
    )
    places: list[int] = np.flatnonzero(hit).tolist()
    return places


class EdgesItem(QGraphicsItem):
    """Edges in the colour of the edges, or ``lit`` in the accent, as those of the selected node."""

    def __init__(
        self, shapes: EdgeShapes, bounds: QRectF, context: DrawContext, lit: bool = False
    ) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._shapes = shapes
        self._bounds = bounds
        self._context = context
        self._lit = lit

    def set_shapes(self, shapes: EdgeShapes) -> None:
        """Draw these from now on."""
        self._shapes = shapes
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        look, detail = self._context.look, self._context.detail
        colour = look.accent if self._lit else look.edge
        seen = option.exposedRect
        places = self._shapes.within(seen)
        fine = len(places) <= _FEW and (
            self._shapes.length_within(places, seen) * self._context.zoom <= _SHORT
        )
        pen = QPen(colour, EDGE_WIDTH if fine else 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, fine)
        if not fine:
            for path in self._shapes.chunks_within(seen):
                painter.drawPath(path)
            return
        curves = [self._shapes.curve(place) for place in places]
        for line, _ in curves:
            painter.drawPath(line)
        if detail >= Detail.NAMES:
            for _, head in curves:
                painter.fillPath(head, colour)
