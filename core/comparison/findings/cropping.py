"""Two lengths that differ because one side has a row or column more."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings.facts import Cause, Shape

_MOST = 2
"""Rows or columns by which both sides may differ."""


def shapes_of(
    known: list[Shape], left_elements: int, right_elements: int
) -> tuple[Shape, Shape] | None:
    """(C, H, W) of either side that differ in rows or columns alone.

    A side without a shape of its own has that of the other, a row or column larger or smaller.
    """
    reach = range(-_MOST, _MOST + 1)
    for channels, height, width in known:
        own = channels * height * width
        if own not in (left_elements, right_elements):
            continue
        other = right_elements if own == left_elements else left_elements
        candidates = [
            (channels, height + taller, width + wider)
            for taller, wider in sorted(
                ((taller, wider) for taller in reach for wider in reach),
                # Squares stay squares, most of the time.
                key=lambda grown: (grown[0] != grown[1], abs(grown[0]) + abs(grown[1])),
            )
            if height + taller > 0 and width + wider > 0
        ]
        named = [shape for shape in known if shape in candidates]
        for shape in (*named, *candidates):
            if shape[0] * shape[1] * shape[2] == other:
                mine = (channels, height, width)
                return (mine, shape) if own == left_elements else (shape, mine)
    return None


def cropped(left: NDArray[Any], right: NDArray[Any], shapes: tuple[Shape, Shape]) -> Cause | None:
    """What the overlap of both sides says; its first rows and columns lie on each other.

    The numbers may be the beginnings of both files: then whole channels of them are compared.
    """
    (channels, left_height, left_width), (_, right_height, right_width) = shapes
    height, width = min(left_height, right_height), min(left_width, right_width)
    channels = min(
        channels,
        len(left) // (left_height * left_width),
        len(right) // (right_height * right_width),
    )
    if not channels:
        return None
    tops = [
        values[: channels * tall * wide].reshape(channels, tall, wide)
        for values, tall, wide in (
            (left, left_height, left_width),
            (right, right_height, right_width),
        )
    ]
    first = _cosine(*(values[:, :height, :width] for values in tops))
    last = _cosine(*(values[:, -height:, -width:] for values in tops))
    larger = "left" if left_height * left_width > right_height * right_width else "right"
    evidence = {
        "cropped": True,
        "cosine_of_overlap": max(first, last),
        "overlap": [channels, height, width],
        "left_shape": list(shapes[0]),
        "right_shape": list(shapes[1]),
        "larger": larger,
        "surplus_at": "start" if last > first else "end",
        "rows": abs(left_height - right_height),
        "columns": abs(left_width - right_width),
    }
    return Cause("cropped", evidence)


def _cosine(left: NDArray[Any], right: NDArray[Any]) -> float:
    a: NDArray[np.float64] = np.ravel(left).astype(np.float64)
    b: NDArray[np.float64] = np.ravel(right).astype(np.float64)
    squares = float(a @ a), float(b @ b)
    if 0.0 in squares:
        return 1.0 if squares[0] == squares[1] else 0.0
    return max(-1.0, min(1.0, float(a @ b) / math.sqrt(squares[0] * squares[1])))
