"""Decimal text to float64, correctly rounded, a buffer of complete tokens at a time.

Two routes: blocks of tokens (``decimal_blocks``), and token by token (``decimal_token``) for those
that a block leaves open, for what stands too near to the buffer's beginning, and for the very long.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.dumps import decimal_blocks, decimal_token, vectors
from core.dumps.decimal_blocks import (
    BLOCK,
    FARTHEST,
    PLACES,
    follow_ends,
    list_ends,
    list_starts,
    read_block,
    room,
)
from core.dumps.decimal_token import is_separator, read_token
from core.dumps.machine import compiled, inlined, load, load_byte, store

_U = np.uint64


@inlined
def _next_tokens(buffer: Any, position: Any, stop: Any, starts: Any, ends: Any) -> Any:
    """List tokens from ``position`` on; returns (how many, where to go on).

    None are found, and it goes on where it began, when the first token is too long.
    """
    found, reached, within, gaps = list_ends(buffer, position, stop, ends)
    if gaps:
        list_starts(buffer, position, reached, starts)
    else:
        follow_ends(position, found, ends, starts)
    if within:
        if reached < stop:
            return found, load(starts, found)
        store(ends, found, stop)
        found += 1
    return found, reached


@compiled(
    "UniTuple(int64, 3)(uint8[::1], int64, int64, float64[::1], int64, int64[:, ::1])",
    *(decimal_blocks, decimal_token, vectors),
)
def parse_decimals(buffer: Any, start: Any, stop: Any, out: Any, count: Any, odd: Any) -> Any:
    """Read tokens of ``buffer[start:stop]`` into ``out[count:]``.

    Every token must end before ``stop`` (its separator may stand at ``stop``), and 64
    bytes must follow: vectors are loaded without looking. Tokens read by neither
    route, bad ones among them, leave a place in ``out`` and a row
    (offset, length, index in ``out``) in ``odd``. What lies in ``out`` behind the numbers read
    may be written over.

    Returns (position, count, rows of odd); position < stop when ``out`` or ``odd`` is full.
    """
    starts, ends = np.empty(PLACES, np.int64), np.empty(PLACES, np.int64)
    words, numbers = room()
    wrong = np.empty(BLOCK, np.uint64)
    odds = 0
    position = start
    while position < stop:
        alone = position < FARTHEST
        found = 0
        if not alone:
            found, reached = _next_tokens(buffer, position, stop, starts, ends)
            alone = found == 0 and reached == position
            position = reached
        if alone:
            if is_separator(load_byte(buffer, position)):
                position += 1
                continue
            store(starts, 0, position)
            store(wrong, 0, _U(1))
            found = 1
        done = 0
        while done < found:
            many = min(found - done, BLOCK, len(out) - count)
            if many == 0:
                return load(starts, done), count, odds
            if alone or read_block(
                buffer, starts, ends, done, many, words, numbers, out, count, wrong
            ):
                for i in range(many):
                    if not load(wrong, i):
                        continue
                    token = load(starts, done + i)
                    if odds == len(odd):
                        return token, count + i, odds
                    end, value, good = read_token(buffer, token)
                    if good:
                        store(out, count + i, value)
                    else:
                        odd[odds, 0] = token
                        odd[odds, 1] = end - token
                        odd[odds, 2] = count + i
                        odds += 1
                    if alone:
                        position = end
            count += many
            done += many
    return position, count, odds
