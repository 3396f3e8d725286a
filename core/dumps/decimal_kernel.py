"""Decimal text to float32, correctly rounded, a buffer of complete tokens at a time.

Three routes, the later ones rarer: up to 19 digits times a power of ten in float64, taken when
the result is not within a few steps of a float32 rounding midpoint; the exact 128-bit product
(Mushtak and Lemire, "Fast number parsing without fallback", 2023); and a list of odd tokens
for the caller, who reads them with Python's own exact numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.dumps.machine import (
    bits_of_double,
    compiled,
    high_product,
    leading_zeros,
    load_byte,
    load_word,
    single_from_bits,
    store,
    trailing_zeros,
)

_U = np.uint64
_ZEROS = _U(0x3030303030303030)
_ABOVE_NINE = _U(0x7676767676767676)
_HIGH_BITS = _U(0x8080808080808080)
_PAIRS = _U(0x000000FF000000FF)
_HUNDREDS = _U(0x000F424000000064)
_UNITS = _U(0x0000271000000001)
_TAIL_TEMPLATE = _U(int.from_bytes(b"00e+00\n\0", "little"))
_TAIL_DIGITS = _U(0x0000808000808080)
_TAIL_ABOVE = _U(0x00007676007F7676)
_ONE = _U(1)
_8, _16, _24, _32, _40, _48, _63 = (_U(bits) for bits in (8, 16, 24, 32, 40, 48, 63))

_MIDPOINT = _U(1 << 28)
_LOW_BITS = _U((1 << 29) - 1)
_NEAR = _U(16)
_SMALLEST_NORMAL = 2.0**-126

_LOWER_THREE, _LOWER_FOUR = _U(0x202020), _U(0x20202020)
_LOWER_EIGHT = _U(0x2020202020202020)
_INF, _NAN, _IND, _RUNTIME, _QNAN, _SNAN, _INFINITY = (
    _U(int.from_bytes(word, "little"))
    for word in (b"inf", b"nan", b"ind", b"1.#", b"qnan", b"snan", b"infinity")
)

_LEAST_POWER, _GREATEST_POWER = -80, 60
_POWERS = np.array([float(f"1e{e}") for e in range(_LEAST_POWER, _GREATEST_POWER + 1)])
_SMALL_POWERS = np.array([10**e for e in range(20)], dtype=np.uint64)
_MOST_DIGITS = 19
_SAFE_WHEN_CUT = _U(10**17)
"""With this many digits kept, those left out move a float64 by less than a step."""


def _powers_of_five() -> NDArray[np.uint64]:
    """128-bit significands of 5**q, q = −64 … 38, rounded as the paper's proof wants them."""
    table = []
    for q in range(-64, 39):
        if q >= 0:
            value = 5**q << 128
        else:
            bits = (5**-q - 1).bit_length()
            value = (1 << (bits + 127 if q >= -27 else 2 * bits + 128)) // 5**-q + 1
        value >>= value.bit_length() - 128
        table += [value >> 64, value & ((1 << 64) - 1)]
    return np.array(table, dtype=np.uint64)


_FIVES = _powers_of_five()


@compiled()
def _eight_digits(nibbles: Any) -> Any:
    pairs = nibbles * _U(10) + (nibbles >> _8)
    return ((pairs & _PAIRS) * _HUNDREDS + ((pairs >> _16) & _PAIRS) * _UNITS) >> _32


@compiled()
def _is_separator(byte: Any) -> Any:
    return byte == 32 or (byte >= 9 and byte <= 13) or byte == 44


