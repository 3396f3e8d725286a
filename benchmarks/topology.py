"""The network's picture: how soon it is there, whether it ever holds up the window, and what a
frame costs while panning, each against a limit, and the quick picture against Graphviz's."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.timing import Row, Target
from benchmarks.topology_nets import DENSE, FAN, LAYERS
from benchmarks.workbench import Workbench, library

FIRST_LIMIT, FIRST_LAYERS = 1.0, 1000
"""Seconds until a network of so many layers is drawn; a larger one has no limit but a window that
stays free meanwhile."""
STALL_LIMIT = 0.05
FRAME_LIMIT = 0.016
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """One process: seconds to the first and to the last picture, the longest stall of the thread's
    own work in each step, and the median frame at each zoom."""

    first: float
    last: float
    steps: Mapping[str, float]
    frames: Mapping[str, float]

    def stall(self) -> float:
        return max(self.steps.values())

    def frame(self) -> float:
        """At the zoom where it costs most."""
        return max(self.frames.values())


def topology(bench: Workbench) -> Iterator[Row]:
    """Two generated networks with branches and long skips, a wide one and a dense one."""
    if library("PySide6") is None:
        return
    rounds = range(min(_ROUNDS, bench.size.process_rounds))
    for layers in bench.size.drawn_layers:
        runs = [_draw(bench, LAYERS, layers) for _ in rounds]
        yield from _rows(f"topology {layers} layers", runs, layers <= FIRST_LAYERS)
    branches, side = bench.size.drawn_branches, bench.size.drawn_side
    for name, kind, size in (
        (f"topology, fan of {branches}", FAN, branches),
        (f"topology, {side} × {side} edges", DENSE, side),
    ):
        yield from _rows(name, [_draw(bench, kind, size) for _ in rounds[:1]], False)


def _rows(name: str, runs: Sequence[Drawn], limited: bool) -> Iterator[Row]:
    for run in runs:
        step = max(run.steps, key=run.steps.__getitem__)
        zoom = max(run.frames, key=run.frames.__getitem__)
        print(
            f"{name}: longest in {step!r}, {1e3 * run.stall():.0f} ms; "
            f"frames cost most at zoom {zoom}, {1e3 * run.frame():.1f} ms",
            file=sys.stderr,
        )
    first = [run.first for run in runs]
    if limited:
        yield _against(name, "asked for until drawn", first, "limit 1 s", FIRST_LIMIT)
    lasts = statistics.median(run.last for run in runs)
    yield _against(name, "asked for until drawn", first, "Graphviz's picture, too", lasts, None)
    for measured, value, limit in (
        ("longest stall, the thread's own work", Drawn.stall, STALL_LIMIT),
        ("frame while panning, dearest zoom", Drawn.frame, FRAME_LIMIT),
    ):
        yield _against(name, measured, _each(runs, value), f"limit {1e3 * limit:.0f} ms", limit)


def _each(runs: Sequence[Drawn], value: Callable[[Drawn], float]) -> list[float]:
    return [value(run) for run in runs]


def _draw(bench: Workbench, kind: str, size: int) -> Drawn:
    arguments = kind, str(size), str(bench.size.drawn_frames)
    answer = json.loads(bench.output_of("-m", "benchmarks.topology_probe", *arguments))
    return Drawn(
        answer["first"],
        answer["last"],
        {name: work for name, (_, work) in answer["steps"].items()},
        {zoom: 1e-3 * usual for zoom, (usual, _) in answer["frames"].items()},
    )


_AT_MOST_ALL = Target(1.0)


def _against(
    benchmark: str,
    measured: str,
    seconds: Sequence[float],
    baseline: str,
    held_against: float,
    target: Target | None = _AT_MOST_ALL,
) -> Row:
    ratios = sorted(second / held_against for second in seconds)
    return Row(
        benchmark,
        measured,
        f"{1e3 * statistics.median(seconds):.0f} ms",
        baseline,
        f"{1e3 * held_against:.0f} ms",
        statistics.median(ratios),
        ratios[0],
        ratios[-1],
        len(ratios),
        target,
    )
