"""Places that cannot be read or written, and files that are none: a sentence, and never a hang."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from command_runs import GOOD, PROTOTXT, hex_dump, only_line, two_runs

from app.command_line import main
from app.commands.terminal import one_line
from core.dumps import small_file

posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX only")

DOT = 'digraph cnn_tree {\nconv1 [label="conv1\\n net segment id: 0\\n id: 0"];\n}\n'


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_file, "PATIENCE", 0.05)


@posix_only
@pytest.mark.parametrize("option", ["--prototxt", "--dot", "--pairs"])
def test_a_pipe_that_nobody_writes_into(
    option: str, tmp_path: Path, impatient: None, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert main(["compare", *two_runs(tmp_path), option, str(tmp_path / "pipe")]) == 2
    line = only_line(capsys.readouterr().err)
    assert str(tmp_path / "pipe") in line
    assert "nobody writes into" in line


@posix_only
def test_convert_waits_for_no_pipe_either(
    tmp_path: Path, impatient: None, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    source = hex_dump(tmp_path, "conv1", GOOD)
    assert main(["convert", str(source), "--dot", str(tmp_path / "pipe")]) == 2
    assert "nobody writes into" in only_line(capsys.readouterr().err)


@posix_only
@pytest.mark.parametrize("stalls", [False, True])
def test_what_a_pipe_delivers_is_read(
    stalls: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As ``--prototxt <(xz -dc net.prototxt.xz)`` hands it over, in pieces."""
    if stalls:
        monkeypatch.setattr(small_file, "PATIENCE", 0.2)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    folders = two_runs(tmp_path, conv2=(4.0, -3.0, 2.0, -1.0))
    over = threading.Event()

    def write() -> None:
        with path.open("wb", buffering=0) as stream:
            text = PROTOTXT.encode()
            for start in range(0, len(text), 100):
                stream.write(text[start : start + 100])
                if stalls:
                    over.wait(20)
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        status = main(["compare", *folders, "--prototxt", str(path), "--json", "-"])
    finally:
        over.set()
        writer.join()
    output = capsys.readouterr()
    if stalls:
        assert status == 2
        assert str(path) in only_line(output.err)
    else:
        assert status == 1
        assert json.loads(output.out)["summary"]["first_bad_layer"] == "conv2"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero")
@pytest.mark.parametrize("option", ["--prototxt", "--dot", "--pairs"])
def test_a_device_without_an_end(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *two_runs(tmp_path), option, "/dev/zero"]) == 2
    line = only_line(capsys.readouterr().err)
    assert "/dev/zero" in line
    assert "device" in line


def test_pairs_that_are_far_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("core.report.pairs_file._MOST_BYTES", 1000)
    pairs = tmp_path / "pairs.json"
    pairs.write_text("[" + " " * 1000 + "]")
    assert main(["compare", *two_runs(tmp_path), "--pairs", str(pairs)]) == 2
    line = only_line(capsys.readouterr().err)
    assert str(pairs) in line
    assert "larger than" in line


@posix_only
@pytest.mark.parametrize("option", ["--json", "--csv"])
def test_a_report_whose_name_is_too_long_is_refused_before_anything_is_read(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("core.comparison.matching.make_plan", None)
    name = str(tmp_path / ("r" * 300))
    assert main(["compare", *two_runs(tmp_path), option, name]) == 2
    line = only_line(capsys.readouterr().err)
    assert f"{name} cannot be written" in line
    assert "choose another" in line


@posix_only
def test_a_converted_name_that_is_too_long_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    end = "_output0_1_2_2_quant.linear.hex"
    source = hex_dump(tmp_path, "a", GOOD).rename(tmp_path / ("n" * (255 - len(end)) + end))
    assert main(["convert", str(source)]) == 2
    line = only_line(capsys.readouterr().err)
    assert str(source.with_suffix(".float")) in line
    assert "cannot be written" in line
    assert main(["convert", str(source), "--format", "npy"]) == 0
    assert source.with_suffix(".npy").exists()


@posix_only
@pytest.mark.parametrize("name", ["conv1.hex", "*.hex"])
def test_a_file_of_a_folder_that_may_not_be_entered(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tests' own user may enter every folder."""
    lstat = os.lstat

    def denied(path: str, **options: object) -> os.stat_result:
        if str(path).startswith(str(tmp_path / "closed")):
            raise PermissionError(13, "Permission denied", str(path))
        return lstat(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "lstat", denied)
    path = str(tmp_path / "closed" / name)
    assert main(["convert", path]) == 2
    line = only_line(capsys.readouterr().err)
    assert path in line
    assert ("Permission denied" in line) is (name == "conv1.hex")


@pytest.mark.parametrize("side", ["caffe", "quant"])
@pytest.mark.parametrize("several", [False, True])
def test_a_folder_named_like_a_dump(
    side: str, several: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path)
    for layer in ("pool", "fc") if several else ("pool",):
        (tmp_path / side / f"{layer}_output0_1_2_2_quant.linear.hex").mkdir()
    (tmp_path / side / "pool_input0_1_2_2_quant.linear.hex").mkdir()  # nobody asked for inputs
    (tmp_path / side / "notes").mkdir()
    assert main(["compare", *folders, "--json", "-"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "folder_not_dump"
    assert str(tmp_path / side) in finding["text"]
    assert "output0_1_2_2_quant.linear.hex" in finding["text"]
    assert len(finding["evidence"]["folders"]) == (2 if several else 1)


def test_what_turns_the_direction_of_writing_is_spelled_out() -> None:
    assert one_line("a\u202exeh.b") == "a\\u202exeh.b"
    family = "\U0001f469\u200d\U0001f467"
    assert one_line(family) == family
