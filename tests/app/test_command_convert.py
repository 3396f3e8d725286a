"""``convert``: where the numbers go, what they are, and what stops one file but not the rest."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_runs import GOOD, SHARED_DATA, hex_dump, only_line

from app.command_line import main

SFD = SHARED_DATA / "sfd"


def numbers(path: Path) -> list[float]:
    return [float(line) for line in path.read_text(encoding="ascii").split()]


def test_text_goes_beside_the_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = hex_dump(tmp_path, "conv1", [1.0, -0.5, 0.000244140625, -524288.0])
    assert main(["convert", str(source)]) == 0
    target = tmp_path / "conv1_output0_1_2_2_quant.linear.float"
    assert numbers(target) == [1.0, -0.5, 0.000244140625, -524288.0]
    output = capsys.readouterr()
    assert output.out.splitlines() == [f"{source} → {target}"]
    assert output.err == ""


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (["a"], 0, None),
        (["a", "c"], 0, "2 converted"),
        (["a", "broken", "c"], 2, "2 converted, 1 refused"),
        (["broken", "c"], 2, "1 converted, 1 refused"),
        (["broken", "missing"], 2, "0 converted, 2 refused"),
        (["a", "missing*"], 2, "1 converted, 1 refused"),
        (["broken"], 2, None),
    ],
)
def test_several_files_end_with_a_summary(
    given: list[str],
    status: int,
    said: str | None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for layer in ("a", "broken", "c"):
        hex_dump(tmp_path, layer, GOOD)
    end = "_output0_1_2_2_quant.linear.hex"
    (tmp_path / f"broken{end}").write_text("xyz\n")
    assert main(["convert", *(str(tmp_path / name) + end for name in given)]) == status
    output = capsys.readouterr()
    lines = output.out.splitlines()
    assert [line for line in lines if "→" not in line] == ([] if said is None else [said])
    assert said is None or lines[-1] == said
    assert len(output.err.splitlines()) == sum(name not in "ac" for name in given)


def test_logarithmic_codes_without_a_dot_ask_for_it_as_one_gives_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a_input0_1_1_1_quant.nonlinear.hex"
    source.write_text("4a\n80\n")
    assert main(["convert", str(source)]) == 2
    line = only_line(capsys.readouterr().err)
    assert str(source) in line
    assert "give --dot cnn_net_tree.dot" in line
    assert "choose" not in line


def test_many_files_that_want_a_dot_are_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for layer in "abc":
        (tmp_path / f"{layer}_input0_1_1_1_quant.nonlinear.hex").write_text("4a\n")
    good = hex_dump(tmp_path, "conv1", GOOD)
    assert main(["convert", str(tmp_path)]) == 2
    said = capsys.readouterr()
    line = only_line(said.err)
    assert "3 files hold logarithmic codes" in line
    assert "give --dot cnn_net_tree.dot" in line
    assert "a_input0_1_1_1_quant.nonlinear.hex" in line
    assert good.with_suffix(".float").exists()
    assert said.out.splitlines()[-1] == "1 converted, 3 refused"


@pytest.mark.parametrize("with_dot", [False, True])
def test_codes_of_no_input_are_decoded_by_no_dot(
    with_dot: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only inputs have a data_delta: nobody is sent to look for another dot."""
    source = tmp_path / "a_output0_1_1_2_quant.nonlinear.hex"
    source.write_text("4a\n80\n")
    dot = tmp_path / "cnn_net_tree.dot"
    dot.write_text('digraph cnn_tree {\na [label="a\\n id: 1\\n data_delta: 3"];\n}\n')
    assert main(["convert", str(source), *(["--dot", str(dot)] if with_dot else [])]) == 2
    line = only_line(capsys.readouterr().err)
    assert str(source) in line
    assert "no input" in line
    assert "--dot" not in line


def test_an_array_goes_where_it_is_asked_for(tmp_path: Path) -> None:
    source = hex_dump(tmp_path / "quant", "conv1", GOOD)
    out = tmp_path / "new" / "folder"
    assert main(["convert", str(source), "--out", str(out), "--format", "npy"]) == 0
    values = np.load(out / "conv1_output0_1_2_2_quant.linear.npy")
    assert values.ravel().tolist() == list(GOOD)


def test_another_fixed_point(tmp_path: Path) -> None:
    source = hex_dump(tmp_path, "conv1", [1.5, -3.25], bits=8)
    assert main(["convert", str(source), "--hex-format", "24.8"]) == 0
    assert numbers(source.with_suffix(".float")) == [1.5, -3.25]


