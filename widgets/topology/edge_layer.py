"""A crowd of edges drawn ahead: too many for a frame, they become one picture bit by bit."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from widgets.topology.edge_shapes import EDGE_WIDTH, EdgeShapes, Places

_FEW = 3000
"""Up to so many edges in sight are drawn with smooth sides."""
_SMOOTH_STEP, _CRUDE_STEP = 16, 160
"""Edges that are drawn in about a millisecond."""


class EdgeLayer:
    """The edges of ``shapes`` in a part of the scene, where one unit takes ``zoom`` pixels, of
    which ``ratio`` across are one on the screen."""

    def __init__(self, shapes: EdgeShapes, part: QRectF, zoom: float, colour: QColor) -> None:
        self.part = part
        self.zoom = zoom
        self.colour = colour
        self._shapes = shapes
        self._image = QImage()

    def steps(self, ratio: float, near: bool) -> Iterator[None]:
        """Draw, in small steps; ``near`` enough to see heads and bends."""
        zoom, part = self.zoom, self.part
        size = QSize(round(part.width() * zoom * ratio), round(part.height() * zoom * ratio))
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        to_image = QTransform.fromScale(zoom, zoom).translate(-part.left(), -part.top())
        places = self._shapes.within(part)
        smooth = len(places) <= _FEW
        pen = QPen(self.colour, EDGE_WIDTH if smooth else 1.0)
        pen.setCosmetic(True)
        size_of_step = _SMOOTH_STEP if smooth else _CRUDE_STEP
        for start in range(0, len(places), size_of_step):
            with QPainter(image) as painter:
                painter.setTransform(to_image)
                painter.setPen(pen)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
                self._draw(painter, places[start : start + size_of_step], smooth, near)
            yield
        self._image = image

    def _draw(self, painter: QPainter, places: Places, smooth: bool, near: bool) -> None:
        if smooth:
            # One by one: together their smooth outlines would take many times as long.
            for place in range(len(places)):
                painter.drawPath(self._shapes.path(places[place : place + 1], curved=True))
        else:
            painter.drawPath(self._shapes.path(places, curved=near))
        if near:
            painter.fillPath(self._shapes.heads(places), self.colour)

    def paint(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the ``seen`` part of it, at whatever zoom."""
        shown = self.part.intersected(seen)
        transform = painter.transform()
        corner = transform.map(self.part.topLeft())
        scale = transform.m11() / self.zoom
        painter.save()
        # Pixel on pixel where it is the same zoom.
        painter.setTransform(QTransform.fromTranslate(round(corner.x()), round(corner.y())))
        painter.scale(scale, scale)
        ratio = self._image.devicePixelRatio()
        source = QRect(
            int((shown.left() - self.part.left()) * self.zoom * ratio) - 1,
            int((shown.top() - self.part.top()) * self.zoom * ratio) - 1,
            int(shown.width() * self.zoom * ratio) + 3,
            int(shown.height() * self.zoom * ratio) + 3,
        ).intersected(self._image.rect())
        target = QRectF(
            source.x() / ratio, source.y() / ratio, source.width() / ratio, source.height() / ratio
        )
        painter.drawImage(target, self._image, QRectF(source))
        painter.restore()
