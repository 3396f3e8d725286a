"""Hex digits to 32-bit numbers, a buffer of complete tokens at a time."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import kernel, part
from core.dumps import machine, refilling, system_calls
from core.dumps.machine import load_byte, load_word, store, trailing_zeros
from core.dumps.refilling import MOST_REFILLS, refill

_U = np.uint64
_EACH = _U(0x0101010101010101)
_HIGH_BITS = _U(0x80) * _EACH
_LOW_SEVEN = _U(0x7F) * _EACH
_NIBBLES = _U(0x0F) * _EACH
_FROM_0, _ABOVE_9 = _U(0x80 - 0x30) * _EACH, _U(0x80 - 0x3A) * _EACH
_FROM_A, _ABOVE_F = _U(0x80 - 0x61) * _EACH, _U(0x80 - 0x67) * _EACH
_LOWER = _U(0x20) * _EACH
_PAIRS = _U(0x00FF00FF00FF00FF)
_FOURS = _U(0x0000FFFF0000FFFF)
_ALL = _U(0xFFFFFFFF)
_4, _6, _8, _16, _24 = (_U(bits) for bits in (4, 6, 8, 16, 24))
_BLOCK = 32
"""Lines judged at once, so that no branch stands between them."""


@part
def _not_hex(word: Any) -> Any:
    """The high bit of every byte that is no hex digit."""
    low = word & _LOW_SEVEN
    digit = (low + _FROM_0) & ~(low + _ABOVE_9)
    low |= _LOWER
    letter = (low + _FROM_A) & ~(low + _ABOVE_F)
    return (~(digit | letter) | word) & _HIGH_BITS


@part
def _number(word: Any) -> Any:
    """The 32 bits that eight hex digits write."""
    nibbles = (word & _NIBBLES) + ((word >> _6) & _EACH) * _U(9)
    pairs = ((nibbles << _4) | (nibbles >> _8)) & _PAIRS
    fours = (pairs | (pairs >> _8)) & _FOURS
    value = fours | (fours >> _16)
    return (
        ((value & _U(0xFF)) << _24)
        | ((value & _U(0xFF00)) << _8)
        | ((value >> _8) & _U(0xFF00))
        | ((value >> _24) & _U(0xFF))
    )


@part
def _is_separator(byte: Any) -> Any:
    return byte == 32 or (byte >= 9 and byte <= 13)


@part
def parse_hex(
    buffer: Any, start: Any, stop: Any, out: Any, count: Any, narrowest: Any, widest: Any, most: Any
) -> Any:
    """Read tokens of ``buffer[start:stop]`` into ``out[count:]``: hex of 1 to ``most`` digits.

    ``most`` = 8 allows leading zeros beyond; ``0x`` may stand before the digits.

    Every token must end before ``stop`` (its separator may stand at ``stop``), and 64
    bytes must follow: words are loaded without looking.
    ``narrowest`` and ``widest`` carry the token widths seen so far.

    Returns (position, count, narrowest, widest, bad); position < stop when ``out`` is full or,
    with bad = 1, before the first token that is no such number.
    """
    position = start
    while position < stop:
        # blocks of lines of eight digits and LF, or CR LF
        for pitch in (9, 10):
            # Nothing is written where there may be no number: what is filled may be looked at yet.
            if most < 8 or (position < stop and _is_separator(load_byte(buffer, position))):
                break
            while position + _BLOCK * pitch <= stop and count + _BLOCK <= len(out):
                wrong = _U(0)
                for line in range(_BLOCK):
                    at = position + line * pitch
                    word = load_word(buffer, at)
                    wrong |= _not_hex(word) | (load_byte(buffer, at + pitch - 1) ^ _U(10))
                    if pitch == 10:
                        wrong |= load_byte(buffer, at + 8) ^ _U(13)
                    store(out, count + line, np.int32(_number(word)))
                if wrong:
                    break
                position += _BLOCK * pitch
                count += _BLOCK
                narrowest = min(narrowest, 8)
                widest = max(widest, 8)

        # then tokens of any width, for as many lines as a block has
        limit = min(count + _BLOCK, len(out))
        while position < stop:
            byte = load_byte(buffer, position)
            if _is_separator(byte):
                position += 1
                continue
            if count == limit:
                break
            at = position
            if byte == 48 and load_byte(buffer, at + 1) | _U(32) == 120:
                at += 2
            word = load_word(buffer, at)
            width = trailing_zeros(_not_hex(word)) >> 3
            if width == 0 or width > most:
                return position, count, narrowest, widest, 1
            half = _U(4 * (8 - width))
            value = _number((word << half) << half)
            at += width
            if width == 8 and not _is_separator(load_byte(buffer, at)):
                while _not_hex(load_byte(buffer, at)) & _U(128) == 0:
                    if value >> _U(28):
                        return position, count, narrowest, widest, 1
                    value = value << _4 | _number(load_byte(buffer, at)) >> _U(28)
                    at += 1
            if not _is_separator(load_byte(buffer, at)):
                return position, count, narrowest, widest, 1
            store(out, count, np.int32(value))
            count += 1
            narrowest = min(narrowest, width)
            widest = max(widest, width)
            position = at
        if position < stop and count == len(out):
            break
    return position, count, narrowest, widest, 0


@kernel(
    "UniTuple(int64, 9)(uint8[::1], int64, int64, int32[::1], int64, int64, int64, int64,"
    "int64, int64, int64, int64)",
    *(machine, refilling, system_calls),
)
def fill_hex(
    buffer: Any,
    start: Any,
    stop: Any,
    out: Any,
    count: Any,
    narrowest: Any,
    widest: Any,
    most: Any,
    filled: Any,
    function: Any,
    file: Any,
    left: Any,
) -> Any:
    """``parse_hex``, and on with the file's next text as long as every token is such a number.

    ``buffer[:filled]`` is text; the rest as in ``refill``. Returns (position, stop, count,
    narrowest, widest, bad, filled, bytes read, bytes of them before ``stop``); where tokens are
    ``bad`` all but ``count`` are of the last text.
    """
    read = given = 0
    for _ in range(MOST_REFILLS):
        position, count, narrowest, widest, bad = parse_hex(
            buffer, start, stop, out, count, narrowest, widest, most
        )
        if bad or position < stop or count == len(out):
            break
        stop, filled, got = refill(buffer, stop, filled, function, file, left - read, False)
        if got == 0:
            break
        read += got
        given += stop
        start = position = 0
    return position, stop, count, narrowest, widest, bad, filled, read, given


@kernel("int64(int32[::1], int64, int64, int64)")
def sign_extend(numbers: Any, start: Any, stop: Any, width: Any) -> Any:
    """Read ``numbers[start:stop]`` as two's complement of ``width`` bits, in place.

    A number with higher bits set must be the 32-bit extension of a negative one. Returns the
    index of the first that is not, or -1.
    """
    least = -(1 << (width - 1))
    for i in range(start, stop):
        number = np.int64(numbers[i])
        if number >= 0 and number < (1 << width):
            numbers[i] = np.int32((number ^ -least) + least)
        elif number >= 0 or number < least:
            return i
    return -1
