"""The graphics items of the topology: a box each, edges in chunks, and the marks above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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

from core.comparison.model import PairResult, Severity
from widgets.topology_drawing import (
    CORNER,
    FADED,
    Detail,
    Face,
    Look,
    paint_node,
)
from widgets.topology_text import NodeText, metric_line, worst_result

EDGE_WIDTH = 1.3
_MARGIN = 2.0
_FLAG_GAP = 6.0


class NodeState:
    """What the picture knows of one node; the metric line is worked out when first drawn."""

    __slots__ = ("_face", "box", "faded", "results", "severity", "text")

    def __init__(self, box: QRectF, text: NodeText) -> None:
        self.box = box
        self.text = text
        self.results: tuple[PairResult, ...] = ()
        self.severity: Severity | None = None
        self.faded = False
        self._face: Face | None = None

    def set_results(self, results: tuple[PairResult, ...]) -> None:
        self.results = results
        # Nearly every node has one result, and thousands come at once.
        worst = results[0] if len(results) == 1 else worst_result(results) if results else None
        self.severity = None if worst is None else worst.severity
        self._face = None

    def face(self) -> Face:
        """What the box shows now."""
        if self._face is None:
            self._face = face_of(self.text, self.results)
        return self._face


def face_of(text: NodeText, results: tuple[PairResult, ...]) -> Face:
    """What a box shows of its results; on any thread."""
    worst = worst_result(results)
    return Face(text, None if worst is None else worst.severity, metric_line(results))


class NodeItem(QGraphicsRectItem):
    """One box. Bounds and shape stay in C++; only painting comes to Python."""

    def __init__(self, state: NodeState, context: DrawContext, root: QGraphicsItem) -> None:
        super().__init__(state.box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN), root)
        self._state = state
        self._context = context

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        if self._state.faded:
            painter.setOpacity(FADED)
        paint_node(
            painter,
            self._state.box,
            self._state.face(),
            self._context.look,
            max(self._context.detail, Detail.SIGNS),
        )


class DrawContext:
    """What all items share: the look and the detail of the moment."""

    __slots__ = ("detail", "look")

    def __init__(self, look: Look) -> None:
        self.look = look
        self.detail = Detail.FULL


class OverviewItem(QGraphicsItem):
    """All boxes as bare rectangles, a few calls for the whole net, where nothing can be read."""

    def __init__(
        self, bounds: QRectF, states: Callable[[], Iterable[NodeState]], context: DrawContext
    ) -> None:
        super().__init__()
        self._bounds = bounds
        self._states = states
        self._context = context
        self._groups: dict[tuple[Severity | None, bool], list[QRectF]] | None = None

    def refresh(self) -> None:
        """Severities or fading changed."""
        self._groups = None
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        if self._groups is None:
            self._groups = {}
            for state in self._states():
                self._groups.setdefault((state.severity, state.faded), []).append(state.box)
        look = self._context.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for (severity, faded), boxes in self._groups.items():
            painter.setOpacity(FADED if faded else 1.0)
            # Dashes cannot be seen here and cost more than all the rest.
            outline = QPen(look.muted if severity is None else look.borders[severity], 1.0)
            outline.setCosmetic(True)
            painter.setPen(outline)
            painter.setBrush(look.base if severity is None else look.styles[severity].fill)
            painter.drawRects(boxes)


class EdgeChunk:
    """Some dozens of edges in two items painted in C++: their lines, and their heads."""

    def __init__(self, lines: QPainterPath, heads: QPainterPath) -> None:
        self.lines = QGraphicsPathItem(lines)
        self.heads = QGraphicsPathItem(heads, self.lines)
        self.heads.setPen(QPen(Qt.PenStyle.NoPen))

    def recolour(self, colour: QColor, hairline: bool = False) -> None:
        """``hairline``: the thinnest pen, several times faster to draw where all are seen."""
        pen = QPen(colour, 1.0 if hairline else EDGE_WIDTH)
        pen.setCosmetic(True)
        self.lines.setPen(pen)
        self.heads.setBrush(colour)


class SelectionRing(QGraphicsPathItem):
    """The outline of the selected box: a gap, then the accent, as wide at every zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(20)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        super().paint(painter, option, widget)

    def surround(self, box: QRectF, zoom: float, look: Look) -> None:
        """Draw around ``box`` where one unit takes ``zoom`` pixels."""
        unit = 1.0 / max(zoom, 1e-6)
        gap = 4.5 * unit
        ring = QPainterPath()
        ring.addRoundedRect(box.adjusted(-gap, -gap, gap, gap), CORNER + gap, CORNER + gap)
        self.setPath(ring)
        self.setPen(QPen(look.accent, 3.0 * unit))


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
