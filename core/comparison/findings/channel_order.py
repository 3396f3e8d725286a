"""The same channels in another order than from last to first, which is one of ``arrangement``."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places
from core.comparison.findings.arrangement import (
    AMBIGUOUS,
    LEFT_OVER,
    WELL,
    may_be_moved,
    moved,
)
from core.comparison.findings.facts import Cause, Facts, Numbers

MOST_CHANNELS = 2048
_PLACES = 256, 4096
_MOST_NUMBERS, _MOST_PRODUCTS = 1 << 16, 1 << 28
"""Places of the picture at which channels are compared: so many at the least, more up to channels ·
places, and fewer where channels² · places is beyond the last."""

_TOGETHER = 0.8
"""Centred cosine above which at most a few channels stand elsewhere, and noise is likelier."""

SMALLEST_PLANE = 9
"""Places of a picture below which any channel may resemble another."""

_FIRST = 16
"""Channels with the largest error, for which partners are looked for before all others."""

_FEW_PLACES = 64
"""Places at which these are looked at."""

_FIRST_LEFT_OVER = 0.5
"""What their partners may leave of Σd²; more than ``LEFT_OVER``, as these are not all."""

_CLEARLY, _BY_CHANCE = 0.5, 64.0
"""By which share of the nearest partner's distance the second nearest must be farther for the best
one to be sure: so much, or less where that is four deviations of what noise does. With n places and
e² of noise, distances that are g apart are unsure by 2·e·√(g/n), so g > 64·e²/n is enough."""

_SURE = 0.5
"""Share of Σd² in channels with a sure partner from which on any other order can be told."""

_AGREE = 0.95
"""Share of the channels to which one of the usual orders must give a partner as near as any."""

_MOST_BLOCKS = 8
_SMALLEST_BLOCK = 4
"""Blocks that an order may consist of, and channels that each of them has."""

LISTED = 8
"""Channels listed in the evidence."""

_Order = NDArray[np.int64]
"""For each right channel the left one whose values it holds."""


class _Sample(NamedTuple):
    """Both sides at some places of the picture, channels × places, about the left side's mean."""

    left: NDArray[np.float64]
    right: NDArray[np.float64]


def may_be_permuted(facts: Facts) -> bool:
    """Whether there are channels that can be told apart, and sums that leave room for it."""
    if facts.shape is None:
        return False
    if facts.metrics.centred_cosine > _TOGETHER:
        return False
    channels, height, width = facts.shape
    return (
        2 <= channels <= MOST_CHANNELS and height * width >= SMALLEST_PLANE and may_be_moved(facts)
    )


def rearranged(numbers: Numbers) -> Cause | None:
    """The move that brings both sides together, or the order of channels that does."""
    cause = moved(numbers)
    if cause is not None and cause.code != "channels_reversed":
        return cause
    other = permuted(numbers)
    if cause is None or other is None:
        return cause or other
    # Scores of two classes with several anchors each are much the same in either order.
    is_better = AMBIGUOUS * _left_over(other) < _left_over(cause)
    return other if is_better else cause


def _left_over(cause: Cause) -> float:
    return 1.0 - float(cause.evidence["cosine_when_undone"])


def permuted(numbers: Numbers) -> Cause | None:
    """The order of the left side's channels that is the right side, if one is.

    Partners are found at one half of the places and judged at the other, lest the best of many
    partners look good by chance.
    """
    if not numbers.whole or not may_be_permuted(numbers.facts):
        return None
    if not _may_have_partners(numbers):
        return None
    finding, judging = _samples(numbers)
    farther = 1.0 + min(_CLEARLY, _BY_CHANCE / finding.left.shape[1])
    order = _order_of(distances_of(finding.left, finding.right), farther)
    if order is None:
        return None
    unmoved = _cosine(judging.left, judging.right)
    cosine = _cosine(judging.left[order], judging.right)
    if cosine < WELL or 1.0 - cosine > LEFT_OVER * (1.0 - unmoved):
        return None
    elsewhere = np.flatnonzero(order != np.arange(len(order)))
    evidence = {
        **_kind(order),
        "moved": len(elsewhere),
        "of": len(order),
        "mapping": [[int(channel), int(order[channel])] for channel in elsewhere[:LISTED]],
        "cosine_when_undone": cosine,
        "cosine_as_it_is": unmoved,
    }
    return Cause("channels_permuted", evidence)


