"""Reads one dump, of any encoding, into numbers: piece by piece, or all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.dumps import kernels, refuse
from core.dumps.formats import FixedPoint
from core.dumps.model import DumpName, Encoding, Values
from core.dumps.number_stream import (
    DecimalStream,
    HexStream,
    KnownNumbers,
    NumberStream,
    open_stream,
)
from core.dumps.text import holds_decimals
from core.dumps.text_file import BUFFER_SIZE, Cancelled, TextFile, text_buffer
from core.dumps.weights import weight_values
from core.dumps.workspace import Workspace

__all__ = ["Cancelled", "open_numbers", "read_dump"]

Check = Callable[[], bool]

_STEP = 1 << 16
"""Numbers collected between two looks at the room that is left."""


def open_numbers(
    path: Path,
    name: DumpName,
    hex_format: FixedPoint,
    data_delta: int | None = None,
    cancelled: Check | None = None,
    workspace: Workspace | None = None,
    span: tuple[int, int] | None = None,
) -> NumberStream:
    """Open the dump at ``path``, to be closed by the caller.

    Decimal text becomes the float64 nearest to it, ties to even. ``name.encoding`` says what to
    expect; a ``.hex`` file that holds decimal text is read as such. ``data_delta``, in 1/128
    octaves, is needed for logarithmic codes. ``cancelled`` is asked before each piece of text.
    ``workspace``: memory that is the stream's until it is closed. ``span``: only the numbers
    from one byte to before another; both must be the first of a number or of what separates two.

    Raises:
        CosightError: the file cannot be read, or is not what its name says.
        Cancelled: ``cancelled()`` was true.
    """
    file = TextFile(path, cancelled, workspace.text if workspace is not None else None, span)
    try:
        if name.encoding is not Encoding.WEIGHT:
            return open_stream(file, name, hex_format, data_delta)
        if holds_decimals(file.head, file.head_is_all, False):
            return DecimalStream(file)
        values = _read_weights(file, hex_format, cancelled)
    except BaseException:
        file.close()
        raise
    return KnownNumbers(file, values)


def read_dump(
    path: Path,
    name: DumpName,
    hex_format: FixedPoint,
    data_delta: int | None = None,
    cancelled: Check | None = None,
    *,
    buffer_size: int = BUFFER_SIZE,
    so_far: Callable[[Values], None] | None = None,
) -> Values:
    """Read all numbers of the dump at ``path``, in file order; arguments as in ``open_numbers``.

    ``so_far`` is given the first numbers while the rest is read: first some 65,000 of them, then
    again each time there are twice as many. They stay where they are and must not be changed.

    Raises:
        CosightError: the file cannot be read, or is not what its name says; the sentence names
            the file and, where there is one, the line.
        Cancelled: ``cancelled()`` was true.
    """
    space = Workspace(buffer_size, 0)
    with open_numbers(path, name, hex_format, data_delta, cancelled, space) as stream:
        if isinstance(stream, KnownNumbers):
            return stream.all
        return stream.values(_collected(stream, so_far))


def _collected(
    stream: NumberStream, so_far: Callable[[Values], None] | None = None
) -> NDArray[Any]:
    """All raw numbers of a stream in an array of their own."""
    out = np.empty(0, stream.raw)
    told = _STEP // 2
    while True:
        count = stream.count
        if len(out) - count < _STEP:
            out = _longer(out, count, stream.expected())
        got = stream.fill(out[count : count + _STEP])
        count += got
        if got < _STEP:
            break
        if so_far is not None and count >= 2 * told:
            told = count
            first = out[:count]
            first.flags.writeable = False
            so_far(stream.values(first))
    if so_far is None:
        out.resize(count, refcheck=False)
        return out
    # What was told of lies in this memory: it must not be moved.
    return out[:count]


def _longer(out: NDArray[Any], count: int, expected: int) -> NDArray[Any]:
    """A longer array that starts with the same ``count`` numbers."""
    larger = np.empty(max(expected + expected // 32, count + count // 4) + _STEP, out.dtype)
    larger[:count] = out[:count]
    return larger


def _read_weights(file: TextFile, hex_format: FixedPoint, cancelled: Check | None) -> Values:
    """Weights are fixed point if any token is wider than a code has digits."""
    stream = HexStream(file)
    numbers = _collected(stream)
    if stream.widest > 2:
        if hex_format.width < 32:
            extend = kernels.hex_kernel().sign_extend
            bad = extend(numbers, 0, len(numbers), hex_format.width)
            if bad >= 0:
                refuse.misfit(file, bad, hex_format)
        return Values(numbers, hex_format.scale, numbers, stream.digits)

    def read_anti(path: Path) -> NDArray[np.float64]:
        with TextFile(path, cancelled, text_buffer()) as anti:
            return _collected(DecimalStream(anti))

    return weight_values(file.path, numbers.astype(np.uint8), read_anti)
