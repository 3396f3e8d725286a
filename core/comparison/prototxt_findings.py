"""Advice from the prototxt as findings of a comparison, and what the numbers say about it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from core.comparison.model import Finding, Metrics, PairResult, Plan
from core.comparison.reasons import some
from core.dumps.model import Kind
from core.messages import translate
from core.network.prototxt_advice.model import CODES, Advice, Grade
from core.network.prototxt_advice.power_shift import CODE as SHIFT_OF_ONE

_OFF_BY = -1.0
_NEARLY = 0.1
"""So far the difference of the means may be from that."""
_STEADY = 0.25
"""So much the single differences may scatter: nearly all have to be off by the same."""


def is_advice(finding: Finding) -> bool:
    """Whether it is about the network as such and not about who met whom."""
    return finding.code in CODES


def advice_findings(advice: Sequence[Advice]) -> tuple[Finding, ...]:
    """One finding for each code and grade, however many layers it is about.

    Only faults are said aloud: risks and costs may well be as they should be.
    """
    groups: dict[tuple[str, Grade], list[Advice]] = {}
    for one in advice:
        groups.setdefault((one.code, one.grade), []).append(one)
    return tuple(
        Finding(code, _text(alike), _evidence(alike), quiet=grade is not Grade.FAULT)
        for (code, grade), alike in groups.items()
    )


def _text(alike: Sequence[Advice]) -> str:
    first, *others = alike
    if not others:
        return f"{first.text} {first.remedy}"
    more = translate("core", "The same holds for {layers}.").format(
        layers=some(one.layers[0] for one in others)
    )
    return f"{first.text} {more} {first.remedy}"


def _evidence(alike: Sequence[Advice]) -> dict[str, object]:
    return {
        "grade": str(alike[0].grade),
        "layers": [layer for one in alike for layer in one.layers],
        "advice": [advice_as_dict(one) for one in alike],
    }


def advice_as_dict(one: Advice) -> dict[str, object]:
    """Advice in plain data, as JSON has it."""
    return {
        "code": one.code,
        "grade": str(one.grade),
        "layers": list(one.layers),
        "text": one.text,
        "try": one.remedy,
        "evidence": dict(one.evidence),
        "replacement": one.replacement or None,
    }


def confirmed_findings(plan: Plan, results: Sequence[PairResult]) -> tuple[Finding, ...]:
    """``plan.findings``, with those in front that the numbers confirm."""
    shifts = [one for one in plan.advice if one.code == SHIFT_OF_ONE]
    seen = dict(_shifts_not_added(plan, shifts, results)) if shifts else {}
    if not seen:
        return plan.findings
    sure = [one for one in shifts if one.layers[0] in seen]
    unsure = [one for one in shifts if one.layers[0] not in seen]
    rest = [one for one in plan.findings if one.code != SHIFT_OF_ONE]
    return (_confirmed(sure, seen), *rest, *advice_findings(unsure))


def _confirmed(sure: Sequence[Advice], seen: Mapping[str, float]) -> Finding:
    layers = [one.layers[0] for one in sure]
    if len(layers) == 1:
        text = translate(
            "core",
            "The result of {layer} is off by {difference}: it is a Power layer with a shift of "
            "exactly 1.0, which the GPU mapper does not add; write 1.0001 for it.",
        ).format(layer=layers[0], difference=f"{seen[layers[0]]:+.3f}")
    else:
        text = translate(
            "core",
            "The results of {layers} are off by about -1: they are Power layers with a shift of "
            "exactly 1.0, which the GPU mapper does not add; write 1.0001 for it.",
        ).format(layers=some(layers))
    evidence = {**_evidence(sure), "confirmed": True, "differences": dict(seen)}
    return Finding(SHIFT_OF_ONE, text, evidence)


def _shifts_not_added(
    plan: Plan, shifts: Sequence[Advice], results: Sequence[PairResult]
) -> Iterator[tuple[str, float]]:
    """The layers whose right result is the left one less 1, and by how much exactly."""
    if plan.network is None:
        return
    node_of = {layer.name: node for node in plan.network.nodes for layer in node.layers}
    measured: dict[str, list[PairResult]] = {}
    for result in results:
        if result.metrics is not None and result.pair.left.name.kind is Kind.OUTPUT:
            measured.setdefault(result.pair.node, []).append(result)
    for one in shifts:
        node = node_of.get(one.layers[0])
        if node is None or one.evidence.get("power") != 1.0:
            continue
        feeding = plan.network.inputs_of.get(node.name, ())
        # What came in off by as much says nothing about the layer.
        brought = {
            result.pair.right_index
            for name in feeding
            for result in measured.get(name, ())
            if result.metrics is not None and _is_off(result.metrics)
        }
        for result in measured.get(node.name, ()):
            metrics = result.metrics
            if result.pair.right_index in brought or metrics is None or not _is_off(metrics):
                continue
            yield one.layers[0], _difference(metrics)
            break


def _is_off(metrics: Metrics) -> bool:
    """Whether nearly every right element is the left one less 1."""
    difference = _difference(metrics)
    scatter = math.sqrt(max(metrics.root_mean_square_error**2 - difference**2, 0.0))
    return abs(difference - _OFF_BY) <= _NEARLY and scatter <= _STEADY


def _difference(metrics: Metrics) -> float:
    return metrics.right_mean - metrics.left_mean
