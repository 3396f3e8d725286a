"""The element windows that are open: one per pair, each read in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.session import Session
from app.settings import Settings
from core.comparison.model import PairResult, Plan
from core.dumps.model import Values
from core.errors import CosightError
from widgets.background import BackgroundTask, Handle

if TYPE_CHECKING:
    from widgets.element_window import ElementWindow

_STATE_KEY = "window/elements"


class ElementWindows(QObject):
    """Opens, finds again and closes element windows."""

    def __init__(self, settings: Settings, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._settings = settings
        self._open: dict[tuple[str, str], tuple[ElementWindow, BackgroundTask]] = {}

    def show(self, plan: Plan, result: PairResult) -> ElementWindow:
        """Show the pair's elements; a window already open for it comes to the front."""
        key = (str(result.pair.left.path), str(result.pair.right.path))
        if key in self._open:
            window = self._open[key][0]
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()
            return window
        # It brings pyqtgraph along, which the main window does not wait for.
        from widgets.element_window import ElementWindow

        window = ElementWindow(result)
        state = self._settings.state(_STATE_KEY)
        if not state.isEmpty():
            window.restore_state(state)
        task = BackgroundTask(self, "elements")
        self._open[key] = (window, task)
        window.closed.connect(lambda: self._on_closed(key))

        def work(handle: Handle) -> tuple[Values, Values]:
            return Session.read_values(plan, result.pair, handle)

        task.succeeded.connect(lambda values: window.set_values(*values))
        task.failed.connect(lambda error: window.show_failure(self._sentence(error)))
        task.start(work)
        window.show()
        return window

    def close_all(self) -> None:
        """Close every window and wait for its reading to end."""
        for window, _ in list(self._open.values()):
            window.close()
        self._open.clear()

    def _on_closed(self, key: tuple[str, str]) -> None:
        entry = self._open.pop(key, None)
        if entry is None:
            return
        window, task = entry
        self._settings.set_state(_STATE_KEY, window.save_state())
        task.join()
        task.deleteLater()
        window.deleteLater()

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, CosightError):
            return str(error)
        # A defect of ours: the hooks log it and tell the user, the window stays usable.
        raise error
