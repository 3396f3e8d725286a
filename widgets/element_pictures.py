"""The pictures beside the element table: channels, histogram, left against right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from core.comparison.distributions import Distributions, distributions
from core.comparison.elements import Elements, largest_error_within, value_at
from widgets.background import BackgroundTask, Handle
from widgets.channel_grid import ChannelGrid
from widgets.element_model import Shape
from widgets.plotting import PlottingLoader

if TYPE_CHECKING:
    from widgets.density_plot import DensityPlot
    from widgets.value_histogram import ValueHistogram

_HISTOGRAM, _DENSITY = 1, 2
_EVERYTHING = (-math.inf, math.inf)


class ElementPictures(QTabWidget):
    """``elementPicked`` carries an element that was clicked, or found for what was clicked."""

    elementPicked = Signal(int)
    largestErrorKnown = Signal(float)
    """The largest |L − R|; NaN where nothing stands on both sides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elements: Elements | None = None
        self._shapes: tuple[Shape | None, Shape | None] = (None, None)
        self._known: Distributions | None = None
        self._chosen = -1
        self._survey = BackgroundTask(self, "element survey")
        self._survey.succeeded.connect(self._on_surveyed)
        self._survey.failed.connect(self._on_failed)
        self._plotting = PlottingLoader(self)
        self._plotting.loaded.connect(self._build_plots)
        self._plotting.failed.connect(self._on_failed)
        self._search = BackgroundTask(self, "element search")
        self._search.succeeded.connect(self._on_found)
        self.channels = ChannelGrid()
        self.channels.elementPicked.connect(self.elementPicked)
        self.histogram: ValueHistogram | None = None
        self.density: DensityPlot | None = None
        self.setDocumentMode(True)
        self.addTab(self.channels, self.tr("Channels"))
        self._pending: tuple[QLabel, ...] = (QLabel(), QLabel())
        for label, title in zip(
            self._pending, (self.tr("Histogram"), self.tr("Left vs right")), strict=True
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self.addTab(label, title)

    def set_elements(self, elements: Elements, shapes: tuple[Shape | None, Shape | None]) -> None:
        """Draw a pair. ``shapes`` are (C, H, W) of left and right, None where none is known."""
        self._elements = elements
        self._shapes = shapes
        self._plotting.start()
        self.channels.wait()
        for label in self._pending:
            label.setText(self.tr("Drawing…"))

        def work(handle: Handle) -> Distributions:
            return distributions(elements, handle.cancelled)

        self._survey.start(work)

    def select_element(self, element: int) -> None:
        """Show where an element stands in every picture."""
        self._chosen = element
        self.channels.select_element(element)
        elements = self._elements
        if self.density is None or elements is None:
            return
        if 0 <= element < elements.common:
            self.density.choose(value_at(elements.left, element), value_at(elements.right, element))
        else:
            self.density.choose(math.nan, math.nan)

    def find_largest_error(self) -> None:
        """Pick the element of the largest |L − R|."""
        self._search_within(_EVERYTHING, _EVERYTHING)

    def shut_down(self) -> None:
        """Wait for every thread; call before the window goes."""
        self._plotting.stop()
        self._survey.join()
        self._search.join()
        self.channels.shut_down()

    def _on_surveyed(self, known: Distributions) -> None:
        elements = self._elements
        if elements is None:
            return
        self._known = known
        self.largestErrorKnown.emit(known.largest_error)
        self.channels.set_elements(elements, self._shapes, known)
        self._show_plots()
        self.select_element(self._chosen)

    def _show_plots(self) -> None:
        known, elements = self._known, self._elements
        histogram, density = self.histogram, self.density
        if known is None or elements is None or histogram is None or density is None:
            return
        histogram.show_histogram(known.histogram)
        why_not = (
            self.tr("No element is finite on both sides")
            if elements.common
            else self.tr("One side has no elements")
        )
        density.show_density(known.density, why_not)

    def _on_failed(self, error: BaseException) -> None:
        for label in self._pending:
            label.setText(self.tr("This cannot be drawn: {error}").format(error=error))

    def _build_plots(self) -> None:
        from widgets.density_plot import DensityPlot
        from widgets.value_histogram import ValueHistogram

        self.histogram = ValueHistogram()
        self.histogram.rangePicked.connect(self._on_bin)
        self.density = DensityPlot()
        self.density.cellPicked.connect(self._on_cell)
        shown = self.currentIndex()
        for place, plot in ((_HISTOGRAM, self.histogram), (_DENSITY, self.density)):
            title = self.tabText(place)
            self.removeTab(place)
            self.insertTab(place, plot, title)
        self.setCurrentIndex(shown)
        for label in self._pending:
            label.deleteLater()
        self._pending = ()
        self._show_plots()
        self.select_element(self._chosen)

    def _on_bin(self, low: float, high: float) -> None:
        self._search_within(_with_margin(low, high), _EVERYTHING)

    def _on_cell(self, low: float, high: float, right_low: float, right_high: float) -> None:
        self._search_within(_with_margin(low, high), _with_margin(right_low, right_high))

    def _search_within(self, left: tuple[float, float], right: tuple[float, float]) -> None:
        elements = self._elements
        if elements is not None:
            self._search.start(
                lambda handle: largest_error_within(elements, left, right, handle.cancelled)
            )

    def _on_found(self, element: int) -> None:
        if element >= 0:
            self.elementPicked.emit(element)


def _with_margin(low: float, high: float) -> tuple[float, float]:
    """A range that holds its own edges whatever the rounding."""
    margin = 1e-9 * max(high - low, 0.0)
    return low - margin, high + margin
