"""Made-up networks, layouts and results for the tests of the topology."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from core.comparison.model import Metrics, Pair, PairResult, Problem, Rule, Severity
from core.dumps.model import Dump, DumpName, Encoding, Kind
from core.network.layout import EdgePath, Layout, NodeBox
from core.network.model import Layer, Network, Node


def make_node(name: str, type_: str = "Convolution", in_place: Sequence[str] = ()) -> Node:
    layers = (Layer(name, type_), *(Layer(other, "ReLU") for other in in_place))
    return Node(name, layers, (f"{name}_blob",), 0, 7, (3, 16, 16), (8, 32, 64))


def diamond() -> Network:
    """data → left, right → sum, with a Reportop on ``sum``."""
    nodes = (
        make_node("data", "Input"),
        make_node("left", in_place=("left_bn", "left_relu")),
        make_node("right"),
        make_node("sum", "Eltwise"),
        Node("sum_report_0_0", (Layer("sum_report_0_0", "Reportop"),), reports="sum"),
    )
    edges = (("data", "left"), ("data", "right"), ("left", "sum"), ("right", "sum"))
    return Network("diamond", None, nodes, edges)


def diamond_layout() -> Layout:
    """Three rows, 200 units apart; the middle one holds ``left`` and ``right``."""
    size = (160.0, 90.0)
    boxes = {
        "data": NodeBox(300.0, 100.0, *size),
        "left": NodeBox(100.0, 300.0, *size),
        "right": NodeBox(500.0, 300.0, *size),
        "sum": NodeBox(300.0, 500.0, *size),
    }
    return Layout(boxes, tuple(straight(boxes, a, b) for a, b in diamond().edges), 600.0, 600.0)


def straight(boxes: dict[str, NodeBox], source: str, target: str) -> EdgePath:
    a, b = boxes[source], boxes[target]
    x0, y0, x1, y1 = a.x, a.y + a.height / 2, b.x, b.y - b.height / 2
    points = tuple((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in (0.0, 1 / 3, 2 / 3, 1.0))
    return EdgePath(source, target, points)


def chain(count: int, gap: float = 130.0) -> tuple[Network, Layout]:
    """``count`` nodes in one column."""
    names = [f"conv{i}" for i in range(count)]
    edges = tuple(pairwise(names))
    boxes = {name: NodeBox(100.0, 60.0 + i * gap, 180.0, 90.0) for i, name in enumerate(names)}
    network = Network("chain", None, tuple(make_node(name) for name in names), edges)
    paths = tuple(straight(boxes, a, b) for a, b in edges)
    return network, Layout(boxes, paths, 200.0, count * gap)


def make_result(
    node: str,
    cosine: float = 0.999,
    problem: Problem | None = None,
    message: str = "",
    layer: str = "",
) -> PairResult:
    name = DumpName(f"{node}.float", node, Kind.OUTPUT, 0, (), Encoding.DECIMAL)
    dump = Dump(Path("/run"), name)
    pair = Pair(layer or node, dump, dump, 0, Rule.INPLACE, node)
    if problem is not None:
        return PairResult(pair, Severity.BROKEN, None, 0, 10, 9, problem, message)
    severity = (
        Severity.GOOD if cosine >= 0.99 else Severity.BAD if cosine <= 0.95 else Severity.WARN
    )
    metrics = Metrics(cosine, 1.25, 0.5, 0.125, 2.0, 0.25, 4.0, 0.5, 0.75, 20.0, cosine, 3)
    return PairResult(pair, severity, metrics, 10, 10, 10)
