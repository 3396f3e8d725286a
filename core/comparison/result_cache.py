"""What was measured is kept on the disk, so that unchanged files need not be read again.

A pair is known again by the path, size, times and inode of both files, and by how their numbers
are read. All of this is taken before the first file is read and looked at again after the pair was
measured: what changed meanwhile is not kept. Nor is a file that changed less than two seconds
before, because the next change might leave the same time (git calls this racily clean).
"""

from __future__ import annotations

import atexit
import json
import os
import stat
import struct
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple

from core.cancelling import Check, heed
from core.comparison.findings.facts import Cause
from core.comparison.keeper import Kept
from core.comparison.lookup import Lookup
from core.comparison.metrics import MEASURING_VERSION, Measured
from core.comparison.model import METRIC_NAMES, Metrics, NonFinite, Plan
from core.comparison.result_store import ResultStore, default_file
from core.dumps.model import Dump, Encoding
from core.dumps.paths import openable

YOUNG = 2_000_000_000
"""Nanoseconds; the coarsest file times in use, FAT's, come in steps of two seconds."""

WRITE_EVERY = 1.0
"""Seconds between two batches of writes."""

LAST_WAIT = 0.1
"""Seconds that the end of a comparison waits for the last batch; it is written all the same. Where
the comparison was cancelled the next one waits, or the end of the program."""

_USED_AGAIN = 86_400
"""Seconds after which a kept result is noted as used again: a second comparison mostly writes
nothing."""

_HAS_INODE_CHANGE_TIME = os.name == "posix"

_ROW = struct.Struct(f"<B{len(METRIC_NAMES)}d10q")
"""What every result has; its causes stand behind it as JSON, where there are any."""
_CHECK = struct.Struct("<I")
_HAS_METRICS, _ONE_SIDED = 1, 2
_FINITE = NonFinite()
_ALL_FINITE = [_FINITE.nan, _FINITE.inf, _FINITE.first_index]

_unwaited: set[threading.Thread] = set()
"""Write the last batches of comparisons that were cancelled."""

_metric_values = attrgetter(*METRIC_NAMES)

_State = tuple[int, int, int, int]
"""Size, time of change, inode, and time of the inode's change, which nobody can set back."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """The key of a pair, and what it was made of: a path and its state for either side."""

    key: bytes
    files: tuple[tuple[str, _State], tuple[str, _State]]


class ResultCache:
    """Keeps results in a ``ResultStore`` (a ``Keeper``); a new one for each comparison."""

    def __init__(self, store: ResultStore) -> None:
        self._store = store
        self._stamps: dict[int, _Stamp] = {}
        self._lock = threading.Lock()
        self._pending: list[tuple[bytes, bytes]] = []
        self._used: list[bytes] = []
        self._writer: threading.Thread | None = None
        self._over = threading.Event()
        self.found = 0
        """How many pairs ``look_up`` knew."""

    def look_up(self, plan: Plan, cancelled: Check | None = None) -> Mapping[int, Kept]:
        """Kept results of pairs whose files are as they were, by index into ``plan.pairs``."""
        finish_writing()
        self._stamps = stamps = _stamps_of(plan, cancelled)
        rows = self._store.get(list({stamp.key for stamp in stamps.values()}))
        if not rows:
            return {}
        now = int(time.time())
        found = {}
        for index, stamp in stamps.items():
            value, used = rows.get(stamp.key, (b"", now))
            kept = unpacked(stamp.key, value)
            if kept is not None:
                found[index] = kept
                if not 0 <= now - used < _USED_AGAIN:
                    self._used.append(stamp.key)
        self.found = len(found)
        return found

    def begin(self, plan: Plan, index: int) -> object | None:
        """The stamp taken by ``look_up``, before anything was read.

        It is older than it need be, which is the safe side, and right also for a left file that
        is read once for several pairs.
        """
        return self._stamps.get(index)

    def keep(self, plan: Plan, index: int, stamp: object, kept: Kept) -> None:
        """Have a result written, in the background, unless its files have changed."""
        if not isinstance(stamp, _Stamp):
            return
        if any(_state(path) != state for path, state in stamp.files):
            return
        with self._lock:
            self._pending.append((stamp.key, packed(stamp.key, kept)))
            self._start_writer()

    def flush(self, wait: bool = True) -> None:
        """Have the rest written; waits a moment for it, and no longer, or leaves that to
        ``finish_writing``."""
        self._over.set()
        with self._lock:
            if self._used:
                self._start_writer()
            writer = self._writer
        if writer is None:
            return
        if wait:
            writer.join(LAST_WAIT)
        else:
            _unwaited.add(writer)

    def _start_writer(self) -> None:
        if self._writer is None:
            writer = threading.Thread(target=self._write, name="keep-results", daemon=True)
            try:
                writer.start()
            except RuntimeError:  # no more threads: then nothing is kept
                return
            self._writer = writer

    def _write(self) -> None:
        over = False
        while not over:
            over = self._over.wait(WRITE_EVERY)
            with self._lock:
                values, self._pending = self._pending, []
                used, self._used = self._used, []
            if values or used:
                self._store.put(values, used, int(time.time()))


def finish_writing() -> None:
    """Wait a moment, and no longer, for what cancelled comparisons have left to write."""
    latest = time.monotonic() + LAST_WAIT
    for writer in tuple(_unwaited):
        _unwaited.discard(writer)
        writer.join(max(latest - time.monotonic(), 0.0))


# The threads that write end with the program.
atexit.register(finish_writing)


def usual_cache() -> ResultCache | None:
    """The user's own, for one comparison; None where there is no place for it."""
    file = default_file()
    return ResultCache(ResultStore(file)) if file is not None else None


