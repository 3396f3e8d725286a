"""What the colours and signs of the severities mean, and the signs themselves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.comparison.model import Severity
from widgets.parts.scale_colours import BoxColours
from widgets.parts.severity_style import severity_style

_MOST_PAINTERS = 50


def paint_sign(painter: QPainter, box: QRectF, severity: Severity, colour: QColor) -> None:
    """Draw the sign of ``severity_style`` as a shape, crisp at any size and in any font."""
    side = min(box.width(), box.height())
    centre = box.center()

    def at(x: float, y: float) -> QPointF:
        return QPointF(centre.x() + x * side, centre.y() + y * side)

    stroke = QPen(colour, side * 0.17)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    if severity in (Severity.GOOD, Severity.BROKEN):
        painter.setPen(stroke)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    if severity is Severity.GOOD:
        painter.drawPolyline(QPolygonF([at(-0.36, 0.04), at(-0.1, 0.3), at(0.38, -0.28)]))
    elif severity is Severity.WARN:
        painter.drawPolygon(QPolygonF([at(0, -0.4), at(0.46, 0.38), at(-0.46, 0.38)]))
    elif severity is Severity.BAD:
        painter.drawEllipse(centre, side * 0.4, side * 0.4)
    else:
        painter.drawLine(at(-0.32, -0.32), at(0.32, 0.32))
        painter.drawLine(at(-0.32, 0.32), at(0.32, -0.32))
    painter.restore()


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One swatch: the severity (None: no data), its word, and the word with its limit."""

    severity: Severity | None
    word: str
    limit: str


def legend_entries() -> tuple[LegendEntry, ...]:
    """The entries in the user's language, best first."""

    entry = LegendEntry
    return (
        entry(
            Severity.GOOD,
            QCoreApplication.translate("SeverityLegend", "good"),
            QCoreApplication.translate("SeverityLegend", "good ≥ 0.99"),
        ),
        entry(
            Severity.WARN,
            QCoreApplication.translate("SeverityLegend", "warn"),
            QCoreApplication.translate("SeverityLegend", "warn"),
        ),
        entry(
            Severity.BAD,
            QCoreApplication.translate("SeverityLegend", "bad"),
            QCoreApplication.translate("SeverityLegend", "bad ≤ 0.95"),
        ),
        entry(
            Severity.BROKEN,
            QCoreApplication.translate("SeverityLegend", "broken"),
            QCoreApplication.translate("SeverityLegend", "broken"),
        ),
        entry(
            None,
            QCoreApplication.translate("SeverityLegend", "no data"),
            QCoreApplication.translate("SeverityLegend", "no data"),
        ),
    )


class LegendPainter:
    """Measures and draws the legend, for the widget and for an exported picture.

    In one row, or where ``width`` is given in as many as that takes: no word is ever dropped.
    """

    def __init__(self, font: QFont, with_limits: bool = True, width: float | None = None) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._side = round(self._metrics.height() * 0.95)
        self._gap = self._metrics.height() * 0.4
        entries = [(e.severity, e.limit if with_limits else e.word) for e in legend_entries()]
        self._places: list[tuple[float, int, Severity | None, str]] = []
        x, row, self._width = 0.0, 0, 0.0
        for severity, text in entries:
            end = x + self._side + self._gap + self._metrics.horizontalAdvance(text)
            if width is not None and x > 0.0 and end > width:
                end, x, row = end - x, 0.0, row + 1
            self._places.append((x, row, severity, text))
            self._width = max(self._width, end)
            x = end + 2 * self._gap

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return self._places[-1][1] + 1

    def size(self) -> tuple[float, float]:
        """Width and height in the font's pixels."""
        return self._width, self._row_height() * self.rows

    def _row_height(self) -> float:
        return self._metrics.height() * 1.25

    def paint(self, painter: QPainter, left: float, middle: float, palette: QPalette) -> None:
        """Draw from ``left`` on, centred on the line ``middle``."""
        ink = palette.color(QPalette.ColorRole.WindowText)
        top = middle - self.size()[1] / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for x, row, severity, text in self._places:
            centre = top + (row + 0.5) * self._row_height()
            swatch = QRectF(left + x, centre - self._side / 2, self._side, self._side)
            paint_swatch(painter, swatch, severity, palette)
            painter.setPen(ink)
            base = centre + (self._metrics.ascent() - self._metrics.descent()) / 2
            painter.drawText(QPointF(swatch.right() + self._gap, base), text)
        painter.restore()


def paint_swatch(
    painter: QPainter,
    box: QRectF,
    severity: Severity | None,
    palette: QPalette,
    colours: BoxColours | None = None,
) -> None:
    """A small box as in the topology: filled with its sign, or hollow and dashed for no data.

    ``colours`` take the place of the severity's own.
    """
    box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    if severity is None:
        pen = QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1)
        pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        return
    style = severity_style(severity, palette)
    fill, ink = colours or (style.fill, style.on_fill)
    painter.setPen(QPen(fill.darker(115), 1))
    painter.setBrush(QBrush(fill))
    painter.drawRoundedRect(box, 3, 3)
    inset = box.width() * 0.2
    paint_sign(painter, box.adjusted(inset, inset, -inset, -inset), severity, ink)


class SeverityLegend(QWidget):
    """The legend in one line; where room is scarce the limits go, then more lines come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("severityLegend")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._painters: dict[tuple[bool, float | None], LegendPainter] = {}
        """Asked for ten times at each step of a resize."""
        self._say()

    def _say(self) -> None:
        said = ", ".join(entry.limit for entry in legend_entries())
        self.setAccessibleName(self.tr("Severities"))
        self.setAccessibleDescription(said)
        self.setToolTip(
            self.tr(
                "Severity comes from cosine similarity: good from 0.99 on, bad up to 0.95, warn "
                "between; broken: lengths differ, a file is unreadable, or NaN or Inf stand on one "
                "side only"
            )
        )

    def _painter(self, with_limits: bool = True, width: float | None = None) -> LegendPainter:
        key = with_limits, width
        if key not in self._painters:
            if len(self._painters) >= _MOST_PAINTERS:
                self._painters.clear()
            self._painters[key] = LegendPainter(self.font(), with_limits, width)
        return self._painters[key]

    def sizeHint(self) -> QSize:
        width, height = self._painter().size()
        return QSize(int(width) + 2, int(height) + 2)

    def minimumSizeHint(self) -> QSize:
        # One below the other; how high that is, ``heightForWidth`` says.
        width = self._painter(with_limits=False, width=0.0).size()[0]
        return QSize(int(width) + 2, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._fitting(width).size()[1]) + 2

    def _fitting(self, width: int) -> LegendPainter:
        """What is drawn in so much room."""
        for with_limits in (True, False):
            one_line = self._painter(with_limits)
            if one_line.size()[0] <= width:
                return one_line
        words = self._painter(with_limits=False, width=width)
        limits = self._painter(width=width)
        as_low = limits.rows == words.rows and limits.size()[0] <= width
        return limits if as_low else words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._fitting(self.width()).paint(painter, 0.0, self.height() / 2, self.palette())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._painters.clear()
            self.updateGeometry()
        self.update()
        super().changeEvent(event)
