"""Few channels that have changed places among themselves, while all others stay.

The cosine hardly sees it: two of 64 that are exchanged leave it at 0.97, or above 0.99. These carry
the error, though, so partners are looked for among the channels with most of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings import kernel_places as places
from core.comparison.findings.arrangement import LEFT_OVER
from core.comparison.findings.channel_order import (
    LISTED,
    SMALLEST_PLANE,
    distances_of,
    somewhere,
)
from core.comparison.findings.facts import Cause, Numbers, kernels_of_parts

_FEWEST_CHANNELS = 4
"""Of fewer, two that are exchanged are another order of all."""

_FEW = 16
"""Channels with the largest error, among which partners are looked for."""

_PART = 2
"""At most one in so many channels has moved: more are an order of all."""

_ERROR = 0.5
"""Share of Σd² that these must carry, and that must go once they are put back."""

_PLACES = 1024
"""Places of the picture at which partners are found, and of others at which they are judged."""

_FIRST_PLACES, _FIRST_LEFT_OVER = 64, 0.5
"""Of these the places, and what may be left there, that rule out nearly all other pairs."""


def exchanged(numbers: Numbers) -> Cause | None:
    """A few right channels hold what others of these few hold on the left."""
    shape = numbers.facts.shape
    if shape is None or shape[1] * shape[2] < SMALLEST_PLANE:
        return None
    if shape[0] < _FEWEST_CHANNELS or len(numbers.by_channel) < 2:
        return None
    plane = shape[1] * shape[2]
    count = min(_PLACES, plane // 2)
    at = somewhere(plane, 2 * count)
    few = min(_FEW, len(numbers.by_channel))
    worst = np.empty(few, np.int64)
    left, right = numbers.left, numbers.right
    least = _ERROR * numbers.whole_error
    if not kernels_of_parts().are_like_others(
        left,
        right,
        numbers.by_channel,
        at[: min(count, _FIRST_PLACES)],
        least,
        _FIRST_LEFT_OVER,
        worst,
    ):
        return None
    worst.sort()
    errors = numbers.by_channel[:, places.CHANNEL_ERRORS]
    left, right = numbers.of_channels(left), numbers.of_channels(right)
    order = _partners(left[worst[:, None], at[:count]], right[worst[:, None], at[:count]])
    moved = np.flatnonzero(order != np.arange(few))
    if not len(moved) or len(moved) * _PART > shape[0]:
        return None
    here, there = worst[moved], worst[order[moved]]
    if not _is_right(left[:, at[count:]], right[:, at[count:]], here, there):
        return None
    gone = errors[here].sum() - np.square(right[here] - left[there]).sum()
    if gone < least:
        return None
    metrics = numbers.facts.metrics
    sizes = numbers.facts.elements * metrics.left_std * metrics.right_std
    regained = float((right[here] * (left[there] - left[here])).sum()) / sizes
    evidence = {
        "kind": "other",
        "moved": len(moved),
        "of": shape[0],
        "mapping": [[int(one), int(other)] for one, other in zip(here, there, strict=True)][
            :LISTED
        ],
        "cosine_when_undone": min(metrics.centred_cosine + regained, 1.0),
        "cosine_as_it_is": metrics.centred_cosine,
    }
    return Cause("channels_permuted", evidence)


def _partners(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each right channel the left one that it holds: its own, but for those that form rings of
    partners, each the other's nearest and much nearer than its own."""
    distances = distances_of(left, right)
    at = np.arange(len(distances))
    best = distances.argmin(axis=1)
    is_sure = (distances[at, best] <= LEFT_OVER * distances[at, at]) & (
        distances.argmin(axis=0)[best] == at
    )
    order = np.where(is_sure, best, at)
    # What takes another's place must have left its own to one of these.
    while True:
        stays = order == at
        lost = ~stays & stays[order]
        taken = np.isin(at, order[~stays])
        lost |= ~stays & ~taken
        if not lost.any():
            return order
        order[lost] = at[lost]


def _is_right(
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    here: NDArray[np.intp],
    there: NDArray[np.intp],
) -> bool:
    """Whether it holds of each at places that were not asked to find it."""
    own = np.square(right[here] - left[here]).sum(axis=1)
    put_back = np.square(right[here] - left[there]).sum(axis=1)
    return bool((put_back <= LEFT_OVER * own).all())
