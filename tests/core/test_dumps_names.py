"""File names are read from the right."""

from __future__ import annotations

import itertools

import pytest
from dumps_reading import REAL_DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dumps.model import DumpName, Encoding, Kind
from core.dumps.names import in_natural_order, parse_name

DECIMAL, FIXED, NONLINEAR = Encoding.DECIMAL, Encoding.FIXED, Encoding.NONLINEAR
OUTPUT, INPUT, WEIGHT, BIAS = Kind.OUTPUT, Kind.INPUT, Kind.WEIGHT, Kind.BIAS


@pytest.mark.parametrize(
    ("file_name", "layer", "kind", "index", "shape", "encoding", "source"),
    [
        ("c1_output0_3_4_5_caffe.linear.float", "c1", OUTPUT, 0, (3, 4, 5), DECIMAL, "caffe"),
        ("c1_output0_3_4_caffe.linear.float", "c1", OUTPUT, 0, (3, 4), DECIMAL, "caffe"),
        ("c1_output0_3_caffe.linear.float", "c1", OUTPUT, 0, (3,), DECIMAL, "caffe"),
        ("c1_output7_caffe.linear.float", "c1", OUTPUT, 7, (), DECIMAL, "caffe"),
        ("c1_output0_1_3_4_5_caffe.float", "c1", OUTPUT, 0, (1, 3, 4, 5), DECIMAL, "caffe"),
        ("a_output0_2_34928_caffe.float", "a", OUTPUT, 0, (2, 34928), DECIMAL, "caffe"),
        ("c1_output3_1_159_159_quant.linear.hex", "c1", OUTPUT, 3, (1, 159, 159), FIXED, "quant"),
        ("c1_output0_1_2_3.hex", "c1", OUTPUT, 0, (1, 2, 3), FIXED, ""),
        ("c1_output0_1_2_3.float", "c1", OUTPUT, 0, (1, 2, 3), DECIMAL, ""),
        ("c1_output0.linear.hex", "c1", OUTPUT, 0, (), FIXED, ""),
        ("c1_output12_5_gpu.linear.hex", "c1", OUTPUT, 12, (5,), FIXED, "gpu"),
        ("c1_output0_5_SIM.LINEAR.HEX", "c1", OUTPUT, 0, (5,), FIXED, "sim"),
        ("C1_Output0_3_4_5_Caffe.linear.FLOAT", "C1", OUTPUT, 0, (3, 4, 5), DECIMAL, "caffe"),
        ("layer3_conv_output0_8_2_2_caffe.linear.float", "layer3_conv", OUTPUT, 0, (8, 2, 2),
         DECIMAL, "caffe"),
        ("c1_input1_4_5_5_quant.nonlinear.hex", "c1", INPUT, 1, (4, 5, 5), NONLINEAR, "quant"),
        ("c1_input0_4_5_5_anti_quant.float", "c1", INPUT, 0, (4, 5, 5), DECIMAL, "anti_quant"),
        ("c1_input0_4_anti_quant.linear.float", "c1", INPUT, 0, (4,), DECIMAL, "anti_quant"),
        ("c1_weight.hex", "c1", WEIGHT, 0, (), Encoding.WEIGHT, ""),
        ("c1_WEIGHT.HEX", "c1", WEIGHT, 0, (), Encoding.WEIGHT, ""),
        ("c1_weight-anti.float", "c1", WEIGHT, 0, (), DECIMAL, "anti"),
        ("c1_bias.hex", "c1", BIAS, 0, (), Encoding.INTEGER, ""),
        ("c1_blob0_weight.float", "c1", WEIGHT, 0, (), DECIMAL, ""),
        ("c1_blob1_bias.float", "c1", BIAS, 0, (), DECIMAL, ""),
        ("foo.float", "foo", OUTPUT, 0, (), DECIMAL, ""),
        ("prob.hex", "prob", OUTPUT, 0, (), FIXED, ""),
        ("prob.linear.hex", "prob", OUTPUT, 0, (), FIXED, ""),
        ("prob.nonlinear.hex", "prob", OUTPUT, 0, (), NONLINEAR, ""),
        ("output0.float", "output0", OUTPUT, 0, (), DECIMAL, ""),
        # layers that are called like what follows them
        ("a_output0_1_2_3_output1_4_quant.linear.hex", "a_output0_1_2_3", OUTPUT, 1, (4,), FIXED,
         "quant"),
        ("a_output0_1_2_3_input0_4_quant.nonlinear.hex", "a_output0_1_2_3", INPUT, 0, (4,),
         NONLINEAR, "quant"),
        ("a_output0_caffe_output0_4_caffe.float", "a_output0_caffe", OUTPUT, 0, (4,), DECIMAL,
         "caffe"),
        ("a_output0_1_2_3_weight.hex", "a_output0_1_2_3", WEIGHT, 0, (), Encoding.WEIGHT, ""),
        ("a_weight_output0_1_func.linear.hex", "a_weight", OUTPUT, 0, (1,), FIXED, "func"),
        ("a_weight_bias.hex", "a_weight", BIAS, 0, (), Encoding.INTEGER, ""),
        ("a_blob0_blob1_bias.float", "a_blob0", BIAS, 0, (), DECIMAL, ""),
        ("a.linear_output0_1_quant.linear.hex", "a.linear", OUTPUT, 0, (1,), FIXED, "quant"),
        ("a_output0_1_INPUT2_4_quant.linear.hex", "a_output0_1", INPUT, 2, (4,), FIXED, "quant"),
        ("a_input1_2_OUTPUT0_4.hex", "a_input1_2", OUTPUT, 0, (4,), FIXED, ""),
        ("a_output0_.hex", "a_output0_", OUTPUT, 0, (), FIXED, ""),
        ("_output0_4_quant.linear.hex", "_output0_4_quant", OUTPUT, 0, (), FIXED, ""),
        ("a:b c\n_output0_1_quant.linear.hex", "a:b c\n", OUTPUT, 0, (1,), FIXED, "quant"),
        ("卷积_output0_1_quant.linear.hex", "卷积", OUTPUT, 0, (1,), FIXED, "quant"),
    ],
)  # fmt: skip
def test_names(
    file_name: str,
    layer: str,
    kind: Kind,
    index: int,
    shape: tuple[int, ...],
    encoding: Encoding,
    source: str,
) -> None:
    assert parse_name(file_name) == DumpName(file_name, layer, kind, index, shape, encoding, source)


