"""Pairs for the tests of the element window, made without any file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.comparison.metrics import measure
from core.comparison.model import NonFinite, Pair, PairResult, Problem, Rule, Severity
from core.dumps.model import Dump, DumpName, Encoding, Kind, Values


def decimal(numbers) -> Values:
    return Values(np.asarray(numbers, np.float64))


def fixed(numbers) -> Values:
    codes = np.asarray(numbers, np.int32)
    return Values(codes, 2.0**-12, codes, 8)


def dump(file_name: str, shape: tuple[int, ...], encoding: Encoding) -> Dump:
    name = DumpName(file_name, "conv1", Kind.OUTPUT, 0, shape, encoding)
    return Dump(Path("/run"), name)


def pair_result(
    left: Values, right: Values, shape: tuple[int, int, int] | None = None, message: str = ""
) -> PairResult:
    same = len(left) == len(right)
    measured = measure(left, right) if same else None
    return PairResult(
        pair=Pair(
            "conv1",
            dump("conv1_left.float", shape or (), Encoding.DECIMAL),
            dump("conv1_right.hex", shape or (), Encoding.FIXED),
            0,
            Rule.NAME,
            shape=shape,
        ),
        severity=Severity.GOOD if same else Severity.BROKEN,
        metrics=None if measured is None else measured.metrics,
        elements=len(left) if same else 0,
        left_elements=len(left),
        right_elements=len(right),
        problem=None if same else Problem.LENGTH_MISMATCH,
        message=message,
        left_non_finite=NonFinite() if measured is None else measured.left_non_finite,
        right_non_finite=NonFinite() if measured is None else measured.right_non_finite,
        shape=shape if same else None,
    )
