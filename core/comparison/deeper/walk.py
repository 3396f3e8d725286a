"""The way over all elements: piece by piece, told how far it is, and left at once when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.comparison.elements import Asked, Report, pieces


@dataclass(frozen=True, slots=True)
class Walk:
    """Who may stop a count, and who hears of the share that is done (0 … 1)."""

    cancelled: Asked | None = None
    report: Report | None = None

    def pieces(
        self, first: int, stop: int, share: tuple[float, float] = (0.0, 1.0)
    ) -> Iterator[tuple[int, int]]:
        """``start, stop`` of each piece of ``first:stop``; it is ``share`` of the whole way.

        Raises:
            Cancelled: ``cancelled()`` was true before a piece.
        """
        count = stop - first
        begin, end = share
        for low, high in pieces(count, self.cancelled):
            yield first + low, first + high
            if self.report is not None:
                self.report(min(begin + (end - begin) * high / count, end))


AT_ONCE = Walk()
"""Nobody stops it and nobody listens."""
