"""A file's beginning and end as kernels see them, where nothing about it is out of the ordinary.

What ``TextFile`` looks at, in the same order: that it is a file and no folder or device, that it
holds something, that no mark of another encoding stands before its text, and at its end that
nobody has written to it meanwhile. For all else a kernel says no, and Python begins anew and finds
the sentence.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import part
from core.dumps import status_places as places
from core.dumps.machine import load_byte
from core.dumps.refilling import refill
from core.dumps.stream_places import (
    FILE,
    FILLED,
    FUNCTION,
    IS_HEX,
    LEFT,
    MOST,
    NARROWEST,
    NO_WIDTH,
    ODDS,
    POSITION,
    READ,
    STOP,
)
from core.dumps.system_calls import close_file, look_at, open_file

OPEN, STATX, READ_CALL, CLOSE, FLAGS = range(5)
"""Where they stand in ``raw_file.Calls``."""
MOST_BYTES = 1 << 22
"""Files up to this size are small: reading one lasts no longer than somebody who cancels waits."""

_WIDEST = 8
CLOSED = -1
"""In place of a descriptor."""
_ASCII = np.uint64(128)
_KIND, _REGULAR = 0xF000, 0x8000
"""``S_IFMT`` and ``S_IFREG``."""
_LOWER_HALF = 0xFFFFFFFF
_KNOWN = 0x241
"""``STATX_TYPE | STATX_MTIME | STATX_SIZE``."""


@part
def begin_file(calls: Any, path: Any, is_hex: Any, state: Any, text: Any, status: Any) -> Any:
    """Open the file at ``path``, which ends in 0, and read its first ``text``.

    ``calls``: int64, as in ``raw_file.Calls``. ``status``: room for what is known of the file, now
    and at its end, see ``status_places``. Returns whether it is an ordinary file of no more than
    ``MOST_BYTES``; ``end_file`` has to follow in either case.
    """
    state[:] = 0
    file = open_file(calls[OPEN], path, calls[FLAGS])
    state[FILE] = file
    if file < 0 or look_at(calls[STATX], file, status) != 0:
        return False
    size = status[places.SIZE]
    if (
        status[places.KNOWN] & _KNOWN != _KNOWN
        or (status[places.MODE] >> 32) & _KIND != _REGULAR
        or size <= 0
        or size > MOST_BYTES
    ):
        return False
    stop, filled, got = refill(text, 0, 0, calls[READ_CALL], file, size, not is_hex)
    if got == 0 or load_byte(text, 0) >= _ASCII:
        return False
    state[IS_HEX] = is_hex
    state[STOP] = stop
    state[FILLED] = filled
    state[FUNCTION] = calls[READ_CALL]
    state[LEFT] = size - got
    state[READ] = got
    state[MOST] = _WIDEST
    state[NARROWEST] = NO_WIDTH
    return True


@part
def is_at_end(state: Any) -> Any:
    """Whether all text went where numbers go, and the last of them has something behind it."""
    return (
        state[LEFT] == 0
        and state[STOP] == state[FILLED]
        and state[POSITION] >= state[STOP]
        and state[ODDS] == 0
    )


@part
def end_file(calls: Any, state: Any, status: Any) -> Any:
    """Close what ``begin_file`` has opened; returns whether it is what it was then."""
    file = state[FILE]
    if file < 0:
        return False
    now = status[places.STATUS :]
    same = (
        look_at(calls[STATX], file, now) == 0
        and now[places.SIZE] == status[places.SIZE]
        and now[places.SECONDS] == status[places.SECONDS]
        and (now[places.NANOSECONDS] ^ status[places.NANOSECONDS]) & _LOWER_HALF == 0
    )
    close_file(calls[CLOSE], file)
    state[FILE] = CLOSED
    return same
