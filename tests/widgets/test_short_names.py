from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.results.short_names import short_file_name


@pytest.mark.parametrize(
    ("file_name", "layer", "short", "end_counts"),
    [
        (
            "conv1_output0_8_4_4_caffe.linear.float",
            "conv1",
            "…_output0_8_4_4_caffe.linear.float",
            True,
        ),
        ("conv1.float", "conv1", "….float", True),
        ("block_conv_1_output0.hex", "block/conv.1", "…_output0.hex", True),
        ("conv10_output0.hex", "conv1", "", False),
        ("net0_bn3_output0.hex", "net0_relu3", "…bn3_output0.hex", False),
        ("net0_conv10_output0.hex", "net0_conv1", "…conv10_output0.hex", False),
        ("seg0_layer100_output0_inst.linear.hex", "mobilenet0_conv0", "", False),
        ("seg0_layer12_output0_inst.linear.hex", "seg0_layer12", "", False),
        ("seg0_layer12_output0_inst.linear.hex", "seg0_layer13", "", False),
        ("segment_layer_output0.hex", "segment_layer", "…_output0.hex", True),
        ("a_output0.hex", "a", "", True),
        ("conv1_output0.hex", "", "", False),
        ("conv1", "conv1_long", "", False),
    ],
)
def test_what_stands_beside_is_not_said_again(file_name, layer, short, end_counts):
    got = short_file_name(file_name, layer)
    assert got.text == short
    assert got.end_counts == end_counts or not (short or file_name.startswith("seg"))


names = st.text(alphabet="ab_./1", max_size=12)


@given(names, names)
def test_only_the_beginning_is_ever_left_out(file_name, layer):
    short = short_file_name(file_name, layer).text
    assert short == "" or (short[0] == "…" and file_name.endswith(short[1:]))
