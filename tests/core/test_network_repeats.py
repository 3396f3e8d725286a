"""Repeated blocks are found where they were planted, and folded without losing anything."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from comparison_samples import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from test_network_folding import kept, reachable

from core.network.folding import fold_repeats
from core.network.model import Layer, Network, Node
from core.network.prototxt import read_prototxt
from core.network.repeats import FEWEST_LAYERS, FEWEST_REPEATS, Repeats, find_repeats
from resources.sample.branches import branching_boxes, edges_of

TYPES = "ABCD"


def made(types: str, edges) -> Network:
    """One node a letter, which is its type."""
    nodes = tuple(Node(f"n{i}", (Layer(f"n{i}", kind),)) for i, kind in enumerate(types))
    return Network("net", None, nodes, tuple((f"n{a}", f"n{b}") for a, b in edges))


def chain(types: str) -> Network:
    return made(types, pairwise(range(len(types))))


def found(network: Network) -> list[tuple[int, str, str]]:
    """How often, from where, and which types a block has."""
    return [
        (one.count, one.members[0], "".join(network.by_name[name].type for name in one.block))
        for one in find_repeats(network)
    ]


# --- what is planted -------------------------------------------------------------------------


@st.composite
def planted(draw: st.DrawFn) -> tuple[Network, int, int, int]:
    """A chain of blocks with inner shortcuts between two layers of types of their own."""
    size = draw(st.integers(2, 5))
    types = draw(st.text(TYPES, min_size=size, max_size=size).filter(lambda t: len(set(t)) > 1))
    pairs = st.tuples(st.integers(0, size - 2), st.integers(1, size - 1))
    inner = sorted({(a, b) for a, b in draw(st.lists(pairs, max_size=3)) if b > a + 1})
    count = draw(st.integers(3, 7))
    before, behind = "XYZ"[: draw(st.integers(1, 3))], "UVW"[: draw(st.integers(1, 3))]
    everything = before + types * count + behind
    edges = set(pairwise(range(len(everything))))
    for number in range(count):
        start = len(before) + number * size
        edges |= {(start + a, start + b) for a, b in inner}
    return made(everything, sorted(edges)), len(before), size, count


def is_power(text: str) -> bool:
    return any(
        len(text) % n == 0 and text == text[:n] * (len(text) // n) for n in range(1, len(text))
    )


@given(planted())
@settings(max_examples=300, deadline=None)
def test_planted_blocks_are_found_as_they_were_planted(case) -> None:
    network, start, size, count = case
    types = "".join(node.type for node in network.nodes)[start : start + size]
    if is_power(types):
        return  # the block is a repeat by itself: found as a finer one, or not at all
    names = tuple(f"n{number}" for number in range(start, start + size * count))
    (repeats,) = find_repeats(network)
    assert repeats.count == count
    assert repeats.members == names
    assert repeats.block == names[:size]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Anything: branches, skips, cycles, layers in place, what has no type, and reports."""
    motif = draw(st.text("AB", min_size=1, max_size=4))
    types = motif * draw(st.integers(1, 6)) + draw(st.text("AB", max_size=6))
    count = len(types)
    place = st.integers(0, count - 1)
    edges = set(pairwise(range(count))) if draw(st.booleans()) else set()
    step = draw(st.integers(1, 4))
    if draw(st.booleans()):
        edges |= {(n, n + step) for n in range(count - step)}
    more = draw(st.lists(st.tuples(place, place), max_size=8))
    if draw(st.booleans()):
        more = [(a, b) for a, b in more if a < b]
    edges |= set(more)
    in_place = (Layer("ip", "R"),) if draw(st.booleans()) else ()
    untyped = draw(st.sets(place, max_size=2))
    nodes = [
        Node(f"n{i}", (Layer(f"n{i}", "" if i in untyped else kind), *in_place))
        for i, kind in enumerate(types)
    ]
    for host in draw(st.sets(place, max_size=2)):
        nodes.append(Node(f"r{host}", (Layer(f"r{host}", "Reportop"),), reports=f"n{host}"))
    return Network("n", None, tuple(nodes), tuple((f"n{a}", f"n{b}") for a, b in sorted(edges)))


@given(networks())
@settings(max_examples=400, deadline=None)
def test_what_is_found_is_a_repeat_and_no_node_is_in_two(network) -> None:
    seen: set[str] = set()
    for repeats in find_repeats(network):
        assert repeats.count >= FEWEST_REPEATS
        size = len(repeats.block)
        assert len(repeats.members) == repeats.count * size
        assert sum(len(network.by_name[name].layers) for name in repeats.block) >= FEWEST_LAYERS
        assert not seen & set(repeats.members)
        seen |= set(repeats.members)
        for number in range(len(repeats.members) - size):
            one, other = (network.by_name[repeats.members[n]] for n in (number, number + size))
            assert [layer.type for layer in one.layers] == [layer.type for layer in other.layers]
        assert all(network.by_name[name].type for name in repeats.members)
        inner = inner_edges(network, repeats)
        # Those that read nothing may be read by several blocks.
        reads = [bool(network.inputs_of[name]) for name in repeats.members]
        for number in range(len(repeats.members) - size):
            shifted = {source - size for source in inner[number + size] if source >= size}
            for source in inner[number] ^ shifted:
                assert not (reads[source] and reads[source + size])


