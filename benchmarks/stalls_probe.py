"""A window that is used while it compares, in a process of its own; prints what it measured.

Usage: ``python -m benchmarks.stalls_probe cosight|bare LEFT RIGHT [PROTOTXT]``. The answer is JSON:
the longest gap between two turns of the event loop in each step, by the clock and in the thread's
own work, and the seconds from a cancel to the end of the last thread that compares.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QMainWindow

from app.main_window import MainWindow
from app.pacing.garbage import QuietSearch
from app.theme import Theme, make_application
from app.warm_up import warm_up
from app.window import SWITCH_SECONDS
from benchmarks.stall_meter import StallMeter
from core.comparison.engine import compare
from core.comparison.model import Request
from core.garbage import hold_search
from widgets.parts.metric_text import Column
from widgets.topology.folding import Folds

_PATIENCE = 120.0
_REST = 0.3
"""Seconds after each step in which what it set off is still counted as its own."""
_WORKERS = ("compare", "measure")


def turn_until(done: Callable[[], object]) -> None:
    """Run the event loop until ``done``.

    Raises:
        TimeoutError: it never is.
    """
    latest = time.monotonic() + _PATIENCE
    # Otherwise a window to which nothing happens would wait for ever.
    wake = QTimer()
    wake.start(10)
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > latest:
            raise TimeoutError("the window has not done in two minutes what was asked of it")


def turn_for(seconds: float) -> None:
    """Run the event loop so long."""
    until = time.monotonic() + seconds
    turn_until(lambda: time.monotonic() >= until)


def keep_results_in(folder: str) -> None:
    """Kept results are in a folder that is empty: everything is to be measured."""
    os.environ["COSIGHT_CACHE_DIR"] = folder


class Scenario:
    """What a user does, step by step, with the longest stall of each step."""

    def __init__(self, window: MainWindow, left: str, right: str, prototxt: str) -> None:
        self._window = window
        self._paths = left, right, prototxt
        self.meter = StallMeter(window)
        self._ended = 0
        self.cancel_seconds = 0.0
        for signal in (window.session.completed, window.session.stopped, window.session.failed):
            signal.connect(self._on_ended)
        self._laid_out = False
        window.session.layouts.laid_out.connect(self._on_laid_out)
        self._laying_out = False
        window.session.layouts.begun.connect(lambda: self._note_layout(True))
        window.session.layouts.over.connect(lambda: self._note_layout(False))

    def _on_ended(self, _: object = None) -> None:
        self._ended += 1

    def _on_laid_out(self, *_: object) -> None:
        self._laid_out = True

    def _note_layout(self, on: bool) -> None:
        self._laying_out = on

    def run(self, folder: str) -> None:
        """All of it; results are kept below ``folder``."""
        window, session = self._window, self._window.session
        self.meter.start()
        self._step("open folders", self._open_folders, _REST)
        keep_results_in(f"{folder}/first")
        self._compare()
        self._while_running()
        turn_until(lambda: self._ended)
        self.meter.note("results stream in")
        self._after()
        keep_results_in(f"{folder}/second")
        self._compare()
        turn_until(lambda: self._ended or len(session.results) * 2 > self._pairs())
        self.meter.note("compare again")
        begun = time.perf_counter()
        session.cancel()
        turn_until(lambda: self._ended and not _workers())
        self.cancel_seconds = time.perf_counter() - begun
        self.meter.note("cancel")
        self._compare()
        turn_until(lambda: self._ended)
        turn_for(_REST)
        self.meter.note("start anew")
        window.close()

    def _pairs(self) -> int:
        plan = self._window.session.plan
        return len(plan.pairs) if plan is not None and self._window.session.plan_came else 1 << 60

    def _compare(self) -> None:
        self._ended = 0
        session = self._window.session
        self._step("compare", self._window.start_comparison)
        turn_until(lambda: session.plan_came or self._ended)
        turn_for(_REST / 10)
        self.meter.note("plan shown")

    def _open_folders(self) -> None:
        left, right, prototxt = self._paths
        self._window.sources.set_left(left)
        self._window.sources.set_right(right)
        self._window.sources.set_prototxt(prototxt)

    def _while_running(self) -> None:
        table = self._window.table
        view = table.table
        down = Qt.SortOrder.DescendingOrder
        for name, act in (
            ("sort", lambda: view.sortByColumn(Column.COSINE, down)),
            ("filter", lambda: table.set_words("conv1")),
            ("clear filter", lambda: table.set_words("")),
            ("select", lambda: view.setCurrentIndex(table.model.index(1, Column.LAYER))),
            ("show result", self._window.commands.show_result.click),
        ):
            self._step(f"{name} while it compares", act, 0.05)

    def _after(self) -> None:
        window, table = self._window, self._window.table
        turn_until(lambda: self._laid_out)
        turn_until(lambda: not window.topology.view.building())
        turn_for(_REST)
        self.meter.note("network drawn")
        view, up = table.table, Qt.SortOrder.AscendingOrder
        for column in (Column.LAYER, Column.NOTE, Column.MAX_ERROR):
            self._step(f"sort by {column.name}", lambda c=column: view.sortByColumn(c, up), 0.05)
        self._step("whole network", window.topology.view.fit_all, 0.05)
        self._step("find", lambda: window.topology.search.setText("7"), 0.05)
        self._step("select all", view.selectAll, 0.05)
        self._step("copy", table.copy_selection, _REST)
        self._step("copy picture", window.topology.copy_picture)
        turn_until(lambda: not window.topology.exporting())
        self.meter.note("copy picture")
        for theme in (Theme.DARK, Theme.LIGHT):
            self._step(f"{theme} colours", lambda one=theme: window.choose_theme(one), _REST)
        desk = window.views.desk
        for name, show in (("network", desk.show_topology), ("trend", desk.show_trend)):
            self._step(f"hide {name}", lambda show=show: show(False), _REST)
            self._step(f"show {name}", lambda show=show: show(True), _REST)
        for name, folds in (("fold repeats", Folds.REPEATS), ("unfold", Folds.NOTHING)):
            window.topology.folding.set_folds(folds)
            turn_until(self._drawn)
            turn_for(_REST)
            self.meter.note(name)

    def _drawn(self) -> bool:
        """Nothing is on its way to the picture of the network."""
        topology = self._window.topology
        return not (self._laying_out or topology.folding.folding() or topology.view.building())

    def _step(self, name: str, act: Callable[[], object], seconds: float = 0.0) -> None:
        self.meter.note("between")
        act()
        turn_for(seconds)
        self.meter.note(name)


def _workers() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith(_WORKERS)]


def cosight(left: str, right: str, prototxt: str) -> dict[str, object]:
    """Cosight's window, used."""
    application = make_application()
    window = MainWindow()
    settled: list[int] = []
    window.settled.connect(lambda: settled.append(1))
    QuietSearch(window.session)
    window.resize(1440, 900)
    window.show()
    turn_until(lambda: settled and window.trend.canvas() is not None)
    turn_for(1.0)
    hold_search("start")
    with tempfile.TemporaryDirectory() as folder:
        scenario = Scenario(window, left, right, prototxt)
        scenario.run(folder)
    del application
    return {"steps": scenario.meter.steps, "cancel": scenario.cancel_seconds}


def bare(left: str, right: str, prototxt: str) -> dict[str, object]:
    """A window with nothing in it, beside the same comparison."""
    application = make_application()
    warm_up(lambda: False)
    hold_search("start")
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    meter = StallMeter(window)
    meter.start()
    turn_for(_REST)
    meter.take()
    request = Request(Path(left), (Path(right),), Path(prototxt))
    worker = threading.Thread(target=compare, args=(request,))
    worker.start()
    turn_until(lambda: not worker.is_alive())
    stall = meter.take()
    window.close()
    del application
    return {"steps": {"compare": (stall.wall, stall.work)}, "cancel": 0.0}


def main(which: str, left: str, right: str, prototxt: str = "") -> None:
    """Measure one window and print what came out."""
    sys.setswitchinterval(SWITCH_SECONDS)
    answer = {"cosight": cosight, "bare": bare}[which](left, right, prototxt)
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    # Without waiting for what Qt and its plugins still take apart.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
