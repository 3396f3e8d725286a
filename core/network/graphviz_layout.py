"""Graphviz's ``dot``, kept at a distance: asked in a process of its own, within a time."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import graphviz

from core.cancelling import Cancelled, look
from core.letting_go import let_go
from core.messages import translate
from core.network.layout_model import (
    NODE_GAP,
    RANK_GAP,
    EdgePath,
    Layout,
    NodeBox,
    Point,
    Size,
    straight,
    to_origin,
)
from core.network.slices import Slice, longest_path, ranks_crossed, slice_network

_POINTS_PER_INCH = 72.0
_SPINE_WEIGHT = "50"
_POLL_SECONDS = 0.05
_WATCHDOG_SECONDS = 5.0
"""So much later the process ends itself, should nobody be left to end it."""
_MOST_NODES = 20_000
_MOST_EDGES = 100_000
_MOST_RANKS_CROSSED = 500_000
"""dot puts a virtual node of about 1 kB on each rank an edge crosses."""
_MOST_CROWDED = 1_000_000
"""dot swaps neighbours and counts each time what their edges cross: two rows of a hundred nodes
that are all joined take some ten seconds, and nobody follows an edge in what comes of it."""


class GraphvizFailure(Exception):  # noqa: N818 (the reason is a part of a sentence)
    """Why there is no picture of Graphviz's, in the user's language."""


def graphviz_layout(
    names: Sequence[str],
    sized: Sequence[Size],
    edges: Sequence[tuple[int, int]],
    timeout: float,
    interrupted: Callable[[], bool] | None = None,
) -> Layout:
    """Place nodes that stand in execution order; ``edges`` are pairs of their indices.

    Args:
        names: of the nodes.
        sized: (width, height) of each node, in points.
        edges: without duplicates.
        timeout: seconds for Graphviz.
        interrupted: asked some twenty times a second whether to give up.

    Raises:
        GraphvizFailure: it fails, takes longer, is cancelled, or would be asked too much.
    """
    slices = slice_network(len(names), edges)
    _refuse_too_much(len(names), len(edges), slices)
    answer = _run_graphviz([_compose(part, sized) for part in slices], timeout, interrupted)
    try:
        return _assemble(names, sized, edges, slices, _drawn(answer, interrupted))
    except Cancelled:
        raise GraphvizFailure(translate("core", "drawing was cancelled")) from None
    except (LookupError, TypeError, ValueError):
        raise GraphvizFailure(
            translate("core", "Graphviz gave an answer that does not fit")
        ) from None


def _refuse_too_much(nodes: int, edges: int, slices: Sequence[Slice]) -> None:
    """Raise where Graphviz is better not asked at all."""
    if nodes > _MOST_NODES or edges > _MOST_EDGES:
        raise GraphvizFailure(
            translate("core", "{nodes} nodes and {edges} edges are too many for Graphviz").format(
                nodes=nodes, edges=edges
            )
        )
    if max(map(ranks_crossed, slices), default=0) > _MOST_RANKS_CROSSED:
        raise GraphvizFailure(translate("core", "the edges reach too far for Graphviz"))
    if max((_crowding(part.edges) for part in slices), default=0) > _MOST_CROWDED:
        raise GraphvizFailure(translate("core", "the edges are too dense for Graphviz"))


def _crowding(edges: Sequence[tuple[int, int]]) -> int:
    """How many edges each edge has beside it at the end where it has fewer, all together: in two
    rows of n nodes that are all joined n³, in a fan of n branches n."""
    leaving = Counter(source for source, _ in edges)
    arriving = Counter(target for _, target in edges)
    return sum(min(leaving[source], arriving[target]) for source, target in edges)


def _compose(part: Slice, sized: Sequence[Size]) -> str:
    """The DOT text of a slice; nodes are called n0, n1 …, whatever their real names hold."""
    count = part.last - part.first + 1
    graph = graphviz.Digraph(
        graph_attr={
            "rankdir": "TB",
            "nodesep": _inches(NODE_GAP),
            "ranksep": _inches(RANK_GAP),
            **_effort(count),
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none"},
    )
    for node in range(part.first, part.last + 1):
        width, height = sized[node]
        graph.node(f"n{node}", width=_inches(width), height=_inches(height))
    # The longest path stands in one line; otherwise each branch would move a deep net aside.
    spine = set(pairwise(longest_path(part.first, part.last, part.edges)))
    for source, target in part.edges:
        heavy = {"weight": _SPINE_WEIGHT} if (source, target) in spine else {}
        graph.edge(f"n{source}", f"n{target}", **heavy)
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
    sources: Sequence[str], timeout: float, interrupted: Callable[[], bool] | None
) -> bytes:
    """What ``layout_process.py`` answers."""
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
        raise GraphvizFailure(
            translate("core", "Graphviz could not be started ({reason})").format(
                reason=error.strerror or error
            )
        ) from error
    with process:
        try:
            output = _await_output(process, deadline, interrupted)
        finally:
            if process.poll() is None:
                process.kill()
    if output is None:
        if interrupted is not None and interrupted():
            raise GraphvizFailure(translate("core", "drawing was cancelled"))
        raise GraphvizFailure(
            translate("core", "Graphviz needed more than {seconds:g} s").format(seconds=timeout)
        )
    if process.returncode != 0:
        raise GraphvizFailure(
            translate("core", "Graphviz failed with exit status {status}").format(
                status=process.returncode
            )
        )
    return output


def _await_output(
    process: subprocess.Popen[bytes], deadline: float, interrupted: Callable[[], bool] | None
) -> bytes | None:
    """All the process writes; None once interrupted or past the deadline."""
    while time.monotonic() < deadline and not (interrupted is not None and interrupted()):
        try:
            return process.communicate(timeout=_POLL_SECONDS)[0]
        except subprocess.TimeoutExpired:
            continue
    return None


def _drawn(answer: bytes, interrupted: Callable[[], bool] | None) -> Iterator[Mapping[str, Any]]:
    """The slices one by one: nobody else has Python's lock while JSON is read, or freed."""
    for line in answer.splitlines():
        look(interrupted)
        yield json.loads(line)


def _assemble(
    names: Sequence[str],
    sized: Sequence[Size],
    edges: Sequence[tuple[int, int]],
    slices: Sequence[Slice],
    answer: Iterable[Mapping[str, Any]],
) -> Layout:
    """Stack the slices: each is moved so that the node it shares with the one above fits."""
    centres: dict[int, Point] = {}
    routes: dict[tuple[int, int], tuple[Point, ...]] = {}
    for part, drawn in zip(slices, answer, strict=True):
        x, y = drawn["nodes"][f"n{part.first}"]
        right, down = 0.0, 0.0
        if part.has_seam_above:
            right, down = centres[part.first][0] - x, centres[part.first][1] + y
        for node in range(part.first, part.last + 1):
            x, y = drawn["nodes"][f"n{node}"]
            centres[node] = x + right, down - y
        for tail, head, points in drawn["edges"]:
            edge = int(tail[1:]), int(head[1:])
            routes[edge] = tuple((x + right, down - y) for x, y in points)
    boxes = [NodeBox(*centres[index], *size) for index, size in enumerate(sized)]
    paths = [
        EdgePath(
            names[source],
            names[target],
            routes.get((source, target)) or straight(boxes[source], boxes[target]),
        )
        for source, target in edges
    ]
    layout = to_origin(dict(zip(names, boxes, strict=True)), paths)
    drawn_routes = list(routes.values())
    routes.clear()
    let_go(paths, boxes, drawn_routes)
    return layout