def inner_edges(network: Network, repeats: Repeats) -> list[set[int]]:
    """What each member reads of the others."""
    place = {name: number for number, name in enumerate(repeats.members)}
    found: list[set[int]] = [set() for _ in repeats.members]
    for a, b in network.edges:
        if a in place and b in place:
            found[place[b]].add(place[a])
    return found


@given(networks())
@settings(max_examples=400, deadline=None)
def test_no_node_is_lost_or_doubled_and_every_edge_has_its_place(network) -> None:
    folded = fold_repeats(network)
    inside = [one for members in folded.members.values() for one in members]
    reports = {node.name for node in network.nodes if node.reports in inside}
    assert len(inside) == len(set(inside))
    assert set(inside) | kept(folded) | reports == {node.name for node in network.nodes}
    assert not set(inside) & kept(folded)
    stands = {name: folded.fold_of.get(name, name) for name in (*inside, *kept(folded))}
    expected = {
        (stands[a], stands[b]) for a, b in network.edges if stands[a] != stands[b] or stands[a] == a
    }
    assert set(folded.network.edges) == expected
    assert len(folded.network.edges) == len(expected)


@given(networks())
@settings(max_examples=200, deadline=None)
def test_what_can_be_reached_from_where_stays(network) -> None:
    folded = fold_repeats(network)
    seen = {name for name in kept(folded) if not network.by_name[name].reports}
    before, after = reachable(network), reachable(folded.network)
    for name in seen:
        assert after[name] & seen == before[name] & seen


@given(networks())
@settings(max_examples=50, deadline=None)
def test_it_is_always_the_same(network) -> None:
    again = Network(network.name, None, network.nodes, tuple(reversed(network.edges)))
    assert find_repeats(network) == find_repeats(network) == find_repeats(again)


# --- how it is decided -----------------------------------------------------------------------


def test_two_are_not_enough_and_one_layer_is_no_block() -> None:
    assert found(chain("XABABY")) == []
    assert found(chain("XAAAAAAAAY")) == []
    assert found(chain("XABABABY")) == [(3, "n1", "AB")]


def test_a_node_with_layers_in_place_is_a_block() -> None:
    nodes = tuple(Node(f"n{i}", (Layer(f"n{i}", "Conv"), Layer("r", "ReLU"))) for i in range(5))
    network = Network("net", None, nodes, tuple((f"n{i}", f"n{i + 1}") for i in range(4)))
    assert [(one.count, one.members[0]) for one in find_repeats(network)] == [(5, "n0")]


def test_the_longest_run_is_taken_with_its_shortest_block() -> None:
    assert found(chain("X" + "AB" * 6 + "Y")) == [(6, "n1", "AB")]
    # Three times a whole stage hides more than the pairs within each.
    assert found(chain("X" + ("AB" * 3 + "C") * 3 + "Y")) == [(3, "n1", "ABABABC")]
    # Twice only: the pairs are folded.
    assert found(chain("X" + ("AB" * 3 + "C") * 2 + "Y")) == [(3, "n1", "AB"), (3, "n8", "AB")]


def test_blocks_begin_where_the_least_is_passed_on() -> None:
    """A residual stage whose first block reads a projection instead of a block before it."""
    types = "P" + "p" + "abc+" + "abc+" * 3 + "Z"
    edges = [(0, 1), (0, 2), (1, 5)] + [(n, n + 1) for n in range(2, 5)]
    for start in (6, 10, 14):
        edges += [(start + n - 1, start + n) for n in range(4)] + [(start - 1, start + 3)]
    edges.append((17, 18))
    assert found(made(types, edges)) == [(4, "n2", "abc+")]


def test_a_layer_that_is_read_elsewhere_ends_a_run() -> None:
    types = "X" + "AB" * 6 + "Y" + "H"
    edges = [*pairwise(range(14)), (6, 14)]
    assert found(made(types, edges)) == [(3, "n1", "AB"), (3, "n7", "AB")]


def test_other_edges_make_another_block() -> None:
    types = "X" + "ABC" * 4 + "Y"
    plain, skip = list(pairwise(range(14))), [(3, 6), (9, 12)]
    assert found(made(types, plain)) == [(4, "n1", "ABC")]
    assert found(made(types, plain + skip)) == []
    # What the first block reads from outside the run is its own affair.
    assert found(made(types, [*plain, (3, 6)])) == [(3, "n4", "ABC")]


