"""A large network's picture gives way to a finer one bit by bit, and is used on meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from topology_made_up import chain, diamond, diamond_layout, make_result

from core.comparison.colouring import Colouring, colour_at, position
from core.comparison.model import Severity
from core.network.folding import fold
from core.network.layout import lay_out
from widgets.parts.severity_style import is_dark
from widgets.topology import slices as topology_slices
from widgets.topology.panel import TopologyPanel
from widgets.topology.slices import Farewell, Slices
from widgets.topology.view import TopologyView

LAYERS = 400


@pytest.fixture(autouse=True)
def one_step_a_turn(monkeypatch):
    """However fast the machine, work that comes in steps takes as many turns."""
    monkeypatch.setattr(topology_slices, "_SECONDS", 0.0)


@pytest.fixture
def view(qtbot):
    view = TopologyView()
    qtbot.addWidget(view)
    show_chain(qtbot, view)
    return view


def show_chain(qtbot, view) -> None:
    view.resize(640, 640)
    view.show()
    qtbot.waitExposed(view)
    network, layout = chain(LAYERS)
    with qtbot.waitSignal(view.built):
        view.show_network(network, layout)
    view.update_results({f"conv{n}": [make_result(f"conv{n}", 0.999)] for n in range(LAYERS)})


def finer(layout):
    """Everything 500 units to the right of where it was, and twice as far down."""
    boxes = {n: replace(box, x=box.x + 500, y=box.y * 2) for n, box in layout.boxes.items()}
    return replace(layout, boxes=boxes, edges=(), width=900.0, height=layout.height * 2)


def begin(view, layout=None):
    """Ask for the finer picture, and see that it does not come at once."""
    old = view.picture()
    view.show_network(old.network, layout or finer(old.layout))
    assert view.picture() is old
    assert view.building()
    return old


def finish(qtbot, view) -> None:
    with qtbot.waitSignal(view.replaced):
        pass


def on_screen(view, name: str) -> QPoint:
    return view.mapFromScene(view.picture().states[name].box.center())


def test_what_the_user_does_meanwhile_is_kept(qtbot, view):
    old = begin(view)
    view.zoom_in()
    view.select_node("conv300")
    view.end_move()
    view.centerOn(old.states["conv300"].box.center() + QPointF(11, 7))
    view.set_filter({"conv300", "conv301", "conv302"})
    view.set_first_bad("conv302")
    before, zoom = on_screen(view, "conv300"), view.zoom
    assert view.picture() is old
    finish(qtbot, view)
    assert view.picture() is not old
    assert (on_screen(view, "conv300") - before).manhattanLength() <= 4
    assert view.zoom == zoom
    assert view.selected_node() == "conv300"
    assert view.picture().marked == "conv300"
    assert view.picture().flagged[0] == "conv302"
    faded = {name for name, state in view.picture().states.items() if state.faded}
    assert len(faded) == LAYERS - 3
    assert not faded & {"conv300", "conv301", "conv302"}


def test_a_move_under_way_ends_where_it_leads_to(qtbot, view):
    view.set_zoom(1.0)
    view.set_touched(True)
    begin(view)
    view.show_node("conv300")
    assert view._move.state() is QVariantAnimation.State.Running
    finish(qtbot, view)
    away = on_screen(view, "conv300") - view.viewport().rect().center()
    assert away.manhattanLength() <= 6


def test_results_and_colours_that_come_meanwhile_are_there_afterwards(qtbot, view):
    begin(view)
    for name, cosine in (("conv0", 0.5), (f"conv{LAYERS - 1}", 0.97)):
        view.update_results({name: [make_result(name, cosine)]})
    view.set_colouring(Colouring("sqnr_db", 0.0, 50.0))
    finish(qtbot, view)
    qtbot.waitUntil(lambda: not view.building())
    scene = view.picture()
    severities = [state.severity for state in scene.states.values()]
    assert severities == [Severity.BAD, *[Severity.GOOD] * (LAYERS - 2), Severity.WARN]
    assert scene.context.look.colouring is not None
    assert scene.context.look.colouring.colouring.by == "sqnr_db"


def test_results_taken_back_meanwhile_do_not_come_again(qtbot, view):
    begin(view)
    view.set_results({})
    finish(qtbot, view)
    assert {state.severity for state in view.picture().states.values()} == {None}


def test_a_still_newer_picture_takes_the_place_of_the_one_half_made(qtbot, view):
    old = begin(view)
    for _ in range(3):
        QApplication.processEvents()
    assert view.picture() is old
    newest = replace(finer(old.layout), width=1234.0)
    with qtbot.waitSignal(view.replaced):
        view.show_network(old.network, newest)
    assert view.picture().layout is newest
    with qtbot.assertNotEmitted(view.replaced, wait=50):
        assert not view.building() or view.picture().layout is newest


def test_another_network_ends_it(qtbot, view):
    begin(view)
    with qtbot.assertNotEmitted(view.replaced, wait=80):
        view.show_network(diamond(), diamond_layout())
        assert view.network().name == "diamond"
    assert view.network().name == "diamond"


def test_nothing_shown_ends_it(qtbot, view):
    begin(view)
    with qtbot.assertNotEmitted(view.replaced, wait=80):
        view.show_empty()
    assert view.network() is None


def test_a_view_that_goes_ends_it(qtbot):
    view = TopologyView()
    show_chain(qtbot, view)
    begin(view)
    view.close()
    view.deleteLater()
    qtbot.wait(50)  # Python speaks to no object that is gone, or the test fails
    with pytest.raises(RuntimeError, match="already deleted"):
        view.isVisible()


def test_the_pointer_finds_the_old_boxes_until_the_new_ones_are_there(qtbot, view):
    begin(view)
    view.centerOn(view.picture().states["conv100"].box.center())
    at = on_screen(view, "conv100")
    told = []
    view.nodeHovered.connect(told.append)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), move)
    assert told == ["conv100"]
    finish(qtbot, view)
    assert told == ["conv100", ""]


def test_folds_come_in_the_same_way(qtbot, view):
    old = view.picture()
    folded = fold(old.network, {f"conv{n}" for n in range(250)})
    sizes = view.node_sizes(folded.network)
    view.select_node("conv320")
    view.show_network(folded.network, lay_out(folded.network, sizes), folded)
    assert view.picture() is old
    view.update_results({"conv330": [make_result("conv330", 0.5)]})
    finish(qtbot, view)
    (name,) = folded.members
    assert view.picture().states[name].severity is Severity.BAD
    assert view.selected_node() == name


def test_what_was_sought_is_found_in_the_finer_picture(qtbot):
    panel = TopologyPanel()
    qtbot.addWidget(panel)
    panel.show()
    network, layout = chain(LAYERS)
    panel.show_network(network, layout)
    panel.search.setText("conv39")
    count = panel.findChild(QLabel, "topologySearchCount")
    assert count.text() == "11"
    with qtbot.waitSignal(panel.view.replaced):
        panel.show_network(network, finer(layout))
    assert count.text() == "11"
    panel.step_search(1)
    assert panel.view.selected_node() == "conv39"
    assert not panel.view.picture().states["conv395"].faded
    assert panel.view.picture().states["conv40"].faded
    panel.stop()


def test_a_metric_s_colours_come_behind_the_event_loop(qtbot, view):
    before = view.picture().context.look
    view.set_colouring(Colouring("sqnr_db", 0.0, 50.0))
    assert view.picture().context.look is before
    qtbot.waitUntil(lambda: view.picture().context.look is not before)
    look = view.picture().context.look
    fills = {state.look(look).fill.name() for state in view.picture().states.values()}
    place = position("sqnr_db", make_result("any").metrics.sqnr_db, 0.0, 50.0)
    assert fills == {colour_at(place, is_dark(view.palette()))}


# --- slices ----------------------------------------------------------------------------------


def test_steps_are_done_in_order_one_slice_a_turn(qtbot):
    slices, done = Slices(), []
    with qtbot.waitSignal(slices.finished):
        slices.start((done.append(n) for n in range(5)), now=True)
        assert done == [0]
        assert slices.running()
    assert done == [0, 1, 2, 3, 4]
    assert not slices.running()


def test_new_work_drops_the_old(qtbot):
    slices, done = Slices(), []
    slices.start((done.append(n) for n in range(5)), now=True)
    with qtbot.waitSignal(slices.finished):
        slices.start(done.append(n) for n in range(10, 13))
    assert done == [0, 10, 11, 12]


def test_work_that_starts_other_work_is_dropped_for_it(qtbot):
    slices, done = Slices(), []

    def restart():
        done.append("first")
        slices.start(done.append(n) for n in range(2))
        yield
        done.append("never")

    with qtbot.waitSignal(slices.finished):
        slices.start(restart())
    assert done == ["first", 0, 1]


def test_stopped_work_does_not_finish(qtbot):
    slices, done = Slices(), []
    slices.start(done.append(n) for n in range(5))
    slices.stop()
    with qtbot.assertNotEmitted(slices.finished, wait=30):
        assert not slices.running()
    assert done == []


def test_a_farewell_empties_what_it_is_given(qtbot):
    farewell = Farewell()
    parts = [[object() for _ in range(60)], [], [object()]]
    farewell.take(parts[:2])
    farewell.take(parts[2:])
    assert sum(map(len, parts)) == 61
    qtbot.waitUntil(lambda: not any(parts))
