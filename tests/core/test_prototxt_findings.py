"""Advice from the prototxt in a comparison: findings, and what the numbers confirm."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from core.comparison.engine import compare, finish
from core.comparison.model import Comparison, Finding, Request
from core.comparison.prototxt_findings import advice_findings, is_advice
from core.network.prototxt_advice.model import Advice, Grade
from core.report.json_report import write_json

PROTOTXT = """\
input: "data"
input_shape { dim: 1 dim: 1 dim: 20 dim: 50 }
layer { name: "act" type: "ReLU" bottom: "data" top: "act" }
layer { name: "plus" type: "Power" bottom: "act" top: "plus" power_param { scale: 2 shift: 1.0 } }
layer { name: "more" type: "Power" bottom: "plus" top: "more" power_param { shift: 1.0 } }
layer { name: "act_hp" type: "ReLU" bottom: "more" top: "last" }
"""
NOISE = np.random.default_rng(5)
ACT = NOISE.normal(0.0, 3.0, 1000)


def write(folder: Path, values: Mapping[str, np.ndarray]) -> Path:
    folder.mkdir()
    for layer, numbers in values.items():
        text = "".join(f"{number:.9e}\n" for number in numbers)
        (folder / f"{layer}_output0_1_20_50_caffe.linear.float").write_text(text, encoding="ascii")
    return folder


def compared(
    folder: Path, rights: Sequence[Mapping[str, np.ndarray]], prototxt: str = PROTOTXT
) -> Comparison:
    path = folder / "net.prototxt"
    path.write_text(prototxt, encoding="utf-8")
    left = write(folder / "left", {"act": ACT, "plus": 2 * ACT + 1, "more": 2 * ACT + 2})
    folders = [write(folder / f"right{at}", right) for at, right in enumerate(rights)]
    return compare(Request(left, tuple(folders), prototxt=path), threads=1)


def advice_of(comparison: Comparison) -> list[Finding]:
    return [one for one in comparison.plan.findings if is_advice(one)]


def noisy(values: np.ndarray, by: float = 0.02) -> np.ndarray:
    return values + NOISE.normal(0.0, by, values.size)


def test_faults_are_said_aloud_and_risks_are_not(tmp_path: Path) -> None:
    right = {"act": noisy(ACT), "plus": noisy(2 * ACT + 1), "more": noisy(2 * ACT + 2)}
    fault, risk = advice_of(compared(tmp_path, [right]))
    assert (fault.code, fault.quiet) == ("hp_without_weights", False)
    assert fault.evidence["layers"] == ["act_hp"]
    assert (risk.code, risk.quiet) == ("power_shift_one", True)
    assert risk.evidence["layers"] == ["plus", "more"]
    assert "confirmed" not in risk.evidence


def test_numbers_off_by_one_confirm_the_layer_that_makes_them_so(tmp_path: Path) -> None:
    right = {"act": noisy(ACT), "plus": noisy(2 * ACT), "more": noisy(2 * ACT + 1)}
    comparison = compared(tmp_path, [right])
    confirmed, fault, risk = advice_of(comparison)
    assert comparison.plan.findings[0] is confirmed
    assert (confirmed.code, confirmed.quiet) == ("power_shift_one", False)
    assert confirmed.evidence["layers"] == ["plus"]
    assert confirmed.evidence["confirmed"] is True
    means = [np.mean(right["plus"]), np.mean(2 * ACT + 1)]
    assert confirmed.evidence["differences"] == {"plus": pytest.approx(means[0] - means[1])}
    assert fault.code == "hp_without_weights"
    # What "more" reads is off by as much already: nothing is known about it.
    assert (risk.evidence["layers"], risk.quiet) == (["more"], True)


def test_two_layers_that_do_not_add(tmp_path: Path) -> None:
    twice = PROTOTXT.replace('bottom: "plus"', 'bottom: "act"')
    right = {"act": ACT, "plus": 2 * ACT, "more": 2 * ACT + 1}
    confirmed, fault = advice_of(compared(tmp_path, [right], twice))
    assert confirmed.evidence["layers"] == ["plus", "more"]
    assert "plus, more" in confirmed.text
    assert fault.code == "hp_without_weights"


@pytest.mark.parametrize(
    "plus",
    [
        2 * ACT + 2,  # off by +1
        2 * ACT + 0.5,
        2 * ACT - 0.5,
        noisy(2 * ACT, 0.6),  # off by −1 only on average
        np.full(ACT.size, np.nan),
    ],
    ids=["+1", "-0.5", "-1.5", "scattered", "nan"],
)
def test_other_differences_confirm_nothing(tmp_path: Path, plus: np.ndarray) -> None:
    found = advice_of(compared(tmp_path, [{"act": ACT, "plus": plus, "more": 2 * ACT + 2}]))
    assert [one.evidence.get("confirmed") for one in found] == [None, None]


@pytest.mark.parametrize("parameters", ["shift: 1.0001", "shift: 1.0 power: 2"])
def test_other_shifts_are_never_confirmed(tmp_path: Path, parameters: str) -> None:
    prototxt = PROTOTXT.replace("scale: 2 shift: 1.0", f"scale: 2 {parameters}")
    found = advice_of(compared(tmp_path, [{"act": ACT, "plus": 2 * ACT}], prototxt))
    assert all("confirmed" not in one.evidence for one in found)


def test_each_right_run_is_judged_by_its_own_inputs(tmp_path: Path) -> None:
    """In the first run the fault came in; in the second the layer makes it."""
    first = {"act": ACT - 1, "plus": 2 * ACT}
    second = {"act": ACT, "plus": 2 * ACT}
    confirmed = advice_of(compared(tmp_path, [first, second]))[0]
    assert confirmed.evidence["layers"] == ["plus"]
    (tmp_path / "again").mkdir()
    found = advice_of(compared(tmp_path / "again", [first]))
    assert all("confirmed" not in one.evidence for one in found)


def test_summing_up_twice_says_nothing_twice(tmp_path: Path) -> None:
    comparison = compared(tmp_path, [{"act": ACT, "plus": 2 * ACT}])
    again = finish(comparison.plan, dict(enumerate(comparison.results)))
    assert again.plan.findings == comparison.plan.findings


def test_json_holds_them_all_with_the_text_to_copy(tmp_path: Path) -> None:
    stream = StringIO()
    write_json(compared(tmp_path, [{"act": ACT, "plus": 2 * ACT + 1}]), stream)
    findings = {one["code"]: one for one in json.loads(stream.getvalue())["findings"]}
    advice = findings["power_shift_one"]["evidence"]["advice"]
    assert [one["layers"] for one in advice] == [["plus"], ["more"]]
    assert all("shift: 1.0001" in one["replacement"] for one in advice)
    assert findings["hp_without_weights"]["evidence"]["grade"] == "fault"


def test_many_layers_make_one_finding() -> None:
    many = [
        Advice("hp_without_weights", Grade.FAULT, (f"layer{n}",), f"layer{n} is so.", "Do this.")
        for n in range(50)
    ]
    (finding,) = advice_findings(many)
    assert finding.text.startswith("layer0 is so. ")
    assert finding.text.endswith(" Do this.")
    assert len(finding.text) < 120
    assert len(finding.evidence["layers"]) == 50  # type: ignore[arg-type]
