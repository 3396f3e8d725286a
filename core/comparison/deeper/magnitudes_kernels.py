"""Counts by magnitude, compiled: without Python's lock.

``left`` and ``right`` are float64, equally long, a piece of the elements that stand on both sides.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import kernel, part


@kernel("void(float64[::1], float64[::1], float64[::1])")
def magnitude_ends(left: Any, right: Any, ends: Any) -> None:
    """Widen ``ends``: the smallest and largest |L| but 0, the same of |d|."""
    for i in range(len(left)):
        if np.isfinite(left[i]) and np.isfinite(right[i]):
            size, error = abs(left[i]), abs(left[i] - right[i])
            if size > 0.0:
                ends[0] = min(ends[0], size)
                ends[1] = max(ends[1], size)
            if error > 0.0:
                ends[2] = min(ends[2], error)
                ends[3] = max(ends[3], error)


@part
def _log_place(number: Any, low: Any, factor: Any, bins: Any) -> Any:
    """0 for what lies below ``low``, else 1 + the bin of log10; the last one holds its end."""
    if not number > 0.0:
        return 0
    place = (np.log10(number) - low) * factor
    # What rounding alone puts below the axis belongs to it.
    if place < -1e-9:
        return 0
    return min(np.int64(max(place, 0.0)), bins - 1) + 1


@kernel("void(float64[::1], float64[::1], float64, float64, float64, float64, int64[:, ::1])")
def count_magnitudes(
    left: Any, right: Any, low: Any, factor: Any, error_low: Any, error_factor: Any, counts: Any
) -> None:
    """Count (|L|, |d|) in logarithmic cells; row and column 0 are for what lies below."""
    across, up = counts.shape
    for i in range(len(left)):
        if np.isfinite(left[i]) and np.isfinite(right[i]):
            error = abs(left[i] - right[i])
            x = _log_place(abs(left[i]), low, factor, across - 1)
            # The difference of two huge numbers may be too large for a double.
            y = _log_place(error, error_low, error_factor, up - 1) if error < np.inf else up - 1
            counts[x, y] += 1
