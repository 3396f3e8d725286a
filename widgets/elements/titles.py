"""Titles of the element table, drawn and sorted by as those of the result table."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from widgets.parts.table_header import ResultHeader

_LINES = 2
_ARROW_ROOM = 14


class ElementTitles(ResultHeader):
    """Two lines high; columns stay in their order. A third click brings index order back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(32)

    def sizeHint(self) -> QSize:
        """Room for both lines, and for the arrow below them."""
        height = self.fontMetrics().height() * _LINES + _ARROW_ROOM
        return QSize(super().sizeHint().width(), height)
