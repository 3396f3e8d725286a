"""What every table that draws its rows itself has to ask its view for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTableView

_Column = TypeVar("_Column", bound=int)


def shown_palette(table: QTableView) -> QPalette:
    """The palette that Qt would have the table's cells drawn with now."""
    palette = QPalette(table.palette())
    if not table.isEnabled():
        palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)
    elif table.isActiveWindow():
        palette.setCurrentColorGroup(QPalette.ColorGroup.Active)
    else:
        palette.setCurrentColorGroup(QPalette.ColorGroup.Inactive)
    return palette


def shown_spans(
    table: QTableView, columns: Sequence[_Column], shown: QRect
) -> list[tuple[_Column, int, int]]:
    """Those of ``columns`` that reach into ``shown``: each with its left edge in the viewport and
    its width."""
    spans = []
    for column in columns:
        width = table.columnWidth(column)
        left = table.columnViewportPosition(column)
        # A hidden one has no width.
        if width and left <= shown.right() and left + width > shown.left():
            spans.append((column, left, width))
    return spans


def reach(spans: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """The left edge and the width of all ``spans`` together."""
    left = min(start for _, start, _ in spans)
    return left, max(start + extent for _, start, extent in spans) - left


def last_shown(table: QTableView, first: int, shown: QRect, count: int) -> int:
    """The last of ``count`` rows, all of one height, that reaches into ``shown``; ``first`` is the
    first."""
    top, height = table.rowViewportPosition(first), table.rowHeight(first)
    return min(first + (shown.bottom() - top) // height, count - 1)
