"""Caffe prototxt → ``Network``, as the net runs in its TEST phase."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import CosightError
from core.messages import translate
from core.network.model import Layer, Network, Node, Shape
from core.network.net_state import is_in_the_run, stages_of
from core.network.order import UniqueNames, execution_order
from core.network.prototext import Message, parse_prototext
from core.network.text_file import read_text

_REPORT_MARK = "_report"
"""RuyiStudio appends this to a top that shall be dumped; the readers of the blob may keep
calling it by its plain name."""

_OLD_TYPES = {
    "ABSVAL": "AbsVal",
    "ARGMAX": "ArgMax",
    "BNLL": "BNLL",
    "HDF5_DATA": "HDF5Data",
    "HDF5_OUTPUT": "HDF5Output",
    "LRN": "LRN",
    "MVN": "MVN",
    "PRELU": "PReLU",
    "RELU": "ReLU",
    "SOFTMAX_LOSS": "SoftmaxWithLoss",
    "TANH": "TanH",
}
"""Those of ``V1LayerParameter.LayerType`` (caffe.proto) that are not plain CamelCase today."""

_ENUM_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
_DIMENSION = re.compile(r"\d{1,9}")


def read_prototxt(path: Path) -> Network:
    """Read the net of a prototxt file.

    Layers that run only in the TRAIN phase, or at another level or stage, are left out. A layer
    whose tops are its bottoms joins the node that wrote the blob before it. A bottom that no
    layer writes is a warning.

    Raises:
        CosightError: the file cannot be read, breaks the syntax, or describes no net.
    """
    text = read_text(path, translate("core", "a prototxt file"))
    tree = parse_prototext(text, path)
    stated = [
        (key, value)
        for key, value in tree.fields
        if key in ("layer", "layers") and isinstance(value, Message)
    ]
    if not stated:
        raise CosightError(
            translate(
                "core",
                "{file} is no prototxt network: expected layer {{ … }} blocks, found none; "
                "choose the prototxt that describes the layers of the net",
            ).format(file=path)
        )
    builder = _Builder()
    _add_header_inputs(builder, tree)
    stages = stages_of(tree)
    for key, message in stated:
        if is_in_the_run(message, stages, path):
            builder.add(_layer(message, is_old=key == "layers"), _stated_shape(message))
    if not builder.groups:
        raise CosightError(
            translate(
                "core",
                "{file} is no network that can be run: expected layers for the TEST phase, "
                "found only such for TRAIN or for another level or stage; choose the deploy "
                "prototxt of the net",
            ).format(file=path)
        )
    return builder.network(tree.text("name") or path.stem, path)


def _layer(message: Message, is_old: bool) -> Layer:
    name, kind = message.text("name"), message.text("type")
    for inner in message.messages("layer"):
        # The oldest files wrap name and type: layers { layer { name: … type: … } bottom: … }.
        name, kind = name or inner.text("name"), kind or inner.text("type")
    if is_old:
        kind = _modern_type(kind)
    bottoms, tops = message.texts("bottom"), message.texts("top")
    return Layer(name or (tops[0] if tops else kind), kind, (*bottoms,), (*tops,))


def _modern_type(kind: str) -> str:
    """``INNER_PRODUCT`` → ``InnerProduct``; a type that is no enum name stays."""
    if kind in _OLD_TYPES or not _ENUM_NAME.fullmatch(kind):
        return _OLD_TYPES.get(kind, kind)
    return "".join(word.capitalize() for word in kind.split("_"))


def _add_header_inputs(builder: _Builder, tree: Message) -> None:
    """``input: "data"`` with ``input_shape`` messages, or with four ``input_dim`` each."""
    shapes = [_without_batch(shape.texts("dim")) for shape in tree.messages("input_shape")]
    dims = tree.texts("input_dim")
    shapes = shapes or [_without_batch(dims[at : at + 4]) for at in range(0, len(dims), 4)]
    for index, blob in enumerate(tree.texts("input")):
        shape = shapes[index] if index < len(shapes) else ()
        builder.add(Layer(blob, "Input", (), (blob,)), shape)


def _stated_shape(message: Message) -> Shape:
    for kind in ("input_param", "dummy_data_param"):
        for parameters in message.messages(kind):
            for shape in parameters.messages("shape"):
                return _without_batch(shape.texts("dim"))
    return ()


def _without_batch(dims: list[str]) -> Shape:
    if not all(_DIMENSION.fullmatch(dim) for dim in dims):
        return ()
    shape = tuple(int(dim) for dim in dims)
    return shape[1:] if len(shape) > 1 else shape


def unmarked(blob: str) -> str:
    """A blob's plain name, without RuyiStudio's mark for tops that shall be dumped."""
    return blob.removesuffix(_REPORT_MARK) or blob


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

    def network(self, name: str, source: Path) -> Network:
        """The nodes and edges of every layer taken."""
        edges: dict[tuple[str, str], None] = {}
        warnings: dict[str, None] = {}
        for known_writer, reader, blob, layer_name in self._reads:
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
            for group in self.groups
        }
        ordered = execution_order(list(nodes), edges)
        return Network(name, source, tuple(nodes[n] for n in ordered), (*edges,), (*warnings,))
