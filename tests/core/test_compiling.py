"""Kernels come from the disk where it holds them, and are made whatever state it is in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import pytest
from numba.core.caching import IndexDataCacheFile

from core.compiling import kernel


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    return tmp_path


def made() -> Any:
    """A kernel, compiled or loaded anew at each call."""

    @kernel("int64(int64)")
    def twice(number: Any) -> Any:
        return 2 * number

    return twice


def files(folder: Path, ending: str) -> list[Path]:
    return sorted(folder.rglob(f"*.{ending}"))


def compiled_anew(twice: Any) -> bool:
    return bool(twice._cache_misses)


def test_the_second_time_it_comes_from_the_disk(cache: Path) -> None:
    assert compiled_anew(made())
    again = made()
    assert not compiled_anew(again)
    assert again(21) == 42


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def halved(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def garbled(file: Path) -> None:
    file.write_bytes(b"\x0e\xff" + os.urandom(file.stat().st_size))


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize("damage", [emptied, halved, garbled])
def test_what_is_damaged_on_the_disk_is_made_anew(
    cache: Path, ending: str, damage: Callable[[Path], None]
) -> None:
    made()
    (file,) = files(cache, ending)
    damage(file)
    mended = made()
    assert compiled_anew(mended)
    assert mended(21) == 42
    assert not compiled_anew(made())


def test_on_a_full_disk_nothing_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(self: IndexDataCacheFile, *_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(IndexDataCacheFile, "_save_index", save)
    assert made()(21) == 42
    assert made()(21) == 42
    assert not files(cache, "nbi")


def test_what_cannot_be_compiled_says_so(cache: Path) -> None:
    with pytest.raises(numba.core.errors.TypingError):

        @kernel("int64(int64)")
        def wrong(number: Any) -> Any:
            return number + "a"
