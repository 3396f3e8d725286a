"""Lets the window go first: threads that compare stand back while it has much to do.

Small pairs are mostly Python, and so is drawing: beside two threads that hold Python's lock in
turns, a window needs several times as long for the same work. And where there are no more
processors than threads that compare, the system would have the window wait for its share.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from time import monotonic

from PySide6.QtCore import QObject, QTimer

_TURN = "turn"
_TURN_SECONDS = 0.05
_PASSES = 2
"""Of the event loop until a view is drawn: the trend prepares that in one of its own."""

LONG_SECONDS = 0.02
LONG_BESIDE_PYTHON = 0.008
"""Turns of the event loop in which others stand back once they have lasted so long. Beside threads
that are mostly Python that is soon, since one at a time can run in any case."""

_BEAT_MILLISECONDS = 5

_NICER = 5
"""A third of the window's weight for whoever does the rest; with less they would do nothing beside
any other busy program."""


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
        self._turned: float | None = None
        """When the event loop was seen to turn last; None: nobody looks."""
        self._long = 0.0
        self._longs: dict[object, float] = {}
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MILLISECONDS)
        self._beat.timeout.connect(self._on_beat)

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
        """Others go on, whatever the reason was to hold them, but for long turns with a reason of
        their own."""
        self._taken.clear()
        self.take_long_turns(None)
        self._free.set()

    def take_long_turns(self, seconds: float | None, reason: object = None) -> None:
        """Others stand back from now on once the event loop has not turned for ``seconds``, until
        it does, whatever holds it up; None: no more, as far as ``reason`` is concerned. Of several
        reasons the one with the fewest seconds counts.

        Each time the window takes Python's lock again it waits for whoever has it, and then for a
        processor: beside busy threads a turn that lasts needs a multiple of its work.
        """
        if seconds is not None:
            self._longs[reason] = seconds
        else:
            self._longs.pop(reason, None)
        if not self._longs:
            self._beat.stop()
            self._turned = None
            self._let_go()
            return
        self._long = min(self._longs.values())
        if not self._beat.isActive():
            self._turned = monotonic()
            self._beat.start()

    def _on_beat(self) -> None:
        self._turned = monotonic()
        self._let_go()

    def _let_go(self) -> None:
        if not self._taken:
            self._free.set()

    def wait(self) -> None:
        """Return once the way is free; the thread yields to the window's from now on."""
        yield_processor()
        until, turned = self._until, self._turned
        if turned is not None and monotonic() - turned > self._long:
            until = max(until, turned + self._long + _TURN_SECONDS)
            self._free.clear()
        if not self._free.is_set():
            self._free.wait(max(until - monotonic(), 0.0))


class _Own(threading.local):
    yields = False


_own = _Own()


def yield_processor() -> None:
    """Have this thread run when the window's, which is the main one, leaves a processor to it.

    Linux shares processors out alike and knows no window; elsewhere the system prefers the thread
    of the window in front by itself.
    """
    if _own.yields or threading.current_thread() is threading.main_thread():
        return
    _own.yields = True
    if sys.platform == "linux":
        # Threads have numbers as processes do, and the main thread has its process's.
        with contextlib.suppress(OSError):
            main = os.getpriority(os.PRIO_PROCESS, os.getpid())
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), main + _NICER)
