"""Shows a window, prints the moment its first paint is done, and ends.

Usage: ``python -m benchmarks.start_probe bare|cosight``. The moment is ``time.monotonic()``, one
clock for all processes, so that whoever started this one can count the interpreter's own start.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Ends the process once what it watches has been painted and the event loop is back."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            # The window's children are painted within the same turn of the event loop.
            QTimer.singleShot(0, leave)
        return False


class WatchedApplication(QApplication):
    """Tells of the first paint. It takes QApplication's place, so that the program under test
    makes its application itself, in its own way."""

    def exec(self) -> int:  # type: ignore[override]
        """Watch the windows, which are painted by the event loop alone.

        A filter on the whole application would have Python make an object, and often its class,
        for everything an event goes to: 20 ms of the probe's own.
        """
        paint = FirstPaint()
        for window in self.topLevelWidgets():
            if window.isVisible():
                window.installEventFilter(paint)
        return super().exec()


def leave() -> None:
    """Print the moment and end without waiting for threads that warm up in the background."""
    sys.stdout.write(f"{time.monotonic()}\n")
    sys.stdout.flush()
    os._exit(0)


def main(which: str) -> None:
    """Show one of the windows."""
    if which == "cosight":
        QtWidgets.QApplication = WatchedApplication  # type: ignore[misc]
        from app.command_line import main as run

        sys.exit(run([]))
    else:
        application = WatchedApplication(sys.argv[:1])
        window = QMainWindow()
        window.show()
        application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
