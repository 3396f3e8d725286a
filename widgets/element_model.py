"""The elements of one pair as a table: straight from the arrays, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QFontDatabase, QPainter, QPen, QPixmap, QPolygonF

from core.comparison.elements import Elements, Order, value_at
from core.dumps.model import Values
from widgets.plain_tip import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
Shape = tuple[int, int, int]

MOST_ROWS = 60_000_000
"""A Qt table counts its pixels in 31 bits; rows beyond this could not be reached."""

_NOTHING = "–"
_INVALID = QModelIndex()


class ElementColumn(IntEnum):
    """Columns of the element table."""

    INDEX = 0
    CHW = 1
    LEFT = 2
    RIGHT = 3
    ABSOLUTE_ERROR = 4
    RELATIVE_ERROR = 5


def number_text(value: float) -> str:
    """A number with up to nine significant digits; −0 is 0."""
    return f"{value + 0.0:.9g}"


def place_text(shape: Shape | None, element: int) -> str:
    """``c,h,w`` of an element, row-major; empty where no shape is known."""
    if shape is None:
        return ""
    _, height, width = shape
    c, inside = divmod(element, height * width)
    return f"{c},{inside // width},{inside % width}"


def cell_text(
    elements: Elements, shape: Shape | None, column: int, element: int, as_float: bool
) -> str:
    """What the table says about an element in one column."""
    if column == ElementColumn.INDEX:
        return str(element)
    if column == ElementColumn.CHW:
        return place_text(shape, element)
    if column in (ElementColumn.LEFT, ElementColumn.RIGHT):
        side = elements.left if column == ElementColumn.LEFT else elements.right
        return _value_text(side, element, as_float)
    if column == ElementColumn.ABSOLUTE_ERROR:
        error = elements.absolute_error(element)
        return _NOTHING if error is None else f"{error:.7g}"
    error = elements.relative_error(element)
    return _NOTHING if error is None else f"{error:.4g}"


def _value_text(side: Values, element: int, as_float: bool) -> str:
    if element >= len(side):
        return _NOTHING
    if as_float or side.codes is None:
        return number_text(value_at(side, element))
    return side.text(element)


def element_text(elements: Elements, shape: Shape | None, element: int) -> str:
    """One element in one line: where it stands, both numbers and their difference."""
    parts = [f"#{element}"]
    if shape is not None:
        parts.append(f"c,h,w {place_text(shape, element)}")
    sides = []
    for name, side in (("L", elements.left), ("R", elements.right)):
        if element < len(side):
            number = value_at(side, element)
            sides.append(number)
            parts.append(f"{name} {number_text(number)}")
    if len(sides) == 2:
        parts.append(f"L − R {number_text(sides[0] - sides[1])}")
    return " · ".join(parts)


def rows_as_tsv(
    elements: Elements,
    shape: Shape | None,
    titles: Sequence[str],
    chosen: Sequence[int],
    as_float: bool,
) -> str:
    """Elements as tab-separated lines under a line of titles, as the table shows them."""
    lines = ["\t".join(titles)]
    lines += [
        "\t".join(cell_text(elements, shape, column, element, as_float) for column in ElementColumn)
        for element in chosen
    ]
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=8)
def _sign(fill: int, edge: int, side: int) -> QPixmap:
    """A diamond: a marked row is told without its colour, and when it is selected."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(edge), 1.5))
    painter.setBrush(QColor.fromRgba(fill))
    half, reach = side / 2, side / 2 - 1
    corners = ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
    painter.drawPolygon(QPolygonF([QPointF(half + x, half + y) for x, y in corners]))
    painter.end()
    return pixmap


