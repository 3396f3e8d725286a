"""What of two runs has met, what is still free, and how claims to one blob are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.cancelling import Check, heed
from core.comparison.identities import Claims, Identity
from core.comparison.model import Rule
from core.dumps.model import Dump

Bucket = tuple[list[int], list[int]]
"""Positions of left and right identities that claim the same blob."""

SEVERAL = -1
"""Stands for a position where there is more than one."""


class Match(NamedTuple):
    """Two dumps that met."""

    left: Identity
    right: Identity
    rule: Rule


@dataclass(frozen=True, slots=True)
class Clash:
    """Dumps that could meet in more than one way, so none did."""

    lefts: tuple[Dump, ...]
    rights: tuple[Dump, ...]
    blob: str = ""
    """The blob that several layers write, where that is the cause."""
    writers: tuple[str, ...] = ()
    """The names of those layers."""


@dataclass(slots=True)
class Matched:
    """What came out of matching one left with one right run."""

    matches: list[Match] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    superseded: dict[Dump, Dump] = field(default_factory=dict)
    """A Reportop's file → the file of the layer's own id, which stands for both."""


class Side:
    """One run's identities and which of them have no partner yet.

    Who goes through many of them is stopped by ``Cancelled`` once ``cancelled`` says so.
    """

    def __init__(self, claims: Claims, cancelled: Check | None = None) -> None:
        self._cancelled = cancelled
        self.identities = list(claims.identities)
        self.dumper = claims.dumper
        self.has_bare = any(identity.bare for identity in claims.identities)
        # A dict keeps the run's order, which a set would not.
        self.free = dict.fromkeys(range(len(self.identities)))

    def among(self, *, everyone: bool) -> Iterable[int]:
        """Positions of the free ones, or of everyone, paired or not."""
        return range(len(self.identities)) if everyone else self.free

    def bucket(
        self, key: Callable[[Identity], object], among: Iterable[int]
    ) -> dict[object, list[int]]:
        """Positions by key; identities whose key is None are left out."""
        found: dict[object, list[int]] = {}
        for at in heed(among, self._cancelled):
            value = key(self.identities[at])
            if value is not None:
                found.setdefault(value, []).append(at)
        return found

    def once(self, key: Callable[[Identity], object]) -> dict[object, int]:
        """Position by key of the free ones; ``SEVERAL`` where more than one has it."""
        found: dict[object, int] = {}
        identities = self.identities
        for at in heed(self.free, self._cancelled):
            value = key(identities[at])
            found[value] = SEVERAL if value in found else at
        return found

    def differ(self, positions: Sequence[int]) -> bool:
        """Whether these are of more than one layer."""
        return len(positions) > 1 and len({self.identities[at].layer for at in positions}) > 1

    def indices(self, positions: Iterable[int]) -> set[int]:
        """The ``k`` of these."""
        return {self.identities[at].name.index for at in positions}


class Pairing:
    """Two runs while the rules are tried on them; no dump is used twice."""

    def __init__(self, left: Claims, right: Claims, cancelled: Check | None = None) -> None:
        self.left = Side(left, cancelled)
        self.right = Side(right, cancelled)
        self.found = Matched()

    def done(self) -> bool:
        """Whether one of the runs has nothing left to pair: no rule could do anything then."""
        return not self.left.free or not self.right.free

    def settle(self, rule: Rule, bucket: Bucket) -> None:
        """Pair what claims one blob.

        One with one, else files called the same to the letter, else those whose dims are equal
        and alone.
        """
        at_left, at_right = self.free_of(bucket)
        if not at_left or not at_right:
            return
        if len(at_left) == len(at_right) == 1:
            self.take(rule, at_left[0], at_right[0])
            return
        for key in (_file_name, _dims):
            at_left, at_right = self.free_of(bucket)
            rights = self.right.bucket(key, at_right)
            for value, same_left in self.left.bucket(key, at_left).items():
                same_right = rights.get(value, [])
                if len(same_left) == len(same_right) == 1:
                    self.take(rule, same_left[0], same_right[0])
        self.clash(*self.free_of(bucket))

    def free_of(self, bucket: Bucket) -> Bucket:
        """Those of a bucket that have no partner yet."""
        return (
            [at for at in bucket[0] if at in self.left.free],
            [at for at in bucket[1] if at in self.right.free],
        )

    def take(self, rule: Rule, at_left: int, at_right: int) -> None:
        """Let two meet."""
        del self.left.free[at_left]
        del self.right.free[at_right]
        left, right = self.left.identities[at_left], self.right.identities[at_right]
        self.found.matches.append(Match(left, right, rule))

    def clash(
        self,
        at_left: Sequence[int],
        at_right: Sequence[int],
        blob: str = "",
        writers: tuple[str, ...] = (),
    ) -> None:
        """Refuse to choose: none of these takes part any more."""
        if not at_left or not at_right:
            return
        for side, positions in ((self.left, at_left), (self.right, at_right)):
            for at in positions:
                del side.free[at]
        self.found.clashes.append(
            Clash(
                tuple(self.left.identities[at].dump for at in at_left),
                tuple(self.right.identities[at].dump for at in at_right),
                blob,
                writers,
            )
        )


def _file_name(identity: Identity) -> object:
    return identity.name.file_name


def _dims(identity: Identity) -> object:
    return identity.dims


def full(identity: Identity) -> object:
    """What two dumps of one blob have in common whichever tool wrote them: kind, ``k``, name."""
    return identity.key, identity.layer
