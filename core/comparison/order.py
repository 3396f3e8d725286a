"""What a pair is called, where it stands in the network, and in which order pairs are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from core.cancelling import Check, heed
from core.comparison.identities import normalise, without_index_prefix
from core.comparison.lookup import Lookup, Place
from core.comparison.model import Pair, Rule
from core.dumps.model import Dump, Kind
from core.network.model import Node

_KINDS = {Kind.OUTPUT: 0, Kind.INPUT: 1, Kind.WEIGHT: 2, Kind.BIAS: 3}


@dataclass(frozen=True, slots=True)
class Guide:
    """The networks that name and order pairs: ``main`` is drawn, ``dot`` knows ids."""

    main: Lookup | None
    dot: Lookup | None

    def numbered(self, dump: Dump) -> Node | None:
        """The dot's node of a ``seg…`` file, its producer for a Reportop."""
        if self.dot is None or dump.name.layer_id is None:
            return None
        node = self.dot.numbered(dump.name)
        return self.dot.producer(node) if node is not None else None

    def place(self, dump: Dump) -> Place | None:
        """Where a dump stands in the main network."""
        return self.place_of(dump, self.numbered(dump)) if self.main is not None else None

    def place_of(self, dump: Dump, node: Node | None) -> Place | None:
        """``place`` of a dump that ``numbered`` says is of ``node``."""
        if self.main is None:
            return None
        if node is not None:
            return self.main.place((node.name,))
        layer = dump.name.layer
        return self.main.place((layer, without_index_prefix(layer)))


def build_pairs(
    matches: Iterable[tuple[Dump, Dump, int, Rule]],
    guide: Guide,
    left_order: Mapping[str, int],
    cancelled: Check | None = None,
) -> tuple[Pair, ...]:
    """Name the matches (left, right, right index, rule) and put them in order.

    Network order where a network is known, the rest after it in file order (the position of each
    left file's name); then by right run.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    pairs = []
    for left, right, right_index, rule in heed(matches, cancelled):
        place, pair = _named(left, right, right_index, rule, guide)
        pairs.append(((place, left_order[left.name.file_name], right_index), pair))
    pairs.sort(key=itemgetter(0))
    return tuple([pair for _, pair in pairs])


def _named(
    left: Dump, right: Dump, right_index: int, rule: Rule, guide: Guide
) -> tuple[tuple[int, ...], Pair]:
    left_node, right_node = guide.numbered(left), guide.numbered(right)
    place, dump = guide.place_of(left, left_node), left
    if place is None:
        place, dump = guide.place_of(right, right_node), right
    node = left_node or right_node
    by_id = rule is Rule.DOT or left_node is not None
    layer = node.name if by_id and node is not None else _layer(left, right, place)
    shape = _shape(left, right, node)
    called = place.node.name if place is not None else ""
    pair = Pair(layer, left, right, right_index, rule, called, shape)
    kind = _KINDS[left.name.kind]
    if place is None or guide.main is None:
        return (len(guide.main.position) if guide.main is not None else 0, kind), pair
    slot = place.slot(dump.name.index) if dump.name.kind is Kind.OUTPUT else None
    return (guide.main.position[place.node.name], kind, *(slot or (dump.name.index, 0))), pair


def _layer(left: Dump, right: Dump, place: Place | None) -> str:
    """The network's name for the pair where one is known, else the left file's."""
    if place is not None:
        return place.spelling
    layer = left.name.layer
    bare = without_index_prefix(layer)
    if bare == layer:
        return layer
    theirs = right.name.layer
    same_as_right = {normalise(theirs), normalise(without_index_prefix(theirs))}
    stripped = normalise(layer) not in same_as_right and normalise(bare) in same_as_right
    return bare if stripped else layer


def _shape(left: Dump, right: Dump, node: Node | None) -> tuple[int, int, int] | None:
    """(C, H, W) from the left name, else the right's, else the dot's node of a ``seg…`` file."""
    if left.name.kind is not Kind.OUTPUT:
        return None
    shape = left.name.chw or right.name.chw
    if shape is None and node is not None and 1 <= len(node.output_shape) <= 3:
        c, h, w = (*node.output_shape, 1, 1)[:3]
        shape = c, h, w
    return shape
