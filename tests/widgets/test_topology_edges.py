"""Edges as numbers, the paths made of them, and crowds of them drawn in a frame's time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from topology_made_up import diamond, diamond_layout, make_node, straight

from core.network.layout import EdgePath, Layout, NodeBox
from core.network.model import Network
from widgets.topology.drawing import add_arrow, add_edge
from widgets.topology.edge_layer import EdgeLayer
from widgets.topology.edge_shapes import EdgeShapes
from widgets.topology.view import TopologyView

COORDINATE = st.floats(-1e5, 1e5, width=32)
POINT = st.tuples(COORDINATE, COORDINATE)


@st.composite
def edges(draw: st.DrawFn) -> list[EdgePath]:
    """Also some that are no curve at all, and some that end where they begin."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        curves = draw(st.integers(0, 3))
        points = draw(st.lists(POINT, min_size=1 + 3 * curves, max_size=1 + 3 * curves))
        if draw(st.booleans()):
            points = [points[0]] * len(points)
        found.append(EdgePath(f"n{number}", f"n{draw(st.integers(0, 6))}", tuple(points)))
    return found


def elements(path: QPainterPath) -> list[tuple[object, float, float]]:
    found = (path.elementAt(place) for place in range(path.elementCount()))
    return [(one.type, one.x, one.y) for one in found]


def curves_of(wanted) -> list[tuple[object, float, float]]:
    """What Qt's documentation says a path of these edges holds."""
    kinds = QPainterPath.ElementType
    found = []
    for edge in wanted:
        for number, point in enumerate(edge.points):
            kind = kinds.CurveToElement if number % 3 == 1 else kinds.CurveToDataElement
            found.append((kind if number else kinds.MoveToElement, *point))
    return found


@given(edges())
@settings(max_examples=200, deadline=None)
def test_paths_hold_the_points_of_the_edges(made) -> None:
    shapes, kept = EdgeShapes(made), [edge for edge in made if len(edge.points) >= 4]
    assert len(shapes) == len(kept)
    everything = np.arange(len(kept))
    assert elements(shapes.path(everything, curved=True)) == curves_of(kept)
    knots = [points for edge in kept for points in edge.points[::3]]
    lines = elements(shapes.path(everything, curved=False))
    assert [(x, y) for _, x, y in lines] == knots
    if len(kept) > 1:
        assert elements(shapes.path(everything[1:], curved=True)) == curves_of(kept[1:])


@given(edges())
@settings(max_examples=200, deadline=None)
def test_heads_are_those_drawn_one_by_one(made) -> None:
    shapes, kept = EdgeShapes(made), [edge for edge in made if len(edge.points) >= 4]
    expected = QPainterPath()
    for edge in kept:
        add_arrow(expected, edge.points)
    heads = shapes.heads(np.arange(len(kept)))
    assert [one[0] for one in elements(heads)] == [one[0] for one in elements(expected)]
    corners = [one[1:] for one in elements(expected)]
    assert np.allclose([one[1:] for one in elements(heads)], corners, atol=1e-6)
    if not heads.isEmpty():
        assert heads.fillRule() is Qt.FillRule.WindingFill


@given(edges())
@settings(max_examples=200, deadline=None)
def test_each_edge_has_the_line_and_the_head_of_its_own_points(made) -> None:
    shapes, kept = EdgeShapes(made), [edge for edge in made if len(edge.points) >= 4]
    # Some are kept from the time before, in another order.
    shapes.curves(np.arange(len(kept))[::2])
    curves = shapes.curves(np.arange(len(kept))[::-1])
    assert len(curves) == len(kept)
    for (line, head), edge in zip(curves, reversed(kept), strict=True):
        assert elements(line) == curves_of([edge])
        expected = QPainterPath()
        add_arrow(expected, edge.points)
        assert [one[0] for one in elements(head)] == [one[0] for one in elements(expected)]
        corners = [one[1:] for one in elements(expected)]
        assert np.allclose([one[1:] for one in elements(head)], corners, atol=1e-6)


def test_curves_of_many_edges_are_made_in_one_go(monkeypatch) -> None:
    made = [EdgePath(f"n{n}", "m", ((n, 0), (n, 1), (n, 2), (n, 3))) for n in range(300)]
    shapes, calls = EdgeShapes(made), []
    corners = EdgeShapes._corners
    monkeypatch.setattr(
        EdgeShapes, "_corners", lambda self, places: calls.append(1) or corners(self, places)
    )
    for _ in range(2):
        assert len(shapes.curves(np.arange(300))) == 300
    assert len(calls) == 1


