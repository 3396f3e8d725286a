"""What an engine needs of somebody who keeps what was measured from one comparison to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from core.cancelling import Check

if TYPE_CHECKING:
    from core.comparison.findings.facts import Cause
    from core.comparison.metrics import Measured
    from core.comparison.model import Plan


@dataclass(frozen=True, slots=True)
class Kept:
    """What measuring a pair gave, in no language: sentences and severity are made anew of it."""

    measured: Measured
    left_elements: int
    """How many numbers the left file holds; differs from the right side's where lengths do."""
    right_elements: int
    causes: tuple[Cause, ...] = ()
    """Why the pair is apart."""


class Keeper(Protocol):
    """Keeps what was measured. Serves one comparison, and never raises but as it says."""

    def look_up(self, plan: Plan, cancelled: Check | None = None) -> Mapping[int, Kept]:
        """What is kept of the pairs whose files are unchanged, by index into ``plan.pairs``.

        Called once, before anything is read.

        Raises:
            Cancelled: ``cancelled()`` was true.
        """
        ...

    def begin(self, plan: Plan, index: int) -> object | None:
        """A stamp of the files of a pair that is about to be read; None: do not keep it.

        Called on any thread.
        """
        ...

    def keep(self, plan: Plan, index: int, stamp: object, kept: Kept) -> None:
        """Keep what was measured, unless the files have changed since ``stamp`` was taken.

        Called on any thread, after both files were read to their ends; quick.
        """
        ...

    def flush(self, wait: bool = True) -> None:
        """The comparison is over: nothing more will be kept. Without ``wait`` it was cancelled,
        and its end is waited for: it must not last."""
        ...
