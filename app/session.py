"""The one place that knows what is open: the request, its plan, results, and the layout.

Work runs in the background; what comes back is announced by signals on the GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.settings import Settings
from app.warm_up import warm_up
from core.comparison.engine import finish, measure_pairs, read_pair
from core.comparison.matching import make_plan
from core.comparison.model import Comparison, ManualPair, Pair, PairResult, Plan, Request
from core.dumps.model import Values
from core.messages import translate
from core.network.discover import Candidates, find_networks
from core.network.layout import Layout, lay_out
from core.network.model import Network
from widgets.background import BackgroundTask, Handle

BATCH_SECONDS = 0.04
"""Results reach the window in batches this far apart, so that it stays free to draw."""

PairKey = tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a comparison stands. ``total`` 0: not known yet."""

    done: int
    total: int
    text: str


@dataclass(frozen=True, slots=True)
class _Planned:
    plan: Plan
    kept: Mapping[int, PairResult]


@dataclass(frozen=True, slots=True)
class _Measured:
    results: tuple[tuple[int, PairResult], ...]
    progress: Progress


class Session(QObject):
    """What is open in one window.

    Signals: ``preparing`` when a comparison starts, ``planned(Plan)``,
    ``measured(list[(index, PairResult)])`` any number of times, then one of
    ``completed(Comparison)``, ``stopped()`` (cancelled) and ``failed(error)``, with
    ``progressed(Progress)`` in between. ``laid_out(Network, Layout)`` after ``planned``.
    ``offered(Candidates)`` when network files lie beside the folders.
    """

    preparing = Signal()
    planned = Signal(object)
    measured = Signal(object)
    progressed = Signal(object)
    completed = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    laid_out = Signal(object, object)
    offered = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.plan: Plan | None = None
        self.results: dict[int, PairResult] = {}
        self.comparison: Comparison | None = None
        self._drawn: Network | None = None
        self._compare_task = BackgroundTask(self, "compare")
        self._compare_task.progressed.connect(self._on_compare_progress)
        self._compare_task.succeeded.connect(self._on_compared)
        self._compare_task.failed.connect(self._on_compare_failed)
        self._layout_task = BackgroundTask(self, "layout")
        self._layout_task.succeeded.connect(lambda pair: self.laid_out.emit(*pair))
        self._layout_task.failed.connect(self.failed)
        self._discover_task = BackgroundTask(self, "discover")
        self._discover_task.succeeded.connect(self.offered)

    @property
    def comparing(self) -> bool:
        """Whether a comparison is under way."""
        return self._compare_task.running

    def compare(self, request: Request) -> None:
        """Compare; a comparison under way is cancelled first."""
        request = replace(
            request,
            manual_pairs=self._settings.manual_pairs(request.left, request.rights),
        )
        self._start(request, {})

    def cancel(self) -> None:
        """Stop the comparison; what has been measured stays."""
        if self.comparing:
            self._compare_task.cancel()
            self.stopped.emit()

    def pick_partner(self, pair: ManualPair) -> None:
        """Pair two files by hand, keep that for these folders, and measure what changed."""
        self._change_partners(
            [
                kept
                for kept in self._manual_pairs()
                if kept.right_index != pair.right_index
                or (kept.left != pair.left and kept.right != pair.right)
            ]
            + [pair]
        )

    def clear_partner(self, pair: ManualPair) -> None:
        """Take back a partner picked by hand."""
        self._change_partners([kept for kept in self._manual_pairs() if kept != pair])

    def replace_partners(self, pairs: Sequence[ManualPair]) -> None:
        """Use exactly these partners for the folders that are open."""
        self._change_partners(list(pairs))

    def lay_out(self, network: Network, sizes: Mapping[str, tuple[float, float]]) -> bool:
        """Place the network's nodes in the background.

        False, and nothing is done, for a network equal to the one already placed.
        """
        if network == self._drawn:
            return False
        self._drawn = network

        def work(handle: Handle) -> tuple[Network, Layout]:
            return network, lay_out(network, sizes, cancelled=handle.cancelled)

        self._layout_task.start(work)
        return True

    def forget_layout(self) -> None:
        """Nothing is drawn any more; a layout under way is dropped."""
        self._drawn = None
        self._layout_task.cancel()

    def discover(self, folders: Sequence[str]) -> None:
        """Look for a prototxt and a dot beside the folders."""
        paths = [Path(folder) for folder in folders if folder]

        def work(handle: Handle) -> Candidates:
            return find_networks(paths)

        self._discover_task.start(work)

    @staticmethod
    def read_values(plan: Plan, pair: Pair, handle: Handle) -> tuple[Values, Values]:
        """Both sides of a pair; runs on the caller's thread."""
        return read_pair(plan, pair, handle.cancelled)

    def close(self) -> None:
        """Stop everything and wait for it."""
        for task in (self._compare_task, self._layout_task, self._discover_task):
            task.join()

    def _manual_pairs(self) -> list[ManualPair]:
        return list(self.plan.request.manual_pairs) if self.plan else []

    def _change_partners(self, pairs: list[ManualPair]) -> None:
        if self.plan is None:
            return
        request = replace(self.plan.request, manual_pairs=tuple(pairs))
        self._settings.set_manual_pairs(request.left, request.rights, pairs)
        self._start(
            request,
            {_key(result.pair): result for result in self.results.values()},
        )

    def _start(self, request: Request, known: Mapping[PairKey, PairResult]) -> None:
        self.comparison = None
        self.preparing.emit()

        def work(handle: Handle) -> Comparison | None:
            return _compare(request, known, handle)

        self._compare_task.start(work)

    def _on_compare_progress(self, event: object) -> None:
        if isinstance(event, _Planned):
            self.plan = event.plan
            self.results = dict(event.kept)
            self.planned.emit(event.plan)
            if event.kept:
                self.measured.emit(list(event.kept.items()))
        elif isinstance(event, _Measured):
            self.results.update(event.results)
            if event.results:
                self.measured.emit(list(event.results))
            self.progressed.emit(event.progress)
        elif isinstance(event, Progress):
            self.progressed.emit(event)

    def _on_compared(self, comparison: Comparison | None) -> None:
        if comparison is None:
            self.stopped.emit()
            return
        self.comparison = comparison
        self.completed.emit(comparison)

    def _on_compare_failed(self, error: Exception) -> None:
        self.failed.emit(error)


