"""Layer names with and without the vendor's marks: ``conv1`` and ``conv1_hp``."""

from __future__ import annotations

from collections.abc import Sequence

from core.comparison.identities import Identity
from core.comparison.lookup import Lookup
from core.comparison.model import Rule
from core.comparison.pairing import Bucket, Pairing

_MARKS = ("_hp", "_cpu")
"""RuyiStudio appends these to layers of high precision and to those that run on the CPU, in a
copy of the prototxt: the float run mostly stems from the one without."""


def without_mark(layer: str) -> str:
    """A layer's plain name."""
    for mark in _MARKS:
        if layer.endswith(mark) and len(layer) > len(mark):
            return layer[: -len(mark)]
    return layer


def pair_marked(pairing: Pairing, networks: Sequence[Lookup]) -> None:
    """Pair a marked name with the plain one, after all other rules.

    A layer may really be called so. A pair is made only where no other file of either run, paired
    or not, has the plain name with or without a mark, where dims, if both are known, are equal,
    and where no network has both names for two of its nodes. Several that could be meant are
    refused.
    """
    if pairing.done() or not any(
        _plain(side.identities[at]) != side.identities[at].layer
        for side in (pairing.left, pairing.right)
        for at in side.free
    ):
        return
    rights = pairing.right.bucket(_key, pairing.right.among(everyone=True))
    lefts = pairing.left.bucket(_key, pairing.left.among(everyone=True))
    for key, at_left in lefts.items():
        at_right = rights.get(key, [])
        if len(at_left) != 1 or len(at_right) != 1:
            free = pairing.free_of((at_left, at_right))
            if _could_meet(pairing, free):
                pairing.clash(*free)
            continue
        if at_left[0] not in pairing.left.free or at_right[0] not in pairing.right.free:
            continue
        left = pairing.left.identities[at_left[0]]
        right = pairing.right.identities[at_right[0]]
        if _fit(left, right) and not any(_are_two(network, left, right) for network in networks):
            by_id = left.name.layer_id is not None or right.name.layer_id is not None
            pairing.take(Rule.DOT if by_id else Rule.NAME, at_left[0], at_right[0])


def _plain(identity: Identity) -> str:
    return without_mark(identity.layer)


def _key(identity: Identity) -> object:
    return identity.key, _plain(identity)


def _could_meet(pairing: Pairing, bucket: Bucket) -> bool:
    """Whether one side has the plain name and the other a marked one."""
    left, right = (
        {identity.layer == _plain(identity) for identity in map(side.identities.__getitem__, some)}
        for side, some in zip((pairing.left, pairing.right), bucket, strict=True)
    )
    return (True in left and False in right) or (False in left and True in right)


def _fit(left: Identity, right: Identity) -> bool:
    """Whether one is called as the other is without its mark, and their dims agree."""
    plain = _plain(left)
    return plain in (left.layer, right.layer) and (
        not left.dims or not right.dims or left.dims == right.dims
    )


def _are_two(network: Lookup, left: Identity, right: Identity) -> bool:
    """Whether a network has both names, and they are not one node's."""
    one, other = network.place(left.names), network.place(right.names)
    return one is not None and other is not None and one.node is not other.node
