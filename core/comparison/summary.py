"""What a whole comparison comes to: counts, and the layer to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

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
_LITTLE, _FEW = 0.2, 5
"""Of a run's own network no less of the pairs stands in it, where there are more than a few."""


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
    not in the network has no inputs; in another net's, which holds hardly any, nothing is known
    of it. Several right runs are judged each on its own.
    None without a network, and where nothing is bad or broken.
    """
    if network is None:
        return None
    placed = sum(result.pair.node in network.by_name for result in results)
    foreign = len(results) > _FEW and placed < _LITTLE * len(results)
    paired: dict[int, set[str]] = {}
    wrong: dict[int, set[str]] = {}
    for result in results:
        pair = result.pair
        paired.setdefault(pair.right_index, set()).add(pair.node)
        if result.severity in _WRONG:
            wrong.setdefault(pair.right_index, set()).add(pair.node)
    inherits = {run: fed_badly(network, nodes, paired[run]) for run, nodes in wrong.items()}
    for result in results:
        pair = result.pair
        if foreign and pair.node not in network.by_name:
            continue
        if result.severity in _WRONG and pair.node not in inherits[pair.right_index]:
            return pair.layer
    return None


def fed_badly(network: Network, wrong: Set[str], paired: Set[str]) -> set[str]:
    """The nodes for which a nearest paired node upstream, other than itself, is wrong.

    What is wrong spreads along the edges through nodes without a pair. Each of them hands on two
    sources at most: one of two is not the node that is reached. So it takes time linear in the
    edges.
    """
    reached: dict[str, list[str]] = {}
    waiting = [(node, source) for source in wrong for node in network.outputs_of.get(source, ())]
    while waiting:
        node, source = waiting.pop()
        sources = reached.setdefault(node, [])
        if len(sources) == 2 or source in sources:
            continue
        sources.append(source)
        if node not in paired:
            waiting.extend((after, source) for after in network.outputs_of.get(node, ()))
    return {node for node, sources in reached.items() if sources != [node]}


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
