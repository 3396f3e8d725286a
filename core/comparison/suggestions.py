"""File names that might be meant as a partner: offered to the user, never taken."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from core.comparison.identities import normalise, stripped_dims, without_index_prefix
from core.comparison.order import Guide
from core.dumps.model import Dump, Kind

MOST = 5
_NEIGHBOURS = 6
_FIRST = 12
_ENOUGH = 300
"""Nobody goes through more: later dumps get no suggestions, and matching stays quick."""
_UNKNOWN, _ANY = 0, -1
_LONGEST = 255
"""No file's name is longer, and one that only a network knows need not cost more."""
_ALIKE = 0.5
"""How alike names must be (0 … 1) where the dims do not speak for the two."""


class _Look(NamedTuple):
    """What a dump looks like: by its name, or for a ``seg…`` file by the dot."""

    spelling: str
    file_name: str
    dims: tuple[int, ...]
    size: int
    """How many elements, ``_UNKNOWN`` where no dims are known."""


class Suggester:
    """Likely partners among the dumps of one other side that have none.

    Those of the same dims come first, then those of as many elements, then those whose dims
    nobody knows; one of another known size is never meant. A ``seg…`` file whose id no dot
    explains looks like nothing, so it gets and is no suggestion.
    """

    def __init__(self, free: Iterable[Dump], guide: Guide) -> None:
        self._guide = guide
        self._left_to_give = _ENOUGH
        self._pools: dict[Kind, _Pool] = {}
        self._letters = _Letters()
        for dump in free:
            look = self._look(dump)
            if look is not None:
                pool = self._pools.get(dump.name.kind)
                if pool is None:
                    pool = self._pools[dump.name.kind] = _Pool(self._letters)
                pool.add(look)

    def suggest(self, dump: Dump) -> tuple[str, ...]:
        """Up to five file names of the same kind, best first."""
        pool = self._pools.get(dump.name.kind)
        if pool is None or self._left_to_give <= 0:
            return ()
        look = self._look(dump)
        if look is None:
            return ()
        self._left_to_give -= 1
        return pool.best(look)

    def _look(self, dump: Dump) -> _Look | None:
        name, dims = dump.name, dump.name.shape
        layer = without_index_prefix(name.layer)
        if name.layer_id is not None:
            node = self._guide.numbered(dump)
            if node is None:
                return None
            layer = node.name
            dims = dims or node.output_shape
        dims = stripped_dims(dims)
        size = math.prod(dims) if dims else _UNKNOWN
        spelling = normalise(layer[:_LONGEST]).casefold()
        return _Look(spelling, name.file_name, dims, size)


class _Pool:
    """Dumps of one kind, apart by their size."""

    def __init__(self, letters: _Letters) -> None:
        self._letters = letters
        self._by_size: dict[int, list[_Look]] = {_ANY: []}
        self._sorted: dict[int, list[_Look]] = {}

    def add(self, look: _Look) -> None:
        self._by_size[_ANY].append(look)
        self._by_size.setdefault(look.size, []).append(look)

    def best(self, wanted: _Look) -> tuple[str, ...]:
        sizes = (_ANY,) if wanted.size == _UNKNOWN else (wanted.size, _UNKNOWN)
        # A file name looks the same in every run.
        looks = {look.file_name: look for size in sizes for look in self._some(size, wanted)}
        hopes = [
            (_distance(wanted, look), -self._letters.at_most(wanted.spelling, look.spelling), look)
            for look in looks.values()
        ]
        hopes.sort(key=itemgetter(0, 1))
        scored: list[tuple[int, float, str]] = []
        for distance, hope, look in hopes:
            if len(scored) >= MOST and (distance, hope) > scored[MOST - 1][:2]:
                # The exact figure costs ten times as much, and can only be worse.
                break
            if distance > 0 and -hope < _ALIKE:
                continue
            alike = alikeness(look.spelling, wanted.spelling)
            if distance == 0 or alike >= _ALIKE:
                insort(scored, (distance, -alike, look.file_name))
        return tuple(name for *_, name in scored[:MOST])

    def _some(self, size: int, wanted: _Look) -> list[_Look]:
        """Of one size the first ones, and those the alphabet puts near: all are too many."""
        looks = self._by_size.get(size)
        if looks is None:
            return []
        ordered = self._sorted.get(size)
        if ordered is None:
            ordered = self._sorted[size] = sorted(looks, key=itemgetter(0, 1))
        at = bisect_left(ordered, (wanted.spelling, ""))
        return looks[:_FIRST] + ordered[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]


def alikeness(one: str, other: str) -> float:
    """How alike two names are, 0 … 1: twice the letters that match over all letters.

    Ratcliff and Metzener, "Pattern matching: the gestalt approach", Dr. Dobb's Journal, 1988: the
    longest common part, then the same of what is before it and of what is after it. Gives what
    ``difflib.SequenceMatcher.ratio`` gives without junk, several times quicker for short names.
    """
    length = len(one) + len(other)
    matching = 0
    waiting = [(one, other)]
    while waiting:
        a, b = waiting.pop()
        start, size = _longest_common(a, b)
        if size:
            matching += size
            there = b.find(a[start : start + size])
            if start and there:
                waiting.append((a[:start], b[:there]))
            end, end_there = start + size, there + size
            if end < len(a) and end_there < len(b):
                waiting.append((a[end:], b[end_there:]))
    return 2.0 * matching / length if length else 1.0


def _longest_common(a: str, b: str) -> tuple[int, int]:
    """Start in ``a`` and length of the longest part that ``b`` has, too; the first of equals."""
    start = size = at = 0
    while at + size < len(a):
        if a[at : at + size + 1] in b:
            start, size = at, size + 1
        else:
            at += 1
    return start, size


class _Letters:
    """How alike two names can be at most, by the letters they share in whatever order."""

    def __init__(self) -> None:
        self._bits: dict[tuple[str, int], int] = {}
        self._masks: dict[str, int] = {}

    def at_most(self, one: str, other: str) -> float:
        """An upper bound of their ``alikeness``."""
        length = len(one) + len(other)
        shared = (self._mask(one) & self._mask(other)).bit_count()
        return 2.0 * shared / length if length else 1.0

    def _mask(self, name: str) -> int:
        """A bit for each letter: the second ``a`` of a name has another one than the first."""
        mask = self._masks.get(name)
        if mask is None:
            mask, seen = 0, dict.fromkeys(name, 0)
            for letter in name:
                nth = letter, seen[letter]
                seen[letter] += 1
                mask |= 1 << self._bits.setdefault(nth, len(self._bits))
            self._masks[name] = mask
        return mask


def _distance(wanted: _Look, look: _Look) -> int:
    """0 for the same dims, 1 for as many elements, 2 where one of the two is not known."""
    if _UNKNOWN in (wanted.size, look.size):
        return 2
    return 0 if wanted.dims == look.dims else 1
