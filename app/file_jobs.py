"""What the File menu does with files: reports, chosen partners, conversion."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.file_dialogs import FileDialogs
from app.session import Session
from core.comparison.vocabulary import Thresholds
from widgets.sources.panel import SourcesPanel


class FileJobs(QObject):
    """Asks for a file where there is something to do with one, and says so where there is not.

    ``refused(sentence)``: there is nothing to save, or nothing to load it for.
    """

    refused = Signal(str)

    def __init__(
        self, session: Session, sources: SourcesPanel, dialogs: FileDialogs, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._session = session
        self._sources = sources
        self._dialogs = dialogs
        self._owner = owner

    def choose_left(self) -> None:
        """Ask for the left folder."""
        folder = self._dialogs.folder(self._sources.left())
        if folder:
            self._sources.set_left(folder)

    def choose_right(self) -> None:
        """Ask for the right folder."""
        folder = self._dialogs.folder(self._sources.right())
        if folder:
            self._sources.set_right(folder)

    def save_report(self, thresholds: Thresholds) -> None:
        """Write the comparison as CSV, JSON or HTML, which marks what is beyond ``thresholds``."""
        if self._session.comparison is None:
            self.refused.emit(self.tr("There is nothing to save yet: press Compare first."))
            return
        self._dialogs.save_report(self._session.comparison, thresholds)

    def load_partners(self) -> None:
        """Read partners chosen before."""
        if self._session.plan is None:
            self.refused.emit(
                self.tr("Compare two folders first, then load the partners for them.")
            )
            return
        self._dialogs.load_partners()

    def save_partners(self) -> None:
        """Write the partners chosen by hand."""
        plan = self._session.plan
        if plan is None or not plan.request.manual_pairs:
            self.refused.emit(self.tr("No partner has been chosen by hand yet."))
            return
        self._dialogs.save_partners(plan.request.manual_pairs, plan)

    def convert(self) -> None:
        """Open the dialog that turns hex files into numbers."""
        from app.convert_dialog import ConvertDialog

        dialog = ConvertDialog(self._sources.dot(), self._sources.right(), self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
