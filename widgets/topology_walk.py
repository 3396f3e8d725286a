"""Ways through the picture that need no painting: along edges, to siblings, to a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import QRectF

from core.network.model import Network


class Direction(Enum):
    """Where an arrow key leads."""

    PRODUCER = "up"
    CONSUMER = "down"
    LEFT = "left"
    RIGHT = "right"


def walk(
    network: Network, boxes: Mapping[str, QRectF], name: str, direction: Direction
) -> str | None:
    """The drawn node next to ``name``; None where the way ends.

    Up and down follow the edges, to the nearest column where there are several; left and right
    lead to the nearest box beside, else to the next child of the same producers.
    """
    here = boxes[name].center()
    if direction in (Direction.PRODUCER, Direction.CONSUMER):
        adjacent = network.inputs_of if direction is Direction.PRODUCER else network.outputs_of
        ends = [other for other in adjacent.get(name, ()) if other in boxes and other != name]
        return min(ends, key=lambda other: abs(boxes[other].center().x() - here.x()), default=None)
    sign = -1.0 if direction is Direction.LEFT else 1.0

    def beside(names: Iterable[str]) -> str | None:
        ahead = [o for o in names if o != name and sign * (boxes[o].center().x() - here.x()) > 0]
        return min(ahead, key=lambda o: abs(boxes[o].center().x() - here.x()), default=None)

    top, bottom = boxes[name].top(), boxes[name].bottom()
    level = [other for other, box in boxes.items() if box.top() < bottom and box.bottom() > top]
    children = [
        child
        for producer in network.inputs_of.get(name, ())
        for child in network.outputs_of.get(producer, ())
        if child in boxes
    ]
    return beside(level) or beside(children)


def step_in_order(order: Sequence[str], name: str, step: int) -> str | None:
    """The node ``step`` places on in execution order; None past either end."""
    place = order.index(name) + step
    return order[place] if 0 <= place < len(order) else None


def matches(network: Network, text: str) -> list[str]:
    """Names of the nodes whose layers, types or blobs hold ``text``, in execution order.

    Case does not matter. An empty text matches nothing.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return []
    return [
        node.name
        for node in network.nodes
        if any(
            wanted in word.casefold()
            for word in (
                node.name,
                *(layer.name for layer in node.layers),
                *(layer.type for layer in node.layers),
                *node.blobs,
            )
        )
    ]
