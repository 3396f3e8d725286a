"""Rows, columns or channels that one side left out: 0 throughout, where the other side is not."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.findings.facts import Cause, Numbers, kernels_of_parts, widest_border
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

_KINDS = ("channels", "rows", "columns")

_Flags = NDArray[np.bool_]


def dead_part(numbers: Numbers) -> Cause | None:
    """A band of rows, columns or channels is 0 on one side alone; the right one is looked at first.

    Of a large pair whose first channels are here, rows and columns are those of these.
    """
    shape = numbers.facts.shape
    if shape is None or numbers.facts.elements < FEWEST_FOR_PLACE:
        return None
    count, (height, width) = len(numbers.by_channel), numbers.plane.shape
    flags = np.empty((2, count + height + width), np.bool_)
    alone = np.empty(len(_KINDS), np.int64)
    kernels_of_parts().dead_lines(numbers.left, numbers.right, height, width, flags, alone)
    kinds = [kind for kind in _kinds(numbers, shape) if alone[_KINDS.index(kind)]]
    if not kinds:
        return None
    lines = dict(zip(_KINDS, np.split(flags, (count, count + height), axis=1), strict=True))
    for side, here in (("right", 1), ("left", 0)):
        for kind in kinds:
            dead = lines[kind][here]
            band = _band(dead, lines[kind][1 - here])
            if band is None:
                continue
            errors, signal = _sums(numbers, kind, side)
            share = _share_of_error(errors, signal, band)
            if share == 0.0 or _is_told_elsewhere(kind, band, errors, shape):
                continue
            if _is_beyond_chance(numbers, side, kind, band):
                evidence = {
                    "side": side,
                    "kind": kind,
                    "first": band.start,
                    "last": band.stop - 1,
                    "of": len(dead),
                    "share_of_error": min(share, 1.0),
                }
                return Cause("dead_part", evidence)
    return None


def _kinds(numbers: Numbers, shape: tuple[int, int, int]) -> list[str]:
    """Of lines of which there are enough to tell some from the rest."""
    kinds = ["rows", "columns"] if min(shape[1:]) >= SMALLEST_PLANE else []
    if numbers.whole and shape[0] >= FEWEST_CHANNELS:
        kinds.append("channels")
    return kinds


def _band(dead: _Flags, other_dead: _Flags) -> slice | None:
    """The dead lines that the other side has, if they lie side by side and are not all."""
    lost = np.flatnonzero(dead > other_dead)
    if not len(lost) or dead.all():
        return None
    band = slice(int(lost[0]), int(lost[-1]) + 1)
    return band if dead[band].all() else None


def _is_told_elsewhere(
    kind: str, band: slice, errors: NDArray[np.float64], shape: tuple[int, int, int]
) -> bool:
    """Whether it is the border, or few channels: of these there is more to say.

    A channel that is next to nothing on the other side, too, does not make few many.
    """
    of = len(errors)
    if kind == "channels":
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
