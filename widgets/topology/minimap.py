"""The whole network in a corner of its picture, with a frame around what is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsView, QWidget

from widgets.parts.severity_style import is_dark
from widgets.topology.slices import Slices

if TYPE_CHECKING:
    from widgets.topology.scene import TopologyScene

_Item = TypeVar("_Item")

_WIDEST, _TALLEST = 150.0, 210.0
_NARROWEST = 34.0
"""A deep net is a line if its proportions are kept: it is drawn wider than it is."""
_SHARE = 0.45
"""Of the view, at most."""
_LEAST_VIEW = (420, 280)
"""A smaller view has no room to spare for it, unless the user says so."""
_INSET = 10
_PADDING = 5.0
_LEAST_FRAME = 6.0
_NEXT_TURN = 1
_WAIT_MILLISECONDS = 120
"""Between a change of colours and the next picture of them."""
_A_STEP = 200
"""Nodes that are drawn in about a millisecond."""


class Minimap(QWidget):
    """Lies over a corner of ``view``; ``aimed`` says where a click or drag points to, in the
    scene. Hidden where all is seen anyway, and where it is not ``wanted``. It gives way to
    another corner where it would cover the selected node, or the one to look at first.
    """

    aimed = Signal(QPointF)

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self.setObjectName("topologyMinimap")
        self._view = view
        self._scene: TopologyScene | None = None
        self._asked: bool | None = None
        self._corner = 0
        self._dragged = False
        self._pixmap: QPixmap | None = None
        self._drawn: QPixmap | None = None
        self._drawing = Slices(self)
        self._drawing.finished.connect(self._show_drawn)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_anew)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("The whole network: click or drag to go there (M hides it)"))
        self.hide()

    def wanted(self) -> bool:
        """Whether it is shown where there is use for it: as the user said, or as there is room."""
        if self._asked is not None:
            return self._asked
        port = self._view.viewport()
        return port.width() >= _LEAST_VIEW[0] and port.height() >= _LEAST_VIEW[1]

    def set_wanted(self, on: bool) -> None:
        """Show it where there is use for it, in a small view too, or never."""
        self._asked = on
        self.settle()

    def set_picture(self, scene: TopologyScene | None) -> None:
        """What there is to show."""
        self._scene = scene
        self._drawing.stop()
        self._pixmap = None
        self.settle()

    def refresh(self) -> None:
        """Colours changed."""
        if not self._timer.isActive():
            self._timer.start(_WAIT_MILLISECONDS)

    def _draw_anew(self) -> None:
        if self._scene is not None and self.isVisible():
            ratio = self.devicePixelRatioF()
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawing.start(self._paint_network(self._drawn), now=True)

    def _show_drawn(self) -> None:
        # What has another size by now is drawn anew with the next paint event.
        if self._drawn is not None and self._drawn.deviceIndependentSize().toSize() == self.size():
            self._pixmap = self._drawn
        self._drawn = None
        self.update()

    def follow(self) -> None:
        """Another part of the scene is seen now."""
        useful = self.wanted() and self._scene is not None and not self._all_seen()
        if useful == self.isHidden():
            self.settle()
        elif useful:
            self._take_corner()
            self.update()

    def settle(self) -> None:
        """Take size and place anew."""
        if self._scene is None or not self.wanted() or self._all_seen():
            self.hide()
            return
        content = self._scene.bounds()
        port = self._view.viewport().geometry()
        widest = min(_WIDEST, port.width() * _SHARE) - 2 * _PADDING
        tallest = min(_TALLEST, port.height() * _SHARE) - 2 * _PADDING
        scale = min(widest / content.width(), tallest / content.height())
        width = min(max(content.width() * scale, _NARROWEST), widest)
        height = min(max(content.height() * scale, _NARROWEST), tallest)
        if min(width, height) < _NARROWEST / 2:
            self.hide()
            return
        size = QSize(round(width + 2 * _PADDING), round(height + 2 * _PADDING))
        if size != self.size():
            # While the view is dragged to another size, what was drawn stands for it.
            self._timer.start(_WAIT_MILLISECONDS)
            self.resize(size)
        if not self._dragged:
            self._corner = 0
        self._take_corner()
        self.show()
        self.raise_()
        self.update()

    def _corners(self) -> list[QRect]:
        """Where it may stand, its own corner first."""
        inside = self._view.viewport().geometry().adjusted(_INSET, _INSET, -_INSET, -_INSET)
        rows = (inside.bottom() - self.height() + 1, inside.top())
        columns = (inside.right() - self.width() + 1, inside.left())
        return [QRect(QPoint(x, y), self.size()) for y in rows for x in columns]

    def _take_corner(self) -> None:
        """Stay where nothing that matters is covered, else go where that is so."""
        corners = self._corners()
        if not self._dragged:
            # What is held with the mouse must not slip away from under it.
            covered = [self._covered(corner) for corner in corners]
            if covered[self._corner]:
                self._corner = covered.index(min(covered))
        self.move(corners[self._corner].topLeft())

    def _covered(self, place: QRect) -> int:
        """How much it matters what would be covered: more for the selected node, less for the
        one to look at first, 0 for neither."""
        if self._scene is None:
            return 0
        port = self._view.viewport().geometry().topLeft()
        weight = 0
        for name, matters in ((self._scene.marked, 2), (self._scene.flagged[0], 1)):
            state = self._scene.states.get(name)
            if state is not None:
                box = self._view.mapFromScene(state.box).boundingRect().translated(port)
                weight += matters * place.intersects(box)
        return weight

    def _all_seen(self) -> bool:
        if self._scene is None:
            return True
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        return seen.contains(self._scene.bounds())

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene is None:
            return
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        if self._pixmap is None or self._pixmap.devicePixelRatio() != ratio:
            # In turns of its own: the picture itself takes long enough.
            if not self._drawing.running():
                self._timer.start(_NEXT_TURN)
            self._paint_ground(painter)
        else:
            painter.drawPixmap(self.rect(), self._pixmap)
            fits = self._pixmap.deviceIndependentSize().toSize() == self.size()
            if not fits and not self._timer.isActive() and not self._drawing.running():
                self._timer.start(_NEXT_TURN)
        frame = self._frame()
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        tint = QColor(accent)
        tint.setAlphaF(0.16)
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(tint)
        painter.drawRect(frame)
        painter.end()

    def _frame(self) -> QRectF:
        """What is seen, in the map."""
        assert self._scene is not None
        content, room = self._scene.bounds(), self._room()
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        seen = seen.intersected(content)
        across, down = room.width() / content.width(), room.height() / content.height()
        frame = QRectF(
            room.left() + (seen.left() - content.left()) * across,
            room.top() + (seen.top() - content.top()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        grow_x = max(_LEAST_FRAME - frame.width(), 0.0) / 2
        grow_y = max(_LEAST_FRAME - frame.height(), 0.0) / 2
        frame.adjust(-grow_x, -grow_y, grow_x, grow_y)
        return frame.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_ground(self, painter: QPainter) -> None:
        assert self._scene is not None
        painter.setPen(QPen(self._scene.context.look.muted, 1.0))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_network(self, pixmap: QPixmap) -> Iterator[None]:
        """Draw all of it in small steps."""
        assert self._scene is not None
        scene, look = self._scene, self._scene.context.look
        content, room = scene.bounds(), self._room()
        across, down = room.width() / content.width(), room.height() / content.height()
        dark = is_dark(self.palette())
        with QPainter(pixmap) as painter:
            self._paint_ground(painter)
        ranks: list[int] = []
        faded: list[bool] = []
        for states in _parts(scene.data.all_states):
            ranks += [state.rank() for state in states]
            faded += [state.faded for state in states]
            yield
        places = _worst_of_each_spot(scene.data.corners, ranks, faded, content, (across, down))
        for some in _parts(places):
            yield
            with QPainter(pixmap) as painter:
                painter.setPen(Qt.PenStyle.NoPen)
                for place in some:
                    state = scene.data.all_states[place]
                    colours = state.look(look)
                    bad = state.rank() > 0
                    if colours is None:
                        fill = look.muted
                    elif bad:
                        # What letters are put on is too dark to be seen on a dark ground.
                        fill = colours.accent if dark else colours.fill
                    else:
                        # A good node's fill is close to the ground: its outline is not.
                        fill = look.border(colours.fill)
                    painter.setOpacity(0.25 if state.faded else 1.0)
                    left = room.left() + (state.box.left() - content.left()) * across
                    top = room.top() + (state.box.top() - content.top()) * down
                    least = 2.0 if bad else 1.0
                    width = max(state.box.width() * across, least)
                    height = max(state.box.height() * down, least)
                    painter.fillRect(QRectF(left, top, width, height), fill)

    # --- the mouse -----------------------------------------------------------------------

    def _aim(self, point: QPointF) -> None:
        if self._scene is None:
            return
        content, room = self._scene.bounds(), self._room()
        x = min(max((point.x() - room.left()) / room.width(), 0.0), 1.0)
        y = min(max((point.y() - room.top()) / room.height(), 0.0), 1.0)
        self.aimed.emit(
            QPointF(content.left() + x * content.width(), content.top() + y * content.height())
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = True
            self._aim(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._aim(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = False
            self.follow()
        event.accept()


def _parts(whole: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    return (whole[start : start + _A_STEP] for start in range(0, len(whole), _A_STEP))


def _worst_of_each_spot(
    corners: NDArray[np.float64],
    ranks: Sequence[int],
    faded: Sequence[bool],
    content: QRectF,
    scale: tuple[float, float],
) -> list[int]:
    """Places of the nodes to paint, the worst last: one where many share a pixel."""
    order = np.lexsort((np.array(ranks), ~np.array(faded, dtype=np.bool_)))
    columns = ((corners[order, 0] - content.left()) * scale[0]).astype(np.int64)
    rows = ((corners[order, 1] - content.top()) * scale[1]).astype(np.int64)
    spots = rows * (1 << 20) + columns
    # The last of equal spots is the first from behind.
    _, last = np.unique(spots[::-1], return_index=True)
    places: list[int] = order[np.sort(len(order) - 1 - last)].tolist()
    return places
