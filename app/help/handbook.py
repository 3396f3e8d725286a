"""F1: the handbook, at the chapter of the view or window that has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.help.chapters import Chapter
from app.views import Views

if TYPE_CHECKING:
    from app.help.help_window import HelpWindow


class Handbook:
    """Opens the handbook beside ``window``; it is read when it is first asked for."""

    def __init__(self, window: QWidget, views: Views) -> None:
        self._window = window
        self._views = views
        self._shown: HelpWindow | None = None

    def open(self) -> None:
        """Show the handbook at the chapter of what has the focus."""
        self.open_at(self.chapter_in_focus())

    def open_at(self, chapter: Chapter) -> None:
        """Show the handbook at a chapter."""
        from app.help.help_window import HelpWindow

        if self._shown is None:
            self._shown = HelpWindow(self._window)
        self._shown.open_at(chapter)

    def close(self) -> None:
        """Close the handbook; it would outlive the window."""
        if self._shown is not None:
            self._shown.close()

    def chapter_in_focus(self) -> Chapter:
        """The chapter of the view that has the focus, else the first."""
        views = self._views
        chapters: dict[QWidget, Chapter] = {
            views.sources: Chapter.SOURCES,
            views.algorithm: Chapter.SOURCES,
        }
        if views.has_results:
            chapters |= {
                views.table: Chapter.TABLE,
                views.topology: Chapter.NETWORK,
                views.trend: Chapter.TREND,
            }
        widget: QWidget | None = self._window.focusWidget()
        while widget is not None and widget not in chapters:
            widget = widget.parentWidget()
        return chapters[widget] if widget is not None else Chapter.START
