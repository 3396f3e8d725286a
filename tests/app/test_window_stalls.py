"""The window goes on answering while it compares many pairs, and stops when it is told to.

What is held against a limit is the work of the window's own thread between two turns of its event
loop: what other programs and other threads take does not count.
"""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from app.main_window import MainWindow
from app.pacing.outgoing import let_go
from app.session import RESULTS_A_TURN
from app.theme import Theme
from benchmarks.stall_meter import StallMeter
from core.comparison.model import PairResult, Severity
from resources.sample.run_pair import RunPair, write_run_pair
from widgets.parts.background import Handle
from widgets.parts.metric_text import PENDING, Column
from widgets.results.partner_dialog import PartnerDialog
from widgets.results.summary_bar import Chip

PAIRS = 1500
SOME = 800
"""More than are shown in three turns."""
LIMIT = 0.05
"""Seconds of work."""


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> RunPair:
    return write_run_pair(tmp_path_factory.mktemp("many"), layers=PAIRS, elements_per_layer=16)


@pytest.fixture(scope="module")
def some(tmp_path_factory) -> RunPair:
    return write_run_pair(tmp_path_factory.mktemp("some"), layers=SOME, elements_per_layer=16)


@pytest.fixture(scope="module")
def few(tmp_path_factory) -> RunPair:
    return write_run_pair(tmp_path_factory.mktemp("few"), layers=12, elements_per_layer=16)


@pytest.fixture
def window(qtbot, few, tmp_path, monkeypatch) -> MainWindow:
    """A window that has compared once: fonts are loaded and Qt's classes made."""
    monkeypatch.setenv("COSIGHT_CACHE_DIR", str(tmp_path / "kept"))
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.trend.canvas() is not None, timeout=60_000)
    use(qtbot, window, few, lambda _: None)
    yield window
    window.close()


def start(window: MainWindow, runs: RunPair) -> None:
    window.sources.set_left(str(runs.left))
    window.sources.set_right(str(runs.right))
    window.sources.set_prototxt(str(runs.prototxt))
    window.start_comparison()


def compare(qtbot, window: MainWindow, runs: RunPair):
    with qtbot.waitSignal(window.session.completed, timeout=30_000) as blocker:
        start(window, runs)
    return blocker.args[0]


def use(qtbot, window: MainWindow, runs: RunPair, note) -> None:
    """What a user does, from the folders to the picture on the clipboard."""
    session, table, view = window.session, window.table, window.table.table

    def step(name: str, act) -> None:
        act()
        # Two turns: what was asked for is drawn in the second at the latest.
        qtbot.wait(20)
        note(name)

    note("before")
    laid_out: list[int] = []
    session.layouts.laid_out.connect(lambda *_: laid_out.append(1))
    with qtbot.waitSignal(session.completed, timeout=30_000):
        with qtbot.waitSignal(session.planned, timeout=30_000):
            start(window, runs)
        note("start")
        step("sort", lambda: view.sortByColumn(Column.COSINE, Qt.SortOrder.DescendingOrder))
        step("filter", lambda: table.set_words("conv1"))
        step("clear filter", lambda: table.set_words(""))
        step("select", lambda: table.select_pair(5))
        step("show result", window.commands.show_result.click)
    note("stream")
    qtbot.waitUntil(lambda: bool(laid_out) and not window.topology.view.building(), timeout=60_000)
    note("network")
    for column in Column:
        step(
            f"sort {column.name}",
            lambda c=column: view.sortByColumn(c, Qt.SortOrder.AscendingOrder),
        )
    step("only bad", lambda: table.show_only(Severity.BAD))
    step("all", lambda: table.show_only(None))
    step("find", lambda: window.topology.search.setText("7"))
    step("whole network", window.topology.view.fit_all)
    step("find no more", lambda: window.topology.search.setText(""))
    step("select all", view.selectAll)
    step("copy", table.copy_selection)
    step("partner", lambda: table.make_row_menu(3, Column.LAYER).actions()[2].trigger())
    (dialog,) = table.findChildren(PartnerDialog)
    step("partner chosen", dialog.reject)
    step("copy picture", window.topology.copy_picture)
    qtbot.waitUntil(lambda: not window.topology.exporting(), timeout=60_000)
    note("copied picture")