@compiled()
def _exact_bits(significand: Any, power: Any) -> Any:
    """Float32 bits of ``significand`` * 10**``power``, round half even."""
    if significand == 0 or power < -64:
        return _U(0)
    if power > 38:
        return _U(0x7F800000)
    shift = leading_zeros(significand)
    word = significand << _U(shift)
    five = _FIVES[2 * (power + 64)]
    high = high_product(word, five)
    low = word * five
    if high & _U(0x3FFFFFFFFF) == _U(0x3FFFFFFFFF):
        carry = high_product(word, _FIVES[2 * (power + 64) + 1])
        low += carry
        if carry > low:
            high += _ONE
    upper = high >> _63
    drop = upper + _U(38)
    mantissa = high >> drop
    exponent = ((217706 * power) >> 16) + 63 + np.int64(upper) - shift + 127
    if exponent <= 0:
        if exponent < -62:
            return _U(0)
        mantissa >>= _U(1 - exponent)
        # a carry into bit 23 is the exponent of the smallest normal number
        return (mantissa + (mantissa & _ONE)) >> _ONE
    if (
        low <= _ONE
        and power >= -17
        and power <= 10
        and mantissa & _U(3) == _ONE
        and mantissa << drop == high
    ):
        mantissa -= _ONE  # exactly half way, and even below
    mantissa = (mantissa + (mantissa & _ONE)) >> _ONE
    if mantissa >= _U(1 << 24):
        mantissa = _U(1 << 23)
        exponent += 1
    if exponent >= 255:
        return _U(0x7F800000)
    return (mantissa & _U(0x7FFFFF)) | (_U(exponent) << _U(23))


@compiled()
def _by_float64(significand: Any, power: Any) -> Any:
    """``significand`` * 10**``power``, and whether that is safely the exact float32."""
    if power < _LEAST_POWER or power > _GREATEST_POWER:
        return np.float32(0.0), False
    double = np.float64(significand) * _POWERS[power - _LEAST_POWER]
    away = (bits_of_double(double) & _LOW_BITS) - (_MIDPOINT - _NEAR)
    safe = (away > _NEAR + _NEAR and double >= _SMALLEST_NORMAL) or significand == 0
    return np.float32(double), safe


@compiled()
def _token_end(buffer: Any, position: Any) -> Any:
    while not _is_separator(load_byte(buffer, position)):
        position += 1
    return position


@compiled()
def _not_finite(buffer: Any, start: Any, end: Any) -> Any:
    """What an unsigned token spells: +inf, nan, or 0 for anything else."""
    word = load_word(buffer, start)
    three = word & _U(0xFFFFFF)
    length = end - start
    found = np.float32(0.0)
    if three | _LOWER_THREE == _INF:
        if length == 3 or (length == 8 and word | _LOWER_EIGHT == _INFINITY):
            return np.float32(np.inf)
    elif three | _LOWER_THREE == _NAN:
        if length == 3 or (load_byte(buffer, start + 3) == 40 and load_byte(buffer, end - 1) == 41):
            return np.float32(np.nan)
    elif three == _RUNTIME:
        name = (word >> _24) & _U(0xFFFFFFFF) | _LOWER_FOUR
        at = start + 6
        if name & _U(0xFFFFFF) == _INF:
            found = np.float32(np.inf)
        elif name & _U(0xFFFFFF) == _IND:
            found = np.float32(np.nan)
        elif name in (_QNAN, _SNAN):
            found = np.float32(np.nan)
            at += 1
        while load_byte(buffer, at) == 48:
            at += 1
        if load_byte(buffer, at) | _U(32) == 101 and at < end:
            at += 1
            if load_byte(buffer, at) == 43:
                at += 1
            while load_byte(buffer, at) == 48:
                at += 1
        if at != end:
            found = np.float32(0.0)
    return found


