"""Scanning and matching thousands of names, against the least code that does it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.timing import Row, take_turns, timed, times_the_cost
from benchmarks.workbench import Workbench
from core.comparison.matching import make_plan, plan_runs
from core.comparison.model import Request
from core.dumps.folder import scan_folder
from core.dumps.model import Run

_NAME = re.compile(
    r"(?P<layer>.+)_output(?P<k>\d+)(?P<dims>(?:_\d+){0,3})_\w+(?:\.\w+)*\.(?:hex|float)"
)
_MANY_LAYERS = 750
_UNLIKE = re.compile(r"[/:.\\ ]")


def names(bench: Workbench) -> Iterator[Row]:
    """Empty files with real names: nobody opens them."""
    count = bench.size.names
    left, right, other = _folders(bench, count)

    scan, listing = f"scan {count} names", "os.scandir, sort, one regular expression each"
    seconds = take_turns(
        {scan: timed(lambda: scan_folder(left)), listing: timed(lambda: _listed(left))},
        bench.size.rounds,
    )
    yield times_the_cost("names", scan, listing, seconds)

    join = "regular expression and dict join"
    for files in (_MANY_LAYERS, count):
        yield _whole_plan(bench, files, f"both folders listed, {join}")

    runs = [scan_folder(folder) for folder in (left, right, other)]
    for title, a, b in (
        (f"match {count} × {count}, all alike", runs[0], runs[1]),
        (f"match {count} × {count}, none alike", runs[0], runs[2]),
    ):
        request = Request(a.folder, (b.folder,))
        seconds = take_turns(
            {
                title: timed(partial(plan_runs, request, a, (b,))),
                join: timed(partial(_joined, a, b)),
            },
            bench.size.rounds,
        )
        yield times_the_cost("names", title, join, seconds)


def _whole_plan(bench: Workbench, files: int, baseline: str) -> Row:
    """Everything before the first file is opened: both folders scanned, matched, put in order."""
    left, right, _ = _folders(bench, files)
    title = f"plan {files} × {files}"
    seconds = take_turns(
        {
            title: timed(lambda: make_plan(Request(left, (right,)))),
            baseline: timed(lambda: _listed_and_joined(left, right)),
        },
        bench.size.rounds,
    )
    return times_the_cost("names", title, baseline, seconds)


def _folders(bench: Workbench, files: int) -> tuple[Path, Path, Path]:
    """A float run, its quantised one, and a quantised one of another net."""
    where = bench.folder / f"names-{files}"
    return (
        _folder(where / "left", files, "block{}/conv_{}", "caffe.linear.float"),
        _folder(where / "right", files, "block{}/conv_{}", "quant.linear.hex"),
        _folder(where / "other", files, "stage{}/dw_{}", "quant.linear.hex"),
    )


def _folder(folder: Path, count: int, layer: str, ending: str) -> Path:
    if not folder.is_dir():
        folder.mkdir(parents=True)
        for number in range(count):
            name = layer.format(number // 10, number % 10).replace("/", "_")
            (folder / f"{name}_output0_{8 + number % 7}_14_14_{ending}").touch()
    return folder


def _listed(folder: Path) -> list[re.Match[str] | None]:
    with os.scandir(folder) as entries:
        files = sorted(entry.name for entry in entries if not entry.is_dir())
    return [_NAME.fullmatch(name) for name in files]


def _joined(left: Run, right: Run) -> list[tuple[str, str]]:
    sides = [[_NAME.fullmatch(dump.name.file_name) for dump in run.dumps] for run in (left, right)]
    return _joined_names(*sides)


def _listed_and_joined(left: Path, right: Path) -> list[tuple[str, str]]:
    return _joined_names(_listed(left), _listed(right))


def _joined_names(
    left: list[re.Match[str] | None], right: list[re.Match[str] | None]
) -> list[tuple[str, str]]:
    sides = [{_key(found): found.string for found in side if found} for side in (left, right)]
    return [(name, sides[1][key]) for key, name in sides[0].items() if key in sides[1]]


def _key(found: re.Match[str]) -> tuple[str, ...]:
    return (_UNLIKE.sub("_", found["layer"]), found["k"], found["dims"])
