"""A comparison as JSON, schema 1."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from core.comparison.added_error import AddedNumbers
from core.comparison.model import (
    METRIC_NAMES,
    Comparison,
    Finding,
    Metrics,
    NonFinite,
    PairResult,
    Plan,
)
from core.report.text_output import whole_text

SCHEMA = 1

_encode = json.JSONEncoder(allow_nan=False).encode


def write_json(comparison: Comparison, stream: TextIO) -> None:
    """Write to an open text stream; plain ASCII, so that any console and encoding can take it.

    One pair a line: with a thousand pairs Python's encoder is ten times as quick in one go as it is
    with each number on a line of its own.
    """
    before = "{\n "
    for name, value in comparison_as_dict(comparison).items():
        stream.write(f"{before}{_encode(name)}: ")
        if isinstance(value, list) and value:
            stream.write("[\n  " + ",\n  ".join(map(_encode, value)) + "\n ]")
        else:
            stream.write(_encode(value))
        before = ",\n "
    stream.write("\n}\n")


def save_json(comparison: Comparison, path: Path) -> None:
    """Write a file, whole or not at all.

    Raises:
        CosightError: the file cannot be written.
    """
    with whole_text(path) as stream:
        write_json(comparison, stream)


def comparison_as_dict(comparison: Comparison) -> dict[str, Any]:
    """Plain data that JSON can hold; numbers that are not finite are None."""
    plan, summary = comparison.plan, comparison.summary
    added = AddedNumbers.of(comparison)
    return {
        "schema": SCHEMA,
        "left": str(plan.request.left),
        "rights": [str(folder) for folder in plan.request.rights],
        "summary": {
            "pairs": summary.pairs,
            "good": summary.good,
            "warn": summary.warn,
            "bad": summary.bad,
            "broken": summary.broken,
            "unmatched_left": summary.unmatched_left,
            "unmatched_right": summary.unmatched_right,
            "first_bad_layer": summary.first_bad_layer,
        },
        "pairs": [_pair(result, added) for result in comparison.results],
        "unmatched": {
            "left": _unmatched(plan, -1),
            "rights": [_unmatched(plan, side) for side in range(len(plan.rights))],
        },
        "findings": [_finding(finding) for finding in plan.findings],
    }


def _pair(result: PairResult, added: AddedNumbers | None) -> dict[str, Any]:
    pair = result.pair
    return {
        "layer": pair.layer,
        "node": pair.node or None,
        "right_index": pair.right_index,
        "left_file": pair.left.name.file_name,
        "right_file": pair.right.name.file_name,
        "rule": pair.rule.value,
        "severity": result.severity.value,
        "problem": result.problem.value if result.problem is not None else None,
        "message": result.message,
        "elements": result.elements,
        "left_elements": result.left_elements,
        "right_elements": result.right_elements,
        "shape": list(result.shape) if result.shape is not None else None,
        "metrics": _metrics(result.metrics),
        "non_finite": {
            "left": _non_finite(result.left_non_finite),
            "right": _non_finite(result.right_non_finite),
        },
        "findings": [_finding(finding) for finding in result.findings],
        "added_error": None if added is None else _plain(added(result)),
    }


def _metrics(metrics: Metrics | None) -> dict[str, Any]:
    """Every metric by name, None where there is no number."""
    values = {name: _plain(getattr(metrics, name, None)) for name in METRIC_NAMES}
    index = metrics.max_error_index if metrics is not None else -1
    return {**values, "max_error_index": index if index >= 0 else None}


def _non_finite(found: NonFinite) -> dict[str, Any]:
    return {
        "nan": found.nan,
        "inf": found.inf,
        "first_index": found.first_index if found.first_index >= 0 else None,
    }


def _unmatched(plan: Plan, side: int) -> list[str]:
    return [one.dump.name.file_name for one in plan.unmatched if one.side == side]


def _finding(finding: Finding) -> dict[str, Any]:
    evidence = _plain(finding.evidence)
    return {"code": finding.code, "text": finding.text, "evidence": evidence}


def _plain(value: object) -> Any:
    """The value in JSON's own types."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return str(value)
