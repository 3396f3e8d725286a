"""Colour and sign of each severity, in light and dark, the same in every view."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from core.comparison.vocabulary import Severity


class SeverityStyle(NamedTuple):
    """How one severity looks: a box fill with the text on it, an accent for text and lines
    on the plain background, and a sign that says the same without colour."""

    fill: QColor
    on_fill: QColor
    accent: QColor
    sign: str


def _style(fill: str, on_fill: str, accent: str, sign: str) -> SeverityStyle:
    return SeverityStyle(QColor(fill), QColor(on_fill), QColor(accent), sign)


# Text on fill and accent on background keep a contrast of 4.5:1 (WCAG AA).
_LIGHT = {
    Severity.GOOD: _style("#e3e6ea", "#2b3138", "#59636e", "✓"),
    Severity.WARN: _style("#f5a623", "#2b1d00", "#9a5b00", "▲"),
    Severity.BAD: _style("#d1342f", "#ffffff", "#c02621", "●"),
    Severity.BROKEN: _style("#6f42c1", "#ffffff", "#6f42c1", "✕"),
}
_DARK = {
    Severity.GOOD: _style("#444c56", "#e6edf3", "#9aa5b1", "✓"),
    Severity.WARN: _style("#d08a1a", "#1c1300", "#f0ab3c", "▲"),
    Severity.BAD: _style("#c93a35", "#ffffff", "#ff7b72", "●"),
    Severity.BROKEN: _style("#8957e5", "#ffffff", "#bc9cff", "✕"),
}


def is_dark(palette: QPalette) -> bool:
    """Whether the palette is a dark one."""
    return palette.color(QPalette.ColorRole.Window).lightnessF() < 0.5


def severity_style(severity: Severity, palette: QPalette) -> SeverityStyle:
    """The style of ``severity`` on the given palette."""
    return (_DARK if is_dark(palette) else _LIGHT)[severity]
