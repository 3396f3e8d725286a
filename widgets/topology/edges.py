"""The edges of a picture: how they are drawn from near and from afar, and when they are many."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.topology.drawing import Detail, DrawContext
from widgets.topology.edge_layer import EdgeLayer
from widgets.topology.edge_shapes import EDGE_WIDTH as EDGE_WIDTH
from widgets.topology.edge_shapes import EdgeShapes, Places

_FEW, _SHORT = 320, 60_000.0
"""Up to so many, and so many pixels of them in sight, are drawn as curves with smooth sides; of
more nobody follows a single one."""
_MANY, _LONG = 16_000, 250_000.0
"""Up to so many they are still all drawn; of more, a frame would last too long."""
_SAMPLE = 1000
"""So many of them stand for all until all are drawn."""
_CELL = 24.0
"""Pixels within which edges crowd."""
_SCALED = 3.0
"""A picture of edges drawn larger or smaller by up to so much stands for them for a moment."""


class EdgesItem(QGraphicsItem):
    """Edges in the colour of the edges, or ``lit`` in the accent, as those of the selected node.

    Where there are too many for one frame, some stand for all while the picture moves, and all
    are drawn ahead once it rests: the context's ``crowded`` asks for that.
    """

    def __init__(
        self, shapes: EdgeShapes, bounds: QRectF, context: DrawContext, lit: bool = False
    ) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._shapes = shapes
        self._bounds = bounds
        self._context = context
        self._lit = lit
        self._layer: EdgeLayer | None = None
        self._crowded = False

    def set_shapes(self, shapes: EdgeShapes) -> None:
        """Draw these from now on."""
        self._shapes = shapes
        self._layer = None
        self._crowded = False
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def _colour(self) -> QColor:
        return self._context.look.accent if self._lit else self._context.look.edge

    def draw_ahead(self, part: QRectF, ratio: float) -> Iterator[None]:
        """Draw the edges in ``part`` of the scene in small steps, if there are too many for a
        frame; ``ratio``: the screen's pixels to one of ours."""
        if not self._crowded:
            return
        layer = EdgeLayer(self._shapes, part, self._context.zoom, self._colour())
        yield from layer.steps(ratio, self._context.detail >= Detail.NAMES)
        if layer.zoom == self._context.zoom and layer.colour == self._colour():
            self._layer = layer
            self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        shapes, zoom = self._shapes, self._context.zoom
        if not len(shapes):
            return
        seen = option.exposedRect
        places = shapes.within(seen)
        length = shapes.length_within(places, seen) * zoom
        if len(places) <= _FEW and length <= _SHORT:
            self._use_pen(painter, EDGE_WIDTH, smooth=True)
            self._paint_fine(painter, places)
        elif self._context.detail < Detail.NAMES and len(places) <= _MANY and length <= _LONG:
            self._use_pen(painter, 1.0, smooth=False)
            for path in shapes.lines_within(seen):
                painter.drawPath(path)
        else:
            self._use_pen(painter, 1.0, smooth=False)
            if len(places) > _SAMPLE or length > _LONG:
                places = shapes.thinned(places, seen, _CELL / zoom, _SAMPLE, _LONG / zoom)
            self._paint_crowd(painter, places, seen)

    def _use_pen(self, painter: QPainter, width: float, smooth: bool) -> None:
        pen = QPen(self._colour(), width)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)

    def _paint_fine(self, painter: QPainter, places: Places) -> None:
        curves = self._shapes.curves(places)
        for line, _ in curves:
            painter.drawPath(line)
        if self._context.detail >= Detail.NAMES:
            for _, head in curves:
                painter.fillPath(head, self._colour())

    def _paint_crowd(self, painter: QPainter, some: Places, seen: QRectF) -> None:
        """What was drawn ahead, and around it ``some`` of the edges."""
        self._crowded = True
        zoom, layer = self._context.zoom, self._layer
        if layer is not None and layer.colour != self._colour():
            layer = self._layer = None
        if layer is not None and not 1 / _SCALED <= zoom / layer.zoom <= _SCALED:
            layer = None
        if layer is not None and layer.part.intersects(seen):
            layer.paint(painter, seen)
        around = [seen] if layer is None else _around(seen, layer.part, 1 / zoom)
        if around:
            path = self._shapes.path(some, curved=self._context.detail >= Detail.SIGNS)
            for part in around:
                painter.save()
                painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
                painter.drawPath(path)
                painter.restore()
        if around or layer is None or layer.zoom != zoom:
            self._context.crowded()


def _around(whole: QRectF, part: QRectF, overlap: float) -> list[QRectF]:
    """``whole`` without ``part``, but for an overlap: a strip on each side where it reaches
    further."""
    if part.contains(whole):
        return []
    inside = whole.intersected(part.adjusted(overlap, overlap, -overlap, -overlap))
    if inside.isEmpty():
        return [whole]
    strips = [
        QRectF(whole.left(), whole.top(), whole.width(), inside.top() - whole.top()),
        QRectF(whole.left(), inside.bottom(), whole.width(), whole.bottom() - inside.bottom()),
        QRectF(whole.left(), inside.top(), inside.left() - whole.left(), inside.height()),
        QRectF(inside.right(), inside.top(), whole.right() - inside.right(), inside.height()),
    ]
    return [strip for strip in strips if not strip.isEmpty()]
