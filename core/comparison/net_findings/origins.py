"""Where error begins: layers that are bad or broken although nothing that feeds them is.

The first of them is the layer to look at first. Each comes with how many bad or broken layers
follow from it, so that one sees which to mend for the most effect; a layer behind two origins
counts for both.

An origin by its severity need not make its error. Where its inputs are warn, and of its squared
error more came in with them than it adds (see ``added_error``), it only crosses the limit.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from core.comparison.model import Finding, PairResult, Problem
from core.comparison.net_findings.flow import Flow, RunResults, cosine_of, some_of
from core.comparison.summary import fed_badly
from core.messages import translate

_OWN_SHARE = 0.5
"""Of a layer's squared error, from here on it makes its error itself."""


def find_origins(
    flow: Flow, run: RunResults, results: Sequence[PairResult], added: Sequence[float] | None = None
) -> Iterator[Finding]:
    """One finding that lists every origin of a run; none where nothing is bad or broken.

    A node is bad or broken where any of its pairs is, as for ``first_bad_layer``. ``added`` are
    the added errors by place in ``results``.
    """
    if not run.first_wrong:
        return
    wrong = [False] * len(flow.names)
    for at in run.first_wrong:
        wrong[at] = True
    paired = [index >= 0 for index in run.first]
    wrong_names = {flow.names[at] for at in run.first_wrong}
    inherits = fed_badly(
        flow.network,
        wrong_names,
        {name for name, is_paired in zip(flow.names, paired, strict=True) if is_paired},
    )
    starts = [at for at in sorted(run.first_wrong) if flow.names[at] not in inherits]
    if not starts:
        return
    follow = count_following(flow, wrong, paired, starts)
    listed: list[dict[str, object]] = []
    for at, explains in zip(starts, follow, strict=True):
        worst = run.first_wrong[at]
        own = math.nan if added is None else added[worst]
        listed.append(_entry(results[worst], own, explains))
    evidence = {
        "right_index": run.run,
        "wrong_layers": len(wrong_names),
        "origins": listed,
    }
    yield Finding("origin", run.prefix + _sentence(listed, len(wrong_names)), evidence)


def count_following(
    flow: Flow, wrong: Sequence[bool], paired: Sequence[bool], starts: Sequence[int]
) -> list[int]:
    """How many other wrong nodes each of ``starts`` reaches through wrong and unpaired ones.

    One walk along the edges, with one bit a start at each node.
    """
    bit_of = {at: 1 << number for number, at in enumerate(starts)}
    reached: list[int] = []
    counts: Counter[int] = Counter()
    for at, sources in enumerate(flow.before):
        bits = 0
        if wrong[at] or not paired[at]:
            for source in sources:
                bits |= reached[source]
            if wrong[at] and bits:
                counts[bits] += 1
            bits |= bit_of.get(at, 0)
        reached.append(bits)
    # Far fewer sets than nodes differ; each is opened once.
    totals = np.zeros(len(starts), np.int64)
    size = (len(starts) + 7) // 8
    for bits, count in counts.items():
        packed = np.frombuffer(bits.to_bytes(size, "little"), np.uint8)
        totals += count * np.unpackbits(packed, count=len(starts), bitorder="little").astype(
            np.int64
        )
    return [int(total) for total in totals]


def _entry(result: PairResult, added: float, explains: int) -> dict[str, object]:
    distance = math.nan if result.metrics is None else result.metrics.relative_euclidean_distance
    cosine = cosine_of(result)
    known = math.isfinite(added) and math.isfinite(distance) and distance > 0
    return {
        "layer": result.pair.layer,
        "right_index": result.pair.right_index,
        "severity": result.severity.value,
        "cosine_similarity": cosine if cosine >= -1.5 else None,
        "explains": explains,
        "added_error": added if known else None,
        "mostly_inherited": known and added * added < _OWN_SHARE * distance * distance,
        "unreadable": result.problem is Problem.UNREADABLE,
    }


