"""Fixed point numbers to exact decimal text."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.compiling import kernel

_U = np.uint64


@kernel("int64(int32[::1], int64, uint8[::1])")
def write_fixed(numbers: Any, fraction_bits: Any, text: Any) -> Any:
    """Write each number / 2**``fraction_bits`` exactly, one a line; no zeros at a fraction's end.

    A line is at most ``fraction_bits`` + 13 bytes long. Returns the bytes written to ``text``.
    """
    at = 0
    bits = _U(fraction_bits)
    digits = np.empty(10, np.uint8)
    for i in range(len(numbers)):
        number = np.int64(numbers[i])
        if number < 0:
            text[at] = 45
            at += 1
            number = -number
        whole = _U(number) >> bits
        fraction = _U(number) - (whole << bits)
        length = 0
        while True:
            digits[length] = 48 + whole % _U(10)
            whole //= _U(10)
            length += 1
            if whole == 0:
                break
        while length:
            length -= 1
            text[at] = digits[length]
            at += 1
        if fraction:
            text[at] = 46
            at += 1
        # fraction / 2**left; ten times that, halved above and below, so that 63 bits do not
        # overflow: a number has 31 bits, and gains fewer than it has left to lose
        left = bits
        while fraction:
            fraction *= _U(5)
            left -= _U(1)
            digit = fraction >> left
            text[at] = 48 + digit
            at += 1
            fraction -= digit << left
        text[at] = 10
        at += 1
    return at
