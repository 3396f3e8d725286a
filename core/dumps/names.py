"""The grammar of dump file names, read from the right: a layer may be called anything."""

from __future__ import annotations

import re

from core.dumps.model import DumpName, Encoding, Kind

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
_DIGITS = re.compile(r"(\d+)", re.ASCII)


def parse_name(file_name: str) -> DumpName | None:
    """Read a file name; None for a file that is no dump (neither ``.float`` nor ``.hex``).

    A dump whose name says nothing more is output 0 of a layer called like the file.
    """
    if not file_name[-6:].lower().endswith((".float", ".hex")) or file_name.startswith("."):
        return None
    if found := _PARAMETER.fullmatch(file_name):
        return _parameter(file_name, found)
    found = _BLOB.fullmatch(file_name) or _PLAIN.fullmatch(file_name)
    if found is None:
        return None
    parts = found.groupdict()
    layer = parts["layer"]
    segment = _SEGMENT.fullmatch(layer)
    dims = parts.get("dims") or ""
    return DumpName(
        file_name=file_name,
        layer=layer,
        kind=Kind((parts.get("kind") or "output").lower()),
        index=int(parts.get("index") or 0),
        shape=tuple(int(dim) for dim in dims.split("_")[1:]),
        encoding=_encoding(parts["extension"], parts["law"]),
        source=(parts.get("source") or "").lower(),
        segment=int(segment[1]) if segment else None,
        layer_id=int(segment[2]) if segment else None,
        blob=parts.get("blob") or "",
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


def natural_key(text: str) -> tuple[tuple[str | int, ...], str]:
    """Sort key that counts: ``conv2`` before ``conv10``; case matters only between equals."""
    parts = _DIGITS.split(text.casefold())
    return tuple(int(part) if i % 2 else part for i, part in enumerate(parts)), text
