"""A file's bytes from the operating system, in as few calls as there can be.

Each call gives Python's lock away and takes it back: for a small file that costs as much as its
numbers do. ``io.FileIO`` makes more of them.
"""

from __future__ import annotations

import functools
import os
import sys
from typing import Any, NamedTuple

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


class Calls(NamedTuple):
    """Where the C library's functions are, for kernels to call, and the flags files are opened
    with."""

    open: int
    statx: int
    read: int
    close: int
    flags: int


@functools.cache
def read_address() -> int:
    """Where the C library's ``read`` is; 0 where kernels cannot call it.

    Windows has another kind of descriptor in each C library.
    """
    if os.name != "posix" or sys.maxsize < 1 << 32:
        return 0
    return _address("read")


@functools.cache
def calls() -> Calls | None:
    """All that a kernel needs to read a file from its opening to its end; None where it cannot.

    Only Linux has ``statx``, whose answer is laid out alike on all processors.
    """
    if not read_address() or sys.platform != "linux" or sys.byteorder != "little":
        return None
    found = Calls(
        _address("open"),
        _address("statx"),
        _address("read"),
        _address("close"),
        _FLAGS | _NOT_WAITING,
    )
    return found if all(found[:-1]) else None


def _address(name: str) -> int:
    """Where a function of the C library is; 0 where it has none of this name."""
    import ctypes

    try:
        function = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return 0
    return ctypes.cast(function, ctypes.c_void_p).value or 0
