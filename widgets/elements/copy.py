"""Copies rows of the element table, as text, on a thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from widgets.elements.model import ElementModel
from widgets.elements.text import rows_as_tsv
from widgets.parts.background import BackgroundTask, Handle

MOST_COPIED = 100_000
"""Rows that are copied at once: more would be too much for most clipboards."""


class RowCopier(QObject):
    """``said`` is what came of it, for the user."""

    said = Signal(str)

    def __init__(self, model: ElementModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._task = BackgroundTask(self, "copy rows")
        self._task.succeeded.connect(self._on_copied)

    @property
    def running(self) -> bool:
        """Whether rows are being made into text."""
        return self._task.running

    def copy(self, rows: list[int], whole: int) -> None:
        """Copy ``rows``, ascending, the first of ``whole`` that are selected."""
        if not rows:
            return
        model = self._model
        elements, shown, shape = model.elements, model.rows, model.shape
        titles, as_float = model.titles(), model.as_float
        if model.loading and shown.element_at(rows[-1]) >= elements.common:
            self.said.emit(self.tr("These rows cannot be copied before they are read"))
            return

        def work(handle: Handle) -> tuple[str, int, int]:
            chosen = [shown.element_at(row) for row in rows]
            return rows_as_tsv(elements, shape, titles, chosen, as_float), len(rows), whole

        self._task.start(work)

    def shut_down(self) -> None:
        """Wait for the thread; call before the window goes."""
        self._task.join()

    def _on_copied(self, copied: tuple[str, int, int]) -> None:
        text, rows, whole = copied
        QGuiApplication.clipboard().setText(text)
        self.said.emit(
            self.tr("Copied {rows} rows").format(rows=f"{rows:,}")
            if rows == whole
            else self.tr("Copied the first {rows} of {whole} rows, the most at once").format(
                rows=f"{rows:,}", whole=f"{whole:,}"
            )
        )
