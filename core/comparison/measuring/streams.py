"""Measures pairs while their files are read: a piece of both sides at a time, no whole array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from core.cancelling import Check, look
from core.comparison.measuring.at_once import measured_at_once
from core.comparison.measuring.outcomes import Bench, Outcome
from core.comparison.measuring.sides import Opener, Side
from core.comparison.metrics import (
    ORDINARY,
    Measured,
    Moments,
    Units,
    fitting_units,
    joined,
    measured,
)
from core.comparison.model import NonFinite, Pair
from core.dumps.model import Dump

_ENOUGH, _SELDOM = 3, 16
"""Odd pairs one after the other from which on it is tried seldom whether one is ordinary: a tool
that ends no last line does so in all its files, and that shows only at their ends."""

Job = list[tuple[int, Pair]]
"""Pairs with one left file, and their indices in the plan."""


def measure_jobs(
    opener: Opener, jobs: Sequence[Job], cancelled: Check, bench: Bench
) -> list[list[Outcome]]:
    """The outcomes of the first of ``jobs``, one at the least.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    look(cancelled)
    if bench.odd_ones < _ENOUGH or bench.odd_ones % _SELDOM == 0:
        pairs = [job[0][1] for job in takewhile(lambda job: len(job) == 1, jobs)]
        outcomes = measured_at_once(opener, pairs, bench)
        if outcomes:
            bench.odd_ones = 0
            # Whatever stopped it would be read into the memory that holds their numbers.
            return [[outcome] for outcome in outcomes]
    bench.odd_ones += 1
    left, rights = jobs[0][0][1].left, [pair.right for _, pair in jobs[0]]
    return [measure_dumps(opener, left, rights, cancelled, bench)]


def measure_dumps(
    opener: Opener, left: Dump, rights: Sequence[Dump], cancelled: Check, bench: Bench
) -> list[Outcome]:
    """Read ``left`` once, and each of ``rights`` beside it; the outcomes in the same order.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    left_side, right_sides, sums = _one_pass(opener, left, rights, cancelled, bench)
    outcomes = []
    read_again = False
    for dump, right_side, moments in zip(rights, right_sides, sums, strict=True):
        found = None
        if not left_side.why and not right_side.why:
            if left_side.count != right_side.count:
                found = Measured(None, NonFinite(), NonFinite(), False, 0)
            else:
                units = fitting_units(moments)
                if units == ORDINARY:
                    found = measured(moments, left_side.count)
                else:
                    outcomes.append(_in_units(opener, left, dump, cancelled, bench, units))
                    read_again = True
                    continue
        outcomes.append(Outcome.of(left_side, right_side, found))
    if read_again and len(outcomes) > 1:
        # Into the memory that held the numbers of others.
        return [replace(outcome, held=None) for outcome in outcomes]
    return outcomes


def _in_units(
    opener: Opener, left: Dump, right: Dump, cancelled: Check, bench: Bench, units: Units
) -> Outcome:
    """Squares left float64's range: once or twice more, in units in which they do not."""
    found = []
    for pair_units in units.passes:
        left_side, (right_side,), (moments,) = _one_pass(
            opener, left, [right], cancelled, bench, pair_units
        )
        if left_side.why or right_side.why:
            return Outcome.of(left_side, right_side, None)
        found.append(moments)
    return Outcome.of(left_side, right_side, measured(joined(*found), left_side.count, units))


def _one_pass(
    opener: Opener,
    left: Dump,
    rights: Sequence[Dump],
    cancelled: Check,
    bench: Bench,
    units: tuple[float, float] = (1.0, 1.0),
) -> tuple[Side, list[Side], list[Moments]]:
    """Read all sides to their ends, and sum up what stands against each other."""
    sides: list[Side] = []
    try:
        left_side = Side(opener, left, cancelled, bench.left)
        sides.append(left_side)
        for dump, workspace in zip(rights, bench.rights(len(rights)), strict=True):
            sides.append(Side(opener, dump, cancelled, workspace))
        right_sides = sides[1:]
        sums = [Moments.empty() for _ in rights]
        base = 0
        while not all(side.ended for side in sides):
            if len(right_sides) == 1:
                base += measured_on(left_side, right_sides[0], units, base, sums[0])
            length = left_side.advance()
            for right_side, moments in zip(right_sides, sums, strict=True):
                # Pieces are equally long until one side is at its end, and then nothing counts.
                if right_side.advance() == length and length:
                    moments.add(
                        left_side.numbers,
                        left_side.scale / units[0],
                        right_side.numbers,
                        right_side.scale / units[1],
                        base,
                    )
            base += length
        return left_side, right_sides, sums
    finally:
        for side in sides:
            side.close()


def measured_on(
    left: Side, right: Side, units: tuple[float, float], base: int, moments: Moments
) -> int:
    """Measure on by a kernel, as far as that gets; returns how many elements.

    Not what lies in memory already: three calls for small things are quicker than a large one.
    """
    if not (left.has_more or right.has_more):
        return 0
    lefts = left.lend(units[0])
    if lefts is None:
        return 0
    rights = right.lend(units[1])
    if rights is None:
        return 0
    done = moments.measure_on(lefts, rights, base)
    left.take_back()
    right.take_back()
    return done
