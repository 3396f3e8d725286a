"""What a probe of the window's thread tells, and seconds as a row against those they may take."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from benchmarks.timing import Row, Target
from benchmarks.workbench import Workbench

STALL_LIMIT = 0.05
"""Seconds."""
OWN_WORK = "longest stall, the thread's own work"
AT_MOST_ALL = Target(1.0)
"""All of what the seconds are held against, and no more."""


@dataclass(frozen=True, slots=True)
class Stalls:
    """The longest stall of each step, in seconds: by the clock and in the thread's own work."""

    steps: Mapping[str, tuple[float, float]]

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Self:
        """Those in a probe's answer."""
        return cls({name: (wall, work) for name, (wall, work) in answer["steps"].items()})

    def wall(self) -> float:
        return max(wall for wall, _ in self.steps.values())

    def work(self) -> float:
        return max(work for _, work in self.steps.values())

    def longest(self) -> str:
        """The step with the longest stall of the thread's own work."""
        return max(self.steps, key=lambda name: self.steps[name][1])


def answer_of(bench: Workbench, probe: str, *arguments: str) -> dict[str, Any]:
    """What the module ``benchmarks.<probe>`` measures in a process of its own."""
    answer: dict[str, Any] = json.loads(bench.output_of("-m", f"benchmarks.{probe}", *arguments))
    return answer


def row_against(
    benchmark: str,
    measured: str,
    seconds: Sequence[float],
    baseline: str,
    held_against: float,
    target: Target | None = None,
) -> Row:
    """``seconds`` of every round as a share of ``held_against``: a limit, or another's median."""
    ratios = sorted(second / held_against for second in seconds)
    return Row(
        benchmark,
        measured,
        f"{1e3 * statistics.median(seconds):.0f} ms",
        baseline,
        f"{1e3 * held_against:.0f} ms",
        statistics.median(ratios),
        ratios[0],
        ratios[-1],
        len(ratios),
        target,
    )


def row_within(benchmark: str, measured: str, seconds: Sequence[float], limit: float) -> Row:
    """``seconds`` of every round, none of which should be more than ``limit``."""
    amount = f"{limit:.0f} s" if limit >= 1 else f"{1e3 * limit:.0f} ms"
    return row_against(benchmark, measured, seconds, f"limit {amount}", limit, AT_MOST_ALL)
