"""Lets the window go first: threads that compare stand back while it has much to do.

Small pairs are mostly Python, and so is drawing: beside two threads that hold Python's lock in
turns, a window needs several times as long for the same work.
"""

from __future__ import annotations

import threading
from time import monotonic

from PySide6.QtCore import QObject, QTimer

_TURN = "turn"
_TURN_SECONDS = 0.05
_PASSES = 2
"""Of the event loop until a view is drawn: the trend prepares that in one of its own."""


class RightOfWay(QObject):
    """Taken and given back by the window's thread; others ``wait`` between two pieces of work.

    Nobody waits beyond what was asked for, even if it is never given back.
    """

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._passes = 0
        self._pass = QTimer(self)
        self._pass.setSingleShot(True)
        self._pass.timeout.connect(self._on_pass)
        self._free = threading.Event()
        self._free.set()
        self._taken: dict[object, float] = {}
        self._until = 0.0

    def take(self, reason: object, seconds: float) -> None:
        """Others stand back from now on until ``reason``, and every other one, is given back, at
        most so long."""
        self._taken[reason] = monotonic() + seconds
        self._until = max(self._taken.values())
        self._free.clear()

    def give(self, reason: object) -> None:
        """Others go on, as far as ``reason`` is concerned."""
        self._taken.pop(reason, None)
        if not self._taken:
            self._free.set()

    def take_turn(self) -> None:
        """Others stand back until what is being done is drawn."""
        self.take(_TURN, _TURN_SECONDS)
        self._passes = _PASSES
        self._pass.start(0)

    def _on_pass(self) -> None:
        self._passes -= 1
        if self._passes > 0:
            self._pass.start(0)
        else:
            self.give(_TURN)

    def give_all(self) -> None:
        """Others go on, whatever the reason was to hold them."""
        self._taken.clear()
        self._free.set()

    def wait(self) -> None:
        """Return once the way is free."""
        if not self._free.is_set():
            self._free.wait(max(self._until - monotonic(), 0.0))
