"""How long a window's thread keeps its event loop waiting."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MILLISECONDS = 5


@dataclass(slots=True)
class Stall:
    """Between two looks of the event loop: seconds by the clock, and seconds the thread itself
    was at work, which do not count what other threads and other programs took."""

    wall: float = 0.0
    work: float = 0.0


class StallMeter(QObject):
    """A timer that should come every 5 ms; ``longest`` says by how much it came late at most, and
    ``steps`` for each thing that was done.

    Made and used on the thread whose event loop is watched.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)
        self.longest = Stall()
        self.steps: dict[str, tuple[float, float]] = {}
        """By the name of a step, the longest by the clock and the longest work, in seconds."""
        self.ticks = 0
        self._wall = self._work = 0.0

    def start(self) -> None:
        """Measure from now on, and forget what was longest until now."""
        self.longest = Stall()
        self.ticks = 0
        self._wall, self._work = time.perf_counter(), time.thread_time()
        self._timer.start()

    def take(self) -> Stall:
        """What was longest since the start or the last call, the gap that is open included."""
        self._tick()
        taken, self.longest = self.longest, Stall()
        return taken

    def note(self, step: str) -> None:
        """What was longest since the start or the last call is this step's, if none of it was
        longer before."""
        stall = self.take()
        wall, work = self.steps.get(step, (0.0, 0.0))
        self.steps[step] = max(wall, stall.wall), max(work, stall.work)

    def _tick(self) -> None:
        wall, work = time.perf_counter(), time.thread_time()
        self.longest.wall = max(self.longest.wall, wall - self._wall)
        self.longest.work = max(self.longest.work, work - self._work)
        self._wall, self._work = wall, work
        self.ticks += 1
