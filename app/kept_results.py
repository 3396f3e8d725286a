"""The menu's entry that forgets what was kept of earlier comparisons and drawn networks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from widgets.parts.background import BackgroundTask, Handle

if TYPE_CHECKING:
    from core.comparison.result_store import ResultStore


class KeptResults(QObject):
    """Shows in ``action`` how much is kept, and forgets it when asked to.

    ``said`` tells how that went. ``busy``: a comparison is under way, which would go on keeping.
    """

    said = Signal(str)

    def __init__(self, action: QAction, busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._action = action
        self._busy = busy
        self._text = action.text()
        self._task = BackgroundTask(self, "clear-kept")
        self._task.succeeded.connect(self._on_cleared)
        menu = action.parent()
        assert isinstance(menu, QMenu)
        self._menu = menu
        menu.aboutToShow.connect(self._show_size)

    def clear(self) -> None:
        """Forget everything, in the background: another window may be writing just now."""

        def work(_: Handle) -> bool:
            # All of them are cleared, also where one cannot be.
            done = [store.clear() for store in _stores()]
            return all(done)

        self._task.start(work)

    def refresh(self) -> None:
        """A comparison has begun or ended: an open menu says what it would say now."""
        if self._menu.isVisible():
            self._show_size()

    def close(self) -> None:
        """Wait until nothing is under way."""
        self._task.join()

    def _show_size(self) -> None:
        size = sum(store.size() for store in _stores())
        text = self._text
        if size:
            text = self.tr("{entry} ({megabytes} MB)").format(
                entry=text, megabytes=f"{max(size / 1e6, 0.1):.1f}"
            )
        self._action.setText(text)
        self._action.setEnabled(size > 0 and not self._busy())

    def _on_cleared(self, done: bool) -> None:
        self.said.emit(
            self.tr("Kept results are cleared: the next comparison measures every pair.")
            if done
            else self.tr(
                "The kept results could not be cleared: another program is using them; "
                "try again in a moment."
            )
        )


def _stores() -> list[ResultStore]:
    from app.kept_layouts import layout_store
    from core.comparison.result_store import ResultStore, default_file

    file = default_file()
    results = ResultStore(file) if file is not None else None
    return [store for store in (results, layout_store()) if store is not None]
