"""Only what is not good, and repeated blocks as one box: folded, unfolded and folded again, in the
panel as a user does it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from topology_made_up import chain, diamond, diamond_layout, make_node, make_result

from core.comparison.model import Severity
from core.network.layout import lay_out
from core.network.model import Network
from widgets.topology.folding import TopologyFolding
from widgets.topology.panel import TopologyPanel

LAYERS = 40
BAD = 20


@pytest.fixture
def panel(qtbot):
    panel = TopologyPanel()
    qtbot.addWidget(panel)
    panel.resize(600, 640)
    # As the session does it, but at once.
    panel.layoutWanted.connect(
        lambda network, _: panel.show_network(network, lay_out(network, panel.node_sizes(network)))
    )
    panel.show()
    qtbot.waitExposed(panel)
    network, layout = chain(LAYERS)
    panel.show_network(network, layout)
    results = {f"conv{n}": [make_result(f"conv{n}", 0.999)] for n in range(LAYERS)}
    results[f"conv{BAD}"] = [make_result(f"conv{BAD}", 0.5)]
    panel.set_results(results)
    yield panel
    panel.stop()


def toggle(panel) -> QToolButton:
    button = panel.findChild(QToolButton, "onlyNotGood")
    assert button is not None
    return button


def shown(panel) -> list[str]:
    return list(panel.view.picture().states)


FOLDED = [f"conv0 … conv{BAD - 2}", "conv19", "conv20", "conv21", "conv22 … conv39"]


def fold(qtbot, panel) -> None:
    with qtbot.waitSignal(panel.layoutWanted):
        qtbot.mouseClick(toggle(panel), Qt.MouseButton.LeftButton)


def menu_of(panel, name: str) -> dict[str, object]:
    menu = QMenu(panel)
    panel.fill_menu(menu, name)
    return {action.text(): action for action in menu.actions()}


def test_one_click_shows_what_is_not_good_with_its_neighbours_and_another_one_all(qtbot, panel):
    fold(qtbot, panel)
    assert shown(panel) == FOLDED
    assert panel.view.network().edges == tuple(pairwise(FOLDED))
    with qtbot.waitSignal(panel.layoutWanted):
        qtbot.mouseClick(toggle(panel), Qt.MouseButton.LeftButton)
    assert len(shown(panel)) == LAYERS
    assert panel.view.picture().states["conv20"].severity is Severity.BAD


def test_the_key_does_the_same(qtbot, panel):
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    with qtbot.waitSignal(panel.layoutWanted):
        qtbot.keyClick(panel.view, Qt.Key.Key_O)
    assert toggle(panel).isChecked()
    assert shown(panel) == FOLDED


def test_a_fold_wears_the_results_of_its_layers(qtbot, panel):
    fold(qtbot, panel)
    state = panel.view.picture().states[FOLDED[0]]
    assert state.is_fold
    assert state.severity is Severity.GOOD
    assert len(state.results) == BAD - 1


def test_a_click_on_a_fold_unfolds_it_and_the_menu_folds_it_again(qtbot, panel):
    fold(qtbot, panel)
    view = panel.view
    view.centerOn(view.picture().states[FOLDED[0]].box.center())
    at = view.mapFromScene(view.picture().states[FOLDED[0]].box.center())
    with qtbot.waitSignal(panel.layoutWanted):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown(panel) == [*(f"conv{n}" for n in range(BAD + 2)), FOLDED[-1]]
    assert "Fold" not in menu_of(panel, "conv20")
    with qtbot.waitSignal(panel.layoutWanted):
        menu_of(panel, "conv3")["Fold"].trigger()
    assert shown(panel) == FOLDED
    with qtbot.waitSignal(panel.layoutWanted):
        menu_of(panel, FOLDED[-1])["Unfold"].trigger()
    assert "conv30" in shown(panel)


def test_enter_unfolds_and_opens_no_elements(qtbot, panel):
    fold(qtbot, panel)
    panel.select_node(FOLDED[-1])
    with (
        qtbot.assertNotEmitted(panel.nodeActivated),
        qtbot.waitSignal(panel.layoutWanted),
    ):
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert "conv39" in shown(panel)
    assert panel.view.selected_node() == "conv22"


def test_selecting_a_hidden_node_selects_its_fold(qtbot, panel):
    panel.select_node("conv33")
    fold(qtbot, panel)
    assert panel.view.selected_node() == FOLDED[-1]
    panel.select_node("conv4")
    assert panel.view.selected_node() == FOLDED[0]
    panel.select_node("conv20")
    assert panel.view.selected_node() == "conv20"


def test_a_search_finds_what_is_folded(qtbot, panel):
    fold(qtbot, panel)
    panel.search.setText("conv33")
    assert panel.view.find_nodes("conv33") == [FOLDED[-1]]
    panel.step_search(1)
    assert panel.view.selected_node() == FOLDED[-1]


def test_what_stands_in_the_middle_stays_there(qtbot, panel):
    panel.resize(600, 380)  # so that what is left does not fit, either
    view = panel.view
    view.set_zoom(1.0)
    view.set_touched(True)
    qtbot.waitUntil(view.verticalScrollBar().isVisible)
    view.centerOn(view.picture().states["conv20"].box.center())
    before = view.mapFromScene(view.picture().states["conv20"].box.center())
    fold(qtbot, panel)
    after = view.mapFromScene(view.picture().states["conv20"].box.center())
    assert (before - after).manhattanLength() <= 4
    assert view.zoom == 1.0
    assert view.touched


def test_it_follows_the_results(qtbot, panel):
    fold(qtbot, panel)
    with qtbot.waitSignal(panel.layoutWanted):
        panel.update_results({"conv5": [make_result("conv5", 0.97)]})
    assert {"conv4", "conv5", "conv6"} <= set(shown(panel))
    with qtbot.waitSignal(panel.layoutWanted):
        panel.set_unmatched({"conv30"})
    assert {"conv29", "conv30", "conv31"} <= set(shown(panel))


def test_where_all_is_good_everything_stays_and_it_is_said(qtbot, panel):
    panel.update_results({f"conv{BAD}": [make_result(f"conv{BAD}", 1.0)]})
    with (
        qtbot.assertNotEmitted(panel.layoutWanted),
        qtbot.waitSignal(panel.said, check_params_cb=lambda text: "good" in text),
    ):
        qtbot.mouseClick(toggle(panel), Qt.MouseButton.LeftButton)
    assert len(shown(panel)) == LAYERS


def test_another_network_is_folded_once_its_results_are_there(qtbot, panel):
    fold(qtbot, panel)
    network, layout = chain(12)
    panel.show_network(network, layout)
    assert len(shown(panel)) == 12
    with qtbot.waitSignal(panel.layoutWanted):
        panel.set_results({f"conv{n}": [make_result(f"conv{n}", 0.5 + n)] for n in range(12)})
    assert shown(panel) == ["conv0", "conv1", "conv2 … conv11"]


def test_the_menu_without_a_node(panel):
    entries = menu_of(panel, "")
    assert "Copy name" not in entries
    entries["Overview in the corner"].trigger()
    assert not panel.view.minimap().wanted()
    menu_of(panel, "conv3")["Copy name"].trigger()
    assert QGuiApplication.clipboard().text() == "conv3"


def test_the_menu_is_asked_for_by_mouse_and_key(qtbot, panel):
    asked = []
    panel.view.menuAsked.disconnect()
    panel.view.menuAsked.connect(lambda name, at: asked.append((name, type(at))))
    panel.select_node("conv3")
    view = panel.view
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), view.mapToGlobal(QPoint(1, 1))
    )
    QApplication.sendEvent(view, event)
    assert asked == [("conv3", QPoint)]


def test_folding_without_a_network_is_harmless(qtbot):
    folding = TopologyFolding()
    with qtbot.assertNotEmitted(folding.wanted):
        folding.set_only_not_good(True)
        folding.unfold("x")
        folding.fold_again("x")
    assert folding.not_good() == frozenset()
    folding.stop()


# --- repeated blocks ---------------------------------------------------------------------------

BLOCKS = 5
RUN = "a0 … c4"


@pytest.fixture
def repeated(qtbot, panel):
    """An input, five blocks of three layers, and an output."""
    kinds = {"a": "Convolution", "b": "BatchNorm", "c": "ReLU"}
    names = ["data", *(f"{kind}{n}" for n in range(BLOCKS) for kind in kinds), "prob"]
    nodes = tuple(make_node(name, kinds.get(name[0], name)) for name in names)
    network = Network("repeated", None, nodes, tuple(pairwise(names)))
    panel.show_network(network, lay_out(network, panel.node_sizes(network)))
    panel.set_results({name: [make_result(name)] for name in names})
    return panel


def repeats_button(panel) -> QToolButton:
    button = panel.findChild(QToolButton, "foldRepeats")
    assert button is not None
    return button


def fold_repeated(qtbot, panel) -> None:
    with qtbot.waitSignal(panel.layoutWanted):
        qtbot.mouseClick(repeats_button(panel), Qt.MouseButton.LeftButton)


def test_repeated_blocks_become_one_box_and_are_shown_again(qtbot, repeated):
    fold_repeated(qtbot, repeated)
    assert shown(repeated) == ["data", RUN, "prob"]
    assert repeated.view.network().edges == (("data", RUN), (RUN, "prob"))
    text = repeated.view.network().by_name[RUN].layers[0].name
    assert text == "5 × Convolution, BatchNorm, ReLU · 15 layers"
    fold_repeated(qtbot, repeated)
    assert len(shown(repeated)) == 2 + 3 * BLOCKS


def test_the_key_folds_repeated_blocks(qtbot, repeated):
    repeated.activateWindow()
    repeated.view.setFocus()
    qtbot.waitUntil(repeated.view.hasFocus)
    with qtbot.waitSignal(repeated.layoutWanted):
        qtbot.keyClick(repeated.view, Qt.Key.Key_R)
    assert repeats_button(repeated).isChecked()


def test_a_run_of_blocks_is_as_bad_as_its_worst_layer_whatever_comes_later(qtbot, repeated):
    fold_repeated(qtbot, repeated)
    assert repeated.view.picture().states[RUN].severity is Severity.GOOD
    repeated.update_results({"b3": [make_result("b3", 0.5)]})
    assert repeated.view.picture().states[RUN].severity is Severity.BAD
    assert shown(repeated) == ["data", RUN, "prob"]


def test_a_layer_in_a_run_is_found_selected_and_unfolded(qtbot, repeated):
    fold_repeated(qtbot, repeated)
    repeated.select_node("b3")
    assert repeated.view.selected_node() == RUN
    assert repeated.view.find_nodes("b3") == [RUN]
    repeated.view.find_nodes("")
    with qtbot.assertNotEmitted(repeated.nodeActivated), qtbot.waitSignal(repeated.layoutWanted):
        qtbot.keyClick(repeated.view, Qt.Key.Key_Return)
    assert "b3" in shown(repeated)
    with qtbot.waitSignal(repeated.layoutWanted):
        menu_of(repeated, "b3")["Fold"].trigger()
    assert shown(repeated) == ["data", RUN, "prob"]


def test_one_way_to_fold_takes_the_place_of_the_other(qtbot, repeated):
    repeated.update_results({"b3": [make_result("b3", 0.5)]})
    fold_repeated(qtbot, repeated)
    with qtbot.waitSignal(repeated.layoutWanted):
        qtbot.mouseClick(toggle(repeated), Qt.MouseButton.LeftButton)
    assert toggle(repeated).isChecked()
    assert not repeats_button(repeated).isChecked()
    assert {"a3", "b3", "c3"} <= set(shown(repeated))
    with qtbot.waitSignal(repeated.layoutWanted):
        menu_of(repeated, "")["Fold repeated blocks"].trigger()
    assert not toggle(repeated).isChecked()
    assert repeats_button(repeated).isChecked()
    assert shown(repeated) == ["data", RUN, "prob"]


def test_where_nothing_repeats_everything_stays_and_it_is_said(qtbot, panel):
    network, layout = diamond(), diamond_layout()
    panel.show_network(network, layout)
    with (
        qtbot.assertNotEmitted(panel.layoutWanted),
        qtbot.waitSignal(panel.said, check_params_cb=lambda text: "three times" in text),
    ):
        qtbot.mouseClick(repeats_button(panel), Qt.MouseButton.LeftButton)
    assert shown(panel) == list(layout.boxes)


def test_from_what_is_not_good_to_repeats_that_are_not_there_all_is_shown(qtbot, panel):
    fold(qtbot, panel)
    with qtbot.waitSignal(panel.layoutWanted):
        qtbot.mouseClick(repeats_button(panel), Qt.MouseButton.LeftButton)
    assert len(shown(panel)) == LAYERS


def test_another_network_is_folded_in_the_same_way_at_once(qtbot, repeated):
    fold_repeated(qtbot, repeated)
    names = [f"{kind}{n}" for n in range(4) for kind in "xyz"]
    nodes = tuple(make_node(name, name[0].upper()) for name in names)
    network = Network("other", None, nodes, tuple(pairwise(names)))
    with qtbot.waitSignal(repeated.layoutWanted):
        repeated.show_network(network, lay_out(network, repeated.node_sizes(network)))
    assert shown(repeated) == ["x0 … z3"]
