"""Both sides of a pair read, decoded and summed up in one call, for as long as nothing is odd.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

from typing import Any

from core.comparison import metrics_kernels, sum_places
from core.comparison.metrics_kernels import add_range
from core.compiling import kernel, part
from core.dumps import decimal_kernel, hex_kernel, stream_places
from core.dumps.decimal_kernel import fill_decimals
from core.dumps.hex_kernel import fill_hex
from core.dumps.refilling import MOST_REFILLS
from core.dumps.stream_places import (
    COUNT,
    FILE,
    FILLED,
    FUNCTION,
    GIVEN,
    IS_HEX,
    LEFT,
    MOST,
    NARROWEST,
    NUMBERS,
    ODDS,
    POSITION,
    READ,
    STOP,
    WIDEST,
)

_SIDE = "int64[::1], uint8[::1], float64[::1], int32[::1], int64[:, ::1], float64"
_PARTS = (
    *decimal_kernel.PARTS,
    *(decimal_kernel, hex_kernel, metrics_kernels, stream_places, sum_places),
)


@part
def _fill(state: Any, text: Any, floats: Any, whole: Any, odd: Any) -> Any:
    """Fill the rest of a side's block; returns whether it is full and nothing in it is odd."""
    position, stop, before, filled = state[POSITION], state[STOP], state[COUNT], state[FILLED]
    function, file, left = state[FUNCTION], state[FILE], state[LEFT]
    if state[IS_HEX]:
        position, stop, count, narrowest, widest, odds, filled, read, given = fill_hex(
            text,
            position,
            stop,
            whole,
            before,
            state[NARROWEST],
            state[WIDEST],
            state[MOST],
            filled,
            function,
            file,
            left,
        )
        state[NARROWEST] = narrowest
        state[WIDEST] = widest
    else:
        position, stop, count, odds, filled, read, given = fill_decimals(
            text, position, stop, floats, before, odd, filled, function, file, left
        )
    state[POSITION] = position
    state[STOP] = stop
    state[FILLED] = filled
    state[LEFT] = left - read
    state[READ] += read
    state[GIVEN] += given
    state[NUMBERS] += count - before
    state[COUNT] = count
    state[ODDS] = odds
    return odds == 0 and count == len(floats)


@kernel(f"int64({_SIDE}, {_SIDE}, int64, float64[::1], int64[::1])", *_PARTS)
def measure_on(
    left_state: Any,
    left_text: Any,
    left_floats: Any,
    left_whole: Any,
    left_odd: Any,
    left_scale: Any,
    right_state: Any,
    right_text: Any,
    right_floats: Any,
    right_whole: Any,
    right_odd: Any,
    right_scale: Any,
    base: Any,
    sums: Any,
    counts: Any,
) -> Any:
    """Read both sides a block at a time, and sum up the blocks as ``add_range`` does.

    A side is its state (see ``stream_places``), its text, a block for its numbers as float64 and
    the same memory as int32, rows for odd tokens, and the value of a number's step. Comes back when
    a block could not be filled, and after a while in any case. What was read of a block that is
    not full yet stays in it. Returns how many elements were summed up.
    """
    piece = len(left_floats)
    done = 0
    while left_state[READ] + right_state[READ] < MOST_REFILLS * len(left_text):
        left_full = _fill(left_state, left_text, left_floats, left_whole, left_odd)
        right_full = _fill(right_state, right_text, right_floats, right_whole, right_odd)
        if not (left_full and right_full):
            break
        left_is_hex, right_is_hex = left_state[IS_HEX], right_state[IS_HEX]
        add_range(
            left_whole[: piece if left_is_hex else 0],
            left_floats[: 0 if left_is_hex else piece],
            right_whole[: piece if right_is_hex else 0],
            right_floats[: 0 if right_is_hex else piece],
            left_scale,
            right_scale,
            base + done,
            sums,
            counts,
        )
        left_state[COUNT] = right_state[COUNT] = 0
        done += piece
    return done
