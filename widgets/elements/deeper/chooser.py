"""Turns to a page of deeper numbers: buttons side by side, or a list where these have no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QWidget

from widgets.parts.toggle_button import ToggleButton

_GAP = 4
_PADDING = 18


class Choice(NamedTuple):
    """A page: the objectName of its button, its title, and what it shows."""

    name: str
    title: str
    tip: str


class PageChooser(QWidget):
    """``chosen`` carries the number of the page that was turned to, by the user or not."""

    chosen = Signal(int)

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QComboBox()
        self.list.setObjectName("deeperView")
        self.list.setAccessibleName(self.tr("Deeper numbers"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.list)
        for number, choice in enumerate(choices):
            button = ToggleButton(choice.title)
            button.setObjectName(choice.name)
            button.setToolTip(choice.tip)
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(choice.title) + _PADDING)
            self._group.addButton(button, number)
            row.addWidget(button)
            self.list.addItem(choice.title)
        row.addStretch(1)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self.list.currentIndexChanged.connect(self.choose)
        self._narrow = False
        self._take_turns()

    @property
    def number(self) -> int:
        """The page that is turned to."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Turn to a page; a number that is none changes nothing."""
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)

    def minimumSizeHint(self) -> QSize:
        """That of the list."""
        hint = self.list.minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), self._group.button(0).sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        buttons = self._group.buttons()
        needed = sum(max(b.minimumWidth(), b.minimumSizeHint().width()) for b in buttons)
        narrow = self.width() < needed + _GAP * (len(buttons) - 1)
        if narrow != self._narrow:
            self._narrow = narrow
            self._take_turns()

    def _take_turns(self) -> None:
        self.list.setVisible(self._narrow)
        for button in self._group.buttons():
            button.setVisible(not self._narrow)

    def _on_toggled(self, number: int, on: bool) -> None:
        if on:
            with QSignalBlocker(self.list):
                self.list.setCurrentIndex(number)
            self.chosen.emit(number)
