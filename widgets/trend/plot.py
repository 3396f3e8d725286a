"""The trend along the network: one metric over all pairs, in the order of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QToolTip, QVBoxLayout, QWidget

from core.comparison.colouring import Colouring
from core.comparison.model import PairResult, Plan
from widgets.parts.plain_tip import plain_tip
from widgets.parts.plotting import PlottingLoader
from widgets.trend.added import AddedErrorFinder
from widgets.trend.colours import PairColours, mark_colouring
from widgets.trend.empty import EmptyTrend
from widgets.trend.head import TrendHead
from widgets.trend.keys import TrendKeys
from widgets.trend.numbers import TrendNumbers, unmatched_places, valid_indices
from widgets.trend.reading import gap_text, gestures_help, pair_reading, stretch_text
from widgets.trend.scale import TrendMetric, axis_for, heights_of, upward_text
from widgets.trend.stretch import Stretch, StretchChoice

if TYPE_CHECKING:
    from widgets.trend.canvas import TrendCanvas

_ADDED_PAUSE = 200
"""Milliseconds between two looks at the added error while results come in: each result may change
that of every layer after it."""


class TrendPlot(QWidget):
    """Where along the network the runs part ways.

    Signals speak of what the user did and of nothing else; ``set_…`` and ``select_pair`` emit
    none. ``pairSelected``, ``pairActivated`` (double-click, Enter) and ``pairHovered`` (−1: no
    longer) carry the index into ``plan.pairs``, ``stretchSelected`` the first and last of a stretch
    of them, ``metricChanged`` the value of a ``TrendMetric``. pyqtgraph is imported on a thread at
    the first show or plan; ``ready`` comes when the plot stands.
    """

    pairSelected = Signal(int)
    pairActivated = Signal(int)
    pairHovered = Signal(int)
    stretchSelected = Signal(int, int)
    stretchCleared = Signal()
    metricChanged = Signal(str)
    ready = Signal()

    _canvas: TrendCanvas | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPlot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._numbers = TrendNumbers(None)
        self._gap_names: dict[float, list[str]] = {}
        self._selected = -1
        self._pointed = -1.0
        self._said_hovered = -1
        self._choice = StretchChoice(self)
        self._choice.shown.connect(self._show_stretch)
        self._choice.chosen.connect(self.stretchSelected)
        self._choice.cleared.connect(self.stretchCleared)
        self._first_bad = ""
        self._faded = np.zeros(0, np.bool_)
        self._colouring = Colouring()
        self._colours = PairColours(self)
        self._colours.changed.connect(self._draw_soon)
        self._keys = TrendKeys(self)
        self._plotting = PlottingLoader(self)
        self._plotting.loaded.connect(self._build)
        self._plotting.failed.connect(self._on_no_plot)
        self._adding = AddedErrorFinder(self)
        self._adding.found.connect(self._show_metric)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.timeout.connect(self._draw)
        self._stale = False

        self._head = TrendHead()
        self.metric_box = self._head.metric_box
        self._head.metricChosen.connect(self._on_metric)
        self._head.stretchClosed.connect(self.clear_stretch_by_user)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        self._empty = EmptyTrend()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        column.addWidget(self._pages, 1)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Trend along the network"))
        self.setWhatsThis(gestures_help())
        self._head.say()
        self._say_empty()
        self._head.show_unmatched(sum(map(len, self._gap_names.values())))
        self._show_stretch(self._choice.stretch())
        self._read()

    # --- content -------------------------------------------------------------------------

    def set_plan(self, plan: Plan | None) -> None:
        """Start anew: who meets whom is known, no number yet. None empties the plot.

        The selected pair stays where the same two files meet again; where all the same files stand
        at the same places, so do the stretch and what is in sight.
        """
        before, self._numbers = self._numbers, TrendNumbers(plan)
        stays = self._numbers.same_places(before)
        self._selected = self._numbers.kept_pair(self._selected, before)
        if not stays:
            self._choice.set_stretch(None, None, self._numbers.count)
        self._pointed, self._first_bad = -1.0, ""
        self._faded = np.zeros(self._numbers.count, np.bool_)
        self._gap_names = unmatched_places(plan)
        self._colours.start(self._numbers.count)
        self._adding.forget()
        self._head.show_unmatched(sum(map(len, self._gap_names.values())))
        self._head.show_file_order(plan is not None and bool(plan.pairs) and plan.network is None)
        self._plotting.start()
        if self._canvas is not None:
            self._fill_canvas(keep_range=stays)
        self._draw()
        self._show_stretch(self._choice.stretch())
        self._read()

    def add_results(self, results: Iterable[tuple[int, PairResult]]) -> None:
        """Take measured pairs, as (index into ``plan.pairs``, result)."""
        new = list(results)
        self._numbers.add(new)
        self._colours.add(new)
        self._draw_soon()
        if self._read_index() in dict(new):
            self._read()
        self._show_stretch(self._choice.stretch())

    def set_first_bad(self, layer: str | None) -> None:
        """Label the layer to look at first; None takes the label away."""
        self._first_bad = layer or ""
        self._flag()

    def select_pair(self, index: int) -> None:
        """Mark pair ``index`` (−1: none) and bring it into sight."""
        self._selected = index if 0 <= index < self._numbers.count else -1
        if self._canvas is not None:
            self._canvas.select(self._selected)
            if self._selected >= 0:
                self._canvas.bring_into_sight(self._selected)
        self._read()

    def selected_pair(self) -> int:
        """Index of the marked pair, or −1."""
        return self._selected

    def pair_count(self) -> int:
        """How many pairs the plan has."""
        return self._numbers.count

    def set_hovered(self, index: int) -> None:
        """Ring and read pair ``index`` as if it were pointed at here; −1 for none."""
        self._pointed = float(index) if 0 <= index < self._numbers.count else -1.0
        if self._canvas is not None:
            self._canvas.set_hovered(self._pointed)
        self._read()

    def end_hover(self) -> None:
        """Read what is selected until the mouse moves again, and tell nobody."""
        self._said_hovered = -1
        self.set_hovered(-1)

    def set_stretch(self, first: int | None, last: int | None = None) -> None:
        """Show pairs ``first`` to ``last`` as chosen; without ``last`` none are."""
        self._choice.set_stretch(first, last, self._numbers.count)

    def stretch(self) -> Stretch | None:
        """First and last pair of the chosen stretch."""
        return self._choice.stretch()

    def set_shown(self, indices: Iterable[int] | None) -> None:
        """Fade all pairs but these, as another view hides them; None: none is hidden."""
        self._faded = np.zeros(self._numbers.count, np.bool_)
        if indices is not None:
            self._faded[:] = True
            self._faded[valid_indices(indices, self._numbers.count)] = False
        self._draw_soon()

    def set_colouring(self, colouring: Colouring) -> None:
        """Colour the marks by this. Their shapes stay those of severities."""
        self._colouring = colouring
        self._recolour()

    def _recolour(self) -> None:
        colouring = mark_colouring(self._colouring, self.palette())
        self._colours.set_colouring(colouring, self._numbers.results)

    def shown_metric(self) -> TrendMetric:
        """What is shown."""
        return self._head.shown()

    def set_metric(self, metric: TrendMetric) -> None:
        """Show another metric."""
        self._head.set_metric(metric)
        self._show_metric()

    # --- the plot ------------------------------------------------------------------------

    def canvas(self) -> TrendCanvas | None:
        """The plot itself; None until pyqtgraph has been imported."""
        return self._canvas

    def _build(self) -> None:
        from widgets.trend.canvas import TrendCanvas

        canvas = TrendCanvas()
        # What a plot asks for by itself would not fit beside all else on a small screen.
        canvas.setMinimumHeight(canvas.fontMetrics().height())
        canvas.pressed.connect(lambda: self.setFocus(Qt.FocusReason.MouseFocusReason))
        canvas.clicked.connect(self.choose)
        canvas.doubleClicked.connect(self._on_double_clicked)
        canvas.hovered.connect(self._on_hovered)
        canvas.brushed.connect(self._choice.brush)
        canvas.brushCleared.connect(self.clear_stretch_by_user)
        canvas.setFocusProxy(self)
        self._pages.addWidget(canvas)
        self._canvas = canvas
        self._fill_canvas(keep_range=False)
        self._draw()
        self.ready.emit()

    def _fill_canvas(self, keep_range: bool) -> None:
        assert self._canvas is not None
        self._canvas.set_count(self._numbers.count, keep_range)
        self._canvas.select(self._selected)
        self._canvas.set_stretch(self._choice.stretch())
        self._flag()

    def _on_no_plot(self, error: BaseException) -> None:
        self._head.reading.say(self.tr("The trend cannot be drawn: {error}").format(error=error))

    def _draw_soon(self) -> None:
        if not self._redraw.isActive():
            added = self.shown_metric() is TrendMetric.ADDED
            self._redraw.start(_ADDED_PAUSE if added else 0)

    def _draw(self) -> None:
        self._redraw.stop()
        metric, numbers = self.shown_metric(), self._numbers
        # The added error that nobody sees is worked out when somebody does.
        self._stale = metric is TrendMetric.ADDED and not self.isVisible()
        if self._canvas is None or self._stale:
            return
        from widgets.trend.canvas import TrendData

        if metric is TrendMetric.ADDED:
            self._adding.begin(numbers)
        unknown = metric is TrendMetric.ADDED and not numbers.has_added
        shown = numbers.count > 0 and not unknown
        self._pages.setCurrentWidget(self._canvas if shown else self._empty)
        self._say_empty()
        heights = heights_of(metric, numbers.values(metric))
        self._canvas.draw(
            TrendData(
                heights=heights,
                # A copy, so that what is drawn fits together while the next results come in.
                severities=numbers.severities.copy(),
                colours=self._colours.colours,
                faded=self._faded,
                broken=numbers.broken,
                gaps=np.array(sorted(self._gap_names), dtype=np.float64),
                axis=axis_for(metric, heights),
                upward=upward_text(metric),
                with_bands=metric is TrendMetric.COSINE,
                with_stems=metric is TrendMetric.ADDED,
                strip_labels=(self.tr("n/a"), self.tr("broken")),
            )
        )

    def _flag(self) -> None:
        """Label the layer to look at first."""
        if self._canvas is None:
            return
        text = self.tr("look here first: {layer}").format(layer=self._first_bad)
        self._canvas.flag(self._numbers.first_red_of(self._first_bad), text)

    def _say_empty(self) -> None:
        self._empty.say(self._numbers.plan, self.shown_metric())

    def _show_metric(self) -> None:
        self._draw()
        self._read()

    def _on_metric(self) -> None:
        self._show_metric()
        self.metricChanged.emit(self.shown_metric().value)

    # --- reading -------------------------------------------------------------------------

    def _read_index(self) -> int:
        """The pair that is read, −1 for none."""
        place = self._pointed if self._pointed != -1.0 else float(self._selected)
        return int(place) if place.is_integer() else -1

    def _read(self) -> None:
        """Say what is pointed at, or what is selected where nothing is."""
        said = self._head.reading
        if self._pointed in self._gap_names:
            said.say(gap_text(self._gap_names[self._pointed]))
        elif (index := self._read_index()) >= 0:
            metric = self.shown_metric()
            said.say_pair(pair_reading(self._numbers, index, metric, self.palette()))
        else:
            said.say("")
        self.setAccessibleDescription(said.text())

    def _on_hovered(self, place: float) -> None:
        self._pointed = place
        self._read()
        index = int(place) if place.is_integer() else -1
        if index != self._said_hovered:
            self._said_hovered = index
            self.pairHovered.emit(index)
        if place in self._gap_names:
            # The squares are far from the line that reads them.
            QToolTip.showText(QCursor.pos(), plain_tip(gap_text(self._gap_names[place])), self)
        else:
            QToolTip.hideText()

    # --- the stretch ---------------------------------------------------------------------

    def _show_stretch(self, stretch: Stretch | None) -> None:
        if self._canvas is not None:
            self._canvas.set_stretch(stretch)
        self._head.show_stretch("" if stretch is None else stretch_text(self._numbers, *stretch))

    def choose_stretch(self, first: int, last: int) -> None:
        """The user has chosen this stretch."""
        self._choice.choose(first, last)

    def grow_stretch(self, step: int) -> int:
        """The user moves an end of the stretch by so many pairs; where it is now."""
        return self._choice.grow(step, self._selected, self._numbers.count)

    def clear_stretch_by_user(self) -> None:
        """The user takes the stretch away."""
        self._choice.clear()

    # --- events --------------------------------------------------------------------------

    def choose(self, index: int) -> None:
        """The user goes to pair ``index``."""
        if index != self._selected:
            self.select_pair(index)
            self.pairSelected.emit(index)

    def activate(self) -> None:
        """The user wants the elements of the selected pair."""
        if self._selected >= 0:
            self.pairActivated.emit(self._selected)

    def _on_double_clicked(self, index: int) -> None:
        self.choose(index)
        self.pairActivated.emit(index)

    def cancel_or_clear(self) -> bool:
        """Give up the stretch that is being drawn, else the one that stands; False: neither."""
        if self._canvas is not None and self._canvas.cancel_brush():
            self._show_stretch(self._choice.stretch())
            return True
        if self._choice.stretch() is None:
            return False
        self.clear_stretch_by_user()
        return True

    def event(self, event: QEvent) -> bool:
        # Esc is for the stretch before it is for anything of the window.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._choice.stretch() is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._plotting.start()
        if self._stale:
            self._draw_soon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._flag()
            self._draw_soon()
        elif event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def stop(self) -> None:
        """Wait for what goes on in the background; call before the window goes."""
        self._plotting.stop()
        self._adding.stop()
