"""Single tokens of dump text: the exact route for odd ones, and what a beginning gives away."""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation

import numpy as np

_NAN = re.compile(rb"[+-]?(?:nan\(\w+\)|1\.#(?:[qs]nan|ind)0*(?:e\+?0*)?)", re.IGNORECASE)
_INFINITY = re.compile(rb"[+-]?1\.#inf0*(?:e\+?0*)?", re.IGNORECASE)
_OVERFLOW_MIDPOINT = 2.0**128 - 2.0**103

_BEGUN = re.compile(
    rb"[+-]?(?:\d*\.?\d*|(?:\d+\.?\d*|\.\d+)e[+-]?|i|in|n|na|nan\([a-z]*|1\.#[a-z]*)", re.IGNORECASE
)
_PARTS = re.compile(rb"[+-]?\d*(?P<fraction>\.\d*)?(?P<exponent>e[+-]?\d*)?", re.IGNORECASE)
_FILLED = re.compile(rb"[+-]?0\d")
"""Decimal text is not filled up with zeros: a digit of a hex file is damaged there."""
_EIGHT_HEX = re.compile(rb"[0-9a-f]{8}", re.IGNORECASE)
_SAMPLE = 64
_LONG_FRACTION = 10
_SHOWN = 40


def exact_double(token: bytes) -> float | None:
    """The float64 nearest to a decimal number, ties to even; None for text that is none.

    Reads all that ``float()`` reads, and the not-finite spellings of C runtimes. A text beside
    the midpoint of two float32 numbers is kept on its side of it, one step off if need be, so
    that the number's float32 is the one nearest to the text.
    """
    if _NAN.fullmatch(token):
        return math.nan
    if _INFINITY.fullmatch(token):
        return -math.inf if token[:1] == b"-" else math.inf
    try:
        text = token.decode()
        double = float(text)
    except ValueError:
        return None
    if not _is_midpoint(double):
        return double
    try:
        written = Decimal(text)
    except InvalidOperation:
        return double
    if written == Decimal(double):
        return double
    return math.nextafter(double, math.inf if written > Decimal(double) else -math.inf)


def _is_midpoint(double: float) -> bool:
    """Whether a number lies half way between two float32 numbers, or the last and infinity."""
    with np.errstate(over="ignore", under="ignore"):
        single = np.float32(double)
    rounded = float(single)
    if rounded == double or double != double:
        return False
    if np.isinf(single):
        return abs(double) == _OVERFLOW_MIDPOINT
    other = np.nextafter(single, np.float32(np.inf if double > rounded else -np.inf))
    if np.isinf(other):
        return abs(double) == _OVERFLOW_MIDPOINT
    return double == (rounded + float(other)) / 2


def holds_decimals(head: bytes, is_all: bool, is_input: bool) -> bool:
    """Whether a ``.hex`` file holds decimal text; ``head`` is its beginning.

    The first token that no hex file has decides. A file of an input blob that is one line of
    plain digits, not all eight wide, is decimal too: that is how simulators write images.
    """
    # What is not finite has an n in it, however it is spelt.
    suspicious = b"." in head or b"-" in head or b"+" in head or b"n" in head or b"N" in head
    if not suspicious and not is_input:
        return False
    tokens = head.replace(b",", b" ").split()
    complete = None if is_all else -1
    if suspicious:
        for token in tokens[:complete]:
            if any(mark in token for mark in b".+-nNiI"):
                return exact_double(token) is not None and not _FILLED.match(token)
    if is_input and not any(end in head.strip() for end in b"\r\n"):
        return all(token.isdigit() for token in tokens) and any(
            len(token) != 8 for token in tokens[:complete]
        )
    return False


def looks_like_hex(token: bytes) -> bool:
    """Whether a token that is no decimal number is a hex dump's eight digits."""
    return _EIGHT_HEX.fullmatch(token) is not None


def is_cut_off(token: bytes, sample: list[bytes]) -> bool:
    """Whether an unended last token stops before the format of ``sample`` does.

    A fixed number of digits (``%.18e``, ``%.6f``) shows in fractions of one length that are
    long or end in 0, which ``%g`` never writes.
    """
    if exact_double(token) is None:
        return _BEGUN.fullmatch(token) is not None
    found = [_PARTS.fullmatch(other) for other in sample[:_SAMPLE]]
    shapes = [(part["fraction"] or b"", part["exponent"] or b"") for part in found if part]
    own = _PARTS.fullmatch(token)
    if own is None or not shapes:
        return False
    length = len(shapes[0][0])
    fixed = all(len(fraction) == length for fraction, _ in shapes) and (
        length > _LONG_FRACTION or any(fraction.endswith(b"0") for fraction, _ in shapes)
    )
    least = min(len(exponent) for _, exponent in shapes)
    return fixed and (len(own["fraction"] or b"") < length or len(own["exponent"] or b"") < least)


def shown(token: bytes) -> str:
    """A token for a sentence: printable, and no longer than a line can bear."""
    text = token[: _SHOWN + 1].decode("utf-8", "backslashreplace")
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