def test_no_step_of_a_comparison_keeps_the_window_busy(qtbot, window, runs, few):
    meter = StallMeter(window)
    meter.start()
    least: dict[str, float] = {}

    def note(name: str) -> None:
        least[name] = min(meter.take().work, least.get(name, 1.0))

    # On a busy machine the same work takes a thread up to twice its time, but not each time.
    for _ in range(3):
        use(qtbot, window, runs, note)
        with qtbot.waitSignal(window.session.completed, timeout=30_000):
            start(window, runs)
        note("again, with all results kept")
        start(window, runs)
        window.session.cancel()
        note("cancel")
        if max(least.values()) <= LIMIT:
            break
        use(qtbot, window, few, lambda _: None)
    assert meter.ticks > 100
    assert {name: round(took, 3) for name, took in least.items() if took > LIMIT} == {}


def test_a_meter_sees_work_but_not_waiting(qtbot):
    meter = StallMeter()
    meter.start()
    threading.Event().wait(0.03)
    waited = meter.take()
    sum(range(1_000_000))
    worked = meter.take()
    assert waited.wall >= 0.03
    assert waited.work < waited.wall
    assert worked.work > waited.work


def test_results_that_are_there_at_once_are_shown_in_turns(qtbot, window, some):
    first = compare(qtbot, window, some)
    view = window.table.table
    view.sortByColumn(Column.MAX_ERROR, Qt.SortOrder.DescendingOrder)
    window.table.set_words("conv7")
    window.table.select_pair(700)
    batches: list[int] = []
    window.session.measured.connect(lambda results: batches.append(len(results)))
    with qtbot.waitSignal(window.session.completed, timeout=30_000) as blocker:
        window.session.replace_partners([])
    assert sum(batches) == SOME
    assert max(batches) <= RESULTS_A_TURN
    assert blocker.args[0].results == first.results
    model = window.table.model
    named = [i for i, pair in enumerate(first.plan.pairs) if "conv7" in pair.layer]
    shown = [model.pair_index(row) for row in range(model.rowCount())]
    assert sorted(shown) == named
    errors = [first.results[index].metrics.max_absolute_error for index in shown]
    assert errors == sorted(errors, reverse=True)
    assert model.pair_index(view.currentIndex().row()) == 700


def test_a_comparison_begun_while_results_are_still_shown_takes_their_place(
    qtbot, window, some, few
):
    compare(qtbot, window, some)
    session = window.session
    with qtbot.waitSignal(session.measured, timeout=30_000):
        session.replace_partners([])
    assert session.comparing
    comparison = compare(qtbot, window, few)
    assert comparison.summary.pairs == 12
    assert sorted(session.results) == list(range(12))
    assert window.table.model.rowCount() == 12


def test_once_a_comparison_is_complete_every_view_shows_all_of_it(qtbot, window, some):
    view, session = window.table.table, window.session
    view.sortByColumn(Column.COSINE, Qt.SortOrder.AscendingOrder)
    seen: list[tuple[list[int], int, str]] = []

    def look(_: object) -> None:
        model = window.table.model
        shown = [model.pair_index(row) for row in range(model.rowCount())]
        pending = [model.index(row, Column.COSINE).data() for row in range(model.rowCount())]
        seen.append((shown, pending.count(PENDING), window.summary.findChild(Chip).text()))

    session.completed.connect(look)
    first = compare(qtbot, window, some)
    session.replace_partners([])
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=30_000)
    cosines = [one.metrics.cosine_similarity for one in first.results]
    for shown, pending, said in seen:
        assert sorted(shown) == list(range(SOME))
        assert [cosines[index] for index in shown] == sorted(cosines)
        assert pending == 0
        assert said == f"{SOME} pairs"


@pytest.mark.parametrize("way", ["cancel", "close"])
def test_results_still_waiting_to_be_shown_keep_nothing_from_ending(qtbot, window, some, way):
    first = compare(qtbot, window, some)
    session = window.session
    with qtbot.waitSignal(session.measured, timeout=30_000):
        session.replace_partners([])
    if way == "close":
        window.close()
        return
    with qtbot.waitSignal(session.stopped, timeout=0):
        session.cancel()
    assert not session.comparing
    assert session.comparison.results == first.results


