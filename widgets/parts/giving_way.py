"""Long work on a thread of its own lets the window go first, however deep in it the thread is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Own(threading.local):
    how: Callable[[], object] | None = None


_own = _Own()


@contextmanager
def giving_way(how: Callable[[], object]) -> Iterator[None]:
    """On this thread ``give_way`` calls ``how`` meanwhile."""
    before, _own.how = _own.how, how
    try:
        yield
    finally:
        _own.how = before


def give_way() -> None:
    """Let the window go first where this thread was told how, else go on; to be called about
    every millisecond, and holding no lock that the window takes."""
    if _own.how is not None:
        _own.how()
