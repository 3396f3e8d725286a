"""The page of the error against the magnitude."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.comparison.deeper.magnitudes import Magnitudes, magnitudes, worst_in_cell
from core.comparison.deeper.steps import Step
from core.comparison.elements import value_at
from widgets.elements.deeper.page import Count, DeeperPage, DeeperPair, Rows

if TYPE_CHECKING:
    from widgets.elements.deeper.magnitude_plot import MagnitudePlot


class DeeperMagnitude(DeeperPage):
    """Needs no shape: every element has a magnitude and an error."""

    needs_plots = True
    kernels = "core.comparison.deeper.magnitudes_kernels"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deeperMagnitude")
        self._plot: MagnitudePlot | None = None
        self._element = -1

    @property
    def plot(self) -> MagnitudePlot | None:
        """The plot, once there was a result."""
        return self._plot

    def counting(self, pair: DeeperPair) -> Count:
        elements = pair.elements
        return lambda walk: magnitudes(elements, walk)

    def make_content(self) -> QWidget:
        from widgets.elements.deeper.magnitude_plot import MagnitudePlot

        self._plot = MagnitudePlot()
        self._plot.cellPicked.connect(self._on_cell)
        return self._plot

    def show_result(self, pair: DeeperPair, result: Magnitudes | None) -> str:
        if result is None:
            return self.tr("No element is finite on both sides")
        assert self._plot is not None
        self._plot.show_magnitudes(result, Step.of(pair.elements.right))
        self.select_element(self._element)
        return ""

    def select_element(self, element: int) -> None:
        self._element = element
        pair = self.pair
        if self._plot is None or pair is None:
            return
        elements = pair.elements
        if 0 <= element < elements.common:
            sides = (elements.left, elements.right)
            self._plot.choose(*(value_at(side, element) for side in sides))
        else:
            self._plot.choose(math.nan, math.nan)

    def rows(self) -> Callable[[], Rows] | None:
        found: Magnitudes | None = self.result
        if found is None:
            return None
        titles = [
            self.tr("|L| from"),
            self.tr("|L| to"),
            self.tr("Elements"),
            self.tr("median |L − R|"),
            self.tr("95 % of |L − R| up to"),
        ]

        def made() -> Rows:
            lines = [titles]
            for place, (counts, median, most) in enumerate(
                zip(found.counts, found.median, found.most, strict=True)
            ):
                low, high = found.magnitude.limits(place)
                count = int(counts.sum())
                lines.append([repr(low), repr(high), str(count), *map(_text, (median, most))])
            return lines

        return made

    def _on_cell(self, low: float, high: float, error_low: float, error_high: float) -> None:
        size, error = (low, high), (error_low, error_high)
        self.search(lambda elements, walk: worst_in_cell(elements, size, error, walk))


def _text(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.4g}"
