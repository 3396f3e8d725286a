"""Everything in core imports, and the sample is compared, on a machine without Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BLOCKED = """
import sys
for name in ("PySide6", "shiboken6", "pyqtgraph", "PyQt5", "PyQt6"):
    sys.modules[name] = None
"""


def run_without_qt(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def modules() -> list[str]:
    files = sorted((ROOT / "core").rglob("*.py"))
    return [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in files
    ]


def test_the_block_blocks():
    assert "ModuleNotFoundError" in run_without_qt("import PySide6.QtCore").stderr


def test_every_module_of_core_imports():
    names = modules()
    assert {"core", "core.dumps.model", "core.network.model"} <= set(names)
    done = run_without_qt("import importlib\n" + "".join(f"import {name}\n" for name in names))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [["--help"], ["compare", "--help"]])
def test_the_command_line_needs_no_qt(command):
    done = run_without_qt(f"from app.command_line import main\nsys.exit(main({command!r}))")
    assert done.returncode == 0, done.stderr
    assert "usage" in done.stdout.lower()


def test_the_sample_is_compared_without_qt():
    sample = ROOT / "resources" / "sample"
    folders = [str(sample / "float_run"), str(sample / "quantised_run")]
    arguments = ["compare", *folders, "--quiet"]
    done = run_without_qt(f"from app.command_line import main\nsys.exit(main({arguments!r}))")
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
