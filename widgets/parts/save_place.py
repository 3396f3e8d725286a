"""Asks where to save a file. The ending comes before the question whether to replace one."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


def ask_place(
    owner: QWidget,
    title: str,
    start: str,
    types: Mapping[str, str],
    chosen: str = "",
    known: Collection[str] = (),
) -> Path | None:
    """A path with an ending that the user chose, and agreed to replace; None for none.

    ``types`` are the texts of the file types by their endings, ``chosen`` the ending of the one
    to begin with. A name without an ending, or with another than the ``known`` ones where these
    are given, gets that of the type the user picked in the dialog.
    """
    first = chosen if chosen in types else next(iter(types))
    while True:
        # The dialog would ask about the name as it was typed, which is not yet the file's.
        name, picked = QFileDialog.getSaveFileName(
            owner,
            title,
            start,
            ";;".join(types.values()),
            types[first],
            QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() not in known if known else not path.suffix:
            ending = next((one for one, text in types.items() if text == picked), first)
            path = path.with_name(f"{path.name.rstrip('.')}{ending}")
        # Writing to a folder is refused by who writes. macOS asks by itself, whatever it is told.
        asked = sys.platform == "darwin" and path == Path(name)
        if asked or not os.path.isfile(path) or _may_replace(owner, title, path):
            return path
        start = str(path)


def _may_replace(owner: QWidget, title: str, path: Path) -> bool:
    box = QMessageBox(owner)
    box.setObjectName("replaceQuestion")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    translate = QCoreApplication.translate
    box.setText(translate("save_place", "{file} exists already.").format(file=path.name))
    box.setInformativeText(
        translate("save_place", "Replace it? What is in it now, in {folder}, is lost.").format(
            folder=path.parent
        )
    )
    replace = box.addButton(
        translate("save_place", "Replace"), QMessageBox.ButtonRole.DestructiveRole
    )
    keep = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is replace
