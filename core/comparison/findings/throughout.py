"""Whether a line that the sums tell holds for most of the numbers, and not for a few large ones.

One huge value that rounding made 1 % smaller leaves sums that a factor of 0.99 explains.
"""

from __future__ import annotations

import numpy as np

from core.comparison.findings.facts import Cause, Numbers

_LARGE = 0.7
"""Share of the largest |L| from which on values are left out: what rounding does to the largest
says nothing of the others."""
_FEWEST = 8
"""Other values; fewer say nothing for or against."""
_NO_ROUNDING = 0.045
"""How far from 1 a factor is that codes of a sixteenth of an octave cannot leave, even cut off."""
_ENOUGH = 12.0
"""Equal values that would weigh as much as all do, (ΣL²)² / ΣL⁴: what rounding to logarithmic codes
does to fewer may look like a factor by chance."""
_AS_MUCH = 0.5
"""Share of the factor's excess, or of the offset, that the others must show."""
_MOST = 0.7
"""Share of the elements that must show the offset: of normal noise that leaves a line 0.81 do."""


def holds_throughout(cause: Cause, numbers: Numbers) -> bool:
    """Whether a line's factor is found without the largest values, its offset nearly everywhere."""
    left, right = numbers.left, numbers.right
    if cause.code == "constant_offset":
        errors = (right - left) / float(cause.evidence["offset"])
        return int(np.count_nonzero(errors >= _AS_MUCH)) >= _MOST * len(errors)
    excess = float(cause.evidence["gain"]) - 1.0
    sizes = np.abs(left)
    if sizes.max() == 0.0:
        # The beginning of a large pair.
        return True
    # Relative ones, lest fourth powers leave float64's range.
    squares = np.square(sizes / sizes.max())
    few = float(squares.sum()) ** 2 < _ENOUGH * float(np.square(squares).sum())
    if few and abs(excess) < _NO_ROUNDING:
        return False
    others = (sizes < _LARGE * sizes.max()) & (sizes > 0.0)
    if np.count_nonzero(others) < _FEWEST:
        return abs(excess) >= _NO_ROUNDING
    left, right = left[others], right[others]
    gain = float(left @ right) / float(left @ left)
    return (gain - 1.0) / excess >= _AS_MUCH
