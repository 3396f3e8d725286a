"""Another layout in the same place, hovering, filters, colourings and the overview."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication
from topology_made_up import chain, diamond, diamond_layout, make_result

from app.theme import palette_for
from core.comparison.colouring import Colouring, colour_at
from core.comparison.model import Severity
from widgets.parts.severity_style import is_dark, severity_style
from widgets.topology.drawing import Detail, detail_at
from widgets.topology.text import NodeFonts
from widgets.topology.view import TopologyView


@pytest.fixture
def view(qtbot):
    view = TopologyView()
    qtbot.addWidget(view)
    view.resize(640, 640)
    view.show()
    qtbot.waitExposed(view)
    return view


def show(qtbot, view, network, layout):
    with qtbot.waitSignal(view.built):
        view.show_network(network, layout)


def moved(layout, x: float, y: float):
    boxes = {n: replace(box, x=box.x * 1.5 + x, y=box.y * 2 + y) for n, box in layout.boxes.items()}
    return replace(layout, boxes=boxes, edges=(), width=900.0, height=layout.height * 2 + y)


def move_pointer(view, at: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), event)


def place(view, name: str) -> QPoint:
    return view.mapFromScene(view.picture().states[name].box.center())


# --- another picture of the same network -----------------------------------------------------


def test_a_finer_layout_comes_without_a_jump(qtbot, view):
    network, layout = chain(60)
    show(qtbot, view, network, layout)
    view.set_results({"conv31": [make_result("conv31", 0.5)]})
    view.set_first_bad("conv31")
    view.find_nodes("conv3")
    view.select_node("conv30")
    view.zoom_in()
    view.centerOn(view.picture().states["conv30"].box.center() + QPointF(20, 30))
    before, zoom = place(view, "conv30"), view.zoom
    with qtbot.assertNotEmitted(view.nodeSelected):
        show(qtbot, view, network, moved(layout, 40, 700))
    assert (place(view, "conv30") - before).manhattanLength() <= 4
    assert view.zoom == zoom
    assert view.touched
    assert view.selected_node() == "conv30"
    scene = view.picture()
    assert scene.states["conv31"].severity is Severity.BAD
    assert scene.flagged[0] == "conv31"
    assert scene.states["conv4"].faded
    assert not scene.states["conv30"].faded
    assert view.step_found(1) >= 0


def test_what_was_prepared_is_used_once(view):
    network, layout = chain(10)
    view.prepare(network, layout)
    view.show_network(network, layout)
    first = view.picture().data
    view.show_network(network, layout)
    assert view.picture().data is not first


def test_another_network_starts_anew(qtbot, view):
    show(qtbot, view, *chain(60))
    view.zoom_in()
    view.set_filter({"conv3"})
    show(qtbot, view, diamond(), diamond_layout())
    assert not view.touched
    assert not any(state.faded for state in view.picture().states.values())


# --- hovering and filters ---------------------------------------------------------------------


def test_the_pointer_tells_what_it_is_on_once(qtbot, view):
    show(qtbot, view, diamond(), diamond_layout())
    told = []
    view.nodeHovered.connect(told.append)
    at = place(view, "left")
    for to in (at, at + QPoint(3, 2), QPoint(2, 2), place(view, "right")):
        move_pointer(view, to)
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert told == ["left", "", "right", ""]


def ring_colours(view, name: str) -> set[str]:
    """Colours right beside the left edge of a box, in its middle's row."""
    image = view.viewport().grab().toImage()
    edge = view.mapFromScene(view.picture().states[name].box.topLeft()).x()
    row = place(view, name).y()
    return {image.pixelColor(x, row).name() for x in range(edge - 8, edge - 1)}


def test_another_view_s_hover_shows_a_ring_and_tells_nothing(qtbot, view):
    show(qtbot, view, diamond(), diamond_layout())
    plain = ring_colours(view, "left")
    with qtbot.assertNotEmitted(view.nodeHovered):
        view.set_hovered("left_relu")
    assert ring_colours(view, "left") != plain
    view.set_hovered("")
    assert ring_colours(view, "left") == plain


def faded(view) -> set[str]:
    return {name for name, state in view.picture().states.items() if state.faded}


def test_what_is_found_stands_out_whatever_the_filter(qtbot, view):
    show(qtbot, view, diamond(), diamond_layout())
    view.set_filter({"left_bn", "sum_report_0_0", "unknown"})
    assert faded(view) == {"data", "right"}
    view.find_nodes("convolution")
    assert faded(view) == {"data", "sum"}
    view.set_filter({"data"})
    assert faded(view) == {"data", "sum"}
    view.find_nodes("")
    assert faded(view) == {"left", "right", "sum"}
    view.set_filter(None)
    assert faded(view) == set()
    view.set_filter(())
    assert len(faded(view)) == 4


