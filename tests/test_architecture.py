"""The folders stand in the order the data flows, and core knows no window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    # In a process of its own: the linter imports the project under the names it has here.
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_every_contract_is_kept():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_qt_in_core_would_be_noticed(tmp_path):
    for package in ("app", "widgets", "core", "resources"):
        for source in (ROOT / package).rglob("*.py"):
            copy = tmp_path / source.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    with (tmp_path / "core" / "dumps" / "model.py").open("a", encoding="utf-8") as stream:
        stream.write("\nfrom PySide6 import QtCore\n")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert "core.dumps.model -> PySide6" in done.stdout
