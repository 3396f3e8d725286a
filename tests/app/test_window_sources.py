"""Whose folders, dot and prototxt are compared: those of now, or those of the last session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.main_window import MainWindow
from core.dumps.formats import FixedPoint
from core.errors import CosightError
from resources import resource_path
from widgets.sources.recent_comparisons import RecentComparison

SAMPLE = resource_path("sample")
LEFT, RIGHT = SAMPLE / "float_run", SAMPLE / "quantised_run"
PROTOTXT, DOT = SAMPLE / "deploy.prototxt", SAMPLE / "cnn_net_tree.dot"


@pytest.fixture
def last_session(qtbot, tmp_path):
    """A window was closed with folders and files that are another net's."""
    for name in ("old_left", "old_right"):
        (tmp_path / name).mkdir()
    for name in ("old.dot", "old.prototxt"):
        (tmp_path / name).write_text("")
    window = MainWindow()
    qtbot.addWidget(window)
    window.sources.set_left(str(tmp_path / "old_left"))
    window.sources.set_right(str(tmp_path / "old_right"))
    window.sources.set_dot(str(tmp_path / "old.dot"))
    window.sources.set_prototxt(str(tmp_path / "old.prototxt"))
    window.close()
    return tmp_path


@pytest.fixture
def open_window(qtbot):
    """Opens windows; ``at_once`` False builds the frame alone."""
    windows: list[MainWindow] = []

    def make(at_once: bool = True) -> MainWindow:
        window = MainWindow(at_once=at_once)
        qtbot.addWidget(window)
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.close()


def entries(window: MainWindow) -> list[str]:
    names = ("leftFolder", "rightFolder", "dotFile", "prototxtFile")
    return [Path(window.findChild(QLineEdit, name).text()).name for name in names]


def test_a_restored_session_brings_its_files_back(last_session, open_window):
    assert entries(open_window()) == ["old_left", "old_right", "old.dot", "old.prototxt"]


def test_folders_that_are_given_have_no_files_of_the_last_session(qtbot, last_session, open_window):
    window = open_window(at_once=False)
    window.open_folders(str(LEFT), [str(RIGHT)])
    assert entries(window) == ["float_run", "quantised_run", "", ""]
    window.show()
    qtbot.waitUntil(lambda: window._is_ready, timeout=30_000)
    qtbot.waitUntil(lambda: window.session.comparison is not None, timeout=60_000)
    assert window.session.comparison.plan.request.prototxt is None
    assert window.session.comparison.plan.request.dot is None


def test_also_where_they_are_the_folders_of_the_last_session(last_session, open_window):
    window = open_window(at_once=False)
    window.open_folders(str(last_session / "old_left"), [str(last_session / "old_right")])
    assert entries(window) == ["old_left", "old_right", "", ""]


def test_the_sample_has_its_own_files(qtbot, last_session, open_window):
    window = open_window()
    with qtbot.waitSignal(window.session.completed, timeout=60_000) as blocker:
        window.open_sample()
    request = blocker.args[0].plan.request
    assert (request.left, request.rights) == (LEFT, (RIGHT,))
    assert (request.prototxt, request.dot) == (PROTOTXT, DOT)


def test_a_recent_comparison_is_compared_with_its_own_files(qtbot, open_window, tmp_path):
    kept = tmp_path / "net.prototxt"
    shutil.copy(PROTOTXT, kept)
    window = open_window()
    window.sources.set_prototxt(str(kept))
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_folders(str(LEFT), [str(RIGHT)])
    window.sources.set_prototxt("")
    window.sources.set_dot(str(DOT))
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_folders(str(RIGHT), [str(LEFT)])
    action = next(a for a in window.recent_menu.actions() if a.text().startswith(str(LEFT)))
    with qtbot.waitSignal(window.session.completed, timeout=60_000) as blocker:
        action.trigger()
    request = blocker.args[0].plan.request
    assert (request.left, request.prototxt, request.dot) == (LEFT, kept, None)
    kept.unlink()
    with qtbot.waitSignal(window.session.completed, timeout=60_000) as blocker:
        window.open_recent(RecentComparison(str(LEFT), str(RIGHT), "", str(kept)))
    assert blocker.args[0].plan.request.prototxt is None


# --- keys while the window comes -------------------------------------------------------------


