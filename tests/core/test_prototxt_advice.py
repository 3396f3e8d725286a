"""What a prototxt alone gives away: hits, near misses, replacements that work, mangled files."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CosightError
from core.network.dot import read_dot
from core.network.prototxt_advice.check import check_net
from core.network.prototxt_advice.model import CODES, Advice, Checked, Grade
from core.network.prototxt_advice.outputs import outputs_of_segments
from core.network.shapes import shapes_of
from core.network.stated_net import read_stated
from resources import resource_path

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not beside the project")

Check = Callable[[str], list[Advice]]

INPUT = 'input: "data" input_shape { dim: 1 dim: 8 dim: 27 dim: 30 }\n'
BLIND = 'layer { name: "data" type: "Data" top: "data" }\n'


@pytest.fixture
def check(tmp_path: Path) -> Check:
    def check_text(text: str) -> list[Advice]:
        found = list(checked(tmp_path, text).advice)
        assert {one.code for one in found} <= CODES
        assert all(one.layers and one.text.endswith(".") for one in found)
        assert all(one.remedy.endswith(".") for one in found)
        return found

    return check_text


def checked(folder: Path, text: str) -> Checked:
    path = folder / "net.prototxt"
    path.write_text(text, encoding="utf-8")
    return check_net(read_stated(path))


def codes(found: list[Advice]) -> list[str]:
    return [one.code for one in found]


# Whole nets


@needs_data
@pytest.mark.parametrize(
    "path", sorted(DATA.rglob("*.prototxt")) or [None], ids=lambda path: path.stem if path else ""
)
def test_no_false_alarm_about_a_real_net(path: Path) -> None:
    assert check_net(read_stated(path)).advice == ()


def test_no_false_alarm_about_the_sample() -> None:
    assert check_net(read_stated(resource_path("sample") / "deploy.prototxt")).advice == ()


# _hp on grouped convolutions


def grouped(name: str, kind: str, parameters: str, before: str = INPUT) -> str:
    return (
        f'{before}layer {{ name: "{name}" type: "{kind}" bottom: "data" top: "conv" '
        f"convolution_param {{ kernel_size: 3 {parameters} }} }}\n"
    )


def test_hp_on_a_depthwise_convolution_becomes_a_layer_of_that_type(
    check: Check, tmp_path: Path
) -> None:
    text = grouped("conv_hp", "Convolution", "group: 8 num_output: 8")
    (found,) = check(text)
    assert (found.code, found.grade) == ("hp_on_grouped_convolution", Grade.FAULT)
    assert found.layers == ("conv_hp",)
    assert found.evidence == {"group": 8, "num_output": 8, "input_channels": 8}
    old = text.removeprefix(INPUT).strip()
    assert found.replacement == old.replace('"Convolution"', '"DepthwiseConv"')
    assert check(text.replace(old, found.replacement)) == []


@pytest.mark.parametrize(
    ("parameters", "before"),
    [
        ("group: 2 num_output: 8", INPUT),
        ("group: 8 num_output: 16", INPUT),
        ("group: 8 num_output: 8", BLIND),
        ("group: 4 num_output: 4", INPUT),
    ],
)
def test_hp_on_other_groups_is_left_off(check: Check, parameters: str, before: str) -> None:
    text = grouped("conv_hp", "Convolution", parameters, before)
    (found,) = check(text)
    assert found.code == "hp_on_grouped_convolution"
    old = text.removeprefix(before).strip()
    assert found.replacement == old.replace('"conv_hp"', '"conv"')
    assert check(text.replace(old, found.replacement)) == []


@pytest.mark.parametrize(
    ("name", "kind", "parameters"),
    [
        ("conv", "Convolution", "group: 8 num_output: 8"),
        ("conv_hp", "DepthwiseConv", "group: 8 num_output: 8"),
        ("conv_hp", "Convolution", "group: 1 num_output: 8"),
        ("conv_hp", "Convolution", "num_output: 8"),
        ("conv_hp2", "Convolution", "group: 8 num_output: 8"),
        ("hp_conv", "Convolution", "group: 8 num_output: 8"),
        ("conv_hp", "Convolution", "group: all num_output: 8"),
    ],
)
def test_convolutions_without_that_fault(
    check: Check, name: str, kind: str, parameters: str
) -> None:
    assert check(grouped(name, kind, parameters)) == []


def test_a_name_that_is_taken_is_not_offered(check: Check) -> None:
    text = grouped("conv_hp", "Convolution", "group: 2 num_output: 8")
    (found,) = check(text + 'layer { name: "conv" type: "ReLU" bottom: "conv" top: "conv" }')
    assert found.replacement == ""


def test_the_old_form_knows_no_depthwise_layer(check: Check) -> None:
    text = INPUT + (
        'layers { name: "c_hp" type: CONVOLUTION bottom: "data" top: "c" '
        "convolution_param { kernel_size: 3 group: 8 num_output: 8 } }"
    )
    (found,) = check(text)
    assert found.replacement.startswith('layers { name: "c" type: CONVOLUTION')


# _hp without weights


@pytest.mark.parametrize(
    "layer",
    [
        'type: "ReLU" bottom: "data" top: "data"',
        'type: "Eltwise" bottom: "data" bottom: "data" top: "sum"',
        'type: "Softmax" bottom: "data" top: "prob"',
        'type: "Scale" bottom: "data" bottom: "data" top: "product"',
    ],
)
def test_hp_where_there_are_no_weights(check: Check, layer: str) -> None:
    text = f'{INPUT}layer {{ name: "a_hp" {layer} }}\n'
    (found,) = check(text)
    assert (found.code, found.grade) == ("hp_without_weights", Grade.FAULT)
    assert found.layers == ("a_hp",)
    assert found.replacement == f'layer {{ name: "a" {layer} }}'
    assert check(INPUT + found.replacement) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("a_hp", kind) for kind in ("InnerProduct", "PReLU", "BatchNorm", "Scale", "LSTM")),
        *(("a_hp", kind) for kind in ("Deconvolution", "Normalize", "Custom", "SomethingNew")),
        *(("a", "ReLU"), ("_hp", "ReLU"), ("a_hp_", "ReLU"), ("a_HP", "ReLU")),
    ],
)
def test_layers_that_may_be_marked(check: Check, name: str, kind: str) -> None:
    assert check(f'{INPUT}layer {{ name: "{name}" type: "{kind}" bottom: "data" top: "t" }}') == []


def test_a_blob_called_hp_is_no_mark(check: Check) -> None:
    assert check('input: "data_hp" layer { type: "ReLU" bottom: "data_hp" top: "data_hp" }') == []


# Power with a shift of 1


def power(parameters: str) -> str:
    return (
        f'{INPUT}layer {{\n  name: "p"\n  type: "Power"  # adds one\n  bottom: "data"\n'
        f'  top: "p"\n  power_param {{ {parameters} }}\n}}\n'
    )


@pytest.mark.parametrize(
    "parameters", ["shift: 1", "scale: -1 shift: 1.0", "power: 2 shift: 1.0", "shift: 0.99999999"]
)
def test_a_shift_of_exactly_one(check: Check, parameters: str) -> None:
    text = power(parameters)
    (found,) = check(text)
    assert (found.code, found.grade) == ("power_shift_one", Grade.RISK)
    assert found.layers == ("p",)
    stated = parameters.rpartition(" ")[2]
    old = text.removeprefix(INPUT).strip()
    assert found.replacement == old.replace(f"shift: {stated}", "shift: 1.0001")
    assert check(INPUT + found.replacement) == []


@pytest.mark.parametrize(
    "parameters",
    ["", "shift: 0", "shift: 1.0001", "shift: -1", "shift: 0.9999", "scale: 1", "shift: one"],
)
def test_other_shifts(check: Check, parameters: str) -> None:
    assert check(power(parameters)) == []


# relu6

BUILT = (
    INPUT
    + """\
