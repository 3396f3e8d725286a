"""What can be done with a row of the result table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from core.comparison.model import Pair, Plan, Rule, Unmatched
from core.dumps.model import Dump
from widgets.parts.metric_text import Column
from widgets.results.model import ResultModel


class RowActions(QObject):
    """Makes the menu of a row and asks for partners; tells what the user wants.

    ``opened`` carries an index into ``plan.pairs``, ``partnerPicked`` and ``partnerCleared`` left
    file, right file and right index; ``copyWanted``: the selected rows are wanted.
    """

    opened = Signal(int)
    copyWanted = Signal()
    partnerPicked = Signal(str, str, int)
    partnerCleared = Signal(str, str, int)

    def __init__(self, model: ResultModel, window: QWidget) -> None:
        super().__init__(window)
        self._model = model
        self._window = window

    def menu(self, row: int, column: Column) -> QMenu:
        """What can be done with a row; file actions mean the file under the cursor, else the
        left one. The actions hold on to the pair: the row may move while the menu is open."""
        menu = QMenu(self._window)
        pair, unmatched = self._model.pair_at(row), self._model.unmatched_at(row)
        pair_index = self._model.pair_index(row)
        opening = menu.addAction(self.tr("Open Elements"))
        opening.setEnabled(pair is not None)
        opening.triggered.connect(lambda: self.opened.emit(pair_index))
        menu.addSeparator()
        choosing = menu.addAction(self.tr("Choose Partner…"))
        choosing.triggered.connect(lambda: self.choose_partner(pair, unmatched))
        removing = menu.addAction(self.tr("Remove Chosen Partner"))
        removing.setEnabled(pair is not None and pair.rule is Rule.MANUAL)
        removing.triggered.connect(lambda: self._clear_partner(pair))
        menu.addSeparator()
        menu.addAction(self.tr("Copy")).triggered.connect(self.copyWanted)
        path = _file_of(pair, unmatched, column)
        if path is not None:
            copying = menu.addAction(self.tr("Copy File Path"))
            copying.triggered.connect(lambda: QGuiApplication.clipboard().setText(str(path)))
            folder = QUrl.fromLocalFile(str(path.parent))
            revealing = menu.addAction(self.tr("Reveal Folder"))
            revealing.triggered.connect(lambda: QDesktopServices.openUrl(folder))
        return menu

    def choose_partner(self, pair: Pair | None, unmatched: Unmatched | None) -> None:
        """Ask for the partner of an unmatched dump, or for another one of a pair's left file."""
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
        from widgets.results.partner_dialog import PartnerDialog

        dialog = PartnerDialog(plan, dump, side, right_index, reason, self._window)
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