@pytest.mark.parametrize("source", ["func", "inst", "board"])
def test_segment_names(source: str) -> None:
    file_name = f"seg2_layer130_output1_{source}.linear.hex"
    assert parse_name(file_name) == DumpName(
        file_name, "seg2_layer130", OUTPUT, 1, (), FIXED, source, segment=2, layer_id=130
    )


@pytest.mark.parametrize("blob", ["data", "a_b(0)", "rf:c1"])
def test_segment_inputs_name_their_blob(blob: str) -> None:
    file_name = f"seg0_layer3_input({blob})_inst.linear.hex"
    assert parse_name(file_name) == DumpName(
        file_name, "seg0_layer3", INPUT, 0, (), FIXED, "inst", segment=0, layer_id=3, blob=blob
    )


def test_a_layer_that_only_begins_like_a_segment_has_no_id() -> None:
    for name in ("seg0_layer3_x_output0_inst.linear.hex", "xseg0_layer3_output0_inst.linear.hex"):
        parsed = parse_name(name)
        assert parsed is not None
        assert (parsed.segment, parsed.layer_id) == (None, None)


@pytest.mark.parametrize(
    "file_name",
    ["", "float", ".float", ".hidden_output0.hex", "a.txt", "a.hex.txt", "cnn_net_tree.dot",
     "a.hexx", "afloat", "a_output0_1_quant.linear", "a.float.bak"],
)  # fmt: skip
def test_what_is_no_dump(file_name: str) -> None:
    assert parse_name(file_name) is None


