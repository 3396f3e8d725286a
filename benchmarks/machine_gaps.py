"""What the machine takes from a thread that only reads memory, with nothing of Cosight in it.

A virtual machine may give memory that is free back to its host. While it does, pages that are in
use may have to be mapped anew one by one, and whoever touches them stands still: as processor time
of that thread, with no page fault that the guest would know of. No stall or frame on such a
machine can be shorter than what is measured here.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.timing import Row, times_the_cost
from benchmarks.workbench import Workbench

_PAGE = 4096
_PASSES = 4
"""Over all pages, between two looks at the clock."""

_FREES = """
import time, numpy
while True:
    numpy.ones(75_000_000)
    time.sleep(3.5)
"""
"""A program that takes 600 MB and gives them back, as windows on large layers do."""


def machine_gaps(bench: Workbench) -> Iterator[Row]:
    """The longest gap alone and beside a program that frees memory, against what is usual."""
    file = bench.folder / "touched"
    file.write_bytes(bytes(bench.size.touched))
    # Of the system's cache, like the code of every program.
    pages = np.memmap(file, np.uint8, "r")[::_PAGE]
    amount = f"machine, {bench.size.touched / 1e6:.0f} MB touched"
    yield _row(amount, "longest, nothing beside it", _seconds(pages, bench.size.touching_seconds))
    freeing = subprocess.Popen([sys.executable, "-c", _FREES])
    try:
        seconds = _seconds(pages, bench.size.touching_seconds)
    finally:
        freeing.kill()
        freeing.wait()
    yield _row(amount, "longest, while 600 MB are freed every 4 s", seconds)


def _row(amount: str, name: str, seconds: list[float]) -> Row:
    usual = float(np.median(seconds))
    return times_the_cost(amount, name, "median", {name: [max(seconds)], "median": [usual]})


def _seconds(pages: NDArray[np.uint8], lasting: float) -> list[float]:
    """Processor time of this thread for each reading of all pages, for so long."""
    taken = []
    end = time.perf_counter() + lasting
    while time.perf_counter() < end:
        begun = time.thread_time()
        for _ in range(_PASSES):
            pages.sum()
        taken.append(time.thread_time() - begun)
    return taken
