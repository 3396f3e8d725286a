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
_SAME_SIZE = 12
_ENOUGH = 300
"""Nobody goes through more: later dumps get no suggestions, and matching stays quick."""
_FREE_BONUS = 0.2
_SIZE_BONUS = 0.4
_DIMS_BONUS = 0.1
_LEAST = 0.55


@dataclass(frozen=True, slots=True)
class _Look:
    """What a dump looks like: by its name, or for a ``seg…`` file by the dot."""

    file_name: str
    spelling: str
    dims: tuple[int, ...]
    free: bool = False

    @property
    def size(self) -> int:
        return math.prod(self.dims) if self.dims else 0


class Suggester:
    """Likely partners among the dumps of one other side.

    A ``seg…`` file whose id no dot explains looks like nothing, so it gets and is no suggestion.
    """

    def __init__(self, free: Iterable[Dump], taken: Iterable[Dump], guide: Guide) -> None:
        self._guide = guide
        self._left_to_give = _ENOUGH
        self._pools: dict[Kind, _Pool] = {}
        # Free ones first, so that they are first in the short lists.
        for dumps, is_free in ((free, True), (taken, False)):
            for dump in dumps:
                look = self._look(dump, is_free)
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

    def _look(self, dump: Dump, free: bool = False) -> _Look | None:
        name, dims = dump.name, dump.name.shape
        layer = without_index_prefix(name.layer)
        if name.layer_id is not None:
            node = self._guide.numbered(dump)
            if node is None:
                return None
            layer = node.name
            dims = dims or node.output_shape
        return _Look(name.file_name, normalise(layer).casefold(), stripped_dims(dims), free)


class _Pool:
    def __init__(self) -> None:
        self._by_size: dict[int, list[_Look]] = {}
        self._looks: list[_Look] = []
        self._sorted = False

    def add(self, look: _Look) -> None:
        if look.size:
            self._by_size.setdefault(look.size, []).append(look)
        self._looks.append(look)

    def best(self, wanted: _Look) -> tuple[str, ...]:
        if not self._sorted:
            self._looks.sort(key=_alphabetical)
            self._sorted = True
        at = bisect_left(self._looks, (wanted.spelling, ""), key=_alphabetical)
        near = self._looks[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        same_size = self._by_size.get(wanted.size, [])[:_SAME_SIZE]
        matcher = SequenceMatcher(b=wanted.spelling, autojunk=False)
        scored = []
        for look in dict.fromkeys([*near, *same_size]):
            matcher.set_seq1(look.spelling)
            score = matcher.ratio() + _bonus(wanted, look)
            if score >= _LEAST:
                scored.append((-score, look.file_name))
        return tuple(dict.fromkeys(name for _, name in sorted(scored)))[:MOST]


def _alphabetical(look: _Look) -> tuple[str, str]:
    return look.spelling, look.file_name


def _bonus(wanted: _Look, look: _Look) -> float:
    bonus = _FREE_BONUS if look.free else 0.0
    if wanted.size and wanted.size == look.size:
        bonus += _SIZE_BONUS + (_DIMS_BONUS if wanted.dims == look.dims else 0.0)
    return bonus
