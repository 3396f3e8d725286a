"""Looking names and ids of dumps up in a network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.comparison.identities import normalise, without_index_prefix
from core.dumps.model import DumpName, Encoding, Kind
from core.network.model import Network, Node


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands in a network: its node, the network's spelling, and which top."""

    node: Node
    spelling: str
    top: int | None = None
    """Index of the blob in ``node.blobs``; None where the name is a layer's."""


class Lookup:
    """A network's layers, blobs and ids, by normalised name."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.position = {node.name: at for at, node in enumerate(network.nodes)}
        self._layers: dict[str, list[Place]] = {}
        self._blobs: dict[str, list[Place]] = {}
        self._ids: dict[tuple[int | None, int], list[Node]] = {}
        self._ids_alone: dict[int, list[Node]] = {}
        self._segments = {node.segment for node in network.nodes if node.id is not None}
        for node in network.nodes:
            self._add(node)

    def _add(self, node: Node) -> None:
        home = self.producer(node)
        spellings = dict.fromkeys([node.name, *(layer.name for layer in node.layers)])
        for spelling in spellings:
            _file(self._layers, Place(home, spelling))
        for top, blob in enumerate(node.blobs):
            _file(self._blobs, Place(home, blob, top))
        if node.id is not None:
            self._ids.setdefault((node.segment, node.id), []).append(node)
            self._ids_alone.setdefault(node.id, []).append(node)

    def producer(self, node: Node) -> Node:
        """The node itself, or for a Reportop the one it hangs on."""
        return self.network.by_name.get(node.reports, node) if node.reports else node

    def layer(self, names: Iterable[str]) -> Place | None:
        """The one node with a layer of the first of ``names`` (normalised) that is known."""
        return _only(self._layers, names)

    def blob(self, names: Iterable[str]) -> Place | None:
        """The one node that writes a blob of the first of ``names`` that is known."""
        return _only(self._blobs, names)

    def writers(self, names: Iterable[str]) -> tuple[Node, ...]:
        """Every node that writes a blob of the first of ``names`` that is known."""
        for name in names:
            if name in self._blobs:
                return tuple(place.node for place in self._blobs[name])
        return ()

    def place(self, names: Iterable[str]) -> Place | None:
        """Where the first of ``names`` that is known stands: a layer, else a blob."""
        for name in names:
            found = self.layer((name,)) or self.blob((name,))
            if found is not None:
                return found
        return None

    def numbered(self, name: DumpName) -> Node | None:
        """The node a ``seg<s>_layer<id>`` name means: a Reportop stays a Reportop.

        The id alone decides where the network knows no such segment and the id is unique.
        """
        if name.layer_id is None:
            return None
        nodes = self._ids.get((name.segment, name.layer_id), [])
        if not nodes and name.segment not in self._segments:
            nodes = self._ids_alone.get(name.layer_id, [])
        return nodes[0] if len(nodes) == 1 else None

    def data_delta(self, name: DumpName) -> int | None:
        """The offset of a logarithmic input's codes, in 1/128 octaves; None where none is known.

        A dot has one per input of a layer, or one for all.
        """
        if name.encoding is not Encoding.NONLINEAR or name.kind is not Kind.INPUT:
            return None
        node = self.numbered(name)
        if node is None:
            names = normalise(name.layer), normalise(without_index_prefix(name.layer))
            place = self.layer(names)
            if place is None:
                return None
            node = place.node
        if name.index < len(node.data_delta):
            return node.data_delta[name.index]
        return node.data_delta[0] if len(node.data_delta) == 1 else None


def _file(index: dict[str, list[Place]], place: Place) -> None:
    """Add a place unless the same node already stands there under that name."""
    places = index.setdefault(normalise(place.spelling), [])
    if not any(known.node is place.node and known.top == place.top for known in places):
        places.append(place)


def _only(index: dict[str, list[Place]], names: Iterable[str]) -> Place | None:
    for name in names:
        if name in index:
            places = index[name]
            return places[0] if len(places) == 1 else None
    return None
