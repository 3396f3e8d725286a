"""How long the window's thread keeps the user waiting while it compares, and how long a cancel
takes: against limits, and against a window with nothing in it beside the same comparison."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.timing import Row, Target
from benchmarks.workbench import Workbench, library
from resources.sample.run_pair import RunPair

STALL_LIMIT = 0.05
CANCEL_LIMIT = 0.2
"""Seconds."""
_SMALL = 256
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Lived:
    """One process: the longest stalls of each step by the clock and in the thread's own work,
    and what a cancel took, in seconds."""

    steps: Mapping[str, tuple[float, float]]
    cancel: float

    def wall(self) -> float:
        return max(wall for wall, _ in self.steps.values())

    def work(self) -> float:
        return max(work for _, work in self.steps.values())

    def longest(self) -> str:
        """The step with the longest stall of the thread's own work."""
        return max(self.steps, key=lambda name: self.steps[name][1])


def stalls(bench: Workbench) -> Iterator[Row]:
    """A pair of runs of a ResNet-50's size, and one of many small blobs."""
    if library("PySide6") is None:
        return
    size = bench.size
    runs = bench.run_pair(size.layers, size.elements)
    yield from _rows(bench, f"stalls {_megabytes(runs)} MB", runs)
    yield from _rows(bench, f"stalls {size.names} pairs", bench.run_pair(size.names, _SMALL))


def large_stalls(bench: Workbench) -> Iterator[Row]:
    """The same for 2 GB of text."""
    if library("PySide6") is None:
        return
    runs = bench.run_pair(bench.size.layers, bench.size.large_elements)
    yield from _rows(bench, f"stalls {_megabytes(runs)} MB", runs)


def _rows(bench: Workbench, name: str, runs: RunPair) -> Iterator[Row]:
    ours: list[Lived] = []
    bare: list[Lived] = []
    for _ in range(min(_ROUNDS, bench.size.process_rounds)):
        ours.append(_live(bench, "cosight", runs))
        bare.append(_live(bench, "bare", runs))
    for lived in ours:
        step = lived.longest()
        print(f"{name}: longest in {step!r}, {1e3 * lived.work():.0f} ms", file=sys.stderr)
    limit = f"limit {1e3 * STALL_LIMIT:.0f} ms"
    own = "longest stall, the thread's own work"
    clock = "longest stall by the clock"
    yield _against(name, own, _each(ours, Lived.work), limit, STALL_LIMIT, Target(1.0))
    yield _against(name, clock, _each(ours, Lived.wall), limit, STALL_LIMIT, Target(1.0))
    beside = "bare window beside the same comparison"
    noise = statistics.median(_each(bare, Lived.wall))
    yield _against(name, clock, _each(ours, Lived.wall), beside, noise)
    waits = _each(ours, lambda lived: lived.cancel)
    limit = f"limit {1e3 * CANCEL_LIMIT:.0f} ms"
    yield _against(
        name, "cancel, until no thread compares", waits, limit, CANCEL_LIMIT, Target(1.0)
    )


def _live(bench: Workbench, which: str, runs: RunPair) -> Lived:
    said = bench.output_of(
        "-m", "benchmarks.stalls_probe", which, str(runs.left), str(runs.right), str(runs.prototxt)
    )
    answer = json.loads(said)
    steps = {name: (wall, work) for name, (wall, work) in answer["steps"].items()}
    return Lived(steps, answer["cancel"])


def _each(lives: Sequence[Lived], value: Callable[[Lived], float]) -> list[float]:
    return [value(lived) for lived in lives]


def _against(
    benchmark: str,
    measured: str,
    seconds: Sequence[float],
    baseline: str,
    held_against: float,
    target: Target | None = None,
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


def _megabytes(runs: RunPair) -> int:
    folders = (runs.left, runs.right)
    size = sum(path.stat().st_size for folder in folders for path in folder.iterdir())
    return round(size / 1e6)
