"""The shape of every blob of a prototxt, as far as it is certain.

From the shapes of the inputs, layer by layer in file order, by the ``Reshape`` methods of Caffe's
layers (and of the layers of the SSD and SegNet forks that NNIE knows: Permute, Normalize,
DepthwiseConv, Upsample). What does not follow is unknown, never guessed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.cancelling import Check, heed
from core.network.model import Shape
from core.network.pooling_size import both, size_in_caffe, window_of
from core.network.prototext import Message
from core.network.stated_net import StatedLayer, StatedNet, unmarked
from core.network.stated_numbers import NotStatedError, whole, wholes

Known = Shape | None
"""A whole shape, batch included; None where it is unknown."""

_MOST_AXES = 32
"""``kMaxBlobAxes`` of Caffe's ``blob.hpp``."""
_LONGEST = 2**31 - 1
_SPATIAL = 4
"""Axes of a blob of pictures."""


@dataclass(frozen=True, slots=True)
class LayerShapes:
    """The shapes of what one layer reads and writes, in the order of its bottoms and tops."""

    bottoms: tuple[Known, ...]
    tops: tuple[Known, ...]


def shapes_of(net: StatedNet, cancelled: Check | None = None) -> tuple[LayerShapes, ...]:
    """The shapes at each of ``net.layers``, at the time that layer runs.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    now: dict[str, Known] = {}
    found = []
    for one in heed(net.layers, cancelled):
        bottoms = tuple(now.get(unmarked(blob)) for blob in one.layer.bottoms)
        tops = _tops(one, bottoms)
        now.update(zip(map(unmarked, one.layer.tops), tops, strict=True))
        found.append(LayerShapes(bottoms, tops))
    return tuple(found)


def _tops(one: StatedLayer, bottoms: tuple[Known, ...]) -> tuple[Known, ...]:
    count = len(one.layer.tops)
    rule = _RULES.get(one.layer.type)
    known = [shape for shape in bottoms if shape is not None]
    unknown: tuple[Known, ...] = (None,) * count
    if rule is None or len(known) < len(bottoms) or (not bottoms and rule not in _SOURCES):
        return unknown
    try:
        shapes = rule(one, known)
    except NotStatedError:
        return unknown
    if len(shapes) != count or not all(map(_is_possible, shapes)):
        return unknown
    return tuple(shapes)


def _is_possible(shape: Shape) -> bool:
    return len(shape) <= _MOST_AXES and all(1 <= length <= _LONGEST for length in shape)


# --- what has no inputs ---------------------------------------------------------------------


def _stated(one: StatedLayer, _: Sequence[Shape]) -> list[Shape]:
    """Input and DummyData: one shape for all tops, or one each."""
    shapes = [tuple(wholes(Message([("dim", d) for d in dims]), "dim")) for dims in one.dims]
    if len(shapes) == 1:
        shapes *= len(one.layer.tops)
    return shapes


def _memory_data(one: StatedLayer, _: Sequence[Shape]) -> list[Shape]:
    parameters = one.parameters("memory_data_param")
    batch = whole(parameters, "batch_size")
    picture = tuple(whole(parameters, name) for name in ("channels", "height", "width"))
    return [(batch, *picture), (batch,)][: len(one.layer.tops)]


# --- pictures -------------------------------------------------------------------------------


def _convolution(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    return _slid(one, bottoms, _convolved)


def _deconvolution(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    return _slid(one, bottoms, _deconvolved)


def _convolved(length: int, kernel: int, stride: int, pad: int) -> int:
    room = length + 2 * pad - kernel
    if room < 0:
        raise NotStatedError
    return room // stride + 1


def _deconvolved(length: int, kernel: int, stride: int, pad: int) -> int:
    return stride * (length - 1) + kernel - 2 * pad


def _slid(
    one: StatedLayer, bottoms: Sequence[Shape], size: Callable[[int, int, int, int], int]
) -> list[Shape]:
    """What a convolution's window makes of each of the bottoms; ``kernel`` with its dilation."""
    parameters = one.parameters("convolution_param")
    known = ("pad", "pad_h", "pad_w")
    if whole(parameters, "axis", 1) != 1 or any(
        key.startswith("pad") and key not in known for key, _ in parameters.fields
    ):
        raise NotStatedError
    channels = whole(parameters, "num_output")
    kernels = both(parameters, "kernel_size", "kernel")
    strides = both(parameters, "stride", "stride", 1)
    pads = both(parameters, "pad", "pad", 0)
    dilations = both(parameters, "dilation", "dilation", 1)
    if min(*kernels, *strides, *dilations) < 1 or min(pads) < 0:
        raise NotStatedError
    shapes: list[Shape] = []
    for bottom in bottoms:
        batch, _, *picture = _picture(bottom)
        sizes = [
            size(length, dilations[at] * (kernels[at] - 1) + 1, strides[at], pads[at])
            for at, length in enumerate(picture)
        ]
        shapes.append((batch, channels, *sizes))
    return shapes


