"""What a start may import before there is something to see."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

HEAVY = {"numba", "pyqtgraph", "graphviz", "pygraphviz", "rich"}
BEHIND_THE_WINDOW = {
    *("app.convert_dialog", "app.conversion", "core.comparison.engine"),
    *("core.comparison.matching", "core.network.discover", "core.network.layout"),
    *("core.report.json_report", "widgets.element_window", "widgets.partner_dialog"),
}


def loaded_after(statement: str) -> set[str]:
    """Names of the modules a new Python has loaded."""
    program = f"import json, sys\n{statement}\nprint(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"]])
def test_help_needs_neither_qt_nor_arrays(arguments: list[str]) -> None:
    loaded = loaded_after(f"from app.command_line import main\nmain({arguments})")
    assert "app.arguments" in loaded
    assert not loaded & {"numpy", "PySide6", *HEAVY}


def test_the_window_comes_before_what_it_works_with() -> None:
    pytest.importorskip("PySide6.QtWidgets")
    loaded = loaded_after("import app.command_line, app.window")
    assert "app.session" in loaded
    assert not loaded & {*BEHIND_THE_WINDOW, *HEAVY}
