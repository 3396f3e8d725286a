"""The rules inplace and blob: what a network knows about who writes which blob."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from core.comparison.identities import Identity, normalise
from core.comparison.lookup import Lookup
from core.comparison.model import Rule
from core.comparison.pairing import Pairing, Side, full
from core.dumps.model import Kind
from core.network.model import Node


class NetworkRules:
    """Tries ``networks``, the one that knows best first, on what ``pairing`` left free."""

    def __init__(self, pairing: Pairing, networks: Sequence[Lookup]) -> None:
        self._pairing = pairing
        self._left, self._right = pairing.left, pairing.right
        self._networks = networks

    def try_all(self, inplace: Rule, blob: Rule) -> None:
        """In-place groups of every network, then blobs of every network, by these rules' names."""
        for network in self._networks:
            self._inplace(network, inplace)
        for network in self._networks:
            self._blob(network, blob)

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

        if self._pairing.done():
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
            self._pairing.settle(rule, (at_left, rights.get(key, [])))
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
                self._pairing.clash(at_left, at_right)

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

        if self._pairing.done():
            return

        def as_layer(identity: Identity) -> object:
            found = self._layer_slot(network, identity)
            return (found[0].name, *found[1]) if found is not None and found[0].blobs else None

        def as_blob(identity: Identity) -> object:
            place = network.blob(identity.names) if identity.name.kind is Kind.OUTPUT else None
            return place and (place.node.name, place.top, identity.name.index)

        def fits(side: Side, positions: Iterable[int]) -> bool:
            names = (side.identities[at].names for at in positions if at in side.free)
            places = (network.layer(name) for name in names)
            return not only_rewriters or all(place and place.rewrites for place in places)

        left_layers = self._left.bucket(as_layer, self._left.free)
        left_blobs = self._left.bucket(as_blob, self._left.free)
        right_layers = self._right.bucket(as_layer, self._right.free)
        right_blobs = self._right.bucket(as_blob, self._right.free)
        for key, at_left in left_layers.items():
            if fits(self._left, at_left):
                self._pairing.settle(rule, (at_left, right_blobs.get(key, [])))
        for key, at_left in left_blobs.items():
            at_right = right_layers.get(key, [])
            if fits(self._right, at_right):
                self._pairing.settle(rule, (at_left, at_right))

    def _written_twice(self, network: Lookup, blobs: Side, layers: Side) -> None:
        """A blob's file with several writers, one of which has a file on the other side."""
        if self._pairing.done():
            return
        named = layers.bucket(full, layers.free)
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
                self._pairing.clash(*bucket, blob=identity.spelling, writers=called)
