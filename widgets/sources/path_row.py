"""One line of the sources: a path edit, and a button that browses and remembers."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QToolButton, QWidget

from widgets.sources.path_edit import PathEdit, PathKind


class PathRow:
    """A path edit with its Browse… button, whose arrow drops down the recent paths."""

    def __init__(self, owner: QWidget, name: str, kind: PathKind, title: str, filters: str) -> None:
        self.edit = PathEdit(kind, owner)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(title)
        self._title, self._filters = title, filters
        self.button = QToolButton(owner)
        self.button.setObjectName(f"{name}Browse")
        browse = QCoreApplication.translate("PathRow", "Browse…")
        self.button.setText(browse)
        self.button.setAccessibleName(f"{browse} {title}")
        # With or without an arrow, the buttons of all rows are equally wide, and stay so.
        arrow = self.button.style().pixelMetric(QStyle.PixelMetric.PM_MenuButtonIndicator)
        self.button.setMinimumWidth(self.button.sizeHint().width() + arrow)
        self.button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.browse)
        self._menu = QMenu(owner)
        self._recent: tuple[str, ...] = ()
        self._found: tuple[str, ...] = ()
        self._neighbours: tuple[PathRow, ...] = ()
        self._found_title = QCoreApplication.translate("PathRow", "Found beside the folders")
        self._recent_title = QCoreApplication.translate("PathRow", "Recent")

    def set_recent(self, paths: Sequence[str]) -> None:
        """Paths used before, latest first."""
        self._recent = tuple(dict.fromkeys(paths))
        self._refill()

    def set_found(self, paths: Sequence[str]) -> None:
        """Paths that lie near the folders, best first."""
        self._found = tuple(dict.fromkeys(paths))
        self._refill()

    def set_neighbours(self, rows: Sequence[PathRow]) -> None:
        """Rows whose paths lie near this one's, nearest first."""
        self._neighbours = tuple(rows)

    def browse(self) -> None:
        """Ask for a folder or file, starting where the edit or a neighbour's points to."""
        beside = (os.path.dirname(row.edit.path()) for row in self._neighbours)
        start = self.edit.path() or next(
            (path for path in (*self._found, *beside, *self._recent, QDir.homePath()) if path), ""
        )
        from PySide6.QtWidgets import QFileDialog

        window = self.edit.window()
        if self.edit.kind is PathKind.FOLDER:
            chosen = QFileDialog.getExistingDirectory(window, self._title, start)
        else:
            chosen, _ = QFileDialog.getOpenFileName(window, self._title, start, self._filters)
        if chosen:
            self.put(chosen)

    def put(self, path: str) -> None:
        """Show ``path`` as this system writes it."""
        self.edit.choose(path)

    def _refill(self) -> None:
        self._menu.clear()
        for title, paths in ((self._found_title, self._found), (self._recent_title, self._recent)):
            if paths:
                self._menu.addSection(title)
            for path in paths:
                action = self._menu.addAction(path.replace("&", "&&"))
                action.triggered.connect(lambda _=False, path=path: self.put(path))
        empty = self._menu.isEmpty()
        self.button.setMenu(None if empty else self._menu)  # type: ignore[arg-type]
        mode = QToolButton.ToolButtonPopupMode
        self.button.setPopupMode(mode.DelayedPopup if empty else mode.MenuButtonPopup)
