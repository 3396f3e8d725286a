"""Measures Cosight and prints a table of ratios; see docs/performance.md for what they mean."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.table import as_table, machine
from benchmarks.timing import Row
from benchmarks.workbench import FULL, QUICK, ProbeError, Size, Workbench, library, thread_limits
from core.comparison.model import Request
from core.errors import CosightError

Benchmark = Callable[[Workbench], Iterator[Row]]

NAMES = (
    "parsing",
    "comparing",
    "process",
    "again",
    "findings",
    "elements",
    "linearity",
    "memory",
    "names",
    "start",
    "stalls",
    "topology",
    "stages",
)
LARGE = ("large", "large-stalls")
ON_REQUEST = (*LARGE, "first-start", "machine")


def main(arguments: Sequence[str] | None = None, size: Size | None = None) -> int:
    """Run what is asked for; 0, 1 where something failed, 2 where the folders cannot be used."""
    options = _parser().parse_args(arguments)
    if options.right is None and options.left is not None:
        _parser().error("LEFT needs a RIGHT to be compared with")
    # Before polars is imported, which reads it once.
    os.environ.update(thread_limits(options.threads))
    print(f"{machine()}\n", flush=True)
    for name in ("polars", "pyarrow", "pandas"):
        if library(name) is None:
            print(f"note: {name} is missing (requirements-bench.lock), its baselines are left out")
    rows: list[Row] = []
    failed = False
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cosight-bench-", dir=options.files) as folder:
        bench = Workbench(Path(folder), size or (QUICK if options.quick else FULL), options.threads)
        try:
            for name, measured in _benchmarks(bench, options):
                print(f"{name} …", file=sys.stderr, flush=True)
                try:
                    for row in measured:
                        rows.append(row)
                except ProbeError as error:
                    failed = True
                    print(f"{name} could not be measured: {error}", file=sys.stderr)
        except CosightError as error:
            print(error, file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            print("stopped; what was measured until then:", file=sys.stderr)
    print(as_table(rows))
    print(f"\n{time.monotonic() - begun:.0f} s")
    return 1 if failed else 0


def _benchmarks(
    bench: Workbench, options: argparse.Namespace
) -> Iterator[tuple[str, Iterator[Row]]]:
    if options.left is not None:
        from benchmarks.comparing import named_folders
        from benchmarks.stages import engine_stages

        request = Request(options.left, (options.right,), options.prototxt, options.dot)
        yield "comparing", named_folders(bench, request)
        yield "stages", engine_stages(bench, request)
        return
    for name in options.only or [*NAMES, *(LARGE if options.large else ())]:
        yield name, _benchmark(name)(bench)


def _benchmark(name: str) -> Benchmark:
    # Imported late: the thread limits must be set, and one benchmark needs no other's imports.
    from benchmarks import (
        again,
        comparing,
        elements,
        findings,
        linearity,
        machine_gaps,
        memory,
        names,
        parsing,
        stages,
        stalls,
        start,
        topology,
    )

    benchmarks: dict[str, Benchmark] = {
        "parsing": parsing.parsing,
        "comparing": comparing.comparing,
        "process": comparing.process,
        "large": comparing.large,
        "again": again.again,
        "elements": elements.elements,
        "findings": findings.findings,
        "linearity": linearity.linearity,
        "machine": machine_gaps.machine_gaps,
        "memory": memory.memory,
        "names": names.names,
        "start": start.start,
        "first-start": start.first_start,
        "stalls": stalls.stalls,
        "large-stalls": stalls.large_stalls,
        "stages": stages.stages,
        "topology": topology.topology,
    }
    return benchmarks[name]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("left", metavar="LEFT", type=Path, nargs="?", help="folders of your own")
    parser.add_argument("right", metavar="RIGHT", type=Path, nargs="?")
    parser.add_argument("--prototxt", type=Path, help="for folders of your own")
    parser.add_argument("--dot", type=Path, help="for folders of your own")
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        choices=[*NAMES, *ON_REQUEST],
        help=f"one of {', '.join([*NAMES, *ON_REQUEST])}; may be given more than once",
    )
    parser.add_argument("--quick", action="store_true", help="a quarter of the data")
    parser.add_argument("--large", action="store_true", help="with 2 GB of text, too")
    parser.add_argument("--threads", type=int, default=2, help="for all sides (default: 2)")
    parser.add_argument(
        "--files", metavar="FOLDER", help="where files are written meanwhile (1 GB, large: 3 GB)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
