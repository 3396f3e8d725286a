"""The loop over lines that are laid out alike: each is a vector, and its sign says where the next
one is.

Written for LLVM as a whole: what is wrong with any line stays in a vector register from one to the
next, which numba has no type for.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types

from core.dumps.machine import address, made

LINE = 32
"""Bytes of a line that are looked at: sixteen from each of two places."""
SIGN_PLACE = 21
"""Where an exponent's sign stands among them."""
MINUS_EXPONENT, INDICES = 256, 512
"""What an index of powers has more for a minus, and how many there are."""

_BYTE, _SHORT, _HALF, _WORD, _WIDE = (ir.IntType(bits) for bits in (8, 16, 32, 64, 128))
_PAIR = 2
_variable: Any = cgutils.alloca_once_value


def _vector(element: Any, values: list[int]) -> Any:
    return ir.Constant(ir.VectorType(element, len(values)), values)


def _word(value: int) -> Any:
    return ir.Constant(_WORD, value)


def _loaded(builder: Any, place: Any, lanes: int) -> Any:
    return builder.load(builder.bitcast(place, ir.VectorType(_BYTE, lanes).as_pointer()), align=1)


def _is_minus(builder: Any, byte: Any) -> Any:
    return builder.zext(builder.icmp_unsigned("==", byte, ir.Constant(_BYTE, ord("-"))), _WORD)


