"""The legend of a metric's colours: from best to worst, with a handle at either end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.comparison.colouring import (
    Colouring,
    domain,
    higher_is_better,
    position,
    rounded_limit,
    scale_colours,
    scale_ticks,
    tick_text,
    value_at,
)
from widgets.parts.severity_style import is_dark

_STEP = 0.01
_GAP = 6
_STRIP = 10
_HANDLE = 5
_CLOSEST = 0.02
"""Ends of a range stand at least so far apart, as a share of the strip."""


def paint_scale(
    painter: QPainter,
    strip: QRectF,
    colouring: Colouring,
    ends: tuple[float, float],
    palette: QPalette,
    font: QFont,
    said: tuple[str, str] | None = None,
) -> None:
    """The colours of a metric between ``ends`` (x) of ``strip``, and the numbers under them;
    ``said``: what stands at the best and at the worst end in the place of the bare numbers.

    Beyond the ends the strip has their colours: what lies there looks no better and no worse.
    """
    start, end = ends
    gradient = QLinearGradient(start, 0, end, 0)
    colours = scale_colours(is_dark(palette))
    for step, colour in enumerate(colours):
        gradient.setColorAt(step / (len(colours) - 1), QColor(colour))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
    painter.setBrush(QBrush(gradient))
    painter.drawRoundedRect(strip, 3, 3)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    taken: list[tuple[float, float]] = []
    ticks = scale_ticks(colouring.by, colouring.low, colouring.high)
    if said is not None:
        ticks = ((0.0, said[0]), *ticks[1:-1], (1.0, said[1]))
    # The ends come first: they are what the range is.
    for place, text in sorted(ticks, key=lambda tick: abs(tick[0] - 0.5), reverse=True):
        width = metrics.horizontalAdvance(text)
        middle = start + place * (end - start)
        least, most = strip.left() - _GAP, strip.right() + _GAP - width
        left = min(max(middle - width / 2, least), most)
        if all(left > right + _GAP or left + width < other - _GAP for other, right in taken):
            taken.append((left, left + width))
            painter.drawText(QPointF(left, strip.bottom() + 3 + metrics.ascent()), text)
    painter.restore()


class ScaleBar(QWidget):
    """Shows the scale of a ``Colouring`` by metric and lets its two ends be moved.

    ``rangeChanged(low, high)`` speaks of what the user did; ``resetWanted``: the range that fits
    the values, please.
    """

    rangeChanged = Signal(float, float)
    resetWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scaleBar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Range of the colours"))
        self._metric = ""
        self._domain = (0.0, 1.0)
        # Where the good and the bad end of the range stand on the strip.
        self._ends = [0.0, 1.0]
        self._held = -1

    # --- what is shown -------------------------------------------------------------------

    def show_scale(self, colouring: Colouring, widest: Colouring | None = None) -> None:
        """Show the range of ``colouring``, on a strip around that of ``widest`` (None: its own).

        Emits nothing.
        """
        around = widest or colouring
        self._metric = colouring.by
        low, high = domain(colouring.by, around.low, around.high)
        self._domain = min(low, colouring.low), max(high, colouring.high)
        good, bad = (colouring.high, colouring.low)
        if not higher_is_better(colouring.by):
            good, bad = bad, good
        self._ends = [self._place(good), self._place(bad)]
        self._say()
        self.update()

    def limits(self) -> tuple[float, float]:
        """``low`` and ``high`` as the handles have them."""
        good, bad = (rounded_limit(self._metric, self._value(end)) for end in self._ends)
        return (bad, good) if higher_is_better(self._metric) else (good, bad)

    def _place(self, value: float) -> float:
        place = position(self._metric, value, *self._domain)
        return 0.0 if place is None else place

    def _value(self, place: float) -> float:
        return value_at(self._metric, place, *self._domain)

    def _say(self) -> None:
        good, bad = self._texts()
        said = self.tr("best {good}, worst {bad}").format(good=good, bad=bad)
        self.setAccessibleDescription(said)
        self.setToolTip(
            said
            + "\n"
            + self.tr(
                "Drag a handle to move that end; arrow keys move the worst, with Shift the best\n"
                "Double-click or Home: the range that fits the values"
            )
        )

    def _texts(self) -> tuple[str, str]:
        low, high = self.limits()
        good, bad = (high, low) if higher_is_better(self._metric) else (low, high)
        return tick_text(self._metric, good), tick_text(self._metric, bad)

    # --- moving the ends -----------------------------------------------------------------

    def _move(self, end: int, place: float) -> None:
        least, most = (0.0, self._ends[1] - _CLOSEST) if end == 0 else (self._ends[0] + _CLOSEST, 1)
        place = min(max(place, least), most)
        if place != self._ends[end]:
            self._ends[end] = place
            self._say()
            self.update()
            self.rangeChanged.emit(*self.limits())

    def _strip(self) -> QRectF:
        top = _HANDLE + 1
        return QRectF(_GAP, top, max(self.width() - 2 * _GAP, 1), _STRIP)

    def _place_at(self, x: float) -> float:
        strip = self._strip()
        return (x - strip.left()) / strip.width()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._metric:
            place = self._place_at(event.position().x())
            distances = [abs(place - end) for end in self._ends]
            self._held = distances.index(min(distances))
            self._move(self._held, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held >= 0:
            self._move(self._held, self._place_at(event.position().x()))
            good_and_bad = self._texts()
            QToolTip.showText(event.globalPosition().toPoint(), good_and_bad[self._held], self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._held = -1
        self.resetWanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(Qt.Key(event.key()))
        if step is not None and self._metric:
            end = 0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._move(end, self._ends[end] + step)
        elif event.key() == Qt.Key.Key_Home:
            self.resetWanted.emit()
        else:
            super().keyPressEvent(event)

    # --- looks ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(320, _HANDLE + _STRIP + self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._metric:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strip = self._strip()
        start, end = (strip.left() + place * strip.width() for place in self._ends)
        shown = Colouring(self._metric, *self.limits())
        paint_scale(painter, strip, shown, (start, end), self.palette(), self.font())
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        focus = self.palette().color(QPalette.ColorRole.Highlight)
        for x in (start, end):
            self._paint_handle(painter, x, strip, focus if self.hasFocus() else ink)
        painter.end()

    @staticmethod
    def _paint_handle(painter: QPainter, x: float, strip: QRectF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QPointF(x, strip.top() - 1), QPointF(x, strip.bottom() + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        top = strip.top() - _HANDLE - 1
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x - _HANDLE, top),
                    QPointF(x + _HANDLE, top),
                    QPointF(x, strip.top() + 1),
                ]
            )
        )
