"""Blocks of decimal numbers to float64, stage by stage.

A stage does one thing for all tokens of a block, without a branch, and leaves it in an array: so
no token waits for the one before, most stages are vector code, and a token that no stage
understands costs nobody else anything.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import inlined
from core.dumps.decimal_token import (
    FIVES,
    LEAST_POWER,
    LEAST_SINGLE_EXPONENT,
    LOW_BITS,
    MIDPOINT,
)
from core.dumps.machine import (
    count_ones,
    double_from_bits,
    high_product,
    leading_zeros,
    load,
    load_byte,
    load_half,
    store,
    trailing_zeros,
)
from core.dumps.vectors import WINDOW, behind_point, digits, separators

BLOCK = 128
"""Tokens that go through the stages together: their arrays stay in the first-level cache."""
SPAN = 1 << 13
"""Bytes of text that are searched for tokens at once."""
PLACES = SPAN // 2 + 64
"""Length of the arrays for the tokens found there: some are written beyond the last."""
FARTHEST = WINDOW + 1
"""Bytes before a token's end that are loaded."""

_U = np.uint64
_ONE, _10, _11, _16, _24, _63 = (_U(bits) for bits in (1, 10, 11, 16, 24, 63))
_ALL = _U(0xFFFFFFFFFFFFFFFF)
_UPPER_FIVES = FIVES[::2].copy()
_EXPONENT = _U(int.from_bytes(b"e+00", "little"))
_SIXTEEN_DIGITS = _U(10**16)
_NARROW = 1024
"""Least upper half that could make a significand of more than 64 bits, as a power of two."""


@inlined
def _chunk(buffer: Any, base: Any, stop: Any) -> Any:
    """A bit for each of 64 bytes that belongs to a token, and for each from ``stop`` on."""
    inside = ~separators(buffer, base)
    beyond = _U(0)
    if base + 64 > stop:
        beyond = ~(_ALL >> _U(64 - (stop - base)))
    return inside & ~beyond, beyond


@inlined
def _store_places(bits: Any, base: Any, places: Any, found: Any, many: Any) -> Any:
    """List the set ``bits``, some at once: how many there are is hard to foresee."""
    for i in range(4):
        store(places, found + i, base + trailing_zeros(bits))
        bits &= bits - _ONE
    if many > 4:
        for i in range(4, 10):
            store(places, found + i, base + trailing_zeros(bits))
            bits &= bits - _ONE
        found += 10
        while bits:
            for i in range(8):
                store(places, found + i, base + trailing_zeros(bits))
                bits &= bits - _ONE
            found += 8


@inlined
def list_ends(buffer: Any, start: Any, stop: Any, ends: Any) -> Any:
    """List where tokens of ``buffer[start:start + SPAN]`` end.

    Returns (how many, where the search ended, whether a token is open there, whether there is
    anything but one separator between two tokens).
    """
    base = start
    limit = min(stop, start + SPAN)
    before = _U(0)
    gaps = _U(0)
    found = 0
    while base < limit:
        inside, beyond = _chunk(buffer, base, stop)
        shifted = inside << _ONE | before
        before = inside >> _63
        gaps |= ~(inside | shifted | beyond)
        bits = ~inside & shifted
        many = count_ones(bits)
        _store_places(bits, base, ends, found, many)
        found += many
        base += 64
    return found, min(base, stop), before != 0, gaps != 0


@inlined
def list_starts(buffer: Any, start: Any, stop: Any, starts: Any) -> Any:
    """List where tokens of ``buffer[start:stop]`` start."""
    base = start
    before = _U(0)
    found = 0
    while base < stop:
        inside, _ = _chunk(buffer, base, stop)
        bits = inside & ~(inside << _ONE | before)
        before = inside >> _63
        many = count_ones(bits)
        _store_places(bits, base, starts, found, many)
        found += many
        base += 64


