"""Work off the GUI thread: started, reported, cancelled and joined in one way everywhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

Work = Callable[["Handle"], Any]


class Handle:
    """What the work sees of its task: a place to report to and a flag to heed."""

    def __init__(self, emit: Callable[[Any], None]) -> None:
        self._emit = emit
        self._cancelled = threading.Event()

    def report(self, progress: Any) -> None:
        """Send plain data to the GUI thread; dropped once cancelled."""
        if not self._cancelled.is_set():
            self._emit(progress)

    def cancelled(self) -> bool:
        """True once nobody waits for the result."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        self._cancelled.set()


class BackgroundTask(QObject):
    """At most one piece of work at a time; starting cancels the one before and drops its results.

    Signals arrive on the GUI thread: ``progressed`` any number of times, then one of
    ``succeeded`` and ``failed`` unless cancelled, and ``idle`` after either or a cancel.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    idle = Signal()

    _reported = Signal(object, object)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, name: str = "background") -> None:
        super().__init__(parent)
        self._name = name
        self._current: Handle | None = None
        self._threads: list[threading.Thread] = []
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        return self._current is not None

    def start(self, work: Work) -> None:
        """Run ``work(handle)`` on a thread of its own."""
        if self._current is not None:
            self._current.cancel()
        self._threads = [thread for thread in self._threads if thread.is_alive()]

        def emit(progress: Any) -> None:
            self._send(self._reported, handle, progress)

        handle = Handle(emit)

        def run() -> None:
            result: Any = None
            error: BaseException | None = None
            try:
                result = work(handle)
            except Exception as caught:
                error = caught
            self._send(self._ended, handle, result, error)
            # An error refers to the frames it came through, and they to all that was worked on.
            result = error = None

        self._current = handle
        thread = threading.Thread(target=run, name=self._name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def cancel(self) -> None:
        """Drop the running work; its thread ends at its next look at ``handle.cancelled()``."""
        if self._current is not None:
            self._current.cancel()
            self._current = None
            self.idle.emit()

    def join(self, timeout: float = 5.0) -> None:
        """Cancel and wait for every thread; call before the window goes."""
        if self._current is not None:
            self._current.cancel()
            self._current = None
        for thread in self._threads:
            thread.join(timeout)
        self._threads.clear()

    @staticmethod
    def _send(signal: Any, *values: Any) -> None:
        try:
            signal.emit(*values)
        except RuntimeError:
            # The receiving window is gone: nobody is left to tell.
            return

    def _on_reported(self, handle: Handle, progress: Any) -> None:
        if handle is self._current and not handle.cancelled():
            self.progressed.emit(progress)

    def _on_ended(self, handle: Handle, result: Any, error: BaseException | None) -> None:
        if handle is not self._current:
            return
        self._current = None
        if error is None:
            self.succeeded.emit(result)
        else:
            self.failed.emit(error)
        self.idle.emit()