@compiled("UniTuple(int64, 3)(uint8[::1], int64, int64, float32[::1], int64, int64[:, ::1])")
def parse_decimals(buffer: Any, start: Any, stop: Any, out: Any, count: Any, odd: Any) -> Any:
    """Read tokens of ``buffer[start:stop]`` into ``out[count:]``.

    Every token must end before ``stop`` (its separator may stand at ``stop``), and 64
    bytes must follow: words are loaded without looking. Tokens read by no fast
    route, bad ones among them, leave a place in ``out`` and a row
    (offset, length, index in ``out``) in ``odd``.

    Returns (position, count, rows of odd); position < stop when ``out`` or ``odd`` is full.
    """
    odds = 0
    position = start
    while position < stop:
        byte = load_byte(buffer, position)
        if _is_separator(byte):
            position += 1
            continue
        if count == len(out) or odds == len(odd):
            break
        negative = byte == 45
        at = position + np.int64(negative)

        # d.dddddddddddddddddde±dd, what NumPy's savetxt writes
        head = load_word(buffer, at) ^ _U(0x2E30)
        left = load_word(buffer, at + 2) ^ _ZEROS
        right = load_word(buffer, at + 10) ^ _ZEROS
        tail = load_word(buffer, at + 18) ^ _TAIL_TEMPLATE
        sign = (tail >> _24) & _U(0xFF)
        end = (tail >> _48) & _U(0xFF)
        wrong = ((left + _ABOVE_NINE) | left | (right + _ABOVE_NINE) | right) & _HIGH_BITS
        wrong |= ((tail + _TAIL_ABOVE) | tail) & _TAIL_DIGITS
        if (
            wrong == 0
            and head & _U(0xFFFF) <= 9
            and (sign == 0 or sign == 6)
            and (end == 0 or end == 7)
        ):
            significand = (
                (head & _U(0xFF)) * _U(10**18)
                + _eight_digits(left) * _U(10**10)
                + _eight_digits(right) * _U(100)
                + (tail & _U(15)) * _U(10)
                + ((tail >> _8) & _U(15))
            )
            power = np.int64(((tail >> _32) & _U(15)) * _U(10) + ((tail >> _40) & _U(15)))
            power = -power if sign else power
            value, safe = _by_float64(significand, power - 18)
            if not safe:
                value = single_from_bits(_exact_bits(significand, power - 18))
            store(out, count, -value if negative else value)
            count += 1
            position = at + 25
            continue

        if byte == 43:
            at += 1
        token = at
        significand = _U(0)
        digits = 0
        power = np.int64(0)
        cut = False
        point = False
        while True:
            nibbles = load_word(buffer, at) ^ _ZEROS
            others = ((nibbles + _ABOVE_NINE) | nibbles) & _HIGH_BITS
            run = trailing_zeros(others) >> 3
            if run:
                half = _U(4 * (8 - run))
                value8 = _eight_digits((nibbles << half) << half)
                kept = run
                if digits + run > _MOST_DIGITS:
                    kept = _MOST_DIGITS - digits
                    value8 //= _SMALL_POWERS[run - kept]
                    cut = True
                significand = significand * _SMALL_POWERS[kept] + value8
                digits = digits + kept if significand else 0
                power += run - kept
                if point:
                    power -= run
                at += run
                if run == 8:
                    continue
            if point or load_byte(buffer, at) != 46:
                break
            point = True
            at += 1
        good = at - token > np.int64(point)
        if good and load_byte(buffer, at) | _U(32) == 101:
            at += 1
            sign = load_byte(buffer, at)
            if sign == 45 or sign == 43:
                at += 1
            nibbles = load_word(buffer, at) ^ _ZEROS
            others = ((nibbles + _ABOVE_NINE) | nibbles) & _HIGH_BITS
            run = trailing_zeros(others) >> 3
            half = _U(4 * (8 - run))
            exponent = np.int64(_eight_digits((nibbles << half) << half))
            good = run > 0 and run < 8
            power += -exponent if sign == 45 else exponent
            at += run
        good = good and _is_separator(load_byte(buffer, at))
        if not good:
            at = _token_end(buffer, token)
            value = _not_finite(buffer, token, at)
            good = value != 0
        else:
            value, safe = _by_float64(significand, power)
            if not safe or (cut and significand < _SAFE_WHEN_CUT):
                value = single_from_bits(_exact_bits(significand, power))
                if cut:  # the digits left out decide when this and the next number differ
                    good = value == single_from_bits(_exact_bits(significand + _ONE, power))
        if good:
            store(out, count, -value if negative else value)
        else:
            odd[odds, 0] = position
            odd[odds, 1] = at - position
            odd[odds, 2] = count
            odds += 1
        count += 1
        position = at
    return position, count, odds
