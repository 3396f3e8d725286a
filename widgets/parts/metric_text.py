"""Words and numbers of the result table: headers, formulas, and how a number is written."""

from __future__ import annotations

import math
from enum import IntEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.comparison.findings.sentences import title_of
from core.comparison.model import Finding, NonFinite, PairResult, Problem, Severity
from core.comparison.number_text import NOTHING as NOTHING
from core.comparison.number_text import even_cosine

PENDING = "…"
"""Stands where a pair has not been measured yet."""
FINDING_SIGN = "◆"
"""Stands before a named cause, so that a note with one is told from others at a glance."""


class Column(IntEnum):
    """Columns of the result table; RuyiStudio's stand in RuyiStudio's order."""

    SEVERITY = 0
    INDEX = 1
    LAYER = 2
    FILE1 = 3
    FILE2 = 4
    COSINE = 5
    MAX_ERROR = 6
    RED = 7
    STD = 8
    MEAN_ERROR = 9
    RMSE = 10
    SQNR = 11
    CENTRED_COSINE = 12
    ELEMENTS = 13
    SHAPE = 14
    RULE = 15
    NOTE = 16
    ADDED = 17


NUMBER_COLUMNS: dict[Column, str] = {
    Column.COSINE: "cosine_similarity",
    Column.MAX_ERROR: "max_absolute_error",
    Column.RED: "relative_euclidean_distance",
    Column.MEAN_ERROR: "mean_absolute_error",
    Column.RMSE: "root_mean_square_error",
    Column.SQNR: "sqnr_db",
    Column.CENTRED_COSINE: "centred_cosine",
}
"""Columns that show one field of ``Metrics`` each."""
SINGLE_NUMBERS = frozenset({*NUMBER_COLUMNS, Column.ADDED})
"""Columns that show one number each."""


def _noop(context: str, text: str) -> str:
    """Mark a text for translation where it stands; it is translated when it is asked for."""
    return str(QT_TRANSLATE_NOOP(context, text))


_HEADERS = {
    Column.SEVERITY: _noop("metric_text", "Severity"),
    Column.INDEX: _noop("metric_text", "Index"),
    Column.LAYER: _noop("metric_text", "Layer"),
    Column.FILE1: _noop("metric_text", "CompareFile1"),
    Column.FILE2: _noop("metric_text", "CompareFile2"),
    Column.COSINE: _noop("metric_text", "CosineSimilarity"),
    Column.MAX_ERROR: _noop("metric_text", "MaxAbsoluteError"),
    Column.RED: _noop("metric_text", "RelativeEuclideanDistance"),
    Column.STD: _noop("metric_text", "StandardDeviation"),
    Column.MEAN_ERROR: _noop("metric_text", "MeanAbsoluteError"),
    Column.RMSE: _noop("metric_text", "RootMeanSquareError"),
    Column.SQNR: _noop("metric_text", "SQNR (dB)"),
    Column.CENTRED_COSINE: _noop("metric_text", "CentredCosine"),
    Column.ELEMENTS: _noop("metric_text", "Elements"),
    Column.SHAPE: _noop("metric_text", "Shape"),
    Column.RULE: _noop("metric_text", "Rule"),
    Column.NOTE: _noop("metric_text", "Note"),
    Column.ADDED: _noop("metric_text", "AddedError"),
}


def header_text(column: Column) -> str:
    """Name of a column; the metrics bear RuyiStudio's names."""
    return QCoreApplication.translate("metric_text", _HEADERS[column])


def header_help(column: Column) -> str:
    """What a column says, with its formula and how to read it (plain text, several lines)."""
    say = QCoreApplication.translate
    return {
        Column.SEVERITY: say(
            "metric_text",
            "How far the pair is apart, from its cosine similarity:\n"
            "✓ good ≥ 0.99 · ▲ warn between · ● bad ≤ 0.95\n"
            "✕ broken: the pair could not be judged (the Note says why)\n"
            "○ unmatched: the file has no partner\n"
            "Single red numbers are another thing: they lie beyond the Algorithm Setting.",
        ),
        Column.INDEX: say("metric_text", "Place in network order; in file order without a network"),
        Column.LAYER: say("metric_text", "The network's name of the layer, else the files' own"),
        Column.FILE1: say("metric_text", "File of the left folder (L)"),
        Column.FILE2: say("metric_text", "File of the right folder (R)"),
        Column.COSINE: say(
            "metric_text",
            "L·R / (‖L‖ ‖R‖)\n"
            "1 = same direction, 0 = nothing in common, −1 = opposite.\n"
            "≥ 0.99 is good, ≤ 0.95 is bad. Blind to a scale factor: look at\n"
            "RelativeEuclideanDistance too. Red below the Algorithm Setting.",
        ),
        Column.MAX_ERROR: say(
            "metric_text",
            "max |L − R|\n"
            "The largest single difference, in the values' own unit; 0 = equal.\n"
            "Compare it with the layer's range. The largest few are red.",
        ),
        Column.RED: say(
            "metric_text",
            "‖L − R‖ / ‖L‖\n"
            "Length of the error as a share of the left signal; 0 = equal,\n"
            "0.10 = a tenth of it is error. Red above the Algorithm Setting.",
        ),
        Column.STD: say(
            "metric_text",
            "(mean, std) of L, then (mean, std) of R; population standard deviation.\n"
            "Different means hint at an offset, different deviations at a scale.\n"
            "Sorts by how far the two deviations are apart.",
        ),
        Column.MEAN_ERROR: say(
            "metric_text",
            "mean |L − R|\nThe usual size of a difference; far below the maximum = few outliers.",
        ),
        Column.RMSE: say(
            "metric_text",
            "√ mean (L − R)²\nLike the mean error, but large differences weigh more.",
        ),
        Column.SQNR: say(
            "metric_text",
            "10·log10(Σ L² / Σ (L − R)²), in dB\n"
            "Signal over quantisation noise: 40 dB = 1 % error, 20 dB = 10 %; ∞ = equal.",
        ),
        Column.CENTRED_COSINE: say(
            "metric_text",
            "Cosine of L − mean L and R − mean R\n"
            "Far above CosineSimilarity = the two differ by a constant offset;\n"
            "far below = a large mean hides the difference.",
        ),
        Column.ELEMENTS: say("metric_text", "How many elements were compared"),
        Column.SHAPE: say("metric_text", "Channels × height × width"),
        Column.RULE: say(
            "metric_text",
            "What paired the two files:\n"
            "manual = picked by hand · name = same layer name\n"
            "inplace = same in-place group · blob = layer name against its blob's\n"
            "dot = layer id through cnn_net_tree.dot",
        ),
        Column.NOTE: say(
            "metric_text",
            "Why a pair is broken or a file unmatched, and findings:\n"
            "◆ = a cause that explains the error, and what to try",
        ),
        Column.ADDED: say(
            "metric_text",
            "√ max(0, RED² of the output − RED² of the inputs), RED being\n"
            "RelativeEuclideanDistance: what the layer itself adds, as a share of its own\n"
            "signal; 0 = no more than came in. Needs a network.",
        ),
    }[column]


