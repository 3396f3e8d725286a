"""The straight line that leads from left to right with the least squares left over."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparison import sum_places as places
from core.comparison.deeper.walk import AT_ONCE, Walk
from core.comparison.elements import Elements
from core.comparison.metrics import ORDINARY, Moments, Units, fitting_units, joined, measured

_SMALLEST_SQUARED = 1e-60
"""Of the right side's unit: the squares of what is smaller may vanish."""

LINE_CODES = ("constant_offset", "constant_gain", "power_of_two_gain", "sign_flipped")
"""Findings that are such a line."""


@dataclass(frozen=True, slots=True)
class BestFit:
    """R ≈ gain·L + offset, over the elements that are finite on both sides.

    gain = Σ(L − mean L)(R − mean R) / Σ(L − mean L)², offset = mean R − gain·mean L (ordinary
    least squares). Where L is one number throughout no gain is better than any other: gain,
    offset and what follows from them are NaN.
    """

    elements: int
    gain: float
    offset: float
    rmse_before: float
    """√ mean (R − L)²."""
    rmse_after: float
    """√ mean (R − gain·L − offset)²."""
    cosine_before: float
    cosine_after: float
    """Of gain·L + offset and R."""

    @property
    def is_determined(self) -> bool:
        """Whether there is one best line."""
        return not math.isnan(self.gain)

    @property
    def share_explained(self) -> float:
        """1 − Σ(R − gain·L − offset)² / Σ(R − L)²; NaN where there is no error to explain."""
        if self.rmse_before == 0.0 or not math.isfinite(self.rmse_before + self.rmse_after):
            return math.nan
        return max(0.0, 1.0 - (self.rmse_after / self.rmse_before) ** 2)


def best_fit(elements: Elements, walk: Walk = AT_ONCE) -> BestFit | None:
    """Fit a pair, in two passes (more where squares would leave float64's range); None where
    nothing is finite on both sides.

    Raises:
        Cancelled: the walk was ended.
    """
    own = moments = _moments(elements, 1.0, 1.0, walk, (0.0, 0.4))
    units = ORDINARY
    fitting = fitting_units(moments)
    if fitting != units:
        units = fitting
        passes = [_moments(elements, *sides, walk, (0.4, 0.6)) for sides in units.passes]
        own, moments = passes[-1], joined(*passes)
    metrics = measured(moments, elements.common, units).metrics
    if metrics is None:
        return None
    count = int(moments.sums[places.COUNT])
    before = metrics.root_mean_square_error, metrics.cosine_similarity
    if metrics.left_std == 0.0:
        return BestFit(count, math.nan, math.nan, before[0], math.nan, before[1], math.nan)
    sums = own.sums
    # In the sides' own units, so that nothing is too large or too small to be squared.
    gain = float(sums[places.CO_MOMENT] / sums[places.LEFT_M2])
    if metrics.right_std == 0.0:
        gain = 0.0
    offset = float(sums[places.RIGHT_MEAN] - gain * sums[places.LEFT_MEAN])
    residuals, fits, squares, products, largest = _residuals(elements, units, gain, offset, walk)
    rmse_after = math.sqrt(residuals / count) * units.right
    gain, offset = gain * (units.right / units.left), offset * units.right
    vanishes = largest <= _SMALLEST_SQUARED and before[0] > 0.0
    if vanishes and math.isfinite(gain) and math.isfinite(offset):
        rmse_after = _small_rmse(elements, gain, offset, count, walk)
    if rmse_after > before[0]:
        # No line is better than R = L but for its rounding, which is more than the error.
        return BestFit(count, 1.0, 0.0, before[0], before[0], before[1], before[1])
    return BestFit(
        elements=count,
        gain=gain,
        offset=offset,
        rmse_before=before[0],
        rmse_after=rmse_after,
        cosine_before=before[1],
        cosine_after=_cosine(products, fits, squares),
    )


def _moments(
    elements: Elements, left_unit: float, right_unit: float, walk: Walk, share: tuple[float, float]
) -> Moments:
    moments = Moments.empty()
    left, right = elements.left, elements.right
    for start, stop in walk.pieces(0, elements.common, share):
        moments.add(
            _plain(left.numbers[start:stop]),
            left.scale / left_unit,
            _plain(right.numbers[start:stop]),
            right.scale / right_unit,
            start,
        )
    return moments


def _plain(numbers: NDArray[Any]) -> NDArray[Any]:
    whole = numbers.dtype.kind == "i"
    return np.ascontiguousarray(numbers, np.int32 if whole else np.float64)


@functools.cache
def _kernels() -> ModuleType:
    """Late: numba takes its time to import."""
    from core.comparison.deeper import line_kernels

    return line_kernels


def _residuals(
    elements: Elements, units: Units, gain: float, offset: float, walk: Walk
) -> list[float]:
    sums = np.zeros(5)
    factors = 1.0 / units.left, 1.0 / units.right
    for start, stop in walk.pieces(0, elements.common, (0.6, 1.0)):
        _kernels().add_residuals(*elements.both(start, stop), *factors, gain, offset, sums)
    found: list[float] = sums.tolist()
    return found


def _small_rmse(elements: Elements, gain: float, offset: float, count: int, walk: Walk) -> float:
    """√ mean (R − gain·L − offset)² where these squares vanish beside those of the sides."""
    norm = np.zeros(2)
    for start, stop in walk.pieces(0, elements.common, (1.0, 1.0)):
        _kernels().add_to_norm(*elements.both(start, stop), gain, offset, norm)
    largest, squares = norm.tolist()
    return float(largest) * math.sqrt(squares / count)


def _cosine(products: float, fits: float, squares: float) -> float:
    """Zero against zero is 1, against the rest 0."""
    if fits == 0.0 or squares == 0.0:
        return 1.0 if fits == squares else 0.0
    return min(1.0, max(-1.0, products / math.sqrt(fits) / math.sqrt(squares)))
