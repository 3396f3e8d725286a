"""When Python looks for garbage in cycles: not while thousands of things are made that all stay.

A search holds Python's lock for as long as there are objects to look at, whichever thread it
happens on, and looks at everything made so far: four times the files would cost more than five
times as much, and beside numba and 5,000 pairs it is a fifth of a second in which no window draws.
This is the one place that turns it off and on.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STARTING = "starting"
"""The reason while the window starts."""

_FEW = 20_000
"""Objects that are searched in less than ten milliseconds."""

_lock = threading.Lock()
_held_by: set[object] = set()
_was_on = False


def hold_search(reason: object) -> None:
    """No search from now on until ``reason``, and every other one, is released. On any thread."""
    global _was_on
    with _lock:
        if not _held_by:
            _was_on = gc.isenabled()
            gc.disable()
        _held_by.add(reason)


def release_search(reason: object) -> None:
    """Search again, as far as ``reason`` is concerned, if it was on when the first one came."""
    with _lock:
        if reason not in _held_by:
            return
        _held_by.discard(reason)
        if not _held_by and _was_on:
            gc.enable()


@contextmanager
def no_collection() -> Iterator[None]:
    """No search meanwhile; threads may be in here at the same time."""
    reason = object()
    hold_search(reason)
    try:
        yield
    finally:
        release_search(reason)


def put_aside() -> None:
    """Whatever there is now is not looked at any more; it goes, as nearly all does, when nothing
    refers to it."""
    gc.freeze()


def put_aside_if_many() -> None:
    """Put aside where the next search would last: thousands of things were made, and they stay."""
    if gc.get_count()[0] > _FEW:
        put_aside()


def search_if_short() -> bool:
    """Search all that is not put aside; where that would last, put it aside instead.

    What a comparison leaves in cycles is some dozens of objects, however many pairs it has: they
    are found where the pairs are few enough, and cost nothing worth a stall where they are not.
    Returns whether it was searched.
    """
    # Those of the youngest generation are counted already.
    if gc.get_count()[0] > _FEW or len(gc.get_objects()) > _FEW:
        put_aside()
        return False
    gc.collect()
    return True
