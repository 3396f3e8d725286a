"""The result table with its filter, its columns and what can be done with a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
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

from core.comparison.model import Pair, PairResult, Plan, Rule, Severity, Thresholds, Unmatched
from core.dumps.model import Dump
from widgets.metric_text import Column, header_text
from widgets.result_columns import ColumnChoice
from widgets.result_model import ResultModel
from widgets.result_rows import RowFilter, ShownRows
from widgets.result_table import ResultTable

_SLICE_SECONDS = 0.01


class ResultPanel(QWidget):
    """Shows pairs and unmatched dumps; tells what the user picks.

    ``pairSelected`` and ``pairActivated`` carry an index into ``plan.pairs`` (−1: none).
    ``partnerPicked`` and ``partnerCleared`` carry left file, right file and right index.
    ``filterChanged`` carries what is shown alone: a ``Severity``, a ``RowFilter``, None for all.
    """

    pairSelected = Signal(int)
    pairActivated = Signal(int)
    partnerPicked = Signal(str, str, int)
    partnerCleared = Signal(str, str, int)
    filterChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ResultModel(self)
        self._selected = -1
        self._copying: Iterator[str] = iter(())
        self._copied: list[str] = []
        self._copy_timer = QTimer(self)
        self._copy_timer.setSingleShot(True)
        self._copy_timer.timeout.connect(self._copy_some)
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
        """Show ``plan`` with every pair not yet measured; a selected pair stays selected if the
        same two files still meet."""
        old = self._model.plan
        kept = old.pairs[self._selected] if old is not None and self._selected >= 0 else None
        self._model.set_plan(plan)
        if self._table.fits:
            self._table.fit_columns()
        place = next(
            (
                place
                for place, pair in enumerate(plan.pairs if kept else ())
                if kept and (pair.left, pair.right) == (kept.left, kept.right)
            ),
            -1,
        )
        self._selected = -1
        self.select_pair(place)
        if place < 0 and kept is not None:
            self.pairSelected.emit(-1)

    def clear(self) -> None:
        """Show nothing but the empty text."""
        self._model.clear()
        self._take_selected(-1)

    def add_results(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Take in a batch of results by their index into ``plan.pairs``."""
        self._model.add_results(results)

    def set_thresholds(self, thresholds: Thresholds, max_error_count: int) -> None:
        """Mark single cells red beyond these."""
        self._model.set_thresholds(thresholds, max_error_count)

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

    def clear_filter(self) -> None:
        """Show all rows, whatever hid some."""
        self._filter.clear()
        self.show_only(None)
        self._table.setFocus()

    def select_pair(self, pair_index: int) -> None:
        """Make a pair the current row and bring it into view; −1 selects none.

        A pair the filter hides is remembered and selected once the filter lets it through.
        """
        plan = self._model.plan
        if plan is None or pair_index >= len(plan.pairs):
            pair_index = -1
        row = self._model.row_of_pair(pair_index)
        if row >= 0:
            self._table.setCurrentIndex(self._current_column(row))
            self._table.scrollTo(self._table.currentIndex())
        else:
            self._table.clearSelection()
            self._table.setCurrentIndex(QModelIndex())
        self._take_selected(pair_index)

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
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_filter)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_selection)

    # --------------------------------------------------------------- reacting

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._model.set_palette(self.palette())
        super().changeEvent(event)

    def _on_layout_changed(self) -> None:
        self._refresh_count()
        row = self._model.row_of_pair(self._selected)
        # The filter let a hidden pair through again: it is still the one that is looked at.
        if row >= 0 and not self._table.currentIndex().isValid():
            self._table.setCurrentIndex(self._current_column(row))

    def _refresh_count(self) -> None:
        shown, total = self._model.rowCount(), self._model.total_rows
        text = self.tr("{shown} of {total} shown").format(shown=shown, total=total)
        self._count.setText(text if shown != total else "")

    def _on_current_row(self, current: QModelIndex) -> None:
        # An invalid current row is Qt's doing (filter, reset), never a choice of the user.
        if current.isValid():
            self._take_selected(self._model.pair_index(current.row()))

    def _take_selected(self, pair_index: int) -> None:
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
            self._choose_partner(None, self._model.unmatched_at(row))

    # ------------------------------------------------------------------- menu

    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = self.make_row_menu(index.row(), Column(index.column()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def make_row_menu(self, row: int, column: Column) -> QMenu:
        """What can be done with a row; file actions mean the file under the cursor, else the
        left one. The actions hold on to the pair: the row may move while the menu is open."""
        menu = QMenu(self)
        pair, unmatched = self._model.pair_at(row), self._model.unmatched_at(row)
        pair_index = self._model.pair_index(row)
        opening = menu.addAction(self.tr("Open Elements"))
        opening.setEnabled(pair is not None)
        opening.triggered.connect(lambda: self.pairActivated.emit(pair_index))
        menu.addSeparator()
        choosing = menu.addAction(self.tr("Choose Partner…"))
        choosing.triggered.connect(lambda: self._choose_partner(pair, unmatched))
        removing = menu.addAction(self.tr("Remove Chosen Partner"))
        removing.setEnabled(pair is not None and pair.rule is Rule.MANUAL)
        removing.triggered.connect(lambda: self._clear_partner(pair))
        menu.addSeparator()
        menu.addAction(self.tr("Copy")).triggered.connect(self.copy_selection)
        path = _file_of(pair, unmatched, column)
        if path is not None:
            copying = menu.addAction(self.tr("Copy File Path"))
            copying.triggered.connect(lambda: QGuiApplication.clipboard().setText(str(path)))
            folder = QUrl.fromLocalFile(str(path.parent))
            revealing = menu.addAction(self.tr("Reveal Folder"))
            revealing.triggered.connect(lambda: QDesktopServices.openUrl(folder))
        return menu

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard: tab-separated, with headers, as shown.

        Many rows take more than one turn of the event loop; then they are there together.
        """
        # Not ``selectedRows``, which looks at every cell of every selected row.
        ranges = self._table.selectionModel().selection().toList()
        rows = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        if not rows:
            return
        columns = self._columns.shown()
        self._copied = ["\t".join(header_text(column) for column in columns)]
        self._copying = self._model.copy_lines(rows, columns)
        self._copy_some()

    def _copy_some(self) -> None:
        until = perf_counter() + _SLICE_SECONDS
        for line in self._copying:
            self._copied.append(line)
            if perf_counter() > until:
                self._copy_timer.start()
                return
        QGuiApplication.clipboard().setText("\n".join(self._copied) + "\n")
        self._copied = []

    def _choose_partner(self, pair: Pair | None, unmatched: Unmatched | None) -> None:
        plan = self._model.plan
        if plan is None:
            return
        if unmatched is not None:
            side, right_index = unmatched.side, max(unmatched.side, 0)
            self._ask_partner(plan, unmatched.dump, side, right_index, unmatched.reason)
        elif pair is not None:
            self._ask_partner(plan, pair.left, -1, pair.right_index, "")

    def _ask_partner(
        self, plan: Plan, dump: Dump, side: int, right_index: int, reason: str
    ) -> None:
        from widgets.partner_dialog import PartnerDialog

        dialog = PartnerDialog(plan, dump, side, right_index, reason, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def pick() -> None:
            mine, other = dump.name.file_name, dialog.chosen()
            left, right = (mine, other) if side < 0 else (other, mine)
            if other:
                self.partnerPicked.emit(left, right, right_index)

        dialog.accepted.connect(pick)
        dialog.open()

    def _clear_partner(self, pair: Pair | None) -> None:
        if pair is not None:
            files = pair.left.name.file_name, pair.right.name.file_name
            self.partnerCleared.emit(*files, pair.right_index)


def _file_of(pair: Pair | None, unmatched: Unmatched | None, column: Column) -> Path | None:
    if unmatched is not None:
        return unmatched.dump.path
    if pair is None:
        return None
    return (pair.right if column is Column.FILE2 else pair.left).path