def test_the_selected_node_never_fades(qtbot, view):
    network = diamond()
    show(qtbot, view, network, diamond_layout())
    view.set_results({"sum": [make_result("sum", 0.5)]})
    plain = corner_colour(view, "sum")
    view.select_node("left")
    view.set_filter({"right"})
    assert faded(view) == {"data", "sum"}
    view.select_node("sum")
    assert faded(view) == {"data", "left"}
    assert corner_colour(view, "sum") == plain
    view.select_node("")
    assert faded(view) == {"data", "left", "sum"}
    assert corner_colour(view, "sum") != plain
    view.find_nodes("zzz")
    view.select_node("data")
    assert faded(view) == {"left", "right", "sum"}
    # Another layout of the same network keeps it.
    show(qtbot, view, network, moved(diamond_layout(), 40, 60))
    assert faded(view) == {"left", "right", "sum"}
    view.find_nodes("")
    view.set_filter(None)
    assert faded(view) == set()


# --- colours ----------------------------------------------------------------------------------


def corner_colour(view, name: str) -> QColor:
    """Beside the text at the right edge of the box."""
    box = view.picture().states[name].box
    at = view.mapFromScene(QPointF(box.right() - 4, box.center().y()))
    return view.viewport().grab().toImage().pixelColor(at)


@pytest.mark.parametrize("zoom", [1.0, 0.5])
def test_a_colouring_takes_the_place_of_the_severities(qtbot, view, zoom):
    show(qtbot, view, diamond(), diamond_layout())
    view.set_results({"left": [make_result("left", 0.25)], "right": [make_result("right", 1.0)]})
    view.set_zoom(zoom)
    view.set_colouring(Colouring("cosine_similarity", 0.25, 1.0 - 1e-7))
    dark = is_dark(view.palette())
    assert corner_colour(view, "left") == QColor(colour_at(1.0, dark))
    assert corner_colour(view, "right") == QColor(colour_at(0.0, dark))
    view.set_colouring(Colouring())
    bad = severity_style(Severity.BAD, view.palette()).fill
    assert corner_colour(view, "left") == bad


def test_what_has_no_number_of_the_metric_is_hollow(qtbot, view):
    show(qtbot, view, diamond(), diamond_layout())
    view.set_results({"left": [make_result("left", nan)]})
    view.set_colouring(Colouring("cosine_similarity", 0.25, 0.9999))
    base = view.palette().color(QPalette.ColorRole.Base)
    assert corner_colour(view, "left") == base
    assert corner_colour(view, "data") == base


def test_a_colouring_outlives_the_network(qtbot, view):
    view.set_colouring(Colouring("cosine_similarity", 0.25, 0.9999))
    show(qtbot, view, diamond(), diamond_layout())
    view.set_results({"data": [make_result("data", 0.25)]})
    worst = QColor(colour_at(1.0, is_dark(view.palette())))
    assert corner_colour(view, "data") == worst


# --- what can be read at a zoom ---------------------------------------------------------------


def test_detail_grows_with_the_zoom():
    zooms = [0.001, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 4.0]
    details = [detail_at(zoom) for zoom in zooms]
    assert details == sorted(details)
    assert set(details) == set(Detail)


@pytest.mark.parametrize(
    "text", ["a", "mobilenet0_batchnorm6", "stage0/block12/branch2a", "x" * 80, "层" * 30]
)
def test_large_names_fit_two_lines_of_their_box(qapp, text):
    from PySide6.QtGui import QFontMetricsF

    fonts = NodeFonts(qapp.font())
    lines = fonts.large_lines(text, 150.0).split("\n")
    assert len(lines) <= 2
    metrics = QFontMetricsF(fonts.large)
    assert all(metrics.horizontalAdvance(line) <= 150.0 * 1.1 for line in lines)
    joined = "".join(lines)
    assert joined == text or "…" in joined


# --- the overview -----------------------------------------------------------------------------


def test_the_overview_is_there_only_where_not_all_is_seen(qtbot, view):
    network, layout = chain(80)
    show(qtbot, view, network, layout)
    overview = view.minimap()
    assert overview.isVisible()
    view.fit_all()
    assert not overview.isVisible()
    view.set_zoom(1.0)
    assert overview.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert not overview.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert overview.isVisible()
    view.show_empty()
    assert not overview.isVisible()


def test_the_overview_stands_in_the_corner_over_no_scroll_bar(qtbot, view):
    show(qtbot, view, *chain(80))
    view.set_zoom(1.0)
    for size in ((640, 640), (460, 320), (900, 500)):
        view.resize(*size)
        port, overview = view.viewport().geometry(), view.minimap().geometry()
        assert port.contains(overview)
        assert overview.width() <= port.width() / 2
        assert port.right() - overview.right() <= 12
        assert port.bottom() - overview.bottom() <= 12


