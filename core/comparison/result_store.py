"""A file that keeps short values by key, for every window and command line of one user.

It is a help and never a hindrance: where it cannot be read, written, locked or made, it holds
nothing. Bounded in size; what has not been used for longest goes first.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from sqlite3 import Connection

_T = TypeVar("_T")

LIMIT = 64 << 20
"""Bytes, some 200 thousand pairs; beyond it a quarter is dropped."""

READ_PATIENCE, WRITE_PATIENCE = 0.1, 1.0
"""Seconds to wait while another process writes; nobody waits for what is written."""

_APPLICATION = 0x436F5369
"""Marks the file as ours, so that nothing is written into somebody else's."""

_SCHEMA = 1
"""Of the tables and of what stands in them; a file of ours with another one is made anew."""

_TABLES = (
    "CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"
    " WITHOUT ROWID",
    "CREATE INDEX kept_used ON kept (used)",
)

_NOT_SQLITES = "name NOT LIKE 'sqlite!_%' ESCAPE '!'"
"""Leaves out the tables and indices that sqlite makes for itself."""

_PAGE = 4096

_AT_ONCE = 900
"""Keys in one query: sqlite before 3.32 takes at most 999."""


def default_file() -> Path | None:
    """Where results are kept: in the folder the system has for a user's caches.

    ``COSIGHT_CACHE_DIR`` names another folder. None where the user has no home.
    """
    chosen = os.environ.get("COSIGHT_CACHE_DIR")
    try:
        if chosen:
            folder = Path(chosen)
        elif sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
            folder = Path(local) / "Cosight" / "Cache"
        elif sys.platform == "darwin":
            folder = Path.home() / "Library" / "Caches" / "Cosight"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or "")
            # The standard has relative ones ignored.
            folder = (base if base.is_absolute() else Path.home() / ".cache") / "cosight"
    except RuntimeError:
        return None
    return folder / "results-1.sqlite"


class ResultStore:
    """Values by key in one sqlite file; opened for each call, so any thread may call.

    A rollback journal and not a write-ahead log: the latter needs memory shared by everyone who
    has the file open, which two machines with one home do not have. Nothing waits for the disk:
    what a power cut leaves damaged is noticed, by sqlite or by its reader, and thrown away.
    """

    def __init__(self, file: Path, limit: int = LIMIT) -> None:
        self.file = file
        self._limit = limit

    def get(self, keys: Sequence[bytes]) -> dict[bytes, tuple[bytes, int]]:
        """Value and time of the last use (seconds) of each key that is there."""

        def read(connection: Connection) -> dict[bytes, tuple[bytes, int]]:
            found: dict[bytes, tuple[bytes, int]] = {}
            connection.execute("BEGIN")  # what was looked at stays so until all is read
            if not _is_up_to_date(connection):
                return found
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                places = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT key, value, used FROM kept WHERE key IN ({places})", some
                )
                # The value has a checksum, the time it was used has none.
                found.update(
                    {
                        key: (value, used if isinstance(used, int) else 0)
                        for key, value, used in rows
                    }
                )
            return found

        if not keys or not os.path.isfile(self.file):
            return {}
        return self._attempt(read, READ_PATIENCE) or {}

    def put(self, values: Sequence[tuple[bytes, bytes]], used: Sequence[bytes], now: int) -> bool:
        """Store values by key, and note that the keys ``used`` were of use; whether it could."""

        def write(connection: Connection) -> bool:
            connection.execute("BEGIN IMMEDIATE")
            if not _is_ours(connection):
                return False
            connection.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                [(key, value, now) for key, value in values],
            )
            connection.executemany(
                "UPDATE kept SET used = ? WHERE key = ?", [(now, key) for key in used]
            )
            if _bytes_used(connection) > self._limit:
                connection.execute(
                    "DELETE FROM kept WHERE key IN (SELECT key FROM kept ORDER BY used "
                    "LIMIT (SELECT count(*) / 4 + 1 FROM kept))"
                )
            connection.execute("COMMIT")
            return True

        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._attempt(write, WRITE_PATIENCE) or False

    def size(self) -> int:
        """Bytes on the disk; 0 where nothing is kept."""
        try:
            size = os.stat(self.file).st_size
        except OSError:
            return 0
        # One page is the file's head alone.
        return size if size > _PAGE else 0

    def clear(self) -> bool:
        """Forget everything, also for others who have the file open; whether it could."""

        def empty(connection: Connection) -> bool:
            connection.execute("BEGIN IMMEDIATE")
            if not _is_ours(connection):
                return False
            connection.execute("DROP TABLE kept")
            connection.execute("COMMIT")
            connection.execute("VACUUM")
            return True

        if not os.path.isfile(self.file):
            return True
        # A damaged file is gone after the attempt.
        return self._attempt(empty, WRITE_PATIENCE) or not os.path.isfile(self.file)

    def _attempt(self, work: Callable[[Connection], _T], patience: float) -> _T | None:
        """What ``work`` gives; None where the file cannot be used.

        Closing the connection takes back a transaction that was not committed.
        """
        try:
            import sqlite3  # late, and some builds of Python have none
        except ImportError:
            return None
        try:
            with contextlib.closing(
                sqlite3.connect(self.file, timeout=patience, isolation_level=None)
            ) as connection:
                connection.execute("PRAGMA synchronous = OFF")
                return work(connection)
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                self._throw_away()
            return None
        except UnicodeDecodeError:
            # SQLite's own sentence quotes a damaged name.
            self._throw_away()
            return None
        except OSError:
            return None

    def _throw_away(self) -> None:
        # The journal first: left alone it would be played back into the next file of this name.
        for path in (f"{self.file}-journal", self.file):
            try:
                os.unlink(path)
            except FileNotFoundError:
                continue
            except OSError:
                return


def _is_ours(connection: Connection) -> bool:
    """Whether the file is this program's, to be asked in a transaction that may write.

    An empty one becomes so, and one of another version is emptied first: who else has it open
    finds either all of the old tables or all of the new.
    """
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    made = connection.execute(
        f"SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND {_NOT_SQLITES}"
    ).fetchall()
    if mark not in (0, _APPLICATION) or (mark == 0 and made):
        return False
    if not _is_up_to_date(connection):
        for kind, name in made:
            quoted = name.replace('"', '""')
            connection.execute(f'DROP {kind} "{quoted}"')
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    return True


def _is_up_to_date(connection: Connection) -> bool:
    """Whether the tables are those this version would make."""
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    made = connection.execute(f"SELECT sql FROM sqlite_master WHERE {_NOT_SQLITES}").fetchall()
    return bool(schema == _SCHEMA and {sql for (sql,) in made} == set(_TABLES))


def _bytes_used(connection: Connection) -> int:
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)
