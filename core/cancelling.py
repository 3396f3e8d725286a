"""Long work that nobody waits for any more ends by itself, wherever it is.

Whatever lasts takes ``cancelled``, a function that says so, or None; it is asked every few
milliseconds. What reads files asks it by itself, what goes through many things ``heed``s it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

Check = Callable[[], bool]

Thing = TypeVar("Thing")

_BATCH = 256
"""Things between two looks: what is done with one of them takes up to some ten microseconds."""


class Cancelled(Exception):  # noqa: N818 - no error: the user asked for it
    """The work was told to stop."""


def look(cancelled: Check | None) -> None:
    """Go on, or

    Raises:
        Cancelled: ``cancelled`` says so.
    """
    if cancelled is not None and cancelled():
        raise Cancelled


def heed(things: Iterable[Thing], cancelled: Check | None) -> Iterable[Thing]:
    """``things``, with a look at ``cancelled`` before each few hundred of them.

    Raises:
        Cancelled: while they are gone through.
    """
    return things if cancelled is None else chain.from_iterable(_batches(things, cancelled))


def _batches(things: Iterable[Thing], cancelled: Check) -> Iterator[list[Thing]]:
    left = iter(things)
    while batch := list(islice(left, _BATCH)):
        look(cancelled)
        yield batch
