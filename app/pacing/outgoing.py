"""What was shown before, let go of a little at a time.

Thousands of results and pairs whose last view has taken others are freed at once, by whichever
thread lets go of them last: on the window's that is a hundredth of a second and more.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.comparison.model import PairResult, Plan


def parts_of(plan: Plan | None, results: Mapping[int, PairResult]) -> list[object]:
    """All that there are many of in what is shown, for ``let_go``."""
    parts: list[object] = [*results.values()]
    if plan is not None:
        for run in (plan.left, *plan.rights):
            parts += run.dumps
        parts += plan.pairs
        parts += plan.unmatched
        if plan.network is not None:
            parts += plan.network.nodes
    return parts


A_FEW = 12
"""For each new result: a comparison of as many pairs has let go of all before it is half done."""


def let_go(parts: list[object], most: int | None = None) -> None:
    """Hold none of ``parts`` any more, or ``most`` of them less; between any two of them other
    threads have their turn."""
    for _ in range(len(parts) if most is None else min(most, len(parts))):
        parts.pop()
