"""One decimal number of any spelling to float64, token by token: the exact route.

Exact is the 128-bit product (Mushtak and Lemire, "Fast number parsing without fallback",
2023). Odd, and left to the caller, who has Python's exact numbers, are tokens that spell no
number, digits beyond the 19th that decide, and texts beside a midpoint of two float32 numbers,
whose nearest float64 would hide which float32 is nearest.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.compiling import part
from core.dumps.machine import (
    double_from_bits,
    high_product,
    leading_zeros,
    load_byte,
    load_word,
    trailing_zeros,
)

_U = np.uint64
_ZEROS = _U(0x3030303030303030)
_ABOVE_NINE = _U(0x7676767676767676)
_HIGH_BITS = _U(0x8080808080808080)
_PAIRS = _U(0x000000FF000000FF)
_HUNDREDS = _U(0x000F424000000064)
_UNITS = _U(0x0000271000000001)
_ONE = _U(1)
_8, _16, _24, _32, _63 = (_U(bits) for bits in (8, 16, 24, 32, 63))

LEAST_SINGLE_EXPONENT = 1023 - 126
LOW_BITS = _U((1 << 29) - 1)
MIDPOINT = _U(1 << 28)
"""Low bits of a float64 half way between two float32 numbers of the normal range."""
_HALF_TINIEST_SINGLE = _U((1023 - 151) << 52)
_INFINITE = _U(0x7FF << 52)
_FRACTION_BITS = _U((1 << 52) - 1)

_LOWER_THREE, _LOWER_FOUR = _U(0x202020), _U(0x20202020)
_LOWER_EIGHT = _U(0x2020202020202020)
_INF, _NAN, _IND, _RUNTIME, _QNAN, _SNAN, _INFINITY = (
    _U(int.from_bytes(word, "little"))
    for word in (b"inf", b"nan", b"ind", b"1.#", b"qnan", b"snan", b"infinity")
)

LEAST_POWER, _GREATEST_POWER = -342, 308
_SMALL_POWERS = np.array([10**e for e in range(20)], dtype=np.uint64)
_MOST_DIGITS = 19


def _powers_of_five() -> NDArray[np.uint64]:
    """128-bit significands of 5**q, q = −342 … 308, rounded as the paper's proof wants them."""
    table = []
    for q in range(LEAST_POWER, _GREATEST_POWER + 1):
        if q >= 0:
            value = 5**q << 128
        else:
            bits = (5**-q - 1).bit_length()
            value = (1 << (bits + 127 if q >= -27 else 2 * bits + 128)) // 5**-q + 1
        value >>= value.bit_length() - 128
        table += [value >> 64, value & ((1 << 64) - 1)]
    return np.array(table, dtype=np.uint64)


FIVES = _powers_of_five()
"""Upper and lower half of each."""


@part
def is_separator(byte: Any) -> Any:
    """White space or a comma."""
    return byte == 32 or (byte >= 9 and byte <= 13) or byte == 44


@part
def _eight_digits(nibbles: Any) -> Any:
    pairs = nibbles * _U(10) + (nibbles >> _8)
    return ((pairs & _PAIRS) * _HUNDREDS + ((pairs >> _16) & _PAIRS) * _UNITS) >> _32


