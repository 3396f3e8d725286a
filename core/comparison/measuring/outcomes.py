"""What came of a pair, and the memory it was measured in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.metrics import Measured
from core.dumps.workspace import PIECE, Workspace

if TYPE_CHECKING:
    from core.comparison.measuring.sides import Side


class Bench:
    """What one thread measures with: memory for a left side and for each right one."""

    def __init__(self) -> None:
        self.left = Workspace()
        self._rights: list[Workspace] = []
        self._room = np.empty(0, np.float64)
        self.odd_ones = 0
        """Pairs one after the other that could not be measured at once."""

    def rights(self, count: int) -> list[Workspace]:
        """Memory for ``count`` right sides."""
        while len(self._rights) < count:
            self._rights.append(Workspace())
        return self._rights[:count]

    def room(self) -> NDArray[np.float64]:
        """Room for the numbers of both sides of a small pair; made when first wanted."""
        if not len(self._room):
            self._room = np.empty(2 * PIECE, np.float64)
        return self._room


class Held(NamedTuple):
    """All numbers of both sides of a small pair, in a bench's memory.

    They hold until the bench measures again; value = number * scale.
    """

    left: NDArray[Any]
    left_scale: float
    right: NDArray[Any]
    right_scale: float

    @classmethod
    def of(cls, left: Side, right: Side) -> Held | None:
        """Of two sides that were read to their ends; None where they took more than one piece."""
        lefts, rights = left.all, right.all
        if lefts is None or rights is None:
            return None
        return cls(lefts, left.scale, rights, right.scale)

    def values(self, room: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Left and right in float64, in ``room`` for two pieces where they are not so already."""
        middle = len(room) // 2
        return (
            _as_float(self.left, self.left_scale, room[:middle]),
            _as_float(self.right, self.right_scale, room[middle:]),
        )


def _as_float(
    numbers: NDArray[Any], scale: float, room: NDArray[np.float64]
) -> NDArray[np.float64]:
    if scale == 1.0 and numbers.dtype == np.float64:
        return numbers
    values = room[: len(numbers)]
    np.multiply(numbers, scale, out=values)
    return values


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one pair: ``measured``, or the sentences for the sides that have none."""

    left_why: str
    left_count: int
    right_why: str
    right_count: int
    measured: Measured | None
    held: Held | None = None

    @classmethod
    def of(cls, left: Side, right: Side, found: Measured | None) -> Outcome:
        """The outcome of two sides that were read to their ends."""
        held = Held.of(left, right) if found is not None else None
        return cls(left.why, left.count, right.why, right.count, found, held)
