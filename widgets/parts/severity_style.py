"""Colour and sign of each severity, in light and dark, the same in every view."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from core.comparison.colouring import severity_colours
from core.comparison.vocabulary import Severity


class SeverityStyle(NamedTuple):
    """How one severity looks: a box fill with the text on it, an accent for text and lines
    on the plain background, and a sign that says the same without colour."""

    fill: QColor
    on_fill: QColor
    accent: QColor
    sign: str


def _styles(dark: bool) -> dict[Severity, SeverityStyle]:
    styles = {}
    for severity in Severity:
        fill, on_fill, accent, sign = severity_colours(severity, dark)
        styles[severity] = SeverityStyle(QColor(fill), QColor(on_fill), QColor(accent), sign)
    return styles


_LIGHT, _DARK = _styles(dark=False), _styles(dark=True)


def is_dark(palette: QPalette) -> bool:
    """Whether the palette is a dark one."""
    return palette.color(QPalette.ColorRole.Window).lightnessF() < 0.5


def severity_style(severity: Severity, palette: QPalette) -> SeverityStyle:
    """The style of ``severity`` on the given palette."""
    return (_DARK if is_dark(palette) else _LIGHT)[severity]
