"""Files that are replaced whole: names, links and modes as they were, and no draft left behind."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from core.dumps.convert import convert_dump
from core.dumps.formats import FixedPoint
from core.dumps.whole_file import whole_file
from core.report.text_output import whole_text

posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX only")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    name = "x" * (255 - len(".float"))
    end = "_output0_1_1_1.hex"
    source = tmp_path / (name[: -len(end) + 2] + end)
    source.write_text("00001000\n")
    target = tmp_path / f"{name}.float"
    convert_dump(source, target, FixedPoint())
    assert target.read_text() == "1\n"
    with whole_text(target) as stream:
        stream.write("é")
    assert target.read_bytes() == "é".encode()
    assert names(tmp_path) == sorted((source.name, target.name))


@posix_only
def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    source = tmp_path / "a_output0.hex"
    source.write_text("00001000\n")
    real, link = tmp_path / "real.float", tmp_path / "link.float"
    real.write_text("old")
    link.symlink_to(real.name)
    convert_dump(source, link, FixedPoint())
    assert link.is_symlink()
    assert real.read_text() == "1\n"


@posix_only
def test_modes_are_the_old_ones_or_those_of_any_new_file(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        for path in (old, new):
            with whole_file(path) as stream:
                stream.write(b"1")
    finally:
        os.umask(before)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


@pytest.mark.parametrize("error", [OSError(28, "full"), KeyboardInterrupt(), ValueError()])
def test_what_fails_leaves_the_old_file_alone(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail() -> None:
        with whole_file(path) as stream:
            stream.write(b"new")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_device_that_is_full_is_an_error() -> None:
    with pytest.raises(OSError, match="No space"), whole_file(Path("/dev/full")) as stream:
        stream.write(b"1")
