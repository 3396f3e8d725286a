"""What hangs together in a network, and on which rank each node stands."""

from __future__ import annotations

from collections.abc import Sequence

Edges = Sequence[tuple[int, int]]


def islands(count: int, edges: Edges) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Nodes that hang together, and the edges among them, by their first nodes."""
    leader = list(range(count))

    def find(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for a, b in edges:
        first, second = find(a), find(b)
        leader[max(first, second)] = min(first, second)
    members: dict[int, list[int]] = {}
    for node in range(count):
        members.setdefault(find(node), []).append(node)
    inside: dict[int, list[tuple[int, int]]] = {first: [] for first in members}
    for edge in edges:
        inside[find(edge[0])].append(edge)
    return [(nodes, inside[first]) for first, nodes in members.items()]


def ranks_of(count: int, forward: Edges) -> list[int]:
    """The longest path to each node; what reads nothing stands right above its first reader."""
    ranks = [0] * count
    has_input = [False] * count
    for a, b in sorted(forward):
        has_input[b] = True
        ranks[b] = max(ranks[b], ranks[a] + 1)
    first_reader: dict[int, int] = {}
    for a, b in forward:
        if not has_input[a]:
            first_reader[a] = min(first_reader.get(a, ranks[b]), ranks[b])
    for node, reader in first_reader.items():
        ranks[node] = reader - 1
    lowest = min(ranks)
    return [rank - lowest for rank in ranks]
