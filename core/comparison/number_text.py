"""How numbers of a comparison are written: in window, terminal and reports alike."""

from __future__ import annotations

import math

from core.comparison.vocabulary import BAD_TO, GOOD_FROM

NOTHING = "–"
"""Stands where a number is not defined."""

# A cosine this close to 1 is 1 but for the rounding of its own sums (4 ulp of a double).
_ONE = 1.0 - 4 * 2.0**-53
_MOST = 12


def cosine_text(value: float, decimals: int = 6, most: int = _MOST) -> str:
    """A cosine with so many decimals, and more of them, ``most`` at most, where it would be
    written as lying on the other side of a limit of severity, or as exactly 1.

    Where even ``most`` would, its last one gives way: 0.9999999 is 0.999999 and not 1.000000.
    "1" and "-1" stand for what is exactly that.
    """
    if math.isnan(value):
        return NOTHING
    if abs(value) >= _ONE:
        return "1" if value > 0 else "-1"
    for places in range(decimals, most + 1):
        text = f"{value:.{places}f}"
        if _on_same_side(float(text), value):
            return text.removeprefix("-") if float(text) == 0.0 else text
    step = 10.0**-most
    nearest = round(value, most)
    return next(
        f"{near:.{most}f}"
        for near in (nearest - step, nearest + step)
        if _on_same_side(float(f"{near:.{most}f}"), value)
    )


def even_cosine(value: float) -> str:
    """A cosine with six decimals and no more, so that all have the same width."""
    return cosine_text(value, 6, 6)


def short_cosine(value: float) -> str:
    """A cosine with four decimals; more where four would lie: 0.98997 is not 0.99."""
    return cosine_text(value, 4, 6)


def _on_same_side(near: float, value: float) -> bool:
    """Whether both are good, both bad or neither, and ``near`` is not as far out as 1."""
    return (near >= GOOD_FROM, near <= BAD_TO, abs(near) >= 1.0) == (
        value >= GOOD_FROM,
        value <= BAD_TO,
        False,
    )
