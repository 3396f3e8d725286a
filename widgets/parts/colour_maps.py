"""Colours of the element pictures: told apart by the colour-blind, in light and in dark."""

from __future__ import annotations

from functools import cache

import numpy as np
from PySide6.QtGui import QColor, QPalette

from core.comparison.mosaic import COLOURS, NOT_FINITE
from widgets.parts.severity_style import is_dark

# viridis (CC0), every sixteenth of the way.
_VIRIDIS = (
    "#440154", "#481a6c", "#472f7d", "#414487", "#39568c", "#31688e", "#2a788e", "#23888e",
    "#1f988b", "#22a884", "#35b779", "#54c568", "#7ad151", "#a5db36", "#d2e21b", "#fde725",
)  # fmt: skip
_APART_LIGHT = ("#053061", "#2a71b2", "#6aacd0", "#c1ddec", "#f7f7f7", "#fbd5a5", "#f0a13a",
                "#c0660c", "#6b3204")  # fmt: skip
_APART_DARK = ("#bfe3ff", "#6cb6f2", "#2f7fc1", "#1d4a73", "#191c20", "#6e4315", "#b8701c",
               "#f0a648", "#ffe3b8")  # fmt: skip
_NOT_FINITE = "#ff2fd0"


@cache
def _table(anchors: tuple[str, ...]) -> tuple[int, ...]:
    """256 colours for the dots of a mosaic; gaps are transparent."""
    named = [QColor(anchor) for anchor in anchors]
    colours = np.array([(c.red(), c.green(), c.blue()) for c in named], np.float64)
    places = np.linspace(0, len(anchors) - 1, COLOURS)
    channels = [np.interp(places, np.arange(len(anchors)), colours[:, i]) for i in range(3)]
    table = [QColor(*rgb).rgba() for rgb in np.rint(np.stack(channels, 1)).astype(int).tolist()]
    table += [0] * (256 - COLOURS)
    table[NOT_FINITE] = QColor(_NOT_FINITE).rgba()
    return tuple(table)


def value_colours() -> tuple[int, ...]:
    """ARGB of each dot of a side, low to high."""
    return _table(_VIRIDIS)


def difference_colours(palette: QPalette) -> tuple[int, ...]:
    """ARGB of each dot of L − R; no difference is the background's grey."""
    return _table(_APART_DARK if is_dark(palette) else _APART_LIGHT)


def not_finite_colour() -> QColor:
    """Colour of NaN and Inf in every picture."""
    return QColor(_NOT_FINITE)


def side_colours(palette: QPalette) -> tuple[QColor, QColor]:
    """Colours of left and right where both are drawn in one plot."""
    if is_dark(palette):
        return QColor("#58b4f0"), QColor("#f0a030")
    return QColor("#0068a8"), QColor("#c85a00")
