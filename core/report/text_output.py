"""Text files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from core.dumps.paths import openable
from core.errors import CosightError
from core.messages import translate


@contextlib.contextmanager
def whole_file(path: Path, encoding: str = "utf-8", newline: str | None = "\n") -> Iterator[TextIO]:
    """A stream whose text replaces ``path`` once the block ends without an error.

    It is written beside ``path`` first, so that a full disk or a crash leaves the old file.

    Raises:
        CosightError: the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    draft: str | None = None
    try:
        place: str | int = openable(target)
        # A device or a pipe is written to; only a file can be replaced.
        replaceable = target.is_file() or not target.exists()
        if replaceable:
            place, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=openable(target.parent))
        # A file name may hold what UTF-8 cannot say.
        with open(
            place, "w", encoding=encoding, newline=newline, errors="backslashreplace"
        ) as stream:
            yield stream
        if draft is not None:
            os.chmod(draft, _usual_mode(target))
            os.replace(draft, openable(target))
            draft = None
    except OSError as error:
        raise CosightError(
            translate(
                "core",
                "{file} cannot be written ({reason}); close it elsewhere, or choose another place",
            ).format(file=path, reason=error.strerror or error)
        ) from error
    finally:
        if draft is not None:
            with contextlib.suppress(OSError):
                os.unlink(draft)


def _usual_mode(path: Path) -> int:
    """The file's own mode, or that of new files: temporary ones are the owner's alone."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return 0o644
