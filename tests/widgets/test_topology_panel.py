from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from topology_made_up import chain, diamond, diamond_layout, make_result

from core.comparison.model import Severity
from widgets.parts.severity_legend import SeverityLegend
from widgets.topology import saving as topology_saving
from widgets.topology.export import Picture
from widgets.topology.panel import TopologyPanel
from widgets.topology.start import READABLE_ZOOM
from widgets.topology.view import TopologyView

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def panel(qtbot):
    panel = TopologyPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 560)
    panel.show()
    qtbot.waitExposed(panel)
    yield panel
    panel.stop()


def show(qtbot, panel, network, layout):
    with qtbot.waitSignal(panel.view.built):
        panel.show_network(network, layout)


def count_of(panel) -> str:
    return panel.findChild(QLabel, "topologySearchCount").text()


def test_the_contract(panel):
    assert panel.findChild(TopologyView, "topologyView") is panel.view
    assert panel.findChild(QLineEdit, "topologySearch") is panel.search
    assert panel.findChild(SeverityLegend) is panel.legend


def test_nothing_can_be_pressed_without_a_network(qtbot, panel):
    assert not panel.search.isEnabled()
    assert not panel._export.isEnabled()
    show(qtbot, panel, diamond(), diamond_layout())
    assert panel.search.isEnabled()
    assert panel._export.isEnabled()
    panel.show_laying_out()
    assert not panel._export.isEnabled()


