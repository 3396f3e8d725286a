"""The error in steps of the number format: what rounding explains, and what it does not.

Rounding to the nearest leaves at most ½ step, evenly spread, with a root mean square of 1/√12;
cutting off leaves up to 1 (Widrow, Kollár, "Quantization Noise", 2008).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.comparison.deeper.walk import AT_ONCE, Walk
from core.comparison.elements import PIECE, Elements
from core.comparison.model import Finding
from core.dumps.formats import FixedPoint
from core.dumps.model import Values

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]

ROUNDING_RMS = 1.0 / math.sqrt(12.0)
"""Root mean square of what rounding to the nearest leaves, in steps."""
HALF = 64
"""Bins on either side of the one around 0."""
_FINEST = 1.0 / 16.0
"""Width of the narrowest bins, in steps."""
_OCTAVES = 160
_LOOKED_AT = 1 << 20
"""So many values say which step all keep to."""
_KEPT = 0.999
"""Share of the errors that the bins must hold; what lies beyond is counted as beyond."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a number format.

    ``size`` is its value. Where codes are ``logarithmic`` there is no single one: each code is
    ``size`` octaves above the one before, and errors are told in such octaves.
    """

    size: float
    logarithmic: bool = False
    own: bool = False
    """The values themselves keep to it, whatever the file could hold."""

    @classmethod
    def of(cls, values: Values) -> Step | None:
        """That of a dump; None for decimal text, which states no format.

        Fixed point I.F: 2^−F; whole numbers: 1; logarithmic codes: 1/16 octave of 8 bits, 1/128
        of 16 (``core.dumps.formats.nonlinear_table``).
        """
        if values.numbers.dtype.kind == "i":
            return cls(values.scale)
        if values.codes is None:
            return None
        return cls(8 / 128 if values.codes.dtype.itemsize == 1 else 1 / 128, logarithmic=True)

    @classmethod
    def of_format(cls, form: FixedPoint) -> Step:
        """That of fixed point."""
        return cls(form.scale)

    @property
    def relative(self) -> float:
        """How far a logarithmic code is above the one before, as a share of it."""
        return float(2.0**self.size) - 1.0

    @property
    def exponent(self) -> int | None:
        """k of a step of 2^k; None where it is no power of two."""
        mantissa, exponent = math.frexp(self.size)
        return exponent - 1 if mantissa == 0.5 and not self.logarithmic else None


@dataclass(frozen=True, slots=True)
class StepCounts:
    """d = L − R in steps, over the elements that are finite on both sides.

    ``counts`` are of 2·HALF + 1 bins of ``width`` steps; the middle one is around 0, and each is
    around a whole multiple of the width. ``below`` and ``above`` lie beyond them.
    """

    step: Step
    elements: int
    within_half: int
    """|d| ≤ ½ step."""
    within_one: int
    within_two: int
    width: float
    counts: Counts
    below: int
    above: int
    without: int
    """Of logarithmic codes those that have no distance: to 0, or to the other sign. They are
    beyond 2 steps, too, and in ``below`` or ``above``."""
    own: Step | None = None
    """The step that the right values keep to, where it is coarser than the file's; errors are
    counted in it unless something else was asked for."""

    @property
    def beyond(self) -> int:
        """|d| > 2 steps."""
        return self.elements - self.within_two

    @property
    def edges(self) -> Numbers:
        """Of the bins, in steps."""
        edges: Numbers = np.multiply(np.arange(2 * HALF + 2) - HALF - 0.5, self.width)
        return edges


def own_step_of(values: Values, told: Iterable[Finding] = ()) -> Step | None:
    """The step that values keep to where it is coarser than that of their file: data of 8 bits
    written in 20.12. What a finding ``told`` of the right side is not looked for again."""
    from core.comparison.findings.steps import own_step  # late: numba takes its time

    for finding in told:
        evidence = finding.evidence
        if evidence.get("side") == "right" and evidence.get("origin") == "values":
            size = evidence.get("step")
            if isinstance(size, float) and size > 0:
                return Step(size, own=True)
    file_step = Step.of(values)
    if file_step is not None and file_step.logarithmic:
        return None
    numbers = values.as_float(0, min(len(values), _LOOKED_AT))
    found = own_step(numbers[np.isfinite(numbers)], file_step.size if file_step else 0.0)
    return Step(found, own=True) if found is not None else None


def step_counts(elements: Elements, step: Step, walk: Walk = AT_ONCE) -> StepCounts:
    """Count a pair, in two passes.

    Raises:
        Cancelled: the walk was ended.
    """
    from core.comparison.deeper import steps_kernels as kernels  # late: numba takes its time

    within = np.zeros(5, np.int64)
    octaves = np.zeros(_OCTAVES, np.int64)
    buffer = np.empty(PIECE)
    for start, stop in walk.pieces(0, elements.common, (0.0, 0.5)):
        kernels.survey_steps(_in_steps(elements, step, start, stop, buffer), within, octaves)
    width = _width(octaves)
    counts = np.zeros(2 * HALF + 3, np.int64)
    for start, stop in walk.pieces(0, elements.common, (0.5, 1.0)):
        kernels.count_steps(_in_steps(elements, step, start, stop, buffer), 1.0 / width, counts)
    return StepCounts(
        step=step,
        elements=int(within[3]),
        within_half=int(within[0]),
        within_one=int(within[1]),
        within_two=int(within[2]),
        width=width,
        counts=counts[1:-1],
        below=int(counts[0]),
        above=int(counts[-1]),
        without=int(within[4]) if step.logarithmic else 0,
    )


def _in_steps(elements: Elements, step: Step, start: int, stop: int, buffer: Numbers) -> Numbers:
    from core.comparison.deeper import steps_kernels as kernels  # late, as above

    found = buffer[: stop - start]
    left, right = elements.both(start, stop)
    kernels.errors_in_steps(left, right, 1.0 / step.size, step.logarithmic, found)
    return found


def _width(octaves: Counts) -> float:
    """The narrowest power of two at which the bins hold all but a few; octave k ends at 2^(k−8)."""
    total = int(octaves.sum())
    running = np.cumsum(octaves)
    last = int(np.searchsorted(running, _KEPT * total))
    reach = 2.0 ** (last - 8)
    return max(_FINEST, reach / HALF)


def worst_in_steps(
    elements: Elements, step: Step, low: float, high: float, walk: Walk = AT_ONCE
) -> int:
    """The element that is farthest off among those with ``low`` ≤ d < ``high`` in steps, else −1.

    Raises:
        Cancelled: the walk was ended.
    """
    best, found = -1.0, -1
    buffer = np.empty(PIECE)
    for start, stop in walk.pieces(0, elements.common):
        steps = _in_steps(elements, step, start, stop, buffer)
        # An infinite end takes what has no distance along.
        inside = (steps >= low) & ((steps <= high) if high == math.inf else (steps < high))
        places = np.flatnonzero(inside)
        if len(places):
            sizes = np.abs(steps[places])
            place = int(np.argmax(sizes))
            if sizes[place] > best:
                best, found = float(sizes[place]), start + int(places[place])
    return found
