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
from benchmarks.parsing import read
from benchmarks.streaming import count_nothing, stream
from benchmarks.timing import Row, Seconds, take_turns, timed, times_the_cost
from benchmarks.workbench import ROOT, Workbench
from core.comparison.engine import read_pair
from core.comparison.matching import make_plan
from core.comparison.metrics import measure
from core.comparison.model import Plan, Request
from core.dumps import kernels
from core.dumps.model import Dump, Encoding

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
    decimal = _dumps(plan, Encoding.DECIMAL)
    hexadecimal = _dumps(plan, Encoding.FIXED)
    stages: dict[str, Seconds] = {
        "scan, match, order": timed(lambda: make_plan(request)),
        "the system copies the bytes": timed(lambda: stream(paths, 1, count_nothing)),
        "read, decimal files": timed(partial(_read, decimal)),
        "– of it the decimal kernel": partial(
            _within, kernels.decimal_kernel(), "parse_decimals", decimal
        ),
        "read, hex files": timed(partial(_read, hexadecimal)),
        "– of it the hex kernel": partial(_within, kernels.hex_kernel(), "parse_hex", hexadecimal),
        "measure": partial(_measure, plan),
    }
    if not decimal:
        del stages["read, decimal files"], stages["– of it the decimal kernel"]
    if not hexadecimal:
        del stages["read, hex files"], stages["– of it the hex kernel"]
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
        *("--quiet", "--json", str(bench.folder / "stages.json")),
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


def _dumps(plan: Plan, encoding: Encoding) -> list[Dump]:
    every = [dump for pair in plan.pairs for dump in (pair.left, pair.right)]
    return [dump for dump in every if dump.name.encoding is encoding]


def _read(dumps: list[Dump]) -> None:
    """Read each and drop its numbers, as the engine does."""
    for dump in dumps:
        read(dump.path)


def _within(module: ModuleType, function: str, dumps: list[Dump]) -> float:
    """Seconds that reading ``dumps`` spends in one function of a module of kernels."""
    kernel = getattr(module, function)
    spent = 0.0

    def clocked(*arguments: Any) -> Any:
        nonlocal spent
        start = time.perf_counter()
        result = kernel(*arguments)
        spent += time.perf_counter() - start
        return result

    with mock.patch.object(module, function, clocked):
        _read(dumps)
    return spent


def _measure(plan: Plan) -> float:
    """Seconds within ``measure``, the numbers in memory."""
    spent = 0.0
    for pair in plan.pairs:
        sides: tuple[Any, Any] = read_pair(plan, pair)
        start = time.perf_counter()
        measure(*sides)
        spent += time.perf_counter() - start
    return spent
