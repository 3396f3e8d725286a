"""Several pictures side by side, in rows like books on shelves."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from core.network.layout_model import Point, Size

_WIDER = 1.6
"""Width over height of what comes out, roughly: that of a screen."""


def stand_on_shelves(sizes: Sequence[Size], gap: float) -> list[Point]:
    """Top left corners of boxes of these sizes, in their order, ``gap`` apart."""
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    longest = max((width for width, _ in sizes), default=0.0)
    end = max(longest, sqrt(area * _WIDER))
    corners = []
    x = y = tallest = 0.0
    for width, height in sizes:
        if x > 0 and x + width > end:
            x, y, tallest = 0.0, y + tallest + gap, 0.0
        corners.append((x, y))
        x += width + gap
        tallest = max(tallest, height)
    return corners
