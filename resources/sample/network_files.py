"""The sample's network as the tools write it: ``deploy.prototxt`` and ``cnn_net_tree.dot``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resources.sample.network import Box

Shape = tuple[int, ...]

_DOT_TYPES = {
    "Input": (44, "Preprocess"),
    "Convolution": (0, "Convolution"),
    "DepthwiseConv": (0, "Convolution"),
    "InnerProduct": (1, "InnerProduct"),
    "Pooling": (3, "PoolingMax"),
    "Softmax": (10, "Softmax"),
    "Eltwise": (27, "Eltwise"),
    "Permute": (31, "Permute"),
    "Slice": (35, "Slice"),
    "Concat": (37, "Concat"),
    "Upsample": (40, "Upsample"),
}
_REPORT_TYPE = (45, "Reportop")


def file_name(name: str) -> str:
    """A layer's or blob's name as it stands in file names and in the dot."""
    return name.replace("/", "_")


def prototxt(name: str, boxes: Sequence[Box], shapes: Mapping[str, Shape]) -> str:
    """The network in Caffe's text format; ``shapes`` by blob, the batch left out."""
    dims = " ".join(f"dim: {extent}" for extent in (1, *shapes["data"]))
    lines = [f'name: "{name}"', 'input: "data"', f"input_shape {{ {dims} }}"]
    for box in boxes[1:]:
        lines += _layer(box.name, box.type, box.bottoms, box.tops, _parameters(box, shapes))
        for layer in box.in_place:
            lines += _layer(
                layer.name, layer.type, box.tops, box.tops, _IN_PLACE_PARAMETERS.get(layer.type, ())
            )
    return "\n".join(lines) + "\n"


def node_ids(boxes: Sequence[Box]) -> tuple[dict[str, int], dict[str, int]]:
    """The dot's ids by box name: of the boxes, and of the Reportops that hang on some of them."""
    ids: dict[str, int] = {}
    report_ids: dict[str, int] = {}
    for box in boxes:
        ids[box.name] = len(ids) + len(report_ids)
        if box.report:
            report_ids[box.name] = len(ids) + len(report_ids)
    return ids, report_ids


def dot(boxes: Sequence[Box], shapes: Mapping[str, Shape], data_deltas: Mapping[str, int]) -> str:
    """The mapper's dot: every node on a line, its out-edges after it; in-place layers are merged.

    ``shapes`` are by blob, ``data_deltas`` by box name (0 where there is none).
    """
    ids, report_ids = node_ids(boxes)
    readers: dict[str, list[str]] = {}
    for box in boxes:
        for blob in box.bottoms:
            readers.setdefault(blob, []).append(box.name)
    lines = ["digraph cnn_tree {"]
    for box in boxes:
        output = shapes[box.tops[0]]
        source = shapes[box.bottoms[0]] if box.bottoms else output
        if box.type in {"Concat", "Slice"}:
            source = output = _stacked([shapes[blob] for blob in box.bottoms])
        delta = data_deltas.get(box.name, 0)
        entry = str(delta) if len(box.bottoms) < 2 else str((delta,) * len(box.bottoms))
        kind = _DOT_TYPES[box.type]
        lines.append(_node(file_name(box.name), ids[box.name], kind, source, output, entry))
        lines += [
            f"{file_name(box.name)} -> {file_name(reader)};"
            for blob in box.tops
            for reader in readers.get(blob, ())
        ]
        if box.report:
            number = list(report_ids).index(box.name)
            report = f"{file_name(box.name)}_report_0_{number}"
            lines.append(f"{file_name(box.name)} -> {report};")
            lines.append(_node(report, report_ids[box.name], _REPORT_TYPE, output, output, "0"))
    return "\n".join([*lines, "}"]) + "\n"


def _stacked(shapes: Sequence[Shape]) -> Shape:
    return (sum(shape[0] for shape in shapes), *shapes[0][1:])


def _node(
    name: str, number: int, kind: tuple[int, str], source: Shape, output: Shape, data_delta: str
) -> str:
    code, type_name = kind
    label = "\\n".join(
        [
            name,
            " net segment id: 0",
            f" id: {number}  type: {code}",
            f"type name: {type_name}",
            f" input size: {_size(source)}",
            f" output size: {_size(output)}",
            f" report_flag: {-1 if kind == _REPORT_TYPE else 0}",
            " bond_type: 1",
            " data_bit_mode: 0",
            f" data_delta: {data_delta}",
        ]
    )
    return f'{name} [shape=box, label="{label}"];'


def _size(shape: Shape) -> str:
    return "*".join(str(extent) for extent in (*shape, 1, 1)[:3])


_IN_PLACE_PARAMETERS = {
    "BatchNorm": ("batch_norm_param { use_global_stats: true eps: 1e-05 }",),
    "Scale": ("scale_param { bias_term: true }",),
}


def _layer(
    name: str,
    kind: str,
    bottoms: Sequence[str],
    tops: Sequence[str],
    parameters: Sequence[str],
) -> list[str]:
    return [
        "layer {",
        f'  name: "{name}"',
        f'  type: "{kind}"',
        *(f'  bottom: "{blob}"' for blob in bottoms),
        *(f'  top: "{blob}"' for blob in tops),
        *(f"  {parameter}" for parameter in parameters),
        "}",
    ]


def _parameters(box: Box, shapes: Mapping[str, Shape]) -> tuple[str, ...]:
    channels = shapes[box.tops[0]][0]
    if box.weights is not None and box.type != "InnerProduct":
        return (
            f"convolution_param {{ num_output: {channels} bias_term: false pad: {box.pad}"
            f" kernel_size: {box.weights.shape[-1]} stride: {box.stride} }}",
        )
    if box.type == "Pooling":
        window = "global_pooling: true" if box.stride == 1 else "kernel_size: 2 stride: 2"
        return (f"pooling_param {{ pool: {'AVE' if box.stride == 1 else 'MAX'} {window} }}",)
    return {
        "InnerProduct": (f"inner_product_param {{ num_output: {channels} bias_term: false }}",),
        "Eltwise": ("eltwise_param { operation: SUM }",),
        "Concat": ("concat_param { axis: 1 }",),
        "Slice": (f"slice_param {{ axis: 1 slice_point: {channels} }}",),
        "Upsample": (f"upsample_param {{ scale: {box.stride} }}",),
        "Permute": ("permute_param { order: 0 order: 2 order: 3 order: 1 }",),
    }.get(box.type, ())