@pytest.mark.parametrize("size", [(400, 640), (640, 260)])
def test_a_small_view_has_the_overview_only_where_it_is_asked_for(qtbot, view, size):
    show(qtbot, view, *chain(80))
    view.set_zoom(1.0)
    view.resize(*size)
    overview = view.minimap()
    assert not overview.isVisible()
    assert not overview.wanted()
    view.resize(640, 640)
    assert overview.isVisible()
    view.resize(*size)
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert overview.isVisible()
    view.resize(640, 640)
    view.resize(*size)
    assert overview.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_M)
    view.resize(640, 640)
    assert not overview.isVisible()


def wide_net():
    """Nodes in rows of five, so that some stand in the corners of what is seen."""
    network, layout = chain(200)
    boxes = {
        name: replace(box, x=place % 5 * 300.0, y=place // 5 * 150.0)
        for place, (name, box) in enumerate(layout.boxes.items())
    }
    return network, replace(layout, boxes=boxes, edges=(), width=1500.0, height=6000.0)


def on_screen(view, name: str) -> QRect:
    box = view.mapFromScene(view.picture().states[name].box).boundingRect()
    return box.translated(view.viewport().geometry().topLeft())


@pytest.mark.parametrize("way", ["selected", "first bad"])
def test_the_overview_uncovers_what_matters(qtbot, view, way):
    show(qtbot, view, *wide_net())
    view.resize(700, 600)
    view.set_zoom(0.6)
    overview, inside = view.minimap(), view.viewport().geometry().adjusted(40, 40, -40, -40)
    name = ""
    for shift in range(0, 300, 20):
        view.centerOn(600 + shift, 3000 + shift)
        places = {name: on_screen(view, name) for name in view.picture().states}
        covered = [n for n, box in places.items() if box.intersects(overview.geometry())]
        name = next((n for n in covered if inside.contains(places[n])), "")
        if name:
            break
    assert name
    inside = view.viewport().geometry()
    if way == "selected":
        view.select_node(name)
    else:
        view.set_first_bad(name)
    assert overview.isVisible()
    assert inside.contains(overview.geometry())
    assert not overview.geometry().intersects(on_screen(view, name))
    view.resize(720, 620)
    assert not overview.geometry().intersects(on_screen(view, name))


def test_the_overview_stays_under_the_mouse_that_holds_it(qtbot, view):
    show(qtbot, view, *wide_net())
    view.resize(700, 600)
    view.set_zoom(0.8)
    overview = view.minimap()
    view.centerOn(700, 3000)
    place = overview.geometry()
    under = [name for name in view.picture().states if on_screen(view, name).intersects(place)]
    view.select_node(under[0])
    view.centerOn(700, 800)
    overview.follow()
    moved_to = overview.geometry()
    qtbot.mousePress(overview, Qt.MouseButton.LeftButton)
    for y in range(800, 5000, 60):
        view.centerOn(700, y)
        assert overview.geometry() == moved_to
    qtbot.mouseRelease(overview, Qt.MouseButton.LeftButton)


def test_a_click_and_a_drag_in_the_overview_lead_there(qtbot, view):
    network, layout = chain(80)
    show(qtbot, view, network, layout)
    view.set_zoom(1.0)
    overview = view.minimap()
    middle = overview.rect().center()
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=middle)
    assert view.centre().y() == pytest.approx(layout.height / 2, rel=0.03)
    assert view.touched
    qtbot.mousePress(overview, Qt.MouseButton.LeftButton, pos=middle)
    end = QPoint(middle.x(), overview.height() - 6)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        QPointF(overview.mapToGlobal(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(overview, event)
    qtbot.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=end)
    assert view.visible_scene().contains(view.picture().states["conv79"].box)


def test_the_overview_shows_the_one_bad_layer_of_thousands(qtbot, view):
    count = 3000
    show(qtbot, view, *chain(count))
    view.set_zoom(1.0)
    view.set_results({f"conv{n}": [make_result(f"conv{n}", 1.0)] for n in range(count)})
    overview = view.minimap()
    bad = severity_style(Severity.BAD, view.palette()).fill

    def reds() -> int:
        image = overview.grab().toImage()
        return sum(
            image.pixelColor(x, y) == bad
            for x in range(image.width())
            for y in range(image.height())
        )

    assert reds() == 0
    view.update_results({"conv1500": [make_result("conv1500", 0.5)]})
    qtbot.waitUntil(lambda: reds() > 0)


def overview_colours(qtbot, view) -> set[str]:
    view.minimap().refresh()
    qtbot.wait(250)
    image = view.minimap().grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_not_good_stands_out_in_the_overview_in_either_theme(qtbot, view, dark):
    view.setPalette(palette_for(dark))
    show(qtbot, view, *chain(80))
    view.set_zoom(1.0)
    view.set_results({"conv70": [make_result("conv70", 0.5)], "conv60": [make_result("conv60")]})
    style = severity_style(Severity.BAD, view.palette())
    colours = overview_colours(qtbot, view)
    # On the dark ground the colour that letters are put on would hardly be seen.
    assert (style.accent if dark else style.fill).name() in colours
