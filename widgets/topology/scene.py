"""The scene of one network: built in small steps, coloured node by node."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsScene

from core.comparison.model import PairResult
from core.network.model import Network
from widgets.topology.data import PictureData
from widgets.topology.drawing import Detail, DrawContext, Look
from widgets.topology.edge_shapes import EdgeShapes
from widgets.topology.edges import EdgesItem
from widgets.topology.items import FirstBadFlag, NodeSpot, Ring, Side
from widgets.topology.nodes import NodesItem, NodeState

if TYPE_CHECKING:
    from core.network.layout import Layout

_CROWD = 600
_MOST_SPOTS = 2000
_A_STEP = 40
"""Boxes that take over their results in well under a millisecond."""
_MARGIN = 12.0


class TopologyScene(QGraphicsScene):
    """Items and state of one network under one layout. Nodes are known by name.

    Selecting, finding and colouring work on the layout at once, while the items are still
    being built by ``steps``.
    """

    def __init__(self, data: PictureData, look: Look, holder: QObject | None = None) -> None:
        super().__init__(holder)
        self.data = data
        self.context = DrawContext(look)
        self._raw: dict[str, tuple[PairResult, ...]] = {}
        self._guests: dict[str, list[str]] = {}
        for guest, host in data.hosts.items():
            self._guests.setdefault(host, []).append(guest)
        self.marked = self._hovered = ""
        self._kept: Collection[str] | None = None
        self._zoom = 1.0

        # Everything is culled by itself: a tree over it would only have to be kept up.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._nodes = NodesItem(data, self.context)
        self._nodes.setZValue(2)
        bounds = data.bounds().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        self._edges = EdgesItem(data.edges, bounds, self.context)
        self._near_edges = EdgesItem(EdgeShapes(()), bounds, self.context, lit=True)
        self._near_edges.setZValue(0.5)
        self._ring = Ring(4.5, 3.0, 20)
        self._hover_ring = Ring(2.5, 1.5, 19)
        self._flag: FirstBadFlag | None = None
        self.flagged = ("", "")
        for item in (self._edges, self._near_edges, self._nodes, self._ring, self._hover_ring):
            self.addItem(item)

    @property
    def network(self) -> Network:
        """What is drawn."""
        return self.data.network

    @property
    def layout(self) -> Layout:
        """Where it is drawn."""
        return self.data.layout

    @property
    def states(self) -> Mapping[str, NodeState]:
        """What is known of each drawn node."""
        return self.data.states

    @property
    def order(self) -> Sequence[str]:
        """The drawn nodes in execution order."""
        return self.data.order

    def bounds(self) -> QRectF:
        """The rectangle around all boxes and edges; never empty."""
        return self.data.bounds()

    def steps(self) -> Iterator[None]:
        """Build what is not seen; each step takes well under a millisecond."""
        if len(self.states) <= _MOST_SPOTS:
            for name, state in self.states.items():
                self.addItem(NodeSpot(name, state.box))
                yield

    def set_look(self, look: Look) -> None:
        """Other colours, same places."""
        self.context.look = look
        self._surround()
        self._nodes.refresh()
        self.update()

    def draw_ahead(self, part: QRectF, ratio: float) -> Iterator[None]:
        """Draw what is too much for a frame in ``part``, in small steps; see ``EdgesItem``."""
        yield from self._edges.draw_ahead(part, ratio)
        yield from self._near_edges.draw_ahead(part, ratio)

    def prepare_look(self, look: Look) -> Iterator[None]:
        """Work out ahead, in small steps, which colours each box will have."""
        for number, state in enumerate(self.data.all_states):
            if number % _A_STEP == _A_STEP - 1:
                yield
            state.prepare(look)

    def set_zoom(self, zoom: float, detail: Detail) -> None:
        """One unit takes ``zoom`` pixels from now on."""
        self._zoom = self.context.zoom = zoom
        self.context.detail = detail
        self._surround()

    # --- results -------------------------------------------------------------------------

    def update_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """Take the results of the named nodes; all others keep theirs.

        Results of a node that is not drawn count for the one that stands for it.
        """
        raw, states = self._raw, self.states
        hosts, guests_of = self.data.hosts, self._guests
        touched: dict[str, tuple[PairResult, ...]] = {}
        for name, given in results.items():
            new = tuple(given)
            old = raw.get(name, ())
            if len(new) != len(old) or not all(map(is_, new, old)):
                raw[name] = new
                touched[hosts.get(name, name)] = new
        at_once = len(touched) > _CROWD
        for name, merged in touched.items():
            state = states.get(name)
            if state is None:
                continue
            if name in guests_of:
                merged = self._merged(name)
            state.set_results(merged)
            if not at_once:
                self._nodes.refresh_one(state)
        if at_once:
            self._nodes.refresh()

    def adopt(self, old: TopologyScene) -> Iterator[None]:
        """Take over the results of another picture of the same network, in small steps.

        Results that come meanwhile are for both.
        """
        self._raw = raw = dict(old._raw)
        same = old.data.network is self.data.network
        for number, (name, state) in enumerate(self.states.items()):
            if number % _A_STEP == _A_STEP - 1:
                yield
            if same and name in old.states:
                state.adopt(old.states[name])
            elif name in self._guests:
                state.set_results(self._merged(name))
            elif name in raw:
                state.set_results(raw[name])
        self._nodes.refresh()

    def _merged(self, name: str) -> tuple[PairResult, ...]:
        """The results of a node and of those it stands for."""
        inside = (self._raw.get(guest, ()) for guest in self._guests[name])
        return self._raw.get(name, ()) + tuple(chain.from_iterable(inside))

    def clear_results(self) -> None:
        """No node has results any more."""
        self._raw = {}
        for state in self.data.all_states:
            if state.results:
                state.set_results(())
        self._nodes.refresh()

    def known_results(self) -> Mapping[str, tuple[PairResult, ...]]:
        """The results as given."""
        return self._raw

    # --- places and names ----------------------------------------------------------------

    def host_of(self, name: str) -> str:
        """The drawn node that stands for a node or a layer; empty where none does."""
        name = self.data.hosts.get(name, name)
        return name if name in self.states else self.data.layer_hosts.get(name, "")

    def node_at(self, point: QPointF) -> str:
        """Name of the node whose box holds ``point``, or empty."""
        hit = self.data.within(QRectF(point, point))
        return self.data.names[hit[0]] if len(hit) else ""

    # --- marks ---------------------------------------------------------------------------

    def fade_all_but(self, names: Collection[str] | None) -> None:
        """Let only ``names`` stand out, and what is marked; None gives every box its colour
        back."""
        if names is None and self._kept is None:
            return
        self._kept = names
        for name, state in self.states.items():
            state.faded = names is not None and name not in names
        if self.marked:
            self.states[self.marked].faded = False
        self._nodes.refresh()

    def mark(self, name: str) -> bool:
        """Put the ring around ``name`` and light up its edges; empty takes both away. True where
        a box has faded by that or is faded no more."""
        before, self.marked = self.marked, name if name in self.states else ""
        self._near_edges.set_shapes(
            self.data.edges.near(self.marked) if self.marked else EdgeShapes(())
        )
        self._surround()
        changed = False
        for one in {before, self.marked} - {""}:
            state = self.states[one]
            faded = self._kept is not None and one not in self._kept and one != self.marked
            if state.faded != faded:
                state.faded = faded
                self._nodes.refresh_one(state)
                changed = True
        return changed

    def hover(self, name: str) -> None:
        """Put a fine ring around ``name``; empty takes it away."""
        self._hovered = name if name in self.states else ""
        self._surround()

    def _surround(self) -> None:
        look = self.context.look
        for ring, name, colour in (
            (self._ring, self.marked, look.accent),
            (self._hover_ring, self._hovered, look.muted),
        ):
            if name:
                ring.surround(self.states[name].box, self._zoom, colour)
            else:
                ring.hide()

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
