"""Starting the window: the application object, the theme, the hooks, and what to open."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.errors import install_hooks
from app.main_window import MainWindow


class _ErrorRelay(QObject):
    """Carries a sentence from any thread to the window's."""

    raised = Signal(str)


def run_window(left: str = "", rights: Sequence[str] = (), demo: bool = False) -> int:
    """Show the window and run until it is closed; returns the exit status.

    With folders given they are filled in and compared; ``demo`` opens the bundled sample.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    window = MainWindow()
    relay = _ErrorRelay()
    relay.raised.connect(window.show_notice, Qt.ConnectionType.QueuedConnection)
    install_hooks(relay.raised.emit)
    window.show()
    if demo:
        QTimer.singleShot(0, window.open_sample)
    elif left and rights:
        QTimer.singleShot(0, lambda: window.open_folders(left, list(rights)))
    # Ctrl+C in the terminal reaches Python only while its code runs: give it a chance to.
    heartbeat = QTimer()
    heartbeat.start(200)
    heartbeat.timeout.connect(lambda: None)
    try:
        return int(QCoreApplication.exec())
    except KeyboardInterrupt:
        window.close()
        return 130
    finally:
        del application
