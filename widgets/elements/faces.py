"""How the element table's texts are written: their letters one by one, where that is the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

_LETTERS = ("0123456789-", ".", ",", "e+", "abcd", "f", "–", "…")
"""What nearly all texts of the table are made of: numbers, places, codes. Of each group a font
draws all or none as they would be alone."""


@dataclass(frozen=True, slots=True)
class Face:
    """How the texts of a column are written.

    Qt looks in each text for letters that change or move beside others, once for its width and
    once to draw it: half of what a frame took. Numbers have none of them in nearly every font.
    """

    font: QFont
    metrics: QFontMetricsF
    baseline: float
    """Down from the middle of the row."""
    bare: QFont
    """The same font, whose letters do not heed each other: for texts of ``advances`` only."""
    advances: dict[str, float]
    """Widths of the letters that are drawn as they would be alone, whichever of them they stand
    beside. They are multiples of 1/64 of a pixel, and their sums exact."""

    @classmethod
    def of(cls, font: QFont) -> Face:
        """That of a font."""
        metrics = QFontMetricsF(font)
        baseline = metrics.ascent() - math.ceil(metrics.height()) // 2
        return cls(font, metrics, baseline, _bare(font), _advances(font.key()))


def _bare(font: QFont) -> QFont:
    bare = QFont(font)
    bare.setStyleStrategy(
        QFont.StyleStrategy(font.styleStrategy() | QFont.StyleStrategy.PreferNoShaping)
    )
    return bare


@lru_cache(maxsize=16)
def _advances(key: str) -> dict[str, float]:
    """``Face.advances`` of the font with this ``QFont.key()``."""
    font = QFont()
    font.fromString(key)
    bare = _bare(font)
    advance = QFontMetricsF(bare).horizontalAdvance
    alone: dict[str, float] = {}
    for group in _LETTERS:
        known = "".join(alone) + group
        pairs = "".join(letter + other for letter in group for other in known)
        if _drawn(pairs, font) == _drawn(pairs, bare):
            alone.update((letter, advance(letter)) for letter in group)
    return alone


def _drawn(text: str, font: QFont) -> list[object]:
    """Which glyphs Qt draws for a text, and where."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [(run.glyphIndexes(), run.positions()) for run in layout.glyphRuns()]
