"""Who meets whom, rule by rule, on runs made of names alone."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from comparison_samples import caffe, codes, met, network, node, parameter, plan, quant, run, seg
from hypothesis import given, settings
from hypothesis import strategies as st

from core.comparison.matching import make_plan, plan_runs
from core.comparison.model import ManualPair, Plan, Request, Rule
from core.dumps.model import DumpName, Encoding, Kind
from core.errors import CosightError
from core.network.model import Layer, Network, Node
from core.network.prototxt import read_prototxt


def one_rule(found: object) -> set[str]:
    return set(met(found).values())  # type: ignore[arg-type]


def unmatched(found: object) -> dict[str, str]:
    return {one.dump.name.file_name: one.reason for one in found.unmatched}  # type: ignore[attr-defined]


# --- name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (caffe("fire2/squeeze1x1"), quant("fire2_squeeze1x1")),
        (caffe("a:b.c\\d e"), quant("a_b_c_d_e")),
        (caffe("fc", (2,)), quant("fc", (2, 1, 1))),
        (caffe("fc", ()), quant("fc", (10, 1, 1))),
        (caffe("pool", (4, 5, 5)), quant("pool", (4, 4, 4))),
        (caffe("layer3_conv1"), quant("conv1")),
        (caffe("conv1"), quant("layer3_conv1")),
        (seg(5, source="func"), seg(5, source="board")),
        (caffe("conv", k=2), quant("conv", k=2)),
    ],
)
def test_names_meet(left: DumpName, right: DumpName) -> None:
    found = plan([left], [right])
    assert met(found) == {(left.file_name, right.file_name): "name"}
    assert found.unmatched == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (caffe("conv1"), quant("conv10")),
        (caffe("conv1"), quant("conv1_bn")),
        (caffe("Conv1"), quant("conv1")),
        (caffe("conv", k=0), quant("conv", k=1)),
        (caffe("conv"), DumpName("conv_input0.hex", "conv", Kind.INPUT, 0, (), Encoding.FIXED)),
    ],
)
def test_these_never_meet(left: DumpName, right: DumpName) -> None:
    found = plan([left], [right], include=frozenset(Kind))
    assert (left.file_name, right.file_name) not in met(found)


def test_resnet_names_are_not_stripped_into_each_other() -> None:
    names = [f"layer{i}_{j}_conv{k}" for i in (1, 2, 3) for j in (0, 1) for k in (1, 2)]
    rest = [f"{j}_conv{k}" for j in (0, 1) for k in (1, 2)]
    found = plan([caffe(name) for name in names], [quant(name) for name in rest])
    assert found.pairs == ()
    shifted = [name.replace("layer3", "layer4") for name in names]
    found = plan([caffe(name) for name in names], [quant(name) for name in shifted])
    assert {pair.left.name.layer for pair in found.pairs} == {
        pair.right.name.layer for pair in found.pairs
    }
    assert len(found.pairs) == 8


def test_two_dumpers_that_count_differently() -> None:
    left = [caffe(f"layer{i}_{name}") for i, name in enumerate(["data", "conv1", "conv2", "fc"])]
    right = [caffe(f"layer{i}_{name}") for i, name in enumerate(["conv1", "conv2", "fc"])]
    found = plan(left, right)
    assert {(p.left.name.layer, p.right.name.layer) for p in found.pairs} == {
        ("layer1_conv1", "layer0_conv1"),
        ("layer2_conv2", "layer1_conv2"),
        ("layer3_fc", "layer2_fc"),
    }
    assert [pair.layer for pair in found.pairs] == ["conv1", "conv2", "fc"]


def test_stripped_name_yields_to_the_whole_one() -> None:
    found = plan([caffe("conv1"), caffe("layer7_conv1")], [quant("conv1")])
    assert met(found) == {(caffe("conv1").file_name, quant("conv1").file_name): "name"}


def test_a_stripped_name_that_two_could_mean_is_not_taken() -> None:
    found = plan([caffe("layer1_conv1"), caffe("layer2_conv1")], [quant("conv1")])
    assert found.pairs == ()
    assert codes(found) == ["ambiguous"]
    reasons = unmatched(found)
    assert caffe("layer2_conv1").file_name in reasons[quant("conv1").file_name]
    assert "Ambiguous" in reasons[caffe("layer1_conv1").file_name]


def test_a_stripped_name_that_a_paired_one_could_mean_is_reported() -> None:
    left = [caffe("layer1_conv1"), caffe("layer2_conv1")]
    found = plan(left, [caffe("layer1_conv1"), quant("conv1")])
    assert len(found.pairs) == 1
    assert codes(found) == ["ambiguous"]
    assert "any of" not in unmatched(found)[quant("conv1").file_name]


def test_a_stripped_name_may_still_meet_through_the_network() -> None:
    net = network([node("layer1_conv1", blobs=["conv1"]), node("layer2_conv1")])
    left = [caffe("layer1_conv1"), caffe("layer2_conv1")]
    found = plan(left, [quant("conv1")], prototxt=net)
    assert met(found) == {(left[0].file_name, quant("conv1").file_name): "blob"}
    assert codes(found) == []


# --- the vendor's marks


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (caffe("conv1"), quant("conv1_hp")),
        (caffe("conv1_hp"), quant("conv1")),
        (caffe("a/pool"), quant("a_pool_cpu")),
        (caffe("fc", (2,)), quant("fc_cpu", (2, 1, 1))),
        (caffe("fc", ()), quant("fc_hp", (2, 1, 1))),
    ],
)
def test_a_name_meets_the_same_with_a_mark(left: DumpName, right: DumpName) -> None:
    found = plan([caffe("data"), left], [right, quant("data")])
    assert met(found)[left.file_name, right.file_name] == "name"
    assert found.unmatched == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (caffe("conv1"), quant("conv1_hpx")),
        (caffe("conv1"), quant("conv1hp")),
        (caffe("conv1"), quant("conv1_report")),
        (caffe("conv1"), quant("conv1_HP")),
        (caffe("conv1_cpu"), quant("conv1_hp")),
        (caffe("conv1", k=1), quant("conv1_hp")),
        (caffe("conv1", (4, 4, 4)), quant("conv1_hp", (4, 4, 5))),
        (caffe("conv1"), quant("conv10_hp")),
        (caffe("hp"), quant("_hp")),
    ],
)
def test_what_only_looks_like_a_mark(left: DumpName, right: DumpName) -> None:
    assert plan([left], [right]).pairs == ()


def test_a_mark_where_both_names_exist_is_part_of_the_name() -> None:
    both = [caffe("conv1"), caffe("conv1_hp")]
    found = plan(both, [quant("conv1_hp")])
    assert met(found) == {(both[1].file_name, quant("conv1_hp").file_name): "name"}
    found = plan([caffe("conv1")], [quant("conv1"), quant("conv1_cpu")])
    assert met(found) == {(caffe("conv1").file_name, quant("conv1").file_name): "name"}
    net = network([node("conv1"), node("conv1_hp")])
    assert plan([caffe("conv1")], [quant("conv1_hp")], prototxt=net).pairs == ()


def test_marks_that_two_files_could_stand_for_are_ambiguous() -> None:
    found = plan([caffe("conv1")], [quant("conv1_hp"), quant("conv1_cpu")])
    assert found.pairs == ()
    assert codes(found) == ["ambiguous"]
    assert "conv1_cpu" in unmatched(found)[caffe("conv1").file_name]


def test_two_marks_beside_a_plain_pair_are_no_ambiguity() -> None:
    found = plan([caffe("x"), caffe("x_hp")], [quant("x"), quant("x_cpu")])
    assert len(found.pairs) == 1
    assert codes(found) == []


def test_the_network_knows_better_than_a_mark() -> None:
    net = network([node("conv1_hp", blobs=["conv1"]), node("fc")])
    found = plan([caffe("conv1")], [quant("conv1_hp")], prototxt=net)
    assert one_rule(found) == {"blob"}
    crossed = network([node("conv1_hp", blobs=["other"]), node("x", blobs=["conv1"])])
    found = plan(
        [caffe("conv1"), caffe("other")], [quant("conv1_hp"), quant("x")], prototxt=crossed
    )
    assert {(p.left.name.layer, p.right.name.layer) for p in found.pairs} == {
        ("conv1", "x"),
        ("other", "conv1_hp"),
    }


def test_a_marked_node_of_the_dot_meets_the_plain_name() -> None:
    tree = network([node("conv1_hp", id=3, blobs=[]), node("fc", id=4, blobs=[])])
    found = plan([caffe("conv1"), caffe("fc")], [seg(3), seg(4)], dot=tree)
    assert one_rule(found) == {"dot"}
    assert len(found.pairs) == 2


def test_equal_dims_decide_between_files_of_one_name() -> None:
    right = quant("conv", (4, 3, 2))
    found = plan([caffe("conv", (4, 3, 2)), caffe("conv", (4, 4, 3))], [right])
    assert met(found) == {(caffe("conv", (4, 3, 2)).file_name, right.file_name): "name"}
    assert "ambiguous" not in codes(found)


def test_exact_names_come_before_normalised_ones() -> None:
    names = ["a.b", "a_b", "a b"]
    found = plan([caffe(name) for name in names], [quant(name) for name in reversed(names)])
    assert [(p.left.name.layer, p.right.name.layer) for p in found.pairs] == [
        (name, name) for name in names
    ]
    assert one_rule(found) == {"name"}
    assert codes(found) == []
    found = plan([caffe("a.b")], [quant("a_b"), quant("a.b")])
    assert [pair.right.name.layer for pair in found.pairs] == ["a.b"]


def test_exact_names_find_their_own_node() -> None:
    names = ["a.b", "a_b"]
    net = network([node("a_b"), node("a.b")])
    found = plan([caffe(name) for name in names], [quant(name) for name in names], prototxt=net)
    assert [(p.layer, p.node) for p in found.pairs] == [("a_b", "a_b"), ("a.b", "a.b")]
    slashed = network([node("a_b"), node("a/b")])
    found = plan([caffe("a_b")], [quant("a_b")], prototxt=slashed)
    assert [pair.node for pair in found.pairs] == [""]


def test_exact_names_come_first_through_ids_too() -> None:
    dot = network([node("a.b", id=1), node("a_b", id=2)])
    found = plan([seg(1), seg(2)], [quant("a_b"), quant("a.b")], dot=dot)
    assert [(p.left.name.layer_id, p.right.name.layer) for p in found.pairs] == [
        (1, "a.b"),
        (2, "a_b"),
    ]


def test_identical_file_names_meet_among_duplicates() -> None:
    names = [caffe("a"), quant("a"), caffe("a.b"), quant("a.b"), caffe("a_b"), quant("a_b")]
    found = plan(names, list(reversed(names)))
    assert met(found) == {(name.file_name, name.file_name): "name" for name in names}
    assert codes(found) == []
    found = plan([caffe("a"), quant("a")], [quant("a")])
    assert met(found) == {(quant("a").file_name, quant("a").file_name): "name"}


def test_two_sources_of_one_blob_are_ambiguous() -> None:
    left, right = [caffe("conv"), quant("conv")], [seg(1)]
    dot = network([node("conv", id=1)])
    found = plan(left, right, dot=dot)
    assert found.pairs == ()
    assert "ambiguous" in codes(found)
    reasons = unmatched(found)
    assert set(reasons) == {name.file_name for name in (*left, *right)}
    assert all("by hand" in reason for reason in reasons.values())


def test_two_sources_without_a_partner_are_only_unmatched() -> None:
    found = plan([caffe("conv"), quant("conv")], [quant("pool", (1, 1, 1))])
    assert "ambiguous" not in codes(found)


def test_of_one_blob_in_two_encodings_the_original_is_used() -> None:
    left = [quant("conv", extension="float"), quant("conv")]
    found = plan(left, [caffe("conv")])
    assert met(found) == {(quant("conv").file_name, caffe("conv").file_name): "name"}
    assert found.unmatched == ()
    assert codes(found) == ["same_blob_twice", "swapped"]
    assert found.findings[0].evidence["used_instead"] == {
        quant("conv", extension="float").file_name: quant("conv").file_name
    }


def test_weights_meet_weights_and_only_when_asked_for() -> None:
    sides = [
        [parameter("conv", kind, extension) for kind in (Kind.WEIGHT, Kind.BIAS)]
        for extension in ("hex", "float")
    ]
    both = [*sides[0], *sides[1]]
    assert plan(both, both).pairs == ()
    assert plan(both, both).unmatched == ()
    found = plan(both, both, include=frozenset({Kind.WEIGHT, Kind.BIAS}))
    assert [(p.left.name.file_name, p.right.name.file_name) for p in found.pairs] == [
        ("conv_weight-anti.float", "conv_weight-anti.float"),
        ("conv_bias-anti.float", "conv_bias-anti.float"),
    ]
    assert found.unmatched == ()


# --- inplace, blob


def test_names_of_one_inplace_group_meet() -> None:
    net = network([node("data"), node("conv/1", "bn_1", "relu_1"), node("fc")])
    found = plan([caffe("relu_1")], [quant("conv_1")], prototxt=net)
    assert one_rule(found) == {"inplace"}
    assert found.pairs[0].layer == "relu_1"
    assert found.pairs[0].node == "conv/1"


def test_inplace_groups_of_a_dot_count_too() -> None:
    dot = network([node("conv", "relu", blobs=())])
    found = plan([caffe("conv")], [quant("relu")], dot=dot)
    assert one_rule(found) == {"inplace"}


def test_two_members_of_a_group_against_the_head_are_ambiguous() -> None:
    net = network([node("conv", "bn", "relu")])
    found = plan([caffe("bn"), caffe("relu")], [quant("conv")], prototxt=net)
    assert found.pairs == ()
    assert "ambiguous" in codes(found)


def test_a_layer_meets_its_blob() -> None:
    net = network([node("up_", blobs=["up"])])
    found = plan([caffe("up")], [quant("up_")], prototxt=net)
    assert one_rule(found) == {"blob"}
    assert found.pairs[0].layer == "up"
    assert one_rule(plan([quant("up_")], [caffe("up")], prototxt=net)) == {"blob"}


def test_tops_of_a_slice_meet_by_number() -> None:
    net = network([node("slice", blobs=["a", "b", "c"])])
    left = [caffe(name) for name in "cab"]
    found = plan(left, [quant("slice", k=k) for k in range(3)], prototxt=net)
    assert [(p.left.name.layer, p.right.name.index) for p in found.pairs] == [
        ("a", 0),
        ("b", 1),
        ("c", 2),
    ]
    assert one_rule(found) == {"blob"}


def test_a_single_top_keeps_its_batch_index() -> None:
    net = network([node("up_", blobs=["up"])])
    found = plan([caffe("up", k=1)], [quant("up_", k=0), quant("up_", k=1)], prototxt=net)
    assert met(found) == {(caffe("up", k=1).file_name, quant("up_", k=1).file_name): "blob"}


def test_a_layer_that_stands_twice_is_told() -> None:
    net = network([node("up_", blobs=["up"]), node("up_", blobs=["up"])])
    twice = (net.nodes[0], replace(net.nodes[1], name="up_#2"))
    found = plan([caffe("up")], [quant("up_")], prototxt=replace(net, nodes=twice))
    assert found.pairs == ()
    assert "ambiguous" in codes(found)
    for reason in unmatched(found).values():
        assert "any of" not in reason
        assert "2 layers" in reason
        assert "#2" not in reason


def test_one_of_two_writers_is_told() -> None:
    net = network([node("one", blobs=["same"]), node("two", blobs=["same"])])
    found = plan([caffe("same")], [quant("one")], prototxt=net)
    assert found.pairs == ()
    for reason in unmatched(found).values():
        assert "any of" not in reason
        assert "one, two" in reason


def test_a_blob_with_two_writers_is_ambiguous() -> None:
    net = network([node("one", blobs=["same"]), node("two", blobs=["same"])])
    found = plan([caffe("same")], [quant("one"), quant("two")], prototxt=net)
    assert found.pairs == ()
    assert "ambiguous" in codes(found)


def sliced(*members: tuple[str, str]) -> Network:
    """A Slice with tops sa and sb, and (layer, blob) for each layer in place on one of them."""
    layers = [Layer("slice", "Slice", ("data",), ("sa", "sb"))]
    layers += [Layer(name, "ReLU", (blob,), (blob,)) for name, blob in members]
    return network([node("data"), Node("slice", tuple(layers), ("sa", "sb"))])


BOTH = (("relu_sa", "sa"), ("relu_sb", "sb"))
GROUPS = [
    ([caffe("sa"), caffe("relu_sb")], ["blob", "inplace"]),
    ([caffe("relu_sa"), caffe("relu_sb")], ["inplace", "inplace"]),
    ([caffe("relu_sa"), caffe("sb")], ["inplace", "blob"]),
]


@pytest.mark.parametrize(("left", "rules"), GROUPS)
def test_an_inplace_group_is_of_one_top(left: list[DumpName], rules: list[str]) -> None:
    right = [quant("slice", k=k) for k in (0, 1)]
    found = plan(list(reversed(left)), right, prototxt=sliced(*BOTH))
    assert [(p.left.name, p.right.name) for p in found.pairs] == list(zip(left, right, strict=True))
    assert [pair.rule for pair in found.pairs] == rules
    assert found.unmatched == ()
    back = plan(right, left, prototxt=sliced(*BOTH))
    assert met(back) == {(r, l): rule for (l, r), rule in met(found).items()}  # noqa: E741


@pytest.mark.parametrize(("left", "rules"), GROUPS)
def test_an_inplace_group_of_one_top_through_ids(left: list[DumpName], rules: list[str]) -> None:
    dot = network([node("data", id=0), node("slice", id=1, blobs=())])
    right = [seg(1, k=k) for k in (0, 1)]
    found = plan(left, right, prototxt=sliced(*BOTH), dot=dot)
    assert [(p.left.name, p.right.name) for p in found.pairs] == list(zip(left, right, strict=True))
    assert one_rule(found) == {"dot"}


@pytest.mark.parametrize("left", ["relu_sb", "sb"])
@pytest.mark.parametrize("right", ["sa", "relu_sa"])
def test_names_of_different_tops_do_not_meet(left: str, right: str) -> None:
    dot = network([node("data"), node("slice", "relu_sa", "relu_sb", blobs=())])
    for pair in ((left, right), (right, left)):
        names = [caffe(pair[0])], [quant(pair[1])]
        assert plan(*names, prototxt=sliced(*BOTH)).pairs == ()
        # Graph View merges the whole of it into one box without tops: the prototxt knows better.
        assert plan(*names, prototxt=sliced(*BOTH), dot=dot).pairs == ()


def test_the_first_of_several_tops_is_not_the_members_own() -> None:
    found = plan([caffe("relu_sb")], [quant("slice", k=0)], prototxt=sliced(*BOTH))
    assert found.pairs == ()


def test_a_member_meets_the_blob_it_rewrites() -> None:
    net = sliced(("relu_sb", "sb"))
    assert one_rule(plan([caffe("relu_sb")], [quant("sb")], prototxt=net)) == {"inplace"}
    assert one_rule(plan([caffe("sb")], [quant("relu_sb")], prototxt=net)) == {"inplace"}
    assert one_rule(plan([caffe("slice", k=1)], [quant("sb")], prototxt=net)) == {"blob"}


def test_two_names_of_one_top_are_ambiguous() -> None:
    net = sliced(("bn_sb", "sb"), ("relu_sb", "sb"))
    found = plan([caffe("bn_sb"), caffe("relu_sb")], [quant("slice", k=1)], prototxt=net)
    assert found.pairs == ()
    assert "ambiguous" in codes(found)
    found = plan([caffe("slice", k=1), caffe("relu_sb")], [quant("sb")], prototxt=net)
    assert found.pairs == ()
    assert "ambiguous" in codes(found)


def test_a_member_that_rewrites_both_tops_counts_them() -> None:
    layers = (
        Layer("slice", "Slice", ("data",), ("sa", "sb", "sc_report")),
        Layer("swap", "Custom", ("sb", "sc"), ("sc", "sb")),
    )
    net = network([Node("slice", layers, layers[0].tops)])
    left = [caffe("swap", k=k) for k in (0, 1)]
    found = plan(left, [quant("slice", k=k) for k in range(3)], prototxt=net)
    assert {(p.left.name.index, p.right.name.index) for p in found.pairs} == {(0, 2), (1, 1)}


def test_a_second_top_is_told_apart_in_the_reason() -> None:
    found = plan([caffe("relu_sa"), caffe("relu_sb")], [quant("slice")], prototxt=sliced(*BOTH))
    assert len(found.pairs) == 1
    assert "paired already" not in unmatched(found)[caffe("relu_sb").file_name]


def test_a_dot_group_of_unknown_tops_does_not_take_the_first() -> None:
    dot = network([node("slice", "relu_sb", blobs=())])
    found = plan([caffe("relu_sb")], [quant("slice", k=k) for k in (0, 1)], dot=dot)
    assert found.pairs == ()
    assert "ambiguous" in codes(found)
    both = [caffe("relu_sb", k=k) for k in (0, 1)]
    assert len(plan(both, [quant("slice", k=k) for k in (0, 1)], dot=dot).pairs) == 2


def test_an_inplace_layer_of_a_prototxt_file_keeps_its_top(tmp_path: Path) -> None:
    text = """
        layer { name: "data" type: "Input" top: "data" }
        layer { name: "slice" type: "Slice" bottom: "data" top: "sa" top: "sb" }
        layer { name: "relu_sb" type: "ReLU" bottom: "sb" top: "sb" }
    """
    (tmp_path / "net.prototxt").write_text(text)
    net = read_prototxt(tmp_path / "net.prototxt")
    left = [caffe("sa"), caffe("relu_sb")]
    right = [quant("slice", k=k) for k in (0, 1)]
    assert met(plan(left, right, prototxt=net)) == {
        (left[0].file_name, right[0].file_name): "blob",
        (left[1].file_name, right[1].file_name): "inplace",
    }


# --- dot


def numbered_net() -> Network:
    return network(
        [
            node("data", id=0),
            node("conv", "relu", id=1, output_shape=(4, 3, 2)),
            node("slice", id=2, blobs=()),
            node("slice_report_0_0", id=3, reports="slice", blobs=()),
        ],
        [("data", "conv"), ("conv", "slice"), ("slice", "slice_report_0_0")],
    )


def test_ids_become_names() -> None:
    dot = numbered_net()
    found = plan([seg(1)], [quant("conv")], dot=dot)
    assert one_rule(found) == {"dot"}
    assert found.pairs[0].layer == "conv"
    assert one_rule(plan([seg(1)], [caffe("relu")], dot=dot)) == {"dot"}
    assert one_rule(plan([caffe("layer4_conv")], [seg(1)], dot=dot)) == {"dot"}


def test_ids_of_both_sides_meet_by_name() -> None:
    found = plan([seg(1)], [seg(1, source="func")], dot=numbered_net())
    assert one_rule(found) == {"name"}
    assert found.pairs[0].layer == "conv"
    assert found.pairs[0].shape == (4, 3, 2)


def test_a_report_stands_for_its_layer() -> None:
    found = plan([seg(3)], [quant("slice")], dot=numbered_net())
    assert one_rule(found) == {"dot"}
    assert found.pairs[0].layer == "slice"


def test_the_layers_own_id_wins_over_the_report() -> None:
    found = plan([seg(2), seg(3)], [quant("slice")], dot=numbered_net())
    assert met(found) == {(seg(2).file_name, quant("slice").file_name): "dot"}
    assert seg(2).file_name in unmatched(found)[seg(3).file_name]


def test_ids_reach_blobs_through_the_prototxt() -> None:
    net = network([node("conv", blobs=["c"]), node("slice", blobs=["a", "b"])])
    found = plan([caffe("c"), caffe("b")], [seg(1), seg(2, k=1)], prototxt=net, dot=numbered_net())
    assert [(p.left.name.layer, p.right.name.layer_id, p.layer) for p in found.pairs] == [
        ("c", 1, "conv"),
        ("b", 2, "slice"),
    ]
    assert one_rule(found) == {"dot"}


def test_the_segment_decides_unless_the_dot_has_none_such() -> None:
    dot = network([node("a", id=1, segment=0), node("b", id=1, segment=1), node("c", id=2)])
    found = plan([seg(1, segment=1), seg(2, segment=5)], [quant("b"), quant("c")], dot=dot)
    assert len(found.pairs) == 2
    assert plan([seg(1, segment=5)], [quant("a")], dot=dot).pairs == ()


def test_an_unmatched_id_says_which_layer_it_is() -> None:
    found = plan([seg(1), seg(99)], [quant("other")], dot=numbered_net())
    reasons = unmatched(found)
    assert "conv" in reasons[seg(1).file_name]
    assert "99" in reasons[seg(99).file_name]


# --- manual, order, shapes


def test_manual_pairs_win() -> None:
    left, right = [caffe("a"), caffe("b")], [quant("a"), quant("b")]
    hand = (ManualPair(left[0].file_name, right[1].file_name),)
    found = plan(left, right, manual_pairs=hand)
    assert met(found) == {(left[0].file_name, right[1].file_name): "manual"}
    assert set(unmatched(found)) == {left[1].file_name, right[0].file_name}


def test_manual_pairs_may_take_what_was_passed_over() -> None:
    left = [quant("conv"), quant("conv", extension="float")]
    hand = (ManualPair(left[1].file_name, caffe("conv").file_name),)
    found = plan(left, [caffe("conv")], manual_pairs=hand)
    assert met(found) == {(left[1].file_name, caffe("conv").file_name): "manual"}
    assert found.unmatched == ()


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([ManualPair("gone", quant("a").file_name)], "manual_pair_lost"),
        ([ManualPair(caffe("a").file_name, "gone")], "manual_pair_lost"),
        ([ManualPair(caffe("a").file_name, quant("a").file_name, 7)], "manual_pair_lost"),
        ([ManualPair(caffe("a").file_name, quant("a").file_name, -1)], "manual_pair_lost"),
        ([ManualPair(caffe("a").file_name, quant("a").file_name)] * 2, "manual_pair_taken"),
    ],
)
def test_manual_pairs_that_cannot_be_made_are_findings(pairs: list[ManualPair], code: str) -> None:
    found = plan([caffe("a")], [quant("a")], manual_pairs=tuple(pairs))
    assert code in codes(found)
    assert len(found.pairs) == 1


def test_network_order_then_file_order_then_right_run() -> None:
    net = network([node("z"), node("y"), node("slice", blobs=["s0", "s1"])])
    names = ["extra2", "s1", "s0", "extra10", "y", "z"]
    left = [caffe(name) for name in names]
    right = [quant(name) for name in names]
    found = plan(left, right, right, prototxt=net)
    order = ["z", "y", "s0", "s1", "extra2", "extra10"]
    assert [(p.layer, p.right_index) for p in found.pairs] == [
        (name, index) for name in order for index in (0, 1)
    ]
    assert [p.layer for p in plan(left, right).pairs] == names


def test_layer_is_spelled_as_the_network_spells_it() -> None:
    net = network([node("fire2/squeeze1x1")])
    found = plan([caffe("fire2_squeeze1x1")], [quant("fire2_squeeze1x1")], prototxt=net)
    assert found.pairs[0].layer == "fire2/squeeze1x1"
    assert found.pairs[0].node == "fire2/squeeze1x1"


def test_shape_comes_from_the_names_then_from_the_dot() -> None:
    dot = numbered_net()
    assert plan([seg(1)], [caffe("conv", (8,))], dot=dot).pairs[0].shape == (8, 1, 1)
    assert plan([caffe("conv", ())], [seg(1)], dot=dot).pairs[0].shape == (4, 3, 2)
    assert plan([caffe("conv", ())], [quant("conv", ())]).pairs[0].shape is None


def test_a_left_dump_that_met_in_any_right_run_is_not_unmatched() -> None:
    found = plan([caffe("a")], [quant("a")], [quant("b")])
    assert [(one.side, one.dump.name.layer) for one in found.unmatched] == [(1, "b")]


def test_what_just_one_right_run_lacks_is_told() -> None:
    names = [f"conv{number}" for number in range(9)]
    whole = [quant(name) for name in names]
    hand = (ManualPair(caffe("conv8").file_name, whole[8].file_name, 1),)
    left = [*(caffe(name) for name in names), caffe("alone")]
    found = plan(left, whole, [*whole[:2], whole[8]], whole, manual_pairs=hand)
    (finding,) = found.findings
    assert finding.code == "missing_in_right"
    assert finding.evidence == {"right_index": 1, "count": 6, "names": names[2:7]}
    assert "right1" in finding.text
    assert "6" in finding.text
    assert [one.dump.name.layer for one in found.unmatched] == ["alone"]
    assert codes(plan(left, whole[:3])) == []


def test_one_layer_that_one_right_run_lacks_is_named() -> None:
    sides = [quant("a"), quant("b")]
    found = plan([caffe("a"), caffe("b")], sides, sides[:1])
    (finding,) = found.findings
    assert finding.evidence == {"right_index": 1, "count": 1, "names": ["b"]}


# --- invariants

layers = st.sampled_from(
    [
        "conv1",
        "conv2",
        "relu1",
        "up",
        "up_",
        "layer1_conv1",
        "layer2_conv1",
        "layer3_up",
        "b0",
        "b1",
        "relu_b1",
        "slice",
    ]
)
TOPS = {"b0": 0, "b1": 1, "relu_b1": 1}
shapes = st.sampled_from([(), (4,), (4, 1, 1), (4, 3, 2), (4, 3)])
dump_names = st.one_of(
    st.builds(caffe, layers, shapes, st.integers(0, 2)),
    st.builds(quant, layers, shapes, st.integers(0, 2), st.sampled_from(["hex", "float"])),
    st.builds(seg, st.integers(0, 6), st.integers(0, 1), st.integers(0, 1)),
)
sides = st.lists(dump_names, max_size=14, unique_by=lambda name: name.file_name)

NET = network(
    [
        node("conv1", "relu1"),
        node("conv2", blobs=["up"]),
        node("up_", blobs=["up"]),
        Node("slice", (Layer("slice"), Layer("relu_b1", tops=("b1",))), ("b0", "b1")),
    ]
)
DOT = network(
    [
        node("conv1", "relu1", id=1, blobs=()),
        node("conv2", id=2, blobs=()),
        node("up_", id=3, blobs=()),
        node("up__report_0_0", id=4, reports="up_", blobs=()),
        node("slice", id=5, blobs=()),
    ]
)


@given(sides, sides, st.booleans(), st.booleans(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_invariants(
    left: list[DumpName],
    right: list[DumpName],
    with_prototxt: bool,
    with_dot: bool,
    shuffler: random.Random,
) -> None:
    networks = {"prototxt": NET if with_prototxt else None, "dot": DOT if with_dot else None}
    found = plan(left, right, **networks)
    lefts = [pair.left.name.file_name for pair in found.pairs]
    rights = [pair.right.name.file_name for pair in found.pairs]
    assert len(set(lefts)) == len(lefts)
    assert len(set(rights)) == len(rights)
    for pair in found.pairs:
        assert pair.left.name.kind is pair.right.name.kind
        if pair.rule is Rule.NAME or (pair.rule is Rule.INPLACE and pair.node != "slice"):
            assert pair.left.name.index == pair.right.name.index
        tops = [TOPS.get(name.layer, name.index) for name in (pair.left.name, pair.right.name)]
        if pair.node == "slice" and pair.rule is not Rule.NAME:
            assert tops[0] == tops[1]
    # Nobody is lost: a dump is in a pair, unmatched, or named as another one's double.
    doubles = {
        name
        for finding in found.findings
        if finding.code == "same_blob_twice"
        for name in finding.evidence["used_instead"]  # type: ignore[attr-defined]
    }
    for side, names, used in ((-1, left, lefts), (0, right, rights)):
        alone = {one.dump.name.file_name for one in found.unmatched if one.side == side}
        assert alone.isdisjoint(used)
        assert {name.file_name for name in names} <= alone | set(used) | doubles
    for finding in found.findings:
        if finding.code == "ambiguous":
            for blob in finding.evidence["blobs"]:  # type: ignore[attr-defined]
                assert set(blob["left"]).isdisjoint(lefts)
                assert set(blob["right"]).isdisjoint(rights)
    shuffler.shuffle(left)
    shuffler.shuffle(right)
    assert met(plan(left, right, **networks)) == met(found)


@given(sides, sides, st.booleans())
@settings(max_examples=100, deadline=None)
def test_sides_may_be_exchanged(
    left: list[DumpName], right: list[DumpName], with_networks: bool
) -> None:
    networks = {"prototxt": NET, "dot": DOT} if with_networks else {}
    there, back = met(plan(left, right, **networks)), met(plan(right, left, **networks))
    assert there == {(a, b): rule for (b, a), rule in back.items()}


def test_a_request_without_right_folders_is_refused(tmp_path: object) -> None:
    with pytest.raises(CosightError, match="right folder"):
        make_plan(Request(tmp_path, ()))  # type: ignore[arg-type]


def test_duplicates_keep_the_runs_order() -> None:
    names = [quant("b"), quant("a", extension="float"), quant("c"), quant("a")]
    found = plan_runs(Request(run("l", []).folder, ()), run("l", names), [run("r", names)])
    assert [pair.left.name.layer for pair in found.pairs] == ["b", "c", "a"]


def test_only_a_prefix_is_left_out_of_a_name() -> None:
    net = network([node("conv_x")])
    found = plan([caffe("conv_layer3_x")], [quant("conv_layer3_x")], prototxt=net)
    assert [(pair.layer, pair.node) for pair in found.pairs] == [("conv_layer3_x", "")]


# --- how much work


def alike(size: int) -> Plan:
    names = [f"block{number}" for number in range(size)]
    return plan([caffe(name) for name in names], [quant(name) for name in names])


def numbered_layers(size: int) -> Plan:
    names = [f"block{number}" for number in range(size)]
    left = [caffe(f"layer{at}_{name}") for at, name in enumerate(names)]
    return plan(left, [quant(name) for name in names])


def named_by_blobs(size: int) -> Plan:
    net = network([node(f"layer{at}_", blobs=[f"blob{at}"]) for at in range(size)])
    left = [caffe(f"blob{at}") for at in range(size)]
    return plan(left, [quant(f"layer{at}_") for at in range(size)], prototxt=net)


def by_ids(size: int) -> Plan:
    dot = network([node(f"conv{at}", id=at, blobs=()) for at in range(size)])
    left = [caffe(f"conv{at}") for at in range(size)]
    return plan(left, [seg(at) for at in range(size)], dot=dot)


def none_alike(size: int) -> Plan:
    left = [caffe(f"block{at}") for at in range(size)]
    return plan(left, [quant(f"stage{at}") for at in range(size)])


def all_ambiguous(size: int) -> Plan:
    left = [caffe("conv", (at + 1,)) for at in range(size)]
    return plan(left, [quant("conv", (at + 1, 2)) for at in range(size)])


def blobs_with_two_writers(size: int) -> Plan:
    nodes = [node(f"{name}{at}", blobs=[f"blob{at}"]) for at in range(size) for name in "ab"]
    left = [caffe(f"blob{at}") for at in range(size)]
    return plan(left, [quant(f"a{at}") for at in range(size)], prototxt=network(nodes))


def two_encodings(size: int) -> Plan:
    names = [quant(f"c{at}", extension=end) for at in range(size) for end in ("hex", "float")]
    return plan(names, [caffe(f"c{at}") for at in range(size)])


def several_rights(size: int) -> Plan:
    names = [quant(f"c{at}") for at in range(8)]
    return plan([caffe(f"c{at}") for at in range(12)], *[names] * (size // 8))


def steps(work: Callable[[int], Plan], size: int) -> int:
    """How many lines of Python are run, each turn of a loop counted, and built-ins called."""
    count = 0

    def line(_frame: object, event: str, _what: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return line

    def call(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        work(size)
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


@pytest.mark.parametrize(
    "work",
    [alike, numbered_layers, named_by_blobs, by_ids, none_alike, all_ambiguous,
     blobs_with_two_writers, two_encodings, several_rights],
)  # fmt: skip
def test_twice_the_files_are_twice_the_work(work: Callable[[int], Plan]) -> None:
    # Beyond what is done for the first few hundred only, such as the search for similar names.
    few, more, many = (steps(work, size) for size in (320, 640, 1280))
    assert more - few > 320
    assert many - more < 2.1 * (more - few)
