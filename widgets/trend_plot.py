"""The trend along the network: one metric over all pairs, in the order of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from core.comparison.model import PairResult, Plan, Severity
from widgets.metric_text import cosine_text, decibel_text, error_text, severity_word
from widgets.plain_tip import plain_tip
from widgets.plotting import PlottingLoader
from widgets.severity_style import severity_style
from widgets.trend_scale import (
    TrendMetric,
    axis_for,
    height,
    metric_title,
    metric_value,
)

if TYPE_CHECKING:
    from widgets.trend_canvas import TrendCanvas

_GAP_NAMES = 3
_KIND = np.dtype("U8")


class ElidedLabel(QLabel):
    """One line, cut at its end where room is short; whole in the tooltip."""

    def paintEvent(self, event: QPaintEvent) -> None:
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()


class TrendPlot(QWidget):
    """Where along the network the runs part ways.

    ``pairSelected`` and ``pairActivated`` (double-click, Enter) carry the index into
    ``plan.pairs``. pyqtgraph is imported on a thread at the first show or plan; ``ready``
    comes when the plot stands.
    """

    pairSelected = Signal(int)
    pairActivated = Signal(int)
    ready = Signal()

    _canvas: TrendCanvas | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPlot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._plan: Plan | None = None
        self._results: dict[int, PairResult] = {}
        self._heights: NDArray[np.float64] = np.empty(0)
        self._severities: NDArray[np.str_] = np.empty(0, dtype=_KIND)
        self._gap_names: dict[float, list[str]] = {}
        self._selected = -1
        self._first_bad = ""
        self._plotting = PlottingLoader(self)
        self._plotting.loaded.connect(self._build)
        self._plotting.failed.connect(self._on_no_plot)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.timeout.connect(self._draw)

        self.metric_box = QComboBox()
        self.metric_box.setObjectName("trendMetric")
        for metric in TrendMetric:
            self.metric_box.addItem("", metric)
        self.metric_box.currentIndexChanged.connect(self._on_metric)
        self._reading = ElidedLabel()
        self._reading.setObjectName("trendReading")
        self._reading.setTextFormat(Qt.TextFormat.PlainText)
        self._reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._key = QLabel()
        self._key.setObjectName("trendUnmatchedKey")
        self._key.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.metric_box)
        head.addWidget(self._reading, 1)
        head.addWidget(self._key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setBackgroundRole(QPalette.ColorRole.Base)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._empty.setAutoFillBackground(True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        column.addWidget(self._pages, 1)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Trend along the network"))
        self.metric_box.setToolTip(self.tr("What the trend shows; up is better"))
        self.metric_box.setAccessibleName(self.tr("Metric of the trend"))
        for i, metric in enumerate(TrendMetric):
            self.metric_box.setItemText(i, metric_title(metric))
        self._empty.setText(self.tr("The trend along the network appears here"))
        self._show_key()
        self._read(-1.0)

    # --- content -------------------------------------------------------------------------

    def set_plan(self, plan: Plan | None) -> None:
        """Start anew: who meets whom is known, no number yet. None empties the plot."""
        self._plan = plan
        self._results = {}
        self._selected = -1
        self._first_bad = ""
        self._gap_names = {} if plan is None else _gaps(plan)
        self._place_all()
        self._show_key()
        self._plotting.start()
        if self._canvas is not None:
            self._canvas.set_count(0 if plan is None else len(plan.pairs))
        self._draw()
        self._read(-1.0)

    def add_results(self, results: Iterable[tuple[int, PairResult]]) -> None:
        """Take measured pairs, as (index into ``plan.pairs``, result)."""
        new = dict(results)
        self._results.update(new)
        self._place(new)
        if not self._redraw.isActive():
            self._redraw.start()

    def set_first_bad(self, layer: str | None) -> None:
        """Label the layer to look at first; None takes the label away."""
        self._first_bad = layer or ""
        self._flag()

    def select_pair(self, index: int) -> None:
        """Mark pair ``index`` (−1: none) and bring it into sight; emits nothing."""
        if self._plan is None or not -1 <= index < len(self._plan.pairs):
            index = -1
        self._selected = index
        if self._canvas is not None:
            self._canvas.select(index)
        self._read(-1.0)

    def selected_pair(self) -> int:
        """Index of the marked pair, or −1."""
        return self._selected

    def shown_metric(self) -> TrendMetric:
        """What is shown."""
        return TrendMetric(self.metric_box.currentData())

    def show_metric(self, metric: TrendMetric) -> None:
        """Show another metric."""
        self.metric_box.setCurrentIndex(list(TrendMetric).index(metric))

    # --- the plot ------------------------------------------------------------------------

    def canvas(self) -> TrendCanvas | None:
        """The plot itself; None until pyqtgraph has been imported."""
        return self._canvas

    def _build(self) -> None:
        from widgets.trend_canvas import TrendCanvas

        canvas = TrendCanvas()
        # What a plot asks for by itself would not fit beside all else on a small screen.
        canvas.setMinimumHeight(canvas.fontMetrics().height())
        canvas.clicked.connect(self._on_clicked)
        canvas.doubleClicked.connect(self._on_double_clicked)
        canvas.hovered.connect(self._on_hovered)
        canvas.setFocusProxy(self)
        self._pages.addWidget(canvas)
        self._canvas = canvas
        canvas.set_count(0 if self._plan is None else len(self._plan.pairs))
        self._draw()
        canvas.select(self._selected)
        self._flag()
        self.ready.emit()

    def _on_no_plot(self, error: BaseException) -> None:
        self._reading.setText(self.tr("The trend cannot be drawn: {error}").format(error=error))

    def _draw(self) -> None:
        self._redraw.stop()
        if self._canvas is None:
            return
        from widgets.trend_canvas import TrendData

        count = 0 if self._plan is None else len(self._plan.pairs)
        self._pages.setCurrentWidget(self._canvas if count else self._empty)
        metric, heights = self.shown_metric(), self._heights
        axis = axis_for(metric, heights)
        self._canvas.draw(
            TrendData(
                heights=np.clip(heights, axis.bottom, axis.top),
                severities=self._severities,
                gaps=np.array(sorted(self._gap_names), dtype=np.float64),
                axis=axis,
                with_bands=metric is TrendMetric.COSINE,
            )
        )

    def _place_all(self) -> None:
        count = 0 if self._plan is None else len(self._plan.pairs)
        self._heights = np.full(count, np.nan)
        self._severities = np.full(count, "", dtype=_KIND)
        self._place(self._results)

    def _place(self, results: Mapping[int, PairResult]) -> None:
        """Where these stand; all others stay where they are."""
        metric = self.shown_metric()
        for index, result in results.items():
            self._severities[index] = result.severity.value
            self._heights[index] = (
                np.nan
                if result.metrics is None or result.severity is Severity.BROKEN
                else height(metric, metric_value(metric, result.metrics))
            )

    def _flag(self) -> None:
        if self._canvas is None:
            return
        index = -1
        if self._plan is not None and self._first_bad:
            layers = [pair.layer for pair in self._plan.pairs]
            index = layers.index(self._first_bad) if self._first_bad in layers else -1
        text = self.tr("look here first: {layer}").format(layer=self._first_bad)
        self._canvas.flag(index, text)

    def _on_metric(self) -> None:
        self._place_all()
        self._draw()
        self._read(-1.0)

    # --- reading -------------------------------------------------------------------------

    def _read(self, x: float) -> None:
        """Say what stands at ``x``, or at the selected pair where nothing is pointed at."""
        if x < 0:
            x = float(self._selected)
        if self._plan is None or x < 0:
            self._reading.setText("")
        elif x in self._gap_names:
            self._reading.setText(self._gap_text(x))
        else:
            self._reading.setText(self._pair_text(int(x)))
        self._reading.setToolTip(plain_tip(self._reading.text()))

    def _gap_text(self, x: float) -> str:
        names = self._gap_names[x]
        files = ", ".join(names[:_GAP_NAMES]) + (" …" if len(names) > _GAP_NAMES else "")
        return self.tr("□ unmatched, no partner for: {files}").format(files=files)

    def _on_hovered(self, x: float) -> None:
        self._read(x)
        if x in self._gap_names:
            # The squares are far from the line that reads them.
            QToolTip.showText(QCursor.pos(), plain_tip(self._gap_text(x)), self)
        else:
            QToolTip.hideText()

    def _show_key(self) -> None:
        count = sum(map(len, self._gap_names.values()))
        self._key.setVisible(count > 0)
        self._key.setText(self.tr("□ {count} unmatched").format(count=count))
        self._key.setToolTip(
            self.tr(
                "A square at the bottom stands where files without a partner belong;\n"
                "point at it to read their names"
            )
        )

    def _pair_text(self, index: int) -> str:
        assert self._plan is not None
        layer = f"{index + 1}  {self._plan.pairs[index].title}"
        result = self._results.get(index)
        if result is None:
            return self.tr("{layer} · not measured yet").format(layer=layer)
        sign = severity_style(result.severity, self.palette()).sign
        word = f"{sign} {severity_word(result.severity)}"
        if result.metrics is None:
            return " · ".join(part for part in (layer, word, result.message) if part)
        metrics = result.metrics
        return " · ".join(
            (
                layer,
                word,
                self.tr("cosine {number}").format(number=cosine_text(metrics.cosine_similarity)),
                self.tr("max error {number}").format(number=error_text(metrics.max_absolute_error)),
                self.tr("relative distance {number}").format(
                    number=error_text(metrics.relative_euclidean_distance)
                ),
                f"SQNR {decibel_text(metrics.sqnr_db)} dB",
            )
        )

    # --- events --------------------------------------------------------------------------

    def _choose(self, index: int) -> None:
        if index != self._selected:
            self.select_pair(index)
            self.pairSelected.emit(index)

    def _on_clicked(self, index: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(index)

    def _on_double_clicked(self, index: int) -> None:
        self._choose(index)
        self.pairActivated.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self._plan is None else len(self._plan.pairs)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and count:
            at = self._selected + steps[key] if self._selected >= 0 else 0
            self._choose(max(0, min(at, count - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected >= 0:
            self.pairActivated.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._canvas is not None:
            self._canvas.leave()
        super().leaveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._plotting.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._flag()

    def stop(self) -> None:
        """Wait for a running import; call before the window goes."""
        self._plotting.stop()


def _gaps(plan: Plan) -> dict[float, list[str]]:
    """Names of unmatched dumps by their place: half-way behind the pair they would follow.

    Dumps whose place in the network is unknown have none here; the table lists them.
    """
    if plan.network is None:
        return {}
    order = {node.name: i for i, node in enumerate(plan.network.nodes)}
    places = np.array([order.get(pair.node, -1) for pair in plan.pairs], dtype=np.int64)
    found: dict[float, list[str]] = {}
    for unmatched in plan.unmatched:
        here = order.get(unmatched.node)
        if here is None:
            continue
        before = np.flatnonzero((places >= 0) & (places <= here))
        place = (int(before[-1]) if len(before) else -1) + 0.5
        found.setdefault(place, []).append(unmatched.dump.name.file_name)
    return found
