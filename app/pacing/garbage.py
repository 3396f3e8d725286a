"""Garbage in cycles is searched for in a quiet moment, never beside a comparison or a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.garbage import hold_search, put_aside_if_many, release_search, search_if_short

if TYPE_CHECKING:
    from app.session import Session

_QUIET_MS = 500
"""From the end of a comparison until all it has to show is drawn."""


class QuietSearch(QObject):
    """Holds the search from the start of a comparison until it is over and shown, then searches
    what it has made; and while a network is laid out."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet)
        session.preparing.connect(self._on_preparing)
        session.completed.connect(self._on_ended)
        session.stopped.connect(self._on_ended)
        session.failed.connect(self._on_ended)
        # The points of ten thousand layers' edges are half a million objects.
        self._layout = object()
        session.layouts.begun.connect(lambda: hold_search(self._layout))
        session.layouts.over.connect(self._on_layout_over)
        session.closed.connect(self._let_go)
        if session.comparing:
            self._on_preparing()

    def _on_layout_over(self) -> None:
        # As soon as it is released they would all be looked at, on the window's thread.
        put_aside_if_many()
        release_search(self._layout)

    def _let_go(self) -> None:
        """Whatever was under way ends with the session, and tells nobody."""
        self._quiet.stop()
        release_search(self._layout)
        release_search(self)

    def _on_preparing(self) -> None:
        self._quiet.stop()
        hold_search(self)

    def _on_ended(self, _: object = None) -> None:
        # A layout that fails ends no comparison.
        if not self._session.comparing:
            self._quiet.start()

    def _on_quiet(self) -> None:
        search_if_short()
        release_search(self)
