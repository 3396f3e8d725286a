"""What is said about single elements: in the table, in one line, and on the clipboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

import numpy as np

from core.comparison.elements import Elements, errors_between, value_at, values_at
from core.dumps.model import Values

Shape = tuple[int, int, int]

_NOTHING = "–"


class ElementColumn(IntEnum):
    """Columns of the element table."""

    INDEX = 0
    CHW = 1
    LEFT = 2
    RIGHT = 3
    ABSOLUTE_ERROR = 4
    RELATIVE_ERROR = 5


def number_text(value: float) -> str:
    """A number with up to nine significant digits; −0 is 0."""
    return f"{value + 0.0:.9g}"


WIDEST_TEXTS: Mapping[ElementColumn, tuple[str, ...]] = {
    ElementColumn.LEFT: ("-8.88888888e-308", "-8.88888888e+308", "-0.000888888888"),
    ElementColumn.RIGHT: ("-8.88888888e-308", "-8.88888888e+308", "-0.000888888888"),
    ElementColumn.ABSOLUTE_ERROR: ("8.888888e-308", "8.888888e+308", "0.0008888888"),
    ElementColumn.RELATIVE_ERROR: ("8.888e-308", "8.888e+308", "0.0008888"),
}
"""What no number of a column is wider than, whatever it is; one of each is the widest."""


def place_text(shape: Shape | None, element: int) -> str:
    """``c,h,w`` of an element, row-major; empty where no shape is known."""
    if shape is None:
        return ""
    _, height, width = shape
    c, inside = divmod(element, height * width)
    return f"{c},{inside // width},{inside % width}"


def rows_said(
    elements: Elements, shape: Shape | None, chosen: Sequence[int], as_float: bool
) -> list[tuple[tuple[str, ...], float | None]]:
    """What the table says about each of ``chosen``: a text for each ``ElementColumn``; and its
    |L − R|, None where a side is missing.

    All at once: an array is asked for all of its elements in about the time it takes for one.
    """
    sides = values_at(elements.left, chosen), values_at(elements.right, chosen)
    lefts = _value_texts(elements.left, sides[0], chosen, as_float)
    rights = _value_texts(elements.right, sides[1], chosen, as_float)
    said: list[tuple[tuple[str, ...], float | None]] = []
    for element, both, left, right in zip(
        chosen, zip(*sides, strict=True), lefts, rights, strict=True
    ):
        error, relative = _errors(*both)
        texts = (
            str(element),
            place_text(shape, element),
            left,
            right,
            _NOTHING if error is None else f"{error:.7g}",
            _NOTHING if relative is None else f"{relative:.4g}",
        )
        said.append((texts, error))
    return said


def _errors(left: float | None, right: float | None) -> tuple[float | None, float | None]:
    return (None, None) if left is None or right is None else errors_between(left, right)


def _value_texts(
    side: Values, numbers: Sequence[float | None], chosen: Sequence[int], as_float: bool
) -> list[str]:
    if as_float or side.codes is None:
        return [_NOTHING if number is None else number_text(number) for number in numbers]
    there = [element for element in chosen if element < len(side)]
    texts = iter(side.code_texts(side.codes[np.array(there, np.intp)].tolist()))
    return [_NOTHING if number is None else next(texts) for number in numbers]


def element_text(elements: Elements, shape: Shape | None, element: int) -> str:
    """One element in one line: where it stands, both numbers and their difference."""
    parts = [f"#{element}"]
    if shape is not None:
        parts.append(f"c,h,w {place_text(shape, element)}")
    sides = []
    for name, side in (("L", elements.left), ("R", elements.right)):
        if element < len(side):
            number = value_at(side, element)
            sides.append(number)
            parts.append(f"{name} {number_text(number)}")
    if len(sides) == 2:
        parts.append(f"L − R {number_text(sides[0] - sides[1])}")
    return " · ".join(parts)


def rows_as_tsv(
    elements: Elements,
    shape: Shape | None,
    titles: Sequence[str],
    chosen: Sequence[int],
    as_float: bool,
) -> str:
    """Elements as tab-separated lines under a line of titles, as the table shows them."""
    lines = ["\t".join(titles)]
    lines += ["\t".join(texts) for texts, _ in rows_said(elements, shape, chosen, as_float)]
    return "\n".join(lines) + "\n"