# --- what a pair is known by ----------------------------------------------------------------


def _stamps_of(plan: Plan, cancelled: Check | None) -> dict[int, _Stamp]:
    """Stamps of the pairs that can be kept, by index; each file is looked at once."""
    look_at = _Looks(plan).at
    stamps = {}
    for index, pair in enumerate(heed(plan.pairs, cancelled)):
        left, right = look_at(pair.left), look_at(pair.right)
        if left is None or right is None:
            continue
        # Causes are told by the shape, which files without dims in their names have from the
        # network.
        shape = pair.shape
        if shape is not None and pair.left.name.chw and pair.right.name.chw:
            shape = None
        # No path holds the character between the parts.
        text = f"{MEASURING_VERSION}\0{shape}\0{left.known_by}\0{right.known_by}"
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        stamps[index] = _Stamp(key, ((left.path, left.state), (right.path, right.state)))
    return stamps


class _Look(NamedTuple):
    """One look at a file."""

    path: str
    state: _State
    known_by: str
    """Its part of the key."""


class _Looks:
    """Looks at the files of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._now = time.time_ns()
        self._here = _working_folder()
        self._form = str(plan.request.hex_format)
        self._dot = plan.dot
        self._names: Lookup | None = None
        self._had: dict[str, _Look | None] = {}

    def at(self, dump: Dump) -> _Look | None:
        """The file as it stands, or stood when it was first asked for; None: do not keep it."""
        path = openable(dump.file)
        if path not in self._had:
            self._had[path] = self._look(dump, path)
        return self._had[path]

    def _look(self, dump: Dump, path: str) -> _Look | None:
        encoding = dump.name.encoding
        if encoding is Encoding.WEIGHT:
            return None  # its numbers depend on a second file beside it
        state = _state(path)
        if state is None or not _is_settled(state, self._now):
            return None
        reading = ""
        if encoding is Encoding.FIXED:
            reading = self._form
        elif encoding is Encoding.NONLINEAR and self._dot is not None:
            self._names = self._names or Lookup(self._dot)
            reading = str(self._names.data_delta(dump.name))
        place = path if path.startswith(os.sep) else os.path.join(self._here, path)
        size, changed, inode, inode_changed = state
        seen = f"{size}\0{changed}\0{inode}\0{inode_changed}"
        return _Look(path, state, f"{place}\0{seen}\0{encoding}\0{reading}")


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it is gone, and every relative path with it
        return ""


def _state(path: str) -> _State | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    # Windows has the time of creation there.
    changed = status.st_ctime_ns if _HAS_INODE_CHANGE_TIME else 0
    return status.st_size, status.st_mtime_ns, status.st_ino, changed


def _is_settled(state: _State, now: int) -> bool:
    """Whether the file did not change only just, or in the future."""
    return now - max(state[1], state[3]) >= YOUNG


# --- a result as bytes ----------------------------------------------------------------------


def packed(key: bytes, kept: Kept) -> bytes:
    """The result bit for bit, with a check sum over it and its key."""
    measured = kept.measured
    metrics = measured.metrics
    left, right = measured.left_non_finite, measured.right_non_finite
    row = _ROW.pack(
        (_HAS_METRICS if metrics is not None else 0) | (_ONE_SIDED if measured.one_sided else 0),
        *(_metric_values(metrics) if metrics is not None else [0.0] * len(METRIC_NAMES)),
        metrics.max_error_index if metrics is not None else -1,
        *(left.nan, left.inf, left.first_index),
        *(right.nan, right.inf, right.first_index),
        *(measured.elements, kept.left_elements, kept.right_elements),
    )
    if kept.causes:
        row += json.dumps(kept.causes).encode("ascii")
    return row + _CHECK.pack(zlib.crc32(key + row))


def unpacked(key: bytes, value: object) -> Kept | None:
    """What ``packed`` was given; None for anything else."""
    if not isinstance(value, bytes) or len(value) < _ROW.size + _CHECK.size:
        return None
    row, check = value[: -_CHECK.size], value[-_CHECK.size :]
    if _CHECK.pack(zlib.crc32(key + row)) != check:
        return None
    causes: tuple[Cause, ...] = ()
    if len(row) > _ROW.size:
        causes = tuple(Cause(*cause) for cause in json.loads(row[_ROW.size :]))
    flags, *numbers = _ROW.unpack_from(row)
    *of_metrics, elements, left_elements, right_elements = numbers
    left, right = of_metrics[-6:-3], of_metrics[-3:]
    measured = Measured(
        Metrics(*of_metrics[:-6]) if flags & _HAS_METRICS else None,
        NonFinite(*left) if left != _ALL_FINITE else _FINITE,
        NonFinite(*right) if right != _ALL_FINITE else _FINITE,
        bool(flags & _ONE_SIDED),
        elements,
    )
    return Kept(measured, left_elements, right_elements, causes)
