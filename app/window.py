"""Starting the window: the application object, the theme, the hooks, and what to open."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.errors import install_hooks
from app.garbage import (
    hold_search,
    hold_while_comparing,
    hold_while_laying_out,
    release_search,
)
from app.main_window import MainWindow
from app.theme import make_application

_START = "start"
SWITCH_SECONDS = 0.001
_LONGEST_WAIT_MS = 500
"""A window that starts minimised is not painted: the rest of it comes all the same."""


class _ErrorRelay(QObject):
    """Carries a sentence from any thread to the window's."""

    raised = Signal(str)


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
    window = MainWindow(at_once=False)
    relay = _ErrorRelay()
    relay.raised.connect(window.show_notice, Qt.ConnectionType.QueuedConnection)
    install_hooks(relay.raised.emit)
    if demo:
        window.when_ready(window.open_sample)
    elif left and rights:
        window.open_folders(left, rights)
    window.ready.connect(lambda: hold_while_comparing(window.session))
    window.ready.connect(lambda: hold_while_laying_out(window.session))
    window.settled.connect(lambda: release_search(_START))
    failures: list[Exception] = []
    window.failed.connect(failures.append)
    window.failed.connect(application.quit)
    window.show()
    QTimer.singleShot(_LONGEST_WAIT_MS, window.build_rest)
    # Ctrl+C in the terminal reaches Python only while its code runs: give it a chance to.
    heartbeat = QTimer()
    heartbeat.start(200)
    heartbeat.timeout.connect(lambda: None)
    try:
        status = application.exec()
    except KeyboardInterrupt:
        window.close()
        return 130
    if failures:
        window.close()
        raise failures[0]
    return status
