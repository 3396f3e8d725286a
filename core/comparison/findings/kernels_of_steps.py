"""Compiled looks at values that come in steps.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import types

from core.comparison.findings.compiling import NUMBERS, kernel, part
from core.comparison.findings.kernel_places import (
    DOWN,
    FAR,
    LEFT_OVER,
    LIKENESS,
    MODES,
    NEAREST,
    OF_MODE,
    TO_ZERO,
)

_SAME_LEVEL = 1e-4
"""How far two values may be apart that mean the same, as a part of how far others are."""


@kernel(NUMBERS, types.float64, types.float64[::1], types.int64[::1])
def levels(numbers: Any, least: float, found: Any, counts: Any) -> Any:
    """The values that ``numbers`` take, in ascending order, and how many take each.

    Returns how many values there are; 0 where two are less than ``least`` apart, or where they
    are more than ``found`` can hold.
    """
    same = max(_SAME_LEVEL * least, 0.0)
    known = 0
    for i in range(len(numbers)):
        number = numbers[i]
        low = 0
        high = known
        while low < high:
            middle = (low + high) // 2
            if found[middle] < number:
                low = middle + 1
            else:
                high = middle
        above = found[low] - number if low < known else math.inf
        below = number - found[low - 1] if low > 0 else math.inf
        if above <= same:
            counts[low] += 1
        elif below <= same:
            counts[low - 1] += 1
        elif above < least or below < least or known == len(found):
            return 0
        else:
            for place in range(known, low, -1):
                found[place] = found[place - 1]
                counts[place] = counts[place - 1]
            found[low] = number
            counts[low] = 1
            known += 1
    return known


@part
def _note_rounding(sums: Any, mode: int, d: float, e: float, is_far: bool) -> None:
    sums[mode, LEFT_OVER] += e * e
    sums[mode, LIKENESS] += d * e
    sums[mode, FAR] += is_far


@kernel(NUMBERS, NUMBERS, types.float64, types.float64, types.float64, types.float64[:, ::1])
def rounding(stepped: Any, other: Any, step: float, origin: float, near: float, sums: Any) -> None:
    """Add to the sums of what rounding ``other`` leaves, beside ``stepped`` − ``other``.

    Values are ``origin`` and whole numbers of steps. What is as ``near`` to one (in steps) stands
    on it, and is not cut off to the one before.
    """
    for i in range(len(other)):
        d = stepped[i] - other[i]
        x = (other[i] - origin) / step
        off = np.rint(x) - x
        _note_rounding(sums, NEAREST, d, off * step, abs(off) > 0.375)
        is_on_step = abs(off) <= near
        cut = off if is_on_step else math.floor(x) - x
        _note_rounding(sums, DOWN, d, cut * step, abs(cut) > 0.75)
        cut = off if is_on_step else np.trunc(x) - x
        _note_rounding(sums, TO_ZERO, d, cut * step, abs(cut) > 0.75)


def warm_up() -> None:
    """Call each kernel."""
    numbers = np.zeros(1)
    levels(numbers, 0.0, np.zeros(1), np.zeros(1, np.int64))
    rounding(numbers, numbers, 1.0, 0.0, 0.0, np.zeros((MODES, OF_MODE)))
