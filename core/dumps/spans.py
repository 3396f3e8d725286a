"""Where a large dump can be cut, so that several threads read it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from io import FileIO
from itertools import pairwise
from pathlib import Path

import numpy as np

from core.dumps.paths import openable
from core.dumps.raw_file import open_at_once
from core.dumps.text_file import PADDING, WHITE_SPACE, Cancelled
from core.dumps.workspace import Workspace

LARGE = 1 << 24
"""From this many bytes on it pays to cut a file."""

_LONGEST_LINE = 1 << 16

Span = tuple[int, int]


def spans_of(path: Path, parts: int) -> list[Span]:
    """``parts`` stretches of a file of about the same length, each ending with a line feed; one
    where the file is small, has no lines, does not end with one, or cannot be read."""
    try:
        with _opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size < LARGE or not _last_is_line_feed(file, size):
                return [(0, size)]
            cuts = [0]
            for part in range(1, parts):
                file.seek(size * part // parts)
                found = file.read(_LONGEST_LINE).find(b"\n")
                if found >= 0:
                    cuts.append(size * part // parts + found + 1)
    except (OSError, ValueError):
        return [(0, 0)]
    cuts = sorted({*cuts, size})
    return list(pairwise(cuts))


def ends_with_a_line(path: Path) -> bool:
    """Whether the last number cannot be cut off, by what the start of the file looks like."""
    try:
        with _opened(path) as file:
            return _last_is_line_feed(file, os.fstat(file.fileno()).st_size)
    except (OSError, ValueError):
        return False


def stamp_of(path: Path) -> tuple[int, int] | None:
    """The file's length and time of change, as ``TextFile.stamp``; None where it is no file."""
    try:
        status = os.stat(openable(path))
    except (OSError, ValueError):
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _opened(path: Path) -> FileIO:
    """The file, if it is one: a pipe would hold up whoever opens and reads it."""
    file = FileIO(openable(path), "rb", opener=open_at_once)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError("not a file")
    return file


def _last_is_line_feed(file: FileIO, size: int) -> bool:
    file.seek(max(size - 1, 0))
    return file.read(1) == b"\n"


def lines_before(
    path: Path, end: int, cancelled: Callable[[], bool], workspace: Workspace
) -> tuple[int, int]:
    """Line feeds before byte ``end``, and the byte reached: less than ``end`` in a shorter file.

    Raises:
        OSError: the file cannot be read.
        Cancelled: ``cancelled()`` was true.
    """
    return _walk(path, end, -1, cancelled, workspace)


def position_after(
    path: Path, lines: int, cancelled: Callable[[], bool], workspace: Workspace
) -> int:
    """The byte behind the line feed number ``lines``, or the file's length if it has fewer.

    Raises:
        OSError: the file cannot be read.
        Cancelled: ``cancelled()`` was true.
    """
    if lines == 0:
        return 0
    return _walk(path, -1, lines, cancelled, workspace)[1]


def is_gap(path: Path, one: int, other: int) -> bool:
    """Whether only white space, and not much, lies between two bytes of a file.

    Raises:
        OSError: the file cannot be read.
    """
    begin, end = sorted((one, other))
    if end - begin > _LONGEST_LINE:
        return False
    with _opened(path) as file:
        file.seek(begin)
        return not (file.read(end - begin) or b"").strip(WHITE_SPACE)


def _walk(
    path: Path, end: int, lines: int, cancelled: Callable[[], bool], workspace: Workspace
) -> tuple[int, int]:
    """Count line feeds up to byte ``end`` or up to ``lines`` of them, whichever is not −1."""
    text = workspace.text[:-PADDING]
    is_end = np.empty(len(text), np.bool_)
    found = at = 0
    with _opened(path) as file:
        while end < 0 or at < end:
            if cancelled():
                raise Cancelled
            room = len(text) if end < 0 else min(len(text), end - at)
            got = file.readinto(text.data[:room])
            if not got:
                break
            ends = np.equal(text[:got], ord("\n"), out=is_end[:got])
            here = int(np.count_nonzero(ends))
            if 0 <= lines <= found + here:
                return lines, at + int(np.flatnonzero(ends)[lines - found - 1]) + 1
            found += here
            at += got
    return found, at
