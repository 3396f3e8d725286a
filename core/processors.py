"""How much of this machine may be used."""

from __future__ import annotations

import os

_MOST = 8
"""More threads than this only wait for each other between two pieces."""


def usable() -> int:
    """Threads that read and measure at the same time: as many as there are cores to be used."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return min(max(cores, 1), _MOST)
