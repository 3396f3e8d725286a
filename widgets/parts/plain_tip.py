"""Tooltips that show names as they are written."""

from __future__ import annotations

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """``text`` as a tooltip shows it: a name such as ``<b>`` is no markup.

    Qt guesses from the text whether a tooltip is rich; only one it would take for that is escaped.
    """
    if not Qt.mightBeRichText(text):
        return text
    from html import escape

    return f"<qt>{escape(text)}</qt>".replace("\n", "<br>")
