"""The shape of a blob as its user types it, and the shapes that so many elements may have."""

from __future__ import annotations

import bisect
import math
import re

from core.errors import CosightError
from core.messages import translate

Shape = tuple[int, int, int]

MOST_OFFERED = 24
_SIDES = re.compile(r"[\s,;×xX*·]+")
_LONGEST = 64
_FLATTEST = 4
"""A plane that is more times as long as wide is no picture that anybody would guess."""


def shape_text(shape: Shape) -> str:
    """``16×8×8``."""
    return "×".join(str(side) for side in shape)


def parse_shape(text: str, count: int) -> Shape:
    """``C×H×W`` of ``count`` elements; ×, x, *, commas and spaces part the sides, and missing
    ones are 1.

    Raises:
        CosightError: these are not one to three whole numbers, or not as many elements.
    """
    sides = [side for side in _SIDES.split(text.strip()[:_LONGEST]) if side]
    if not 1 <= len(sides) <= 3 or not all(
        side.isascii() and side.isdigit() and len(side) <= 12 and int(side) for side in sides
    ):
        raise CosightError(
            translate(
                "core",
                "A shape is channels×height×width, such as {example}: up to three whole numbers "
                "from 1 on",
            ).format(example=shape_text(offered_shapes(count)[0] if count > 0 else (16, 8, 8)))
        )
    c, h, w = (*map(int, sides), 1, 1)[:3]
    if c * h * w != count:
        raise CosightError(
            translate("core", "{shape} are {product} elements, and there are {count}").format(
                shape=shape_text((c, h, w)), product=f"{c * h * w:,}", count=f"{count:,}"
            )
        )
    return c, h, w


def offered_shapes(count: int, most: int = MOST_OFFERED) -> list[Shape]:
    """Shapes of ``count`` elements, the likeliest first: square planes before oblong ones, and
    among these such whose channels are about as many as a side is long."""
    found = []
    divisors = _divisors(count)
    for place, height in enumerate(divisors):
        last = bisect.bisect_right(divisors, _FLATTEST * height)
        for width in divisors[place:last]:
            if width > 1 and count % (height * width) == 0:
                found.append((count // (height * width), height, width))

    def unlikely(shape: Shape) -> tuple[float, float]:
        channels, height, width = shape
        oblong = math.log2(width / height)
        return (oblong, abs(math.log2(channels) - math.log2(height)))

    ranked = sorted(found, key=unlikely)[: most - 1]
    return [*ranked, (count, 1, 1)] if count > 0 else []


def _divisors(number: int) -> list[int]:
    small = [side for side in range(1, math.isqrt(max(number, 0)) + 1) if number % side == 0]
    return sorted({*small, *(number // side for side in small)})
