"""``compare``: exit status, what is written where, and what is said."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from command_runs import (
    GOOD,
    PROJECT,
    PROTOTXT,
    SAMPLE,
    SHARED_DATA,
    TURNED,
    float_dump,
    hex_dump,
    only_line,
    start,
    two_runs,
)

from app.command_line import main

RETINAFACE = SHARED_DATA / "retinaface"
with_real_data = pytest.mark.skipif(not RETINAFACE.is_dir(), reason="shared/data is not here")
posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX only")

NEARLY = (1.0, 2.0, 3.0, 5.0)
"""Cosine 34/√(30·39) = 0.994 to GOOD; relative distance 1/√30 = 0.18."""
WARNED = (1.0, 2.0, 3.0, 2.5)
"""Cosine 24/√(30·20.25) = 0.974 to GOOD."""


def as_json(text: str | bytes) -> dict[str, Any]:
    """Strictly: no NaN, no Infinity, nothing around it."""

    def refuse(word: str) -> None:
        raise AssertionError(word)

    loaded = json.loads(text, parse_constant=refuse)
    assert isinstance(loaded, dict)
    return loaded


# --- exit status ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "status", "summary"),
    [
        ({}, 0, "4 pairs · 4 good · 0 warn · 0 bad · 0 broken"),
        ({"conv2": WARNED}, 0, "4 pairs · 3 good · 1 warn · 0 bad · 0 broken"),
        ({"conv2": TURNED}, 1, "4 pairs · 3 good · 0 warn · 1 bad · 0 broken"),
        ({"conv2": GOOD[:3]}, 1, "4 pairs · 3 good · 0 warn · 0 bad · 1 broken"),
    ],
)
def test_exit_status(
    right: dict[str, Any],
    status: int,
    summary: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", *two_runs(tmp_path, **right)]) == status
    assert summary in capsys.readouterr().out


def test_thresholds_do_not_change_the_exit_status(tmp_path: Path) -> None:
    folders = two_runs(tmp_path, conv2=NEARLY)
    assert main(["compare", *folders, "--cosine", "1", "--red", "0", "--quiet"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing", "quant"], "missing"),
        (["caffe", "caffe/data_output0_1_2_2_caffe.linear.float"], "data_output0"),
        (["caffe", "quant", "--prototxt", "missing.prototxt"], "missing.prototxt"),
        (["caffe", "quant", "--dot", "missing.dot"], "missing.dot"),
        (["caffe", "quant", "--dot", "caffe"], "caffe"),
        (["caffe", "quant", "--pairs", "missing.json"], "missing.json"),
        (["caffe", "quant", "--pairs", "broken.json"], "broken.json"),
        (["caffe", "quant", "--prototxt", "broken.prototxt"], "broken.prototxt"),
        (["caffe", "quant", "--pairs", "broken.json", "--json", "broken.json"], "write over"),
        (["caffe", "empty"], "empty"),
    ],
)
def test_unusable_input_is_one_line(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    two_runs(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("broken.json").write_text("{")
    Path("broken.prototxt").write_text("layer { name: ")
    assert main(["compare", *arguments]) == 2
    assert said in only_line(capsys.readouterr().err)
    assert Path("broken.json").read_text() == "{"


def test_nothing_matched_is_unusable_but_the_json_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    float_dump(tmp_path / "a", "conv1", GOOD)
    hex_dump(tmp_path / "b", "fc7", (1.0, 2.0), "2_1_1")
    target = tmp_path / "result.json"
    arguments = ["compare", str(tmp_path / "a"), str(tmp_path / "b"), "--json", str(target)]
    assert main(arguments) == 2
    only_line(capsys.readouterr().err)
    result = as_json(target.read_text(encoding="utf-8"))
    assert result["summary"]["pairs"] == 0
    assert result["unmatched"]["left"] == ["conv1_output0_1_2_2_caffe.linear.float"]
    assert main([*arguments, "--quiet"]) == 2
    output = capsys.readouterr()
    only_line(output.err)
    assert output.out == ""


# --- what is said ---------------------------------------------------------------------------


def test_the_table_stands_in_network_order_with_the_verdict_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path, conv1=TURNED, conv2=TURNED)
    prototxt = tmp_path / "deploy.prototxt"
    prototxt.write_text(PROTOTXT)
    assert main(["compare", *folders, "--prototxt", str(prototxt)]) == 1
    output = capsys.readouterr()
    text = output.out
    places = [text.index(f" {layer} ") for layer in ("data", "conv1", "conv2", "prob")]
    assert places == sorted(places)
    assert text.rstrip().splitlines()[-1].startswith("Look at conv1 first")
    assert output.err == ""


def test_network_files_beside_the_folders_are_hinted_at_never_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path)
    float_dump(tmp_path / "caffe", "extra", GOOD)
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT)
    assert main(["compare", *folders]) == 0
    output = capsys.readouterr()
    hint = only_line(output.err)
    assert "deploy.prototxt lies beside the folders" in hint
    assert f"--prototxt {tmp_path / 'deploy.prototxt'}" in hint
    assert "extra_output0_1_2_2_caffe.linear.float" in output.out
    assert main(["compare", *folders, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_bad_layer_without_a_network_is_reason_enough_for_the_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path, conv2=TURNED)
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT)
    assert main(["compare", *folders]) == 1
    assert "which layer to look at first" in only_line(capsys.readouterr().err)


def test_files_named_by_ids_are_told_of_the_dot_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, _ = two_runs(tmp_path)
    hex_dump(tmp_path / "inst", "x", GOOD).rename(
        tmp_path / "inst" / "seg0_layer1_output0_inst.linear.hex"
    )
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT)
    (tmp_path / "cnn_net_tree.dot").write_text("digraph x {}")
    assert main(["compare", left, str(tmp_path / "inst")]) == 2
    line = only_line(capsys.readouterr().err)
    assert f"--dot {tmp_path / 'cnn_net_tree.dot'}" in line
    assert "--prototxt" not in line


def test_a_folder_without_dumps_is_not_sent_after_a_prototxt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, _ = two_runs(tmp_path)
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT)
    assert main(["compare", left, str(tmp_path)]) == 2
    assert "--prototxt" not in only_line(capsys.readouterr().err)


def test_quiet_says_nothing_and_writes_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path, conv2=TURNED)
    arguments = ["--json", str(tmp_path / "r.json"), "--csv", str(tmp_path / "r.csv")]
    assert main(["compare", *folders, *arguments, "--quiet"]) == 1
    assert capsys.readouterr() == ("", "")
    assert as_json((tmp_path / "r.json").read_bytes())["summary"]["bad"] == 1
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) >= 5


def test_pairs_of_the_users_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = float_dump(tmp_path / "a", "conv1", GOOD)
    right = hex_dump(tmp_path / "b", "other", GOOD)
    pairs = tmp_path / "pairs.json"
    pairs.write_text(json.dumps([[left.name, right.name]]))
    folders = [str(tmp_path / "a"), str(tmp_path / "b")]
    assert main(["compare", *folders, "--pairs", str(pairs), "--json", "-"]) == 0
    (pair,) = as_json(capsys.readouterr().out)["pairs"]
    assert (pair["left_file"], pair["right_file"]) == (left.name, right.name)
    assert pair["rule"] == "manual"


def test_hex_format(tmp_path: Path) -> None:
    float_dump(tmp_path / "a", "conv1", GOOD)
    hex_dump(tmp_path / "b", "conv1", GOOD, bits=8)
    folders = [str(tmp_path / "a"), str(tmp_path / "b")]
    target = tmp_path / "r.json"
    for option, error in ((["--hex-format", "24.8"], 0.0), ([], 4.0 - 4.0 / 16)):
        main(["compare", *folders, *option, "--json", str(target), "--quiet"])
        (pair,) = as_json(target.read_bytes())["pairs"]
        assert pair["metrics"]["max_absolute_error"] == error


def test_include_compares_only_what_is_asked_for(tmp_path: Path) -> None:
    two_runs(tmp_path)
    for run in ("caffe", "quant"):
        (tmp_path / run / "conv1_bias.hex").write_text("1\nff\n")
        (tmp_path / run / "conv1_input0_1_2_2_anti_quant.float").write_text("1\n2\n")
    folders = [str(tmp_path / "caffe"), str(tmp_path / "quant")]
    target = tmp_path / "r.json"
    for what, count in (
        ("outputs", 4),
        ("inputs", 1),
        ("weights", 1),
        ("inputs,weights", 2),
        ("all", 6),
    ):
        assert main(["compare", *folders, "--include", what, "--json", str(target)]) == 0
        assert as_json(target.read_bytes())["summary"]["pairs"] == count


def test_terminal_csv_and_json_agree_which_right_run_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, first = two_runs(tmp_path)
    worse = tmp_path / "worse"
    for layer in ("data", "conv1", "conv2", "prob", "alone"):
        hex_dump(worse, layer, TURNED if layer == "prob" else GOOD)
    net = tmp_path / "deploy.prototxt"
    net.write_text(PROTOTXT)
    table, numbers = tmp_path / "r.csv", tmp_path / "r.json"
    written = ["--csv", str(table), "--json", str(numbers)]
    assert main(["compare", left, first, str(worse), "--prototxt", str(net), *written]) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.startswith("right [")] == [
        f"right [1]  {first}",
        f"right [2]  {worse}",
    ]
    assert "unmatched right [2] (1)" in said
    assert "Lowest cosine: prob [2] (0.000000)." in said
    assert "Look at prob [2] first: nothing that feeds it is bad or broken." in said
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    (bad,) = (row for row in rows if row["Severity"] == "bad")
    assert (bad["Layer"], bad["RightRun"], bad["RightFolder"]) == ("prob", "1", str(worse))
    (pair,) = (one for one in as_json(numbers.read_bytes())["pairs"] if one["severity"] == "bad")
    assert (pair["layer"], pair["right_index"]) == ("prob", 1)


def test_several_rights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left, first = two_runs(tmp_path)
    for layer in ("data", "conv1", "conv2", "prob"):
        hex_dump(tmp_path / "worse", layer, TURNED if layer == "prob" else GOOD)
    target = tmp_path / "r.json"
    worse = str(tmp_path / "worse")
    assert main(["compare", left, first, worse, "--json", str(target)]) == 1
    result = as_json(target.read_bytes())
    assert result["rights"] == [first, worse]
    assert [pair["right_index"] for pair in result["pairs"]].count(1) == 4
    output = capsys.readouterr().out
    assert output.index(first) < output.index(worse)
    assert "4 good · 0 warn · 0 bad" in output
    assert "3 good · 0 warn · 1 bad" in output


# --- where it is written --------------------------------------------------------------------


def test_standard_output_is_pure_json(tmp_path: Path) -> None:
    folders = two_runs(tmp_path / "量化 运行", conv2=TURNED)
    done = start("compare", *folders, "--json", "-", "--csv", str(tmp_path / "r.csv"))
    assert done.returncode == 1
    result = as_json(done.stdout)
    assert result["left"] == folders[0]
    assert result["schema"] == 1
    assert b"4 pairs" in done.stderr
    assert (tmp_path / "r.csv").exists()


def test_standard_output_is_pure_csv(tmp_path: Path) -> None:
    done = start("compare", *two_runs(tmp_path), "--csv", "-", "--quiet")
    assert done.returncode == 0
    assert done.stderr == b""
    rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert any("conv1_output0_1_2_2_quant.linear.hex" in row for row in rows)


@pytest.mark.parametrize("encoding", ["idna", "undefined", "punycode"])
def test_consoles_of_an_encoding_that_is_none_of_text(encoding: str, tmp_path: Path) -> None:
    folders = two_runs(tmp_path, conv2=TURNED)
    done = start("compare", *folders, PYTHONIOENCODING=encoding)
    assert done.returncode == 1, done.stderr
    assert b"Lowest cosine: conv2" in done.stdout
    assert b"Traceback" not in done.stderr
    done = start("compare", str(tmp_path / "nowhere"), folders[1], PYTHONIOENCODING=encoding)
    assert done.returncode == 2
    assert b"nowhere" in done.stderr
    assert b"Traceback" not in done.stderr
    done = start("compare", "--help", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"exit status:" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_consoles_of_any_encoding(encoding: str, tmp_path: Path) -> None:
    folders = two_runs(tmp_path / "量化 运行", conv2=TURNED)
    done = start("compare", *folders, PYTHONIOENCODING=encoding)
    assert done.returncode == 1, done.stderr
    assert b"bad" in done.stdout
    assert b"Traceback" not in done.stderr
    done = start("compare", *folders, "--json", "-", PYTHONIOENCODING=encoding)
    assert as_json(done.stdout)["left"] == folders[0]
    done = start("compare", str(tmp_path / "没有"), folders[1], PYTHONIOENCODING=encoding)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_report_replaces_an_old_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path)
    target = tmp_path / "r.json"
    target.write_text("old")
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr("core.report.json_report.comparison_as_dict", full)
        assert main(["compare", *folders, "--json", str(target)]) == 2
    assert "No space left" in only_line(capsys.readouterr().err)
    assert target.read_text() == "old"
    assert main(["compare", *folders, "--json", str(target)]) == 0
    assert as_json(target.read_bytes())["summary"]["good"] == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["caffe", "quant", "r.json"]


@posix_only
def test_a_report_follows_a_link_and_keeps_permissions(tmp_path: Path) -> None:
    folders = two_runs(tmp_path)
    real = tmp_path / "real.json"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(real)
    assert main(["compare", *folders, "--json", str(link), "--quiet"]) == 0
    assert link.is_symlink()
    assert as_json(real.read_bytes())["schema"] == 1
    assert real.stat().st_mode & 0o777 == 0o640


@posix_only
def test_a_report_to_a_device(tmp_path: Path) -> None:
    folders = two_runs(tmp_path)
    assert as_json(start("compare", *folders, "--json", "/dev/stdout", "--quiet").stdout)
    assert start("compare", *folders, "--json", os.devnull, "--quiet").returncode == 0
    assert Path(os.devnull).exists()


@posix_only
def test_runs_in_a_folder_nobody_may_write(tmp_path: Path) -> None:
    folders = two_runs(tmp_path)
    places = [tmp_path, *map(Path, folders)]
    for place in places:
        place.chmod(0o555)
    try:
        assert start("compare", *folders, cwd=tmp_path).returncode == 0
    finally:
        for place in places:
            place.chmod(0o755)


@posix_only
@pytest.mark.parametrize("options", [[], ["--json", "-"]])
def test_a_reader_that_goes_away_is_no_error(options: list[str], tmp_path: Path) -> None:
    folders = two_runs(tmp_path, conv2=TURNED)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, str(PROJECT / "main.py"), "compare", *folders, *options],
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"Broken" not in done.stderr
    assert b"Exception" not in done.stderr


@posix_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("options", [[], ["--json", "-"]])
def test_a_full_disk_is_one_line(options: list[str], tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, str(PROJECT / "main.py"), "compare", *two_runs(tmp_path), *options],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert "Exception" not in done.stderr.decode()


@posix_only
def test_standard_streams_may_be_closed(tmp_path: Path) -> None:
    left, right = two_runs(tmp_path)
    command = f'"{sys.executable}" "{PROJECT / "main.py"}" compare "{left}" "{right}"'
    assert subprocess.run(f"{command} >&- 2>&-", shell=True, timeout=120).returncode == 0
    refused = subprocess.run(f"{command} --json - >&- 2>&-", shell=True, timeout=120)
    assert refused.returncode == 2


# --- on a terminal --------------------------------------------------------------------------


@posix_only
@pytest.mark.parametrize("width", [80, 120, 200])
def test_on_a_terminal_of_any_width(width: int, tmp_path: Path) -> None:
    from rich.cells import cell_len

    output, status = on_terminal(width, "compare", *two_runs(tmp_path, conv2=TURNED))
    assert status == 1
    assert "\x1b[" in output
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", output)
    assert "1 bad" in plain
    table = [line for line in re.split(r"[\r\n]+", plain) if "  conv" in line]
    assert table
    assert all(cell_len(line.rstrip()) <= width for line in table)


def on_terminal(width: int, *arguments: str) -> tuple[str, int]:
    """Everything a terminal of ``width`` columns shows of a run, and the exit status."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    settings = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, str(PROJECT / "main.py"), *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=settings | {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return shown.decode("utf-8", "replace"), process.wait(timeout=60)


