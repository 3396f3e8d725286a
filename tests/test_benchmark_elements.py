"""The element window's benchmark runs from end to end on a small pair; nothing here is timed."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from benchmarks import workbench
from benchmarks.elements import elements

SMALL = workbench.Size(opened_elements=5000, opened_frames=4, process_rounds=2)


def test_every_row_has_a_ratio(tmp_path):
    rows = list(elements(workbench.Workbench(tmp_path, SMALL)))
    assert len({(row.measured, row.baseline) for row in rows}) == len(rows) >= 10
    assert all(row.ratio > 0 for row in rows)
    # A frame's median is one number of all rounds.
    assert {row.rounds for row in rows if "at its median" not in row.measured} == {1, 2}
    assert {row.benchmark for row in rows} == {"element window, 0.005 M"}
