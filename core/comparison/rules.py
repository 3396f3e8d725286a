"""The rules that pair one left run with one right run, in the contract's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from core.comparison.identities import Claims, Identity, normalise, stripped_dims
from core.comparison.lookup import Lookup
from core.comparison.model import Rule
from core.dumps.model import Dump, Kind
from core.network.model import Node

Bucket = tuple[list[int], list[int]]
"""Positions of left and right identities that claim the same blob."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two dumps that met."""

    left: Identity
    right: Identity
    rule: Rule


@dataclass(frozen=True, slots=True)
class Clash:
    """Dumps that could meet in more than one way, so none did."""

    lefts: tuple[Dump, ...]
    rights: tuple[Dump, ...]


@dataclass(slots=True)
class Matched:
    """What came out of matching one left with one right run."""

    matches: list[Match] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    superseded: dict[Dump, Dump] = field(default_factory=dict)
    """A Reportop's file → the file of the layer's own id, which stands for both."""


def match_claims(
    left: Claims, right: Claims, networks: Sequence[Lookup], dot: Lookup | None
) -> Matched:
    """Pair two runs by the rules name, inplace, blob and dot; each gets what was left over.

    No dump is used twice; dumps meet only the same kind and index. Takes time linear in the
    number of dumps.
    """
    return _Matcher(left, right, networks, dot).run()


class _Side:
    """One run's identities and which of them have no partner yet."""

    def __init__(self, claims: Claims) -> None:
        self.identities = list(claims.identities)
        self.dumper = claims.dumper
        # A dict keeps the run's order, which a set would not.
        self.free = dict.fromkeys(range(len(self.identities)))

    def bucket(
        self, key: Callable[[Identity], object], among: Iterable[int]
    ) -> dict[object, list[int]]:
        """Positions by key; identities whose key is None are left out."""
        found: dict[object, list[int]] = {}
        for at in among:
            value = key(self.identities[at])
            if value is not None:
                found.setdefault(value, []).append(at)
        return found

    def layers(self, positions: Iterable[int]) -> set[str]:
        return {self.identities[at].layer for at in positions}


