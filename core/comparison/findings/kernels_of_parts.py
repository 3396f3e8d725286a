"""Compiled looks at parts of a layer: lines that are 0 throughout, channels that change places.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types

from core.comparison.findings import kernel_places
from core.comparison.findings.kernel_places import CHANNEL_ERRORS, OF_CHANNEL
from core.compiling import kernel, part

_NUMBERS = types.Array(types.float64, 1, "C", readonly=True)
"""Values of a side, flat."""
_PLACES = types.Array(types.int64, 1, "C", readonly=True)


@part
def _is_dead(
    values: Any, begin: int, outer: int, outer_step: int, inner: int, inner_step: int
) -> bool:
    """Whether all is 0 at ``outer`` times ``inner`` places, so far from one another."""
    for i in range(outer):
        at = begin + i * outer_step
        for _ in range(inner):
            if values[at] != 0.0:
                return False
            at += inner_step
    return True


@part
def _flag(values: Any, height: int, width: int, flags: Any) -> None:
    size = height * width
    count = len(values) // size
    for channel in range(count):
        flags[channel] = _is_dead(values, channel * size, 1, 0, size, 1)
    for row in range(height):
        flags[count + row] = _is_dead(values, row * width, count, size, width, 1)
    for column in range(width):
        flags[count + height + column] = _is_dead(values, column, count, size, height, width)


@kernel(
    (_NUMBERS, _NUMBERS, types.int64, types.int64, types.boolean[:, ::1], types.int64[::1]),
    kernel_places,
)
def dead_lines(left: Any, right: Any, height: int, width: int, flags: Any, alone: Any) -> None:
    """Flag the channels, rows (in every channel) and columns that are 0 throughout, in this order.

    Both sides are channels × ``height`` × ``width``; ``flags`` has a row for the left one and one
    for the right one. In ``alone`` it is counted how many of each kind are so on one side
    alone.
    """
    _flag(left, height, width, flags[0])
    _flag(right, height, width, flags[1])
    count = len(left) // (height * width)
    alone[:] = 0
    for line in range(flags.shape[1]):
        kind = 0 if line < count else 1 if line < count + height else 2
        alone[kind] += flags[0, line] != flags[1, line]


@part
def _worst(by_channel: Any, worst: Any) -> float:
    """Fill in the channels with the largest Σd², the largest first; returns what they carry."""
    known = 0
    for channel in range(len(by_channel)):
        error = by_channel[channel, CHANNEL_ERRORS]
        at = min(known, len(worst) - 1)
        if known > at and error <= by_channel[worst[at], CHANNEL_ERRORS]:
            continue
        while at > 0 and error > by_channel[worst[at - 1], CHANNEL_ERRORS]:
            worst[at] = worst[at - 1]
            at -= 1
        worst[at] = channel
        known = min(known + 1, len(worst))
    carried = 0.0
    for channel in worst:
        carried += by_channel[channel, CHANNEL_ERRORS]
    return carried


@kernel(
    (
        _NUMBERS,
        _NUMBERS,
        types.float64[:, ::1],
        _PLACES,
        types.float64,
        types.float64,
        types.int64[::1],
    ),
    kernel_places,
)
def are_like_others(
    left: Any, right: Any, by_channel: Any, at: Any, least: float, left_over: float, worst: Any
) -> Any:
    """Whether two right channels are nearer to another left one than to their own.

    Looked for among as many channels with the largest Σd² as there is room for in ``worst``, which
    is filled with these; False where they carry less than ``least``. Nearer is: at the places
    ``at`` of the picture the squares of the differences leave at most ``left_over`` of its own.
    """
    if _worst(by_channel, worst) < least:
        return False
    size = len(left) // len(by_channel)
    alike = 0
    for one in worst:
        own = 0.0
        for place in at:
            d = right[one * size + place] - left[one * size + place]
            own += d * d
        most = left_over * own
        for other in worst:
            if other == one:
                continue
            distance = 0.0
            for place in at:
                d = right[one * size + place] - left[other * size + place]
                distance += d * d
                # Mostly after a few places.
                if distance > most:
                    break
            if distance <= most:
                alike += 1
                break
        if alike == 2:
            return True
    return False


def warm_up() -> None:
    """Call the kernels."""
    numbers, at, flags = np.zeros(1), np.zeros(1, np.int64), np.zeros((2, 3), np.bool_)
    dead_lines(numbers, numbers, 1, 1, flags, np.zeros(3, np.int64))
    are_like_others(
        numbers, numbers, np.zeros((1, OF_CHANNEL)), at, 1.0, 1.0, np.zeros(1, np.int64)
    )
