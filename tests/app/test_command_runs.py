"""Text about several right runs: each has one name, and its numbers agree with the sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_runs import GOOD, PROTOTXT, TURNED, float_dump, hex_dump, two_runs

from app.command_line import main
from app.commands.comparison_runs import told_texts
from core.comparison.model import Finding

Capture = pytest.CaptureFixture[str]


def test_a_run_is_called_by_its_number_and_folders_in_paths_stay() -> None:
    rights = [Path("/runs/new"), Path("/runs/new.old")]
    findings = [
        Finding("slow_slide", "In /runs/new: It slides.", {"right_index": 0}),
        Finding("slow_slide", "In /runs/new.old: It slides.", {"right_index": 1}),
        Finding("origin", "In /runs/new.old: It begins.", {"right_index": 1}),
        Finding("lost", "/runs/new has none, /runs/new/a.float, /runs/newer and /runs/new.old do."),
        Finding("end", "Nothing of /runs/new."),
    ]
    assert told_texts(findings, rights) == [
        "In right [1], [2]: It slides.",
        "In right [2]: It begins.",
        "right [1] has none, /runs/new/a.float, /runs/newer and right [2] do.",
        "Nothing of right [1].",
    ]
    assert told_texts(findings[:1], rights[:1]) == ["In /runs/new: It slides."]


def test_a_run_without_a_pair_says_so_and_names_a_few_files(
    tmp_path: Path, capsys: Capture
) -> None:
    left, first = two_runs(tmp_path)
    other, part = tmp_path / "other", tmp_path / "part"
    for number in range(8):
        hex_dump(other, f"zz{number}", GOOD)
    hex_dump(part, "conv1", TURNED)
    net = tmp_path / "deploy.prototxt"
    net.write_text(PROTOTXT)
    main(["compare", left, first, str(part), str(other), "--prototxt", str(net)])
    said = capsys.readouterr().out.splitlines()
    assert said[said.index(f"right [3]  {other}") + 1] == "no pair"
    assert "4 good · 0 warn · 0 bad · 0 broken" in said
    assert "0 good · 0 warn · 1 bad · 0 broken · 3 left without a partner" in said
    at = said.index("unmatched right [3] (8)")
    assert [line.strip()[:3] for line in said[at + 1 : at + 4]] == ["zz0", "zz1", "zz2"]
    assert said[at + 4].strip() == "… and 5 more, see --json"
    (alone,) = (line for line in said if line.startswith("right [2] has no partner for 3 left"))
    assert str(part) not in alone
    assert any(
        line.startswith("5 pairs · ") and "0 unmatched left in every run" in line for line in said
    )


def test_one_right_run_has_no_number(tmp_path: Path, capsys: Capture) -> None:
    left, first = two_runs(tmp_path)
    float_dump(Path(left), "more", GOOD)
    main(["compare", left, first])
    said = capsys.readouterr().out
    assert "[1]" not in said
    assert "1 unmatched left · 0 right" in said


def test_beside_a_report_on_standard_output_the_numbers_are_explained(
    tmp_path: Path, capsys: Capture
) -> None:
    left, first = two_runs(tmp_path)
    hex_dump(tmp_path / "part", "conv1", TURNED)
    main(["compare", left, first, str(tmp_path / "part"), "--json", "-"])
    aside = capsys.readouterr().err
    assert f"right [1]  {first}" in aside
    assert f"right [2]  {tmp_path / 'part'}" in aside
