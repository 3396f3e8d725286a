"""Where NaN or Inf first appears on one side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.comparison.model import Finding, NonFinite, PairResult
from core.comparison.net_findings.flow import Flow, RunResults, is_read, some_of
from core.comparison.net_findings.origins import count_following
from core.comparison.summary import fed_badly
from core.messages import translate


def find_births(flow: Flow, run: RunResults, results: Sequence[PairResult]) -> Iterator[Finding]:
    """One finding a side: the layers with NaN or Inf on it alone, and none in what feeds them.

    Which side has any is asked of outputs alone; a pair that cannot be read says nothing, so that
    its inputs are asked in its place.
    """
    if run.is_finite:
        return
    outputs = [
        [results[index] for index in indices if is_read(results[index])] for indices in run.outputs
    ]
    for side in (0, 1):
        hit = [any(_has(_of(result, side)) for result in here) for here in outputs]
        known = [bool(here) for here in outputs]
        names = {name for name, is_hit in zip(flow.names, hit, strict=True) if is_hit}
        if not names:
            continue
        paired = {name for name, is_known in zip(flow.names, known, strict=True) if is_known}
        fed = fed_badly(flow.network, names, paired)
        born = []
        for at, here in enumerate(outputs):
            alone = [one for one in here if _has(_of(one, side)) and not _has(_of(one, 1 - side))]
            if alone and flow.names[at] not in fed:
                born.append((at, alone[0]))
        if born:
            places = [at for at, _ in born]
            follow = count_following(flow, hit, known, places)
            yield _finding(run, side, [result for _, result in born], follow)


def _of(result: PairResult, side: int) -> NonFinite:
    return result.right_non_finite if side else result.left_non_finite


def _has(found: NonFinite) -> bool:
    return found.nan > 0 or found.inf > 0


def _finding(
    run: RunResults, side: int, born: Sequence[PairResult], follow: Sequence[int]
) -> Finding:
    entries = []
    for result, count in zip(born, follow, strict=True):
        found = _of(result, side)
        entries.append(
            {
                "layer": result.pair.layer,
                "nan": found.nan,
                "inf": found.inf,
                "first_index": found.first_index,
                "follow": count,
            }
        )
    if len(born) > 1:
        if side:
            text = translate(
                "core", "On the right alone NaN or Inf first appears at {n} layers: {layers}."
            )
        else:
            text = translate(
                "core", "On the left alone NaN or Inf first appears at {n} layers: {layers}."
            )
        text = text.format(n=len(born), layers=some_of([one.pair.layer for one in born]))
    else:
        text = _one(side, follow[0]).format(
            layer=born[0].pair.layer,
            nan=entries[0]["nan"],
            inf=entries[0]["inf"],
            index=entries[0]["first_index"],
            n=follow[0],
        )
    evidence = {"right_index": run.run, "side": "right" if side else "left", "layers": entries}
    return Finding("nan_birth", run.prefix + text, evidence)


def _one(side: int, follow: int) -> str:
    if side and follow == 1:
        return translate(
            "core",
            "On the right alone NaN or Inf first appears at {layer} ({nan} NaN and {inf} Inf, "
            "first at index {index}) and goes on in 1 layer behind it.",
        )
    if side and follow:
        return translate(
            "core",
            "On the right alone NaN or Inf first appears at {layer} ({nan} NaN and {inf} Inf, "
            "first at index {index}) and goes on in {n} layers behind it.",
        )
    if side:
        return translate(
            "core",
            "On the right alone NaN or Inf appears at {layer} ({nan} NaN and {inf} Inf, first at "
            "index {index}).",
        )
    if follow == 1:
        return translate(
            "core",
            "On the left alone NaN or Inf first appears at {layer} ({nan} NaN and {inf} Inf, "
            "first at index {index}) and goes on in 1 layer behind it.",
        )
    if follow:
        return translate(
            "core",
            "On the left alone NaN or Inf first appears at {layer} ({nan} NaN and {inf} Inf, "
            "first at index {index}) and goes on in {n} layers behind it.",
        )
    return translate(
        "core",
        "On the left alone NaN or Inf appears at {layer} ({nan} NaN and {inf} Inf, first at index "
        "{index}).",
    )
