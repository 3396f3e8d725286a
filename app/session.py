"""The one place that knows what is open: the request, its plan, results, and the layouts.

Work runs in the background; what comes back is announced by signals on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.comparing import Compared, compare_for_window
from app.layouts import Layouts
from app.pacing.inbox import Inbox
from app.pacing.outgoing import A_FEW, let_go, parts_of
from app.pacing.right_of_way import LONG_BESIDE_PYTHON, LONG_SECONDS, RightOfWay
from app.pacing.turns import TURN_MILLISECONDS
from app.settings import Settings
from app.warm_up import patience
from core.comparison.model import Comparison, ManualPair, PairFiles, PairResult, Plan, Request
from widgets.parts.background import BackgroundTask, Handle

if TYPE_CHECKING:
    from core.network.discover import Candidates

PUMP_MILLISECONDS = 50
"""Pause between two looks at what the comparison has to say, so that the window stays free."""

MANY_PUMP_MILLISECONDS = 120
"""The same where it has much to say: each look is followed by some drawing, and beside that a
comparison that is mostly Python gets on no further."""

FIRST_PUMP_MILLISECONDS = 5
"""The same while the plan is awaited."""

RESULTS_A_TURN = 250
"""No more results at a time, so that thousands of kept ones do not hold up the window."""

MANY_A_TURN = 20
"""Where so many results come between two looks, comparing them is mostly Python."""

SHOWN_MILLISECONDS = 10
"""What shows the plan has begun within this time; the window is busy with it for longer."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a comparison stands. ``total`` 0: not known yet."""

    done: int
    total: int
    text: str


