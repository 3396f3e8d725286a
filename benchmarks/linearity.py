"""Ten times as much work, ten times the time: the engine warm, against a tenth of itself."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.engine import WarmEngine
from benchmarks.timing import Row, take_turns, times_the_cost
from benchmarks.workbench import Workbench, request_of


def linearity(bench: Workbench) -> Iterator[Row]:
    """10 × the elements in as many files; 10 × the files of the same total size."""
    layers, elements = bench.size.layers, bench.size.elements
    tenth = max(1, elements // 10)
    sizes = {
        f"{layers} pairs of {elements}": (layers, elements),
        f"{layers} pairs of {tenth}": (layers, tenth),
        f"{10 * layers} pairs of {tenth}": (10 * layers, tenth),
    }
    requests = {name: request_of(bench.run_pair(*size)) for name, size in sizes.items()}
    with WarmEngine() as engine:
        runs = {
            name: engine.comparing(request, bench.threads) for name, request in requests.items()
        }
        seconds = take_turns(runs, bench.size.rounds)
    whole, small, many = sizes
    yield times_the_cost("10 × the elements", whole, small, seconds, 10.5)
    yield times_the_cost("10 × the files", many, whole, seconds, 1.3)
