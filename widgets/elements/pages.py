"""What an element window holds: the wait, the reason why there is nothing, or the pair."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)


class ElementPages(QStackedWidget):
    """Waits at first. ``readAgainAsked``: the user wants to try once more what has failed."""

    readAgainAsked = Signal()

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._failure = QLabel()
        self._failure.setObjectName("elementFailure")
        self._failure.setTextFormat(Qt.TextFormat.PlainText)
        self._failure.setWordWrap(True)
        self._failure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._failure.setMargin(24)
        self._failure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = QPushButton(self.tr("Read Again"))
        self._again.setObjectName("readAgain")
        self._again.setToolTip(self.tr("Read both files once more"))
        self._again.clicked.connect(self.readAgainAsked)
        self._waiting, self._failed = self._waiting_page(), self._failed_page()
        for page in (self._waiting, self._failed, content):
            self.addWidget(page)

    def show_wait(self) -> None:
        """Both files are being read."""
        self.setCurrentWidget(self._waiting)

    def show_content(self) -> None:
        """There is something to show."""
        self.setCurrentWidget(self._content)

    def show_failure(self, sentence: str) -> None:
        """There is nothing to show, and why."""
        self._failure.setText(f"✕  {sentence}")
        self.setCurrentWidget(self._failed)
        if self.isActiveWindow():
            self._again.setFocus()

    def _failed_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._failure)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _waiting_page(self) -> QWidget:
        page = QWidget()
        text = QLabel(self.tr("Reading both files…"))
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        busy = QProgressBar()
        busy.setRange(0, 0)
        busy.setTextVisible(False)
        busy.setMaximumWidth(240)
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(text)
        column.addWidget(busy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page
