"""Machine instructions numba has no name for; only compiled kernels can call these.

Bytes are read little-endian, as every machine that numba and Qt support stores them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types
from numba.extending import intrinsic

_WORD = ir.IntType(64)


def address(context: Any, builder: Any, array_type: Any, array: Any, index: Any) -> Any:
    """Where an element is, for an intrinsic's builder."""
    data = context.make_array(array_type)(context, builder, array).data
    return builder.gep(data, [index])


def _load_word(_typing: Any, array: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        place = address(context, builder, signature.args[0], *values)
        return builder.load(builder.bitcast(place, _WORD.as_pointer()), align=1)

    return types.uint64(array, types.int64), generate


def _load_half(_typing: Any, array: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        place = address(context, builder, signature.args[0], *values)
        half = builder.load(builder.bitcast(place, ir.IntType(32).as_pointer()), align=1)
        return builder.zext(half, _WORD)

    return types.uint64(array, types.int64), generate


def _load_byte(_typing: Any, array: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        place = address(context, builder, signature.args[0], *values)
        return builder.zext(builder.load(place), _WORD)

    return types.uint64(array, types.int64), generate


def _load(_typing: Any, array: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return builder.load(address(context, builder, signature.args[0], *values))

    return array.dtype(array, types.int64), generate


def _store(_typing: Any, array: Any, index: Any, value: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        place = address(context, builder, signature.args[0], values[0], values[1])
        builder.store(values[2], place)
        return context.get_dummy_value()

    return types.void(array, types.int64, array.dtype), generate


def _trailing_zeros(_typing: Any, word: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return builder.cttz(values[0], cgutils.false_bit)

    return types.int64(types.uint64), generate


def _leading_zeros(_typing: Any, word: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return builder.ctlz(values[0], cgutils.false_bit)

    return types.int64(types.uint64), generate


def _count_ones(_typing: Any, word: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return builder.ctpop(values[0])

    return types.int64(types.uint64), generate


def _high_product(_typing: Any, left: Any, right: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        wide = ir.IntType(128)
        product = builder.mul(builder.zext(values[0], wide), builder.zext(values[1], wide))
        return builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), _WORD)

    return types.uint64(types.uint64, types.uint64), generate


def _double_from_bits(_typing: Any, bits: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return builder.bitcast(values[0], ir.DoubleType())

    return types.float64(types.uint64), generate


def made(generator: Callable[..., Any]) -> Callable[..., Any]:
    """numba's ``intrinsic``, with a type."""
    return cast(Callable[..., Any], intrinsic(generator))


load_word = made(_load_word)
"""``(uint8 array, index) -> uint64``: eight bytes from any address, unchecked."""
load_half = made(_load_half)
"""``(uint8 array, index) -> uint64``: four bytes from any address, unchecked."""
load_byte = made(_load_byte)
"""``(uint8 array, index) -> uint64``, unchecked."""
load = made(_load)
"""``(array, index) -> element``, unchecked: no test for indices from the end."""
store = made(_store)
"""``(array, index, value)``, unchecked: no test for indices from the end."""
trailing_zeros = made(_trailing_zeros)
"""``(uint64) -> int64``; 64 for zero."""
leading_zeros = made(_leading_zeros)
"""``(uint64) -> int64``; 64 for zero."""
count_ones = made(_count_ones)
"""``(uint64) -> int64``."""
high_product = made(_high_product)
"""``(uint64, uint64) -> uint64``: the upper half of the 128-bit product."""
double_from_bits = made(_double_from_bits)
