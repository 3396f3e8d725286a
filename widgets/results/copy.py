"""Rows of the result table on the clipboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from widgets.parts.metric_text import Column, header_text
from widgets.results.model import ResultModel

_SLICE_SECONDS = 0.01


class RowCopy(QObject):
    """Many rows take more than one turn of the event loop; then they are there together."""

    def __init__(self, model: ResultModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._copying: Iterator[str] = iter(())
        self._copied: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._copy_some)

    def copy(self, rows: Sequence[int], columns: Sequence[Column]) -> None:
        """Put these shown rows on the clipboard: tab-separated, with headers, names whole."""
        if not rows:
            return
        self._copied = ["\t".join(header_text(column) for column in columns)]
        self._copying = self._model.copy_lines(rows, columns)
        self._copy_some()

    def _copy_some(self) -> None:
        until = perf_counter() + _SLICE_SECONDS
        for line in self._copying:
            self._copied.append(line)
            if perf_counter() > until:
                self._timer.start()
                return
        QGuiApplication.clipboard().setText("\n".join(self._copied) + "\n")
        self._copied = []