def test_search_counts_and_steps(qtbot, panel):
    show(qtbot, panel, *chain(30))
    qtbot.keyClicks(panel.search, "conv2")
    assert count_of(panel) == "11"
    chosen = []
    panel.nodeSelected.connect(chosen.append)
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert count_of(panel) == "1/11"
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert count_of(panel) == "2/11"
    qtbot.keyClick(panel.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(panel.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count_of(panel) == "11/11"
    assert chosen == ["conv2", "conv20", "conv2", "conv29"]
    panel.search.setText("zzz")
    assert count_of(panel) == "none"
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    assert count_of(panel) == ""


def test_a_search_goes_on_in_the_next_network(qtbot, panel):
    show(qtbot, panel, *chain(5))
    panel.search.setText("left")
    assert count_of(panel) == "none"
    show(qtbot, panel, diamond(), diamond_layout())
    assert count_of(panel) == "1"
    assert panel.view.picture().states["right"].faded


def test_the_shortcut_leads_to_the_search(qtbot, panel):
    show(qtbot, panel, diamond(), diamond_layout())
    panel.activateWindow()
    panel.view.setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel, Qt.Key.Key_F, modifiers)
    qtbot.waitUntil(panel.search.hasFocus)


def test_buttons_zoom(qtbot, panel):
    show(qtbot, panel, *chain(60))
    zoom = panel.view.zoom
    qtbot.mouseClick(panel._zoom_in, Qt.MouseButton.LeftButton)
    assert panel.view.zoom > zoom
    qtbot.mouseClick(panel._zoom_out, Qt.MouseButton.LeftButton)
    assert panel.view.zoom == pytest.approx(zoom)
    qtbot.mouseClick(panel._fit, Qt.MouseButton.LeftButton)
    assert panel.view.zoom < zoom


def test_the_layout_s_warning_is_shown_and_can_be_put_away(qtbot, panel):
    warned = replace(diamond_layout(), warning="The network is shown as a list: too slow")
    show(qtbot, panel, diamond(), warned)
    assert panel.warning.isVisible()
    assert "shown as a list" in panel.warning.text()
    qtbot.mouseClick(panel.warning._close, Qt.MouseButton.LeftButton)
    assert not panel.warning.isVisible()
    show(qtbot, panel, diamond(), diamond_layout())
    assert not panel.warning.isVisible()


def test_results_and_marks_reach_the_view(qtbot, panel):
    show(qtbot, panel, diamond(), diamond_layout())
    panel.set_results({"left": [make_result("left", 0.1)]})
    panel.update_results({"right": [make_result("right", 0.999)]})
    panel.set_first_bad("left_relu")
    panel.select_node("right")
    scene = panel.view.picture()
    assert scene.states["left"].severity is Severity.BAD
    assert scene.states["right"].severity is Severity.GOOD
    assert scene.flagged[0] == "left"
    assert panel.view.selected_node() == "right"
    assert panel.node_sizes(diamond()) == panel.view.node_sizes(diamond())


def test_a_match_can_be_read_after_a_fit(qtbot, panel):
    show(qtbot, panel, *chain(60))
    panel.view.fit_all()
    assert panel.view.zoom < READABLE_ZOOM
    panel.search.setText("conv47")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.view.zoom == READABLE_ZOOM
    assert panel.view.visible_scene().contains(panel.view.picture().states["conv47"].box)
    panel.view.fit_all()
    panel.show_node("conv9")
    assert panel.view.selected_node() == "conv9"
    assert panel.view.zoom == READABLE_ZOOM


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_the_dialog_starts_in_the_folder_and_then_where_one_saved_last(
    qtbot, panel, tmp_path, monkeypatch, suffix
):
    show(qtbot, panel, diamond(), diamond_layout())
    asked = []

    def answer(parent, title, start, kinds, kind, options):
        asked.append(start)
        (tmp_path / "elsewhere.png").unlink(missing_ok=True)
        return str(tmp_path / "elsewhere.png"), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    panel.set_folder(str(tmp_path / "runs"))
    saver = panel.saver
    action = {"svg": saver.svg, "pdf": saver.pdf, "png": saver.png[2.0]}[suffix]
    for _ in range(2):
        with qtbot.waitSignal(panel.said, check_params_cb=lambda text: "elsewhere" in text):
            action.trigger()
        qtbot.waitUntil(panel._export.isEnabled)
    name = f"network.{suffix}"
    assert asked == [str(tmp_path / "runs" / name), str(tmp_path / name)]


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_the_picture_is_saved(qtbot, panel, tmp_path, suffix):
    show(qtbot, panel, diamond(), diamond_layout())
    path = tmp_path / f"net.{suffix}"
    with qtbot.waitSignal(panel.said, check_params_cb=lambda text: str(path) in text):
        panel.save_picture(path)
    assert path.stat().st_size > 1000
    assert panel._export.isEnabled()


def test_a_file_that_cannot_be_written_is_said_in_the_strip(qtbot, panel, tmp_path):
    show(qtbot, panel, diamond(), diamond_layout())
    panel.save_picture(tmp_path / "missing" / "net.svg")
    qtbot.waitUntil(panel.warning.isVisible)
    assert "net.svg" in panel.warning.text()


def test_the_picture_is_copied_and_a_reduction_is_said(qtbot, panel, monkeypatch):
    monkeypatch.setattr(topology_saving, "CLIPBOARD_PIXELS", 50_000)
    show(qtbot, panel, diamond(), diamond_layout())
    with qtbot.waitSignal(panel.said, check_params_cb=lambda text: "%" in text) as said:
        panel.copy_picture()
    image: QImage = QGuiApplication.clipboard().image()
    assert 0 < image.width() * image.height() <= 50_000
    whole = Picture.of(panel.view.picture()).page.width() * topology_saving.PNG_SCALE
    percent = int(re.search(r"at (\d+) % of its full size", said.args[0]).group(1))
    assert percent == pytest.approx(100 * image.width() / whole, abs=1)
    assert "asked" not in said.args[0]


def test_the_dialog_s_path_gets_its_suffix(qtbot, panel, tmp_path, monkeypatch):
    show(qtbot, panel, diamond(), diamond_layout())
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda *args: (str(tmp_path / "picture"), ""),
    )
    with qtbot.waitSignal(panel.said, check_params_cb=lambda text: "picture.svg" in text):
        panel.saver.svg.trigger()
    assert (tmp_path / "picture.svg").exists()


def test_the_toolbar_fits_a_narrow_panel(panel):
    assert panel.minimumSizeHint().width() <= 320


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("size", [(900, 700), (280, 400), (230, 260), (240, 230)])
def test_the_offer_covers_nothing_of_what_is_said(panel, size):
    panel.view.set_empty_text("Add a prototxt or a dot to see the network, or take what is there")
    panel.resize(*size)
    panel.offer(["deploy.prototxt", "cnn_net_tree.dot"])
    use = panel.findChild(QPushButton, "useFoundNetwork")
    assert use.isVisible()
    room = panel.view.viewport().rect()
    place = use.geometry()
    assert room.contains(place)
    said = room.adjusted(0, 0, 0, place.top() - room.bottom() - 1)
    use.hide()
    shown = panel.view.viewport().grab().toImage()
    assert len(colours(shown.copy(place))) == 1
    assert len(colours(shown.copy(said))) > 1


