"""The part that two blobs have in common where one has a row or column more.

What it is says the finding ``cropped`` of the pair (``core.comparison.findings.cropping``), which
compares the overlap both ways: aligned at its first, or at its last row and column.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparison.deeper.shapes import Shape
from core.comparison.deeper.walk import AT_ONCE, Walk
from core.comparison.elements import PIECE, Elements
from core.comparison.model import Finding
from core.dumps.model import Values
from core.dumps.text_file import Cancelled


@dataclass(frozen=True, slots=True)
class Overlap:
    """(C, H, W) of both sides and of what they have in common.

    ``at_start``: the surplus rows and columns come first, so the last ones lie on each other.
    """

    left: Shape
    right: Shape
    shape: Shape
    at_start: bool

    @classmethod
    def of(cls, findings: Sequence[Finding], left_count: int, right_count: int) -> Overlap | None:
        """What a finding says of sides of so many elements; None where none does."""
        for finding in findings:
            if finding.code != "cropped":
                continue
            evidence = finding.evidence
            left, right = _shape(evidence.get("left_shape")), _shape(evidence.get("right_shape"))
            if left is None or right is None or left[0] != right[0]:
                continue
            if (math.prod(left), math.prod(right)) != (left_count, right_count):
                continue
            shape = left[0], min(left[1], right[1]), min(left[2], right[2])
            return cls(left, right, shape, evidence.get("surplus_at") == "start")
        return None

    def cut(self, elements: Elements, walk: Walk = AT_ONCE) -> Elements:
        """The elements of the part in common, in order; a copy of it.

        Raises:
            Cancelled: the walk was ended.
        """
        return Elements(
            self._cut_side(elements.left, self.left, walk, (0.0, 0.5)),
            self._cut_side(elements.right, self.right, walk, (0.5, 1.0)),
        )

    def _cut_side(
        self, values: Values, whole: Shape, walk: Walk, share: tuple[float, float]
    ) -> Values:
        if whole == self.shape:
            return values
        codes = values.codes
        own_codes = codes is not None and codes is not values.numbers
        middle = (share[0] + share[1]) / 2 if own_codes else share[1]
        numbers = self._cut_array(values.numbers, whole, walk, (share[0], middle))
        if own_codes:
            codes = self._cut_array(codes, whole, walk, (middle, share[1]))
        elif codes is not None:
            codes = numbers
        return Values(numbers, values.scale, codes, values.digits)

    def _cut_array(
        self, numbers: Any, whole: Shape, walk: Walk, share: tuple[float, float]
    ) -> NDArray[Any]:
        channels, height, width = self.shape
        top, left = (whole[1] - height, whole[2] - width) if self.at_start else (0, 0)
        rows = numbers.reshape(channels, whole[1], whole[2])
        rows = rows[:, top : top + height, left : left + width]
        kept = np.empty((channels, height, width), numbers.dtype)
        few = max(1, PIECE // (height * width))
        for first in range(0, channels, few):
            if walk.cancelled is not None and walk.cancelled():
                raise Cancelled
            kept[first : first + few] = rows[first : first + few]
            if walk.report is not None:
                done = min(first + few, channels) / channels
                walk.report(share[0] + (share[1] - share[0]) * done)
        return kept.reshape(-1)


def _shape(found: object) -> Shape | None:
    if not isinstance(found, Sequence) or len(found) != 3:
        return None
    if not all(isinstance(side, int) and side > 0 for side in found):
        return None
    c, h, w = found
    return c, h, w
