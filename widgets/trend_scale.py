"""Where a metric stands on the trend's upright axis, and what the axis says there."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from core.comparison.model import Metrics


class TrendMetric(StrEnum):
    """What the trend can show; up is better for each."""

    COSINE = "cosine_similarity"
    MAX_ERROR = "max_absolute_error"
    SQNR = "sqnr_db"
    RED = "relative_euclidean_distance"


_DECADES = 8
COSINE_TOP = 5.0
"""Distances below 1e-5 are drawn as 1: no reader tells them apart, and the axis keeps its room."""


def metric_title(metric: TrendMetric) -> str:
    """Name of the metric for the user."""
    tr = QCoreApplication.translate
    return {
        TrendMetric.COSINE: tr("TrendPlot", "Cosine similarity"),
        TrendMetric.MAX_ERROR: tr("TrendPlot", "Max absolute error"),
        TrendMetric.SQNR: tr("TrendPlot", "SQNR (dB)"),
        TrendMetric.RED: tr("TrendPlot", "Relative Euclidean distance"),
    }[metric]


def metric_value(metric: TrendMetric, metrics: Metrics) -> float:
    """The number as measured."""
    value: float = getattr(metrics, metric.value)
    return value


def cosine_height(cosine: float) -> float:
    """−log10(1 − cosine): 0.9 → 1, 0.99 → 2, 0.999 → 3; at most ``COSINE_TOP``."""
    return -math.log10(max(1.0 - cosine, 10.0**-COSINE_TOP))


def height(metric: TrendMetric, value: float) -> float:
    """Place on the axis; NaN where the value is not defined, +inf for no error at all.

    Errors stand upside down in decades, so that up is better there too.
    """
    if math.isnan(value):
        return math.nan
    if metric is TrendMetric.COSINE:
        return cosine_height(value)
    if metric is TrendMetric.SQNR:
        return value
    if value <= 0.0:
        return math.inf
    return -math.log10(value) if value < math.inf else -math.inf


@dataclass(frozen=True, slots=True)
class Axis:
    """The upright axis for some data: its range and its labelled ticks.

    Heights beyond the range, infinite ones too, are drawn at its ends.
    """

    bottom: float
    top: float
    ticks: tuple[tuple[float, str], ...]


def axis_for(metric: TrendMetric, heights: NDArray[np.float64]) -> Axis:
    """Range and ticks that hold ``heights`` (NaN ignored)."""
    finite = heights[np.isfinite(heights)]
    perfect = bool(np.any(heights == math.inf))
    if metric is TrendMetric.COSINE:
        return _cosine_axis(float(finite.min(initial=cosine_height(0.9))))
    if metric is TrendMetric.SQNR:
        low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 40.0)
        step = next(s for s in (5, 10, 20, 50, 100, 1000) if (high - low) / s <= 5 or s == 1000)
        return _stepped(low, high, step, perfect, "∞", lambda mark: str(mark).replace("-", "−"))
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 3.0)
    least = math.floor(low) + _DECADES
    step = max(1, math.ceil((math.ceil(min(high, least)) - math.floor(low)) / 5))
    if high > least:
        # Noise of the last bit would squeeze all that matters into a line.
        return _stepped(low, least, step, True, "≤" + _decade(-least), _error_tick)
    return _stepped(low, high, step, perfect, "0", _error_tick)


def _cosine_axis(low: float) -> Axis:
    """From a little below the lowest (0.9 at the most) to 1."""
    ticks = [(float(nines), f"{1 - 10.0**-nines:.{nines}f}") for nines in (1, 2, 3, 4)]
    ticks.append((COSINE_TOP, "1"))
    bottom = max(low - 0.2, cosine_height(-1.0))
    for cosine, text in ((0.5, "0.5"), (-1.0, "−1")):
        if cosine_height(cosine) >= bottom:
            ticks.insert(0, (cosine_height(cosine), text))
    return Axis(bottom, COSINE_TOP, tuple(tick for tick in ticks if tick[0] >= bottom))


def _stepped(
    low: float, high: float, step: int, perfect: bool, best: str, say: Callable[[int], str]
) -> Axis:
    """Whole steps around the data, and one more for what is perfect."""
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    ticks = [(float(k * step), say(k * step)) for k in range(first, last + 1)]
    if perfect:
        ticks.append((float((last + 1) * step), best))
    return Axis(ticks[0][0], ticks[-1][0], tuple(ticks))


def _error_tick(mark: int) -> str:
    return _decade(-mark)


def _decade(exponent: int) -> str:
    return f"{10.0**exponent:g}".replace("e-0", "e-").replace("e+0", "e")
