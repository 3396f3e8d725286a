"""The second comparison of unchanged folders against the first."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.comparing import megabytes, paths_of
from benchmarks.engine import WarmEngine
from benchmarks.timing import Row, Seconds, take_turns, times_the_cost
from benchmarks.workbench import ROOT, ProbeError, Workbench
from core.comparison.engine import compare
from core.comparison.matching import make_plan
from core.comparison.model import Request
from core.comparison.result_cache import YOUNG, ResultCache
from core.comparison.result_store import ResultStore

_TARGET = 0.1


def again(bench: Workbench) -> Iterator[Row]:
    """A ResNet-50-size pair: engine warm, then as a whole process."""
    request = bench.network()
    paths = paths_of(make_plan(request))
    _let_settle(paths)
    yield from _warm_rows(bench, request, megabytes(paths))
    yield _process_row(bench, request, megabytes(paths))


def _warm_rows(bench: Workbench, request: Request, amount: str) -> Iterator[Row]:
    first = f"first comparison, engine warm, {bench.threads} threads"
    second, alone = "second comparison of the same files", "the same, nothing kept"
    file = bench.folder / "kept" / "again.sqlite"
    with _KeepingEngine() as engine:
        seconds = take_turns(
            {
                alone: engine.comparing(request, bench.threads),
                first: engine.keeping(request, bench.threads, file, anew=True),
                second: engine.keeping(request, bench.threads, file, anew=False),
            },
            bench.size.rounds,
        )
    yield times_the_cost(f"again {amount}", second, first, seconds, _TARGET)
    yield times_the_cost(f"again {amount}", first, alone, seconds)


def _process_row(bench: Workbench, request: Request, amount: str) -> Row:
    folders = [str(request.left), str(request.rights[0])]
    command = [str(ROOT / "main.py"), "compare", *folders, "--quiet"]

    def run(anew: bool) -> float:
        if anew:
            shutil.rmtree(bench.kept, ignore_errors=True)
        start = time.perf_counter()
        bench.output_of(*command, "--json", str(bench.folder / "again.json"), good=(0, 1))
        return time.perf_counter() - start

    first, second = "main.py compare, first time", "main.py compare, second time"
    seconds = take_turns(
        {first: partial(run, anew=True), second: partial(run, anew=False)},
        bench.size.process_rounds,
    )
    return times_the_cost(f"again {amount}", second, first, seconds)


def _let_settle(paths: Iterable[Path]) -> None:
    """Wait until the files are old enough to be trusted."""
    youngest = max(path.stat().st_ctime_ns for path in paths)
    time.sleep(max(0, youngest + YOUNG - time.time_ns()) / 1e9 + 0.1)


class _KeepingEngine(WarmEngine):
    """Keeps results in a file; what was kept before is forgotten ``anew``."""

    def keeping(self, request: Request, threads: int, file: Path, anew: bool) -> Seconds:
        return partial(self._run_keeping, request, threads, file, anew)

    def _run_keeping(self, request: Request, threads: int, file: Path, anew: bool) -> float:
        seconds, known = self._pool.submit(_timed_compare, request, threads, file, anew).result()
        # A ratio between other things than measured and kept results would mean nothing.
        if known != (not anew):
            raise ProbeError("a second comparison did not know the results of the first")
        return seconds


def _timed_compare(
    request: Request, threads: int, file: Path, anew: bool
) -> tuple[float, bool | None]:
    """Seconds, and whether all of the pairs were known (None: some were)."""
    if anew:
        shutil.rmtree(file.parent, ignore_errors=True)
    start = time.perf_counter()
    keeper = ResultCache(ResultStore(file))
    comparison = compare(request, threads=threads, keeper=keeper)
    seconds = time.perf_counter() - start
    known = {0: False, len(comparison.results): True}.get(keeper.found)
    return seconds, known
