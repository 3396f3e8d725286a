"""The window paints on its own thread: it never waits for a processor to fill an area."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_PAINTS = """
from pathlib import Path
from PySide6.QtWidgets import QScrollBar
from app.theme import make_application

application = make_application()
bar = QScrollBar()
bar.setRange(0, 100)
bar.resize(16, 900)
assert not bar.grab().toImage().isNull()
for thread in Path("/proc/self/task").iterdir():
    print((thread / "comm").read_text().strip())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the names of threads")
def test_a_tall_fill_is_not_shared_out_among_threads(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.delenv("QT_NO_GUI_THREADPOOL", raising=False)
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", _PAINTS]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    names = done.stdout.splitlines()
    assert names
    assert not [name for name in names if "pooled" in name]
