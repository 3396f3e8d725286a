"""Sums by channel, compiled: without Python's lock.

``left`` and ``right`` are float64, equally long, a piece of the elements that stand on both sides.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.comparison.deeper.places_of_sums import (
    ABSOLUTE_LEFT,
    ABSOLUTE_RIGHT,
    COUNT,
    ERRORS,
    LARGEST,
    LEFT_SQUARES,
    LEFT_UNIT,
    PAIR_UNIT,
    PRODUCTS,
    RIGHT_SQUARES,
    RIGHT_UNIT,
    SQUARES,
    WORST,
)
from core.compiling import kernel


@kernel(
    "void(float64[::1], float64[::1], int64, int64, float64[:, ::1], float64[:, ::1], "
    "int64[:, ::1])"
)
def add_channels(
    left: Any, right: Any, start: Any, size: Any, factors: Any, sums: Any, counts: Any
) -> None:
    """Add a piece that begins at element ``start`` to the channels of ``size`` elements each.

    ``factors`` (channels × 4) are powers of two that L and R are multiplied with: for d before and
    after it is taken, for L alone and for R alone. The places are those of ``places_of_sums``.
    """
    i = 0
    while i < len(left):
        channel = (start + i) // size
        stop = min(len(left), (channel + 1) * size - start)
        pair, error = factors[channel, PAIR_UNIT], factors[channel, PAIR_UNIT + 1]
        own_left, own_right = factors[channel, LEFT_UNIT], factors[channel, RIGHT_UNIT]
        row = sums[channel]
        count = 0
        errors = squares = left_squares = right_squares = products = 0.0
        most_left, most_right = row[ABSOLUTE_LEFT], row[ABSOLUTE_RIGHT]
        # The first one is the worst so far, even where it has no error.
        largest = row[LARGEST] if counts[channel, WORST] >= 0 else -1.0
        worst = counts[channel, WORST]
        for j in range(i, stop):
            a = left[j]
            b = right[j]
            if not (np.isfinite(a) and np.isfinite(b)):
                continue
            count += 1
            d = (a * pair - b * pair) * error
            errors += d
            squares += d * d
            if abs(d) > largest:
                largest = abs(d)
                worst = start + j
            most_left = max(most_left, abs(a))
            most_right = max(most_right, abs(b))
            a *= own_left
            b *= own_right
            left_squares += a * a
            right_squares += b * b
            products += a * b
        row[ERRORS] += errors
        row[SQUARES] += squares
        row[LEFT_SQUARES] += left_squares
        row[RIGHT_SQUARES] += right_squares
        row[PRODUCTS] += products
        row[LARGEST] = max(largest, 0.0)
        row[ABSOLUTE_LEFT] = most_left
        row[ABSOLUTE_RIGHT] = most_right
        counts[channel, COUNT] += count
        counts[channel, WORST] = worst
        i = stop
