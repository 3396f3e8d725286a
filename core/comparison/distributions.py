"""How the numbers of one pair are spread: alone, one side against the other, and by channel.

L = left, R = right. NaN and Inf have no place on a scale and are left out of every count.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.comparison.elements import Asked, Elements, pieces
from core.dumps.model import Values

Counts = NDArray[np.int64]
Range = tuple[float, float]

BINS = 128
"""Bins of a histogram."""
CELLS = 160
"""Cells along each axis of left against right."""
_FINE = 32
"""Finer bins in one bin, from which tails are cut."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of both sides in the same ``BINS`` equal bins over ``low … high``."""

    low: float
    high: float
    left: Counts
    right: Counts

    @property
    def edges(self) -> NDArray[np.float64]:
        """``BINS`` + 1 edges."""
        return np.linspace(self.low, self.high, len(self.left) + 1)


@dataclass(frozen=True, slots=True)
class Density:
    """Counts of elements by (L, R): shape (``CELLS``, ``CELLS``), both axes ``low … high``."""

    low: float
    high: float
    counts: Counts

    def cell_range(self, place: int) -> Range:
        """Limits of one cell along an axis."""
        width = (self.high - self.low) / len(self.counts)
        return self.low + place * width, self.low + (place + 1) * width


@dataclass(frozen=True, slots=True)
class Distributions:
    """Everything the pictures of one pair need to know before they draw.

    ``whole`` and ``usual`` are ranges of both sides together, with and without the outermost
    0.1 % at each end; ``largest_error`` and ``usual_error`` the same for |L − R| (NaN where
    nothing stands on both sides). ``histogram`` and ``density`` are None where nothing is finite.
    """

    whole: Range
    usual: Range
    largest_error: float
    usual_error: float
    histogram: Histogram | None
    density: Density | None


def distributions(elements: Elements, cancelled: Asked | None = None) -> Distributions:
    """Ranges, histogram and density of a pair, in two passes.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    from core.comparison import elements_kernels as kernels  # late: numba takes its time

    low, high = math.inf, -math.inf
    for side in (elements.left, elements.right):
        for start, stop in pieces(len(side), cancelled):
            lowest, highest = kernels.finite_range(side.as_float(start, stop))
            low, high = min(low, lowest), max(high, highest)
    if low > high:
        return Distributions((0.0, 1.0), (0.0, 1.0), math.nan, math.nan, None, None)
    whole = low, high
    low, high = _widened(low, high)

    fine = BINS * _FINE
    left = _counted(elements.left, low, high, fine, cancelled)
    right = _counted(elements.right, low, high, fine, cancelled)
    histogram = Histogram(low, high, _coarse(left), _coarse(right))
    first, last = _without_tails(left + right, 0.001)
    step = (high - low) / fine
    usual = max(whole[0], low + first * step), min(whole[1], low + (last + 1) * step)

    if not elements.common:
        return Distributions(whole, usual, math.nan, math.nan, histogram, None)
    largest = -1.0
    cells = np.zeros((CELLS, CELLS), np.int64)
    for start, stop in pieces(elements.common, cancelled):
        both = elements.both(start, stop)
        largest = max(largest, kernels.count_cells(*both, low, CELLS / (high - low), cells))
    if largest < 0:
        return Distributions(whole, usual, math.nan, math.nan, histogram, None)
    usual_error = _usual_error(elements, largest, cancelled)
    density = Density(low, high, cells)
    return Distributions(whole, usual, largest, usual_error, histogram, density)


def _usual_error(elements: Elements, largest: float, cancelled: Asked | None) -> float:
    from core.comparison import elements_kernels as kernels  # late, as above

    if not largest > 0:
        return largest
    fine = BINS * _FINE
    counts = np.zeros(fine, np.int64)
    for start, stop in pieces(elements.common, cancelled):
        kernels.count_errors(*elements.both(start, stop), fine / largest, counts)
    return (_without_tails(counts, 0.001)[1] + 1) * largest / fine


def _widened(low: float, high: float) -> Range:
    """The range itself; for a single number one around it, so that it has bins."""
    if high > low:
        return low, high
    margin = max(abs(low) * 0.5, 0.5)
    return low - margin, high + margin


def _counted(side: Values, low: float, high: float, bins: int, cancelled: Asked | None) -> Counts:
    from core.comparison import elements_kernels as kernels  # late, as above

    counts = np.zeros(bins, np.int64)
    for start, stop in pieces(len(side), cancelled):
        kernels.count_numbers(side.as_float(start, stop), low, bins / (high - low), counts)
    return counts


def _coarse(fine: Counts) -> Counts:
    return np.asarray(fine.reshape(-1, _FINE).sum(axis=1), np.int64)


def _without_tails(counts: Counts, share: float) -> tuple[int, int]:
    """First and last bin once ``share`` of the elements is cut off at each end."""
    running = np.cumsum(counts)
    total = int(running[-1])
    first = int(np.searchsorted(running, total * share, side="right"))
    last = int(np.searchsorted(running, total * (1 - share)))
    return min(first, last), last


@dataclass(frozen=True, slots=True)
class ChannelErrors:
    """|L − R| by channel, over the elements that are finite on both sides (0 where none is)."""

    mean: NDArray[np.float64]
    largest: NDArray[np.float64]


def channel_errors(
    elements: Elements, channels: int, cancelled: Asked | None = None
) -> ChannelErrors:
    """Errors of each of ``channels`` equal runs of elements.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    from core.comparison import elements_kernels as kernels  # late: numba takes its time

    size = max(1, elements.common // channels)
    sums, counts = np.zeros(channels), np.zeros(channels)
    largest = np.zeros(channels)
    for start, stop in pieces(channels * size, cancelled):
        kernels.add_errors(*elements.both(start, stop), start, size, sums, counts, largest)
    return ChannelErrors(sums / np.maximum(counts, 1.0), largest)
