"""Starting the window: the application object, the theme, the hooks, and what to open."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.errors import install_hooks
from app.garbage import hold_search, hold_while_comparing, release_search
from app.main_window import MainWindow
from app.theme import make_application

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_START = "start"
SWITCH_SECONDS = 0.001
_LONGEST_WAIT_MS = 500
"""A window that starts minimised is not painted: the rest of it comes all the same."""


class _ErrorRelay(QObject):
    """Carries a sentence from any thread to the window's."""

    raised = Signal(str)


class _Stage(QObject):
    """Shows the one main window, and builds it anew when it is to speak another language."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.failures: list[Exception] = []
        self.window = self._built()

    def _built(self) -> MainWindow:
        window = MainWindow(at_once=False)
        window.ready.connect(lambda: hold_while_comparing(window.session))
        window.settled.connect(lambda: release_search(_START))
        window.failed.connect(self.failures.append)
        window.failed.connect(self._application.quit)
        window.rebuildWanted.connect(self._rebuild, Qt.ConnectionType.QueuedConnection)
        return window

    def show(self) -> None:
        self.window.show()
        QTimer.singleShot(_LONGEST_WAIT_MS, self.window, self.window.build_rest)

    def tell(self, sentence: str) -> None:
        self.window.show_notice(sentence)

    def _rebuild(self) -> None:
        """The same sources, and their results again, which are kept: it takes an instant."""
        old = self.window
        compared = old.has_comparison
        # Between the two there is no window, which is no reason to leave.
        self._application.setQuitOnLastWindowClosed(False)
        old.close()
        self.window = self._built()
        self.show()
        old.deleteLater()
        self._application.setQuitOnLastWindowClosed(True)
        if compared:
            self.window.start_comparison()


def run_window(left: str = "", rights: Sequence[str] = (), demo: bool = False) -> int:
    """Show the window and run until it is closed; returns the exit status.

    With folders given they are filled in and compared; ``demo`` opens the bundled sample. Raises
    what keeps the window from being built.
    """
    # Threads that measure thousands of small pairs are mostly Python: the window must not wait long
    # for its turn beside them.
    sys.setswitchinterval(SWITCH_SECONDS)
    hold_search(_START)
    application = make_application()
    stage = _Stage(application)
    relay = _ErrorRelay()
    relay.raised.connect(stage.tell, Qt.ConnectionType.QueuedConnection)
    install_hooks(relay.raised.emit)
    if demo:
        # What was open last time is not shown before the sample comes.
        stage.window.sources.set_folders("", "")
        stage.window.views.setFocus()
        stage.window.when_ready(stage.window.open_sample)
    elif left and rights:
        stage.window.open_folders(left, rights)
    stage.show()
    # Ctrl+C in the terminal reaches Python only while its code runs: give it a chance to.
    heartbeat = QTimer()
    heartbeat.start(200)
    heartbeat.timeout.connect(lambda: None)
    try:
        status = application.exec()
    except KeyboardInterrupt:
        stage.window.close()
        return 130
    if stage.failures:
        stage.window.close()
        raise stage.failures[0]
    return status
