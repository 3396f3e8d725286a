"""Network files near the runs, found by their names alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.network.beside import places_to_look

_MARKED = re.compile(r"(.+)_mark_nnie_(\d{14})")
"""RuyiStudio's marked copies and Graph View dots: the net's name and when it was marked."""
_TRAINING = re.compile(r"(?:^|[^a-z])(?:solver|train)|train_?(?:val|test)")
_TREE = re.compile(r"cnn_net_tree(_after_tiling)?")
_TREE_VARIANT = re.compile(r"cnn_net_tree_.+")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Network files that may belong to the runs, best first."""

    prototxts: tuple[Path, ...]
    dots: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    distance: int
    """Place in the list of folders that were looked into."""

    @property
    def stem(self) -> str:
        return self.path.stem.lower()

    @property
    def mark(self) -> re.Match[str] | None:
        return _MARKED.fullmatch(self.stem)


def find_networks(folders: Sequence[Path]) -> Candidates:
    """Look into each folder and its parent, and into the project folders in either.

    No file is opened and nothing deeper is visited; hidden and unreadable folders are passed
    over. Prototxts stand nearest first, in one place those whose name was marked last before
    others, plain files before their marked copies, and solvers and training nets after all.
    ``cnn_net_tree.dot`` comes first of the dots, then Graph View's by their time, newest first,
    then the variants of the tree (``_org``, ``_pre``, ``_gv`` …), whose ids are others.
    """
    found: dict[str, _Found] = {}
    for distance, place in places_to_look(folders):
        for path in _network_files(place):
            found.setdefault(os.path.normcase(path), _Found(path, distance))
    prototxts = [file for file in found.values() if file.path.suffix.lower() == ".prototxt"]
    dots = [file for file in found.values() if file.path.suffix.lower() == ".dot"]
    last_marked = _last_marked(prototxts)

    def prototxt_rank(file: _Found) -> tuple[object, ...]:
        mark = file.mark
        name = mark[1] if mark else file.stem
        return (
            _TRAINING.search(file.stem) is not None,
            file.distance,
            mark is not None,
            -int(mark[2]) if mark else -last_marked.get(name, 0),
            _natural(file.stem),
        )

    def dot_rank(file: _Found) -> tuple[object, ...]:
        kind = 0 if _TREE.fullmatch(file.stem) else 2 if _TREE_VARIANT.fullmatch(file.stem) else 1
        mark = file.mark
        return (kind, file.distance, -int(mark[2]) if mark else 0, _natural(file.stem))

    return Candidates(
        tuple(file.path for file in sorted(prototxts, key=prototxt_rank)),
        tuple(file.path for file in sorted(dots, key=dot_rank)),
    )


def _last_marked(files: Iterable[_Found]) -> dict[str, int]:
    """Name of a net → when its newest marked copy was made."""
    newest: dict[str, int] = {}
    for file in files:
        if mark := file.mark:
            newest[mark[1]] = max(newest.get(mark[1], 0), int(mark[2]))
    return newest


def _network_files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [
                folder / entry.name
                for entry in entries
                if entry.name.lower().endswith((".prototxt", ".dot"))
                and not entry.name.startswith(".")
                and _is_file(entry)
            ]
    except OSError:
        return []


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _natural(text: str) -> list[tuple[int, str]]:
    """Sort key in which net2 precedes net10."""
    parts = _DIGITS.split(text)
    return [(int(part[:18]), "") if i % 2 else (-1, part) for i, part in enumerate(parts)]
