"""Lines that are all laid out alike, as ``%.18e`` writes them, to float64.

The first line says where digits, point, exponent and line end stand. Then nothing is searched for:
the sign alone says where the next line begins, and one comparison of vectors whether a line is what
it is taken for. Where any line of a block is not, none of them is taken.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.compiling import inlined
from core.dumps.decimal_blocks import BLOCK
from core.dumps.decimal_token import (
    FIVES,
    LEAST_POWER,
    LEAST_SINGLE_EXPONENT,
    LOW_BITS,
    MIDPOINT,
)
from core.dumps.line_vectors import (
    INDICES,
    LINE,
    MINUS_EXPONENT,
    SIGN_PLACE,
    line_products,
)
from core.dumps.machine import double_from_bits, load, load_byte, store

LEAST_LINES = 4
"""Fewer lines are not worth it; as many are tried first."""

_U = np.uint64
_ONE, _10, _32, _52, _63 = (_U(bits) for bits in (1, 10, 32, 52, 63))
_HALF = _U(0xFFFFFFFF)
_HEAD, _MIDDLE = _U(10**12), _U(10**4)
_FEWEST_DIGITS, _MOST_DIGITS = 3, 18
"""Behind the point."""
_HALF_LINE = LINE // 2
_TAIL = _HALF_LINE + 4
"""Where what follows the last digit stands in a row of a layout."""

_PRODUCTS, _TOPS, _WRONG, _STARTS = (BLOCK * row for row in range(4))
"""Where each stage's words begin; of starts there is one more."""
_LEAST_SINGLE = LEAST_SINGLE_EXPONENT << 52
_TO_DOUBT = _U(0x800 - 0x3FB)


def _powers() -> NDArray[np.uint64]:
    """Upper significands of 5**(e − 18) by what ``line_products`` makes of an exponent e, and
    behind them what belongs above the fraction of a float64 when no zeros lead the significand."""
    table = np.zeros((2, INDICES), np.uint64)
    for minus in (0, 1):
        for exponent in range(100):
            power = (-exponent if minus else exponent) - _MOST_DIGITS
            table[:, MINUS_EXPONENT * minus + exponent] = (
                FIVES[2 * (power - LEAST_POWER)],
                (((217706 * power) >> 16) + 63 + 1023 - 1) << 52,
            )
    return table.reshape(-1)


_POWERS = _powers()


@inlined
def layout_room() -> Any:
    """Rows for one layout, see ``line_products``."""
    return np.empty(3 * LINE, np.uint8)


@inlined
def line_room() -> Any:
    """Words for one block of lines."""
    return np.empty(_STARTS + BLOCK + 1, np.uint64)


@inlined
def _is_digit(buffer: Any, at: Any) -> Any:
    return load_byte(buffer, at) - _U(48) < _10


@inlined
def _expect(layout: Any, place: Any, byte: Any, more: Any) -> Any:
    layout[place] = byte
    layout[LINE + place] = 255
    layout[2 * LINE + place] = more


@inlined
def find_layout(buffer: Any, position: Any, layout: Any) -> Any:
    """Lay ``layout`` out as the line at ``position`` is, which has a digit, a point and 3 to 18
    digits, perhaps an exponent e±dd, and an LF or CR LF.

    Returns (length of such a line without a sign, digits behind the point); lengths of 0 are lines
    of another kind.
    """
    first = position + np.int64(load_byte(buffer, position) == 45)
    if not _is_digit(buffer, first) or load_byte(buffer, first + 1) != 46:
        return 0, 0
    digits = 0
    while digits <= _MOST_DIGITS and _is_digit(buffer, first + 2 + digits):
        digits += 1
    if digits < _FEWEST_DIGITS or digits > _MOST_DIGITS:
        return 0, 0
    layout[:] = 0
    layout[2 * LINE : 3 * LINE] = 255
    _expect(layout, 0, 48, 9)
    _expect(layout, 1, 46, 0)
    for i in range(2, digits - 2):
        _expect(layout, i, 48, 9)
    for i in range(_HALF_LINE, _TAIL):
        _expect(layout, i, 48, 9)
    if digits == _FEWEST_DIGITS:
        _expect(layout, _HALF_LINE, 46, 0)
    place = _TAIL
    behind = first + 2 + digits
    letter = load_byte(buffer, behind)
    if letter | _U(32) == 101:
        _expect(layout, place, letter, 0)
        _expect(layout, SIGN_PLACE, 43, 2)
        _expect(layout, SIGN_PLACE + 1, 48, 9)
        _expect(layout, SIGN_PLACE + 2, 48, 9)
        place += 4
        behind += 4
    if load_byte(buffer, behind) == 13:
        _expect(layout, place, 13, 0)
        place += 1
        behind += 1
    _expect(layout, place, 10, 0)
    return behind + 1 - first, digits


@inlined
def read_lines(
    buffer: Any, position: Any, many: Any, layout: Any, length: Any, digits: Any, words: Any
) -> Any:
    """Products of ``many`` lines and where they start, see ``round_lines``.

    ``many`` is even. Returns the position behind them, −1 when they are not all laid out alike.
    """
    weight = _U(10) ** _U(_MOST_DIGITS - digits)
    reached = line_products(
        buffer, position, many // 2, layout, length, digits, weight, _POWERS, words, BLOCK
    )
    store(words, _STARTS + many, _U(reached))
    return reached


@inlined
def round_lines(many: Any, length: Any, words: Any, out: Any, count: Any) -> Any:
    """The numbers, and which of them must be read alone; returns whether any must.

    As in a block of any tokens, only that the significand is never cut off.
    """
    some = _U(0)
    for i in range(many):
        product = load(words, _PRODUCTS + i)
        start = load(words, _STARTS + i)
        sign = (load(words, _STARTS + i + 1) - start - _U(length)) << _63
        upper = product >> _63
        rounded = product << (_ONE ^ upper)
        bits = ((rounded >> _10) + _ONE >> _ONE) + (upper << _52) + load(words, _TOPS + i)
        rare = (
            (((rounded + _TO_DOUBT) & _U(0x7FF)) < _U(6))
            | (np.int64(bits) < _LEAST_SINGLE)
            | (bits & LOW_BITS == MIDPOINT)
        ) & (product != 0)
        bits = bits if product else _U(0)
        store(words, _WRONG + i, _U(rare))
        some |= _U(rare)
        store(out, count + i, double_from_bits(bits | sign))
    return some != 0


@inlined
def lists_of(words: Any) -> Any:
    """Where each line starts, and what is not 0 where it must be read alone."""
    return words[_STARTS:].view(np.int64), words[_WRONG:_STARTS]
