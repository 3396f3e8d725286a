"""Decimal text to float64, correctly rounded, a buffer of complete tokens at a time.

Three routes: lines that are all laid out alike (``decimal_lines``), blocks of any tokens
(``decimal_blocks``), and token by token (``decimal_token``) for those that the other two leave
open, for what stands too near to the buffer's beginning, and for the very long.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import inlined, kernel, part
from core.dumps import (
    decimal_blocks,
    decimal_lines,
    decimal_token,
    line_vectors,
    machine,
    refilling,
    system_calls,
    vectors,
)
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
from core.dumps.decimal_lines import (
    LEAST_LINES,
    find_layout,
    layout_room,
    line_room,
    lists_of,
    read_lines,
    round_lines,
)
from core.dumps.decimal_token import is_separator, read_token
from core.dumps.machine import load, load_byte, store
from core.dumps.refilling import MOST_REFILLS, refill

PARTS = (
    *(decimal_blocks, decimal_lines, decimal_token, line_vectors, vectors),
    *(machine, refilling, system_calls),
)
"""The modules whose compiled functions these are made of."""

_U = np.uint64
_NONE = np.int64(0)
"""Not a literal: for those all that is called would be compiled a second time."""
_MANY = 2 * BLOCK
"""Lines of one layout after which more of them are looked for soon."""
_MOST_STRETCHES = 64
"""Stretches of ``SPAN`` bytes that are read as any tokens before lines are looked for again."""


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


@part
def _read_alone(
    buffer: Any,
    starts: Any,
    done: Any,
    many: Any,
    wrong: Any,
    out: Any,
    count: Any,
    odd: Any,
    odds: Any,
) -> Any:
    """Read those of ``many`` tokens that are ``wrong`` one by one.

    Returns (how many were gone through, the end of the last that was read, rows of odd); fewer
    than ``many`` when ``odd`` is full.
    """
    end = 0
    for i in range(many):
        if not load(wrong, i):
            continue
        if odds == len(odd):
            return i, end, odds
        token = load(starts, done + i)
        end, value, good = read_token(buffer, token)
        if good:
            store(out, count + i, value)
        else:
            odd[odds, 0] = token
            odd[odds, 1] = end - token
            odd[odds, 2] = count + i
            odds += 1
    return many, end, odds


@part
def parse_lines(
    buffer: Any, start: Any, stop: Any, out: Any, count: Any, odd: Any, odds: Any
) -> Any:
    """Read lines from ``start`` on as long as all are laid out as the first; as ``parse_decimals``.

    Returns (position, count, rows of odd, whether ``out`` or ``odd`` is full).
    """
    layout, words = layout_room(), line_room()
    starts, wrong = lists_of(words)
    position = start
    tried = LEAST_LINES
    length, digits = find_layout(buffer, position, layout)
    while length:
        many = min(tried, (stop - position) // (length + 1), len(out) - count) & -2
        if many < LEAST_LINES:
            break
        reached = read_lines(buffer, position, many, layout, length, digits, words)
        if reached < 0:
            break
        if round_lines(many, length, words, out, count):
            gone, _, odds = _read_alone(buffer, starts, _NONE, many, wrong, out, count, odd, odds)
            if gone < many:
                return load(starts, gone), count + gone, odds, True
        count += many
        position = reached
        tried = min(4 * tried, BLOCK)
        if count == len(out) and not is_separator(load_byte(buffer, position)):
            return position, count, odds, True
    return position, count, odds, False


@part
def _parse_blocks(
    buffer: Any,
    start: Any,
    stop: Any,
    out: Any,
    count: Any,
    odd: Any,
    odds: Any,
    stretches: Any,
) -> Any:
    """Read tokens of any kind in as many ``stretches``, of text that is searched at once.

    Returns the same as ``parse_lines``.
    """
    starts, ends = np.empty(PLACES, np.int64), np.empty(PLACES, np.int64)
    words, numbers = room()
    wrong = np.empty(BLOCK, np.uint64)
    position = start
    while position < stop and stretches > 0:
        alone = position < FARTHEST
        found = 0
        if not alone:
            found, reached = _next_tokens(buffer, position, stop, starts, ends)
            alone = found == 0 and reached == position
            position = reached
            stretches -= 1
        if alone:
            if is_separator(load_byte(buffer, position)):
                position += 1
                continue
            store(starts, 0, position)
            store(wrong, 0, _U(1))
            found = 1
        done = _NONE
        while done < found:
            many = min(found - done, BLOCK, len(out) - count)
            if many == 0:
                return load(starts, done), count, odds, True
            if alone or read_block(
                buffer, starts, ends, done, many, words, numbers, out, count, wrong
            ):
                gone, end, odds = _read_alone(
                    buffer, starts, done, many, wrong, out, count, odd, odds
                )
                if gone < many:
                    return load(starts, done + gone), count + gone, odds, True
                if alone:
                    position = end
            count += many
            done += many
    return position, count, odds, False


@part
def parse_decimals(buffer: Any, start: Any, stop: Any, out: Any, count: Any, odd: Any) -> Any:
    """Read tokens of ``buffer[start:stop]`` into ``out[count:]``.

    Every token must end before ``stop`` (its separator may stand at ``stop``), and 64
    bytes must follow: vectors are loaded without looking. Tokens read by neither
    route, bad ones among them, leave a place in ``out`` and a row
    (offset, length, index in ``out``) in ``odd``. What lies in ``out`` behind the numbers read
    may be written over.

    Returns (position, count, rows of odd); position < stop when ``out`` or ``odd`` is full.
    """
    position = start
    odds = _NONE
    stretches = 1
    while position < stop:
        before = count
        position, count, odds, full = parse_lines(buffer, position, stop, out, count, odd, odds)
        if full or position >= stop:
            break
        # Where few lines were alike more of them are not worth looking for soon.
        stretches = 1 if count - before >= _MANY else min(8 * stretches, _MOST_STRETCHES)
        position, count, odds, full = _parse_blocks(
            buffer, position, stop, out, count, odd, odds, stretches
        )
        if full:
            break
    return position, count, odds


@kernel(
    "UniTuple(int64, 7)"
    "(uint8[::1], int64, int64, float64[::1], int64, int64[:, ::1], int64, int64, int64, int64)",
    *PARTS,
)
def fill_decimals(
    buffer: Any,
    start: Any,
    stop: Any,
    out: Any,
    count: Any,
    odd: Any,
    filled: Any,
    function: Any,
    file: Any,
    left: Any,
) -> Any:
    """``parse_decimals``, and on with the file's next text as long as there are no odd tokens.

    ``buffer[:filled]`` is text; the rest as in ``refill``. Returns (position, stop, count, rows of
    odd, filled, bytes read, bytes of them before ``stop``); all but ``count`` are of the last text.
    """
    read = given = 0
    for _ in range(MOST_REFILLS):
        position, count, odds = parse_decimals(buffer, start, stop, out, count, odd)
        if odds or position < stop or count == len(out):
            break
        stop, filled, got = refill(buffer, stop, filled, function, file, left - read, True)
        if got == 0:
            break
        read += got
        given += stop
        start = position = 0
    return position, stop, count, odds, filled, read, given
