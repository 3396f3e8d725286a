"""Colours of the trend's marks: the severities', or what another colouring says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QPalette

from core.comparison.colouring import BY_SEVERITY, Colouring
from core.comparison.model import PairResult
from widgets.parts.scale_colours import box_colouring

MarkColouring = Callable[[PairResult], QColor | None]
"""The colour of a pair; None leaves it that of its severity."""

_SLICE_SECONDS = 0.008


def mark_colouring(colouring: Colouring, palette: QPalette) -> MarkColouring | None:
    """What colours the marks as boxes of the network are coloured; None for their severities."""
    if colouring.by == BY_SEVERITY:
        return None
    colours_of = box_colouring(colouring, palette)

    def mark_of(result: PairResult) -> QColor | None:
        colours = colours_of((result,))
        return colours.fill if colours is not None else None

    return mark_of


class PairColours(QObject):
    """One ARGB colour a pair, 0 for that of its severity.

    A colouring is Python called once a pair: all pairs at once are done in short slices.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colouring: MarkColouring | None = None
        self.colours: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self._waiting: list[tuple[int, PairResult]] = []
        self._slice = QTimer(self)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._do_some)

    def start(self, count: int) -> None:
        """Begin anew with that many pairs."""
        self._stop()
        self.colours = np.zeros(count, np.uint32)

    def set_colouring(
        self, colouring: MarkColouring | None, results: Mapping[int, PairResult]
    ) -> None:
        """Colour so from now on, what is measured already too."""
        self._stop()
        self._colouring = colouring
        self.colours = np.zeros(len(self.colours), np.uint32)
        if colouring is not None:
            self.add(results.items())
        self.changed.emit()

    def add(self, results: Iterable[tuple[int, PairResult]]) -> None:
        """Colour these, soon."""
        if self._colouring is not None:
            self._waiting.extend(results)
            self._slice.start()

    def _do_some(self) -> None:
        colouring = self._colouring
        end = time.perf_counter() + _SLICE_SECONDS
        while self._waiting and colouring is not None and time.perf_counter() < end:
            index, result = self._waiting.pop()
            colour = colouring(result)
            self.colours[index] = 0 if colour is None else colour.rgba()
        if not self._waiting:
            self._stop()
            self.changed.emit()

    def _stop(self) -> None:
        self._waiting.clear()
        self._slice.stop()
