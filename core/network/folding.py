"""A network with the stretches that do not matter just now folded into one node each: those
without anything of interest, or blocks that are repeated.

What may be folded together is decided by reachability: hidden nodes that the same visible nodes
lead to, and that lead to the same visible nodes. So one visible node can be reached from another
through folds exactly where it can without them, and folds never make a cycle. Of blocks that are
repeated only those are folded of which that is true, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.messages import translate
from core.network.model import Layer, Network, Node
from core.network.order import UniqueNames, execution_order
from core.network.repeats import Repeats, block_types, find_repeats

_MOST_TYPES = 3
"""A box has room for the names of so many."""
_FEWEST = 2
"""One hidden node by itself takes no more room than its fold would."""


@dataclass(frozen=True, slots=True)
class Folded:
    """``network`` holds the visible nodes of ``whole`` and the folds, in execution order."""

    whole: Network
    network: Network
    fold_of: Mapping[str, str]
    """The fold each hidden node is in."""
    members: Mapping[str, tuple[str, ...]]
    """The nodes of each fold, in execution order."""


def with_neighbours(network: Network, names: Collection[str]) -> frozenset[str]:
    """``names`` and the nodes right before and right behind them.

    A Reportop stands for the node it hangs on.
    """
    found: set[str] = set()
    for name in names:
        node = network.by_name.get(name)
        if node is not None:
            host = node.reports if node.reports in network.by_name else name
            found.update((host, *network.inputs_of[host], *network.outputs_of[host]))
    return frozenset(found)


def fold(network: Network, visible: Collection[str]) -> Folded:
    """Fold everything but the nodes ``visible``.

    A Reportop that only reports goes with the node it hangs on (``Network.hosts``). Hidden nodes
    that nothing can be folded with stay.
    """
    hidden = [
        node.name
        for node in network.nodes
        if node.name not in visible and node.name not in network.hosts
    ]
    members = _name(_stretches(network, hidden, visible), network)
    say = translate("core", "… {count} layers")
    titles = {name: say.format(count=len(inside)) for name, inside in members.items()}
    return _folded(network, members, titles)


def fold_repeats(network: Network, opened: Collection[str] = ()) -> Folded:
    """Fold each run of repeated blocks, but for those that hold a node of ``opened``.

    See ``repeats`` for which they are.
    """
    opened = frozenset(opened)
    repeats = [one for one in find_repeats(network) if opened.isdisjoint(one.members)]
    members = _name([one.members for one in repeats], network)
    titles = {
        name: _repeats_title(network, one) for name, one in zip(members, repeats, strict=True)
    }
    return _folded(network, members, titles)


def _repeats_title(network: Network, repeats: Repeats) -> str:
    title = translate("core", "{count} × {types} · {layers} layers")
    layers = sum(len(network.by_name[name].layers) for name in repeats.members)
    types = block_types(network.by_name, repeats)
    if len(types) > _MOST_TYPES:
        types = [types[0], "…", types[-1]]
    return title.format(count=repeats.count, types=", ".join(types), layers=layers)


def _folded(
    network: Network, members: Mapping[str, tuple[str, ...]], titles: Mapping[str, str]
) -> Folded:
    fold_of = {one: name for name, inside in members.items() for one in inside}
    hanging = {name: fold_of[host] for name, host in network.hosts.items() if host in fold_of}
    drawn = _without(network, members, titles, {**fold_of, **hanging})
    return Folded(network, drawn, fold_of, members)


def _stretches(
    network: Network, hidden: Sequence[str], visible: Collection[str]
) -> list[list[str]]:
    """Hidden nodes that hang together and have the same visible nodes before and behind them."""
    number = {node.name: place for place, node in enumerate(network.nodes)}
    seen = {name for name in visible if name in number}
    before = _reached(network, seen, number, network.inputs_of)
    behind = _reached(network, seen, number, network.outputs_of)
    key = {name: (before[number[name]], behind[number[name]]) for name in hidden}
    leader = {name: name for name in hidden}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for a, b in network.edges:
        if a in key and b in key and key[a] == key[b]:
            first, second = sorted((find(a), find(b)), key=number.__getitem__)
            leader[second] = first
    groups: dict[str, list[str]] = {}
    for name in hidden:
        groups.setdefault(find(name), []).append(name)
    return [group for group in groups.values() if len(group) >= _FEWEST]


def _reached(
    network: Network,
    visible: Collection[str],
    number: Mapping[str, int],
    sources_of: Mapping[str, Sequence[str]],
) -> list[int]:
    """For each node the visible ones that can be met on the way, as a set of bits.

    ``sources_of`` are the next nodes on the way; a visible node is met by those beyond it.
    """
    bit = {name: 1 << place for place, name in enumerate(sorted(visible, key=number.__getitem__))}
    reached = [0] * len(number)
    # Execution order settles all in one pass, or backwards in the other direction; only cycles
    # take more.
    names = list(number)
    if sources_of is network.outputs_of:
        names.reverse()
    changed = True
    while changed:
        changed = False
        for name in names:
            bits = 0
            for other in sources_of[name]:
                bits |= reached[number[other]] | bit.get(other, 0)
            place = number[name]
            if bits != reached[place]:
                reached[place] = bits
                changed = True
    return reached


def _name(groups: Iterable[Sequence[str]], network: Network) -> dict[str, tuple[str, ...]]:
    unique = UniqueNames(node.name for node in network.nodes)
    return {unique.take(f"{group[0]} … {group[-1]}"): tuple(group) for group in groups}


def _without(
    network: Network,
    members: Mapping[str, Sequence[str]],
    titles: Mapping[str, str],
    host_of: Mapping[str, str],
) -> Network:
    """The network with every hidden node's edges led through its fold."""
    first = {inside[0]: name for name, inside in members.items()}
    nodes: dict[str, Node] = {}
    for node in network.nodes:
        if node.name in first:
            name = first[node.name]
            inside = [network.by_name[one] for one in members[name]]
            nodes[name] = _fold_node(name, titles[name], inside)
        elif node.name not in host_of:
            nodes[node.name] = node
    edges: dict[tuple[str, str], None] = {}
    for a, b in network.edges:
        a, b = host_of.get(a, a), host_of.get(b, b)
        if a in nodes and b in nodes and (a != b or a not in members):
            edges[a, b] = None
    ordered = execution_order(list(nodes), edges)
    return Network(
        network.name,
        network.source,
        tuple(nodes[name] for name in ordered),
        tuple(edges),
        network.warnings,
    )


def _fold_node(name: str, title: str, inside: Sequence[Node]) -> Node:
    return Node(
        name,
        (Layer(title, name),),
        input_shape=inside[0].input_shape,
        output_shape=inside[-1].output_shape,
    )
