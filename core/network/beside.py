"""Where the files of a network lie that belong to runs. Nothing is read: quick to ask."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

_PROJECT_FOLDERS = ("mark_prototxt", "models", "temp")
"""Where RuyiStudio keeps network files, beside the dumps' own folder."""


def places_to_look(folders: Sequence[Path]) -> list[tuple[int, Path]]:
    """Each folder and its parent, and the project folders in either, each with its distance; equal
    distance means equally near."""
    given = [Path(os.path.abspath(folder)) for folder in folders]
    places: list[tuple[int, Path]] = []
    for step, near in enumerate((given, [folder.parent for folder in given])):
        places += [(2 * step, place) for place in near]
        places += [(2 * step + 1, place / name) for place in near for name in _PROJECT_FOLDERS]
    return places


def is_beside(file: Path, folders: Sequence[Path]) -> bool:
    """Whether ``file`` lies where the network of these runs is looked for."""
    home = os.path.normcase(os.path.abspath(file.parent))
    return any(os.path.normcase(place) == home for _, place in places_to_look(folders))
