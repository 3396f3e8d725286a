"""Ways through the picture that need no painting: along edges and to siblings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from widgets.topology.data import PictureData

_TOUCH = 1e-3


class Direction(Enum):
    """Where an arrow key leads."""

    PRODUCER = "up"
    CONSUMER = "down"
    LEFT = "left"
    RIGHT = "right"


def walk(data: PictureData, name: str, direction: Direction) -> str | None:
    """The drawn node next to ``name``; None where the way ends.

    Up and down follow the edges, to the nearest column where there are several; left and right
    lead to the nearest box beside, else to the next child of the same producers.
    """
    network, states = data.network, data.states
    here = states[name].box

    def away(other: str) -> float:
        return abs(states[other].box.center().x() - here.center().x())

    if direction in (Direction.PRODUCER, Direction.CONSUMER):
        adjacent = network.inputs_of if direction is Direction.PRODUCER else network.outputs_of
        ends = [other for other in adjacent.get(name, ()) if other in states and other != name]
        return min(ends, key=away, default=None)
    sign = -1.0 if direction is Direction.LEFT else 1.0

    def beside(names: Iterable[str]) -> str | None:
        x = here.center().x()
        ahead = [o for o in names if o != name and sign * (states[o].box.center().x() - x) > 0]
        return min(ahead, key=away, default=None)

    left, right = data.corners[:, 0].min(), data.corners[:, 2].max()
    # Those that share a line with it, and do not just touch it.
    row = QRectF(left, here.top() + _TOUCH, right - left, max(here.height() - 2 * _TOUCH, 0.0))
    children = [
        child
        for producer in network.inputs_of.get(name, ())
        for child in network.outputs_of.get(producer, ())
        if child in states
    ]
    return beside(data.names[place] for place in data.within(row)) or beside(children)


def step_in_order(order: Sequence[str], name: str, step: int) -> str | None:
    """The node ``step`` places on in execution order; None past either end."""
    place = order.index(name) + step
    return order[place] if 0 <= place < len(order) else None
