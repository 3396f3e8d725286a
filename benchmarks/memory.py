"""Peak memory of a comparison, in a process of its own, against its largest pair as float32."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator

from benchmarks.timing import Row, Target
from benchmarks.workbench import Workbench

_TARGET = Target(3.0)
_BYTES_OF_FLOAT32 = 4


def memory(bench: Workbench) -> Iterator[Row]:
    """A folder of large pairs, one of four times as many, and the ResNet-50-size one."""
    if not sys.platform.startswith("linux"):
        sys.stderr.write("note: peak memory is measured on Linux only\n")
        return
    size = bench.size
    elements = max(1, size.lines // 4)
    for layers, length in ((2, elements), (8, elements), (size.layers, size.elements)):
        pair = bench.run_pair(layers, length)
        arguments = ("-m", "benchmarks.memory_probe", str(pair.left), str(pair.right))
        peaks = [
            int(bench.output_of(*arguments, str(bench.threads))) for _ in range(size.process_rounds)
        ]
        largest = 2 * length * _BYTES_OF_FLOAT32
        ratios = [peak / largest for peak in peaks]
        yield Row(
            "memory",
            f"peak above start, {layers} pairs of {length}, {bench.threads} threads",
            f"{statistics.median(peaks) / 1e6:.1f} MB",
            "largest pair as float32, both sides",
            f"{largest / 1e6:.1f} MB",
            statistics.median(ratios),
            min(ratios),
            max(ratios),
            len(ratios),
            _TARGET,
        )
