"""Networks of any depth as real ones are built: residual blocks, branches that meet again, long
skips from an encoder to a decoder, and several heads.

Only names, types and edges: nothing is computed. For tests and benchmarks of the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from resources.sample.network import Box, InPlace

SMALLEST = 12
"""Boxes a network has at least."""

_STAGES = 5
"""Levels of the encoder; each but the last feeds one of the decoder."""


class _Net:
    """Collects boxes, each with one blob of its own name."""

    def __init__(self) -> None:
        self.boxes = [Box("data", "Input", (), ("data",))]

    def add(self, name: str, kind: str, *bottoms: str, in_place: Sequence[str] = ()) -> str:
        members = tuple(InPlace(f"{name}/{one.lower()}", one) for one in in_place)
        self.boxes.append(Box(name, kind, bottoms, (name,), members))
        return name

    def convolution(self, name: str, bottom: str, *, plain: bool = False) -> str:
        in_place = () if plain else ("BatchNorm", "Scale", "ReLU")
        return self.add(name, "Convolution", bottom, in_place=in_place)

    def block(self, name: str, bottom: str, kind: int, room: int) -> str:
        """One of three blocks of at most ``room`` boxes; what it writes."""
        if room < 4:
            return self.convolution(f"{name}/conv", bottom)
        if kind == 0 or room < 7:  # residual
            inner = bottom
            for part in ("a", "b", "c")[: min(room - 1, 3)]:
                inner = self.convolution(f"{name}/branch2{part}", inner)
            return self.add(name, "Eltwise", bottom, inner, in_place=("ReLU",))
        if kind == 1:  # branches that are joined
            wide = [self.convolution(f"{name}/1x1", bottom)]
            inner = self.convolution(f"{name}/3x3_reduce", bottom)
            wide.append(self.convolution(f"{name}/3x3", inner))
            pooled = self.add(f"{name}/pool", "Pooling", bottom)
            wide.append(self.convolution(f"{name}/pool_proj", pooled))
            return self.add(f"{name}/output", "Concat", *wide)
        half = self.convolution(f"{name}/cv1", bottom)  # each step is joined, as in a C2f
        parts = [half]
        for number in range(min(room - 2, 5)):
            half = self.convolution(f"{name}/m{number}", half)
            parts.append(half)
        return self.add(f"{name}/concat", "Concat", *parts)


def branching_boxes(layers: int, seed: int = 1) -> tuple[Box, ...]:
    """A network of exactly ``layers`` boxes in execution order.

    Raises:
        ValueError: fewer than ``SMALLEST``.
    """
    if layers < SMALLEST:
        raise ValueError(f"a branching network has at least {SMALLEST} boxes")
    random = np.random.default_rng(seed)
    net = _Net()
    stages = min(_STAGES, max(layers // 12, 1))
    # A way up takes two boxes a stage, the heads four in all, the input one.
    trunk_room = layers - 2 * (stages - 1) - 5
    trunk, levels = "data", []
    for stage in range(stages):
        end = 1 + trunk_room * (stage + 1) // stages
        number = 0
        while len(net.boxes) < end:
            kind = int(random.integers(3))
            trunk = net.block(f"stage{stage}/block{number}", trunk, kind, end - len(net.boxes))
            number += 1
        levels.append(trunk)
    for stage in reversed(range(stages - 1)):
        up = net.add(f"up{stage}", "Upsample", trunk)
        trunk = net.add(f"up{stage}/sum", "Eltwise", up, levels[stage])
    first = net.convolution("head/loc", trunk, plain=True)
    net.add("head/loc_perm", "Permute", first)
    second = net.convolution("head/conf", levels[0], plain=True)
    net.add("head/conf_perm", "Permute", second)
    return tuple(net.boxes)


def edges_of(boxes: Sequence[Box]) -> tuple[tuple[str, str], ...]:
    """From the writer of each blob to its readers, by box names."""
    writer = {blob: box.name for box in boxes for blob in box.tops}
    return tuple((writer[blob], box.name) for box in boxes for blob in box.bottoms)
