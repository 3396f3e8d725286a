"""Pick a partner by hand: the other side's dumps, likely ones first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.comparison.model import Plan
from core.dumps.model import Dump
from widgets.metric_text import NOTHING, shape_text

Index = QModelIndex | QPersistentModelIndex
_LIKELY, _FREE, _TAKEN = range(3)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dump of the other side, the section it stands in, and whom it is paired with."""

    dump: Dump
    section: int
    partner: str = ""


def candidates(plan: Plan, dump: Dump, side: int, right_index: int) -> list[Candidate]:
    """Dumps of ``dump``'s kind on the other side: suggested ones, free ones, paired ones."""
    other = plan.rights[right_index] if side < 0 else plan.left
    pairs = [pair for pair in plan.pairs if pair.right_index == right_index]
    if side < 0:
        partner_of = {pair.right.name.file_name: pair.left.name.file_name for pair in pairs}
    else:
        partner_of = {pair.left.name.file_name: pair.right.name.file_name for pair in pairs}
    suggestions = next(
        (u.suggestions for u in plan.unmatched if u.side == side and u.dump.name == dump.name), ()
    )
    rank = {name: place for place, name in enumerate(suggestions)}
    found: list[Candidate] = []
    for offered in other.dumps:
        if offered.name.kind is not dump.name.kind:
            continue
        name = offered.name.file_name
        partner = partner_of.get(name, "")
        section = _LIKELY if name in rank else _TAKEN if partner else _FREE
        found.append(Candidate(offered, section, partner))
    return sorted(found, key=lambda c: (c.section, rank.get(c.dump.name.file_name, 0)))


class _CandidateModel(QAbstractTableModel):
    """Candidates that hold every searched word, under a heading for each section."""

    def __init__(self, found: list[Candidate], dump: Dump, parent: QObject) -> None:
        super().__init__(parent)
        self._all = found
        self._shape = tuple(dim for dim in dump.name.shape if dim != 1)
        self._headings = (
            self.tr("Likely"),
            self.tr("Without a partner"),
            self.tr("In a pair already (the chosen one is taken out of it)"),
        )
        self._bold = QFont()
        self._bold.setBold(True)
        self._rows: list[Candidate | str] = []
        self.search("")

    def search(self, text: str) -> None:
        words = text.casefold().split()
        self.beginResetModel()
        self._rows = []
        section = -1
        for candidate in self._all:
            name = candidate.dump.name.file_name.casefold()
            if all(word in name for word in words):
                if candidate.section != section:
                    section = candidate.section
                    self._rows.append(self._headings[section])
                self._rows.append(candidate)
        self.endResetModel()

    def candidate(self, row: int) -> Candidate | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Candidate) else None

    def heading_rows(self) -> list[int]:
        return [row for row, held in enumerate(self._rows) if isinstance(held, str)]

    def first_row(self) -> int:
        return next((r for r, held in enumerate(self._rows) if isinstance(held, Candidate)), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("Shape"), self.tr("Paired with"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.candidate(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        held, column = self._rows[index.row()], index.column()
        if isinstance(held, str):
            if role == Qt.ItemDataRole.DisplayRole and column == 0:
                return held
            return self._bold if role == Qt.ItemDataRole.FontRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            shape = shape_text(held.dump.name.shape) or NOTHING
            return (held.dump.name.file_name, shape, held.partner)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            if column == 1 and self._same_shape(held) is False:
                return self.tr("other dims than the file that needs a partner")
            return str(held.dump.path) if column == 0 else held.partner
        if role == Qt.ItemDataRole.ForegroundRole and column == 1:
            return self._faint() if self._same_shape(held) is False else None
        return None

    def _same_shape(self, candidate: Candidate) -> bool | None:
        """None where either name tells no dims; dims of 1 do not count."""
        shape = tuple(dim for dim in candidate.dump.name.shape if dim != 1)
        return shape == self._shape if shape and self._shape else None

    def _faint(self) -> QColor | None:
        view = self.parent()
        return view.palette().placeholderText().color() if isinstance(view, QWidget) else None


class PartnerDialog(QDialog):
    """Lists the other side's dumps for one dump; ``chosen()`` is the picked file name."""

    def __init__(
        self,
        plan: Plan,
        dump: Dump,
        side: int,
        right_index: int = 0,
        reason: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``side`` is −1 for a dump of the left run, else the index of its right run."""
        super().__init__(parent)
        self.setObjectName("partnerDialog")
        self.setWindowTitle(self.tr("Choose Partner"))
        question = QLabel(self._question(dump, side), self)
        question.setWordWrap(True)
        question.setTextFormat(Qt.TextFormat.PlainText)
        bold = QFont(question.font())
        bold.setBold(True)
        question.setFont(bold)
        why = QLabel(reason, self)
        why.setWordWrap(True)
        why.setTextFormat(Qt.TextFormat.PlainText)
        why.setVisible(bool(reason))
        self._search = QLineEdit(self)
        self._search.setObjectName("partnerSearch")
        self._search.setPlaceholderText(self.tr("Search file names"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._search.installEventFilter(self)
        self._model = _CandidateModel(candidates(plan, dump, side, right_index), dump, self)
        self._table = self._make_table()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Pair"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (question, why, self._search, self._table, self._buttons):
            layout.addWidget(widget, 1 if widget is self._table else 0)
        self._search.textChanged.connect(self._on_search)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._table.doubleClicked.connect(self._on_double_click)
        self._table.selectionModel().selectionChanged.connect(self._refresh_ok)
        self._on_search("")
        self.setTabOrder(self._search, self._table)

    def chosen(self) -> str:
        """File name of the picked dump, empty while none is."""
        candidate = self._model.candidate(self._table.currentIndex().row())
        return candidate.dump.name.file_name if candidate else ""

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        return QSize(letter * 110, letter * 75)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search field move through the list below it."""
        if (
            watched is self._search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self._table.currentIndex().row() + step
            while 0 <= row < self._model.rowCount() and self._model.candidate(row) is None:
                row += step
            if self._model.candidate(row) is not None:
                self._table.selectRow(row)
            return True
        return super().eventFilter(watched, event)

    def _question(self, dump: Dump, side: int) -> str:
        if side < 0:
            text = self.tr("Which file of the right folder belongs to {file}?")
        else:
            text = self.tr("Which file of the left folder belongs to {file}?")
        return text.format(file=dump.name.file_name)

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("partnerTable")
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        return table

    def _on_search(self, text: str) -> None:
        self._model.search(text)
        self._table.clearSpans()
        for row in self._model.heading_rows():
            self._table.setSpan(row, 0, 1, 3)
        first = self._model.first_row()
        if first >= 0:
            self._table.selectRow(first)
        self._refresh_ok()

    def _on_double_click(self, index: QModelIndex) -> None:
        if self._model.candidate(index.row()) is not None:
            self.accept()

    def _refresh_ok(self) -> None:
        self._ok.setEnabled(bool(self.chosen()))
