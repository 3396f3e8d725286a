"""Single tokens of dump text: the exact route for odd ones, and what a beginning gives away."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import numpy as np

_NAN = re.compile(rb"[+-]?(?:nan\(.+\)|1\.#(?:[qs]nan|ind)0*(?:e\+?0*)?)", re.IGNORECASE)
_INFINITY = re.compile(rb"[+-]?1\.#inf0*(?:e\+?0*)?", re.IGNORECASE)
_GREATEST = np.finfo(np.float32).max
_OVERFLOW_MIDPOINT = 2.0**128 - 2.0**103

_BEGUN = re.compile(
    rb"[+-]?(?:\d*\.?\d*|(?:\d+\.?\d*|\.\d+)e[+-]?|i|in|n|na|nan\([a-z]*|1\.#[a-z]*)", re.IGNORECASE
)
_PARTS = re.compile(rb"[+-]?\d*(?P<fraction>\.\d*)?(?P<exponent>e[+-]?\d*)?", re.IGNORECASE)
_EIGHT_HEX = re.compile(rb"[0-9a-f]{8}", re.IGNORECASE)
_SAMPLE = 64
_LONG_FRACTION = 10
_SHOWN = 40


def exact_single(token: bytes) -> np.float32 | None:
    """The float32 nearest to a decimal number, ties to even; None for text that is none.

    Reads all that ``float()`` reads, and the not-finite spellings of C runtimes.
    """
    if _NAN.fullmatch(token):
        return np.float32(np.nan)
    if _INFINITY.fullmatch(token):
        return np.float32(-np.inf if token[:1] == b"-" else np.inf)
    try:
        text = token.decode()
        double = float(text)
    except ValueError:
        return None
    with np.errstate(over="ignore", under="ignore"):
        single = np.float32(double)
    rounded = float(single)
    if rounded == double or double != double:
        return single
    # Midpoints of float32 are float64 numbers: only a double that is one hides which side
    # the text lies on.
    if np.isinf(single):
        other, midpoint = np.copysign(_GREATEST, single), _OVERFLOW_MIDPOINT
    else:
        other = np.nextafter(single, np.float32(np.inf if double > rounded else -np.inf))
        midpoint = abs((rounded + float(other)) / 2)
    if abs(double) != midpoint:
        return single
    try:
        written = Decimal(text)
    except InvalidOperation:
        return single
    if written == Decimal(double):
        return single
    larger, smaller = (single, other) if abs(single) > abs(other) else (other, single)
    return np.float32(larger if written.copy_abs() > midpoint else smaller)


def holds_decimals(head: bytes, is_all: bool, is_input: bool) -> bool:
    """Whether a ``.hex`` file holds decimal text; ``head`` is its beginning.

    The first token that no hex file has decides. A file of an input blob that is one line of
    plain digits, not all eight wide, is decimal too: that is how simulators write images.
    """
    suspicious = any(mark in head for mark in b".+-nNiI")
    if not suspicious and not is_input:
        return False
    tokens = head.replace(b",", b" ").split()
    complete = None if is_all else -1
    if suspicious:
        for token in tokens[:complete]:
            if any(mark in token for mark in b".+-nNiI"):
                return exact_single(token) is not None
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
    if exact_single(token) is None:
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