class Session(QObject):
    """What is open in one window.

    Signals: ``preparing`` when a comparison starts, ``planned(Plan)``,
    ``measured(list[(index, PairResult)])`` any number of times, then one of
    ``completed(Comparison)``, ``stopped()`` (cancelled) and ``failed(error)``, with
    ``progressed(Progress)`` in between.
    Until ``planned``, ``plan``, ``results`` and ``comparison`` are still those before: they are
    what the window shows, and what stays where a comparison is cancelled or fails that early.
    ``offered(Candidates)`` when network files lie beside the folders.
    """

    preparing = Signal()
    planned = Signal(object)
    measured = Signal(object)
    progressed = Signal(object)
    completed = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    closed = Signal()
    offered = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.plan: Plan | None = None
        self.results: dict[int, PairResult] = {}
        self.comparison: Comparison | None = None
        self.unchanged = 0
        """Pairs of the last finished comparison that were not measured anew: their files have
        not changed since they were."""
        self.taken_over = 0
        """Pairs of the last finished comparison that were shown already, where only partners
        have changed."""
        self.right_of_way = RightOfWay(self)
        """Of the window, before the threads that compare."""
        self._request: Request | None = None
        self._again: Mapping[PairFiles, PairResult] | None = None
        """Of a comparison that was cancelled, while it is shown again."""
        self._plan_came = False
        self._compare_task = BackgroundTask(self, "compare")
        self._compare_task.succeeded.connect(self._on_compared)
        self._compare_task.failed.connect(self._on_compare_failed)
        self._inbox = Inbox()
        self._untold: list[tuple[int, PairResult]] = []
        """Results that have come and wait for their turn to be shown."""
        self._compared: Compared | None = None
        """What is announced once all results have been."""
        self._pump = QTimer(self)
        self._pump.setSingleShot(True)
        self._pump.timeout.connect(self._on_pump)
        self._all_shown: Callable[[], bool] = lambda: True
        # A progress bar repaints at once, and all that waits to be drawn with it: it has its own
        # turn after the results have been drawn.
        self._text = ""
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.timeout.connect(self._tell_progress)
        self.layouts = Layouts(self.right_of_way, self)
        """Where the network's nodes stand."""
        self._discover_task = BackgroundTask(self, "discover")
        self._discover_task.succeeded.connect(self.offered)

    @property
    def comparing(self) -> bool:
        """Whether a comparison is under way."""
        return self._compare_task.running or self._compared is not None

    @property
    def plan_came(self) -> bool:
        """Whether the plan of the last comparison that was started is there."""
        return self._plan_came

    @property
    def request(self) -> Request | None:
        """What is being compared, else what is shown."""
        if self.comparing:
            return self._request
        return self.plan.request if self.plan is not None else None

    def cut_short(self) -> Mapping[PairFiles, PairResult] | None:
        """The results of what is shown where that was cancelled before its end; else None."""
        if self.comparing:
            return self._again
        if self.plan is None or len(self.results) == len(self.plan.pairs):
            return None
        return {one.pair.files: one for one in self.results.values()}

    def complete_when(self, all_shown: Callable[[], bool]) -> None:
        """Put ``completed`` off until ``all_shown``, which is asked again and again once the last
        results have been ``measured``."""
        self._all_shown = all_shown

    def compare(self, request: Request) -> None:
        """Compare; a comparison under way is cancelled first."""
        self._start(self._with_partners(request), {})

    def show_again(self, request: Request, results: Mapping[PairFiles, PairResult]) -> None:
        """Show a comparison that was cancelled with the ``results`` it had; nothing is measured."""
        self._start(self._with_partners(request), results, measure=False)

    def _with_partners(self, request: Request) -> Request:
        pairs = self._settings.manual_pairs(request.left, request.rights)
        return replace(request, manual_pairs=pairs)

    def cancel(self) -> None:
        """Stop the comparison; what has been measured stays."""
        if self.comparing:
            self._compare_task.cancel()
            self._inbox.let_go()
            self.right_of_way.give_all()
            self._pump.stop()
            # A plan that nobody has seen yet must not take the place of what is shown.
            if self._plan_came:
                self._read_inbox()
                self._tell_results(len(self._untold))
            self._compared = None
            self._on_stopped()

    def pick_partner(self, pair: ManualPair) -> None:
        """Pair two files by hand, keep that for these folders, and measure what changed."""
        self._change_partners(
            lambda pairs: [
                *(
                    kept
                    for kept in pairs
                    if kept.right_index != pair.right_index
                    or (kept.left != pair.left and kept.right != pair.right)
                ),
                pair,
            ]
        )

    def clear_partner(self, pair: ManualPair) -> None:
        """Take back a partner picked by hand."""
        self._change_partners(lambda pairs: [kept for kept in pairs if kept != pair])

    def replace_partners(self, pairs: Sequence[ManualPair]) -> None:
        """Use exactly these partners for the folders that are open."""
        self._change_partners(lambda _: list(pairs))

    def discover(self, folders: Sequence[str]) -> None:
        """Look for a prototxt and a dot beside the folders."""
        paths = [Path(folder) for folder in folders if folder]

        def work(handle: Handle) -> Candidates:
            from core.network.discover import find_networks

            return find_networks(paths)

        self._discover_task.start(work)

    def close(self) -> None:
        """Stop everything and wait for it."""
        self._pump.stop()
        self._tell.stop()
        self._inbox.let_go()
        self.right_of_way.give_all()
        self._compare_task.join(patience())
        self.layouts.close()
        self._discover_task.join()
        self.closed.emit()

    def _change_partners(
        self, change: Callable[[Sequence[ManualPair]], Sequence[ManualPair]]
    ) -> None:
        """Partners are picked in what is shown, while a comparison may be on its way already."""
        if self.plan is None:
            return
        shown = self.plan.request
        # Of the same folders, the one on its way holds the partners picked last.
        coming = self._request if self.comparing and not self._plan_came else None
        same_folders = coming is not None and _folders(coming) == _folders(shown)
        request = coming if coming is not None and same_folders else shown
        pairs = tuple(change(request.manual_pairs))
        self._settings.set_manual_pairs(request.left, request.rights, pairs)
        if coming is not None and not same_folders:
            return
        same = replace(request, manual_pairs=()) == replace(shown, manual_pairs=())
        known = {one.pair.files: one for one in self.results.values()} if same else {}
        self._start(replace(request, manual_pairs=pairs), known)

    def _start(
        self, request: Request, known: Mapping[PairFiles, PairResult], measure: bool = True
    ) -> None:
        self._request = request
        self._again = None if measure else known
        self._plan_came = False
        self._inbox.let_go()
        self._inbox = inbox = Inbox()
        self._untold = []
        self._compared = None
        shown = parts_of(self.plan, self.results)
        # Who meets whom is found out in Python alone.
        self.right_of_way.take_long_turns(LONG_BESIDE_PYTHON)
        self.preparing.emit()

        def work(handle: Handle) -> Compared | None:
            def cancelled() -> bool:
                # Looked at between pairs and blocks. Nobody waits for the window in order to end.
                if handle.cancelled():
                    return True
                self.right_of_way.wait()
                return handle.cancelled()

            try:
                # Little by little: what is left at a cancel is let go of beside all that it draws.
                free = partial(let_go, shown, A_FEW)
                return compare_for_window(request, known, inbox, cancelled, measure, free)
            finally:
                let_go(shown)

        self._compare_task.start(work)
        self._pump.start(0)

    def _on_pump(self) -> None:
        self._read_inbox()
        many = len(self._untold) >= MANY_A_TURN
        if self._plan_came:
            self.right_of_way.take_long_turns(LONG_BESIDE_PYTHON if many else LONG_SECONDS)
        self._tell_results(RESULTS_A_TURN)
        if self._untold:
            self._pump.start(0)
        elif self._compared is not None:
            if self._all_shown():
                self._complete(self._compared)
            else:
                self._pump.start(TURN_MILLISECONDS)
        elif self.comparing:
            usual = MANY_PUMP_MILLISECONDS if many else PUMP_MILLISECONDS
            self._pump.start(usual if self._plan_came else FIRST_PUMP_MILLISECONDS)

    def _read_inbox(self) -> None:
        planned, results, text = self._inbox.take()
        if planned is not None:
            self._plan_came = True
            self.plan = planned.plan
            self.comparison = None
            self.results = {}
            self._untold = list(planned.kept.items())
            self.planned.emit(planned.plan)
            # It is drawn in the turns to come.
            QTimer.singleShot(SHOWN_MILLISECONDS, self._inbox.let_go)
        self._untold += results
        if text:
            self._say(text)

    def _tell_results(self, most: int) -> None:
        """Announce the first ``most`` of the results that wait."""
        results, self._untold = self._untold[:most], self._untold[most:]
        if results:
            self.results.update(results)
            self.measured.emit(results)
            self._say(results[-1][1].pair.layer)

    def _say(self, text: str) -> None:
        self._text = text
        self._tell.start(PUMP_MILLISECONDS // 2)

    def _tell_progress(self) -> None:
        if self.comparing:
            done = total = 0
            if self.plan is not None and self._plan_came:
                done, total = len(self.results), len(self.plan.pairs)
            self.progressed.emit(Progress(done, total, self._text))

    def _on_compared(self, compared: Compared | None) -> None:
        if compared is None:
            self.right_of_way.give_all()
            self._read_inbox()
            self._tell_results(len(self._untold))
            self._on_stopped()
            return
        self._compared = compared
        self._on_pump()

    def _complete(self, compared: Compared) -> None:
        self._compared = None
        self.right_of_way.give_all()
        self.comparison = compared.comparison if self.results or not compared.stopped else None
        self.unchanged = compared.unchanged
        self.taken_over = compared.taken_over
        if compared.stopped:
            self.stopped.emit()
        else:
            self.completed.emit(compared.comparison)

    def _on_stopped(self) -> None:
        """What was measured before a cancel can be looked at and saved."""
        if self._plan_came and self.plan is not None and self.results:
            from core.comparison.engine import finish

            self.comparison = finish(self.plan, self.results, look_into=False)
        self.stopped.emit()

    def _on_compare_failed(self, error: Exception) -> None:
        self.right_of_way.give_all()
        self._read_inbox()
        self._tell_results(len(self._untold))
        self.failed.emit(error)


def _folders(request: Request) -> tuple[Path, ...]:
    return request.left, *request.rights
