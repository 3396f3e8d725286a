"""The colours of errors that grow from nothing: those of a metric's scale, for a picture."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QPalette

from core.comparison.colouring import scale_colours
from core.comparison.mosaic import COLOURS, NOT_FINITE
from widgets.parts.colour_maps import not_finite_colour
from widgets.parts.severity_style import is_dark


def error_colours(palette: QPalette) -> tuple[int, ...]:
    """ARGB of each dot, from no error, next to the background, to the largest."""
    return _table(is_dark(palette))


@cache
def _table(dark: bool) -> tuple[int, ...]:
    scale = scale_colours(dark)
    last = len(scale) - 1
    places = (round(place * last / (COLOURS - 1)) for place in range(COLOURS))
    table = [QColor(scale[place]).rgba() for place in places]
    # What is no dot at all is transparent.
    table += [0] * (256 - COLOURS)
    table[NOT_FINITE] = not_finite_colour().rgba()
    return tuple(table)
