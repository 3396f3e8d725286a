"""Long work on the window's thread, done a few milliseconds at a time between its turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

_SECONDS = 0.004
_AT_ONCE = 25
"""So many things are freed well within a tenth of a millisecond."""


class Slices(QObject):
    """Does one piece of work that comes in small steps; starting drops the one before.

    ``finished`` comes after the last step, not where the work was stopped or dropped.
    """

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._do_some)

    def start(self, steps: Iterable[object], now: bool = False) -> None:
        """Do ``steps`` in the turns to come; what can be done in one slice even ``now``."""
        self._steps = iter(steps)
        self._timer.start()
        if now:
            self._do_some()

    def stop(self) -> None:
        """Leave it undone."""
        self._steps = None
        self._timer.stop()

    def running(self) -> bool:
        """Whether something is left to do."""
        return self._steps is not None

    def _do_some(self) -> None:
        steps, until = self._steps, perf_counter() + _SECONDS
        while steps is not None and steps is self._steps:
            if next(steps, self) is self:
                self.stop()
                self.finished.emit()
                return
            if perf_counter() >= until:
                return


class Farewell(QObject):
    """Lets go of what is not needed any more bit by bit.

    The last reference to ten thousand boxes and their edges frees a million things, and the
    window stands still until all are gone.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[list[object]] = []
        self._slices = Slices(self)

    def take(self, parts: Iterable[list[object]]) -> None:
        """Empty these lists, which are the caller's no more, in the turns to come."""
        self._waiting += parts
        if not self._slices.running():
            self._slices.start(self._let_go())

    def _let_go(self) -> Iterator[None]:
        while self._waiting:
            part = self._waiting[-1]
            del part[-_AT_ONCE:]
            if not part:
                self._waiting.pop()
            yield
