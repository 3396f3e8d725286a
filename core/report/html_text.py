"""Words and numbers of the HTML report, and how foreign text gets into it unharmed."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Sequence

from core.comparison.colouring import severity_colours
from core.comparison.model import PairResult, Problem, Severity
from core.comparison.number_text import NOTHING as NOTHING
from core.comparison.number_text import cosine_text
from core.comparison.vocabulary import ADDED_ERROR
from core.comparison.vocabulary import metric_title as metric_title
from core.messages import translate

_REPLACEMENT = "\ufffd"
# What neither HTML nor XML can say: control characters get their pictures (␊ for a newline).
_UNSAID = (
    {code: chr(0x2400 + code) for code in range(0x20)}
    | {0x7F: "\u2421"}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], _REPLACEMENT)
)


def shown(text: str) -> str:
    """The text in one line, each character one that a page can show."""
    return text.translate(_UNSAID)


def escape(text: str) -> str:
    """The text as HTML or SVG shows it, between tags or within quotes."""
    return html.escape(shown(text))


def embedded_json(value: object) -> str:
    """JSON that may stand in a script element: nothing in it ends the element or opens another.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


# --- numbers --------------------------------------------------------------------------------


def number_text(metric: str, value: float) -> str:
    """How the table writes a metric."""
    if math.isnan(value):
        return NOTHING
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if metric in ("cosine_similarity", "centred_cosine"):
        return with_minus(cosine_text(value))
    text = f"{value:.2f}" if metric == "sqnr_db" else f"{value:.4g}"
    return with_minus(text)


def with_minus(text: str) -> str:
    """A number as it is written elsewhere, with a minus of the width of a plus before it."""
    return text.replace("-", "−", 1) if text.startswith("-") else text


def shape_text(shape: Sequence[int] | None) -> str:
    """``16×64×64``, or empty."""
    return "×".join(map(str, shape)) if shape else ""


def elements_text(result: PairResult) -> str:
    """How many elements were compared; both counts where the lengths differ."""
    if result.problem is Problem.UNREADABLE:
        return NOTHING
    if result.left_elements != result.right_elements:
        return f"{result.left_elements} ≠ {result.right_elements}"
    return str(result.elements or result.left_elements)


# --- words ----------------------------------------------------------------------------------

NUMBER_COLUMNS = (
    "cosine_similarity",
    "max_absolute_error",
    "relative_euclidean_distance",
    "mean_absolute_error",
    "root_mean_square_error",
    "sqnr_db",
    "centred_cosine",
    "left_mean",
    "left_std",
    "right_mean",
    "right_std",
)
"""Metrics in the order of the table."""


def metric_help(metric: str) -> str:
    """The formula of a metric, and how to read it."""
    return {
        "cosine_similarity": translate(
            "core", "L·R / (‖L‖ ‖R‖): 1 = same direction; blind to a scale factor"
        ),
        "max_absolute_error": translate("core", "max |L − R|: the largest single difference"),
        "relative_euclidean_distance": translate(
            "core", "‖L − R‖ / ‖L‖: the error as a share of the left signal"
        ),
        "sqnr_db": translate(
            "core", "10·log10(Σ L² / Σ (L − R)²): 40 dB = 1 % error, 20 dB = 10 %; ∞ = equal"
        ),
        "centred_cosine": translate(
            "core", "Cosine of L − mean L and R − mean R: blind to a constant offset"
        ),
        "mean_absolute_error": translate("core", "mean |L − R|: the usual size of a difference"),
        ADDED_ERROR: translate(
            "core", "What the layer adds to the error of its inputs: √(RED² − RED² of the inputs)"
        ),
        "root_mean_square_error": translate("core", "√ mean (L − R)²"),
        "left_mean": translate("core", "Mean of the left values"),
        "left_std": translate("core", "Population standard deviation of the left values"),
        "right_mean": translate("core", "Mean of the right values"),
        "right_std": translate("core", "Population standard deviation of the right values"),
    }[metric]


def severity_word(severity: Severity) -> str:
    """The severity in one word."""
    return {
        Severity.GOOD: translate("core", "good"),
        Severity.WARN: translate("core", "warn"),
        Severity.BAD: translate("core", "bad"),
        Severity.BROKEN: translate("core", "broken"),
    }[severity]


def severity_sign(severity: Severity) -> str:
    """The sign that says the same without colour."""
    return severity_colours(severity, dark=False).sign


def problem_words(problem: Problem) -> str:
    """Why a pair is broken, in two or three words."""
    return {
        Problem.LENGTH_MISMATCH: translate("core", "lengths differ"),
        Problem.NON_FINITE: translate("core", "NaN or Inf"),
        Problem.UNREADABLE: translate("core", "unreadable"),
    }[problem]


def notes_of(result: PairResult) -> list[str]:
    """The sentences about a pair: why it is broken, and its findings."""
    notes = [result.message]
    if not result.message and result.problem is not None:
        notes = [problem_words(result.problem)]
    notes.extend(finding.text for finding in result.findings)
    return [note for note in notes if note]
