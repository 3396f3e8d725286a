"""Where a network does the same again and again: blocks of layers that follow one another.

Two nodes are alike where their layers are of the same types and their inputs come from as many
steps before; of an input that nothing feeds and several nodes read (a mask) only the type has to be
the same. Steps are counted in an order in which each node stands behind its inputs and each branch
stays together, so a repeat with a period of n steps is a run of nodes each of which is like the one
n steps before it: for each n the whole order is compared with itself once. The first block may read
from anywhere outside the run, as a residual stage's does from a projection.

A run ends behind a node that is read beyond it: what a detector's heads hang on ends a fold.
Of what overlaps the longest run is taken, with the shortest block that explains it. Where a block
begins is not said by its repeats: it begins where the fewest blobs are passed on, as between two
residual blocks, not within one. And nothing may be reached through a run as a whole that could not
be reached through its layers one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from core.network.model import Network, Node

FEWEST_REPEATS = 3
FEWEST_LAYERS = 2
"""Of a block."""
LONGEST_BLOCK = 128
"""Nodes of a block: so many comparisons of the whole order are made."""
_LOOKS = 4
"""Within a period."""

_Numbers = NDArray[np.int32]
_Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Repeats:
    """``count`` blocks that are alike, one behind the other; ``members`` are all their nodes, as
    many of each block, each behind its inputs."""

    count: int
    members: tuple[str, ...]

    @property
    def block(self) -> tuple[str, ...]:
        """The nodes of the first block."""
        return self.members[: len(self.members) // self.count]


def find_repeats(network: Network) -> list[Repeats]:
    """All repeats of at least ``FEWEST_REPEATS`` blocks of ``FEWEST_LAYERS`` layers or more.

    They come as they follow one another; no node is in two of them.
    """
    order = _Order(network)
    taken = np.zeros(len(order.nodes), dtype=np.bool_)
    found: list[tuple[int, Repeats]] = []
    runs = map(order.extended, _runs(order.kinds, order.types))
    waiting = [part.rank() for run in runs for part in order.parts(run)]
    heapify(waiting)
    while waiting:
        run = heappop(waiting)[-1]
        free = list(run.parts(taken))
        if free != [run]:
            # What is left of it may still be long enough, but others may be longer by now.
            for part in free:
                heappush(waiting, part.rank())
            continue
        if order.is_no_block(run):
            continue
        for start, count in order.beginnings(run):
            stop = start + count * run.period
            if order.keeps_reachability(start, stop):
                taken[start:stop] = True
                names = tuple(node.name for node in order.nodes[start:stop])
                found.append((start, Repeats(count, names)))
                break
    return [repeats for _, repeats in sorted(found, key=lambda one: one[0])]


@dataclass(frozen=True, slots=True)
class _Run:
    """From ``start`` to ``stop`` each node but those of the first period is like the one ``period``
    steps before it."""

    start: int
    stop: int
    period: int
    room: int = 0
    """From here on the types of the nodes before it are those one period on, too."""

    def rank(self) -> tuple[int, int, int, _Run]:
        """Less for a run that is to be taken before another one."""
        return self.start - self.stop, self.period, self.start, self

    def parts(self, taken: NDArray[np.bool_]) -> Iterator[_Run]:
        """What is left of it and long enough."""
        least = FEWEST_REPEATS * self.period
        starts, stops = _stretches(~taken[self.start : self.stop], least)
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
            yield _Run(self.start + start, self.start + stop, self.period)


def _runs(kinds: _Numbers, types: _Numbers) -> Iterator[_Run]:
    """Every run of every period that is long enough, or may be with some nodes before it."""
    for period in range(1, min(LONGEST_BLOCK, len(kinds) // FEWEST_REPEATS) + 1):
        least = (FEWEST_REPEATS - 2) * period
        # A run is alike at every place: most periods are ruled out by a look at a few.
        step = max(period // _LOOKS, 1)
        if not _holds_run(kinds[period::step] == kinds[:-period:step], least // step):
            continue
        starts, stops = _stretches(kinds[period:] == kinds[:-period], least)
        if not len(starts):
            continue
        first, last = _stretches(types[period:] == types[:-period], least)
        room = np.maximum(first[np.searchsorted(last, stops)], starts - period)
        enough = np.flatnonzero(stops - room >= (FEWEST_REPEATS - 1) * period)
        for start, stop, before in np.column_stack((starts, stops, room))[enough].tolist():
            yield _Run(start, stop + period, period, before)


def _holds_run(alike: NDArray[np.bool_], length: int) -> bool:
    """Whether so many, one after the other, are true."""
    counts = np.zeros(len(alike) + 1, dtype=np.int32)
    np.cumsum(alike, out=counts[1:])
    return bool((counts[length:] - counts[:-length] == length).any())


def _stretches(alike: NDArray[np.bool_], least: int) -> tuple[_Places, _Places]:
    """Where it begins and where it ends to be true, for at least so many places."""
    edges = np.flatnonzero(alike[1:] != alike[:-1]) + 1
    if len(alike) and alike[0]:
        edges = np.concatenate(([0], edges))
    if len(edges) % 2:
        edges = np.concatenate((edges, [len(alike)]))
    long = edges[1::2] - edges[::2] >= least
    return edges[::2][long], edges[1::2][long]


class _Order:
    """The nodes without those that hang on others, and what is between them."""

    def __init__(self, network: Network) -> None:
        nodes = [node for node in network.nodes if node.name not in network.hosts]
        number = {node.name: place for place, node in enumerate(nodes)}
        edges = [(number[a], number[b]) for a, b in network.edges if a in number and b in number]
        order = _branch_by_branch(len(nodes), edges)
        self.nodes = [nodes[place] for place in order]
        rank = {place: number for number, place in enumerate(order)}
        self._inputs: list[list[int]] = [[] for _ in nodes]
        self._outputs: list[list[int]] = [[] for _ in nodes]
        for source, target in edges:
            self._inputs[rank[target]].append(rank[source])
            self._outputs[rank[source]].append(rank[target])
        numbers: dict[object, int] = {}
        # What has no type is like nothing else.
        types = [
            numbers.setdefault(_types(node) if node.type else node.name, len(numbers))
            for node in self.nodes
        ]
        kinds = [
            numbers.setdefault(self._kind(place, kind), len(numbers))
            for place, kind in enumerate(types)
        ]
        self.types: _Numbers = np.array(types, dtype=np.int32)
        self.kinds: _Numbers = np.array(kinds, dtype=np.int32)
        self._last_read: _Numbers = np.array(
            [max(outputs, default=place) for place, outputs in enumerate(self._outputs)], np.int32
        )
        self._passed_on = self._count_passed_on()

    def _kind(self, place: int, kind: int) -> object:
        inputs = sorted(
            (1, 0, self.nodes[other].type)
            if not self._inputs[other] and len(self._outputs[other]) > 1
            else (0, place - other, "")
            for other in self._inputs[place]
        )
        return kind, tuple(inputs)

    def _count_passed_on(self) -> _Numbers:
        """Right before each node: how many nodes before it are still to be read by it or later."""
        change = np.zeros(len(self.nodes) + 2, dtype=np.int32)
        places = np.arange(len(self.nodes))
        np.add.at(change, places + 1, 1)
        np.add.at(change, np.maximum(self._last_read, places) + 1, -1)
        counts: _Numbers = np.cumsum(change, dtype=np.int32)
        return counts

    def extended(self, run: _Run) -> _Run:
        """The run with the nodes before it that are alike but for what they read outside it."""
        start, period = run.start, run.period
        while start > run.room and all(
            (start - 1 in self._inputs[place])
            == (start - 1 + period in self._inputs[place + period])
            for place in range(start, run.start)
        ):
            start -= 1
        return _Run(start, run.stop, period)

    def parts(self, run: _Run) -> Iterator[_Run]:
        """The run cut behind each node that is read beyond it."""
        beyond = np.flatnonzero(self._last_read[run.start : run.stop] >= run.stop)
        cuts = np.concatenate(([run.start], beyond + run.start + 1, [run.stop]))
        for place in np.flatnonzero(np.diff(cuts) >= FEWEST_REPEATS * run.period).tolist():
            yield _Run(int(cuts[place]), int(cuts[place + 1]), run.period)

    def is_no_block(self, run: _Run) -> bool:
        """Whether its block is too small, or a repeat by itself."""
        period = run.period
        kinds = self.kinds[run.start + period : run.stop]
        if sum(len(node.layers) for node in self.nodes[run.start : run.start + period]) < (
            FEWEST_LAYERS
        ):
            return True
        return any(
            period % part == 0 and np.array_equal(kinds[part:], kinds[:-part])
            for part in range(1, period // 2 + 1)
        )

    def beginnings(self, run: _Run) -> Iterator[tuple[int, int]]:
        """Where the first block may begin and how many follow, the best first."""
        length = run.stop - run.start
        choices = []
        for shift in range(run.period):
            count = (length - shift) // run.period
            if count >= FEWEST_REPEATS:
                start = run.start + shift
                # The first boundary is to what is before: it says less than those between.
                inner = self._passed_on[start + run.period : start + count * run.period]
                between = int(inner[:: run.period].max())
                choices.append((between, -count, start))
        for _, count, start in sorted(choices):
            yield start, -count

    def keeps_reachability(self, start: int, stop: int) -> bool:
        """Whether each node from ``start`` to ``stop`` that is fed from outside leads, within, to
        each one that feeds another outside; and nothing leads back."""
        met = [0] * (stop - start)
        entries = 0
        leaving = []
        for place in range(start, stop):
            bits = 0
            outside = False
            for other in self._inputs[place]:
                if other >= place:
                    return False
                if other >= start:
                    bits |= met[other - start]
                else:
                    outside = True
            if outside:
                bits |= 1 << entries
                entries += 1
            met[place - start] = bits
            if any(other < start for other in self._outputs[place]):
                return False
            if any(other >= stop for other in self._outputs[place]):
                leaving.append(bits)
        return all(bits == (1 << entries) - 1 for bits in leaving)


def _branch_by_branch(count: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """Each node behind its inputs, and where that leaves a choice behind the one before it.

    In execution order branches alternate: what a detector's heads add would come between the
    blocks of its backbone. Of a cycle the first node goes first.
    """
    followers: list[list[int]] = [[] for _ in range(count)]
    missing = [0] * count
    for source, target in edges:
        if source != target:
            followers[source].append(target)
            missing[target] += 1
    ready = [place for place in reversed(range(count)) if not missing[place]]
    placed = [False] * count
    order: list[int] = []
    earliest = 0
    while len(order) < count:
        if not ready:
            while placed[earliest]:
                earliest += 1
            ready.append(earliest)
        place = ready.pop()
        if placed[place]:
            continue
        placed[place] = True
        order.append(place)
        for follower in sorted(followers[place], reverse=True):
            missing[follower] -= 1
            if not missing[follower]:
                ready.append(follower)
    return order


def _types(node: Node) -> tuple[str, ...]:
    return tuple(layer.type for layer in node.layers)


def block_types(nodes: Mapping[str, Node], repeats: Repeats) -> list[str]:
    """The types of a block's layers, each once, as they come."""
    return list(dict.fromkeys(one for name in repeats.block for one in _types(nodes[name])))
