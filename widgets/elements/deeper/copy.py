"""Copies what a page of deeper numbers shows: as text, as CSV, or as a picture."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from widgets.elements.deeper.page import DeeperPage, Rows
from widgets.parts.background import BackgroundTask


def as_text(rows: Rows) -> str:
    """Cells parted by tabs, as spreadsheets paste them."""
    return "".join("\t".join(row) + "\n" for row in rows)


def as_csv(rows: Rows) -> str:
    """Cells parted by commas (RFC 4180)."""
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


class PageCopier(QObject):
    """``said`` is what came of it, for the user. Numbers are put into words on a thread."""

    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task = BackgroundTask(self, "copy numbers")
        self._task.succeeded.connect(self._on_made)

    @property
    def running(self) -> bool:
        """Whether numbers are being put into words."""
        return self._task.running

    def copy_rows(self, page: DeeperPage, written: Callable[[Rows], str]) -> None:
        """Copy the page's numbers, every digit of them, as ``written`` writes them."""
        rows = page.rows()
        if rows is None:
            self.said.emit(self.tr("There is nothing to copy here"))
            return
        made = rows

        def work(_: object) -> tuple[str, int]:
            lines = made()
            return written(lines), len(lines) - 1

        self._task.start(work)

    def copy_picture(self, page: DeeperPage) -> None:
        """Copy what the page looks like."""
        content = page.content
        if content is None or not page.shows_result:
            self.said.emit(self.tr("There is nothing to copy here"))
            return
        QGuiApplication.clipboard().setPixmap(content.grab())
        self.said.emit(self.tr("Picture copied"))

    def shut_down(self) -> None:
        """Wait for the thread; call before the window goes."""
        self._task.join()

    def _on_made(self, made: tuple[str, int]) -> None:
        text, rows = made
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self.tr("Copied {rows} rows").format(rows=f"{rows:,}"))