layer { name: "conv" type: "Convolution" bottom: "data" top: "c"
        convolution_param { num_output: 8 kernel_size: 1 } }
layer { name: "relu" type: "ReLU" bottom: "c" top: "c" }
layer { name: "over" type: "Threshold" bottom: "c" top: "t" threshold_param { threshold: 6 } }
layer { name: "under" type: "Power" bottom: "t" top: "n" power_param { scale: -1 shift: 1.0001 } }
layer { name: "six" type: "Power" bottom: "t" top: "s" power_param { scale: 6 } }
layer { name: "low" type: "Eltwise" bottom: "c" bottom: "n" top: "l"
        eltwise_param { operation: PROD } }
layer { name: "clipped" type: "Eltwise" bottom: "l" bottom: "s" top: "r"
        eltwise_param { operation: SUM } }
layer { name: "next" type: "Convolution" bottom: "r" top: "next"
        convolution_param { num_output: 8 kernel_size: 1 } }
"""
)


def test_relu6_built_from_other_layers(check: Check) -> None:
    (found,) = check(BUILT)
    assert (found.code, found.grade) == ("relu6_built", Grade.COST)
    assert found.layers == ("over", "under", "six", "low", "clipped")
    kept = "".join(BUILT.partition('layer { name: "over"')[0])
    end = 'layer { name: "next"' + BUILT.partition('layer { name: "next"')[2]
    assert check(kept + found.replacement + end) == []
    assert 'bottom: "c"' in found.replacement
    assert 'top: "r"' in found.replacement


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The same values in other ways.
        ("shift: 1.0001", "shift: 0.9999"),
        ('bottom: "c" bottom: "n"', 'bottom: "n" bottom: "c"'),
        ('"ReLU" bottom: "c" top: "c"', '"ReLU" bottom: "c" top: "c" relu_param {}'),
        ("eltwise_param { operation: SUM }", ""),
        (
            'bottom: "l" bottom: "s" top: "r"\n        eltwise_param { operation: SUM }',
            'bottom: "l" bottom: "t" top: "r" eltwise_param { coeff: 1 coeff: 6 }',
        ),
    ],
)
def test_relu6_built_in_other_ways(check: Check, old: str, new: str) -> None:
    assert old in BUILT
    assert codes(check(BUILT.replace(old, new))) == ["relu6_built"]


def test_relu6_by_what_is_beyond(check: Check) -> None:
    """x − t · (x − 6), with a ReLU behind it."""
    text = INPUT + (
        'layer { name: "t" type: "Threshold" bottom: "data" top: "t" '
        "threshold_param { threshold: 6 } }"
        'layer { name: "b" type: "Power" bottom: "data" top: "b" power_param { shift: -6 } }'
        'layer { name: "p" type: "Eltwise" bottom: "t" bottom: "b" top: "p" '
        "eltwise_param { operation: 0 } }"
        'layer { name: "m" type: "Eltwise" bottom: "data" bottom: "p" top: "m" '
        "eltwise_param { coeff: 1 coeff: -1 } }"
        'layer { name: "r" type: "ReLU" bottom: "m" top: "m" }'
    )
    (found,) = check(text)
    assert found.layers == ("t", "b", "p", "m", "r")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("threshold: 6", "threshold: 5"),
        ("threshold: 6", "threshold: six"),
        ("scale: 6", "scale: 7"),
        ("scale: -1", "scale: 1"),
        ("operation: PROD", "operation: SUM"),
        ("operation: SUM", "operation: PROD"),
        ("operation: SUM", "operation: MIN"),
        ('type: "ReLU" bottom', 'type: "Sigmoid" bottom'),
        ('"c" top: "c" }', '"c" top: "c" relu_param { negative_slope: 0.1 } }'),
        ('bottom: "c" bottom: "n"', 'bottom: "data" bottom: "n"'),
        ("power_param { scale: 6 }", "power_param { scale: 6 power: 2 }"),
    ],
)
def test_what_looks_like_relu6_and_is_another_function(check: Check, old: str, new: str) -> None:
    assert old in BUILT
    assert check(BUILT.replace(old, new)) == []


def test_relu6_without_a_threshold_beside_one_for_something_else(check: Check) -> None:
    """relu(x) − relu(x − 6), and a Threshold that has no part in it."""
    text = INPUT + (
        'layer { name: "t" type: "Threshold" bottom: "data" top: "t" }'
        'layer { name: "r" type: "ReLU" bottom: "data" top: "r" }'
        'layer { name: "b" type: "Power" bottom: "data" top: "b" power_param { shift: -6 } }'
        'layer { name: "s" type: "ReLU" bottom: "b" top: "s" }'
        'layer { name: "m" type: "Eltwise" bottom: "r" bottom: "s" top: "m" '
        "eltwise_param { coeff: 1 coeff: -1 } }"
    )
    assert check(text) == []


@pytest.mark.parametrize("kind", ["ReLU6", "relu6", "Relu6", "RELU6"])
def test_the_layer_type_itself(check: Check, kind: str) -> None:
    (found,) = check(f'{INPUT}layer {{ name: "a" type: "{kind}" bottom: "data" top: "data" }}')
    assert (found.code, found.grade) == ("relu6_unsupported", Grade.FAULT)
    expected = 'layer { name: "a" type: "ReLU" bottom: "data" top: "data" }'
    assert found.replacement == expected
    assert check(INPUT + found.replacement) == []


def test_a_relu_that_is_only_called_relu6(check: Check) -> None:
    assert check(INPUT + 'layer { name: "relu6" type: "ReLU" bottom: "data" top: "data" }') == []


# Pooling


def pooling(parameters: str, before: str = INPUT, behind: str = "") -> str:
    return (
        f'{before}layer {{ name: "pool" type: "Pooling" bottom: "data" top: "out" '
        f"pooling_param {{ pool: MAX {parameters} }} }}\n{behind}"
    )


@pytest.mark.parametrize(
    ("parameters", "caffe", "torch"),
    [
        ("kernel_size: 2 stride: 2", [14, 15], [13, 15]),
        ("kernel_size: 3 stride: 2", [13, 15], [13, 14]),
        ("kernel_size: 4 stride: 4", [7, 8], [6, 7]),
        ("kernel_size: 3 stride: 2 pad: 1", [14, 16], [14, 15]),
    ],
)
def test_pooling_rounded_up(
    check: Check, tmp_path: Path, parameters: str, caffe: list[int], torch: list[int]
) -> None:
    text = pooling(parameters)
    (found,) = check(text)
    assert (found.code, found.grade) == ("ceil_mode_pooling", Grade.RISK)
    assert found.evidence == {"input": [27, 30], "caffe": caffe, "pytorch": torch}
    for height, width in (caffe, torch):
        assert f"{height}×{width}" in found.text
    # Cut, what is read under the old name is as large as PyTorch's, and all is said.
    after = INPUT + found.replacement
    assert check(after) == []
    net = read_stated(tmp_path / "net.prototxt")
    last = shapes_of(net)[-1].tops[0]
    assert net.layers[-1].layer.tops[0] == "out"
    assert last == (1, 8, *torch)


@pytest.mark.parametrize(
    ("parameters", "before"),
    [
        ("kernel_size: 3 stride: 3", INPUT),
        ("kernel_size: 3 stride: 1 pad: 1", INPUT),
        ("global_pooling: true", INPUT),
        ("kernel_size: 2 stride: 2 round_mode: FLOOR", INPUT),
        ("kernel_size: 2 stride: 2 ceil_mode: false", INPUT),
        ("kernel_h: 1 kernel_w: 2 stride_h: 1 stride_w: 2", INPUT),
        ("kernel_size: 2 stride: 2", BLIND),
        ("kernel_size: 40 stride: 2", INPUT),
        ("stride: 2", INPUT),
    ],
)
def test_pooling_alike_or_unknown(check: Check, parameters: str, before: str) -> None:
    assert check(pooling(parameters, before)) == []


def test_what_could_not_be_judged_is_named(tmp_path: Path) -> None:
    found = checked(tmp_path, pooling("kernel_size: 2 stride: 2", BLIND))
    assert found.unknown_poolings == ("pool",)
    assert checked(tmp_path, pooling("kernel_size: 2 stride: 2")).unknown_poolings == ()


def cut(axis: int, point: int, bottom: str, top: str) -> str:
    return (
        f'layer {{ name: "cut {top}" type: "Slice" bottom: "{bottom}" top: "{top}" '
        f'top: "rest of {top}" slice_param {{ axis: {axis} slice_point: {point} }} }}\n'
    )


@pytest.mark.parametrize(
    ("behind", "is_told"),
    [
        (cut(2, 6, "out", "a") + cut(3, 7, "a", "b"), False),
        (cut(3, 7, "out", "a") + cut(2, 6, "a", "b"), False),
        ('layer { name: "crop" type: "Crop" bottom: "out" bottom: "small" top: "b" }', False),
        (cut(2, 6, "out", "a"), True),
        (cut(2, 5, "out", "a") + cut(3, 7, "a", "b"), True),
        (cut(1, 4, "out", "a"), True),
        ('layer { name: "r" type: "ReLU" bottom: "out" top: "b" }', True),
        (
            cut(2, 6, "out", "a")
            + cut(3, 7, "a", "b")
            + 'layer { name: "r" type: "ReLU" bottom: "out" top: "c" }',
            True,
        ),
        ('layer { name: "crop" type: "Crop" bottom: "out" bottom: "data" top: "b" }', True),
    ],
)
def test_what_is_cut_off_already(check: Check, behind: str, is_told: bool) -> None:
    before = INPUT + (
        'layer { name: "small" type: "Input" top: "small" '
        "input_param { shape { dim: 1 dim: 8 dim: 6 dim: 7 } } }"
    )
    found = check(pooling("kernel_size: 4 stride: 4", before, behind))
    assert codes(found) == (["ceil_mode_pooling"] if is_told else [])


def test_a_reported_top_is_read_under_its_plain_name(check: Check) -> None:
    behind = cut(2, 6, "out", "a") + cut(3, 7, "a", "b")
    text = pooling("kernel_size: 4 stride: 4", behind=behind)
    assert check(text.replace('top: "out"', 'top: "out_report"')) == []


@pytest.mark.parametrize(
    ("behind", "is_told"),
    [
        ('layer { name: "c" type: "Custom" param { lr_mult: 1 } bottom: "out" top: "c" }', False),
        ('layers { name: "c" type: CONVOLUTION blobs_lr: 1 bottom: "out" top: "c" }', False),
        ('layer { name: "l" type: "SoftmaxWithLoss" bottom: "out" top: "l" }', False),
        ('layer { name: "d" type: "Data" top: "data" include { phase: TRAIN } }', False),
        ('layer { name: "c" type: "Custom" param { lr_mult: 0 } bottom: "out" top: "c" }', True),
        ('layer { name: "c" type: "Custom" param { lr_mult: x } bottom: "out" top: "c" }', True),
    ],
)
def test_a_net_that_caffe_trained_was_trained_with_its_rounding(
    check: Check, behind: str, is_told: bool
) -> None:
    found = check(pooling("kernel_size: 2 stride: 2", behind=behind))
    assert codes(found) == (["ceil_mode_pooling"] if is_told else [])


def test_replacements_take_no_name_that_is_there(check: Check, tmp_path: Path) -> None:
    behind = (
        'layer { name: "out_ceil" type: "ReLU" bottom: "out" top: "out_last_row" }'
        'layer { name: "pool_cut_row" type: "ReLU" bottom: "out" top: "out_rows" }'
    )
    text = pooling("kernel_size: 4 stride: 4", behind=behind)
    (found,) = check(text)
    new = text.replace(text.removeprefix(INPUT).split("\n")[0], found.replacement)
    check(new)
    net = read_stated(tmp_path / "net.prototxt")
    names = [one.layer.name for one in net.layers]
    tops = [top for one in net.layers for top in one.layer.tops]
    assert len(names) == len(set(names)) == 6
    assert len(tops) == len(set(tops)) == 8


def test_two_faults_of_one_layer_are_mended_by_one_text(check: Check, tmp_path: Path) -> None:
    text = pooling("kernel_size: 2 stride: 2").replace('"pool"', '"pool_hp"')
    first, last = check(text)
    assert (first.code, last.code) == ("hp_without_weights", "ceil_mode_pooling")
    # The first text mends its own fault, the last one both.
    assert codes(check(INPUT + first.replacement)) == ["ceil_mode_pooling"]
    assert check(INPUT + last.replacement) == []
    net = read_stated(tmp_path / "net.prototxt")
    assert [one.layer.name for one in net.layers] == ["data", "pool", "pool_cut_row"]


def test_a_type_and_a_mark_are_changed_together(check: Check) -> None:
    first, last = check(INPUT + 'layer { name: "r_hp" type: "ReLU6" bottom: "data" top: "r" }')
    assert (first.code, last.code) == ("hp_without_weights", "relu6_unsupported")
    assert last.replacement == 'layer { name: "r" type: "ReLU" bottom: "data" top: "r" }'


def test_inputs_of_the_header_are_no_layers(tmp_path: Path) -> None:
    assert checked(tmp_path, INPUT + leaves(3)).layers == 3
    assert checked(tmp_path, BLIND + leaves(3)).layers == 4


def test_the_old_form_stays_old(check: Check, tmp_path: Path) -> None:
    (found,) = check(
        INPUT + 'layers { name: "p" type: POOLING bottom: "data" top: "p" '
        "pooling_param { kernel_size: 2 stride: 2 } }"
    )
    assert check(INPUT + found.replacement) == []
    net = read_stated(tmp_path / "net.prototxt")
    assert [one.key for one in net.layers] == ["", "layers", "layers"]
    assert net.layers[-1].layer.type == "Slice"


# Outputs


def leaves(count: int, top: str = "leaf{0}", name: str = "l{0}", bottom: str = "data") -> str:
    layer = f'layer {{{{ name: "{name}" type: "ReLU" bottom: "{bottom}" top: "{top}" }}}}\n'
    return "".join(layer.format(number) for number in range(count))


def test_outputs_that_nobody_reads(check: Check) -> None:
    assert check(INPUT + leaves(16)) == []
    (found,) = check(INPUT + leaves(17))
    assert (found.code, found.grade) == ("too_many_outputs", Grade.FAULT)
    assert found.layers == tuple(f"l{number}" for number in range(17))
    assert found.evidence["outputs"] == [f"leaf{number}" for number in range(17)]


def test_reported_tops_are_outputs_though_they_are_read(check: Check) -> None:
    read = "".join(f'bottom: "r{number}" ' for number in range(16))
    join = f'layer {{ name: "j" type: "Concat" {read} top: "j" }}\n'
    assert check(INPUT + leaves(15, "r{0}_report") + join.replace('bottom: "r15" ', "")) == []
    (found,) = check(INPUT + leaves(16, "r{0}_report") + join)
    assert len(found.evidence["outputs"]) == 17  # type: ignore[arg-type]


def test_unread_inputs_and_rewritten_blobs_count_once_or_not_at_all(check: Check) -> None:
    unread = "".join(f'input: "more{number}" ' for number in range(20))
    assert (
        check(INPUT + unread + leaves(16) + leaves(16, "leaf{0}", "in place{0}", "leaf{0}")) == []
    )


@pytest.mark.parametrize("layer", ['name: "m_cpu" type: "ReLU"', 'name: "m" type: "Custom"'])
def test_what_the_cpu_does_parts_the_net(check: Check, layer: str) -> None:
    """Ten outputs before it, ten behind it: no segment has more than sixteen."""
    middle = f'layer {{ {layer} bottom: "leaf0" top: "m" }}\n'
    text = INPUT + leaves(10) + middle + leaves(10, "b{0}", "b{0}", "m")
    assert check(text) == []
    (found,) = check(text + leaves(7, "c{0}", "c{0}", "m"))
    assert (found.code, found.grade) == ("too_many_outputs", Grade.RISK)
    assert found.evidence["segment"] == 2
    # Without the CPU the same net is one segment.
    (found,) = check(text.replace("m_cpu", "m").replace("Custom", "ReLU"))
    assert found.grade is Grade.FAULT
    assert len(found.evidence["outputs"]) == 19  # type: ignore[arg-type]


def test_what_the_cpu_writes_is_no_output_of_nnie(check: Check) -> None:
    assert check(INPUT + leaves(40, name="l{0}_cpu")) == []


@needs_data
def test_the_mapper_reports_the_same_outputs() -> None:
    net = read_stated(DATA / "sfd/models/deploy_sq_org8_sfd2_nnie.prototxt")
    (outputs,) = outputs_of_segments(net).values()
    nodes = read_dot(DATA / "sfd/cnn_net_tree.dot").nodes
    assert set(outputs) == {node.reports for node in nodes if node.reports}
    assert len(outputs) == 12


# Hostile files

EVERYTHING = (
    BUILT.replace("1.0001", "1.0")
    + grouped("g_hp", "Convolution", "group: 8 num_output: 8", "")
    + pooling("kernel_size: 2 stride: 2", "")
    + 'layer { name: "six" type: "ReLU6" bottom: "out" top: "out_report" }\n'
    + leaves(17, bottom="out")
)


def test_everything_at_once(check: Check) -> None:
    assert (
        set(codes(check(EVERYTHING + 'layer{name:"r_hp" type:"ReLU" bottom:"a" top:"a"}'))) == CODES
    )


def mangled(text: str, seed: int) -> str:
    """Numbers, words, marks and whole stretches exchanged, doubled and left out."""
    chance = random.Random(seed)
    words = text.split(" ")
    values = ("0", "-1", "99999999999", "1e40", "nan", '""', "{", "}", '"data"', "0x7fffffff", "é")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(words))
        what = chance.randrange(4)
        if what == 0:
            words[at] = chance.choice(values)
        elif what == 1:
            words[at] = chance.choice(words)
        elif what == 2:
            del words[at : at + chance.randint(1, 5)]
        else:
            words[at:at] = words[at : at + chance.randint(1, 30)]
    return " ".join(words)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_mangled_files_are_judged_or_refused(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("net") / "net.prototxt"
    path.write_text(mangled(EVERYTHING, seed), encoding="utf-8")
    try:
        found = check_net(read_stated(path)).advice
    except CosightError:
        return
    # What is offered to be copied can be read again.
    for one in found:
        if one.replacement:
            path.write_text(one.replacement, encoding="utf-8")
            read_stated(path)


@pytest.mark.parametrize(
    "text",
    [
        # Everybody reads the same blob; a long chain; many marks; a very large layer.
        INPUT + leaves(3000).replace('"ReLU"', '"Threshold" threshold_param { threshold: 6 }'),
        INPUT + "".join(f'layer {{ name: "p{n}" type: "Power" bottom: "data" top: "data" '
                        "power_param { shift: 1 } }" for n in range(3000)),
        INPUT + leaves(3000, name="same_hp"),
        INPUT + "".join(f'layer {{ name: "p" type: "Pooling" bottom: "data" top: "p" '
                        f"pooling_param {{ kernel_size: 2 stride: 2 }} }} # {n}\n"
                        for n in range(3000)),
        INPUT + 'layer { name: "c" type: "Concat" top: "c" ' + 'bottom: "data" ' * 50_000 + "}",
        INPUT + 'layer { name: "s" type: "Slice" bottom: "data" '
        + " ".join(f'top: "{n}"' for n in range(20_000)) + "}",
        INPUT + 'layer { name: "r" type: "Reshape" bottom: "data" top: "r" reshape_param '
        "{ shape { " + "dim: 2 " * 50_000 + "} } }",
    ],
    ids=["thresholds", "chain", "marks", "poolings", "bottoms", "tops", "dims"],
)  # fmt: skip
@pytest.mark.timeout(60)
def test_large_and_hostile_nets_are_judged_in_time(text: str, tmp_path: Path) -> None:
    checked(tmp_path, text)