@given(edges(), st.integers(0, 6))
@settings(max_examples=100, deadline=None)
def test_near_are_those_that_touch_a_node(made, number) -> None:
    name = f"n{number}"
    kept = [e for e in made if len(e.points) >= 4 and name in (e.source, e.target)]
    near = EdgeShapes(made).near(name)
    assert len(near) == len(kept)
    assert elements(near.path(np.arange(len(kept)), curved=True)) == curves_of(kept)


@given(edges(), POINT, st.floats(0.5, 1e4), st.floats(0.5, 1e4))
@settings(max_examples=100, deadline=None)
def test_all_that_reach_into_a_rectangle_are_within(made, corner, width, height) -> None:
    rect = QRectF(*corner, width, height)
    kept = [edge for edge in made if len(edge.points) >= 4]
    within = set(EdgeShapes(made).within(rect).tolist())
    reaching = {
        place for place, edge in enumerate(kept) if any(rect.contains(*p) for p in edge.points)
    }
    assert reaching <= within


# --- crowds ----------------------------------------------------------------------------------

SIDE = 120
LONE = "lone above", "lone below"
RECT = QRectF(0, 0, 600, 600)


def crowd() -> tuple[Network, Layout]:
    """Each of a row of nodes leads to each of the row below; beside them one runs by itself."""
    upper, lower = ([f"{row}{n}" for n in range(SIDE)] for row in ("up", "down"))
    boxes = {
        name: NodeBox(100.0 + 150 * n, y, 120.0, 70.0)
        for row, y in ((upper, 50.0), (lower, 250.0))
        for n, name in enumerate(row)
    }
    boxes[LONE[0]] = NodeBox(100.0, 400.0, 120.0, 70.0)
    boxes[LONE[1]] = NodeBox(100.0, 560.0, 120.0, 70.0)
    pairs = [(a, b) for a in upper for b in lower] + [LONE]
    nodes = tuple(make_node(name) for name in boxes)
    paths = tuple(straight(boxes, a, b) for a, b in pairs)
    return Network("crowd", None, nodes, tuple(pairs)), Layout(boxes, paths, 18_100.0, 600.0)


def test_a_crowd_is_thinned_and_what_runs_by_itself_stays() -> None:
    layout = crowd()[1]
    shapes = EdgeShapes(layout.edges)
    places = shapes.within(RECT)
    some = shapes.thinned(places, RECT, 24.0, 300, 1e9)
    assert set(some.tolist()) <= set(places.tolist())
    assert 100 < len(some) < 400 < len(places)
    assert len(shapes) - 1 in some
    assert shapes.thinned(places, RECT, 24.0, 300, 1e9).tolist() == some.tolist()


def test_long_edges_are_thinned_to_their_length() -> None:
    shapes = EdgeShapes(crowd()[1].edges)
    places = shapes.within(RECT)
    some = shapes.thinned(places, RECT, 24.0, 10**6, 20_000.0)
    assert 10_000 < shapes.length_within(some, RECT) < 40_000 < shapes.length_within(places, RECT)


def test_a_few_edges_are_all_kept() -> None:
    shapes = EdgeShapes(crowd()[1].edges)
    places = np.arange(len(shapes) - 5, len(shapes))
    assert shapes.thinned(places, RECT, 24.0, 300, 1e9).tolist() == places.tolist()


@pytest.fixture
def view(qtbot):
    view = TopologyView()
    qtbot.addWidget(view)
    view.resize(640, 640)
    view.show()
    qtbot.waitExposed(view)
    with qtbot.waitSignal(view.built):
        view.show_network(*crowd())
    view.minimap().set_wanted(False)
    view.set_zoom(1.0)
    view.centerOn(QPointF(9000, 150))
    view.viewport().grab()
    return view


def rested(qtbot, view) -> QImage:
    view.end_move()
    view.viewport().grab()
    qtbot.waitUntil(lambda: not view.refining(), timeout=60_000)
    return view.viewport().grab().toImage()


def between_the_rows(view, image: QImage) -> float:
    """Share of the pixels where edges crowd that wear the edges' colour."""
    edge = view.picture().context.look.edge.rgb()
    top = view.mapFromScene(QPointF(9000, 88)).y()
    pixels = [(x, y) for x in range(0, image.width(), 3) for y in range(top, top + 120, 3)]
    return sum(image.pixel(x, y) == edge for x, y in pixels) / len(pixels)


