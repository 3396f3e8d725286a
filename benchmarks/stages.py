"""Where the time of a comparison goes: each stage alone, against the whole."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from functools import partial
from types import ModuleType
from typing import Any
from unittest import mock

from benchmarks.comparing import paths_of
from benchmarks.engine import WarmEngine, warm_up
from benchmarks.streaming import count_nothing, stream
from benchmarks.timing import Row, Seconds, take_turns, timed, times_the_cost
from benchmarks.workbench import ROOT, Workbench
from core.comparison import metrics_kernels
from core.comparison.engine import measure_pairs
from core.comparison.matching import make_plan
from core.comparison.model import Plan, Request
from core.dumps import kernels

_WHOLE = "compare, engine warm, one thread"
_PROCESS = "main.py compare, whole process"


def stages(bench: Workbench) -> Iterator[Row]:
    """Of the ResNet-50-size pair: on one thread within the engine, then of the whole process."""
    yield from engine_stages(bench, bench.network())
    yield from process_stages(bench, bench.network())


def engine_stages(bench: Workbench, request: Request) -> Iterator[Row]:
    """One thread, so that the stages add up."""
    warm_up()
    plan = make_plan(request)
    paths = paths_of(plan)
    stages: dict[str, Seconds] = {
        "scan, match, order": timed(lambda: make_plan(request)),
        "the system copies the bytes": timed(lambda: stream(paths, 1, count_nothing)),
        "decimal kernel": partial(_within, kernels.decimal_kernel(), "fill_decimals", plan),
        "hex kernel": partial(_within, kernels.hex_kernel(), "fill_hex", plan),
        "sums": partial(_within, metrics_kernels, "add_range", plan),
    }
    with WarmEngine() as engine:
        whole = {
            _WHOLE: engine.comparing(request, 1),
            f"compare, {bench.threads} threads": engine.comparing(request, bench.threads),
        }
        seconds = take_turns({**whole, **stages}, bench.size.rounds)
    for name in list(seconds)[1:]:
        yield times_the_cost("stages", name, _WHOLE, seconds)


def process_stages(bench: Workbench, request: Request) -> Iterator[Row]:
    """Each contains the one before."""
    loaded = "from core.dumps import kernels; from core.comparison import metrics; "
    command = [
        *(str(ROOT / "main.py"), "compare", str(request.left), str(request.rights[0])),
        *("--quiet", "--no-cache", "--json", str(bench.folder / "stages.json")),
    ]
    programs: Mapping[str, list[str]] = {
        "Python starts": ["-c", "pass"],
        "+ NumPy is imported": ["-c", "import numpy"],
        "+ numba is imported": ["-c", "import numba"],
        "+ kernels come from numba's cache": [
            "-c",
            f"{loaded} kernels.warm_up(); metrics.warm_up()",
        ],
        _PROCESS: command,
    }
    runs = {
        name: timed(partial(bench.output_of, *arguments, good=(0, 1)))
        for name, arguments in programs.items()
    }
    seconds = take_turns(runs, bench.size.process_rounds)
    for name in list(runs)[:-1]:
        yield times_the_cost("stages", name, _PROCESS, seconds)


def _within(module: ModuleType, function: str, plan: Plan) -> float:
    """Seconds that measuring all pairs on one thread spends in one function of ``module``."""
    kernel = getattr(module, function)
    spent = 0.0

    def clocked(*arguments: Any) -> Any:
        nonlocal spent
        start = time.perf_counter()
        result = kernel(*arguments)
        spent += time.perf_counter() - start
        return result

    with (
        mock.patch.object(module, function, clocked),
        # Each stage in a call of its own, and none that reads.
        mock.patch("core.comparison.measuring.streams.measured_on", return_value=0),
        mock.patch("core.dumps.text_file.read_address", return_value=0),
        mock.patch("core.comparison.measuring.at_once._functions", return_value=None),
    ):
        for _ in measure_pairs(plan, threads=1):
            pass
    return spent