@posix_only
def test_ctrl_c_ends_it_with_one_line(tmp_path: Path) -> None:
    """Interrupted in the middle of reading a pipe that never ends."""
    left, right = two_runs(tmp_path)
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time\n"
            f"sys.path.insert(0, {str(PROJECT)!r})\n"
            "import core.comparison.engine as engine\n"
            "def forever(*_, **__):\n"
            "    print('reading', flush=True)\n"
            "    while True:\n"
            "        time.sleep(0.05)\n"
            "        yield from ()\n"
            "engine.measure_pairs = forever\n"
            "from app.command_line import main\n"
            "sys.exit(main(sys.argv[1:]))\n",
            "compare",
            left,
            right,
            "--json",
            str(tmp_path / "r.json"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"reading\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in only_line(errors)
    assert not (tmp_path / "r.json").exists()


# --- real data ------------------------------------------------------------------------------


@with_real_data
@pytest.mark.parametrize("bits", ["8", "16"])
def test_a_real_net_agrees_with_an_independent_engine(bits: str, tmp_path: Path) -> None:
    folders = [RETINAFACE / "caffe", RETINAFACE / f"mapper_quant_{bits}bit"]
    target = tmp_path / "r.json"
    status = main(
        [
            "compare",
            *map(str, folders),
            "--prototxt",
            str(RETINAFACE / "deploy.prototxt"),
            "--dot",
            str(RETINAFACE / "cnn_net_tree.dot"),
            "--json",
            str(target),
            "--quiet",
        ]
    )
    result = as_json(target.read_bytes())
    expected = json.loads((RETINAFACE / f"expected_{bits}bit.json").read_text(encoding="utf-8"))
    found = {pair["left_file"]: pair for pair in result["pairs"]}
    assert set(found) == set(expected)
    for name, numbers in expected.items():
        pair = found[name]
        assert pair["right_file"] == numbers.pop("right")
        assert pair["elements"] == numbers.pop("n")
        assert pair["elements"] == math.prod(pair["shape"])
        for metric, value in numbers.items():
            assert pair["metrics"][metric] == pytest.approx(value, rel=1e-6, abs=1e-12), name
    cosines = [numbers["cosine_similarity"] for numbers in expected.values()]
    bad = sum(cosine <= 0.95 for cosine in cosines)
    assert result["summary"]["bad"] == bad
    assert result["summary"]["good"] == sum(cosine >= 0.99 for cosine in cosines)
    assert status == (1 if bad else 0)


@with_real_data
def test_simulator_names_meet_through_the_dot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [str(RETINAFACE / "caffe"), str(RETINAFACE / "inst_8bit")]
    assert main(["compare", *folders]) == 2
    assert "cnn_net_tree.dot" in only_line(capsys.readouterr().err)
    dot = ["--dot", str(RETINAFACE / "cnn_net_tree.dot"), "--json", "-"]
    prototxt = ["--prototxt", str(RETINAFACE / "deploy.prototxt")]
    assert main(["compare", *folders, *dot, *prototxt]) == 1
    result = as_json(capsys.readouterr().out)
    assert result["summary"]["pairs"] == 119
    assert {pair["rule"] for pair in result["pairs"]} == {"dot"}


@pytest.mark.skipif(not (SAMPLE / "float_run").is_dir(), reason="the sample is not built")
def test_the_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "样本"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    folders = [str(copy / "float_run"), str(copy / "quantised_run")]
    network = ["--prototxt", str(copy / "deploy.prototxt"), "--dot", str(copy / "cnn_net_tree.dot")]
    assert main(["compare", *folders, *network]) in (0, 1)
    output = capsys.readouterr()
    assert output.err == ""
    assert " pairs · " in output.out
