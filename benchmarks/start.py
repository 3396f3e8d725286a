"""From the start of the process to the first painted window, against an empty PySide6 window; and
the very first start, which compiles."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator

from benchmarks.timing import Row, Seconds, take_turns, timed, times_the_cost
from benchmarks.workbench import Workbench, library

_TARGET = 2.0
_TIMES = 4
"""As many rounds as of other processes: each is short, and may take half as long again."""


def start(bench: Workbench) -> Iterator[Row]:
    """Both offscreen and with the same Python; Cosight's own way to its window."""
    if library("PySide6") is None:
        return

    def shown(which: str) -> float:
        begun = time.monotonic()
        return float(bench.output_of("-m", "benchmarks.start_probe", which)) - begun

    def imported(modules: str) -> Seconds:
        return timed(lambda: bench.output_of("-c", f"import {modules}"))

    ours, bare = "Cosight's window painted", "bare QMainWindow painted"
    qt, app = "import PySide6.QtWidgets", "import app.command_line, app.window"
    seconds = take_turns(
        {
            ours: lambda: shown("cosight"),
            bare: lambda: shown("bare"),
            qt: imported("PySide6.QtWidgets"),
            app: imported("app.command_line, app.window"),
        },
        _TIMES * bench.size.process_rounds,
    )
    yield times_the_cost("start", ours, bare, seconds, _TARGET)
    for stage in (qt, app):
        yield times_the_cost(
            "start", f"– of it {stage}", ours, {**seconds, f"– of it {stage}": seconds[stage]}
        )


_COMPILE = """
import os, sys
os.environ["NUMBA_CACHE_DIR"] = sys.argv[1]
from core.compiling_beside import beside
if sys.argv[2] == "alone":
    beside.stop()
from app.warm_up import warm_up
warm_up(lambda: False)
"""


def first_start(bench: Workbench) -> Iterator[Row]:
    """Everything compiled, nothing of it on the disk: with the second process and without."""

    def compiled(how: str) -> None:
        with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
            bench.output_of("-c", _COMPILE, folder, how)

    ours, alone = "kernels compiled by two processes", "by one"
    seconds = take_turns(
        {ours: timed(lambda: compiled("beside")), alone: timed(lambda: compiled("alone"))}, 1
    )
    yield times_the_cost("first start ever", ours, alone, seconds)
