"""The engine in a process of its own, warm, with nothing else done there.

A baseline in the same process would change what is measured: once it has freed one large buffer,
glibc keeps memory it gave back to the system before, and a comparison then has a third less to do
than it has in the window or on the command line.
"""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from types import TracebackType

from benchmarks.timing import Seconds
from core.comparison import metrics
from core.comparison.engine import compare
from core.comparison.findings import diagnosis
from core.comparison.model import Request
from core.dumps import kernels


def warm_up() -> None:
    """Load all kernels; the window does so behind its start."""
    kernels.warm_up()
    metrics.warm_up()
    diagnosis.warm_up()


class WarmEngine:
    """Started and warm within a ``with`` block."""

    def __enter__(self) -> WarmEngine:
        self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        self._pool.submit(warm_up).result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown()

    def comparing(self, request: Request, threads: int) -> Seconds:
        """Everything ``compare`` does, timed there."""
        return partial(self._run, request, threads)

    def _run(self, request: Request, threads: int) -> float:
        return self._pool.submit(_timed_compare, request, threads).result()


def _timed_compare(request: Request, threads: int) -> float:
    start = time.perf_counter()
    compare(request, threads=threads)
    return time.perf_counter() - start
