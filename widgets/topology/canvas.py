"""The surface of the network's picture: what is drawn on it, in which colours, and where one is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsScene, QToolTip, QWidget

from core.comparison.colouring import BY_SEVERITY, Colouring
from core.comparison.model import PairResult
from core.network.model import Network
from widgets.parts.scale_colours import ScaleColouring
from widgets.topology.data import PictureMaker
from widgets.topology.drawing import Look, detail_at
from widgets.topology.emphasis import Emphasis
from widgets.topology.empty import EmptyPicture
from widgets.topology.minimap import Minimap
from widgets.topology.scene import TopologyScene
from widgets.topology.start import start_of
from widgets.topology.succession import Succession
from widgets.topology.text import NodeFonts, NodeTexts, node_card
from widgets.topology.zoom_view import ZoomView

if TYPE_CHECKING:
    from core.network.folding import Folded
    from core.network.layout import Layout


class TopologyCanvas(ZoomView):
    """Draws a network under a layout and colours it; knows nothing of a selection.

    ``built`` comes once all items stand. ``replaced`` comes where another picture of the same
    network has taken the place of the one before.
    """

    built = Signal()
    replaced = Signal()
    resultsChanged = Signal()

    # Qt may send change events while the constructor still runs.
    _topology: TopologyScene | None = None
    _map: Minimap | None = None
    _resizing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maker = PictureMaker(NodeTexts(NodeFonts(self.font())))
        self._colouring = Colouring()
        self._blank = QGraphicsScene(self)
        self._empty_text = ""
        self.empty = EmptyPicture(self.viewport())
        """What stands there while there is no network."""
        self._laying_out = False
        self._first_bad = ""
        self._emphasis = Emphasis()
        self._pictures = Succession(self)
        self._pictures.built.connect(self.built)
        self._pictures.ready.connect(self._swap)
        self._pictures.recoloured.connect(self._on_recoloured)
        self._map = Minimap(self)
        self._map.aimed.connect(self._go_to)
        self.zoomChanged.connect(self._on_zoom)
        self.setScene(self._blank)
        self._say_empty()

    # --- what is shown -------------------------------------------------------------------

    def node_sizes(self, network: Network) -> dict[str, tuple[float, float]]:
        """Width and height of every node's box in scene units, for the layout; on any thread."""
        texts = self._maker.texts.of(network)
        return {name: (text.width, text.height) for name, text in texts.items()}

    def prepare(self, network: Network, layout: Layout, folded: Folded | None = None) -> None:
        """Make ahead what ``show_network`` needs of this picture; on any thread."""
        self._maker.prepare(network, layout, folded)

    def show_network(self, network: Network, layout: Layout, folded: Folded | None = None) -> None:
        """Draw ``network``; start at the layer to look at first where known, else at the top.

        Another picture of the network that is shown already, under another layout or with other
        stretches ``folded``, takes its place: what is in the middle stays there, as do zoom,
        results and marks. Of a large network that is not at once: it is made ready behind the
        event loop, while the picture that stands is used on, and ``replaced`` tells when it has
        come. The items are built in the same way; ``built`` tells the end.
        """
        data = self._maker.make(network, layout, folded)
        scene = TopologyScene(data, self._look(self._maker.texts.fonts), self)
        old = self._topology
        if old is None or old.data.whole is not data.whole:
            self._replace(scene, False)
            self._flag()
            self.show_start()
        else:
            self._pictures.announce(scene)

    def _swap(self) -> None:
        """Show the picture that was made ready in place of the other one of its network."""
        # What it moves to is to be in the middle of the other picture, too.
        self.end_move()
        where, fitted = self._place_in(self._topology), self.fitted
        self._replace(self._pictures.coming(), True)
        self._flag()
        if fitted:
            self.fit_all()
        elif where is not None:
            self._restore_place(*where)
        else:
            self.show_start()
        self.replaced.emit()

    def show_empty(self) -> None:
        """Show the empty text."""
        self._replace(None, False)

    def show_laying_out(self) -> None:
        """Say that a layout is on its way."""
        self._replace(None, False)
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

    def _replace(self, topology: TopologyScene | None, same: bool) -> None:
        """Show another scene; of the ``same`` network what was found and filtered stays."""
        touched = self.touched
        self._laying_out = False
        self._topology = topology
        old = self._pictures.show(topology)
        self.setScene(self._blank if topology is None else topology)
        self.set_content(QRectF() if topology is None else topology.bounds())
        if same:
            self.set_touched(touched)
        else:
            self._emphasis.forget()
        bars = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if topology is None
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.setHorizontalScrollBarPolicy(bars)
        self.setVerticalScrollBarPolicy(bars)
        if old is not None:
            self._pictures.let_go(old)
        if topology is not None:
            topology.set_zoom(self.zoom, detail_at(self.zoom))
        if self._map is not None:
            self._map.set_picture(topology)
        self._say_empty()

    def building(self) -> bool:
        """Whether a picture or other colours are being made ready, or items are being built."""
        return self._pictures.working()

    def refining(self) -> bool:
        """Whether more edges are going to be drawn than a frame has time for."""
        return self._pictures.refining()

    # --- results and colours -------------------------------------------------------------

    def set_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """Colour each node by its results; nodes that are not named have none.

        Only what changed is drawn anew. Without any result the flag goes, too.
        """
        for picture in self._pictures.pictures():
            if results:
                known = picture.known_results()
                picture.update_results({**dict.fromkeys(known, ()), **results})
            else:
                picture.clear_results()
        if not results:
            self.set_first_bad(None)
        self._after_results()

    def update_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """The same for some nodes; all others keep theirs."""
        for picture in self._pictures.pictures():
            picture.update_results(results)
        self._after_results()

    def _after_results(self) -> None:
        if self._map is not None:
            self._map.refresh()
        self.resultsChanged.emit()

    def set_colouring(self, colouring: Colouring) -> None:
        """Colour the nodes by this: their severity, or the worst number of a metric.

        With thousands of nodes a metric's colours are worked out behind the event loop.
        """
        self._colouring = colouring
        self._use_look()

    def colouring(self) -> Colouring:
        """What was set."""
        return self._colouring

    def _look(self, fonts: NodeFonts) -> Look:
        if self._colouring.by == BY_SEVERITY:
            return Look.of(self.palette(), fonts)
        scale = ScaleColouring(self._colouring, self.palette())
        return Look.of(self.palette(), fonts, colouring=scale)

    def _use_look(self) -> None:
        if self._map is None:
            return
        pictures = self._pictures.pictures()
        self._pictures.wear((one, self._look(one.context.look.fonts)) for one in pictures)

    def _on_recoloured(self) -> None:
        if self._map is not None:
            self._map.refresh()
        self.viewport().update()

    def set_first_bad(self, name: str | None) -> None:
        """Flag the node to look at first, by its own name or one of its layers'; None: no flag."""
        self._first_bad = name or ""
        self._flag()
        self.minimap().follow()

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

    # --- what stands out -----------------------------------------------------------------

    def set_filter(self, names: Collection[str] | None) -> None:
        """Let only these nodes stand out, as a brush in another view asks for; None: all.

        While something is sought, what is found stands out instead.
        """
        self._emphasis.set_filter(names)
        self._fade()

    def find_nodes(self, text: str) -> list[str]:
        """Nodes that hold a layer whose name, type or blob holds ``text``; all others fade.

        Empty ends it.
        """
        if self._topology is None:
            return []
        self._emphasis.seek(text, self._topology)
        self._fade()
        return self.found()

    def found(self) -> list[str]:
        """What the search that goes on has found in this picture."""
        return self._emphasis.found()

    def _fade(self) -> None:
        if self._topology is None:
            return
        self._emphasis.show_in(self._topology)
        if self._map is not None:
            self._map.refresh()

    def set_hovered(self, name: str) -> None:
        """Ring the node another view points at; empty: none. Emits nothing."""
        if self._topology is not None:
            self._topology.hover(self._topology.host_of(name))

    # --- the eye -------------------------------------------------------------------------

    def show_start(self) -> None:
        """Everything where that can be read; else the width at a readable zoom, and of the
        height what matters most, or the top."""
        if self._topology is None:
            return
        zoom, middle = start_of(self._topology, self.maximumViewportSize(), self._matters_most())
        if zoom != self.zoom:
            self.set_zoom(zoom)
        self.centerOn(middle)

    def _matters_most(self) -> str:
        return "" if self._topology is None else self._topology.host_of(self._first_bad)

    def _place_in(self, topology: TopologyScene | None) -> tuple[str, QPointF, float] | None:
        """The node nearest to the middle, where it is on the screen, and the zoom."""
        if topology is None:
            return None
        name = topology.data.nearest(self.centre())
        if not name:
            return None
        at = self.viewportTransform().map(topology.states[name].box.center())
        return topology.data.member_of(name), at, self.zoom

    def _restore_place(self, name: str, at: QPointF, zoom: float) -> None:
        assert self._topology is not None
        host = self._topology.host_of(name)
        self.set_zoom(zoom)
        if host:
            # Scroll bars may have come or gone: the middle of the view is not where it was.
            middle = QRectF(self.viewport().rect()).center()
            target = self._topology.states[host].box.center() + (middle - at) / self.zoom
            self.centerOn(target)

    def _go_to(self, point: QPointF) -> None:
        self.set_touched(True)
        self.centerOn(point)

    def minimap(self) -> Minimap:
        """The overview in the corner."""
        assert self._map is not None
        return self._map

    # --- events --------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._follow()

    def _on_zoom(self, zoom: float) -> None:
        if self._topology is not None:
            self._topology.set_zoom(zoom, detail_at(zoom))
        self._follow()

    def _follow(self) -> None:
        """Another part of the scene is seen."""
        if not self._resizing:
            self._place_flag()
            if self._map is not None:
                self._map.follow()

    def node_at(self, point: QPoint) -> str:
        """The node under a point of the viewport, or empty."""
        if self._topology is None:
            return ""
        return self._topology.node_at(QPointF(self.mapToScene(point)))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            name = self.node_at(event.pos())
            if name and self._topology is not None:
                node = self._topology.network.by_name[name]
                inside = self._topology.data.members(name)
                results = self._topology.states[name].results
                card = node_card(node, results, inside, self._colouring)
                QToolTip.showText(event.globalPos(), card, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # What is in sight moves to and fro until it is where it stays.
        self._resizing = True
        super().resizeEvent(event)
        if not self.touched:
            self.show_start()
        self._resizing = False
        self._place_flag()
        self.empty.place()
        if self._map is not None:
            self._map.settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.touched:
            self.show_start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind = event.type()
        if kind == QEvent.Type.LanguageChange:
            self._flag()
        elif kind == QEvent.Type.FontChange:
            # The boxes that stand keep their size; the next network gets the new font's.
            self._maker = PictureMaker(NodeTexts(NodeFonts(self.font())))
        elif kind == QEvent.Type.PaletteChange:
            self._use_look()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._topology is not None:
            return
        painter.save()
        painter.resetTransform()
        self.empty.paint(painter)
        painter.restore()
