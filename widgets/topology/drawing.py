"""How boxes and edges look: pure painting over plain values, the same for screen and export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen

from core.comparison.model import PairResult, Severity
from widgets.parts.severity_legend import paint_sign
from widgets.topology.colours import (
    Colouring,
    NodeColours,
    severity_colouring,
    severity_colours,
)
from widgets.topology.text import PADDING, NodeFonts, NodeText

CORNER = 7.0
SHEET = 3.0
"""By so much the sheets of a fold lie apart."""
ARROW_LENGTH = 8.0
ARROW_HALF_WIDTH = 3.6
FADED = 0.22


class Detail(IntEnum):
    """How much of a box can be read at a zoom."""

    RECTANGLES = 0
    SIGNS = 1
    NAMES = 2
    FULL = 3


def detail_at(zoom: float) -> Detail:
    """What is worth drawing where one scene unit takes ``zoom`` pixels."""
    if zoom < 0.14:
        return Detail.RECTANGLES
    if zoom < 0.36:
        return Detail.SIGNS
    return Detail.NAMES if zoom < 0.58 else Detail.FULL


def _blend(over: QColor, under: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and fonts of the picture, taken from a palette."""

    base: QColor
    ink: QColor
    muted: QColor
    edge: QColor
    accent: QColor
    fonts: NodeFonts
    colours_of: Callable[[Sequence[PairResult]], NodeColours | None]
    """The colours of a node with these results; None: hollow."""
    colouring: Colouring | None = None
    """What was asked for instead of the colours of the severities."""
    by_severity: Mapping[Severity | None, NodeColours | None] = field(default_factory=dict)
    """The same where nothing was asked for, thousands at once."""
    cosmetic: bool = True
    """Lines as wide at every zoom; False in exported pictures, where they scale along."""
    _borders: dict[int, QColor] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        palette: QPalette,
        fonts: NodeFonts,
        cosmetic: bool = True,
        colouring: Colouring | None = None,
    ) -> Look:
        """``colouring``: another one than by severity."""
        base = palette.color(QPalette.ColorRole.Base)
        ink = palette.color(QPalette.ColorRole.Text)
        own = severity_colours(palette)
        return cls(
            base=base,
            ink=ink,
            muted=_blend(ink, base, 0.62),
            edge=_blend(ink, base, 0.45),
            accent=palette.color(QPalette.ColorRole.Highlight),
            fonts=fonts,
            colours_of=_named(colouring or severity_colouring(own)),
            colouring=colouring,
            by_severity=own,
            cosmetic=cosmetic,
        )

    def border(self, fill: QColor) -> QColor:
        """The outline of a box of this fill."""
        border = self._borders.get(fill.rgba())
        if border is None:
            border = self._borders[fill.rgba()] = _blend(self.ink, fill, 0.22)
        return border


def _named(colouring: Colouring) -> Callable[[Sequence[PairResult]], NodeColours | None]:
    def colours_of(results: Sequence[PairResult]) -> NodeColours | None:
        colours = colouring(results)
        if colours is None or isinstance(colours, NodeColours):
            return colours
        return NodeColours(*colours)

    return colours_of


def _nobody() -> None:
    """Nobody draws ahead."""


class DrawContext:
    """What all items share: the look, the detail of the moment, the zoom, and whom to tell that
    there is too much for a frame."""

    __slots__ = ("crowded", "detail", "look", "zoom")

    def __init__(self, look: Look) -> None:
        self.look = look
        self.detail = Detail.FULL
        self.zoom = 1.0
        self.crowded: Callable[[], object] = _nobody


@dataclass(frozen=True, slots=True)
class Face:
    """What a box shows: its names, the worst severity and the metric line, and in which colours
    (None: hollow). A fold looks like a stack of sheets."""

    text: NodeText
    severity: Severity | None = None
    metric: str = ""
    short_metric: str = ""
    """Where the metric line is too long."""
    colours: NodeColours | None = None
    is_fold: bool = False


def hollow_pen(look: Look) -> QPen:
    """The outline of a box without data."""
    pen = QPen(look.muted, 1.3)
    pen.setCosmetic(look.cosmetic)
    pen.setDashPattern([4, 3])
    return pen


