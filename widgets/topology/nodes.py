"""All boxes of a picture as one item: what is in sight is painted in few calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.comparison.colouring import Colouring
from core.comparison.model import PairResult, Severity
from core.comparison.ranking import SEVERITY_RANK, worst_result
from widgets.parts.scale_colours import ScaleColouring
from widgets.topology.colours import NodeColours
from widgets.topology.drawing import (
    CORNER,
    FADED,
    Detail,
    DrawContext,
    Face,
    Look,
    paint_bare_sign,
    paint_node,
)
from widgets.topology.text import NodeText, fold_line, metric_line

if TYPE_CHECKING:
    from widgets.topology.data import PictureData

_MARGIN = 8.0
"""Around a box: half of its outline, and the sheets behind a fold."""
_FEW = 250
"""Up to so many boxes are drawn with round corners and all their signs where nothing is read."""
_CROWD = 800
"""Of more than so many, those are not drawn that others would cover up to the pixel."""
_MOST_SIGNS = 300
_LEAST_PIXELS = 3.0
"""What is not good can be seen however small it is."""
_NO_DATA = -1
_BY_SEVERITY = Colouring()

_Group = tuple[bool, int, int]
"""Whether bright, how bad, and which fill: painted in this order, the worst last."""


class NodeState:
    """What the picture knows of one node; what it shows is worked out when first drawn."""

    __slots__ = ("_colours", "_face", "_face_look", "_look", "_next", "box", "faded", "is_fold",
                 "results", "severity", "text")  # fmt: skip

    def __init__(self, box: QRectF, text: NodeText, is_fold: bool = False) -> None:
        self.box = box
        self.text = text
        self.is_fold = is_fold
        self.results: tuple[PairResult, ...] = ()
        self.severity: Severity | None = None
        self.faded = False
        self._face: Face | None = None
        self._face_look: Look | None = None
        self._look: Look | None = None
        self._colours: NodeColours | None = None
        self._next: tuple[Look, NodeColours | None] | None = None

    def set_results(self, results: tuple[PairResult, ...]) -> None:
        """Show these from now on."""
        self.results = results
        # Nearly every node has one result, and thousands come at once.
        worst = results[0] if len(results) == 1 else worst_result(results) if results else None
        self.severity = None if worst is None else worst.severity
        self._face = self._look = self._next = None

    def adopt(self, other: NodeState) -> None:
        """Show what ``other`` shows."""
        self.results, self.severity = other.results, other.severity
        self._face, self._face_look = other._face, other._face_look
        self._look, self._colours = other._look, other._colours

    def prepare(self, look: Look) -> None:
        """Work out ahead what it will wear in a look that is not shown yet."""
        self._next = (look, look.colours_of(self.results))

    def look(self, look: Look) -> NodeColours | None:
        """The colours the box wears in this look; None: hollow."""
        if look.colouring is None:
            return look.by_severity[self.severity]
        if self._look is not look:
            ahead, self._next = self._next, None
            if ahead is not None and ahead[0] is look:
                self._colours = ahead[1]
            else:
                self._colours = look.colours_of(self.results)
            self._look = look
        return self._colours

    def face(self, look: Look) -> Face:
        """What the box shows now."""
        colours = self.look(look)
        if self._face is None or self._face_look is not look:
            self._face = _face(self.text, self.severity, self.results, colours, self.is_fold, look)
            self._face_look = look
        return self._face

    def rank(self) -> int:
        """How bad it is; −1: no data."""
        return _NO_DATA if self.severity is None else SEVERITY_RANK[self.severity]


def face_of(
    text: NodeText, results: tuple[PairResult, ...], look: Look, is_fold: bool = False
) -> Face:
    """What a box shows of its results; on any thread."""
    worst = worst_result(results)
    severity = None if worst is None else worst.severity
    return _face(text, severity, results, look.colours_of(results), is_fold, look)


def _face(
    text: NodeText,
    severity: Severity | None,
    results: tuple[PairResult, ...],
    colours: NodeColours | None,
    is_fold: bool,
    look: Look,
) -> Face:
    scale = look.colouring
    by = scale.colouring if isinstance(scale, ScaleColouring) else _BY_SEVERITY
    line = fold_line if is_fold else metric_line
    short = line(results, short=True, colouring=by) if len(results) > 1 else ""
    return Face(text, severity, line(results, colouring=by), short, colours, is_fold)


class NodesItem(QGraphicsItem):
    """The boxes of ``data``."""

    def __init__(self, data: PictureData, context: DrawContext) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._data = data
        self._context = context
        self._bounds = data.bounds().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        self._all: tuple[float, dict[_Group, list[NodeState]]] | None = None
        self._standing: tuple[NDArray[np.int8], NDArray[np.bool_]] | None = None

    def refresh(self) -> None:
        """Results, colours or fading of many nodes changed."""
        self._all = self._standing = None
        self.update()

    def refresh_one(self, state: NodeState) -> None:
        """Results or fading of one node changed."""
        self._all = self._standing = None
        self.update(state.box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        data, detail = self._data, self._context.detail
        # Those that stand out are drawn larger than they are, and reach in from outside.
        reach = _MARGIN + _LEAST_PIXELS / self._context.zoom
        seen = option.exposedRect.adjusted(-reach, -reach, reach, reach)
        places = data.within(seen)
        if detail >= Detail.NAMES:
            self._paint_each(painter, self._at(places))
            return
        groups = self._groups(places)
        for key in sorted(groups):
            self._paint_group(painter, key, groups[key], len(places) <= _FEW)

    def _at(self, places: NDArray[np.intp]) -> list[NodeState]:
        states = self._data.all_states
        return [states[place] for place in places.tolist()]

    def _groups(self, places: NDArray[np.intp]) -> dict[_Group, list[NodeState]]:
        """The boxes of ``places`` by how they look; of thousands those that can be told apart."""
        zoom, is_all = self._context.zoom, len(places) == len(self._data.all_states)
        if is_all and self._all is not None and self._all[0] == zoom:
            return self._all[1]
        if len(places) > _CROWD:
            places = self._worst_of_each_spot(places, zoom)
        groups = self._grouped(self._at(places))
        if is_all:
            self._all = (zoom, groups)
        return groups

    def _worst_of_each_spot(self, places: NDArray[np.intp], zoom: float) -> NDArray[np.intp]:
        """Of the boxes that fill the same pixels, the one that would be painted last."""
        if self._standing is None:
            states = self._data.all_states
            ranks = np.fromiter([state.rank() for state in states], np.int8, len(states))
            bright = np.fromiter([not state.faded for state in states], np.bool_, len(states))
            self._standing = ranks, bright
        ranks, bright = self._standing
        places = places[np.lexsort((ranks[places], bright[places]))]
        left, top, right, bottom = np.floor(self._data.corners[places].T * zoom).astype(np.int64)
        spots = ((top << 24) + left << 12) + (np.minimum(right - left, 63) << 6)
        spots += np.minimum(bottom - top, 63)
        # The last of equal spots is the first from behind.
        _, last = np.unique(spots[::-1], return_index=True)
        return places[len(places) - 1 - last]

    def _paint_each(self, painter: QPainter, states: Iterable[NodeState]) -> None:
        look, detail = self._context.look, self._context.detail
        for state in states:
            if state.faded:
                painter.setOpacity(FADED)
            paint_node(painter, state.box, state.face(look), look, detail)
            if state.faded:
                painter.setOpacity(1.0)

    def _grouped(self, states: Iterable[NodeState]) -> dict[_Group, list[NodeState]]:
        look = self._context.look
        groups: dict[_Group, list[NodeState]] = {}
        for state in states:
            colours = state.look(look)
            fill = 0 if colours is None else colours.fill.rgba()
            groups.setdefault((not state.faded, state.rank(), fill), []).append(state)
        return groups

    def _paint_group(
        self, painter: QPainter, key: _Group, states: Sequence[NodeState], few: bool
    ) -> None:
        look = self._context.look
        bright, rank, _ = key
        signs = self._context.detail is Detail.SIGNS
        colours = states[0].look(look)
        painter.setOpacity(1.0 if bright else FADED)
        # Dashes cannot be seen here and cost more than all the rest.
        outline = QPen(look.muted if colours is None else look.border(colours.fill), 1.0)
        outline.setCosmetic(True)
        painter.setPen(outline)
        painter.setBrush(look.base if colours is None else colours.fill)
        if few and signs:
            for state in states:
                painter.drawRoundedRect(state.box, CORNER, CORNER)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawRects([self._large_enough(state.box, rank) for state in states])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, signs)
        worst = states[0].severity
        if signs and worst is not None and colours is not None and (few or rank > 0):
            for state in states[:_MOST_SIGNS]:
                paint_bare_sign(painter, state.box, worst, colours.on_fill)

    def _large_enough(self, box: QRectF, rank: int) -> QRectF:
        if rank <= 0:
            return box
        least = _LEAST_PIXELS / self._context.zoom
        wide, tall = max(least - box.width(), 0.0) / 2, max(least - box.height(), 0.0) / 2
        return box.adjusted(-wide, -tall, wide, tall) if wide or tall else box