def test_many_rows_are_copied_as_they_were_when_asked_for(qtbot, window, runs, few):
    comparison = compare(qtbot, window, runs)
    window.table.table.selectAll()
    window.table.copy_selection()
    start(window, few)
    qtbot.waitUntil(
        lambda: QGuiApplication.clipboard().text().count("\n") == PAIRS + 1, timeout=60_000
    )
    lines = QGuiApplication.clipboard().text().splitlines()
    files = [line.split("\t")[lines[0].split("\t").index("CompareFile1")] for line in lines[1:]]
    assert files == [result.pair.left.name.file_name for result in comparison.results]
    qtbot.waitUntil(lambda: not window.session.comparing, timeout=60_000)


def test_after_a_cancel_every_thread_ends_at_its_next_look(qtbot, window, tmp_path, monkeypatch):
    elements = 200_000
    runs = write_run_pair(tmp_path / "long", layers=40, elements_per_layer=elements)
    looks: dict[str, int] = {}
    cancelled = Handle.cancelled

    def counted(handle: Handle) -> bool:
        answer = cancelled(handle)
        if answer:
            name = threading.current_thread().name
            looks[name] = looks.get(name, 0) + 1
        return answer

    with qtbot.waitSignal(window.session.measured, timeout=30_000):
        start(window, runs)
    monkeypatch.setattr(Handle, "cancelled", counted)
    with qtbot.waitSignal(window.session.stopped, timeout=0):
        window.session.cancel()
    qtbot.waitUntil(lambda: not comparing_threads(), timeout=60_000)
    assert 0 < len(window.session.results) < 40
    measuring = {name: count for name, count in looks.items() if name.startswith("measure")}
    assert all(count <= 2 for count in measuring.values()), looks
    assert looks.get("compare", 0) <= 4, looks


def test_a_cancel_while_folders_and_network_are_read_ends_that_at_its_next_look(
    qtbot, window, runs, few, monkeypatch
):
    looks: list[bool] = []
    is_cancelled = threading.Event()
    cancelled = Handle.cancelled

    def held_up(handle: Handle) -> bool:
        if threading.current_thread().name != "compare" or is_cancelled.is_set():
            answer = cancelled(handle)
        else:
            looks.append(False)
            assert len(looks) < 5 or is_cancelled.wait(30)
            answer = cancelled(handle)
        looks.extend([True] if answer else [])
        return answer

    shown = window.session.plan
    monkeypatch.setattr(Handle, "cancelled", held_up)
    start(window, runs)
    qtbot.waitUntil(lambda: len(looks) == 5, timeout=30_000)
    with qtbot.waitSignal(window.session.stopped, timeout=0):
        window.session.cancel()
    is_cancelled.set()
    qtbot.waitUntil(lambda: not comparing_threads(), timeout=60_000)
    assert looks == [False] * 5 + [True]
    assert window.session.plan is shown
    assert compare(qtbot, window, few).summary.pairs == 12


def test_a_long_pair_is_looked_at_often_enough(qtbot, window, tmp_path, monkeypatch):
    runs = write_run_pair(tmp_path / "long", layers=2, elements_per_layer=500_000)
    size = sum(path.stat().st_size for path in (*runs.left.iterdir(), *runs.right.iterdir()))
    looks: list[int] = []
    cancelled = Handle.cancelled

    def counted(handle: Handle) -> bool:
        looks.append(1)
        return cancelled(handle)

    monkeypatch.setattr(Handle, "cancelled", counted)
    compare(qtbot, window, runs)
    assert len(looks) > size / (1 << 20)


def test_what_was_shown_before_is_freed_by_the_thread_that_compares(
    qtbot, window, some, few, monkeypatch
):
    compare(qtbot, window, few)
    all_shown, held, left = threading.Event(), [], []

    def look(parts: list[object], most: int | None = None) -> None:
        assert all_shown.wait(30)
        if not left:
            held.extend(
                sys.getrefcount(parts[at])
                for at in range(len(parts))
                if isinstance(parts[at], PairResult)
            )
        let_go(parts, most)
        left.append(len(parts))

    monkeypatch.setattr("app.session.let_go", look)
    with qtbot.waitSignal(window.session.planned, timeout=30_000):
        start(window, some)
    qtbot.waitUntil(window.topology.updatesEnabled, timeout=30_000)
    all_shown.set()
    qtbot.waitUntil(lambda: not window.session.comparing, timeout=60_000)
    nobody = [object()]
    assert held == [sys.getrefcount(nobody[0])] * 12
    assert left[-1] == 0


