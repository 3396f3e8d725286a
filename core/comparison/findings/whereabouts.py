"""Causes told by where the error is: a few channels, the border, a few elements."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.findings.facts import EXPLAINED, Cause, Facts, Numbers, widest_border

CHANNEL_ERROR = 0.8
"""Share of Σd² that the few channels carry."""
DEAD_ERROR = 0.3
"""The same for channels that do not vary on the right."""
_CHANNEL_PART = 8
"""At most one in so many channels are few."""
FEWEST_CHANNELS = 4

BORDER_ERROR = 0.9
BORDER_AREA = 0.45
"""Share of Σd² that the border carries, and share of the area that it may have."""
_SIDES = ("top", "bottom", "left", "right")
SMALLEST_PLANE = 4

TAIL_ERROR = 0.9
TAIL_PART = 0.01
"""Share of Σd² that the tail carries, and share of the elements that it may be."""
TAIL_OF_PLACE = 0.05
"""Share of a place's elements that must not carry nearly all of its error: it is these then."""
_FEWEST_FOR_TAIL = 256
FEWEST_FOR_PLACE = 64
"""Elements of a pair; the error of fewer may lie in a channel or at the border by chance."""

_UNEVEN = 0.9

_WORSE = 4.0
"""How many times the error over signal of the rest the place at fault must have."""

_NAMED = 8
"""Channels listed in the evidence."""

_LEAST_PLANE = 32
"""Elements of a channel below which its mean says little."""


def may_be_somewhere(facts: Facts) -> bool:
    """Whether the spread leaves room for any of the places, see ``Facts.can_hold``.

    By errors that are nowhere all of one size: their mean is 0.9 of what the bound allows at most
    (it is 0.87 of it for even ones, 0.80 for normal ones).
    """
    if facts.can_hold(TAIL_ERROR, TAIL_PART, _UNEVEN):
        return True
    if facts.shape is None:
        return False
    channels, height, width = facts.shape
    few = few_of(channels) / channels
    are_channels = channels >= FEWEST_CHANNELS and height * width > 1
    if are_channels and facts.can_hold(CHANNEL_ERROR, few, _UNEVEN):
        return True
    inner = max(height - 2, 0) * max(width - 2, 0)
    area = min(1.0 - inner / (height * width), BORDER_AREA)
    return min(height, width) >= SMALLEST_PLANE and facts.can_hold(BORDER_ERROR, area, _UNEVEN)


