"""The result table with its filter, its columns and what can be done with a row."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.comparison.colouring import Colouring
from core.comparison.model import PairResult, Plan, Severity, Thresholds, place_of
from widgets.parts.added_as_measured import AddedAsMeasured
from widgets.parts.metric_text import Column
from widgets.results.actions import RowActions
from widgets.results.columns import ColumnChoice
from widgets.results.copy import RowCopy
from widgets.results.model import ResultModel
from widgets.results.rows import RowFilter, ShownRows
from widgets.results.table import ResultTable


class ResultPanel(QWidget):
    """Shows pairs and unmatched dumps; tells what the user picks.

    The signals speak of what the user did: what is done through the methods below tells nobody,
    but for ``filterChanged``, by which others keep step.
    ``pairSelected``, ``pairActivated`` and ``pairHovered`` carry an index into ``plan.pairs``
    (−1: none); ``stretchCleared`` tells that the stretch of ``set_stretch`` has come to its end.
    ``partnerPicked`` and ``partnerCleared`` carry left file, right file and right index.
    ``filterChanged`` carries what is shown alone: a ``Severity``, a ``RowFilter``, None for all.
    """

    pairSelected = Signal(int)
    pairActivated = Signal(int)
    partnerPicked = Signal(str, str, int)
    partnerCleared = Signal(str, str, int)
    filterChanged = Signal(object)
    pairHovered = Signal(int)
    stretchCleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ResultModel(self)
        self._selected = -1
        self._filling = False
        self._follows = True
        self._copy = RowCopy(self._model, self)
        self._actions = RowActions(self._model, self)
        self._table = ResultTable(self._model, self)
        self._table.setObjectName("resultTable")
        self._table.setAccessibleName(self.tr("Result table"))
        self._filter = QLineEdit(self)
        self._filter.setObjectName("resultFilter")
        self._filter.setPlaceholderText(self.tr("Filter layers and files (Ctrl+F)"))
        self._filter.setAccessibleName(self.tr("Filter layers and files"))
        self._filter.setClearButtonEnabled(True)
        self._only_red = QCheckBox(self.tr("Only red"), self)
        self._only_red.setObjectName("onlyRed")
        self._only_red.setToolTip(self.tr("Show only the pairs that are bad or broken"))
        self._count = QLabel(self)
        self._count.setObjectName("resultCount")
        self._columns = ColumnChoice(self._table)
        self._added = AddedAsMeasured(self)
        self._columns_button = QPushButton(self.tr("Columns"), self)
        self._columns_button.setObjectName("columnsButton")
        self._columns_button.setToolTip(self.tr("Choose which columns are shown"))
        self._columns_button.setMenu(self._columns.menu)
        self._lay_out()
        self._connect()
        self.set_empty_text(self.tr("Choose two folders and press Compare"))

    # ---------------------------------------------------------------- content

    @property
    def table(self) -> ResultTable:
        """The table itself."""
        return self._table

    def set_words(self, words: str) -> None:
        """Show only rows whose layer or files hold every one of these words, as if typed."""
        self._filter.setText(words)

    @property
    def model(self) -> ResultModel:
        """The table's model."""
        return self._model

    def set_plan(self, plan: Plan) -> None:
        """Show ``plan`` with every pair not yet measured.

        A selected pair stays selected if the same two files still meet, and in view if it was.
        Else the rows stay where they are while the folders do. Where no file is unmatched any
        more, these are no longer shown alone: the table would be empty.
        """
        old = self._model.plan
        kept = old.pairs[self._selected] if old is not None and self._selected >= 0 else None
        self._follows = self._shows_current()
        same = old is not None and _same_folders(old, plan)
        place = self._table.verticalScrollBar().value() if same else 0
        self._model.set_plan(plan)
        self._added.start(plan)
        self._columns.offer_added(self._added.possible)
        if not self._added.possible:
            # Nothing that is to come: every cell says that there is none.
            self._model.set_added([math.nan] * len(plan.pairs))
        if self._model.shown is RowFilter.UNMATCHED and not plan.unmatched:
            self.show_only(None)
        if self._table.fits:
            self._table.fit_columns()
        self._selected = place_of(kept, plan.pairs) if kept is not None else -1
        row = self._model.row_of_pair(self._selected)
        if row >= 0:
            self._table.make_current(self._current_column(row))
        self._table.scroll_to_place(place)
        if row >= 0 and self._follows:
            self._table.reveal_row(row)

    def clear(self) -> None:
        """Show nothing but the empty text."""
        self._model.clear()
        self._added.start(None)
        self._selected = -1

    def add_results(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Take in a batch of results by their index into ``plan.pairs``; the selected row stays in
        view, wherever they send it."""
        in_view = self._shows_current()
        self._filling = True
        self._model.add_results(results)
        self._filling = False
        self._added.add(results)
        current = self._table.currentIndex()
        if in_view and current.isValid():
            self._table.reveal_row(current.row())

    def set_thresholds(self, thresholds: Thresholds, max_error_count: int) -> None:
        """Mark single cells red beyond these."""
        self._model.set_thresholds(thresholds, max_error_count)

    def set_colouring(self, colouring: Colouring) -> None:
        """Colour the swatches of the severities by this; their signs stay."""
        self._model.set_colouring(colouring)

    def show_standard_deviation(self, on: bool) -> None:
        """Whether the StandardDeviation column may be seen at all."""
        self._columns.want_deviation(on)

    def show_only(self, shown: ShownRows) -> None:
        """Show the pairs of one severity, the red or the unmatched rows alone; None shows all.

        One takes the place of the other: "Only red" and ``filterChanged`` tell which it is.
        """
        if shown == self._model.shown:
            return
        self._model.set_shown(shown)
        with QSignalBlocker(self._only_red):
            self._only_red.setChecked(shown is RowFilter.RED)
        self.filterChanged.emit(shown)

    def set_severity_filter(self, severity: Severity | None) -> None:
        """Show only the pairs of one severity; None shows all."""
        self.show_only(severity)

    def show_unmatched(self, on: bool) -> None:
        """Show only the files without a partner, or all."""
        self.show_only(RowFilter.UNMATCHED if on else None)

    def set_stretch(self, first: int, last: int | None) -> None:
        """Show only pairs from ``first`` to ``last`` of ``plan.pairs``, both included; None as the
        last shows all again. Goes with the other filters, and ends with the plan."""
        self._model.set_stretch(first, last)

    def set_hovered(self, pair_index: int) -> None:
        """Tint the row of a pair as if the mouse pointed at it; −1 tints none."""
        self._table.set_hovered(pair_index)

    def end_hover(self) -> None:
        """Point at no row until the mouse moves again."""
        self._table.end_hover()

    def clear_filter(self) -> None:
        """Show all rows, whatever hid some."""
        self._filter.clear()
        self.show_only(None)
        if self._model.stretch is not None:
            self._model.set_stretch(0, None)
            self.stretchCleared.emit()
        self._table.setFocus()

    def select_pair(self, pair_index: int) -> None:
        """Make a pair the current row and bring it into view; −1 selects none.

        A pair the filter hides is remembered and selected once the filter lets it through.
        """
        plan = self._model.plan
        if plan is None or pair_index >= len(plan.pairs):
            pair_index = -1
        self._selected = pair_index
        row = self._model.row_of_pair(pair_index)
        if row >= 0:
            self._table.make_current(self._current_column(row))
            self._table.reveal_row(row)
        else:
            self._table.clearSelection()
            self._table.setCurrentIndex(QModelIndex())

    def set_empty_text(self, text: str) -> None:
        """What stands in the table's place while there are no rows."""
        self._table.set_empty_text(text)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    # ------------------------------------------------------------------ state

    def save_state(self) -> bytes:
        """Columns, their order, their widths when set by hand, and the sorting, as JSON."""
        return self._columns.save()

    def restore_state(self, state: bytes) -> bool:
        """Take what ``save_state`` gave; False, and nothing changed, when it is not that."""
        return self._columns.restore(state)

    def stop(self) -> None:
        """Wait for what goes on in the background; call before the window goes."""
        self._added.stop()

    # --------------------------------------------------------------- building

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self._filter, 1)
        # Left of what can be clicked, which so stays where it is while the count comes and goes.
        bar.addWidget(self._count)
        bar.addWidget(self._only_red)
        bar.addWidget(self._columns_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._model.set_filter)
        self._filter.returnPressed.connect(self._table.setFocus)
        self._only_red.toggled.connect(lambda on: self.show_only(RowFilter.RED if on else None))
        self._table.unfilterWanted.connect(self.clear_filter)
        self._model.layoutChanged.connect(self._on_layout_changed)
        self._model.modelReset.connect(self._refresh_count)
        self._table.opened.connect(self._open_row)
        self._table.selectionModel().currentRowChanged.connect(self._on_current_row)
        self._table.menuWanted.connect(self._show_menu)
        self._actions.opened.connect(self.pairActivated)
        self._actions.copyWanted.connect(self.copy_selection)
        self._actions.partnerPicked.connect(self.partnerPicked)
        self._actions.partnerCleared.connect(self.partnerCleared)
        self._table.hovered.connect(self.pairHovered)
        self._columns.addedWanted.connect(self._added.want)
        self._added.changed.connect(lambda: self._model.set_added(self._added.values))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self.focus_filter)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_selection)

    # --------------------------------------------------------------- reacting

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._model.set_palette(self.palette())
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows all rows again."""
        if event.key() == Qt.Key.Key_Escape and self._model.rowCount() < self._model.total_rows:
            self.clear_filter()
            event.accept()
            return
        super().keyPressEvent(event)

    def _on_layout_changed(self) -> None:
        self._refresh_count()
        row = self._model.row_of_pair(self._selected)
        # The filter let a hidden pair through again: it is still the one that is looked at.
        if row >= 0 and not self._table.currentIndex().isValid():
            self._table.make_current(self._current_column(row))
            if self._follows or not self._filling:
                self._table.reveal_row(row)

    def _shows_current(self) -> bool:
        current = self._table.currentIndex()
        return current.isValid() and self._table.shows_row(current.row())

    def _refresh_count(self) -> None:
        shown, total = self._model.rowCount(), self._model.total_rows
        text = self.tr("{shown} of {total} shown").format(shown=shown, total=total)
        self._count.setText(text if shown != total else "")

    def _on_current_row(self, current: QModelIndex) -> None:
        # An invalid current row is Qt's doing (filter, reset), never a choice of the user.
        if not current.isValid():
            return
        pair_index = self._model.pair_index(current.row())
        if pair_index != self._selected:
            self._selected = pair_index
            self.pairSelected.emit(pair_index)

    def _current_column(self, row: int) -> QModelIndex:
        column = max(self._table.currentIndex().column(), int(Column.LAYER))
        return self._model.index(row, column)

    def _open_row(self, row: int) -> None:
        pair_index = self._model.pair_index(row)
        if pair_index >= 0:
            self.pairActivated.emit(pair_index)
        else:
            self._actions.choose_partner(None, self._model.unmatched_at(row))

    # ------------------------------------------------------------------- menu

    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = self.make_row_menu(index.row(), Column(index.column()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def make_row_menu(self, row: int, column: Column) -> QMenu:
        """What can be done with a row; see ``RowActions.menu``."""
        return self._actions.menu(row, column)

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard; see ``RowCopy.copy``."""
        # Not ``selectedRows``, which looks at every cell of every selected row.
        ranges = self._table.selectionModel().selection().toList()
        rows = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        self._copy.copy(rows, self._columns.shown())


def _same_folders(one: Plan, other: Plan) -> bool:
    return (one.left.folder, [run.folder for run in one.rights]) == (
        other.left.folder,
        [run.folder for run in other.rights],
    )
