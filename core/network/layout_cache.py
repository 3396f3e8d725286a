"""Pictures that Graphviz has made, kept from one day to the next.

A picture is known again by what it is made of: the boxes' sizes in execution order and the edges
between them. Names do not matter. Whatever cannot be read or does not fit is as good as not there.
"""

from __future__ import annotations

import struct
import time
import zlib
from array import array
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from math import isfinite
from typing import Protocol

from core.network.layout_model import EdgePath, Layout, NodeBox, Size

LAYOUT_VERSION = 1
"""Raised whenever Graphviz is asked in another way: what was kept before is not used any more."""

_FEWEST_NODES = 30
"""Smaller nets are drawn as fast as they are looked up."""
_USED_AGAIN = 86_400
"""Seconds after which a picture is noted as used again."""
_HEAD = struct.Struct("<4sIII")
_MAGIC = b"CoLa"

Edges = Sequence[tuple[int, int]]


class Store(Protocol):
    """Keeps values by key; never raises, and holds nothing where it cannot."""

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, tuple[bytes, int]]:
        """Value and time of the last use of each key that is there."""
        ...

    def put(self, values: Sequence[tuple[bytes, bytes]], used: Sequence[bytes], now: int) -> bool:
        """Store values by key, and note that the keys ``used`` were of use."""
        ...


class LayoutCache:
    """Graphviz's pictures in a ``Store``; on any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, names: Sequence[str], sized: Sequence[Size], edges: Edges) -> Layout | None:
        """The picture of this net, if it is kept."""
        if len(names) < _FEWEST_NODES:
            return None
        key = _key(sized, edges)
        value, used = self._store.get([key]).get(key, (b"", 0))
        layout = unpacked(value, names, sized, edges)
        now = int(time.time())
        if layout is not None and not 0 <= now - used < _USED_AGAIN:
            self._store.put([], [key], now)
        return layout

    def keep(
        self, names: Sequence[str], sized: Sequence[Size], edges: Edges, layout: Layout
    ) -> None:
        """Keep the picture of this net."""
        if len(names) >= _FEWEST_NODES:
            value = packed(names, layout)
            self._store.put([(_key(sized, edges), value)], [], int(time.time()))


def _key(sized: Sequence[Size], edges: Edges) -> bytes:
    digest = blake2b(f"layout {LAYOUT_VERSION} {len(sized)}".encode(), digest_size=16)
    digest.update(_little(array("d", chain.from_iterable(sized))))
    digest.update(_little(array("q", chain.from_iterable(edges))))
    return digest.digest()


def _little(numbers: array[float] | array[int]) -> bytes:
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        numbers.byteswap()
    return numbers.tobytes()


def packed(names: Sequence[str], layout: Layout) -> bytes:
    """The picture's numbers as bytes: its size, the centres, and the points of every edge."""
    numbers = array("d", (layout.width, layout.height))
    for name in names:
        box = layout.boxes[name]
        numbers.extend((box.x, box.y))
    counts = array("q", (len(edge.points) for edge in layout.edges))
    for edge in layout.edges:
        numbers.extend(chain.from_iterable(edge.points))
    body = zlib.compress(_little(counts) + _little(numbers), 1)
    return _HEAD.pack(_MAGIC, len(counts), len(numbers), zlib.crc32(body)) + body


def unpacked(
    value: object, names: Sequence[str], sized: Sequence[Size], edges: Edges
) -> Layout | None:
    """The picture that ``packed`` was given; None for anything else."""
    if not isinstance(value, bytes) or len(value) < _HEAD.size:
        return None
    magic, edge_count, number_count, check = _HEAD.unpack_from(value)
    body = value[_HEAD.size :]
    if magic != _MAGIC or edge_count != len(edges) or zlib.crc32(body) != check:
        return None
    size = 8 * (edge_count + number_count)
    try:
        # No more than was said is unpacked, whatever a damaged value would grow to.
        raw = zlib.decompressobj().decompress(body, size + 1)
    except zlib.error:
        return None
    if len(raw) != size:
        return None
    counts, numbers = array("q"), array("d")
    counts.frombytes(raw[: 8 * edge_count])
    numbers.frombytes(raw[8 * edge_count :])
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        counts.byteswap()
        numbers.byteswap()
    fits = all(count >= 4 and count % 3 == 1 for count in counts)
    if not fits or len(numbers) != 2 * (1 + len(names) + sum(counts)):
        return None
    if not all(map(isfinite, numbers)):
        return None
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    width, height = pairs[0]
    boxes = {
        name: NodeBox(*centre, *size)
        for name, centre, size in zip(names, pairs[1 : 1 + len(names)], sized, strict=True)
    }
    paths = []
    at = 1 + len(names)
    for (a, b), count in zip(edges, counts, strict=True):
        paths.append(EdgePath(names[a], names[b], tuple(pairs[at : at + count])))
        at += count
    return Layout(boxes, tuple(paths), width, height)
