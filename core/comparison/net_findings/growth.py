"""How error grows: at one layer (``cliff``), or a little at each of many (``slow_slide``).

Both are read from the added error (see ``added_error``), whose squares add up along the network:

- A cliff is a layer that is not good, adds at least three times as much as every layer before it,
  and makes at least three quarters of its squared error itself.
- A slide is told of the way to the first layer that is bad (where none is, to the one of the
  lowest cosine), unless that is a cliff: from it back to the input with the greatest distance, and
  so on. It slides where no layer of the way makes two thirds of the squared error added there, and
  at least four make a quarter or more of what the largest does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from core.comparison.model import Finding, PairResult, Severity
from core.comparison.net_findings.flow import (
    Flow,
    RunResults,
    cosine_of,
    percent,
    some_of,
)
from core.messages import translate

_CLIFF_TIMES = 3.0
_CLIFF_SHARE = 0.75
_SLIDE_MOST = 2 / 3
_SLIDE_LAYERS = 4
_COUNTS_FROM = 0.25
_ENDS = (Severity.WARN, Severity.BAD)


def find_growth(
    flow: Flow, run: RunResults, results: Sequence[PairResult], added: Sequence[float]
) -> Iterator[Finding]:
    """A finding for all cliffs of a run, and one for the way to the first bad layer.

    ``added`` are the added errors by place in ``results``, NaN where unknown.
    """
    own = _own(run, added)
    peak = _peak_before(flow, own)
    cliffs = [at for at in range(len(own)) if _is_cliff(run, own, peak, at)]
    if cliffs:
        yield _cliff(run, results, cliffs, own, peak)
    end = _end(flow, run, results)
    if end is not None and end not in cliffs:
        yield from _slide(flow, run, results, own, end)


def _own(run: RunResults, added: Sequence[float]) -> list[float]:
    """The greatest added error of each node's outputs; NaN where it is unknown or infinite."""
    found = []
    for outputs in run.outputs:
        most = math.nan
        for index in outputs:
            if math.isfinite(added[index]) and not added[index] <= most:
                most = added[index]
        found.append(most)
    return found


def _peak_before(flow: Flow, own: Sequence[float]) -> list[float]:
    """The greatest added error among all that comes before each node; −1 where none is known."""
    peak: list[float] = []
    for sources in flow.before:
        most = -1.0
        for source in sources:
            # Whichever is NaN is not greater.
            if own[source] > most:
                most = own[source]
            if peak[source] > most:
                most = peak[source]
        peak.append(most)
    return peak


def _is_cliff(run: RunResults, own: Sequence[float], peak: Sequence[float], at: int) -> bool:
    distance = run.distance[at]
    return (
        run.severity[at] in _ENDS
        and math.isfinite(distance)
        and own[at] > 0
        and own[at] >= _CLIFF_TIMES * peak[at]
        and own[at] ** 2 >= _CLIFF_SHARE * distance**2
    )


def _cliff(
    run: RunResults,
    results: Sequence[PairResult],
    cliffs: Sequence[int],
    own: Sequence[float],
    peak: Sequence[float],
) -> Finding:
    entries = [
        {
            "layer": run.output(at, results).pair.layer,
            "added_error": own[at],
            "largest_before": peak[at] if peak[at] >= 0 else None,
        }
        for at in cliffs
    ]
    first = cliffs[0]
    layer = run.output(first, results).pair.layer
    if len(cliffs) > 1:
        names = [f"{run.output(at, results).pair.layer} ({percent(own[at])})" for at in cliffs]
        text = translate(
            "core",
            "The error appears at single layers, each of which adds several times as much as any "
            "layer before it (in brackets, in % of the layer's signal): {layers}.",
        ).format(layers=some_of(names))
    elif peak[first] < 0:
        text = translate(
            "core",
            "The error is there from {layer} on: {added} of its signal, and no layer before it "
            "was compared.",
        ).format(layer=layer, added=percent(own[first]))
    elif peak[first] == 0:
        text = translate(
            "core",
            "The error appears at one layer: {layer} adds {added} of its signal, no layer before "
            "it any.",
        ).format(layer=layer, added=percent(own[first]))
    else:
        text = translate(
            "core",
            "The error appears at one layer: {layer} adds {added} of its signal, every layer "
            "before it at most {before}.",
        ).format(layer=layer, added=percent(own[first]), before=percent(peak[first]))
    return Finding("cliff", run.prefix + text, {"right_index": run.run, "layers": entries})


def _end(flow: Flow, run: RunResults, results: Sequence[PairResult]) -> int | None:
    """The first bad node, else the warn one of the lowest cosine."""
    bad = next((at for at, one in enumerate(run.severity) if one is Severity.BAD), None)
    if bad is not None:
        return bad
    warn = [at for at, one in enumerate(run.severity) if one is Severity.WARN]
    return min(warn, key=lambda at: cosine_of(run.output(at, results)), default=None)


def _slide(
    flow: Flow,
    run: RunResults,
    results: Sequence[PairResult],
    own: Sequence[float],
    end: int,
) -> Iterator[Finding]:
    way = way_to(flow, run, end)
    known = [at for at in way if own[at] > 0]
    squares = sum(own[at] ** 2 for at in known)
    largest = max(known, key=lambda at: own[at], default=end)
    count = [at for at in known if own[at] >= _COUNTS_FROM * own[largest]]
    if len(count) < _SLIDE_LAYERS or own[largest] ** 2 >= _SLIDE_MOST * squares:
        return
    each = median(own[at] for at in count)
    first, last, most = (
        run.output(at, results).pair.layer for at in (count[0], count[-1], largest)
    )
    stands_out = own[largest] > 2 * each
    if stands_out:
        text = translate(
            "core",
            "The error slides: {n} layers add about {each} of their signal each, from {first} to "
            "{last}; of these {most} adds the most, {largest}.",
        )
    else:
        text = translate(
            "core",
            "The error slides: {n} layers add about {each} of their signal each, from {first} to "
            "{last}; none of these stands out.",
        )
    text = text.format(
        first=first,
        last=last,
        n=len(count),
        each=percent(each),
        most=most,
        largest=percent(own[largest]),
    )
    evidence = {
        "right_index": run.run,
        "from": first,
        "to": last,
        "layers": len(count),
        "way": len(way),
        "added_each": each,
        "largest": most,
        "largest_added": own[largest],
        "relative_euclidean_distance": run.distance[end],
    }
    yield Finding("slow_slide", run.prefix + text, evidence)


def way_to(flow: Flow, run: RunResults, end: int) -> list[int]:
    """Nodes with outputs from the network's start to ``end``, back along the worst input of each.

    Of what feeds a node, directly or through nodes without outputs, the one with the greatest
    distance; the first in the network's order among equals.
    """
    nearest: list[int] = []
    """The worst node with an output that feeds each node; −1 where there is none."""
    for sources in flow.before[: end + 1]:
        fed_by = {
            source if run.severity[source] is not None else nearest[source] for source in sources
        } - {-1}
        nearest.append(max(sorted(fed_by), key=lambda at: _far(run, at), default=-1))
    way = [end]
    while nearest[way[-1]] >= 0:
        way.append(nearest[way[-1]])
    return way[::-1]


def _far(run: RunResults, at: int) -> float:
    distance = run.distance[at]
    return -1.0 if math.isnan(distance) else distance
