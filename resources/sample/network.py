"""The sample's network: a detector in small, with everything that makes pairing hard.

Names with ``/``, two layers whose blobs bear other names, in-place groups, a residual sum, a
Concat of two branches, a Slice with two tops, an Upsample, a Permute and a classifier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from resources.sample import arithmetic
from resources.sample.arithmetic import Array, Randomness, per_channel

FIXED_BOXES = 23
"""Boxes the network has however few are asked for."""

CLASSES = 10
_EPSILON = np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class InPlace:
    """A layer that rewrites its head's blob."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Box:
    """A head layer with the in-place layers behind it.

    ``bottoms`` and ``tops`` are blobs. ``weights`` is (O, I, k, k), (C, 1, k, k) for a depthwise
    layer, (O, N) for an inner product.
    """

    name: str
    type: str
    bottoms: tuple[str, ...]
    tops: tuple[str, ...]
    in_place: tuple[InPlace, ...] = ()
    weights: Array | None = None
    stride: int = 1
    pad: int = 0
    report: bool = False
    """Whether it is an output of the net."""

    @property
    def depthwise(self) -> bool:
        """Whether each channel is convolved with a kernel of its own."""
        return self.type == "DepthwiseConv"

    @property
    def rectified(self) -> bool:
        """Whether a ReLU is in place."""
        return any(layer.type == "ReLU" for layer in self.in_place)

    @property
    def normalised(self) -> bool:
        """Whether a BatchNorm and a Scale are in place."""
        return any(layer.type == "BatchNorm" for layer in self.in_place)


@dataclass(frozen=True, slots=True)
class Normalisation:
    """What a BatchNorm and its Scale hold, each (C,)."""

    mean: Array
    variance: Array
    gamma: Array
    beta: Array

    def __call__(self, x: Array) -> Array:
        """``x`` (C, H, W), normalised and scaled."""
        centred = (x - per_channel(self.mean)) / per_channel(np.sqrt(self.variance + _EPSILON))
        return centred * per_channel(self.gamma) + per_channel(self.beta)

    def folded(self) -> tuple[Array, Array]:
        """Factor and bias (C,) that do the same in one step."""
        factor = self.gamma / np.sqrt(self.variance + _EPSILON)
        return factor, self.beta - self.mean * factor


@dataclass(frozen=True, slots=True)
class FloatRun:
    """The network, what it was fed, and what every blob held in float32."""

    boxes: tuple[Box, ...]
    data: Array
    blobs: Mapping[str, Array] = field(default_factory=dict)
    normalisations: Mapping[str, Normalisation] = field(default_factory=dict)
    """By box name."""


class _Builder:
    """Collects boxes and draws their weights."""

    def __init__(self, randomness: Randomness, channels: Mapping[str, int]) -> None:
        self.boxes: list[Box] = []
        self._randomness = randomness
        self._channels = dict(channels)

    def convolution(
        self,
        name: str,
        bottom: str,
        outputs: int,
        *,
        kernel: int = 1,
        stride: int = 1,
        plain: bool = False,
        report: bool = False,
    ) -> str:
        inputs = self._channels[bottom]
        weights = self._randomness.normal(outputs, inputs, kernel, kernel)
        weights *= np.sqrt(np.float32(2 / (inputs * kernel * kernel)))
        members = () if plain else _normalise_and_rectify(name)
        return self.add(
            Box(
                name,
                "Convolution",
                (bottom,),
                (name,),
                members,
                weights,
                stride,
                kernel // 2,
                report=report,
            ),
            outputs,
        )

    def depthwise(self, name: str, bottom: str) -> str:
        channels = self._channels[bottom]
        weights = self._randomness.normal(channels, 1, 3, 3) / np.float32(3)
        # The ranges of depthwise channels lie far apart: what makes them hard to quantise.
        spread = np.exp2(self._randomness.integers(channels, 5) - 2).astype(np.float32)
        weights *= spread[:, None, None, None]
        box = Box(
            name,
            "DepthwiseConv",
            (bottom,),
            (name,),
            _normalise_and_rectify(name),
            weights,
            pad=1,
        )
        return self.add(box, channels)

    def block(self, name: str, bottom: str) -> str:
        """Depthwise, pointwise, and the sum with what went in."""
        inner = self.convolution(
            f"{name}/pw", self.depthwise(f"{name}/dw", bottom), self._channels[bottom]
        )
        in_place = (InPlace(f"{name}/relu", "ReLU"),)
        top = f"{name}/sum"
        return self.add(
            Box(top, "Eltwise", (bottom, inner), (top,), in_place), self._channels[bottom]
        )

    def inner_product(self, name: str, bottom: str, outputs: int) -> str:
        inputs = self._channels[bottom]
        weights = self._randomness.normal(outputs, inputs) * np.sqrt(np.float32(2 / inputs))
        box = Box(name, "InnerProduct", (bottom,), (name,), weights=weights)
        return self.add(box, outputs)

    def add(self, box: Box, *channels: int) -> str:
        self.boxes.append(box)
        self._channels.update(zip(box.tops, channels, strict=True))
        return box.tops[0]


def _normalise_and_rectify(name: str) -> tuple[InPlace, ...]:
    return (
        InPlace(f"{name}/bn", "BatchNorm"),
        InPlace(f"{name}/scale", "Scale"),
        InPlace(f"{name}/relu", "ReLU"),
    )


