"""One file into numbers, engine warm, against the fastest reader there is for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.timing import Row, fastest, take_turns, timed, times_faster
from benchmarks.workbench import Workbench, library
from core.dumps import kernels
from core.dumps.formats import FixedPoint
from core.dumps.model import Values
from core.dumps.names import parse_name
from core.dumps.reader import read_dump
from resources.sample.writing import Notation

Reader = Callable[[Path], object]

_TARGETS = {
    Notation.SCIENTIFIC: 2.5,
    Notation.SHORT: 1.5,
    Notation.FIXED: 1.5,
    Notation.HEX: 1.5,
}
_FORMAT = FixedPoint()
_ALONE = "one thread"


def parsing(bench: Workbench) -> Iterator[Row]:
    """Every notation: one file, on as many threads as the baselines have, and on one."""
    kernels.warm_up()
    shared = f"{bench.threads} threads"
    for notation, target in _TARGETS.items():
        pair = bench.run_pair(1, bench.size.lines, notation)
        path = next(pair.left.iterdir())
        readers = hex_readers() if notation is Notation.HEX else decimal_readers(bench.threads)
        if not readers:
            continue
        title = f"parse {notation.value}"
        runs = {
            shared: timed(partial(read, path, bench.threads)),
            _ALONE: timed(partial(read, path)),
        }
        runs |= {name: timed(partial(reader, path)) for name, reader in readers.items()}
        seconds = take_turns(runs, bench.size.rounds)
        best = fastest({name: seconds[name] for name in readers})
        yield times_faster(title, shared, best, seconds, target)
        yield times_faster(title, _ALONE, best, seconds)


def read(path: Path, threads: int = 1) -> Values:
    """The numbers of a dump, by Cosight."""
    name = parse_name(path.name)
    assert name is not None
    return read_dump(path, name, _FORMAT, threads=threads)


def decimal_readers(threads: int) -> Mapping[str, Reader]:
    """One column of decimal text to float32 or float64, by the libraries that are installed."""
    readers: dict[str, Reader] = {}
    polars, pyarrow, pandas = library("polars"), library("pyarrow"), library("pandas")
    if polars is not None:
        for kind in (polars.Float32, polars.Float64):
            readers[f"polars {kind}, {threads} threads"] = partial(
                polars.read_csv, has_header=False, schema={"x": kind}
            )
    if pyarrow is not None:
        csv = library("pyarrow.csv")
        pyarrow.set_cpu_count(threads)
        for kind in (pyarrow.float32(), pyarrow.float64()):
            readers[f"pyarrow {kind}, {threads} threads"] = partial(
                csv.read_csv,
                read_options=csv.ReadOptions(column_names=["x"]),
                convert_options=csv.ConvertOptions(column_types={"x": kind}),
            )
    if pandas is not None:
        readers["pandas float32"] = partial(
            pandas.read_csv, header=None, dtype=np.float32, engine="c"
        )
    return readers


def hex_readers() -> Mapping[str, Reader]:
    """Eight hex digits a line to int32."""
    return {"bytes.fromhex + NumPy": fromhex}


def fromhex(path: Path) -> object:
    """What the standard library and NumPy make of eight digits a line: int32."""
    return np.frombuffer(bytes.fromhex(path.read_text("ascii")), ">i4").astype(np.int32)