class _Matcher:
    def __init__(
        self, left: Claims, right: Claims, networks: Sequence[Lookup], dot: Lookup | None
    ) -> None:
        self._left = _Side(left)
        self._right = _Side(right)
        self._networks = networks
        self._dot = dot
        self._found = Matched()

    def run(self) -> Matched:
        self._all_names(Rule.NAME)
        for network in self._networks:
            self._inplace(network, Rule.INPLACE)
        for network in self._networks:
            self._blob(network, Rule.BLOB)
        if self._dot is not None and self._translate(self._dot):
            self._all_names(Rule.DOT)
            for network in self._networks:
                self._inplace(network, Rule.DOT)
            for network in self._networks:
                self._blob(network, Rule.DOT)
        return self._found

    # --- name

    def _all_names(self, rule: Rule) -> None:
        self._names(rule, _full, _full)
        self._names(rule, _bare, _full)
        self._names(rule, _full, _bare)
        if self._left.dumper and self._right.dumper:
            self._names(rule, _bare, _bare)

    def _names(
        self,
        rule: Rule,
        left_key: Callable[[Identity], object],
        right_key: Callable[[Identity], object],
    ) -> None:
        """Pair what has equal keys.

        A name without its prefix says less than a whole one. It is taken only where nothing else
        in either run, paired or not, could be meant by it.
        """
        stripped = left_key is _bare or right_key is _bare
        everything = range(len(self._right.identities)) if stripped else self._right.free
        rights = self._right.bucket(right_key, everything)
        everything = range(len(self._left.identities)) if stripped else self._left.free
        for key, at_left in self._left.bucket(left_key, everything).items():
            at_right = rights.get(key, [])
            if stripped and (
                len(self._left.layers(at_left)) > 1 or len(self._right.layers(at_right)) > 1
            ):
                continue
            self._settle(rule, (at_left, at_right))

    # --- inplace

    def _inplace(self, network: Lookup, rule: Rule) -> None:
        def group(identity: Identity) -> object:
            if identity.name.kind is not Kind.OUTPUT:
                return None
            place = network.layer(identity.names)
            if place is None or len(place.node.layers) < 2:
                return None
            return identity.key, place.node.name

        rights = self._right.bucket(group, self._right.free)
        for key, at_left in self._left.bucket(group, self._left.free).items():
            self._settle(rule, (at_left, rights.get(key, [])))

    # --- blob

    def _blob(self, network: Lookup, rule: Rule) -> None:
        """A layer's name against its blob's.

        A layer with several tops writes top k as ``_output<k>``; a blob's own file is then
        ``_output0``, because a float run counts batches there.
        """

        def as_layer(identity: Identity) -> object:
            place = network.layer(identity.names) if identity.name.kind is Kind.OUTPUT else None
            if place is None or not place.node.blobs:
                return None
            k = identity.name.index
            return (place.node.name, k, 0) if len(place.node.blobs) > 1 else (place.node.name, 0, k)

        def as_blob(identity: Identity) -> object:
            place = network.blob(identity.names) if identity.name.kind is Kind.OUTPUT else None
            return place and (place.node.name, place.top, identity.name.index)

        left_layers = self._left.bucket(as_layer, self._left.free)
        left_blobs = self._left.bucket(as_blob, self._left.free)
        right_layers = self._right.bucket(as_layer, self._right.free)
        right_blobs = self._right.bucket(as_blob, self._right.free)
        for key, at_left in left_layers.items():
            self._settle(rule, (at_left, right_blobs.get(key, [])))
        for key, at_left in left_blobs.items():
            self._settle(rule, (at_left, right_layers.get(key, [])))
        self._written_twice(network, self._left, self._right)
        self._written_twice(network, self._right, self._left)

    def _written_twice(self, network: Lookup, blobs: _Side, layers: _Side) -> None:
        """A blob's file with several writers, one of which has a file on the other side."""
        for at in list(blobs.free):
            identity = blobs.identities[at]
            writers = network.writers(identity.names)
            if identity.name.kind is not Kind.OUTPUT or len(writers) < 2:
                continue
            names = {normalise(node.name) for node in writers}
            others = [
                other
                for other in layers.free
                if layers.identities[other].layer in names
                and layers.identities[other].key == identity.key
            ]
            if others:
                self._clash(*(([at], others) if blobs is self._left else (others, [at])))

    # --- dot

    def _translate(self, dot: Lookup) -> bool:
        """Give ``seg…`` files the names of their nodes; True if there was any."""
        named = [self._translate_side(side, dot) for side in (self._left, self._right)]
        return any(named)

    def _translate_side(self, side: _Side, dot: Lookup) -> bool:
        own: dict[object, Dump] = {}
        nodes: dict[int, Node] = {}
        for at, identity in enumerate(side.identities):
            node = dot.numbered(identity.name)
            if node is not None:
                nodes[at] = node
                if not node.reports:
                    own[identity.key, node.name] = identity.dump
        for at, node in nodes.items():
            identity, producer = side.identities[at], dot.producer(node)
            original = own.get((identity.key, producer.name))
            if node.reports and original is not None:
                if at in side.free:
                    del side.free[at]
                    self._found.superseded[identity.dump] = original
                continue
            dims = identity.dims
            if not dims and identity.name.kind is Kind.OUTPUT:
                dims = stripped_dims(producer.output_shape)
            side.identities[at] = replace(identity, layer=normalise(producer.name), dims=dims)
        return bool(nodes)

    # --- taking and refusing

    def _settle(self, rule: Rule, bucket: Bucket) -> None:
        """Pair what claims one blob: one with one, else those whose dims are equal and alone."""
        at_left = [at for at in bucket[0] if at in self._left.free]
        at_right = [at for at in bucket[1] if at in self._right.free]
        if not at_left or not at_right:
            return
        if len(at_left) == len(at_right) == 1:
            self._take(rule, at_left[0], at_right[0])
            return
        by_dims: dict[tuple[int, ...], Bucket] = {}
        for side, positions in enumerate((at_left, at_right)):
            identities = (self._left, self._right)[side].identities
            for at in positions:
                by_dims.setdefault(identities[at].dims, ([], []))[side].append(at)
        for same_left, same_right in by_dims.values():
            if len(same_left) == len(same_right) == 1:
                self._take(rule, same_left[0], same_right[0])
        self._clash(
            [at for at in at_left if at in self._left.free],
            [at for at in at_right if at in self._right.free],
        )

    def _take(self, rule: Rule, at_left: int, at_right: int) -> None:
        del self._left.free[at_left]
        del self._right.free[at_right]
        left, right = self._left.identities[at_left], self._right.identities[at_right]
        self._found.matches.append(Match(left, right, rule))

    def _clash(self, at_left: Sequence[int], at_right: Sequence[int]) -> None:
        """Refuse to choose: none of these takes part any more."""
        if not at_left or not at_right:
            return
        for side, positions in ((self._left, at_left), (self._right, at_right)):
            for at in positions:
                del side.free[at]
        self._found.clashes.append(
            Clash(
                tuple(self._left.identities[at].dump for at in at_left),
                tuple(self._right.identities[at].dump for at in at_right),
            )
        )


def _full(identity: Identity) -> object:
    return identity.key, identity.layer


def _bare(identity: Identity) -> object:
    return (identity.key, identity.bare) if identity.bare else None
