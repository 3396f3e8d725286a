"""Why nothing matched, and what is offered instead."""

from __future__ import annotations

import math
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from comparison_samples import caffe, codes, network, node, plan, quant, run, seg
from hypothesis import given, settings
from hypothesis import strategies as st

from core.comparison.matching import make_plan, plan_runs
from core.comparison.model import ManualPair, Request
from core.comparison.severity import shape_sentence
from core.comparison.suggestions import MOST, alikeness
from core.dumps.model import DumpName, Kind
from core.network.model import Layer, Network

NAMES = [f"conv{number}" for number in range(12)]


def sized(number: int) -> tuple[int, int, int]:
    return number + 2, 5, 7


def test_the_same_folder_twice(tmp_path: Path) -> None:
    (tmp_path / "a_output0_caffe.float").write_text("1\n")
    found = make_plan(Request(tmp_path, (tmp_path / "." / "",)))
    assert codes(found) == ["same_folder"]
    assert len(found.pairs) == 1


@pytest.mark.parametrize("where", ["inside", "above", "nowhere"])
def test_a_folder_without_dumps_points_to_a_better_one(tmp_path: Path, where: str) -> None:
    left = tmp_path / "left"
    empty = tmp_path / "run" / "empty"
    better = {"inside": empty / "mapper_quant", "above": tmp_path / "run", "nowhere": left}[where]
    for folder in (left, empty, better):
        folder.mkdir(parents=True, exist_ok=True)
    for folder in (left, better):
        (folder / "a_output0_caffe.float").write_text("1\n")
    (empty / "readme.txt").write_text("nothing\n")
    found = make_plan(Request(left, (empty,)))
    assert codes(found) == ["no_dumps"]
    expected = None if where == "nowhere" else str(better)
    assert found.findings[0].evidence.get("better") == expected
    assert found.unmatched[0].dump.name.layer == "a"


def test_a_folder_whose_dumps_are_of_other_kinds() -> None:
    found = plan([caffe("a")], [quant("a")], include=frozenset({Kind.WEIGHT}))
    assert set(codes(found)) == {"no_dumps"}
    assert "weight" in found.findings[0].text


@pytest.mark.parametrize("swap", [False, True])
def test_ids_need_the_dot(swap: bool) -> None:
    sides = [[caffe(name) for name in NAMES], [seg(number) for number in range(12)]]
    found = plan(*(reversed(sides) if swap else sides))
    assert "dot_needed" in codes(found)
    assert all("cnn_net_tree.dot" in one.reason for one in found.unmatched)


@pytest.mark.parametrize("ids", [range(100, 112), range(12)])
def test_a_dot_of_another_net(ids: range) -> None:
    dot = network([node(f"other{at}", id=number) for at, number in enumerate(ids)])
    found = plan([caffe(name) for name in NAMES], [seg(number) for number in range(12)], dot=dot)
    assert codes(found) == ["dot_mismatch"]
    known = sum(number in ids for number in range(12))
    assert found.findings[0].evidence["ids_found"] == known


def renamed() -> tuple[list[object], list[object]]:
    left = [caffe(name, sized(number)) for number, name in enumerate(NAMES)]
    right = [quant(f"layer_{name}_x", sized(number)) for number, name in enumerate(NAMES)]
    return left, right  # type: ignore[return-value]


def test_other_names_of_the_same_sizes_need_the_prototxt() -> None:
    found = plan(*renamed())  # type: ignore[arg-type]
    assert codes(found) == ["prototxt_needed"]


def test_a_prototxt_of_another_net() -> None:
    found = plan(*renamed(), prototxt=network([node("else")]))  # type: ignore[arg-type]
    assert codes(found) == ["prototxt_mismatch"]


def test_nothing_in_common() -> None:
    found = plan([caffe(name, (3,)) for name in NAMES], [quant("x", (5,)), quant("y", (6,))])
    assert codes(found) == ["nothing_matched"]


