"""The edges of a layout as numbers: which are in sight, and paths of as many as are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream, QRectF
from PySide6.QtGui import QPainterPath

from widgets.parts.giving_way import give_way
from widgets.topology.drawing import ARROW_HALF_WIDTH, ARROW_LENGTH

if TYPE_CHECKING:
    from core.network.layout import EdgePath

EDGE_WIDTH = 1.3
_A_CHUNK = 64
_AT_ONCE = 512
"""Edges whose points become numbers while no other thread comes in."""
_MARGIN = ARROW_LENGTH + EDGE_WIDTH
_NO_LENGTH = 1e-3
_MOST_CURVES = 4096
_MOVE, _LINE, _CURVE, _CURVE_ON = 0, 1, 2, 3
"""``QPainterPath.ElementType``"""
_TRIANGLE = np.array([_MOVE, _LINE, _LINE, _LINE])
_WINDING = 1
"""``Qt.FillRule``, behind the number of the last element that began anew: heads that lie over one
another leave no holes."""
_ELEMENT = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])

Places = NDArray[np.intp]
Floats = NDArray[np.float64]
Curve = tuple[QPainterPath, QPainterPath]
"""A line and its head."""


class EdgeShapes:
    """Edges as plain values, made on any thread; a place is that of an edge in the list.

    From afar they are straight lines between the points of their curves, some dozens of edges a
    path, those of one height together.
    """

    def __init__(self, edges: Sequence[EdgePath]) -> None:
        edges = [edge for edge in edges if len(edge.points) >= 4]
        counts = np.array([len(edge.points) for edge in edges], dtype=np.intp)
        parts = []
        for start in range(0, len(edges), _AT_ONCE):
            give_way()
            some = edges[start : start + _AT_ONCE]
            parts.append(np.array([point for edge in some for point in edge.points]))
        points = np.concatenate(parts) if parts else np.empty((0, 2))
        self._near: dict[str, list[int]] = {}
        for place, edge in enumerate(edges):
            give_way()
            for name in {edge.source, edge.target}:
                self._near.setdefault(name, []).append(place)
        self._take(points, counts)
        order = np.argsort(self._bounds[:, 1], kind="stable")
        chunks = [order[start : start + _A_CHUNK] for start in range(0, len(order), _A_CHUNK)]
        for chunk in chunks:
            give_way()
            self._chunks.append(self.path(chunk, curved=False))
        self._chunk_bounds.resize((len(chunks), 4))
        for place, chunk in enumerate(chunks):
            self._chunk_bounds[place, :2] = self._bounds[chunk, :2].min(axis=0)
            self._chunk_bounds[place, 2:] = self._bounds[chunk, 2:].max(axis=0)

    def _take(self, points: Floats, counts: Places) -> None:
        """``counts`` points, 1 + 3n, of each edge, one after the other."""
        self._points, self._counts = points, counts
        self._starts = np.cumsum(counts) - counts
        self._bounds: Floats = np.empty((len(counts), 4))
        self._curves: dict[int, Curve] = {}
        self._chunks: list[QPainterPath] = []
        self._chunk_bounds: Floats = np.empty((0, 4))
        if len(counts):
            self._bounds[:, :2] = np.minimum.reduceat(points, self._starts) - _MARGIN
            self._bounds[:, 2:] = np.maximum.reduceat(points, self._starts) + _MARGIN
        # Any first so many of them are spread over all: always the same ones, so that nothing
        # flickers while the picture moves.
        self._draw = np.random.default_rng(0).permutation(len(counts)) / max(len(counts), 1)

    def __len__(self) -> int:
        return len(self._counts)

    def near(self, name: str) -> EdgeShapes:
        """Those that begin or end at this node; they have no chunks."""
        places = np.array(self._near.get(name, ()), dtype=np.intp)
        found = EdgeShapes.__new__(EdgeShapes)
        found._near = {}
        found._take(self._points[self._elements(places, 1)], self._counts[places])
        return found

    def parts(self) -> list[list[object]]:
        """All there are thousands of, to be let go bit by bit."""
        return [list(self._near.values()), list(self._curves.values()), list(self._chunks)]

    # --- what is in sight ----------------------------------------------------------------

    def within(self, rect: QRectF) -> Places:
        """Places of the edges that may be seen in ``rect``."""
        return _within(self._bounds, rect)

    def length_within(self, places: Places, rect: QRectF) -> float:
        """How much of these edges is in sight, in scene units: of each the way across and down."""
        left, top, right, bottom = self._seen_parts(places, rect)
        return float((right - left).sum() + (bottom - top).sum())

    def _seen_parts(self, places: Places, rect: QRectF) -> tuple[Floats, Floats, Floats, Floats]:
        left, top, right, bottom = self._bounds[places].T
        return (
            np.maximum(left, rect.left()),
            np.maximum(top, rect.top()),
            np.minimum(right, rect.right()),
            np.minimum(bottom, rect.bottom()),
        )

    def thinned(
        self, places: Places, rect: QRectF, cell: float, most: int, length: float
    ) -> Places:
        """About ``most`` of these edges, of about this ``length`` within ``rect``.

        Only where many crowd within ``cell`` scene units some are left out: one that runs by
        itself stays.
        """
        left, top, right, bottom = self._seen_parts(places, rect)
        columns = (((left + right) / 2 - rect.left()) / cell).astype(np.intp)
        rows = (((top + bottom) / 2 - rect.top()) / cell).astype(np.intp)
        spots = rows * (int(rect.width() / cell) + 2) + columns
        crowds = np.bincount(spots)
        share = self._draw[places] * crowds[spots]
        room = min(most / np.count_nonzero(crowds), int(crowds.max()))
        kept = share < room
        long = float((right - left)[kept].sum() + (bottom - top)[kept].sum())
        if long > length:
            kept = share < room * length / long
        some: Places = places[kept]
        return some

    # --- paths ---------------------------------------------------------------------------

    def _elements(self, places: Places, step: int) -> Places:
        """Where every ``step``-th point of each of these edges stands, first and last included."""
        counts = (self._counts[places] - 1) // step + 1
        ends = np.cumsum(counts)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
        elements: Places = np.repeat(self._starts[places], counts) + within * step
        return elements

    def path(self, places: Places, curved: bool) -> QPainterPath:
        """These edges as one path, as curves or as straight lines between their points."""
        elements = self._elements(places, 1 if curved else 3)
        within = elements - np.repeat(
            self._starts[places], self._counts[places] if curved else self._knots(places)
        )
        if curved:
            types = np.where(within % 3 == 1, _CURVE, _CURVE_ON)
        else:
            types = np.full(len(within), _LINE)
        types[within == 0] = _MOVE
        return _path(types, self._points[elements])

    def _knots(self, places: Places) -> Places:
        knots: Places = (self._counts[places] - 1) // 3 + 1
        return knots

    def heads(self, places: Places) -> QPainterPath:
        """The heads of these edges: triangles whose tips are the last points."""
        _, corners = self._corners(places)
        corners = corners.reshape(-1, 2)
        return _path(np.tile(_TRIANGLE, len(corners) // 4), corners)

    def _corners(self, places: Places) -> tuple[NDArray[np.bool_], Floats]:
        """Which of these edges have a head, and the corners of each, shape (heads, 4, 2)."""
        last = self._starts[places] + self._counts[places] - 1
        tips = self._points[last]
        along = np.zeros_like(tips)
        pointed = np.zeros(len(tips), dtype=np.bool_)
        back, most = 1, int(self._counts[places].max(initial=1)) - 1
        # The last point may stand in the place of the one before, and that one, too.
        while back <= most and not pointed.all():
            step = tips - self._points[np.maximum(last - back, self._starts[places])]
            length = np.hypot(step[:, 0], step[:, 1])
            found = ~pointed & (length > _NO_LENGTH)
            along[found] = step[found] / length[found, None]
            pointed |= found
            back += 1
        tips, along = tips[pointed], along[pointed]
        feet = tips - along * ARROW_LENGTH
        across = np.column_stack((-along[:, 1], along[:, 0])) * ARROW_HALF_WIDTH
        return pointed, np.stack((tips, feet + across, feet - across, tips), axis=1)

    def curves(self, places: Places) -> list[Curve]:
        """The line and the head of each of these edges."""
        wanted = places.tolist()
        curves = self._curves
        new = [place for place in wanted if place not in curves]
        if len(curves) + len(new) > _MOST_CURVES:
            curves.clear()
            new = wanted
        if new:
            curves.update(zip(new, self._make_curves(np.array(new, dtype=np.intp)), strict=True))
        return [curves[place] for place in wanted]

    def _make_curves(self, places: Places) -> Iterator[Curve]:
        """In one go as far as it can be: for each by itself NumPy takes ten times as long."""
        ends = np.cumsum(self._counts[places])
        elements = self._elements(places, 1)
        within = elements - np.repeat(self._starts[places], self._counts[places])
        types = np.where(within % 3 == 1, _CURVE, _CURVE_ON)
        types[within == 0] = _MOVE
        points = self._points[elements]
        pointed, corners = self._corners(places)
        heads = iter(corners)
        begin = 0
        for end, has_head in zip(ends.tolist(), pointed.tolist(), strict=True):
            head = _path(_TRIANGLE, next(heads)) if has_head else QPainterPath()
            yield _path(types[begin:end], points[begin:end]), head
            begin = end

    def lines_within(self, rect: QRectF) -> list[QPainterPath]:
        """All edges that may be seen in ``rect``, and some beside it, as straight lines."""
        if not self._chunks:
            return [self.path(self.within(rect), curved=False)]
        return [self._chunks[place] for place in _within(self._chunk_bounds, rect).tolist()]


def _within(bounds: Floats, rect: QRectF) -> Places:
    places: Places = np.flatnonzero(
        (bounds[:, 0] <= rect.right())
        & (bounds[:, 1] <= rect.bottom())
        & (bounds[:, 2] >= rect.left())
        & (bounds[:, 3] >= rect.top())
    )
    return places


def _path(types: NDArray[np.int_], points: Floats) -> QPainterPath:
    """A path of these elements, read from a stream as Qt writes it: point by point it would take
    Python a hundred times as long."""
    elements = np.empty(len(types), _ELEMENT)
    elements["type"], elements["x"], elements["y"] = types, points[:, 0], points[:, 1]
    path = QPainterPath()
    if len(types):
        count, rule = len(types).to_bytes(4, "big"), _WINDING.to_bytes(8, "big")
        # The stream refers to the bytes, and the path is read from the stream: both are held.
        data = QByteArray(count + elements.tobytes() + rule)
        stream = QDataStream(data)
        stream >> path
    return path