def test_a_file_that_exists_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = hex_dump(tmp_path, "conv1", GOOD)
    target = source.with_suffix(".float")
    target.write_text("mine")
    assert main(["convert", str(source)]) == 2
    assert "--force" in only_line(capsys.readouterr().err)
    assert target.read_text() == "mine"
    assert main(["convert", str(source), "--force"]) == 0
    assert numbers(target) == list(GOOD)


def test_a_broken_file_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = hex_dump(tmp_path, "a", GOOD), hex_dump(tmp_path, "c", GOOD)
    broken = hex_dump(tmp_path, "b", GOOD)
    broken.write_text("00001000\nnot hex at all\n")
    assert main(["convert", str(first), str(broken), str(second)]) == 2
    output = capsys.readouterr()
    line = only_line(output.err)
    assert broken.name in line
    assert "2" in line
    assert output.out.splitlines()[-1] == "2 converted, 1 refused"
    assert second.with_suffix(".float").exists()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".float"] * 2 + [".hex"] * 3


def test_a_pattern_the_shell_left_alone(tmp_path: Path) -> None:
    hex_dump(tmp_path, "a", GOOD)
    hex_dump(tmp_path, "b", GOOD)
    assert main(["convert", str(tmp_path / "*.hex")]) == 0
    assert len(list(tmp_path.glob("*.float"))) == 2


def test_a_real_name_with_brackets_is_no_pattern(tmp_path: Path) -> None:
    source = tmp_path / "conv[1]_output0_1_2_2_quant.linear.hex"
    hex_dump(tmp_path, "conv1", GOOD).rename(source)
    assert main(["convert", str(source)]) == 0
    assert numbers(source.with_suffix(".float")) == list(GOOD)


