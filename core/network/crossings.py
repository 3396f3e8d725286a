"""How often the edges between two rows cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

import numpy as np

_MANY_EDGES, _DENSE = 2000, 16
"""Of so many edges, and no more than so many times as many places for them, crossings are counted
all at once."""


def count_crossings(below: Sequence[list[int]]) -> int:
    """How often edges cross that lead from the vertices of a row, in their order, to these places
    in the next one."""
    count = sum(map(len, below))
    width = max((max(ends, default=-1) for ends in below), default=-1) + 1
    if count > _MANY_EDGES and len(below) * width <= _DENSE * count:
        return count_in_a_table(below, width)
    crossings = 0
    seen: list[int] = []
    for ends in below:
        here = sorted(ends)
        crossings += sum(len(seen) - bisect_right(seen, end) for end in here)
        for end in here:
            insort(seen, end)
    return crossings


def count_in_a_table(below: Sequence[list[int]], width: int) -> int:
    """The same by a table of all places of both rows: no longer than the edges where those are
    dense, and far quicker."""
    table = np.zeros((len(below), width), dtype=np.int64)
    for number, ends in enumerate(below):
        np.add.at(table[number], ends, 1)
    before = table.cumsum(axis=0) - table
    further_right = before[:, ::-1].cumsum(axis=1)[:, ::-1] - before
    return int((table * further_right).sum())
