"""Sums by place, compiled: without Python's lock.

``left`` and ``right`` are float64, equally long, a piece of the elements that stand on both sides.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import kernel


@kernel(
    "void(float64[::1], float64[::1], int64, int64, int64, int64, float64, "
    "float64[:, ::1], float64[:, ::1], int64[:, ::1], int64[:, ::1])"
)
def add_places(
    left: Any,
    right: Any,
    start: Any,
    plane: Any,
    width: Any,
    step: Any,
    factor: Any,
    sums: Any,
    largest: Any,
    worst: Any,
    counts: Any,
) -> None:
    """Add |d|·``factor`` of a piece that begins at element ``start`` to the cells of a plane.

    ``plane`` elements are a channel, in rows of ``width``; a cell is ``step`` × ``step`` of them.
    ``worst`` is the element of a cell's largest |d|, −1 at first.
    """
    inside = start % plane
    row, column = inside // width, inside % width
    for i in range(len(left)):
        a = left[i]
        b = right[i]
        if np.isfinite(a) and np.isfinite(b):
            error = abs(a * factor - b * factor)
            down, across = row // step, column // step
            sums[down, across] += error
            counts[down, across] += 1
            if worst[down, across] < 0 or error > largest[down, across]:
                largest[down, across] = error
                worst[down, across] = start + i
        inside += 1
        column += 1
        if inside == plane:
            inside = row = column = 0
        elif column == width:
            column = 0
            row += 1