def test_ambiguity_is_why_nothing_matched() -> None:
    left = [caffe("layer1_x"), caffe("layer2_x")]
    for prototxt in (None, network([node("else")])):
        found = plan(left, [quant("x")], prototxt=prototxt)
        assert codes(found) == ["ambiguous"]
        assert "Nothing was paired" in found.findings[0].text
        assert caffe("layer1_x").file_name in found.findings[0].text
    found = plan([caffe("conv"), quant("conv")], [seg(1)], dot=network([node("conv", id=1)]))
    assert codes(found) == ["ambiguous"]


def test_a_single_ambiguity_does_not_hide_the_advice() -> None:
    left, right = renamed()
    left += [caffe("layer1_x"), caffe("layer2_x")]
    found = plan(left, [*right, quant("x")])  # type: ignore[arg-type, list-item]
    assert codes(found) == ["prototxt_needed", "ambiguous"]


@pytest.mark.parametrize("swap", [False, True])
def test_an_id_that_stands_twice_in_the_dot(swap: bool) -> None:
    dot = network([node("a", id=1), node("b", id=1), node("c", id=2)])
    sides = [[caffe("a")], [seg(1)]]
    found = plan(*(reversed(sides) if swap else sides), dot=dot)
    assert found.pairs == ()
    assert codes(found)[0] == "duplicate_ids"
    assert "dot_mismatch" not in codes(found)
    assert "twice" in found.findings[0].text
    assert found.findings[0].evidence["ids"] == [{"segment": 0, "id": 1, "layers": ["a", "b"]}]
    reasons = {one.dump.name.file_name: one.reason for one in found.unmatched}
    assert "a, b" in reasons[seg(1).file_name]
    assert "not in the dot" not in reasons[seg(1).file_name]


def test_an_id_that_stands_twice_is_told_beside_pairs() -> None:
    dot = network([node("a", id=1), node("b", id=1), node("c", id=2)])
    found = plan([caffe("a"), caffe("c")], [seg(1), seg(2)], dot=dot)
    assert codes(found) == ["duplicate_ids"]
    # The files' own names agree, so nobody asks the dot.
    assert codes(plan([seg(1)], [seg(1, source="func")], dot=dot)) == []


def test_what_explains_best_stands_first(tmp_path: Path) -> None:
    left = [*(caffe(name) for name in NAMES), quant("z", extension="float"), quant("z")]
    found = plan(left, [seg(number) for number in range(12)])
    assert codes(found) == ["dot_needed", "same_blob_twice"]
    hand = (ManualPair("gone", "gone"),)
    found = plan(left, [seg(number) for number in range(12)], manual_pairs=hand)
    assert codes(found) == ["dot_needed", "manual_pair_lost", "same_blob_twice"]


@pytest.mark.parametrize("swap", [False, True])
def test_blobs_on_one_side_and_layers_on_the_other(swap: bool) -> None:
    net = network([node("a", blobs=["b"]), node("b", blobs=["c"]), node("c", blobs=["d"])])
    sides = [[caffe(name) for name in "bcd"], [quant(name) for name in "abc"]]
    found = plan(*(reversed(sides) if swap else sides), prototxt=net)
    assert {pair.left.name.layer for pair in found.pairs} == {"b", "c"}
    (finding,) = (one for one in found.findings if one.code == "crossed_names")
    assert finding.evidence["layers"] == ["b", "c"]
    # Both sides named alike: whatever is missing, nothing is crossed.
    assert codes(plan(sides[0], sides[0][:2], prototxt=net)) == []
    assert codes(plan(sides[1], sides[1][1:], prototxt=net)) == []


def test_a_good_match_needs_no_advice() -> None:
    found = plan([caffe(name) for name in NAMES], [quant(name) for name in NAMES[:6]])
    assert codes(found) == []


