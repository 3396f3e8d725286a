"""Prints by how many bytes a comparison's peak is above the warm engine's memory. Linux.

Usage: ``python -m benchmarks.memory_probe LEFT RIGHT THREADS``
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from benchmarks.engine import warm_up
from core.comparison.engine import compare
from core.comparison.model import Request


def kilobytes(key: str) -> int:
    """A field of this process's status: VmRSS now, VmHWM at its highest."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        name, _, value = line.partition(":")
        if name == key:
            return int(value.split()[0])
    raise RuntimeError(f"/proc/self/status has no {key}")


def main(left: str, right: str, threads: str) -> None:
    """Warm up, set the peak back, compare, print."""
    warm_up()
    gc.collect()
    # getrusage would give the parent's peak where that is higher, and the imports' own.
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    before = kilobytes("VmRSS")
    compare(Request(Path(left), (Path(right),)), threads=int(threads))
    print(1024 * (kilobytes("VmHWM") - before))


if __name__ == "__main__":
    main(*sys.argv[1:])
