"""The line over the trend: which metric, what is pointed at, the stretch, and what is unmatched."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from core.comparison.vocabulary import metric_title
from widgets.parts.plain_tip import plain_tip
from widgets.trend.reading import ElidedLabel, ReadingLabel, gestures_help
from widgets.trend.scale import TrendMetric, metric_help

_LEAST_READING = 44
"""Characters of what is pointed at that stand beside the rest; where there is no room for them it
has a line of its own."""
_LEAST_STRETCH = 12
_LEAST_METRIC = 10
"""Characters of these that are seen where they share a narrow line."""


class TrendHead(QWidget):
    """``metricChosen`` and ``stretchClosed``: by the user, with the box and the button here."""

    metricChosen = Signal()
    stretchClosed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.metric_box = QComboBox()
        self.metric_box.setObjectName("trendMetric")
        for metric in TrendMetric:
            self.metric_box.addItem("", metric)
        self.metric_box.activated.connect(self._on_activated)
        self._chosen = self.shown()
        self.reading = ReadingLabel()
        self.reading.setObjectName("trendReading")
        # Cut so that it shows: half a number may be taken for another.
        self._stretch = ElidedLabel()
        self._stretch.setObjectName("trendStretch")
        self._stretch.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        letter = self.fontMetrics().averageCharWidth()
        self._stretch.setMinimumWidth(_LEAST_STRETCH * letter)
        self.metric_box.setMinimumWidth(_LEAST_METRIC * letter)
        self._close = QToolButton()
        self._close.setObjectName("trendStretchClear")
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.stretchClosed)
        self._key = QLabel()
        self._key.setObjectName("trendUnmatchedKey")
        self._key.setTextFormat(Qt.TextFormat.PlainText)
        self._order = ElidedLabel()
        self._order.setObjectName("trendOrder")
        self._order.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        # Words that are always the same give way to those about what is pointed at.
        self._order.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._order.setMinimumWidth(1)
        self._help = QToolButton()
        self._help.setObjectName("trendHelp")
        self._help.setText("?")
        self._help.setAutoRaise(True)
        self._help.clicked.connect(self._show_help)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._line = line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.metric_box)
        line.addWidget(self.reading, 1)
        line.addWidget(self._stretch)
        line.addWidget(self._close)
        line.addWidget(self._key)
        line.addWidget(self._order)
        line.addWidget(self._help)
        self._column.addLayout(line)
        self.show_stretch("")
        self.show_unmatched(0)
        self.show_file_order(False)

    def say(self) -> None:
        """All words in the language of the moment."""
        self.metric_box.setAccessibleName(self.tr("Metric of the trend"))
        for place, metric in enumerate(TrendMetric):
            self.metric_box.setItemText(place, metric_title(metric))
            self.metric_box.setItemData(
                place, plain_tip(metric_help(metric)), Qt.ItemDataRole.ToolTipRole
            )
        self._say_metric()
        self._close.setToolTip(self.tr("Clear the stretch (Esc)"))
        self._close.setAccessibleName(self.tr("Clear the stretch"))
        self._help.setToolTip(plain_tip(gestures_help()))
        self._help.setAccessibleName(self.tr("How to use the trend"))
        self._help.setAccessibleDescription(gestures_help())
        self._key.setToolTip(
            self.tr(
                "A square at the bottom stands where files without a partner belong;\n"
                "point at it to read their names"
            )
        )

        self._order.setText(self.tr("in file order: the network is not known"))
        self._order.setToolTip(
            self.tr(
                "The layers stand as their files do in the folder, not as the network runs.\n"
                "Give a prototxt or a dot and press Compare to have them in network order."
            )
        )

    def shown(self) -> TrendMetric:
        """What the box says."""
        return TrendMetric(self.metric_box.currentData())

    def set_metric(self, metric: TrendMetric) -> None:
        """Let the box say this; no signal."""
        self.metric_box.setCurrentIndex(list(TrendMetric).index(metric))
        self._chosen = metric
        self._say_metric()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_reading()

    def _place_reading(self) -> None:
        """In the line, or below it where it would be cut too short there."""
        line, least = self._line, _LEAST_READING * self.fontMetrics().averageCharWidth()
        taken = sum(
            one.sizeHint().width() + line.spacing()
            for one in (self.metric_box, self._stretch, self._close, self._key, self._help)
            if not one.isHidden()
        )
        beside = self.width() - taken >= least
        if beside == (line.indexOf(self.reading) >= 0):
            return
        # A line that keeps a stretch in its place has its buttons where they were.
        self._column.removeWidget(self.reading)
        line.removeWidget(self.reading)
        if beside:
            line.takeAt(1)
            line.insertWidget(1, self.reading, 1)
        else:
            line.insertStretch(1, 1)
            self._column.addWidget(self.reading)

    def show_stretch(self, text: str) -> None:
        """Words about the stretch; empty for none."""
        self._stretch.setText(text)
        how = self.tr("Drag the ends of the stretch to adjust it; Esc clears it")
        self._stretch.setToolTip(plain_tip(f"{text}\n{how}"))
        self._stretch.setVisible(bool(text))
        self._close.setVisible(bool(text))
        self._place_reading()

    def show_unmatched(self, count: int) -> None:
        """How many files the squares in the plot stand for."""
        self._key.setText(self.tr("□ {count} unmatched").format(count=count))
        self._key.setVisible(count > 0)
        self._place_reading()

    def show_file_order(self, on: bool) -> None:
        """Whether the pairs stand in the order of their files, for want of a network."""
        self._order.setVisible(on)

    def _say_metric(self) -> None:
        tip = metric_help(self.shown()) + "\n" + self.tr("Up is better.")
        self.metric_box.setToolTip(plain_tip(tip))

    def _on_activated(self) -> None:
        if self.shown() is not self._chosen:
            self._chosen = self.shown()
            self._say_metric()
            self.metricChosen.emit()

    def _show_help(self) -> None:
        place = self._help.mapToGlobal(self._help.rect().bottomLeft())
        QToolTip.showText(place, self._help.toolTip(), self._help)