@part
def _exact_bits(significand: Any, power: Any) -> Any:
    """Float64 bits of ``significand`` * 10**``power``, round half even, and whether the float32
    nearest to these bits is the one nearest to the text."""
    if significand == 0 or power < LEAST_POWER:
        return _U(0), True
    if power > _GREATEST_POWER:
        return _INFINITE, True
    shift = leading_zeros(significand)
    word = significand << _U(shift)
    place = _U(power - LEAST_POWER) << _ONE
    five = FIVES[place]
    high = high_product(word, five)
    low = word * five
    if high & _U(0x1FF) == _U(0x1FF):
        carry = high_product(word, FIVES[place + _ONE])
        low += carry
        high += _U(carry > low)
    upper = high >> _63
    drop = upper + _U(9)
    mantissa = high >> drop
    exponent = ((217706 * power) >> 16) + 63 + np.int64(upper) - shift + 1023
    if exponent <= 0:
        if exponent < -62:
            return _U(0), True
        mantissa >>= _U(1 - exponent)
        # a carry into bit 52 is the exponent of the smallest normal number
        return (mantissa + (mantissa & _ONE)) >> _ONE, True
    whole = low <= _ONE and mantissa << drop == high
    if whole and power >= -4 and power <= 23 and mantissa & _U(3) == _ONE:
        mantissa -= _ONE  # exactly half way, and even below
    mantissa = (mantissa + (mantissa & _ONE)) >> _ONE
    if mantissa >= _U(1 << 53):
        mantissa = _U(1 << 52)
        exponent += 1
    if exponent >= 2047:
        return _INFINITE, True
    bits = (mantissa & _FRACTION_BITS) | (_U(exponent) << _U(52))
    if exponent >= LEAST_SINGLE_EXPONENT and bits & LOW_BITS != MIDPOINT:
        return bits, True
    if bits < _HALF_TINIEST_SINGLE:
        return bits, True
    # Bits below a float32's last: more of them where float32 is subnormal.
    below = _U(29 + max(LEAST_SINGLE_EXPONENT - exponent, 0))
    half = _ONE << (below - _ONE)
    rest = (bits & _FRACTION_BITS | (_ONE << _U(52))) & ((half << _ONE) - _ONE)
    # An exact midpoint rounds to even from either width; one that was rounded may not.
    return bits, rest != half or (whole and power >= -17 and power <= 10)


@part
def _token_end(buffer: Any, position: Any) -> Any:
    while not is_separator(load_byte(buffer, position)):
        position += 1
    return position


@part
def _not_finite(buffer: Any, start: Any, end: Any) -> Any:
    """What an unsigned token spells: +inf, nan, or 0 for anything else."""
    word = load_word(buffer, start)
    three = word & _U(0xFFFFFF)
    length = end - start
    found = np.float64(0.0)
    if three | _LOWER_THREE == _INF:
        if length == 3 or (length == 8 and word | _LOWER_EIGHT == _INFINITY):
            return np.float64(np.inf)
    elif three | _LOWER_THREE == _NAN:
        if length == 3:
            return np.float64(np.nan)
        if load_byte(buffer, start + 3) == 40 and load_byte(buffer, end - 1) == 41:
            # one closing bracket: two tokens may have lost the line end between them
            at = start + 4
            while load_byte(buffer, at) != 41:
                at += 1
            if at == end - 1:
                return np.float64(np.nan)
    elif three == _RUNTIME:
        name = (word >> _24) & _U(0xFFFFFFFF) | _LOWER_FOUR
        at = start + 6
        if name & _U(0xFFFFFF) == _INF:
            found = np.float64(np.inf)
        elif name & _U(0xFFFFFF) == _IND:
            found = np.float64(np.nan)
        elif name in (_QNAN, _SNAN):
            found = np.float64(np.nan)
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
            found = np.float64(0.0)
    return found


@part
def read_token(buffer: Any, position: Any) -> Any:
    """The number written at ``buffer[position]``: (its end, its value, whether it is not odd)."""
    byte = load_byte(buffer, position)
    negative = byte == 45
    at = position + np.int64(negative or byte == 43)
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
    good = good and is_separator(load_byte(buffer, at))
    if not good:
        at = _token_end(buffer, token)
        value = _not_finite(buffer, token, at)
        good = value != 0
    else:
        bits, good = _exact_bits(significand, power)
        value = double_from_bits(bits)
        if cut:  # the digits left out decide when this and the next number differ
            others, plain = _exact_bits(significand + _ONE, power)
            good = good and plain and bits == others
    return at, -value if negative else value, good
