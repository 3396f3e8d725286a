"""Heavy imports and the compiling of kernels, behind the window that is already there."""

from __future__ import annotations

import threading
from collections.abc import Callable

from widgets.parts.heavy_imports import import_heavy

_lock = threading.Lock()
_done = threading.Event()


def is_warm() -> bool:
    """Whether nothing is left to make ready."""
    return _done.is_set()


def patience() -> float:
    """Seconds to wait for a thread that is to end: none worth the name while kernels are made
    ready, since a compiler cannot be interrupted and may take seconds to its end."""
    return 0.1 if is_under_way() else 5.0


def is_under_way() -> bool:
    """Whether kernels are being made ready."""
    return _lock.locked()


def warm_up(cancelled: Callable[[], bool]) -> None:
    """Import what is slow to import and make the kernels ready; quick when done before.

    The first start ever compiles the kernels, which takes seconds; they are cached on disk.
    """
    if _done.is_set():
        return
    with _lock:
        import_heavy("numba")
        from core.comparison.elements_sorting import warm_up as warm_elements
        from core.comparison.findings.diagnosis import warm_up as warm_findings
        from core.comparison.metrics import warm_up as warm_metrics
        from core.dumps.kernels import warm_up as warm_readers

        for step in (warm_readers, warm_metrics, warm_findings, warm_elements):
            if cancelled():
                return
            step()
        _done.set()
