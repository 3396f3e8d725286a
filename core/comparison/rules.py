"""The rules that pair one left run with one right run, in the contract's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.comparison.identities import Claims, Identity, normalise, on_disk, stripped_dims
from core.comparison.lookup import Lookup
from core.comparison.model import Rule
from core.dumps.model import Dump, Kind
from core.network.model import Node

Bucket = tuple[list[int], list[int]]
"""Positions of left and right identities that claim the same blob."""
_SEVERAL = -1


class Match(NamedTuple):
    """Two dumps that met."""

    left: Identity
    right: Identity
    rule: Rule


@dataclass(frozen=True, slots=True)
class Clash:
    """Dumps that could meet in more than one way, so none did."""

    lefts: tuple[Dump, ...]
    rights: tuple[Dump, ...]
    blob: str = ""
    """The blob that several layers write, where that is the cause."""
    writers: tuple[str, ...] = ()
    """The names of those layers."""


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
        self.has_bare = any(identity.bare for identity in claims.identities)
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

    def once(self, key: Callable[[Identity], object]) -> dict[object, int]:
        """Position by key of the free ones; ``_SEVERAL`` where more than one has it."""
        found: dict[object, int] = {}
        identities = self.identities
        for at in self.free:
            value = key(identities[at])
            found[value] = _SEVERAL if value in found else at
        return found

    def differ(self, positions: Sequence[int]) -> bool:
        """Whether these are of more than one layer."""
        return len(positions) > 1 and len({self.identities[at].layer for at in positions}) > 1

    def indices(self, positions: Iterable[int]) -> set[int]:
        return {self.identities[at].name.index for at in positions}


class _Matcher:
    def __init__(
        self, left: Claims, right: Claims, networks: Sequence[Lookup], dot: Lookup | None
    ) -> None:
        self._left = _Side(left)
        self._right = _Side(right)
        self._networks = networks
        self._dot = dot
        self._found = Matched()
        self._doubtful: list[Bucket] = []
        """What a stripped name could mean; another rule may still know better."""

    def run(self) -> Matched:
        self._all_names(Rule.NAME)
        for network in self._networks:
            self._inplace(network, Rule.INPLACE)
        for network in self._networks:
            self._blob(network, Rule.BLOB)
        # Even where nobody is left: it also tells which file of a Reportop another stands for.
        if self._dot is not None and self._translate(self._dot):
            self._all_names(Rule.DOT)
            for network in self._networks:
                self._inplace(network, Rule.DOT)
            for network in self._networks:
                self._blob(network, Rule.DOT)
        for bucket in self._doubtful:
            self._clash(*self._free_of(bucket))
        return self._found

    def _done(self) -> bool:
        """Whether one of the runs has nothing left to pair: no rule could do anything then."""
        return not self._left.free or not self._right.free

    # --- name

    def _all_names(self, rule: Rule) -> None:
        self._exact_names(rule)
        self._names(rule, _full, _full)
        if self._left.has_bare:
            self._names(rule, _bare, _full)
        if self._right.has_bare:
            self._names(rule, _full, _bare)
        if self._left.dumper and self._right.dumper:
            self._names(rule, _bare, _bare)

    def _exact_names(self, rule: Rule) -> None:
        """Pair names that are equal to the letter and stand once on either side."""
        rights = self._right.once(_exact)
        for key, at_left in self._left.once(_exact).items():
            at_right = rights.get(key, _SEVERAL)
            if at_left != _SEVERAL and at_right != _SEVERAL:
                self._take(rule, at_left, at_right)

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
        if self._done():
            return
        stripped = left_key is _bare or right_key is _bare
        everything = range(len(self._right.identities)) if stripped else self._right.free
        rights = self._right.bucket(right_key, everything)
        if not rights:
            return
        everything = range(len(self._left.identities)) if stripped else self._left.free
        for key, at_left in self._left.bucket(left_key, everything).items():
            at_right = rights.get(key, [])
            if stripped and (self._left.differ(at_left) or self._right.differ(at_right)):
                self._doubtful.append((at_left, at_right))
                continue
            self._settle(rule, (at_left, at_right))

    # --- inplace and blob

    def _layer_slot(
        self, network: Lookup, identity: Identity
    ) -> tuple[Node, tuple[int, int]] | None:
        """Node, top and batch of an output named by a layer, unless a network before knows better.

        A dot may merge a layer of several tops and those that rewrite them into one box that
        lists no blobs.
        """
        if identity.name.kind is not Kind.OUTPUT:
            return None
        for known in self._networks[: self._networks.index(network)]:
            place = known.layer(identity.names)
            if place is not None and len(place.node.blobs) > 1:
                return None
        place = network.layer(identity.names)
        slot = place.slot(identity.name.index) if place is not None else None
        return (place.node, slot) if place is not None and slot is not None else None

    def _inplace(self, network: Lookup, rule: Rule) -> None:
        """One in-place group: a head, those that rewrite the same one of its tops, that blob."""

        if self._done():
            return

        def group(identity: Identity) -> object:
            found = self._layer_slot(network, identity)
            if found is None or not network.is_group(found[0], found[1][0]):
                return None
            return found[0].name, found[1], identity.name.blob

        lefts = self._left.bucket(group, self._left.free)
        rights = self._right.bucket(group, self._right.free)
        self._uncounted_tops(network, group)
        for key, at_left in lefts.items():
            self._settle(rule, (at_left, rights.get(key, [])))
        self._layers_and_blobs(network, rule, only_rewriters=True)

    def _uncounted_tops(self, network: Lookup, group: Callable[[Identity], object]) -> None:
        """Refuse groups of a dot that lists no blobs where one side has more outputs of it.

        Whose index counts tops and whose does not is then anybody's guess.
        """

        def box(identity: Identity) -> object:
            found = self._layer_slot(network, identity) if group(identity) is not None else None
            return found[0].name if found is not None and not found[0].blobs else None

        rights = self._right.bucket(box, self._right.free)
        for name, at_left in self._left.bucket(box, self._left.free).items():
            at_right = rights.get(name, [])
            if self._left.indices(at_left) != self._right.indices(at_right):
                self._clash(at_left, at_right)

    def _blob(self, network: Lookup, rule: Rule) -> None:
        """A layer's name against its blob's."""
        self._layers_and_blobs(network, rule)
        self._written_twice(network, self._left, self._right)
        self._written_twice(network, self._right, self._left)

    def _layers_and_blobs(
        self, network: Lookup, rule: Rule, *, only_rewriters: bool = False
    ) -> None:
        """Layers' files against those of the blobs they write, or rewrite in place.

        A blob's own file is ``_output0`` whichever top it is, because a float run counts batches
        there.
        """

        if self._done():
            return

        def as_layer(identity: Identity) -> object:
            found = self._layer_slot(network, identity)
            return (found[0].name, *found[1]) if found is not None and found[0].blobs else None

        def as_blob(identity: Identity) -> object:
            place = network.blob(identity.names) if identity.name.kind is Kind.OUTPUT else None
            return place and (place.node.name, place.top, identity.name.index)

        def fits(side: _Side, positions: Iterable[int]) -> bool:
            names = (side.identities[at].names for at in positions if at in side.free)
            places = (network.layer(name) for name in names)
            return not only_rewriters or all(place and place.rewrites for place in places)

        left_layers = self._left.bucket(as_layer, self._left.free)
        left_blobs = self._left.bucket(as_blob, self._left.free)
        right_layers = self._right.bucket(as_layer, self._right.free)
        right_blobs = self._right.bucket(as_blob, self._right.free)
        for key, at_left in left_layers.items():
            if fits(self._left, at_left):
                self._settle(rule, (at_left, right_blobs.get(key, [])))
        for key, at_left in left_blobs.items():
            at_right = right_layers.get(key, [])
            if fits(self._right, at_right):
                self._settle(rule, (at_left, at_right))

    def _written_twice(self, network: Lookup, blobs: _Side, layers: _Side) -> None:
        """A blob's file with several writers, one of which has a file on the other side."""
        if self._done():
            return
        named = layers.bucket(_full, layers.free)
        for at in list(blobs.free):
            identity = blobs.identities[at]
            writers = network.writers(identity.names)
            if identity.name.kind is not Kind.OUTPUT or len(writers) < 2:
                continue
            names = {normalise(node.name) for node in writers}
            others = sorted(
                other
                for name in names
                for other in named.get((identity.key, name), ())
                if other in layers.free
            )
            if others:
                bucket = ([at], others) if blobs is self._left else (others, [at])
                called = tuple(node.layers[0].name for node in writers)
                self._clash(*bucket, blob=identity.spelling, writers=called)

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
            side.identities[at] = identity._replace(
                spelling=producer.name, layer=normalise(producer.name), dims=dims
            )
        return bool(nodes)

    # --- taking and refusing

    def _settle(self, rule: Rule, bucket: Bucket) -> None:
        """Pair what claims one blob.

        One with one, else files called the same to the letter, else those whose dims are equal
        and alone.
        """
        at_left, at_right = self._free_of(bucket)
        if not at_left or not at_right:
            return
        if len(at_left) == len(at_right) == 1:
            self._take(rule, at_left[0], at_right[0])
            return
        for key in (_file_name, _dims):
            at_left, at_right = self._free_of(bucket)
            rights = self._right.bucket(key, at_right)
            for value, same_left in self._left.bucket(key, at_left).items():
                same_right = rights.get(value, [])
                if len(same_left) == len(same_right) == 1:
                    self._take(rule, same_left[0], same_right[0])
        self._clash(*self._free_of(bucket))

    def _free_of(self, bucket: Bucket) -> Bucket:
        return (
            [at for at in bucket[0] if at in self._left.free],
            [at for at in bucket[1] if at in self._right.free],
        )

    def _take(self, rule: Rule, at_left: int, at_right: int) -> None:
        del self._left.free[at_left]
        del self._right.free[at_right]
        left, right = self._left.identities[at_left], self._right.identities[at_right]
        self._found.matches.append(Match(left, right, rule))

    def _clash(
        self,
        at_left: Sequence[int],
        at_right: Sequence[int],
        blob: str = "",
        writers: tuple[str, ...] = (),
    ) -> None:
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
                blob,
                writers,
            )
        )


def _exact(identity: Identity) -> object:
    return identity.key, on_disk(identity.spelling)


def _file_name(identity: Identity) -> object:
    return identity.name.file_name


def _dims(identity: Identity) -> object:
    return identity.dims


def _full(identity: Identity) -> object:
    return identity.key, identity.layer


def _bare(identity: Identity) -> object:
    return (identity.key, identity.bare) if identity.bare else None
