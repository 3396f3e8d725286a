"""The scene of one network: built in small steps, coloured node by node."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsScene

from core.comparison.model import PairResult
from core.network.model import Network
from widgets.topology_drawing import Detail, Look, add_arrow, add_edge
from widgets.topology_items import (
    DrawContext,
    EdgeChunk,
    FirstBadFlag,
    NodeItem,
    NodeState,
    OverviewItem,
    SelectionRing,
    Side,
)
from widgets.topology_text import NodeText

if TYPE_CHECKING:
    from core.network.layout import EdgePath, Layout

_EDGES_A_CHUNK = 64
_CROWD = 600


class TopologyScene(QGraphicsScene):
    """Items and state of one network under one layout. Nodes are known by name.

    Selecting, finding and colouring work on the layout at once, while the items are still
    being built by ``steps``.
    """

    def __init__(
        self,
        network: Network,
        layout: Layout,
        texts: Mapping[str, NodeText],
        look: Look,
        holder: QObject | None = None,
    ) -> None:
        super().__init__(holder)
        self.network = network
        self.layout = layout
        self.context = DrawContext(look)
        self.states: dict[str, NodeState] = {}
        for name, box in layout.boxes.items():
            if name in texts:
                rect = QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
                self.states[name] = NodeState(rect, texts[name])
        self.order = [node.name for node in network.nodes if node.name in self.states]
        # Left, top, right, bottom of every box, in the order of ``_names``.
        self._names = list(self.states)
        self._corners = np.array(
            [state.box.getCoords() for state in self.states.values()], dtype=np.float64
        ).reshape(-1, 4)
        self._host = {
            node.name: node.reports
            for node in network.nodes
            if node.reports in self.states and node.name not in self.states
        }
        self._raw: dict[str, tuple[PairResult, ...]] = {}
        self._guests: dict[str, list[str]] = {}
        for guest, host in self._host.items():
            self._guests.setdefault(host, []).append(guest)
        self._items: dict[str, NodeItem] = {}
        self._chunks: list[EdgeChunk] = []
        self._marked = ""
        self._zoom = 1.0

        # A depth of its own keeps the tree from being rebuilt as it fills.
        self.setBspTreeDepth(max(len(self.states), 1).bit_length())
        self._root = QGraphicsRectItem()
        self._root.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self._root.setZValue(2)
        self._overview = OverviewItem(self.bounds(), self.states.values, self.context)
        self._overview.setZValue(1)
        self._overview.hide()
        self._near_edges = EdgeChunk(QPainterPath(), QPainterPath())
        self._near_edges.lines.setZValue(0.5)
        self._ring = SelectionRing()
        self._ring.hide()
        self._flag: FirstBadFlag | None = None
        self.flagged = ("", "")
        for item in (self._root, self._overview, self._near_edges.lines, self._ring):
            self.addItem(item)

    def bounds(self) -> QRectF:
        """The rectangle around all boxes and edges; never empty."""
        rect = QRectF(0, 0, max(self.layout.width, 1.0), max(self.layout.height, 1.0))
        if len(self._corners):
            left, top = self._corners[:, :2].min(axis=0)
            right, bottom = self._corners[:, 2:].max(axis=0)
            rect = rect.united(QRectF(QPointF(left, top), QPointF(right, bottom)))
        return rect

    def steps(self) -> Iterator[None]:
        """Build the items; each step takes well under a millisecond."""
        edges = self.layout.edges
        for start in range(0, len(edges), _EDGES_A_CHUNK):
            chunk = self._chunk(edges[start : start + _EDGES_A_CHUNK])
            self._paint_chunk(chunk)
            self._chunks.append(chunk)
            self.addItem(chunk.lines)
            yield
        for name, state in self.states.items():
            self._items[name] = NodeItem(state, self.context, self._root)
            yield

    @staticmethod
    def _chunk(edges: Iterable[EdgePath]) -> EdgeChunk:
        lines, heads = QPainterPath(), QPainterPath()
        for edge in edges:
            if len(edge.points) >= 4:
                add_edge(lines, edge.points)
                add_arrow(heads, edge.points)
        return EdgeChunk(lines, heads)

    def coarse(self) -> bool:
        """Whether so much is seen at once that smooth lines cost more than they give."""
        crowded = len(self.layout.edges) > _CROWD
        return crowded and self.context.detail is Detail.RECTANGLES

    def _paint_chunk(self, chunk: EdgeChunk) -> None:
        chunk.recolour(self.context.look.edge, self.coarse())
        chunk.heads.setVisible(self.context.detail is Detail.FULL)

    def set_look(self, look: Look) -> None:
        """Other colours, same places."""
        self.context.look = look
        for chunk in self._chunks:
            chunk.recolour(look.edge, self.coarse())
        self._near_edges.recolour(look.accent)
        self._surround()
        self.update()

    def set_zoom(self, zoom: float, detail: Detail) -> None:
        """One unit takes ``zoom`` pixels from now on."""
        self._zoom = zoom
        if detail is not self.context.detail:
            self.context.detail = detail
            for chunk in self._chunks:
                chunk.recolour(self.context.look.edge, self.coarse())
            self._root.setVisible(detail is not Detail.RECTANGLES)
            self._overview.setVisible(detail is Detail.RECTANGLES)
            for chunk in (*self._chunks, self._near_edges):
                chunk.heads.setVisible(detail is Detail.FULL)
        self._surround()

    def update_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """Take the results of the named nodes; all others keep theirs.

        Results of a node that is not drawn, but reports on one that is, count for that one.
        """
        touched: set[str] = set()
        for name, given in results.items():
            new = tuple(given)
            old = self._raw.get(name, ())
            if len(new) != len(old) or not all(map(is_, new, old)):
                self._raw[name] = new
                touched.add(self._host.get(name, name))
        changed = False
        at_once = len(touched) > _CROWD
        for name in touched:
            state = self.states.get(name)
            if state is None:
                continue
            merged = self._raw.get(name, ())
            for guest in self._guests.get(name, ()):
                merged += self._raw.get(guest, ())
            state.set_results(merged)
            changed = True
            if not at_once and name in self._items:
                self._items[name].update()
        if at_once:
            self.update()
        if changed:
            self._overview.refresh()

    def clear_results(self) -> None:
        """No node has results any more."""
        self._raw = {}
        for state in self.states.values():
            if state.results:
                state.set_results(())
        self.update()
        self._overview.refresh()

    def known_results(self) -> Mapping[str, tuple[PairResult, ...]]:
        """The results as given."""
        return self._raw

    def host_of(self, name: str) -> str:
        """The drawn node that stands for a node or a layer; empty where none does."""
        name = self._host.get(name, name)
        return name if name in self.states else self._by_layer.get(name, "")

    @cached_property
    def _by_layer(self) -> dict[str, str]:
        return {
            layer.name: node.name
            for node in self.network.nodes
            if node.name in self.states
            for layer in node.layers
        }

    def node_at(self, point: QPointF) -> str:
        """Name of the node whose box holds ``point``, or empty."""
        x, y = point.x(), point.y()
        c = self._corners
        hit = np.flatnonzero((c[:, 0] <= x) & (c[:, 1] <= y) & (c[:, 2] >= x) & (c[:, 3] >= y))
        return self._names[hit[0]] if len(hit) else ""

    def fade_all_but(self, names: Collection[str] | None) -> None:
        """Let only ``names`` stand out; None gives every box its colour back."""
        for name, state in self.states.items():
            faded = names is not None and name not in names
            if faded != state.faded:
                state.faded = faded
                if name in self._items:
                    self._items[name].update()
        self._overview.refresh()

    def mark(self, name: str) -> None:
        """Put the ring around ``name`` and light up its edges; empty takes both away."""
        self._marked = name if name in self.states else ""
        near = [e for e in self.layout.edges if self._marked in (e.source, e.target)]
        fresh = self._chunk(near if self._marked else ())
        self._near_edges.lines.setPath(fresh.lines.path())
        self._near_edges.heads.setPath(fresh.heads.path())
        self._near_edges.recolour(self.context.look.accent)
        self._surround()

    def _surround(self) -> None:
        self._ring.setVisible(bool(self._marked))
        if self._marked:
            box = self.states[self._marked].box
            self._ring.surround(box, self._zoom, self.context.look)

    def flag(self, name: str, text: str) -> None:
        """Stick the flag ``text`` to the node; an unknown or empty name takes it away."""
        if self._flag is not None:
            self.removeItem(self._flag)
            self._flag = None
        self.flagged = (name, text) if name in self.states else ("", "")
        state = self.states.get(name)
        if state is not None:
            self._flag = FirstBadFlag(text, self.context)
            self._flag.stand(Side.LEFT, state.box)
            self.addItem(self._flag)

    def place_flag(self, left: float, right: float) -> None:
        """Stand the flag where all of it is seen between ``left`` and ``right``: beside its box,
        best on the left, else above it."""
        if self._flag is None:
            return
        box, reach = self.states[self.flagged[0]].box, self._flag.reach / self._zoom
        if box.left() - reach >= left:
            side = Side.LEFT
        else:
            side = Side.RIGHT if box.right() + reach <= right else Side.ABOVE
        if side is not self._flag.side:
            self._flag.stand(side, box)
