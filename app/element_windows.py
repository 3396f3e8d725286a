"""The element windows that are open: one per pair, each read in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.session import Session
from app.settings import Settings
from core.comparison.model import PairResult, Plan
from core.dumps.formats import FixedPoint
from core.dumps.model import Values
from core.errors import CosightError
from widgets.background import BackgroundTask, Handle

if TYPE_CHECKING:
    from widgets.element_window import ElementWindow

_STATE_KEY = "window/elements"


@dataclass(frozen=True, slots=True)
class _Open:
    window: ElementWindow
    task: BackgroundTask
    result: PairResult
    hex_format: FixedPoint


class ElementWindows(QObject):
    """Opens, finds again and closes element windows."""

    def __init__(self, settings: Settings, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._settings = settings
        self._open: dict[tuple[str, str], _Open] = {}

    def show(self, plan: Plan, result: PairResult) -> ElementWindow:
        """Show the pair's elements; a window already open for it comes to the front.

        A window that shows the numbers of an earlier comparison gives way to a new one.
        """
        key = (str(result.pair.left.path), str(result.pair.right.path))
        hex_format = plan.request.hex_format
        entry = self._open.get(key)
        if entry is not None and (entry.result, entry.hex_format) != (result, hex_format):
            entry.window.close()
        elif entry is not None:
            window = entry.window
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
        self._open[key] = _Open(window, task, result, hex_format)
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
        for entry in list(self._open.values()):
            entry.window.close()
        self._open.clear()

    def _on_closed(self, key: tuple[str, str]) -> None:
        entry = self._open.pop(key, None)
        if entry is None:
            return
        self._settings.set_state(_STATE_KEY, entry.window.save_state())
        entry.task.join()
        entry.task.deleteLater()
        entry.window.deleteLater()

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, CosightError):
            return str(error)
        # A defect of ours: the hooks log it and tell the user, the window stays usable.
        raise error
