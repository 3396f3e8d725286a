"""Work on the window's own thread, a step for each turn of its event loop."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal


class Steps(QObject):
    """Runs ``steps`` to their end: a generator that yields wherever the window may draw and the
    user may type. ``failed(error)``: one of them did, and no more are taken."""

    failed = Signal(object)

    def __init__(self, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._step)

    def start(self) -> None:
        """Take the steps one by one from now on."""
        self._turn.start(0)

    def finish(self) -> None:
        """Take all that are left at once; an error is raised."""
        self._turn.stop()
        for _ in self._steps:
            pass

    def stop(self) -> None:
        """Take no more."""
        self._turn.stop()

    def _step(self) -> None:
        try:
            if next(self._steps, self) is self:
                self._turn.stop()
        except Exception as error:
            self._turn.stop()
            self.failed.emit(error)
