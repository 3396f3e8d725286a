"""The picture of a made-up network, laid out, coloured and used, in a process of its own.

Usage: ``python -m benchmarks.topology_probe KIND SIZE [FRAMES]``. The answer is JSON: seconds from
asking for the picture to its being drawn, to the first look and to Graphviz's; the longest gap
between two turns of the event loop in each step, by the clock and in the thread's own work; and the
milliseconds a frame takes while panning, the median and the longest for each zoom.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF

from app.pacing.garbage import QuietSearch
from app.session import RESULTS_A_TURN, Session
from app.settings import Settings
from app.theme import make_application
from app.window import SWITCH_SECONDS
from benchmarks.stall_meter import StallMeter
from benchmarks.stalls_probe import keep_results_in, turn_for, turn_until
from benchmarks.topology_nets import made_network
from core.comparison.colouring import BY_SEVERITY
from core.comparison.model import Metrics, Pair, PairResult, Rule, Severity
from core.dumps.model import Dump, DumpName, Encoding, Kind
from core.garbage import put_aside
from core.network.layout import Layout
from core.network.model import Network
from widgets.topology.panel import TopologyPanel

ZOOMS = (1.0, 0.5, 0.3, 0.15, 0.08, 0.02, 0.0)
"""Pixels a scene unit takes; 0: all is seen."""
_SIZE = (720, 760)
"""What the picture has of a window of 1440 × 900."""
_FRAMES = 40
"""At each zoom, where nothing else is asked for."""
_STEP = 23
"""Pixels between two frames."""
_NO_OTHER = 5.0
"""Seconds until a picture is not waited for any more: it may be the one that is shown."""
_REST = 0.2
_TURN = 0.006
_GOOD, _WARN, _BAD = 0.9995, 0.97, 0.6
_EVERY, _AT_LEAST = 97, 5
"""One layer in so many is not good, and at least so many."""


def made_up_result(node: str, cosine: float) -> PairResult:
    """A result of this cosine."""
    name = DumpName(f"{node}.float", node, Kind.OUTPUT, 0, (), Encoding.DECIMAL)
    dump = Dump(Path("/run"), name)
    pair = Pair(node, dump, dump, 0, Rule.NAME, node)
    severity = Severity.GOOD if cosine >= 0.99 else Severity.WARN
    if cosine <= 0.95:
        severity = Severity.BAD
    metrics = Metrics(cosine, 1.25, 0.5, 0.125, 2.0, 0.25, 4.0, 0.5, 0.75, 20.0, cosine, 3)
    return PairResult(pair, severity, metrics, 100, 100, 100)


def made_up_results(network: Network) -> dict[str, list[PairResult]]:
    """A result for every node; some of them are not good."""
    every = min(_EVERY, max(len(network.nodes) // _AT_LEAST, 1))
    results = {}
    for number, node in enumerate(network.nodes):
        cosine = _GOOD
        if number % every == every - 1:
            cosine = _BAD if number % 2 else _WARN
        results[node.name] = [made_up_result(node.name, cosine)]
    return results


class Scenario:
    """What a user does with the picture, and what it costs."""

    def __init__(self, network: Network, frames: int = _FRAMES) -> None:
        self._network = network
        self._count = frames
        self.panel = TopologyPanel()
        self.panel.resize(*_SIZE)
        self.panel.show()
        self.session = Session(Settings())
        QuietSearch(self.session)
        self.session.layouts.laid_out.connect(self._on_laid_out)
        self.panel.layoutWanted.connect(self._lay_out)
        self._layouts: list[Layout] = []
        self._asked = 0
        """How many pictures were asked for."""
        self._meter = StallMeter(self.panel)
        self.first = self.last = 0.0

    def _on_laid_out(self, network: Network, layout: Layout) -> None:
        self._layouts.append(layout)
        self.panel.show_network(network, layout)

    def _lay_out(self, network: Network, whole: Network | None = None) -> None:
        panel = self.panel
        self._asked += 1
        self.session.layouts.lay_out(network, panel.node_sizes, panel.prepare, folded_from=whole)

    def run(self) -> dict[str, object]:
        """All of it."""
        view = self.panel.view
        turn_for(_REST)
        self._meter.start()
        begun = time.perf_counter()
        self._lay_out(self._network)
        turn_until(lambda: self._layouts and not view.building())
        view.viewport().repaint()
        self.first = time.perf_counter() - begun
        self._meter.note("first picture")
        self._pan_until_final()
        self.last = time.perf_counter() - begun
        turn_until(lambda: not view.building())
        turn_for(_REST)
        self._meter.note("Graphviz's picture")
        results = list(made_up_results(self._network).items())
        put_aside()  # as while a comparison goes on, nobody searches them
        self._meter.take()
        for start in range(0, len(results), RESULTS_A_TURN):
            self.panel.update_results(dict(results[start : start + RESULTS_A_TURN]))
            turn_for(_TURN)
        turn_for(_REST)
        self._meter.note("results")
        for name, act in (
            ("fit", view.fit_all),
            ("colour by a metric", lambda: self.panel.colouring.choose("sqnr_db")),
            ("colour by severity", lambda: self.panel.colouring.choose(BY_SEVERITY)),
            ("find", lambda: self.panel.search.setText("m3")),
            ("next found", lambda: self.panel.step_search(1)),
            ("end of search", lambda: self.panel.search.setText("")),
            ("select", lambda: view.select_node(self._network.nodes[-1].name)),
        ):
            act()
            turn_for(_REST)
            turn_until(lambda: not view.building())
            self._meter.note(name)
        self._change_folds()
        frames = {str(zoom): self._frames(zoom) for zoom in ZOOMS}
        self.session.close()
        self.panel.stop()
        return {
            "nodes": len(self._network.nodes),
            "first": self.first,
            "last": self.last,
            "steps": self._meter.steps,
            "frames": frames,
        }

    def _pan_until_final(self) -> None:
        """The user looks around while Graphviz is at work."""
        bar = self.panel.view.verticalScrollBar()
        while self._layouts[-1].passing:
            bar.setValue(bar.value() + _STEP)
            turn_for(0.02)
        self._meter.note("pan meanwhile")

    def _change_folds(self) -> None:
        """Only what is not good, one fold opened, and everything again: where there are folds."""
        folding = self.panel.folding
        self._change("only what is not good", lambda: folding.set_only_not_good(True))
        fold = next(filter(self._is_fold, self.panel.view.picture().order), "")
        if fold:
            self._change("unfold", lambda: folding.unfold(fold))
        self._change("show all again", lambda: folding.set_only_not_good(False))

    def _change(self, name: str, act: Callable[[], None]) -> None:
        count, asked = len(self._layouts), self._asked
        act()
        turn_until(lambda: not self.panel.folding.folding())
        if self._asked == asked:
            # Nothing folds.
            self._meter.note(name)
            return
        latest = time.monotonic() + _NO_OTHER
        turn_until(lambda: len(self._layouts) > count or time.monotonic() > latest)
        turn_until(lambda: not self._layouts[-1].passing)
        turn_until(lambda: not self.panel.view.building())
        turn_for(_REST)
        self._meter.note(name)

    def _is_fold(self, name: str) -> bool:
        return self.panel.view.picture().data.is_fold(name)

    def _frames(self, zoom: float) -> tuple[float, float]:
        """Milliseconds of a frame, the whole view drawn anew: the median and the longest."""
        view = self.panel.view
        if zoom == 0.0:
            view.fit_all()
        else:
            view.set_zoom(zoom)
        view.centerOn(QPointF(view.sceneRect().center()))
        turn_for(_REST)
        self._meter.note("zoom")
        bars = (view.verticalScrollBar(), view.horizontalScrollBar())
        took = []
        for number in range(self._count):
            # Down, then across: where a net is wide, other edges come into sight.
            bar = bars[2 * number // self._count]
            begun = time.thread_time()
            bar.setValue(bar.value() + _STEP)
            view.viewport().update()
            view.viewport().repaint()
            took.append(1e3 * (time.thread_time() - begun))
            turn_for(_TURN)
        self._meter.note("pan")
        return statistics.median(took), max(took)


def main(kind: str, size: int, frames: int = _FRAMES) -> None:
    """Measure one network and print what came out."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        keep_results_in(folder)
        answer = Scenario(made_network(kind, size, Path(folder)), frames).run()
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    del application
    # Without waiting for what Qt and its plugins still take apart.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
