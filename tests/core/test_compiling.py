"""Kernels come from the disk where it holds them, and are made whatever state it is in."""

from __future__ import annotations

import os
import subprocess
import sys
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


_PROGRAM = """
import sys

import numpy as np
from numba import types

from core.compiling import kernel

@kernel((types.float64[::1], types.int64))
def cumulated(numbers, start):
    sums = np.empty(len(numbers))
    total = float(start)
    for i in range(len(numbers)):
        total += numbers[i]
        sums[i] = total
    return sums, total, total > 2

sums, total, more = cumulated(np.array([1.5, -0.25]), np.int32(3))
print(sums.tolist(), total, more, "numba.np.linalg" in sys.modules)
if "more" in sys.argv:
    @kernel(types.float64(types.float64[::1]))
    def norm(numbers):
        return np.sqrt(np.sum(np.abs(numbers) ** 2))

    print(norm(sums), cumulated(sums, 0)[1], "numba.np.linalg" in sys.modules)
"""


def test_from_the_disk_nothing_is_registered_that_only_compiling_needs(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(_PROGRAM)
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "NUMBA_CACHE_DIR": str(tmp_path / "kernels"),
    }

    def said(*arguments: str) -> list[str]:
        command = [sys.executable, str(file), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    first, second, third = said(), said(), said("more")
    assert first == ["[4.5, 4.25] 4.25 True True"]
    assert second == ["[4.5, 4.25] 4.25 True False"]
    # What has to be compiled behind it is, and what came from the disk goes on.
    assert third == [second[0], f"{(4.5**2 + 4.25**2) ** 0.5} 8.75 True"]
