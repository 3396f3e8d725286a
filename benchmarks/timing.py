"""Runs that take turns, and the ratio between them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Seconds = Callable[[], float]
"""Does the work once and says how long it took."""

_ENOUGH = 0.5
"""Seconds after which more rounds than asked for are not worth waiting for."""
_MOST_ROUNDS = 31


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio should be: at least (``least``) or at most ``value``."""

    value: float
    least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.value:g}"

    def met(self, ratio: float) -> bool:
        return ratio >= self.value if self.least else ratio <= self.value


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``low`` and ``high``: the ratio in the best and worst round."""

    benchmark: str
    measured: str
    amount: str
    baseline: str
    baseline_amount: str
    ratio: float
    low: float
    high: float
    rounds: int
    target: Target | None = None


def timed(work: Callable[[], object]) -> Seconds:
    """``work`` with a clock around it; what it returns is freed on the clock, too."""

    def run() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return run


def take_turns(runs: Mapping[str, Seconds], rounds: int) -> dict[str, list[float]]:
    """Seconds of each run in each round: A B C, A B C, …, after one round nobody counts.

    At least ``rounds`` rounds; quick ones go on for half a second, for a steadier median.
    """
    for run in runs.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    start = time.perf_counter()
    done = 0
    while done < rounds or (
        rounds > 1 and done < _MOST_ROUNDS and time.perf_counter() - start < _ENOUGH
    ):
        for name, run in runs.items():
            seconds[name].append(run())
        done += 1
    return seconds


def fastest(seconds: Mapping[str, list[float]]) -> str:
    """Name of the run with the smallest median."""
    return min(seconds, key=lambda name: statistics.median(seconds[name]))


def times_faster(
    benchmark: str,
    ours: str,
    baseline: str,
    seconds: Mapping[str, list[float]],
    target: float | None = None,
) -> Row:
    """How many times the speed of the baseline ours has; larger is better."""
    wanted = None if target is None else Target(target, least=True)
    return _row(benchmark, ours, baseline, seconds, wanted, faster=True)


def times_the_cost(
    benchmark: str,
    ours: str,
    baseline: str,
    seconds: Mapping[str, list[float]],
    target: float | None = None,
) -> Row:
    """How many times as long as the baseline ours takes; smaller is better."""
    wanted = None if target is None else Target(target)
    return _row(benchmark, ours, baseline, seconds, wanted, faster=False)


def _row(
    benchmark: str,
    ours: str,
    baseline: str,
    seconds: Mapping[str, list[float]],
    target: Target | None,
    *,
    faster: bool,
) -> Row:
    # The ratio is taken within a round, so that a busy moment of the machine hits both sides.
    pairs = list(zip(seconds[ours], seconds[baseline], strict=True))
    ratios = [theirs / mine if faster else mine / theirs for mine, theirs in pairs]
    return Row(
        benchmark,
        ours,
        as_time(statistics.median(seconds[ours])),
        baseline,
        as_time(statistics.median(seconds[baseline])),
        statistics.median(ratios),
        min(ratios),
        max(ratios),
        len(ratios),
        target,
    )


def as_time(seconds: float) -> str:
    """``1.23 s`` or ``4.56 ms``."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
