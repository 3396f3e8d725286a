"""Shows a window, prints the moment its first paint is done, and ends.

Usage: ``python -m benchmarks.start_probe bare|cosight``. The moment is ``time.monotonic()``, one
clock for all processes, so that whoever started this one can count the interpreter's own start.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class FirstPaint(QObject):
    """Ends the process once a window has been painted and the event loop is back."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Paint
            and isinstance(watched, QWidget)
            and watched.isWindow()
        ):
            # The window's children are painted within the same turn of the event loop.
            QTimer.singleShot(0, leave)
        return False


def leave() -> None:
    """Print the moment and end without waiting for threads that warm up in the background."""
    sys.stdout.write(f"{time.monotonic()}\n")
    sys.stdout.flush()
    os._exit(0)


def main(which: str) -> None:
    """Show one of the windows."""
    application = QApplication(sys.argv[:1])
    paint = FirstPaint()
    application.installEventFilter(paint)
    if which == "cosight":
        from app.command_line import main as run

        sys.exit(run([]))
    else:
        window = QMainWindow()
        window.show()
        application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
