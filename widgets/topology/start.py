"""Where one begins to look at the network's picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize

from widgets.topology.scene import TopologyScene

READABLE_ZOOM = 0.85
_MARGIN = 1.04
_TOP = 24
"""Pixels above the first node, where the start is at the top."""


def start_of(picture: TopologyScene, size: QSize, name: str) -> tuple[float, QPointF]:
    """The zoom, and what is in the middle of a view of ``size`` pixels, in scene units.

    Everything where that can be read; else the width at a readable zoom, and of the height the
    node of that ``name``, or the top where it is empty.
    """
    content = picture.bounds()
    wide = size.width() / (content.width() * _MARGIN)
    whole = min(wide, size.height() / (content.height() * _MARGIN))
    zoom = min(whole if whole >= READABLE_ZOOM else max(wide, READABLE_ZOOM), 1.0)
    target = content.center()
    if name or (picture.order and whole < zoom):
        box = picture.states[name or picture.order[0]].box
        target.setY(box.center().y())
        if content.width() * zoom > size.width():
            target.setX(box.center().x())
        if not name:
            target.setY(content.top() + (size.height() / 2 - _TOP) / zoom)
    return zoom, target
