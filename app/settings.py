"""What is remembered between starts, as one table of typed entries over QSettings."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings

from widgets.sources.recent_comparisons import RecentComparison

if TYPE_CHECKING:
    from core.comparison.model import ManualPair

RECENT_LIMIT = 12

_CHECK_BYTES = 4


class Settings:
    """Typed access to the user's settings file; a damaged entry reads as its default."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Cosight", "Cosight"
        )

    def text(self, key: str, default: str = "") -> str:
        """The text stored under ``key``."""
        value = self._store.value(key)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Store a text."""
        self._store.setValue(key, value)

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no; an INI file gives it back as text, and ``bool("false")`` is true."""
        value = self.text(key)
        return {"true": True, "false": False}.get(value, default)

    def set_flag(self, key: str, value: bool) -> None:
        """Store a yes or no."""
        self._store.setValue(key, "true" if value else "false")

    def number(self, key: str, default: float) -> float:
        """A finite number."""
        try:
            value = float(self.text(key))
        except ValueError:
            return default
        return value if abs(value) < 1e300 else default

    def set_number(self, key: str, value: float) -> None:
        """Store a number so that it reads back the same."""
        self._store.setValue(key, repr(value))

    def state(self, key: str) -> QByteArray:
        """A widget's state; empty where there is none.

        Qt takes a damaged one at its word: sizes no screen can hold, and then it crashes.
        """
        value = self._store.value(key)
        stored = value.data() if isinstance(value, QByteArray) else b""
        state = bytes(stored[_CHECK_BYTES:])
        return QByteArray(state if bytes(stored[:_CHECK_BYTES]) == _check(state) else b"")

    def set_state(self, key: str, value: QByteArray | bytes) -> None:
        """Store a widget's state."""
        state = bytes(value.data()) if isinstance(value, QByteArray) else value
        self._store.setValue(key, QByteArray(_check(state) + state))

    def recent_comparisons(self) -> list[RecentComparison]:
        """Folders compared before and their files, newest first; no more than a menu has room for,
        whoever wrote the file."""
        pairs = self._json("recent/comparisons")
        if not isinstance(pairs, list):
            return []
        # Once they were left and right alone.
        known = (
            RecentComparison(*pair)
            for pair in pairs
            if isinstance(pair, list)
            and len(pair) in (2, 4)
            and all(isinstance(path, str) for path in pair)
        )
        return [*islice(known, RECENT_LIMIT)]

    def add_recent_comparison(self, recent: RecentComparison) -> None:
        """Put a pair of folders first, with the files it was compared with last."""
        others = [old for old in self.recent_comparisons() if old[:2] != recent[:2]]
        self._set_json("recent/comparisons", [recent, *others][:RECENT_LIMIT])

    def recent_paths(self, kind: str) -> list[str]:
        """Files of one kind used before, newest first; no more than are kept."""
        paths = self._json(f"recent/{kind}")
        known = (path for path in paths if isinstance(path, str)) if isinstance(paths, list) else ()
        return [*islice(known, RECENT_LIMIT)]

    def add_recent_path(self, kind: str, path: str) -> None:
        """Put a file first."""
        paths = [old for old in self.recent_paths(kind) if old != path]
        self._set_json(f"recent/{kind}", [path, *paths][:RECENT_LIMIT])

    def clear_recent(self) -> None:
        """Forget every comparison and file used before."""
        self._store.remove("recent")

    def manual_pairs(self, left: Path, rights: Sequence[Path]) -> tuple[ManualPair, ...]:
        """The partners picked by hand for these folders."""
        entries = self._json(_pairs_key(left, rights))
        if not isinstance(entries, list):
            return ()
        from core.comparison.model import ManualPair

        return tuple(
            ManualPair(entry[0], entry[1], entry[2])
            for entry in entries
            if isinstance(entry, list)
            and len(entry) == 3
            and isinstance(entry[0], str)
            and isinstance(entry[1], str)
            and isinstance(entry[2], int)
        )

    def set_manual_pairs(
        self, left: Path, rights: Sequence[Path], pairs: Sequence[ManualPair]
    ) -> None:
        """Keep the partners picked by hand for these folders."""
        key = _pairs_key(left, rights)
        if pairs:
            self._set_json(key, [(pair.left, pair.right, pair.right_index) for pair in pairs])
        else:
            self._store.remove(key)

    def sync(self) -> None:
        """Write to disk now; a read-only place is no error, the settings just do not stay."""
        self._store.sync()

    def _json(self, key: str) -> Any:
        text = self.text(key)
        if not text:
            return None
        import json  # late: an empty window needs none

        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return None

    def _set_json(self, key: str, value: Any) -> None:
        import json

        self._store.setValue(key, json.dumps(value, ensure_ascii=True))


def _check(state: bytes) -> bytes:
    return zlib.crc32(state).to_bytes(_CHECK_BYTES, "big")


def _pairs_key(left: Path, rights: Sequence[Path]) -> str:
    import hashlib

    folders = "\n".join(str(folder.absolute()) for folder in (left, *rights))
    return "partners/" + hashlib.sha256(folders.encode("utf-8", "surrogatepass")).hexdigest()[:32]
