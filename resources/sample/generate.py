"""Write the sample: two runs of a small network that part ways, its prototxt and its dot.

Usage: ``python -m resources.sample.generate [FOLDER] [--layers N] [--size N] [--channels N]
[--seed N] [--without-fault]``
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resources import resource_path
from resources.sample import network_files
from resources.sample.arithmetic import Array
from resources.sample.network import FIXED_BOXES, Box, FloatRun, run_float
from resources.sample.network_files import file_name
from resources.sample.quantised import FAULTY_BOX, Quantised, decode, run_quantised
from resources.sample.writing import Notation

_NAMED_BY_LAST_IN_PLACE = "trunk1/pw"
"""The one blob whose float dump bears the name of the last layer that rewrote it."""


@dataclass(frozen=True, slots=True)
class SamplePaths:
    """What ``write_sample`` wrote."""

    float_run: Path
    quantised_run: Path
    instruction_run: Path
    prototxt: Path
    dot: Path


def write_sample(
    folder: Path,
    *,
    layers: int = 24,
    size: int = 32,
    channels: int = 8,
    seed: int = 7,
    faulty: bool = True,
) -> SamplePaths:
    """Write three runs of one network, each in its tool's names and notation.

    Args:
        folder: where to; dumps of an earlier sample in it are replaced.
        layers: boxes of the network, at least ``FIXED_BOXES``.
        size: height and width of the picture, a multiple of 4, at least 16.
        channels: width of the trunk, even, at least 4.
        seed: of the weights and the picture.
        faulty: whether one layer of the quantised run is clipped.

    Raises:
        ValueError: a size that the network cannot have.
    """
    if layers < FIXED_BOXES:
        raise ValueError(f"the sample has at least {FIXED_BOXES} layers, not {layers}")
    if size < 16 or size % 4:
        raise ValueError(f"the picture's size is a multiple of 4 and at least 16, not {size}")
    if channels < 4 or channels % 2:
        raise ValueError(f"the number of channels is even and at least 4, not {channels}")
    paths = SamplePaths(
        folder / "float_run",
        folder / "quantised_run",
        folder / "instruction_run",
        folder / "deploy.prototxt",
        folder / "cnn_net_tree.dot",
    )
    for run_folder in (paths.float_run, paths.quantised_run, paths.instruction_run):
        run_folder.mkdir(parents=True, exist_ok=True)
        for old in (*run_folder.glob("*.float"), *run_folder.glob("*.hex")):
            old.unlink()
    run = run_float(layers=layers, size=size, channels=channels, seed=seed)
    quantised = run_quantised(run, faulty=faulty)
    shapes = {name: blob.shape for name, blob in run.blobs.items()}
    deltas = {name: box.data_delta for name, box in quantised.items()}
    _write_text(paths.prototxt, network_files.prototxt("cosight_sample", run.boxes, shapes))
    _write_text(paths.dot, network_files.dot(run.boxes, shapes, deltas))
    _write_float_run(paths.float_run, run)
    _write_quantised_run(paths.quantised_run, run, quantised)
    _write_instruction_run(paths.instruction_run, run.boxes, quantised)
    return paths


def _write_float_run(folder: Path, run: FloatRun) -> None:
    flat = {"InnerProduct", "Softmax"}
    for box in run.boxes:
        for blob in box.tops:
            values = run.blobs[blob]
            name = box.in_place[-1].name if box.name == _NAMED_BY_LAST_IN_PLACE else blob
            dims = values.shape[:1] if box.type in flat else values.shape
            stem = "_".join([file_name(name), "output0", *map(str, dims)])
            _write_decimals(folder / f"{stem}_caffe.linear.float", values, Notation.SCIENTIFIC)


def _write_quantised_run(folder: Path, run: FloatRun, quantised: Mapping[str, Quantised]) -> None:
    for box in run.boxes:
        name, result = file_name(box.name), quantised[box.name]
        for top, numbers in enumerate(result.outputs):
            dims = "_".join(map(str, numbers.shape))
            _write_hex(folder / f"{name}_output{top}_{dims}_quant.linear.hex", numbers, 8)
        if result.weights is None or result.anti_weights is None or result.bias is None:
            continue
        _write_hex(folder / f"{name}_weight.hex", result.weights)
        _write_decimals(folder / f"{name}_weight-anti.float", result.anti_weights, Notation.SHORT)
        _write_hex(folder / f"{name}_bias.hex", result.bias)
        if not (box.depthwise or box.report):
            continue
        for index, codes in enumerate(result.inputs):
            # The mapper puts the layer's output dims into the names of its inputs.
            dims = "_".join(map(str, result.outputs[0].shape))
            stem = f"{name}_input{index}_{dims}"
            _write_hex(folder / f"{stem}_quant.nonlinear.hex", codes, 2)
            if box.name == FAULTY_BOX:
                decoded = decode(codes, result.data_delta)
                _write_decimals(folder / f"{stem}_anti_quant.float", decoded, Notation.SHORT)


def _write_instruction_run(
    folder: Path, boxes: Sequence[Box], quantised: Mapping[str, Quantised]
) -> None:
    ids, report_ids = network_files.node_ids(boxes)
    for box in boxes:
        # Which id an output of the net bears differs between tools: the sample shows both.
        number = report_ids[box.name] if box.type == "Softmax" else ids[box.name]
        for top, numbers in enumerate(quantised[box.name].outputs):
            path = folder / f"seg0_layer{number}_output{top}_inst.linear.hex"
            _write_hex(path, numbers, 8)


def _write_decimals(path: Path, values: Array, notation: Notation) -> None:
    path.write_bytes(b"".join(notation.lines(values.ravel())))


def _write_hex(path: Path, numbers: NDArray[np.int32] | NDArray[np.uint8], digits: int = 1) -> None:
    """One number a line in two's complement, padded with zeros to ``digits``."""
    mask = (1 << (8 * numbers.itemsize)) - 1
    lines = (f"{number & mask:0{digits}x}\n" for number in numbers.ravel().tolist())
    path.write_bytes("".join(lines).encode("ascii"))


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("ascii"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the sample the arguments ask for; by default the one that is bundled."""
    parser = argparse.ArgumentParser(
        prog="python -m resources.sample.generate",
        description="Write two runs of a small network that part ways.",
    )
    parser.add_argument("folder", nargs="?", type=Path, default=resource_path("sample"))
    parser.add_argument("--layers", type=int, default=24, help="boxes of the network")
    parser.add_argument("--size", type=int, default=32, help="height and width of the picture")
    parser.add_argument("--channels", type=int, default=8, help="width of the trunk")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--without-fault", action="store_true", help="clip no layer of the quantised run"
    )
    options = parser.parse_args(arguments)
    try:
        paths = write_sample(
            options.folder,
            layers=options.layers,
            size=options.size,
            channels=options.channels,
            seed=options.seed,
            faulty=not options.without_fault,
        )
    except ValueError as error:
        parser.error(str(error))
    print(paths.float_run, paths.quantised_run, paths.instruction_run, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
