"""A strip over the topology for what the user should know."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from core.comparison.model import Severity
from widgets.parts.icons import set_button_icon
from widgets.parts.severity_style import severity_style


class WarningStrip(QWidget):
    """One sentence on a tinted strip, with a button that puts it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topologyWarning")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._label, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._say()
        self.hide()

    def _say(self) -> None:
        set_button_icon(self._close, "close", self.tr("Dismiss"))
        self._close.setToolTip(self.tr("Dismiss"))

    def say(self, text: str) -> None:
        """Show ``text``; an empty one hides the strip."""
        self._label.setText(f"▲ {text}" if text else "")
        self.setVisible(bool(text))

    def text(self) -> str:
        """What the strip says."""
        return self._label.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        tint = QColor(severity_style(Severity.WARN, self.palette()).fill)
        tint.setAlphaF(0.22)
        painter = QPainter(self)
        painter.fillRect(self.rect(), tint)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
