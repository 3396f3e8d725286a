"""Choosing folders and files, and the short work that follows, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.save_place import ask_place

if TYPE_CHECKING:
    from app.settings import Settings
    from core.comparison.model import Comparison, ManualPair, Plan, Thresholds

_REPORT_FOLDER, _REPORT_TYPE = "report/folder", "report/type"


class FileDialogs(QObject):
    """The main window's dialogs.

    ``writing(Path)`` when a file is begun, ``saved(Path)`` after it was written,
    ``partners_loaded(tuple[ManualPair, ...])`` after one was read, ``failed(error)`` where either
    went wrong.
    """

    writing = Signal(object)
    saved = Signal(object)
    partners_loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, owner: QWidget, settings: Settings) -> None:
        """``settings`` keep where the last report went, and of which type it was."""
        super().__init__(owner)
        self._owner = owner
        self._settings = settings
        self._write = BackgroundTask(self, "write")
        self._write.succeeded.connect(self.saved)
        self._write.failed.connect(self.failed)
        self._read = BackgroundTask(self, "read")
        self._read.succeeded.connect(self.partners_loaded)
        self._read.failed.connect(self.failed)

    def folder(self, start: str) -> str:
        """A folder the user chose, or empty."""
        return QFileDialog.getExistingDirectory(self._owner, self.tr("Choose a Folder"), start)

    def save_report(self, comparison: Comparison, thresholds: Thresholds) -> None:
        """Ask for a file and write the report: JSON or HTML by its ending, else CSV.

        Begins with the folder and the type of the last report, else beside the right run and with
        the one to look at. The HTML marks numbers beyond ``thresholds``.
        """
        types = {
            ".html": self.tr("Report to look at (*.html *.htm)"),
            ".csv": self.tr("Table (*.csv)"),
            ".json": self.tr("All numbers (*.json)"),
        }
        last = self._settings.text(_REPORT_TYPE)
        ending = last if last in types else ".html"
        folder = self._settings.text(_REPORT_FOLDER)
        if not folder or not Path(folder).is_dir():
            folder = str(comparison.plan.rights[0].folder.parent)
        start = str(Path(folder) / f"cosight_report{ending}")
        path = ask_place(self._owner, self.tr("Save Report"), start, types, ending)
        if path is None:
            return
        self._settings.set_text(_REPORT_FOLDER, str(path.parent))
        self._settings.set_text(_REPORT_TYPE, _type_of(path))

        def write(handle: Handle) -> None:
            write_report(comparison, path, thresholds, handle.cancelled)

        self._save(path, comparison.plan, write)

    def save_partners(self, pairs: Sequence[ManualPair], plan: Plan) -> None:
        """Ask for a file and write the partners chosen by hand."""
        types = {".json": self.tr("Partners (*.json)")}
        path = ask_place(self._owner, self.tr("Save Chosen Partners"), "partners.json", types)
        if path is not None:
            from core.report.pairs_file import write_pairs

            self._save(path, plan, lambda _: write_pairs(pairs, path))

    def load_partners(self) -> None:
        """Ask for a file of partners and read it."""
        name, _ = QFileDialog.getOpenFileName(
            self._owner, self.tr("Load Chosen Partners"), "", self.tr("Partners (*.json)")
        )
        if name:
            from core.report.pairs_file import read_pairs

            self._read.start(lambda _: read_pairs(Path(name)))

    def cancel_writing(self) -> None:
        """Call off what is being written; what can still be stopped is."""
        self._write.cancel()

    def close(self) -> None:
        """Wait for what is being written."""
        self._write.join()
        self._read.join()

    def _save(self, path: Path, plan: Plan, write: Callable[[Handle], None]) -> None:
        from app.commands.report_files import check_place

        def work(handle: Handle) -> Path:
            check_place(path, plan)
            write(handle)
            return path

        self._write.start(work)
        self.writing.emit(path)


def write_report(
    comparison: Comparison, path: Path, thresholds: Thresholds, cancelled: Callable[[], bool]
) -> None:
    """Write what the ending of ``path`` asks for; on any thread."""
    ending = _type_of(path)
    if ending == ".html":
        from core.report.html_report import HtmlSettings, save_html

        # Chinese signs are drawn by what a page says its language is.
        language = QCoreApplication.translate("FileDialogs", "en", "language of a page, as in HTML")
        settings = HtmlSettings(thresholds, language=language)
        save_html(comparison, path, settings, cancelled=cancelled)
    elif ending == ".json":
        from core.report.json_report import save_json

        save_json(comparison, path)
    else:
        from core.report.csv_report import save_csv

        save_csv(comparison, path)


def _type_of(path: Path) -> str:
    """The ending that stands for what is written there."""
    ending = path.suffix.lower()
    if ending in (".html", ".htm"):
        return ".html"
    return ".json" if ending == ".json" else ".csv"
