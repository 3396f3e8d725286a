"""Asks the detectors about a pair, the cheap ones first, and numbers only where they may tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from core.comparison.findings import (
    arrangement,
    bounds,
    channel_order,
    dead_part,
    exchanged,
    linear,
    steps,
    whereabouts,
)
from core.comparison.findings.facts import Cause, Facts, Numbers
from core.comparison.findings.throughout import holds_throughout
from core.comparison.model import Severity

Reader = Callable[[int], Numbers | None]
"""Gives the numbers of both sides, at most so many of each from their beginnings."""

SMALL: Final = 1 << 17
"""Elements of a large pair that tell how values are bent."""
MOST: Final = 1 << 20
"""Elements of a large pair that tell where the error is: in their order, by whole channels."""
WHOLE: Final = 1 << 22
"""Elements up to which a pair whose channels may stand in another order is read to its end."""

_RANGE = 1e-30, 1e30
"""Means and deviations outside of which fourth powers may leave float64's range, and error over
them below which there is none."""

_STRAIGHT, _CENTRED = 0.02, 0.005
"""How near to 1 the slope, and to 0 the share of a constant, are where nothing is bent; what is
at hand is looked at from half of the first on."""

_FAR_APART = 0.9
"""Centred cosine up to which a large pair is read to see whether it is moved."""

_WITHOUT_NUMBERS: Final = (linear.rounding_of_format, linear.dead_output)
"""What explains the pair alone, and leaves nothing to look for."""

_OF_VALUES: Final = (
    channel_order.rearranged,
    steps.coarse_steps,
    bounds.bent,
)
"""More telling than a line through the values, which each of them may resemble."""

_OF_GOOD_VALUES: Final = (bounds.bent,)
"""The same in a good pair: what is moved is not good, and rounding that leaves it so no fault."""

_OF_PLACES: Final = (
    exchanged.exchanged,
    dead_part.dead_part,
    whereabouts.few_channels,
    whereabouts.channel_offsets,
    whereabouts.border_only,
    whereabouts.heavy_tail,
)
"""Less telling than a line, and looked for where there is none."""


def diagnose(facts: Facts, read: Reader, at_hand: bool) -> Cause | None:
    """The most telling cause of a pair's error; None where it is clean, or plain noise.

    ``at_hand``: reading costs nothing.
    """
    if not _can_be_told(facts):
        return None
    for cheap in _WITHOUT_NUMBERS:
        if (cause := cheap(facts)) is not None:
            return cause
    line = linear.line(facts)
    is_close = facts.is_close
    if line is None and is_close:
        return None
    most = 0 if is_close else _worth_reading(facts, at_hand)
    if line is not None and not most:
        most = whole_channels(facts, SMALL)
    numbers = read(most) if most else None
    if numbers is None or numbers.error == 0.0:
        return line
    if not is_close:
        is_good = facts.severity is Severity.GOOD
        for detect in _OF_GOOD_VALUES if is_good else _OF_VALUES:
            if (cause := detect(numbers)) is not None:
                return cause
    if line is not None and holds_throughout(line, numbers):
        return line
    if is_close:
        return None
    for detect in _OF_PLACES:
        if (cause := detect(numbers)) is not None:
            return cause
    return None


def _can_be_told(facts: Facts) -> bool:
    """Whether there is an error at all, in numbers whose squares can be trusted."""
    metrics, (least, most) = facts.metrics, _RANGE
    size = max(abs(metrics.left_mean), metrics.left_std, abs(metrics.right_mean), metrics.right_std)
    return least < size < most and metrics.root_mean_square_error > least * size


def _worth_reading(facts: Facts, at_hand: bool) -> int:
    """How many elements to look at: none where the sums already rule all out."""
    # What is moved leans by as much as it is apart, what is clipped or without its sign leans,
    # too; noise of a side's own does not.
    leans = abs(facts.slope - 1.0) > (_STRAIGHT / 2.0 if at_hand else _STRAIGHT)
    some = leans or facts.offset_share > _CENTRED or steps.may_be_stepped(facts)
    if at_hand:
        return facts.elements if some or whereabouts.may_be_somewhere(facts) else 0
    far = leans and facts.metrics.centred_cosine <= _FAR_APART
    if far and facts.elements <= WHOLE and channel_order.may_be_permuted(facts):
        return facts.elements
    if whereabouts.may_be_somewhere(facts) or (far and arrangement.may_be_moved(facts)):
        return whole_channels(facts, MOST)
    return whole_channels(facts, SMALL) if some else 0


def whole_channels(facts: Facts, most: int) -> int:
    """The largest number of elements up to ``most`` that ends with a channel, one at the least."""
    if facts.elements <= most or facts.shape is None:
        return min(facts.elements, most)
    plane = facts.shape[1] * facts.shape[2]
    return max(1, most // plane) * plane


def warm_up() -> None:
    """Compile the kernels or load them from the cache."""
    from core.comparison.findings import kernels

    kernels.warm_up()
