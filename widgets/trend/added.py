"""Finds out behind the window what feeds what, for the added error of the trend."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.comparison.added_error import AddedError
from widgets.parts.background import BackgroundTask
from widgets.trend.numbers import TrendNumbers


class AddedErrorFinder(QObject):
    """Gives ``TrendNumbers`` what works out the added error; ``found`` tells when.

    With 10,000 layers that takes a fifth of a second, so it is done on a thread, and only once
    somebody wants to see it.
    """

    found = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._numbers: TrendNumbers | None = None
        self._task = BackgroundTask(self, "added error")
        self._task.succeeded.connect(self._on_succeeded)

    @property
    def running(self) -> bool:
        """Whether it is being found out."""
        return self._task.running

    def begin(self, numbers: TrendNumbers) -> None:
        """Find it out for this plan, unless it is known, under way, or there is no network."""
        plan = numbers.plan
        if plan is None or plan.network is None or numbers.has_added:
            return
        if self._numbers is numbers and self._task.running:
            return
        self._numbers = numbers
        network, pairs = plan.network, plan.pairs
        self._task.start(lambda _: AddedError(network, pairs))

    def forget(self) -> None:
        """The plan is another one."""
        self._numbers = None
        self._task.cancel()

    def _on_succeeded(self, added: AddedError) -> None:
        if self._numbers is not None:
            self._numbers.set_added(added)
            self.found.emit()

    def stop(self) -> None:
        """Wait for the thread; call before the window goes."""
        self._task.join()
