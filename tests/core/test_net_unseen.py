"""Causes in pairs that are good by their cosine, and runs read in another number format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from core.comparison.engine import compare
from core.comparison.model import Comparison, Finding, Request, Severity
from core.comparison.net_findings.told import first_to_look_at, pair_to_look_at
from core.dumps.formats import FixedPoint

NAMES = [f"l{at}" for at in range(6)]
PROTOTXT = 'input: "l0" input_shape { dim: 1 dim: 4 dim: 8 dim: 8 }\n' + "".join(
    f'layer {{ name: "l{at}" type: "Convolution" bottom: "l{at - 1}" top: "l{at}" }}\n'
    for at in range(1, 6)
)


def run_of(folder: Path, faults: Mapping[str, float], ending: str = "float") -> Path:
    """Six blobs, each times its fault; as text, or as 20.12 in hex."""
    folder.mkdir()
    random = np.random.default_rng(3)
    for name in NAMES:
        values = random.normal(size=256) * faults.get(name, 1.0)
        lines = (
            [f"{value:.9e}" for value in values]
            if ending == "float"
            else [f"{int(code) & 0xFFFFFFFF:08x}" for code in np.round(values * 4096)]
        )
        source = "caffe" if ending == "float" else "quant"
        path = folder / f"{name}_output0_4_8_8_{source}.linear.{ending}"
        path.write_text("\n".join(lines) + "\n")
    return folder


def compared(
    folder: Path, *faults: Mapping[str, float], net: bool = True, form: str = "20.12"
) -> Comparison:
    prototxt = folder / "net.prototxt"
    prototxt.write_text(PROTOTXT)
    left = run_of(folder / "left", {})
    rights = tuple(run_of(folder / f"r{n}", one, "hex") for n, one in enumerate(faults))
    return compare(
        Request(
            left,
            rights,
            prototxt if net else None,
            hex_format=FixedPoint(*map(int, form.split("."))),
        )
    )


def told(comparison: Comparison, code: str) -> list[Finding]:
    return [one for one in comparison.plan.findings if one.code == code]


@pytest.mark.parametrize("net", [True, False])
def test_a_factor_that_the_cosine_lets_pass_is_said_and_pointed_at(
    tmp_path: Path, net: bool
) -> None:
    found = compared(tmp_path, {"l3": 2.0, "l4": 1.3}, net=net)
    assert {one.severity for one in found.results} == {Severity.GOOD}
    (finding,) = told(found, "unseen_by_cosine")
    assert finding.evidence["layers"] == [
        {"layer": "l3", "code": "power_of_two_gain"},
        {"layer": "l4", "code": "constant_gain"},
    ]
    assert finding.text.startswith("2 layers are good by their cosine, and yet not right: l3 (")
    assert found.summary.first_bad_layer is None
    assert first_to_look_at(found.summary, found.plan.findings) == "l3"


def test_a_clean_run_has_nothing_unseen(tmp_path: Path) -> None:
    found = compared(tmp_path, {})
    assert not found.plan.findings
    assert first_to_look_at(found.summary, found.plan.findings) is None


def test_a_bad_layer_comes_first(tmp_path: Path) -> None:
    found = compared(tmp_path, {"l1": 2.0, "l4": -1.0})
    assert first_to_look_at(found.summary, found.plan.findings) == "l4"
    assert [one.evidence["layers"] for one in told(found, "unseen_by_cosine")] == [
        [{"layer": "l1", "code": "power_of_two_gain"}]
    ]


def test_which_bad_layer_is_first_nobody_knows_without_a_network(tmp_path: Path) -> None:
    found = compared(tmp_path, {"l1": 2.0, "l4": -1.0}, net=False)
    assert first_to_look_at(found.summary, found.plan.findings) is None


def test_each_run_is_named(tmp_path: Path) -> None:
    found = compared(tmp_path, {}, {"l2": 4.0})
    (finding,) = told(found, "unseen_by_cosine")
    assert finding.evidence["right_index"] == 1
    assert finding.text.startswith(f"In {tmp_path / 'r1'}: ")
    first = found.results[pair_to_look_at(found)].pair
    assert (first.layer, first.right_index) == ("l2", 1)


def test_a_run_read_in_another_format_is_told_that_and_nothing_else(tmp_path: Path) -> None:
    found = compared(tmp_path, {}, form="16.16")
    (finding,) = found.plan.findings
    assert finding.code == "number_format"
    assert finding.evidence == {
        "right_index": 0,
        "side": "right",
        "read_as": "16.16",
        "fits": "20.12",
        "pairs": 6,
        "of": 6,
    }
    assert "was read as 16.16 and fits 20.12: 6 of 6 pairs" in finding.text


def test_in_a_run_read_in_another_format_no_layer_is_the_first(tmp_path: Path) -> None:
    found = compared(tmp_path, {"l2": -1.0}, form="16.16")
    assert found.summary.first_bad_layer == "l2"
    assert told(found, "number_format")
    assert first_to_look_at(found.summary, found.plan.findings) is None
    assert pair_to_look_at(found) == -1


def test_the_first_layer_is_that_of_a_run_read_in_its_own_format(tmp_path: Path) -> None:
    misread = dict.fromkeys(NAMES, 1 / 16) | {"l1": -1 / 16}
    found = compared(tmp_path, misread, {"l4": -1.0})
    assert [one.evidence["right_index"] for one in told(found, "number_format")] == [0]
    assert found.summary.first_bad_layer == "l1"
    assert first_to_look_at(found.summary, found.plan.findings) == "l4"
    first = found.results[pair_to_look_at(found)].pair
    assert (first.layer, first.right_index) == ("l4", 1)


def test_some_layers_of_another_format_are_layers_and_no_run(tmp_path: Path) -> None:
    found = compared(tmp_path, {"l1": 2.0, "l2": 2.0})
    assert [one.code for one in found.plan.findings] == ["unseen_by_cosine"]


def test_another_nets_prototxt_tells_no_first_layer(tmp_path: Path) -> None:
    left = run_of(tmp_path / "left", {})
    right = run_of(tmp_path / "right", {"l2": -1.0}, "hex")
    prototxt = tmp_path / "other.prototxt"
    prototxt.write_text(PROTOTXT.replace('"l', '"m').replace('"m0"', '"l0"'))
    found = compare(Request(left, (right,), prototxt))
    assert found.summary.bad == 1
    assert found.summary.first_bad_layer is None


def test_of_several_runs_the_one_that_is_bad_is_meant(tmp_path: Path) -> None:
    found = compared(tmp_path, {"l1": 2.0, "l4": 2.0}, {"l1": 1.0, "l4": -1.0})
    first = found.results[pair_to_look_at(found)].pair
    assert (first.layer, first.right_index) == ("l4", 1)


def test_without_a_layer_to_look_at_there_is_no_pair(tmp_path: Path) -> None:
    assert pair_to_look_at(compared(tmp_path, {})) == -1
