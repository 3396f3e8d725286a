"""Both sides of a pair read, decoded and summed up in one call, for as long as nothing is odd.

``measure_files`` does so from the opening of two small files to their ends, ``measure_on`` goes on
with files that Python has opened.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.comparison import metrics_kernels, sum_places
from core.comparison.metrics_kernels import BLOCK, add_range
from core.compiling import kernel, part
from core.dumps import (
    decimal_kernel,
    hex_kernel,
    opening,
    status_places,
    stream_places,
    system_calls,
)
from core.dumps.decimal_kernel import fill_decimals
from core.dumps.hex_kernel import fill_hex
from core.dumps.opening import CLOSED, MOST_BYTES, begin_file, end_file, is_at_end
from core.dumps.refilling import MOST_REFILLS
from core.dumps.status_places import SIZE
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

ELEMENTS, PLACE, TOLD = 0, 1, 2
"""Where ``measure_files`` tells of a pair, and how many words."""
_CAUTION = 1.1
_NO_WORDS, _NO_TEXT = np.empty(0, np.int64), np.empty(0, np.uint8)
_NOTHING_TOLD = np.empty((0, TOLD), np.int64)
_SIDE = (
    "float64, int64, int64[::1], int64[::1], uint8[::1], float64[::1], int32[::1], int64[:, ::1]"
)
_PARTS = (
    *decimal_kernel.PARTS,
    *(decimal_kernel, hex_kernel, metrics_kernels, opening, stream_places, sum_places),
    *(status_places, system_calls),
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


@part
def _add(
    left_state: Any,
    left_floats: Any,
    left_whole: Any,
    left_scale: Any,
    right_state: Any,
    right_floats: Any,
    right_whole: Any,
    right_scale: Any,
    base: Any,
    sums: Any,
    counts: Any,
) -> Any:
    """Sum up what both blocks hold, the same number of elements; returns it."""
    count = left_state[COUNT]
    left_is_hex, right_is_hex = left_state[IS_HEX], right_state[IS_HEX]
    add_range(
        left_whole[: count if left_is_hex else 0],
        left_floats[: 0 if left_is_hex else count],
        right_whole[: count if right_is_hex else 0],
        right_floats[: 0 if right_is_hex else count],
        left_scale,
        right_scale,
        base,
        sums,
        counts,
    )
    left_state[COUNT] = right_state[COUNT] = 0
    return count


@part
def _add_blocks(
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
    most: Any,
    base: Any,
    sums: Any,
    counts: Any,
) -> Any:
    """``measure_on`` until ``most`` bytes were read."""
    done = 0
    while left_state[READ] + right_state[READ] < most:
        left_full = _fill(left_state, left_text, left_floats, left_whole, left_odd)
        right_full = _fill(right_state, right_text, right_floats, right_whole, right_odd)
        if not (left_full and right_full):
            break
        done += _add(
            left_state,
            left_floats,
            left_whole,
            left_scale,
            right_state,
            right_floats,
            right_whole,
            right_scale,
            base + done,
            sums,
            counts,
        )
    return done


@part
def _add_last(
    left_state: Any,
    left_floats: Any,
    left_whole: Any,
    left_scale: Any,
    right_state: Any,
    right_floats: Any,
    right_whole: Any,
    right_scale: Any,
    done: Any,
    sums: Any,
    counts: Any,
) -> Any:
    """Sum up what the last blocks of two files hold; returns how many elements each has.

    ``done`` were summed up before. -1 where they have not equally many, or anything is out of the
    ordinary.
    """
    if not (is_at_end(left_state) and is_at_end(right_state)):
        return -1
    if left_state[COUNT] != right_state[COUNT]:
        return -1
    return done + _add(
        left_state,
        left_floats,
        left_whole,
        left_scale,
        right_state,
        right_floats,
        right_whole,
        right_scale,
        done,
        sums,
        counts,
    )


@part
def _end_both(
    calls: Any, left_state: Any, left_status: Any, right_state: Any, right_status: Any
) -> Any:
    """``end_file`` of both sides; returns whether both are what they were."""
    same = end_file(calls, left_state, left_status)
    return end_file(calls, right_state, right_status) and same


@part
def _seems(status: Any, pace: Any) -> Any:
    """About how many numbers a file has that has so many a byte; rather too many."""
    return status[SIZE] * pace * _CAUTION


_FILES = "int64[::1], uint8[::1], int64[::1]"


@kernel(
    f"int64({_FILES}, {_SIDE}, {_SIDE}, int64, int64, float64[:, ::1], int64[:, ::1], "
    "int64[:, ::1])",
    *_PARTS,
)
def measure_files(
    calls: Any,
    paths: Any,
    starts: Any,
    left_scale: Any,
    left_is_hex: Any,
    left_status: Any,
    left_state: Any,
    left_text: Any,
    left_floats: Any,
    left_whole: Any,
    left_odd: Any,
    right_scale: Any,
    right_is_hex: Any,
    right_status: Any,
    right_state: Any,
    right_text: Any,
    right_floats: Any,
    right_whole: Any,
    right_odd: Any,
    piece: Any,
    base: Any,
    sums: Any,
    counts: Any,
    told: Any,
) -> Any:
    """Open one small pair after the other, and sum up all its numbers, as ``measure_on`` does.

    The path of file ``i``, where 2k is the left one of pair k and 2k + 1 the right one, stands in
    ``paths`` from ``starts[i]`` on and ends in 0; ``calls`` and either side's status are as in
    ``begin_file``. All left files hold numbers of one kind, and all right ones. There may be room
    for more than a ``piece`` of them: pairs of up to one are left in it one behind the other.

    Each pair has its row in ``sums`` and ``counts``, and in ``told`` how many elements it has and
    where its numbers lie, -1 where they do not. Comes back behind the one with
    which it has read ``MOST_BYTES``, and before one that does not fit, is large or out of
    the ordinary: its row is then worth nothing. Returns how many were measured.

    With no pair to tell of it goes on with files that are open, see ``measure_on``: two such
    kernels would take twice as long to compile.
    """
    are_open = len(told) == 0
    most = MOST_REFILLS * len(left_text) if are_open else 2 * MOST_BYTES + 1
    used = read = 0
    left_pace = right_pace = 0.0
    for k in range(max(1, len(told))):
        block = min(len(left_floats) - used, piece)
        if not are_open:
            left_state[FILE] = right_state[FILE] = CLOSED
            left_path, right_path = paths[starts[2 * k] :], paths[starts[2 * k + 1] :]
            good = begin_file(
                calls, left_path, left_is_hex, left_state, left_text, left_status
            ) and begin_file(calls, right_path, right_is_hex, right_state, right_text, right_status)
            seem = max(_seems(left_status, left_pace), _seems(right_status, right_pace))
            crowded = used > 0 and good and seem > block
            if crowded or not good:
                _end_both(calls, left_state, left_status, right_state, right_status)
                return k
        end = used + block
        done = _add_blocks(
            left_state,
            left_text,
            left_floats[used:end],
            left_whole[used:end],
            left_odd,
            left_scale,
            right_state,
            right_text,
            right_floats[used:end],
            right_whole[used:end],
            right_odd,
            right_scale,
            most,
            base,
            sums[k],
            counts[k],
        )
        if are_open:
            return done
        done = _add_last(
            left_state,
            left_floats[used:end],
            left_whole[used:end],
            left_scale,
            right_state,
            right_floats[used:end],
            right_whole[used:end],
            right_scale,
            done,
            sums[k],
            counts[k],
        )
        same = _end_both(calls, left_state, left_status, right_state, right_status)
        # A pair that seemed to fit and did not is held where it comes first.
        if not same or done <= 0 or (used > 0 and block < done <= piece):
            return k
        told[k, ELEMENTS] = done
        told[k, PLACE] = used if done <= block else -1
        if done <= block:
            # Sums are made by blocks: a pair that begins at one has the same sums anywhere.
            used = min(used + (done + BLOCK - 1) // BLOCK * BLOCK, len(left_floats))
        left_pace, right_pace = done / left_state[READ], done / right_state[READ]
        read += left_state[READ] + right_state[READ]
        if read >= MOST_BYTES or used == len(left_floats):
            return k + 1
    return len(told)


def measure_on(
    left: tuple[Any, ...], right: tuple[Any, ...], base: int, sums: Any, counts: Any
) -> int:
    """Read both sides a block at a time, and sum up the blocks as ``add_range`` does.

    A side is its state (see ``stream_places``), its text, a block for its numbers as float64 and
    the same memory as int32, rows for odd tokens, and the value of a number's step. Comes back when
    a block could not be filled, and after a while in any case. What was read of a block that is
    not full yet stays in it. Returns how many elements were summed up.
    """
    (*lefts, left_scale), (*rights, right_scale) = left, right
    add: Any = measure_files
    return int(
        add(
            *(_NO_WORDS, _NO_TEXT, _NO_WORDS),
            *(left_scale, 0, _NO_WORDS, *lefts),
            *(right_scale, 0, _NO_WORDS, *rights),
            *(len(lefts[2]), base, sums[None], counts[None], _NOTHING_TOLD),
        )
    )