def _pooling(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    batch, channels, height, width = _picture(_only(bottoms))
    window = window_of(one.parameters("pooling_param"), height, width)
    return [(batch, channels, *size_in_caffe(window, height, width))] * len(one.layer.tops)


def _upsample(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    batch, channels, height, width = _picture(bottoms[0])
    parameters = one.parameters("upsample_param")
    if {key for key, _ in parameters.fields} != {"scale"}:
        raise NotStatedError
    scale = whole(parameters, "scale")
    return [(batch, channels, height * scale, width * scale)]


def _picture(shape: Shape) -> tuple[int, int, int, int]:
    if len(shape) != _SPATIAL:
        raise NotStatedError
    return shape[0], shape[1], shape[2], shape[3]


def _only(bottoms: Sequence[Shape]) -> Shape:
    if len(bottoms) != 1:
        raise NotStatedError
    return bottoms[0]


# --- what joins, parts and turns ------------------------------------------------------------


def _same(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    return [bottoms[0]] * len(one.layer.tops)


def _alike(_: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    if len(set(bottoms)) != 1:
        raise NotStatedError
    return [bottoms[0]]


def _inner_product(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    parameters = one.parameters("inner_product_param")
    shape = _only(bottoms)
    axis = _axis(whole(parameters, "axis", 1), len(shape))
    return [(*shape[:axis], whole(parameters, "num_output"))]


def _concat(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    axis = _named_axis(one.parameters("concat_param"), "concat_dim", len(bottoms[0]))
    around = {(shape[:axis], shape[axis + 1 :]) for shape in bottoms}
    if len(around) != 1:
        raise NotStatedError
    before, behind = around.pop()
    return [(*before, sum(shape[axis] for shape in bottoms), *behind)]


def _slice(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    parameters = one.parameters("slice_param")
    shape, count = _only(bottoms), len(one.layer.tops)
    axis = _named_axis(parameters, "slice_dim", len(shape))
    points = wholes(parameters, "slice_point")
    if not points and count and shape[axis] % count == 0:
        points = [shape[axis] // count * number for number in range(1, count)]
    if len(points) != count - 1:
        raise NotStatedError
    edges = [0, *points, shape[axis]]
    lengths = [end - start for start, end in pairwise(edges)]
    return [(*shape[:axis], length, *shape[axis + 1 :]) for length in lengths]


def _crop(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    if len(bottoms) != 2 or len(bottoms[0]) != len(bottoms[1]):
        raise NotStatedError
    axis = _axis(whole(one.parameters("crop_param"), "axis", 2), len(bottoms[0]))
    return [(*bottoms[0][:axis], *bottoms[1][axis:])]


def _permute(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    shape = _only(bottoms)
    order = wholes(one.parameters("permute_param"), "order")
    order += [axis for axis in range(len(shape)) if axis not in order]
    if sorted(order) != list(range(len(shape))):
        raise NotStatedError
    return [tuple(shape[axis] for axis in order)]


def _flatten(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    parameters = one.parameters("flatten_param")
    shape = _only(bottoms)
    first = _axis(whole(parameters, "axis", 1), len(shape))
    last = _axis(whole(parameters, "end_axis", -1), len(shape))
    if last < first:
        raise NotStatedError
    return [(*shape[:first], math.prod(shape[first : last + 1]), *shape[last + 1 :])]


def _reshape(one: StatedLayer, bottoms: Sequence[Shape]) -> list[Shape]:
    """0 keeps a length, -1 takes what is left over."""
    parameters = one.parameters("reshape_param")
    shape = _only(bottoms)
    start = whole(parameters, "axis", 0)
    start = start if start >= 0 else start + len(shape) + 1
    count = whole(parameters, "num_axes", -1)
    end = start + count if count >= 0 else len(shape)
    if not 0 <= start <= end <= len(shape) or count < -1:
        raise NotStatedError
    dims = wholes(parameters.messages("shape")[-1], "dim") if parameters.messages("shape") else []
    new = []
    for at, dim in enumerate(dims):
        if dim == 0 and start + at >= len(shape):
            raise NotStatedError
        new.append(shape[start + at] if dim == 0 else dim)
    left = math.prod(shape[start:end])
    if new.count(-1) == 1:
        fixed = math.prod(length for length in new if length != -1)
        if fixed < 1 or left % fixed:
            raise NotStatedError
        new[new.index(-1)] = left // fixed
    if math.prod(new) != left or len(new) > _MOST_AXES:
        raise NotStatedError
    return [(*shape[:start], *new, *shape[end:])]


def _named_axis(parameters: Message, old_name: str, count: int) -> int:
    """``axis``, or what it was called once; 1 unless told."""
    name = old_name if parameters.text(old_name) and not parameters.text("axis") else "axis"
    return _axis(whole(parameters, name, 1), count)


def _axis(axis: int, count: int) -> int:
    """An axis from the front; a negative one counts from the back."""
    if not -count <= axis < count:
        raise NotStatedError
    return axis % count


_Rule = Callable[[StatedLayer, Sequence[Shape]], list[Shape]]

_SOURCES: tuple[_Rule, ...] = (_stated, _memory_data)

_KEEP_SHAPE = (
    *("AbsVal", "BNLL", "BatchNorm", "Bias", "Clip", "Dropout", "ELU", "Exp", "LRN", "Log"),
    *("MVN", "Normalize", "PReLU", "Power", "ReLU", "ReLU6", "Relu6", "Scale", "ShuffleChannel"),
    *("Sigmoid", "Softmax", "Split", "Swish", "TanH", "Threshold"),
)

_RULES: dict[str, _Rule] = {
    **dict.fromkeys(_KEEP_SHAPE, _same),
    "Concat": _concat,
    "Convolution": _convolution,
    "ConvolutionDepthwise": _convolution,
    "Crop": _crop,
    "Deconvolution": _deconvolution,
    "DepthwiseConv": _convolution,
    "DummyData": _stated,
    "Eltwise": _alike,
    "Flatten": _flatten,
    "InnerProduct": _inner_product,
    "Input": _stated,
    "MemoryData": _memory_data,
    "Permute": _permute,
    "Pooling": _pooling,
    "Reshape": _reshape,
    "Slice": _slice,
    "Upsample": _upsample,
}
"""What a layer of each type writes, from what it reads; a type that is not here is unknown."""
