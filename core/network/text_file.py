"""The text of a network file, whatever editor or tool wrote it."""

from __future__ import annotations

from pathlib import Path

from core.dumps.small_file import read_small
from core.errors import CosightError
from core.messages import translate

_MOST_BYTES = 16 << 20
"""Real nets stay under 1 MiB; a weights file picked by mistake has hundreds."""
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def read_text(path: Path, expected: str) -> str:
    """The whole file, lines ending in LF.

    Read as UTF-8, as UTF-16 where a byte order mark says so, else as GB18030; the last resort is
    UTF-8 with replacements.

    Args:
        path: the file.
        expected: what the file should be, for the sentence of an error.

    Raises:
        CosightError: it cannot be read, is far too large, or is binary.
    """
    try:
        data = read_small(path, _MOST_BYTES + 1)
    except OSError as error:
        raise CosightError(
            translate(
                "core",
                "{file} cannot be read: {reason}; expected {expected}, "
                "check the path and its permissions",
            ).format(file=path, reason=error.strerror or error, expected=expected)
        ) from error
    if len(data) > _MOST_BYTES:
        raise CosightError(
            translate(
                "core",
                "{file} is no network: expected {expected} of at most {limit} MiB, "
                "found a larger file; choose the text file that describes the net",
            ).format(file=path, expected=expected, limit=_MOST_BYTES >> 20)
        )
    text = _decode(data)
    if "\0" in text:
        raise CosightError(
            translate(
                "core",
                "{file} is no network: expected {expected}, found binary data; "
                "choose the text file that describes the net",
            ).format(file=path, expected=expected)
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def syntax_error(path: Path, text: str, position: int, expected: str, found: str) -> CosightError:
    """The error for a file that breaks its own syntax at ``text[position]``."""
    if len(found) > 40:
        found = found[:40] + "…"
    return CosightError(
        translate(
            "core",
            "{file}, line {line}: expected {expected}, found {found}; "
            "correct the file or choose another one",
        ).format(
            file=path,
            line=text.count("\n", 0, position) + 1,
            expected=expected,
            found=repr(found) if found else translate("core", "the end of the file"),
        )
    )
