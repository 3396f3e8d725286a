"""Machine instructions numba has no name for; only compiled kernels can call these.

numba's cache does not see a change in this file: touch the kernels' files after one.
Bytes are read little-endian, as every machine that numba and Qt support stores them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types
from numba.extending import intrinsic

_F = TypeVar("_F", bound=Callable[..., Any])
_WORD = ir.IntType(64)


def compiled(signature: str | None = None) -> Callable[[_F], _F]:
    """Compile with the GIL released; a ``signature`` compiles, or loads from the cache, at once."""

    def decorate(function: _F) -> _F:
        if signature is None:
            return cast(_F, numba.njit(nogil=True)(function))
        try:
            return cast(_F, numba.njit(signature, nogil=True, cache=True)(function))
        except RuntimeError:  # no folder can hold the cache: compile at every start
            return cast(_F, numba.njit(signature, nogil=True)(function))

    return decorate


def _address(context: Any, builder: Any, array_type: Any, array: Any, index: Any) -> Any:
    data = context.make_array(array_type)(context, builder, array).data
    return builder.gep(data, [index])


def _load_word(_typing: Any, array: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        place = _address(context, builder, signature.args[0], *values)
        return builder.load(builder.bitcast(place, _WORD.as_pointer()), align=1)

    return types.uint64(array, types.int64), generate


def _load_byte(_typing: Any, array: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        place = _address(context, builder, signature.args[0], *values)
        return builder.zext(builder.load(place), _WORD)

    return types.uint64(array, types.int64), generate


def _store(_typing: Any, array: Any, index: Any, value: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        place = _address(context, builder, signature.args[0], values[0], values[1])
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


def _made(generator: Callable[..., Any]) -> Callable[..., Any]:
    return cast(Callable[..., Any], intrinsic(generator))


load_word = _made(_load_word)
"""``(uint8 array, index) -> uint64``: eight bytes from any address, unchecked."""
load_byte = _made(_load_byte)
"""``(uint8 array, index) -> uint64``, unchecked."""
store = _made(_store)
"""``(array, index, value)``, unchecked: no test for indices from the end."""
trailing_zeros = _made(_trailing_zeros)
"""``(uint64) -> int64``; 64 for zero."""
leading_zeros = _made(_leading_zeros)
"""``(uint64) -> int64``; 64 for zero."""
high_product = _made(_high_product)
"""``(uint64, uint64) -> uint64``: the upper half of the 128-bit product."""
double_from_bits = _made(_double_from_bits)
