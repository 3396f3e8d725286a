"""Values that come in steps much coarser than their file could hold."""

from __future__ import annotations

import functools
import math
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.findings.facts import EXPLAINED, Cause, Facts, Numbers

_MOST_LEVELS = 1 << 8
_FEWEST_AT_A_LEVEL = 4
"""Elements, on average: fewer may keep to steps by chance."""
_NEAR = 0.02
"""How far from a whole number of steps a level may be, in steps."""
_NEAREST_OF_FILE = 0.15
"""The same where the file's own steps put it there: it holds the level nearest to the true one."""
_FINEST = 0.85
"""Step over √ mean d² below which cutting off, which errs by a step at the most, cannot leave
``EXPLAINED`` of the error."""
_LIKE = 0.4
"""Cosine of the error and what rounding the other side leaves: 1 where nothing else is wrong."""
_MOST_AT_ONE_LEVEL = 0.95
"""Share of the elements: where nearly all are one value the steps are said by the few others."""

_PEAK = 3.5
"""max |d| / √ mean d² up to which rounding may be all there is: √3 where the error is even, more
where many values are 0 and stay so."""

_LEAST_AGREED = 0.7
"""Share of the elements not at the usual level that stand where rounding takes them."""
_LEAST_BETWEEN, _MOST_BETWEEN = 0.6, 4.0
"""How many may stand between two levels for each that stands a little beside one: about as many,
where the steps are nothing to the other side; but noise about these very levels leaves a gap."""
_FEWEST_BETWEEN = 8

_COARSER = 2.0
"""Own step over that of the file from which it is looked for."""
_FEWEST_STEPS = 8
"""From the smallest value to the largest: fewer would make steps of labels and masks."""
_LEAST_OF_SPAN = 1e-3
"""8 bits leave 255 steps from end to end."""

_MODES = {places.NEAREST: "nearest", places.DOWN: "down", places.TO_ZERO: "to_zero"}


class _Steps(NamedTuple):
    """A side's values are ``origin`` and whole numbers of steps, each as ``near`` in steps."""

    step: float
    origin: float
    near: float
    usual: float
    """The value that most elements have."""


@functools.cache
def _kernels() -> ModuleType:
    """Late: numba takes its time to import."""
    from core.comparison.findings import kernels_of_steps

    return kernels_of_steps


def coarse_steps(numbers: Numbers) -> Cause | None:
    """One side's values are whole multiples of a step, and the error is what that leaves.

    What rounding the other side to these steps would leave has to be as much, and in the same
    places; a step/√12 throughout (Widrow, Kollár) it is only where the values are much larger.
    """
    facts = numbers.facts
    error = math.sqrt(numbers.error / len(numbers))
    sides = (
        ("right", numbers.right, numbers.left, facts.right_format, places.RIGHT_CLOSEST),
        ("left", numbers.left, numbers.right, facts.left_format, places.LEFT_CLOSEST),
    )
    for side, values, other, form, closest in sides:
        finest = form.scale if form is not None else 0.0
        least = _FINEST * error - finest
        found = _steps_of(values, least, finest) if numbers.sums[closest] >= least else None
        if found is None:
            continue
        sums, density = np.zeros((places.MODES, places.OF_MODE)), np.zeros(places.OF_DENSITY)
        _kernels().rounding(values, other, *found, sums, density)
        beside, between = density.tolist()
        if not max(_FEWEST_BETWEEN, _LEAST_BETWEEN * beside) <= between <= _MOST_BETWEEN * beside:
            continue
        mode = max(_MODES, key=lambda mode: _likeness(sums[mode]))
        left_over, like, unusual, agreed = sums[mode].tolist()
        share = left_over / numbers.error
        if not EXPLAINED <= share <= 1.0 / EXPLAINED or agreed < _LEAST_AGREED * unusual:
            continue
        if like < _LIKE * math.sqrt(left_over * numbers.error):
            continue
        evidence = {
            "step": found.step,
            "origin": "values",
            "side": side,
            "mode": _MODES[mode],
            "share_of_error": min(share, 1.0),
            "rmse": error,
            "expected_rmse": math.sqrt(left_over / len(numbers)),
        }
        return Cause("rounding_noise", evidence)
    return None


def _likeness(sums: NDArray[np.float64]) -> float:
    """In the order of the cosines of the error with what each way to round leaves."""
    left_over = float(sums[places.LEFT_OVER])
    return float(sums[places.LIKENESS]) / math.sqrt(left_over) if left_over else 0.0


def may_be_stepped(facts: Facts) -> bool:
    """Whether the error has no tail, as rounding leaves none: by the sums alone."""
    return facts.peak <= _PEAK


def _steps_of(values: NDArray[np.float64], least: float, finest: float) -> _Steps | None:
    """The steps of ``least`` or more that all values keep to; ``finest``: those of their file."""
    most = min(_MOST_LEVELS, len(values) // _FEWEST_AT_A_LEVEL)
    levels, counts = np.empty(most), np.zeros(most, np.int64)
    found = _kernels().levels(values, least, levels, counts)
    if found < 2 or counts[:found].max() > _MOST_AT_ONE_LEVEL * len(values):
        return None
    steps = _fitted(levels[:found], finest)
    return _Steps(*steps, float(levels[counts[:found].argmax()])) if steps is not None else None


def _fitted(levels: NDArray[np.float64], finest: float) -> tuple[float, float, float] | None:
    """Step, origin and nearness.

    Of the line through the levels, each at its whole number of steps; None where there is none.
    How far two neighbours are apart is known to a step of the file only, and better the more lie
    between: so the way goes outward from the two that are closest.
    """
    gaps = np.diff(levels)
    first = int(gaps.argmin())
    step = float(gaps[first])
    at = np.zeros(len(levels))
    for level, before in (
        *((level, level - 1) for level in range(first + 1, len(levels))),
        *((level, level + 1) for level in range(first - 1, -1, -1)),
    ):
        at[level] = at[before] + round(float(levels[level] - levels[before]) / step)
        step = float(levels[level] - levels[first]) / float(at[level])
    centred = at - at.mean()
    step = float(centred @ levels) / float(centred @ centred)
    origin = float(levels.mean() - step * at.mean())
    strays = np.abs(levels - origin - step * at).max()
    near = min(max(_NEAR, finest / step), _NEAREST_OF_FILE)
    if strays > near * step:
        return None
    # Zero, where it is a level but for what the fit leaves.
    off = math.remainder(origin, step)
    return step, 0.0 if abs(off) <= near * step else off, near


def own_step(values: NDArray[np.float64], finest: float) -> float | None:
    """The step that finite ``values`` keep to where it is coarser than ``finest``, that of their
    file (0: the file states none); None where they keep to none."""
    span = float(np.ptp(values)) if len(values) else 0.0
    least = max(_COARSER * finest, _LEAST_OF_SPAN * span)
    found = _steps_of(values, least, finest) if span > _FEWEST_STEPS * least else None
    if found is None or span < _FEWEST_STEPS * found.step:
        return None
    return found.step
