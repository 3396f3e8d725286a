from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QToolTip
from topology_made_up import chain, diamond, diamond_layout, make_result

from core.comparison.model import Problem, Severity
from core.network.layout import Layout, NodeBox
from widgets.parts.severity_style import severity_style
from widgets.topology.items import FirstBadFlag
from widgets.topology.nodes import NodesItem
from widgets.topology.start import READABLE_ZOOM
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


@pytest.fixture
def diamond_view(qtbot, view):
    show(qtbot, view, diamond(), diamond_layout())
    return view


def place(view: TopologyView, name: str, dx: float = 0.0, dy: float = 0.0) -> QPoint:
    box = view.picture().states[name].box
    return view.mapFromScene(box.center() + QPointF(dx, dy))


def colour_in(view: TopologyView, name: str) -> QColor:
    """The fill, read beside the text at the right edge of the box."""
    box = view.picture().states[name].box
    at = view.mapFromScene(QPointF(box.right() - 5, box.center().y()))
    return view.viewport().grab().toImage().pixelColor(at)


def wheel(view: TopologyView, at: QPoint, steps: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_contract(view):
    assert isinstance(view, QGraphicsView)
    assert view.objectName() == "topologyView"


def test_all_nodes_are_one_item_however_many(qtbot, view):
    show(qtbot, view, *chain(700))
    items = view.scene().items()
    assert len([item for item in items if isinstance(item, NodesItem)]) == 1
    drawn = [item for item in items if not item.flags() & item.GraphicsItemFlag.ItemHasNoContents]
    assert len(drawn) < 60
    assert {item.data(0) for item in items if item.data(0)} == set(view.picture().states)


def test_sizes_cover_every_node(view):
    sizes = view.node_sizes(diamond())
    assert set(sizes) == {node.name for node in diamond().nodes}
    assert sizes["left"][1] > sizes["right"][1]


@pytest.mark.parametrize(
    ("result", "severity"),
    [
        (make_result("left", 0.999), Severity.GOOD),
        (make_result("left", 0.97), Severity.WARN),
        (make_result("left", 0.5), Severity.BAD),
        (make_result("left", problem=Problem.UNREADABLE), Severity.BROKEN),
    ],
)
def test_a_box_wears_its_worst_severity(diamond_view, result, severity):
    fill = severity_style(severity, diamond_view.palette()).fill
    base = diamond_view.palette().color(QPalette.ColorRole.Base)
    assert colour_in(diamond_view, "left") == base
    diamond_view.set_results({"left": [make_result("left", 1.0), result]})
    assert colour_in(diamond_view, "left") == fill
    assert colour_in(diamond_view, "right") == base


@pytest.mark.parametrize("count", [150, 4000])
def test_what_is_bad_is_seen_among_thousands_where_nothing_can_be_read(qtbot, view, count):
    show(qtbot, view, *chain(count))
    good = {f"conv{n}": [make_result(f"conv{n}", 1.0)] for n in range(count)}
    view.set_results(good)
    view.fit_all()
    bad = severity_style(Severity.BAD, view.palette()).fill

    def reds() -> int:
        image = view.viewport().grab().toImage()
        return sum(
            image.pixelColor(x, y) == bad
            for x in range(view.width() // 2 - 20, view.width() // 2 + 20)
            for y in range(image.height())
        )

    assert reds() == 0
    view.update_results({"conv77": [make_result("conv77", 0.5)]})
    assert reds() >= 2


def test_results_replace_and_updates_add(diamond_view):
    states = diamond_view.picture().states
    diamond_view.set_results({"left": [make_result("left", 0.5)]})
    diamond_view.update_results({"right": [make_result("right", 0.97)]})
    assert states["left"].severity is Severity.BAD
    assert states["right"].severity is Severity.WARN
    diamond_view.set_results({"right": [make_result("right", 0.999)]})
    assert states["left"].severity is None
    assert states["right"].severity is Severity.GOOD
    diamond_view.set_results({})
    assert states["right"].severity is None


def test_only_changed_nodes_are_worked_out_anew(diamond_view):
    left, right = [make_result("left")], [make_result("right")]
    diamond_view.set_results({"left": left, "right": right})
    states = diamond_view.picture().states
    look = diamond_view.picture().context.look
    before = {name: states[name].face(look) for name in ("left", "right")}
    diamond_view.set_results({"left": list(left), "right": [make_result("right", 0.1)]})
    assert states["left"].face(look) is before["left"]
    assert states["right"].face(look) is not before["right"]


def test_a_reportop_counts_for_the_node_it_hangs_on(diamond_view):
    diamond_view.update_results({"sum": [make_result("sum", 0.999)]})
    diamond_view.update_results({"sum_report_0_0": [make_result("sum_report_0_0", 0.1)]})
    state = diamond_view.picture().states["sum"]
    assert state.severity is Severity.BAD
    assert len(state.results) == 2


def test_results_of_unknown_nodes_do_no_harm(diamond_view):
    diamond_view.update_results({"elsewhere": [make_result("elsewhere", 0.1)]})
    assert {s.severity for s in diamond_view.picture().states.values()} == {None}


def test_a_click_selects_and_a_click_beside_deselects(qtbot, diamond_view):
    with qtbot.waitSignal(diamond_view.nodeSelected) as got:
        qtbot.mouseClick(
            diamond_view.viewport(), Qt.MouseButton.LeftButton, pos=place(diamond_view, "left")
        )
    assert got.args == ["left"]
    assert diamond_view.selected_node() == "left"
    with qtbot.waitSignal(diamond_view.nodeSelected) as got:
        qtbot.mouseClick(
            diamond_view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=place(diamond_view, "left", dy=90),
        )
    assert got.args == [""]


def test_a_double_click_and_enter_activate(qtbot, diamond_view):
    with qtbot.waitSignal(diamond_view.nodeActivated) as got:
        qtbot.mouseDClick(
            diamond_view.viewport(), Qt.MouseButton.LeftButton, pos=place(diamond_view, "right")
        )
    assert got.args == ["right"]
    with qtbot.waitSignal(diamond_view.nodeActivated) as got:
        qtbot.keyClick(diamond_view, Qt.Key.Key_Return)
    assert got.args == ["right"]


def test_selecting_by_program_says_nothing_and_keeps_the_zoom(qtbot, view):
    network, layout = chain(60)
    show(qtbot, view, network, layout)
    zoom = view.zoom
    with qtbot.assertNotEmitted(view.nodeSelected):
        view.select_node("conv50")
    assert view.selected_node() == "conv50"
    box = view.picture().states["conv50"].box
    qtbot.waitUntil(lambda: view.visible_scene().contains(box))
    assert view.zoom == zoom


def test_a_layer_in_place_stands_for_its_node(diamond_view):
    diamond_view.select_node("left_relu")
    assert diamond_view.selected_node() == "left"
    diamond_view.select_node("nowhere")
    assert diamond_view.selected_node() == ""


@pytest.mark.parametrize("severity", list(Severity))
def test_the_ring_is_seen_around_every_fill(diamond_view, severity):
    cosines = {Severity.GOOD: 1.0, Severity.WARN: 0.97, Severity.BAD: 0.1}
    result = (
        make_result("left", cosines[severity])
        if severity in cosines
        else make_result("left", problem=Problem.UNREADABLE)
    )
    diamond_view.set_results({"left": [result]})
    diamond_view.select_node("left")
    accent = diamond_view.palette().color(QPalette.ColorRole.Highlight)
    image = diamond_view.viewport().grab().toImage()
    row = place(diamond_view, "left").y()
    left_edge = diamond_view.mapFromScene(diamond_view.picture().states["left"].box.topLeft()).x()
    ring = [x for x in range(left_edge - 12, left_edge) if image.pixelColor(x, row) == accent]
    assert len(ring) >= 2
    base = diamond_view.palette().color(QPalette.ColorRole.Base)
    assert base in [image.pixelColor(x, row) for x in range(ring[-1] + 1, left_edge)]


def test_arrow_keys_walk(qtbot, diamond_view):
    diamond_view.select_node("data")
    seen = []
    diamond_view.nodeSelected.connect(seen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down):
        qtbot.keyClick(diamond_view, key)
    assert seen[0] in ("left", "right")
    assert seen[-1] == "sum"
    qtbot.keyClick(diamond_view, Qt.Key.Key_Escape)
    assert seen[-1] == ""


def test_arrow_keys_walk_a_list_without_edges(qtbot, view):
    network, layout = chain(5)
    bare = Layout(layout.boxes, (), layout.width, layout.height, "a list")
    lonely = type(network)("list", None, network.nodes, ())
    show(qtbot, view, lonely, bare)
    view.select_node("conv1")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_node() == "conv2"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.selected_node() == "conv0"


def test_an_arrow_key_without_a_selection_takes_what_is_in_the_middle(qtbot, view):
    network, layout = chain(40)
    show(qtbot, view, network, layout)
    view.centerOn(QPointF(100, layout.boxes["conv20"].y))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_node() == "conv20"


def test_find_fades_the_others_and_steps_through(qtbot, diamond_view):
    assert diamond_view.find_nodes("t") == ["data", "left", "right", "sum"]
    assert diamond_view.find_nodes("convolution") == ["left", "right"]
    states = diamond_view.picture().states
    assert [name for name, state in states.items() if state.faded] == ["data", "sum"]
    seen = []
    diamond_view.nodeSelected.connect(seen.append)
    assert [diamond_view.step_found(1) for _ in range(3)] == [0, 1, 0]
    assert diamond_view.step_found(-1) == 1
    assert seen == ["left", "right", "left", "right"]
    assert diamond_view.find_nodes("") == []
    assert not any(state.faded for state in states.values())
    assert diamond_view.step_found(1) == -1


def test_find_without_a_match_fades_all(diamond_view):
    assert diamond_view.find_nodes("zzz") == []
    assert all(state.faded for state in diamond_view.picture().states.values())


def test_the_wheel_zooms_to_the_cursor_within_limits(qtbot, view):
    network, layout = chain(200)
    show(qtbot, view, network, layout)
    view.select_node("conv100")
    box = view.picture().states["conv100"].box
    qtbot.waitUntil(lambda: view.visible_scene().contains(box))
    qtbot.wait(300)
    at = view.mapFromScene(box.center())
    before = view.mapToScene(at)
    zoom = view.zoom
    wheel(view, at, 1)
    assert view.zoom > zoom
    after = view.mapToScene(at)
    assert abs(after.x() - before.x()) * view.zoom <= 2
    assert abs(after.y() - before.y()) * view.zoom <= 2
    for _ in range(40):
        wheel(view, at, 3)
    assert view.zoom == 4.0
    for _ in range(80):
        wheel(view, at, -3)
    assert view.zoom == pytest.approx(view.min_zoom())
    assert view.visible_scene().contains(QRectF(0, 0, layout.width, layout.height))


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_a_drag_pans_and_selects_nothing(qtbot, view, button):
    network, layout = chain(60)
    show(qtbot, view, network, layout)
    start, end = QPoint(300, 300), QPoint(300, 180)
    before = view.mapToScene(start)
    seen = []
    view.nodeSelected.connect(seen.append)
    no_key = Qt.KeyboardModifier.NoModifier
    for kind, at, pressed in (
        (QEvent.Type.MouseButtonPress, start, button),
        (QEvent.Type.MouseMove, QPoint(300, 240), Qt.MouseButton.NoButton),
        (QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseButtonRelease, end, button),
    ):
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
        event = QMouseEvent(
            kind, QPointF(at), QPointF(view.viewport().mapToGlobal(at)), pressed, held, no_key
        )
        QApplication.sendEvent(view.viewport(), event)
    after = view.mapToScene(end)
    assert abs(after.y() - before.y()) * view.zoom <= 2
    assert seen == []


def test_a_tall_network_starts_readable_at_its_top(qtbot, view):
    network, layout = chain(120)
    show(qtbot, view, network, layout)
    assert view.zoom >= READABLE_ZOOM
    seen = view.visible_scene()
    assert seen.contains(view.picture().states["conv0"].box)
    assert not seen.contains(view.picture().states["conv119"].box)


def test_a_tall_network_starts_at_the_first_bad_layer_when_known(qtbot, view):
    view.set_first_bad("conv77")
    network, layout = chain(120)
    show(qtbot, view, network, layout)
    assert view.visible_scene().contains(view.picture().states["conv77"].box)
    assert view.picture().flagged[0] == "conv77"
    view.set_results({})
    assert view.picture().flagged[0] == ""


def test_showing_a_node_centres_it_and_comes_near_enough_to_read(qtbot, view):
    network, layout = chain(60)
    show(qtbot, view, network, layout)
    view.fit_all()
    with qtbot.assertNotEmitted(view.nodeSelected):
        view.show_node("conv40")
    assert view.zoom == READABLE_ZOOM
    middle = view.picture().states["conv40"].box.center()
    assert (view.centre() - middle).manhattanLength() * view.zoom <= 3
    view.set_zoom(2.0)
    view.show_node("conv41")
    assert view.zoom == 2.0
    qtbot.waitUntil(
        lambda: (
            (view.centre() - view.picture().states["conv41"].box.center()).manhattanLength() <= 3
        )
    )
    view.show_node("nowhere")
    assert view.selected_node() == ""
    assert view.zoom == 2.0


def flag_in_viewport(view: TopologyView) -> QRectF:
    flag = next(item for item in view.scene().items() if isinstance(item, FirstBadFlag))
    at = QPointF(view.mapFromScene(flag.pos()))
    return flag.boundingRect().translated(at)


@pytest.mark.parametrize("name", ["left", "right", "data"])
@pytest.mark.parametrize("width", [640, 380, 300])
def test_the_flag_is_seen_whole_wherever_its_box_stands(qtbot, view, name, width):
    show(qtbot, view, diamond(), diamond_layout())
    view.set_first_bad(name)
    view.resize(width, 640)
    view.set_zoom(1.0)
    view.centerOn(view.picture().states[name].box.center())
    flag = flag_in_viewport(view)
    assert flag.left() >= 0
    assert flag.right() <= view.viewport().width()
    box = view.picture().states[name].box
    beside = QRectF(view.mapFromScene(box.topLeft()), view.mapFromScene(box.bottomRight()))
    assert not flag.intersects(beside.adjusted(3, 3, -3, -3))


def test_the_flag_goes_to_the_other_side_at_the_edge(qtbot, diamond_view):
    diamond_view.resize(900, 640)
    diamond_view.set_zoom(2.0)
    diamond_view.set_first_bad("left")
    box = diamond_view.picture().states["left"].box
    diamond_view.centerOn(box.center())
    assert flag_in_viewport(diamond_view).right() <= place(diamond_view, "left").x()
    bar = diamond_view.horizontalScrollBar()
    bar.setValue(bar.value() + diamond_view.mapFromScene(box.topLeft()).x() - 10)
    assert flag_in_viewport(diamond_view).left() >= place(diamond_view, "left").x()


def test_a_small_network_is_shown_whole(qtbot, view):
    show(qtbot, view, diamond(), diamond_layout())
    assert view.visible_scene().contains(QRectF(0, 0, 600, 600))


def test_the_start_is_kept_right_until_the_user_moves(qtbot, view):
    network, layout = chain(120)
    show(qtbot, view, network, layout)
    view.resize(900, 400)
    assert view.visible_scene().contains(view.picture().states["conv0"].box)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    zoom = view.zoom
    view.resize(640, 640)
    assert view.zoom == zoom


def test_what_is_shown_whole_stays_so_until_the_next_zoom(qtbot, view):
    network, layout = chain(120)
    show(qtbot, view, network, layout)
    qtbot.keyClick(view, Qt.Key.Key_F)
    whole = QRectF(0, 0, layout.width, layout.height)
    for size in ((300, 200), (700, 500), (250, 640)):
        view.resize(*size)
        assert view.visible_scene().contains(whole)
        # As large as it can be, too: beyond a third more it would not fit.
        seen = view.visible_scene()
        assert min(seen.width() / whole.width(), seen.height() / whole.height()) < 1.34
    # To select what is in sight already moves nothing.
    middle = view.centre()
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.end_move()
    assert view.centre() == middle
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    zoom = view.zoom
    view.resize(300, 200)
    assert view.zoom == zoom
    assert not view.visible_scene().contains(whole)


def test_what_is_shown_whole_stays_so_in_a_finer_picture(qtbot, view):
    network, layout = chain(120)
    show(qtbot, view, network, layout)
    view.fit_all()
    longer = replace(
        layout,
        boxes={name: replace(box, y=box.y * 2) for name, box in layout.boxes.items()},
        height=layout.height * 2,
    )
    with qtbot.waitSignal(view.replaced):
        view.show_network(network, longer)
    assert view.visible_scene().contains(QRectF(0, 0, longer.width, longer.height))


def test_keys_zoom_and_fit(qtbot, view):
    network, layout = chain(120)
    show(qtbot, view, network, layout)
    zoom = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > zoom
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == pytest.approx(zoom)
    view.set_zoom(1.0)
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert view.visible_scene().contains(QRectF(0, 0, layout.width, layout.height))


def test_home_and_end_lead_to_the_first_and_the_last_layer(qtbot, view):
    show(qtbot, view, *chain(120))
    seen = []
    view.nodeSelected.connect(seen.append)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
    assert seen == ["conv119", "conv0"]


def test_a_big_network_is_built_in_batches(qtbot, view):
    network, layout = chain(3000)
    with qtbot.waitSignal(view.built, timeout=20_000):
        view.show_network(network, layout)
        assert view.building()
        # Colouring and selecting need no items.
        view.set_results({"conv2999": [make_result("conv2999", 0.1)]})
        view.select_node("conv2999")
    assert not view.building()
    assert view.selected_node() == "conv2999"
    box = view.picture().states["conv2999"].box
    qtbot.waitUntil(lambda: view.visible_scene().contains(box))


def test_a_new_network_drops_the_one_being_built(qtbot, view):
    view.show_network(*chain(2000))
    show(qtbot, view, diamond(), diamond_layout())
    assert set(view.picture().states) == {"data", "left", "right", "sum"}
    view.select_node("conv5")
    assert view.selected_node() == ""


def test_showing_a_network_says_nothing(qtbot, diamond_view):
    diamond_view.select_node("left")
    with qtbot.assertNotEmitted(diamond_view.nodeSelected):
        show(qtbot, diamond_view, diamond(), diamond_layout())
    assert diamond_view.selected_node() == ""


def test_light_and_dark_live(diamond_view):
    diamond_view.set_results({"left": [make_result("left", 0.999)]})
    light = colour_in(diamond_view, "left")
    dark = QPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        dark.setColor(role, QColor("#202020"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#ffffff"))
    diamond_view.setPalette(dark)
    assert colour_in(diamond_view, "left") == severity_style(Severity.GOOD, dark).fill
    assert colour_in(diamond_view, "left") != light
    assert colour_in(diamond_view, "right") == QColor("#202020")


def test_empty_and_laying_out_are_painted(qtbot, view):
    def ink() -> QImage:
        return view.viewport().grab().toImage()

    empty = ink()
    view.set_empty_text("Nothing here")
    other = ink()
    assert other != empty
    view.show_laying_out()
    assert ink() != other
    show(qtbot, view, diamond(), diamond_layout())
    view.show_empty()
    assert ink() == other
    assert view.network() is None


def test_the_card_hovers_over_a_node_only(qtbot, diamond_view):
    def hover(at: QPoint) -> None:
        event = QHelpEvent(QEvent.Type.ToolTip, at, diamond_view.viewport().mapToGlobal(at))
        QApplication.sendEvent(diamond_view.viewport(), event)

    hover(place(diamond_view, "left"))
    assert "left_relu" in QToolTip.text()
    hover(place(diamond_view, "left", dy=120))
    qtbot.waitUntil(lambda: QToolTip.text() == "")


def test_a_layout_without_anything_is_harmless(qtbot, view):
    nothing = type(diamond())("nothing", None, (), ())
    show(qtbot, view, nothing, Layout({}, (), 0.0, 0.0))
    view.fit_all()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.find_nodes("x") == []
    assert view.selected_node() == ""


def test_a_box_that_no_node_has_is_not_drawn(qtbot, view):
    layout = diamond_layout()
    boxes = {**layout.boxes, "stranger": NodeBox(0, 0, 10, 10)}
    show(qtbot, view, diamond(), Layout(boxes, layout.edges, 600, 600))
    assert "stranger" not in view.picture().states
