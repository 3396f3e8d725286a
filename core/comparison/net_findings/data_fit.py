"""How the numbers of two images lie to each other: channel order, layout, scale and offset.

Of a few ways to read the right side, the one in which it is closest to the left side, channel by
channel, but for a factor and an offset:

    R_c ≈ s_c·L_c + o_c        least squares

``unexplained`` is the share of the right side's variance, within channels, that is left over.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_SAMPLED = 300_000
"""Numbers of a side that are looked at: of larger images every so manieth place."""

AS_IT_IS, INTERLEAVED, MIRRORED, TURNED = "as_it_is", "interleaved", "mirrored", "turned"
"""How the right side is read: as C×H×W, as H×W×C, from right to left, as C×W×H."""
UPSIDE_DOWN = "upside_down"
"""From the bottom up."""
ROTATED = {"rotated_180": 180, "rotated_90": 90, "rotated_270": 270}
"""As the left side turned clockwise by so many degrees."""


class Fit(NamedTuple):
    """One way to read the right side, and how well it meets the left one."""

    layout: str
    is_reversed: bool
    """Whether the right side's channels stand in the opposite order."""
    scale: tuple[float, ...]
    offset: tuple[float, ...]
    """One entry a channel of the left side."""
    unexplained: float


def fits(left: Floats, right: Floats, shape: tuple[int, int, int]) -> Iterator[Fit]:
    """Every way in which the two can be read; none where a side is constant or not finite.

    Args:
        left: numbers in file order, as many as ``shape`` has.
        right: the same.
        shape: (C, H, W) of the left side.
    """
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return
    channels, height, width = shape
    ours = left.reshape(shape)
    readings = {AS_IT_IS: right.reshape(shape)}
    if channels > 1 and height * width > 1:
        readings[INTERLEAVED] = np.moveaxis(right.reshape(height, width, channels), 2, 0)
    if width > 1:
        readings[MIRRORED] = readings[AS_IT_IS][:, :, ::-1]
    if height > 1:
        readings[UPSIDE_DOWN] = readings[AS_IT_IS][:, ::-1]
    if min(height, width) > 1:
        # Turned by a quarter, as where its axes are exchanged, it is as high as the other is wide.
        other_way = right.reshape(channels, width, height)
        readings[TURNED] = other_way.swapaxes(1, 2)
        for layout, degrees in ROTATED.items():
            picture = readings[AS_IT_IS] if degrees == 180 else other_way
            readings[layout] = np.rot90(picture, degrees // 90, axes=(1, 2))
    step = max(1, math.ceil(left.size / MOST_SAMPLED))
    mine = ours.reshape(channels, -1)[:, ::step]
    for layout, reading in readings.items():
        theirs = reading.reshape(channels, -1)[:, ::step]
        for is_reversed in (False, True) if channels > 1 else (False,):
            fit = _fit(mine, theirs[::-1] if is_reversed else theirs)
            if fit is not None:
                yield Fit(layout, is_reversed, *fit)


def _fit(left: Floats, right: Floats) -> tuple[tuple[float, ...], tuple[float, ...], float] | None:
    """(scale, offset, unexplained) of rows that belong together; None where nothing varies."""
    left_mean, right_mean = left.mean(axis=1), right.mean(axis=1)
    left_off, right_off = left - left_mean[:, None], right - right_mean[:, None]
    left_square, right_square = (left_off**2).sum(axis=1), (right_off**2).sum(axis=1)
    if not (left_square > 0).all() or not (right_square > 0).all():
        return None
    product = (left_off * right_off).sum(axis=1)
    scale = product / left_square
    left_over = np.maximum(right_square - scale * product, 0.0).sum()
    offset = right_mean - scale * left_mean
    return (
        tuple(map(float, scale)),
        tuple(map(float, offset)),
        float(left_over / right_square.sum()),
    )


class Pixels(NamedTuple):
    """What the numbers of a side say of the picture it was made from: x·scale − mean, x whole."""

    scale: float
    mean: tuple[float, ...]
    """One entry a channel."""


def scaled_before_mean(
    left: Floats, right: Floats, offset: tuple[float, ...]
) -> tuple[int, Pixels] | None:
    """Which side (0 or 1) was x·k − m where the other was (x − m)·k, and k and m.

    Then R − L = ±m·(1 − k), the same for all of a channel. The step k is read from the numbers of
    the left side; what it says has to come out as pixels: whole numbers from 0 to 255, and every m
    a number from 0 to 255. None where it does not, or where k is 1.

    Args:
        left: C×n numbers.
        right: C×n numbers, right = left + ``offset`` by channel.
        offset: one entry a channel.
    """
    step = _step(left)
    if step is None or abs(step - 1.0) < 1e-3:
        return None
    for side in (0, 1):
        mean = np.array(offset) / (1.0 - step) * (1 if side == 0 else -1)
        if mean.min() < -0.5 or mean.max() > 255.5 or mean.max() < 0.5:
            continue
        numbers, off = (left, mean) if side == 0 else (left / step, mean)
        pixels = (numbers + off[:, None]) / (step if side == 0 else 1.0)
        whole = np.abs(pixels - np.round(pixels)) < 0.1
        inside = (pixels > -0.5) & (pixels < 255.5)
        if (whole & inside).mean() > 0.99:
            return side, Pixels(step, tuple(map(float, mean)))
    return None


def _step(rows: Floats) -> float | None:
    """The distance between neighbouring values of which all others are multiples, if any."""
    gaps = []
    for row in rows:
        values = np.unique(row)
        apart = np.diff(values)
        apart = apart[apart > 1e-6 * max(float(np.ptp(values)), 1e-300)]
        if len(apart) < 4 or len(apart) > 255:
            return None
        gaps.append(apart)
    every = np.concatenate(gaps)
    least = float(every.min())
    # The least one is known to a rounding only: the mean over all, each by its multiple, is better.
    times = np.round(every / least)
    if np.abs(every / least - times).max() > 0.1:
        return None
    return float(every.sum() / times.sum())
