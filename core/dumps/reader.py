"""Reads one dump, of any encoding, into numbers: piece by piece, or all of them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
from core.dumps.spans import Span, spans_of
from core.dumps.text import holds_decimals
from core.dumps.text_file import BUFFER_SIZE, Cancelled, TextFile, text_buffer
from core.dumps.weights import weight_values
from core.dumps.workspace import Workspace
from core.errors import CosightError

__all__ = ["Cancelled", "open_numbers", "read_dump"]

Check = Callable[[], bool]

_LINES = (Encoding.DECIMAL, Encoding.FIXED, Encoding.INTEGER)
"""What may be read from any line on: where one number ends does not depend on those before."""

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
    threads: int = 1,
) -> Values:
    """Read all numbers of the dump at ``path``, in file order; arguments as in ``open_numbers``.

    ``so_far`` is given the first numbers while the rest is read: first some 65,000 of them, then
    again each time there are twice as many. They stay where they are and must not be changed.
    Without it a large file is cut up and read by as many ``threads``.

    Raises:
        CosightError: the file cannot be read, or is not what its name says; the sentence names
            the file and, where there is one, the line.
        Cancelled: ``cancelled()`` was true.
    """
    if threads > 1 and so_far is None and name.encoding in _LINES:
        values = _read_in_parts(path, name, hex_format, cancelled, threads)
        if values is not None:
            return values
    space = Workspace(buffer_size, 0)
    with open_numbers(path, name, hex_format, data_delta, cancelled, space) as stream:
        if isinstance(stream, KnownNumbers):
            return stream.all
        return stream.values(_collected(stream, so_far))


def _read_in_parts(
    path: Path, name: DumpName, hex_format: FixedPoint, cancelled: Check | None, threads: int
) -> Values | None:
    """The numbers of a large file, read by several threads.

    None where it is small or cannot be used: reading it from its beginning finds the sentence.
    """
    spans = spans_of(path, threads)
    if len(spans) == 1:
        return None
    failed = threading.Event()

    def given_up() -> bool:
        return failed.is_set() or (cancelled is not None and cancelled())

    def read(span: Span) -> tuple[object, Values] | None:
        try:
            with open_numbers(
                path, name, hex_format, None, given_up, Workspace(piece=0), span
            ) as stream:
                return stream.file.stamp, stream.values(_collected(stream))
        except (CosightError, Cancelled):
            failed.set()
            return None

    with ThreadPoolExecutor(len(spans), "read") as pool:
        parts = [part for part in pool.map(read, spans) if part is not None]
    if cancelled is not None and cancelled():
        raise Cancelled
    stamps, values = {stamp for stamp, _ in parts}, [part for _, part in parts]
    kinds = {(part.numbers.dtype, part.digits) for part in values}
    if len(parts) < len(spans) or len(stamps) != 1 or len(kinds) != 1:
        return None
    whole = _joined([part.numbers for part in values])
    codes = whole if values[0].codes is not None else None
    return Values(whole, values[0].scale, codes, values[0].digits)


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """All parts in the memory of the first, which is made longer; they are used up."""
    filled = len(parts[0])
    whole = parts[0]
    whole.resize(sum(map(len, parts)), refcheck=False)
    for part in parts[1:]:
        whole[filled : filled + len(part)] = part
        filled += len(part)
    return whole


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
