"""Garbage is searched for in a quiet moment; no comparison outlives the next."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QObject, Signal

from app.layouts import Layouts
from app.main_window import MainWindow
from app.pacing import garbage as quiet
from app.pacing.garbage import QuietSearch
from app.pacing.right_of_way import RightOfWay
from core import garbage
from core.comparison.model import PairResult, Plan
from core.garbage import no_collection
from resources.sample.run_pair import write_run_pair

PAIRS = 40


class ComparingSession(QObject):
    """The signals of a session, and nothing behind them."""

    preparing = Signal()
    completed = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    closed = Signal()
    comparing = False

    def __init__(self) -> None:
        super().__init__()
        self.layouts = Layouts(RightOfWay(self), self)

    def begin(self) -> None:
        self.comparing = True
        self.preparing.emit()

    def end(self, name: str = "stopped") -> None:
        self.comparing = False
        signal = getattr(self, name)
        signal.emit() if name == "stopped" else signal.emit(None)


class Cycle:
    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def little_to_search(monkeypatch):
    """As in the program, what was there before is put aside; and nobody waits for long."""
    monkeypatch.setattr(quiet, "_QUIET_MS", 20)
    gc.collect()
    gc.freeze()
    gc.enable()
    yield
    gc.disable()
    gc.unfreeze()


def test_a_layout_holds_the_search_and_a_comparison_beside_it_does_too(qtbot):
    session = ComparingSession()
    QuietSearch(session)
    session.begin()
    session.layouts.begun.emit()
    session.end()
    qtbot.wait(60)
    assert not gc.isenabled()
    session.layouts.over.emit()
    assert gc.isenabled()


def test_what_a_large_layout_made_is_put_aside_before_anything_is_searched(qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "_FEW", 500)
    session = ComparingSession()
    QuietSearch(session)
    searched = []
    session.layouts.begun.emit()
    points = [[number] for number in range(5000)]
    gc.callbacks.append(lambda phase, info: searched.append(len(gc.get_objects())))
    try:
        session.layouts.over.emit()
        more = [[number] for number in range(5000)]
    finally:
        gc.callbacks.pop()
    assert gc.isenabled()
    assert searched
    assert searched[0] < len(points)
    assert len(more) == len(points)


def test_a_session_that_is_closed_holds_nothing(qtbot):
    session = ComparingSession()
    QuietSearch(session)
    session.begin()
    session.layouts.begun.emit()
    session.closed.emit()
    assert gc.isenabled()


@pytest.mark.parametrize("end", ["completed", "stopped", "failed"])
def test_a_comparison_holds_the_search_until_it_ends_and_all_is_quiet(qtbot, end):
    session = ComparingSession()
    QuietSearch(session)
    assert gc.isenabled()
    session.begin()
    gone = weakref.ref(Cycle())
    session.failed.emit(RuntimeError("no picture"))
    assert not gc.isenabled()
    session.end(end)
    assert not gc.isenabled()
    qtbot.waitUntil(gc.isenabled)
    assert gone() is None


def test_a_comparison_that_begins_before_it_is_quiet_is_not_disturbed(qtbot):
    session = ComparingSession()
    QuietSearch(session)
    session.begin()
    session.end()
    session.begin()
    gone = weakref.ref(Cycle())
    qtbot.wait(60)
    assert not gc.isenabled()
    assert gone() is not None
    session.end()
    qtbot.waitUntil(gc.isenabled)


def test_a_comparison_already_under_way_holds_the_search(qtbot):
    session = ComparingSession()
    session.comparing = True
    QuietSearch(session)
    assert not gc.isenabled()
    session.end()
    qtbot.waitUntil(gc.isenabled)


@pytest.fixture
def window(qtbot, tmp_path):
    window = MainWindow()
    qtbot.addWidget(window)
    QuietSearch(window.session)
    runs = write_run_pair(tmp_path, layers=PAIRS, elements_per_layer=16)
    window.sources.set_left(str(runs.left))
    window.sources.set_right(str(runs.right))
    window.sources.set_prototxt(str(runs.prototxt))
    yield window
    window.close()


def live(of: type) -> list:
    """Objects of a class that are not gone, put aside or not."""
    gc.unfreeze()
    return [found for found in gc.get_objects() if type(found) is of]


@pytest.mark.parametrize("few", [20_000, 0])
def test_no_comparison_outlives_the_next(qtbot, window, tmp_path, monkeypatch, few):
    """Whether there were few enough objects to search, or all were put aside."""
    monkeypatch.setattr(garbage, "_FEW", few)
    for _ in range(4):
        with qtbot.waitSignal(window.session.completed, timeout=30_000):
            window.start_comparison()
        qtbot.waitUntil(gc.isenabled)
        # An element window looks at a result, and is closed.
        with no_collection():
            elements = window.open_elements(3)
            qtbot.waitUntil(lambda shown=elements: not shown.busy)
            elements.close()
            del elements
            qtbot.wait(50)
    with no_collection():
        results = [
            found for found in live(PairResult) if found.pair.left.path.is_relative_to(tmp_path)
        ]
        assert len(results) == len(window.session.results) == PAIRS
        plans = [found for found in live(Plan) if found.request.left.is_relative_to(tmp_path)]
        # One as it was made, one with the findings at the end.
        assert len(plans) <= 2
