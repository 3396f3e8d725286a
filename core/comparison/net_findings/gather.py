"""All findings about the network as a whole, from the results of every pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from core.comparison.added_error import added_errors
from core.comparison.model import Finding, PairResult, Plan, Severity
from core.comparison.net_findings.births import find_births
from core.comparison.net_findings.flow import Flow, RunResults, by_run
from core.comparison.net_findings.growth import find_growth
from core.comparison.net_findings.origins import find_origins
from core.comparison.net_findings.preprocessing import Read, find_preprocessing
from core.comparison.net_findings.recovery import find_recoveries
from core.comparison.net_findings.told import about_network
from core.comparison.net_findings.unseen import find_format, find_unseen
from core.comparison.net_findings.wiring import find_differing_inputs
from core.garbage import no_collection


def network_findings(
    plan: Plan,
    results: Sequence[PairResult],
    read: Read | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Finding, ...]:
    """What the results say together, the most important first.

    Without a network only what single pairs tell, and of a run that was read in another number
    format than its own nothing but that.

    In time linear in nodes and edges, but for a bit an origin at each node behind it. ``results``
    stand in the order of ``plan.pairs`` and are complete: a layer that was not measured would
    look like one that is not compared. ``read``, which may take its time, is called for data blobs
    that differ, and for nothing else. ``cancelled`` is asked between two families: it may wait
    there until a window has had its turn, and when it gives True, what was found so far is all.
    """
    folders = [str(folder) for folder in plan.request.rights]
    formats = dict(find_format(results, folders))
    found = list(formats.values())
    sound = [result for result in results if result.pair.right_index not in formats]
    found += find_unseen(sound, folders)
    if plan.network is None or not sound:
        return about_network(found)
    with no_collection():
        flow = Flow(plan.network)
        runs = [run for run in by_run(flow, results, folders) if run.run not in formats]
        added = None
        if any(result.severity is not Severity.GOOD for result in results):
            pairs = [result.pair for result in results]
            added = added_errors(plan.network, pairs, dict(enumerate(results)))
        for run in runs:
            for family in _of_run(flow, run, results, added, read):
                if cancelled is not None and cancelled():
                    return about_network(found)
                found += family
    return about_network(found)


def _of_run(
    flow: Flow,
    run: RunResults,
    results: Sequence[PairResult],
    added: Sequence[float] | None,
    read: Read | None,
) -> Iterator[Iterator[Finding]]:
    """The families, each not yet at work."""
    if read is not None:
        yield find_preprocessing(flow, run, results, read)
    if added is None:
        return
    yield find_differing_inputs(flow, run, results)
    yield find_births(flow, run, results)
    yield find_growth(flow, run, results, added)
    yield find_origins(flow, run, results, added)
    yield find_recoveries(flow, run, results)