def severity_word(severity: Severity) -> str:
    """The severity in one word."""
    say = QCoreApplication.translate
    return {
        Severity.GOOD: say("metric_text", "good"),
        Severity.WARN: say("metric_text", "warn"),
        Severity.BAD: say("metric_text", "bad"),
        Severity.BROKEN: say("metric_text", "broken"),
    }[severity]


def severity_meaning(severity: Severity) -> str:
    """The severity, and when a pair is that."""
    say = QCoreApplication.translate
    return {
        Severity.GOOD: say("metric_text", "good: cosine similarity ≥ 0.99"),
        Severity.WARN: say("metric_text", "warn: cosine similarity between 0.95 and 0.99"),
        Severity.BAD: say("metric_text", "bad: cosine similarity ≤ 0.95"),
        Severity.BROKEN: say("metric_text", "broken: the pair could not be judged"),
    }[severity]


def limit_text(value: float) -> str:
    """A threshold as it was set, with two decimals at the least."""
    short = f"{value:.2f}"
    return short if float(short) == value else repr(value)


def error_text(value: float) -> str:
    """An error with six significant digits."""
    if math.isnan(value):
        return NOTHING
    return "∞" if value == math.inf else f"{value:.6g}"


def decibel_text(value: float) -> str:
    """A ratio in dB with two decimals."""
    if math.isnan(value):
        return NOTHING
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.2f}"


def number_text(column: Column, value: float) -> str:
    """How the number column writes ``value``."""
    if column in (Column.COSINE, Column.CENTRED_COSINE):
        return even_cosine(value)
    if column is Column.SQNR:
        return decibel_text(value)
    return error_text(value)


def exact_text(value: float) -> str:
    """The shortest digits that give back the very same double."""
    if math.isnan(value):
        return NOTHING
    return repr(float(value))


def deviation_text(result: PairResult) -> str:
    """``(mean,std)(mean,std)`` of left and right with three decimals, as RuyiStudio writes it."""
    if result.metrics is None:
        return NOTHING
    m = result.metrics
    return f"({m.left_mean:z.3f},{m.left_std:.3f})({m.right_mean:z.3f},{m.right_std:.3f})"


def shape_text(shape: tuple[int, ...] | None) -> str:
    """``16×64×64``, or empty."""
    return "×".join(map(str, shape)) if shape else ""


def elements_text(result: PairResult) -> str:
    """How many elements were compared; both counts where the lengths differ."""
    if result.left_elements != result.right_elements:
        return f"{result.left_elements} ≠ {result.right_elements}"
    return str(result.elements or result.left_elements)


def note_text(result: PairResult) -> str:
    """Reason of a broken pair, counts of NaN and Inf with their first index, and findings."""
    parts = [result.message or _problem_text(result.problem)]
    for is_left, non_finite in ((True, result.left_non_finite), (False, result.right_non_finite)):
        if non_finite.nan or non_finite.inf:
            parts.append(_non_finite_text(is_left, non_finite))
    parts.extend([_finding_text(finding) for finding in result.findings])
    return " · ".join([part for part in parts if part]) if len(parts) > 1 else parts[0]


def _non_finite_text(is_left: bool, counts: NonFinite) -> str:
    say = QCoreApplication.translate
    return say("metric_text", "{side}: {nan} NaN, {inf} Inf, first at index {index}").format(
        side=say("metric_text", "left") if is_left else say("metric_text", "right"),
        nan=counts.nan,
        inf=counts.inf,
        index=counts.first_index,
    )


def _finding_text(finding: Finding) -> str:
    title = title_of(finding.code)
    return f"{FINDING_SIGN} {title}: {finding.text}" if title else f"{FINDING_SIGN} {finding.text}"


def _problem_text(problem: Problem | None) -> str:
    say = QCoreApplication.translate
    if problem is None:
        return ""
    return {
        Problem.LENGTH_MISMATCH: say("metric_text", "The two files differ in length"),
        Problem.NON_FINITE: say("metric_text", "NaN or Inf on one side only"),
        Problem.UNREADABLE: say("metric_text", "A file cannot be read"),
    }[problem]
