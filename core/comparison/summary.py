"""What a whole comparison comes to: counts, and the layer to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.comparison.model import (
    Finding,
    PairResult,
    Plan,
    Problem,
    Rule,
    Severity,
    Summary,
)
from core.messages import translate
from core.network.model import Network

_WRONG = frozenset({Severity.BAD, Severity.BROKEN})


def summarise(plan: Plan, results: Sequence[PairResult]) -> Summary:
    """Counts over ``results`` (in the order of ``plan.pairs``) and over what met nobody."""
    counts = Counter(result.severity for result in results)
    unmatched_left = sum(one.side < 0 for one in plan.unmatched)
    return Summary(
        pairs=len(results),
        good=counts[Severity.GOOD],
        warn=counts[Severity.WARN],
        bad=counts[Severity.BAD],
        broken=counts[Severity.BROKEN],
        unmatched_left=unmatched_left,
        unmatched_right=len(plan.unmatched) - unmatched_left,
        first_bad_layer=first_bad_layer(plan.network, results),
    )


def first_bad_layer(network: Network | None, results: Sequence[PairResult]) -> str | None:
    """The first bad or broken pair whose inputs along the edges are neither.

    A node without a pair says nothing, so its own inputs are asked in its place. A pair that is
    not in the network has no inputs. Several right runs are judged each on its own.
    None without a network, and where nothing is bad or broken.
    """
    if network is None:
        return None
    paired = {(result.pair.right_index, result.pair.node) for result in results}
    wrong = {
        (result.pair.right_index, result.pair.node)
        for result in results
        if result.severity in _WRONG
    }
    for result in results:
        pair = result.pair
        if result.severity in _WRONG and not _fed_badly(
            network, pair.node, pair.right_index, paired, wrong
        ):
            return pair.layer
    return None


def _fed_badly(
    network: Network,
    node: str,
    run: int,
    paired: set[tuple[int, str]],
    wrong: set[tuple[int, str]],
) -> bool:
    """Whether a nearest paired node upstream is bad or broken."""
    seen = {node}
    waiting = list(network.inputs_of.get(node, ()))
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if (run, name) in wrong:
            return True
        if (run, name) not in paired:
            waiting.extend(network.inputs_of.get(name, ()))
    return False


def afterthoughts(plan: Plan, results: Sequence[PairResult]) -> tuple[Finding, ...]:
    """Findings that only the files' contents could give."""
    by_id = [result for result in results if result.pair.rule is Rule.DOT]
    unequal = sum(result.problem is Problem.LENGTH_MISMATCH for result in by_id)
    if len(by_id) < 2 or unequal * 2 <= len(by_id) or plan.dot is None:
        return ()
    text = translate(
        "core",
        "{n} of the {total} pairs made through {dot} differ in length: its ids seem to be of "
        "another numbering (cnn_net_tree_org.dot and _gv.dot count differently than "
        "cnn_net_tree.dot).",
    ).format(n=unequal, total=len(by_id), dot=plan.dot.source or plan.dot.name)
    return (Finding("dot_mismatch", text, {"pairs": len(by_id), "lengths_differ": unequal}),)
