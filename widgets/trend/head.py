"""The line over the trend: which metric, what is pointed at, the stretch, and what is unmatched."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QWidget,
)

from core.comparison.vocabulary import metric_title
from widgets.parts.plain_tip import plain_tip
from widgets.trend.reading import ElidedLabel, gestures_help
from widgets.trend.scale import TrendMetric, metric_help


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
        self.reading = ElidedLabel()
        self.reading.setObjectName("trendReading")
        self._stretch = QLabel()
        self._stretch.setObjectName("trendStretch")
        self._stretch.setTextFormat(Qt.TextFormat.PlainText)
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
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.metric_box)
        line.addWidget(self.reading, 1)
        line.addWidget(self._stretch)
        line.addWidget(self._close)
        line.addWidget(self._key)
        line.addWidget(self._order)
        line.addWidget(self._help)
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
        self._stretch.setToolTip(
            self.tr("Drag the ends of the stretch to adjust it; Esc clears it")
        )
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

    def show_stretch(self, text: str) -> None:
        """Words about the stretch; empty for none."""
        self._stretch.setText(text)
        self._stretch.setVisible(bool(text))
        self._close.setVisible(bool(text))

    def show_unmatched(self, count: int) -> None:
        """How many files the squares in the plot stand for."""
        self._key.setText(self.tr("□ {count} unmatched").format(count=count))
        self._key.setVisible(count > 0)

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
