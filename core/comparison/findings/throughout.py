"""Whether what the sums tell holds for most of the numbers, and not for a few large ones.

One huge value that rounding made 1 % smaller leaves sums that a factor of 0.99 explains, and two
that meet by chance leave a cosine of nearly 1.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings.facts import Cause, Numbers

_LARGE = 0.7
"""Share of the largest |L| from which on values are left out: what rounding does to the largest
says nothing of the others."""
_FEWEST = 8
"""Other values, and such as show a factor; fewer say nothing for or against."""
_NO_ROUNDING = 0.045
"""How far from 1 a factor is that codes of a sixteenth of an octave cannot leave, even cut off."""
_ENOUGH = 12.0
"""Equal values that would weigh as much as all do, (ΣL²)² / ΣL⁴: what rounding to logarithmic codes
does to fewer may look like a factor by chance. As many must show it, see ``_BEYOND_CHANCE``: of
noise one in exp(12 / 2) = 400 does at most, and a line explains the sums of few as it is."""
_AS_MUCH = 0.5
"""Share of the factor's excess, or of the offset, that the others must show."""
_MOST = 0.7
"""Share of the elements that must show the offset, or the factor where a few outweigh all others:
of normal noise that leaves a line 0.81 do."""
_COINCIDENCE, _MET = 0.002, 1.0 / 3.0
"""How rare it must be that so many come within half of what is due, were each to do so with the
second probability, as values that have nothing to do with each other do at most: of 11 it takes 9,
of 21 it takes 14. The sums of such values, of which one or two outweigh all others, lie on a line
once in 30 times; the others then tell."""
_MOST_COUNTED = 64
"""Values beyond which it is enough that most show the factor."""
_BEYOND_CHANCE = 20.0
"""(Σp)² / Σp² of products p that mean something: of signs drawn by lot it is reached once in
exp(20 / 2) = 22,000 times at most, however large a few of them are (Hoeffding 1963). Many moves
are tried of each pair."""
_RANKS_ALIKE = 0.5
"""Cosine of ranks about their mean that the sides of a move must have."""


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
        # Values that are all of one size, or next to none.
        others = sizes > 0.0
        if abs(excess) < _NO_ROUNDING or np.count_nonzero(others) < _FEWEST:
            return False
    left, right = left[others], right[others]
    gain = float(left @ right) / float(left @ left)
    if (gain - 1.0) / excess < _AS_MUCH:
        return False
    # By their squares one or two decide; so do not they alone, but enough, or nearly all.
    errors = right - left if excess > 0.0 else left - right
    return _weight(left, errors) >= _ENOUGH or _show(left, errors, excess, numbers)


def _show(left: NDArray[Any], errors: NDArray[Any], excess: float, numbers: Numbers) -> bool:
    """Whether nearly all values are off by the factor, of those that a format's step lets be."""
    due = np.abs(left * excess)
    can = due > numbers.facts.step
    errors, due = (errors * np.sign(left))[can], due[can]
    shown = int(np.count_nonzero(errors >= _AS_MUCH * due))
    if shown < max(_MOST * len(due), _FEWEST):
        return False
    if len(due) > _MOST_COUNTED:
        return True
    met = int(np.count_nonzero(np.abs(errors - due) <= _AS_MUCH * due))
    return _chance(met, len(due)) <= _COINCIDENCE


def _chance(met: int, of: int) -> float:
    """How often at least that many of so many meet what is due by chance."""
    return sum(
        math.comb(of, one) * _MET**one * (1.0 - _MET) ** (of - one) for one in range(met, of + 1)
    )


def is_backed(left: NDArray[Any], right: NDArray[Any]) -> bool:
    """Whether enough numbers agree, and not two or three large ones alone: the numbers themselves,
    or where a few outweigh all others, their ranks."""
    if _weight(left - left.mean(), right - right.mean()) >= _BEYOND_CHANCE:
        return True
    one, other = _centred_ranks(left), _centred_ranks(right)
    size = math.sqrt(float(one @ one) * float(other @ other))
    if size == 0.0 or float(one @ other) < _RANKS_ALIKE * size:
        return False
    return _weight(one, other) >= _BEYOND_CHANCE


def _weight(one: NDArray[Any], other: NDArray[Any]) -> float:
    """(Σp)² / Σp² of the products: how many equal ones would weigh as much; 0 where Σp < 0."""
    products = one * other
    largest = max(float(products.max()), -float(products.min()))
    if largest == 0.0:
        return 0.0
    # Relative ones, lest squares leave float64's range.
    products /= largest
    return max(float(products.sum()), 0.0) ** 2 / float(products @ products)


def _centred_ranks(numbers: NDArray[Any]) -> NDArray[np.float64]:
    """Ranks about their mean; equal numbers share one."""
    _, place, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2.0
    centred: NDArray[np.float64] = ranks[place] - (len(numbers) + 1) / 2.0
    return centred
