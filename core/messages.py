"""Sentences for the user, translatable without Qt.

The window installs Qt's translator here; without it every sentence stays English.
"""

from __future__ import annotations

from collections.abc import Callable

Translator = Callable[[str, str], str]


def _untranslated(context: str, text: str) -> str:
    return text


_translator: Translator = _untranslated


def install_translator(translator: Translator) -> None:
    """Let ``translator(context, text)`` translate every sentence from now on."""
    global _translator
    _translator = translator


def translate(context: str, text: str) -> str:
    """The sentence in the user's language; fill its ``{places}`` with ``str.format`` afterwards."""
    return _translator(context, text)
