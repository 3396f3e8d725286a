"""Causes that bend the values: clipped at a bound, stuck at one, without their sign."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.findings.facts import Cause, Facts, Numbers, kernels
from core.comparison.model import Severity

_LEAST_AT_BOUND = 16
_LEAST_SHARE_AT_BOUND = 0.002
"""How many elements, and which share of them, must equal the extreme."""

_BEYOND = 0.8
"""Share of these beyond which the other side must lie, and share of its excess they must hold."""

_LEAST_OF_ERROR = 0.3
"""Share of Σd² that lies at the bounds."""

_LEAST_SPREAD = 0.2
"""Deviation of the other side's excess over its mean (1 and 0.76 for what exponential and normal
tails lose): less is left by a constant, or where both sides have a ceiling."""

_STUCK = 0.5
"""Share of the elements from which on a side is called saturated."""

_COARSE = 0.85
"""Distance of two values over √ mean d² from which on they may be steps; see ``steps``."""

_NEAR = 0.01
"""Relative distance at which a bound is taken for a known one."""

_UNSIGNED = 0.25
"""Share of Σd² that may be left once the sign is dropped."""
_AS_WELL = 2.0
"""How many times as much another cause may leave to do as well."""
_FEWEST_UNSIGNED = 16
"""Elements; fewer may have the other side's sizes by chance."""


class _Side(NamedTuple):
    """A side that may be bent, and the places of its sums."""

    name: str
    minimum: int
    maximum: int
    at_minimum: int
    at_maximum: int
    other_minimum: int
    other_maximum: int
    closest: int


_RIGHT = _Side(
    "right",
    places.RIGHT_MIN,
    places.RIGHT_MAX,
    places.AT_RIGHT_MIN,
    places.AT_RIGHT_MAX,
    places.LEFT_MIN,
    places.LEFT_MAX,
    places.RIGHT_CLOSEST,
)
_LEFT = _Side(
    "left",
    places.LEFT_MIN,
    places.LEFT_MAX,
    places.AT_LEFT_MIN,
    places.AT_LEFT_MAX,
    places.RIGHT_MIN,
    places.RIGHT_MAX,
    places.LEFT_CLOSEST,
)


def bent(numbers: Numbers) -> Cause | None:
    """Clipping, saturation, or an absolute value; the right side is looked at first."""
    for side in (_RIGHT, _LEFT):
        found = _clipped(numbers, side) or _unsigned(numbers, side)
        if found is not None:
            return found
    return None


def _clipped(numbers: Numbers, side: _Side) -> Cause | None:
    """Many equal to their own maximum or minimum where the other side goes on."""
    sums, facts = numbers.sums, numbers.facts
    least = max(_LEAST_AT_BOUND, _LEAST_SHARE_AT_BOUND * len(numbers))
    if sums[side.at_maximum] < least and sums[side.at_minimum] < least:
        return None
    limited, other = _limited_and_other(numbers, side)
    evidence: dict[str, Any] = {"side": side.name}
    at_bounds, error = 0, 0.0
    ends = (
        ("upper", side.maximum, side.at_maximum, 1.0, side.other_maximum),
        ("lower", side.minimum, side.at_minimum, -1.0, side.other_minimum),
    )
    for end, bound, at_bound, sign, other_bound in ends:
        count = int(sums[at_bound])
        if count < least or (sums[other_bound] - sums[bound]) * sign <= 0.0:
            continue
        beyond, total, inside, outside = kernels().excess(limited, other, sums[bound], sign)
        if beyond < _BEYOND * count or inside < _BEYOND * outside:
            continue
        mean = total / count
        if inside / count - mean * mean < (_LEAST_SPREAD * mean) ** 2:
            continue
        evidence[end] = sums[bound]
        at_bounds += count
        error += inside
    if not at_bounds or error < _LEAST_OF_ERROR * numbers.error:
        return None
    evidence["share_of_elements"] = at_bounds / len(limited)
    evidence["share_of_error"] = min(error / numbers.error, 1.0)
    evidence["kind"] = kind = _kind(facts, evidence)
    is_stuck = evidence["share_of_elements"] >= _STUCK and kind != "relu"
    # No layer is good with most of its elements stuck: they are as good as constant on both sides.
    if is_stuck and facts.severity is Severity.GOOD:
        return None
    is_at_one_end = len({"upper", "lower"} & set(evidence)) == 1
    if is_stuck and is_at_one_end and _is_coarse(numbers, sums[side.closest]):
        return None
    return Cause("saturated" if is_stuck else "clipping", evidence)


def _is_coarse(numbers: Numbers, closest: float) -> bool:
    """Whether a side's values are as far apart as it errs: steps may be all that is wrong."""
    return closest >= _COARSE * math.sqrt(numbers.error / len(numbers))


def _unsigned(numbers: Numbers, side: _Side) -> Cause | None:
    """One side is the other's absolute value."""
    sums = numbers.sums
    if sums[side.minimum] < 0.0 or sums[side.other_minimum] >= 0.0:
        return None
    if len(numbers) < _FEWEST_UNSIGNED:
        return None
    # Where the other side is never positive either, all of its signs are turned.
    if sums[side.other_maximum] <= 0.0:
        return None
    negative, left_over = kernels().unsigned(*_limited_and_other(numbers, side))
    left_over /= numbers.error
    if left_over > _UNSIGNED or _is_turned(numbers.facts, left_over):
        return None
    evidence = {
        "side": side.name,
        "share_of_elements": negative / len(numbers),
        "share_of_error": 1.0 - left_over,
    }
    return Cause("absolute_value", evidence)


def _is_turned(facts: Facts, left_over: float) -> bool:
    """Whether turning all signs does about as well: of what is rectified nobody can tell, and a
    turned sign is the simpler one. Σ(L + R)² = 2ΣL² + 2ΣR² − Σd²."""
    both = 2.0 * (facts.left_square + facts.right_square)
    turned = both / facts.mean_square_error - 1.0
    return turned <= _AS_WELL * left_over + 1e-9


def _limited_and_other(
    numbers: Numbers, side: _Side
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if side is _LEFT:
        return numbers.left, numbers.right
    return numbers.right, numbers.left


def _kind(facts: Facts, evidence: dict[str, Any]) -> str:
    """Which bound it is: one that activations have, the number format's own, or any other."""
    upper, lower = evidence.get("upper"), evidence.get("lower")
    form = facts.right_format if evidence["side"] == "right" else facts.left_format
    # The usual 20.12 also bounds files that hold decimals of a board's run.
    limit = 2.0 ** (form.integer_bits - 1) if form is not None else 2.0**19
    if any(abs(bound) >= limit * (1.0 - _NEAR) for bound in (upper, lower) if bound is not None):
        return "format"
    if upper is None:
        return "relu" if lower == 0.0 else "other"
    is_six = abs(upper - 6.0) <= 6.0 * _NEAR
    return "relu6" if is_six and lower in (None, 0.0) else "other"
