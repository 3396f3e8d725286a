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
    offset, and behind them max |r − f|."""
    residuals = fits = squares = products = largest = 0.0
    for i in range(len(left)):
        if np.isfinite(left[i]) and np.isfinite(right[i]):
            r = right[i] * right_factor
            f = gain * (left[i] * left_factor) + offset
            residuals += (r - f) * (r - f)
            largest = max(largest, abs(r - f))
            fits += f * f
            squares += r * r
            products += f * r
    sums[0] += residuals
    sums[1] += fits
    sums[2] += squares
    sums[3] += products
    sums[4] = max(sums[4], largest)


@kernel("void(float64[::1], float64[::1], float64, float64, float64[::1])")
def add_to_norm(left: Any, right: Any, gain: Any, offset: Any, norm: Any) -> None:
    """The largest |R − gain·L − offset|, and the sum of the squares of all of them in its unit.

    Both grow with every piece, so that no square leaves float64's range: source: Hammarling's
    ``dnrm2`` of the reference BLAS (1978).
    """
    largest, squares = norm[0], norm[1]
    for i in range(len(left)):
        if np.isfinite(left[i]) and np.isfinite(right[i]):
            d = abs(right[i] - (gain * left[i] + offset))
            if d > largest:
                squares = 1.0 + squares * (largest / d) * (largest / d)
                largest = d
            elif d > 0.0:
                squares += (d / largest) * (d / largest)
    norm[0], norm[1] = largest, squares
