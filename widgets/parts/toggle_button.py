"""A button that stays down, and is seen to."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter


class ToggleButton(QPushButton):
    """A button that is seen to be on, in any palette."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoDefault(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if self.isChecked() and self.isEnabled():
            palette = option.palette
            for role, source in (
                (QPalette.ColorRole.Button, QPalette.ColorRole.Highlight),
                (QPalette.ColorRole.ButtonText, QPalette.ColorRole.HighlightedText),
            ):
                palette.setColor(role, palette.color(source))
            option.palette = palette
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
