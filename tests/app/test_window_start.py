"""The window while it is being built: usable from its first paint, and nothing moves or is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app import early_warm_up, late_modules, main_window, warm_up
from app.early_warm_up import EarlyWarmUp
from app.main_window import MainWindow
from resources import resource_path
from widgets.parts.progress_strip import ProgressStrip

SAMPLE = resource_path("sample")
LEFT, RIGHT = SAMPLE / "float_run", SAMPLE / "quantised_run"


@pytest.fixture
def window(qtbot):
    """The frame alone, shown; the rest comes with the event loop."""
    window = MainWindow(at_once=False)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def button(window: QWidget, name: str) -> QAbstractButton:
    found = window.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def press(qtbot, window: QWidget, name: str) -> None:
    qtbot.mouseClick(button(window, name), Qt.MouseButton.LeftButton)


def type_folders(window: QWidget, left: Path, right: Path) -> None:
    window.findChild(QLineEdit, "leftFolder").setText(str(left))
    window.findChild(QLineEdit, "rightFolder").setText(str(right))


def is_built(window: QWidget) -> bool:
    return window.findChild(QWidget, "resultTable") is not None


def test_compare_pressed_before_the_views_are_there_compares_once_they_are(qtbot, window):
    type_folders(window, LEFT, RIGHT)
    press(qtbot, window, "compareButton")
    assert not is_built(window)
    assert button(window, "cancelButton").isVisible()
    assert not button(window, "compareButton").isEnabled()
    begun = []
    window.ready.connect(lambda: begun.append(window.session.comparing))
    qtbot.waitUntil(lambda: bool(begun) and window.session.comparison is not None, timeout=60_000)
    assert begun == [True]
    assert window.session.comparison.plan.left.folder == LEFT
    assert window.table.model.rowCount() > 0


def test_compare_taken_back_before_the_views_are_there_is_forgotten(qtbot, window):
    type_folders(window, LEFT, RIGHT)
    press(qtbot, window, "compareButton")
    press(qtbot, window, "cancelButton")
    assert not is_built(window)
    assert button(window, "compareButton").isEnabled()
    with qtbot.waitSignal(window.ready, timeout=30_000):
        pass
    assert not window.session.comparing
    assert button(window, "compareButton").isEnabled()
    assert not button(window, "cancelButton").isEnabled()


def test_a_sentence_said_before_the_views_are_there_is_shown(qtbot, window):
    window.show_notice("Something is amiss.")
    assert not is_built(window)
    with qtbot.waitSignal(window.ready, timeout=30_000):
        pass
    texts = [label.text() for label in window.summary.findChildren(QLabel)]
    assert "Something is amiss." in texts


def test_nothing_moves_when_the_rest_of_the_window_comes(qtbot, window):
    def places() -> list[QRect]:
        frame = (window.sources, window.algorithm, window.commands, window.progress)
        widgets = [widget for part in frame for widget in (part, *part.findChildren(QWidget))]
        desk = window.views.desk
        widgets += [desk.topology_dock, desk.trend_dock, *desk.rooms]
        return [QRect(one.mapTo(window, QPoint()), one.size()) for one in widgets]

    window.grab()
    before = places()
    assert not is_built(window)
    with qtbot.waitSignal(window.ready, timeout=30_000):
        pass
    window.grab()
    assert is_built(window)
    assert places() == before


def test_what_was_hidden_before_the_views_are_there_stays_hidden(qtbot, window):
    window.actions_by_name["show_trend"].trigger()
    with qtbot.waitSignal(window.ready, timeout=30_000):
        pass
    assert not window.trend.isVisible()
    assert window.topology.isVisible()
    window.actions_by_name["show_trend"].trigger()
    assert window.trend.isVisible()


def test_a_window_closed_while_it_is_built_keeps_its_table_as_it_was(qtbot):
    first = MainWindow()
    qtbot.addWidget(first)
    first.close()
    kept = first.settings.state("window/table")
    assert not kept.isEmpty()
    second = MainWindow(at_once=False)
    qtbot.addWidget(second)
    second.show()
    second.close()
    assert not is_built(second)
    assert second.settings.state("window/table") == kept


def test_what_cannot_be_imported_is_told(qtbot, monkeypatch):
    monkeypatch.setattr(late_modules, "BEHIND", ("widgets.there_is_no_such_view",))
    window = MainWindow(at_once=False)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.failed, timeout=30_000) as told:
        window.build_rest()
    assert isinstance(told.args[0], ModuleNotFoundError)
    window.close()


@pytest.fixture
def slow_warm_up(monkeypatch):
    """Kernels are ready when this is set."""
    compiled = threading.Event()
    monkeypatch.setattr(early_warm_up, "AFTER_MS", 0)
    monkeypatch.setattr(early_warm_up, "PATIENCE_MS", 0)
    monkeypatch.setattr(early_warm_up, "warm_up", lambda cancelled: compiled.wait(30))
    yield compiled
    compiled.set()


def test_a_first_start_that_lasts_is_explained_and_ends_by_itself(qtbot, slow_warm_up):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    warming = EarlyWarmUp(strip, strip)
    warming.start()
    qtbot.waitUntil(lambda: strip.waiting)
    assert not strip.busy
    assert strip.findChild(QWidget, "cancelButton").isHidden()
    assert not strip.findChild(QWidget, "progressBar").isHidden()
    with qtbot.waitSignal(warming.over, timeout=30_000):
        slow_warm_up.set()
    assert not strip.waiting
    assert strip.findChild(QWidget, "progressBar").isHidden()
    warming.close()


def test_a_first_start_keeps_out_of_the_way_of_a_comparison(qtbot, slow_warm_up):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Reading the folders…")
    warming = EarlyWarmUp(strip, strip)
    warming.start()
    qtbot.wait(50)
    with qtbot.waitSignal(warming.over, timeout=30_000):
        slow_warm_up.set()
    assert strip.busy
    assert not strip.findChild(QWidget, "cancelButton").isHidden()
    warming.close()


@pytest.mark.parametrize("while_it_waits", [False, True])
def test_a_first_start_leaves_what_was_said_meanwhile(qtbot, slow_warm_up, while_it_waits):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    words = strip.findChild(QLabel, "progressText")
    warming = EarlyWarmUp(strip, strip)
    if while_it_waits:
        warming.start()
        qtbot.waitUntil(lambda: strip.waiting)
    strip.begin("Reading the folders…")
    strip.end("Compared 27 pairs")
    if not while_it_waits:
        warming.start()
        qtbot.wait(50)
    assert words.text() == "Compared 27 pairs"
    with qtbot.waitSignal(warming.over, timeout=30_000):
        slow_warm_up.set()
    assert words.text() == "Compared 27 pairs"
    warming.close()


def test_what_the_first_pair_brings_along_is_imported_a_module_in_each_turn(qtbot, monkeypatch):
    monkeypatch.setattr(early_warm_up, "AFTER_MS", 0)
    imported = []
    turns = []
    monkeypatch.setattr(early_warm_up, "import_module", lambda name: imported.append(name))
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    warming = EarlyWarmUp(strip, strip)
    ticks = QTimer(strip)
    ticks.timeout.connect(lambda: turns.append(len(imported)))
    ticks.start(0)
    with qtbot.waitSignal(warming.over, timeout=30_000):
        warming.start()
    assert imported[-1] == "widgets.elements.window"
    assert max(after - before for before, after in pairwise([0, *turns])) == 1
    warming.close()


def test_a_module_that_cannot_be_imported_ahead_is_left_to_whoever_needs_it(qtbot, monkeypatch):
    monkeypatch.setattr(early_warm_up, "AFTER_MS", 0)
    monkeypatch.setattr(early_warm_up, "FOR_A_PAIR", ("widgets.there_is_no_such_view",))
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    warming = EarlyWarmUp(strip, strip)
    with qtbot.waitSignal(warming.over, timeout=30_000):
        warming.start()
    warming.close()


# --- closed while the very first start compiles --------------------------------------------------


@pytest.fixture
def compiling(monkeypatch):
    """A compiler at work on the kernels, from the first one asked for to the end of the test."""
    begun, ended = threading.Event(), threading.Event()

    def compile_for_long() -> None:
        begun.set()
        ended.wait(60)

    monkeypatch.setattr(warm_up, "_done", threading.Event())
    monkeypatch.setattr("core.dumps.kernels.warm_up", compile_for_long)
    yield begun
    ended.set()


@pytest.mark.parametrize("compares", [False, True])
def test_closing_waits_for_no_compiler(qtbot, monkeypatch, compiling, compares):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    if compares:
        window.open_folders(str(LEFT), [str(RIGHT)])
    qtbot.waitUntil(compiling.is_set, timeout=30_000)
    assert warm_up.is_under_way()
    waits: list[float | None] = []
    join = threading.Thread.join

    def noted_join(thread: threading.Thread, timeout: float | None = None) -> None:
        if thread.name in ("warm-up", "compare"):
            waits.append(timeout)
        join(thread, timeout)

    monkeypatch.setattr(threading.Thread, "join", noted_join)
    window.close()
    assert waits
    assert all(timeout is not None and timeout < 0.5 for timeout in waits)


def in_a_process_of_its_own(code, settings):
    """What came of ``code``, with its settings in that folder."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(main_window.__file__).parents[1],
        env=dict(os.environ, XDG_CONFIG_HOME=str(settings), APPDATA=str(settings)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


_CLOSED_WHILE_COMPILING = """
import atexit, sys, threading
import core.dumps.kernels
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.window import run_window

begun, never = threading.Event(), threading.Event()

def compile_for_ever():
    begun.set()
    never.wait()

core.dumps.kernels.warm_up = compile_for_ever
atexit.register(print, "waited for the compiler")

def look():
    if begun.is_set():
        for window in QApplication.topLevelWidgets():
            window.close()
        QApplication.quit()

import app.window as module
made = module.make_application

def make_application():
    application = made()
    clock = QTimer(application)
    clock.timeout.connect(look)
    clock.start(20)
    return application

module.make_application = make_application
print("closing")
sys.exit(run_window())
"""


def test_a_window_closed_while_compiling_ends_its_process_with_all_settings_saved(tmp_path):
    done = in_a_process_of_its_own(_CLOSED_WHILE_COMPILING, tmp_path)
    assert (done.returncode, done.stdout) == (0, "closing\n"), done.stderr
    (settings,) = tmp_path.rglob("Cosight.ini")
    assert "[window]" in settings.read_text()


_INTERRUPTED = """
import os, signal, sys, threading
from app.window import run_window
from PySide6.QtCore import QTimer

import app.window as module
made = module.make_application

def make_application():
    application = made()
    QTimer.singleShot(1500, application, lambda: os.kill(os.getpid(), signal.SIGINT))
    return application

module.make_application = make_application
sys.exit(run_window())
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_ctrl_c_in_the_terminal_closes_the_window(tmp_path):
    done = in_a_process_of_its_own(_INTERRUPTED, tmp_path)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    (settings,) = tmp_path.rglob("Cosight.ini")
    assert settings.stat().st_size > 0
