"""Causes that the sums alone tell: one constant, one factor, a sign, a side that is constant."""

from __future__ import annotations

import math

from core.comparison.findings.facts import EXPLAINED, Cause, Facts
from core.comparison.model import Severity
from core.dumps.formats import FixedPoint

_FEWEST = 16
"""Elements; fewer may lie on a line by chance."""

_LEAST_OFFSET = 0.01
"""In deviations of the left side: less is nobody's fault."""

_FOLLOWS = 0.5
"""Centred cosine below which the right side does not follow the left one, offset or not: a layer
that varies less than its quantisation steps is off by a constant then."""

_LEAST_GAIN = 0.01
"""How far from 1 a factor must be."""

_OCTAVE_NEAR = 0.03
_OCTAVE_NOISE = 1.5
"""How far from a whole number log2 of a gain may be to be called a power of two: 2 %, and more
the farther the cosine is from 1."""

_LEAST_VARIETY = 0.02
"""Deviation over root mean square of a side that is not constant."""

_STEP_SLACK = 1.01


def rounding_of_format(facts: Facts) -> Cause | None:
    """No error is beyond one step of the number format: the layer's values are that small.

    Rounding to the nearest leaves step/√12, cutting off step/√3 (Widrow, Kollár, "Quantization
    Noise", 2008). Only said where it makes the pair look worse than good.
    """
    metrics = facts.metrics
    if facts.severity is Severity.GOOD or facts.step == 0.0:
        return None
    if metrics.max_absolute_error > facts.step * _STEP_SLACK:
        return None
    return Cause(
        "rounding_noise",
        {
            "step": facts.step,
            "origin": "format",
            "rmse": metrics.root_mean_square_error,
            "expected_rmse": facts.step / math.sqrt(12.0),
        },
    )


def dead_output(facts: Facts) -> Cause | None:
    """One side is the same number everywhere while the other varies."""
    metrics = facts.metrics
    sides = (
        ("right", metrics.right_mean, metrics.right_std, metrics.left_std, facts.left_square),
        ("left", metrics.left_mean, metrics.left_std, metrics.right_std, facts.right_square),
    )
    for side, value, std, other_std, other_square in sides:
        if std == 0.0 and other_std > _LEAST_VARIETY * math.sqrt(other_square):
            return Cause("dead_output", {"side": side, "value": value, "other_std": other_std})
    return None


def line(facts: Facts) -> Cause | None:
    """The simplest line that explains the error: a sign, a factor, or a constant."""
    if facts.elements < _FEWEST or facts.metrics.left_std == 0.0:
        return None
    found = [cause for cause in (_gain(facts), _offset(facts)) if cause is not None]
    return max(found, key=lambda cause: cause.evidence["share_of_error"], default=None)


def _offset(facts: Facts) -> Cause | None:
    """R = L + c."""
    if facts.offset_share < EXPLAINED or facts.metrics.centred_cosine < _FOLLOWS:
        return None
    least = max(_LEAST_OFFSET * facts.metrics.left_std, facts.step * _STEP_SLACK)
    if abs(facts.offset) <= least:
        return None
    evidence = {"offset": facts.offset, "share_of_error": min(facts.offset_share, 1.0)}
    return Cause("constant_offset", evidence)


def _gain(facts: Facts) -> Cause | None:
    """R = g·L."""
    gain, share = facts.gain, facts.gain_share
    # A factor of zero explains everything where nothing is alike.
    if share < EXPLAINED or abs(facts.metrics.cosine_similarity) < 0.8:
        return None
    if abs(gain - 1.0) < _LEAST_GAIN:
        return None
    evidence: dict[str, object] = {"gain": gain, "share_of_error": share}
    if gain < 0.0:
        return Cause("sign_flipped", evidence)
    # Noise makes the least squares' factor too small; both sides' sizes tell it better then.
    size = math.log2(math.sqrt(facts.right_square / facts.left_square))
    near = _OCTAVE_NEAR + _OCTAVE_NOISE * (1.0 - facts.metrics.cosine_similarity)
    octaves = round(size)
    if octaves == 0 or abs(size - octaves) > near:
        return Cause("constant_gain", evidence)
    evidence["octaves"] = octaves
    fits = _fitting_format(facts, octaves)
    if fits is not None:
        evidence["side"], read_as, fitting = fits
        evidence["read_as"], evidence["fits"] = str(read_as), str(fitting)
    return Cause("power_of_two_gain", evidence)


def _fitting_format(facts: Facts, octaves: int) -> tuple[str, FixedPoint, FixedPoint] | None:
    """Which file read in which other format would undo R = 2^octaves · L.

    A right code n was read as n·2^−F and should be n·2^−(F + octaves); a left one the other way.
    """
    if facts.right_format is not None:
        side, form, further = "right", facts.right_format, octaves
    elif facts.left_format is not None:
        side, form, further = "left", facts.left_format, -octaves
    else:
        return None
    fitting = FixedPoint(form.integer_bits - further, form.fraction_bits + further)
    if fitting.integer_bits < 1 or fitting.fraction_bits < 0:
        return None
    return side, form, fitting
