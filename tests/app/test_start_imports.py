"""What a start may import before there is something to see."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

HEAVY = {"numba", "pyqtgraph", "graphviz", "pygraphviz", "rich"}
WITH_RESULTS = {
    *("numpy", "core.comparison.model", "PySide6.QtSvg", "app.session", "app.session_display"),
    *("widgets.results.panel", "widgets.topology.panel", "widgets.trend.plot"),
}
"""What the views that show results bring along."""
WHEN_NEEDED = {
    *(
        "app.commands.arguments",
        "app.convert_dialog",
        "app.conversion",
        "app.commands.report_files",
        "rich",
    ),
    *("core.comparison.engine", "core.comparison.matching", "core.network.discover"),
    *("core.network.layout", "graphviz", "pygraphviz", "core.report.json_report"),
    *("widgets.elements.window", "widgets.results.partner_dialog"),
}

START = """
import json, sys
from PySide6.QtCore import QTimer
from app import main_window
from app.command_line import main

loaded = {}

def note(moment):
    loaded.setdefault(moment, list(sys.modules))

class Watched(main_window.MainWindow):
    def __init__(self, **how):
        super().__init__(**how)
        self.ready.connect(lambda: note("ready"))
        self.settled.connect(self.end)

    def paintEvent(self, event):
        # Asked for before the window asks for anything: its turn comes right after the paint.
        if "painted" not in loaded:
            QTimer.singleShot(0, lambda: note("painted"))
        super().paintEvent(event)

    def end(self):
        if self.trend.canvas() is None:
            self.trend.ready.connect(self.end)
            return
        note("settled")
        self.close()

main_window.MainWindow = Watched
status = main([])
print(json.dumps(loaded))
sys.exit(status)
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def loaded_after(statement: str) -> set[str]:
    """Names of the modules a new Python has loaded."""
    done = run(f"import json, sys\n{statement}\nprint(json.dumps(list(sys.modules)))")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"]])
def test_help_needs_neither_qt_nor_arrays(arguments: list[str]) -> None:
    loaded = loaded_after(f"from app.command_line import main\nmain({arguments})")
    assert "app.commands.arguments" in loaded
    assert not loaded & {"numpy", "PySide6", *HEAVY}


def test_the_window_is_painted_before_what_it_works_with_is_imported() -> None:
    pytest.importorskip("PySide6.QtWidgets")
    done = run(START)
    assert done.returncode == 0, done.stderr
    loaded = {moment: set(names) for moment, names in json.loads(done.stdout).items()}
    assert {"app.main_window", "widgets.sources.panel"} <= loaded["painted"]
    assert not loaded["painted"] & (HEAVY | WITH_RESULTS | WHEN_NEEDED)
    assert loaded["ready"] >= WITH_RESULTS
    assert not loaded["ready"] & (HEAVY | WHEN_NEEDED)
    # Nobody waits for it: the first pair that is opened finds its window imported.
    assert loaded["settled"] >= {"numba", "pyqtgraph", "widgets.elements.window"}


def test_a_missing_package_behind_the_window_is_told_in_the_terminal() -> None:
    pytest.importorskip("PySide6.QtWidgets")
    done = run(
        "import sys\nsys.modules['numpy'] = None\n"
        "from app.command_line import main\nsys.exit(main([]))"
    )
    assert done.returncode == 2
    (sentence,) = [line for line in done.stderr.splitlines() if line.startswith("cosight:")]
    assert "numpy is missing" in sentence