def _samples(numbers: Numbers) -> tuple[_Sample, _Sample]:
    """For finding partners, and for judging them."""
    left, right = numbers.of_channels(numbers.left), numbers.of_channels(numbers.right)
    channels, plane = left.shape
    least, most = _PLACES
    count = min(max(least, _MOST_NUMBERS // channels), most, _MOST_PRODUCTS // channels**2)
    count = min(count, plane // 2)
    mean = numbers.facts.metrics.left_mean
    places = somewhere(plane, 2 * count)
    halves = places[:count], places[count:]
    finding, judging = (_Sample(left[:, at] - mean, right[:, at] - mean) for at in halves)
    return finding, judging


@functools.lru_cache(maxsize=256)
def somewhere(plane: int, count: int) -> NDArray[np.int64]:
    """Places of a picture in no order; the same each time."""
    return np.random.default_rng(7).choice(plane, count, replace=False)


def _may_have_partners(numbers: Numbers) -> bool:
    """Whether the channels that are most in error come much nearer to others than to their own, as
    far as a few places tell."""
    left, right = numbers.of_channels(numbers.left), numbers.of_channels(numbers.right)
    errors = numbers.by_channel[:, kernel_places.CHANNEL_ERRORS]
    worst = np.argsort(-errors, kind="stable")[:_FIRST]
    at = somewhere(left.shape[1], min(_FEW_PLACES, left.shape[1]))
    distances = distances_of(left[:, at], right[worst[:, None], at])
    own = distances[np.arange(len(worst)), worst].sum()
    return bool(distances.min(axis=1).sum() < _FIRST_LEFT_OVER * own)


def distances_of(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Σ(r − l)² of each right channel (a row) and each left one (a column).

    And not how they go together: what was moved keeps its size, too, and a distance needs no
    deviation, which a dead channel has none of.
    """
    squares = [np.einsum("ij,ij->i", side, side) for side in (right, left)]
    distances: NDArray[np.float64] = right @ left.T
    distances *= -2.0
    distances += squares[0][:, None]
    distances += squares[1]
    return np.maximum(distances, 0.0, out=distances)


def _order_of(distances: NDArray[np.float64], farther: float) -> _Order | None:
    """A usual order that does as well as any, or that of the sure partners; None if it is no news.

    ``farther``: how many times as far as the nearest partner the second nearest of these is.
    """
    at = np.arange(len(distances))
    best = distances.argmin(axis=1)
    nearest, second = np.partition(distances, 1, axis=1)[:, :2].T
    rounding = 1e-12 * float(distances.mean())
    as_near = farther * nearest + rounding
    # Dead channels, and channels that are alike, have several partners: these stay open.
    known = np.flatnonzero((second > as_near) & (distances.argmin(axis=0)[best] == at))
    for order in _usual(best, known):
        if (distances[at, order] <= as_near).mean() >= _AGREE:
            return order if not _is_told_elsewhere(order) else None
    own = np.diagonal(distances)
    if own[known].sum() < _SURE * own.sum():
        return None
    order = _completed(best, known, own <= as_near, distances)
    return order if not _is_told_elsewhere(order) else None


def _usual(best: _Order, known: NDArray[np.int64]) -> Iterator[_Order]:
    """Orders that faults leave, those of ``arrangement`` first."""
    at = np.arange(len(best))
    yield at
    yield at[::-1]
    # The most frequent distance to the partner, in a ring.
    told = known if len(known) else at
    steps = np.bincount((best[told] - told) % len(best))
    yield (at + int(steps.argmax())) % len(best)
    yield _neighbours(len(best))


def _neighbours(channels: int) -> _Order:
    """Each two exchanged; the last one of an odd number stays."""
    order: _Order = np.minimum(np.arange(channels) ^ 1, channels - 1)
    return order


def _is_told_elsewhere(order: _Order) -> bool:
    """Whether nothing is moved, or all is from last to first."""
    at = np.arange(len(order))
    return bool(np.array_equal(order, at) or np.array_equal(order, at[::-1]))


def _completed(
    best: _Order,
    known: NDArray[np.int64],
    at_home: NDArray[np.bool_],
    distances: NDArray[np.float64],
) -> _Order:
    """An order of all channels: open ones stay where they are ``at_home``, as near to themselves as
    to any, or take the nearest that is left."""
    order = np.full(len(best), -1)
    order[known] = best[known]
    free = np.ones(len(best), bool)
    free[best[known]] = False
    stay = np.flatnonzero((order < 0) & free & at_home)
    order[stay] = stay
    free[stay] = False
    for channel in np.flatnonzero(order < 0):
        left = np.flatnonzero(free)
        order[channel] = nearest = left[distances[channel, left].argmin()]
        free[nearest] = False
    return order


def _kind(order: _Order) -> dict[str, Any]:
    """What was done to the channels: ``kind``, and ``by`` how many places they moved on."""
    channels, at = len(order), np.arange(len(order))
    first = int(order[0])
    if np.array_equal(order, (at + first) % channels):
        if 2 * first == channels:
            return {"kind": "halves"}
        return {"kind": "rotated", "by": -first if 2 * first < channels else channels - first}
    if np.array_equal(order, _neighbours(channels)):
        return {"kind": "neighbours"}
    ends = np.flatnonzero(np.diff(order) != 1) + 1
    sizes = np.diff(ends, prepend=0, append=channels)
    if len(sizes) <= _MOST_BLOCKS and sizes.min() >= _SMALLEST_BLOCK:
        return {"kind": "blocks", "blocks": len(sizes)}
    return {"kind": "other"}


def _cosine(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """About the means there; 0 where one side does not vary."""
    a, b = left - left.mean(), right - right.mean()
    size = float(np.vdot(a, a)) * float(np.vdot(b, b))
    return float(np.clip(np.vdot(a, b) / np.sqrt(size), -1.0, 1.0)) if size > 0.0 else 0.0
