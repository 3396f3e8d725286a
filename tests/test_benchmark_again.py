"""The benchmark of the second comparison runs from end to end; nothing here is timed."""

from __future__ import annotations

import pytest

from benchmarks import again, workbench
from benchmarks.__main__ import main
from benchmarks.workbench import ProbeError, Size, Workbench

TINY = Size(layers=3, elements=200, rounds=1, process_rounds=1)


@pytest.fixture(autouse=True)
def environment_as_before(monkeypatch):
    """The limits for the baselines' threads end with the test."""
    for name, value in workbench.thread_limits(2).items():
        monkeypatch.setenv(name, value)


def test_measures_the_second_comparison_against_the_first(tmp_path, capsys):
    assert main(["--files", str(tmp_path), "--only", "again"], TINY) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    assert [row[7] for row in rows] == ["≤ 0.1", "", ""]
    assert all(float(row[5]) > 0 for row in rows)
    assert not list(tmp_path.iterdir()), "the files it wrote are still there"


def test_a_second_comparison_that_measured_is_no_second_one(tmp_path):
    bench = Workbench(tmp_path, TINY)
    # The files are new, so nothing of them is trusted.
    with again._KeepingEngine() as engine:
        run = engine.keeping(bench.network(), 1, tmp_path / "kept" / "file", anew=False)
        with pytest.raises(ProbeError):
            run()
