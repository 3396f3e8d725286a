"""Light, dark, or as the system has it: one call, and every view follows its palette."""

from __future__ import annotations

import os
import sys
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication


class Theme(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_STYLE = "Fusion"

_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
}

_ROLE = QPalette.ColorRole

_LIGHT = {
    _ROLE.Window: "#f4f5f7",
    _ROLE.WindowText: "#1f2328",
    _ROLE.Base: "#ffffff",
    _ROLE.AlternateBase: "#f7f8fa",
    _ROLE.Text: "#1f2328",
    _ROLE.Button: "#fbfcfd",
    _ROLE.ButtonText: "#1f2328",
    _ROLE.ToolTipBase: "#ffffff",
    _ROLE.ToolTipText: "#1f2328",
    _ROLE.PlaceholderText: "#6b7480",
    _ROLE.Highlight: "#1668c7",
    _ROLE.HighlightedText: "#ffffff",
    _ROLE.Link: "#0b57b0",
    _ROLE.Mid: "#c5cbd3",
    _ROLE.Midlight: "#e3e6ea",
    _ROLE.Dark: "#9aa3ad",
    _ROLE.Shadow: "#6b7480",
    _ROLE.Light: "#ffffff",
}
_DARK = {
    _ROLE.Window: "#1b1f24",
    _ROLE.WindowText: "#e6edf3",
    _ROLE.Base: "#262c34",
    _ROLE.AlternateBase: "#2b323b",
    _ROLE.Text: "#e6edf3",
    _ROLE.Button: "#343c46",
    _ROLE.ButtonText: "#e6edf3",
    _ROLE.ToolTipBase: "#343c46",
    _ROLE.ToolTipText: "#e6edf3",
    _ROLE.PlaceholderText: "#9aa5b1",
    _ROLE.Highlight: "#2f81f7",
    _ROLE.HighlightedText: "#ffffff",
    _ROLE.Link: "#6cb0ff",
    _ROLE.Mid: "#4a535f",
    _ROLE.Midlight: "#343c46",
    _ROLE.Dark: "#0d1014",
    _ROLE.Shadow: "#000000",
    _ROLE.Light: "#3d4651",
}
_DISABLED = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText)


def palette_for(dark: bool) -> QPalette:
    """The palette of the light or the dark theme."""
    palette = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        palette.setColor(role, QColor(colour))
    palette.setColor(_ROLE.Accent, palette.color(_ROLE.Highlight))
    for role in _DISABLED:
        palette.setColor(
            QPalette.ColorGroup.Disabled, role, QColor("#6e7681" if dark else "#8c959f")
        )
    palette.setColor(
        QPalette.ColorGroup.Disabled, _ROLE.Highlight, palette.color(QPalette.ColorRole.Mid)
    )
    return palette


def make_application() -> QApplication:
    """The application, or the one there is, in the style the palettes are made for."""
    # Qt shares out every fill higher than 64 pixels among threads and waits for them: twenty times
    # for one scroll bar, each time for a processor where other programs are busy.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return use_style(there)
    # ``setStyle`` hands Python a QStyle, whose class and enums take 5 ms to make.
    return QApplication([*sys.argv[:1], "-style", _STYLE])


def use_style(application: QApplication) -> QApplication:
    """Give an application that stands already the style the palettes are made for."""
    application.setStyle(_STYLE)
    return application


class ThemeController:
    """Keeps the application's palette in step with the choice and the system."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._theme = Theme.SYSTEM
        self._following = True
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def theme(self) -> Theme:
        return self._theme

    def apply(self, theme: Theme) -> None:
        """Show ``theme`` from now on."""
        self._theme = theme
        self._application.styleHints().setColorScheme(_SCHEMES[theme])
        self._apply_palette()

    def release(self) -> None:
        """Follow the system no longer: another window's controller may."""
        if self._following:
            self._following = False
            self._application.styleHints().colorSchemeChanged.disconnect(self._on_scheme_changed)

    def _on_scheme_changed(self) -> None:
        self._apply_palette()

    def _apply_palette(self) -> None:
        dark = self._theme is Theme.DARK or (
            self._theme is Theme.SYSTEM
            and self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        palette = palette_for(dark)
        if self._application.palette() != palette:
            self._application.setPalette(palette)
