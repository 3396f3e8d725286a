"""Table model of a comparison: one row a pair, then one row an unmatched dump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from core.comparison.model import Pair, PairResult, Plan, Severity, Thresholds, Unmatched
from widgets.metric_text import (
    NOTHING,
    NUMBER_COLUMNS,
    PENDING,
    Column,
    exact_text,
    header_help,
    header_text,
    note_text,
    severity_word,
)
from widgets.plain_tip import plain_tip
from widgets.result_rows import (
    BROKEN,
    MEASURED_COLUMNS,
    PENDING_STATE,
    SEVERITIES,
    UNMATCHED_STATE,
    ResultRows,
    ShownRows,
)
from widgets.severity_style import severity_style

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1
"""Gives the ``Severity`` of a row as text (Qt makes a string of it), None while it has none."""
INVITATION_ROLE = Qt.ItemDataRole.UserRole + 2
"""A shorter text where a cell stands for the missing partner of an unmatched dump, else None."""
_UNMATCHED_SIGN = "○"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_ALIGNMENT = {
    **dict.fromkeys(Column, _LEFT),
    **dict.fromkeys((*NUMBER_COLUMNS, Column.INDEX, Column.ELEMENTS), _RIGHT),
    **dict.fromkeys((Column.STATE, Column.SHAPE, Column.RULE), _CENTRE),
}


def alignment_of(column: Column) -> Qt.AlignmentFlag:
    """Numbers stand right, words left, signs in the middle."""
    return _ALIGNMENT[column]


class CellFace(NamedTuple):
    """All that is drawn of one cell. ``severity`` is drawn as its sign in place of the text;
    ``short`` takes the text's place where that does not fit; None: as the table has it."""

    text: str
    short: str = ""
    ink: QColor | None = None
    fill: QColor | None = None
    font: QFont | None = None
    severity: Severity | None = None