def test_a_cancel_finds_nothing_left_of_what_was_shown_before(qtbot, window, runs, monkeypatch):
    compare(qtbot, window, runs)
    left: list[int] = []

    def look(parts: list[object], most: int | None = None) -> None:
        if most is None:
            left.append(len(parts))
        let_go(parts, most)

    monkeypatch.setattr("app.session.let_go", look)
    monkeypatch.setenv("COSIGHT_CACHE_DIR", str(runs.left.parent / "nothing kept"))
    session = window.session
    window.start_comparison()
    qtbot.waitUntil(lambda: session.plan_came and 2 * len(session.results) > PAIRS, timeout=30_000)
    session.cancel()
    qtbot.waitUntil(lambda: bool(left), timeout=30_000)
    assert left == [0]


def test_no_view_is_drawn_in_the_turn_the_plan_came_in(qtbot, window, few):
    drawn: list[str] = []
    views = {"table": window.table, "network": window.topology, "trend": window.trend}

    def look(_: object) -> None:
        drawn.extend(name for name, view in views.items() if view.updatesEnabled())

    window.session.planned.connect(look)
    compare(qtbot, window, few)
    assert drawn == []
    qtbot.waitUntil(lambda: all(view.updatesEnabled() for view in views.values()))
    with qtbot.waitSignal(window.session.planned, timeout=30_000):
        start(window, few)
    window.session.cancel()
    qtbot.waitUntil(lambda: all(view.updatesEnabled() for view in views.values()))


class Paints(QObject):
    """How many turns of the event loop, which a timer counts, went by until each view was drawn."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.places = {
            "table": window.table.table.viewport(),
            "trend": window.trend.canvas()._canvas.viewport(),
            "network": window.topology.view.viewport(),
        }
        self.turns: list[set[str]] = [set()]
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(lambda: self.turns.append(set()))
        self._timer.start()
        for place in self.places.values():
            place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.turns[-1] |= {name for name, place in self.places.items() if place is watched}
        return False

    def all_drawn(self) -> bool:
        return set().union(*self.turns) == {*self.places}


@pytest.mark.parametrize("way", ["theme", "select", "hide the trend", "fold the sources"])
def test_what_changes_all_views_draws_one_a_turn(qtbot, window, few, way):
    compare(qtbot, window, few)
    qtbot.waitUntil(lambda: window.topology.view.picture() is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not window.topology.view.building(), timeout=60_000)
    desk = window.views.desk
    if way == "hide the trend":
        desk.show_trend(False)
    qtbot.wait(100)
    paints = Paints(window)
    if way == "theme":
        other = Theme.LIGHT if window.theme.theme is Theme.DARK else Theme.DARK
        window.choose_theme(other)
    elif way == "select":
        model = window.table.model
        row = (window.table.table.currentIndex().row() + 5) % model.rowCount()
        window.table.table.setCurrentIndex(model.index(row, Column.LAYER))
    elif way == "hide the trend":
        desk.show_trend(True)
    else:
        window.actions_by_name["show_sources"].trigger()
    qtbot.waitUntil(paints.all_drawn, timeout=10_000)
    qtbot.wait(50)
    assert max(map(len, paints.turns)) == 1
    views = (window.table, window.trend, window.topology)
    assert all(view.updatesEnabled() for view in views)
    window.choose_theme(Theme.SYSTEM)


def test_results_that_wait_at_a_cancel_reach_the_views_in_turns(qtbot, window, some):
    compare(qtbot, window, some)
    session, sizes = window.session, []
    window.table.model.dataChanged.connect(lambda *_: sizes.append(1))
    with qtbot.waitSignal(session.measured, timeout=30_000):
        session.replace_partners([])
    before = len(sizes)
    session.cancel()
    assert len(sizes) == before
    model, results = window.table.model, session.results
    pending = [i for i in range(SOME) if model.index(i, Column.COSINE).data() == PENDING]
    assert set(pending) & set(results)
    qtbot.waitUntil(
        lambda: (
            [i for i in range(SOME) if model.index(i, Column.COSINE).data() == PENDING]
            == [i for i in range(SOME) if i not in results]
        ),
        timeout=30_000,
    )


def test_a_window_closed_before_its_views_are_drawn_lays_nothing_out(qtbot, window, runs):
    begun: list[int] = []
    window.session.layouts.begun.connect(lambda: begun.append(1))
    with qtbot.waitSignal(window.session.planned, timeout=30_000):
        start(window, runs)
    window.close()
    qtbot.wait(100)
    assert begun == []


def comparing_threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith(("compare", "measure"))]