def test_sides_that_look_exchanged_get_a_hint() -> None:
    assert codes(plan([quant("a")], [caffe("a")])) == ["swapped"]
    assert codes(plan([caffe("a")], [quant("a")])) == []


def test_warnings_of_the_networks_are_handed_on() -> None:
    net = Network("net", None, (node("a"),), (), warnings=("layer b has no bottom",))
    found = plan([caffe("a")], [quant("a")], prototxt=net)
    assert [finding.text for finding in found.findings] == ["layer b has no bottom"]


def test_suggestions_are_of_the_other_side_and_best_first() -> None:
    left, right = renamed()
    found = plan(left, right)  # type: ignore[arg-type]
    offered = {one.dump.name.file_name: one.suggestions for one in found.unmatched}
    for mine, theirs in zip(left, right, strict=True):
        assert offered[mine.file_name][0] == theirs.file_name  # type: ignore[attr-defined]
        assert offered[theirs.file_name][0] == mine.file_name  # type: ignore[attr-defined]
    assert all(len(names) <= 5 for names in offered.values())


def test_suggestions_for_ids_go_by_the_dot() -> None:
    dot = network([node("upsampling_", id=1, output_shape=(4, 3, 2))])
    found = plan([caffe("upsampling")], [seg(1), seg(2)], dot=dot)
    offered = {one.dump.name.file_name: one.suggestions for one in found.unmatched}
    assert offered[caffe("upsampling").file_name] == (seg(1).file_name,)
    assert offered[seg(1).file_name] == (caffe("upsampling").file_name,)
    assert offered[seg(2).file_name] == ()


def test_suggestions_keep_to_the_kind() -> None:
    found = plan([caffe("a"), caffe("b_x")], [quant("a"), quant("b_y")])
    assert [one.suggestions for one in found.unmatched] == [
        (quant("b_y").file_name,),
        (caffe("b_x").file_name,),
    ]


def offered_to(left: list[DumpName], right: list[DumpName]) -> dict[str, tuple[str, ...]]:
    return {one.dump.name.file_name: one.suggestions for one in plan(left, right).unmatched}


def test_a_file_that_is_paired_already_is_not_offered() -> None:
    missing, renamed = caffe("fc7_mbox_conf", (2, 20, 20)), quant("fc7_renamed", (2, 20, 20))
    left = [missing, caffe("fc7_mbox_conf_perm", (20, 20, 2))]
    offered = offered_to(left, [renamed, quant("fc7_mbox_conf_perm", (20, 20, 2))])
    assert offered == {
        missing.file_name: (renamed.file_name,),
        renamed.file_name: (missing.file_name,),
    }
    assert offered_to(left, [quant("fc7_mbox_conf_perm", (20, 20, 2))]) == {missing.file_name: ()}


def test_a_file_of_another_size_is_not_offered() -> None:
    offered = offered_to([caffe("conv7_2", (128, 5, 5))], [quant("conv6_2", (256, 10, 10))])
    assert list(offered.values()) == [(), ()]


def test_same_dims_come_before_as_many_elements_and_those_before_the_unknown() -> None:
    unknown, flat = quant("conv_head", ()), quant("conv_head_flat", (800,))
    same = quant("renamed", (2, 20, 20))
    for right in ([unknown, flat, same], [same, flat, unknown]):
        left = [caffe("conv_headx", (2, 20, 20))]
        wanted = tuple(name.file_name for name in (same, flat, unknown))
        assert offered_to(left, right)[left[0].file_name] == wanted


def test_without_dims_the_names_must_be_alike() -> None:
    left, right = [caffe("conv_head", ())], [quant("upsampling", ()), quant("conv_head_", ())]
    assert offered_to(left, right)[left[0].file_name] == (right[1].file_name,)


def test_the_best_name_is_found_among_many_of_the_same_dims() -> None:
    left = [caffe("stage9_conv")]
    right = [*(quant(f"other{number}") for number in range(50)), quant("stage9_convolution")]
    assert offered_to(left, right)[left[0].file_name][0] == right[-1].file_name


