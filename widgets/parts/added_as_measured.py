"""The added error of every pair for whoever colours by it or lists it, as results come in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from core.comparison.added_error import AddedError, AddedNumbers
from core.comparison.model import PairResult, Plan
from widgets.parts.background import BackgroundTask

_PAUSE = 1000
"""Milliseconds between two looks while results come in: each may change what every layer after it
adds, so that all views take all their colours anew."""


class AddedAsMeasured(QObject):
    """``changed`` tells that ``numbers`` are others now; only while they are ``wanted``.

    What feeds what is found out on a thread, and only once somebody wants to know.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.numbers: AddedNumbers | None = None
        """None until they are known."""
        self.values: list[float] = []
        """The same by index into ``plan.pairs``, NaN where unknown; empty until they are known."""
        self._plan: Plan | None = None
        self._wanted = False
        self._added: AddedError | None = None
        self._untaken: dict[int, PairResult] = {}
        self._task = BackgroundTask(self, "added error")
        self._task.succeeded.connect(self._on_found)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.update)

    @property
    def possible(self) -> bool:
        """Whether there is a network, by which alone they can be known."""
        return self._plan is None or self._plan.network is not None

    def start(self, plan: Plan | None) -> None:
        """Other pairs, and no result of theirs yet."""
        self._task.cancel()
        self._pause.stop()
        self._plan = plan
        self._added = self.numbers = None
        self.values = []
        self._untaken = {}
        self._find()

    def want(self, on: bool) -> None:
        """Whether anybody wants to see them."""
        self._wanted = on
        if on:
            self._find()
            self.update()

    def add(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Take measured pairs, as (index into ``plan.pairs``, result)."""
        self._untaken.update(results)
        if self._wanted and self._added is not None and not self._pause.isActive():
            self._pause.start(_PAUSE)

    def update(self) -> None:
        """Have all that has come in the numbers, now."""
        self._pause.stop()
        if not self._wanted or self._plan is None or self._added is None:
            return
        if self._untaken or self.numbers is None:
            self._added.add(self._untaken.items())
            self._untaken = {}
            self.values = self._added.values()
            self.numbers = AddedNumbers(self._plan.pairs, self.values)
            self.changed.emit()

    def stop(self) -> None:
        """Wait for the thread; call before the window goes."""
        self._pause.stop()
        self._task.join()

    def _find(self) -> None:
        plan = self._plan
        if not self._wanted or plan is None or plan.network is None:
            return
        if self._added is None and not self._task.running:
            network, pairs = plan.network, plan.pairs
            self._task.start(lambda _: AddedError(network, pairs))

    def _on_found(self, added: AddedError) -> None:
        self._added = added
        self.update()
