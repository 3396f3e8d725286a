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
    if elements.common:
        return None, length_text(elements)
    return None, QCoreApplication.translate("element_fit", "One side has no elements")


def length_text(elements: Elements, agree: bool = False) -> str:
    """What is compared of sides that differ in length; ``agree``: no element on both sides differs,
    so that the shorter file is the beginning of the longer one."""
    left, right = len(elements.left), len(elements.right)
    translate = QCoreApplication.translate
    if not agree:
        text = translate(
            "element_fit",
            "The sides differ in length ({left} against {right} elements): the table sets their "
            "first {count} side by side. What is counted here needs sides of one length.",
        )
    elif left < right:
        text = translate(
            "element_fit",
            "The left file was cut off: its {count} elements agree with the first ones of the "
            "right file, which has {right}.",
        )
    else:
        text = translate(
            "element_fit",
            "The right file was cut off: its {count} elements agree with the first ones of the "
            "left file, which has {left}.",
        )
    return text.format(left=f"{left:,}", right=f"{right:,}", count=f"{elements.common:,}")


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
