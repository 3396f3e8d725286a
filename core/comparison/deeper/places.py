"""Where in the picture the error is: |d| of each place, over all channels or one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.comparison.deeper.shapes import Shape
from core.comparison.deeper.walk import AT_ONCE, Walk
from core.comparison.elements import Elements
from core.comparison.mosaic import COLOURS, EMPTY, NOT_FINITE, Dots, Mosaic, TileGrid

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]

_SMALL_UNIT = 2.0**-64
"""Sums of errors in this unit stay in float64's range."""


class Shown(StrEnum):
    """What of |d| a map shows."""

    MEAN = "mean"
    LARGEST = "largest"


@dataclass(frozen=True, slots=True)
class ErrorMap:
    """|d| by place, of the elements that are finite on both sides; arrays are (rows, columns).

    A cell is one place of the picture, or a block of ``grid.step`` × ``grid.step`` where the
    picture has more places than can be drawn; a picture that is much longer than wide runs on in
    rows of a near-square one (see ``TileGrid``).
    """

    shape: Shape
    channel: int
    """−1: all of them."""
    grid: TileGrid
    mean: Numbers
    """mean |d|; NaN where no element of the place is finite on both sides."""
    largest: Numbers
    """max |d|; NaN as before."""
    worst: Counts
    """The element of max |d|; −1 for none."""
    counts: Counts
    """How many elements are finite on both sides."""

    def of(self, shown: Shown) -> Numbers:
        """The numbers that are shown."""
        return self.mean if shown is Shown.MEAN else self.largest

    @property
    def plane(self) -> int:
        """Places of the picture."""
        return self.shape[1] * self.shape[2]

    def place_of(self, element: int) -> int:
        """Where in the picture an element stands."""
        return element % self.plane

    def cell_of(self, element: int) -> tuple[int, int]:
        """Row and column of the cell in which an element is."""
        row, column = divmod(self.place_of(element), self.grid.width)
        return row // self.grid.step, column // self.grid.step


def error_map(
    elements: Elements, shape: Shape, channel: int = -1, walk: Walk = AT_ONCE
) -> ErrorMap:
    """Count a pair of ``shape``, or one of its channels.

    Raises:
        Cancelled: the walk was ended.
        ValueError: the shape is not that of the elements, or has no such channel.
    """
    if math.prod(shape) != elements.common or not -1 <= channel < shape[0]:
        raise ValueError(f"{shape} with channel {channel} is not of {elements.common} elements")
    grid = TileGrid.of(shape[1] * shape[2], (1, *shape[1:]))
    sums, largest, worst, counts = _counted(elements, shape, channel, grid, 1.0, walk)
    unit = 1.0
    if not np.isfinite(sums).all():
        unit = _SMALL_UNIT
        sums, largest, worst, counts = _counted(elements, shape, channel, grid, unit, walk)
    with np.errstate(invalid="ignore", over="ignore"):
        mean = sums / counts / unit
        most = np.where(counts > 0, largest / unit, np.nan)
    return ErrorMap(shape, channel, grid, mean, most, worst, counts)


def _counted(
    elements: Elements, shape: Shape, channel: int, grid: TileGrid, unit: float, walk: Walk
) -> tuple[Numbers, Numbers, Counts, Counts]:
    from core.comparison.deeper import places_kernels as kernels  # late: numba takes its time

    sums, largest = np.zeros(grid.dots), np.zeros(grid.dots)
    worst, counts = np.full(grid.dots, -1, np.int64), np.zeros(grid.dots, np.int64)
    plane = shape[1] * shape[2]
    first, stop = (0, elements.common) if channel < 0 else (channel * plane, (channel + 1) * plane)
    for begin, end in walk.pieces(first, stop):
        kernels.add_places(
            *elements.both(begin, end),
            begin,
            plane,
            grid.width,
            grid.step,
            unit,
            sums,
            largest,
            worst,
            counts,
        )
    return sums, largest, worst, counts


def map_ends(numbers: Numbers, share: float = 0.999) -> tuple[float, float]:
    """The number that ``share`` of the finite ones do not exceed, and the largest of them; 0
    where none is finite."""
    finite = numbers[np.isfinite(numbers)]
    if not len(finite):
        return 0.0, 0.0
    place = max(0, math.ceil(share * len(finite)) - 1)
    return float(np.partition(finite, place)[place]), float(finite.max())


def map_dots(found: ErrorMap, shown: Shown, end: float) -> Dots:
    """Places on the colour scale from 0 to ``end``; beyond it they take the end's colour."""
    numbers = found.of(shown)
    finite = np.isfinite(numbers)
    # Where nothing errs, all of it is at the good end.
    places = np.zeros(numbers.shape)
    if end > 0.0:
        with np.errstate(over="ignore"):
            places = np.where(finite, numbers, 0.0) / end
    dots = np.rint(np.minimum(places, 1.0) * (COLOURS - 1)).astype(np.uint8)
    dots[~finite] = NOT_FINITE
    rows, columns = numbers.shape
    grid = found.grid
    if grid.folded:
        inside = np.arange(rows)[:, None] * grid.step * grid.width
        inside = inside + np.arange(columns) * grid.step
        dots[inside >= grid.tile_size] = EMPTY
    return np.ascontiguousarray(dots)


def map_mosaic(found: ErrorMap) -> Mosaic:
    """The map as a mosaic of one tile, whose dots stand for the worst element of their place."""
    return Mosaic(found.grid, 0, 1, None, None, None, found.worst[None])
