"""The elements of one pair as a table: straight from the arrays, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

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

from core.comparison.elements import Elements, Order
from core.dumps.model import Values
from widgets.elements.rows import ElementRows
from widgets.elements.text import ElementColumn, Shape, element_text, rows_said
from widgets.parts.plain_tip import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex

_ON_ITS_WAY = "…"
_INVALID = QModelIndex()
_COLUMNS = len(ElementColumn)
_ALL_THERE = (True,) * _COLUMNS
_MOST_ROWS_KEPT = 512

# Plain numbers: looking an enumeration's member up takes longer than the answer.
_DISPLAY, _TIP, _FONT, _ALIGNMENT, _BACKGROUND, _FOREGROUND, _DECORATION, _ACCESSIBLE = (
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)
_ANSWERED = frozenset((_DISPLAY, _TIP, _FONT, _BACKGROUND, _FOREGROUND, _DECORATION, _ACCESSIBLE))
_RIGHT_MIDDLE = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_DIGITS = frozenset((int(ElementColumn.LEFT), int(ElementColumn.RIGHT)))


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


class ShownRow(NamedTuple):
    """One row as it is shown."""

    element: int
    texts: tuple[str, ...]
    there: tuple[bool, ...]
    """Whether the number of each column has been read."""
    marked: bool


class ElementModel(QAbstractTableModel):
    """Rows over two arrays, in index order or any other.

    A row is looked up and put into words when it is first asked for; nothing is prepared.
    ``sort`` does not sort: it asks for an order with ``orderAsked(column, descending)``, which
    comes by ``set_order``.
    """

    orderAsked = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        nothing = Values(np.empty(0, np.float64))
        self._elements = Elements(nothing, nothing)
        self._shape: Shape | None = None
        self._rows = ElementRows()
        self._made: dict[int, ShownRow] = {}
        self._expected = 0
        self._faint = QBrush()
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
        return self._rows.order

    @property
    def rows(self) -> ElementRows:
        """Which elements stand in the rows, and which part of all they are."""
        return self._rows

    @property
    def as_float(self) -> bool:
        """Whether codes are shown as the numbers they stand for."""
        return self._as_float

    @property
    def loading(self) -> bool:
        """Whether there are rows whose numbers are still on their way."""
        return self._expected > 0

    def set_elements(self, elements: Elements, shape: Shape | None, expected: int = 0) -> None:
        """Show other elements, in index order.

        ``expected`` > 0: they are the first ones of that many, and the others' rows say that they
        are on their way. Where the same rows hold more numbers than before, only these change.
        """
        count = max(len(elements), expected)
        more = self.order is None and shape == self._shape and self._rows.whole == count
        if not more:
            self.beginResetModel()
            self._rows = ElementRows(count)
        self._elements = elements
        self._made.clear()
        self._shape = shape
        self._expected = expected
        if more:
            self._changed(ElementColumn.INDEX, ElementColumn.RELATIVE_ERROR)
        else:
            self.endResetModel()

    def set_order(self, order: Order | None) -> None:
        """Show the elements of ``order``, all or some, from the first on; None: all in index
        order."""
        self._show_rows(ElementRows(self.count, order))

    def show_part_with(self, place: int) -> None:
        """Show the part of the rows in which ``place`` is."""
        if self._rows.row_at(place) is None:
            self._show_rows(self._rows.of_part_with(place))

    def _show_rows(self, rows: ElementRows) -> None:
        self.beginResetModel()
        self._rows = rows
        self._made.clear()
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

    def set_faint(self, colour: QColor) -> None:
        """The colour of what stands for numbers that are on their way."""
        self._faint = QBrush(colour)

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
        return column in _DIGITS

    def set_side_names(self, left: str, right: str) -> None:
        """File names, for the tooltips of the titles."""
        self._side_names = (left, right)

    def _changed(self, first: int, last: int) -> None:
        self._made.clear()
        rows = self.rowCount()
        if rows:
            self.dataChanged.emit(self.index(0, first), self.index(rows - 1, last))

    # --- rows and elements -----------------------------------------------------------------

    def element_at(self, row: int) -> int:
        """The element a row shows."""
        return self._rows.element_at(row)

    def row_of(self, element: int) -> int | None:
        """The row that shows an element; None where none does. Scans the order once."""
        return self._rows.row_of(element)

    @property
    def count(self) -> int:
        """Elements there are, or will be once all is read."""
        return max(len(self._elements), self._expected)

    def is_marked(self, element: int) -> bool:
        """Whether the row of an element is coloured."""
        return self._marks(self._elements.absolute_error(element))

    def _marks(self, error: float | None) -> bool:
        return self._threshold is not None and error is not None and not error < self._threshold

    # --- for whoever draws the rows -----------------------------------------------------------

    def shown(self, row: int) -> ShownRow:
        """What a row says; kept while it is in sight, since each of its cells asks often."""
        said = self._made.get(row)
        return self.shown_rows(row, row + 1)[0] if said is None else said

    def shown_rows(self, first: int, stop: int) -> list[ShownRow]:
        """What the rows ``first:stop`` say; those that are new are looked up all at once."""
        made, wanted = self._made, range(first, stop)
        new = [row for row in wanted if row not in made]
        if new:
            if len(made) + len(new) > _MOST_ROWS_KEPT:
                made.clear()
                new = list(wanted)
            made.update(zip(new, self._made_rows(self._rows.elements_at(new)), strict=True))
        return [made[row] for row in wanted]

    @property
    def fill(self) -> QColor:
        """The ground of marked rows."""
        return self._fill.color()

    @property
    def sign(self) -> QPixmap:
        """What stands before the index of a marked row."""
        return _sign(self._fill.color().rgba(), self._ink.color().rgba(), self._sign_side)

    @property
    def ink(self) -> QColor:
        """What is written on the ground of marked rows."""
        return self._ink.color()

    @property
    def faint(self) -> QColor:
        """What stands for numbers that are on their way."""
        return self._faint.color()

    # --- Qt's side -------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _INVALID) -> int:
        return 0 if parent.isValid() else _COLUMNS

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        # Cells that are left to Qt's delegate are asked for a dozen roles each: what answers most
        # comes first.
        if role == _ALIGNMENT:
            return _RIGHT_MIDDLE
        if role not in _ANSWERED or not index.isValid():
            return None
        column = index.column()
        if role == _FONT:
            return self._digits_font if column in _DIGITS else None
        row = self.shown(index.row())
        if role == _DISPLAY:
            return row.texts[column]
        if role == _TIP:
            if not row.there[column]:
                return self.tr("This number is still being read")
            return element_text(self._elements, self._shape, row.element)
        if role == _FOREGROUND:
            if not row.there[column]:
                return self._faint
            return self._ink if row.marked else None
        if role == _BACKGROUND:
            return self._fill if row.marked else None
        if column != ElementColumn.INDEX:
            return None
        if role == _DECORATION:
            return self.sign if row.marked else None
        text = row.texts[column]
        return self.tr("{element}, marked").format(element=text) if row.marked else text

    def _made_rows(self, chosen: Sequence[int]) -> list[ShownRow]:
        said = rows_said(self._elements, self._shape, chosen, self._as_float)
        rows = [
            ShownRow(element, texts, _ALL_THERE, self._marks(error))
            for element, (texts, error) in zip(chosen, said, strict=True)
        ]
        return [self._so_far(row) for row in rows] if self._expected else rows

    def _so_far(self, row: ShownRow) -> ShownRow:
        """A row while numbers are on their way."""
        elements = self._elements
        left, right = row.element < len(elements.left), row.element < len(elements.right)
        there = (True, True, left, right, left and right, left and right)
        texts = zip(row.texts, there, strict=True)
        said = tuple(text if known else _ON_ITS_WAY for text, known in texts)
        return row._replace(texts=said, there=there)

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
