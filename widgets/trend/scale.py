"""Where a metric stands on the trend's upright axis, and what the axis says there."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from core.comparison.number_text import even_cosine
from widgets.parts.metric_text import decibel_text, error_text

Floats = NDArray[np.float64]


class TrendMetric(StrEnum):
    """What the trend can show, in the order of every list of metrics; up is better for each. All
    but ``ADDED`` are fields of ``Metrics``."""

    COSINE = "cosine_similarity"
    MAX_ERROR = "max_absolute_error"
    RED = "relative_euclidean_distance"
    MEAN_ERROR = "mean_absolute_error"
    RMSE = "root_mean_square_error"
    SQNR = "sqnr_db"
    CENTRED_COSINE = "centred_cosine"
    ADDED = "added_error"


_COSINES = (TrendMetric.COSINE, TrendMetric.CENTRED_COSINE)
_DECADES = {TrendMetric.ADDED: 4}
"""The added error is a difference: what is left of rounding says nothing."""
_MOST_DECADES = 8
COSINE_TOP = 5.0
"""Distances below 1e-5 are drawn as 1: no reader tells them apart, and the axis keeps its room."""


def metric_help(metric: TrendMetric) -> str:
    """Formula of the metric, and how to read it (plain text, several lines)."""
    say = QCoreApplication.translate
    return {
        TrendMetric.COSINE: say("TrendPlot", "L·R / (‖L‖ ‖R‖), each nine one step"),
        TrendMetric.CENTRED_COSINE: say(
            "TrendPlot", "Cosine of L − mean L and R − mean R: blind to a constant offset"
        ),
        TrendMetric.MAX_ERROR: say("TrendPlot", "max |L − R|, in the values' own unit"),
        TrendMetric.MEAN_ERROR: say("TrendPlot", "mean |L − R|, in the values' own unit"),
        TrendMetric.RMSE: say("TrendPlot", "√ mean (L − R)², in the values' own unit"),
        TrendMetric.RED: say("TrendPlot", "‖L − R‖ / ‖L‖: 0.1 = a tenth of it is error"),
        TrendMetric.SQNR: say("TrendPlot", "10·log10(Σ L² / Σ (L − R)²): 20 dB = 10 % error"),
        TrendMetric.ADDED: say(
            "TrendPlot",
            "√ max(0, RED² of the output − RED² of the inputs): what the layer itself adds.\n"
            "Inputs are the nearest paired layers upstream, pooled. Errors are taken to be\n"
            "independent; a layer that amplifies error more than signal (a BatchNorm that\n"
            "takes a large mean away, a ReLU that cuts the signal) shows as adding it.",
        ),
    }[metric]


def upward_text(metric: TrendMetric) -> str:
    """What lies upwards on the axis: errors stand upside down."""
    say = QCoreApplication.translate
    if metric in (*_COSINES, TrendMetric.SQNR):
        return say("TrendPlot", "better")
    return say("TrendPlot", "less error")


def metric_number(metric: TrendMetric, value: float) -> str:
    """The caption's words for a value: its short name and the number."""
    say = QCoreApplication.translate
    said = {
        TrendMetric.COSINE: say("TrendPlot", "cosine {number}"),
        TrendMetric.CENTRED_COSINE: say("TrendPlot", "centred cosine {number}"),
        TrendMetric.MAX_ERROR: say("TrendPlot", "max error {number}"),
        TrendMetric.MEAN_ERROR: say("TrendPlot", "mean error {number}"),
        TrendMetric.RMSE: say("TrendPlot", "RMSE {number}"),
        TrendMetric.RED: say("TrendPlot", "relative distance {number}"),
        TrendMetric.SQNR: say("TrendPlot", "SQNR {number} dB"),
        TrendMetric.ADDED: say("TrendPlot", "added error {number}"),
    }[metric]
    if metric in _COSINES:
        number = even_cosine(value)
    else:
        number = decibel_text(value) if metric is TrendMetric.SQNR else error_text(value)
    return said.format(number=number)


def cosine_height(cosine: float) -> float:
    """−log10(1 − cosine): 0.9 → 1, 0.99 → 2, 0.999 → 3; at most ``COSINE_TOP``."""
    return -math.log10(max(1.0 - cosine, 10.0**-COSINE_TOP))


def heights_of(metric: TrendMetric, values: Floats) -> Floats:
    """Places on the axis; NaN where a value is not defined, ±inf for what has no place on it.

    Errors stand upside down in decades, so that up is better there too: none at all is +inf.
    """
    if metric in _COSINES:
        away: Floats = np.maximum(1.0 - values, 10.0**-COSINE_TOP)
        return -np.log10(away)
    if metric is TrendMetric.SQNR:
        return values.copy()
    with np.errstate(divide="ignore"):
        decades: Floats = np.log10(np.maximum(values, 0.0))
    return -decades


@dataclass(frozen=True, slots=True)
class Axis:
    """The upright axis for some data: its range, its ticks, and what lies beyond it.

    What stands above ``top`` or below ``bottom``, infinite heights too, has a strip of its own
    there; ``best`` and ``worst`` say what that is, and are empty where there is nothing.
    """

    bottom: float
    top: float
    ticks: tuple[tuple[float, str], ...]
    best: str = ""
    worst: str = ""


def axis_for(metric: TrendMetric, heights: Floats) -> Axis:
    """Range and ticks that hold ``heights`` (NaN ignored)."""
    finite = heights[np.isfinite(heights)]
    best, worst = bool(np.any(heights == math.inf)), bool(np.any(heights == -math.inf))
    if metric in _COSINES:
        return _cosine_axis(float(finite.min(initial=cosine_height(0.9))))
    if metric is TrendMetric.SQNR:
        low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 40.0)
        step = next(s for s in (5, 10, 20, 50, 100, 1000) if (high - low) / s <= 5 or s == 1000)
        return _stepped(low, high, step, _decibels, "∞" if best else "", "−∞" if worst else "")
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 3.0)
    least = math.floor(low) + _DECADES.get(metric, _MOST_DECADES)
    step = max(1, math.ceil((math.ceil(min(high, least)) - math.floor(low)) / 5))
    infinite = "∞" if worst else ""
    if high > least:
        # Noise of the last bit would squeeze all that matters into a line.
        return _stepped(low, least, step, _error_tick, "≤" + _decade(-least), infinite, least)
    return _stepped(low, high, step, _error_tick, "0" if best else "", infinite)


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
    low: float,
    high: float,
    step: int,
    say: Callable[[int], str],
    best: str,
    worst: str,
    end: float = math.inf,
) -> Axis:
    """Whole steps around the data, not beyond ``end``."""
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    ticks = [(float(k * step), say(k * step)) for k in range(first, last + 1) if k * step <= end]
    return Axis(ticks[0][0], min(float(last * step), end), tuple(ticks), best, worst)


def _decibels(mark: int) -> str:
    return str(mark).replace("-", "−")


def _error_tick(mark: int) -> str:
    return _decade(-mark)


def _decade(exponent: int) -> str:
    return f"{10.0**exponent:g}".replace("e-0", "e-").replace("e+0", "e")
