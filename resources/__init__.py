"""What the project ships beside its code: icons, translations, templates, the sample."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Where a shipped file or folder lies: ``resource_path("icons", "stop.svg")``."""
    return _FOLDER.joinpath(*parts)
