"""What the user looks at: the one place that knows it for table, network and trend together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from core.comparison.model import Pair, PairResult, Plan, Severity, place_of
from widgets.results.panel import ResultPanel
from widgets.topology.panel import TopologyPanel
from widgets.trend.plot import TrendPlot

_RED = (Severity.BAD, Severity.BROKEN)


class Focus(QObject):
    """Which pair is selected and which is pointed at, which stretch is picked, what is shown.

    Each view tells what the user did in it; this tells the others. What a view is told it does
    not tell again, so nothing goes round. The rows of the table are what is shown: its filter and
    the stretch picked in the trend decide on them, and the other views fade the rest.

    ``activated(index)``: the user wants the elements of that pair. ``without_dumps(node)``:
    the user wants to open a node no pair belongs to.
    """

    activated = Signal(int)
    without_dumps = Signal(str)

    def __init__(
        self,
        table: ResultPanel,
        topology: TopologyPanel,
        trend: TrendPlot,
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._table = table
        self._topology = topology
        self._trend = trend
        self._plan: Plan | None = None
        self._pairs: tuple[Pair, ...] = ()
        self._by_node: dict[str, list[int]] = {}
        self._results: dict[int, PairResult] = {}
        self._node_results: dict[str, list[PairResult]] = {}
        """What is measured of each node: with thousands it is not gathered anew."""
        self._index = -1
        self._hovered = -1
        self._first_bad: str | None = None
        self._expected: tuple[str, str] | None = None
        self._all_shown = True
        table.pairSelected.connect(self._on_pair)
        table.pairActivated.connect(self.activated)
        table.pairHovered.connect(self._on_row_hovered)
        table.stretchCleared.connect(lambda: trend.set_stretch(None))
        table.model.layoutChanged.connect(self._show_shown)
        table.model.modelReset.connect(self._show_shown)
        trend.pairSelected.connect(self._on_pair)
        trend.pairActivated.connect(self.activated)
        trend.pairHovered.connect(self._on_point_hovered)
        trend.stretchSelected.connect(table.set_stretch)
        trend.stretchCleared.connect(lambda: table.set_stretch(0, None))
        topology.nodeSelected.connect(self._on_node)
        topology.nodeActivated.connect(self._on_node_activated)
        topology.nodeHovered.connect(self._on_node_hovered)
        topology.colouringChanged.connect(table.set_colouring)
        topology.colouringChanged.connect(trend.set_colouring)

    # --- what is compared ----------------------------------------------------------------

    def expect(self, left: str, right: str) -> None:
        """The pair of these two files is to be selected in the next plan, if it is there."""
        self._expected = (left, right)

    def selected(self) -> tuple[str, str] | None:
        """The files' names of the selected pair, for ``expect`` elsewhere."""
        if self._index < 0:
            return self._expected
        pair = self._pairs[self._index]
        return pair.left.name.file_name, pair.right.name.file_name

    def set_plan(self, plan: Plan) -> None:
        """Start anew with these pairs; the selected pair stays if the same two files meet again."""
        kept = self._pairs[self._index] if self._index >= 0 else None
        self._end_hover()
        self._plan = plan
        self._pairs = plan.pairs
        self._results = {}
        self._node_results = {}
        self._topology.colouring.set_plan(plan)
        self._index = place_of(kept, plan.pairs) if kept is not None else -1
        self._first_bad = None
        self._by_node = {}
        if self._expected is not None:
            for index, pair in enumerate(plan.pairs):
                if (pair.left.name.file_name, pair.right.name.file_name) == self._expected:
                    self._index = index
        for index, pair in enumerate(plan.pairs):
            if pair.node:
                self._by_node.setdefault(pair.node, []).append(index)

    def add_results(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Colour the nodes whose pairs were measured."""
        self._results.update(results)
        self._topology.colouring.add_results(results)
        touched = {result.pair.node for _, result in results if result.pair.node}
        new = {node: self._results_of(node) for node in touched}
        self._node_results.update(new)
        self._topology.update_results(new)

    def all_measured(self) -> None:
        """No more results come: the range of a metric's colours is fitted to those there are."""
        self._topology.colouring.set_results(self._results.values())

    def trend_ready(self) -> None:
        """The trend has the plan: what it kept of the last one, the stretch, the table shows."""
        stretch = self._trend.stretch()
        if stretch is not None:
            self._table.set_stretch(*stretch)
        self._trend.select_pair(self._index)
        if self._expected is not None:
            # The table has the plan, and what was selected in another one is no row of it.
            self._table.select_pair(self._index)
        self._trend.set_first_bad(self._first_bad)
        self._show_shown()

    def topology_ready(self) -> None:
        """The picture is there (again): colour it and show where the user is."""
        self._topology.set_results(self._node_results)
        self._mark_first_bad()
        self._show_shown()
        if self._index >= 0:
            self._topology.select_node(self._pairs[self._index].node)
        elif self._first_bad is not None:
            self.select_layer(self._first_bad)

    # --- the selection -------------------------------------------------------------------

    def set_first_bad(self, layer: str | None) -> None:
        """Remember the layer to look at first; go there unless the user is somewhere already."""
        self._first_bad = layer
        self._mark_first_bad()
        if self._expected is not None:
            # The user has just changed a partner and looks at that row, not at the first bad one.
            self._expected = None
            self._select(self._index)
        elif layer is not None and self._index < 0:
            self.select_layer(layer)

    def select_first_bad(self) -> None:
        """Go to the layer to look at first, so near that its name can be read."""
        if self._first_bad is not None:
            self.select_layer(self._first_bad)
        if self._index >= 0:
            self._topology.show_node(self._pairs[self._index].node)

    def select_layer(self, layer: str) -> None:
        """Select the first red pair of that layer, else its first pair."""
        index = self._index_of(layer)
        if index >= 0:
            self._select(index)

    def step_red(self, step: int) -> None:
        """Select the next (1) or previous (−1) bad or broken pair in network order."""
        red = [index for index in range(len(self._pairs)) if self._is_red(index)]
        if not red:
            return
        if step > 0:
            self._select(next((i for i in red if i > self._index), red[0]))
        else:
            self._select(next((i for i in reversed(red) if i < self._index), red[-1]))

    def _mark_first_bad(self) -> None:
        self._trend.set_first_bad(self._first_bad)
        index = self._index_of(self._first_bad or "")
        self._topology.set_first_bad(self._pairs[index].node if index >= 0 else None)

    def _index_of(self, layer: str) -> int:
        """The first red pair of that layer, else its first pair, else −1."""
        candidates = [i for i, pair in enumerate(self._pairs) if pair.layer == layer]
        return min(candidates, key=lambda i: (not self._is_red(i), i), default=-1)

    def _is_red(self, index: int) -> bool:
        result = self._results.get(index)
        return result is not None and result.severity in _RED

    def _results_of(self, node: str) -> list[PairResult]:
        return [self._results[i] for i in self._by_node.get(node, ()) if i in self._results]

    def _worst_of(self, node: str) -> int:
        """The pair of a node that one would look at first, −1 where it has none."""
        indices = self._by_node.get(node, ())
        return min(indices, key=lambda i: (not self._is_red(i), i), default=-1)

    def _select(self, index: int) -> None:
        self._leave_hovered(index)
        self._index = index
        self._table.select_pair(index)
        self._trend.select_pair(index)
        self._topology.select_node(self._node_of(index))

    def _node_of(self, index: int) -> str:
        return self._pairs[index].node if 0 <= index < len(self._pairs) else ""

    def _on_pair(self, index: int) -> None:
        if index != self._index and index < len(self._pairs):
            self._select(index)

    def _on_node(self, node: str) -> None:
        if self._index in self._by_node.get(node, ()):
            return
        self._index = self._worst_of(node)
        self._leave_hovered(self._index)
        self._table.select_pair(self._index)
        self._trend.select_pair(self._index)

    def _on_node_activated(self, node: str) -> None:
        self._on_node(node)
        if self._index >= 0:
            self.activated.emit(self._index)
        else:
            self.without_dumps.emit(node)

    # --- what is pointed at --------------------------------------------------------------

    def _leave_hovered(self, selected: int) -> None:
        """A key goes elsewhere while the mouse rests: what it rests on is not meant any more."""
        if self._hovered not in (-1, selected):
            self._end_hover()

    def _end_hover(self) -> None:
        """Nothing is pointed at until the mouse moves again."""
        self._hovered = -1
        for view in (self._table, self._topology, self._trend):
            view.end_hover()

    def _on_row_hovered(self, index: int) -> None:
        self._hovered = index
        self._trend.set_hovered(index)
        self._topology.set_hovered(self._node_of(index))

    def _on_point_hovered(self, index: int) -> None:
        self._hovered = index
        self._table.set_hovered(index)
        self._topology.set_hovered(self._node_of(index))

    def _on_node_hovered(self, node: str) -> None:
        self._hovered = index = self._worst_of(node)
        self._table.set_hovered(index)
        self._trend.set_hovered(index)

    # --- what is shown -------------------------------------------------------------------

    def _show_shown(self) -> None:
        """The table's rows have changed: the other views fade what it does not show."""
        shown = self._table.model.shown_places()
        if shown is None or self._plan is None:
            if not self._all_shown:
                self._all_shown = True
                self._trend.set_shown(None)
                self._topology.set_filter(None)
            return
        self._all_shown = False
        pairs = [place for place in shown if place < len(self._pairs)]
        nodes = {self._pairs[place].node for place in pairs}
        nodes |= {
            self._plan.unmatched[place - len(self._pairs)].node
            for place in shown
            if place >= len(self._pairs)
        }
        self._trend.set_shown(pairs)
        self._topology.set_filter(nodes - {""})
