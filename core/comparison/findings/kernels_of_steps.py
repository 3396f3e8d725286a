"""Compiled looks at values that come in steps.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import types

from core.comparison.findings import kernel_places
from core.comparison.findings.kernel_places import (
    AGREED,
    BESIDE,
    BETWEEN,
    DOWN,
    LEFT_OVER,
    LIKENESS,
    MODES,
    NEAREST,
    OF_DENSITY,
    OF_MODE,
    TO_ZERO,
    UNUSUAL,
)
from core.compiling import kernel, part

_NUMBERS = types.Array(types.float64, 1, "C", readonly=True)
"""Values of a side, flat."""
_SAME_LEVEL = 1e-4
"""How far two values may be apart that mean the same, as a part of how far others are."""


@kernel((_NUMBERS, types.float64, types.float64[::1], types.int64[::1]), kernel_places)
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
def _note_rounding(sums: Any, mode: int, d: float, e: float, level: float, taken: float) -> None:
    """``level``: where the stepped side is; ``taken``: where this way goes; 0 is the usual one."""
    sums[mode, LEFT_OVER] += e * e
    sums[mode, LIKENESS] += d * e
    is_unusual = level != 0.0 or taken != 0.0
    sums[mode, UNUSUAL] += is_unusual
    sums[mode, AGREED] += is_unusual and level == taken


@kernel(
    (
        _NUMBERS,
        _NUMBERS,
        types.float64,
        types.float64,
        types.float64,
        types.float64,
        types.float64[:, ::1],
        types.float64[::1],
    ),
    kernel_places,
)
def rounding(
    stepped: Any,
    other: Any,
    step: float,
    origin: float,
    near: float,
    usual: float,
    sums: Any,
    density: Any,
) -> None:
    """Add to the sums of what rounding ``other`` leaves, beside ``stepped`` − ``other``.

    Values are ``origin`` and whole numbers of steps, most of them the ``usual`` one. What is as
    ``near`` to one (in steps) stands on it, and is not cut off to the one before.
    """
    usual_level = np.rint((usual - origin) / step)
    for i in range(len(other)):
        d = stepped[i] - other[i]
        level = np.rint((stepped[i] - origin) / step) - usual_level
        x = (other[i] - origin) / step
        nearest = np.rint(x)
        off = abs(nearest - x)
        if nearest != usual_level:
            density[BESIDE] += 0.02 < off <= 0.12
            density[BETWEEN] += off > 0.4
        down = nearest if off <= near else math.floor(x)
        to_zero = nearest if off <= near else np.trunc(x)
        _note_rounding(sums, NEAREST, d, (nearest - x) * step, level, nearest - usual_level)
        _note_rounding(sums, DOWN, d, (down - x) * step, level, down - usual_level)
        _note_rounding(sums, TO_ZERO, d, (to_zero - x) * step, level, to_zero - usual_level)


def warm_up() -> None:
    """Call each kernel."""
    numbers, density = np.zeros(1), np.zeros(OF_DENSITY)
    levels(numbers, 0.0, np.zeros(1), np.zeros(1, np.int64))
    rounding(numbers, numbers, 1.0, 0.0, 0.0, 0.0, np.zeros((MODES, OF_MODE)), density)
