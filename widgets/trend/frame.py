"""How the height of the trend is shared out: the axis, and strips for what has no place on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from widgets.trend.scale import Axis, Floats

_LEAST_AXIS = 24.0
"""Pixels the axis keeps, however many strips there are."""


class Strip(IntEnum):
    """A strip beside the axis: the best above it, the rest below, in this order."""

    BEST = 0
    WORST = 1
    NOTHING = 2
    """No number, or no partner."""
    BROKEN = 3


class StripPlace(NamedTuple):
    """Where a strip stands, in the plot's upright coordinate."""

    bottom: float
    middle: float
    top: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's upright range, its strips, and the labels that do not collide."""

    bottom: float
    top: float
    strips: dict[Strip, StripPlace]
    ticks: tuple[tuple[float, str], ...]
    """Of the axis alone."""


def frame_for(axis: Axis, strips: Sequence[Strip], height: float, label: float) -> Frame:
    """Share out ``height`` pixels, with strips and labels of ``label`` pixels each."""
    edge = label / 2 + 1
    room = max(height - 2 * edge - len(strips) * label, _LEAST_AXIS)
    unit = (axis.top - axis.bottom) / room
    strip = label * unit
    # A label in the middle of its strip keeps clear of one at the end of the axis.
    up, down = axis.top + edge * unit, axis.bottom - edge * unit
    places: dict[Strip, StripPlace] = {}
    for one in sorted(strips):
        if one is Strip.BEST:
            places[one] = StripPlace(up, up + strip / 2, up + strip)
            up += strip
        else:
            places[one] = StripPlace(down - strip, down - strip / 2, down)
            down -= strip
    return Frame(down, up, places, _that_fit(axis.ticks, label * unit))


def heights_in(
    frame: Frame, axis: Axis, heights: Floats, strips: NDArray[np.int8]
) -> tuple[Floats, Floats]:
    """Where marks stand, and the line through those that stand on the axis (NaN elsewhere).

    ``strips`` as from ``strips_of``.
    """
    line = np.where(strips < 0, heights, np.nan)
    marks = line.copy()
    for strip, place in frame.strips.items():
        marks[strips == strip] = place.middle
    # What is perfect or infinitely bad is still measured: the line goes on to its strip.
    for strip in (Strip.BEST, Strip.WORST):
        if strip in frame.strips:
            line[strips == strip] = frame.strips[strip].middle
    return marks, line


def strips_of(axis: Axis, heights: Floats, broken: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The strip of each height, −1 for a place on the axis."""
    strips = np.full(len(heights), -1, np.int8)
    strips[heights > axis.top] = Strip.BEST
    strips[heights < axis.bottom] = Strip.WORST
    strips[np.isnan(heights)] = Strip.NOTHING
    strips[broken] = Strip.BROKEN
    return strips


def _that_fit(ticks: Sequence[tuple[float, str]], room: float) -> tuple[tuple[float, str], ...]:
    """The ends first, then every fourth, every second, and the rest, each where there is room."""
    count = len(ticks)
    ranked = sorted(
        range(count),
        key=lambda at: (at not in (0, count - 1), (count - 1 - at) % 4 > 0, (count - 1 - at) % 2),
    )
    kept: list[int] = []
    for at in ranked:
        if all(abs(ticks[at][0] - ticks[other][0]) >= room for other in kept):
            kept.append(at)
    return tuple(ticks[at] for at in sorted(kept))
