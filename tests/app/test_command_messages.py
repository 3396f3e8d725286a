"""``compare``: what is said on standard error, line by line, and what happens where it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_runs import GOOD, PROJECT, PROTOTXT, TURNED, float_dump, hex_dump, only_line, two_runs

from app.command_line import main
from app.commands.comparison_notes import LISTED

LEFT_NAME = "conv1_output0_1_2_2_caffe.linear.float"
RIGHT_NAME = "conv1_output0_1_2_2_quant.linear.hex"


def pairs_file(folder: Path, *pairs: tuple[str, str, int]) -> str:
    path = folder / "mine.json"
    path.write_text(json.dumps([list(pair) for pair in pairs]))
    return str(path)


# --- pairs of the user's own that did not take effect ---------------------------------------


@pytest.mark.parametrize("options", [[], ["--quiet"], ["--json", "-"], ["--json", "-", "--quiet"]])
@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("lost.float", RIGHT_NAME, 0), ["lost.float"]),
        ((LEFT_NAME, "lost.hex", 0), ["lost.hex"]),
        ((LEFT_NAME, RIGHT_NAME, 3), ["right_index is 3", "only one right folder, number 0"]),
    ],
)
def test_a_pair_that_cannot_be_made_is_said(
    options: list[str],
    pair: tuple[str, str, int],
    said: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folders = two_runs(tmp_path)
    pairs = pairs_file(tmp_path, pair)
    assert main(["compare", *folders, "--pairs", pairs, *options]) == 0
    output = capsys.readouterr()
    *verdict, told = output.err.splitlines()
    assert only_line(told).startswith(f"cosight: {pairs}: ")
    for words in said:
        assert words in told
    assert [line.partition(" · ")[0] for line in verdict] == (
        ["4 pairs"] if options == ["--json", "-"] else []
    )
    if not options:
        assert "4 pairs" in output.out
        assert "left out" not in output.out  # said once
    if "--json" in options:
        (finding,) = json.loads(output.out)["findings"]
        assert finding["code"] == "manual_pair_lost"
        assert finding["text"] in told
        assert finding["evidence"]["right_index"] == pair[2]


def test_the_numbers_of_several_right_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, right = two_runs(tmp_path)
    pairs = pairs_file(tmp_path, (LEFT_NAME, RIGHT_NAME, 2), (LEFT_NAME, RIGHT_NAME, 1))
    assert main(["compare", left, right, right, "--pairs", pairs, "--quiet"]) == 0
    line = only_line(capsys.readouterr().err)
    assert "right_index is 2" in line
    assert "0 to 1" in line


def test_a_second_pair_with_the_same_file_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path)
    other = "conv2_output0_1_2_2_quant.linear.hex"
    pairs = pairs_file(tmp_path, (LEFT_NAME, RIGHT_NAME, 0), (LEFT_NAME, other, 0))
    assert main(["compare", *folders, "--pairs", pairs, "--quiet"]) == 0
    assert other in only_line(capsys.readouterr().err)


def test_many_lost_pairs_are_bounded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = two_runs(tmp_path)
    pairs = pairs_file(tmp_path, *((f"l{i}.float", f"r{i}.hex", 0) for i in range(120)))
    assert main(["compare", *folders, "--pairs", pairs, "--quiet"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert "110 more" in lines[-1]
    assert all(line.startswith("cosight: ") for line in lines)


@pytest.mark.parametrize(
    ("option", "where"), [(None, "--json"), ("r.json", "{folder}/r.json"), ("-", "the JSON")]
)
def test_what_is_left_out_of_a_list_is_where_it_was_written(
    option: str | None, where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, right = two_runs(tmp_path)
    for number in range(LISTED + 2):
        float_dump(Path(left), f"alone{number}", GOOD)
    pairs = pairs_file(tmp_path, *((f"l{i}.float", f"r{i}.hex", 0) for i in range(LISTED + 4)))
    target = str(tmp_path / "r.json") if option == "r.json" else option
    json_of = [] if target is None else ["--json", target]
    assert main(["compare", left, right, "--pairs", pairs, *json_of]) == 0
    output = capsys.readouterr()
    where = where.format(folder=tmp_path)
    assert f"4 more pairs are left out, see {where}" in output.err
    assert (f"  … and 2 more, see {where}" in output.out.splitlines()) == (option != "-")
    assert option is None or "see --json" not in output.out + output.err


def test_a_json_that_could_not_be_written_is_not_pointed_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    left, right = two_runs(tmp_path)
    for number in range(LISTED + 2):
        float_dump(Path(left), f"alone{number}", GOOD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert main(["compare", left, right, "--no-cache", "--json", str(tmp_path / "r.json")]) == 2
    assert "  … and 2 more, see --json" in capsys.readouterr().out.splitlines()


def test_lost_pairs_do_not_hide_why_nothing_matched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    float_dump(tmp_path / "a", "conv1", GOOD)
    hex_dump(tmp_path / "b", "fc7", GOOD)
    folders = [str(tmp_path / "a"), str(tmp_path / "b")]
    pairs = pairs_file(tmp_path, ("lost.float", "lost.hex", 0))
    assert main(["compare", *folders, "--pairs", pairs]) == 2
    lost, nothing = capsys.readouterr().err.splitlines()
    assert "lost.float" in lost
    assert "lost.float" not in nothing


# --- one line a message ---------------------------------------------------------------------


def test_the_verdict_beside_a_report_on_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path, conv2=TURNED)
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT)
    assert main(["compare", *folders, "--json", "-"]) == 1
    verdict, lowest, hint = capsys.readouterr().err.splitlines()
    assert verdict.startswith("4 pairs · 3 good")
    assert lowest == "Lowest cosine: conv2 (0.000000)."
    assert hint.startswith("cosight: ")


def test_nothing_matched_beside_a_report_on_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    float_dump(tmp_path / "a", "conv1", GOOD)
    hex_dump(tmp_path / "b", "fc7", (1.0, 2.0), "2_1_1")
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b"), "--json", "-"]) == 2
    output = capsys.readouterr()
    only_line(output.err)
    assert json.loads(output.out)["summary"]["pairs"] == 0


# --- standard error that fails --------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    ("options", "status"), [([], 1), (["--json", "-"], 1), (["--pairs", "PAIRS"], 1)]
)
def test_only_standard_error_fails(options: list[str], status: int, tmp_path: Path) -> None:
    """The result was written: the exit status is the result's."""
    folders = two_runs(tmp_path, conv2=TURNED)
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT)  # so that there is a hint to lose
    pairs = pairs_file(tmp_path, ("lost.float", RIGHT_NAME, 0))
    options = [pairs if option == "PAIRS" else option for option in options]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, str(PROJECT / "main.py"), "compare", *folders, *options],
            stdout=subprocess.PIPE,
            stderr=full,
            timeout=120,
            check=False,
        )
    assert done.returncode == status
    assert b"conv2" in done.stdout


def test_many_files_that_could_meet_nothing_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, right = two_runs(tmp_path)
    for layer in range(12):
        (Path(right) / f"conv{layer}_weight.hex").write_text("00000001\n")
    assert main(["compare", left, right, "--include", "weights"]) == 2
    said = capsys.readouterr().out
    assert "unmatched right (12): the other run holds no dump of the kinds" in said
    assert "conv7_weight.hex" not in said
