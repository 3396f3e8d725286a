"""What lies under and over the trend's marks: bands, strips and grid, and what is pointed at."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from core.comparison.model import Severity
from widgets.parts.severity_style import severity_style
from widgets.trend.frame import Frame, Strip
from widgets.trend.marks import ViewOverlay
from widgets.trend.scale import cosine_height
from widgets.trend.stretch import Stretch

_LABEL_CHARACTERS = 60
"""Width of a plot, in characters, below which a label would cover too much of it."""
_FLAG = 9.0
_WARN, _BAD = cosine_height(0.99), cosine_height(0.95)


def faint(colour: QColor, alpha: int) -> QColor:
    """The colour, let through."""
    let_through = QColor(colour)
    let_through.setAlpha(alpha)
    return let_through


def thin_pen(colour: QColor, width: float) -> QPen:
    """A pen of that many pixels at any zoom."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen


class GroundItem(ViewOverlay):
    """Bands of the severities, strips beside the axis, lines of the grid, the chosen stretch."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view, -20)
        self.frame: Frame | None = None
        self.with_bands = False
        self.stretch: Stretch | None = None
        self.selected = -1
        self.flagged = -1
        self.palette = QPalette()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.frame is None:
            return
        frame, width = self.frame, self.view.width()
        ink = self.palette.color(QPalette.ColorRole.Text)
        strips = frame.strips.values()
        bottom = max(
            (place.top for strip, place in frame.strips.items() if strip is not Strip.BEST),
            default=frame.bottom,
        )
        if self.with_bands:
            for severity, low, high in (
                (Severity.WARN, _BAD, _WARN),
                (Severity.BAD, bottom, _BAD),
            ):
                tint = faint(severity_style(severity, self.palette).fill, 30)
                self._fill(painter, max(low, bottom), max(high, bottom), tint)
        for strip, place in frame.strips.items():
            tint = faint(ink, 10)
            if strip is Strip.BROKEN:
                tint = faint(severity_style(Severity.BROKEN, self.palette).fill, 34)
            self._fill(painter, place.bottom, place.top, tint)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(thin_pen(faint(ink, 30), 1.0))
        lines = [self._across(height, width) for height, _ in frame.ticks]
        painter.drawLines(lines)
        painter.setPen(thin_pen(faint(ink, 60), 1.0))
        painter.drawLines([self._across(place.bottom, width) for place in strips])
        if self.stretch is not None:
            accent = self.palette.color(QPalette.ColorRole.Highlight)
            first, last = self.stretch
            left, right = self.x_at(first - 0.5), self.x_at(last + 0.5)
            area = QRectF(left, 0.0, right - left, self.view.height())
            painter.fillRect(area, faint(accent, 46))
        # Lines stand behind the marks that they belong to.
        if self.selected >= 0:
            painter.setPen(thin_pen(self.palette.color(QPalette.ColorRole.Highlight), 1.0))
            painter.drawLine(self._upright(self.selected))
        if self.flagged >= 0:
            pen = thin_pen(ink, 1.0)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(self._upright(self.flagged))

    def _fill(self, painter: QPainter, low: float, high: float, colour: QColor) -> None:
        top, bottom = self.y_at(high), self.y_at(low)
        painter.fillRect(QRectF(0.0, top, self.view.width(), bottom - top), colour)

    def _upright(self, place: float) -> QLineF:
        x = round(self.x_at(place))
        return QLineF(x, 0.0, x, self.view.height())

    def _across(self, height: float, width: float) -> QLineF:
        y = round(self.y_at(height))
        return QLineF(0.0, y, width, y)


class FrontItem(ViewOverlay):
    """Rings, the label of the layer to look at first, the ends of the stretch."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view, 20)
        self.rings: Sequence[tuple[float, float]] = ()
        """(place, height in the plot's upright coordinate)"""
        self.flagged = -1
        self.flag_text = ""
        self.flag_top = 0.0
        """The height under which the flag's label stands."""
        self.stretch: Stretch | None = None
        self.palette = QPalette()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = self.palette.color(QPalette.ColorRole.Text)
        accent = self.palette.color(QPalette.ColorRole.Highlight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.stretch is not None:
            self._draw_ends(painter, accent)
        if self.flagged >= 0:
            self._draw_flag(painter, ink)
        painter.setPen(thin_pen(accent, 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, at in self.rings:
            painter.drawEllipse(QPointF(round(self.x_at(place)), round(self.y_at(at))), 7.5, 7.5)

    def _draw_ends(self, painter: QPainter, accent: QColor) -> None:
        assert self.stretch is not None
        height = self.view.height()
        grip = min(28.0, height / 3)
        for place in (self.stretch[0] - 0.5, self.stretch[1] + 0.5):
            x = self.x_at(place)
            painter.setPen(thin_pen(accent, 1.4))
            painter.drawLine(QLineF(x, 0.0, x, height))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(x - 3, (height - grip) / 2, 6, grip), 3, 3)

    def _draw_flag(self, painter: QPainter, ink: QColor) -> None:
        """The label of the dashed line, on the side with more room, high up; where it would lie on
        much of the curve, a flag alone."""
        x = self.x_at(self.flagged)
        width = self.view.width()
        if not -1 <= x <= width + 1:
            return
        metrics = painter.fontMetrics()
        top = self.y_at(self.flag_top) + 1.0
        if width < _LABEL_CHARACTERS * metrics.averageCharWidth():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            side = _FLAG if x < width / 2 else -_FLAG
            corners = ((0.0, 0.0), (side, _FLAG / 2), (0.0, _FLAG))
            painter.drawPolygon(QPolygonF([QPointF(x + dx, top + dy) for dx, dy in corners]))
            return
        room = max(x, width - x) - 12
        text = metrics.elidedText(self.flag_text, Qt.TextElideMode.ElideMiddle, int(room))
        box = QRectF(
            0.0,
            top,
            metrics.horizontalAdvance(text) + 8.0,
            metrics.height(),
        )
        box.moveLeft(x + 2 if x < width / 2 else x - 2 - box.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint(self.palette.color(QPalette.ColorRole.Base), 205))
        painter.drawRect(box)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
