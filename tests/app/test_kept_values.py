"""Kept numbers: found again for the same file only, bounded, and safe from being written to."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest

from app.kept_values import FileStamp, KeptValues
from core.dumps.formats import FixedPoint
from core.dumps.model import Dump, DumpName, Encoding, Kind, Values

FORMAT = FixedPoint(20, 12)


def dump(path: Path, encoding: Encoding = Encoding.FIXED) -> Dump:
    return Dump(path.parent, DumpName(path.name, "conv1", Kind.OUTPUT, 0, (), encoding))


def file(folder: Path, name: str, text: str = "00000000\n") -> Dump:
    path = folder / name
    path.write_text(text)
    return dump(path)


def values(count: int) -> Values:
    codes = np.arange(count, dtype=np.int32)
    return Values(codes, FORMAT.scale, codes, 8)


def stamp(of: Dump, hex_format: FixedPoint = FORMAT, data_delta: int | None = None) -> FileStamp:
    found = FileStamp.of(of, hex_format, data_delta)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def nothing_is_young(monkeypatch):
    """Files of a test have only just been written."""
    monkeypatch.setattr("app.kept_values.YOUNG", 0)


def test_a_file_that_was_written_a_moment_ago_is_not_kept(tmp_path, monkeypatch):
    kept, one = KeptValues(1000), file(tmp_path, "a.hex")
    monkeypatch.setattr("app.kept_values.YOUNG", 3600 * 10**9)
    kept.put(stamp(one), stamp(one), values(5))
    assert kept.get(stamp(one)) is None


def test_the_numbers_of_an_unchanged_file_are_found_again(tmp_path):
    kept, one = KeptValues(1000), file(tmp_path, "a.hex")
    numbers = values(5)
    kept.put(stamp(one), stamp(one), numbers)
    assert kept.get(stamp(one)) is numbers
    assert kept.get(stamp(file(tmp_path, "b.hex"))) is None
    assert stamp(one).holds()


def append(one: Path) -> None:
    with one.open("a") as stream:
        stream.write("00000001\n")


def replace_and_set_time_back(one: Path) -> None:
    before = one.stat()
    other = one.with_suffix(".new")
    other.write_text("00000001\n")
    os.replace(other, one)
    os.utime(one, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = [append]
if os.name == "posix":
    CHANGES.append(replace_and_set_time_back)


@pytest.mark.parametrize("change", CHANGES, ids=lambda f: f.__name__)
def test_a_changed_file_is_read_again(tmp_path, change):
    kept, one = KeptValues(1000), file(tmp_path, "a.hex")
    before = stamp(one)
    kept.put(before, before, values(5))
    change(one.path)
    assert kept.get(stamp(one)) is None
    assert not before.holds()
    newer = values(6)
    kept.put(stamp(one), stamp(one), newer)
    assert kept.get(stamp(one)) is newer
    assert kept.bytes == 24


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path):
    kept, one = KeptValues(1000), file(tmp_path, "a.hex")
    before = stamp(one)
    append(one.path)
    kept.put(before, stamp(one), values(5))
    assert kept.get(before) is None
    assert kept.get(stamp(one)) is None


def test_a_file_that_is_gone_has_no_stamp(tmp_path):
    one = file(tmp_path, "a.hex")
    before = stamp(one)
    one.path.unlink()
    assert FileStamp.of(one, FORMAT, None) is None
    assert not before.holds()
    kept = KeptValues(1000)
    kept.put(before, None, values(5))
    assert kept.bytes == 0


def test_another_number_format_or_offset_is_another_reading(tmp_path):
    kept, one = KeptValues(1000), file(tmp_path, "a.hex")
    kept.put(stamp(one), stamp(one), values(5))
    assert kept.get(stamp(one, FixedPoint(16, 16))) is None
    assert kept.get(stamp(one, FORMAT, 3)) is None
    other = stamp(one, FORMAT, 3)
    kept.put(other, other, values(5))
    assert kept.get(stamp(one)) is not None


def test_weights_are_never_kept(tmp_path):
    # Their numbers depend on a second file.
    path = tmp_path / "conv1_weight.hex"
    path.write_text("00\n")
    assert FileStamp.of(dump(path, Encoding.WEIGHT), FORMAT, None) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    kept = KeptValues(100)
    stamps = [stamp(file(tmp_path, f"{number}.hex")) for number in range(3)]
    for one in stamps[:2]:
        kept.put(one, one, values(10))
    assert kept.get(stamps[0]) is not None
    kept.put(stamps[2], stamps[2], values(10))
    assert [kept.get(one) is not None for one in stamps] == [True, False, True]
    assert kept.bytes == 80


def test_what_is_larger_than_all_room_is_not_kept(tmp_path):
    kept, one = KeptValues(100), stamp(file(tmp_path, "a.hex"))
    kept.put(one, one, values(26))
    assert kept.bytes == 0


def test_memory_is_counted_once_and_whole(tmp_path):
    kept, one = KeptValues(10_000), stamp(file(tmp_path, "a.hex"))
    # The reader's array is a little longer than the file.
    whole = np.zeros(200)
    kept.put(one, one, Values(whole[:100]))
    assert kept.bytes == 1600
    codes = np.zeros(100, np.uint8)
    kept.put(one, one, Values(np.zeros(100), 1.0, codes, 2))
    assert kept.bytes == 900


def test_nobody_can_write_to_what_is_kept(tmp_path):
    kept, one = KeptValues(1000), stamp(file(tmp_path, "a.hex"))
    numbers = values(5)
    kept.put(one, one, numbers)
    with pytest.raises(ValueError, match="read-only"):
        numbers.numbers[0] = 1


def test_the_bound_is_an_eighth_of_memory_and_a_gigabyte_at_most(monkeypatch):
    import app.kept_values as module

    monkeypatch.setattr(module, "_memory", lambda: 2 << 30)
    assert module._room() == 256 << 20
    monkeypatch.setattr(module, "_memory", lambda: 64 << 30)
    assert module._room() == 1 << 30
    monkeypatch.undo()
    assert module._memory() > 1 << 28


def test_two_threads_may_use_it_at_once(tmp_path):
    kept = KeptValues(400)
    stamps = [stamp(file(tmp_path, f"{number}.hex")) for number in range(20)]
    errors = []

    def use() -> None:
        try:
            for _ in range(50):
                for one in stamps:
                    kept.put(one, one, values(10))
                    kept.get(one)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert kept.bytes == 400
