"""The network's picture: how soon it is there, whether it ever holds up the window, and what a
frame costs while panning, each against a limit, and the quick picture against Graphviz's."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.stall_rows import (
    OWN_WORK,
    STALL_LIMIT,
    Stalls,
    answer_of,
    row_against,
    row_within,
)
from benchmarks.timing import Row
from benchmarks.topology_nets import DENSE, FAN, LAYERS
from benchmarks.workbench import Workbench, library

FIRST_LIMIT, FIRST_LAYERS = 1.0, 1000
"""Seconds until a network of so many layers is drawn; a larger one has no limit but a window that
stays free meanwhile."""
FRAME_LIMIT = 0.016
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """One process: seconds to the first and to the last picture, the stalls, and the median frame
    at each zoom."""

    first: float
    last: float
    stalls: Stalls
    frames: Mapping[str, float]

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
        zoom = max(run.frames, key=run.frames.__getitem__)
        print(
            f"{name}: longest in {run.stalls.longest()!r}, {1e3 * run.stalls.work():.0f} ms; "
            f"frames cost most at zoom {zoom}, {1e3 * run.frame():.1f} ms",
            file=sys.stderr,
        )
    first, drawn = [run.first for run in runs], "asked for until drawn"
    if limited:
        yield row_within(name, drawn, first, FIRST_LIMIT)
    lasts = statistics.median(run.last for run in runs)
    yield row_against(name, drawn, first, "Graphviz's picture, too", lasts)
    yield row_within(name, OWN_WORK, [run.stalls.work() for run in runs], STALL_LIMIT)
    frames = [run.frame() for run in runs]
    yield row_within(name, "frame while panning, dearest zoom", frames, FRAME_LIMIT)


def _draw(bench: Workbench, kind: str, size: int) -> Drawn:
    arguments = kind, str(size), str(bench.size.drawn_frames)
    answer = answer_of(bench, "topology_probe", *arguments)
    return Drawn(
        answer["first"],
        answer["last"],
        Stalls.of(answer),
        {zoom: 1e-3 * usual for zoom, (usual, _) in answer["frames"].items()},
    )
