"""Room for what is above the results, as high as it wants to be while there is height for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST_LINES = 4
"""Lines of text that are seen at least: one field, and that another follows."""


class ScrolledRoom(QScrollArea):
    """Holds one widget, gives up height before the window has to grow for it, and scrolls then."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        # Tab goes to what is in it, and what it reaches is scrolled into sight.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        # It has no ground of its own.
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        # As wide as if there were a scroll bar, so that one that comes pushes nothing out of sight.
        least = self._content.minimumSizeHint()
        lines = _LEAST_LINES * self.fontMetrics().lineSpacing()
        return QSize(
            least.width() + self.verticalScrollBar().sizeHint().width(), min(least.height(), lines)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area keeps to itself that its content wants another size.
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
