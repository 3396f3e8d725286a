"""Help for the tests of the readers: text in, values out."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from core.dumps.formats import FixedPoint
from core.dumps.kernels import decimal_kernel
from core.dumps.model import Values
from core.dumps.names import parse_name
from core.dumps.reader import read_dump
from core.dumps.text import exact_double

FLOAT = "conv1_output0_2_3_caffe.linear.float"
HEX = "conv1_output0_2_3_quant.linear.hex"
NONLINEAR = "conv1_input0_2_3_quant.nonlinear.hex"
WEIGHT = "conv1_weight.hex"
BIAS = "conv1_bias.hex"

TOKEN = re.compile(rb"[^ \t\n\r\v\f,]+")
Outcome = list[bytes | None]

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


def parse(
    buffer: Any, start: int, stop: int, out: Any, count: int, odd: Any
) -> tuple[int, int, int]:
    """``fill_decimals`` on text alone: (position, count, rows of odd)."""
    position, _, count, odds, *_ = decimal_kernel().fill_decimals(
        buffer, start, stop, out, count, odd, stop, 0, 0, 0
    )
    return position, count, odds


def read_decimals(text: bytes, room: int = 1 << 16, odd_room: int = 64, start: int = 0) -> Outcome:
    """Bytes of each float64, with odd tokens read as the caller does; None where there is none."""
    buffer = np.frombuffer(text + b"\n" + b"7.5" * 22, np.uint8).copy()
    out, odd = np.empty(room), np.empty((odd_room, 3), np.int64)
    found: Outcome = []
    position = start
    while position < len(text):
        before = position
        position, count, odds = parse(buffer, position, len(text), out, 0, odd)
        assert count <= room
        assert odds <= odd_room
        assert position > before
        numbers: Outcome = [number.tobytes() for number in out[:count]]
        for offset, length, index in odd[:odds].tolist():
            token = text[offset : offset + length]
            assert TOKEN.fullmatch(token)
            number = exact_double(token)
            numbers[index] = None if number is None else np.float64(number).tobytes()
        found += numbers
    return found
