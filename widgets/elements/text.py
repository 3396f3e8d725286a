"""What is said about single elements: in the table, in one line, and on the clipboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from core.comparison.elements import Elements, value_at
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


def row_texts(
    elements: Elements, shape: Shape | None, element: int, as_float: bool
) -> tuple[str, ...]:
    """What the table says about an element, one text for each ``ElementColumn``."""
    error, relative = elements.errors_of(element)
    return (
        str(element),
        place_text(shape, element),
        _value_text(elements.left, element, as_float),
        _value_text(elements.right, element, as_float),
        _NOTHING if error is None else f"{error:.7g}",
        _NOTHING if relative is None else f"{relative:.4g}",
    )


def _value_text(side: Values, element: int, as_float: bool) -> str:
    if element >= len(side):
        return _NOTHING
    if as_float or side.codes is None:
        return number_text(value_at(side, element))
    return side.text(element)


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
    lines += ["\t".join(row_texts(elements, shape, element, as_float)) for element in chosen]
    return "\n".join(lines) + "\n"
