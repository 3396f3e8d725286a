"""The benchmarks run from end to end at the smallest size; nothing here is timed."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks import parsing, streaming, timing, workbench
from benchmarks.__main__ import main
from benchmarks.prototype import prototype
from benchmarks.table import as_table
from resources.sample.run_pair import RunPair, write_run_pair

TINY = workbench.Size(
    lines=400,
    layers=3,
    elements=200,
    large_elements=300,
    names=40,
    drawn_layers=(60,),
    drawn_branches=12,
    drawn_side=5,
    drawn_frames=4,
    touched=1_000_000,
    touching_seconds=0.1,
    rounds=1,
    process_rounds=1,
)


def run(folder: Path, capsys, *arguments: str) -> list[list[str]]:
    """Cells of the printed table, without its head."""
    assert main(["--files", str(folder), *arguments], TINY) == 0
    output = capsys.readouterr().out
    lines = [line for line in output.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture
def pair(tmp_path: Path) -> RunPair:
    return write_run_pair(tmp_path / "own", layers=3, elements_per_layer=200)


@pytest.fixture(autouse=True)
def environment_as_before(monkeypatch):
    """The limits for the baselines' threads end with the test."""
    for name, value in workbench.thread_limits(2).items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("name", ["comparing", "linearity", "machine", "names"])
def test_prints_a_ratio_for_every_row(tmp_path, capsys, name):
    rows = run(tmp_path, capsys, "--only", name)
    assert len(rows) >= 2
    assert all(float(row[5]) > 0 for row in rows)
    assert not list(tmp_path.iterdir()), "the files it wrote are still there"
    if name == "comparing":
        # A row with a target says whether it is met.
        assert rows[0][7] == "≤ 2"
        assert rows[0][8] in ("yes", "NO")
        assert [row[7] for row in rows[1:3]] == ["", ""]
        assert rows[2][8] == ""


def test_compares_folders_of_ones_own(tmp_path, capsys, pair):
    rows = run(tmp_path, capsys, str(pair.left), str(pair.right), "--prototxt", str(pair.prototxt))
    assert rows[0][0] == "compare 0 MB"
    assert "sums" in [row[1] for row in rows]


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path, capsys, pair):
    missing = tmp_path / "missing"
    assert main([str(pair.left), str(missing), "--files", str(tmp_path)], TINY) == 2
    assert str(missing) in capsys.readouterr().err


@pytest.mark.parametrize(
    "count",
    [
        streaming.count_each,
        streaming.count_compiled,
        streaming.count_by_search,
        streaming.count_with_numpy,
    ],
    ids=lambda f: f.__name__,
)
@pytest.mark.parametrize("threads", [1, 3])
def test_every_counter_finds_every_newline(pair, monkeypatch, count, threads):
    monkeypatch.setattr(streaming, "BUFFER_SIZE", 256)
    paths = [*pair.left.iterdir(), *pair.right.iterdir()]
    assert streaming.stream(paths, threads, count) == 6 * 200


def test_a_counter_that_fails_is_not_taken_for_a_fast_one(pair):
    def fail(_buffer, _size):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        streaming.stream(list(pair.left.iterdir()), 2, fail)


@pytest.mark.parametrize("notation", list(parsing._TARGETS), ids=lambda n: n.name)
def test_the_readers_agree_with_cosight(tmp_path, notation):
    bench = workbench.Workbench(tmp_path, TINY)
    path = next(bench.run_pair(1, TINY.lines, notation).left.iterdir())
    ours = parsing.read(path).numbers
    if notation is parsing.Notation.HEX:
        assert np.array_equal(parsing.fromhex(path), ours)
        return
    readers = parsing.decimal_readers(2)
    if not readers:
        pytest.skip("requirements-bench.lock is not installed")
    for name, reader in readers.items():
        column = np.asarray(reader(path)).reshape(-1)
        # pandas rounds its way; one unit of float32's last digit is what it may be off by.
        np.testing.assert_allclose(column, ours, rtol=1.2e-7, err_msg=name)


def test_turns_are_taken():
    turns: list[str] = []

    def seconds(name: str, value: float) -> timing.Seconds:
        return lambda: turns.append(name) or value

    took = timing.take_turns({"a": seconds("a", 2.0), "b": seconds("b", 3.0)}, 1)
    assert turns == ["a", "b"] * 2
    assert took == {"a": [2.0], "b": [3.0]}


def test_the_ratio_is_the_median_of_the_rounds_and_says_which_way_is_good():
    seconds = {"ours": [1.0, 2.0, 4.0], "theirs": [2.0, 8.0, 4.0]}
    faster = timing.times_faster("x", "ours", "theirs", seconds, 2.0)
    cost = timing.times_the_cost("x", "ours", "theirs", seconds, 0.4)
    assert (faster.ratio, faster.low, faster.high) == (2.0, 1.0, 4.0)
    assert (cost.ratio, cost.low, cost.high) == (0.5, 0.25, 1.0)
    table = as_table([faster, cost])
    assert re.search(r"≥ 2 +\| yes", table)
    assert re.search(r"≤ 0.4 +\| NO", table)


def test_processes_are_measured(tmp_path, capsys):
    pytest.importorskip("polars")
    rows = run(tmp_path, capsys, "--only", "process")
    assert [row[3] for row in rows] == ["polars + NumPy script"]


def test_the_prototype_finds_the_cosines_that_numpy_finds(pair):
    files = list(zip(sorted(pair.left.iterdir()), sorted(pair.right.iterdir()), strict=True))
    for (left, right), cosine in zip(files, prototype(files, threads=2), strict=True):
        floats = np.loadtxt(left)
        words = [int(line, 16) for line in right.read_text().split()]
        fixed = np.array([word - (word >> 31 << 32) for word in words]) / 4096
        expected = floats @ fixed / np.linalg.norm(floats) / np.linalg.norm(fixed)
        assert cosine == pytest.approx(expected, rel=1e-12)


def test_the_picture_of_a_network_is_measured(tmp_path, capsys):
    rows = run(tmp_path, capsys, "--only", "topology")
    wide, dense = "topology, fan of 12", "topology, 5 × 5 edges"
    assert [row[0] for row in rows] == ["topology 60 layers"] * 4 + [wide] * 3 + [dense] * 3
    assert [row[7] for row in rows] == ["≤ 1", "", "≤ 1", "≤ 1"] + ["", "≤ 1", "≤ 1"] * 2
    assert all(float(row[5]) >= 0 for row in rows)
