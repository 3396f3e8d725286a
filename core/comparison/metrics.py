"""Numbers about a pair of dumps: in ranges that can be merged, or all at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparison.model import Metrics, NonFinite
from core.dumps.model import Values

RANGE = 1 << 22
"""Elements between two looks at ``check``: about 10 ms."""


_SMALLEST_SQUARED, _GREATEST_SQUARED = 1e-60, 1e140
"""Between these, squares and their sums stay well inside float64's range."""
_SMALLEST_NORMAL = 2.0**-1022


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over a range of elements; ranges merge into the same numbers as the whole.

    ``sums`` are float64 over the elements that are finite on both sides, ``counts`` int64; their
    places are named in ``metrics_kernels``.
    """

    sums: NDArray[np.float64]
    counts: NDArray[np.int64]

    @classmethod
    def empty(cls) -> Moments:
        """Nothing summed yet."""
        from core.comparison import metrics_kernels as kernels

        counts = np.zeros(kernels.COUNTS, np.int64)
        counts[[kernels.LEFT_FIRST, kernels.RIGHT_FIRST, kernels.MAX_INDEX]] = -1
        return cls(np.zeros(kernels.SUMS), counts)

    def merged(self, later: Moments) -> Moments:
        """The sums of this range and a ``later`` one together."""
        from core.comparison import metrics_kernels as kernels

        mine, its = self.counts, later.counts
        sums, counts = self.sums.copy(), mine + its
        kernels.merge(sums, later.sums)
        for first in (kernels.LEFT_FIRST, kernels.RIGHT_FIRST):
            counts[first] = mine[first] if mine[first] >= 0 else its[first]
        worse = later.sums[kernels.MAX_ERROR] > self.sums[kernels.MAX_ERROR]
        take = its if worse or mine[kernels.MAX_INDEX] < 0 else mine
        counts[kernels.MAX_INDEX] = take[kernels.MAX_INDEX]
        counts[kernels.ONE_SIDED] = mine[kernels.ONE_SIDED] | its[kernels.ONE_SIDED]
        return Moments(sums, counts)


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


def sum_range(left: Values, right: Values, start: int, stop: int) -> Moments:
    """Sums over elements ``start:stop`` of both sides.

    Raises:
        ValueError: the range reaches beyond one of the sides.
    """
    from core.comparison import metrics_kernels as kernels

    if not 0 <= start <= stop <= min(len(left), len(right)):
        raise ValueError(
            f"range {start}:{stop} reaches beyond {len(left)} or {len(right)} elements"
        )
    moments = Moments.empty()
    kernels.sum_range(
        *_whole_and_floats(left.numbers),
        *_whole_and_floats(right.numbers),
        start,
        stop,
        float(left.scale),
        float(right.scale),
        moments.sums,
        moments.counts,
    )
    return moments


def measure(left: Values, right: Values, check: Callable[[], None] | None = None) -> Measured:
    """Metrics of ``left`` against ``right``, accumulated in float64.

    ``check`` is called every few million elements and may raise to give up.
    """
    if len(left) != len(right):
        return Measured(None, NonFinite(), NonFinite(), False, 0)
    moments = _sum_all(left, right, check)
    unit = _fitting_unit(moments)
    if unit != 1.0:
        left = replace(left, scale=left.scale / unit)
        right = replace(right, scale=right.scale / unit)
        moments = _sum_all(left, right, check)
    return measured(moments, len(left), unit)


def _sum_all(left: Values, right: Values, check: Callable[[], None] | None) -> Moments:
    moments = Moments.empty()
    for start in range(0, len(left), RANGE):
        if check is not None:
            check()
        part = sum_range(left, right, start, min(start + RANGE, len(left)))
        moments = moments.merged(part)
    return moments


def _fitting_unit(moments: Moments) -> float:
    """The power of two to measure in, so that no square leaves float64's range; mostly 1."""
    from core.comparison import metrics_kernels as kernels

    if moments.sums[kernels.COUNT] == 0:
        return 1.0
    extremes = moments.sums[kernels.LEFT_MIN : kernels.RIGHT_MAX + 1]
    greatest = float(np.max(np.abs(extremes)))
    if greatest == 0.0 or _SMALLEST_SQUARED < greatest < _GREATEST_SQUARED:
        return 1.0
    return math.ldexp(1.0, min(max(math.frexp(greatest)[1], -1000), 1023))


