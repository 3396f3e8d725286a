"""What each channel of a pair contributes to its error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.comparison.deeper import places_of_sums as places
from core.comparison.deeper.walk import AT_ONCE, Walk
from core.comparison.elements import Elements
from core.errors import CosightError
from core.messages import translate

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]

MOST_CHANNELS = 1 << 16
"""Channels that are told apart: whatever the shape, they take a fixed amount of memory."""

_SMALLEST, _GREATEST = 1e-60, 1e140
"""Between these the squares of numbers, and their sums, stay well inside float64's range."""
_NEAR_OVERFLOW = 2.0**1022


@dataclass(frozen=True, slots=True)
class ChannelTable:
    """A row each channel, over its elements that are finite on both sides.

    L = left, R = right, d = L − R. A channel without such an element has NaN throughout and no
    share. Formulas as in ``Metrics``: all-zero against all-zero has a cosine of 1, and an SQNR of
    +inf like all equal sides.
    """

    size: int
    """Elements of a channel."""
    elements: Counts
    """Of these so many are finite on both sides."""
    cosine_similarity: Numbers
    """L·R / (‖L‖‖R‖)."""
    max_absolute_error: Numbers
    """max |d|."""
    mean_error: Numbers
    """mean d: the bias, positive where the left side is larger."""
    root_mean_square_error: Numbers
    """√ mean d²."""
    sqnr_db: Numbers
    """10·log10(ΣL² / Σd²), in dB; −inf where only L is all zero."""
    share_of_error: Numbers
    """Σd² over that of all channels; NaN where there is no error at all."""
    worst: Counts
    """The element of max |d|; −1 for none."""

    def __len__(self) -> int:
        return len(self.elements)


def channel_table(elements: Elements, channels: int, walk: Walk = AT_ONCE) -> ChannelTable:
    """The table of ``channels`` equal runs of the elements that stand on both sides.

    Two passes where squares would leave float64's range: then each channel is summed in powers of
    two of its own, which changes no digit. One otherwise.

    Raises:
        Cancelled: the walk was ended.
        CosightError: there are more channels than are told apart.
        ValueError: the elements cannot be shared out.
    """
    if channels < 1 or elements.common % channels:
        raise ValueError(f"{elements.common} elements are no {channels} channels")
    if channels > MOST_CHANNELS:
        raise CosightError(
            translate("core", "Of {count} channels no table is made: {most} are the most").format(
                count=f"{channels:,}", most=f"{MOST_CHANNELS:,}"
            )
        )
    exponents = np.zeros((channels, places.FACTORS), np.int64)
    sums, counts = _summed(elements, channels, exponents, walk, (0.0, 1.0))
    if _leave_the_range(sums):
        exponents = _exponents(sums)
        sums, counts = _summed(elements, channels, exponents, walk, (0.0, 1.0))
    return _table(elements.common // channels, sums, counts, exponents)


def _summed(
    elements: Elements,
    channels: int,
    exponents: NDArray[np.int64],
    walk: Walk,
    share: tuple[float, float],
) -> tuple[Numbers, Counts]:
    from core.comparison.deeper import channels_kernels as kernels  # late: numba takes its time

    sums = np.zeros((channels, places.SUMS))
    counts = np.zeros((channels, places.COUNTS), np.int64)
    counts[:, places.WORST] = -1
    factors = np.ldexp(1.0, -exponents)
    size = max(1, elements.common // channels)
    for start, stop in walk.pieces(0, elements.common, share):
        kernels.add_channels(*elements.both(start, stop), start, size, factors, sums, counts)
    return sums, counts


def _leave_the_range(sums: Numbers) -> bool:
    extremes = sums[:, [places.LARGEST, places.ABSOLUTE_LEFT, places.ABSOLUTE_RIGHT]]
    usual = (extremes == 0.0) | ((extremes > _SMALLEST) & (extremes < _GREATEST))
    return not bool(usual.all())


def _exponents(sums: Numbers) -> NDArray[np.int64]:
    """Powers of two by which each channel's numbers are divided, by its extremes."""
    left, right = sums[:, places.ABSOLUTE_LEFT], sums[:, places.ABSOLUTE_RIGHT]
    found = np.zeros((len(sums), places.FACTORS), np.int64)
    # An eighth of both keeps their difference in range.
    found[:, places.PAIR_UNIT] = np.where(np.maximum(left, right) >= _NEAR_OVERFLOW / 8, 3, 0)
    largest = np.minimum(sums[:, places.LARGEST], np.finfo(np.float64).max)
    found[:, places.PAIR_UNIT + 1] = _fitting(largest) - found[:, places.PAIR_UNIT]
    found[:, places.LEFT_UNIT] = _fitting(left)
    found[:, places.RIGHT_UNIT] = _fitting(right)
    return found


def _fitting(greatest: Numbers) -> NDArray[np.int64]:
    exponents = np.clip(np.frexp(greatest)[1], -1000, 1020).astype(np.int64)
    in_range = (greatest == 0.0) | ((greatest > _SMALLEST) & (greatest < _GREATEST))
    return np.where(in_range, 0, exponents)


def _table(size: int, sums: Numbers, counts: Counts, exponents: NDArray[np.int64]) -> ChannelTable:
    count = counts[:, places.COUNT]
    errors = exponents[:, places.PAIR_UNIT] + exponents[:, places.PAIR_UNIT + 1]
    squares, left_squares = sums[:, places.SQUARES], sums[:, places.LEFT_SQUARES]
    # 0 / 0 is the NaN of a channel without numbers, and a number may be too large for a double.
    with np.errstate(all="ignore"):
        mean = np.ldexp(sums[:, places.ERRORS] / count, errors)
        root = np.ldexp(np.sqrt(squares / count), errors)
        largest = np.where(count > 0, np.ldexp(sums[:, places.LARGEST], errors), np.nan)
        ratio = np.log10(left_squares) - np.log10(squares)
        octaves = exponents[:, places.LEFT_UNIT] - errors
        sqnr = 10.0 * ratio + 20.0 * np.log10(2.0) * octaves
    sqnr = np.where(squares == 0.0, np.inf, np.where(left_squares == 0.0, -np.inf, sqnr))
    return ChannelTable(
        size=size,
        elements=count,
        cosine_similarity=np.where(count > 0, _cosines(sums), np.nan),
        max_absolute_error=largest,
        mean_error=mean,
        root_mean_square_error=root,
        sqnr_db=np.where(count > 0, sqnr, np.nan),
        share_of_error=np.where(count > 0, _shares(squares, errors), np.nan),
        worst=counts[:, places.WORST],
    )


def _cosines(sums: Numbers) -> Numbers:
    """Zero against zero is 1, against the rest 0; never beyond 1 by rounding."""
    left, right = sums[:, places.LEFT_SQUARES], sums[:, places.RIGHT_SQUARES]
    with np.errstate(all="ignore"):
        cosines = np.clip(sums[:, places.PRODUCTS] / np.sqrt(left * right), -1.0, 1.0)
    return np.where((left == 0.0) | (right == 0.0), np.where(left == right, 1.0, 0.0), cosines)


def _shares(squares: Numbers, exponents: NDArray[np.int64]) -> Numbers:
    """Of Σd², whatever unit each channel was summed in."""
    there = squares > 0.0
    if not there.any():
        return np.full(len(squares), np.nan)
    most = int(exponents[there].max())
    with np.errstate(under="ignore"):
        together = np.ldexp(squares, 2 * (exponents - most).clip(-1000, 0))
    shares: Numbers = together / together.sum()
    return shares
