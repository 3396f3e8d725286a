"""Says in an element window that its files have changed, with a button that reads them again."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from core.comparison.vocabulary import Severity
from widgets.parts.severity_style import severity_style


class ChangedBar(QWidget):
    """Hidden until the files have changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("elementChanged")
        self._said = QLabel(self.tr("The files have changed since their numbers were read."))
        self._said.setWordWrap(True)
        font = self._said.font()
        font.setBold(True)
        self._said.setFont(font)
        self.button = QPushButton(self.tr("Read again"))
        self.button.setObjectName("readChanged")
        self.button.setToolTip(self.tr("Read both files once more"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._said, 1)
        row.addWidget(self.button)
        self._colour()
        self.hide()

    def _colour(self) -> None:
        palette = QPalette(self.palette())
        accent = severity_style(Severity.WARN, palette).accent
        palette.setColor(QPalette.ColorRole.WindowText, accent)
        self._said.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_said"):
            self._colour()
