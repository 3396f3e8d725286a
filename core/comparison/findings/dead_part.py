"""Rows, columns or channels that one side left out: 0 throughout, where the other side is not."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.findings.facts import Cause, Numbers, widest_border
from core.comparison.findings.whereabouts import (
    FEWEST_CHANNELS,
    FEWEST_FOR_PLACE,
    SMALLEST_PLANE,
    few_of,
    is_worse,
)

_LEAST_OF_ERROR = 0.5
"""Share of Σd² that lies in the part: zeros that a side has of its own hold next to none."""
_DENSER = 4.0
"""How many times the error that an element of the rest has one of the part must have: noise about
zeros, which the other side has in fact, is no larger there than elsewhere."""
_TELLING = 0.01
"""Part of the mean error of the part's lines from which on a line counts as left out."""
_BEYOND_CHANCE = 20.0
"""−ln of how rare the zeros may be, were each as frequent as outside of the part: coarse steps
round a line of few small values to 0 as they do others. The same of how many err by more than the
root mean square: few elements may have their noise here by chance."""

_Flags = NDArray[np.bool_]


class _Part(NamedTuple):
    """Lines of one kind: which are 0 on a side throughout, and which on the other."""

    kind: str
    dead: _Flags
    other_dead: _Flags


def dead_part(numbers: Numbers) -> Cause | None:
    """A band of rows, columns or channels is 0 on one side alone; the right one is looked at first.

    Of a large pair whose first channels are here, rows and columns are those of these.
    """
    shape = numbers.facts.shape
    if shape is None or numbers.facts.elements < FEWEST_FOR_PLACE:
        return None
    for side in ("right", "left"):
        for part in _parts(numbers, shape, side):
            band = _band(part)
            if band is None:
                continue
            errors, signal = _sums(numbers, part.kind, side)
            share = _share_of_error(errors, signal, band)
            if share == 0.0 or _is_told_elsewhere(part, band, errors, shape):
                continue
            if _is_beyond_chance(numbers, side, part.kind, band):
                evidence = {
                    "side": side,
                    "kind": part.kind,
                    "first": band.start,
                    "last": band.stop - 1,
                    "of": len(part.dead),
                    "share_of_error": min(share, 1.0),
                }
                return Cause("dead_part", evidence)
    return None


def _parts(numbers: Numbers, shape: tuple[int, int, int], side: str) -> list[_Part]:
    """The kinds of lines of which the side has some that may be dead."""
    _, height, width = shape
    pictures = [
        one.reshape(-1, height, width)
        for one in (
            (numbers.right, numbers.left) if side == "right" else (numbers.left, numbers.right)
        )
    ]
    found = []
    if min(height, width) >= SMALLEST_PLANE:
        for kind, along in (("rows", 1), ("columns", 0)):
            dead = _dead_lines(pictures[0], along)
            if dead.any():
                found.append(_Part(kind, dead, _dead_lines(pictures[1], along)))
    if numbers.whole and shape[0] >= FEWEST_CHANNELS:
        sums = numbers.by_channel
        right = (sums[:, places.CHANNEL_VARIES] == 0.0) & (
            numbers.of_channels(numbers.right)[:, 0] == 0.0
        )
        left = sums[:, places.CHANNEL_SIGNAL] == 0.0
        found.append(_Part("channels", *((right, left) if side == "right" else (left, right))))
    return found


def _dead_lines(pictures: NDArray[np.float64], along: int) -> _Flags:
    """Which rows (``along`` 1) or columns (0) of channels × height × width are 0 in every channel.

    Most are ruled out by the first channel, and no others are looked at.
    """
    dead: _Flags = ~pictures[0].any(axis=along)
    if len(pictures) > 1 and dead.any():
        rest = pictures[1:, dead] if along == 1 else pictures[1:, :, dead]
        dead[dead] = ~rest.any(axis=(0, 1 + along))
    return dead


def _band(part: _Part) -> slice | None:
    """The dead lines that the other side has, if they lie side by side and are not all."""
    if part.dead.all():
        return None
    lost = np.flatnonzero(part.dead & ~part.other_dead)
    if not len(lost):
        return None
    band = slice(int(lost[0]), int(lost[-1]) + 1)
    return band if part.dead[band].all() else None


def _is_told_elsewhere(
    part: _Part, band: slice, errors: NDArray[np.float64], shape: tuple[int, int, int]
) -> bool:
    """Whether it is the border, or few channels: of these there is more to say.

    A channel that is next to nothing on the other side, too, does not make few many.
    """
    of = len(part.dead)
    if part.kind == "channels":
        lost = errors[band]
        return bool(np.count_nonzero(lost >= _TELLING * lost.mean()) <= few_of(of))
    is_at_edge = band.start == 0 or band.stop == of
    return bool(is_at_edge and band.stop - band.start <= widest_border(shape[1], shape[2]))


def _sums(numbers: Numbers, kind: str, side: str) -> tuple[NDArray[np.float64], ...]:
    """Σd² of each line, and Σ of the squares of the side that is not dead."""
    other = numbers.left if side == "right" else numbers.right
    channels = numbers.of_channels(other)
    if kind == "channels":
        return numbers.by_channel[:, places.CHANNEL_ERRORS], np.square(channels).sum(axis=1)
    along = 1 if kind == "rows" else 0
    squares = np.square(channels).sum(axis=0).reshape(numbers.plane.shape)
    return numbers.plane.sum(axis=along), squares.sum(axis=along)


def _share_of_error(errors: NDArray[np.float64], signal: NDArray[np.float64], band: slice) -> float:
    """Of Σd² in the band; 0 where it is no more than the rest's, for the signal that is there or
    for as many elements."""
    within, whole = float(errors[band].sum()), float(errors.sum())
    share = within / whole
    count = band.stop - band.start
    is_denser = within * (len(errors) - count) >= _DENSER * (whole - within) * count
    is_named = share >= _LEAST_OF_ERROR and is_denser and is_worse(errors, signal, band)
    return share if is_named else 0.0


def _is_beyond_chance(numbers: Numbers, side: str, kind: str, band: slice) -> bool:
    """Whether zeros that the other side has not, and errors of that size, are so much rarer outside
    of the part, and a ReLU does not explain the zeros."""
    shape = (-1, *numbers.plane.shape)
    here, other = numbers.right.reshape(shape), numbers.left.reshape(shape)
    if side == "left":
        here, other = other, here
    axis = {"channels": 0, "rows": 1, "columns": 2}[kind]
    within = (*[slice(None)] * axis, band)
    part = other[within]
    if part.max() <= 0.0 and here.min() >= 0.0:
        return False
    alive = int(np.count_nonzero(part))
    rest = int(np.count_nonzero(other)) - alive
    lost = int(np.count_nonzero((here == 0.0) & (other != 0.0))) - alive
    if -alive * math.log((lost + 1) / (rest + 2)) < _BEYOND_CHANCE:
        return False
    errs = np.abs(here - other) > math.sqrt(numbers.error / other.size)
    inside = int(np.count_nonzero(errs[within]))
    outside = int(np.count_nonzero(errs)) - inside
    usual = (outside + 1) / (other.size - part.size + 2)
    return part.size * _divergence(inside / part.size, usual) >= _BEYOND_CHANCE


def _divergence(share: float, usual: float) -> float:
    """−ln of the odds of such a share where ``usual`` is one's chance, for each element, at most
    (Hoeffding's first theorem); 0 where it is no larger."""
    if share <= usual:
        return 0.0
    found = share * math.log(share / usual)
    return found + ((1.0 - share) * math.log((1.0 - share) / (1.0 - usual)) if share < 1.0 else 0.0)
