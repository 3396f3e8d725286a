"""Where the boxes and edges of a network's picture go.

Graphviz's picture is the best, a quick one is there at once, and a plain list is always possible.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.messages import translate
from core.network.graphviz_layout import GraphvizFailure, graphviz_layout
from core.network.layout_cache import LayoutCache
from core.network.layout_model import RANK_GAP, NodeBox, Size, straight, to_origin
from core.network.layout_model import EdgePath as EdgePath
from core.network.layout_model import Layout as Layout
from core.network.model import Network
from core.network.order import execution_order
from core.network.quick_layout import LayoutCancelled, quick_layout

_REPORT = "Reportop"
_DEFAULT_SIZE = (120.0, 36.0)
_LONGEST_SIDE = 10_000.0
_IMPATIENT = 0.4
"""Seconds without an answer of Graphviz's after which a quick picture is shown."""
_MOST_PARTS = 200_000
"""Nodes and edges together beyond which even the quick picture would take half a minute."""
_MANY_NODES = 600
"""With so many it will take longer: the quick picture comes at once."""
_HURRIED_NODES = 1500
"""With more Graphviz is asked to hurry, and what it makes may be the worse picture."""
_ASTRAY = 1.5
"""So many times as wide as the quick picture, or its edges so much longer to the side, and
Graphviz's is not taken: in a hurry it moves a deep net aside with every branch."""

Cancelled = Callable[[], bool]


def lay_out(
    network: Network,
    sizes: Mapping[str, Size],
    *,
    timeout: float = 30,
    cancelled: Cancelled | None = None,
    show_meanwhile: Callable[[Layout], None] | None = None,
    cache: LayoutCache | None = None,
) -> Layout:
    """Place the nodes of a network, top to bottom.

    Graphviz runs in its own process; of a large net the better one of its picture and the quick
    one is taken. Where it fails, takes longer than ``timeout`` seconds, is
    cancelled or would be asked too much, the quick picture stays and ``warning`` says why; where
    that fails, too, the nodes stand in one column in execution order.

    Args:
        network: the nodes and edges; Reportops are left out unless there is nothing else.
        sizes: (width, height) of each node by name, in points.
        timeout: seconds for Graphviz.
        cancelled: asked some twenty times a second.
        show_meanwhile: gets a quick picture (``passing``) where Graphviz's does not come at once.
        cache: knows pictures that Graphviz has made before.
    """
    drawn = [node.name for node in network.nodes if node.type != _REPORT]
    names = drawn or [node.name for node in network.nodes]
    shown = set(names)
    named = [edge for edge in network.edges if edge[0] in shown and edge[1] in shown]
    names = execution_order(names, named)
    sized = [_size(sizes, name) for name in names]
    if not names:
        return Layout({}, (), 0.0, 0.0)
    number = {name: index for index, name in enumerate(names)}
    edges = list(dict.fromkeys((number[a], number[b]) for a, b in named))
    known = cache.find(names, sized, edges) if cache is not None else None
    if known is not None:
        return known
    quick = _Quick(names, sized, edges, cancelled)
    begun = time.monotonic()
    waits, many = show_meanwhile is not None, len(names) > _MANY_NODES

    def interrupted() -> bool:
        nonlocal waits
        # Asked while Graphviz is at work in its own process, for a large net also before.
        late = many or time.monotonic() - begun > _IMPATIENT
        if waits and late and show_meanwhile is not None:
            waits = False
            picture = quick.layout()
            if not (cancelled is not None and cancelled()):
                show_meanwhile(replace(picture, passing=True))
        return cancelled is not None and cancelled()

    if many and waits and interrupted():
        return quick.instead(translate("core", "drawing was cancelled"))
    try:
        layout = graphviz_layout(names, sized, edges, timeout, interrupted)
    except GraphvizFailure as failure:
        return quick.instead(str(failure))
    if len(names) > _HURRIED_NODES and _is_astray(layout, quick.layout()):
        layout = quick.layout()
    if cache is not None:
        cache.keep(names, sized, edges, layout)
    return layout


def _is_astray(layout: Layout, quick: Layout) -> bool:
    return layout.width > _ASTRAY * quick.width or _sideways(layout) > _ASTRAY * _sideways(quick)


def _sideways(layout: Layout) -> float:
    """How far all edges go to the side, which the eye has to follow."""
    return sum(
        abs(layout.boxes[edge.source].x - layout.boxes[edge.target].x) for edge in layout.edges
    )


def _size(sizes: Mapping[str, Size], name: str) -> Size:
    width, height = sizes.get(name, _DEFAULT_SIZE)
    if not (math.isfinite(width) and math.isfinite(height)):
        return _DEFAULT_SIZE
    return min(max(width, 1.0), _LONGEST_SIDE), min(max(height, 1.0), _LONGEST_SIDE)


class _Quick:
    """The quick picture, made once when first asked for; a list where it cannot be made."""

    def __init__(
        self,
        names: Sequence[str],
        sized: Sequence[Size],
        edges: Sequence[tuple[int, int]],
        cancelled: Cancelled | None,
    ) -> None:
        self._names, self._sized, self._edges = names, sized, edges
        self._cancelled = cancelled
        self._layout: Layout | None = None
        self._is_list = False

    def layout(self) -> Layout:
        """The picture."""
        if self._layout is None:
            try:
                if len(self._names) + len(self._edges) > _MOST_PARTS:
                    raise LayoutCancelled
                self._layout = quick_layout(self._names, self._sized, self._edges, self._cancelled)
            except Exception as error:
                # Whatever a net makes of it, there is a picture.
                if not isinstance(error, LayoutCancelled):
                    logging.getLogger(__name__).warning("quick layout failed", exc_info=error)
                self._layout = _list_layout(self._names, self._sized, self._edges)
                self._is_list = True
        return self._layout

    def instead(self, reason: str) -> Layout:
        """The picture, with a warning that it is not Graphviz's."""
        layout = self.layout()
        warning = (
            translate("core", "The network is shown as a list: {reason}")
            if self._is_list
            else translate("core", "The network is arranged in a simpler way: {reason}")
        )
        return replace(layout, warning=warning.format(reason=reason))


def _list_layout(
    names: Sequence[str], sized: Sequence[Size], edges: Sequence[tuple[int, int]]
) -> Layout:
    """One column in execution order, with straight edges."""
    boxes: list[NodeBox] = []
    top = 0.0
    for width, height in sized:
        boxes.append(NodeBox(0.0, top + height / 2, width, height))
        top += height + RANK_GAP
    paths = [EdgePath(names[a], names[b], straight(boxes[a], boxes[b])) for a, b in edges]
    return to_origin(dict(zip(names, boxes, strict=True)), paths)
