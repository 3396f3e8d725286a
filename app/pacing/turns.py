"""Work of the window's thread one thing at a time, each in a turn of the event loop of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

TURN_MILLISECONDS = 6
"""Not 0, which Qt may do before it draws, and long enough for what the user does meanwhile."""


class Turns(QObject):
    """Does one thing a turn, behind what draws the one before."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._steps: deque[Callable[[], object]] = deque()
        self._held: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._do_next)

    def then(self, *steps: Callable[[], object]) -> None:
        """Do these, too, behind what waits already."""
        self._steps += steps
        if self._steps:
            self._timer.start(TURN_MILLISECONDS)

    def forget(self) -> None:
        """Leave what waits undone; views that wait to be drawn are drawn with all else."""
        self._steps.clear()
        while self._held:
            self._draw(self._held[0])

    def _do_next(self) -> None:
        if self._steps:
            step = self._steps.popleft()
            step()
        if self._steps:
            self._timer.start(TURN_MILLISECONDS)

    def draw(self, views: Sequence[QWidget]) -> None:
        """Draw these one after the other: all at once would take as long as everything else that
        is done in such a turn."""
        new = [view for view in views if view not in self._held]
        self._held += new
        hold(new)
        for view in new:
            self.then(partial(self._draw, view))

    def _draw(self, view: QWidget) -> None:
        self._held.remove(view)
        view.setUpdatesEnabled(True)


def hold(views: Sequence[QWidget]) -> None:
    """Draw none of these until their updates are enabled again; they show what they showed."""
    for view in views:
        view.setUpdatesEnabled(False)
