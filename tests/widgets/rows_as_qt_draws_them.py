"""The rows of a table as pixels: drawn by the table itself, and by Qt's own table view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.theme import palette_for

_Table = TypeVar("_Table", bound=QTableView)


def as_stock(kind: type[_Table]) -> type[_Table]:
    """The same table, drawn by Qt's view, each cell by the delegate from the model's roles."""

    def paintEvent(self, event):
        QTableView.paintEvent(self, event)

    return type(f"Stock{kind.__name__}", (kind,), {"paintEvent": paintEvent})


def drawn_rows(
    qtbot: QtBot,
    table: QTableView,
    size: tuple[int, int],
    state: Callable[[QTableView], None],
    dark: bool,
    scale: float,
) -> np.ndarray:
    """The pixels of the active table, of this size and in this state; ``scale`` to a point."""
    qtbot.addWidget(table)
    table.setPalette(palette_for(dark))
    table.resize(*size)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    state(table)
    # Scroll bars come and go before the first frame, and the viewport has its size only then.
    table.grab()
    image = QImage(table.viewport().size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    table.viewport().render(image)
    table.close()
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1) & 0xFFFFFF


def select_some_rows(table: QTableView) -> None:
    """Rows here and there, one of them the current one."""
    table.selectRow(4)
    for row in (2, 9, 10, 11):
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().select(table.model().index(row, 0), flags)
