"""Looking names and ids of dumps up in a network."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.cancelling import Check, heed
from core.comparison.identities import normalise, on_disk, without_index_prefix
from core.dumps.model import DumpName, Encoding, Kind
from core.network.model import Layer, Network, Node
from core.network.prototxt import unmarked


class Place(NamedTuple):
    """Where a name stands in a network: its node, the network's spelling, and which top."""

    node: Node
    spelling: str
    top: int | None = None
    """Index of the blob in ``node.blobs``; None where the name is a layer's."""
    writes: tuple[int, ...] = ()
    """Indices in ``node.blobs`` of what a layer writes, in the order of its own tops."""
    rewrites: bool = False
    """Whether it is an in-place layer's name, and not its head's."""

    def slot(self, k: int) -> tuple[int, int] | None:
        """Which top of the node, and which batch of it, ``_output<k>`` of this name holds.

        A blob's own file, and one of a layer with a single top, counts batches; a layer with
        several counts them. None where the network does not tell.
        """
        if self.top is not None:
            return self.top, k
        if len(self.node.blobs) < 2:
            return 0, k
        if len(self.writes) == 1:
            return self.writes[0], k
        return (self.writes[k], 0) if k < len(self.writes) else None


class Lookup:
    """A network's layers, blobs and ids, by the names that files bear.

    Names meet when they are equal after normalising; of several that are, the one that files
    spell exactly so is meant.
    """

    def __init__(self, network: Network, cancelled: Check | None = None) -> None:
        """
        Raises:
            Cancelled: ``cancelled()`` was true.
        """
        self.network = network
        self.position = {node.name: at for at, node in enumerate(network.nodes)}
        self._layers: dict[str, list[Place]] = {}
        self._blobs: dict[str, list[Place]] = {}
        self._ids: dict[tuple[int | None, int], list[Node]] = {}
        self._ids_alone: dict[int, list[Node]] = {}
        self._rewritten: set[tuple[str, int]] = set()
        self._segments = {node.segment for node in network.nodes if node.id is not None}
        for node in heed(network.nodes, cancelled):
            self._add(node)

    def _add(self, node: Node) -> None:
        home = self.producer(node)
        every_top = tuple(range(len(home.blobs)))
        heads = dict.fromkeys((node.name, *(layer.name for layer in node.layers[:1])))
        for spelling in heads:
            _file(self._layers, Place(home, spelling, writes=every_top))
        for layer in node.layers[1:]:
            if layer.name not in heads:
                writes = _tops_of(layer, home)
                self._rewritten.update((home.name, top) for top in writes)
                _file(self._layers, Place(home, layer.name, writes=writes, rewrites=True))
        for top, blob in enumerate(node.blobs):
            _file(self._blobs, Place(home, blob, top))
        if node.id is not None:
            self._ids.setdefault((node.segment, node.id), []).append(node)
            self._ids_alone.setdefault(node.id, []).append(node)

    def producer(self, node: Node) -> Node:
        """The node itself, or for a Reportop the one it hangs on."""
        return self.network.by_name.get(node.reports, node) if node.reports else node

    def layer(self, names: Iterable[str]) -> Place | None:
        """The one node with a layer of the first of ``names`` that is known."""
        return _only(self._layers, names)

    def blob(self, names: Iterable[str]) -> Place | None:
        """The one node that writes a blob of the first of ``names`` that is known."""
        return _only(self._blobs, names)

    def writers(self, names: Iterable[str]) -> tuple[Node, ...]:
        """Every node that writes a blob of the first of ``names`` that is known."""
        return tuple(place.node for place in _first(self._blobs, names))

    def is_group(self, node: Node, top: int) -> bool:
        """Whether in-place layers rewrite this top of a node."""
        return (node.name, top) in self._rewritten

    def place(self, names: Iterable[str]) -> Place | None:
        """Where the first of ``names`` that is known stands: a layer, else a blob."""
        for name in names:
            key = normalise(name)
            found = _the_only(self._layers, key, name) or _the_only(self._blobs, key, name)
            if found is not None:
                return found
        return None

    def numbered(self, name: DumpName) -> Node | None:
        """The node a ``seg<s>_layer<id>`` name means: a Reportop stays a Reportop.

        The id alone decides where the network knows no such segment and the id is unique.
        """
        nodes = self.all_numbered(name)
        return nodes[0] if len(nodes) == 1 else None

    def all_numbered(self, name: DumpName) -> tuple[Node, ...]:
        """Every node with the id of a ``seg<s>_layer<id>`` name; a sound dot has one."""
        if name.layer_id is None:
            return ()
        nodes = self._ids.get((name.segment, name.layer_id), [])
        if not nodes and name.segment not in self._segments:
            nodes = self._ids_alone.get(name.layer_id, [])
        return tuple(nodes)

    def data_delta(self, name: DumpName) -> int | None:
        """The offset of a logarithmic input's codes, in 1/128 octaves; None where none is known.

        A dot has one per input of a layer, or one for all.
        """
        if name.encoding is not Encoding.NONLINEAR or name.kind is not Kind.INPUT:
            return None
        node = self.numbered(name)
        if node is None:
            place = self.layer((name.layer, without_index_prefix(name.layer)))
            if place is None:
                return None
            node = place.node
        if name.index < len(node.data_delta):
            return node.data_delta[name.index]
        return node.data_delta[0] if len(node.data_delta) == 1 else None


def _tops_of(layer: Layer, node: Node) -> tuple[int, ...]:
    """Indices in ``node.blobs`` of what an in-place layer rewrites."""
    if len(node.blobs) < 2:
        # A node of one blob, or of blobs that its dot does not list.
        return (0,)
    blobs = [unmarked(blob) for blob in node.blobs]
    return tuple(blobs.index(top) for top in map(unmarked, layer.tops) if top in blobs)


def _file(index: dict[str, list[Place]], place: Place) -> None:
    """Add a place unless the same of the same node already stands there under that name."""
    key = normalise(place.spelling)
    places = index.get(key)
    if places is None:
        index[key] = [place]
        return
    what = place.top, place.writes
    if not any(known.node is place.node and (known.top, known.writes) == what for known in places):
        places.append(place)


def _only(index: dict[str, list[Place]], names: Iterable[str]) -> Place | None:
    places = _first(index, names)
    return places[0] if len(places) == 1 else None


def _the_only(index: dict[str, list[Place]], key: str, name: str) -> Place | None:
    """The one place of a name whose normalised spelling is ``key``."""
    places = index.get(key)
    if places is None:
        return None
    if len(places) > 1:
        places = _exactly(places, name)
    return places[0] if len(places) == 1 else None


def _first(index: dict[str, list[Place]], names: Iterable[str]) -> list[Place]:
    """The places of the first of ``names`` that is known, narrowed to its exact spelling."""
    for name in names:
        places = index.get(normalise(name))
        if places is not None:
            return places if len(places) == 1 else _exactly(places, name)
    return []


def _exactly(places: list[Place], name: str) -> list[Place]:
    """Those that are spelled exactly so, or all where none is."""
    exact = [place for place in places if on_disk(place.spelling) == on_disk(name)]
    return exact or places
