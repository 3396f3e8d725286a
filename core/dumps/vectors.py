"""Many bytes at once: intrinsics of plain LLVM vectors, which it can compile for any processor.

As in ``machine``, only compiled kernels can call these.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import types

from core.dumps.machine import address, made

_BIT, _BYTE, _SHORT, _HALF, _WORD = (ir.IntType(bits) for bits in (1, 8, 16, 32, 64))
_CHUNK = 64
WINDOW = 32
"""Bytes before a token's end that ``behind_point`` and ``digits`` look at; the latter loads one
more."""


def _splat(element: Any, lanes: int, value: int) -> Any:
    return ir.Constant(ir.VectorType(element, lanes), [value] * lanes)


def _loaded(builder: Any, place: Any, lanes: int) -> Any:
    return builder.load(builder.bitcast(place, ir.VectorType(_BYTE, lanes).as_pointer()), align=1)


def _before(builder: Any, place: Any, distance: int) -> Any:
    return _loaded(builder, builder.gep(place, [ir.Constant(_WORD, -distance)]), WINDOW)


def _separators(_typing: Any, array: Any, index: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        text = _loaded(builder, address(context, builder, signature.args[0], *values), _CHUNK)
        control = builder.icmp_unsigned(
            "<", builder.sub(text, _splat(_BYTE, _CHUNK, 9)), _splat(_BYTE, _CHUNK, 5)
        )
        space = builder.icmp_unsigned("==", text, _splat(_BYTE, _CHUNK, 32))
        comma = builder.icmp_unsigned("==", text, _splat(_BYTE, _CHUNK, 44))
        return builder.bitcast(builder.or_(builder.or_(control, space), comma), _WORD)

    return types.uint64(array, types.int64), generate


def _behind_point(_typing: Any, array: Any, end: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        last = address(context, builder, signature.args[0], *values)
        window = _before(builder, last, WINDOW)
        points = builder.icmp_unsigned("==", window, _splat(_BYTE, WINDOW, 46))
        zeros = builder.ctlz(builder.bitcast(points, _HALF), ir.Constant(_BIT, 0))
        return builder.zext(zeros, _WORD)

    return types.int64(array, types.int64), generate


def _ramp(builder: Any) -> Any:
    """Address of a window of ones with zeros behind it: loaded from index n, n lanes are zero."""
    name = "cosight.ramp"
    kind = ir.ArrayType(_BYTE, 3 * WINDOW)
    ramp = builder.module.globals.get(name)
    if ramp is None:
        ramp = ir.GlobalVariable(builder.module, kind, name)
        ramp.linkage, ramp.global_constant, ramp.align = "internal", True, 64
        ramp.initializer = ir.Constant(kind, [255] * WINDOW + [0] * (2 * WINDOW))
    return builder.bitcast(ramp, _BYTE.as_pointer())


def _digits(_typing: Any, array: Any, end: Any, behind: Any, count: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        array, end, behind, count = values
        last = address(context, builder, signature.args[0], array, end)
        window = _before(builder, last, WINDOW)
        shifted = _before(builder, last, WINDOW + 1)
        left = _loaded(builder, builder.gep(_ramp(builder), [behind]), WINDOW)
        outside = _loaded(builder, builder.gep(_ramp(builder), [count]), WINDOW)
        # what stands left of the point moves over it
        closed = builder.or_(builder.and_(window, builder.not_(left)), builder.and_(shifted, left))
        digits = builder.sub(closed, _splat(_BYTE, WINDOW, 48))
        digits = builder.and_(digits, builder.not_(outside))
        others = builder.icmp_unsigned(">", digits, _splat(_BYTE, WINDOW, 9))
        high, low = _sixteens(builder, digits)
        others = builder.zext(builder.bitcast(others, _HALF), _WORD)
        return context.make_tuple(builder, signature.return_type, [high, low, others])

    numbers: Any = types.UniTuple
    return numbers(types.uint64, 3)(array, types.int64, types.int64, types.int64), generate


def _sixteens(builder: Any, digits: Any) -> tuple[Any, Any]:
    """The two numbers of sixteen digits in a vector of 32."""
    lanes = builder.bitcast(digits, ir.VectorType(_SHORT, 16))
    # 10 × the first of a pair + the second, in the upper byte
    pairs = builder.lshr(builder.mul(lanes, _splat(_SHORT, 16, 2561)), _splat(_SHORT, 16, 8))
    fours = _joined(builder, builder.bitcast(pairs, ir.VectorType(_HALF, 8)), _HALF, 8, 100)
    eights = _joined(builder, builder.bitcast(fours, ir.VectorType(_WORD, 4)), _WORD, 4, 10**4)
    nothing = ir.Constant(eights.type, ir.Undefined)
    lanes = ir.Constant(ir.VectorType(_HALF, 4), [1, 1, 3, 3])
    lower = builder.shuffle_vector(eights, nothing, lanes)
    # the mask tells LLVM that a multiplication of halves will do
    upper = builder.and_(eights, _splat(_WORD, 4, 0xFFFFFFFF))
    both = builder.add(builder.mul(upper, _splat(_WORD, 4, 10**8)), lower)
    high, low = (builder.extract_element(both, ir.Constant(_HALF, lane)) for lane in (0, 2))
    return high, low


def _joined(builder: Any, vector: Any, element: Any, lanes: int, weight: int) -> Any:
    """``weight`` × the lower half of each lane + its upper half."""
    half = element.width // 2
    lower = builder.and_(vector, _splat(element, lanes, (1 << half) - 1))
    upper = builder.lshr(vector, _splat(element, lanes, half))
    return builder.add(builder.mul(lower, _splat(element, lanes, weight)), upper)


separators = made(_separators)
"""``(uint8 array, index) -> uint64``: a bit for each of 64 bytes, set for white space and comma."""
behind_point = made(_behind_point)
"""``(uint8 array, end) -> int64``: how many of the 32 bytes before ``end`` stand behind the last
point; 32 if there is none."""
digits = made(_digits)
"""``(uint8 array, end, behind, count) -> (uint64, uint64, uint64)``: the last ``count`` digits
before ``end`` as two numbers, the last sixteen of 32 the second, and a bit for each that is none.

``behind`` of them, 0 to 32, stand behind a point, which is left out; 32 means that there is none.
``count``: 0 to 63, of which 32 are read."""
