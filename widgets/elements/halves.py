"""The two halves of an element window: the table has what it needs, the pictures the rest."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

_SHARE = 0.55
"""Of the left half while nobody has said what it needs."""
_TAB_MARGINS = (4, 8, 0, 4)
"""Around the left half as a tab: it does not touch the tabs above it."""


class ElementHalves(QSplitter):
    """Shares the width anew whenever it changes, until the user has moved the handle.

    Where there is no room for both halves, the left one becomes a tab among those on the right.
    """

    def __init__(self, left: QWidget, right: QTabWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._left = left
        self._right = right
        self._needed = 0
        self._least_right = 0
        self._chosen = False
        self._folded = False
        self._picture = 0
        self._state = QByteArray()
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

    @property
    def folded(self) -> bool:
        """Whether both halves are tabs of one."""
        return self._folded

    @property
    def picture(self) -> int:
        """The tab that is shown on the right, or will be once both halves have room."""
        on_left = self._folded and self._right.currentWidget() is self._left
        return self._picture if on_left else self._right.currentIndex()

    def show_picture(self, tab: int) -> None:
        """Show a tab on the right, as soon as both halves have room."""
        last = self._right.count() - 1 - self._folded
        self._picture = min(tab, last)
        if not self._folded:
            self._right.setCurrentIndex(self._picture)

    def need(self, width: int) -> None:
        """The left half needs so much; the right one gives way, as far as it can."""
        self._needed = width
        self._share()

    def state(self) -> QByteArray:
        """Where the handle stands, for ``take_state``; folded: where it stood."""
        return self._state if self._folded else self.saveState()

    def take_state(self, state: QByteArray, chosen: bool) -> bool:
        """Take what ``state`` gave, ``chosen`` by the user or not; False where it is none."""
        self._fold(False)
        taken = self.restoreState(state)
        if taken:
            self._chosen = chosen
        self._share()
        return taken

    def minimumSizeHint(self) -> QSize:
        """That of the larger half: there is no need for both at once."""
        left, right = self._left.minimumSizeHint(), self._right.minimumSizeHint()
        return left.expandedTo(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _on_moved(self) -> None:
        self._chosen = True

    def _fold(self, folded: bool) -> None:
        if folded == self._folded:
            return
        if folded:
            self._picture = self._right.currentIndex()
            self._state = self.saveState()
            self._left.setContentsMargins(*_TAB_MARGINS)
            self._right.addTab(self._left, self.tr("Table"))
            self._right.setCurrentWidget(self._left)
        else:
            picture = self.picture
            self._right.removeTab(self._right.indexOf(self._left))
            self._left.setContentsMargins(0, 0, 0, 0)
            self.insertWidget(0, self._left)
            self._left.show()
            self._right.setCurrentIndex(picture)
            self.restoreState(self._state)
        self._folded = folded

    def _share(self) -> None:
        whole = self.width() - self.handleWidth()
        if not self._folded:
            self._least_right = self._right.minimumSizeHint().width()
        needed = self._needed or self._left.minimumSizeHint().width()
        self._fold(whole < needed + self._least_right)
        if self._chosen or self._folded:
            return
        left = min(self._needed or int(_SHARE * whole), whole - self._least_right)
        self.setSizes([left, whole - left])
