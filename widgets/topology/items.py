"""The graphics items above the boxes and edges of the topology: rings, the flag, and spots."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from widgets.topology.drawing import CORNER, DrawContext, Look

_FLAG_GAP = 6.0


class NodeSpot(QGraphicsRectItem):
    """Where a box stands, with its name as data 0, for whoever asks the scene what is where.

    It draws nothing: that is done for all boxes at once.
    """

    def __init__(self, name: str, box: QRectF) -> None:
        super().__init__(box)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.setData(0, name)
        self.setZValue(3)


class Ring(QGraphicsPathItem):
    """An outline around a box, ``gap`` pixels off and ``width`` wide at every zoom."""

    def __init__(self, gap: float, width: float, depth: float) -> None:
        super().__init__()
        self._gap, self._width = gap, width
        self.setZValue(depth)
        self.hide()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        super().paint(painter, option, widget)

    def surround(self, box: QRectF, zoom: float, colour: QColor) -> None:
        """Draw around ``box`` where one unit takes ``zoom`` pixels."""
        unit = 1.0 / max(zoom, 1e-6)
        gap = self._gap * unit
        ring = QPainterPath()
        ring.addRoundedRect(box.adjusted(-gap, -gap, gap, gap), CORNER + gap, CORNER + gap)
        self.setPath(ring)
        self.setPen(QPen(colour, self._width * unit))
        self.show()


class Side(Enum):
    """Where the flag stands beside its box."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"


class FirstBadFlag(QGraphicsItem):
    """A flag beside a box, of one size on the screen at every zoom: look here first."""

    def __init__(self, text: str, context: DrawContext) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(30)
        self._text = text
        self._context = context
        self._width, self._height = flag_size(text, context.look)
        self._side = Side.LEFT

    @property
    def side(self) -> Side:
        """Where it stands."""
        return self._side

    @property
    def reach(self) -> float:
        """Pixels it takes beside the box."""
        return self._width + self._height / 2 + _FLAG_GAP + 2

    def stand(self, side: Side, box: QRectF) -> None:
        """Move to a side of ``box``."""
        if side is not self._side:
            self.prepareGeometryChange()
            self._side = side
        self.setPos(
            {
                Side.LEFT: QPointF(box.left(), box.center().y()),
                Side.RIGHT: QPointF(box.right(), box.center().y()),
                Side.ABOVE: QPointF(box.center().x(), box.top()),
            }[side]
        )

    def boundingRect(self) -> QRectF:
        outline = flag_outline(self._width, self._height, self._side)
        return outline.boundingRect().adjusted(-2, -2, 2, 2)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._context.look
        paint_flag(painter, self._width, self._height, self._text, look, self._side)


def flag_size(text: str, look: Look) -> tuple[float, float]:
    """Width (without the point) and height of a flag that says ``text``."""
    metrics = QFontMetricsF(look.fonts.small)
    return metrics.horizontalAdvance(text) + 16.0, metrics.height() + 6.0


def flag_outline(width: float, height: float, side: Side) -> QPolygonF:
    """A flag whose point lies at the origin but for a gap."""
    half, tip = height / 2, -_FLAG_GAP
    if side is Side.ABOVE:
        low, middle = tip - half, width / 2
        corners = [
            (-middle, low - height),
            (middle, low - height),
            (middle, low),
            (half, low),
            (0.0, tip),
            (-half, low),
            (-middle, low),
        ]
    else:
        foot = tip - half
        back = foot - width
        corners = [(back, -half), (foot, -half), (tip, 0.0), (foot, half), (back, half)]
        if side is Side.RIGHT:
            corners = [(-x, y) for x, y in corners]
    return QPolygonF([QPointF(x, y) for x, y in corners])


def paint_flag(
    painter: QPainter, width: float, height: float, text: str, look: Look, side: Side = Side.LEFT
) -> None:
    """A flag beside the origin."""
    outline = flag_outline(width, height, side)
    painter.setPen(QPen(look.base, 1.5))
    painter.setBrush(look.ink)
    painter.drawPolygon(outline)
    room = outline.boundingRect()
    if side is Side.LEFT:
        room.setWidth(width)
    elif side is Side.RIGHT:
        room.setLeft(room.right() - width)
    else:
        room.setHeight(height)
    painter.setPen(look.base)
    painter.setFont(look.fonts.small)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
