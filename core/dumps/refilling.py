"""Text that a kernel fetches for itself, so that it need not come back to Python for each buffer.

Whoever comes back waits for Python's lock, and with two threads at it that takes longer than the
numbers of a small buffer do. The first text of a file, and all that is out of the ordinary, stay
``TextFile``'s: a kernel comes back for those.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import inlined
from core.dumps.machine import load_byte
from core.dumps.system_calls import read
from core.dumps.text_file import PADDING

MOST_REFILLS = 16
"""Buffers after which a kernel comes back whatever it found, so that it can be cancelled."""

_U = np.uint64


@inlined
def _separates(byte: Any, commas: Any) -> Any:
    return byte == _U(32) or (byte - _U(9)) <= _U(4) or (commas and byte == _U(44))


@inlined
def refill(
    buffer: Any, stop: Any, filled: Any, function: Any, file: Any, left: Any, commas: Any
) -> Any:
    """Move what stands behind ``stop`` in ``buffer[:filled]`` to the front, and fill up behind it.

    ``left``: bytes of the file that were not read yet. ``commas`` separate numbers, too.
    Returns (stop, filled, bytes read): ``buffer[:stop]`` holds complete tokens. Nothing is done,
    and no bytes are read, where ``function`` is 0, at the file's end, and where half the buffer is
    one token.
    """
    rest = filled - stop
    room = min(len(buffer) - PADDING, rest + left)
    if function == 0 or left <= 0 or rest > (len(buffer) - PADDING) // 2:
        return stop, filled, 0
    for i in range(rest):
        buffer[i] = buffer[stop + i]
    filled = rest
    while filled < room:
        got = read(function, file, buffer, filled, room - filled)
        if got <= 0:
            # Python reads on, and says what is wrong.
            break
        filled += got
    stop = filled
    while stop > 0 and not _separates(load_byte(buffer, stop - 1), commas):
        stop -= 1
    return stop, filled, filled - rest
