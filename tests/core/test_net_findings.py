"""Findings about the network as a whole, on runs with faults put in and on real ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from comparison_samples import RETINAFACE, caffe, network, node, plan, quant
from net_samples import metrics

from core.comparison.engine import compare, finish, measure_pairs
from core.comparison.matching import make_plan
from core.comparison.model import (
    Comparison,
    Finding,
    Pair,
    PairResult,
    Problem,
    Request,
    Rule,
    Severity,
)
from core.comparison.net_findings.flow import Flow, by_run
from core.comparison.net_findings.gather import network_findings
from core.comparison.net_findings.told import ORDER, about_network, origins_in
from core.comparison.net_findings.wiring import find_differing_inputs
from core.dumps.model import Dump, DumpName, Encoding, Kind
from core.network.model import Layer, Network, Node
from core.report.json_report import comparison_as_dict

SHAPE = (3, 12, 10)
LAYERS = [f"l{at}" for at in range(10)]
"""``data`` feeds l0, each feeds the next, and l3 feeds l8 too."""
PROTOTXT = (
    'input: "data" input_shape { dim: 1 dim: 3 dim: 12 dim: 10 }\n'
    + 'layer { name: "l0" type: "Convolution" bottom: "data" top: "l0" }\n'
    + "".join(
        f'layer {{ name: "l{at}" type: "Convolution" bottom: "l{at - 1}" '
        + ('bottom: "l3" ' if at == 8 else "")
        + f'top: "l{at}" }}\n'
        for at in range(1, 10)
    )
)
Fault = Callable[[str, np.ndarray], np.ndarray]


def untouched(name: str, values: np.ndarray) -> np.ndarray:
    return values


def computed(image: np.ndarray, fault: Fault = untouched) -> dict[str, np.ndarray]:
    """Every blob of the net, with what ``fault`` makes of each before the next reads it."""
    random = np.random.default_rng(5)
    with np.errstate(invalid="ignore"):
        blobs = {"data": fault("data", image.ravel())}
        before = "data"
        for name in LAYERS:
            weights = random.normal(size=(image.size, image.size)) / np.sqrt(image.size)
            value = weights @ blobs[before]
            if name == "l8":
                value = value + blobs["l3"]
            blobs[name] = fault(name, np.where(value < 0, 0.3 * value, value))
            before = name
    return blobs


def write(folder: Path, blobs: dict[str, np.ndarray], ending: str) -> Path:
    folder.mkdir()
    for name, values in blobs.items():
        path = folder / f"{name}_output0_3_12_10_{ending}"
        path.write_text("".join(f"{value:.9e}\n" for value in values))
    return folder


def image() -> np.ndarray:
    y, x = np.mgrid[0:12, 0:10]
    return np.round(
        np.stack([127 + 120 * np.sin(x / (c + 2)) * np.cos(y / 3 + c) for c in range(3)])
    )


def compared(folder: Path, fault: Fault = untouched, right: np.ndarray | None = None) -> Comparison:
    """The net as it is against the net with a fault."""
    (folder / "net.prototxt").write_text(PROTOTXT)
    left = write(folder / "left", computed(image()), "caffe.linear.float")
    faulty = computed(image() if right is None else right, fault)
    made = write(folder / "right", faulty, "quant.linear.float")
    return compare(Request(left, (made,), folder / "net.prototxt"))


def codes(comparison: Comparison) -> list[str]:
    return [one.code for one in comparison.plan.findings]


def of(comparison: Comparison, code: str) -> Finding:
    (found,) = (one for one in comparison.plan.findings if one.code == code)
    return found


def test_two_equal_runs_have_none(tmp_path: Path) -> None:
    assert codes(compared(tmp_path)) == []


def test_a_layer_that_is_all_zero(tmp_path: Path) -> None:
    found = compared(tmp_path, lambda name, values: values * (name != "l5"))
    assert codes(found) == ["cliff", "origin"]
    assert [one["layer"] for one in of(found, "cliff").evidence["layers"]] == ["l5"]
    (origin,) = origins_in(found.plan.findings)
    assert origin.layer == found.summary.first_bad_layer == "l5"
    bad = [one.pair.layer for one in found.results if one.severity in ("bad", "broken")]
    assert origin.explains == len(bad) - 1
    assert not origin.mostly_inherited


def spoilt(folder: Path, *layers: str) -> Comparison:
    """The net against itself, with these blobs turned around and nothing computed from them."""
    (folder / "net.prototxt").write_text(PROTOTXT)
    blobs = computed(image())
    left = write(folder / "left", blobs, "caffe.linear.float")
    turned = {name: -value if name in layers else value for name, value in blobs.items()}
    right = write(folder / "right", turned, "quant.linear.float")
    return compare(Request(left, (right,), folder / "net.prototxt"))


def test_layers_that_go_wrong_by_themselves(tmp_path: Path) -> None:
    found = spoilt(tmp_path, "l1", "l2", "l6")
    origins = origins_in(found.plan.findings)
    assert [(one.layer, one.explains) for one in origins] == [("l1", 1), ("l6", 0)]
    assert of(found, "origin").evidence["wrong_layers"] == 3


def test_nan_from_a_layer_on(tmp_path: Path) -> None:
    found = compared(
        tmp_path, lambda name, values: np.where(name == "l4" and values > 50, np.nan, values)
    )
    assert "nan_birth" in codes(found)
    (layer,) = of(found, "nan_birth").evidence["layers"]
    assert (layer["layer"], layer["follow"]) == ("l4", 5)
    assert codes(found)[0] == "nan_birth"


def test_noise_at_every_layer_slides(tmp_path: Path) -> None:
    random = np.random.default_rng(1)

    def fault(name: str, values: np.ndarray) -> np.ndarray:
        return values + 0.14 * values.std() * random.normal(size=values.size) * (name != "data")

    found = compared(tmp_path, fault)
    assert "slow_slide" in codes(found)
    assert "cliff" not in codes(found)
    slide = of(found, "slow_slide").evidence
    assert slide["layers"] >= 4
    assert 0.1 < slide["added_each"] < 0.2
    assert of(found, "slow_slide").text.endswith("; none of these stands out.")


def test_the_most_of_a_slide_is_said_to_be_of_these_layers_alone(tmp_path: Path) -> None:
    random = np.random.default_rng(1)

    def fault(name: str, values: np.ndarray) -> np.ndarray:
        part = {"data": 0.0, "l4": 0.35, "l9": 0.9}.get(name, 0.13)
        return values + part * values.std() * random.normal(size=values.size)

    slide = of(compared(tmp_path, fault), "slow_slide")
    assert slide.evidence["largest"] == "l4"
    hundredth = f"{100 * slide.evidence['largest_added']:.0f}"
    # No line may end between the number and its sign.
    assert slide.text.endswith(f"; of these l4 adds the most, {hundredth}\N{NO-BREAK SPACE}%.")


def test_channels_in_another_order_are_the_cause(tmp_path: Path) -> None:
    found = compared(tmp_path, right=image()[::-1])
    assert codes(found)[0] == "preprocessing"
    assert of(found, "preprocessing").evidence["kind"] == "channels_reversed"
    assert of(found, "preprocessing").evidence["layer"] == "data"


def test_a_factor_that_the_cosine_does_not_see(tmp_path: Path) -> None:
    found = compared(tmp_path, right=image() / 256)
    assert found.results[0].severity is Severity.GOOD
    assert of(found, "preprocessing").evidence["kind"] == "scale"


def test_error_that_goes_away(tmp_path: Path) -> None:
    found = spoilt(tmp_path, "l5")
    assert of(found, "recovers").evidence["layers"] == ["l6"]
    assert of(found, "origin").evidence["wrong_layers"] == 1


def test_nothing_is_said_of_a_comparison_that_was_cut_short(tmp_path: Path) -> None:
    whole = compared(tmp_path, lambda name, values: values * (name != "l5"))
    planned = make_plan(whole.plan.request)
    results = dict(measure_pairs(planned))
    del results[max(results)]
    assert not about_network(finish(planned, results).plan.findings)
    results = dict(measure_pairs(planned))
    assert about_network(finish(planned, results).plan.findings)
    assert not about_network(finish(planned, results, look_into=False).plan.findings)


def test_whoever_is_cancelled_gets_what_was_found_so_far(tmp_path: Path) -> None:
    whole = compared(tmp_path, lambda name, values: values * (name != "l5"))
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(len(asked) >= 4)
        return asked[-1]

    found = network_findings(whole.plan, whole.results, None, cancelled)
    assert [one.code for one in found] == ["cliff", "origin"]
    assert asked == [False] * 4 + [True]


def test_several_right_runs_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "net.prototxt").write_text(PROTOTXT)
    left = write(tmp_path / "left", computed(image()), "caffe.linear.float")
    rights = [
        write(
            tmp_path / f"right{name}",
            computed(image(), lambda one, values, name=name: values * (one != name)),
            "quant.linear.float",
        )
        for name in ("l2", "l6")
    ]
    found = compare(Request(left, tuple(rights), tmp_path / "net.prototxt"))
    origins = origins_in(found.plan.findings)
    assert [(one.right_index, one.layer) for one in origins] == [(0, "l2"), (1, "l6")]
    texts = [one.text for one in found.plan.findings if one.code == "origin"]
    assert [str(folder) in text for folder, text in zip(rights, texts, strict=True)] == [True] * 2


def test_they_are_in_the_json(tmp_path: Path) -> None:
    found = compared(tmp_path, lambda name, values: values * (name != "l5"), image()[::-1])
    told = json.loads(json.dumps(comparison_as_dict(found), allow_nan=False))["findings"]
    assert [one["code"] for one in told] == codes(found)
    assert told[0]["evidence"]["channels_reversed"] is True


def test_without_a_network_there_are_none(tmp_path: Path) -> None:
    found = compared(tmp_path, lambda name, values: values * (name != "l5"))
    request = Request(found.plan.request.left, found.plan.request.rights)
    assert not about_network(compare(request).plan.findings)


# --- inputs that differ ---------------------------------------------------------------------------


def of_input(layer: str, k: int = 0) -> DumpName:
    return DumpName(
        f"{layer}_input{k}_4_3_2_anti_quant.float", layer, Kind.INPUT, k, (4, 3, 2),
        Encoding.DECIMAL, source="anti_quant",
    )  # fmt: skip


def two_inputs(blobs: bool) -> Network:
    """``c`` reads what ``a`` and ``b`` write, in this order."""
    reads = Layer("c", bottoms=("a", "b") if blobs else (), tops=("c",) if blobs else ())
    nodes = [node("a"), node("b"), Node("c", (reads,), ("c",))]
    return network(nodes, [("a", "c"), ("b", "c")])


def differing(net: Network, severities: dict[str, Severity], inputs: dict[int, Severity]):
    results = []
    for layer, severity in severities.items():
        results.append((caffe(layer), quant(layer), layer, severity, None))
    for k, severity in inputs.items():
        problem = Problem.UNREADABLE if severity is Severity.BROKEN else None
        results.append((of_input("c", k), of_input("c", k), "c", severity, problem))
    made = []
    for one, other, layer, severity, problem in results:
        dumps = [Dump(Path("run"), name) for name in (one, other)]
        pair = Pair(layer, dumps[0], dumps[1], 0, Rule.NAME, layer)
        made.append(PairResult(pair, severity, metrics(0.5), 24, 24, 24, problem))
    flow = Flow(net)
    (run,) = by_run(flow, made)
    return [
        (entry["input"], entry["producers"])
        for finding in find_differing_inputs(flow, run, made)
        for entry in finding.evidence["inputs"]
    ]


GOOD, WARN, BAD, BROKEN = Severity


@pytest.mark.parametrize(
    ("outputs", "inputs", "expected"),
    [
        ((GOOD, GOOD), {0: BAD}, [(0, ["a"])]),
        ((GOOD, BAD), {0: BAD}, [(0, ["a"])]),
        ((GOOD, BAD), {1: BAD}, []),
        ((WARN, GOOD), {0: BAD, 1: GOOD}, []),
        ((GOOD, GOOD), {0: BAD, 1: BAD}, [(0, ["a"]), (1, ["b"])]),
        ((GOOD, GOOD), {0: WARN}, []),
        ((GOOD, GOOD), {0: BROKEN}, []),
    ],
)
def test_an_input_that_differs_from_what_its_producer_wrote(
    outputs: Sequence[Severity], inputs: dict[int, Severity], expected: list[tuple[int, list[str]]]
) -> None:
    severities = dict(zip("ab", outputs, strict=True))
    assert differing(two_inputs(blobs=True), severities, inputs) == expected


def test_where_blobs_do_not_tell_every_producer_has_to_agree() -> None:
    net = two_inputs(blobs=False)
    assert differing(net, {"a": GOOD, "b": BAD}, {0: BAD}) == []
    assert differing(net, {"a": GOOD, "b": GOOD}, {0: BAD}) == [(0, ["a", "b"])]


def test_a_producer_that_was_not_compared_says_nothing() -> None:
    assert differing(two_inputs(blobs=True), {"b": GOOD}, {0: BAD}) == []


# --- real runs ------------------------------------------------------------------------------------


def retinaface(right: str) -> Comparison:
    return compare(
        Request(RETINAFACE / "caffe", (RETINAFACE / right,), RETINAFACE / "deploy.prototxt")
    )


@pytest.mark.skipif(not RETINAFACE.exists(), reason="needs shared/data")
def test_a_real_net_in_eight_bits_slides_and_goes_bad_in_places() -> None:
    found = retinaface("mapper_quant_8bit")
    assert codes(found) == ["input_size", "slow_slide", "origin", "recovers"]
    origins = origins_in(found.plan.findings)
    assert origins[0].layer == found.summary.first_bad_layer == "mobilenet0_batchnorm6"
    own = {one.layer: one.explains for one in origins if not one.mostly_inherited}
    # Counted by hand along deploy.prototxt.
    assert own == {
        "mobilenet0_batchnorm6": 0,
        "rf_c2_lateral_bn": 1,
        "mobilenet0_batchnorm26": 0,
        "rf_c1_aggr_bn": 8,
    }
    scores = [f"face_rpn_cls_score_stride{stride}" for stride in (8, 16, 32)]
    assert sorted(of(found, "recovers").evidence["layers"]) == sorted(scores)


@pytest.mark.skipif(not RETINAFACE.exists(), reason="needs shared/data")
def test_a_real_net_in_sixteen_bits_has_none() -> None:
    # Its prototxt says 640×640, and the runs are of 128×128.
    assert codes(retinaface("mapper_quant_16bit")) == ["input_size"]


# --- what is told ---------------------------------------------------------------------------------


def test_the_most_important_comes_first() -> None:
    mixed = [Finding(code, code) for code in (*reversed(ORDER), "dot_mismatch")]
    assert [one.code for one in about_network(mixed)] == list(ORDER)


def test_a_network_without_pairs_and_a_plan_without_a_network() -> None:
    planned = plan([caffe("a")], [quant("a")])
    assert network_findings(planned, [PairResult(planned.pairs[0], BAD, metrics(), 1, 1, 1)]) == ()
    placed = plan([caffe("x")], [quant("x")], prototxt=network([node("a")]))
    result = PairResult(placed.pairs[0], BAD, metrics(), 1, 1, 1)
    assert network_findings(placed, [result]) == ()
