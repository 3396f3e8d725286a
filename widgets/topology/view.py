"""The network's own picture, coloured by severity: selected, searched and walked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from widgets.topology.canvas import TopologyCanvas
from widgets.topology.start import READABLE_ZOOM
from widgets.topology.walk import Direction, step_in_order, walk

if TYPE_CHECKING:
    from widgets.topology.scene import TopologyScene

_ARROWS = {
    Qt.Key.Key_Up: Direction.PRODUCER,
    Qt.Key.Key_Down: Direction.CONSUMER,
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
}


class TopologyView(TopologyCanvas):
    """Draws a network under a layout; nodes are selected, found and coloured by name.

    Signals speak of what the user did: ``nodeSelected`` (empty when nothing is selected any
    more), ``nodeActivated`` (double-click, Enter), ``nodeHovered`` (empty when the pointer is on
    none any more), ``foldOpened`` (a click or Enter on a fold) and ``menuAsked`` (a node or
    empty, and where on the screen).
    """

    nodeSelected = Signal(str)
    nodeActivated = Signal(str)
    nodeHovered = Signal(str)
    foldOpened = Signal(str)
    menuAsked = Signal(str, QPoint)

    _selected = ""
    _under_pointer = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topologyView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Network"))
        self.setAccessibleDescription(
            self.tr("The layers as boxes coloured by severity; arrow keys follow the edges")
        )

    def _replace(self, topology: TopologyScene | None, same: bool) -> None:
        old, selected = self._topology, self._selected
        # What was selected may not be drawn any more, and the view looks after it meanwhile.
        self._selected = ""
        super()._replace(topology, same)
        self._point_at("")
        if same and topology is not None and old is not None:
            # It may be in a fold now, or be one whose members are shown again.
            kept = topology.host_of(old.data.member_of(selected)) if selected else ""
            self._selected = kept
            topology.mark(kept)
            self._emphasis.seek_again(topology)
            self._fade()

    # --- selection -----------------------------------------------------------------------

    def select_node(self, name: str) -> None:
        """Select ``name`` and bring it into sight at the same zoom; emits nothing.

        Of a node that is folded, the fold is selected.
        """
        self._select(name, tell=False)

    def show_node(self, name: str) -> None:
        """Select ``name`` and show it in the middle, near enough to be read; emits nothing."""
        self._select(name, tell=False)
        self._come_near()

    def selected_node(self) -> str:
        """Name of the selected node, or empty."""
        return self._selected

    def _matters_most(self) -> str:
        return self._selected or super()._matters_most()

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

    def _select(self, name: str, tell: bool) -> None:
        if self._topology is None:
            return
        name = self._topology.host_of(name)
        if name != self._selected:
            self._selected = name
            if self._topology.mark(name):
                self.minimap().refresh()
            if tell:
                self.nodeSelected.emit(name)
        if name:
            self._bring_into_sight(self._topology.states[name].box)
        self.minimap().follow()

    def _bring_into_sight(self, box: QRectF) -> None:
        if self.fitted:
            return
        seen = self.visible_scene()
        inset_x, inset_y = seen.width() * 0.05, seen.height() * 0.05
        if not seen.adjusted(inset_x, inset_y, -inset_x, -inset_y).contains(box):
            self.move_to(box.center())

    # --- search --------------------------------------------------------------------------

    def show_found(self) -> None:
        """Where nothing of what is found is in sight, go to what is nearest; selects nothing."""
        if self._topology is None:
            return
        boxes = [self._topology.states[name].box for name in self.found()]
        seen = self.visible_scene()
        if boxes and not any(seen.contains(box) for box in boxes):
            middle = self.centre()
            nearest = min(boxes, key=lambda box: (box.center() - middle).manhattanLength())
            self.set_touched(True)
            self.move_to(nearest.center())

    def step_found(self, step: int) -> int:
        """Select the next (+1) or previous (−1) found node; its place in the list, −1: none."""
        place = self._emphasis.step(step, self._selected)
        if place >= 0:
            self._select(self.found()[place], tell=True)
            self._come_near()
        return place

    # --- the mouse -----------------------------------------------------------------------

    def _is_fold(self, name: str) -> bool:
        return self._topology is not None and self._topology.data.is_fold(name)

    def _open(self, name: str) -> None:
        if self._is_fold(name):
            self.foldOpened.emit(name)
        elif name:
            self.nodeActivated.emit(name)

    def clicked_at(self, point: QPoint) -> None:
        name = self.node_at(point)
        self._select(name, tell=True)
        if self._is_fold(name):
            self.foldOpened.emit(name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        name = self.node_at(event.position().toPoint())
        if name and event.button() == Qt.MouseButton.LeftButton and not self._is_fold(name):
            self._select(name, tell=True)
            self.nodeActivated.emit(name)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._point_at(self.node_at(event.position().toPoint()))

    def end_hover(self) -> None:
        """Point at no node until the mouse moves again, and tell nobody."""
        self._under_pointer = ""
        self.set_hovered("")

    def _point_at(self, name: str) -> None:
        if name != self._under_pointer:
            self._under_pointer = name
            self.set_hovered(name)
            self.nodeHovered.emit(name)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at("")
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._topology is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            name, at = self.node_at(event.pos()), event.globalPos()
        else:
            name, at = self._selected, self.viewport().mapToGlobal(self._middle_of_selected())
        if name:
            self._select(name, tell=True)
        self.menuAsked.emit(name, at)
        event.accept()

    def _middle_of_selected(self) -> QPoint:
        if self._topology is None or not self._selected:
            return self.viewport().rect().center()
        return self.mapFromScene(self._topology.states[self._selected].box.center())

    # --- the keyboard --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if self._topology is None or not plain:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F:
            self.fit_all()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._topology.order:
            self._select(self._topology.order[0 if key == Qt.Key.Key_Home else -1], tell=True)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected:
            self._open(self._selected)
        elif key in _ARROWS:
            self._walk(_ARROWS[key])
        elif key == Qt.Key.Key_M:
            self.minimap().set_wanted(not self.minimap().wanted())
        elif key == Qt.Key.Key_Escape and self._selected:
            self._select("", tell=True)
        else:
            super().keyPressEvent(event)

    def _walk(self, direction: Direction) -> None:
        topology = self._topology
        if topology is None or not topology.order:
            return
        if not self._selected:
            self._select(topology.data.nearest(QPointF(self.centre())), tell=True)
            return
        there = walk(topology.data, self._selected, direction)
        if there is None and not topology.layout.edges:
            back = direction in (Direction.PRODUCER, Direction.LEFT)
            there = step_in_order(topology.order, self._selected, -1 if back else 1)
        if there is not None:
            self._select(there, tell=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
