"""The grammar of dump file names, read from the right: a layer may be called anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from core.dumps.model import DumpName, Encoding, Kind

_EXTENSIONS = (".float", ".hex")
_FLAGS = re.IGNORECASE | re.ASCII | re.DOTALL

_PARAMETER = re.compile(
    r"(?P<layer>.+?)(?:_blob(?P<blob>\d{1,9}))?_(?P<kind>weight|bias)"
    r"(?P<anti>[-_]anti)?(?:\.linear)?\.(?P<extension>float|hex)",
    _FLAGS,
)
_BLOB = re.compile(
    r"(?P<layer>.+)_(?P<kind>output|input)(?:(?P<index>\d{1,9})|\((?P<blob>.*)\))"
    r"(?P<dims>(?:_\d{1,9}){0,8})(?:_(?P<source>anti_quant|[a-z]+))?"
    r"(?:\.(?P<law>linear|nonlinear))?\.(?P<extension>float|hex)",
    _FLAGS,
)
_PLAIN = re.compile(
    r"(?P<layer>.+?)(?:\.(?P<law>linear|nonlinear))?\.(?P<extension>float|hex)", _FLAGS
)
_SEGMENT = re.compile(r"seg(\d{1,9})_layer(\d{1,9})", _FLAGS)
_CUT = "_output"
"""In practically every file's name the layer stands before it."""
_DIGITS = re.compile(r"(\d+)", re.ASCII)


class _Ending(NamedTuple):
    """What a blob's file name says after its layer: many files of a run end alike."""

    kind: Kind
    k: int
    shape: tuple[int, ...]
    encoding: Encoding
    source: str
    blob: str


def parse_name(file_name: str) -> DumpName | None:
    """Read a file name; None for a file that is no dump (neither ``.float`` nor ``.hex``).

    A dump whose name says nothing more is output 0 of a layer called like the file.
    """
    if not file_name.endswith(_EXTENSIONS) and not file_name[-6:].lower().endswith(_EXTENSIONS):
        return None
    if file_name.startswith("."):
        return None
    layer, kind, rest = file_name.rpartition(_CUT)
    if not layer:
        layer, kind, rest = file_name.rpartition("_input")
    ending = _ending(kind + rest) if layer else None
    if ending is None:
        return _any_name(file_name)
    segment = _SEGMENT.fullmatch(layer) if layer[0] in "sS" else None
    # In the order of its fields: naming them costs a third more, and there are thousands.
    return DumpName(
        file_name,
        layer,
        ending.kind,
        ending.k,
        ending.shape,
        ending.encoding,
        ending.source,
        int(segment[1]) if segment else None,
        int(segment[2]) if segment else None,
        ending.blob,
    )


@lru_cache(maxsize=4096)
def _ending(text: str) -> _Ending | None:
    """What a name that ends in ``text`` says there, whatever precedes it.

    None where what precedes it matters: the layer's name reaches into it, or it is a parameter's.
    """
    any_layer = "x"
    name = any_layer + text
    if _PARAMETER.fullmatch(name):
        return None
    found = _BLOB.fullmatch(name)
    return _read_ending(found) if found is not None and found["layer"] == any_layer else None


def _read_ending(found: re.Match[str]) -> _Ending:
    parts = found.groupdict()
    return _Ending(
        Kind((parts.get("kind") or "output").lower()),
        int(parts.get("index") or 0),
        tuple(int(dim) for dim in (parts.get("dims") or "").split("_")[1:]),
        _encoding(parts["extension"], parts["law"]),
        (parts.get("source") or "").lower(),
        parts.get("blob") or "",
    )


def _any_name(file_name: str) -> DumpName | None:
    if found := _PARAMETER.fullmatch(file_name):
        return _parameter(file_name, found)
    found = _BLOB.fullmatch(file_name) or _PLAIN.fullmatch(file_name)
    if found is None:
        return None
    layer = found["layer"]
    ending = _read_ending(found)
    segment = _SEGMENT.fullmatch(layer)
    return DumpName(
        file_name=file_name,
        layer=layer,
        kind=ending.kind,
        index=ending.k,
        shape=ending.shape,
        encoding=ending.encoding,
        source=ending.source,
        segment=int(segment[1]) if segment else None,
        layer_id=int(segment[2]) if segment else None,
        blob=ending.blob,
    )


def _parameter(file_name: str, found: re.Match[str]) -> DumpName:
    kind = Kind(found["kind"].lower())
    if found["extension"].lower() == "float":
        encoding = Encoding.DECIMAL
    else:
        encoding = Encoding.WEIGHT if kind is Kind.WEIGHT else Encoding.INTEGER
    # Caffe counts a layer's weights as blob 0 and its bias as blob 1
    index = int(found["blob"] or 0) - (found["blob"] is not None and kind is Kind.BIAS)
    return DumpName(
        file_name=file_name,
        layer=found["layer"],
        kind=kind,
        index=max(index, 0),
        shape=(),
        encoding=encoding,
        source="anti" if found["anti"] else "",
    )


def _encoding(extension: str, law: str | None) -> Encoding:
    if extension.lower() == "float":
        return Encoding.DECIMAL
    return Encoding.NONLINEAR if (law or "").lower() == "nonlinear" else Encoding.FIXED


def in_natural_order(names: Iterable[str]) -> list[str]:
    """Sort file names so that they count: ``conv2`` before ``conv10``.

    Case matters only between equals, and so do zeros before a number.
    """
    in_order = sorted(names)
    # Many end alike, and what no number straddles may be taken apart.
    cuts = [name.rpartition(_CUT) for name in in_order]
    endings = list({ending for _, _, ending in cuts})
    ending_keys = dict(zip(endings, _counting(endings), strict=True))
    keys = {
        name: layer_key + cut + ending_keys[ending]
        for name, layer_key, (_, cut, ending) in zip(
            in_order, _counting([layer for layer, _, _ in cuts]), cuts, strict=True
        )
    }
    return sorted(in_order, key=keys.__getitem__)


def _counting(names: list[str]) -> list[str]:
    """Texts that sort like the names, but for case and zeros before a number."""
    if not names:
        return []
    # All at once, with what no file name holds between them: a call for each costs twice as much.
    parts = _DIGITS.split("/".join(names).casefold())
    numbers = {digits: _counted(digits) for digits in set(parts[1::2])}
    parts[1::2] = map(numbers.__getitem__, parts[1::2])
    return "".join(parts).split("/")


def _counted(digits: str) -> str:
    """Text that sorts like the number, longer ones later, and before any other text."""
    significant = digits.lstrip("0")
    return f"\0{chr(1 + len(significant))}{significant}"
