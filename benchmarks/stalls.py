"""How long the window's thread keeps the user waiting while it compares, and how long a cancel
takes: against limits, and against a window with nothing in it beside the same comparison."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
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
from benchmarks.workbench import Workbench, library
from resources.sample.run_pair import RunPair

CANCEL_LIMIT = 0.2
"""Seconds."""
_SMALL = 256
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Lived:
    """One process: its stalls, and what a cancel took, in seconds."""

    stalls: Stalls
    cancel: float


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
        step, work = lived.stalls.longest(), 1e3 * lived.stalls.work()
        print(f"{name}: longest in {step!r}, {work:.0f} ms", file=sys.stderr)
    clock = "longest stall by the clock"
    walls = [lived.stalls.wall() for lived in ours]
    yield row_within(name, OWN_WORK, [lived.stalls.work() for lived in ours], STALL_LIMIT)
    yield row_within(name, clock, walls, STALL_LIMIT)
    beside = "bare window beside the same comparison"
    noise = statistics.median(lived.stalls.wall() for lived in bare)
    yield row_against(name, clock, walls, beside, noise)
    waits = [lived.cancel for lived in ours]
    yield row_within(name, "cancel, until no thread compares", waits, CANCEL_LIMIT)


def _live(bench: Workbench, which: str, runs: RunPair) -> Lived:
    files = str(runs.left), str(runs.right), str(runs.prototxt)
    answer = answer_of(bench, "stalls_probe", which, *files)
    return Lived(Stalls.of(answer), answer["cancel"])


def _megabytes(runs: RunPair) -> int:
    folders = (runs.left, runs.right)
    size = sum(path.stat().st_size for folder in folders for path in folder.iterdir())
    return round(size / 1e6)
