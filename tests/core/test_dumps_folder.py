"""A folder is scanned by names alone."""

from __future__ import annotations

import builtins
import os
import sys
from pathlib import Path

import pytest

from core.dumps.folder import scan_folder
from core.dumps.model import Dump
from core.dumps.names import parse_name
from core.dumps.paths import openable
from core.errors import CosightError


def test_everything_has_its_place_in_natural_order(tmp_path: Path) -> None:
    for name in ("c10_output0_1_quant.linear.hex", "c2_output0_1_quant.linear.hex", "b.float"):
        (tmp_path / name).touch()
    for name in ("notes.txt", "cnn_net_tree.dot", ".hidden.float"):
        (tmp_path / name).touch()
    for name in ("run10", "run2", ".git", "folder.hex"):
        (tmp_path / name).mkdir()
    run = scan_folder(tmp_path)
    assert run.folder == tmp_path
    assert [dump.name.layer for dump in run.dumps] == ["b", "c2", "c10"]
    assert [dump.path for dump in run.dumps] == [tmp_path / d.name.file_name for d in run.dumps]
    assert run.other_files == ("cnn_net_tree.dot", "notes.txt")
    assert run.subfolders == ("folder.hex", "run2", "run10")


def test_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.float").write_text("1\n")

    def refused(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(builtins, "open", refused)
    monkeypatch.setattr(os, "stat", refused)
    monkeypatch.setattr(os, "open", refused)
    assert len(scan_folder(tmp_path).dumps) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
def test_links_are_followed_and_may_be_broken(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    (tmp_path / "lost.float").symlink_to(tmp_path / "nowhere")
    run = scan_folder(tmp_path)
    assert run.subfolders == ("linked", "real")
    assert [dump.name.layer for dump in run.dumps] == ["lost"]


def test_an_empty_folder_is_a_run_without_dumps(tmp_path: Path) -> None:
    assert scan_folder(tmp_path).dumps == ()


def test_what_cannot_be_scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CosightError, match=r"gone: there is no such folder; choose"):
        scan_folder(tmp_path / "gone")
    (tmp_path / "file").touch()
    with pytest.raises(CosightError, match=r"file is a file, expected a folder.*; choose"):
        scan_folder(tmp_path / "file")
    with pytest.raises(CosightError, match=r"cannot be listed.*; check"):
        scan_folder(tmp_path / "null\0byte")

    def refused(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(CosightError, match=r"permission denied; ask"):
        scan_folder(tmp_path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("C:\\short\\a.hex", "C:\\short\\a.hex"),
        ("C:\\" + "d" * 250 + "\\a.hex", "\\\\?\\C:\\" + "d" * 250 + "\\a.hex"),
        ("C:\\x\\..\\" + "d" * 250, "\\\\?\\C:\\" + "d" * 250),
        ("\\\\server\\share\\" + "d" * 250, "\\\\?\\UNC\\server\\share\\" + "d" * 250),
        ("\\\\?\\C:\\" + "d" * 250, "\\\\?\\C:\\" + "d" * 250),
    ],
)
def test_long_windows_paths_are_verbatim(
    monkeypatch: pytest.MonkeyPatch, path: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert openable(Path(path)) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="for the others")
def test_other_paths_stay_as_they_are() -> None:
    assert openable(Path("/" + "d" * 250)) == "/" + "d" * 250


@pytest.mark.parametrize("folder", [".", "run", "./run/", "../run", "/", "/a//b/", "a/../b", ""])
def test_a_dump_s_file_is_its_path_as_text(folder: str) -> None:
    name = parse_name("conv1_output0_caffe.linear.float")
    assert name is not None
    dump = Dump(Path(folder), name)
    assert dump.path == Path(folder) / name.file_name
    assert dump.file == str(dump.path)