def type_into_whatever_has_the_focus(qtbot, window: MainWindow, text: str) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClicks(QApplication.focusWidget() or window, text)


def test_keys_pressed_while_the_window_comes_change_no_folder(qtbot, open_window):
    window = open_window(at_once=False)
    window.open_folders(str(LEFT), [str(RIGHT)])
    window.show()
    type_into_whatever_has_the_focus(qtbot, window, "stray keys")
    assert entries(window) == ["float_run", "quantised_run", "", ""]
    qtbot.waitUntil(lambda: window._is_ready, timeout=30_000)
    qtbot.waitUntil(lambda: window.session.comparison is not None, timeout=60_000)
    assert window.session.comparison.plan.left.folder == LEFT


def test_what_was_given_is_compared_whatever_is_typed_meanwhile(qtbot, open_window, tmp_path):
    window = open_window(at_once=False)
    window.open_folders(str(LEFT), [str(RIGHT)])
    window.show()
    left = window.findChild(QLineEdit, "leftFolder")
    left.setFocus()
    qtbot.keyClicks(left, "x")
    window.sources.set_prototxt(str(tmp_path / "late.prototxt"))
    qtbot.waitUntil(lambda: window._is_ready, timeout=30_000)
    qtbot.waitUntil(lambda: window.session.comparison is not None, timeout=60_000)
    request = window.session.comparison.plan.request
    assert (request.left, request.rights, request.prototxt) == (LEFT, (RIGHT,), None)
    assert "the sources have changed" in window.commands.title()


@pytest.mark.parametrize("way", ["key", "click", "menu"])
def test_a_refused_hex_format_is_said_and_not_compared(qtbot, open_window, way):
    window = open_window()
    window.show()
    window.activateWindow()
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_folders(str(LEFT), [str(RIGHT)])
    assert not window.commands.sources_shown()
    started = []
    window.session.preparing.connect(lambda: started.append(way))
    window.actions_by_name["show_sources"].trigger()
    entry = window.findChild(QLineEdit, "hexFormat")
    note = window.findChild(QLabel, "hexFormatNote")
    compare = window.findChild(QPushButton, "compareButton")

    def ask() -> None:
        if way == "key":
            qtbot.keyClick(entry, Qt.Key.Key_F5)
        elif way == "click":
            # Longer than a moment, as a hand takes.
            qtbot.mousePress(compare, Qt.MouseButton.LeftButton)
            qtbot.wait(20)
            qtbot.mouseRelease(compare, Qt.MouseButton.LeftButton)
        else:
            window.actions_by_name["compare"].trigger()

    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    entry.selectAll()
    # Good on the way: 3.2 is a format, 33.2 is none.
    qtbot.keyClicks(entry, "3.2")
    entry.setCursorPosition(0)
    qtbot.keyClicks(entry, "3")
    ask()
    assert started == []
    assert window.commands.sources_shown()
    assert note.isVisible()
    assert note.text() == "“33.2” is 35 bits, files hold 32 at most: 20.12 stays"
    assert entry.hasFocus()
    # What stays is what the next one takes.
    with qtbot.waitSignal(window.session.completed, timeout=60_000) as blocker:
        ask()
    assert blocker.args[0].plan.request.hex_format == FixedPoint(20, 12)


def test_a_refused_hex_format_that_was_left_long_ago_stops_nothing(qtbot, open_window):
    window = open_window()
    window.show()
    window.activateWindow()
    window.sources.set_folders(str(LEFT), str(RIGHT))
    entry = window.findChild(QLineEdit, "hexFormat")
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    entry.selectAll()
    qtbot.keyClicks(entry, "33.2")
    qtbot.keyClick(entry, Qt.Key.Key_Tab)
    assert window.findChild(QLabel, "hexFormatNote").isVisible()
    qtbot.wait(1)
    compare = window.findChild(QPushButton, "compareButton")
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        qtbot.mouseClick(compare, Qt.MouseButton.LeftButton)


# --- the offer -------------------------------------------------------------------------------


