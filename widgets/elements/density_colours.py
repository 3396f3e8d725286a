"""Colours of counts: a single element is seen, and the most frequent stands out most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPalette

from core.comparison.distributions import Counts
from core.comparison.mosaic import COLOURS
from widgets.parts.colour_maps import value_colours
from widgets.parts.severity_style import is_dark

_FAINTEST = 30
"""Shade of the rarest; 0 is no element."""
_ON_DARK, _ON_LIGHT = (106, COLOURS - 1), (143, 0)
"""Places on the colour scale of the rarest and the most frequent: a single element must be seen,
and stands out from the background three to one."""


def shades(counts: Counts) -> NDArray[np.uint8]:
    """A shade each, by the logarithm of the count; 0 for none."""
    top = float(np.log1p(counts.max(initial=1)))
    share = np.log1p(counts) / top
    shade = np.where(counts > 0, _FAINTEST + share * (COLOURS - 1 - _FAINTEST), 0)
    return shade.astype(np.uint8)


def shade_table(palette: QPalette) -> NDArray[np.uint8]:
    """RGBA of each shade."""
    colours = np.array([_rgba(colour) for colour in value_colours()], np.uint8)
    rarest, most = _ON_DARK if is_dark(palette) else _ON_LIGHT
    table = np.zeros_like(colours)
    places = np.rint(np.linspace(rarest, most, COLOURS - _FAINTEST)).astype(np.intp)
    table[_FAINTEST:COLOURS] = colours[places]
    return table


def legend_colours(palette: QPalette) -> list[int]:
    """ARGB from the rarest to the most frequent, for a legend."""
    table = shade_table(palette)
    return [QColor(*rgba).rgba() for rgba in table[_FAINTEST:COLOURS].tolist()]


def _rgba(colour: int) -> tuple[int, int, int, int]:
    found = QColor.fromRgba(colour)
    return found.red(), found.green(), found.blue(), found.alpha()
