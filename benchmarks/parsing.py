"""One file into numbers, engine warm, against the fastest reader there is for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
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
_OURS = "one thread, one file"
_BOTH = "{threads} threads, {threads} files"


def parsing(bench: Workbench) -> Iterator[Row]:
    """Every notation, one file on one thread and two files on two.

    The baselines use all the threads they are given on either.
    """
    kernels.warm_up()
    for notation, target in _TARGETS.items():
        pair = bench.run_pair(1, bench.size.lines, notation)
        path = next(pair.left.iterdir())
        readers = hex_readers() if notation is Notation.HEX else decimal_readers(bench.threads)
        if not readers:
            continue
        title = f"parse {notation.value}"
        runs = {_OURS: timed(partial(read, path))}
        runs |= {name: timed(partial(reader, path)) for name, reader in readers.items()}
        seconds = take_turns(runs, bench.size.rounds)
        best = fastest({name: seconds[name] for name in readers})
        yield times_faster(title, _OURS, best, seconds, target)

        both = _BOTH.format(threads=bench.threads)
        theirs = f"{best}, one after the other"
        paths = [path] * bench.threads
        with ThreadPoolExecutor(bench.threads) as pool:
            runs = {
                both: timed(partial(_at_once, pool, paths)),
                theirs: timed(partial(_in_turn, readers[best], paths)),
            }
            yield times_faster(title, both, theirs, take_turns(runs, bench.size.rounds))


def _at_once(pool: ThreadPoolExecutor, paths: list[Path]) -> list[Values]:
    return list(pool.map(read, paths))


def _in_turn(reader: Reader, paths: list[Path]) -> list[object]:
    return [reader(path) for path in paths]


def read(path: Path) -> Values:
    """The numbers of a dump, by Cosight."""
    name = parse_name(path.name)
    assert name is not None
    return read_dump(path, name, _FORMAT)


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