@pytest.mark.parametrize(("chosen", "scale"), [("1", 1.0), ("2", 2.0), ("4", 4.0)])
def test_a_png_is_saved_at_the_scale_that_is_picked(
    qtbot, panel, tmp_path, monkeypatch, chosen, scale
):
    show(qtbot, panel, diamond(), diamond_layout())
    path = tmp_path / "net.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    action = panel.saver.png[scale]
    assert chosen in action.text()
    with qtbot.waitSignal(panel.said, check_params_cb=lambda text: "net.png" in text):
        action.trigger()
    page = Picture.of(panel.view.picture()).page
    assert QImage(str(path)).width() == int(page.width() * scale)


def test_any_other_scale_is_asked_for(qtbot, panel, tmp_path, monkeypatch):
    show(qtbot, panel, diamond(), diamond_layout())
    path = tmp_path / "net.png"
    asked = []

    def answer(parent, title, text, value, least, most, decimals):
        asked.append((value, least, most))
        return 0.75, True

    monkeypatch.setattr(topology_saving.QInputDialog, "getDouble", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    with qtbot.waitSignal(panel.said, check_params_cb=lambda text: "net.png" in text):
        panel.saver.png_other.trigger()
    ((value, least, most),) = asked
    assert least <= value <= most
    page = Picture.of(panel.view.picture()).page
    assert QImage(str(path)).width() == int(page.width() * 0.75)
    monkeypatch.setattr(topology_saving.QInputDialog, "getDouble", lambda *args: (1.0, False))
    path.unlink()
    panel.saver.png_other.trigger()
    assert not panel.exporting()


def test_a_passing_picture_says_that_a_finer_one_comes(qtbot, panel):
    label = panel.findChild(QLabel, "topologyPassing")
    network = diamond()
    show(qtbot, panel, network, replace(diamond_layout(), passing=True))
    assert label.isVisible()
    show(qtbot, panel, network, diamond_layout())
    assert not label.isVisible()


def test_hovering_reaches_the_panel_s_own_signal(qtbot, panel):
    show(qtbot, panel, diamond(), diamond_layout())
    with qtbot.waitSignal(panel.nodeHovered) as got:
        panel.view.nodeHovered.emit("left")
    assert got.args == ["left"]


@pytest.mark.parametrize("width", [250, 300, 500, 900])
def test_search_count_and_buttons_stand_beside_each_other_at_every_width(qtbot, panel, width):
    show(qtbot, panel, *chain(120))
    panel.resize(width, 300)
    qtbot.keyClicks(panel.search, "conv1")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert count_of(panel) == "1/31"
    bar = panel.search.parentWidget()
    QApplication.processEvents()
    assert panel.width() == width
    shown = [w for w in bar.findChildren(QWidget, options=DIRECT) if w.isVisible()]
    shown.sort(key=lambda widget: widget.x())
    assert all(a.geometry().right() < b.x() for a, b in pairwise(shown))
    assert shown[0] is panel.search
    assert shown[-1].geometry().right() < width
    # Both ends of what is sought can be read beside its own two buttons.
    wanted = panel.search.fontMetrics().horizontalAdvance("conv1")
    assert panel.search.width() > wanted + 60
    label = panel.findChild(QLabel, "topologySearchCount")
    assert label.width() >= label.fontMetrics().horizontalAdvance("1/31")


def test_buttons_that_made_room_come_back(qtbot, panel):
    show(qtbot, panel, *chain(30))
    panel.resize(260, 300)
    panel.view.setFocus()
    QApplication.processEvents()
    buttons = panel.search.parentWidget().findChildren(QToolButton, options=DIRECT)
    before = [button.isVisible() for button in buttons]
    qtbot.keyClicks(panel.search, "conv2")
    assert [button.isVisible() for button in buttons] != before
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    panel.view.setFocus()
    QApplication.processEvents()
    assert [button.isVisible() for button in buttons] == before


def test_what_is_found_comes_into_sight_while_it_is_typed(qtbot, panel):
    show(qtbot, panel, *chain(120))
    panel.resize(290, 300)
    view = panel.view

    def in_sight(name: str) -> bool:
        return view.visible_scene().contains(view.picture().states[name].box)

    assert not in_sight("conv97")
    chosen = []
    panel.nodeSelected.connect(chosen.append)
    qtbot.keyClicks(panel.search, "conv97")
    view.end_move()
    assert in_sight("conv97")
    assert chosen == []
    there = view.centre()
    # One of those found is in sight already.
    qtbot.keyClick(panel.search, Qt.Key.Key_Backspace)
    view.end_move()
    assert view.centre() == there