def few_of(channels: int) -> int:
    """How many of so many channels are few."""
    return max(1, channels // _CHANNEL_PART)


def few_channels(numbers: Numbers) -> Cause | None:
    """One or few channels carry most of Σd², and more than their share of the signal explains.

    Not where a channel is one element: that is a heavy tail, or noise.
    """
    shape = numbers.facts.shape
    if shape is None or shape[0] < FEWEST_CHANNELS or shape[1] * shape[2] == 1:
        return None
    if numbers.facts.elements < FEWEST_FOR_PLACE:
        return None
    sums, channels = numbers.sums, numbers.by_channel
    few, whole_error = min(few_of(shape[0]), len(channels)), numbers.whole_error
    if (
        few * sums[places.WORST_CHANNEL] < CHANNEL_ERROR * whole_error
        and sums[places.CONSTANT_ERROR] < DEAD_ERROR * whole_error
    ):
        return None
    errors = channels[:, places.CHANNEL_ERRORS]
    chosen, constant = _dead_channels(numbers), True
    if not len(chosen):
        worst = np.argsort(-errors, kind="stable")[:few]
        shares = np.cumsum(errors[worst]) / whole_error
        if shares[-1] < CHANNEL_ERROR:
            return None
        count = int(np.searchsorted(shares, CHANNEL_ERROR)) + 1
        chosen, constant = np.sort(worst[:count]), False
        left, right = numbers.of_channels(numbers.left), numbers.of_channels(numbers.right)
        if _is_tail(np.square(right[chosen] - left[chosen])):
            return None
    if not is_worse(errors, channels[:, places.CHANNEL_SIGNAL], chosen):
        return None
    evidence = {
        "channels": [int(channel) for channel in chosen[:_NAMED]],
        "count": len(chosen),
        "of": shape[0],
        "share_of_error": min(float(errors[chosen].sum()) / whole_error, 1.0),
        "constant": constant,
    }
    return Cause("few_channels", evidence)


def _dead_channels(numbers: Numbers) -> NDArray[np.int64]:
    """The few that have one value only on the right and are off, where they are much of Σd²."""
    none = np.empty(0, np.int64)
    shape, channels = numbers.facts.shape, numbers.by_channel
    assert shape is not None
    if numbers.sums[places.CONSTANT_ERROR] < DEAD_ERROR * numbers.whole_error:
        return none
    errors = channels[:, places.CHANNEL_ERRORS]
    dead = np.flatnonzero((channels[:, places.CHANNEL_VARIES] == 0.0) & (errors > 0.0))
    return dead if len(dead) <= few_of(shape[0]) else none


def _is_tail(squares: NDArray[Any]) -> bool:
    """Whether few of the elements of a place carry nearly all of its error, and not the place."""
    ordered = np.sort(squares, axis=None)[::-1]
    shares = np.cumsum(ordered) / ordered.sum()
    count = int(np.searchsorted(shares, TAIL_ERROR)) + 1
    return count <= max(1, TAIL_OF_PLACE * len(ordered))


def is_worse(errors: NDArray[Any], signal: NDArray[Any], chosen: Any) -> bool:
    """Whether error over signal is larger in the chosen places than in the rest."""
    error, power = float(errors[chosen].sum()), float(signal[chosen].sum())
    rest = float(errors.sum()) - error, float(signal.sum()) - power
    return error * max(rest[1], 0.0) >= _WORSE * max(rest[0], 0.0) * power


def channel_offsets(numbers: Numbers) -> Cause | None:
    """Each channel has a constant of its own: mean d of the channels explains Σd²."""
    shape = numbers.facts.shape
    if shape is None or len(numbers.by_channel) < 2 or shape[1] * shape[2] < _LEAST_PLANE:
        return None
    size = shape[1] * shape[2]
    share = numbers.sums[places.OFFSETS] / size / numbers.error
    if share < EXPLAINED:
        return None
    means = numbers.by_channel[:, places.CHANNEL_OFFSETS] / size
    worst = np.argsort(-np.abs(means), kind="stable")[:_NAMED]
    evidence = {
        "channels": [int(channel) for channel in worst],
        "offsets": [float(means[channel]) for channel in worst],
        "of": shape[0],
        "share_of_error": min(share, 1.0),
    }
    return Cause("channel_offsets", evidence)


def border_only(numbers: Numbers) -> Cause | None:
    """The error lies in the outermost rows or columns."""
    shape = numbers.facts.shape
    if shape is None:
        return None
    _, height, width = shape
    if min(height, width) < SMALLEST_PLANE or numbers.facts.elements < FEWEST_FOR_PLACE:
        return None
    errors, total = numbers.plane, numbers.error
    if numbers.sums[places.INNER] > (1.0 - BORDER_ERROR) * total:
        return None
    widest = widest_border(height, width)
    for depth in range(1, widest + 1):
        strips = {side: float(errors[_strip(side, depth)].sum()) for side in _SIDES}
        at, sides, share = np.zeros((height, width), bool), [], 0.0
        for side in sorted(_SIDES, key=lambda side: -strips[side]):
            if share < BORDER_ERROR:
                at[_strip(side, depth)] = True
                sides.append(side)
                share = float(errors[at].sum()) / total
        area = float(at.mean())
        if area > BORDER_AREA:
            return None
        if share >= BORDER_ERROR:
            squares = np.square(numbers.of_channels(numbers.right - numbers.left))
            signal = np.square(numbers.of_channels(numbers.left)).sum(axis=0)
            worse = is_worse(errors, signal.reshape(height, width), at)
            if not worse or _is_tail(squares[:, at.ravel()]):
                return None
            evidence = {"sides": sides, "depth": depth, "share_of_error": share}
            return Cause("border_only", {**evidence, "share_of_area": area})
    return None


def _strip(side: str, depth: int) -> tuple[slice, slice]:
    everything = slice(None)
    return {
        "top": (slice(0, depth), everything),
        "bottom": (slice(-depth, None), everything),
        "left": (everything, slice(0, depth)),
        "right": (everything, slice(-depth, None)),
    }[side]


def heavy_tail(numbers: Numbers) -> Cause | None:
    """Few elements carry the error."""
    facts = numbers.facts
    if facts.elements < _FEWEST_FOR_TAIL or not facts.can_hold(TAIL_ERROR, TAIL_PART):
        return None
    most = min(math.ceil(TAIL_PART * facts.elements), len(numbers))
    squares = np.square(numbers.right - numbers.left)
    worst = np.sort(np.partition(squares, len(squares) - most)[-most:])[::-1]
    shares = np.cumsum(worst) / numbers.whole_error
    count = int(np.searchsorted(shares, TAIL_ERROR)) + 1
    if count > most:
        return None
    evidence = {
        "elements": count,
        "of": facts.elements,
        "share_of_error": min(float(shares[count - 1]), 1.0),
        "largest_at": facts.metrics.max_error_index,
    }
    return Cause("heavy_tail", evidence)
