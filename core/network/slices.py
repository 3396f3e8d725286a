"""Large networks in slices that Graphviz can lay out one by one.

The effort of ``dot`` grows faster than the square of the ranks. Most nets narrow to a single
node again and again; cut there, each slice is small, and the slices stack without a seam.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_SMALLEST_CUT = 400
"""Up to so many nodes Graphviz is fast and sees the net as a whole."""
_SLICE_NODES = 150

Edges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Slice:
    """Nodes ``first`` to ``last`` inclusive, and the edges among them.

    A slice ends with the node the next one begins with.
    """

    first: int
    last: int
    edges: tuple[tuple[int, int], ...]
    has_seam_above: bool
    has_seam_below: bool


def slice_network(count: int, edges: Edges) -> list[Slice]:
    """Cut the nodes 0 … ``count`` − 1, which stand in execution order.

    A cut is a node that no edge passes by: all before it lies above, all after it below.
    """
    if count == 0:
        return []
    cuts = [0]
    if count > _SMALLEST_CUT:
        for node in _narrow_nodes(count, edges):
            if node - cuts[-1] >= _SLICE_NODES and count - node > _SLICE_NODES // 2:
                cuts.append(node)
    ends = [*cuts[1:], count - 1]
    parts: list[list[tuple[int, int]]] = [[] for _ in ends]
    slice_of = [0] * count
    for number, (first, last) in enumerate(zip(cuts, ends, strict=True)):
        # A node on a seam counts to the slice above: only edges that leave it belong below.
        slice_of[first + 1 : last + 1] = [number] * (last - first)
    for edge in edges:
        parts[slice_of[max(edge)]].append(edge)
    return [
        Slice(first, last, tuple(inside), number > 0, number < len(ends) - 1)
        for number, (first, last, inside) in enumerate(zip(cuts, ends, parts, strict=True))
    ]


def _narrow_nodes(count: int, edges: Edges) -> list[int]:
    """Nodes that no edge passes by, and no edge of a cycle touches."""
    change = [0] * (count + 1)
    for source, target in edges:
        if source < target:
            change[source + 1] += 1
            change[target] -= 1
        elif source > target:
            change[target] += 1
            change[source + 1] -= 1
    passing = accumulate(change[:count])
    return [node for node, passing_by in enumerate(passing) if passing_by == 0]


def ranks_crossed(part: Slice) -> int:
    """How many ranks the edges of a slice cross together.

    Each node is taken to stand right below its inputs, or above its readers where it has none.
    """
    count = part.last - part.first + 1
    forward = sorted(
        (min(edge) - part.first, max(edge) - part.first)
        for edge in part.edges
        if edge[0] != edge[1]
    )
    rank = [-1] * count
    for source, target in forward:
        rank[target] = max(rank[target], max(rank[source], 0) + 1)
    highest_reader = dict[int, int]()
    for source, target in forward:
        if rank[source] < 0:
            highest_reader[source] = min(highest_reader.get(source, count), rank[target])
    for source, reader in highest_reader.items():
        rank[source] = reader - 1
    return sum(rank[target] - rank[source] for source, target in forward)


def longest_path(first: int, last: int, edges: Edges) -> list[int]:
    """Nodes of a longest path among ``first`` … ``last``, in order; cycles are led forwards."""
    length = dict.fromkeys(range(first, last + 1), 0)
    before: dict[int, int] = {}
    for source, target in sorted((min(edge), max(edge)) for edge in edges):
        if source != target and length[source] + 1 > length[target]:
            length[target] = length[source] + 1
            before[target] = source
    node: int | None = max(length, key=length.__getitem__)
    path = []
    while node is not None:
        path.append(node)
        node = before.get(node)
    return path[::-1]
