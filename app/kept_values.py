"""The numbers of dumps that were opened last, so that they open again at once."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.dumps.model import Dump, Encoding

if TYPE_CHECKING:
    from core.dumps.formats import FixedPoint
    from core.dumps.model import Values

YOUNG = 2_000_000_000
"""Nanoseconds; the coarsest file times in use, FAT's, come in steps of two seconds."""
_MOST_BYTES = 1 << 30
_SHARE_OF_MEMORY = 8
_ASSUMED_MEMORY = 4 << 30
"""Where the system does not say how much it has."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file as it stands on disk, and what turns its text into numbers.

    Two stamps are equal only where reading would give the same numbers again: a file that is
    written anew has another size, time or, on POSIX, inode and change time, which no program
    can set back.
    """

    path: str
    size: int
    modified: int
    """Nanoseconds."""
    changed: int
    """Nanoseconds; 0 on Windows, where this is the time of creation."""
    inode: int
    hex_format: FixedPoint
    data_delta: int | None
    seen: int = field(default=0, compare=False)
    """When, in nanoseconds since 1970."""

    @classmethod
    def of(cls, dump: Dump, hex_format: FixedPoint, data_delta: int | None) -> FileStamp | None:
        """The stamp of a dump's file now; None where there is none to be had.

        A weight file has none: its numbers depend on a second file beside it.
        """
        if dump.name.encoding is Encoding.WEIGHT:
            return None
        try:
            standing = _standing(dump.path)
            return cls(str(dump.path), *standing, hex_format, data_delta, time.time_ns())
        except OSError:
            return None

    @property
    def settled(self) -> bool:
        """Whether the file was left alone for so long that a change would show in its times."""
        return self.seen - max(self.modified, self.changed) >= YOUNG

    def holds(self) -> bool:
        """Whether the file still stands as it did."""
        standing = (self.size, self.modified, self.changed, self.inode)
        try:
            return _standing(Path(self.path)) == standing
        except OSError:
            return False


def _standing(path: Path) -> tuple[int, int, int, int]:
    found = path.stat()
    posix = os.name == "posix"
    return (
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns if posix else 0,
        found.st_ino if posix else 0,
    )


class KeptValues:
    """Numbers by the stamp of their file; those that were not used for longest go first.

    They are shared: nobody may write to them, and numpy refuses it. For any thread.
    """

    def __init__(self, most_bytes: int | None = None) -> None:
        self._most = most_bytes if most_bytes is not None else _room()
        self._lock = threading.Lock()
        self._kept: OrderedDict[FileStamp, Values] = OrderedDict()

    @property
    def bytes(self) -> int:
        """How much is kept."""
        with self._lock:
            return sum(map(_bytes_of, self._kept.values()))

    def get(self, stamp: FileStamp | None) -> Values | None:
        """The numbers read from a file with this stamp, if they are still kept."""
        if stamp is None:
            return None
        with self._lock:
            values = self._kept.get(stamp)
            if values is not None:
                self._kept.move_to_end(stamp)
            return values

    def put(self, before: FileStamp | None, after: FileStamp | None, values: Values) -> None:
        """Keep what was read between two looks at the file, if they saw the same file.

        A file that was written a moment ago is not kept: it may be written again within the same
        tick of its clock.
        """
        for array in (values.numbers, values.codes):
            if array is not None:
                array.flags.writeable = False
        if before is None or before != after or not before.settled:
            return
        if _bytes_of(values) > self._most:
            return
        with self._lock:
            # An older state of the same file is of no use any more.
            for stale in [stamp for stamp in self._kept if stamp.path == before.path]:
                if (stale.hex_format, stale.data_delta) == (before.hex_format, before.data_delta):
                    del self._kept[stale]
            self._kept[before] = values
            total = sum(map(_bytes_of, self._kept.values()))
            while total > self._most:
                _, oldest = self._kept.popitem(last=False)
                total -= _bytes_of(oldest)


def _bytes_of(values: Values) -> int:
    """Memory of a dump's numbers; of an array that is part of a longer one, of all of it."""
    arrays = {}
    for array in (values.numbers, values.codes):
        if array is not None:
            whole = array if array.base is None else array.base
            arrays[id(whole)] = max(array.nbytes, getattr(whole, "nbytes", 0))
    return sum(arrays.values())


def _room() -> int:
    return min(_MOST_BYTES, _memory() // _SHARE_OF_MEMORY)


def _memory() -> int:
    """Bytes of memory the machine has."""
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                *((name, ctypes.c_ulonglong) for name in "abcdefg"),
            )

        status = Status(length=ctypes.sizeof(Status))
        if ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return int(status.a)
        return _ASSUMED_MEMORY
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return _ASSUMED_MEMORY
