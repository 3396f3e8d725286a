"""Loads pyqtgraph behind the window that is already there."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from widgets.parts.background import BackgroundTask
from widgets.parts.heavy_imports import import_heavy

SLICE_SECONDS = 0.008


def _touch_types() -> Iterator[None]:
    for module in (QtCore, QtGui, QtWidgets, QtSvg):
        for name in dir(module):
            getattr(module, name)
            yield


class PlottingLoader(QObject):
    """Imports pyqtgraph once; ``loaded`` or ``failed(error)`` tells on the GUI thread.

    PySide6 makes each Qt class at its first use, and a class that one thread is making looks half
    empty to another. So every class is made here first, on the GUI thread in short slices; the
    import itself, which touches them all, then runs on a thread beside a window that paints.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._types = _touch_types()
        self._slice = QTimer(self)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._touch_some)
        self._task = BackgroundTask(self, "plot import")
        self._task.succeeded.connect(lambda _: self.loaded.emit())
        self._task.failed.connect(self.failed)
        self._started = False
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def start(self) -> None:
        """Begin, unless begun before."""
        if not self._started:
            self._started = True
            self._slice.start()

    def stop(self) -> None:
        """Wait for a running import; call before the window goes."""
        self._slice.stop()
        self._task.join()

    def _touch_some(self) -> None:
        end = time.perf_counter() + SLICE_SECONDS
        for _ in self._types:
            if time.perf_counter() > end:
                return
        self._slice.stop()
        self._task.start(lambda _: import_heavy("pyqtgraph"))
