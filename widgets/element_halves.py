"""The two halves of an element window: the table has what it needs, the pictures the rest."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_SHARE = 0.55
"""Of the left half while nobody has said what it needs."""


class ElementHalves(QSplitter):
    """Shares the width anew whenever it changes, until the user has moved the handle."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._right = right
        self._needed = 0
        self._chosen = False
        self.addWidget(left)
        self.addWidget(right)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._on_moved)

    @property
    def chosen(self) -> bool:
        """Whether the user has said where the handle stands."""
        return self._chosen

    def need(self, width: int) -> None:
        """The left half needs so much; the right one gives way, as far as it can."""
        self._needed = width
        self._share()

    def take_state(self, state: QByteArray, chosen: bool) -> bool:
        """Take what ``saveState`` gave, ``chosen`` by the user or not; False where it is none."""
        if not self.restoreState(state):
            return False
        self._chosen = chosen
        self._share()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _on_moved(self) -> None:
        self._chosen = True

    def _share(self) -> None:
        if self._chosen:
            return
        whole = self.width() - self.handleWidth()
        left = min(
            self._needed or int(_SHARE * whole), whole - self._right.minimumSizeHint().width()
        )
        self.setSizes([left, whole - left])
