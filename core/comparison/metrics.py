"""Numbers about a pair of dumps: in ranges that can be merged, or all at once."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison import sum_places as places
from core.comparison.model import Metrics, NonFinite
from core.dumps.model import Values

MEASURING_VERSION = 10
"""To be raised by hand when the same files would give other numbers or causes: what was kept is
void then."""

_SMALLEST_SQUARED, _GREATEST_SQUARED = 1e-60, 1e140
"""Between these, squares and their sums stay well inside float64's range."""
_SMALLEST_NORMAL = 2.0**-1022
_NO_COUNTS = np.zeros(places.COUNTS, np.int64)
_NO_COUNTS[[places.LEFT_FIRST, places.RIGHT_FIRST, places.MAX_INDEX]] = -1
_NO_WHOLE, _NO_FLOATS = np.empty(0, np.int32), np.empty(0, np.float64)


def empty_sums(pairs: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Nothing summed yet: for each of ``pairs`` a row of sums and one of counts."""
    counts = np.empty((pairs, places.COUNTS), np.int64)
    counts[:] = _NO_COUNTS
    return np.zeros((pairs, places.SUMS)), counts


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over a range of elements; ranges merge into the same numbers as the whole.

    ``sums`` are float64 over the elements that are finite on both sides, ``counts`` int64; their
    places are named in ``sum_places``.
    """

    sums: NDArray[np.float64]
    counts: NDArray[np.int64]

    @classmethod
    def empty(cls) -> Moments:
        """Nothing summed yet."""
        (sums,), (counts,) = empty_sums(1)
        return cls(sums, counts)

    def merged(self, later: Moments) -> Moments:
        """The sums of this range and a ``later`` one together."""
        mine, its = self.counts, later.counts
        sums, counts = self.sums.copy(), mine + its
        _kernels().merge(sums, later.sums)
        for first in (places.LEFT_FIRST, places.RIGHT_FIRST):
            counts[first] = mine[first] if mine[first] >= 0 else its[first]
        worse = later.sums[places.MAX_ERROR] > self.sums[places.MAX_ERROR]
        take = its if worse or mine[places.MAX_INDEX] < 0 else mine
        counts[places.MAX_INDEX] = take[places.MAX_INDEX]
        counts[places.ONE_SIDED] = mine[places.ONE_SIDED] | its[places.ONE_SIDED]
        return Moments(sums, counts)

    def add(
        self,
        left: NDArray[np.float64] | NDArray[np.int32],
        left_scale: float,
        right: NDArray[np.float64] | NDArray[np.int32],
        right_scale: float,
        base: int,
    ) -> None:
        """Add as many numbers of both sides, flat and contiguous; value = number * scale.

        ``base`` is the index of the first within the whole; ranges come in their order.
        """
        left_whole, left_floats = (left, _NO_FLOATS) if _is_whole(left) else (_NO_WHOLE, left)
        right_whole, right_floats = (right, _NO_FLOATS) if _is_whole(right) else (_NO_WHOLE, right)
        _kernels().add_range(
            left_whole,
            left_floats,
            right_whole,
            right_floats,
            left_scale,
            right_scale,
            base,
            self.sums,
            self.counts,
        )

    def measure_on(self, left: tuple[Any, ...], right: tuple[Any, ...], base: int) -> int:
        """Read and add both sides' next numbers, as far as a kernel gets; see its ``measure_on``.

        Returns how many were added.
        """
        return int(_streaming().measure_on(left, right, base, self.sums, self.counts))


@dataclass(frozen=True, slots=True)
class Measured:
    """What measuring two dumps gave.

    ``metrics`` are None where lengths differ and where no element is finite on both sides.
    ``one_sided``: some element is NaN or Inf on one side and not the same on the other.
    ``elements`` were set against each other: all of them, or 0 where lengths differ.
    """

    metrics: Metrics | None
    left_non_finite: NonFinite
    right_non_finite: NonFinite
    one_sided: bool
    elements: int


@functools.cache
def _kernels() -> ModuleType:
    """Late: numba takes its time to import."""
    from core.comparison import metrics_kernels

    return metrics_kernels


@functools.cache
def _streaming() -> ModuleType:
    from core.comparison.measuring import streaming_kernel

    return streaming_kernel


def _is_whole(numbers: NDArray[Any]) -> bool:
    return numbers.dtype.kind == "i"


def measure(left: Values, right: Values) -> Measured:
    """Metrics of ``left`` against ``right``, accumulated in float64."""
    if len(left) != len(right):
        return Measured(None, NonFinite(), NonFinite(), False, 0)
    moments, units = _sums(left, right, 1.0, 1.0), ORDINARY
    fitting = fitting_units(moments)
    if fitting != units:
        units = fitting
        moments = joined(*(_sums(left, right, *sides) for sides in units.passes))
    return measured(moments, len(left), units)


def _sums(left: Values, right: Values, left_unit: float, right_unit: float) -> Moments:
    moments = Moments.empty()
    moments.add(
        _flat(left.numbers),
        left.scale / left_unit,
        _flat(right.numbers),
        right.scale / right_unit,
        0,
    )
    return moments


class Units(NamedTuple):
    """Powers of two that a pair is measured in, so that no square leaves float64's range."""

    errors: float
    left: float
    right: float

    @property
    def passes(self) -> Sequence[tuple[float, float]]:
        """Units of left and right for each time the numbers are summed up."""
        own, errors = (self.left, self.right), (self.errors, self.errors)
        return (errors,) if own == errors else (errors, own)


ORDINARY = Units(1.0, 1.0, 1.0)
"""What nearly every pair is measured in."""


def fitting_units(moments: Moments) -> Units:
    """The units for a pair, by its sums in ``ORDINARY`` ones.

    A side has a unit of its own only where its squares would vanish in that of both, and errors
    where theirs would.
    """
    sums = moments.sums.tolist()
    if sums[places.COUNT] == 0:
        return ORDINARY
    left = max(-sums[places.LEFT_MIN], sums[places.LEFT_MAX], 0.0)
    right = max(-sums[places.RIGHT_MIN], sums[places.RIGHT_MAX], 0.0)
    greatest, error = max(left, right), sums[places.MAX_ERROR]
    if (
        min(left, right) > _SMALLEST_SQUARED
        and greatest < _GREATEST_SQUARED
        and not 0.0 < error <= _SMALLEST_SQUARED
    ):
        return ORDINARY
    both = _unit(greatest, 1.0)
    # The difference of two huge numbers may be infinite; it is twice the greater one at the most.
    errors = _unit(error, both) if error < math.inf else both
    return Units(errors, _unit(left, both), _unit(right, both))


def _unit(greatest: float, usual: float) -> float:
    """``usual`` where the squares of numbers up to ``greatest`` are in range in it."""
    if greatest == 0.0 or _SMALLEST_SQUARED < greatest / usual < _GREATEST_SQUARED:
        return usual
    return math.ldexp(1.0, min(max(math.frexp(greatest)[1], -1000), 1023))


def joined(errors: Moments, own: Moments | None = None) -> Moments:
    """The sums of ``Units.passes``: errors from the first pass, the rest from the last.

    Numbers that are infinite in the errors' unit are equal on both sides, or their error would be
    greater than the greatest.
    """
    if own is None:
        return errors
    sums, counts = own.sums.copy(), own.counts.copy()
    of_errors = slice(places.ABSOLUTE_ERRORS, places.MAX_ERROR + 1)
    sums[of_errors] = errors.sums[of_errors]
    counts[places.MAX_INDEX] = errors.counts[places.MAX_INDEX]
    return Moments(sums, counts)


def measured(moments: Moments, elements: int, units: Units = ORDINARY) -> Measured:
    """What the sums over all ``elements`` of a pair mean; they are in ``units``."""
    counts = moments.counts.tolist()
    return Measured(
        metrics=_metrics(moments, units),
        left_non_finite=NonFinite(
            counts[places.LEFT_NAN], counts[places.LEFT_INF], counts[places.LEFT_FIRST]
        ),
        right_non_finite=NonFinite(
            counts[places.RIGHT_NAN], counts[places.RIGHT_INF], counts[places.RIGHT_FIRST]
        ),
        one_sided=bool(counts[places.ONE_SIDED]),
        elements=elements,
    )


def warm_up() -> None:
    """Compile the kernels or load them from the cache; the first run takes seconds."""
    ones = np.ones(2, np.float64)
    moments = Moments.empty()
    moments.add(ones, 1.0, ones, 1.0, 0)
    Moments.empty().merged(moments)
    _streaming()


def _flat(numbers: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(numbers, np.int32 if _is_whole(numbers) else np.float64).reshape(-1)


def _metrics(moments: Moments, units: Units) -> Metrics | None:
    """Formulas of the vendor's manual (see ``Metrics``); None where nothing was finite."""
    sums = moments.sums.tolist()
    count = sums[places.COUNT]
    if count == 0:
        return None
    left_mean, left_std = _mean_and_std(
        count,
        sums[places.LEFT_MEAN],
        sums[places.LEFT_M2],
        sums[places.LEFT_MIN],
        sums[places.LEFT_MAX],
    )
    right_mean, right_std = _mean_and_std(
        count,
        sums[places.RIGHT_MEAN],
        sums[places.RIGHT_M2],
        sums[places.RIGHT_MIN],
        sums[places.RIGHT_MAX],
    )
    left_squares, squared_errors = sums[places.LEFT_SQUARES], sums[places.SQUARED_ERRORS]
    unit = units.errors
    return Metrics(
        cosine_similarity=_cosine(sums[places.PRODUCTS], left_squares, sums[places.RIGHT_SQUARES]),
        max_absolute_error=sums[places.MAX_ERROR] * unit,
        relative_euclidean_distance=_in_units_of_left(
            _relative_distance(squared_errors, left_squares), units
        ),
        left_mean=left_mean * units.left,
        left_std=left_std * units.left,
        right_mean=right_mean * units.right,
        right_std=right_std * units.right,
        mean_absolute_error=sums[places.ABSOLUTE_ERRORS] / count * unit,
        root_mean_square_error=math.sqrt(squared_errors / count) * unit,
        sqnr_db=_sqnr(squared_errors, left_squares)
        - 20.0 * (math.log10(unit) - math.log10(units.left)),
        centred_cosine=_cosine(
            sums[places.CO_MOMENT],
            sums[places.LEFT_M2] if left_std else 0.0,
            sums[places.RIGHT_M2] if right_std else 0.0,
        ),
        max_error_index=int(moments.counts[places.MAX_INDEX]),
    )


def _mean_and_std(
    count: float, mean: float, moment: float, least: float, most: float
) -> tuple[float, float]:
    """Mean and population standard deviation; exact for a constant, which rounding is not."""
    if least == most:
        return least, 0.0
    return mean, math.sqrt(moment / count)


def _cosine(product: float, left_squares: float, right_squares: float) -> float:
    """Cosine from sums of products and squares: zero against zero is 1, against the rest 0.

    One root of the product of both sums, not two roots: sums without rounding then give the
    very number, 1 for equal sides and 0.99 where it is 0.99.
    """
    if left_squares == 0.0 or right_squares == 0.0:
        return 1.0 if left_squares == right_squares else 0.0
    together = left_squares * right_squares
    if math.isinf(together) or together < _SMALLEST_NORMAL:
        cosine = product / math.sqrt(left_squares) / math.sqrt(right_squares)
    else:
        cosine = product / math.sqrt(together)
    return min(1.0, max(-1.0, cosine))


def _relative_distance(squared_errors: float, left_squares: float) -> float:
    """‖d‖ / ‖L‖: +inf where only the left side is all zero."""
    if squared_errors == 0.0:
        return 0.0
    if left_squares == 0.0:
        return math.inf
    ratio = squared_errors / left_squares
    if _SMALLEST_NORMAL <= ratio < math.inf:
        return math.sqrt(ratio)
    return math.sqrt(squared_errors) / math.sqrt(left_squares)


def _in_units_of_left(distance: float, units: Units) -> float:
    """A distance of errors and left side, each in its unit: their ratio may leave float64's range
    where the distance does not."""
    powers = math.frexp(units.errors)[1] - math.frexp(units.left)[1]
    try:
        return math.ldexp(distance, powers)
    except OverflowError:
        return math.inf


def _sqnr(squared_errors: float, left_squares: float) -> float:
    """10·log10(ΣL² / Σd²): +inf for equal sides, −inf where only the left side is all zero."""
    if squared_errors == 0.0:
        return math.inf
    if left_squares == 0.0:
        return -math.inf
    ratio = left_squares / squared_errors
    if _SMALLEST_NORMAL <= ratio < math.inf:
        return 10.0 * math.log10(ratio)
    return 10.0 * (math.log10(left_squares) - math.log10(squared_errors))