@inlined
def follow_ends(start: Any, found: Any, ends: Any, starts: Any) -> Any:
    """The same when each token but the one at ``start`` stands one behind an end."""
    store(starts, 0, start)
    for i in range(found):
        store(starts, i + 1, load(ends, i) + 1)


@inlined
def _load_outlines(
    buffer: Any, starts: Any, ends: Any, done: Any, many: Any, signs: Any, tails: Any
) -> Any:
    """Each token's first byte and its last four."""
    for i in range(many):
        store(signs, i, load_byte(buffer, load(starts, done + i)))
        store(tails, i, load_half(buffer, load(ends, done + i) - 4))


@inlined
def _split(
    starts: Any,
    ends: Any,
    done: Any,
    many: Any,
    signs: Any,
    tails: Any,
    lengths: Any,
    stops: Any,
    powers: Any,
) -> Any:
    """Sign bits, length and end of what stands before an exponent e±dd, and the exponent."""
    for i in range(many):
        end = load(ends, done + i)
        minus = np.int64(load(signs, i) == 45)
        start = load(starts, done + i) + minus
        tail = load(tails, i) ^ _EXPONENT
        sign = tail & _U(0x200)
        # bits that neither e nor E, neither + nor −, or no digit leaves
        other = ((tail + _U(0x76760000)) | tail) & _U(0x8080F9DF) | (
            sign ^ (tail >> _ONE & _U(0x200))
        )
        found = (other == 0) & (end - 4 > start)
        exponent = np.int64((tail >> _16 & _U(15)) * _U(10) + (tail >> _24))
        exponent = -exponent if sign else exponent
        stop = end - 4 if found else end
        store(signs, i, _U(minus) << _63)
        store(stops, i, stop)
        store(lengths, i, stop - start)
        store(powers, i, exponent if found else 0)


@inlined
def _find_points(buffer: Any, many: Any, stops: Any, behind: Any) -> Any:
    for i in range(many):
        store(behind, i, behind_point(buffer, load(stops, i)))


@inlined
def _count_digits(many: Any, lengths: Any, behind: Any, powers: Any, wrong: Any) -> Any:
    """Lengths without the point, powers of ten with the digits behind it; more than the window
    holds is wrong."""
    for i in range(many):
        length = load(lengths, i)
        places = load(behind, i)
        # the last point may be another token's
        point = (places < length) & (places < WINDOW)
        count = length - np.int64(point)
        store(lengths, i, count & 63)
        store(powers, i, load(powers, i) - (places if point else 0))
        store(wrong, i, _U((count < 1) | (count > WINDOW)))


@inlined
def _convert(
    buffer: Any,
    many: Any,
    stops: Any,
    behind: Any,
    lengths: Any,
    highs: Any,
    lows: Any,
    others: Any,
) -> Any:
    for i in range(many):
        high, low, other = digits(buffer, load(stops, i), load(behind, i), load(lengths, i))
        store(highs, i, high)
        store(lows, i, low)
        store(others, i, other)


@inlined
def _all_bits(many: Any, words: Any) -> Any:
    bits = _U(0)
    for i in range(many):
        bits |= load(words, i)
    return bits


@inlined
def _multiply(many: Any, highs: Any, lows: Any, powers: Any, products: Any, shifts: Any) -> Any:
    """Upper words of significand · 5**power, and what normalised the significand."""
    for i in range(many):
        word = load(highs, i) * _SIXTEEN_DIGITS + load(lows, i)
        shift = leading_zeros(word)
        word <<= _U(shift & 63)
        five = load(_UPPER_FIVES, load(powers, i) - LEAST_POWER)
        store(products, i, high_product(word, five))
        store(shifts, i, shift)


