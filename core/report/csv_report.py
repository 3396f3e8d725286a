"""A comparison as CSV: the columns of RuyiStudio's Save Report, then our own."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from core.comparison.added_error import AddedNumbers
from core.comparison.model import Comparison, Metrics, PairResult
from core.report.text_output import whole_text

COLUMNS = (
    "Index",
    "CompareFile1",
    "CompareFile2",
    "CosineSimilarity",
    "MaxAbsoluteError",
    "RelativeEuclideanDistance",
    "StandardDeviation",
    "Layer",
    "RightRun",
    "Rule",
    "Severity",
    "Problem",
    "Elements",
    "MeanAbsoluteError",
    "RootMeanSquareError",
    "SQNR_dB",
    "CentredCosine",
    "Message",
    "RightFolder",
    "AddedError",
)


def write_csv(comparison: Comparison, stream: TextIO) -> None:
    """Write to an open text stream (opened with ``newline=""``): pairs, then what met nobody.

    ``StandardDeviation`` is ``(mean,std)(mean,std)`` of left and right, as RuyiStudio writes it.
    ``RightRun`` counts from 0, as JSON's ``right_index`` does; ``RightFolder`` is its folder.
    ``AddedError`` is empty where it is unknown, as it is of every pair without a network.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    added = AddedNumbers.of(comparison)
    rights = [str(folder) for folder in comparison.plan.request.rights]
    for index, result in enumerate(comparison.results, start=1):
        own = math.nan if added is None else added(result)
        folder = rights[result.pair.right_index]
        writer.writerow([index, *_pair_cells(result), folder, _number(own)])
    for index, one in enumerate(comparison.plan.unmatched, start=len(comparison.results) + 1):
        name = one.dump.name.file_name
        files = (name, "") if one.side < 0 else ("", name)
        cells: list[object] = [""] * len(COLUMNS)
        cells[0:3] = [index, *files]
        if one.side >= 0:
            cells[COLUMNS.index("RightRun")] = one.side
            cells[COLUMNS.index("RightFolder")] = rights[one.side]
        cells[COLUMNS.index("Message")] = one.reason
        writer.writerow(cells)


def save_csv(comparison: Comparison, path: Path) -> None:
    """Write a file, whole or not at all, with a byte order mark: Excel guesses wrong without.

    Raises:
        CosightError: the file cannot be written.
    """
    with whole_text(path, encoding="utf-8-sig", newline="") as stream:
        write_csv(comparison, stream)


def _pair_cells(result: PairResult) -> Sequence[object]:
    pair, metrics = result.pair, result.metrics
    return [
        pair.left.name.file_name,
        pair.right.name.file_name,
        *_numbers(
            metrics, "cosine_similarity", "max_absolute_error", "relative_euclidean_distance"
        ),
        _means_and_deviations(metrics),
        pair.layer,
        pair.right_index,
        pair.rule.value,
        result.severity.value,
        result.problem.value if result.problem is not None else "",
        result.elements,
        *_numbers(
            metrics, "mean_absolute_error", "root_mean_square_error", "sqnr_db", "centred_cosine"
        ),
        " ".join([result.message, *(finding.text for finding in result.findings)]).strip(),
    ]


def _numbers(metrics: Metrics | None, *names: str) -> list[str]:
    return [_number(getattr(metrics, name, math.nan)) for name in names]


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:z.9g}"


def _means_and_deviations(metrics: Metrics | None) -> str:
    if metrics is None:
        return ""
    left = f"({metrics.left_mean:z.3f},{metrics.left_std:.3f})"
    return f"{left}({metrics.right_mean:z.3f},{metrics.right_std:.3f})"
