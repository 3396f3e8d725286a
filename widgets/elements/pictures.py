"""The pictures beside the element table: channels, histogram, left against right, the error."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget, QWidget

from core.comparison.distributions import Distributions, distributions
from core.comparison.elements import Elements, largest_error_within, value_at
from widgets.elements.channel_grid import ChannelGrid
from widgets.elements.deeper.page import DeeperPair
from widgets.elements.deeper.panel import DeeperPanel
from widgets.elements.fit import length_text
from widgets.elements.text import Shape
from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.heavy_imports import import_heavy
from widgets.parts.plotting import PlottingLoader

if TYPE_CHECKING:
    from widgets.elements.density_plot import DensityPlot
    from widgets.elements.value_histogram import ValueHistogram

_HISTOGRAM, _DENSITY = 1, 2
_AFTER_FIRST_ROWS = 20
"""Milliseconds."""
_EVERYTHING = (-math.inf, math.inf)


class ElementPictures(QTabWidget):
    """``elementPicked`` carries an element that was clicked, or found for what was clicked.

    ``deeper`` is the last tab: its numbers are counted when they are first seen.
    """

    elementPicked = Signal(int)
    largestErrorKnown = Signal(float)
    """The largest |L − R|; NaN where nothing stands on both sides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elements: Elements | None = None
        self._shapes: tuple[Shape | None, Shape | None] = (None, None)
        self._known: Distributions | None = None
        self._chosen = -1
        self._plots_first = False
        # The table's first rows are painted before anything competes with them.
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.setInterval(_AFTER_FIRST_ROWS)
        self._begin.timeout.connect(self._count)
        # One at a time, each in a turn of its own: each takes its ten milliseconds.
        self._second_plot = _next_turn(self, self._build_density)
        self._first_picture = _next_turn(self, self._show_built)
        self._survey = BackgroundTask(self, "element survey")
        self._survey.succeeded.connect(self._on_surveyed)
        self._survey.failed.connect(self._on_failed)
        # Not beside it: two threads that count leave the window half of its time.
        self._survey.idle.connect(self._begin_deeper)
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
        self._pending: dict[int, QLabel] = {_HISTOGRAM: QLabel(), _DENSITY: QLabel()}
        titles = (self.tr("Histogram"), self.tr("Left vs right"))
        self._pages: dict[int, QStackedWidget] = {}
        for (place, label), title in zip(self._pending.items(), titles, strict=True):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            page = self._pages[place] = QStackedWidget()
            page.addWidget(label)
            self.addTab(page, title)
        self.deeper = DeeperPanel()
        self.deeper.elementPicked.connect(self.elementPicked)
        self._deeper_pair: DeeperPair | None = None
        self._shape_given = False
        self.addTab(self.deeper, self.tr("Error"))

    def wait_for_the_rest(self) -> None:
        """Say that pictures follow once all numbers are there."""
        text = self.tr("Drawn once both files are read")
        self.channels.wait(text)
        for label in self._pending.values():
            label.setText(text)
        for plot in (self.histogram, self.density):
            if plot is not None:
                plot.say(text)
        self.deeper.set_pair(None, self.tr("Counted once both files are read"))

    def set_deeper(self, pair: DeeperPair | None, why_not: str, shape_given: bool) -> None:
        """What the deeper numbers are counted of, once the pictures of ``set_elements`` are
        begun; None: ``why_not`` says why there are none."""
        self._deeper_pair, self._shape_given = pair, shape_given
        self.deeper.set_pair(None, why_not)

    def set_elements(self, elements: Elements, shapes: tuple[Shape | None, Shape | None]) -> None:
        """Draw a pair. ``shapes`` are (C, H, W) of left and right, None where none is known."""
        self._elements = elements
        self._shapes = shapes
        self._known = None
        drawing = self.tr("Drawing…")
        self.channels.wait(drawing)
        for place in (self.histogram, self.density):
            if place is not None:
                place.say(drawing)
        for label in self._pending.values():
            label.setText(drawing)

        self._begin.start()

    def _count(self) -> None:
        if self._elements is None:
            return
        # The plots are built before threads that count compete with that, unless they have to
        # wait for their library.
        self._plots_first = self.density is None and "pyqtgraph" in sys.modules
        self._plotting.start()
        if not self._plots_first:
            self._start_survey()

    def _start_survey(self) -> None:
        self._plots_first = False
        elements = self._elements
        if elements is None:
            return

        def work(handle: Handle) -> Distributions:
            import_heavy("core.comparison.elements_kernels")
            return distributions(elements, handle.cancelled)

        self._survey.start(work)

    @property
    def busy(self) -> bool:
        """Whether something is being counted, searched or drawn."""
        waiting = (self._begin, self._second_plot, self._first_picture)
        if self._plots_first or any(timer.isActive() for timer in waiting):
            return True
        searching = self._survey.running or self._search.running
        return searching or self.channels.busy or self.deeper.busy

    def select_element(self, element: int) -> None:
        """Show where an element stands in every picture."""
        self._chosen = element
        self.channels.select_element(element)
        self.deeper.select_element(element)
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
        """Wait for every thread and forget the pair; call before the window goes."""
        self._begin.stop()
        self._second_plot.stop()
        self._first_picture.stop()
        self._plots_first = False
        self._plotting.stop()
        self._survey.join()
        self._search.join()
        self.channels.shut_down()
        self.deeper.shut_down()
        self._elements = None
        self._deeper_pair = None

    def _begin_deeper(self) -> None:
        if self._deeper_pair is not None:
            self.deeper.set_pair(self._deeper_pair, given_shape=self._shape_given)
            self.deeper.set_density(None if self._known is None else self._known.density)

    def _on_surveyed(self, known: Distributions) -> None:
        elements = self._elements
        if elements is None:
            return
        self._known = known
        self.largestErrorKnown.emit(known.largest_error)
        if len(elements.left) != len(elements.right) and _all_agree(elements, known):
            self.deeper.set_pair(None, length_text(elements, agree=True))
        # It may stand behind another tab, and is drawn for the room that it will have.
        self.channels.resize(self.currentWidget().size())
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
        for label in self._pending.values():
            label.setText(self.tr("This cannot be drawn: {error}").format(error=error))
        if self._plots_first:
            self._start_survey()

    def _build_plots(self) -> None:
        from widgets.elements.value_histogram import ValueHistogram

        self.histogram = ValueHistogram()
        self.histogram.rangePicked.connect(self._on_bin)
        self._put_plot(_HISTOGRAM, self.histogram)
        self._second_plot.start()

    def _build_density(self) -> None:
        from widgets.elements.density_plot import DensityPlot

        self.density = DensityPlot()
        self.density.cellPicked.connect(self._on_cell)
        self._put_plot(_DENSITY, self.density)
        self.deeper.allow_plots()
        self._first_picture.start()

    def _show_built(self) -> None:
        if self._plots_first:
            self._start_survey()
        self._show_plots()
        self.select_element(self._chosen)

    def _put_plot(self, place: int, plot: QWidget) -> None:
        # Into a page that stays: another tab would have the whole window drawn again.
        page = self._pages[place]
        page.addWidget(plot)
        page.setCurrentWidget(plot)
        label = self._pending.pop(place)
        page.removeWidget(label)
        label.deleteLater()

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


def _all_agree(elements: Elements, known: Distributions) -> bool:
    """Whether no element that stands on both sides differs, NaN and Inf included."""
    if known.largest_error != 0.0 or known.density is None:
        return False
    return int(known.density.counts.sum()) == elements.common


def _next_turn(parent: QObject, call: Callable[[], object]) -> QTimer:
    """Started, it calls once what was drawn before is on the screen."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    # Not 0, which Qt may do before it draws.
    timer.setInterval(1)
    timer.timeout.connect(call)
    return timer


def _with_margin(low: float, high: float) -> tuple[float, float]:
    """A range that holds its own edges whatever the rounding."""
    margin = 1e-9 * max(high - low, 0.0)
    return low - margin, high + margin