def test_branches_side_by_side_are_not_one_fold() -> None:
    """In execution order they alternate, but what is behind one is not behind the other."""
    types = "IJ" + "AB" * 5 + "UV"
    edges = [(n, n + 2) for n in range(12)]
    assert find_repeats(made(types, edges)) == []


def test_a_constant_each_block_reads_does_not_matter() -> None:
    types = "XM" + "AB" * 4 + "Y"
    edges = [(0, 2), *pairwise(range(2, 11)), *((1, n) for n in range(2, 10, 2))]
    network = made(types, edges)
    assert [one[0] for one in found(network)] == [4]


def test_what_was_opened_stays_open() -> None:
    network = chain("X" + "AB" * 4 + "Y" + "CD" * 3 + "Z")
    folded = fold_repeats(network, {"n12"})
    assert list(folded.members.values()) == [tuple(f"n{n}" for n in range(1, 9))]
    assert len(fold_repeats(network, {"n2", "n12"}).members) == 0


def test_a_fold_says_what_it_holds() -> None:
    nodes = [Node("in", (Layer("in", "Input"),))]
    for number in range(8):
        layers = (Layer(f"c{number}", "Convolution"), Layer("b", "BatchNorm"), Layer("r", "ReLU"))
        nodes.append(Node(f"c{number}", layers))
    names = [node.name for node in nodes]
    folded = fold_repeats(Network("n", None, tuple(nodes), tuple(pairwise(names))))
    (name,) = folded.members
    assert name == "c0 … c7"
    node = folded.network.by_name[name]
    assert node.layers[0].name == "8 × Convolution, BatchNorm, ReLU · 24 layers"
    assert folded.network.edges == (("in", name),)


def test_of_many_types_the_first_and_the_last_are_named() -> None:
    folded = fold_repeats(chain("ABCDE" * 3))
    (name,) = folded.members
    assert folded.network.by_name[name].layers[0].name == "3 × A, …, E · 15 layers"


def test_ten_thousand_layers_are_folded() -> None:
    boxes = branching_boxes(10_000)
    nodes = tuple(Node(box.name, (Layer(box.name, box.type),)) for box in boxes)
    network = Network("n", None, nodes, edges_of(boxes))
    folded = fold_repeats(network)
    assert len(folded.members) > 100
    assert len(folded.network.nodes) + len(folded.fold_of) - len(folded.members) == len(nodes)


# --- real networks ---------------------------------------------------------------------------


def real(name: str) -> Network:
    path: Path = DATA / "prototxt" / name
    if not path.exists():
        pytest.skip("the real networks are not here")
    return read_prototxt(path)


def test_yolov3_has_its_residual_stages() -> None:
    """8, 8 and 4 blocks of two convolutions and a shortcut, as its paper's table says; the stages
    of one and two blocks are not enough."""
    repeats = [one for one in find_repeats(real("yolov3.prototxt")) if len(one.block) == 3]
    assert [one.count for one in repeats] == [8, 8, 4]


def test_resnet_50_has_its_four_stages() -> None:
    """3, 4, 6 and 3 blocks a stage, as its paper's table says; each stage's first reads what its
    projection made instead of the block before it."""
    repeats = find_repeats(real("ResNet-50-deploy.prototxt"))
    assert [(one.count, one.members[0], one.members[-1]) for one in repeats] == [
        (3, "res2a_branch2a", "res2c"),
        (4, "res3a_branch2a", "res3d"),
        (6, "res4a_branch2a", "res4f"),
        (3, "res5a_branch2a", "res5c"),
    ]


def test_retinaface_s_backbone_is_repeated_between_the_layers_its_heads_hang_on() -> None:
    paths = sorted((DATA / "retinaface").rglob("deploy.prototxt"))
    if not paths:
        pytest.skip("the real networks are not here")
    network = read_prototxt(paths[0])
    repeats = find_repeats(network)
    assert [one.members[-1] for one in repeats[:2]] == [
        "mobilenet0_batchnorm10",
        "mobilenet0_batchnorm22",
    ]
    assert all(len(network.outputs_of[one.members[-1]]) > 1 for one in repeats[:2])


@pytest.mark.parametrize(
    "name", ["MobileNetSSD_deploy", "ResNet-50-deploy", "nanodet-simple", "pfpld", "yolov3"]
)
def test_real_networks_lose_nothing(name) -> None:
    network = real(f"{name}.prototxt")
    folded = fold_repeats(network)
    assert folded.members
    inside = set(folded.fold_of)
    assert inside | kept(folded) == {node.name for node in network.nodes}
    before, after = reachable(network), reachable(folded.network)
    seen = kept(folded)
    for one in seen:
        assert after[one] & seen == before[one] & seen
