"""How large the error is where the numbers are small, and where they are large."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.comparison.deeper.walk import AT_ONCE, Walk
from core.comparison.elements import Elements

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Range = tuple[float, float]

COLUMNS = 80
"""Bins of |L|."""
ROWS = 80
"""Bins of |d|."""
_FINE = 16
"""Finer bins in one row, from which the lines are read."""
DECADES = 8
"""So many decades below its high end an axis ends at the latest."""
_FEWEST_FOR_TAIL = 20
"""Elements; a twentieth of fewer is less than one."""
_FEWEST_FOR_MEDIAN = 5
"""Elements; the middle of fewer is that of chance."""
_ROUNDING = 1e-9
"""What rounding may put a number beside the edge of its bin, as a share; see ``_log_place``."""
_MOST_EXPONENT = math.log10(1.7976931348623157e308)
"""Of ten: larger powers are no float64."""


@dataclass(frozen=True, slots=True)
class LogAxis:
    """``bins`` equal bins of log10 between whole decades; before them one for what is smaller."""

    low: int
    high: int
    bins: int
    below: float
    """The largest number that the bin before them may hold: 0 where only zeros are smaller."""

    def edge(self, place: int) -> float:
        """log10 of the lower edge of a bin."""
        return self.low + place * (self.high - self.low) / self.bins

    def limits(self, place: int) -> Range:
        """The numbers of a bin; ``place`` 0 is the one before the axis."""
        if place == 0:
            return 0.0, self.below
        return _power(self.edge(place - 1)), _power(self.edge(place))


@dataclass(frozen=True, slots=True)
class Magnitudes:
    """Elements by |L| and |d|, both logarithmic, over those that are finite on both sides.

    ``counts`` has the shape (COLUMNS + 1, ROWS + 1); row and column 0 are for what lies below the
    axes, zeros first of all. ``median`` and ``most`` (95 %) are, for each column, the smallest
    error that so many of its elements do not exceed, true to half a finer bin: about 1 % a decade
    of the axis. They are 0 where that one lies below the axis, and NaN where there are too few to
    say.
    """

    magnitude: LogAxis
    error: LogAxis
    counts: Counts
    median: Numbers
    most: Numbers


def magnitudes(elements: Elements, walk: Walk = AT_ONCE) -> Magnitudes | None:
    """Count a pair, in two passes; None where nothing is finite on both sides.

    Raises:
        Cancelled: the walk was ended.
    """
    from core.comparison.deeper import magnitudes_kernels as kernels  # late: numba takes its time

    ends = np.array([math.inf, 0.0, math.inf, 0.0])
    for start, stop in walk.pieces(0, elements.common, (0.0, 0.2)):
        kernels.magnitude_ends(*elements.both(start, stop), ends)
    sizes = _axis(float(ends[0]), float(ends[1]), COLUMNS)
    errors = _axis(float(ends[2]), float(ends[3]), ROWS)
    fine = np.zeros((COLUMNS + 1, ROWS * _FINE + 1), np.int64)
    factors = [axis.bins / (axis.high - axis.low) for axis in (sizes, errors)]
    for start, stop in walk.pieces(0, elements.common, (0.2, 1.0)):
        kernels.count_magnitudes(
            *elements.both(start, stop),
            float(sizes.low),
            factors[0],
            float(errors.low),
            factors[1] * _FINE,
            fine,
        )
    if not fine.any():
        return None
    counts = np.zeros((COLUMNS + 1, ROWS + 1), np.int64)
    counts[:, 0] = fine[:, 0]
    counts[:, 1:] = fine[:, 1:].reshape(COLUMNS + 1, ROWS, _FINE).sum(axis=2)
    return Magnitudes(
        sizes,
        errors,
        counts,
        _quantile(fine, errors, 0.5, _FEWEST_FOR_MEDIAN),
        _quantile(fine, errors, 0.95, _FEWEST_FOR_TAIL),
    )


def _axis(least: float, most: float, bins: int) -> LogAxis:
    """Whole decades around the numbers; 1 … 10 where all are 0."""
    if most == 0.0:
        return LogAxis(0, 1, bins, 0.0)
    # The difference of two huge numbers may be infinite.
    least, most = min(least, 1.7e308), min(most, 1.7e308)
    high = math.ceil(math.log10(most))
    low = min(math.floor(math.log10(least)), high - 1)
    if low >= high - DECADES:
        return LogAxis(low, high, bins, 0.0)
    return LogAxis(high - DECADES, high, bins, _power(high - DECADES))


def _power(exponent: float) -> float:
    return 10.0**exponent if exponent <= _MOST_EXPONENT else math.inf


def _quantile(fine: Counts, axis: LogAxis, share: float, fewest: int) -> Numbers:
    """In each column the middle of the bin in which the element of that rank is."""
    running = np.cumsum(fine, axis=1)
    total = running[:, -1]
    rank = np.maximum(np.ceil(share * total - 1e-9), 1.0)
    place = (running < rank[:, None]).sum(axis=1)
    width = (axis.high - axis.low) / (axis.bins * _FINE)
    with np.errstate(over="ignore"):
        middles = 10.0 ** (axis.low + (place - 0.5) * width)
    middles = np.where(place == 0, 0.0, middles)
    found: Numbers = np.where(total >= fewest, middles, np.nan)
    return found


def worst_in_cell(elements: Elements, magnitude: Range, error: Range, walk: Walk = AT_ONCE) -> int:
    """The element of the largest |d| among those with |L| and |d| in the closed ranges, else −1.

    The ranges are closed but for rounding: 10 to the edge of a bin is not to the last digit where
    the logarithm of a number on it falls.

    Raises:
        Cancelled: the walk was ended.
    """
    best, found = -1.0, -1
    magnitude, error = _widened(magnitude), _widened(error)
    for start, stop in walk.pieces(0, elements.common):
        left, right = elements.both(start, stop)
        with np.errstate(invalid="ignore", over="ignore"):
            sizes, errors = np.abs(left), np.abs(left - right)
        inside = np.isfinite(left) & np.isfinite(right)
        inside &= (sizes >= magnitude[0]) & (sizes <= magnitude[1])
        inside &= (errors >= error[0]) & (errors <= error[1])
        places = np.flatnonzero(inside)
        if len(places):
            place = places[int(np.argmax(errors[places]))]
            if errors[place] > best:
                best, found = float(errors[place]), start + int(place)
    return found


def _widened(limits: Range) -> Range:
    low, high = limits
    return low * (1.0 - _ROUNDING), high * (1.0 + _ROUNDING)
