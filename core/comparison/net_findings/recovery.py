"""Where error goes away again, for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.comparison.model import Finding, PairResult, Problem, Severity
from core.comparison.net_findings.flow import Flow, RunResults, some_of
from core.messages import translate


def find_recoveries(
    flow: Flow, run: RunResults, results: Sequence[PairResult]
) -> Iterator[Finding]:
    """One finding that lists the good layers at which error from bad ones ends.

    Such a layer is good and so is all that follows it; of the nearest layers with an output that
    feed it one is not; and there is a bad one upstream, or one with NaN or Inf. A pair that cannot
    be read, or whose lengths differ, says nothing of error.
    """
    good, spoilt, off = _kinds(run, results)
    if not any(spoilt):
        return
    followers_good = _all_good_behind(flow, run, good)
    reached: list[bool] = []
    not_good_in: list[bool] = []
    found = []
    for at, sources in enumerate(flow.before):
        has_spoilt = fed_off = False
        for source in sources:
            if spoilt[source] or reached[source]:
                has_spoilt = True
            if off[source] if run.severity[source] is not None else not_good_in[source]:
                fed_off = True
        reached.append(has_spoilt)
        not_good_in.append(fed_off)
        if good[at] and has_spoilt and fed_off and followers_good[at]:
            found.append(at)
    if not found:
        return
    layers = [run.output(at, results).pair.layer for at in found]
    if len(layers) == 1:
        text = translate(
            "core",
            "The error goes away again at {layers}: it is good, and so is all that follows it.",
        )
    else:
        text = translate(
            "core",
            "The error goes away again at {n} layers: {layers}. They are good, and so is all that "
            "follows them.",
        )
    text = run.prefix + text.format(n=len(layers), layers=some_of(layers))
    yield Finding("recovers", text, {"right_index": run.run, "layers": layers})


def _kinds(
    run: RunResults, results: Sequence[PairResult]
) -> tuple[list[bool], list[bool], list[bool]]:
    """Of each node: whether it is good, whether error is surely large there, whether it is off."""
    good, spoilt, off = [], [], []
    for at, severity in enumerate(run.severity):
        good.append(severity is Severity.GOOD)
        large = severity is Severity.BAD or (
            severity is Severity.BROKEN and run.output(at, results).problem is Problem.NON_FINITE
        )
        spoilt.append(large)
        off.append(large or severity is Severity.WARN)
    return good, spoilt, off


def _all_good_behind(flow: Flow, run: RunResults, good: Sequence[bool]) -> list[bool]:
    """Whether every node with an output that comes after each node is good."""
    behind = [True] * len(flow.names)
    for at in range(len(flow.names) - 1, -1, -1):
        here = behind[at] and (run.severity[at] is None or good[at])
        if not here:
            for source in flow.before[at]:
                behind[source] = False
    return behind
