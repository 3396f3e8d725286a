"""Ten times as much work, ten times the time: the engine warm, against a tenth of itself."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.engine import WarmEngine
from benchmarks.timing import Row, take_turns, times_the_cost
from benchmarks.workbench import Workbench, request_of


def linearity(bench: Workbench) -> Iterator[Row]:
    """10 × the elements in as many files; 10 × the files of the same total size."""
    size = bench.size
    yield from ten_times_the_elements(bench, size.layers, size.elements, 10.5)
    yield from ten_times_the_files(bench, size.layers, size.elements, None)


def large_linearity(bench: Workbench) -> Iterator[Row]:
    """The same with 2 GB of text."""
    size = bench.size
    yield from ten_times_the_elements(bench, size.layers, size.large_elements, 10.5)
    yield from ten_times_the_files(bench, size.layers, size.large_elements, 1.3)


def ten_times_the_elements(
    bench: Workbench, layers: int, elements: int, target: float | None
) -> Iterator[Row]:
    """As many pairs, each ten times as long."""
    tenth = max(1, elements // 10)
    yield _row(bench, "10 × the elements", (layers, elements), (layers, tenth), target)


def ten_times_the_files(
    bench: Workbench, layers: int, elements: int, target: float | None
) -> Iterator[Row]:
    """Ten times as many pairs, each a tenth as long."""
    tenth = max(1, elements // 10)
    yield _row(bench, "10 × the files", (10 * layers, tenth), (layers, elements), target)


def _row(
    bench: Workbench, title: str, more: tuple[int, int], less: tuple[int, int], target: float | None
) -> Row:
    requests = {
        f"{layers} pairs of {elements}": request_of(bench.run_pair(layers, elements))
        for layers, elements in (more, less)
    }
    with WarmEngine() as engine:
        runs = {
            name: engine.comparing(request, bench.threads) for name, request in requests.items()
        }
        seconds = take_turns(runs, bench.size.rounds)
    measured, baseline = requests
    return times_the_cost(title, measured, baseline, seconds, target)
