"""What detectors look at: facts that cost nothing, numbers where they are wanted, and a cause."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.model import Metrics, Severity
from core.dumps.formats import FixedPoint

Shape = tuple[int, int, int]

EXPLAINED = 0.75
"""Share of Σd² that a cause must explain to be named: what is left is half of the error or less."""


class Cause(NamedTuple):
    """A cause in no language: its sentence is made of this."""

    code: str
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a pair once it is measured, without a look at its numbers.

    L = left, R = right, d = R − L here: a positive offset is one of the right side.
    """

    metrics: Metrics
    elements: int
    severity: Severity
    shape: Shape | None
    """(C, H, W) that fits ``elements``."""
    left_format: FixedPoint | None = None
    """Of a fixed point file; None for any other."""
    right_format: FixedPoint | None = None

    @property
    def mean_square_error(self) -> float:
        """mean d²."""
        return self.metrics.root_mean_square_error**2

    @property
    def left_square(self) -> float:
        """mean L²."""
        return self.metrics.left_mean**2 + self.metrics.left_std**2

    @property
    def right_square(self) -> float:
        """mean R²."""
        return self.metrics.right_mean**2 + self.metrics.right_std**2

    @property
    def offset(self) -> float:
        """mean R − mean L: the constant that leaves the least squares."""
        return self.metrics.right_mean - self.metrics.left_mean

    @property
    def offset_share(self) -> float:
        """(mean d)² / mean d²: the share of the error that is one constant."""
        return self.offset**2 / self.mean_square_error

    @property
    def gain(self) -> float:
        """L·R / ‖L‖²: the factor that leaves the least squares."""
        return self.metrics.cosine_similarity * math.sqrt(self.right_square / self.left_square)

    @property
    def gain_share(self) -> float:
        """1 − ‖R − gL‖² / ‖d‖² with ‖R − gL‖² = ‖R‖²·(1 − cos²)."""
        left_over = self.right_square * (1.0 - self.metrics.cosine_similarity**2)
        return 1.0 - left_over / self.mean_square_error

    @property
    def slope(self) -> float:
        """Of the straight line through R over L: 1 where R is L with noise of its own."""
        metrics = self.metrics
        if metrics.left_std == 0.0:
            return math.nan
        return metrics.centred_cosine * metrics.right_std / metrics.left_std

    @property
    def spread(self) -> float:
        """mean |d| / √ mean d²: 0.80 for normal noise, 0.87 for even, less where few err."""
        return self.metrics.mean_absolute_error / self.metrics.root_mean_square_error

    @property
    def peak(self) -> float:
        """max |d| / √ mean d²."""
        return self.metrics.max_absolute_error / self.metrics.root_mean_square_error

    @property
    def step(self) -> float:
        """The coarser one of the steps of both files, 0 where neither is fixed point."""
        formats = (self.left_format, self.right_format)
        return max((form.scale for form in formats if form is not None), default=0.0)

    def can_hold(self, error_share: float, element_share: float, unevenness: float = 1.0) -> bool:
        """Whether so few of the elements can carry so much of Σd², by ``spread`` alone.

        By Cauchy and Schwarz mean |d| ≤ √(s·f) + √((1−s)·(1−f)) in units of √ mean d² where a
        share f of the elements carries the share s of Σd²; the bound falls with s ≥ f. It is
        reached where all errors of each part are of one size: ``unevenness`` is what part of it
        others reach.
        """
        few = math.sqrt(error_share * element_share)
        many = math.sqrt((1.0 - error_share) * (1.0 - element_share))
        return self.spread <= unevenness * (few + many) + 1e-9


class Survey(NamedTuple):
    """What one pass over the numbers gave; see ``kernel_places``."""

    sums: list[float]
    by_channel: NDArray[np.float64]
    """Channels × sums; a single channel where there is no shape."""
    plane: NDArray[np.float64]
    """Σd² of each place of the picture, over all channels."""


class Numbers:
    """The numbers of both sides, or their beginnings, flat, float64 and finite.

    Beginnings end with a channel where there is a shape. One pass over all of them is made when
    the first sum is asked for.
    """

    def __init__(self, left: NDArray[np.float64], right: NDArray[np.float64], facts: Facts) -> None:
        self.left = left
        self.right = right
        self.facts = facts
        self.whole = len(left) == facts.elements
        self._survey: Survey | None = None

    def __len__(self) -> int:
        return len(self.left)

    @property
    def survey(self) -> Survey:
        """The sums of one pass."""
        if self._survey is None:
            self._survey = self._make_survey()
        return self._survey

    def _make_survey(self) -> Survey:
        from core.comparison.findings import kernels  # late: numba takes its time to import

        shape = self.facts.shape
        # Without a shape nothing is asked of the plane: any size will do.
        height, width = (len(self), 1) if shape is None else shape[1:]
        channels = len(self) // (height * width)
        sums = np.zeros(places.WHOLE)
        by_channel = np.zeros((channels, places.OF_CHANNEL))
        plane = np.zeros((height, width))
        kernels.survey(self.left, self.right, channels, height, width, sums, by_channel, plane)
        return Survey(sums.tolist(), by_channel, plane)

    @property
    def error(self) -> float:
        """Σd² of what is here."""
        return self.survey.sums[places.ERROR]

    @property
    def whole_error(self) -> float:
        """Σd² of the whole pair."""
        return self.error if self.whole else self.facts.mean_square_error * self.facts.elements

    def by_channel(self, numbers: NDArray[Any]) -> NDArray[Any]:
        """Channels × elements of one: a view."""
        return numbers.reshape(len(self.survey.by_channel), -1)
