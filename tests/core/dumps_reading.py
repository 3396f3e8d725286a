"""Help for the tests of the readers: text in, values out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from core.dumps.formats import FixedPoint
from core.dumps.model import Values
from core.dumps.names import parse_name
from core.dumps.reader import read_dump

FLOAT = "conv1_output0_2_3_caffe.linear.float"
HEX = "conv1_output0_2_3_quant.linear.hex"
NONLINEAR = "conv1_input0_2_3_quant.nonlinear.hex"
WEIGHT = "conv1_weight.hex"
BIAS = "conv1_bias.hex"

REAL_DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def reader_in(folder: Path) -> Callable[..., Values]:
    """A function that writes text to a file of the given name and reads it as a dump."""

    def read(text: bytes, file_name: str = FLOAT, form: str = "20.12", **options: Any) -> Values:
        path = folder / file_name
        path.write_bytes(text)
        name = parse_name(file_name)
        assert name is not None
        return read_dump(path, name, FixedPoint.parse(form), **options)

    return read


def nearest_single(text: str) -> np.float32:
    """The float32 nearest to decimal text, ties to even, in exact rational arithmetic."""
    exact = Fraction(text)
    size = abs(exact)
    negative = text.strip().startswith("-")
    if size == 0:
        return np.float32(-0.0 if negative else 0.0)
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    while Fraction(2) ** exponent > size:
        exponent -= 1
    while Fraction(2) ** (exponent + 1) <= size:
        exponent += 1
    quantum = Fraction(2) ** max(exponent - 23, -149)
    rounded = round(size / quantum) * quantum
    value = float("inf") if rounded >= 2**128 else float(rounded)
    return np.float32(-value if negative else value)


def bits(numbers: Any) -> list[int]:
    """float32 bit patterns, so that −0 differs from 0."""
    with np.errstate(over="ignore"):
        singles = np.asarray(numbers, np.float64).astype(np.float32)
    patterns: list[int] = singles.view(np.uint32).tolist()
    return patterns
