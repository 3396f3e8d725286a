"""Which rows the table shows, and in which order; what is written to files knows nothing of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.comparison.model import PairResult, Severity


class Order(StrEnum):
    """What ``--sort`` accepts."""

    NETWORK = "network"
    COSINE = "cosine"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Shown:
    """How the table is to be shown; ``worst`` rows at most, None for all."""

    order: Order = Order.NETWORK
    worst: int | None = None


def rows_of(results: Sequence[PairResult], shown: Shown) -> list[tuple[int, PairResult]]:
    """The rows to show, each with its number in the order of the network, from 1.

    In the order of the network the worst ones are those of the lowest cosine. Equals stay in the
    order of the network.
    """
    rows = list(enumerate(results, start=1))
    badness = _by_error if shown.order is Order.ERROR else _by_cosine
    worst_first = sorted(rows, key=lambda row: badness(row[1]))[: shown.worst]
    return sorted(worst_first) if shown.order is Order.NETWORK else worst_first


def lowest_cosine(results: Sequence[PairResult]) -> PairResult | None:
    """The first pair of the lowest cosine; None where none is below 1, or none is known."""
    known = [one for one in results if not math.isnan(_cosine(one))]
    lowest = min(known, key=_cosine, default=None)
    return lowest if lowest is not None and _cosine(lowest) < 1.0 else None


def _cosine(result: PairResult) -> float:
    return result.metrics.cosine_similarity if result.metrics is not None else math.nan


def _by_cosine(result: PairResult) -> tuple[bool, float]:
    """Smaller is worse; what could not be judged is worst of all."""
    cosine = _cosine(result)
    return result.severity is not Severity.BROKEN, -math.inf if math.isnan(cosine) else cosine


def _by_error(result: PairResult) -> tuple[bool, float]:
    error = result.metrics.max_absolute_error if result.metrics is not None else math.nan
    return result.severity is not Severity.BROKEN, -math.inf if math.isnan(error) else -error
