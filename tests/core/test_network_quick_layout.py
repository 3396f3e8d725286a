"""The quick picture is sound whatever it is given, and keeps long nets in line."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.network import crossings
from core.network import quick_layout as module
from core.network.layout_model import EdgePath, Layout, NodeBox
from core.network.order import execution_order
from core.network.quick_layout import LayoutCancelled, quick_layout
from core.network.shelves import stand_on_shelves
from resources.sample.branches import SMALLEST, branching_boxes, edges_of

Edges = Sequence[tuple[int, int]]


def draw(count: int, edges: Edges, sized: Sequence[tuple[float, float]] | None = None) -> Layout:
    names = [f"l{number}" for number in range(count)]
    return quick_layout(names, sized or [(100.0, 40.0)] * count, edges)


def spots(path: EdgePath, each: int = 9) -> np.ndarray:
    """Points on the edge, worked out by de Casteljau and not by what drew it."""
    points = np.array(path.points)
    found = []
    for start in range(0, len(points) - 1, 3):
        corners = points[start : start + 4]
        for t in np.linspace(0, 1, each):
            level = corners
            while len(level) > 1:
                level = level[:-1] * (1 - t) + level[1:] * t
            found.append(level[0])
    return np.array(found)


def holds(box: NodeBox, at: np.ndarray, slack: float) -> np.ndarray:
    return (abs(at[:, 0] - box.x) < box.width / 2 - slack) & (
        abs(at[:, 1] - box.y) < box.height / 2 - slack
    )


def assert_sound(count: int, edges: Edges, drawn: Layout) -> None:
    x, y, width, height = np.array(
        [(box.x, box.y, box.width, box.height) for box in drawn.boxes.values()]
    ).T
    assert len(x) == count
    assert min((x - width / 2).min(), (y - height / 2).min()) >= -0.01
    assert (x + width / 2).max() <= drawn.width + 0.01
    assert (y + height / 2).max() <= drawn.height + 0.01
    apart_x = abs(x[:, None] - x) >= (width[:, None] + width) / 2 - 0.01
    apart_y = abs(y[:, None] - y) >= (height[:, None] + height) / 2 - 0.01
    assert (apart_x | apart_y | np.eye(count, dtype=bool)).all()
    assert [(int(e.source[1:]), int(e.target[1:])) for e in drawn.edges] == list(edges)
    for edge in drawn.edges:
        assert len(edge.points) >= 4
        assert len(edge.points) % 3 == 1
        assert all(map(math.isfinite, np.ravel(edge.points)))
        for name, (end_x, end_y) in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
            box = drawn.boxes[name]
            beyond = max(abs(end_x - box.x) - box.width / 2, abs(end_y - box.y) - box.height / 2)
            assert beyond == pytest.approx(0, abs=0.01)


@st.composite
def graphs(draw_from: st.DrawFn) -> tuple[int, Edges, list[tuple[float, float]]]:
    count = draw_from(st.integers(1, 40))
    node = st.integers(0, count - 1)
    edges = draw_from(st.lists(st.tuples(node, node), max_size=80, unique=True))
    side = st.floats(1, 300)
    sized = draw_from(st.lists(st.tuples(side, side), min_size=count, max_size=count))
    return count, edges, sized


@given(graphs())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_graph_is_drawn_soundly(graph: tuple[int, Edges, list[tuple[float, float]]]) -> None:
    count, edges, sized = graph
    assert_sound(count, edges, draw(count, edges, sized))


@given(graphs())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_forward_edges_lead_down_and_pass_no_box(
    graph: tuple[int, Edges, list[tuple[float, float]]],
) -> None:
    count, edges, sized = graph
    forward = [(a, b) for a, b in edges if a < b]
    drawn = draw(count, forward, sized)
    for edge in drawn.edges:
        assert drawn.boxes[edge.source].y < drawn.boxes[edge.target].y
        at = spots(edge)
        assert (np.diff(at[:, 1]) >= -0.01).all()
        for name, box in drawn.boxes.items():
            inside = holds(box, at, 0.05)
            assert not inside.any(), (edge.source, edge.target, name)


def test_the_longest_path_stands_in_one_line_however_deep() -> None:
    boxes = branching_boxes(3000)
    names = [box.name for box in boxes]
    number = {name: index for index, name in enumerate(names)}
    edges = [(number[a], number[b]) for a, b in edges_of(boxes)]
    drawn = draw(len(names), edges, [(160.0, 70.0)] * len(names))
    longest = [0] * len(names)
    for a, b in sorted(edges):
        longest[b] = max(longest[b], longest[a] + 1)
    middle = drawn.boxes["l0"].x
    in_line = sum(abs(box.x - middle) < 2 for box in drawn.boxes.values())
    assert in_line > max(longest)
    assert drawn.width < 12 * 160


def test_a_source_stands_right_above_what_reads_it() -> None:
    drawn = draw(5, [(0, 1), (1, 2), (2, 4), (3, 4)])
    assert drawn.boxes["l3"].y == drawn.boxes["l2"].y


def test_branches_do_not_cross_where_they_need_not() -> None:
    """Two ladders whose nodes come in turn."""
    edges = [(0, 1), (0, 2), *((n, n + 2) for n in range(1, 19)), (19, 21), (20, 21)]
    drawn = draw(22, edges)
    left = [drawn.boxes[f"l{n}"].x for n in range(1, 21, 2)]
    right = [drawn.boxes[f"l{n}"].x for n in range(2, 21, 2)]
    signs = {a < b for a, b in zip(left, right, strict=True)}
    assert len(signs) == 1


@given(st.lists(st.lists(st.integers(0, 9), max_size=12), max_size=12))
@settings(max_examples=300, deadline=None)
def test_crossings_are_counted_in_either_way(below: list[list[int]]) -> None:
    """Two edges cross where the one that begins further left ends further right."""
    edges = [(number, end) for number, ends in enumerate(below) for end in ends]
    expected = sum(a < c and b > d for a, b in edges for c, d in edges)
    assert crossings.count_crossings(below) == expected
    if edges:
        assert crossings.count_in_a_table(below, max(end for _, end in edges) + 1) == expected


def test_two_rows_that_are_all_joined_are_drawn() -> None:
    edges = [(above, 60 + below) for above in range(60) for below in range(60)]
    assert len(edges) > crossings._MANY_EDGES
    assert_sound(120, edges, draw(120, edges))


def test_nets_apart_stand_on_shelves() -> None:
    drawn = draw(400, [])
    assert_sound(400, [], drawn)
    assert 0.5 < drawn.width / drawn.height < 4
    corners = stand_on_shelves([(10, 10), (30, 5), (10, 20)], 2)
    assert corners[0] == (0, 0)


def test_a_tangle_stays_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_VIRTUAL", 300)
    source = random.Random(1)
    edges = {(node, node + 1) for node in range(299)}
    edges |= {(source.randrange(node), node) for node in range(1, 300) for _ in range(4)}
    ordered = sorted(edges)
    drawn = draw(300, ordered)
    assert_sound(300, ordered, drawn)


def test_it_can_be_cancelled() -> None:
    answers = iter([False, False])
    with pytest.raises(LayoutCancelled):
        quick_layout(
            [f"l{n}" for n in range(50)],
            [(10.0, 10.0)] * 50,
            [(n, m) for n in range(49) for m in (n + 1, n + 5) if m < 50],
            lambda: next(answers, True),
        )


@pytest.mark.parametrize("layers", [SMALLEST, 13, 57, 400, 2001])
@pytest.mark.parametrize("seed", [1, 2])
def test_generated_nets_are_as_large_as_asked_for_and_in_order(layers: int, seed: int) -> None:
    boxes = branching_boxes(layers, seed)
    names = [box.name for box in boxes]
    assert len(set(names)) == layers
    assert execution_order(names, edges_of(boxes)) == names
    readers: dict[str, int] = {}
    for source, _ in edges_of(boxes):
        readers[source] = readers.get(source, 0) + 1
    assert max(readers.values()) >= (2 if layers > 30 else 1)


def test_a_net_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        branching_boxes(SMALLEST - 1)
