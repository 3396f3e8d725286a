"""Tiny runs on disk and ways to call the command line, for the tests beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).resolve().parents[2]
SHARED_DATA = PROJECT / ".." / "shared" / "data"
SAMPLE = PROJECT / "resources" / "sample"

PROTOTXT = """\
name: "tiny"
input: "data"
input_shape { dim: 1 dim: 1 dim: 2 dim: 2 }
layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1" }
layer { name: "relu1" type: "ReLU" bottom: "conv1" top: "conv1" }
layer { name: "conv2" type: "Convolution" bottom: "conv1" top: "conv2" }
layer { name: "prob" type: "Softmax" bottom: "conv2" top: "prob" }
"""

GOOD = (1.0, 2.0, 3.0, 4.0)
TURNED = (4.0, -3.0, 2.0, -1.0)


def float_dump(folder: Path, layer: str, values: Sequence[float], shape: str = "1_2_2") -> Path:
    """A Caffe dump."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{layer}_output0_{shape}_caffe.linear.float"
    path.write_text("".join(f"{value:.18e}\n" for value in values), encoding="ascii")
    return path


def hex_dump(
    folder: Path, layer: str, values: Sequence[float], shape: str = "1_2_2", bits: int = 12
) -> Path:
    """A mapper's dump, 20.12 unless told otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{layer}_output0_{shape}_quant.linear.hex"
    words = np.round(np.asarray(values, dtype=np.float64) * (1 << bits)).astype(np.int64)
    path.write_text("".join(f"{int(w) & 0xFFFFFFFF:08x}\n" for w in words), encoding="ascii")
    return path


def two_runs(folder: Path, **right: Sequence[float]) -> tuple[str, str]:
    """A float run of data, conv1, conv2, prob and a hex run, equal but for ``right``."""
    for layer in ("data", "conv1", "conv2", "prob"):
        float_dump(folder / "caffe", layer, GOOD)
        hex_dump(folder / "quant", layer, right.get(layer, GOOD))
    return str(folder / "caffe"), str(folder / "quant")


def start(
    *arguments: str,
    cwd: Path | None = None,
    before: str = "",
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    """Run ``main.py`` as a user does; ``before`` is Python run first in the same process."""
    settings = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "COLUMNS", "FORCE_COLOR")
    }
    settings |= {"PYTHONIOENCODING": "utf-8", **environment}
    command = [sys.executable, str(PROJECT / "main.py")]
    if before:
        program = (
            f"import sys, runpy; sys.path.insert(0, {str(PROJECT)!r})\n{before}\n"
            f"sys.argv[0] = {str(PROJECT / 'main.py')!r}\n"
            "runpy.run_path(sys.argv[0], run_name='__main__')\n"
        )
        command = [sys.executable, "-c", program]
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        cwd=cwd,
        env=settings,
        timeout=120,
        check=False,
    )


def only_line(text: str | bytes) -> str:
    """The one line an error is."""
    if isinstance(text, bytes):
        text = text.decode("utf-8")
    lines = text.splitlines()
    assert len(lines) == 1, text
    assert lines[0].startswith("cosight: ")
    assert "Traceback" not in text
    return lines[0]