def test_all_edges_are_there_once_the_picture_rests(qtbot, view):
    assert view.refining()
    image = rested(qtbot, view)
    assert not view.refining()
    # Drawn edge by edge, with nothing of the view.
    look, origin = view.picture().context.look, view.mapFromScene(QPointF(0, 0))
    oracle = QImage(image.size(), image.format())
    oracle.fill(look.base)
    with QPainter(oracle) as painter:
        painter.translate(origin)
        painter.setPen(QPen(look.edge, 1.0))
        for edge in view.picture().layout.edges:
            path = QPainterPath()
            add_edge(path, edge.points)
            painter.drawPath(path)
    assert between_the_rows(view, image) == pytest.approx(between_the_rows(view, oracle), abs=0.03)
    assert between_the_rows(view, image) > 0.9


def test_a_short_pan_shows_what_was_drawn_ahead_and_a_long_one_asks_anew(qtbot, view):
    rested(qtbot, view)
    bar = view.horizontalScrollBar()
    bar.setValue(bar.value() + 60)
    moved = view.viewport().grab().toImage()
    assert not view.refining()
    assert between_the_rows(view, moved) > 0.9
    bar.setValue(bar.value() + 500)
    view.viewport().grab()
    assert view.refining()
    rested(qtbot, view)


def test_another_zoom_shows_the_same_picture_scaled_until_it_rests(qtbot, view):
    rested(qtbot, view)
    view.zoom_out()
    scaled = view.viewport().grab().toImage()
    assert view.refining()
    assert between_the_rows(view, scaled) > 0.7
    rested(qtbot, view)
    assert not view.refining()


def test_the_edges_of_a_selected_node_light_up_in_the_crowd(qtbot, view):
    rested(qtbot, view)
    view.select_node("up60")
    image = rested(qtbot, view)
    accent = view.picture().context.look.accent
    row = view.mapFromScene(QPointF(9000, 95)).y()
    assert any(image.pixel(x, row) == accent.rgb() for x in range(image.width()))
    view.select_node("")
    image = rested(qtbot, view)
    assert not any(image.pixel(x, row) == accent.rgb() for x in range(image.width()))


def test_another_colour_is_not_mixed_with_the_old_one(qtbot, view):
    rested(qtbot, view)
    palette = view.palette()
    palette.setColor(palette.ColorRole.Base, QColor("#101418"))
    palette.setColor(palette.ColorRole.Text, QColor("#e6edf3"))
    before = view.picture().context.look.edge
    view.setPalette(palette)
    assert view.picture().context.look.edge != before
    image = view.viewport().grab().toImage()
    row = view.mapFromScene(QPointF(9000, 150)).y()
    assert not any(image.pixel(x, row) == before.rgb() for x in range(image.width()))
    assert between_the_rows(view, rested(qtbot, view)) > 0.9


def test_nothing_is_drawn_ahead_where_all_is_drawn_at_once(qtbot, view):
    view.show_network(diamond(), diamond_layout())
    asked = []
    view.picture().context.crowded = lambda: asked.append(1)
    view.viewport().grab()
    assert not asked


def test_a_picture_that_goes_stops_what_is_drawn_ahead(qtbot, view):
    assert view.refining()
    view.show_empty()
    assert not view.refining()
    qtbot.wait(150)


def test_a_layer_stands_pixel_on_pixel(qtbot):
    """Also on a screen with two pixels to one of ours."""
    edge = EdgePath("a", "b", ((10.0, 10.0), (10.0, 20.0), (10.0, 30.0), (10.0, 90.0)))
    layer = EdgeLayer(EdgeShapes([edge]), QRectF(0, 0, 100, 100), 1.0, QColor("black"))
    for ratio in (1.0, 2.0):
        for _ in layer.steps(ratio, near=False):
            pass
        image = QImage(round(40 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor("white"))
        with QPainter(image) as painter:
            painter.translate(-5, 0)
            layer.paint(painter, QRectF(5, 0, 40, 40))
        row = [image.pixelColor(x, round(20 * ratio)).lightness() for x in range(image.width())]
        dark = [x / ratio for x, light in enumerate(row) if light < 200]
        assert dark
        assert min(dark) >= 3.5
        assert max(dark) <= 6
