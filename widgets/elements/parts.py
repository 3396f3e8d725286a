"""Turns the parts of an element table that has more rows than a table can show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from widgets.elements.rows import ElementRows
from widgets.parts.icons import set_button_icon
from widgets.parts.reading_line import ReadingLine


class PartsBar(QWidget):
    """Says which rows are shown, of how many; hidden where they are all.

    ``placeAsked`` carries the first place of the part before or after.
    """

    placeAsked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("elementParts")
        self._rows = ElementRows()
        self.said = ReadingLine()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.before = self._button("chevron-left", self.tr("The rows before"), -1)
        self.after = self._button("chevron-right", self.tr("The rows after"), 1)
        for widget in (self.before, self.after):
            row.addWidget(widget)
        row.addWidget(self.said, 1)
        self.hide()

    def _button(self, name: str, text: str, step: int) -> QToolButton:
        button = QToolButton()
        set_button_icon(button, name, text)
        button.setToolTip(text)
        button.clicked.connect(lambda: self._on_step(step))
        return button

    def show_rows(self, rows: ElementRows) -> None:
        """Say what ``rows`` are shown."""
        self._rows = rows
        self.setVisible(len(rows) < rows.whole)
        end = rows.first + len(rows)
        self.before.setEnabled(rows.first > 0)
        self.after.setEnabled(end < rows.whole)
        self.said.say(
            self.tr("Rows {first} to {last} of {whole}: a table shows no more at once").format(
                first=f"{rows.first + 1:,}", last=f"{end:,}", whole=f"{rows.whole:,}"
            )
        )

    def _on_step(self, step: int) -> None:
        rows = self._rows
        self.placeAsked.emit(rows.first + len(rows) if step > 0 else max(0, rows.first - 1))
