"""What a line leaves over, compiled: without Python's lock.

``left`` and ``right`` are float64, equally long, a piece of the elements that stand on both sides.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import kernel


@kernel("void(float64[::1], float64[::1], float64, float64, float64, float64, float64[::1])")
def add_residuals(
    left: Any, right: Any, left_factor: Any, right_factor: Any, gain: Any, offset: Any, sums: Any
) -> None:
    """Σ(r − f)², Σf², Σr² and Σfr with r = R·``right_factor`` and f = gain·L·``left_factor`` +
    offset."""
    residuals = fits = squares = products = 0.0
    for i in range(len(left)):
        if np.isfinite(left[i]) and np.isfinite(right[i]):
            r = right[i] * right_factor
            f = gain * (left[i] * left_factor) + offset
            residuals += (r - f) * (r - f)
            fits += f * f
            squares += r * r
            products += f * r
    sums[0] += residuals
    sums[1] += fits
    sums[2] += squares
    sums[3] += products
