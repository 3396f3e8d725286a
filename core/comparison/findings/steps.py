"""Values that come in steps much coarser than their file could hold."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings.facts import Cause, Facts, Numbers
from core.comparison.findings.linear import rounding

_PEAK = 3.0
"""max |d| / √ mean d² up to which rounding may be all there is: √3 where the error is even, more
where many values are 0 and stay so."""
_MOST_LEVELS = 1 << 12
_SAMPLE = 1 << 14
_NEAR = 0.02
"""How far from a whole number of steps a value may be, in steps."""
_MOST_RMSE = 1.4
"""√ mean d² over step/√12."""
_MOST_ERROR = 0.75
"""max |d| in steps; half a step is what rounding alone leaves."""


def may_be_stepped(facts: Facts) -> bool:
    """Whether the error has no tail, as rounding leaves none."""
    return facts.peak <= _PEAK


def coarse_steps(numbers: Numbers) -> Cause | None:
    """One side's values are whole multiples of a step, and the error is what that leaves."""
    facts = numbers.facts
    if not may_be_stepped(facts):
        return None
    metrics = facts.metrics
    for side, values in (("right", numbers.right), ("left", numbers.left)):
        step = _step_of(values[:_SAMPLE])
        rmse, most = metrics.root_mean_square_error, metrics.max_absolute_error
        if step and rmse * math.sqrt(12.0) <= _MOST_RMSE * step and most <= _MOST_ERROR * step:
            cause = rounding(facts, step, "values")
            return Cause(cause.code, {**cause.evidence, "side": side})
    return None


def _step_of(values: NDArray[Any]) -> float:
    """The step of which all values are multiples, but for a constant; 0 where there is none."""
    levels = np.unique(values)
    if not 3 <= len(levels) <= min(_MOST_LEVELS, len(values) // 4):
        return 0.0
    gaps = np.diff(levels)
    step = float(gaps.min())
    ratios = gaps / step
    return step if float(np.abs(ratios - np.rint(ratios)).max()) <= _NEAR else 0.0
