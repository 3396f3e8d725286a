"""How bad a pair is, why it could not be judged, and the sentence that says so."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.comparison.metrics import Measured
from core.comparison.model import Metrics, NonFinite, Problem, Severity
from core.comparison.vocabulary import BAD_TO as BAD_TO
from core.comparison.vocabulary import GOOD_FROM as GOOD_FROM
from core.dumps.model import DumpName, Kind
from core.messages import translate


def severity_of(metrics: Metrics | None, problem: Problem | None) -> Severity:
    """Severity from the cosine similarity; broken where there is a problem or no number."""
    if problem is not None or metrics is None or math.isnan(metrics.cosine_similarity):
        return Severity.BROKEN
    if metrics.cosine_similarity >= GOOD_FROM:
        return Severity.GOOD
    if metrics.cosine_similarity <= BAD_TO:
        return Severity.BAD
    return Severity.WARN


def problem_of(measured: Measured, left_elements: int, right_elements: int) -> Problem | None:
    """Why two dumps that were read cannot be judged; None where they can."""
    if left_elements == 0 or right_elements == 0:
        return Problem.UNREADABLE
    if left_elements != right_elements:
        return Problem.LENGTH_MISMATCH
    if measured.one_sided or measured.metrics is None:
        return Problem.NON_FINITE
    return None


def length_sentence(left: int, right: int, shapes: Sequence[tuple[int, int, int]] = ()) -> str:
    """What two different element counts mean; ``shapes`` are the (C, H, W) known for either."""
    sentence = translate(
        "core", "The left file holds {left} numbers, the right {right}: nothing was compared."
    ).format(left=left, right=right)
    hint = _length_hint(left, right, shapes)
    return f"{sentence} {hint}" if hint else sentence


def _length_hint(left: int, right: int, shapes: Sequence[tuple[int, int, int]]) -> str:
    less, more = sorted((left, right))
    for channels, height, width in shapes:
        for taller, wider in ((1, 1), (1, 0), (0, 1)):
            small = channels * height * width
            grown = channels * (height + taller) * (width + wider)
            shrunk = channels * (height - taller) * (width - wider)
            if (height, width) != (1, 1) and (less, more) in {(small, grown), (shrunk, small)}:
                return translate(
                    "core",
                    "The larger one has one row or column more: Caffe pools with ceil, others "
                    "with floor.",
                )
    if less and more % less == 0:
        if left > right:
            text = translate(
                "core", "The left one is {n} times as long: it may hold a batch of {n}."
            )
        else:
            text = translate(
                "core", "The right one is {n} times as long: it may hold a batch of {n}."
            )
        return text.format(n=more // less)
    return ""


def non_finite_sentence(measured: Measured) -> str:
    """How many NaN and Inf each side holds and where the first is; empty where there are none."""
    left, right = measured.left_non_finite, measured.right_non_finite
    if not (left.nan or left.inf or right.nan or right.inf):
        return ""
    if measured.metrics is None:
        text = translate(
            "core", "No element is finite on both sides: {left} on the left, {right} on the right."
        )
    elif measured.one_sided:
        text = translate(
            "core",
            "NaN or Inf does not stand in the same places on both sides: {left} on the left, "
            "{right} on the right.",
        )
    else:
        text = translate(
            "core",
            "Both sides hold NaN or Inf in the same places: {left} on the left, {right} on the "
            "right; the other elements were judged.",
        )
    return text.format(left=_count(left), right=_count(right))


def _count(found: NonFinite) -> str:
    if found.first_index < 0:
        return translate("core", "none")
    return translate("core", "{nan} NaN and {inf} Inf, first at index {index}").format(
        nan=found.nan, inf=found.inf, index=found.first_index
    )


def shape_sentence(name: DumpName, elements: int) -> str:
    """What to make of an output's name whose dims are not its element count; else empty."""
    named = math.prod(name.shape) if name.shape else 0
    if name.kind is not Kind.OUTPUT or named in (0, elements):
        return ""
    dims = "×".join(map(str, name.shape))
    stated = dims if len(name.shape) == 1 else f"{dims} = {named}"
    sentence = translate("core", "{file} holds {elements} numbers, its name says {stated}.")
    if elements % named == 0:
        sentence = translate(
            "core",
            "{file} holds {elements} numbers, {n} times the {stated} of its name: it may be a "
            "batch of {n}.",
        )
    return sentence.format(
        file=name.file_name,
        elements=elements,
        stated=stated,
        n=elements // named,
    )
