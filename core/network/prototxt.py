"""Caffe prototxt → ``Network``, as the net runs in its TEST phase."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from core.cancelling import Check, heed
from core.messages import translate
from core.network.model import Layer, Network, Node, Shape
from core.network.order import UniqueNames, execution_order
from core.network.stated_net import Dims, StatedNet, read_stated
from core.network.stated_net import unmarked as unmarked

_DIMENSION = re.compile(r"\d{1,9}")


def read_prototxt(path: Path) -> Network:
    """Read the net of a prototxt file.

    Raises:
        CosightError: the file cannot be read, breaks the syntax, or describes no net.
    """
    return network_of(read_stated(path))


def network_of(net: StatedNet, cancelled: Check | None = None) -> Network:
    """The nodes and edges of a net, as it runs.

    Layers that run only in the TRAIN phase, or at another level or stage, are left out. A layer
    whose tops are its bottoms joins the node that wrote the blob before it. A bottom that no
    layer writes is a warning.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    builder = _Builder()
    for one in heed(net.layers, cancelled):
        builder.add(one.layer, _without_batch(one.dims[0]) if one.dims else ())
    return builder.network(net.name, net.path, cancelled)


def _without_batch(dims: Dims) -> Shape:
    if not all(_DIMENSION.fullmatch(dim) for dim in dims):
        return ()
    shape = tuple(int(dim) for dim in dims)
    return shape[1:] if len(shape) > 1 else shape


@dataclass(slots=True)
class _Group:
    """A node in the making."""

    name: str
    layers: list[Layer]
    shape: Shape


@dataclass(slots=True)
class _Builder:
    """Follows the blobs from layer to layer, in file order."""

    groups: list[_Group] = field(default_factory=list)
    _names: UniqueNames = field(default_factory=UniqueNames)
    _writer: dict[str, int] = field(default_factory=dict)
    """Blob → the group that wrote it last."""
    _writers: dict[str, list[int]] = field(default_factory=dict)
    _reads: list[tuple[int | None, int, str, str]] = field(default_factory=list)
    """Writer (None where no layer so far wrote the blob), reader, blob, layer."""

    def add(self, layer: Layer, shape: Shape = ()) -> None:
        """Take the next layer of the file."""
        index = self._group_rewritten_by(layer)
        if index is None:
            index = len(self.groups)
            self.groups.append(_Group(self._names.take(layer.name), [layer], shape))
        else:
            self.groups[index].layers.append(layer)
        for blob in layer.bottoms:
            writer = self._writer.get(unmarked(blob))
            self._reads.append((writer, index, blob, layer.name))
        for blob in layer.tops:
            self._writer[unmarked(blob)] = index
            self._writers.setdefault(unmarked(blob), []).append(index)

    def _group_rewritten_by(self, layer: Layer) -> int | None:
        """The group an in-place layer joins.

        None where the layer also writes a new blob or also reads another group's: joined to
        its head, it would run before what it reads.
        """
        bottoms = {unmarked(blob) for blob in layer.bottoms}
        tops = {unmarked(blob) for blob in layer.tops}
        if not tops or not tops <= bottoms:
            return None
        writers = {self._writer.get(blob) for blob in bottoms}
        return writers.pop() if len(writers) == 1 else None

    def network(self, name: str, source: Path, cancelled: Check | None) -> Network:
        """The nodes and edges of every layer taken."""
        edges: dict[tuple[str, str], None] = {}
        warnings: dict[str, None] = {}
        for known_writer, reader, blob, layer_name in heed(self._reads, cancelled):
            writer = known_writer
            if writer is None:
                # Caffe wants writers first; other tools' files are in any order.
                later = self._writers.get(unmarked(blob), [])
                writer = next((index for index in later if index != reader), None)
            if writer is None:
                sentence = translate(
                    "core", "layer {layer} reads blob {blob}, which no layer writes"
                )
                warnings[sentence.format(layer=layer_name, blob=blob)] = None
            elif writer != reader:
                edges[self.groups[writer].name, self.groups[reader].name] = None
        nodes = {
            group.name: Node(
                group.name, (*group.layers,), group.layers[0].tops, output_shape=group.shape
            )
            for group in heed(self.groups, cancelled)
        }
        ordered = execution_order(list(nodes), edges, cancelled)
        return Network(name, source, tuple(nodes[n] for n in ordered), (*edges,), (*warnings,))
