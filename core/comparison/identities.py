"""Which blob each dump of a run claims to hold, read from its name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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
    return name.translate(_SEPARATORS)


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
    return _INDEX_PREFIX.sub("", layer, count=1)


@dataclass(frozen=True, slots=True)
class Identity:
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
    bare: str = ""
    others: tuple[Dump, ...] = ()

    @property
    def name(self) -> DumpName:
        """The dump's parsed file name."""
        return self.dump.name

    @property
    def key(self) -> tuple[Kind, int | str]:
        """Dumps meet only where these are the same: the kind and ``k``, or the blob's name."""
        name = self.name
        return name.kind, normalise(name.blob) if name.blob else name.index

    @property
    def names(self) -> tuple[str, ...]:
        """Names to look up in a network, likeliest first."""
        if self.bare:
            return self.spelling, without_index_prefix(self.spelling)
        return (self.spelling,)


@dataclass(frozen=True, slots=True)
class Claims:
    """All identities of one run. ``dumper``: practically every output has a ``layer<i>_``."""

    identities: tuple[Identity, ...]
    dumper: bool


def claims_of(run: Run, include: Iterable[Kind]) -> Claims:
    """The identities of a run's dumps of the kinds in ``include``, in the run's order."""
    kinds = frozenset(include)
    chosen = _one_encoding_each(dump for dump in run.dumps if dump.name.kind in kinds)
    prefixes = {
        dump.name.layer: match[1]
        for dump, _ in chosen
        if (match := _INDEX_PREFIX.match(dump.name.layer))
    }
    numbered = len(set(prefixes.values())) >= _DISTINCT_SHARE * len(prefixes)
    identities = tuple(
        Identity(
            dump=dump,
            spelling=dump.name.layer,
            layer=normalise(dump.name.layer),
            dims=stripped_dims(dump.name.shape),
            bare=normalise(without_index_prefix(dump.name.layer))
            if numbered and dump.name.layer in prefixes
            else "",
            others=others,
        )
        for dump, others in chosen
    )
    outputs = [identity for identity in identities if identity.name.kind is Kind.OUTPUT]
    with_prefix = sum(bool(identity.bare) for identity in outputs)
    return Claims(identities, with_prefix > 0 and with_prefix >= _DUMPER_SHARE * len(outputs))


def _one_encoding_each(dumps: Iterable[Dump]) -> list[tuple[Dump, tuple[Dump, ...]]]:
    """Of a blob that a run holds in several encodings, the original and the ones passed over.

    Two files of equal standing both stay: which of them is meant is not for us to say.
    """
    groups: dict[tuple[object, ...], list[Dump]] = {}
    place: dict[Path, int] = {}
    for dump in dumps:
        name = dump.name
        place[dump.path] = len(place)
        # Values converted back from codes ("anti") are of the same source as the codes.
        source = name.source.removeprefix("anti").removeprefix("_")
        blob = (
            name.kind,
            name.index,
            normalise(name.layer),
            stripped_dims(name.shape),
            source,
            name.blob,
        )
        groups.setdefault(blob, []).append(dump)
    chosen: list[tuple[Dump, tuple[Dump, ...]]] = []
    for group in groups.values():
        best = min(_rank(dump.name) for dump in group)
        used = [dump for dump in group if _rank(dump.name) == best]
        passed_over = tuple(dump for dump in group if _rank(dump.name) != best)
        chosen.extend((dump, passed_over if dump is used[0] else ()) for dump in used)
    chosen.sort(key=lambda entry: place[entry[0].path])
    return chosen


def _rank(name: DumpName) -> int:
    """Smaller is nearer to what the tool itself wrote, as numbers that can be compared.

    Simulators and mapper write outputs as hex, Caffe as decimals; the codes of inputs, weights
    and biases need an offset that may be in no file, so their decimals are preferred.
    """
    by_hex = name.kind is Kind.OUTPUT and name.source != "caffe"
    order = _OUTPUT_ORDER if by_hex else _DECIMAL_ORDER
    return order.index(name.encoding) if name.encoding in order else len(order)
