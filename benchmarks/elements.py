"""The element window on one large pair: opening, sorting, scrolling, closing."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.timing import Row, times_the_cost
from benchmarks.workbench import Workbench, library
from resources.sample.writing import Notation

_FRAME = 0.016
_LIMITS = {
    "first rows painted, files read before": ("kept, first rows", 0.3),
    "sorted by absolute error": ("sort", 1.5),
    "worst frame of a scroll, at its median": ("worst frame", _FRAME),
    "– its own work": ("worst frame, own", _FRAME),
    "closed while sorting": ("close while sorting", 0.2),
    "closed while reading": ("close while reading", 0.2),
    "longest stall, files not read before": ("stall while opening, files read", 0.05),
    "– the thread's own work": ("stall while opening, files read, own", 0.05),
    "longest stall, files read before": ("stall while opening, numbers kept", 0.05),
    "– the thread's own work then": ("stall while opening, numbers kept, own", 0.05),
    "longest stall while sorting": ("stall while sorting", 0.05),
}
"""What is measured: where the probe keeps it, and seconds that are enough."""


def elements(bench: Workbench) -> Iterator[Row]:
    """Short notation on the left, 20.12 hex on the right; a process of its own, offscreen."""
    if library("PySide6") is None:
        return
    count = bench.size.opened_elements
    pair = bench.run_pair(1, count, Notation.SHORT)
    seconds: dict[str, list[float]] = json.loads(
        bench.output_of(
            *("-m", "benchmarks.elements_probe", str(pair.left), str(pair.right)),
            *(str(bench.size.process_rounds), str(bench.size.opened_frames)),
        )
    )
    title = f"element window, {count / 1e6:g} M"

    def row(ours: str, key: str, baseline: str, theirs: list[float], target: float | None) -> Row:
        return times_the_cost(title, ours, baseline, {ours: seconds[key], baseline: theirs}, target)

    yield row(
        "first rows painted, files not read before",
        "not kept, first rows",
        "all rows there",
        seconds["not kept, all rows"],
        None,
    )
    for ours, (key, limit) in _LIMITS.items():
        enough = [limit] * len(seconds[key])
        yield row(ours, key, f"{limit * 1000:g} ms", enough, 1.0)
    yield row(
        "worst frame of a round",
        "worst frame of a round",
        f"{_FRAME * 1000:g} ms",
        [_FRAME] * len(seconds["worst frame of a round"]),
        None,
    )
    yield row(
        "sorted by absolute error", "sort", 'np.argsort(kind="stable")', seconds["argsort"], None
    )
