"""By what everything is coloured: the severity, or a metric on a scale, with its legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QStackedLayout, QWidget

from core.comparison.added_error import AddedNumbers
from core.comparison.colouring import BY_SEVERITY, COLOUR_METRICS, Colouring
from core.comparison.model import PairResult, Plan
from core.comparison.ranking import number_of
from core.comparison.vocabulary import ADDED_ERROR
from widgets.parts.added_as_measured import AddedAsMeasured
from widgets.parts.plain_tip import plain_tip
from widgets.parts.scale_bar import ScaleBar
from widgets.parts.scale_colours import metric_title
from widgets.parts.severity_legend import SeverityLegend


class ColouringBar(QWidget):
    """A choice and the legend that goes with it.

    ``colouringChanged(Colouring)`` comes with every change, by the user or because a metric's
    range was fitted anew to its values. A range set by hand stays until another metric is chosen
    or it is reset. The added error can be chosen where a network is known; where none is, colours
    are those of severities until one is.
    """

    colouringChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colouringBar")
        self._colouring = Colouring()
        self._results: list[PairResult] = []
        self._fitted = Colouring()
        self._by_hand = False
        self._wish = BY_SEVERITY
        self._added = AddedAsMeasured(self)
        self._added.changed.connect(self._on_added)
        label = QLabel(self.tr("Colour:"))
        self.choice = QComboBox()
        self.choice.setObjectName("colourBy")
        self.choice.setAccessibleName(self.tr("Colour by"))
        self.choice.setToolTip(
            self.tr("What the colours of the network, the table and the trend stand for")
        )
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for name in (BY_SEVERITY, *COLOUR_METRICS):
            self.choice.addItem(metric_title(name), name)
        label.setBuddy(self.choice)
        self.legend = SeverityLegend()
        self.scale = ScaleBar()
        self._pages = QStackedLayout()
        self._pages.addWidget(_centred(self.legend))
        self._pages.addWidget(_centred(self.scale))
        self._chooser = chooser = QHBoxLayout()
        chooser.setSpacing(8)
        chooser.addWidget(label)
        chooser.addWidget(self.choice)
        chooser.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(4, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addLayout(chooser)
        self._row.addSpacing(4)
        self._row.addLayout(self._pages, 1)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.scale.rangeChanged.connect(self._on_range)
        self.scale.resetWanted.connect(self._on_reset)

    @property
    def colouring(self) -> Colouring:
        """What is chosen."""
        return self._colouring

    @property
    def wish(self) -> str:
        """What was chosen last, also where it cannot be shown just now."""
        return self._wish

    def choose(self, name: str) -> None:
        """Choose as the user would: ``BY_SEVERITY`` or one of ``COLOUR_METRICS``; an unknown
        name changes nothing."""
        place = self.choice.findData(name)
        if place < 0:
            return
        self._wish = name
        can = name != ADDED_ERROR or self._added.possible
        self._show_choice(name if can else BY_SEVERITY)

    def set_plan(self, plan: Plan | None) -> None:
        """Other pairs, of which no result is known yet; the range stays that of those before."""
        self._results = []
        self._added.start(plan)
        self._offer_added()
        if ADDED_ERROR in (self._wish, self._colouring.by):
            self.choose(self._wish)

    def add_results(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Take measured pairs, as (index into ``plan.pairs``, result)."""
        self._added.add(results)

    def set_results(self, results: Iterable[PairResult]) -> None:
        """The results that a range is fitted to from now on."""
        self._results = list(results)
        self._added.update()
        if self._colouring.by != BY_SEVERITY and not self._by_hand:
            self._fit()

    def stop(self) -> None:
        """Wait for what goes on in the background; call before the window goes."""
        self._added.stop()

    def _offer_added(self) -> None:
        model, place = self.choice.model(), self.choice.findData(ADDED_ERROR)
        assert isinstance(model, QStandardItemModel)
        can, item = self._added.possible, model.item(place)
        item.setEnabled(can)
        tip = self.tr("The added error needs a network: choose a prototxt or a dot file")
        item.setToolTip("" if can else plain_tip(tip))

    def _show_choice(self, name: str) -> None:
        wish = self._wish
        self.choice.setCurrentIndex(self.choice.findData(name))
        self._wish = wish

    def _numbers(self) -> AddedNumbers | None:
        return self._added.numbers if self.choice.currentData() == ADDED_ERROR else None

    def _values(self, name: str) -> list[float]:
        by = Colouring(name, numbers=self._numbers())
        return [number_of(result, by) for result in self._results]

    def _on_added(self) -> None:
        """What every pair adds may be another number now."""
        by = self._colouring
        if by.by == ADDED_ERROR and (self._by_hand or not self._results):
            self._set(Colouring(by.by, by.low, by.high, self._numbers()))
        else:
            self._fit()

    def _on_choice(self) -> None:
        name = self._wish = str(self.choice.currentData())
        self._by_hand = False
        self._added.want(name == ADDED_ERROR)
        self._pages.setCurrentIndex(0 if name == BY_SEVERITY else 1)
        if name == BY_SEVERITY:
            self._set(Colouring())
        else:
            self._fit()

    def _fit(self) -> None:
        name = str(self.choice.currentData())
        self._fitted = Colouring.fitted(name, self._values(name), self._numbers())
        self.scale.show_scale(self._fitted)
        self._set(self._fitted)

    def _on_range(self, low: float, high: float) -> None:
        self._by_hand = True
        self._set(Colouring(self._colouring.by, low, high, self._numbers()))

    def _on_reset(self) -> None:
        self._by_hand = False
        self._fit()

    def _set(self, colouring: Colouring) -> None:
        if colouring != self._colouring:
            self._colouring = colouring
            self.colouringChanged.emit(colouring)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The legend keeps its words in one line as long as it can, if need be below the choice.
        wanted = self._chooser.sizeHint().width() + self.legend.sizeHint().width() + 24
        beside = QBoxLayout.Direction.LeftToRight
        way = beside if event.size().width() >= wanted else QBoxLayout.Direction.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        # Of the two ways to stand the narrow one; Qt asks while it still stands the other way.
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._chooser.minimumSize().width()), hint.height())


def _centred(widget: QWidget) -> QWidget:
    """On a page of the same height as the others: nothing moves when they take turns."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget, 1, Qt.AlignmentFlag.AlignVCenter)
    return page
