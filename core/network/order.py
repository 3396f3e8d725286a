"""Execution order and unique names, for every network reader."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from core.cancelling import Check, heed


def execution_order(
    names: Sequence[str], edges: Iterable[tuple[str, str]], cancelled: Check | None = None
) -> list[str]:
    """``names`` in their own order, except where an edge says otherwise.

    A cycle cannot be ordered: its first name in the given order goes first.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    position = {name: index for index, name in enumerate(names)}
    followers: list[list[int]] = [[] for _ in names]
    waiting = [0] * len(names)
    for source, target in heed(edges, cancelled):
        if source != target:
            followers[position[source]].append(position[target])
            waiting[position[target]] += 1
    ready = [index for index, count in enumerate(waiting) if count == 0]
    ordered: list[str] = []
    placed = [False] * len(names)
    earliest_unplaced = 0
    while len(ordered) < len(names):
        if ready:
            index = heapq.heappop(ready)
        else:
            while placed[earliest_unplaced]:
                earliest_unplaced += 1
            index = earliest_unplaced
        if placed[index]:
            continue
        placed[index] = True
        ordered.append(names[index])
        for follower in followers[index]:
            waiting[follower] -= 1
            if waiting[follower] == 0:
                heapq.heappush(ready, follower)
    return ordered


class UniqueNames:
    """Gives each name once: ``name``, then ``name#2``, ``name#3`` …"""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._next_number = dict.fromkeys(taken, 2)

    def take(self, name: str) -> str:
        """``name``, or what it becomes where it was given before."""
        number = self._next_number.get(name)
        if number is None:
            self._next_number[name] = 2
            return name
        while f"{name}#{number}" in self._next_number:
            number += 1
        unique = f"{name}#{number}"
        self._next_number[name] = number + 1
        self._next_number[unique] = 2
        return unique
