"""The views of the main window and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import LOW_WINDOW, Desk
from widgets.parts.progress_strip import ProgressStrip
from widgets.parts.scrolled_room import ScrolledRoom
from widgets.sources.algorithm_setting import AlgorithmSetting
from widgets.sources.command_bar import CommandBar
from widgets.sources.panel import SourcesPanel

if TYPE_CHECKING:
    from widgets.results.panel import ResultPanel
    from widgets.results.summary_bar import SummaryBar
    from widgets.topology.panel import TopologyPanel
    from widgets.trend.plot import TrendPlot

_BETWEEN = 16
_PATH_CHARACTERS = 24
"""Of a path so much is seen at least beside the Algorithm Setting."""


class Views(QWidget):
    """Sources and settings, which fold away; commands and counts; table, network and trend.

    What shows results is slow to import and comes with ``place_results``; until then its room is
    kept, so that nothing moves when it comes.
    """

    summary: SummaryBar
    table: ResultPanel
    topology: TopologyPanel
    trend: TrendPlot

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources = SourcesPanel()
        self.algorithm = AlgorithmSetting()
        self.commands = CommandBar()
        self.progress = ProgressStrip()
        self.has_results = False
        self.desk = Desk()

        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_BETWEEN)
        line.addWidget(self.sources, 3)
        line.addWidget(self.algorithm, 1)
        self._top = ScrolledRoom(both)
        self.commands.foldToggled.connect(self._on_fold)
        self.commands.algorithmToggled.connect(self._on_algorithm)
        # What is too wide for the screen would make the window so: wide is only what has room.
        self._narrow = True
        self._take_turns()
        self._summary_room = QWidget()
        summary_line = QVBoxLayout(self._summary_room)
        summary_line.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._top)
        column.addWidget(self.commands)
        column.addWidget(self._summary_room)
        column.addWidget(self.desk, 1)
        column.addWidget(self.progress)

    def place_results(
        self, summary: SummaryBar, table: ResultPanel, topology: TopologyPanel, trend: TrendPlot
    ) -> None:
        """Put these where their room is."""
        self.summary, self.table, self.topology, self.trend = summary, table, topology, trend
        layout = self._summary_room.layout()
        assert layout is not None
        layout.addWidget(summary)
        self.desk.put(table, topology, trend)
        summary.severityClicked.connect(table.set_severity_filter)
        summary.unmatchedClicked.connect(table.show_unmatched)
        table.filterChanged.connect(summary.set_active)
        self.algorithm.changed.connect(self._mark_cells)
        self._mark_cells()
        self.has_results = True
        self._leave_height()

    def _mark_cells(self) -> None:
        """Which cells of the table are red is what the Algorithm Setting says."""
        algorithm = self.algorithm
        self.table.set_thresholds(algorithm.thresholds(), algorithm.max_error_count())
        self.table.show_standard_deviation(algorithm.show_standard_deviation())

    def _on_fold(self, unfolded: bool) -> None:
        if unfolded:
            self.commands.show_algorithm(False)
        self._take_turns()

    def _on_algorithm(self, on: bool) -> None:
        if on:
            self.commands.show_sources(False)
        self._take_turns()

    def _take_turns(self) -> None:
        """Sources and Algorithm Setting side by side, or one of the two where that is too wide."""
        self.commands.set_narrow(self._narrow)
        sources, algorithm = self.commands.sources_shown(), self.commands.algorithm_shown()
        if algorithm and not self._narrow:
            self.commands.show_sources(True)
            return
        self.sources.setVisible(sources)
        self.algorithm.setVisible(algorithm if self._narrow else sources)
        self._top.setVisible(sources or algorithm)
        # Its own look at what is in it comes a turn later.
        self._top.updateGeometry()
        self._leave_height()

    def _width_for_both(self) -> int:
        paths = self.fontMetrics().averageCharWidth() * _PATH_CHARACTERS
        both = (self.sources, self.algorithm)
        return sum(one.minimumSizeHint().width() for one in both) + paths + _BETWEEN

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._width_for_both()
        if narrow != self._narrow:
            self._narrow = narrow
            self._take_turns()
        self._leave_height()

    def _leave_height(self) -> None:
        """In a low window what is above the table leaves it the height."""
        if self.has_results:
            low = self.window().height() < LOW_WINDOW
            self.summary.set_brief(low)
            self.summary.set_terse(low and not self._top.isHidden())

    def stop(self) -> None:
        """Wait for what the views do in the background; call before the window goes."""
        self.desk.put_away()
        self.sources.join()
        if self.has_results:
            self.table.stop()
            self.topology.stop()
            self.trend.stop()
