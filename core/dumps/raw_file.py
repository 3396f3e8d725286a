"""A file's bytes from the operating system, in as few calls as there can be.

Each call gives Python's lock away and takes it back: for a small file that costs as much as its
numbers do. ``io.FileIO`` makes more of them.
"""

from __future__ import annotations

import functools
import os
import sys
from typing import Any

_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FLAGS |= getattr(os, "O_NOINHERIT", 0)
# A pipe must not hold up its opening, so that it can be refused.
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)
_fill_buffers: Any = getattr(os, "readv", None)
"""Windows has none."""


def open_at_once(name: str, flags: int = _FLAGS) -> int:
    """A descriptor to read from, without waiting for whoever might write to a pipe; an ``opener``.

    Raises:
        OSError, ValueError: there is no such file, or it may not be read.
    """
    return os.open(name, flags | _NOT_WAITING)


def read_into(file: int, room: memoryview) -> int:
    """Fill the beginning of ``room`` with what comes next; returns how many bytes, 0 at the end."""
    if _fill_buffers is not None:
        return int(_fill_buffers(file, [room]))
    text = os.read(file, len(room))
    room[: len(text)] = text
    return len(text)


@functools.cache
def read_address() -> int:
    """Where the C library's ``read`` is, for kernels to call; 0 where it is not to be had so.

    Windows has another kind of descriptor in each C library.
    """
    if os.name != "posix" or sys.maxsize < 1 << 32:
        return 0
    import ctypes

    try:
        function = ctypes.CDLL(None).read
    except (OSError, AttributeError):
        return 0
    return ctypes.cast(function, ctypes.c_void_p).value or 0
