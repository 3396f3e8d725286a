"""Converting hex dumps to decimal text or NumPy arrays: which files, where to, one after another.

The command line and the window's dialog both do it through this.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.comparison.lookup import Lookup
from core.dumps.formats import FixedPoint
from core.dumps.model import DumpName, Kind
from core.dumps.names import in_natural_order, parse_name
from core.dumps.paths import openable
from core.errors import CosightError, MissingDataDelta
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
    needs_dot: bool = False
    """Whether a dot, of which none was given, is all that is missing."""


def hex_files(folder: Path) -> list[Path]:
    """Every entry of a folder called ``.hex``, in natural order; hidden ones are left out.

    One that is no file after all, such as a link that leads nowhere, is refused when its turn
    to be converted comes.

    Raises:
        CosightError: the folder cannot be read or holds none.
    """
    try:
        names = [name for name in os.listdir(folder) if is_hex(name) and name[0] != "."]
    except OSError as error:
        raise CosightError(
            translate(
                "conversion", "{folder} cannot be read: {reason}; check the path and your rights"
            ).format(folder=folder, reason=error.strerror or error)
        ) from error
    if not names:
        raise CosightError(
            translate("conversion", "{folder} holds no .hex file").format(folder=folder)
        )
    return [folder / name for name in in_natural_order(names)]


def is_hex(name: str) -> bool:
    """Whether a file of this name is a hex dump."""
    return name.lower().endswith(".hex")


def convert_all(options: ConvertOptions) -> Iterator[Outcome]:
    """Convert file by file; one that fails does not stop the others.

    Raises:
        CosightError: the dot cannot be read or the destination folder cannot be made.
    """
    layers = _layers(options.dot)
    if options.out is not None:
        _make_folder(options.out)
    written: set[str] = set()
    for path in options.files:
        try:
            yield Outcome(path, _convert(path, options, layers, written))
        except MissingDataDelta as error:
            yield Outcome(path, None, str(error), needs_dot=True)
        except CosightError as error:
            yield Outcome(path, None, str(error))
        except (OSError, MemoryError) as error:
            yield Outcome(path, None, _refusal(path, error))


def _refusal(path: Path, error: OSError | MemoryError) -> str:
    if isinstance(error, MemoryError):
        sentence = translate(
            "conversion",
            "{path} is too large for the memory that is left; close other programs",
        )
        return sentence.format(path=path)
    sentence = translate(
        "conversion", "{path} cannot be converted: {reason}; check the path and your rights"
    )
    return sentence.format(path=path, reason=error.strerror or error)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CosightError(
            translate(
                "conversion", "the folder {folder} cannot be made ({reason}); choose another"
            ).format(folder=folder, reason=error.strerror or error)
        ) from error


def _layers(dot: Path | None) -> Lookup | None:
    from core.network.dot import read_dot

    return Lookup(read_dot(dot)) if dot is not None else None


def _convert(path: Path, options: ConvertOptions, layers: Lookup | None, written: set[str]) -> Path:
    """Convert one file; returns where it went."""
    from core.dumps.convert import convert_dump

    if not is_hex(path.name):
        raise CosightError(
            translate(
                "conversion", "{path} is no hex dump: expected a name that ends in .hex"
            ).format(path=path)
        )
    if os.path.islink(path) and not os.path.exists(path):
        raise CosightError(
            translate(
                "conversion", "{path} is a link that leads nowhere: give the file itself"
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
    if os.path.exists(openable(destination)) and not options.force:
        raise CosightError(
            translate(
                "conversion",
                "{destination} exists already and is left alone: allow replacing it (--force), "
                "or choose another folder (--out)",
            ).format(destination=destination)
        )
    name = parse_name(path.name)
    data_delta = layers.data_delta(name) if layers is not None and name is not None else None
    try:
        convert_dump(path, destination, options.hex_format, data_delta)
    except MissingDataDelta as error:
        why = _why_no_offset(path, name, options.dot)
        if why:
            raise CosightError(why) from error
        raise
    written.add(key)
    return destination


def _why_no_offset(path: Path, name: DumpName | None, dot: Path | None) -> str:
    """Why the offset of logarithmic codes is not known; empty where a dot might tell it."""
    if name is None or name.kind is not Kind.INPUT:
        return translate(
            "conversion",
            "{path} holds logarithmic codes of no input: only those of inputs have their "
            "data_delta in cnn_net_tree.dot; look for a decimal file of the same layer",
        ).format(path=path)
    if dot is None:
        return ""
    return translate(
        "conversion",
        "{path}: {dot} gives no data_delta for input {index} of layer {layer}; "
        "choose the cnn_net_tree.dot of this run",
    ).format(path=path, dot=dot, index=name.index, layer=name.layer)
