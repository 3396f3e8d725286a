"""The inputs of a comparison: two folders, the dot, the prototxt, and what is compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QFileInfo, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.dumps.formats import FixedPoint
from core.dumps.kinds import Kind
from widgets.parts.background import BackgroundTask
from widgets.parts.hex_format_edit import HexFormatEdit
from widgets.sources.compared_kinds import ComparedKinds
from widgets.sources.network_files import NetworkFiles
from widgets.sources.path_edit import PathKind, PathState, local_paths
from widgets.sources.path_row import PathRow
from widgets.sources.recent_comparisons import RecentComparison, RecentComparisons

_FOLDERS_DELAY_MS = 400
_ALL_ROOM = 1000
"""Beside the stretch of 1 that keeps what stands at the right there."""


class SourcesPanel(QWidget):
    """What to compare. ``changed`` comes with every change, ``foldersChanged`` once the two
    folders have stood still for a moment, ``offerTaken`` before the button that takes it goes,
    ``compareWanted`` with Enter in a folder's edit where both are given."""

    changed = Signal()
    foldersChanged = Signal()
    offerTaken = Signal()
    compareWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._then: Callable[[], object] | None = None
        self._recall = BackgroundTask(self, "recent files")
        self._recall.succeeded.connect(self._on_recalled)
        self._left = PathRow(self, "leftFolder", PathKind.FOLDER, self.tr("Left Folder"), "")
        self._right = PathRow(self, "rightFolder", PathKind.FOLDER, self.tr("Right Folder"), "")
        self._files = NetworkFiles(self._folders, self)
        for row in self._rows():
            row.set_neighbours([self._left, self._right])
        self._kinds = ComparedKinds(self)
        self._hex = HexFormatEdit(self)
        self._comparisons = RecentComparisons(self)
        self._folders_delay = QTimer(self)
        self._folders_delay.setSingleShot(True)
        self._folders_delay.setInterval(_FOLDERS_DELAY_MS)
        self._folders_delay.timeout.connect(self.foldersChanged)
        self._explain()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    # ---------------------------------------------------------------- answers

    def left(self) -> str:
        """Path of the left folder, empty for none."""
        return self._left.edit.path()

    def right(self) -> str:
        """Path of the right folder, empty for none."""
        return self._right.edit.path()

    def dot(self) -> str:
        """Path of the dot; empty when Parse Dot File is not ticked."""
        return self._files.dot()

    def prototxt(self) -> str:
        """Path of the prototxt; empty when Prototxt Has Inplace Layers is not ticked."""
        return self._files.prototxt()

    def include(self) -> frozenset[Kind]:
        """Kinds of dumps to compare, at least one."""
        return self._kinds.kinds()

    def hex_format(self) -> FixedPoint:
        """How ``.linear.hex`` is read; the last good one while the edit holds nonsense."""
        return self._hex.value()

    # ---------------------------------------------------------------- setters

    def set_left(self, path: str) -> None:
        """Fill in the left folder."""
        self._left.put(path)

    def set_right(self, path: str) -> None:
        """Fill in the right folder."""
        self._right.put(path)

    def set_dot(self, path: str, used: bool = True) -> None:
        """Fill in the dot, ticked or kept aside."""
        self._files.set_dot(path, used)

    def set_prototxt(self, path: str, used: bool = True) -> None:
        """Fill in the prototxt, ticked or kept aside."""
        self._files.set_prototxt(path, used)

    def set_include(self, kinds: frozenset[Kind]) -> None:
        """Choose the kinds of dumps to compare."""
        self._kinds.set_kinds(kinds)

    def set_hex_format(self, hex_format: FixedPoint) -> None:
        """Choose how ``.linear.hex`` is read."""
        self._hex.setText(str(hex_format))

    def set_recent(
        self,
        folders: Sequence[str] = (),
        dots: Sequence[str] = (),
        prototxts: Sequence[str] = (),
        comparisons: Sequence[RecentComparison] = (),
    ) -> None:
        """Offer what was used before, latest first."""
        self._left.set_recent(folders)
        self._right.set_recent(folders)
        self._files.dot_row.set_recent(dots)
        self._files.prototxt_row.set_recent(prototxts)
        self._comparisons.set_comparisons(comparisons)

    def recall(self, recent: RecentComparison, then: Callable[[], object] | None = None) -> None:
        """Fill in a comparison of before: its folders at once, its files if they are still there.
        ``then`` is called when all stands, unless the folders have changed meanwhile."""
        self._put_both(recent.left, recent.right)
        self.set_dot("")
        self.set_prototxt("")
        self._then = then
        self._recall.start(lambda _: recent.as_it_is_now())

    def set_folders(self, left: str, right: str) -> None:
        """Fill in two folders, without the dot and prototxt that belong to those before."""
        self._files.drop()
        self._put_both(left, right)

    def settle(self) -> None:
        """What is filled in now belongs together: once neither folder is the same any more, its
        dot and prototxt are of no use."""
        self._files.settle()

    def offer(self, prototxts: Sequence[Path | str], dots: Sequence[Path | str]) -> None:
        """Tell of networks found beside the folders, best first; taken only on a click."""
        self._files.offer(prototxts, dots)

    def offered(self) -> list[str]:
        """Names of the files found beside the folders and not used yet."""
        return self._files.offered()

    def use_offer(self) -> None:
        """Use what was found beside the folders."""
        self._files.use_offer()

    def leave_others_behind(self) -> list[str]:
        """Leave out the files that belong to other folders, now that the user is done with these.

        Gives the names of those left out that nobody was told of yet; a button brings them back.
        """
        if self.left() and self.right():
            self._files.leave_behind()
        return self._files.untold()

    def take_entries(self) -> bool:
        """Take what is still being typed, as Compare does; False where that is refused, which is
        said beside it."""
        taken = self._hex.settle()
        if not taken:
            self._hex.setFocus()
            self._hex.selectAll()
        return taken

    def hold_refusal(self) -> None:
        """Compare goes down: where that has had an entry refused, it must not be pressed."""
        self._hex.hold_refusal()

    def swap(self) -> None:
        """Left becomes right and right left."""
        left, right = self._left.edit.text(), self._right.edit.text()
        self._left.edit.setText(right)
        self._right.edit.setText(left)

    def join(self) -> None:
        """Stop every look at the file system; call before the window goes."""
        self._folders_delay.stop()
        self._recall.join(0.5)
        for row in self._rows():
            row.edit.join()

    # ------------------------------------------------------------- drag, drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and network files may be dropped anywhere on the panel."""
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._answer(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_paths(local_paths(event.mimeData()))
        event.acceptProposedAction()

    def take_paths(self, paths: Sequence[str]) -> None:
        """Put dropped paths where they belong: two folders left and right, one to the left
        while that is empty, else to the right, ``.dot`` and ``.prototxt`` by their suffix."""
        folders = [path for path in paths if QFileInfo(path).isDir()]
        if len(folders) >= 2:
            self._put_both(*folders[:2])
        elif folders:
            (self._right if self.left() else self._left).put(folders[0])
        for path in paths:
            suffix = Path(path).suffix.lower()
            if path in folders:
                continue
            if suffix == ".dot":
                self.set_dot(path)
            elif suffix in (".prototxt", ".prototext", ".pt"):
                self.set_prototxt(path)

    def _answer(self, event: QDropEvent) -> None:
        if local_paths(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    # --------------------------------------------------------------- building

    def _explain(self) -> None:
        self._left.edit.set_tip(self.tr("Dumps of the run that is held to be right, often Caffe's"))
        self._right.edit.set_tip(self.tr("Dumps of the run that is judged, often the NPU's"))
        drop = self.tr("Choose, paste or drop a folder")
        self._left.edit.setPlaceholderText(drop)
        self._right.edit.setPlaceholderText(drop)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        left, right = QLabel(self.tr("Left Folder"), self), QLabel(self.tr("Right Folder"), self)
        left.setBuddy(self._left.edit)
        right.setBuddy(self._right.edit)
        labels = (left, right, *(check for check, _ in self._files.lines()))
        for line, (label, row) in enumerate(zip(labels, self._rows(), strict=True)):
            grid.addWidget(label, line, 0)
            grid.addWidget(row.edit, line, 1)
            grid.addWidget(row.button, line, 3)
        swap = QToolButton(self)
        swap.setObjectName("swapFolders")
        swap.setText("⇅")
        swap.setToolTip(self.tr("Swap left and right"))
        swap.setAccessibleName(swap.toolTip())
        swap.clicked.connect(self.swap)
        grid.addWidget(swap, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)
        more = QHBoxLayout()
        more.setSpacing(8)
        include, hex_label = QLabel(self.tr("Include:"), self), QLabel(self.tr("Hex format:"), self)
        include.setBuddy(self._kinds)
        hex_label.setBuddy(self._hex)
        for widget in (include, self._kinds, hex_label, self._hex):
            more.addWidget(widget)
        more.addWidget(self._hex.note, _ALL_ROOM)
        for button in self._files.buttons():
            more.addWidget(button)
        more.addStretch(1)
        more.addWidget(self._comparisons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addLayout(more)
        layout.addStretch(1)
        self._order_tabs()

    def _order_tabs(self) -> None:
        order: list[QWidget] = []
        for row in self._rows():
            order += [check for check, own in self._files.lines() if own is row]
            order += [row.edit, row.button]
        order += [self._kinds, self._hex, *self._files.buttons(), self._comparisons]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        for row in (self._left, self._right):
            row.edit.pathChanged.connect(self._on_folder)
            row.edit.chosen.connect(self._files.leave_behind)
            row.edit.stateChanged.connect(self._on_folder_looked_at)
            row.edit.entered.connect(self._on_enter)
        self._kinds.changed.connect(self.changed)
        self._hex.valueChanged.connect(self.changed)
        self._comparisons.chosen.connect(self.recall)
        self._files.changed.connect(self.changed)
        self._files.offerTaken.connect(self.offerTaken)

    def _rows(self) -> tuple[PathRow, PathRow, PathRow, PathRow]:
        return self._left, self._right, self._files.dot_row, self._files.prototxt_row

    def _folders(self) -> tuple[str, str]:
        return self.left(), self.right()

    # --------------------------------------------------------------- reacting

    def changeEvent(self, event: QEvent) -> None:
        """Folders may have come or gone while another window was in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            for row in self._rows():
                row.edit.check_again()

    def _on_folder(self) -> None:
        self._files.show_offers()
        self.changed.emit()
        self._folders_delay.start()

    def _on_enter(self) -> None:
        if self.left() and self.right():
            self.compareWanted.emit()

    def _put_both(self, left: str, right: str) -> None:
        self._left.put(left)
        self._right.put(right)

    def _on_folder_looked_at(self) -> None:
        """Of a folder that is half typed nothing is known: both must be there."""
        if all(row.edit.state is PathState.FINE for row in (self._left, self._right)):
            self._files.leave_behind()

    def _on_recalled(self, recent: RecentComparison) -> None:
        then, self._then = self._then, None
        if self._folders() == (recent.left, recent.right):
            self.set_dot(recent.dot)
            self.set_prototxt(recent.prototxt)
            if then is not None:
                then()
