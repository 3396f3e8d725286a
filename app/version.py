"""Which version this is."""

from __future__ import annotations

from pathlib import Path

PROJECT_FILE = Path(__file__).resolve().parents[1] / "pyproject.toml"


def version() -> str:
    """The version pyproject.toml gives, whether Cosight runs from its folder or is installed."""
    import importlib.metadata
    import tomllib

    try:
        project = tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))["project"]
        if project["name"] == "cosight":
            return str(project["version"])
    except (OSError, ValueError, KeyError):
        pass
    try:
        return importlib.metadata.version("cosight")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
