"""Large pairs of runs, written in seconds: for tests of size and for benchmarks.

Nothing is computed but noise: every layer draws its numbers from one table of values, and the
other side holds the same values with an error that grows along the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resources.sample.network import Box
from resources.sample.network_files import dot, prototxt
from resources.sample.writing import LineTable, Notation

NOISE_LEVELS = (0.02, 0.08, 0.2, 0.5)
"""Error over value, from the first quarter of the layers to the last: good, good, warn, bad."""

_VALUES = 1 << 12
_VARIANTS = 1 << 4


@dataclass(frozen=True, slots=True)
class RunPair:
    """Two folders of dumps and the network they are of."""

    left: Path
    right: Path
    prototxt: Path
    dot: Path
    shape: tuple[int, int, int]
    """(C, H, W) of every blob."""


def write_run_pair(
    folder: Path,
    *,
    layers: int,
    elements_per_layer: int,
    seed: int = 7,
    left: Notation = Notation.SCIENTIFIC,
    right: Notation = Notation.HEX,
    line_ending: str = "\n",
) -> RunPair:
    """Write ``layers`` pairs of dumps of ``elements_per_layer`` numbers each, and a chain of a net.

    ``folder/left`` has a Caffe script's names where it is decimal and the mapper's where it is
    hex, and so has ``folder/right``. 250 MB and more a second where the disk can.

    Raises:
        ValueError: fewer than one layer or element.
    """
    if layers < 1 or elements_per_layer < 1:
        raise ValueError("a run pair has at least one layer and one element in each")
    shape = _shape(elements_per_layer)
    names = ["data", *(f"conv{number}" for number in range(1, layers))]
    left_table, right_tables, state = _tables(seed, left, right, line_ending)
    random = np.random.default_rng()
    random.bit_generator.state = state
    left_folder, right_folder = folder / "left", folder / "right"
    for side in (left_folder, right_folder):
        side.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        rows = _rows(random, elements_per_layer)
        with (left_folder / _dump_name(name, shape, left)).open("wb") as stream:
            left_table.write(stream, rows)
        right_table = right_tables[number * len(NOISE_LEVELS) // layers]
        with (right_folder / _dump_name(name, shape, right)).open("wb") as stream:
            right_table.write(stream, rows)
    boxes = [Box("data", "Input", (), ("data",))]
    boxes += [
        Box(name, "Upsample", (before,), (name,), report=name == names[-1])
        for before, name in pairwise(names)
    ]
    shapes: Mapping[str, tuple[int, ...]] = dict.fromkeys(names, shape)
    pair = RunPair(
        left_folder, right_folder, folder / "deploy.prototxt", folder / "cnn_net_tree.dot", shape
    )
    pair.prototxt.write_text(prototxt("chain", boxes, shapes), encoding="ascii")
    pair.dot.write_text(dot(boxes, shapes, {}), encoding="ascii")
    return pair


@lru_cache(maxsize=2)
def _tables(
    seed: int, left: Notation, right: Notation, line_ending: str
) -> tuple[LineTable, list[LineTable], Mapping[str, Any]]:
    """Every line of the left side, those of the right for each noise level, and where the random
    numbers stand then: for small runs nearly all the work, and the same for all of them."""
    random = np.random.default_rng(seed)
    values = random.standard_normal(_VALUES).astype(np.float32)
    error = random.standard_normal((_VALUES, _VARIANTS)).astype(np.float32)
    repeated = np.repeat(values[:, None], _VARIANTS, axis=1)
    left_table = LineTable(left.lines(repeated.ravel(), line_ending))
    right_tables = [
        LineTable(right.lines((repeated + error * np.float32(level)).ravel(), line_ending))
        for level in NOISE_LEVELS
    ]
    return left_table, right_tables, random.bit_generator.state


def _rows(random: np.random.Generator, count: int) -> NDArray[np.uint16]:
    return random.integers(0, _VALUES * _VARIANTS, count, dtype=np.uint16)


def _shape(elements: int) -> tuple[int, int, int]:
    """(C, H, W) with H = W the largest power of two that divides evenly, 64 at most."""
    side = next(side for side in (64, 32, 16, 8, 4, 2, 1) if elements % (side * side) == 0)
    return elements // (side * side), side, side


def _dump_name(name: str, shape: tuple[int, int, int], notation: Notation) -> str:
    ending = "quant.linear.hex" if notation is Notation.HEX else "caffe.linear.float"
    return f"{name}_output0_{shape[0]}_{shape[1]}_{shape[2]}_{ending}"