class ElementModel(QAbstractTableModel):
    """Rows over two arrays, in index order or any other.

    ``data`` looks up one element and formats it; nothing is prepared. ``sort`` does not sort: it
    asks for an order with ``orderAsked(column, descending)``, which comes by ``set_order``.
    """

    orderAsked = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        nothing = Values(np.empty(0, np.float64))
        self._elements = Elements(nothing, nothing)
        self._shape: Shape | None = None
        self._order: Order | None = None
        self._as_float = False
        self._threshold: float | None = None
        self._fill = QBrush()
        self._ink = QBrush()
        self._sign_side = 11
        self._digits_font = QFont()
        self._titles = self._said_titles()
        self._side_names = ("", "")

    # --- content -------------------------------------------------------------------------

    @property
    def elements(self) -> Elements:
        """Both sides."""
        return self._elements

    @property
    def shape(self) -> Shape | None:
        """(C, H, W) that fits, or None."""
        return self._shape

    @property
    def order(self) -> Order | None:
        """Element of each row; None in index order."""
        return self._order

    @property
    def as_float(self) -> bool:
        """Whether codes are shown as the numbers they stand for."""
        return self._as_float

    def set_elements(self, elements: Elements, shape: Shape | None) -> None:
        """Show other elements, in index order."""
        self.beginResetModel()
        self._elements = elements
        self._shape = shape
        self._order = None
        self.endResetModel()

    def set_order(self, order: Order | None) -> None:
        """Show the elements of ``order``, all or some; None: all in index order."""
        self.beginResetModel()
        self._order = order
        self.endResetModel()

    def set_as_float(self, as_float: bool) -> None:
        """Show numbers instead of the files' own digits."""
        self._as_float = as_float
        self._changed(ElementColumn.LEFT, ElementColumn.RIGHT)

    def set_marking(self, threshold: float | None, colour: QColor) -> None:
        """Colour rows with |L − R| ≥ ``threshold``, or that is no number; None: no row."""
        self._threshold = threshold
        self._fill = QBrush(colour)
        dark_ink = colour.lightnessF() > 0.5 or colour.greenF() > 0.6
        self._ink = QBrush(Qt.GlobalColor.black if dark_ink else Qt.GlobalColor.white)
        self._changed(ElementColumn.INDEX, ElementColumn.RELATIVE_ERROR)

    def set_fonts(self, base: QFont) -> None:
        """Follow the table's font: both sides get digits of equal width in its size."""
        self._digits_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if base.pointSizeF() > 0:
            self._digits_font.setPointSizeF(base.pointSizeF())
        self._changed(ElementColumn.LEFT, ElementColumn.RIGHT)

    @property
    def digits_font(self) -> QFont:
        """The font of what ``in_digits``."""
        return self._digits_font

    @staticmethod
    def in_digits(column: int) -> bool:
        """Whether a column has digits of equal width: numbers and codes then look alike."""
        return column in (ElementColumn.LEFT, ElementColumn.RIGHT)

    def set_side_names(self, left: str, right: str) -> None:
        """File names, for the tooltips of the titles."""
        self._side_names = (left, right)

    def _changed(self, first: int, last: int) -> None:
        rows = self.rowCount()
        if rows:
            self.dataChanged.emit(self.index(0, first), self.index(rows - 1, last))

    # --- rows and elements -----------------------------------------------------------------

    def element_at(self, row: int) -> int:
        """The element a row shows."""
        return row if self._order is None else int(self._order[row])

    def row_of(self, element: int) -> int | None:
        """The row that shows an element; None where none does. Scans the order once."""
        if not 0 <= element < len(self._elements):
            return None
        row = element
        if self._order is not None:
            if not len(self._order):
                return None
            row = int(np.argmax(self._order == element))
            if self._order[row] != element:
                return None
        return row if row < self.rowCount() else None

    def is_marked(self, element: int) -> bool:
        """Whether the row of an element is coloured."""
        if self._threshold is None:
            return False
        error = self._elements.absolute_error(element)
        return error is not None and not error < self._threshold

    # --- Qt's side -------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _INVALID) -> int:
        if parent.isValid():
            return 0
        rows = len(self._elements) if self._order is None else len(self._order)
        return min(rows, MOST_ROWS)

    def columnCount(self, parent: AnyIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(ElementColumn)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            return self._font(column)
        element = self.element_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(self._elements, self._shape, column, element, self._as_float)
        if role == Qt.ItemDataRole.ToolTipRole:
            return element_text(self._elements, self._shape, element)
        if role in (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole):
            if not self.is_marked(element):
                return None
            return self._fill if role == Qt.ItemDataRole.BackgroundRole else self._ink
        if role == Qt.ItemDataRole.DecorationRole and column == ElementColumn.INDEX:
            if self.is_marked(element):
                fill, edge = self._fill.color().rgba(), self._ink.color().rgba()
                return _sign(fill, edge, self._sign_side)
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and column == ElementColumn.INDEX:
            return (
                self.tr("{element}, marked").format(element=element)
                if self.is_marked(element)
                else str(element)
            )
        return None

    def _font(self, column: int) -> QFont | None:
        return self._digits_font if self.in_digits(column) else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(ElementColumn):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            by_number = section >= ElementColumn.LEFT
            return Qt.SortOrder.DescendingOrder if by_number else Qt.SortOrder.AscendingOrder
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.orderAsked.emit(column, order == Qt.SortOrder.DescendingOrder)

    def titles(self) -> list[str]:
        """Titles of all columns, in one line each."""
        return [title.replace("\n", " ") for title in self._titles]

    def _said_titles(self) -> tuple[str, ...]:
        return (
            self.tr("Index"),
            self.tr("c,h,w"),
            self.tr("Left"),
            self.tr("Right"),
            self.tr("Absolute\nerror"),
            self.tr("Relative\nerror"),
        )

    def _tip(self, section: int) -> str:
        return (
            self.tr("Place of the element in the file, from 0"),
            self.tr("Channel, row and column of the element, from 0"),
            self._side_names[0],
            self._side_names[1],
            self.tr("|L − R|\nClick to sort, largest first; a third click goes back."),
            self.tr("|L − R| / |L|\ninf where only L is 0, – where both are."),
        )[section]
