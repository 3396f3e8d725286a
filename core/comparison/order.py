"""What a pair is called, where it stands in the network, and in which order pairs are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.comparison.identities import normalise, without_index_prefix
from core.comparison.lookup import Lookup, Place
from core.comparison.model import Pair, Rule
from core.dumps.model import Dump, Kind
from core.network.model import Node

_KINDS = (Kind.OUTPUT, Kind.INPUT, Kind.WEIGHT, Kind.BIAS)


@dataclass(frozen=True, slots=True)
class Guide:
    """The networks that name and order pairs: ``main`` is drawn, ``dot`` knows ids."""

    main: Lookup | None
    dot: Lookup | None

    def numbered(self, dump: Dump) -> Node | None:
        """The dot's node of a ``seg…`` file, its producer for a Reportop."""
        node = self.dot.numbered(dump.name) if self.dot is not None else None
        return self.dot.producer(node) if self.dot is not None and node is not None else None

    def place(self, dump: Dump) -> Place | None:
        """Where a dump stands in the main network."""
        if self.main is None:
            return None
        node = self.numbered(dump)
        if node is not None:
            return self.main.place((node.name,))
        layer = dump.name.layer
        return self.main.place((layer, without_index_prefix(layer)))


def build_pairs(
    matches: Iterable[tuple[Dump, Dump, int, Rule]],
    guide: Guide,
    left_order: Mapping[Path, int],
) -> tuple[Pair, ...]:
    """Name the matches (left, right, right index, rule) and put them in order.

    Network order where a network is known, the rest after it in file order; then by right run.
    """
    pairs = [_named(*match, guide) for match in matches]
    pairs.sort(key=lambda entry: (entry[0], left_order[entry[1].left.path], entry[1].right_index))
    return tuple(pair for _, pair in pairs)


def _named(
    left: Dump, right: Dump, right_index: int, rule: Rule, guide: Guide
) -> tuple[tuple[int, ...], Pair]:
    by_left = guide.place(left)
    place, dump = (by_left, left) if by_left is not None else (guide.place(right), right)
    node = guide.numbered(left) or guide.numbered(right)
    pair = Pair(
        layer=_layer(left, right, rule, place, node, guide),
        left=left,
        right=right,
        right_index=right_index,
        rule=rule,
        node=place.node.name if place is not None else "",
        shape=_shape(left, right, node),
    )
    kind = _KINDS.index(left.name.kind)
    if place is None or guide.main is None:
        return (len(guide.main.position) if guide.main is not None else 0, kind), pair
    slot = place.slot(dump.name.index) if dump.name.kind is Kind.OUTPUT else None
    return (guide.main.position[place.node.name], kind, *(slot or (dump.name.index, 0))), pair


def _layer(
    left: Dump, right: Dump, rule: Rule, place: Place | None, node: Node | None, guide: Guide
) -> str:
    """The network's name for the pair where one is known, else the left file's."""
    named_by_id = rule is Rule.DOT or guide.numbered(left) is not None
    if node is not None and named_by_id:
        return node.name
    if place is not None:
        return place.spelling
    layer = left.name.layer
    bare = without_index_prefix(layer)
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
