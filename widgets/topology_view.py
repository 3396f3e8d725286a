"""The network's own picture, coloured by severity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QToolTip, QWidget

from core.comparison.model import PairResult
from core.network.model import Network
from widgets.topology_drawing import Look, detail_at
from widgets.topology_empty import EmptyPicture
from widgets.topology_scene import TopologyScene
from widgets.topology_text import NodeFonts, NodeTexts, node_card
from widgets.topology_walk import Direction, matches, step_in_order, walk
from widgets.zoom_view import ZoomView

if TYPE_CHECKING:
    from core.network.layout import Layout

READABLE_ZOOM = 0.85
_BATCH_SECONDS = 0.005

_ARROWS = {
    Qt.Key.Key_Up: Direction.PRODUCER,
    Qt.Key.Key_Down: Direction.CONSUMER,
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
}


class TopologyView(ZoomView):
    """Draws a network under a layout; nodes are selected, found and coloured by name.

    Signals speak of what the user did: ``nodeSelected`` (empty when nothing is selected any
    more) and ``nodeActivated`` (double-click, Enter). ``built`` comes once all items stand.
    """

    nodeSelected = Signal(str)
    nodeActivated = Signal(str)
    built = Signal()

    # Qt may send change events while the constructor still runs.
    _topology: TopologyScene | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topologyView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._texts = NodeTexts(NodeFonts(self.font()))
        self._blank = QGraphicsScene(self)
        self._empty_text = ""
        self.empty = EmptyPicture(self.viewport())
        self._laying_out = False
        self._selected = ""
        self._first_bad = ""
        self._found: list[str] = []
        self._found_at = -1
        self._steps: Iterator[None] | None = None
        self._builder = QTimer(self)
        self._builder.setInterval(0)
        self._builder.timeout.connect(self._build_some)
        self.zoomChanged.connect(self._on_zoom)
        self.setScene(self._blank)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Network"))
        self.setAccessibleDescription(
            self.tr("The layers as boxes coloured by severity; arrow keys follow the edges")
        )
        self._say_empty()

    # --- what is shown -------------------------------------------------------------------

    def node_sizes(self, network: Network) -> dict[str, tuple[float, float]]:
        """Width and height of every node's box in scene units, for the layout; on any thread."""
        texts = self._texts.of(network)
        return {name: (text.width, text.height) for name, text in texts.items()}

    def show_network(self, network: Network, layout: Layout) -> None:
        """Draw ``network``; start at the layer to look at first where known, else at the top.

        Nothing is selected any more, and no signal says so. The items are built in batches
        behind the event loop; ``built`` tells the end.
        """
        texts = self._texts.of(network)
        look = Look.of(self.palette(), self._texts.fonts)
        self._replace(TopologyScene(network, layout, texts, look, self))
        self._flag()
        self.show_start()

    def show_empty(self) -> None:
        """Show the empty text."""
        self._replace(None)

    def show_laying_out(self) -> None:
        """Say that a layout is on its way."""
        self._replace(None)
        self._laying_out = True
        self._say_empty()

    def set_empty_text(self, text: str) -> None:
        """What stands in the view while there is no network."""
        self._empty_text = text
        self._say_empty()

    def _say_empty(self) -> None:
        default = self.tr("Add a prototxt or a dot to see the network")
        laying_out = self.tr("Laying out the network …")
        self.empty.say(laying_out if self._laying_out else self._empty_text or default)

    def network(self) -> Network | None:
        """The network that is drawn."""
        return None if self._topology is None else self._topology.network

    def picture(self) -> TopologyScene | None:
        """Layout, states and marks of what is drawn, for an export."""
        return self._topology

    def _replace(self, topology: TopologyScene | None) -> None:
        old = self._topology
        self._builder.stop()
        self._steps = None
        self._laying_out = False
        self._found, self._found_at = [], -1
        self._selected = ""
        self._topology = topology
        self.setScene(self._blank if topology is None else topology)
        self.set_content(QRectF() if topology is None else topology.bounds())
        bars = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if topology is None
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.setHorizontalScrollBarPolicy(bars)
        self.setVerticalScrollBarPolicy(bars)
        if old is not None:
            old.deleteLater()
        if topology is not None:
            self._steps = topology.steps()
            self._builder.start()
        self._say_empty()

    def _build_some(self) -> None:
        until = perf_counter() + _BATCH_SECONDS
        while self._steps is not None and perf_counter() < until:
            if next(self._steps, self) is self:
                self._steps = None
        if self._steps is None:
            self._builder.stop()
            self.built.emit()

    def building(self) -> bool:
        """Whether items are still being built."""
        return self._steps is not None

    # --- results -------------------------------------------------------------------------

    def set_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """Colour each node by the worst of its results; nodes that are not named have none.

        Only what changed is drawn anew. Without any result the flag goes, too.
        """
        if self._topology is not None and not results:
            self._topology.clear_results()
        elif self._topology is not None:
            known = self._topology.known_results()
            self._topology.update_results({**dict.fromkeys(known, ()), **results})
        if not results:
            self.set_first_bad(None)

    def update_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """The same for some nodes; all others keep theirs."""
        if self._topology is not None:
            self._topology.update_results(results)

    def set_first_bad(self, name: str | None) -> None:
        """Flag the node to look at first, by its own name or one of its layers'; None: no flag."""
        self._first_bad = name or ""
        self._flag()

    def _flag(self) -> None:
        if self._topology is not None:
            name = self._topology.host_of(self._first_bad)
            self._topology.flag(name, self.tr("look here first"))
            self._place_flag()

    def _place_flag(self) -> None:
        """Keep the flag from being cut by the view's edges."""
        if self._topology is not None and self._topology.flagged[0]:
            seen = self.visible_scene()
            self._topology.place_flag(seen.left(), seen.right())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_flag()

    # --- the eye -------------------------------------------------------------------------

    def show_start(self) -> None:
        """Everything where that can be read; else the width at a readable zoom, and of the
        height the selected layer, the one to look at first, or the top."""
        if self._topology is None:
            return
        content = self._topology.bounds()
        size = self.maximumViewportSize()
        wide = size.width() / (content.width() * 1.04)
        whole = min(wide, size.height() / (content.height() * 1.04))
        zoom = min(whole if whole >= READABLE_ZOOM else max(wide, READABLE_ZOOM), 1.0)
        self.set_zoom(zoom)
        order = self._topology.order
        name = self._selected or self._topology.host_of(self._first_bad)
        target = content.center()
        if name or (order and whole < zoom):
            box = self._topology.states[name or order[0]].box
            target.setY(box.center().y())
            if content.width() * zoom > size.width():
                target.setX(box.center().x())
            if not name:
                target.setY(content.top() + (size.height() / 2 - 24) / zoom)
        self.centerOn(target)

    def select_node(self, name: str) -> None:
        """Select ``name`` and bring it into sight at the same zoom; emits nothing."""
        self._select(name, tell=False)

    def show_node(self, name: str) -> None:
        """Select ``name`` and show it in the middle, near enough to be read; emits nothing."""
        self._select(name, tell=False)
        self._come_near()

    def _come_near(self) -> None:
        """The selected node to the middle; too far away, come as near as needed to read."""
        if self._topology is None or not self._selected:
            return
        middle = self._topology.states[self._selected].box.center()
        if self.zoom < READABLE_ZOOM:
            self.set_zoom(READABLE_ZOOM)
            self.centerOn(middle)
        else:
            self.move_to(middle)

    def selected_node(self) -> str:
        """Name of the selected node, or empty."""
        return self._selected

    def _select(self, name: str, tell: bool) -> None:
        if self._topology is None:
            return
        name = self._topology.host_of(name)
        if name != self._selected:
            self._selected = name
            self._topology.mark(name)
            if tell:
                self.nodeSelected.emit(name)
        if name:
            self._bring_into_sight(self._topology.states[name].box)

    def _bring_into_sight(self, box: QRectF) -> None:
        seen = self.visible_scene()
        inset_x, inset_y = seen.width() * 0.05, seen.height() * 0.05
        if not seen.adjusted(inset_x, inset_y, -inset_x, -inset_y).contains(box):
            self.move_to(box.center())

    # --- search --------------------------------------------------------------------------

    def find_nodes(self, text: str) -> list[str]:
        """Nodes whose layers, types or blobs hold ``text``; all others fade. Empty ends it."""
        if self._topology is None:
            return []
        drawn = self._topology.states
        self._found = [n for n in matches(self._topology.network, text) if n in drawn]
        self._found_at = -1
        self._topology.fade_all_but(frozenset(self._found) if text.strip() else None)
        return list(self._found)

    def step_found(self, step: int) -> int:
        """Select the next (+1) or previous (−1) found node; its place in the list, −1: none."""
        if not self._found:
            return -1
        if self._found_at < 0 and self._selected in self._found:
            self._found_at = self._found.index(self._selected)
        elif self._found_at < 0:
            self._found_at = 0 if step > 0 else len(self._found) - 1
        else:
            self._found_at = (self._found_at + step) % len(self._found)
        self._select(self._found[self._found_at], tell=True)
        self._come_near()
        return self._found_at

    # --- events --------------------------------------------------------------------------

    def _on_zoom(self, zoom: float) -> None:
        if self._topology is not None:
            self._topology.set_zoom(zoom, detail_at(zoom))
            self._place_flag()
            smooth = not self._topology.coarse()
            self.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)

    def _node_at(self, point: QPoint) -> str:
        if self._topology is None:
            return ""
        return self._topology.node_at(QPointF(self.mapToScene(point)))

    def clicked_at(self, point: QPoint) -> None:
        self._select(self._node_at(point), tell=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        name = self._node_at(event.position().toPoint())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self._select(name, tell=True)
            self.nodeActivated.emit(name)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if self._topology is None or not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_F, Qt.Key.Key_Home):
            self.fit_all()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected:
            self.nodeActivated.emit(self._selected)
        elif key in _ARROWS:
            self._walk(_ARROWS[key])
        elif key == Qt.Key.Key_Escape and self._selected:
            self._select("", tell=True)
        else:
            super().keyPressEvent(event)

    def _walk(self, direction: Direction) -> None:
        topology = self._topology
        if topology is None or not topology.order:
            return
        if not self._selected:
            self._select(self._nearest_to_middle(), tell=True)
            return
        boxes = {name: state.box for name, state in topology.states.items()}
        there = walk(topology.network, boxes, self._selected, direction)
        if there is None and not topology.layout.edges:
            back = direction in (Direction.PRODUCER, Direction.LEFT)
            there = step_in_order(topology.order, self._selected, -1 if back else 1)
        if there is not None:
            self._select(there, tell=True)

    def _nearest_to_middle(self) -> str:
        assert self._topology is not None
        middle, states = self.centre(), self._topology.states
        return min(
            self._topology.order,
            key=lambda name: (states[name].box.center() - middle).manhattanLength(),
        )

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            name = self._node_at(event.pos())
            if name and self._topology is not None:
                node = self._topology.network.by_name[name]
                card = node_card(node, self._topology.states[name].results)
                QToolTip.showText(event.globalPos(), card, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.empty.place()
        if not self.touched:
            self.show_start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.touched:
            self.show_start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind = event.type()
        if kind == QEvent.Type.LanguageChange:
            self._say()
            self._flag()
        elif kind == QEvent.Type.FontChange:
            # The boxes that stand keep their size; the next network gets the new font's.
            self._texts = NodeTexts(NodeFonts(self.font()))
        elif kind == QEvent.Type.PaletteChange:
            if self._topology is not None:
                fonts = self._topology.context.look.fonts
                self._topology.set_look(Look.of(self.palette(), fonts))
            self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._topology is None:
            painter.save()
            painter.resetTransform()
            self.empty.paint(painter)
            painter.restore()
