"""Whether numbers that were read, and shapes that are known, belong to a pair's result."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from core.comparison.elements import Elements
from core.comparison.model import PairResult
from widgets.elements.deeper.page import DeeperPair
from widgets.elements.text import Shape


def fitting_shapes(
    result: PairResult, left: int, right: int
) -> tuple[Shape | None, Shape | None, Shape | None]:
    """(C, H, W) of a left side of ``left`` elements, of a right one, and of both in one table.

    The table has one where both sides are as long, or where there is only one side.
    """
    pair = result.pair
    known = (pair.shape, pair.left.name.chw, pair.right.name.chw)

    def fitting(count: int, own: Shape | None) -> Shape | None:
        for shape in (result.shape, own, *known):
            if shape is not None and math.prod(shape) == count:
                return shape
        return None

    sides = fitting(left, pair.left.name.chw), fitting(right, pair.right.name.chw)
    one = sides[0] or sides[1]
    if left == right:
        return one, one, one
    return *sides, one if not (left and right) else None


def deeper_of(
    result: PairResult, elements: Elements, shape: Shape | None
) -> tuple[DeeperPair | None, str]:
    """What deeper numbers are counted of, or why there are none: they set element against
    element, of sides of one length only."""
    if len(elements.left) == len(elements.right):
        return DeeperPair(elements, shape, result), ""
    translate = QCoreApplication.translate
    if elements.common:
        return None, translate(
            "element_fit", "The sides differ in length: their elements cannot be set side by side"
        )
    return None, translate("element_fit", "One side has no elements")


def result_fits(result: PairResult, elements: Elements) -> bool:
    """Whether ``elements`` can be what the result was measured on: as many, as far apart."""
    metrics = result.metrics
    if metrics is None:
        return True
    if (len(elements.left), len(elements.right)) != (result.left_elements, result.right_elements):
        return False
    if not 0 <= metrics.max_error_index < elements.common:
        return True
    error = elements.absolute_error(metrics.max_error_index)
    return error is not None and math.isclose(error, metrics.max_absolute_error, rel_tol=1e-6)
