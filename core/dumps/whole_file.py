"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from io import BufferedWriter
from pathlib import Path

from core.dumps.paths import openable


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BufferedWriter]:
    """A stream whose bytes replace ``path`` once the block ends without an error.

    They are written to a draft beside ``path`` first, so that a full disk or a crash leaves the
    old file. A link keeps pointing where it did: its target is replaced, and keeps its mode.

    Raises:
        OSError: the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        # A device or a pipe is written to; only a file can be replaced.
        with open(openable(target), "wb") as stream:
            yield stream
        return
    # The draft's name is short: the file's own may be as long as names can be.
    draft = openable(target.with_name(f".{secrets.token_hex(6)}.part"))
    try:
        with open(draft, "xb") as stream:
            yield stream
        with contextlib.suppress(FileNotFoundError):
            os.chmod(draft, os.stat(openable(target)).st_mode & 0o777)
        os.replace(draft, openable(target))
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise
