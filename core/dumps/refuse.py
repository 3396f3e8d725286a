"""The sentences for text that is not what its file's name says; each names file and line."""

from __future__ import annotations

from typing import NoReturn

from core.dumps.formats import FixedPoint
from core.dumps.text import looks_like_hex, shown
from core.dumps.text_file import DECIMAL_SEPARATORS, WHITE_SPACE, TextFile
from core.errors import CosightError, MissingDataDelta
from core.messages import translate


def no_numbers(file: TextFile) -> NoReturn:
    """Nothing but white space."""
    sentence = translate(
        "core", "{file} holds no numbers: expected one number a line; dump it again"
    )
    raise CosightError(sentence.format(file=file.path))


def no_data_delta(file: TextFile) -> NoReturn:
    """Logarithmic codes that nothing says how to decode."""
    sentence = translate(
        "core",
        "{file} holds logarithmic codes, which need the data_delta of its layer; "
        "choose the cnn_net_tree.dot of this run that has data_delta in it",
    )
    raise MissingDataDelta(sentence.format(file=file.path))


def cut_off(file: TextFile, index: int, separators: bytes = WHITE_SPACE) -> NoReturn:
    """Token ``index``, the last, ends before its format does."""
    line, token = file.locate(index, separators)
    _not_nul(file, line, token)
    sentence = translate(
        "core",
        "{file} seems cut off at line {line}: expected a whole number, found {found!r} at the "
        "end; check for a full disk and dump it again",
    )
    raise CosightError(sentence.format(file=file.path, line=line, found=shown(token)))


def misfit(file: TextFile, index: int, form: FixedPoint) -> NoReturn:
    """Token ``index`` has bits set above the width of ``form``."""
    line, token = file.locate(index)
    sentence = translate(
        "core",
        "{file}, line {line}: expected a number of the hex format {format}, found {found!r}, "
        "which does not fit {format}; set the hex format the run was made with",
    )
    raise CosightError(sentence.format(file=file.path, line=line, found=shown(token), format=form))


def code(file: TextFile, index: int) -> NoReturn:
    """Token ``index`` is no logarithmic code."""
    line, token = file.locate(index)
    _not_nul(file, line, token)
    sentence = translate(
        "core",
        "{file}, line {line}: expected a logarithmic code of 2 or 4 hex digits, found {found!r}; "
        "name the file .linear.hex if it holds fixed point, else dump it again",
    )
    raise CosightError(sentence.format(file=file.path, line=line, found=shown(token)))


def hex_digits(file: TextFile, index: int) -> NoReturn:
    """Token ``index`` is no 32-bit hex number."""
    line, token = file.locate(index)
    _not_nul(file, line, token)
    sentence = translate(
        "core",
        "{file}, line {line}: expected 1 to 8 hex digits, found {found!r}; "
        "name the file .float if it holds decimal text, else dump it again",
    )
    raise CosightError(sentence.format(file=file.path, line=line, found=shown(token)))


def decimal(file: TextFile, index: int) -> NoReturn:
    """Token ``index`` is no decimal number."""
    line, token = file.locate(index, DECIMAL_SEPARATORS)
    _not_nul(file, line, token)
    if looks_like_hex(token):
        sentence = translate(
            "core",
            "{file}, line {line}: expected a decimal number, found {found!r}, which looks like "
            "hex; name the file .linear.hex if it holds fixed point",
        )
    else:
        sentence = translate(
            "core",
            "{file}, line {line}: expected a decimal number, found {found!r}; "
            "correct the line or dump the file again",
        )
    raise CosightError(sentence.format(file=file.path, line=line, found=shown(token)))


def _not_nul(file: TextFile, line: int, token: bytes) -> None:
    if b"\0" in token:
        raise file.damaged(line)
