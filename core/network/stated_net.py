"""A prototxt's layers as the file states them: those of the run, each with all its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.cancelling import Check, heed
from core.errors import CosightError
from core.messages import translate
from core.network.model import Layer
from core.network.net_state import is_in_the_run, stages_of
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

Dims = tuple[str, ...]
"""A shape as the file states it, batch included; not yet known to be numbers."""


Version = tuple[int, str]
"""What a blob holds: the index of the layer that wrote it last, and the blob's plain name."""

NOBODY = -1
"""Index of the writer of a blob that no layer has written so far."""


@dataclass(frozen=True, slots=True)
class StatedLayer:
    """One layer of the file, or one input of its header."""

    layer: Layer
    message: Message
    """Its fields; empty for an input of the header."""
    key: str = ""
    """``layer`` or ``layers``, as the file has it; empty for an input of the header."""
    dims: tuple[Dims, ...] = ()
    """The shapes it states for its tops, in order."""

    def parameters(self, name: str) -> Message:
        """The fields of every message called ``name`` together, as protobuf merges them."""
        found = self.message.messages(name)
        return found[0] if len(found) == 1 else Message([f for one in found for f in one.fields])


@dataclass(frozen=True)
class StatedNet:
    """What a prototxt says, in file order."""

    name: str
    path: Path
    text: str
    """The whole file, lines ending in LF."""
    layers: tuple[StatedLayer, ...]
    """Those of the run: inputs of the header first, then the layers of the TEST phase."""
    left_out: tuple[Message, ...] = ()
    """Layers of the file that are not in the run."""

    @cached_property
    def reads(self) -> tuple[tuple[Version, ...], ...]:
        """What each of ``layers`` reads, in the order of its bottoms."""
        writer: dict[str, int] = {}
        found = []
        for index, one in enumerate(self.layers):
            blobs = map(unmarked, one.layer.bottoms)
            found.append(tuple((writer.get(blob, NOBODY), blob) for blob in blobs))
            writer.update((unmarked(blob), index) for blob in one.layer.tops)
        return tuple(found)

    @cached_property
    def readers(self) -> dict[Version, tuple[int, ...]]:
        """The indices of the layers that read each version of a blob, in file order."""
        found: dict[Version, dict[int, None]] = {}
        for index, versions in enumerate(self.reads):
            for version in versions:
                found.setdefault(version, {})[index] = None
        return {version: tuple(indices) for version, indices in found.items()}

    @cached_property
    def layer_names(self) -> frozenset[str]:
        """Every name that a layer has."""
        return frozenset(one.layer.name for one in self.layers)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that a layer or a blob has."""
        blobs = {blob for one in self.layers for blob in (*one.layer.bottoms, *one.layer.tops)}
        return self.layer_names | blobs | {unmarked(blob) for blob in blobs}


def read_stated(path: Path, cancelled: Check | None = None) -> StatedNet:
    """Read a prototxt file.

    Raises:
        CosightError: the file cannot be read, breaks the syntax, or describes no net.
        Cancelled: ``cancelled()`` was true.
    """
    text = read_text(path, translate("core", "a prototxt file"))
    tree = parse_prototext(text, path, cancelled)
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
    layers = _header_inputs(tree)
    left_out = []
    stages = stages_of(tree)
    for key, message in heed(stated, cancelled):
        if is_in_the_run(message, stages, path):
            layers.append(StatedLayer(_layer(message, key), message, key, _stated_dims(message)))
        else:
            left_out.append(message)
    if not layers:
        raise CosightError(
            translate(
                "core",
                "{file} is no network that can be run: expected layers for the TEST phase, "
                "found only such for TRAIN or for another level or stage; choose the deploy "
                "prototxt of the net",
            ).format(file=path)
        )
    return StatedNet(tree.text("name") or path.stem, path, text, (*layers,), (*left_out,))


def unmarked(blob: str) -> str:
    """A blob's plain name, without RuyiStudio's mark for tops that shall be dumped."""
    return blob.removesuffix(_REPORT_MARK) or blob


def is_reported(blob: str) -> bool:
    """Whether a top bears RuyiStudio's mark for tops that shall be dumped."""
    return unmarked(blob) != blob


def _layer(message: Message, key: str) -> Layer:
    name, kind = message.text("name"), message.text("type")
    for inner in message.messages("layer"):
        # The oldest files wrap name and type: layers { layer { name: … type: … } bottom: … }.
        name, kind = name or inner.text("name"), kind or inner.text("type")
    if key == "layers":
        kind = _modern_type(kind)
    bottoms, tops = message.texts("bottom"), message.texts("top")
    return Layer(name or (tops[0] if tops else kind), kind, (*bottoms,), (*tops,))


def _modern_type(kind: str) -> str:
    """``INNER_PRODUCT`` → ``InnerProduct``; a type that is no enum name stays."""
    if kind in _OLD_TYPES or not _ENUM_NAME.fullmatch(kind):
        return _OLD_TYPES.get(kind, kind)
    return "".join(word.capitalize() for word in kind.split("_"))


def _header_inputs(tree: Message) -> list[StatedLayer]:
    """``input: "data"`` with ``input_shape`` messages, or with four ``input_dim`` each."""
    shapes = [(*shape.texts("dim"),) for shape in tree.messages("input_shape")]
    dims = tree.texts("input_dim")
    shapes = shapes or [(*dims[at : at + 4],) for at in range(0, len(dims), 4)]
    return [
        StatedLayer(Layer(blob, "Input", (), (blob,)), Message(), dims=(*shapes[at : at + 1],))
        for at, blob in enumerate(tree.texts("input"))
    ]


def _stated_dims(message: Message) -> tuple[Dims, ...]:
    for kind in ("input_param", "dummy_data_param"):
        for parameters in message.messages(kind):
            if shapes := parameters.messages("shape"):
                return tuple((*shape.texts("dim"),) for shape in shapes)
    return ()
