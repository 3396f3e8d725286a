"""File names that might be meant as a partner: offered to the user, never taken."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.comparison.identities import normalise, stripped_dims, without_index_prefix
from core.comparison.order import Guide
from core.dumps.model import Dump, Kind

MOST = 5
_NEIGHBOURS = 6
_FIRST = 12
_ENOUGH = 300
"""Nobody goes through more: later dumps get no suggestions, and matching stays quick."""
_UNKNOWN, _ANY = 0, -1
_ALIKE = 0.5
"""How alike names must be (0 … 1) where the dims do not speak for the two."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a dump looks like: by its name, or for a ``seg…`` file by the dot."""

    file_name: str
    spelling: str
    dims: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many elements, ``_UNKNOWN`` where no dims are known."""
        return math.prod(self.dims) if self.dims else _UNKNOWN


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
        for dump in free:
            look = self._look(dump)
            if look is not None:
                self._pools.setdefault(dump.name.kind, _Pool()).add(look)

    def suggest(self, dump: Dump) -> tuple[str, ...]:
        """Up to five file names of the same kind, best first."""
        pool = self._pools.get(dump.name.kind)
        look = self._look(dump)
        if pool is None or look is None or self._left_to_give <= 0:
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
        return _Look(name.file_name, normalise(layer).casefold(), stripped_dims(dims))


class _Pool:
    """Dumps of one kind, apart by their size."""

    def __init__(self) -> None:
        self._by_size: dict[int, list[_Look]] = {}
        self._sorted: dict[int, list[_Look]] = {}

    def add(self, look: _Look) -> None:
        for size in (look.size, _ANY):
            self._by_size.setdefault(size, []).append(look)

    def best(self, wanted: _Look) -> tuple[str, ...]:
        sizes = (_ANY,) if wanted.size == _UNKNOWN else (wanted.size, _UNKNOWN)
        matcher = SequenceMatcher(b=wanted.spelling, autojunk=False)
        scored = []
        for look in dict.fromkeys(look for size in sizes for look in self._some(size, wanted)):
            matcher.set_seq1(look.spelling)
            alike, distance = matcher.ratio(), _distance(wanted, look)
            if distance == 0 or alike >= _ALIKE:
                scored.append((distance, -alike, look.file_name))
        return tuple(dict.fromkeys(name for *_, name in sorted(scored)))[:MOST]

    def _some(self, size: int, wanted: _Look) -> list[_Look]:
        """Of one size the first ones, and those the alphabet puts near: all are too many."""
        looks = self._by_size.get(size, [])
        if size not in self._sorted:
            self._sorted[size] = sorted(looks, key=_alphabetical)
        ordered = self._sorted[size]
        at = bisect_left(ordered, (wanted.spelling, ""), key=_alphabetical)
        return looks[:_FIRST] + ordered[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]


def _alphabetical(look: _Look) -> tuple[str, str]:
    return look.spelling, look.file_name


def _distance(wanted: _Look, look: _Look) -> int:
    """0 for the same dims, 1 for as many elements, 2 where one of the two is not known."""
    if _UNKNOWN in (wanted.size, look.size):
        return 2
    return 0 if wanted.dims == look.dims else 1
