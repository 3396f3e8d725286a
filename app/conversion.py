"""Converting hex dumps to decimal text or NumPy arrays: which files, where to, one after another.

The command line and the window's dialog both do it through this.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.comparison.identities import normalise, without_index_prefix
from core.comparison.lookup import Lookup
from core.dumps.formats import FixedPoint
from core.dumps.model import Encoding, Kind
from core.dumps.names import natural_key, parse_name
from core.errors import CosightError
from core.messages import translate


@dataclass(frozen=True, slots=True)
class ConvertOptions:
    """What to convert, and how."""

    files: tuple[Path, ...]
    out: Path | None = None
    """The folder to write to; None: beside each file."""
    dot: Path | None = None
    hex_format: FixedPoint = field(default_factory=FixedPoint)
    suffix: str = ".float"
    """``.float`` or ``.npy``."""
    force: bool = False
    """Replace files that exist already."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: where its numbers are, or the sentence that says why not."""

    source: Path
    destination: Path | None
    problem: str = ""


def hex_files(folder: Path) -> list[Path]:
    """Every ``.hex`` file in a folder, in natural order.

    Raises:
        CosightError: the folder cannot be read or holds none.
    """
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if e.name.lower().endswith(".hex") and e.is_file()]
    except OSError as error:
        raise CosightError(
            translate("conversion", "{folder} cannot be read: {reason}").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error
    if not names:
        raise CosightError(
            translate("conversion", "{folder} holds no .hex file").format(folder=folder)
        )
    return [folder / name for name in sorted(names, key=natural_key)]


def convert_all(options: ConvertOptions) -> Iterator[Outcome]:
    """Convert file by file; one that fails does not stop the others.

    Raises:
        CosightError: the dot cannot be read or the destination folder cannot be made.
    """
    offsets = Offsets(options.dot)
    if options.out is not None:
        _make_folder(options.out)
    written: set[str] = set()
    for path in options.files:
        try:
            yield Outcome(path, _convert(path, options, offsets, written))
        except CosightError as error:
            yield Outcome(path, None, str(error))


class Offsets:
    """The ``data_delta`` of each layer's inputs, as the dot gives them.

    Raises:
        CosightError: the dot cannot be read.
    """

    def __init__(self, dot: Path | None) -> None:
        from core.network.dot import read_dot

        self._lookup = Lookup(read_dot(dot)) if dot is not None else None

    def of(self, path: Path) -> int | None:
        """The offset of a logarithmic input's codes, in 1/128 octaves; None where none is known."""
        name = parse_name(path.name)
        if name is None or self._lookup is None:
            return None
        if name.encoding is not Encoding.NONLINEAR or name.kind is not Kind.INPUT:
            return None
        node = self._lookup.numbered(name)
        if node is None:
            names = normalise(name.layer), normalise(without_index_prefix(name.layer))
            place = self._lookup.layer(names)
            node = place.node if place is not None else None
        if node is None:
            return None
        if name.index < len(node.data_delta):
            return node.data_delta[name.index]
        return node.data_delta[0] if len(node.data_delta) == 1 else None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CosightError(
            translate(
                "conversion", "the folder {folder} cannot be made ({reason}); choose another"
            ).format(folder=folder, reason=error.strerror or error)
        ) from error


def _convert(path: Path, options: ConvertOptions, offsets: Offsets, written: set[str]) -> Path:
    """Convert one file; returns where it went."""
    from core.dumps.convert import convert_dump

    if path.suffix.lower() != ".hex":
        raise CosightError(
            translate(
                "conversion", "{path} is no hex dump: expected a name that ends in .hex"
            ).format(path=path)
        )
    destination = (options.out or path.parent) / path.with_suffix(options.suffix).name
    key = os.path.normcase(os.path.realpath(destination))
    if key in written:
        raise CosightError(
            translate(
                "conversion",
                "{path} would be written over {destination}, which came from another file of "
                "the same name: convert the two into different folders",
            ).format(path=path, destination=destination)
        )
    if destination.exists() and not options.force:
        raise CosightError(
            translate(
                "conversion",
                "{destination} exists already and is left alone: allow replacing it (--force), "
                "or choose another folder (--out)",
            ).format(destination=destination)
        )
    convert_dump(path, destination, options.hex_format, offsets.of(path))
    written.add(key)
    return destination
