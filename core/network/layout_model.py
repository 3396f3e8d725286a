"""What a picture of a network is: boxes, edges, and where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Size = tuple[float, float]

NODE_GAP = 20.0
"""Between boxes side by side, in points."""
RANK_GAP = 28.0
"""Between a box and the one below."""


@dataclass(frozen=True, slots=True)
class NodeBox:
    """Centre and size of a node, in points, y down."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class EdgePath:
    """Cubic Bézier control points (1 + 3n) from source to target, in points, y down."""

    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture: everything lies within (0, 0) … (width, height)."""

    boxes: Mapping[str, NodeBox]
    edges: tuple[EdgePath, ...]
    width: float
    height: float
    warning: str = ""
    """One sentence where the picture is not Graphviz's."""
    passing: bool = False
    """A quick picture to look at until Graphviz's comes."""


def to_origin(
    boxes: Mapping[str, NodeBox],
    paths: Sequence[EdgePath],
    warning: str = "",
    passing: bool = False,
) -> Layout:
    """Move everything so that the picture begins at (0, 0)."""
    xs = [x for path in paths for x, _ in path.points]
    ys = [y for path in paths for _, y in path.points]
    for box in boxes.values():
        xs += box.x - box.width / 2, box.x + box.width / 2
        ys += box.y - box.height / 2, box.y + box.height / 2
    left, top = min(xs, default=0.0), min(ys, default=0.0)
    return Layout(
        {
            name: NodeBox(box.x - left, box.y - top, box.width, box.height)
            for name, box in boxes.items()
        },
        tuple(
            EdgePath(path.source, path.target, tuple((x - left, y - top) for x, y in path.points))
            for path in paths
        ),
        max(xs, default=0.0) - left,
        max(ys, default=0.0) - top,
        warning,
        passing,
    )


def straight(start: NodeBox, end: NodeBox) -> tuple[Point, ...]:
    """From the bottom of the source to the top of the target, as one cubic."""
    x, y = start.x, start.y + start.height / 2
    step_x, step_y = (end.x - x) / 3, (end.y - end.height / 2 - y) / 3
    return tuple((x + part * step_x, y + part * step_y) for part in range(4))
