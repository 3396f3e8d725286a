"""The bytes of a file that is read at once; a pipe or a device holds nobody up."""

from __future__ import annotations

import os
import stat
from io import FileIO
from pathlib import Path

from core.dumps.paths import openable
from core.dumps.raw_file import open_at_once
from core.messages import translate

PATIENCE = 10.0
"""Seconds to wait for whoever writes into a pipe, such as the one of ``<(xz -dc net.xz)``."""

_PIECE = 1 << 16


def read_small(path: Path, most: int) -> bytes:
    """At most ``most`` bytes from the beginning of a file, or of what comes out of a pipe.

    Raises:
        OSError: it cannot be read, is a device, or nobody writes into the pipe.
    """
    with FileIO(openable(path), "rb", opener=open_at_once) as file:
        kind = os.fstat(file.fileno()).st_mode
        is_pipe = stat.S_ISFIFO(kind)
        if not is_pipe and not stat.S_ISREG(kind):
            raise OSError(translate("core", "it is a device"))
        data = bytearray()
        while len(data) < most:
            if is_pipe:
                _wait(file)
            piece = file.read(min(_PIECE, most - len(data)) if is_pipe else most - len(data))
            if not piece:
                break
            data += piece
        return bytes(data)


def _wait(file: FileIO) -> None:
    """Wait until a pipe has something to read, or its end."""
    import select

    ready, _, _ = select.select([file], [], [], PATIENCE)
    if not ready:
        raise OSError(translate("core", "it is a pipe that nobody writes into"))
