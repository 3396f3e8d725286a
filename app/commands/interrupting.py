"""Ctrl+C while threads are at work that cannot be interrupted, such as a compiler's.

Python would wait for them, and then take all apart that has been imported. Nothing is lost
without that: reports are written behind everything else, results are kept as they are measured,
and numba puts a kernel into its cache whole or not at all.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from typing import NoReturn, TypeVar

Result = TypeVar("Result")

_LOOK_SECONDS = 0.05
"""A thread that waits without an end hears of no Ctrl+C on Windows."""

_PATIENCE_SECONDS = 0.1
"""Whoever asks between two blocks whether to stop has stopped within this time."""

_left: list[threading.Thread] = []
"""At work when Ctrl+C came."""


def interruptible(work: Callable[[threading.Event], Result]) -> Result:
    """What ``work`` gives, or raises; done on another thread, which is left alone at Ctrl+C.

    ``work`` is given what tells it then to stop. ``leave_at_once`` belongs to it.
    """
    stop = threading.Event()
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(stop))
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, name="interruptible", daemon=True)
    try:
        thread.start()
        while thread.is_alive():
            thread.join(_LOOK_SECONDS)
    except BaseException:
        stop.set()
        _left.append(thread)
        if thread.is_alive():
            thread.join(_PATIENCE_SECONDS)
        raise
    if errors:
        raise errors[0]
    return results[0]


def leave_at_once(status: int) -> None:
    """End the process here if work was left alone at Ctrl+C."""
    if _left:
        end_here(status)


def end_here(status: int) -> NoReturn:
    """End the process without taking apart what it holds: thousands of results take half a second,
    and a thread in a compiler as long as it likes."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(status)
