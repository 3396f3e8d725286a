"""What the keys do in the trend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from widgets.trend.canvas import TrendCanvas

_PAGE_SHARE = 10
_LEAST_PAGE = 5
_ZOOM = 0.6


class SteppedPlot(Protocol):
    """What the keys act on, as if the user did it with the mouse."""

    def pair_count(self) -> int:
        """How many pairs there are."""

    def selected_pair(self) -> int:
        """The cursor, or −1."""

    def canvas(self) -> TrendCanvas | None:
        """The plot itself, once it is there."""

    def choose(self, index: int) -> None:
        """Go to a pair."""

    def activate(self) -> None:
        """Open the cursor's pair."""

    def grow_stretch(self, step: int) -> int:
        """Move an end of the stretch; where it is now."""

    def cancel_or_clear(self) -> bool:
        """Give up the stretch; False where there is none."""


class TrendKeys:
    """Steps the cursor, grows a stretch from it, zooms."""

    def __init__(self, plot: SteppedPlot) -> None:
        self._plot = plot

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something."""
        key, plot = Qt.Key(event.key()), self._plot
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        count = plot.pair_count()
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        if key == Qt.Key.Key_Escape:
            return plot.cancel_or_clear()
        if not count:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plot.selected_pair() >= 0:
            plot.activate()
            return True
        if self._zoom(key):
            return True
        step = self._steps().get(key)
        if step is None:
            return False
        if shift:
            self._grow(step)
        else:
            # The first key press goes to the end that it points from.
            at = plot.selected_pair()
            plot.choose(min(max(at + step, 0), count - 1))
        return True

    def _steps(self) -> dict[Qt.Key, int]:
        count, canvas = self._plot.pair_count(), self._plot.canvas()
        left, right = canvas.x_range() if canvas is not None else (0, count)
        page = max(_LEAST_PAGE, round(right - left) // _PAGE_SHARE)
        return {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }

    def _grow(self, step: int) -> None:
        end = self._plot.grow_stretch(step)
        canvas = self._plot.canvas()
        if canvas is not None:
            canvas.bring_into_sight(end)

    def _zoom(self, key: Qt.Key) -> bool:
        canvas = self._plot.canvas()
        if canvas is None:
            return False
        if key in (Qt.Key.Key_0, Qt.Key.Key_F):
            canvas.fit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            left, right = canvas.x_range()
            at = float(self._plot.selected_pair())
            if not left <= at <= right:
                at = (left + right) / 2
            closer = key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
            canvas.zoom(_ZOOM if closer else 1 / _ZOOM, at)
        else:
            return False
        return True
