"""What the strip at the bottom says while a file is written, and how that is called off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.file_dialogs import FileDialogs
from app.session import Session
from widgets.parts.progress_strip import ProgressStrip

SILENT_MILLISECONDS = 500
"""What takes no longer is not worth a flicker."""


class SavingProgress(QObject):
    """Shows on ``strip`` what ``dialogs`` writes; a comparison has the strip to itself."""

    def __init__(
        self, session: Session, dialogs: FileDialogs, strip: ProgressStrip, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._session = session
        self._dialogs = dialogs
        self._strip = strip
        self._name = ""
        self._is_shown = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show)
        dialogs.writing.connect(self._on_writing)
        dialogs.saved.connect(self._on_saved)
        dialogs.failed.connect(lambda _: self._end(""))
        session.preparing.connect(self._give_way)
        strip.cancelRequested.connect(self._cancel)

    def _on_writing(self, path: Path) -> None:
        self._name = path.name
        self._patience.start(SILENT_MILLISECONDS)

    def _show(self) -> None:
        if not self._session.comparing:
            self._is_shown = True
            self._strip.begin(self.tr("Writing {file}…").format(file=self._name))

    def _on_saved(self, path: Path) -> None:
        self._is_shown = True
        self._end(self.tr("Saved {file}.").format(file=path))

    def _end(self, text: str) -> None:
        self._patience.stop()
        if self._is_shown and not self._session.comparing:
            self._strip.end(text)
        self._is_shown = False

    def _give_way(self) -> None:
        self._is_shown = False

    def _cancel(self) -> None:
        if self._is_shown:
            self._dialogs.cancel_writing()
            self._end(self.tr("Cancelled: {file} was not written.").format(file=self._name))
