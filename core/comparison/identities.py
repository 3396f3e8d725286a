"""Which blob each dump of a run claims to hold, read from its name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from core.cancelling import Check, heed
from core.dumps.model import Dump, DumpName, Encoding, Kind, Run

_SEPARATORS = str.maketrans(dict.fromkeys("/:.\\ ", "_"))
_INDEX_PREFIX = re.compile(r"layer(\d+)_(?=.)")

# A dumper numbers its layers, so its indices are practically distinct; in a net whose own names
# begin alike (layer1_0_conv1, layer1_0_conv2, …) they repeat.
_DISTINCT_SHARE = 0.8
_DUMPER_SHARE = 0.9

_OUTPUT_ORDER = (Encoding.FIXED, Encoding.DECIMAL, Encoding.NONLINEAR)
_DECIMAL_ORDER = (Encoding.DECIMAL, Encoding.FIXED, Encoding.INTEGER, Encoding.NONLINEAR)


def normalise(name: str) -> str:
    """A layer's or blob's name as every tool would spell it in a file name."""
    # Most names hold nothing to replace, and to know that costs a fifth.
    return name if name.isidentifier() else name.translate(_SEPARATORS)


def on_disk(name: str) -> str:
    """A name as it stands in a file's: every tool writes the path separator as ``_``."""
    return name.replace("/", "_")


def stripped_dims(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Dims without trailing ones, which some tools write and others drop."""
    while shape and shape[-1] == 1:
        shape = shape[:-1]
    return shape


def without_index_prefix(layer: str) -> str:
    """``conv1`` for ``layer3_conv1``; the name itself where it has no such prefix."""
    found = _INDEX_PREFIX.match(layer) if layer.startswith("layer") else None
    return layer[found.end() :] if found is not None else layer


class Identity(NamedTuple):
    """What one dump claims to hold.

    ``spelling`` is the layer as its file, or for a ``seg…`` file the dot, writes it; ``layer`` is
    it normalised, ``bare`` is it without its ``layer<i>_`` prefix where this run's
    prefixes number layers, else empty. ``others`` are files of the same run that hold the same
    blob in another encoding and were passed over.
    """

    dump: Dump
    spelling: str
    layer: str
    dims: tuple[int, ...]
    key: tuple[Kind, int | str]
    """Dumps meet only where these are the same: the kind and ``k``, or the blob's name."""
    bare: str = ""
    others: tuple[Dump, ...] = ()

    @property
    def name(self) -> DumpName:
        """The dump's parsed file name."""
        return self.dump.name

    @property
    def names(self) -> tuple[str, ...]:
        """Names to look up in a network, likeliest first."""
        if self.bare:
            return self.spelling, without_index_prefix(self.spelling)
        return (self.spelling,)


class Claims(NamedTuple):
    """All identities of one run. ``dumper``: practically every output has a ``layer<i>_``."""

    identities: tuple[Identity, ...]
    dumper: bool


def claims_of(run: Run, include: Iterable[Kind], cancelled: Check | None = None) -> Claims:
    """The identities of a run's dumps of the kinds in ``include``, in the run's order.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    kinds = frozenset(include)
    identities = _one_encoding_each(
        [_as_spelled(dump) for dump in heed(run.dumps, cancelled) if dump.name.kind in kinds]
    )
    prefixes = {
        one.spelling: match[1]
        for one in identities
        if one.spelling.startswith("layer") and (match := _INDEX_PREFIX.match(one.spelling))
    }
    if not prefixes or len(set(prefixes.values())) < _DISTINCT_SHARE * len(prefixes):
        return Claims(tuple(identities), dumper=False)
    identities = [
        one._replace(bare=normalise(without_index_prefix(one.spelling)))
        if one.spelling in prefixes
        else one
        for one in identities
    ]
    outputs = [one for one in identities if one.name.kind is Kind.OUTPUT]
    with_prefix = sum(bool(one.bare) for one in outputs)
    return Claims(
        tuple(identities), with_prefix > 0 and with_prefix >= _DUMPER_SHARE * len(outputs)
    )


def _as_spelled(dump: Dump) -> Identity:
    name = dump.name
    key = name.kind, normalise(name.blob) if name.blob else name.index
    return Identity(dump, name.layer, normalise(name.layer), stripped_dims(name.shape), key)


def _one_encoding_each(identities: list[Identity]) -> list[Identity]:
    """Of a blob that a run holds in several encodings, the original, which knows the others.

    Two files of equal standing both stay: which of them is meant is not for us to say.
    """
    first: dict[object, Identity] = {}
    alike: dict[object, list[Identity]] = {}
    for one in identities:
        claim = one.layer, one.key
        before = first.setdefault(claim, one)
        if before is not one:
            alike.setdefault(claim, [before]).append(one)
    if not alike:
        return identities
    passed_over: dict[str, tuple[Dump, ...]] = {}
    """By the file that stands for them."""
    left_out: set[str] = set()
    for group in alike.values():
        for same in _same_blobs(group):
            best = min(_rank(one.name) for one in same)
            used = next(one for one in same if _rank(one.name) == best)
            others = tuple(one.dump for one in same if _rank(one.name) != best)
            if others:
                passed_over[used.name.file_name] = others
                left_out.update(dump.name.file_name for dump in others)
    if not left_out:
        return identities
    return [
        one._replace(others=passed_over[one.name.file_name])
        if one.name.file_name in passed_over
        else one
        for one in identities
        if one.name.file_name not in left_out
    ]


def _same_blobs(identities: Iterable[Identity]) -> Iterable[list[Identity]]:
    """Those that differ in nothing but their encoding."""
    groups: dict[object, list[Identity]] = {}
    for one in identities:
        # Values converted back from codes ("anti") are of the same source as the codes.
        source = one.name.source.removeprefix("anti").removeprefix("_")
        groups.setdefault((one.dims, source, one.name.blob, one.name.index), []).append(one)
    return groups.values()


def _rank(name: DumpName) -> int:
    """Smaller is nearer to what the tool itself wrote, as numbers that can be compared.

    Simulators and mapper write outputs as hex, Caffe as decimals; the codes of inputs, weights
    and biases need an offset that may be in no file, so their decimals are preferred.
    """
    by_hex = name.kind is Kind.OUTPUT and name.source != "caffe"
    order = _OUTPUT_ORDER if by_hex else _DECIMAL_ORDER
    return order.index(name.encoding) if name.encoding in order else len(order)
