"""Which element stands in which row of the element table.

A *place* is a row counted from the first element in the order that is shown. A Qt table can show
``MOST_ROWS`` of them; of more it shows one part after another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.comparison.elements import Order

MOST_ROWS = 60_000_000
"""A Qt table counts its pixels in 31 bits; rows beyond this could not be reached."""

_LOOKED_AT_ONCE = 1 << 18
"""Places: what comes of the look stays in the cache, and those behind the one that is found are not
looked at."""


class ElementRows:
    """The rows of one part."""

    def __init__(self, count: int = 0, order: Order | None = None, first: int = 0) -> None:
        """``count`` elements; ``order``: the element of each place, all or some, None: in index
        order. ``first``: the place of row 0."""
        self.order = order
        self.first = first
        self.whole = count if order is None else len(order)
        """Places there are, in all parts."""
        self._count = count

    def __len__(self) -> int:
        return min(self.whole - self.first, MOST_ROWS)

    def of_part_with(self, place: int) -> ElementRows:
        """The rows of the part in which ``place`` is."""
        return ElementRows(self._count, self.order, place // MOST_ROWS * MOST_ROWS)

    def element_at(self, row: int) -> int:
        """The element in a row."""
        place = self.first + row
        return place if self.order is None else int(self.order[place])

    def elements_at(self, rows: Sequence[int]) -> list[int]:
        """The elements in some rows, in one look at the order."""
        if self.order is None:
            return [self.first + row for row in rows]
        found: list[int] = self.order[np.array(rows, np.intp) + self.first].tolist()
        return found

    def place_of(self, element: int) -> int | None:
        """Where an element stands; None where the order leaves it out. Scans the order once."""
        if not 0 <= element < self._count:
            return None
        if self.order is None:
            return element
        for start in range(0, len(self.order), _LOOKED_AT_ONCE):
            found = self.order[start : start + _LOOKED_AT_ONCE] == element
            place = int(found.argmax())
            if found[place]:
                return start + place
        return None

    def row_of(self, element: int) -> int | None:
        """The row an element stands in; None where this part has none."""
        place = self.place_of(element)
        return None if place is None else self.row_at(place)

    def row_at(self, place: int) -> int | None:
        """The row of a place; None in another part."""
        row = place - self.first
        return row if 0 <= row < len(self) else None
