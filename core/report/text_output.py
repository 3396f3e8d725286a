"""Text files that are there whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from core.dumps.whole_file import whole_file
from core.errors import CosightError
from core.messages import translate


@contextlib.contextmanager
def whole_text(path: Path, encoding: str = "utf-8", newline: str | None = "\n") -> Iterator[TextIO]:
    """A stream whose text replaces ``path`` once the block ends without an error.

    Raises:
        CosightError: the file cannot be written.
    """
    try:
        with (
            whole_file(path) as file,
            # A file name may hold what UTF-8 cannot say.
            TextIOWrapper(file, encoding, "backslashreplace", newline) as stream,
        ):
            yield stream
    except OSError as error:
        raise CosightError(
            translate(
                "core",
                "{file} cannot be written ({reason}); close it elsewhere, or choose another place",
            ).format(file=path, reason=error.strerror or error)
        ) from error
