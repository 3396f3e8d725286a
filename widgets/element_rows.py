"""Which element stands in which row of the element table.

A *place* is a row counted from the first element in the order that is shown. A Qt table can show
``MOST_ROWS`` of them; of more it shows one part after another.
"""

from __future__ import annotations

import numpy as np

from core.comparison.elements import Order

MOST_ROWS = 60_000_000
"""A Qt table counts its pixels in 31 bits; rows beyond this could not be reached."""


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

    def place_of(self, element: int) -> int | None:
        """Where an element stands; None where the order leaves it out. Scans the order once."""
        if not 0 <= element < self._count:
            return None
        if self.order is None:
            return element
        if not len(self.order):
            return None
        place = int(np.argmax(self.order == element))
        return place if self.order[place] == element else None

    def row_of(self, element: int) -> int | None:
        """The row an element stands in; None where this part has none."""
        place = self.place_of(element)
        return None if place is None else self.row_at(place)

    def row_at(self, place: int) -> int | None:
        """The row of a place; None in another part."""
        row = place - self.first
        return row if 0 <= row < len(self) else None
