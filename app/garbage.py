"""When Python looks for garbage in cycles: never while the window starts, compares or lays out.

A search holds Python's lock for as long as there are objects to look at, whichever thread it
happens on: with numba loaded and 5,000 pairs, a fifth of a second in which no window draws.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.session import Session

_FEW = 8_000
"""New objects that are searched in a few milliseconds, before they are not looked at any more.
Beside thousands of pairs that would be a stall, for some dozens of objects found."""

_held_by: set[object] = set()


def hold_search(reason: object) -> None:
    """No search from now on until ``reason``, and every other one, is released."""
    _held_by.add(reason)
    gc.disable()


def release_search(reason: object) -> None:
    """Search again. What has been made meanwhile mostly stays, and is not looked at any more:
    it goes, as nearly all does, when nothing refers to it."""
    if reason in _held_by:
        _held_by.discard(reason)
        if gc.get_count()[0] < _FEW:
            gc.collect(1)
        gc.freeze()
    if not _held_by:
        gc.enable()


def hold_while_comparing(session: Session) -> None:
    """Hold the search while ``session`` compares, from now on."""

    def release(_: object = None) -> None:
        # A layout that fails ends no comparison.
        if not session.comparing:
            release_search(session)

    session.preparing.connect(lambda: hold_search(session))
    session.completed.connect(release)
    session.stopped.connect(release)
    session.failed.connect(release)
    if session.comparing:
        hold_search(session)


def hold_while_laying_out(session: Session) -> None:
    """Hold the search while ``session`` lays a network out: the points of ten thousand layers'
    edges are half a million objects."""
    layout = (session, "layout")
    session.laying_out.connect(lambda: hold_search(layout))
    session.layout_over.connect(lambda: release_search(layout))
