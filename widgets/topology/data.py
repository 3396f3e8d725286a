"""What a picture of a network is made of, as plain values: made on any thread, before the scene.

For ten thousand layers this takes longer than the window may be kept waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from core.network.model import Network
from widgets.parts.giving_way import give_way
from widgets.topology.edge_shapes import EdgeShapes
from widgets.topology.nodes import NodeState
from widgets.topology.text import NodeText, NodeTexts

if TYPE_CHECKING:
    from core.network.folding import Folded
    from core.network.layout import Layout


class PictureData:
    """One network under one layout. Nodes are known by name.

    ``hosts`` leads from every node that is not drawn, and from every layer, to the drawn node that
    stands for it. ``folded``: what is drawn is ``whole`` with stretches folded.
    """

    def __init__(
        self,
        network: Network,
        layout: Layout,
        texts: Mapping[str, NodeText],
        folded: Folded | None = None,
    ) -> None:
        self.network = network
        self.layout = layout
        self.folded = folded
        self.whole = network if folded is None else folded.whole
        self.states: dict[str, NodeState] = {}
        folds = folded.members if folded is not None else {}
        for name, box in layout.boxes.items():
            give_way()
            if name in texts:
                rect = QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
                self.states[name] = NodeState(rect, texts[name], name in folds)
        self.order = [node.name for node in network.nodes if node.name in self.states]
        self.place = {name: place for place, name in enumerate(self.order)}
        self.names = list(self.states)
        self.all_states = list(self.states.values())
        self.corners: NDArray[np.float64] = np.array(
            [state.box.getCoords() for state in self.all_states], dtype=np.float64
        ).reshape(-1, 4)
        """Left, top, right, bottom of every box, in the order of ``names``."""
        self.hosts = self._find_hosts()
        self.layer_hosts: dict[str, str] = {}
        for node in self.whole.nodes:
            give_way()
            host = self.hosts.get(node.name, node.name)
            if host in self.states:
                for layer in node.layers:
                    self.layer_hosts.setdefault(layer.name, host)
        self.edges = EdgeShapes(layout.edges)
        self.words = _words(self.whole)
        self._bounds = self._find_bounds()

    def _find_hosts(self) -> dict[str, str]:
        hosts = {}
        fold_of = self.folded.fold_of if self.folded is not None else {}
        for node in self.whole.nodes:
            if node.name not in self.states:
                host = fold_of.get(node.name) or node.reports
                host = fold_of.get(host, host)
                if host in self.states:
                    hosts[node.name] = host
        return hosts

    def bounds(self) -> QRectF:
        """The rectangle around all boxes and edges; never empty."""
        return QRectF(self._bounds)

    def _find_bounds(self) -> QRectF:
        rect = QRectF(0, 0, max(self.layout.width, 1.0), max(self.layout.height, 1.0))
        if len(self.corners):
            left, top = self.corners[:, :2].min(axis=0)
            right, bottom = self.corners[:, 2:].max(axis=0)
            rect = rect.united(QRectF(QPointF(left, top), QPointF(right, bottom)))
        return rect

    def within(self, rect: QRectF) -> NDArray[np.intp]:
        """Places in ``names`` of the boxes that touch ``rect``."""
        left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
        c = self.corners
        hit = (c[:, 0] <= right) & (c[:, 1] <= bottom) & (c[:, 2] >= left) & (c[:, 3] >= top)
        return np.flatnonzero(hit)

    def nearest(self, point: QPointF) -> str:
        """The node whose middle is nearest to ``point``; empty where there is none."""
        if not len(self.corners):
            return ""
        middles = (self.corners[:, :2] + self.corners[:, 2:]) / 2
        away = np.abs(middles - (point.x(), point.y())).sum(axis=1)
        return self.names[int(away.argmin())]

    def parts(self) -> list[list[object]]:
        """All there are thousands of, to be let go bit by bit."""
        return [
            list(self.layout.boxes.values()),
            list(self.layout.edges),
            list(self.all_states),
            list(self.words),
            *self.edges.parts(),
        ]

    def is_fold(self, name: str) -> bool:
        """Whether ``name`` is a fold."""
        return self.folded is not None and name in self.folded.members

    def members(self, name: str) -> Sequence[str]:
        """The nodes of a fold; none for anything else."""
        return self.folded.members.get(name, ()) if self.folded is not None else ()

    def member_of(self, name: str) -> str:
        """A node of the whole network that ``name`` stands for: itself, or a fold's first."""
        inside = self.members(name)
        return inside[0] if inside else name

    def matches(self, text: str) -> list[str]:
        """The drawn nodes that stand for layers whose names, types or blobs hold ``text``."""
        wanted = text.strip().casefold()
        if not wanted:
            return []
        found: dict[str, None] = {}
        for name, words in self.words:
            if wanted in words:
                host = self.hosts.get(name, name)
                if host in self.states:
                    found[host] = None
        return list(found)


def _words(network: Network) -> list[tuple[str, str]]:
    """What a search looks for in each node, in execution order."""
    found = []
    for node in network.nodes:
        give_way()
        words: Sequence[str] = (
            node.name,
            *(layer.name for layer in node.layers),
            *(layer.type for layer in node.layers),
            *node.blobs,
        )
        # No text that is looked for goes across words: none holds a line break.
        found.append((node.name, "\n".join(words).casefold()))
    return found


class PictureMaker:
    """Makes the data of the last picture ahead, on whatever thread asks first."""

    def __init__(self, texts: NodeTexts) -> None:
        self.texts = texts
        self._lock = threading.Lock()
        self._last: PictureData | None = None

    def make(self, network: Network, layout: Layout, folded: Folded | None = None) -> PictureData:
        """The data; at once where it was made before. A picture is shown once."""
        with self._lock:
            last, self._last = self._last, None
        if last is not None and last.network is network and last.layout is layout:
            return last
        return PictureData(network, layout, self.texts.of(network), folded)

    def prepare(self, network: Network, layout: Layout, folded: Folded | None = None) -> None:
        """Have the data ready for ``make``."""
        data = self.make(network, layout, folded)
        with self._lock:
            self._last = data
