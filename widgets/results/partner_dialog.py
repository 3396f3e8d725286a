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

from core.comparison.identities import stripped_dims
from core.comparison.lookup import Lookup
from core.comparison.model import Plan
from core.dumps.model import Dump, Kind
from widgets.parts.metric_text import NOTHING, shape_text
from widgets.parts.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
_LIKELY, _FREE, _TAKEN = range(3)
_FILE, _LAYER, _SHAPE, _PARTNER = range(4)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dump of the other side, the section it stands in, whom it is paired with, and what is
    known about it."""

    dump: Dump
    section: int
    partner: str = ""
    layer: str = ""
    shape: tuple[int, ...] = ()


class _Knowledge:
    """Layer and dims of dumps: from their names where these tell, else from the plan."""

    def __init__(self, plan: Plan) -> None:
        self._networks = [network for network in (plan.dot, plan.network) if network is not None]
        self._dot = Lookup(plan.dot) if plan.dot is not None else None
        self._held: dict[str, tuple[str, str, tuple[int, ...]]] = {}
        """Layer, node and dims as the plan knows them, by the dump's file."""
        for unmatched in plan.unmatched:
            self._held[unmatched.dump.file] = unmatched.node, unmatched.node, ()
        for pair in plan.pairs:
            known = pair.layer, pair.node, pair.shape or ()
            self._held[pair.left.file] = self._held[pair.right.file] = known

    def about(self, dump: Dump) -> tuple[str, tuple[int, ...]]:
        """Layer and dims, empty where nobody knows."""
        layer, node_name, shape = self._held.get(dump.file, ("", "", ()))
        known = [net.by_name[node_name] for net in self._networks if node_name in net.by_name]
        numbered = self._dot.numbered(dump.name) if self._dot is not None else None
        if numbered is not None and self._dot is not None:
            known.insert(0, self._dot.producer(numbered))
            layer = layer or known[0].name
        if dump.name.layer_id is None:
            layer = layer or dump.name.layer
        if dump.name.kind is Kind.OUTPUT:
            shape = shape or next((node.output_shape for node in known if node.output_shape), ())
        return layer, dump.name.shape or shape


def candidates(
    plan: Plan, dump: Dump, side: int, right_index: int, knowledge: _Knowledge | None = None
) -> list[Candidate]:
    """Dumps of ``dump``'s kind on the other side: suggested ones, free ones, paired ones; of the
    latter two those of the same dims first."""
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
    knowledge = knowledge or _Knowledge(plan)
    dims = stripped_dims(knowledge.about(dump)[1])
    found: list[Candidate] = []
    for offered in other.dumps:
        if offered.name.kind is not dump.name.kind:
            continue
        name = offered.name.file_name
        partner = partner_of.get(name, "")
        section = _LIKELY if name in rank else _TAKEN if partner else _FREE
        found.append(Candidate(offered, section, partner, *knowledge.about(offered)))
    return sorted(
        found,
        key=lambda c: (
            c.section,
            rank.get(c.dump.name.file_name, 0),
            stripped_dims(c.shape) != dims,
        ),
    )


class _CandidateModel(QAbstractTableModel):
    """Candidates that hold every searched word, under a heading for each section."""

    def __init__(self, found: list[Candidate], shape: tuple[int, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._all = found
        self._shape = stripped_dims(shape)
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
            name = f"{candidate.dump.name.file_name}\n{candidate.layer}".casefold()
            if all(word in name for word in words):
                if candidate.section != section:
                    section = candidate.section
                    self._rows.append(self._headings[section])
                self._rows.append(candidate)
        self.endResetModel()

    def candidate(self, row: int) -> Candidate | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Candidate) else None

    def longest_file(self) -> str:
        return max((c.dump.name.file_name for c in self._all), key=len, default="")

    def longest_shape(self) -> str:
        return max(map(shape_text, {c.shape for c in self._all}), key=len, default="")

    def heading_rows(self) -> list[int]:
        return [row for row, held in enumerate(self._rows) if isinstance(held, str)]

    def first_row(self) -> int:
        return next((r for r, held in enumerate(self._rows) if isinstance(held, Candidate)), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("File"),
                self.tr("Layer"),
                self.tr("Shape"),
                self.tr("Paired with"),
            )[section]
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
            if role == Qt.ItemDataRole.DisplayRole and column == _FILE:
                return held
            return self._bold if role == Qt.ItemDataRole.FontRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            shape = shape_text(held.shape) or NOTHING
            return (held.dump.name.file_name, held.layer or NOTHING, shape, held.partner)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            if column == _SHAPE:
                other = self._same_shape(held) is False
                return self.tr("other dims than the file that needs a partner") if other else ""
            return plain_tip((held.dump.file, held.layer, "", held.partner)[column])
        if role == Qt.ItemDataRole.ForegroundRole and column == _SHAPE:
            return self._faint() if self._same_shape(held) is False else None
        return None

    def _same_shape(self, candidate: Candidate) -> bool | None:
        """None where the dims of either are not known; trailing ones do not count."""
        shape = stripped_dims(candidate.shape)
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
        knowledge = _Knowledge(plan)
        layer, shape = knowledge.about(dump)
        facts = QLabel(" · ".join(fact for fact in (layer, shape_text(shape)) if fact), self)
        facts.setObjectName("partnerFacts")
        facts.setWordWrap(True)
        facts.setTextFormat(Qt.TextFormat.PlainText)
        facts.setVisible(bool(facts.text()))
        why = QLabel(reason, self)
        why.setWordWrap(True)
        why.setTextFormat(Qt.TextFormat.PlainText)
        why.setVisible(bool(reason))
        self._search = QLineEdit(self)
        self._search.setObjectName("partnerSearch")
        self._search.setPlaceholderText(self.tr("Search files and layers"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._search.installEventFilter(self)
        found = candidates(plan, dump, side, right_index, knowledge)
        self._model = _CandidateModel(found, shape, self)
        self._table = self._make_table()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Pair"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (question, facts, why, self._search, self._table, self._buttons):
            layout.addWidget(widget, 1 if widget is self._table else 0)
        self._search.textChanged.connect(self._on_search)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._table.doubleClicked.connect(self._on_double_click)
        self._table.selectionModel().selectionChanged.connect(self._refresh_ok)
        self._on_search("")
        # Qt alone would not take more than two thirds of the screen.
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize() * 0.9))
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
        # The end of a file's name tells less than what stands before it: it is shown whole if
        # that leaves the layer and the partner their room.
        whole = table.fontMetrics().horizontalAdvance(self._model.longest_file()) + 16
        header.resizeSection(_FILE, min(whole, self.sizeHint().width() * 2 // 5))
        # Qt would ask a thousand rows how wide they are, each time the list changes.
        widest = table.fontMetrics().horizontalAdvance(self._model.longest_shape()) + 16
        header.resizeSection(_SHAPE, max(widest, header.sectionSizeHint(_SHAPE)))
        for column in (_LAYER, _PARTNER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _on_search(self, text: str) -> None:
        self._model.search(text)
        self._table.clearSpans()
        for row in self._model.heading_rows():
            self._table.setSpan(row, 0, 1, self._model.columnCount())
        first = self._model.first_row()
        if first >= 0:
            self._table.selectRow(first)
        self._refresh_ok()

    def _on_double_click(self, index: QModelIndex) -> None:
        if self._model.candidate(index.row()) is not None:
            self.accept()

    def _refresh_ok(self) -> None:
        self._ok.setEnabled(bool(self.chosen()))
