"""The views of the main window and where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from widgets.algorithm_setting import AlgorithmSetting
from widgets.command_bar import CommandBar
from widgets.progress_strip import ProgressStrip
from widgets.result_panel import ResultPanel
from widgets.sources_panel import SourcesPanel
from widgets.summary_bar import SummaryBar
from widgets.topology_panel import TopologyPanel
from widgets.trend_plot import TrendPlot

TABLE_WIDTH = 700
"""Width at which the table shows State to RelativeEuclideanDistance without scrolling."""


class Views(QWidget):
    """Sources and settings, which fold away; commands and counts; table, network and trend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources = SourcesPanel()
        self.algorithm = AlgorithmSetting()
        self.commands = CommandBar()
        self.summary = SummaryBar()
        self.table = ResultPanel()
        self.topology = TopologyPanel()
        self.trend = TrendPlot()
        self.progress = ProgressStrip()
        self.columns = _splitter("columns", Qt.Orientation.Horizontal, self.table, self.topology)
        self.rows = _splitter("rows", Qt.Orientation.Vertical, self.columns, self.trend)
        self.rows.setStretchFactor(0, 1)
        self.rows.setStretchFactor(1, 0)
        self.split_by_hand = False
        self.columns.splitterMoved.connect(self.keep_split)

        top = QFrame()
        line = QHBoxLayout(top)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.sources, 3)
        line.addWidget(self.algorithm, 2)
        self.commands.foldToggled.connect(top.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(top)
        column.addWidget(self.commands)
        column.addWidget(self.summary)
        column.addWidget(self.rows, 1)
        column.addWidget(self.progress)

    def keep_split(self) -> None:
        """Leave the width of table and network as it is from now on."""
        self.split_by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.split_by_hand:
            # The numbers of the table must be seen whole, also on a small screen.
            table = max(self.width() * 3 // 5, TABLE_WIDTH)
            self.columns.setSizes([table, max(self.width() - table, 1)])

    def stop(self) -> None:
        """Wait for what the views do in the background; call before the window goes."""
        self.sources.join()
        self.topology.stop()
        self.trend.stop()


def _splitter(name: str, way: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
    splitter = QSplitter(way)
    splitter.setObjectName(name)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setChildrenCollapsible(False)
    return splitter
