"""A sentence that has to be said aloud, above the table until it is put away."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from core.comparison.model import Severity
from widgets.parts.plain_tip import plain_tip
from widgets.parts.severity_style import severity_style


class Notice(QFrame):
    """One wrapped sentence with a button that puts it away.

    ``brief``: in one line, cut off at its end, with a button that shows it whole.
    """

    dismissed = Signal()

    def __init__(self, text: str, brief: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._brief = brief
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._label = QLabel(text, self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QToolButton(self)
        self._more.setObjectName("wholeNotice")
        self._more.setAutoRaise(True)
        self._more.setText("…")
        self._more.setToolTip(self.tr("Show the whole sentence"))
        self._more.setAccessibleName(self._more.toolTip())
        self._more.clicked.connect(lambda: self.set_brief(False))
        close = QToolButton(self)
        close.setObjectName("dismissNotice")
        close.setAutoRaise(True)
        close.setText("×")
        close.setToolTip(self.tr("Dismiss"))
        close.setAccessibleName(self.tr("Dismiss"))
        close.clicked.connect(self.dismissed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 2, 2)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.set_brief(brief)

    def set_brief(self, brief: bool) -> None:
        """Whether one line has to do."""
        self._brief = brief
        across = QSizePolicy.Policy.Ignored if brief else QSizePolicy.Policy.Preferred
        self._label.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self._label.setWordWrap(not brief)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A stripe at the left sets the notice off."""
        super().paintEvent(event)
        painter = QPainter(self)
        stripe = QRect(1, 1, 4, self.height() - 2)
        painter.fillRect(stripe, severity_style(Severity.WARN, self.palette()).fill)
        painter.end()

    def _say(self) -> None:
        shown = self._text
        if self._brief:
            # Where its own button goes is told by the frame: the label follows a turn later.
            room = self.width() - 3 * self._more.sizeHint().width()
            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, max(room, 1))
        cut = shown != self._text
        self._more.setVisible(cut)
        self._label.setText(shown)
        self._label.setToolTip(plain_tip(self._text) if cut else "")