@inlined
def _multiply_wide(
    many: Any, highs: Any, lows: Any, powers: Any, products: Any, shifts: Any
) -> Any:
    """The same for significands of up to 128 bits, of which the upper 64 are taken."""
    for i in range(many):
        high = load(highs, i)
        low = high * _SIXTEEN_DIGITS + load(lows, i)
        top = high_product(high, _SIXTEEN_DIGITS) + _U(low < load(lows, i))
        wide = top != 0
        word = top if wide else low
        rest = low if wide else _U(0)
        shift = leading_zeros(word)
        word = word << _U(shift & 63) | rest >> _ONE >> _U(63 - shift & 63)
        five = load(_UPPER_FIVES, load(powers, i) - LEAST_POWER)
        store(products, i, high_product(word, five))
        store(shifts, i, shift - 64 * np.int64(wide))


@inlined
def _round(
    many: Any,
    products: Any,
    shifts: Any,
    powers: Any,
    signs: Any,
    others: Any,
    wrong: Any,
    out: Any,
    count: Any,
) -> Any:
    """The numbers, and which of them must be read alone; returns whether any must.

    The significand and the power of five are cut off below their upper 64 bits, so the product lies
    less than 3 below the true one, less than 6 after normalising: of 11 bits to round away only
    half and the five below it leave a doubt.
    """
    some = _U(0)
    for i in range(many):
        product = load(products, i)
        power = load(powers, i)
        upper = product >> _63
        rounded = product << (_ONE ^ upper)
        exponent = ((217706 * power) >> 16) + 63 + np.int64(upper) - load(shifts, i) + 1023
        bits = (rounded >> _11) + (rounded >> _10 & _ONE) + (_U(exponent - 1) << _U(52))
        rare = (
            ((rounded & _U(0x7FF)) - _U(0x3FB) < _U(6))
            | (exponent < LEAST_SINGLE_EXPONENT)
            | (bits & LOW_BITS == MIDPOINT)
        ) & (product != 0)
        bits = bits if product else _U(0)
        alone = load(wrong, i) | load(others, i) | _U(rare)
        store(wrong, i, alone)
        some |= alone
        store(out, count + i, double_from_bits(bits | load(signs, i)))
    return some != 0


@inlined
def room() -> Any:
    """Arrays for one block: of words, of signed numbers, and what stages hand on."""
    words = (
        np.empty(BLOCK, np.uint64),
        np.empty(BLOCK, np.uint64),
        np.empty(BLOCK, np.uint64),
        np.empty(BLOCK, np.uint64),
        np.empty(BLOCK, np.uint64),
        np.empty(BLOCK, np.uint64),
    )
    numbers = (
        np.empty(BLOCK, np.int64),
        np.empty(BLOCK, np.int64),
        np.empty(BLOCK, np.int64),
        np.empty(BLOCK, np.int64),
        np.empty(BLOCK, np.int64),
    )
    return words, numbers


@inlined
def read_block(
    buffer: Any,
    starts: Any,
    ends: Any,
    done: Any,
    many: Any,
    words: Any,
    numbers: Any,
    out: Any,
    count: Any,
    wrong: Any,
) -> Any:
    """Read up to ``BLOCK`` tokens, listed from index ``done`` on, into ``out[count:]``.

    None may end less than ``FARTHEST`` bytes from the buffer's beginning. ``wrong`` is not 0 where
    a token must be read alone; returns whether there is one.
    """
    signs, tails, highs, lows, products, others = words
    lengths, stops, powers, behind, shifts = numbers
    _load_outlines(buffer, starts, ends, done, many, signs, tails)
    _split(starts, ends, done, many, signs, tails, lengths, stops, powers)
    _find_points(buffer, many, stops, behind)
    _count_digits(many, lengths, behind, powers, wrong)
    _convert(buffer, many, stops, behind, lengths, highs, lows, others)
    if _all_bits(many, highs) < _NARROW:
        _multiply(many, highs, lows, powers, products, shifts)
    else:
        _multiply_wide(many, highs, lows, powers, products, shifts)
    return _round(many, products, shifts, powers, signs, others, wrong, out, count)
