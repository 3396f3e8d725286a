"""What an element window remembers of how it was left: its halves, its tab and its page."""

from __future__ import annotations

from PySide6.QtCore import QByteArray

from widgets.elements.deeper.panel import DeeperPanel
from widgets.elements.halves import ElementHalves

_CHOSEN = 16
"""Added to the tab where the user has moved the handle."""
_PAGE = 32
"""Times the page of the deeper numbers."""


def saved_state(halves: ElementHalves, deeper: DeeperPanel) -> bytes:
    """One byte for tab and page, then where the handle stands."""
    first = halves.picture + _CHOSEN * halves.chosen + _PAGE * deeper.view
    return bytes([first]) + bytes(halves.state().data())


def restore_state(state: bytes | QByteArray, halves: ElementHalves, deeper: DeeperPanel) -> None:
    """Take what ``saved_state`` gave; anything else changes nothing."""
    found = state.data() if isinstance(state, QByteArray) else state
    if not found:
        return
    page, rest = divmod(found[0], _PAGE)
    chosen, tab = divmod(rest, _CHOSEN)
    if halves.take_state(QByteArray(bytes(found[1:])), bool(chosen)):
        deeper.show_view(page)
        halves.show_picture(tab)