def _sentence(listed: Sequence[dict[str, object]], wrong: int) -> str:
    unreadable = [one for one in listed if one["unreadable"]]
    judged = [one for one in listed if not one["unreadable"]]
    own = [one for one in judged if not one["mostly_inherited"]]
    slips = [one for one in judged if one["mostly_inherited"]]
    parts = []
    if own:
        parts.append(_of_own(own, wrong, len(listed) - len(own)))
        if slips:
            parts.append(_more_slips(slips))
    elif slips:
        parts.append(_only_slips(slips))
    if unreadable:
        parts.append(_of_unreadable(unreadable, 2 if parts else 4))
    return " ".join(parts)


def _of_own(own: Sequence[dict[str, object]], wrong: int, others: int) -> str:
    if len(own) == 1:
        text = _one_origin(_explains(own[0]), wrong, others)
        return text.format(layer=own[0]["layer"], n=own[0]["explains"], wrong=wrong)
    return translate(
        "core",
        "Of {wrong} bad or broken layers {n} make their error themselves (in brackets, how "
        "many such layers follow without a better one between): {layers}.",
    ).format(wrong=wrong, n=len(own), layers=_with_followers(own))


def _only_slips(slips: Sequence[dict[str, object]]) -> str:
    text = translate(
        "core",
        "{n} layers turn bad with error that came mostly with their inputs (in brackets, how "
        "many bad or broken layers follow without a better one between): {layers}. It built up "
        "before, among layers that are still warn.",
    )
    if len(slips) == 1:
        text = translate(
            "core",
            "One layer turns bad with error that came mostly with its inputs (in brackets, how "
            "many bad or broken layers follow without a better one between): {layers}. It built "
            "up before, among layers that are still warn.",
        )
    return text.format(n=len(slips), layers=_with_followers(slips))


def _more_slips(slips: Sequence[dict[str, object]]) -> str:
    more = translate(
        "core",
        "1 more turns bad with error that came mostly with its inputs: {layers}.",
    )
    if len(slips) > 1:
        more = translate(
            "core", "{n} more turn bad with error that came mostly with their inputs: {layers}."
        )
    return more.format(n=len(slips), layers=_with_followers(slips, 2))


def _of_unreadable(unreadable: Sequence[dict[str, object]], most: int) -> str:
    text = translate(
        "core",
        "One layer with good inputs could not be read (in brackets, how many bad or broken "
        "layers follow without a better one between): {layers}.",
    )
    if len(unreadable) > 1:
        text = translate(
            "core",
            "{n} layers with good inputs could not be read (in brackets, how many bad or broken "
            "layers follow without a better one between): {layers}.",
        )
    return text.format(n=len(unreadable), layers=_with_followers(unreadable, most))


def _with_followers(listed: Sequence[dict[str, object]], most: int = 4) -> str:
    """The layers with most behind them first, each with how many these are."""
    ordered = sorted(listed, key=lambda one: -_explains(one))
    return some_of([f"{one['layer']} ({one['explains']})" for one in ordered], most)


def _explains(entry: dict[str, object]) -> int:
    return int(str(entry["explains"]))


def _one_origin(explains: int, wrong: int, others: int) -> str:
    if wrong == 1:
        return translate("core", "{layer} alone is bad or broken.")
    if explains == wrong - 1 and not others:
        return translate(
            "core", "All {wrong} bad or broken layers go back to one: the error begins at {layer}."
        )
    if explains == 0:
        return translate(
            "core",
            "The error begins at {layer}; no bad or broken layer reads it, so that the others have "
            "origins of their own.",
        )
    if explains == 1:
        return translate(
            "core",
            "The error begins at {layer}: 1 of the {wrong} bad or broken layers follows from it.",
        )
    return translate(
        "core",
        "The error begins at {layer}: {n} of the {wrong} bad or broken layers follow from it.",
    )
