"""What the parts of an HTML report share: the comparison, numbered as the page numbers it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from core.comparison.added_error import AddedNumbers
from core.comparison.colouring import COLOUR_METRICS
from core.comparison.model import Comparison, PairResult, Thresholds, Unmatched
from core.comparison.net_findings.told import pair_to_look_at
from core.comparison.ranking import metric_of
from core.comparison.vocabulary import ADDED_ERROR
from core.network.model import Node
from core.report.html_text import NUMBER_COLUMNS

"""Severities from best to worst."""
_REPORT = "Reportop"
"""Type of the nodes a picture leaves out, unless there is nothing else."""


@dataclass(frozen=True, slots=True)
class HtmlSettings:
    """What a page says beside the comparison itself; ``made`` is now unless given."""

    thresholds: Thresholds = field(default_factory=Thresholds)
    language: str = "en"
    made: datetime | None = None


@dataclass(frozen=True)
class Subject:
    """A comparison and what several parts of its page ask about it."""

    comparison: Comparison
    settings: HtmlSettings

    @property
    def results(self) -> tuple[PairResult, ...]:
        """The pairs in the order of the plan: a pair's place is its number on the page."""
        return self.comparison.results

    @property
    def has_several_runs(self) -> bool:
        """Whether there is more than one right run to tell apart."""
        return len(self.comparison.plan.rights) > 1

    @cached_property
    def first_bad(self) -> int:
        """Place of the pair to look at first; -1 for none."""
        return pair_to_look_at(self.comparison)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes that are drawn, in execution order; none without a network."""
        network = self.comparison.plan.network
        if network is None:
            return ()
        drawn = tuple(node for node in network.nodes if node.type != _REPORT)
        return drawn or network.nodes

    @cached_property
    def _host(self) -> dict[str, int]:
        """Place in ``nodes`` of each node by name; a Reportop's is that of what it hangs on."""
        places = {node.name: place for place, node in enumerate(self.nodes)}
        network = self.comparison.plan.network
        for node in network.nodes if network is not None else ():
            if node.name not in places and node.reports in places:
                places[node.name] = places[node.reports]
        return places

    def node_of(self, result: PairResult) -> int:
        """Place in ``nodes`` of a pair's node; -1 for none."""
        return self._host.get(result.pair.node, -1)

    @cached_property
    def pairs_of(self) -> tuple[tuple[int, ...], ...]:
        """Places of the pairs of each node."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for place, result in enumerate(self.results):
            node = self.node_of(result)
            if node >= 0:
                found[node].append(place)
        return tuple(map(tuple, found))

    @cached_property
    def unmatched_of(self) -> tuple[tuple[Unmatched, ...], ...]:
        """Files without a partner of each node."""
        found: list[list[Unmatched]] = [[] for _ in self.nodes]
        for one in self.comparison.plan.unmatched:
            node = self._host.get(one.node, -1)
            if node >= 0:
                found[node].append(one)
        return tuple(map(tuple, found))

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """What the table shows of every pair; how much it adds to the error only where a network
        tells what feeds it."""
        return (*NUMBER_COLUMNS, *((ADDED_ERROR,) if self._added is not None else ()))

    @cached_property
    def colour_metrics(self) -> tuple[str, ...]:
        """Those of ``metrics`` that can colour."""
        return tuple(metric for metric in COLOUR_METRICS if metric in self.metrics)

    @cached_property
    def _added(self) -> AddedNumbers | None:
        return AddedNumbers.of(self.comparison)

    def value(self, metric: str, result: PairResult) -> float:
        """A metric of a pair, NaN where there is none."""
        if metric == ADDED_ERROR:
            return math.nan if self._added is None else self._added(result)
        return metric_of(result, metric)

    def values(self, metric: str) -> list[float]:
        """A metric of every pair, NaN where there is none."""
        return [self.value(metric, result) for result in self.results]


def places_of(subject: Subject) -> tuple[list[int], int]:
    """The column of every pair in the trend, from 0, and how many there are.

    Right runs share one where they meet the same left file: it is the layer's number in the table.
    """
    columns: list[int] = []
    column = -1
    before: tuple[str, str] | None = None
    for result in subject.results:
        here = result.pair.title, result.pair.left.name.file_name
        column += here != before
        columns.append(column)
        before = here
    return columns, column + 1