def _compare(
    request: Request, known: Mapping[PairKey, PairResult], handle: Handle
) -> Comparison | None:
    """The comparison as the window runs it: results known before are kept, the rest streams in."""
    handle.report(Progress(0, 0, translate("session", "Reading the folders…")))
    plan = make_plan(request)
    warm_up(handle.cancelled)
    if handle.cancelled():
        return None
    kept = {
        index: replace(known[_key(pair)], pair=pair)
        for index, pair in enumerate(plan.pairs)
        if _key(pair) in known
    }
    handle.report(_Planned(plan, kept))
    wanted = [index for index in range(len(plan.pairs)) if index not in kept]
    part = replace(plan, pairs=tuple(plan.pairs[index] for index in wanted))
    results = dict(kept)
    batch: list[tuple[int, PairResult]] = []
    last_report = time.monotonic()
    for position, result in measure_pairs(part, cancelled=handle.cancelled):
        if handle.cancelled():
            return None
        index = wanted[position]
        results[index] = result
        batch.append((index, result))
        now = time.monotonic()
        if now - last_report >= BATCH_SECONDS:
            handle.report(_measured(batch, len(results), plan))
            batch = []
            last_report = now
    if handle.cancelled():
        return None
    handle.report(_measured(batch, len(results), plan))
    return finish(plan, results)


def _measured(batch: list[tuple[int, PairResult]], done: int, plan: Plan) -> _Measured:
    layer = batch[-1][1].pair.layer if batch else ""
    return _Measured(tuple(batch), Progress(done, len(plan.pairs), layer))


def _key(pair: Pair) -> PairKey:
    return pair.left.path, pair.right.path
