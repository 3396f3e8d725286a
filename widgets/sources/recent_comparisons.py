"""Comparisons of before: which they were, and the button that drops them down."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from widgets.parts.plain_tip import plain_tip


class RecentComparison(NamedTuple):
    """Two folders, and the dot and the prototxt they were compared with; empty for none."""

    left: str
    right: str
    dot: str = ""
    prototxt: str = ""

    def as_it_is_now(self) -> RecentComparison:
        """The same without files that are gone. Asks the file system, which may take long."""
        return self._replace(
            dot=self.dot if os.path.isfile(self.dot) else "",
            prototxt=self.prototxt if os.path.isfile(self.prototxt) else "",
        )


class RecentComparisons(QPushButton):
    """``chosen`` carries a ``RecentComparison``; without any, the button is hidden."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Recent", "a button: comparisons of before"))
        self.setToolTip(self.tr("Recent comparisons"))
        self.setAccessibleName(self.toolTip())
        self.setObjectName("recentComparisons")
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        self.hide()

    def set_comparisons(self, comparisons: Sequence[RecentComparison]) -> None:
        """Offer these, latest first."""
        self._menu.clear()
        for recent in comparisons:
            text = f"{_short(recent.left)}  ↔  {_short(recent.right)}".replace("&", "&&")
            action = self._menu.addAction(text)
            action.setToolTip(plain_tip("\n".join(path for path in recent if path)))
            action.triggered.connect(lambda _=False, recent=recent: self.chosen.emit(recent))
        self.setVisible(bool(comparisons))


def _short(path: str) -> str:
    """The last two parts of a path, enough to tell runs apart."""
    parts = Path(path).parts
    return str(Path(*parts[-2:])) if len(parts) > 2 else path