def measured(moments: Moments, elements: int, unit: float = 1.0) -> Measured:
    """What the sums over all ``elements`` of a pair mean; they are in units of ``unit``."""
    from core.comparison import metrics_kernels as kernels

    counts = [int(count) for count in moments.counts]
    return Measured(
        metrics=_metrics(moments, unit),
        left_non_finite=NonFinite(
            counts[kernels.LEFT_NAN], counts[kernels.LEFT_INF], counts[kernels.LEFT_FIRST]
        ),
        right_non_finite=NonFinite(
            counts[kernels.RIGHT_NAN], counts[kernels.RIGHT_INF], counts[kernels.RIGHT_FIRST]
        ),
        one_sided=bool(counts[kernels.ONE_SIDED]),
        elements=elements,
    )


def warm_up() -> None:
    """Compile the kernels or load them from the cache; the first run takes seconds."""
    values = Values(np.ones(2, np.float64))
    Moments.empty().merged(sum_range(values, values, 0, 2))


def _whole_and_floats(
    numbers: NDArray[Any],
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The numbers as the kernel wants them: int32 and float64, one of them empty."""
    whole = numbers if numbers.dtype.kind == "i" else np.empty(0, np.int32)
    floats = np.empty(0) if numbers.dtype.kind == "i" else numbers
    return _flat(whole, np.int32), _flat(floats, np.float64)


def _flat(numbers: NDArray[Any], kind: type[Any]) -> NDArray[Any]:
    flat = np.ascontiguousarray(numbers, kind).reshape(-1).view()
    flat.flags.writeable = False
    return flat


def _metrics(moments: Moments, unit: float) -> Metrics | None:
    """Formulas of the vendor's manual (see ``Metrics``); None where nothing was finite."""
    from core.comparison import metrics_kernels as kernels

    sums = [float(value) for value in moments.sums]
    count = sums[kernels.COUNT]
    if count == 0:
        return None
    left_mean, left_std = _mean_and_std(
        count,
        sums[kernels.LEFT_MEAN],
        sums[kernels.LEFT_M2],
        sums[kernels.LEFT_MIN],
        sums[kernels.LEFT_MAX],
    )
    right_mean, right_std = _mean_and_std(
        count,
        sums[kernels.RIGHT_MEAN],
        sums[kernels.RIGHT_M2],
        sums[kernels.RIGHT_MIN],
        sums[kernels.RIGHT_MAX],
    )
    left_squares, squared_errors = sums[kernels.LEFT_SQUARES], sums[kernels.SQUARED_ERRORS]
    return Metrics(
        cosine_similarity=_cosine(
            sums[kernels.PRODUCTS], left_squares, sums[kernels.RIGHT_SQUARES]
        ),
        max_absolute_error=sums[kernels.MAX_ERROR] * unit,
        relative_euclidean_distance=_relative_distance(squared_errors, left_squares),
        left_mean=left_mean * unit,
        left_std=left_std * unit,
        right_mean=right_mean * unit,
        right_std=right_std * unit,
        mean_absolute_error=sums[kernels.ABSOLUTE_ERRORS] / count * unit,
        root_mean_square_error=math.sqrt(squared_errors / count) * unit,
        sqnr_db=_sqnr(squared_errors, left_squares),
        centred_cosine=_cosine(
            sums[kernels.CO_MOMENT],
            sums[kernels.LEFT_M2] if left_std else 0.0,
            sums[kernels.RIGHT_M2] if right_std else 0.0,
        ),
        max_error_index=int(moments.counts[kernels.MAX_INDEX]),
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
    return math.sqrt(squared_errors / left_squares) if left_squares else math.inf


def _sqnr(squared_errors: float, left_squares: float) -> float:
    """10·log10(ΣL² / Σd²): +inf for equal sides, −inf where only the left side is all zero."""
    if squared_errors == 0.0:
        return math.inf
    return 10.0 * math.log10(left_squares / squared_errors) if left_squares else -math.inf
