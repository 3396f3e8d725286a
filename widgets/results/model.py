"""Table model of a comparison: one row a pair, then one row an unmatched dump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QPalette

from core.comparison.colouring import Colouring
from core.comparison.model import Pair, PairResult, Plan, Thresholds, Unmatched
from core.comparison.vocabulary import ADDED_ERROR, metric_title
from widgets.parts.metric_text import (
    NUMBER_COLUMNS,
    SINGLE_NUMBERS,
    Column,
    header_help,
    header_text,
)
from widgets.parts.plain_tip import plain_tip
from widgets.results.cells import CellFace, ResultCells, alignment_of, severity_of_state
from widgets.results.rows import ResultRows, ShownRows

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

# Qt asks for it with each cell that it draws.
_COLUMNS = len(Column)

_MOST_FACES = 2000
"""Rows whose cells are kept."""

SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1
"""Gives the ``Severity`` of a row as text (Qt makes a string of it), None while it has none."""


class ResultModel(QAbstractTableModel):
    """Rows are ``plan.pairs`` in plan order, then ``plan.unmatched``, under a permutation.

    Sorting and filtering change only the permutation, so selection and current row stay with
    their pair.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = ResultRows()
        self._cells = ResultCells(self._rows)
        self._faces: dict[int, dict[int, CellFace]] = {}
        """By place, then by column: those that were drawn and still look so."""

    # ---------------------------------------------------------------- content

    def set_plan(self, plan: Plan) -> None:
        """Show every pair of ``plan`` as not yet measured; sorting and filter stay, a stretch
        does not. A pair of the same two files waits where it stood."""
        self._load(plan)

    def clear(self) -> None:
        """Show no rows."""
        self._load(None)

    def add_results(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Take in a batch: index into ``plan.pairs`` and what came out; one ``dataChanged``."""
        if not results:
            return
        self._rows.put(results)
        recoloured = self._rows.mark_largest(self._cells.max_error_count)
        self._relayout()
        changed = [*(place for place, _ in results), *recoloured]
        self._forget_faces(changed)
        places = np.array(changed, dtype=np.intp)
        rows = self._rows.row_of[places]
        rows = rows[rows >= 0]
        if len(rows):
            self._emit_changed(int(rows.min()), int(rows.max()), [])

    def set_added(self, values: Sequence[float]) -> None:
        """Take the added error of each of ``plan.pairs``, NaN where it is unknown."""
        self._rows.put_added(values)
        self._relayout()
        self._faces.clear()
        if len(self._rows.order):
            self._emit_changed(0, len(self._rows.order) - 1, [])

    def set_thresholds(self, thresholds: Thresholds, max_error_count: int) -> None:
        """Mark cells red beyond ``thresholds`` and the ``max_error_count`` largest errors."""
        if self._cells.set_thresholds(thresholds, max_error_count):
            self._rows.mark_largest(max_error_count)
            self._emit_recoloured()

    def set_palette(self, palette: QPalette) -> None:
        """Take the colours of ``palette``; call again when the theme changes."""
        self._cells.set_palette(palette)
        self._emit_recoloured()

    def set_colouring(self, colouring: Colouring) -> None:
        """Colour the swatches of the severities by this."""
        self._cells.set_colouring(colouring)
        self._emit_recoloured()

    # ------------------------------------------------------- rows and filters

    def set_filter(self, text: str) -> None:
        """Keep rows whose layer or file names hold every word of ``text``, whatever the case."""
        if self._rows.set_words(text):
            self._relayout()

    def set_shown(self, shown: ShownRows) -> None:
        """Keep only the pairs of one severity, the red or the unmatched rows; None keeps all."""
        self._rows.shown = shown
        self._relayout()

    def set_stretch(self, first: int, last: int | None) -> None:
        """Keep only pairs from ``first`` to ``last`` of ``plan.pairs``, both included; None as
        the last keeps all rows."""
        self._rows.stretch = None if last is None else (first, last)
        self._relayout()

    @property
    def stretch(self) -> tuple[int, int] | None:
        """First and last pair of the stretch shown alone; None where all are shown."""
        return self._rows.stretch

    @property
    def shown(self) -> ShownRows:
        """What ``set_shown`` said last."""
        return self._rows.shown

    @property
    def total_rows(self) -> int:
        """Rows there would be without any filter."""
        return len(self._rows.state)

    @property
    def plan(self) -> Plan | None:
        """What is shown."""
        return self._rows.plan

    def pair_index(self, row: int) -> int:
        """Index into ``plan.pairs`` of a shown row; −1 for an unmatched dump or no such row."""
        if not 0 <= row < len(self._rows.order):
            return -1
        place = int(self._rows.order[row])
        return place if place < len(self._rows.pairs) else -1

    def unmatched_at(self, row: int) -> Unmatched | None:
        """The unmatched dump of a shown row; None for a pair or no such row."""
        if not 0 <= row < len(self._rows.order):
            return None
        return self._rows.unmatched_at(int(self._rows.order[row]))

    def pair_at(self, row: int) -> Pair | None:
        """The pair of a shown row; None for an unmatched dump or no such row."""
        pair_index = self.pair_index(row)
        return self._rows.pairs[pair_index] if pair_index >= 0 else None

    def row_of_pair(self, pair_index: int) -> int:
        """Row that shows a pair; −1 when the filter hides it or there is none."""
        known = 0 <= pair_index < len(self._rows.pairs)
        return int(self._rows.row_of[pair_index]) if known else -1

    def shown_places(self) -> list[int] | None:
        """The shown rows as indices into ``plan.pairs``, and behind those into
        ``plan.unmatched``; None where no row is hidden."""
        if len(self._rows.order) == self.total_rows:
            return None
        places: list[int] = self._rows.order.tolist()
        return places

    def longest_text(self, column: Column) -> str:
        """The longest text of the layer's or a file's column, whatever is shown."""
        return self._rows.longest_text(column)

    def longest_short_text(self, column: Column) -> str:
        """The longest text of a file's column, each without its layer's name where it can be."""
        return self._rows.longest_short_text(column)

    def short_invitation(self) -> str:
        """What stands for ``choose partner…`` in a narrow column; empty if nothing is unmatched."""
        return self._cells.short_invitation()

    def severity_words(self) -> list[str]:
        """All that the severity's column may show."""
        return self._cells.severity_words()

    def copy_text(self, row: int, column: Column) -> str:
        """A cell for the clipboard: numbers in full precision, the severity in a word."""
        return ResultCells.copied(self._rows, int(self._rows.order[row]), column)

    def copy_lines(self, rows: Sequence[int], columns: Sequence[Column]) -> Iterator[str]:
        """The rows for the clipboard, cells apart by tabs; they stay these rows even when others
        take their places meanwhile."""
        held = copy(self._rows)
        places = held.order[np.asarray(rows, dtype=np.intp)].tolist()
        return (
            "\t".join(
                ResultCells.copied(held, place, column).replace("\t", " ").replace("\n", " ")
                for column in columns
            )
            for place in places
        )

    # ------------------------------------------------------------- Qt's model

    def rowCount(self, parent: Index | None = None) -> int:
        """Shown rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows.order)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns, hidden or not."""
        return 0 if parent is not None and parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Names of the columns, their formulas as tooltips."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == _Role.DisplayRole:
            return header_text(column)
        if role == _Role.ToolTipRole:
            lines = f"{_names(column)}\n{header_help(column)}{self._folder_lines(column)}"
            return plain_tip(lines)
        if role == _Role.TextAlignmentRole:
            return alignment_of(column)
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """One cell, from what lies ready: no file, no scan."""
        if not index.isValid() or index.row() >= len(self._rows.order):
            return None
        column, place = Column(index.column()), int(self._rows.order[index.row()])
        if role == _Role.DisplayRole:
            return self._cells.text(place, column)
        if role == _Role.TextAlignmentRole:
            return alignment_of(column)
        if role == _Role.ForegroundRole:
            return self._cells.ink(place, column)
        if role == _Role.BackgroundRole:
            return self._cells.fill(place, column)
        if role == _Role.ToolTipRole:
            return plain_tip(self._cells.tooltip(place, column))
        if role == _Role.AccessibleTextRole:
            return self._cells.accessible(place, column)
        if role == SEVERITY_ROLE:
            severity = severity_of_state(int(self._rows.state[place]))
            return None if severity is None else severity.value
        if role == _Role.FontRole and self._cells.is_invitation(place, column):
            return self._cells.italic
        return None

    def face(self, row: int, column: int) -> CellFace:
        """What is drawn of a shown cell."""
        return self.faces(row, (Column(column),))[0]

    def faces(self, row: int, columns: Sequence[Column]) -> list[CellFace]:
        """What is drawn of a shown row in these columns, in one call."""
        place = int(self._rows.order[row])
        of_place = self._faces.get(place)
        if of_place is None:
            if len(self._faces) >= _MOST_FACES:
                self._faces.clear()
            of_place = self._faces[place] = {}
        make = self._cells.face
        for column in columns:
            if column not in of_place:
                of_place[column] = make(place, column)
        return [of_place[column] for column in columns]

    def _forget_faces(self, places: Sequence[int]) -> None:
        for place in places:
            self._faces.pop(place, None)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; −1 is network order."""
        self._rows.sort_column = column
        self._rows.ascending = order == Qt.SortOrder.AscendingOrder
        self._rows.forget_former()
        self._relayout()

    # ---------------------------------------------------------------- changes

    def _folder_lines(self, column: Column) -> str:
        plan = self._rows.plan
        if plan is None or column not in (Column.FILE1, Column.FILE2):
            return ""
        left = column is Column.FILE1
        folders = (plan.request.left,) if left else plan.request.rights
        return "".join(f"\n{folder}" for folder in folders)

    def _load(self, plan: Plan | None) -> None:
        self.beginResetModel()
        self._faces.clear()
        self._rows.load(plan)
        self.endResetModel()

    def _relayout(self) -> None:
        order = self._rows.compute_order()
        if np.array_equal(order, self._rows.order):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = [int(self._rows.order[index.row()]) for index in before]
        self._rows.show(order)
        rows = [int(self._rows.row_of[place]) for place in places]
        after = [
            self.index(row, index.column()) if row >= 0 else QModelIndex()
            for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _emit_changed(self, first: int, last: int, roles: Sequence[int]) -> None:
        end = self.index(last, self.columnCount() - 1)
        self.dataChanged.emit(self.index(first, 0), end, list(roles))

    def _emit_recoloured(self) -> None:
        self._faces.clear()
        if len(self._rows.order):
            roles = [_Role.ForegroundRole, _Role.BackgroundRole, _Role.ToolTipRole]
            self._emit_changed(0, len(self._rows.order) - 1, roles)


def _names(column: Column) -> str:
    """The column's name, and behind it what trend and colours call the metric where that differs
    in more than its spaces."""
    name = header_text(column)
    if column not in SINGLE_NUMBERS:
        return name
    title = metric_title(NUMBER_COLUMNS.get(column, ADDED_ERROR))
    alike = title.replace(" ", "").casefold() == name.replace(" ", "").casefold()
    return name if alike else f"{name} ({title})"
