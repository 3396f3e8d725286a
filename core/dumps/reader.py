"""Reads one dump, of any encoding, into numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.dumps import kernels, refuse
from core.dumps.formats import FixedPoint, nonlinear_table
from core.dumps.model import DumpName, Encoding, Values
from core.dumps.text import exact_double, holds_decimals, is_cut_off
from core.dumps.text_file import BUFFER_SIZE, DECIMAL_SEPARATORS, Cancelled, TextFile
from core.dumps.weights import weight_values
from core.dumps.workspace import Workspace

__all__ = ["Cancelled", "read_dump"]

_ODD_ROWS = 1024
_SAMPLE_BYTES = 4096
_NO_WIDTH = 1 << 30

_Number = TypeVar("_Number", np.float64, np.int32)


def read_dump(
    path: Path,
    name: DumpName,
    hex_format: FixedPoint,
    data_delta: int | None = None,
    cancelled: Callable[[], bool] | None = None,
    buffer_size: int = BUFFER_SIZE,
    workspace: Workspace | None = None,
) -> Values:
    """Read all numbers of the dump at ``path``, in file order.

    Decimal text becomes the float64 nearest to it, ties to even. ``name.encoding`` says what to
    expect; a ``.hex`` file that holds decimal text is read as such. ``data_delta``, in 1/128
    octaves, is needed for logarithmic codes. ``cancelled`` is asked before each piece of
    ``buffer_size`` bytes. With a ``workspace`` the numbers may lie in its memory, and hold only
    until it is used again; without one they are the caller's own.

    Raises:
        CosightError: the file cannot be read, or is not what its name says; the sentence names
            the file and, where there is one, the line.
        Cancelled: ``cancelled()`` was true.
    """
    with TextFile(path, cancelled, buffer_size) as file:
        if name.encoding is Encoding.DECIMAL or holds_decimals(
            file.head, file.head_is_all, bool(name.blob)
        ):
            return Values(_read_decimals(file, workspace))
        if name.encoding is Encoding.NONLINEAR:
            return _read_nonlinear(file, data_delta, workspace)
        if name.encoding is Encoding.INTEGER:
            return _fixed_values(file, *_read_hex(file, workspace), FixedPoint(32, 0))
        if name.encoding is Encoding.WEIGHT:
            numbers, narrowest, widest = _read_hex(file, workspace)
            if widest > 2:
                return _fixed_values(file, numbers, narrowest, widest, hex_format)
        else:
            return _fixed_values(file, *_read_hex(file, workspace, padded=8), hex_format)
    codes = numbers.astype(np.uint8)
    return weight_values(path, codes, lambda anti: _read_anti(anti, cancelled, buffer_size))


def _read_anti(
    path: Path, cancelled: Callable[[], bool] | None, buffer_size: int
) -> NDArray[np.float64]:
    with TextFile(path, cancelled, buffer_size) as file:
        return _read_decimals(file)


def _read_decimals(file: TextFile, workspace: Workspace | None = None) -> NDArray[np.float64]:
    parse = kernels.decimal_kernel().parse_decimals
    odd = np.empty((_ODD_ROWS, 3), np.int64)
    out = workspace.take(np.float64) if workspace else np.empty(0, np.float64)
    count = 0
    sample: list[bytes] = []
    for start, stop, ended in file.pieces(DECIMAL_SEPARATORS):
        if not ended and is_cut_off(file.buffer[start:stop].tobytes(), sample):
            refuse.cut_off(file, count, DECIMAL_SEPARATORS)
        out = _room_for_all(out, count, file, stop - start)
        position = start
        while True:
            position, count, odds = parse(file.buffer, position, stop, out, count, odd)
            for offset, length, index in odd[:odds].tolist():
                number = exact_double(file.buffer[offset : offset + length].tobytes())
                if number is None:
                    refuse.decimal(file, index)
                out[index] = number
            if position >= stop:
                break
            if count == len(out):
                out = _grown(out, count, count + (stop - position) // 2)
        if not sample:
            text = file.buffer[start : min(stop, start + _SAMPLE_BYTES)].tobytes()
            sample = text.replace(b",", b" ").split()[: None if len(text) == stop - start else -1]
    return _finished(out, count, file, workspace)


def _read_hex(
    file: TextFile, workspace: Workspace | None, padded: int = 0, most: int = 8
) -> tuple[NDArray[np.int32], int, int]:
    """Numbers, and the narrowest and widest token.

    ``padded`` > 0: lines are filled up with zeros to this or half this width, so a shorter
    last one is cut off. ``most``: the widest token allowed.
    """
    parse = kernels.hex_kernel().parse_hex
    out = workspace.take(np.int32) if workspace else np.empty(0, np.int32)
    count = widest = 0
    narrowest = _NO_WIDTH
    for start, stop, ended in file.pieces():
        length = stop - start
        if not ended and length < narrowest == widest and widest in (padded, padded // 2):
            refuse.cut_off(file, count)
        out = _room_for_all(out, count, file, length)
        position = start
        while True:
            position, count, narrowest, widest, bad = parse(
                file.buffer, position, stop, out, count, narrowest, widest, most
            )
            if bad:
                refuse.code(file, count) if most == 4 else refuse.hex_digits(file, count)
            if position >= stop:
                break
            out = _grown(out, count, count + (stop - position) // 2)
    return _finished(out, count, file, workspace), narrowest, widest


def _room_for_all(
    out: NDArray[_Number], count: int, file: TextFile, piece: int
) -> NDArray[_Number]:
    """``out``, or a longer array, with room for the file if its rest is like its start.

    Asked before each piece, so that little has to be copied.
    """
    before = file.consumed - piece
    if before:
        expected = min(count * file.size // before, file.size // 2 + 1)
    else:
        expected = len(out) or piece // 2
    return _grown(out, count, expected) if expected > len(out) else out


def _grown(out: NDArray[_Number], count: int, expected: int) -> NDArray[_Number]:
    """A longer array that starts with the same ``count`` numbers."""
    larger = np.empty(max(expected + expected // 32, len(out) + len(out) // 4 + 64), out.dtype)
    larger[:count] = out[:count]
    return larger


def _finished(
    out: NDArray[_Number], count: int, file: TextFile, workspace: Workspace | None
) -> NDArray[_Number]:
    """The ``count`` numbers of the whole file."""
    if count == 0:
        refuse.no_numbers(file)
    if workspace is None:
        out.resize(count, refcheck=False)
        return out
    workspace.give_back(out)
    return out[:count]


def _fixed_values(
    file: TextFile, numbers: NDArray[np.int32], narrowest: int, widest: int, form: FixedPoint
) -> Values:
    if form.width < 32:
        extend = kernels.hex_kernel().sign_extend
        bad = extend(numbers, 0, len(numbers), form.width)
        if bad >= 0:
            refuse.misfit(file, bad, form)
    digits = widest if narrowest == widest and widest in (2, 4, 8) else 8
    return Values(numbers, form.scale, numbers, digits)


def _read_nonlinear(file: TextFile, data_delta: int | None, workspace: Workspace | None) -> Values:
    if data_delta is None:
        refuse.no_data_delta(file)
    numbers, narrowest, widest = _read_hex(file, workspace, padded=4, most=4)
    if narrowest != widest or widest not in (2, 4):
        refuse.code(file, file.first_of_other_width((2, 4)))
    bits = 8 if widest <= 2 else 16
    codes = numbers.astype(np.uint8) if bits == 8 else numbers.astype(np.uint16)
    return Values(nonlinear_table(bits, data_delta)[codes], 1.0, codes, bits // 4)