pieces = st.sampled_from(
    ["_output0", "_input1", "_1_2_3", "_caffe", "_quant", ".linear", ".float", ".hex", "_weight",
     "_bias", "-anti", "_anti", "_blob0", "seg0", "_layer3", "(data)", "_", ".", "7"]
)  # fmt: skip
plain = st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=6)
layers = st.lists(pieces | plain, min_size=1, max_size=8).map("".join)


@settings(deadline=None)
@given(
    layer=layers.filter(lambda name: not name.startswith(".")),
    kind=st.sampled_from(["output", "input"]),
    index=st.integers(0, 999),
    shape=st.lists(st.integers(0, 99999), max_size=4),
    source=st.sampled_from(["", "_caffe", "_quant", "_anti_quant", "_func", "_gpu"]),
    ending=st.sampled_from([".linear.hex", ".hex", ".nonlinear.hex", ".linear.float", ".float"]),
)
def test_any_layer_name_survives_in_a_blob_name(
    layer: str, kind: str, index: int, shape: list[int], source: str, ending: str
) -> None:
    dims = "".join(f"_{dim}" for dim in shape)
    parsed = parse_name(f"{layer}_{kind}{index}{dims}{source}{ending}")
    assert parsed is not None
    assert parsed.layer == layer
    assert (parsed.kind, parsed.index, parsed.shape) == (kind, index, tuple(shape))
    assert parsed.source == source.removeprefix("_")
    assert (parsed.encoding is DECIMAL) == ending.endswith("float")


@settings(deadline=None)
@given(
    layer=layers.filter(lambda name: not name.startswith(".")),
    ending=st.sampled_from(
        ["_weight.hex", "_weight-anti.float", "_bias.hex", "_blob0_weight.float"]
    ),
)
def test_any_layer_name_survives_in_a_parameter_name(layer: str, ending: str) -> None:
    parsed = parse_name(layer + ending)
    assert parsed is not None
    # a layer's own _blob<n> end cannot be told from the tool's
    end = layer.rpartition("_blob")
    if end[0] and end[2].isdecimal() and end[2].isascii() and "blob" not in ending:
        layer = end[0]
    assert (parsed.layer, parsed.kind) == (layer, "weight" if "weight" in ending else "bias")


@settings(deadline=None)
@given(st.text(max_size=60) | layers)
def test_no_name_is_too_odd(text: str) -> None:
    for ending in ("", ".hex", ".float"):
        parsed = parse_name(text + ending)
        assert parsed is None or (parsed.file_name == text + ending and parsed.layer)


def test_natural_order_counts() -> None:
    names = ["conv10", "conv2", "Conv1", "a10b2", "a10b10", "a9", "conv02", "7", "10"]
    assert in_natural_order(names) == [
        "7", "10", "a9", "a10b2", "a10b10", "Conv1", "conv02", "conv2", "conv10",
    ]  # fmt: skip


def counting_key(name: str) -> tuple[list[str | int], str]:
    parts: list[str | int] = [""]
    for digit, letters in itertools.groupby(name.casefold(), lambda c: c in "0123456789"):
        if digit:
            parts += [int("".join(letters)), ""]
        else:
            parts[-1] = "".join(letters)
    return parts, name


@settings(deadline=None)
@given(st.lists(layers | st.text(st.sampled_from("aA1 0_-"), min_size=1), unique=True))
def test_natural_order_is_that_of_the_numbers(names: list[str]) -> None:
    expected = sorted(names, key=counting_key)
    assert in_natural_order(names) == expected


@pytest.mark.skipif(not REAL_DATA.is_dir(), reason="no shared data beside the project")
@pytest.mark.parametrize("folder", ["sfd/mapper_quant", "retinaface/mapper_quant_8bit"])
def test_every_real_name_has_a_layer_of_its_dot(folder: str) -> None:
    dot = (REAL_DATA / folder / ".." / "cnn_net_tree.dot").resolve().read_text()
    for path in (REAL_DATA / folder).iterdir():
        parsed = parse_name(path.name)
        assert parsed is not None
        assert f'"{parsed.layer}\\n' in dot.replace("/", "_"), path.name
