"""Which channels err: one bar a channel, the mean |L − R|."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.comparison.distributions import ChannelErrors
from widgets.elements.text import number_text
from widgets.parts.plain_tip import plain_tip
from widgets.parts.severity_style import is_dark

_MARGIN = 6
_TICK = 4
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def channel_step(channels: int, places: int) -> int:
    """Every how many channels one is numbered where ``places`` numbers fit: 1, 2, 5, 10, …"""
    step, unit = 1, 1
    while channels > step * max(1, places):
        step = next(s for s in (2 * unit, 5 * unit, 10 * unit) if s > step)
        unit = 10 * unit if step == 10 * unit else unit
    return step


class ChannelBars(QWidget):
    """``picked`` and ``pointed`` carry a channel; ``pointed`` −1 for none.

    Where channels are more than pixels, a bar stands for several and shows the worst.
    """

    picked = Signal(int)
    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._errors: ChannelErrors | None = None
        self._text = ""
        self._chosen = -1
        self.setAccessibleName(self.tr("Mean error by channel"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(260, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 40)

    def show_errors(self, errors: ChannelErrors) -> None:
        """Draw one bar for each channel."""
        self._errors = errors
        self._tell_whole()
        self.update()

    def show_text(self, text: str) -> None:
        """Say why there are no bars."""
        self._errors = None
        self._text = text
        self._tell_whole()
        self.update()

    def choose(self, channel: int) -> None:
        """Mark a channel (−1: none)."""
        self._chosen = channel
        self.update()

    def worst(self) -> int:
        """The channel of the largest mean error, or −1."""
        if self._errors is None or not len(self._errors.mean):
            return -1
        return int(np.argmax(self._errors.mean))

    def worst_text(self) -> str:
        """The worst channel and its mean error; empty without bars."""
        if self._errors is None or self.worst() < 0:
            return ""
        top = float(self._errors.mean[self.worst()])
        return self.tr("worst: channel {channel}, {error}").format(
            channel=self.worst(), error=number_text(float(f"{top:.4g}"))
        )

    def said_worst(self) -> str:
        """What of that has room: all, the channel and the number alone, or a part that says so."""
        metrics, room = self.fontMetrics(), self.width() - 2 * _MARGIN
        whole = self.worst_text()
        if self._errors is None or metrics.horizontalAdvance(whole) <= room:
            return whole
        top = float(self._errors.mean[self.worst()])
        short = f"#{self.worst()}: {top:.3g}"
        return metrics.elidedText(short, Qt.TextElideMode.ElideRight, room)

    def _tell_whole(self) -> None:
        whole = self.worst_text()
        self.setToolTip("" if self.said_worst() == whole else plain_tip(whole))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _area(self) -> QRectF:
        """The room of the bars, between the error's scale and the channels' numbers."""
        metrics = self.fontMetrics()
        top = metrics.height() + 2 * _MARGIN + metrics.height() / 2
        left = _MARGIN + metrics.horizontalAdvance(self._top_text()) + _TICK
        bottom = _MARGIN + metrics.height() + _TICK
        return QRectF(self.rect()).adjusted(left, top, -_MARGIN, -bottom)

    def _top_text(self) -> str:
        """The scale's upper end."""
        top = 0.0 if self._errors is None else float(self._errors.mean.max(initial=0.0))
        return f"{top:.3g}"

    def _bars(self, means: NDArray[np.float64]) -> tuple[NDArray[np.float64], int]:
        """Heights of what fits, and how many channels each stands for."""
        together = max(1, -(-len(means) // max(1, int(self._area().width() // 2))))
        padded = np.zeros(-(-len(means) // together) * together)
        padded[: len(means)] = means
        return padded.reshape(-1, together).max(axis=1), together

    def _channel_at(self, x: float) -> int:
        if self._errors is None:
            return -1
        area = self._area()
        means = self._errors.mean
        bars, together = self._bars(means)
        bar = int((x - area.left()) / area.width() * len(bars))
        if not 0 <= bar < len(bars):
            return -1
        first = bar * together
        return first + int(np.argmax(means[first : first + together]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        if self._errors is None:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._text)
        else:
            self._paint_bars(painter, self._errors.mean)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_bars(self, painter: QPainter, means: NDArray[np.float64]) -> None:
        palette = self.palette()
        area = self._area()
        bars, together = self._bars(means)
        top = float(bars.max())
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        line = QRectF(_MARGIN, _MARGIN, self.width() - 2 * _MARGIN, self.fontMetrics().height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self.said_worst())
        colour = QColor("#e0953a" if is_dark(palette) else "#c0660c")
        width = area.width() / len(bars)
        gap = 1.0 if width >= 4 else 0.0
        for bar, mean in enumerate(bars.tolist()):
            height = area.height() * mean / top if top > 0 else 0.0
            box = QRectF(area.left() + bar * width, area.bottom() - height, width - gap, height)
            chosen = bar == self._chosen // together and self._chosen >= 0
            if chosen:
                slot = QRectF(box.left(), area.top(), width, area.height())
                soft = QColor(palette.color(QPalette.ColorRole.Highlight))
                soft.setAlphaF(0.35)
                painter.fillRect(slot, soft)
            painter.fillRect(box, palette.color(QPalette.ColorRole.Highlight) if chosen else colour)
        self._paint_scales(painter, area, len(means), together, width, top)

    def _paint_scales(
        self,
        painter: QPainter,
        area: QRectF,
        channels: int,
        together: int,
        width: float,
        top: float,
    ) -> None:
        """0 and the largest mean on the left, numbers of channels below."""
        metrics = self.fontMetrics()
        line = QPen(self.palette().color(QPalette.ColorRole.Mid), 1)
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        high = metrics.height()
        marks = [(area.bottom(), "0")]
        if top > 0:
            marks.append((area.top(), self._top_text()))
        for y, text in marks:
            painter.setPen(line)
            painter.drawLine(QPointF(area.left() - _TICK, y), QPointF(area.left(), y))
            painter.setPen(ink)
            room = QRectF(_MARGIN / 2, y - high / 2, area.left() - _TICK - _MARGIN, high)
            painter.drawText(room, _RIGHT, text)
        widest = metrics.horizontalAdvance(str(channels - 1))
        step = channel_step(channels, int(area.width() / (widest + 2 * _MARGIN)))
        for channel in range(0, channels, step):
            x = area.left() + (channel // together + 0.5) * width
            painter.setPen(line)
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + _TICK))
            painter.setPen(ink)
            # The outermost numbers stay within the widget.
            left = min(max(x - widest / 2, 1.0), self.width() - widest - 1.0)
            below = QRectF(left - widest, area.bottom() + _TICK, 3 * widest, high)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, str(channel))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self._channel_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        channel = self._channel_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and channel >= 0:
            self.picked.emit(channel)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self._errors is None else len(self._errors.mean)
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(event.key())
        if step is None or not count:
            super().keyPressEvent(event)
        else:
            self.picked.emit(min(max(self._chosen + step, 0), count - 1))
