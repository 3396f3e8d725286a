"""Numbers as lines of text, in every notation the tools use, a million and more a second."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

_CHUNK = 1 << 20
"""Lines that are put together at a time."""


class Notation(StrEnum):
    """How a number is written; the values are %-formats, but for hex."""

    SCIENTIFIC = "%.18e"
    """NumPy's ``savetxt``."""
    SHORT = "%g"
    FIXED = "%.18f"
    HEX = "hex"
    """Eight hex digits of 20.12."""

    def lines(self, values: NDArray[np.float32], line_ending: str = "\n") -> list[bytes]:
        """Every value as one line."""
        if self is Notation.HEX:
            numbers = np.rint(values.astype(np.float64) * 4096).astype(np.int64)
            texts = [f"{number & 0xFFFFFFFF:08x}" for number in numbers.tolist()]
        else:
            texts = [self.value % value for value in values.tolist()]
        return [f"{text}{line_ending}".encode("ascii") for text in texts]


class LineTable:
    """Lines made beforehand, written in any order and number as fast as memory is copied."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        width = max(len(line) for line in lines)
        padded = b"".join(line.ljust(width, b"\0") for line in lines)
        self._table = np.frombuffer(padded, dtype=np.uint8).reshape(len(lines), width)
        self._even = all(len(line) == width for line in lines)

    def write(self, stream: BinaryIO, indices: NDArray[np.integer]) -> None:
        """Write line ``indices[0]``, ``indices[1]``, …"""
        for start in range(0, len(indices), _CHUNK):
            block = self._table[indices[start : start + _CHUNK]].ravel()
            stream.write((block if self._even else block[block != 0]).tobytes())
