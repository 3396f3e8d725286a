"""The baseline for whole processes: what a skilled user writes with polars and NumPy.

Usage: ``python polars_compare.py LEFT RIGHT OUT.json [PAIRS.json]``

Pairs files by the layer's name, or as ``PAIRS.json`` says ([[left path, right path], …]), reads
decimal text with polars and 20.12 hex with bytes.fromhex, two pairs at a time, and writes the
seven numbers of the vendor's table for each pair. No checks, no other formats: that favours it.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

THREADS = 2


def numbers(path: Path) -> NDArray[np.float64]:
    if path.suffix == ".hex":
        return np.frombuffer(bytes.fromhex(path.read_text("ascii")), ">i4") / 4096
    column = pl.read_csv(path, has_header=False, schema={"x": pl.Float32})["x"]
    return column.to_numpy().astype(np.float64)


def compare(paths: tuple[Path, Path]) -> dict[str, object]:
    left, right = map(numbers, paths)
    error = left - right
    left_norm = np.sqrt(left @ left)
    return {
        "left_file": paths[0].name,
        "right_file": paths[1].name,
        "cosine_similarity": float(left @ right / (left_norm * np.sqrt(right @ right))),
        "max_absolute_error": float(np.abs(error).max()),
        "relative_euclidean_distance": float(np.sqrt(error @ error) / left_norm),
        "left_mean": float(left.mean()),
        "left_std": float(left.std()),
        "right_mean": float(right.mean()),
        "right_std": float(right.std()),
    }


def by_name(folder: Path) -> dict[str, Path]:
    return {path.name.rpartition("_output")[0]: path for path in sorted(folder.iterdir())}


def main(left: str, right: str, out: str, pairs_file: str = "") -> None:
    if pairs_file:
        entries = json.loads(Path(pairs_file).read_text(encoding="utf-8"))
        pairs = [(Path(a), Path(b)) for a, b in entries]
    else:
        lefts, rights = by_name(Path(left)), by_name(Path(right))
        pairs = [(lefts[name], rights[name]) for name in lefts if name in rights]
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(compare, pairs))
    Path(out).write_text(json.dumps({"pairs": results}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
