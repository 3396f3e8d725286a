"""Two runs compared, against the floor of streaming their bytes and against a script of polars."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

from benchmarks.engine import WarmEngine
from benchmarks.linearity import large_linearity
from benchmarks.prototype import prototype
from benchmarks.streaming import (
    count_by_search,
    count_by_sum,
    count_compiled,
    count_each,
    count_nothing,
    count_with_numpy,
    stream,
)
from benchmarks.timing import Row, take_turns, timed, times_the_cost
from benchmarks.workbench import ROOT, ProbeError, Workbench, library, request_of
from core.comparison.matching import make_plan
from core.comparison.model import Plan, Request
from core.dumps.formats import FixedPoint
from core.dumps.model import Encoding

_WARM_TARGET = 2.0
"""Times a count of newlines that a byte-by-byte prototype took 2.7 × of when it was set: this is
the count by ``count_by_sum``, whose row with the prototype says so in each run."""
_PROCESS_TARGET = 0.8
_LARGE_TARGET = 0.4
_POLARS = "polars + NumPy script"
_OURS = "main.py compare, whole process"


def comparing(bench: Workbench) -> Iterator[Row]:
    """A ResNet-50-size pair, engine warm, against streaming its bytes."""
    yield from warm_rows(bench, bench.network())


def process(bench: Workbench) -> Iterator[Row]:
    """The same as a whole process, start included, against a script."""
    yield from process_rows(bench, bench.network(), _PROCESS_TARGET)


def large(bench: Workbench) -> Iterator[Row]:
    """2 GB of text, engine warm and as a whole process, and ten times as much and as many."""
    size = bench.size
    request = request_of(bench.run_pair(size.layers, size.large_elements))
    yield from warm_rows(bench, request)
    yield from process_rows(bench, request, _LARGE_TARGET)
    yield from large_linearity(bench)


def named_folders(bench: Workbench, request: Request) -> Iterator[Row]:
    """The folders the caller names."""
    yield from warm_rows(bench, request)
    yield from process_rows(bench, request, None)


def warm_rows(bench: Workbench, request: Request) -> Iterator[Row]:
    """Everything ``compare`` does, on as many threads as the baselines."""
    threads = bench.threads
    plan = make_plan(request)
    paths = paths_of(plan)
    lines = stream(paths, threads)
    if lines != stream(paths, threads, count_by_search):
        raise ProbeError("the baselines disagree about the number of lines")
    ours = f"compare, engine warm, {threads} threads"
    summed = "stream, newlines counted by (bytes == 10).sum()"
    plain = "stream, newlines counted by a plain compiled loop"
    compiled = "stream, newlines counted 64 bytes at a time"
    numpy = "stream, newlines counted by NumPy"
    searched = "stream, newlines counted by bytearray.count"
    unread = "stream, no byte looked at"
    rough = "byte-by-byte prototype in numba"
    prototyped = {}
    if _script_can_read(plan):
        files = [(pair.left.path, pair.right.path) for pair in plan.pairs]
        prototyped[rough] = timed(lambda: prototype(files, threads))
    with WarmEngine() as engine:
        seconds = take_turns(
            {
                ours: engine.comparing(request, threads),
                **prototyped,
                summed: timed(lambda: stream(paths, threads, count_by_sum)),
                plain: timed(lambda: stream(paths, threads, count_each)),
                compiled: timed(lambda: stream(paths, threads, count_compiled)),
                numpy: timed(lambda: stream(paths, threads, count_with_numpy)),
                searched: timed(lambda: stream(paths, threads, count_by_search)),
                unread: timed(lambda: stream(paths, threads, count_nothing)),
            },
            bench.size.rounds,
        )
    title = f"compare {megabytes(paths)}"
    yield times_the_cost(title, ours, summed, seconds, _WARM_TARGET)
    if prototyped:
        yield times_the_cost(title, rough, summed, seconds)
        yield times_the_cost(title, ours, rough, seconds)
    yield times_the_cost(title, ours, plain, seconds)
    yield times_the_cost(title, ours, compiled, seconds)
    yield times_the_cost(title, ours, numpy, seconds)
    yield times_the_cost(title, ours, searched, seconds)
    yield times_the_cost(title, ours, unread, seconds)


def process_rows(bench: Workbench, request: Request, target: float | None) -> Iterator[Row]:
    """``main.py compare`` as users start it; skipped where the script cannot read the files."""
    plan = make_plan(request)
    if library("polars") is None or not _script_can_read(plan):
        return
    ours, theirs, pairs = (bench.folder / f"{name}.json" for name in ("ours", "theirs", "pairs"))
    pairs.write_text(
        json.dumps([[pair.left.file, pair.right.file] for pair in plan.pairs]),
        encoding="utf-8",
    )
    folders = [str(request.left), str(request.rights[0])]
    command = [str(ROOT / "main.py"), "compare", *folders, "--quiet", "--no-cache"]
    command += ["--json", str(ours)]
    for option, file in (("--prototxt", request.prototxt), ("--dot", request.dot)):
        if file is not None:
            command += [option, str(file)]
    script = [str(Path(__file__).with_name("polars_compare.py")), *folders, str(theirs)]
    if request.prototxt is not None or request.dot is not None:
        script.append(str(pairs))
    seconds = take_turns(
        {
            _OURS: timed(lambda: bench.output_of(*command, good=(0, 1))),
            _POLARS: timed(lambda: bench.output_of(*script)),
        },
        bench.size.process_rounds,
    )
    _check_same(ours, theirs)
    yield times_the_cost(f"process {megabytes(paths_of(plan))}", _OURS, _POLARS, seconds, target)


def paths_of(plan: Plan) -> list[Path]:
    """Every file a comparison reads."""
    return [dump.path for pair in plan.pairs for dump in (pair.left, pair.right)]


def megabytes(paths: list[Path]) -> str:
    """How large the files are together."""
    return f"{sum(path.stat().st_size for path in paths) / 1e6:.0f} MB"


def _script_can_read(plan: Plan) -> bool:
    encodings = {dump.name.encoding for pair in plan.pairs for dump in (pair.left, pair.right)}
    return (
        len(plan.rights) == 1
        and bool(plan.pairs)
        and encodings <= {Encoding.DECIMAL, Encoding.FIXED}
        and plan.request.hex_format == FixedPoint()
    )


def _check_same(ours: Path, theirs: Path) -> None:
    """A ratio between different results would mean nothing."""
    mine, other = (
        {entry["left_file"]: entry for entry in json.loads(path.read_text("utf-8"))["pairs"]}
        for path in (ours, theirs)
    )
    for name, entry in other.items():
        metrics = mine[name]["metrics"] if name in mine else None
        expected = entry["cosine_similarity"]
        if metrics is None or not math.isclose(
            metrics["cosine_similarity"], expected, rel_tol=1e-6
        ):
            raise ProbeError(f"Cosight and the script do not agree about {name}: {expected}")
