"""The real runs beside the project: who met whom, and numbers against expected ones."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from comparison_samples import RETINAFACE

from core.comparison.engine import compare
from core.comparison.matching import make_plan
from core.comparison.model import Request, Rule, Severity

pytestmark = pytest.mark.skipif(not RETINAFACE.is_dir(), reason="no data beside the project")

PROTOTXT = RETINAFACE / "deploy.prototxt"
DOT = RETINAFACE / "cnn_net_tree.dot"


@pytest.mark.parametrize(
    ("bits", "severities", "first"),
    [
        (8, {Severity.GOOD: 26, Severity.WARN: 63, Severity.BAD: 31}, "mobilenet0_batchnorm6"),
        (16, {Severity.GOOD: 120}, None),
    ],
)
def test_numbers_agree_with_the_expected_ones(
    bits: int, severities: dict[Severity, int], first: str | None
) -> None:
    expected = json.loads((RETINAFACE / f"expected_{bits}bit.json").read_text())
    comparison = compare(
        Request(RETINAFACE / "caffe", (RETINAFACE / f"mapper_quant_{bits}bit",), PROTOTXT)
    )
    assert len(comparison.results) == len(expected) == 120
    for result in comparison.results:
        wanted = expected[result.pair.left.name.file_name]
        assert result.pair.right.name.file_name == wanted.pop("right")
        assert result.elements == wanted.pop("n")
        for name, value in wanted.items():
            assert getattr(result.metrics, name) == pytest.approx(value, rel=1e-6, abs=1e-12)
    assert Counter(result.severity for result in comparison.results) == severities
    assert comparison.summary.first_bad_layer == first
    assert comparison.plan.unmatched == ()
    assert Counter(pair.rule for pair in comparison.plan.pairs) == {Rule.NAME: 118, Rule.BLOB: 2}


def test_names_alone_pair_all_but_two_blobs() -> None:
    plan = make_plan(Request(RETINAFACE / "caffe", (RETINAFACE / "mapper_quant_8bit",)))
    assert Counter(pair.rule for pair in plan.pairs) == {Rule.NAME: 118}
    assert {one.dump.name.layer for one in plan.unmatched if one.side == -1} == {
        "rf_c2_upsampling",
        "rf_c3_upsampling",
    }
    for one in plan.unmatched:
        partner = one.suggestions[0].split("_output0")[0]
        assert partner.rstrip("_") == one.dump.name.layer.rstrip("_")


@pytest.mark.parametrize("run", ["caffe", "mapper_quant_8bit"])
@pytest.mark.parametrize("ids_on_the_left", [True, False])
def test_simulator_names_meet_through_the_dot(run: str, ids_on_the_left: bool) -> None:
    sides = [RETINAFACE / "inst_8bit", RETINAFACE / run]
    left, right = sides if ids_on_the_left else reversed(sides)
    plan = make_plan(Request(left, (right,), PROTOTXT, DOT))
    assert Counter(pair.rule for pair in plan.pairs) == {Rule.DOT: 119}
    assert [one.dump.name.layer for one in plan.unmatched] == ["data"]
    assert plan.dot is not None
    for pair in plan.pairs:
        numbered = pair.left if ids_on_the_left else pair.right
        (node,) = (node for node in plan.dot.nodes if node.id == numbered.name.layer_id)
        assert pair.layer == node.name
        assert pair.shape == node.output_shape


def test_the_simulator_gives_the_mappers_values() -> None:
    comparison = compare(
        Request(RETINAFACE / "mapper_quant_8bit", (RETINAFACE / "inst_8bit",), dot=DOT)
    )
    assert len(comparison.results) == 119
    for result in comparison.results:
        assert result.metrics is not None
        assert result.metrics.max_absolute_error == 0.0
