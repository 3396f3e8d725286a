"""Which columns of the result table are shown, in which order and how wide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from widgets.parts.metric_text import Column, header_help, header_text
from widgets.results.table import ResultTable

HIDDEN_AT_FIRST = frozenset(
    {
        *(Column.MEAN_ERROR, Column.RMSE, Column.SQNR, Column.CENTRED_COSINE),
        *(Column.ELEMENTS, Column.ADDED),
    }
)
_LED_BY = (
    *(Column.SEVERITY, Column.INDEX, Column.LAYER),
    *(Column.COSINE, Column.MAX_ERROR, Column.RED),
)
_FORMER_ORDER = (
    *_LED_BY,
    *(column for column in Column if column not in (*_LED_BY, Column.ADDED)),
)
"""The order at first of earlier versions: who kept that has chosen none."""
ORDER_AT_FIRST = (
    *(*_LED_BY, Column.NOTE),
    *(column for column in Column if column not in (*_LED_BY, Column.NOTE)),
)
"""From left to right: the files' long names stand behind the numbers and what explains them, which
are what one looks for and would leave a narrow table otherwise."""
_FORMER_NAMES = {"STATE": Column.SEVERITY}
"""What columns were called in states saved by earlier versions."""
_ALWAYS_SHOWN = frozenset({Column.SEVERITY, Column.LAYER})


class ColumnChoice(QObject):
    """Hides, shows and remembers columns of one table; ``menu`` lets the user choose.

    ``addedWanted``: whether the added error, which is not worked out unasked, is shown.
    """

    addedWanted = Signal(bool)

    def __init__(self, table: ResultTable) -> None:
        super().__init__(table)
        self._table = table
        self._hidden = set(HIDDEN_AT_FIRST)
        self._deviation_wanted = True
        self._actions: dict[Column, QAction] = {}
        self.menu = self._make_menu(table)
        self._put_in_order(ORDER_AT_FIRST)
        self._apply()

    def shown(self) -> list[Column]:
        """The visible columns from left to right."""
        header = self._table.horizontalHeader()
        by_place = sorted(Column, key=header.visualIndex)
        return [column for column in by_place if not header.isSectionHidden(column)]

    def want_deviation(self, on: bool) -> None:
        """Whether StandardDeviation may be seen at all, whatever the user chose in the menu."""
        self._deviation_wanted = on
        self._apply()

    def offer_added(self, can: bool) -> None:
        """Whether there is a network, by which alone the added error can be known."""
        action = self._actions[Column.ADDED]
        action.setEnabled(can)
        tip = self.tr("The added error needs a network: choose a prototxt or a dot file")
        action.setToolTip(header_help(Column.ADDED) if can else tip)

    def reset(self) -> None:
        """Columns, order and widths as they were at first."""
        self._put_in_order(ORDER_AT_FIRST)
        self._hidden = set(HIDDEN_AT_FIRST)
        self._table.fit_columns()
        self._apply()

    def save(self) -> bytes:
        """Columns, their order, their widths when set by hand, and the sorting, as JSON."""
        header = self._table.horizontalHeader()
        sort = header.sortIndicatorSection()
        widths = {column.name: self._table.columnWidth(column) for column in self.shown()}
        state = {
            "order": [column.name for column in sorted(Column, key=header.visualIndex)],
            "hidden": sorted(column.name for column in self._hidden),
            "widths": {} if self._table.fits else widths,
            "sort": Column(sort).name if sort >= 0 else None,
            "ascending": header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder,
        }
        return json.dumps(state).encode()

    def restore(self, state: bytes) -> bool:
        """Take what ``save`` gave; False, and nothing changed, when it is not that."""
        known = {**Column.__members__, **_FORMER_NAMES}
        try:
            held = json.loads(state)
            order = [known[name] for name in held["order"] if name in known]
            hidden = {known[name] for name in held["hidden"] if name in known}
            widths = {known[name]: int(w) for name, w in held["widths"].items() if name in known}
            sort, ascending = _sorted_by(held["sort"], known), bool(held["ascending"])
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        header = self._table.horizontalHeader()
        whole = _with_all(list(dict.fromkeys(order)))
        self._put_in_order(ORDER_AT_FIRST if tuple(order) == _FORMER_ORDER else whole)
        # A column that came with a later version is hidden or shown as at first.
        self._hidden = (hidden | HIDDEN_AT_FIRST.difference(order)) - _ALWAYS_SHOWN
        self._apply()
        if widths:
            self._table.keep_widths()
            for column, width in widths.items():
                if not header.isSectionHidden(column):
                    self._table.setColumnWidth(column, max(header.minimumSectionSize(), width))
        way = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        self._table.sortByColumn(sort, way)
        return True

    def _make_menu(self, table: ResultTable) -> QMenu:
        menu = QMenu(table)
        menu.setToolTipsVisible(True)
        for column in Column:
            if column in _ALWAYS_SHOWN:
                continue
            action = menu.addAction(header_text(column))
            action.setCheckable(True)
            action.setToolTip(header_help(column))
            action.triggered.connect(lambda on, column=column: self._show(column, on))
            self._actions[column] = action
        menu.addSeparator()
        menu.addAction(self.tr("Reset Columns")).triggered.connect(self.reset)
        return menu

    def _put_in_order(self, order: Iterable[Column]) -> None:
        header = self._table.horizontalHeader()
        for place, column in enumerate(order):
            header.moveSection(header.visualIndex(column), place)

    def _show(self, column: Column, on: bool) -> None:
        if on:
            self._hidden.discard(column)
        else:
            self._hidden.add(column)
        self._apply()

    def _apply(self) -> None:
        for column in Column:
            unwanted = column is Column.STD and not self._deviation_wanted
            self._table.setColumnHidden(column, unwanted or column in self._hidden)
        for column, action in self._actions.items():
            action.setChecked(column not in self._hidden)
        self._actions[Column.STD].setEnabled(self._deviation_wanted)
        if self._table.fits:
            self._table.fit_columns()
        self.addedWanted.emit(Column.ADDED not in self._hidden)


def _sorted_by(held: object, known: Mapping[str, Column]) -> int:
    """The column a state says; −1 for none and for one that there is no more.

    Raises:
        TypeError: it is no column at all.
    """
    if isinstance(held, str):
        return known.get(held, -1)
    if held is None:
        return -1
    # Earlier versions saved the place.
    place = int(held) if isinstance(held, int) else -2
    if place < -1:
        raise TypeError(held)
    return place if place < len(Column) else -1


def _with_all(order: list[Column]) -> list[Column]:
    """``order`` and, each behind the one before it at first, the columns it does not know."""
    before = -1
    for column in ORDER_AT_FIRST:
        if column not in order:
            order.insert(before + 1, column)
        before = order.index(column)
    return order