def _digits(builder: Any, first: Any, last: Any, layout: list[Any]) -> tuple[Any, Any]:
    """What a line has more than is expected, and how much of it is too much."""
    lanes = _vector(_HALF, list(range(LINE)))
    halves = [_loaded(builder, place, LINE // 2) for place in (first, last)]
    text = builder.shuffle_vector(*halves, lanes)
    expected, kept, most = layout
    digits = builder.and_(builder.sub(text, expected), kept)
    over = builder.icmp_unsigned(">", digits, most)
    none = ir.Constant(digits.type, None)
    wrong = builder.select(over, builder.sub(digits, most), none)
    # of an exponent's sign, 1 stands for the comma between the plus and the minus
    comma = _vector(_BYTE, [int(place == SIGN_PLACE) for place in range(LINE)])
    return digits, builder.or_(wrong, builder.and_(digits, comma))


def _numbers(builder: Any, digits: Any) -> tuple[Any, Any, Any]:
    """Seven digits, eight, and four with an index of powers above them."""
    # a digit and a point, nine pairs of digits, an e and a sign, two digits, and what follows
    lanes = builder.bitcast(digits, ir.VectorType(_SHORT, 16))
    lanes = builder.mul(lanes, _vector(_SHORT, [256, *[2561] * 9, 1, *[2561] * 5]))
    pairs = builder.lshr(lanes, _vector(_SHORT, [8] * 16))
    lanes = builder.bitcast(pairs, ir.VectorType(_HALF, 8))
    weights = [100, 100, 100, 100, 100, MINUS_EXPONENT // 2, 0, 0]
    lanes = builder.mul(lanes, _vector(_HALF, [(weight << 16) + 1 for weight in weights]))
    fours = builder.lshr(lanes, _vector(_HALF, [16] * 8))
    words = builder.bitcast(fours, ir.VectorType(_WORD, 4))
    upper = builder.lshr(words, _vector(_WORD, [32] * 4))
    lower = builder.and_(words, _vector(_WORD, [0xFFFFFFFF] * 4))
    eights = builder.add(builder.mul(lower, _vector(_WORD, [10**4] * 4)), upper)
    head, middle = (builder.extract_element(eights, ir.Constant(_HALF, lane)) for lane in (0, 1))
    return head, middle, builder.extract_element(words, ir.Constant(_HALF, 2))


def _line_products(
    _typing: Any,
    buffer: Any,
    position: Any,
    pairs: Any,
    layout: Any,
    length: Any,
    digits: Any,
    weight: Any,
    powers: Any,
    words: Any,
    stride: Any,
) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        buffer, position, pairs, layout, length, digits, weight, powers, words, stride = values
        arrays = dict(enumerate(signature.args))

        def text(at: Any) -> Any:
            return address(context, builder, arrays[0], buffer, at)

        rows = [
            _loaded(builder, address(context, builder, arrays[3], layout, _word(LINE * row)), LINE)
            for row in range(3)
        ]
        last = builder.sub(digits, _word(2))
        place = _variable(builder, position)
        found = _variable(builder, ir.Constant(ir.VectorType(_BYTE, LINE), None))

        def store(row: int, index: Any, word: Any) -> None:
            at = builder.add(builder.mul(stride, _word(row)), index)
            builder.store(word, address(context, builder, arrays[8], words, at))

        def line(first: Any, index: Any) -> None:
            ends = text(first), text(builder.add(first, last))
            digits, wrong = _digits(builder, *ends, rows)
            builder.store(builder.or_(builder.load(found), wrong), found)
            head, middle, tail = _numbers(builder, digits)
            low = builder.mul(builder.and_(tail, _word(0xFFFFFFFF)), weight)
            low = builder.add(builder.mul(middle, _word(10**4)), low)
            word = builder.add(builder.mul(head, _word(10**12)), low)
            power = builder.and_(builder.lshr(tail, _word(32)), _word(INDICES - 1))
            five = builder.load(address(context, builder, arrays[7], powers, power))
            power = builder.add(power, _word(INDICES))
            top = builder.load(address(context, builder, arrays[7], powers, power))
            zeros = builder.ctlz(word, cgutils.false_bit)
            word = builder.shl(word, builder.and_(zeros, _word(63)))
            product = builder.mul(builder.zext(word, _WIDE), builder.zext(five, _WIDE))
            product = builder.trunc(builder.lshr(product, ir.Constant(_WIDE, 64)), _WORD)
            store(0, index, product)
            store(1, index, builder.sub(top, builder.shl(zeros, _word(52))))

        with cgutils.for_range(builder, pairs, intp=_WORD) as loop:
            index = builder.mul(loop.index, _word(_PAIR))
            start = builder.load(place)
            minus = _is_minus(builder, builder.load(text(start)))
            # both places of the next sign are looked at before it is known which it is
            behind = builder.add(start, length)
            signs = [builder.load(text(builder.add(behind, _word(more)))) for more in (0, 1)]
            sign = builder.select(builder.trunc(minus, ir.IntType(1)), signs[1], signs[0])
            middle = builder.add(behind, minus)
            first = builder.add(middle, _is_minus(builder, sign))
            builder.store(builder.add(first, length), place)
            store(3, index, start)
            line(builder.add(start, minus), index)
            index = builder.add(index, _word(1))
            store(3, index, middle)
            line(first, index)
        wrong = builder.bitcast(builder.load(found), ir.IntType(8 * LINE))
        right = builder.icmp_unsigned("==", wrong, ir.Constant(wrong.type, 0))
        return builder.select(right, builder.load(place), _word(-1))

    numbers = (types.int64,) * 2
    return types.int64(
        buffer, *numbers, layout, *numbers, types.uint64, powers, words, types.int64
    ), generate


line_products = made(_line_products)
"""``(uint8 array buffer, position, pairs, uint8 array layout, length, digits, weight, uint64 array
powers, uint64 array words, stride) -> int64``: multiply out ``pairs`` pairs of lines that begin at
``position``; returns the position behind them, or −1 when any line is not as in ``layout``.

``layout``: three rows of 32 bytes, those expected, a mask of those that count, and how much more
than expected they may be. They stand for a digit, a point and fourteen digits from a line's first
digit on; and for four digits, e, sign, two digits and a line end from ``digits`` − 2 behind it on.
``length``: a line's without sign. ``weight``: of the last four digits' last one. ``powers``: first
the significands of the power of ten, then what stands above the fraction of a float64 that is made
with it, by exponent, ``MINUS_EXPONENT`` more for a minus. ``words``: rows of ``stride`` for the
upper words of significand · power, what stands above their fraction, nothing, and where each line
begins.
"""
