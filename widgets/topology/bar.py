"""The bar over the network: the search with its count, and buttons that make room for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from widgets.parts.icons import icon

_LEAST_CHARACTERS = 14
_SOUGHT_CHARACTERS = 22
"""What is sought can be read: names of layers are as long."""
_MOST_CHARACTERS = 44
_SPACING = 4


class TopologyBar(QWidget):
    """Search, count and buttons in one line, whatever its width.

    Where they do not fit, those of ``put_buttons`` that may go do so, the first group first. A
    search that goes on takes more room. ``searched``: the text of the search is another one.
    """

    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: Sequence[QToolButton] = ()
        self._may_go: Sequence[Sequence[QToolButton]] = ()
        self.search = QLineEdit()
        self.search.setObjectName("topologySearch")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self._characters(_LEAST_CHARACTERS))
        self.search.setMaximumWidth(self._characters(_MOST_CHARACTERS))
        self.search.textChanged.connect(self.searched)
        self.search.installEventFilter(self)
        glass = icon("search")
        if not glass.isNull():
            self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.count = QLabel()
        self.count.setObjectName("topologySearchCount")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(_SPACING)
        self._line.addWidget(self.search, 1)
        self._line.addWidget(self.count)
        self._line.addStretch(0)

    def put_buttons(
        self, buttons: Sequence[QToolButton], may_go: Sequence[Sequence[QToolButton]]
    ) -> None:
        """These stand at the right; the groups that ``may_go`` have keys or entries in the menu."""
        self._buttons, self._may_go = buttons, may_go
        for button in buttons:
            self._line.addWidget(button)
        self._share_room()

    def say_count(self, text: str) -> None:
        """How many were found, and which of them is shown."""
        self.count.setText(text)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        may_go = {one for group in self._may_go for one in group}
        stays = [one for one in self._buttons if one not in may_go]
        width = self.search.minimumWidth() + self._width_of(stays)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._share_room()
        return super().eventFilter(watched, event)

    def _characters(self, count: int) -> int:
        return self.search.fontMetrics().averageCharWidth() * count

    def _width_of(self, buttons: Sequence[QToolButton]) -> int:
        return sum(one.sizeHint().width() + _SPACING for one in buttons)

    def _share_room(self) -> None:
        sought = bool(self.search.text()) or self.search.hasFocus()
        room = self.width() - self._characters(_SOUGHT_CHARACTERS if sought else _LEAST_CHARACTERS)
        # The layout leaves its spacing on both sides of what may take all that is left over.
        room -= 2 * _SPACING + (self.count.sizeHint().width() if self.count.text() else 0)
        shown = list(self._buttons)
        for group in self._may_go:
            if self._width_of(shown) > room:
                shown = [one for one in shown if one not in group]
        for button in self._buttons:
            button.setVisible(button in shown)
