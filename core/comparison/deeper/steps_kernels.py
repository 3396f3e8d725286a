"""Counts in steps of a number format, compiled: without Python's lock.

``left`` and ``right`` are float64, equally long, a piece of the elements that stand on both sides.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import kernel

_MILLION = float(1 << 20)


@kernel("void(float64[::1], float64[::1], float64, boolean, float64[::1])")
def errors_in_steps(left: Any, right: Any, factor: Any, logarithmic: Any, steps: Any) -> None:
    """d · ``factor``, or (log2|L| − log2|R|) · ``factor`` where codes are ``logarithmic``.

    NaN where a side is not finite; infinite where there is no such distance: to 0, or to the
    other sign.
    """
    for i in range(len(left)):
        a = left[i]
        b = right[i]
        if not (np.isfinite(a) and np.isfinite(b)):
            steps[i] = np.nan
        elif a == b:
            steps[i] = 0.0
        elif not logarithmic:
            # Each by itself: the difference may be too large for a double, or the factor.
            steps[i] = (a - b) * factor
        elif (a > 0.0 and b > 0.0) or (a < 0.0 and b < 0.0):
            apart = (np.log2(abs(a)) - np.log2(abs(b))) * factor
            # Whole steps are whole: to a millionth, logarithms know it.
            steps[i] = np.floor(apart * _MILLION + 0.5) / _MILLION
        else:
            steps[i] = np.inf if a > b else -np.inf


@kernel("void(float64[::1], int64[::1], int64[::1])")
def survey_steps(steps: Any, within: Any, octaves: Any) -> None:
    """Count |steps| up to ½, 1 and 2, those that are numbers, and those that are infinite;
    ``octaves[k]`` are those in 2^(k−9) … 2^(k−8), with the rest at either end."""
    for number in steps:
        size = abs(number)
        if size != size:
            continue
        within[0] += size <= 0.5
        within[1] += size <= 1.0
        within[2] += size <= 2.0
        within[3] += 1
        if size == np.inf:
            within[4] += 1
            continue
        place = np.int64(np.floor(np.log2(size))) + 9 if size > 0.0 else 0
        octaves[min(max(place, 0), len(octaves) - 1)] += 1


@kernel("void(float64[::1], float64, int64[::1])")
def count_steps(steps: Any, factor: Any, counts: Any) -> None:
    """Count steps · ``factor`` by the whole number nearest to it, 0 in the middle; the first and
    the last place are for what lies beyond."""
    half = len(counts) // 2
    for number in steps:
        if number != number:
            continue
        place = np.floor(number * factor + 0.5)
        if place <= -half:
            counts[0] += 1
        elif place >= half:
            counts[len(counts) - 1] += 1
        else:
            counts[np.int64(place) + half] += 1
