"""Which of several results is the worst, and their numbers by name. Quick to import."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.comparison.model import PairResult
from core.comparison.vocabulary import ADDED_ERROR, Severity

if TYPE_CHECKING:
    from core.comparison.colouring import Colouring

SEVERITY_RANK = {Severity.GOOD: 0, Severity.WARN: 1, Severity.BAD: 2, Severity.BROKEN: 3}


def metric_of(result: PairResult, name: str) -> float:
    """A pair's number for a metric by its name in ``Metrics``; NaN where it has none."""
    return math.nan if result.metrics is None else float(getattr(result.metrics, name))


def number_of(result: PairResult, colouring: Colouring) -> float:
    """A pair's number for what it is coloured by, a metric; NaN where it has none."""
    if colouring.numbers is not None:
        return colouring.numbers(result)
    return math.nan if colouring.by == ADDED_ERROR else metric_of(result, colouring.by)


def worst_result(results: Iterable[PairResult]) -> PairResult | None:
    """The worst by severity; among equals the one with the lowest cosine."""

    def badness(result: PairResult) -> tuple[int, float]:
        cosine = math.nan if result.metrics is None else result.metrics.cosine_similarity
        return SEVERITY_RANK[result.severity], math.inf if math.isnan(cosine) else -cosine

    return max(results, key=badness, default=None)