@pytest.mark.parametrize(
    ("name", "elements", "said"),
    [
        (caffe("fc", (4,)), 8, "holds 8 numbers, 2 times the 4 of its name"),
        (caffe("fc", (4,)), 7, "holds 7 numbers, its name says 4."),
        (caffe("fc", (4, 1)), 7, "its name says 4×1 = 4."),
        (caffe("conv", (4, 3, 2)), 48, "2 times the 4×3×2 = 24 of its name"),
    ],
)
def test_dims_are_multiplied_where_there_are_several(
    name: DumpName, elements: int, said: str
) -> None:
    assert said in shape_sentence(name, elements)


@pytest.mark.parametrize("dims", [(), (4, 7)])
def test_thousands_of_strangers_are_no_burden(dims: tuple[int, ...]) -> None:
    size = 3000
    left = run("l", [caffe(f"block{number}", dims) for number in range(size)])
    right = run("r", [quant(f"stage{number}", (number + 2, 7)) for number in range(size)])
    found = plan_runs(Request(left.folder, (right.folder,)), left, [right])
    assert len(found.unmatched) == 2 * size
    assert sum(bool(one.suggestions) for one in found.unmatched) <= 600


short = st.text(st.sampled_from("ab_1"), max_size=12) | st.text(max_size=6)


def gestalt(one: str, other: str) -> float:
    return SequenceMatcher(a=one, b=other, autojunk=False).ratio()


@given(short, short)
def test_names_are_as_alike_as_difflib_says(one: str, other: str) -> None:
    assert alikeness(one, other) == gestalt(one, other)


few_names = st.lists(
    st.tuples(st.text(st.sampled_from("abc_1"), min_size=1), st.sampled_from([(), (4,), (2, 2)])),
    min_size=1,
    max_size=10,
    unique_by=lambda look: look[0],
)


@given(st.tuples(st.text(st.sampled_from("abc_1"), min_size=1), st.sampled_from([(4,), (9,)])),
       few_names)  # fmt: skip
@settings(deadline=None)
def test_suggestions_are_the_most_alike_of_all(
    wanted: tuple[str, tuple[int, ...]], others: list[tuple[str, tuple[int, ...]]]
) -> None:
    name, dims = wanted
    # "x" keeps it from being called like one of them, which would make a pair.
    right = [quant(other, shape) for other, shape in others]
    ranked = []
    for look, (other, shape) in zip(right, others, strict=True):
        distance = 2 if not shape else 0 if shape == dims else 1
        alike = gestalt(other, f"x{name}")
        fits = not shape or math.prod(shape) == math.prod(dims)
        if fits and (distance == 0 or alike >= 0.5):
            ranked.append((distance, -alike, look.file_name))
    expected = tuple(file_name for *_, file_name in sorted(ranked)[:MOST])
    left = caffe(f"x{name}", dims)
    assert offered_to([left], right)[left.file_name] == expected


@pytest.mark.parametrize(
    ("dumped", "said"),
    [((3, 320, 320), True), ((3, 640, 640), False), ((1, 3, 640, 640), False), ((307200,), False)],
)
def test_another_input_size_than_the_prototxt_s_is_said_once(
    dumped: tuple[int, ...], said: bool
) -> None:
    image = replace(node("data", output_shape=(3, 640, 640)), layers=(Layer("data", "Input"),))
    net = network([image, node("conv")])
    left = [caffe("data", dumped), caffe("conv")]
    found = plan(left, [quant("data", dumped), quant("conv")], prototxt=net)
    told = [one for one in found.findings if one.code == "input_size"]
    assert len(told) == said
    if said:
        assert "3×640×640" in told[0].text
        assert "3×320×320" in told[0].text
        assert not told[0].quiet
        assert len(found.pairs) == 2
