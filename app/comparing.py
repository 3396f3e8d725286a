"""A comparison as the window runs it, on a thread of its own: what it says goes to an inbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.pacing.inbox import Inbox, Planned
from app.warm_up import is_warm, warm_up
from core.cancelling import Cancelled, look
from core.comparison.model import Comparison, Pair, PairFiles, PairResult, Plan, Request
from core.messages import translate


@dataclass(frozen=True, slots=True)
class Compared:
    """What came out of a comparison."""

    comparison: Comparison
    unchanged: int = 0
    """Pairs that were kept on disk from before: their files are as they were."""
    taken_over: int = 0
    """Pairs whose results were those shown before, where only partners have changed."""
    stopped: bool = False
    """Whether it was cancelled before, and only what was known then is shown again."""


def compare_for_window(
    request: Request,
    known: Mapping[PairFiles, PairResult],
    inbox: Inbox,
    cancelled: Callable[[], bool],
    measure: bool = True,
    on_result: Callable[[], object] = lambda: None,
) -> Compared | None:
    """The comparison as the window runs it: results known before are kept, the rest streams in.

    Without ``measure`` nothing is read: what is known is told anew, as it is in another language.
    ``on_result`` is called for each pair that was measured, once the plan is shown. None where it
    was cancelled.
    """
    from core.comparison.engine import finish, measure_pairs
    from core.comparison.matching import make_plan
    from core.comparison.result_cache import usual_cache

    try:
        plan = make_plan(request, cancelled)
        look(cancelled)
    except Cancelled:
        return None
    kept = {
        index: replace(before, pair=pair)
        for index, pair in enumerate(plan.pairs)
        if (before := known.get(pair.files)) is not None
    }
    if not measure:
        kept |= _told_anew(plan, kept)
        inbox.put_plan(Planned(plan, kept))
        return Compared(finish(plan, kept, look_into=False), stopped=True)
    inbox.put_plan(Planned(plan, kept))
    wanted = [index for index in range(len(plan.pairs)) if index not in kept]
    part = replace(plan, pairs=tuple(plan.pairs[index] for index in wanted))
    results = dict(kept)

    def make_ready(_: Pair) -> None:
        # Not before something has to be read: kept results need no kernels.
        if not is_warm():
            inbox.put_text(
                translate("session", "making ready: up to half a minute, only the very first time")
            )
            warm_up(cancelled)

    cache = usual_cache()
    for position, result in measure_pairs(
        part, cancelled=cancelled, on_start=make_ready, keeper=cache
    ):
        results[wanted[position]] = result
        inbox.put_result(wanted[position], result)
        on_result()
    if cancelled():
        return None
    comparison = finish(plan, results, cancelled=cancelled)
    return Compared(comparison, cache.found if cache is not None else 0, taken_over=len(kept))


def _told_anew(plan: Plan, known: Mapping[int, PairResult]) -> dict[int, PairResult]:
    """Those of ``known`` that are kept in no language, in the language of now."""
    from core.comparison.engine import measure_pairs
    from core.comparison.result_cache import usual_cache

    wanted = sorted(known)
    part = replace(plan, pairs=tuple(plan.pairs[index] for index in wanted))
    # What is kept comes before anybody is asked whether to go on and measure.
    told = measure_pairs(part, cancelled=lambda: True, keeper=usual_cache())
    return {wanted[position]: result for position, result in told}
