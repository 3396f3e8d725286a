"""Starting the window: the application object, the theme, the hooks, and what to open."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from app.errors import install_hooks
from app.main_window import MainWindow
from app.pacing.garbage import QuietSearch
from app.pacing.turns import Turns
from app.theme import make_application
from app.warm_up import is_under_way
from core.garbage import STARTING, hold_search, put_aside, release_search

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SWITCH_SECONDS = 0.0003
"""After which a thread has to give Python's lock away where another wants it. A page of the table
takes the lock a thousand times, so that even a millisecond for each would be felt."""
_INTERRUPTED = 130
_LONGEST_WAIT_MS = 500
"""A window that starts minimised is not painted: the rest of it comes all the same."""


def _search_again() -> None:
    # What has been imported stays for good.
    put_aside()
    release_search(STARTING)


class _ErrorRelay(QObject):
    """Carries a sentence from any thread to the window's."""

    raised = Signal(str)


class _Stage(QObject):
    """Shows the one main window, and builds it anew when it is to speak another language."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.failures: list[Exception] = []
        self._turns = Turns(self)
        self.window = self._built()

    def _built(self) -> MainWindow:
        window = MainWindow(at_once=False)
        window.ready.connect(lambda: QuietSearch(window.session))
        window.ready.connect(lambda: self._turns.then(self._wear_icon))
        window.settled.connect(_search_again)
        window.failed.connect(self.failures.append)
        window.failed.connect(self._application.quit)
        window.rebuildWanted.connect(self._rebuild, Qt.ConnectionType.QueuedConnection)
        return window

    def _wear_icon(self) -> None:
        """All windows take it from the application. Set once: Qt tells those that there are, in a
        loop that one of them which goes meanwhile takes the process down in."""
        from widgets.parts.icons import application_icon

        if self._application.windowIcon().isNull():
            self._application.setWindowIcon(application_icon())

    def show(self) -> None:
        self.window.show()
        QTimer.singleShot(_LONGEST_WAIT_MS, self.window, self.window.build_rest)

    def tell(self, sentence: str) -> None:
        self.window.show_notice(sentence)

    def _rebuild(self) -> None:
        """The same sources, their results again, which are kept, and the elements that were open:
        it takes an instant, and each part of that a turn of the event loop."""
        old = self.window
        handover = old.hand_over()
        # Between the two there is no window, which is no reason to leave.
        self._application.setQuitOnLastWindowClosed(False)
        old.close()

        def build() -> None:
            self.window = self._built()
            self.window.take_over(handover)

        def show() -> None:
            self.show()
            old.deleteLater()
            self._application.setQuitOnLastWindowClosed(True)

        self._turns.then(build, show)


def run_window(left: str = "", rights: Sequence[str] = (), demo: bool = False) -> int:
    """Show the window and run until it is closed; returns the exit status.

    With folders given they are filled in and compared; ``demo`` opens the bundled sample. Raises
    what keeps the window from being built.
    """
    # Threads that measure thousands of small pairs are mostly Python: the window must not wait long
    # for its turn beside them.
    sys.setswitchinterval(SWITCH_SECONDS)
    hold_search(STARTING)
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
    with _interruptible(stage):
        status = application.exec()
    if stage.failures:
        stage.window.close()
        raise stage.failures[0]
    if is_under_way():
        _end_at_once(stage.window, status)
    return status


@contextlib.contextmanager
def _interruptible(stage: _Stage) -> Iterator[None]:
    """Ctrl+C in the terminal closes the window. Qt would swallow what it raises in a slot."""

    def close() -> None:
        stage.window.close()
        QCoreApplication.exit(_INTERRUPTED)

    before = signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, close))
    # A signal reaches Python only while its code runs: give it a chance to.
    heartbeat = QTimer()
    heartbeat.start(200)
    heartbeat.timeout.connect(lambda: None)
    try:
        yield
    finally:
        heartbeat.stop()
        signal.signal(signal.SIGINT, before)


def _end_at_once(window: MainWindow, status: int) -> None:
    """End the process although a thread is in the compiler, which nobody can interrupt.

    Python would wait for that thread to take its lock once more, with the window long gone.
    Nothing is lost: the settings are written here, results are kept as they are measured and
    none is while kernels are made ready, and numba puts a kernel into its cache whole or not at
    all; the next start compiles it again.
    """
    window.settings.sync()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(status)
