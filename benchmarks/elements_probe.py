"""Opens the element window on the one pair of two runs, again and again, and prints what it took.

Usage: ``python -m benchmarks.elements_probe LEFT RIGHT ROUNDS FRAMES``. Prints a JSON object:
seconds of each round by what was measured. The window is the program's own, opened the way a
double-click opens it; "painted" is when the table has drawn the numbers of its first row and the
event loop is back.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.element_windows import ElementWindows
from app.settings import Settings
from app.theme import make_application
from app.warm_up import warm_up
from app.window import SWITCH_SECONDS
from benchmarks.stall_meter import StallMeter
from core.comparison import elements_sorting
from core.comparison.elements import Elements
from core.comparison.engine import measure_pairs
from core.comparison.matching import make_plan
from core.comparison.model import PairResult, Plan, Request
from core.garbage import hold_search, put_aside, release_search
from widgets.elements.text import ElementColumn
from widgets.elements.window import ElementWindow
from widgets.parts.heavy_imports import import_heavy

_SIZE = (1440, 900)
_PATIENCE = 120.0

Seconds = dict[str, list[float]]


class FirstRows(QObject):
    """Notes when the table has painted its first numbers."""

    def __init__(self, window: ElementWindow) -> None:
        super().__init__(window)
        self.at: float | None = None
        self._window = window
        window.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.at is None and event.type() is QEvent.Type.Paint:
            model = self._window.model
            if model.rowCount() and model.elements.common:
                QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.at = self.at or time.perf_counter()


class Probe:
    """The windows of one pair, and how long what is done to them takes."""

    def __init__(
        self, application: QApplication, plan: Plan, result: PairResult, frames: int
    ) -> None:
        self._application = application
        self._frames = frames
        self._plan = plan
        self._result = result
        self._owner = QWidget()
        self._settings = Settings()
        self._windows = ElementWindows(self._settings, self._owner)
        self.seconds: Seconds = defaultdict(list)
        self.scrolls: list[list[tuple[float, float]]] = []
        """Of each round, what each frame took by the clock and of the thread, in seconds."""

    def round(self) -> None:
        """Open on files that were not read yet, open again, and use the window."""
        self._windows.close_all()
        self._windows = ElementWindows(self._settings, self._owner)
        with self._stall("opening, files read"):
            self._open("not kept")
        self._windows.close_all()
        with self._stall("opening, numbers kept"):
            window = self._open("kept")
        self._sort(window)
        self._scroll(window)
        self._close_in("sorting", window)
        self._windows = ElementWindows(self._settings, self._owner)
        begun = self._shown()
        self._close_in("reading", begun)

    def _shown(self) -> ElementWindow:
        window = self._windows.show(self._plan, self._result)
        window.resize(*_SIZE)
        return window

    def _open(self, how: str) -> ElementWindow:
        begun = time.perf_counter()
        window = self._shown()
        rows = FirstRows(window)
        self._wait(lambda: rows.at is not None and not window.model.loading)
        assert rows.at is not None
        self.seconds[f"{how}, first rows"].append(rows.at - begun)
        self.seconds[f"{how}, all rows"].append(time.perf_counter() - begun)
        self._wait(lambda: self._is_quiet(window))
        return window

    @staticmethod
    def _is_quiet(window: ElementWindow) -> bool:
        return window.pictures.density is not None and not window.busy

    def _sort(self, window: ElementWindow) -> None:
        with self._stall("sorting"):
            begun = time.perf_counter()
            window.table.sortByColumn(ElementColumn.ABSOLUTE_ERROR, Qt.SortOrder.DescendingOrder)
            self._wait(lambda: window.model.order is not None)
            self.seconds["sort"].append(time.perf_counter() - begun)
            self._wait(lambda: self._is_quiet(window))
        self._check(window.model.elements, window)
        with self._stall("only marked"):
            begun = time.perf_counter()
            window.marked.only.setChecked(True)
            self._wait(lambda: self._is_quiet(window))
            self.seconds["only marked"].append(time.perf_counter() - begun)
            window.marked.only.setChecked(False)
            self._wait(lambda: self._is_quiet(window))

    def _check(self, elements: Elements, window: ElementWindow) -> None:
        errors = elements.absolute_errors(0, elements.common)
        begun = time.perf_counter()
        expected = np.argsort(-errors, kind="stable")
        self.seconds["argsort"].append(time.perf_counter() - begun)
        if not np.array_equal(expected, window.model.order):
            raise SystemExit("the order is not that of np.argsort")

    def _scroll(self, window: ElementWindow) -> None:
        """Frames of a scroll in steps and of jumps; sorted and not, codes and numbers, marks.
        They are the same in each round."""
        frames = []
        bar = window.table.verticalScrollBar()
        random = np.random.default_rng(3)
        jumps = random.integers(0, bar.maximum(), self._frames).tolist()
        for column in (ElementColumn.ABSOLUTE_ERROR, -1):
            window.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
            self._wait(lambda: self._is_quiet(window))
            for as_float in (False, True):
                window.display.convert.setChecked(as_float)
                for marked in (False, True):
                    window.marks.mark.setChecked(marked)
                    self._wait(lambda: self._is_quiet(window))
                    for place in (*(3 * step for step in range(self._frames)), *jumps):
                        begun, own = time.perf_counter(), time.thread_time()
                        bar.setValue(place)
                        self._application.processEvents()
                        frames.append((time.perf_counter() - begun, time.thread_time() - own))
        self.scrolls.append(frames)

    def note_frames(self) -> None:
        """The dearest frame, each at its median of all rounds: what is ours comes in each of them,
        what the machine takes comes once; and the dearest of each round."""
        taken = np.array(self.scrolls)
        wall, own = np.median(taken, axis=0).max(axis=0).tolist()
        self.seconds["worst frame"], self.seconds["worst frame, own"] = [wall], [own]
        self.seconds["worst frame of a round"] = taken[:, :, 0].max(axis=1).tolist()

    def _close_in(self, what: str, window: ElementWindow) -> None:
        if what == "sorting":
            window.table.sortByColumn(ElementColumn.LEFT, Qt.SortOrder.DescendingOrder)
        end = time.perf_counter() + 0.03
        while time.perf_counter() < end:
            self._application.processEvents()
        begun = time.perf_counter()
        window.close()
        self._application.processEvents()
        self.seconds[f"close while {what}"].append(time.perf_counter() - begun)

    @contextmanager
    def _stall(self, what: str) -> Iterator[None]:
        meter = StallMeter()
        meter.start()
        yield
        stall = meter.take()
        self.seconds[f"stall while {what}"].append(stall.wall)
        self.seconds[f"stall while {what}, own"].append(stall.work)

    def _wait(self, done: Callable[[], bool]) -> None:
        deadline = time.perf_counter() + _PATIENCE
        while not done():
            self._application.processEvents()
            # The window's threads need Python, too.
            time.sleep(0.0005)
            if time.perf_counter() > deadline:
                raise SystemExit("the window does not get ready")

    def close(self) -> None:
        self._windows.close_all()


def main(left: str, right: str, rounds: str, frames: str) -> None:
    """Measure one round that nobody counts and ``rounds`` that count."""
    application = make_application()
    sys.setswitchinterval(SWITCH_SECONDS)
    hold_search(application)
    plan = make_plan(Request(Path(left), (Path(right),)))
    _, result = next(iter(measure_pairs(plan)))
    # What the main window has behind it when something is double-clicked.
    import_heavy("pyqtgraph")
    warm_up(lambda: False)
    elements_sorting.warm_up()
    # As the program does once it stands.
    put_aside()
    release_search(application)
    probe = Probe(application, plan, result, int(frames))
    probe.round()
    probe.seconds.clear()
    probe.scrolls.clear()
    for _ in range(int(rounds)):
        probe.round()
    probe.close()
    probe.note_frames()
    print(json.dumps(probe.seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
