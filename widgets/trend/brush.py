"""What the mouse does in the trend: choose a stretch, point, open, zoom, and move along."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.trend.stretch import Stretch

_DRAG_PIXELS = 5
_GRIP_PIXELS = 5
_ZOOM_A_NOTCH = 0.75
_PAN_A_NOTCH = 0.1
_NOTCH = 120.0


class BrushedPlot(Protocol):
    """What the gestures act on. Places are pairs' indices, with fractions between them; the
    points are those of the widget that gets the events."""

    def place_at(self, point: QPointF) -> float:
        """The place under a point."""

    def pixels_of(self, place: float) -> float:
        """Where a place is, across."""

    def stretch(self) -> Stretch | None:
        """First and last pair of the stretch that is shown."""

    def x_range(self) -> tuple[float, float]:
        """What is in sight."""

    def set_x_range(self, left: float, right: float) -> None:
        """Bring this in sight, as far as there are pairs."""

    def zoom(self, factor: float, place: float) -> None:
        """Show ``factor`` times as much, ``place`` staying where it is."""

    def brush(self, first: float, last: float, done: bool) -> None:
        """The user draws, or has drawn, a stretch between two places."""

    def clear_brush(self) -> None:
        """The user takes the stretch away."""

    def point_at(self, point: QPointF | None) -> None:
        """The pointer is here; None: gone."""

    def click(self, point: QPointF) -> None:
        """A click that was no drag."""

    def double_click(self, point: QPointF) -> bool:
        """Whether there was something to open."""


class _Drag(Enum):
    NONE = auto()
    CLICK = auto()
    """Pressed, not yet moved."""
    BRUSH = auto()
    PAN = auto()


class TrendGestures(QObject):
    """Reads the events of the plot's viewport; none of them goes on to pyqtgraph."""

    pressed = Signal()

    def __init__(self, viewport: QWidget, plot: BrushedPlot) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._plot = plot
        self._drag = _Drag.NONE
        self._pressed = QPointF()
        self._anchor = 0.0
        self._button = Qt.MouseButton.NoButton
        self._offset = 0.0
        viewport.setMouseTracking(True)
        viewport.installEventFilter(self)
        self._answers: dict[QEvent.Type, Callable[[QMouseEvent], None]] = {
            QEvent.Type.MouseButtonPress: self._on_press,
            QEvent.Type.MouseButtonRelease: self._on_release,
            QEvent.Type.MouseButtonDblClick: self._on_double_click,
            QEvent.Type.MouseMove: self._on_move,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() in self._answers:
            self._answers[event.type()](event)
            return True
        if isinstance(event, QWheelEvent):
            self._on_wheel(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._plot.point_at(None)
        return super().eventFilter(watched, event)

    @property
    def dragging(self) -> bool:
        """Whether a stretch is being drawn."""
        return self._drag is _Drag.BRUSH

    def cancel(self) -> None:
        """Take no more notice of the drag."""
        if self._drag is _Drag.BRUSH:
            self._drag = _Drag.NONE

    # --- buttons -------------------------------------------------------------------------

    def _on_press(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        if self._drag is not _Drag.NONE:
            return
        self._pressed, self._button = event.position(), event.button()
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.button() == Qt.MouseButton.LeftButton and not shift:
            self._drag = _Drag.CLICK
        else:
            self._drag = _Drag.PAN
            self._viewport.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _on_move(self, event: QMouseEvent) -> None:
        here = event.position()
        if self._drag is _Drag.CLICK and abs(here.x() - self._pressed.x()) >= _DRAG_PIXELS:
            self._drag = _Drag.BRUSH
            stretch, grip = self._plot.stretch(), self._grip_at(self._pressed)
            self._anchor, self._offset = self._plot.place_at(self._pressed), 0.0
            if grip is not None and stretch is not None:
                # The other end stays where it is, and this one does not jump to the pointer.
                self._offset = stretch[grip] - self._anchor
                self._anchor = float(stretch[1 - grip])
            self._plot.point_at(None)
        if self._drag is _Drag.BRUSH:
            self._plot.brush(self._anchor, self._plot.place_at(here) + self._offset, False)
        elif self._drag is _Drag.PAN:
            moved = self._plot.place_at(self._pressed) - self._plot.place_at(here)
            left, right = self._plot.x_range()
            self._plot.set_x_range(left + moved, right + moved)
            self._pressed = here
        elif self._drag is _Drag.NONE:
            at_grip = self._grip_at(here) is not None
            self._viewport.setCursor(
                Qt.CursorShape.SplitHCursor if at_grip else Qt.CursorShape.ArrowCursor
            )
            self._plot.point_at(here)

    def _on_release(self, event: QMouseEvent) -> None:
        if event.button() != self._button:
            return
        drag, self._drag = self._drag, _Drag.NONE
        here = event.position()
        if drag is _Drag.BRUSH:
            self._plot.brush(self._anchor, self._plot.place_at(here) + self._offset, True)
        elif drag is _Drag.PAN:
            self._viewport.setCursor(Qt.CursorShape.ArrowCursor)
        elif drag is _Drag.CLICK:
            stretch = self._plot.stretch()
            if stretch is not None and self._grip_at(here) is None:
                place = self._plot.place_at(here)
                if not stretch[0] - 0.5 <= place <= stretch[1] + 0.5:
                    self._plot.clear_brush()
            self._plot.click(here)

    def _on_double_click(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        # At the press: the release would come when what is opened already stands before it.
        here = event.position()
        stretch = self._plot.stretch()
        opened = self._grip_at(here) is None and self._plot.double_click(here)
        if stretch is not None and not opened:
            self._plot.clear_brush()

    def _grip_at(self, point: QPointF) -> int | None:
        """Which end of the stretch is at that point: 0 the first, 1 the last."""
        stretch = self._plot.stretch()
        if stretch is None:
            return None
        ends = (stretch[0] - 0.5, stretch[1] + 0.5)
        away = [abs(self._plot.pixels_of(end) - point.x()) for end in ends]
        nearer = 0 if away[0] < away[1] else 1
        return nearer if away[nearer] <= _GRIP_PIXELS else None

    # --- wheel ---------------------------------------------------------------------------

    def _on_wheel(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        across, along = turned.x() / _NOTCH, turned.y() / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across, along = across + along, 0.0
        if across:
            left, right = self._plot.x_range()
            moved = -across * _PAN_A_NOTCH * (right - left)
            self._plot.set_x_range(left + moved, right + moved)
        if along:
            self._plot.zoom(_ZOOM_A_NOTCH**along, self._plot.place_at(event.position()))
