"""Python's garbage collector at rest while thousands of small things are made that all stay."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_resting = 0
_was_on = False


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect no garbage meanwhile; afterwards it is as it was before.

    Each collection looks at everything made so far, so four times the files would cost more
    than five times as much. Threads may be in here at the same time: the last one to leave turns
    the collector on again, and only if it was on when the first came.
    """
    global _resting, _was_on
    with _lock:
        if _resting == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _resting += 1
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if _resting == 0 and _was_on:
                gc.enable()
