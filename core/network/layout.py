"""Where the boxes and edges of a network's picture go: Graphviz's ``dot``, kept at a distance."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import graphviz

from core.messages import translate
from core.network.model import Network
from core.network.order import execution_order
from core.network.slices import Slice, ranks_crossed, slice_network

_REPORT = "Reportop"
_DEFAULT_SIZE = (120.0, 36.0)
_NODE_GAP = 20.0
_RANK_GAP = 28.0
_POINTS_PER_INCH = 72.0
_LONGEST_SIDE = 10_000.0
_POLL_SECONDS = 0.05
_WATCHDOG_SECONDS = 5.0
"""So much later the process ends itself, should nobody be left to end it."""
_MOST_NODES = 20_000
_MOST_EDGES = 100_000
_MOST_RANKS_CROSSED = 500_000
"""dot puts a virtual node of about 1 kB on each rank an edge crosses."""

Point = tuple[float, float]


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
    """One sentence where the picture is a plain list."""


def lay_out(
    network: Network,
    sizes: Mapping[str, tuple[float, float]],
    *,
    timeout: float = 30,
    cancelled: Callable[[], bool] | None = None,
) -> Layout:
    """Place the nodes of a network, top to bottom.

    Graphviz runs in its own process. Where it fails, takes longer than ``timeout`` seconds, is
    cancelled or would be asked too much, the nodes stand in one column in execution order and
    ``warning`` says why.

    Args:
        network: the nodes and edges; Reportops are left out unless there is nothing else.
        sizes: (width, height) of each node by name, in points.
        timeout: seconds for Graphviz.
        cancelled: asked some twenty times a second.
    """
    drawn = [node.name for node in network.nodes if node.type != _REPORT]
    names = drawn or [node.name for node in network.nodes]
    shown = set(names)
    edges = [edge for edge in network.edges if edge[0] in shown and edge[1] in shown]
    names = execution_order(names, edges)
    sized = [_size(sizes, name) for name in names]
    if not names:
        return Layout({}, (), 0.0, 0.0)
    number = {name: index for index, name in enumerate(names)}
    slices = slice_network(len(names), [(number[a], number[b]) for a, b in edges])
    reason = _too_much(len(names), len(edges), slices)
    if not reason:
        sources = [_compose(part, sized) for part in slices]
        answer = _run_graphviz(sources, timeout, cancelled)
        if isinstance(answer, bytes):
            try:
                return _assemble(names, sized, edges, slices, json.loads(answer))
            except (LookupError, TypeError, ValueError):
                reason = translate("core", "Graphviz gave an answer that does not fit")
        else:
            reason = answer
    warning = translate("core", "The network is shown as a list: {reason}").format(reason=reason)
    return _list_layout(names, sized, edges, warning)


def _size(sizes: Mapping[str, tuple[float, float]], name: str) -> tuple[float, float]:
    width, height = sizes.get(name, _DEFAULT_SIZE)
    if not (math.isfinite(width) and math.isfinite(height)):
        return _DEFAULT_SIZE
    return min(max(width, 1.0), _LONGEST_SIDE), min(max(height, 1.0), _LONGEST_SIDE)


def _too_much(nodes: int, edges: int, slices: Sequence[Slice]) -> str:
    """Why Graphviz is better not asked at all, or an empty text."""
    if nodes > _MOST_NODES or edges > _MOST_EDGES:
        return translate(
            "core", "it has {nodes} nodes and {edges} edges, too many to be drawn as a graph"
        ).format(nodes=nodes, edges=edges)
    if max(map(ranks_crossed, slices), default=0) > _MOST_RANKS_CROSSED:
        return translate("core", "its edges reach too far to be drawn as a graph")
    return ""


def _compose(part: Slice, sized: Sequence[tuple[float, float]]) -> str:
    """The DOT text of a slice; nodes are called n0, n1 …, whatever their real names hold."""
    count = part.last - part.first + 1
    graph = graphviz.Digraph(
        graph_attr={
            "rankdir": "TB",
            "nodesep": _inches(_NODE_GAP),
            "ranksep": _inches(_RANK_GAP),
            **_effort(count),
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none"},
    )
    for node in range(part.first, part.last + 1):
        width, height = sized[node]
        graph.node(f"n{node}", width=_inches(width), height=_inches(height))
    for source, target in part.edges:
        graph.edge(f"n{source}", f"n{target}")
    for has_seam, node, rank in (
        (part.has_seam_above, part.first, "source"),
        (part.has_seam_below, part.last, "sink"),
    ):
        if has_seam:
            # Alone on its rank, so that nothing overlaps where two slices share the node.
            with graph.subgraph() as seam:
                seam.attr(rank=rank)
                seam.node(f"n{node}")
    return str(graph.source)


def _effort(count: int) -> dict[str, str]:
    """Graphviz's attributes that trade beauty for time; small graphs get its best.

    Measured on a tangle of 1000 nodes: 3.4 s at its best, 0.7 s with the second step.
    """
    if count <= 400:
        return {}
    if count <= 1500:
        return {"nslimit": "0.3", "nslimit1": "1", "mclimit": "0.1"}
    return {
        "nslimit": "0.1",
        "nslimit1": "0.5",
        "mclimit": "0.05",
        "searchsize": "10",
        "splines": "line",
    }


def _inches(points: float) -> str:
    return f"{points / _POINTS_PER_INCH:.5f}"


def _run_graphviz(
    sources: Sequence[str], timeout: float, cancelled: Callable[[], bool] | None
) -> bytes | str:
    """What ``layout_process.py`` answers, or why it did not."""
    deadline = time.monotonic() + timeout
    # -P keeps this folder, whose modules bear everyday names, off the import path.
    command = [sys.executable, "-P", str(Path(__file__).with_name("layout_process.py"))]
    try:
        # A file, not a pipe: communicate() forgets what is left to write when it times out.
        with tempfile.TemporaryFile() as questions:
            questions.write(json.dumps(sources).encode())
            questions.seek(0)
            process = subprocess.Popen(
                [*command, f"{timeout + _WATCHDOG_SECONDS:.3f}"],
                stdin=questions,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    except OSError as error:
        return translate("core", "Graphviz could not be started ({reason})").format(
            reason=error.strerror or error
        )
    with process:
        try:
            output = _await_output(process, deadline, cancelled)
        finally:
            if process.poll() is None:
                process.kill()
    if output is None:
        if cancelled is not None and cancelled():
            return translate("core", "drawing was cancelled")
        return translate("core", "Graphviz needed more than {seconds:g} s").format(seconds=timeout)
    if process.returncode != 0:
        return translate("core", "Graphviz failed with exit status {status}").format(
            status=process.returncode
        )
    return output


def _await_output(
    process: subprocess.Popen[bytes], deadline: float, cancelled: Callable[[], bool] | None
) -> bytes | None:
    """All the process writes; None once cancelled or past the deadline."""
    while time.monotonic() < deadline and not (cancelled is not None and cancelled()):
        try:
            return process.communicate(timeout=_POLL_SECONDS)[0]
        except subprocess.TimeoutExpired:
            continue
    return None


def _assemble(
    names: Sequence[str],
    sized: Sequence[tuple[float, float]],
    edges: Sequence[tuple[str, str]],
    slices: Sequence[Slice],
    answer: Sequence[Mapping[str, Any]],
) -> Layout:
    """Stack the slices: each is moved so that the node it shares with the one above fits."""
    centres: dict[int, Point] = {}
    routes: dict[tuple[str, str], tuple[Point, ...]] = {}
    for part, drawn in zip(slices, answer, strict=True):
        x, y = drawn["nodes"][f"n{part.first}"]
        right, down = 0.0, 0.0
        if part.has_seam_above:
            right, down = centres[part.first][0] - x, centres[part.first][1] + y
        for node in range(part.first, part.last + 1):
            x, y = drawn["nodes"][f"n{node}"]
            centres[node] = x + right, down - y
        for tail, head, points in drawn["edges"]:
            edge = names[int(tail[1:])], names[int(head[1:])]
            routes[edge] = tuple((x + right, down - y) for x, y in points)
    boxes = {name: NodeBox(*centres[index], *sized[index]) for index, name in enumerate(names)}
    paths = [
        EdgePath(source, target, routes.get((source, target)) or _straight(boxes, source, target))
        for source, target in edges
    ]
    return _to_origin(boxes, paths)


def _to_origin(
    boxes: Mapping[str, NodeBox], paths: Sequence[EdgePath], warning: str = ""
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
    )


def _list_layout(
    names: Sequence[str],
    sized: Sequence[tuple[float, float]],
    edges: Sequence[tuple[str, str]],
    warning: str,
) -> Layout:
    """One column in execution order, with straight edges."""
    boxes: dict[str, NodeBox] = {}
    top = 0.0
    for name, (width, height) in zip(names, sized, strict=True):
        boxes[name] = NodeBox(0.0, top + height / 2, width, height)
        top += height + _RANK_GAP
    paths = [EdgePath(a, b, _straight(boxes, a, b)) for a, b in edges]
    return _to_origin(boxes, paths, warning)


def _straight(boxes: Mapping[str, NodeBox], source: str, target: str) -> tuple[Point, ...]:
    """From the bottom of the source to the top of the target, as one cubic."""
    start, end = boxes[source], boxes[target]
    x, y = start.x, start.y + start.height / 2
    step_x, step_y = (end.x - x) / 3, (end.y - end.height / 2 - y) / 3
    return tuple((x + part * step_x, y + part * step_y) for part in range(4))
