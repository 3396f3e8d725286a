"""Which of several results is the worst, and their numbers by name. Quick to import."""

from __future__ import annotations

import math
from collections.abc import Iterable

from core.comparison.model import PairResult
from core.comparison.vocabulary import Severity

SEVERITY_RANK = {Severity.GOOD: 0, Severity.WARN: 1, Severity.BAD: 2, Severity.BROKEN: 3}


def metric_of(result: PairResult, name: str) -> float:
    """A pair's number for a metric by its name in ``Metrics``; NaN where it has none."""
    return math.nan if result.metrics is None else float(getattr(result.metrics, name))


def worst_result(results: Iterable[PairResult]) -> PairResult | None:
    """The worst by severity; among equals the one with the lowest cosine."""

    def badness(result: PairResult) -> tuple[int, float]:
        cosine = math.nan if result.metrics is None else result.metrics.cosine_similarity
        return SEVERITY_RANK[result.severity], math.inf if math.isnan(cosine) else -cosine

    return max(results, key=badness, default=None)
