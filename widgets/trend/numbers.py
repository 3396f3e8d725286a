"""The numbers behind the trend: every metric of every pair, as they come in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from core.comparison.added_error import AddedError
from core.comparison.model import PairResult, Plan, Severity, place_of
from widgets.trend.scale import Floats, TrendMetric

SEVERITIES = tuple(Severity)
"""Their places are the numbers in ``TrendNumbers.severities``."""
PENDING = -1

_FIELDS = [metric for metric in TrendMetric if metric is not TrendMetric.ADDED]
_fields_of = attrgetter(*(metric.value for metric in _FIELDS))
_UNKNOWN = (math.nan,) * len(_FIELDS)
_PLACE = {severity: place for place, severity in enumerate(SEVERITIES)}
_RED = _PLACE[Severity.BAD], _PLACE[Severity.BROKEN]


class TrendNumbers:
    """Results of one plan by index into ``plan.pairs``. NaN stands for no number."""

    def __init__(self, plan: Plan | None) -> None:
        self.plan = plan
        self.count = 0 if plan is None else len(plan.pairs)
        self.results: dict[int, PairResult] = {}
        self.severities: NDArray[np.int8] = np.full(self.count, PENDING, np.int8)
        self._table = np.full((len(_FIELDS), self.count), np.nan)
        self._added: AddedError | None = None
        self._added_values: Floats | None = None

    def add(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Take measured pairs."""
        if not results:
            return
        self.results.update(results)
        at = np.array([index for index, _ in results])
        self.severities[at] = [_PLACE[result.severity] for _, result in results]
        # The finite part of a broken pair says nothing about the pair.
        rows = [
            _UNKNOWN
            if result.metrics is None or result.severity is Severity.BROKEN
            else _fields_of(result.metrics)
            for _, result in results
        ]
        self._table[:, at] = np.array(rows, dtype=np.float64).T
        self._added_values = None
        if self._added is not None:
            self._added.add(results)

    @property
    def has_added(self) -> bool:
        """Whether ``values`` knows the added error."""
        return self._added is not None

    def set_added(self, added: AddedError) -> None:
        """What works out the added error from now on; it has no results yet."""
        self._added = added
        added.add(self.results.items())
        self._added_values = None

    def values(self, metric: TrendMetric) -> Floats:
        """One number a pair."""
        if metric is not TrendMetric.ADDED:
            row: Floats = self._table[_FIELDS.index(metric)]
            return row
        if self._added is None:
            return np.full(self.count, np.nan)
        if self._added_values is None:
            self._added_values = np.array(self._added.values(), dtype=np.float64)
        return self._added_values

    @property
    def broken(self) -> NDArray[np.bool_]:
        """Which pairs could not be judged."""
        broken: NDArray[np.bool_] = self.severities == _PLACE[Severity.BROKEN]
        return broken

    def count_of(self, severity: Severity, first: int, last: int) -> int:
        """How many pairs of a stretch are so."""
        return int(np.count_nonzero(self.severities[first : last + 1] == _PLACE[severity]))

    def first_red_of(self, layer: str) -> int:
        """The first pair of a layer that is bad or broken, else its first; −1: it has none."""
        if self.plan is None or not layer:
            return -1
        its = [at for at, pair in enumerate(self.plan.pairs) if pair.layer == layer]
        return min(its, key=lambda at: (self.severities[at] not in _RED, at), default=-1)

    def kept_pair(self, index: int, before: TrendNumbers) -> int:
        """Where pair ``index`` of the plan before is now: −1 unless the same two files meet."""
        if self.plan is None or before.plan is None or index < 0:
            return -1
        return place_of(before.plan.pairs[index], self.plan.pairs)

    def same_places(self, before: TrendNumbers) -> bool:
        """Whether the same files stand at the same places, so that what is in sight can stay."""
        if self.plan is None or before.plan is None or self.count != before.count:
            return False
        return _names(self.plan) == _names(before.plan)


def _names(plan: Plan) -> list[tuple[str, int]]:
    return [(pair.left.name.file_name, pair.right_index) for pair in plan.pairs]


def unmatched_places(plan: Plan | None) -> dict[float, list[str]]:
    """Names of unmatched dumps by their place: half-way behind the pair they would follow.

    Dumps whose place in the network is unknown have none here; the table lists them.
    """
    if plan is None or plan.network is None or not plan.unmatched:
        return {}
    order = {node.name: at for at, node in enumerate(plan.network.nodes)}
    last = np.full(len(order), -1, np.int64)
    for index, pair in enumerate(plan.pairs):
        place = order.get(pair.node)
        if place is not None:
            last[place] = index
    np.maximum.accumulate(last, out=last)
    found: dict[float, list[str]] = {}
    for unmatched in plan.unmatched:
        here = order.get(unmatched.node)
        if here is not None:
            found.setdefault(int(last[here]) + 0.5, []).append(unmatched.dump.name.file_name)
    return found


def valid_indices(indices: Iterable[int], count: int) -> list[int]:
    """Those that are there."""
    return [index for index in indices if 0 <= index < count]
