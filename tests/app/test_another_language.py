"""A window that is built anew in another language shows what the one before showed."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.language import Language, speak
from app.main_window import MainWindow
from app.window import _Stage
from core.comparison import engine
from core.comparison.model import Comparison
from resources.sample.run_pair import RunPair, write_run_pair
from widgets.elements.window import ElementWindow
from widgets.parts.background import Handle
from widgets.parts.metric_text import Column
from widgets.topology.folding import Folds

PAIRS = 12
HALF = 5


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> RunPair:
    return write_run_pair(tmp_path_factory.mktemp("runs"), layers=PAIRS, elements_per_layer=64)


@pytest.fixture
def stage(qtbot, qapp):
    stage = _Stage(qapp)
    stage.show()
    with qtbot.waitSignal(stage.window.ready, timeout=30_000):
        pass
    yield stage
    stage.window.close()
    stage.deleteLater()
    speak(qapp, Language.ENGLISH)


def start(stage: _Stage, runs: RunPair) -> MainWindow:
    window = stage.window
    window.open_folders(str(runs.left), [str(runs.right)], prototxt=str(runs.prototxt))
    return window


def compare(qtbot, stage: _Stage, runs: RunPair) -> Comparison:
    with qtbot.waitSignal(stage.window.session.completed, timeout=60_000) as blocker:
        start(stage, runs)
    return blocker.args[0]


def cancel_half_way(qtbot, stage: _Stage, runs: RunPair, monkeypatch) -> list[int]:
    """Cancel once some pairs are measured; which they are."""
    measured: list[int] = []
    enough = threading.Event()
    whole = engine.measure_pairs

    def measure(*arguments, **options):
        for number, one in enumerate(whole(*arguments, **options)):
            if number == HALF:
                enough.set()
                # Nobody goes on before the window has cancelled.
                while not options["cancelled"]():
                    threading.Event().wait(0.01)
                return
            measured.append(one[0])
            yield one

    monkeypatch.setattr(engine, "measure_pairs", measure)
    window = start(stage, runs)
    qtbot.waitUntil(enough.is_set, timeout=60_000)
    qtbot.waitUntil(lambda: window.session.plan_came, timeout=60_000)
    with qtbot.waitSignal(window.session.stopped, timeout=0):
        window.session.cancel()
    monkeypatch.setattr(engine, "measure_pairs", whole)
    return measured


def speak_chinese(qtbot, stage: _Stage) -> MainWindow:
    """The window that takes the place of the one there is."""
    before = stage.window
    before.choose_language(Language.CHINESE)
    qtbot.waitUntil(lambda: stage.window is not before, timeout=10_000)
    after = stage.window
    qtbot.waitUntil(lambda: after.isVisible() and after._is_ready, timeout=30_000)
    return after


def element_windows() -> list[ElementWindow]:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ElementWindow)]
    return [one for one in found if one.isVisible()]


def said_in(window: MainWindow) -> str:
    """All that the line at the foot says."""
    return " ".join(label.text() for label in window.progress.findChildren(QLabel))


def names_of(windows: list[ElementWindow]) -> list[str]:
    return sorted(one._result.pair.layer for one in windows)


def test_a_cancelled_comparison_stays_cancelled_with_what_it_had(qtbot, stage, runs, monkeypatch):
    measured = cancel_half_way(qtbot, stage, runs, monkeypatch)
    before = stage.window
    results, said = dict(before.session.results), said_in(before)
    assert sorted(results) == sorted(measured)
    assert len(results) == HALF

    def measure_jobs(*_: object) -> None:
        raise AssertionError("something is measured")

    monkeypatch.setattr(engine, "measure_jobs", measure_jobs)
    after = speak_chinese(qtbot, stage)
    with qtbot.waitSignal(after.session.stopped, timeout=30_000):
        pass
    assert not after.session.comparing
    assert after.session.results == results
    assert len(after.session.plan.pairs) == PAIRS
    assert after.session.comparison is not None
    assert after.session.comparison.results == tuple(results[at] for at in sorted(results))
    assert str(HALF) in said_in(after)
    assert said_in(after) != said
    assert after.commands.save_report.isEnabled()
    assert set(after.session.cut_short() or ()) == {one.pair.files for one in results.values()}


def test_a_comparison_cancelled_before_its_first_pair_is_not_begun_again(
    qtbot, stage, runs, monkeypatch
):
    monkeypatch.setitem(globals(), "HALF", 0)
    assert cancel_half_way(qtbot, stage, runs, monkeypatch) == []
    after = speak_chinese(qtbot, stage)
    with qtbot.waitSignal(after.session.stopped, timeout=30_000):
        pass
    assert after.session.results == {}
    assert after.session.comparison is None
    assert after.table.model.rowCount() == PAIRS


def test_a_finished_comparison_is_finished_again(qtbot, stage, runs):
    comparison = compare(qtbot, stage, runs)
    after = speak_chinese(qtbot, stage)
    qtbot.waitUntil(lambda: after.session.comparison is not None, timeout=60_000)
    assert after.session.comparison.results == comparison.results
    assert after.session.cut_short() is None


def test_what_is_on_its_way_is_compared_and_not_what_is_still_shown(
    qtbot, stage, runs, tmp_path, monkeypatch
):
    compare(qtbot, stage, runs)
    others = write_run_pair(tmp_path / "others", layers=3, elements_per_layer=8)
    held = threading.Event()
    cancelled = Handle.cancelled
    monkeypatch.setattr(Handle, "cancelled", lambda handle: held.wait(30) and cancelled(handle))
    before = start(stage, others)
    assert before.session.comparing
    before.choose_language(Language.CHINESE)
    held.set()
    qtbot.waitUntil(lambda: stage.window is not before, timeout=10_000)
    after = stage.window
    qtbot.waitUntil(
        lambda: after._is_ready and after.session.comparison is not None, timeout=60_000
    )
    assert after.session.comparison.summary.pairs == 3


@pytest.mark.parametrize("cancelled", [False, True])
def test_element_windows_are_opened_again_where_they_stood(
    qtbot, stage, runs, monkeypatch, cancelled
):
    if cancelled:
        opened = cancel_half_way(qtbot, stage, runs, monkeypatch)[:2]
    else:
        compare(qtbot, stage, runs)
        opened = [2, 7]
    before = stage.window
    windows = [before.open_elements(index) for index in opened]
    for place, window in enumerate(windows):
        qtbot.waitUntil(lambda one=window: not one.busy, timeout=30_000)
        window.setGeometry(20 + 30 * place, 50, 700 + 10 * place, 500)
    places, names = [one.geometry() for one in windows], names_of(windows)
    assert names == names_of(element_windows())
    after = speak_chinese(qtbot, stage)
    qtbot.waitUntil(lambda: len(element_windows()) == 2, timeout=30_000)
    assert names_of(element_windows()) == names
    assert not set(element_windows()) & set(windows)
    # A window without a frame, as on no screen, comes back by its breadth aside.
    for place, one in zip(places, sorted(element_windows(), key=ElementWindow.x), strict=True):
        assert one.size() == place.size()
        assert abs(one.x() - place.x()) < 10
        assert abs(one.y() - place.y()) < 30
    qtbot.waitUntil(lambda: not after.session.comparing, timeout=30_000)
    for window in element_windows():
        qtbot.waitUntil(lambda one=window: not one.busy, timeout=30_000)


def test_an_element_window_whose_pair_is_gone_stays_closed(qtbot, stage, runs):
    comparison = compare(qtbot, stage, runs)
    window = stage.window
    window.open_elements(0)
    gone = comparison.results[0].pair
    handover = stage.window.hand_over()
    (element,) = handover.elements
    assert element.pair == gone.files
    other = replace(handover, elements=(element._replace(pair=("", "", "", "")),))
    for one in element_windows():
        one.close()
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.take_over(other)
    assert element_windows() == []
    assert window.hand_over().elements == ()


def shown_nodes(window: MainWindow) -> list[str]:
    network = window.topology.view.network()
    return [node.name for node in network.nodes] if network is not None else []


def test_the_fold_and_the_selection_are_kept(qtbot, stage):
    before = stage.window
    with qtbot.waitSignal(before.session.completed, timeout=60_000):
        before.open_sample()
    qtbot.waitUntil(lambda: bool(shown_nodes(before)), timeout=30_000)
    whole = shown_nodes(before)
    before.topology.folding.set_folds(Folds.GOOD)
    qtbot.waitUntil(lambda: len(shown_nodes(before)) < len(whole), timeout=30_000)
    # One of them is unfolded by hand.
    network = before.topology.view.network()
    members = before.topology.folding.folded_as(network).members
    before.topology.folding.unfold(next(iter(members)))
    qtbot.waitUntil(lambda: before.topology.view.network() is not network, timeout=30_000)
    folded = shown_nodes(before)
    chosen = len(before.session.results) - 1
    row = before.table.model.index(chosen, Column.LAYER)
    before.table.table.setCurrentIndex(row)
    wanted = before.focus.selected()
    assert wanted is not None

    after = speak_chinese(qtbot, stage)
    qtbot.waitUntil(lambda: shown_nodes(after) == folded, timeout=30_000)
    assert after.topology.folding.folds is Folds.GOOD
    qtbot.waitUntil(lambda: after.session.comparison is not None, timeout=30_000)
    assert after.focus.selected() == wanted
    assert after.table.table.currentIndex().row() == chosen
