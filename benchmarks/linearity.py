"""Ten times as much work, ten times the time: the engine warm, against a tenth of itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.engine import WarmEngine
from benchmarks.timing import Row, take_turns, timed, times_the_cost
from benchmarks.workbench import ROOT, Workbench, request_of

_MORE_FILES = 1.3


def linearity(bench: Workbench) -> Iterator[Row]:
    """10 × the elements in as many files; 10 × the files of the same total size."""
    size = bench.size
    yield from ten_times_the_elements(bench, size.layers, size.elements, 10.5)
    yield from ten_times_the_files(bench, size.layers, size.elements, None)
    yield from as_processes(bench, size.layers, size.elements, _MORE_FILES)


def large_linearity(bench: Workbench) -> Iterator[Row]:
    """The same with 2 GB of text."""
    size = bench.size
    yield from ten_times_the_elements(bench, size.layers, size.large_elements, 10.5)
    yield from ten_times_the_files(bench, size.layers, size.large_elements, _MORE_FILES)


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


def as_processes(
    bench: Workbench, layers: int, elements: int, target: float | None
) -> Iterator[Row]:
    """Ten times as many pairs, each a tenth as long, from the start of Python to the last line."""
    names, commands = [], []
    for count, length in ((10 * layers, max(1, elements // 10)), (layers, elements)):
        request = request_of(bench.run_pair(count, length))
        report = str(bench.folder / f"process-{count}.json")
        folders = str(request.left), str(request.rights[0])
        commands.append(
            (str(ROOT / "main.py"), "compare", *folders, "--no-cache", "--json", report)
        )
        names.append(f"main.py compare, {count} pairs of {length}")
    measured, baseline = (
        timed(partial(bench.output_of, *command, good=(0, 1))) for command in commands
    )
    seconds = take_turns({names[0]: measured, names[1]: baseline}, bench.size.process_rounds)
    yield times_the_cost("10 × the files, whole process", names[0], names[1], seconds, target)


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
