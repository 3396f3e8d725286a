"""The inputs of a comparison: two folders, the dot, the prototxt, and what is compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QFileInfo, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
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
from widgets.parts.network_offer import KeptFiles, NetworkOffer
from widgets.sources.compared_kinds import ComparedKinds
from widgets.sources.files_of_folders import FilesOfFolders
from widgets.sources.path_edit import PathKind, PathState, local_paths
from widgets.sources.path_row import PathRow
from widgets.sources.recent_comparisons import RecentComparison, RecentComparisons

_FOLDERS_DELAY_MS = 400


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
        self._offered: tuple[str, str] = ("", "")
        self._found: tuple[set[str], set[str]] = (set(), set())
        self._chosen_for: dict[PathRow, tuple[str, str]] = {}
        self._then: Callable[[], object] | None = None
        self._recall = BackgroundTask(self, "recent files")
        self._recall.succeeded.connect(self._on_recalled)
        any_file = self.tr("All files (*)")
        self._left = PathRow(self, "leftFolder", PathKind.FOLDER, self.tr("Left Folder"), "")
        self._right = PathRow(self, "rightFolder", PathKind.FOLDER, self.tr("Right Folder"), "")
        self._dot = PathRow(
            self,
            "dotFile",
            PathKind.FILE,
            self.tr("Dot File"),
            f"{self.tr('Dot files (*.dot)')};;{any_file}",
        )
        self._prototxt = PathRow(
            self,
            "prototxtFile",
            PathKind.FILE,
            self.tr("Prototxt File"),
            f"{self.tr('Prototxt files (*.prototxt *.prototext *.pt)')};;{any_file}",
        )
        self._files = FilesOfFolders((self._dot, self._prototxt))
        for row in self._rows():
            row.set_neighbours([self._left, self._right])
        self._parse_dot = self._make_check("parseDot", self.tr("Parse Dot File"), self._dot)
        self._has_inplace = self._make_check(
            "hasInplace", self.tr("Prototxt Has Inplace Layers"), self._prototxt
        )
        self._kinds = ComparedKinds(self)
        self._hex = HexFormatEdit(self)
        self._comparisons = RecentComparisons(self)
        self._offer = NetworkOffer(self)
        self._keep = KeptFiles(self)
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
        return self._dot.edit.path() if self._parse_dot.isChecked() else ""

    def prototxt(self) -> str:
        """Path of the prototxt; empty when Prototxt Has Inplace Layers is not ticked."""
        return self._prototxt.edit.path() if self._has_inplace.isChecked() else ""

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
        self._put_file(self._dot, path)
        self._parse_dot.setChecked(used and bool(path))

    def set_prototxt(self, path: str, used: bool = True) -> None:
        """Fill in the prototxt, ticked or kept aside."""
        self._put_file(self._prototxt, path)
        self._has_inplace.setChecked(used and bool(path))

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
        self._dot.set_recent(dots)
        self._prototxt.set_recent(prototxts)
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
        self._files.settle((self.left(), self.right()))

    def offer(self, prototxts: Sequence[Path | str], dots: Sequence[Path | str]) -> None:
        """Tell of networks found beside the folders, best first; taken only on a click."""
        names = [str(path) for path in prototxts], [str(path) for path in dots]
        self._prototxt.set_found(names[0])
        self._dot.set_found(names[1])
        self._found = set(names[0]), set(names[1])
        self._offered = next(iter(names[0]), ""), next(iter(names[1]), "")
        self._show_offer()

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

    def _make_check(self, name: str, text: str, row: PathRow) -> QCheckBox:
        check = QCheckBox(text, self)
        check.setObjectName(name)
        row.edit.set_used(False)

        def follow_path(path: str) -> None:
            check.setChecked(bool(path))

        def ask_for_path(on: bool) -> None:
            if on and not row.edit.path():
                row.edit.setFocus(Qt.FocusReason.OtherFocusReason)

        row.edit.pathChanged.connect(follow_path)
        row.edit.pathChanged.connect(
            lambda: self._chosen_for.__setitem__(row, (self.left(), self.right()))
        )
        check.toggled.connect(row.edit.set_used)
        check.toggled.connect(self._on_change)
        check.clicked.connect(ask_for_path)
        return check

    def _explain(self) -> None:
        self._left.edit.set_tip(self.tr("Dumps of the run that is held to be right, often Caffe's"))
        self._right.edit.set_tip(self.tr("Dumps of the run that is judged, often the NPU's"))
        dot_tip = self.tr(
            "cnn_net_tree.dot of the mapper: gives the simulator's and the board's "
            "seg…_layer<id> files their layers"
        )
        prototxt_tip = self.tr(
            "The net's prototxt: pairs in-place layers with the blob they rewrite, "
            "and orders the result"
        )
        self._dot.edit.set_tip(dot_tip)
        self._parse_dot.setToolTip(dot_tip)
        self._prototxt.edit.set_tip(prototxt_tip)
        self._has_inplace.setToolTip(prototxt_tip)
        drop = self.tr("Choose, paste or drop a folder")
        self._left.edit.setPlaceholderText(drop)
        self._right.edit.setPlaceholderText(drop)
        self._dot.edit.setPlaceholderText(self.tr("Optional: cnn_net_tree.dot"))
        self._prototxt.edit.setPlaceholderText(self.tr("Optional: deploy.prototxt"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        left, right = QLabel(self.tr("Left Folder"), self), QLabel(self.tr("Right Folder"), self)
        left.setBuddy(self._left.edit)
        right.setBuddy(self._right.edit)
        labels = (left, right, self._parse_dot, self._has_inplace)
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
        more.addWidget(self._offer)
        more.addWidget(self._keep)
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
            order += [check for check, own in self._checks() if own is row]
            order += [row.edit, row.button]
        order += [self._kinds, self._hex, self._offer, self._keep, self._comparisons]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _checks(self) -> tuple[tuple[QCheckBox, PathRow], ...]:
        return (self._parse_dot, self._dot), (self._has_inplace, self._prototxt)

    def _connect(self) -> None:
        for row in self._rows():
            row.edit.pathChanged.connect(self._on_change)
        for row in (self._left, self._right):
            row.edit.pathChanged.connect(lambda _: self._folders_delay.start())
            row.edit.chosen.connect(self._drop_files_of_others)
            row.edit.stateChanged.connect(self._on_folder_looked_at)
            row.edit.entered.connect(self._on_enter)
        self._kinds.changed.connect(self.changed)
        self._hex.valueChanged.connect(self.changed)
        self._comparisons.chosen.connect(self.recall)
        self._offer.clicked.connect(self._on_use)
        self._keep.clicked.connect(self._on_keep)

    def _rows(self) -> tuple[PathRow, PathRow, PathRow, PathRow]:
        return self._left, self._right, self._dot, self._prototxt

    # --------------------------------------------------------------- reacting

    def changeEvent(self, event: QEvent) -> None:
        """Folders may have come or gone while another window was in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            for row in self._rows():
                row.edit.check_again()

    def _on_change(self) -> None:
        self._show_offer()
        self.changed.emit()

    def _on_enter(self) -> None:
        if self.left() and self.right():
            self.compareWanted.emit()

    def _put_both(self, left: str, right: str) -> None:
        self._left.put(left)
        self._right.put(right)

    def leave_others_behind(self) -> list[str]:
        """Leave out the files that belong to other folders, now that the user is done with these.

        Gives the names of those left out that nobody was told of yet; a button brings them back.
        """
        if self.left() and self.right():
            self._drop_files_of_others()
        return self._files.untold()

    def _on_folder_looked_at(self) -> None:
        """Of a folder that is half typed nothing is known: both must be there."""
        if all(row.edit.state is PathState.FINE for row in (self._left, self._right)):
            self._drop_files_of_others()

    def _drop_files_of_others(self) -> None:
        if self._files.leave_behind((self.left(), self.right())):
            self._show_offer()

    def _on_keep(self) -> None:
        """The files are these folders' from now on."""
        self.offerTaken.emit()
        for row, path in self._files.bring_back().items():
            (self.set_dot if row is self._dot else self.set_prototxt)(path)

    def _put_file(self, row: PathRow, path: str) -> None:
        self._files.forget(row)
        row.put(path)

    def _on_recalled(self, recent: RecentComparison) -> None:
        then, self._then = self._then, None
        if (self.left(), self.right()) == (recent.left, recent.right):
            self.set_dot(recent.dot)
            self.set_prototxt(recent.prototxt)
            if then is not None:
                then()

    def _open_offers(self) -> tuple[str, str]:
        """Prototxt and dot that are offered and not chosen yet.

        A file that was chosen for other folders may be another net's: the offer stays beside it.
        """
        folders = self.left(), self.right()

        def opened(row: PathRow, offer: str, found: set[str]) -> str:
            path = row.edit.path()
            settled = path in found or (path and self._chosen_for.get(row) == folders)
            return "" if settled else offer

        return (
            opened(self._prototxt, self._offered[0], self._found[0]),
            opened(self._dot, self._offered[1], self._found[1]),
        )

    def _show_offer(self) -> None:
        self._offer.show_paths([path for path in self._open_offers() if path])
        self._keep.show_paths(self._files.left_out())

    def offered(self) -> list[str]:
        """Names of the files found beside the folders and not used yet."""
        return [Path(path).name for path in self._open_offers() if path]

    def _on_use(self) -> None:
        self.offerTaken.emit()
        self.use_offer()

    def use_offer(self) -> None:
        """Use what was found beside the folders."""
        prototxt, dot = self._open_offers()
        if prototxt:
            self.set_prototxt(prototxt)
        if dot:
            self.set_dot(dot)
