"""``compare --sort`` and ``--worst``: the table's rows, and nothing but the table's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from command_runs import GOOD, PROTOTXT, float_dump, hex_dump, only_line, two_runs

from app.command_line import main

RIGHT: dict[str, Sequence[float]] = {
    "data": (4.0, -3.0, 2.0, -1.0),
    "conv1": (1.0, 2.0, 3.0, 5.0),
    "conv2": (1.0, 2.0, 3.0),
    "prob": (10.0, 20.0, 30.0, 38.0),
}
"""A low cosine, a small error, a broken pair, and the largest error with a high cosine."""


def cosine(layer: str) -> float:
    left, right = np.array(GOOD), np.array(RIGHT[layer])
    return float(left @ right / np.sqrt((left @ left) * (right @ right)))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "net.prototxt").write_text(PROTOTXT)
    return two_runs(tmp_path, **RIGHT)


def table(text: str) -> list[tuple[str, str]]:
    """Number and layer of each row."""
    rows = [line.split() for line in text.splitlines()]
    return [
        (row[0], row[3]) for row in rows if len(row) > 4 and row[0].isdigit() and row[1] in "✓▲●✕"
    ]


NETWORK = [("1", "data"), ("2", "conv1"), ("3", "conv2"), ("4", "prob")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [1, 2, 3, 4]),
        (["--sort", "network"], [1, 2, 3, 4]),
        (["--sort", "cosine"], [3, 1, 2, 4]),
        (["--sort", "error"], [3, 4, 1, 2]),
        (["--worst", "2"], [1, 3]),
        (["--worst", "2", "--sort", "cosine"], [3, 1]),
        (["--worst", "3", "--sort", "error"], [3, 4, 1]),
        (["--worst", "4"], [1, 2, 3, 4]),
        (["--worst", "99999999999999999999999"], [1, 2, 3, 4]),
    ],
)
def test_rows(
    options: list[str],
    expected: list[int],
    folders: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cosine("data") < cosine("conv1") < cosine("prob")
    prototxt = ["--prototxt", str(tmp_path / "net.prototxt")]
    assert main(["compare", *folders, *prototxt, *options]) == 1
    said = capsys.readouterr().out
    assert table(said) == [NETWORK[at - 1] for at in expected]
    left_out = [line for line in said.splitlines() if "not among the worst" in line]
    assert (
        left_out
        == {
            0: [],
            1: ["… and 1 row that is not among the worst"],
            2: ["… and 2 rows that are not among the worst"],
        }[4 - len(expected)]
    )
    assert "4 pairs · 2 good · 0 warn · 1 bad · 1 broken" in said


def test_the_files_keep_the_order_of_the_network(
    folders: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = []
    for options in ([], ["--sort", "error", "--worst", "1"]):
        files = tmp_path / "a.json", tmp_path / "a.csv"
        report = ["--json", str(files[0]), "--csv", str(files[1])]
        main(["compare", *folders, "--prototxt", str(tmp_path / "net.prototxt"), *report, *options])
        written.append([file.read_bytes() for file in files])
    assert written[0] == written[1]
    assert [pair["layer"] for pair in json.loads(written[0][0])["pairs"]] == [
        layer for _, layer in NETWORK
    ]


def test_each_right_run_has_worst_rows_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, right = two_runs(tmp_path, **RIGHT)
    for layer in RIGHT:
        hex_dump(tmp_path / "other", layer, (2.0, 1.0, 3.0, 4.0) if layer == "prob" else GOOD)
    main(["compare", left, right, str(tmp_path / "other"), "--worst", "1", "--sort", "cosine"])
    said = capsys.readouterr().out
    assert [layer for _, layer in table(said)] == ["conv2", "prob"]
    assert said.count("… and 3 rows") == 2
    assert "Lowest cosine: data [1] (0.000000)." in said.splitlines()


def test_a_threshold_no_row_shown_is_beyond_has_no_legend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = two_runs(tmp_path, conv2=GOOD[:3], conv1=(4.0, 3.0, 2.0, 1.0))
    main(["compare", *folders, "--worst", "1"])
    assert "beyond a threshold" not in capsys.readouterr().out


def test_the_summary_names_the_layer_to_look_at_and_the_lowest_cosine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = {"conv1": (4.0, 3.0, 2.0, 1.0), "prob": (4.0, -3.0, 2.0, -1.0)}
    folders = two_runs(tmp_path, **right)
    prototxt = tmp_path / "net.prototxt"
    prototxt.write_text(PROTOTXT)
    main(["compare", *folders, "--prototxt", str(prototxt)])
    *_, counts, lowest, first = capsys.readouterr().out.splitlines()
    assert counts.startswith("4 pairs · ")
    assert lowest == "Lowest cosine: prob (0.000000)."
    assert first == "Look at conv1 first: nothing that feeds it is bad or broken."
    main(["compare", *folders])
    assert capsys.readouterr().out.splitlines()[-1] == lowest


@pytest.mark.parametrize("right", [{}, dict.fromkeys(("data", "conv1", "conv2", "prob"), GOOD[:3])])
def test_without_a_cosine_below_one_none_is_the_lowest(
    right: dict[str, Sequence[float]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["compare", *two_runs(tmp_path, **right)])
    assert "Lowest cosine" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--sort", "size"], "--sort size: expected network, cosine or error"),
        (["--sort"], "--sort"),
        (["--sort", ""], "--sort"),
        (["--worst", "0"], "--worst 0: expected how many rows"),
        (["--worst", "-3"], "--worst"),
        (["--worst", "1.5"], "--worst 1.5"),
        (["--worst", "٣"], "--worst"),
        (["--worst", "0" * 30], "--worst"),
    ],
)
def test_what_is_no_order_and_no_number(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    float_dump(tmp_path / "a", "conv1", GOOD)
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "a"), *options]) == 2
    assert said in only_line(capsys.readouterr().err)