def paint_node(painter: QPainter, box: QRectF, face: Face, look: Look, detail: Detail) -> None:
    """Draw one box at the given detail, ``NAMES`` or ``FULL``."""
    if face.colours is None:
        painter.setPen(hollow_pen(look))
        painter.setBrush(look.base)
        ink = look.ink
    else:
        pen = QPen(look.border(face.colours.fill), 1.0)
        pen.setCosmetic(look.cosmetic)
        painter.setPen(pen)
        painter.setBrush(face.colours.fill)
        ink = face.colours.on_fill
    if face.is_fold:
        for step in (2 * SHEET, SHEET):
            painter.drawRoundedRect(box.translated(step, step), CORNER, CORNER)
    painter.drawRoundedRect(box, CORNER, CORNER)
    if detail is Detail.FULL:
        _paint_lines(painter, box, face, look, ink)
    else:
        _paint_name(painter, box, face, look, ink)


def paint_bare_sign(painter: QPainter, box: QRectF, severity: Severity, ink: QColor) -> None:
    """The sign alone, in the middle of a box too small for words."""
    side = min(box.width(), box.height()) * (0.36 if severity is Severity.GOOD else 0.6)
    sign = QRectF(0, 0, side, side)
    sign.moveCenter(box.center())
    paint_sign(painter, sign, severity, ink)


def _paint_name(painter: QPainter, box: QRectF, face: Face, look: Look, ink: QColor) -> None:
    """The name in large letters, over two lines where it needs them, and what is not good."""
    room = box.adjusted(PADDING / 2, 2, -PADDING / 2, -2)
    if face.severity not in (None, Severity.GOOD):
        assert face.severity is not None
        side = look.fonts.title_height * 1.1
        sign = QRectF(room.left(), box.center().y() - side / 2, side, side)
        paint_sign(painter, sign, face.severity, ink)
        room.setLeft(room.left() + side + PADDING / 2)
    painter.setPen(ink)
    painter.setFont(look.fonts.large)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere
    lines = look.fonts.large_lines(face.text.title, room.width())
    painter.drawText(room, flags, lines)


def _paint_lines(painter: QPainter, box: QRectF, face: Face, look: Look, ink: QColor) -> None:
    fonts, text = look.fonts, face.text
    left, y = box.left() + PADDING, box.top() + PADDING
    room = box.width() - 2 * PADDING
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.setPen(ink)
    painter.setFont(fonts.title)
    painter.drawText(QRectF(left, y, room + PADDING, fonts.title_height), flags, text.title)
    y += fonts.title_height + 2.0
    painter.setFont(fonts.small)
    for line in (text.detail, *text.in_place):
        if line:
            painter.drawText(QRectF(left, y, room + PADDING, fonts.small_height), flags, line)
            y += fonts.small_height
    if face.severity is None:
        return
    y += 4.0
    hairline = QColor(ink)
    hairline.setAlphaF(0.28)
    painter.setPen(QPen(hairline, 1.0))
    painter.drawLine(QPointF(left, y), QPointF(box.right() - PADDING, y))
    y += 4.0
    side = fonts.title_height * 0.72
    paint_sign(
        painter,
        QRectF(left, y + (fonts.title_height - side) / 2, side, side),
        face.severity,
        ink,
    )
    painter.setPen(ink)
    painter.setFont(fonts.metric)
    shift = side + 6.0
    metric = face.metric
    if face.short_metric and not fonts.metric_fits(metric, room - shift + PADDING / 2):
        metric = face.short_metric
    painter.drawText(
        QRectF(left + shift, y, room - shift + PADDING, fonts.title_height), flags, metric
    )


def add_edge(path: QPainterPath, points: Sequence[tuple[float, float]]) -> None:
    """Append one edge: 1 + 3n control points of cubic Béziers."""
    path.moveTo(*points[0])
    for i in range(1, len(points) - 2, 3):
        path.cubicTo(*points[i], *points[i + 1], *points[i + 2])


def add_arrow(path: QPainterPath, points: Sequence[tuple[float, float]]) -> None:
    """Append the head of one edge: a triangle whose tip is the last point."""
    tip_x, tip_y = points[-1]
    for x, y in reversed(points[:-1]):
        length = hypot(tip_x - x, tip_y - y)
        if length > 1e-3:
            break
    else:
        return
    ux, uy = (tip_x - x) / length, (tip_y - y) / length
    foot_x, foot_y = tip_x - ux * ARROW_LENGTH, tip_y - uy * ARROW_LENGTH
    path.moveTo(tip_x, tip_y)
    path.lineTo(foot_x - uy * ARROW_HALF_WIDTH, foot_y + ux * ARROW_HALF_WIDTH)
    path.lineTo(foot_x + uy * ARROW_HALF_WIDTH, foot_y - ux * ARROW_HALF_WIDTH)
    path.closeSubpath()