def test_a_folder_stands_for_its_hex_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "量化 运行"
    hex_dump(folder, "a", GOOD)
    hex_dump(folder, "b", GOOD)
    (folder / "notes.txt").write_text("")
    (folder / "._a.hex").write_text("what another system hides")
    assert main(["convert", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert list(folder.glob("*.float")) == []
    assert main(["convert", str(folder)]) == 0
    assert len(list(folder.glob("*.float"))) == 2
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
@pytest.mark.parametrize("pattern", ["", "*.hex", "*"])
def test_odd_entries_stop_no_other_and_are_said(
    pattern: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hex_dump(tmp_path, "a", GOOD)
    hex_dump(tmp_path, "z", GOOD)
    (tmp_path / "loop.hex").symlink_to("loop.hex")
    (tmp_path / "dangling.hex").symlink_to("nowhere.hex")
    os.mkfifo(tmp_path / "fifo.hex")
    (tmp_path / "folder.hex").mkdir()
    (tmp_path / "plain folder").mkdir()
    assert main(["convert", os.path.join(tmp_path, pattern)]) == 2
    output = capsys.readouterr()
    assert output.out.splitlines()[-1] == "2 converted, 4 refused"
    assert sorted(path.name[0] for path in tmp_path.glob("*.float")) == ["a", "z"]
    lines = [only_line(line) for line in output.err.splitlines()]
    assert len(lines) == 4
    for name in ("loop.hex", "dangling.hex", "fifo.hex", "folder.hex"):
        assert sum(name in line for line in lines) == 1, name
    assert sum("link that leads nowhere" in line for line in lines) == 2


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
@pytest.mark.parametrize("name", ["loop.hex", "dangling.hex", "fifo.hex"])
def test_an_odd_file_by_its_name(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "loop.hex").symlink_to("loop.hex")
    (tmp_path / "dangling.hex").symlink_to("nowhere.hex")
    os.mkfifo(tmp_path / "fifo.hex")
    good = hex_dump(tmp_path, "a", GOOD)
    assert main(["convert", str(tmp_path / name), str(good)]) == 2
    assert name in only_line(capsys.readouterr().err)
    assert good.with_suffix(".float").exists()


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), MemoryError()])
def test_an_error_of_the_system_stops_one_file_alone(
    error: Exception,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import core.dumps.convert

    convert_dump = core.dumps.convert.convert_dump
    first, second = hex_dump(tmp_path, "a", GOOD), hex_dump(tmp_path, "b", GOOD)

    def sometimes(path: Path, *rest: Any) -> None:
        if path == first:
            raise error
        convert_dump(path, *rest)

    monkeypatch.setattr("core.dumps.convert.convert_dump", sometimes)
    assert main(["convert", str(first), str(second)]) == 2
    assert first.name in only_line(capsys.readouterr().err)
    assert numbers(second.with_suffix(".float")) == list(GOOD)


def test_a_file_given_twice_is_converted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    source = hex_dump(tmp_path, "a", GOOD)
    again = [source.name, "a*.hex", f"./{source.name}", str(source), "."]
    assert main(["convert", *again]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert len(output.out.splitlines()) == 1
    assert numbers(source.with_suffix(".float")) == list(GOOD)


def test_the_dot_that_tells_no_offset_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dot = tmp_path / "cnn_net_tree.dot"
    dot.write_text(
        "digraph cnn_tree {\n"
        'sum [shape=box, label="sum\\n net segment id: 0\\n id: 4  type: 44\\n'
        'data_delta: (0, 16)"];\n}\n'
    )
    for index in range(3):
        (tmp_path / f"sum_input{index}_1_1_2_quant.nonlinear.hex").write_text("00\n80\n")
    (tmp_path / "other_input0_1_1_2_quant.nonlinear.hex").write_text("00\n80\n")
    (tmp_path / "fc_input0_1_1_2_quant.nonlinear.hex").write_text("")
    assert main(["convert", str(tmp_path), "--dot", str(dot)]) == 2
    output = capsys.readouterr()
    assert numbers(tmp_path / "sum_input1_1_1_2_quant.nonlinear.float") == [2**0.125, 0.0]
    assert output.out.splitlines()[-1] == "2 converted, 3 refused"
    empty, unknown, beyond = output.err.splitlines()
    assert "is empty" in empty
    assert f"{dot} gives no data_delta for input 0 of layer other" in unknown
    assert f"{dot} gives no data_delta for input 2 of layer sum" in beyond
    assert "sum_input2" in beyond


def test_two_files_of_one_name_do_not_meet_in_one_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = hex_dump(tmp_path / "a", "conv1", GOOD)
    second = hex_dump(tmp_path / "b", "conv1", (0.0, 0.0, 0.0, 0.0))
    out = tmp_path / "out"
    assert main(["convert", str(first), str(second), "--out", str(out), "--force"]) == 2
    assert "different folders" in only_line(capsys.readouterr().err)
    assert numbers(next(out.iterdir())) == list(GOOD)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no FILE"),
        (["missing.hex"], "no file missing.hex"),
        (["*.bin"], "no file fits"),
        (["x.float"], "ends in .hex"),
        (["empty", "--out", "out"], "holds no .hex file"),
        (["a_weight.hex", "--out", "x.float"], "cannot be made"),
        ([""], "is empty"),
        (["a_weight.hex", "--dot", "missing.dot"], "missing.dot"),
        (["missing.hex", "--format", "csv"], "--format"),
        (["a_weight.hex"], "a_weight.hex"),
        (["a_input0_1_1_1_quant.nonlinear.hex"], "dot"),
    ],
)
def test_what_cannot_be_converted_is_one_line(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("x.float").write_text("1\n")
    Path("a_weight.hex").write_text("4a\n80\n")
    Path("a_input0_1_1_1_quant.nonlinear.hex").write_text("4a\n80\n")
    assert main(["convert", *arguments]) == 2
    assert said in only_line(capsys.readouterr().err)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = hex_dump(tmp_path / "quant", "conv1", GOOD)
    source.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert main(["convert", str(source)]) == 2
    finally:
        source.parent.chmod(stat.S_IRWXU)
    only_line(capsys.readouterr().err)


@pytest.mark.skipif(not SFD.is_dir(), reason="shared/data is not here")
def test_logarithmic_codes_of_a_real_project(tmp_path: Path) -> None:
    """The vendor's own ``_anti_quant.float`` files are the oracle; they hold six digits."""
    compared = 0
    for source in sorted((SFD / "mapper_quant").glob("*_quant.nonlinear.hex"))[:4]:
        stem = source.name.removesuffix("_quant.nonlinear.hex")
        oracle = next(
            (
                path
                for end in ("_anti_quant.float", "_anti_quant.linear.float")
                if (path := source.with_name(stem + end)).exists()
            ),
            None,
        )
        if oracle is None:
            continue
        arguments = ["--out", str(tmp_path), "--dot", str(SFD / "cnn_net_tree.dot")]
        assert main(["convert", str(source), *arguments]) == 0
        np.testing.assert_allclose(
            np.loadtxt(tmp_path / f"{stem}_quant.nonlinear.float").ravel(),
            np.loadtxt(oracle).ravel(),
            rtol=1e-5,
        )
        compared += 1
    assert compared
