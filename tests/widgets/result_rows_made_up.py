"""Made-up comparisons for the tests of the result's views."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import nan
from pathlib import Path

from core.comparison.model import (
    Metrics,
    NonFinite,
    Pair,
    PairResult,
    Plan,
    Problem,
    Request,
    Rule,
    Severity,
    Unmatched,
)
from core.dumps.model import Dump, DumpName, Encoding, Kind, Run

LEFT, RIGHT = Path("/runs/float"), Path("/runs/quant")


def make_dump(folder: Path, layer: str, shape: tuple[int, ...] = (2, 3, 4)) -> Dump:
    dims = "".join(f"_{dim}" for dim in shape)
    if folder == LEFT:
        name = f"{layer}_output0{dims}_caffe.linear.float"
        return Dump(folder, DumpName(name, layer, Kind.OUTPUT, 0, shape, Encoding.DECIMAL, "caffe"))
    name = f"{layer}_output0{dims}_quant.linear.hex"
    return Dump(folder, DumpName(name, layer, Kind.OUTPUT, 0, shape, Encoding.FIXED, "quant"))


def make_pair(layer: str, rule: Rule = Rule.NAME) -> Pair:
    left, right = make_dump(LEFT, layer), make_dump(RIGHT, layer)
    return Pair(layer, left, right, 0, rule, layer, (2, 3, 4))


def make_unmatched(layer: str, side: int, suggestions: Sequence[str] = ()) -> Unmatched:
    folder = LEFT if side < 0 else RIGHT
    return Unmatched(
        make_dump(folder, layer), side, f"nothing is named {layer}", "", tuple(suggestions)
    )


def make_plan(
    layers: Iterable[str], unmatched: Sequence[Unmatched] = (), rule: Rule = Rule.NAME
) -> Plan:
    pairs = tuple(make_pair(layer, rule) for layer in layers)
    left = tuple(p.left for p in pairs) + tuple(u.dump for u in unmatched if u.side < 0)
    right = tuple(p.right for p in pairs) + tuple(u.dump for u in unmatched if u.side == 0)
    return Plan(
        request=Request(LEFT, (RIGHT,)),
        left=Run(LEFT, left, (), ()),
        rights=(Run(RIGHT, right, (), ()),),
        network=None,
        dot=None,
        pairs=pairs,
        unmatched=tuple(unmatched),
    )


def make_result(
    pair: Pair,
    cosine: float = 0.999,
    max_error: float = 0.5,
    red: float = 0.01,
    severity: Severity | None = None,
) -> PairResult:
    if severity is None:
        severity = (
            Severity.GOOD if cosine >= 0.99 else Severity.BAD if cosine <= 0.95 else Severity.WARN
        )
    metrics = Metrics(
        cosine, max_error, red, 1.0, 2.0, 1.5, 2.5, max_error / 4, max_error / 2, 20.0, cosine, 3
    )
    return PairResult(pair, severity, metrics, 24, 24, 24, shape=pair.shape)


def make_broken(pair: Pair, problem: Problem = Problem.LENGTH_MISMATCH) -> PairResult:
    if problem is Problem.NON_FINITE:
        metrics = Metrics(0.5, 9.0, 0.5, 1.0, 2.0, 1.5, 2.5, 1.0, 1.0, 6.0, 0.5, 3)
        return PairResult(
            pair,
            Severity.BROKEN,
            metrics,
            20,
            24,
            24,
            problem,
            right_non_finite=NonFinite(3, 1, 17),
            shape=pair.shape,
        )
    return PairResult(pair, Severity.BROKEN, None, 0, 24, 23, problem)


def make_undefined(pair: Pair) -> PairResult:
    """A pair that was measured, but has no cosine and no relative distance."""
    metrics = Metrics(nan, 1.0, nan, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, nan, nan, 0)
    return PairResult(pair, Severity.BAD, metrics, 24, 24, 24, shape=pair.shape)
