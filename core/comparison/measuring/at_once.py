"""Pairs of small ordinary files, measured in one compiled call from their opening to their end.

Most of a network's files are small, and then opening, asking, reading and closing from Python costs
more than their numbers do: each of these calls gives Python's lock away, ten times a pair, and
whoever measures beside it takes it. Here it is given away once for several pairs, and what Python
does with their sums it does for one after the other, with a warm cache.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from itertools import accumulate, takewhile
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.measuring.outcomes import Bench, Held, Outcome
from core.comparison.measuring.sides import Opener
from core.comparison.metrics import ORDINARY, Moments, empty_sums, fitting_units, measured
from core.comparison.model import Pair
from core.dumps.kinds import Encoding
from core.dumps.model import Dump
from core.dumps.raw_file import calls
from core.dumps.workspace import Workspace


class _Text(NamedTuple):
    """What a dump's name says of its text, where a kernel alone can read it."""

    scale: float
    is_hex: bool


def measured_at_once(opener: Opener, pairs: Sequence[Pair], bench: Bench) -> list[Outcome]:
    """The outcomes of the first of ``pairs``, of as many as one call takes.

    None where the first is large or out of the ordinary, so that whoever reads it piece by piece
    finds what it is. Pairs of up to a piece hold their numbers, all of them until the bench
    measures again.
    """
    functions = _functions()
    texts = _texts(opener, pairs[0]) if functions is not None and pairs else None
    if texts is None:
        return []
    pairs = list(takewhile(lambda pair: _texts(opener, pair) == texts, pairs))
    names = [os.fsencode(dump.file) + b"\0" for pair in pairs for dump in (pair.left, pair.right)]
    left, right = bench.left, bench.rights(1)[0]
    sums, counts = empty_sums(len(pairs))
    told = np.zeros((len(pairs), _kernels().TOLD), np.int64)
    done = _kernels().measure_files(
        functions,
        np.frombuffer(bytearray(b"".join(names)), np.uint8),
        np.array([0, *accumulate(map(len, names[:-1]))]),
        *texts[0],
        *_lent(left),
        *texts[1],
        *_lent(right),
        len(left.floats),
        0,
        sums,
        counts,
        told,
    )
    outcomes: list[Outcome] = []
    for row, (elements, place) in enumerate(told[:done].tolist()):
        moments = Moments(sums[row], counts[row])
        if fitting_units(moments) != ORDINARY:
            break
        held = None
        if place >= 0:
            stretch = slice(place, place + elements)
            numbers = (_numbers(*side)[stretch] for side in zip((left, right), texts, strict=True))
            held = Held(next(numbers), texts[0].scale, next(numbers), texts[1].scale)
        found = measured(moments, elements)
        outcomes.append(Outcome("", elements, "", elements, found, held))
    return outcomes


@functools.cache
def _functions() -> NDArray[np.int64] | None:
    found = calls()
    return np.array(found, np.int64) if found is not None else None


@functools.cache
def _kernels() -> ModuleType:
    """Late: numba takes its time to import."""
    from core.comparison.measuring import streaming_kernel

    return streaming_kernel


_DECIMAL, _INTEGER = _Text(1.0, False), _Text(1.0, True)


def _texts(opener: Opener, pair: Pair) -> tuple[_Text, _Text] | None:
    """What both files hold; None where only its first bytes tell, or more than a kernel knows."""
    left, right = _text(opener, pair.left), _text(opener, pair.right)
    return (left, right) if left is not None and right is not None else None


def _text(opener: Opener, dump: Dump) -> _Text | None:
    encoding = dump.name.encoding
    if encoding is Encoding.DECIMAL:
        return _DECIMAL
    # What stands in a file of an input blob is told by all of its beginning.
    if dump.name.blob:
        return None
    if encoding is Encoding.FIXED and opener.hex_format.width == 32:
        return _Text(opener.hex_format.scale, True)
    return _INTEGER if encoding is Encoding.INTEGER else None


def _lent(space: Workspace) -> tuple[Any, ...]:
    return space.status, space.state, space.text, space.more_floats, space.more_whole, space.odd


def _numbers(space: Workspace, text: _Text) -> NDArray[Any]:
    return space.more_whole if text.is_hex else space.more_floats
