"""What detectors look at: facts that cost nothing, numbers where they are wanted, and a cause."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.model import Metrics, Severity
from core.dumps.formats import FixedPoint

Shape = tuple[int, int, int]

_NO_CODES = np.empty(0, np.int32)

EXPLAINED = 0.75
"""Share of Σd² that a cause must explain to be named: what is left is half of the error or less."""

CLOSE = 0.1
"""Relative distance up to which nothing but a line is looked for in a good pair: 16 bits leave less
in nearly all layers, and a channel of 64 that is dead makes 0.12."""


class Cause(NamedTuple):
    """A cause in no language: its sentence is made of this."""

    code: str
    evidence: Mapping[str, Any]


class Facts:
    """What is known of a pair once it is measured, without a look at its numbers.

    L = left, R = right, d = R − L here: a positive offset is one of the right side. Each number is
    worked out once: most are asked for many times. Not-defined ones are NaN.
    """

    __slots__ = (
        "elements",
        "gain",
        "gain_share",
        "left_format",
        "left_square",
        "mean_square_error",
        "metrics",
        "offset",
        "offset_share",
        "peak",
        "right_format",
        "right_square",
        "severity",
        "shape",
        "slope",
        "spread",
    )

    def __init__(
        self,
        metrics: Metrics,
        elements: int,
        severity: Severity,
        shape: Shape | None,
        left_format: FixedPoint | None = None,
        right_format: FixedPoint | None = None,
    ) -> None:
        """``shape``: (C, H, W) that fits ``elements``; formats: of a fixed point file alone."""
        self.metrics = metrics
        self.elements = elements
        self.severity = severity
        self.shape = shape
        self.left_format = left_format
        self.right_format = right_format
        cosine, rmse = metrics.cosine_similarity, metrics.root_mean_square_error
        left_mean, left_std = metrics.left_mean, metrics.left_std
        right_mean, right_std = metrics.right_mean, metrics.right_std
        # Products rather than powers: those raise an error where they leave float64's range.
        self.mean_square_error = error = rmse * rmse
        """mean d²."""
        self.left_square = left_square = left_mean * left_mean + left_std * left_std
        """mean L²."""
        self.right_square = right_square = right_mean * right_mean + right_std * right_std
        """mean R²."""
        self.offset = offset = right_mean - left_mean
        """The constant that leaves the least squares."""
        self.offset_share = offset * offset / error if error else math.nan
        """(mean d)² / mean d²: the share of the error that is one constant."""
        self.gain = cosine * math.sqrt(right_square / left_square) if left_square else math.nan
        """L·R / ‖L‖²: the factor that leaves the least squares."""
        left_over = right_square * (1.0 - cosine * cosine)
        self.gain_share = 1.0 - left_over / error if error else math.nan
        """1 − ‖R − gL‖² / ‖d‖² with ‖R − gL‖² = ‖R‖²·(1 − cos²)."""
        self.slope = metrics.centred_cosine * right_std / left_std if left_std else math.nan
        """Of the straight line through R over L: 1 where R is L with noise of its own."""
        self.spread = metrics.mean_absolute_error / rmse if rmse else math.nan
        """mean |d| / √ mean d²: 0.80 for normal noise, 0.87 for even, less where few err."""
        self.peak = metrics.max_absolute_error / rmse if rmse else math.nan
        """max |d| / √ mean d²."""

    @property
    def is_close(self) -> bool:
        """Whether a pair is good and no more than a little apart: what is left is noise."""
        is_good = self.severity is Severity.GOOD
        return is_good and not self.metrics.relative_euclidean_distance > CLOSE

    @property
    def step(self) -> float:
        """The coarser one of the steps of both files, 0 where neither is fixed point."""
        left, right = self.left_format, self.right_format
        return max(left.scale if left else 0.0, right.scale if right else 0.0)

    def can_hold(self, error_share: float, element_share: float, unevenness: float = 1.0) -> bool:
        """Whether so few of the elements can carry so much of Σd², by ``spread`` alone.

        By Cauchy and Schwarz mean |d| ≤ √(s·f) + √((1−s)·(1−f)) in units of √ mean d² where a
        share f of the elements carries the share s of Σd²; the bound falls with s ≥ f. It is
        reached where all errors of each part are of one size: ``unevenness`` is what part of it
        others reach.
        """
        few = math.sqrt(error_share * element_share)
        # A share of sums may be beyond 1 by its rounding.
        many = math.sqrt(max(1.0 - error_share, 0.0) * max(1.0 - element_share, 0.0))
        return self.spread <= unevenness * (few + many) + 1e-9


WIDEST_BORDER = 3
"""Rows and columns; in a small picture at most a quarter of it."""


def widest_border(height: int, width: int) -> int:
    """Rows and columns that may be the border of a picture."""
    return min(WIDEST_BORDER, min(height, width) // 4)


class Half(NamedTuple):
    """One side's numbers: ``values``, or room for them and the codes that give them."""

    values: NDArray[np.float64]
    codes: NDArray[np.int32] = _NO_CODES
    scale: float = 1.0
    """value = code · scale."""


class Numbers:
    """The numbers of both sides, or their beginnings, flat, equally long, float64 and finite.

    Beginnings end with a channel where there is a shape. One pass over all of them is made at once;
    see ``kernel_places`` for its sums.
    """

    __slots__ = ("by_channel", "error", "facts", "left", "plane", "right", "sums", "whole")

    def __init__(self, left: Half, right: Half, facts: Facts) -> None:
        self.left = left.values
        self.right = right.values
        self.facts = facts
        self.whole = len(self.left) == facts.elements
        # Without a shape nothing is asked of the plane: any size will do.
        height, width = (len(self.left), 1) if facts.shape is None else facts.shape[1:]
        sums = np.empty(places.WHOLE)
        self.by_channel = np.empty((len(self.left) // (height * width), places.OF_CHANNEL))
        """Channels × sums; a single channel where there is no shape."""
        self.plane = np.empty((height, width))
        """Σd² of each place of the picture, over all channels."""
        kernels().survey(
            *left, *right, widest_border(height, width), sums, self.by_channel, self.plane
        )
        self.sums: list[float] = sums.tolist()
        self.error = self.sums[places.ERROR]
        """Σd² of what is here."""

    def __len__(self) -> int:
        return len(self.left)

    @property
    def whole_error(self) -> float:
        """Σd² of the whole pair."""
        return self.error if self.whole else self.facts.mean_square_error * self.facts.elements

    def of_channels(self, numbers: NDArray[Any]) -> NDArray[Any]:
        """Channels × elements of one: a view."""
        return numbers.reshape(len(self.by_channel), -1)


@functools.cache
def kernels() -> ModuleType:
    """Late: numba takes its time to import."""
    from core.comparison.findings import kernels

    return kernels


@functools.cache
def kernels_of_parts() -> ModuleType:
    """The same, of parts of a layer."""
    from core.comparison.findings import kernels_of_parts

    return kernels_of_parts