def test_an_offer_does_not_move_compare_and_hands_it_the_focus(qtbot, open_window):
    window = open_window()
    window.show()
    window.activateWindow()
    window.findChild(QLineEdit, "leftFolder").setText(str(LEFT))
    window.findChild(QLineEdit, "rightFolder").setText(str(RIGHT))
    window.grab()
    compare = window.findChild(QPushButton, "compareButton")
    place = QRect(compare.mapTo(window, compare.rect().topLeft()), compare.size())
    use = window.findChild(QPushButton, "useOffer")
    qtbot.waitUntil(use.isVisible, timeout=10_000)
    window.grab()
    assert QRect(compare.mapTo(window, compare.rect().topLeft()), compare.size()) == place
    use.setFocus()
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    assert Path(window.sources.prototxt()) == PROTOTXT
    assert window.focusWidget() is compare


def test_show_result_without_a_network_leads_to_the_offer(qtbot, open_window):
    window = open_window()
    window.show()
    window.activateWindow()
    window.sources.set_left(str(LEFT))
    window.sources.set_right(str(RIGHT))
    right = window.findChild(QLineEdit, "rightFolder")
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        qtbot.keyClick(right, Qt.Key.Key_Return)
    use = window.findChild(QPushButton, "useFoundNetwork")
    qtbot.waitUntil(use.isVisible, timeout=10_000)
    window.actions_by_name["show_result"].trigger()
    assert window.focusWidget() is use
    said = " ".join(label.text() for label in window.summary.findChildren(QLabel))
    assert f"Use {PROTOTXT.name}" in said
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        qtbot.keyClick(use, Qt.Key.Key_Return)
    assert window.session.plan.network is not None


# --- where the network would be --------------------------------------------------------------


def said_instead_of_network(window: MainWindow) -> str:
    return window.topology.view.empty.sentence


def test_the_placeholder_of_the_network_says_what_to_do_next(
    qtbot, open_window, tmp_path, monkeypatch
):
    window = open_window()
    window.show()
    assert said_instead_of_network(window).startswith("Add a prototxt or a dot")
    window.sources.set_left(str(LEFT))
    window.sources.set_right(str(RIGHT))
    window.sources.set_prototxt(str(PROTOTXT))
    assert said_instead_of_network(window) == "Press Compare to see the network"
    window.sources.set_prototxt("")
    assert said_instead_of_network(window).startswith("Add a prototxt or a dot")
    broken = tmp_path / "broken.prototxt"
    broken.write_text("layer {")
    window.sources.set_prototxt(str(broken))
    with qtbot.waitSignal(window.session.failed, timeout=30_000):
        window.start_comparison()
    assert said_instead_of_network(window).startswith("The network could not be shown")

    def fail(*_arguments: object, **_more: object) -> None:
        raise CosightError("the layout failed")

    monkeypatch.setattr("core.network.layout.lay_out", fail)
    window.sources.set_prototxt(str(PROTOTXT))
    with qtbot.waitSignal(window.session.layouts.failed, timeout=30_000):
        window.start_comparison()
    qtbot.waitUntil(lambda: not window.session.comparing, timeout=60_000)
    assert said_instead_of_network(window).startswith("The network could not be shown")


# --- a small screen --------------------------------------------------------------------------


def test_the_window_fits_half_of_a_small_screen(qtbot, open_window):
    window = open_window()
    window.resize(700, 420)
    window.show()
    window.grab()
    assert window.minimumSizeHint().width() <= 700
    assert window.size().width() == 700
    algorithm, sources = window.algorithm, window.sources
    assert (sources.isVisible(), algorithm.isVisible()) == (True, False)
    button = window.findChild(QWidget, "foldAlgorithm")
    assert button.isVisible()
    button.click()
    assert (sources.isVisible(), algorithm.isVisible()) == (False, True)
    fold = window.findChild(QWidget, "foldSources")
    fold.click()
    assert (sources.isVisible(), algorithm.isVisible()) == (True, False)
    assert not button.isChecked()
    button.click()
    window.commands.set_open(False)
    assert (sources.isVisible(), algorithm.isVisible()) == (False, False)
    button.click()
    assert (sources.isVisible(), algorithm.isVisible()) == (False, True)
    window.resize(1280, 800)
    window.grab()
    assert (sources.isVisible(), algorithm.isVisible()) == (True, True)
    assert not button.isVisible()
    window.actions_by_name["show_sources"].trigger()
    assert (sources.isVisible(), algorithm.isVisible()) == (False, False)
