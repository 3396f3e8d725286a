"""Which dot and prototxt belong to which two folders, and what is left out when these change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.network.beside import is_beside
from widgets.sources.path_row import PathRow

Folders = tuple[str, str]


class FilesOfFolders:
    """Knows the files of the folders that were compared last, and those left out since then.

    ``rows`` are the edits of the files; they are emptied when their file is left out.
    """

    def __init__(self, rows: Sequence[PathRow]) -> None:
        self._rows = rows
        self._folders: set[str] = set()
        self._files: dict[PathRow, str] = {}
        self._left_out: dict[PathRow, str] = {}
        self._untold = False

    def settle(self, folders: Folders) -> None:
        """What is filled in now belongs together."""
        self._folders = set(folders)
        self._files = {row: row.edit.path() for row in self._rows}

    def forget(self, row: PathRow) -> None:
        """Another file is filled in for whatever folders there are."""
        self._files.pop(row, None)

    def leave_behind(self, folders: Folders) -> bool:
        """Leave out the files of folders of which ``folders`` has none any more, unless they lie
        beside these: of runs in the same project the net is the same. False: nothing was."""
        if not self._folders or not self._folders.isdisjoint(folders):
            return False
        near = [Path(folder) for folder in folders if folder]
        left_out = {}
        for row, path in self._files.items():
            if path and row.edit.path() == path and not is_beside(Path(path), near):
                row.put("")
                left_out[row] = path
        if left_out:
            self._left_out, self._untold = left_out, True
        return bool(left_out)

    def drop(self) -> None:
        """Leave out all without a word: what is opened says itself which files it brings."""
        self._left_out = {}
        for row, path in self._files.items():
            if row.edit.path() == path:
                row.put("")

    def left_out(self) -> list[str]:
        """What can be brought back; where another file was chosen since, that is what is wanted."""
        self._left_out = {row: path for row, path in self._left_out.items() if not row.edit.path()}
        return [*self._left_out.values()]

    def untold(self) -> list[str]:
        """Names of those left out that nobody was told of yet."""
        told, self._untold = self._untold, False
        return [Path(path).name for path in self.left_out()] if told else []

    def bring_back(self) -> dict[PathRow, str]:
        """The files to fill in again; they are left out no more."""
        kept, self._left_out = self._left_out, {}
        return kept
