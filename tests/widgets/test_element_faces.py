"""Texts of the element table that are drawn letter by letter look as Qt lays them out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage, QPainter

from widgets.elements.faces import Face

NUMBERS = ("-1.17474111e-05", "0.0001234567", "77,11,17", "ffab0de1", "-0.7,1.4", "1e+11", "…", "–")


@pytest.fixture
def fonts(qapp):
    """All that are installed, up to forty families, in three sizes."""
    families = itertools.islice(QFontDatabase.families(), 40)
    return [QFont(family, size) for family in families for size in (7, 10, 15)]


def picture(text: str, font: QFont, scale: float) -> np.ndarray:
    image = QImage(int(300 * scale), int(40 * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(QPointF(5.3, 25.6), text)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1).copy()


def texts(face: Face) -> list[str]:
    """The numbers without what the font does not draw letter by letter, and some at random."""
    random = np.random.default_rng(5)
    letters = list(face.advances)
    some = ["".join(random.choice(letters, 12)) for _ in range(3)] if letters else []
    return [text for text in NUMBERS if set(text) <= set(letters)] + some


def test_letters_alone_are_drawn_as_in_a_text(fonts):
    drawn = 0
    for font in fonts:
        face = Face.of(font)
        for text in texts(face):
            assert sum(face.advances[x] for x in text) == QFontMetricsF(font).horizontalAdvance(
                text
            )
            for scale in (1.0, 2.0):
                expected = picture(text, font, scale)
                assert np.array_equal(picture(text, face.bare, scale), expected), font.toString()
                drawn += len(np.unique(expected)) > 1
    assert drawn > 10


def test_a_font_that_moves_letters_has_them_laid_out(fonts):
    """A letter that stands otherwise beside another one is in no face."""
    for font in fonts:
        face, advance = Face.of(font), QFontMetricsF(font).horizontalAdvance
        for pair in ("11", "74", "7.", ",1", "1,", "ff", "-1", "e+"):
            if advance(pair) != sum(map(advance, pair)):
                assert not set(pair) <= set(face.advances), (font.toString(), pair)


def test_numbers_of_the_usual_fonts_are_drawn_letter_by_letter(qapp):
    """Otherwise a frame takes twice as long, and nothing else would tell."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    assert set("0123456789-") <= set(Face.of(fixed).advances)