def build_boxes(layers: int, channels: int, randomness: Randomness) -> tuple[Box, ...]:
    """A network of ``layers`` boxes (at least ``FIXED_BOXES``), ``channels`` wide.

    Boxes beyond the fixed ones lengthen the trunk with residual blocks of three, and what is left
    over goes into the context branch.
    """
    blocks, left_over = divmod(max(layers - FIXED_BOXES, 0), 3)
    net = _Builder(randomness, {"data": 3})
    wide = 2 * channels
    net.add(Box("data", "Input", (), ("data",)), 3)
    stem = net.convolution("stem/conv", "data", channels, kernel=3, stride=2)
    trunk = net.convolution("trunk1/pw", net.depthwise("trunk1/dw", stem), channels)
    for number in range(2, 3 + blocks):
        trunk = net.block(f"trunk{number}", trunk)

    pooled = net.add(Box("pool", "Pooling", (trunk,), ("pool",), stride=2), channels)
    context = net.convolution("context/reduce", pooled, wide)
    for number in range(1, left_over + 1):
        context = net.convolution(f"context/extra{number}", context, wide)
    context = net.depthwise("context/dw", context)
    context = net.convolution("context/pw", context, channels)
    # The layer bears another name than its blob, as exported detectors have it.
    context = net.add(
        Box("context/up_", "Upsample", (context,), ("context/up",), stride=2), channels
    )

    lateral = net.depthwise("lateral/dw", net.convolution("lateral/pw", trunk, channels))
    joined = net.add(Box("fuse/concat", "Concat", (lateral, context), ("fuse/concat",)), wide)
    fused = net.convolution("fuse/pw", joined, channels)
    half = channels // 2
    tops = ("head/split_loc", "head/split_conf")
    net.add(Box("head/split", "Slice", (fused,), tops), half, channels - half)
    net.convolution("head/loc", tops[0], 4, plain=True, report=True)
    conf = net.convolution("head/conf", tops[1], 2, plain=True)
    net.add(Box("head/conf_perm", "Permute", (conf,), ("head/conf_perm",), report=True), 0)

    averaged = net.add(Box("score/pool", "Pooling", (lateral,), ("score/pool",)), channels)
    score = net.inner_product("score/fc", averaged, CLASSES)
    net.add(Box("score/prob", "Softmax", (score,), ("score/prob",), report=True), CLASSES)
    return tuple(net.boxes)


def picture(size: int, randomness: Randomness) -> Array:
    """Something like a photo, (3, size, size): shapes on a slope, with noise.

    Pixels 0 … 255 in BGR, the usual means taken off, times 1/128: exact in 20.12.
    """
    row, column = np.mgrid[:size, :size]
    pixels = np.empty((3, size, size), dtype=np.int64)
    for channel, tint in enumerate((40, 70, 95)):
        pixels[channel] = tint + (60 * row + 50 * column) // size
    for _ in range(6):
        y, x, radius, *colour = (int(value) for value in randomness.integers(6, 256))
        near = (row - y * size // 256) ** 2 + (column - x * size // 256) ** 2
        inside = near < (size // 10 + radius * size // 1024) ** 2
        pixels[:, inside] = np.array(colour)[:, None]
    pixels += randomness.integers(pixels.size, 25).reshape(pixels.shape) - 12
    means = np.array([104, 117, 123])[:, None, None]
    values: Array = ((np.clip(pixels, 0, 255) - means) / 128).astype(np.float32)
    return values


def weighted(box: Box, x: Array, weights: Array) -> Array:
    """The box's multiplications: a convolution or an inner product of ``x`` with ``weights``."""
    if box.type == "InnerProduct":
        return arithmetic.inner_product(x, weights)
    return arithmetic.convolution(
        x, weights, stride=box.stride, pad=box.pad, depthwise=box.depthwise
    )


def unweighted(box: Box, inputs: list[Array]) -> list[Array]:
    """What a box without weights writes, one array per top, in-place layers not yet applied."""
    first = inputs[0]
    if box.type == "Eltwise":
        return [first + inputs[1]]
    if box.type == "Concat":
        return [np.concatenate(inputs)]
    if box.type == "Slice":
        half = len(first) // 2
        return [first[:half], first[half:]]
    if box.type == "Upsample":
        return [first.repeat(box.stride, axis=1).repeat(box.stride, axis=2)]
    if box.type == "Permute":
        return [np.ascontiguousarray(first.transpose(1, 2, 0))]
    if box.type == "Pooling":
        global_pool = box.stride == 1
        return [arithmetic.global_average(first) if global_pool else arithmetic.max_pool(first, 2)]
    return [arithmetic.softmax(first)]


def run_float(*, layers: int, size: int, channels: int, seed: int) -> FloatRun:
    """Build the network from ``seed`` and run it in float32 on one picture.

    Each BatchNorm takes the statistics of this very picture, so a net of any depth stays in range.
    """
    randomness = Randomness(seed)
    data = picture(size, randomness)
    boxes = build_boxes(layers, channels, randomness)
    blobs: dict[str, Array] = {"data": data}
    normalisations: dict[str, Normalisation] = {}
    for box in boxes[1:]:
        inputs = [blobs[name] for name in box.bottoms]
        if box.weights is None:
            outputs = unweighted(box, inputs)
        else:
            outputs = [weighted(box, inputs[0], box.weights)]
        if box.normalised:
            mean, variance = arithmetic.channel_statistics(outputs[0])
            gamma = randomness.uniform(len(mean), 0.8, 1.2)
            beta = randomness.uniform(len(mean), -0.2, 0.6)
            normalise = Normalisation(mean, variance, gamma, beta)
            normalisations[box.name] = normalise
            outputs = [normalise(outputs[0])]
        if box.rectified:
            outputs = [np.maximum(outputs[0], np.float32(0))]
        blobs.update(zip(box.tops, outputs, strict=True))
    return FloatRun(boxes, data, blobs, normalisations)
