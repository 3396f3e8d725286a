"""Four layers in a row, how far each is off, and what each adds by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from topology_made_up import make_result
from trend_made_up import make_plan

from core.comparison.model import PairResult, Plan

ADDED = "added_error"
NAMES = ["data", "conv", "relu", "pool"]
DISTANCES = [0.0, 0.3, 0.5, 0.4]


def chained(with_network: bool = True) -> Plan:
    """Four layers, one after the other."""
    plan = make_plan(NAMES)
    assert plan.network is not None
    network = replace(plan.network, edges=tuple(pairwise(NAMES)))
    return replace(plan, network=network if with_network else None)


def result_of(name: str, distance: float) -> PairResult:
    """Signal of length 1 an element, and an error that is so much of it."""
    one = make_result(name)
    assert one.metrics is not None
    metrics = replace(
        one.metrics,
        left_mean=0.0,
        left_std=1.0,
        relative_euclidean_distance=distance,
        root_mean_square_error=distance,
    )
    return replace(one, metrics=metrics)


RESULTS = [result_of(name, far) for name, far in zip(NAMES, DISTANCES, strict=True)]
EXPECTED = [0.0, 0.3, 0.4, 0.0]
"""√ max(0, out² − in²)."""