class ResultModel(QAbstractTableModel):
    """Rows are ``plan.pairs`` in plan order, then ``plan.unmatched``, under a permutation.

    Sorting and filtering change only the permutation, so selection and current row stay with
    their pair.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = ResultRows()
        self._thresholds = Thresholds()
        self._max_error_count = 5
        self._italic = QFont()
        self._italic.setItalic(True)
        self.set_palette(QGuiApplication.palette())

    # ---------------------------------------------------------------- content

    def set_plan(self, plan: Plan) -> None:
        """Show every pair of ``plan`` as not yet measured; sorting and filter stay."""
        self._load(plan)

    def clear(self) -> None:
        """Show no rows."""
        self._load(None)

    def add_results(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Take in a batch: index into ``plan.pairs`` and what came out; one ``dataChanged``."""
        if not results:
            return
        self._rows.put(results)
        recoloured = self._rows.mark_largest(self._max_error_count)
        self._relayout()
        places = np.array([*(place for place, _ in results), *recoloured], dtype=np.intp)
        rows = self._rows.row_of[places]
        rows = rows[rows >= 0]
        if len(rows):
            self._emit_changed(int(rows.min()), int(rows.max()), [])

    def set_thresholds(self, thresholds: Thresholds, max_error_count: int) -> None:
        """Mark cells red beyond ``thresholds`` and the ``max_error_count`` largest errors."""
        if (thresholds, max_error_count) == (self._thresholds, self._max_error_count):
            return
        self._thresholds, self._max_error_count = thresholds, max_error_count
        self._rows.mark_largest(max_error_count)
        self._emit_recoloured()

    def set_palette(self, palette: QPalette) -> None:
        """Take the colours of ``palette``; call again when the theme changes."""
        styles = [severity_style(severity, palette) for severity in SEVERITIES]
        self._accents = [style.accent for style in styles]
        self._signs = [style.sign for style in styles]
        bad = severity_style(Severity.BAD, palette)
        self._red_text, self._red_fill = bad.accent, QColor(bad.fill)
        self._red_fill.setAlphaF(0.12)
        self._faint = palette.color(QPalette.ColorRole.PlaceholderText)
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

    def longest_text(self, column: Column) -> str:
        """The longest text of the layer's or a file's column, whatever is shown."""
        return self._rows.longest_text(column)

    def short_invitation(self) -> str:
        """What stands for ``choose partner…`` in a narrow column; empty if nothing is unmatched."""
        return self.tr("choose…") if self._rows.unmatched else ""

    def copy_text(self, row: int, column: Column) -> str:
        """A cell for the clipboard: numbers in full precision, the state in words."""
        return self._copied(self._rows, int(self._rows.order[row]), column)

    def copy_lines(self, rows: Sequence[int], columns: Sequence[Column]) -> Iterator[str]:
        """The rows for the clipboard, cells apart by tabs; they stay these rows even when others
        take their places meanwhile."""
        held = copy(self._rows)
        places = held.order[np.asarray(rows, dtype=np.intp)].tolist()
        return (
            "\t".join(
                self._copied(held, place, column).replace("\t", " ").replace("\n", " ")
                for column in columns
            )
            for place in places
        )

    def _copied(self, rows: ResultRows, place: int, column: Column) -> str:
        if column is Column.STATE:
            return self._word_of(int(rows.state[place]))
        if column in NUMBER_COLUMNS and rows.result(place) is not None:
            value = float(rows.numbers[column][place])
            return "" if np.isnan(value) else exact_text(value)
        text = rows.text(place, column)
        return "" if text in (NOTHING, PENDING) else text

    # ------------------------------------------------------------- Qt's model

    def rowCount(self, parent: Index | None = None) -> int:
        """Shown rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows.order)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns, hidden or not."""
        return 0 if parent is not None and parent.isValid() else len(Column)

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
            lines = f"{header_text(column)}\n{header_help(column)}{self._folder_lines(column)}"
            return plain_tip(lines)
        if role == _Role.TextAlignmentRole:
            return _ALIGNMENT[column]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """One cell, from what lies ready: no file, no scan."""
        if not index.isValid() or index.row() >= len(self._rows.order):
            return None
        column, place = Column(index.column()), int(self._rows.order[index.row()])
        if role == _Role.DisplayRole:
            return self._text(place, column)
        if role == _Role.TextAlignmentRole:
            return _ALIGNMENT[column]
        if role == _Role.ForegroundRole:
            return self._foreground(place, column)
        if role == _Role.BackgroundRole:
            return self._red_fill if self._is_red(place, column) else None
        if role == _Role.ToolTipRole:
            return plain_tip(self._tooltip(place, column))
        if role == _Role.AccessibleTextRole:
            reason = self._red_reason(place, column)
            text = self._state_word(place) if column is Column.STATE else self._text(place, column)
            return f"{text}, {reason}" if reason else text
        if role == SEVERITY_ROLE:
            state = int(self._rows.state[place])
            return SEVERITIES[state].value if state <= BROKEN else None
        if role in (_Role.FontRole, INVITATION_ROLE) and self._is_invitation(place, column):
            return self._italic if role == _Role.FontRole else self.short_invitation()
        return None

    def face(self, row: int, column: Column) -> CellFace:
        """What ``data`` says of a shown cell's looks, in one call."""
        place = int(self._rows.order[row])
        ink = self._foreground(place, column)
        if column is Column.STATE:
            state = int(self._rows.state[place])
            severity = SEVERITIES[state] if state <= BROKEN else None
            return CellFace(self._text(place, column), ink=ink, severity=severity)
        if self._is_invitation(place, column):
            text = self._text(place, column)
            return CellFace(text, self.short_invitation(), ink, font=self._italic)
        fill = self._red_fill if self._is_red(place, column) else None
        return CellFace(self._text(place, column), "", ink, fill)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; −1 is network order."""
        self._rows.sort_column = column
        self._rows.ascending = order == Qt.SortOrder.AscendingOrder
        self._relayout()

    # ------------------------------------------------------------------ cells

    def _text(self, place: int, column: Column) -> str:
        if column is Column.STATE:
            state = int(self._rows.state[place])
            if state == PENDING_STATE:
                return PENDING
            return _UNMATCHED_SIGN if state == UNMATCHED_STATE else self._signs[state]
        if self._is_invitation(place, column):
            return self.tr("choose partner…")
        return self._rows.text(place, column)

    def _is_invitation(self, place: int, column: Column) -> bool:
        """Whether the cell stands for the missing partner of an unmatched dump."""
        if column not in (Column.FILE1, Column.FILE2):
            return False
        unmatched = self._rows.unmatched_at(place)
        return unmatched is not None and (column is Column.FILE1) != (unmatched.side < 0)

    def _is_red(self, place: int, column: Column) -> bool:
        result = self._rows.result(place)
        if result is None or result.metrics is None:
            return False
        # Asked this way round, a value that is not a number is red, never silently good.
        if column is Column.COSINE:
            return not result.metrics.cosine_similarity >= self._thresholds.cosine
        if column is Column.RED:
            return not result.metrics.relative_euclidean_distance <= self._thresholds.red
        return column is Column.MAX_ERROR and place in self._rows.largest

    def _red_reason(self, place: int, column: Column) -> str:
        if not self._is_red(place, column):
            return ""
        if column is Column.COSINE:
            return self.tr("red: below {limit}").format(limit=self._thresholds.cosine)
        if column is Column.RED:
            return self.tr("red: above {limit}").format(limit=self._thresholds.red)
        return self.tr("red: one of the {count} largest").format(count=self._max_error_count)

    def _foreground(self, place: int, column: Column) -> QColor | None:
        state = int(self._rows.state[place])
        if column is Column.STATE:
            return self._accents[state] if state <= BROKEN else self._faint
        if column is Column.NOTE and state == BROKEN:
            return self._accents[BROKEN]
        if self._is_red(place, column):
            return self._red_text
        waiting = state == PENDING_STATE and column in MEASURED_COLUMNS
        if column is Column.INDEX or waiting or self._is_invitation(place, column):
            return self._faint
        return None

    def _state_word(self, place: int) -> str:
        return self._word_of(int(self._rows.state[place]))

    def _word_of(self, state: int) -> str:
        if state == PENDING_STATE:
            return self.tr("not measured yet")
        return (
            self.tr("unmatched") if state == UNMATCHED_STATE else severity_word(SEVERITIES[state])
        )

    def _tooltip(self, place: int, column: Column) -> str:
        unmatched = self._rows.unmatched_at(place)
        if unmatched is not None:
            is_file = column in (Column.FILE1, Column.FILE2)
            if self._is_invitation(place, column):
                call = self.tr("Double-click to choose a partner by hand")
                return f"{unmatched.reason}\n{call}"
            return str(unmatched.dump.path) if is_file else unmatched.reason
        pair, result = self._rows.pairs[place], self._rows.results[place]
        if column is Column.FILE1:
            return str(pair.left.path)
        if column is Column.FILE2:
            return str(pair.right.path)
        if column is Column.LAYER:
            rule = self.tr("paired by the rule {rule}").format(rule=pair.rule.value)
            return f"{pair.title}\n{rule}"
        if result is None:
            return ""
        if column is Column.STATE:
            lines = (self._state_word(place), note_text(result))
        elif column in NUMBER_COLUMNS:
            exact = exact_text(float(self._rows.numbers[column][place]))
            lines = (exact, self._red_reason(place, column))
        else:
            return self._rows.text(place, column)
        return "\n".join(line for line in lines if line)

    def _folder_lines(self, column: Column) -> str:
        plan = self._rows.plan
        if plan is None or column not in (Column.FILE1, Column.FILE2):
            return ""
        left = column is Column.FILE1
        folders = (plan.request.left,) if left else plan.request.rights
        return "".join(f"\n{folder}" for folder in folders)

    # ---------------------------------------------------------------- changes

    def _load(self, plan: Plan | None) -> None:
        self.beginResetModel()
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
        if len(self._rows.order):
            roles = [_Role.ForegroundRole, _Role.BackgroundRole, _Role.ToolTipRole]
            self._emit_changed(0, len(self._rows.order) - 1, roles)
