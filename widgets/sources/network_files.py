"""The dot and the prototxt of the sources: chosen, ticked, offered, and left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from widgets.parts.network_offer import KeptFiles, NetworkOffer
from widgets.sources.files_of_folders import FilesOfFolders, Folders
from widgets.sources.path_edit import PathKind
from widgets.sources.path_row import PathRow


class NetworkFiles(QObject):
    """The two edits with their ticks, and the buttons that fill them in; its owner lays them out.

    ``changed`` comes with every change, ``offerTaken`` before the button that was pressed goes.
    ``folders`` is asked for the two folders whenever what is offered may be another thing.
    """

    changed = Signal()
    offerTaken = Signal()

    def __init__(self, folders: Callable[[], Folders], owner: QWidget) -> None:
        super().__init__(owner)
        self._folders = folders
        self._offered: tuple[str, str] = ("", "")
        self._found: tuple[set[str], set[str]] = (set(), set())
        self._chosen_for: dict[PathRow, Folders] = {}
        any_file = self.tr("All files (*)")
        self.dot_row = PathRow(
            owner,
            "dotFile",
            PathKind.FILE,
            self.tr("Dot File"),
            f"{self.tr('Dot files (*.dot)')};;{any_file}",
        )
        self.prototxt_row = PathRow(
            owner,
            "prototxtFile",
            PathKind.FILE,
            self.tr("Prototxt File"),
            f"{self.tr('Prototxt files (*.prototxt *.prototext *.pt)')};;{any_file}",
        )
        self._of_folders = FilesOfFolders((self.dot_row, self.prototxt_row))
        self.parse_dot = self._make_check(
            "parseDot", self.tr("Parse Dot File"), self.dot_row, owner
        )
        self.has_inplace = self._make_check(
            "hasInplace", self.tr("Prototxt Has Inplace Layers"), self.prototxt_row, owner
        )
        self._offer = NetworkOffer(owner)
        self._offer.clicked.connect(self._on_use)
        self._keep = KeptFiles(owner)
        self._keep.clicked.connect(self._on_keep)
        for row in (self.dot_row, self.prototxt_row):
            row.edit.pathChanged.connect(self._on_change)
        self._explain()

    def _make_check(self, name: str, text: str, row: PathRow, owner: QWidget) -> QCheckBox:
        check = QCheckBox(text, owner)
        check.setObjectName(name)
        row.edit.set_used(False)

        def follow_path(path: str) -> None:
            check.setChecked(bool(path))

        def ask_for_path(on: bool) -> None:
            if on and not row.edit.path():
                row.edit.setFocus(Qt.FocusReason.OtherFocusReason)

        row.edit.pathChanged.connect(follow_path)
        row.edit.pathChanged.connect(lambda: self._chosen_for.__setitem__(row, self._folders()))
        check.toggled.connect(row.edit.set_used)
        check.toggled.connect(self._on_change)
        check.clicked.connect(ask_for_path)
        return check

    def _explain(self) -> None:
        dot_tip = self.tr(
            "cnn_net_tree.dot of the mapper: gives the simulator's and the board's "
            "seg…_layer<id> files their layers"
        )
        prototxt_tip = self.tr(
            "The net's prototxt: pairs in-place layers with the blob they rewrite, "
            "and orders the result"
        )
        self.dot_row.edit.set_tip(dot_tip)
        self.parse_dot.setToolTip(dot_tip)
        self.prototxt_row.edit.set_tip(prototxt_tip)
        self.has_inplace.setToolTip(prototxt_tip)
        self.dot_row.edit.setPlaceholderText(self.tr("Optional: cnn_net_tree.dot"))
        self.prototxt_row.edit.setPlaceholderText(self.tr("Optional: deploy.prototxt"))

    # ---------------------------------------------------------------- answers

    def lines(self) -> tuple[tuple[QCheckBox, PathRow], ...]:
        """Each tick with its edit, from top to bottom."""
        return (self.parse_dot, self.dot_row), (self.has_inplace, self.prototxt_row)

    def buttons(self) -> tuple[QWidget, QWidget]:
        """What uses the files that are offered, and what brings back those left out."""
        return self._offer, self._keep

    def dot(self) -> str:
        """Path of the dot; empty when it is not ticked."""
        return self.dot_row.edit.path() if self.parse_dot.isChecked() else ""

    def prototxt(self) -> str:
        """Path of the prototxt; empty when it is not ticked."""
        return self.prototxt_row.edit.path() if self.has_inplace.isChecked() else ""

    def set_dot(self, path: str, used: bool = True) -> None:
        """Fill in the dot, ticked or kept aside."""
        self._put(self.dot_row, path)
        self.parse_dot.setChecked(used and bool(path))

    def set_prototxt(self, path: str, used: bool = True) -> None:
        """Fill in the prototxt, ticked or kept aside."""
        self._put(self.prototxt_row, path)
        self.has_inplace.setChecked(used and bool(path))

    def _put(self, row: PathRow, path: str) -> None:
        self._of_folders.forget(row)
        row.put(path)

    def _on_change(self) -> None:
        self.show_offers()
        self.changed.emit()

    # ---------------------------------------------- found beside the folders

    def offer(self, prototxts: Sequence[Path | str], dots: Sequence[Path | str]) -> None:
        """Tell of networks found beside the folders, best first; taken only on a click."""
        names = [str(path) for path in prototxts], [str(path) for path in dots]
        self.prototxt_row.set_found(names[0])
        self.dot_row.set_found(names[1])
        self._found = set(names[0]), set(names[1])
        self._offered = next(iter(names[0]), ""), next(iter(names[1]), "")
        self.show_offers()

    def offered(self) -> list[str]:
        """Names of the files found beside the folders and not used yet."""
        return [Path(path).name for path in self._open_offers() if path]

    def use_offer(self) -> None:
        """Use what was found beside the folders."""
        prototxt, dot = self._open_offers()
        if prototxt:
            self.set_prototxt(prototxt)
        if dot:
            self.set_dot(dot)

    def show_offers(self) -> None:
        """Offer what is fitting now; call when a folder has changed."""
        self._offer.show_paths([path for path in self._open_offers() if path])
        self._keep.show_paths(self._of_folders.left_out())

    def _open_offers(self) -> tuple[str, str]:
        """Prototxt and dot that are offered and not chosen yet.

        A file that was chosen for other folders may be another net's: the offer stays beside it.
        """
        folders = self._folders()

        def opened(row: PathRow, offer: str, found: set[str]) -> str:
            path = row.edit.path()
            settled = path in found or (path and self._chosen_for.get(row) == folders)
            return "" if settled else offer

        return (
            opened(self.prototxt_row, self._offered[0], self._found[0]),
            opened(self.dot_row, self._offered[1], self._found[1]),
        )

    def _on_use(self) -> None:
        self.offerTaken.emit()
        self.use_offer()

    # --------------------------------------------------- those of other folders

    def settle(self) -> None:
        """What is filled in now belongs to the folders."""
        self._of_folders.settle(self._folders())

    def drop(self) -> None:
        """Leave out what belongs to the folders of before, without a word."""
        self._of_folders.drop()

    def leave_behind(self) -> None:
        """Leave out what belongs to other folders than those of now."""
        if self._of_folders.leave_behind(self._folders()):
            self.show_offers()

    def untold(self) -> list[str]:
        """Names of those left out that nobody was told of yet; a button brings them back."""
        return self._of_folders.untold()

    def _on_keep(self) -> None:
        """The files are these folders' from now on."""
        self.offerTaken.emit()
        for row, path in self._of_folders.bring_back().items():
            (self.set_dot if row is self.dot_row else self.set_prototxt)(path)
