"""What finding the causes costs, on top of the comparison without them.

In processor time, of all threads together: what is added is work, and waits for nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from unittest import mock

from benchmarks.comparing import megabytes, paths_of
from benchmarks.engine import WarmEngine
from benchmarks.timing import Row, Seconds, take_turns, times_the_cost
from benchmarks.workbench import ROOT, Workbench, request_of
from core.comparison import engine
from core.comparison.matching import make_plan
from core.comparison.model import Request

_TARGET = 1.25
_REAL = ROOT / ".." / "shared" / "data" / "retinaface"


def findings(bench: Workbench) -> Iterator[Row]:
    """A ResNet-50-size pair, half of it not good; small pairs; a real net where there is one."""
    size = bench.size
    requests = {
        "": bench.network(),
        "small pairs, ": request_of(bench.run_pair(4 * size.layers, max(1, size.elements // 12))),
    }
    if _REAL.is_dir():
        prototxt = _REAL / "deploy.prototxt"
        requests["RetinaFace 8-bit, "] = Request(
            _REAL / "caffe", (_REAL / "mapper_quant_8bit",), prototxt
        )
    for name, request in requests.items():
        yield from _rows(bench, name, request)


def _rows(bench: Workbench, name: str, request: Request) -> Iterator[Row]:
    amount = megabytes(paths_of(make_plan(request)))
    with _FindingEngine() as warm:
        for threads in sorted({1, bench.threads}):
            ours = f"{name}with findings, engine warm, threads: {threads}"
            seconds = take_turns(
                {
                    ours: warm.finding(request, threads, True),
                    "the same without": warm.finding(request, threads, False),
                },
                bench.size.rounds,
            )
            yield times_the_cost(f"findings {amount}", ours, "the same without", seconds, _TARGET)


class _FindingEngine(WarmEngine):
    """Compares with or without looking for causes."""

    def finding(self, request: Request, threads: int, wanted: bool) -> Seconds:
        return partial(self._run_finding, request, threads, wanted)

    def _run_finding(self, request: Request, threads: int, wanted: bool) -> float:
        return self._pool.submit(_timed, request, threads, wanted).result()


def _timed(request: Request, threads: int, wanted: bool) -> float:
    cause_of = engine.cause_of if wanted else lambda *_: None
    with mock.patch.object(engine, "cause_of", cause_of):
        start = time.process_time()
        engine.compare(request, threads=threads)
        return time.process_time() - start
