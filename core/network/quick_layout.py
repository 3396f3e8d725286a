"""A layered picture of our own: not as fine as Graphviz's, but there in a moment.

Sugiyama's steps, each in its simplest form: ranks by the longest path, a virtual vertex wherever an
edge passes a rank, order within the ranks by barycentres, and x by least squares that keep the
gaps. Time grows with the vertices, so ten thousand layers take a second or two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from core.letting_go import let_go
from core.network.crossings import count_crossings
from core.network.layering import Edges, islands, ranks_of
from core.network.layout_model import (
    NODE_GAP,
    RANK_GAP,
    EdgePath,
    Layout,
    NodeBox,
    Point,
    Size,
    to_origin,
)
from core.network.shelves import stand_on_shelves

_VIRTUAL_GAP = 12.0
_VIRTUAL_WEIGHT = 8.0
"""How much straighter a long edge should be than a short one, as in dot."""
_MOST_VIRTUAL = 60_000
"""Edges that pass more ranks than this together are drawn straight, the longest first."""
_SPINE_WEIGHT = 1000.0
"""The longest path stands in one line."""
_SWEEPS = 6
_WIDENING = 0.06
"""Of the way an edge goes sideways, so much is added to the gap between its ranks."""
_WIDEST_GAP = 3 * RANK_GAP
_PORT_SHARE, _PORT_REACH = 0.2, 0.34
"""An edge leaves its box that much nearer to where it goes, within so much of the width."""

Cancelled = Callable[[], bool]


class LayoutCancelled(Exception):  # noqa: N818 (being cancelled is no error)
    """Nobody waits for the picture any more."""


def quick_layout(
    names: Sequence[str],
    sized: Sequence[Size],
    edges: Edges,
    cancelled: Cancelled | None = None,
) -> Layout:
    """Place nodes that stand in execution order; ``edges`` are pairs of their indices.

    Nets that do not hang together stand beside one another. Cycles and loops may occur.

    Raises:
        LayoutCancelled: ``cancelled`` said so.
    """
    centres: list[Point] = [(0.0, 0.0)] * len(names)
    routes: dict[tuple[int, int], tuple[Point, ...]] = {}
    parts = []
    for members, inside in islands(len(names), edges):
        if cancelled is not None and cancelled():
            raise LayoutCancelled
        parts.append(_Island(members, inside, sized, cancelled))
    corners = stand_on_shelves([part.size for part in parts], 2 * NODE_GAP)
    for part, corner in zip(parts, corners, strict=True):
        part.put(corner, centres, routes)
    boxes = {
        name: NodeBox(*centre, *size)
        for name, centre, size in zip(names, centres, sized, strict=True)
    }
    paths = [EdgePath(names[a], names[b], routes[a, b]) for a, b in edges]
    layout = to_origin(boxes, paths)
    for part in parts:
        part.let_go()
    let_go(paths)
    return layout


class _Island:
    """One connected net. Vertices are its nodes, then the virtual ones of its long edges."""

    def __init__(
        self,
        members: Sequence[int],
        edges: Edges,
        sized: Sequence[Size],
        cancelled: Cancelled | None,
    ) -> None:
        self._members = members
        self._edges = edges
        self._cancelled = cancelled
        local = {node: index for index, node in enumerate(members)}
        self._count = len(members)
        self._widths = [sized[node][0] for node in members]
        self._heights = [sized[node][1] for node in members]
        # Backwards edges of cycles are led the same way as if they went forwards.
        forward = [(local[min(edge)], local[max(edge)]) for edge in edges if edge[0] != edge[1]]
        self._ranks = ranks_of(self._count, forward)
        self._above: list[list[int]] = [[] for _ in members]
        self._below: list[list[int]] = [[] for _ in members]
        self._chains: dict[tuple[int, int], range] = {}
        self._connect(forward)
        self._rows = self._first_order()
        self._place_in_row = [0] * len(self._ranks)
        self._order_rows()
        self._xs = [0.0] * len(self._ranks)
        self._place_across()
        self._tops, self._bottoms = self._place_down()
        lefts = [x - width / 2 for x, width in zip(self._xs, self._widths, strict=True)]
        rights = [x + width / 2 for x, width in zip(self._xs, self._widths, strict=True)]
        self._left = min(lefts)
        self.size = (max(rights) - self._left, self._bottoms[-1])

    def let_go(self) -> None:
        """Free what there are thousands of."""
        chains = list(self._chains.items())
        self._chains.clear()
        let_go(self._above, self._below, self._rows, chains)

    def _look_up(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise LayoutCancelled

    # --- vertices ------------------------------------------------------------------------

    def _connect(self, forward: Edges) -> None:
        ranks = self._ranks
        passed = sorted({edge: ranks[edge[1]] - ranks[edge[0]] - 1 for edge in forward}.items(),
                        key=lambda item: item[1])  # fmt: skip
        room = _MOST_VIRTUAL
        for (a, b), count in passed:
            room -= count
            first = len(ranks)
            if count == 0 or room < 0:
                if count == 0:
                    self._below[a].append(b)
                    self._above[b].append(a)
                continue
            chain = range(first, first + count)
            self._chains[a, b] = chain
            ranks += range(ranks[a] + 1, ranks[b])
            self._widths += [0.0] * count
            self._above += [[a], *([vertex] for vertex in chain[:-1])]
            self._below += [*([vertex] for vertex in chain[1:]), [b]]
            self._below[a].append(first)
            self._above[b].append(first + count - 1)

    def _first_order(self) -> list[list[int]]:
        """Rows of vertices as a walk from the inputs finds them: branches stay together."""
        rows: list[list[int]] = [[] for _ in range(max(self._ranks) + 1)]
        seen = [False] * len(self._ranks)
        for start in range(len(self._ranks)):
            if seen[start] or self._above[start]:
                continue
            waiting = [start]
            while waiting:
                vertex = waiting.pop()
                if not seen[vertex]:
                    seen[vertex] = True
                    rows[self._ranks[vertex]].append(vertex)
                    waiting += reversed(self._below[vertex])
        return rows

    # --- order within the rows -----------------------------------------------------------

    def _order_rows(self) -> None:
        rows = self._rows
        self._number()
        if all(len(row) == 1 for row in rows):
            return
        best, fewest = [list(row) for row in rows], self._crossings()
        for sweep in range(_SWEEPS):
            if fewest == 0:
                break
            self._look_up()
            down = sweep % 2 == 0
            near = self._above if down else self._below
            for row in rows if down else reversed(rows):
                if len(row) > 1:
                    self._sort(row, near)
            crossings = self._crossings()
            if crossings < fewest:
                best, fewest = [list(row) for row in rows], crossings
        self._rows = best
        self._number()

    def _number(self) -> None:
        for row in self._rows:
            for place, vertex in enumerate(row):
                self._place_in_row[vertex] = place

    def _sort(self, row: list[int], near: Sequence[Sequence[int]]) -> None:
        place = self._place_in_row
        centre = {
            vertex: sum([place[other] for other in near[vertex]]) / len(near[vertex])
            if near[vertex]
            else place[vertex]
            for vertex in row
        }
        row.sort(key=centre.__getitem__)
        for index, vertex in enumerate(row):
            place[vertex] = index

    def _crossings(self) -> int:
        place, crossings = self._place_in_row, 0
        for row in self._rows:
            if len(row) > 1:
                below = [[place[other] for other in self._below[vertex]] for vertex in row]
                crossings += count_crossings(below)
        return crossings

    # --- places --------------------------------------------------------------------------

    def _place_across(self) -> None:
        gaps = [[self._apart(a, b) for a, b in pairwise(row)] for row in self._rows]
        for row, apart in zip(self._rows, gaps, strict=True):
            at = -sum(apart) / 2
            for vertex, step in zip(row, [*apart, 0.0], strict=True):
                self._xs[vertex] = at
                at += step
        weights = [1.0] * self._count + [_VIRTUAL_WEIGHT] * (len(self._ranks) - self._count)
        # Without it a net of thousands of ranks would drift aside, a little with each branch.
        spine = self._spine()
        for vertex in spine:
            weights[vertex] = _SPINE_WEIGHT
        held = dict.fromkeys(spine, 0.0)
        # Down and up; then with an eye to both sides, and long edges as wholes.
        for near in (self._above, self._below):
            self._look_up()
            numbers = range(len(self._rows))
            for number in numbers if near is self._above else reversed(numbers):
                self._settle(number, self._wanted(number, near, held), gaps[number], weights)
        both = [[*above, *below] for above, below in zip(self._above, self._below, strict=True)]
        for _ in range(2):
            self._look_up()
            for chain in self._chains.values():
                at = median(self._xs[chain.start : chain.stop])
                held.update(dict.fromkeys(chain, at))
            for number in range(len(self._rows)):
                self._settle(number, self._wanted(number, both, held), gaps[number], weights)

    def _spine(self) -> list[int]:
        """Nodes of a longest path, from the lowest up."""
        vertex = self._rows[-1][0]
        spine = [vertex]
        while True:
            above = [one for one in self._above[vertex] if one < self._count]
            if not above:
                return spine
            vertex = above[0]
            spine.append(vertex)

    def _apart(self, a: int, b: int) -> float:
        real = a < self._count and b < self._count
        return (self._widths[a] + self._widths[b]) / 2 + (NODE_GAP if real else _VIRTUAL_GAP)

    def _wanted(
        self, number: int, near: Sequence[Sequence[int]], held: Mapping[int, float]
    ) -> list[float]:
        """Where each vertex of a row wants to be: amid those near it, unless held somewhere."""
        xs = self._xs
        return [
            held[vertex]
            if vertex in held
            else sum([xs[other] for other in near[vertex]]) / len(near[vertex])
            if near[vertex]
            else xs[vertex]
            for vertex in self._rows[number]
        ]

    def _settle(
        self,
        number: int,
        wanted: Sequence[float],
        gaps: Sequence[float],
        weights: Sequence[float],
    ) -> None:
        """Move a row as near as can be to where its vertices want to be, keeping order and gaps.

        Least squares under such bounds is an isotonic regression: pool adjacent violators.
        """
        row = self._rows[number]
        if len(row) == 1:
            self._xs[row[0]] = wanted[0]
            return
        pools: list[tuple[float, float, int]] = []
        offset = 0.0
        offsets = []
        for index, vertex in enumerate(row):
            offsets.append(offset)
            weight = weights[vertex]
            mean, size = wanted[index] - offset, 1
            while pools and pools[-1][0] >= mean:
                other, heavy, many = pools.pop()
                mean = (mean * weight + other * heavy) / (weight + heavy)
                weight += heavy
                size += many
            pools.append((mean, weight, size))
            if index < len(gaps):
                offset += gaps[index]
        index = 0
        for mean, _, size in pools:
            for _ in range(size):
                self._xs[row[index]] = mean + offsets[index]
                index += 1

    def _place_down(self) -> tuple[list[float], list[float]]:
        """Top and bottom of every row."""
        tops, bottoms = [], []
        y = 0.0
        for row in self._rows:
            height = max([self._heights[v] for v in row if v < self._count], default=0.0)
            tops.append(y)
            bottoms.append(y + height)
            xs = self._xs
            aside = max([abs(xs[v] - xs[o]) for v in row for o in self._below[v]], default=0.0)
            y += height + min(RANK_GAP + _WIDENING * aside, _WIDEST_GAP)
        return tops, bottoms

    # --- the picture ---------------------------------------------------------------------

    def put(
        self,
        corner: Point,
        centres: list[Point],
        routes: dict[tuple[int, int], tuple[Point, ...]],
    ) -> None:
        """Write centres and routes, with the picture's top left at ``corner``."""
        right, down = corner[0] - self._left, corner[1]
        for index, node in enumerate(self._members):
            rank = self._ranks[index]
            y = (self._tops[rank] + self._bottoms[rank]) / 2
            centres[node] = (self._xs[index] + right, y + down)
        local = {node: index for index, node in enumerate(self._members)}
        for source, target in self._edges:
            a, b = local[min(source, target)], local[max(source, target)]
            route = self._loop(a) if a == b else self._route(a, b)
            points = tuple((x + right, y + down) for x, y in route)
            routes[source, target] = points if source <= target else points[::-1]

    def _loop(self, vertex: int) -> list[Point]:
        x = self._xs[vertex] + self._widths[vertex] / 2
        rank = self._ranks[vertex]
        y, reach = (self._tops[rank] + self._bottoms[rank]) / 2, NODE_GAP * 0.6
        quarter = self._heights[vertex] / 4
        return [(x, y - quarter), (x + reach, y - quarter), (x + reach, y + quarter),
                (x, y + quarter)]  # fmt: skip

    def _route(self, a: int, b: int) -> list[Point]:
        """Sideways between rows, straight down beside the boxes of a row: nothing is crossed."""
        chain = self._chains.get((a, b), range(0))
        stops = [a, *chain, b]
        ranks = self._ranks
        start_x, end_x = self._port(a, stops[1]), self._port(b, stops[-2])
        middle = (self._tops[ranks[a]] + self._bottoms[ranks[a]]) / 2
        points = [(start_x, middle + self._heights[a] / 2)]
        _straight_to(points, start_x, self._bottoms[ranks[a]])
        for vertex in chain:
            x = self._xs[vertex]
            _bend_to(points, x, self._tops[ranks[vertex]])
            _straight_to(points, x, self._bottoms[ranks[vertex]])
        _bend_to(points, end_x, self._tops[ranks[b]])
        middle = (self._tops[ranks[b]] + self._bottoms[ranks[b]]) / 2
        _straight_to(points, end_x, middle - self._heights[b] / 2)
        if len(points) == 1:
            points += [points[0]] * 3
        return points

    def _port(self, vertex: int, towards: int) -> float:
        reach = self._widths[vertex] * _PORT_REACH
        aside = (self._xs[towards] - self._xs[vertex]) * _PORT_SHARE
        return self._xs[vertex] + max(min(aside, reach), -reach)


def _straight_to(points: list[Point], x: float, y: float) -> None:
    """Go on straight to (x, y); a line that goes on as it came becomes longer."""
    last_y = points[-1][1]
    if abs(y - last_y) < 1e-6:
        return
    if len(points) >= 4 and all(abs(px - x) < 0.5 for px, _ in points[-4:]):
        last_y = points[-4][1]
        del points[-3:]
    step = (y - last_y) / 3
    points += [(x, last_y + step), (x, last_y + 2 * step), (x, y)]


def _bend_to(points: list[Point], x: float, y: float) -> None:
    """Go on to (x, y), upright at both ends."""
    last_x, last_y = points[-1]
    if abs(x - last_x) < 0.5:
        _straight_to(points, x, y)
        return
    middle = (last_y + y) / 2
    points += [(last_x, middle), (x, middle), (x, y)]
