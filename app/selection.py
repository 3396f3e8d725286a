"""One selection for table, topology and trend: each tells it, it tells the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from core.comparison.model import Pair, PairResult, Plan, Severity
from widgets.result_panel import ResultPanel
from widgets.topology_panel import TopologyPanel
from widgets.trend_plot import TrendPlot

_RED = (Severity.BAD, Severity.BROKEN)


class Selection(QObject):
    """Which pair is selected, and which node that is.

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
        self._pairs: tuple[Pair, ...] = ()
        self._by_node: dict[str, list[int]] = {}
        self._results: dict[int, PairResult] = {}
        self._index = -1
        self._first_bad: str | None = None
        self._expected: tuple[str, str] | None = None
        table.pairSelected.connect(self._on_pair)
        table.pairActivated.connect(self.activated)
        trend.pairSelected.connect(self._on_pair)
        trend.pairActivated.connect(self.activated)
        topology.nodeSelected.connect(self._on_node)
        topology.nodeActivated.connect(self._on_node_activated)

    def expect(self, left: str, right: str) -> None:
        """The pair of these two files is to be selected in the next plan, if it is there."""
        self._expected = (left, right)

    def set_plan(self, plan: Plan) -> None:
        """Start anew with these pairs; the selected pair stays if the same two files meet again."""
        kept = self._pairs[self._index] if self._index >= 0 else None
        self._pairs = plan.pairs
        self._results = {}
        self._index = next(
            (
                index
                for index, pair in enumerate(plan.pairs if kept else ())
                if kept and (pair.left, pair.right) == (kept.left, kept.right)
            ),
            -1,
        )
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
        touched = {result.pair.node for _, result in results if result.pair.node}
        self._topology.update_results({node: self._results_of(node) for node in touched})

    def topology_ready(self) -> None:
        """The picture is there (again): colour it and show where the user is."""
        measured = self._by_node if self._results else ()
        self._topology.set_results({node: self._results_of(node) for node in measured})
        self._mark_first_bad()
        if self._index >= 0:
            self._topology.select_node(self._pairs[self._index].node)
        elif self._first_bad is not None:
            self.select_layer(self._first_bad)

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

    def _select(self, index: int) -> None:
        self._index = index
        self._table.select_pair(index)
        self._trend.select_pair(index)
        self._topology.select_node(self._pairs[index].node if index >= 0 else "")

    def _on_pair(self, index: int) -> None:
        if index != self._index and index < len(self._pairs):
            self._select(index)

    def _on_node(self, node: str) -> None:
        indices = self._by_node.get(node, [])
        if not indices:
            self._index = -1
            self._table.select_pair(-1)
            self._trend.select_pair(-1)
            return
        if self._index not in indices:
            self._index = min(indices, key=lambda i: (not self._is_red(i), i))
            self._table.select_pair(self._index)
            self._trend.select_pair(self._index)

    def _on_node_activated(self, node: str) -> None:
        self._on_node(node)
        if self._index >= 0:
            self.activated.emit(self._index)
        else:
            self.without_dumps.emit(node)
