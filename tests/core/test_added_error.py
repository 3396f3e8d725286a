"""The added error against its definition, on vectors, in any network."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from comparison_samples import caffe, network, node, parameter
from hypothesis import given
from hypothesis import strategies as st

from core.comparison.added_error import AddedError, added_errors
from core.comparison.metrics import measure
from core.comparison.model import NonFinite, Pair, PairResult, Problem, Rule, Severity
from core.dumps.model import Dump, DumpName, Kind, Values
from core.network.model import Layer, Network, Node

FOLDER = Path("/run")


def pair_of(name: DumpName, node_name: str, run: int = 0, layer: str = "") -> Pair:
    dump = Dump(FOLDER, name)
    return Pair(layer or name.layer, dump, dump, run, Rule.NAME, node_name)


def result_of(pair: Pair, left: np.ndarray, right: np.ndarray, broken: bool = False) -> PairResult:
    """What the engine would say of these numbers."""
    done = measure(Values(left, 1.0), Values(right, 1.0))
    severity = Severity.BROKEN if broken or done.metrics is None or done.one_sided else Severity.BAD
    return PairResult(
        pair, severity, done.metrics, done.elements, len(left), len(right),
        Problem.NON_FINITE if broken else None, "",
        done.left_non_finite, done.right_non_finite,
    )  # fmt: skip


def reds(left: np.ndarray, right: np.ndarray) -> float:
    """‖L − R‖ / ‖L‖ over what is finite on both sides."""
    both = np.isfinite(left) & np.isfinite(right)
    error, signal = np.linalg.norm(left[both] - right[both]), np.linalg.norm(left[both])
    return 0.0 if error == 0 else error / signal if signal else math.inf


def expected_added(out: float, into: float) -> float:
    return math.sqrt(max(0.0, out**2 - into**2))


# --- by hand -----------------------------------------------------------------------------


def chain_of(distances: dict[str, float]) -> tuple[Network, list[Pair], dict[int, PairResult]]:
    """A chain in which each layer's right side is its left one, longer by that share."""
    net = network([node(name) for name in distances])
    pairs = [pair_of(caffe(name), name) for name in distances]
    left = np.array([3.0, 4.0, 0.0])
    results = {
        at: result_of(pair, left, left * (1 + distances[pair.layer]))
        for at, pair in enumerate(pairs)
    }
    return net, pairs, results


def test_what_came_in_is_taken_off_in_squares():
    net, pairs, results = chain_of({"a": 0.3, "b": 0.5, "c": 0.5, "d": 0.4})
    assert added_errors(net, pairs, results) == pytest.approx([0.3, 0.4, 0.0, 0.0], abs=1e-9)


def test_without_a_network_there_is_none():
    _, pairs, results = chain_of({"a": 0.3, "b": 0.5})
    assert added_errors(None, pairs, results) is None


def test_what_is_not_in_the_network_or_no_output_is_unknown():
    net, pairs, results = chain_of({"a": 0.3, "b": 0.5})
    pairs += [pair_of(caffe("x"), ""), pair_of(parameter("b", Kind.WEIGHT, "float"), "b")]
    for at in (2, 3):
        results[at] = result_of(pairs[at], np.ones(3), np.ones(3) * 2)
    added = added_errors(net, pairs, results)
    assert added is not None
    assert added[:2] == pytest.approx([0.3, 0.4])
    assert math.isnan(added[2])
    assert math.isnan(added[3])


def test_behind_what_is_broken_or_not_measured_it_is_unknown_and_further_on_known_again():
    net, pairs, results = chain_of({"a": 0.3, "b": 0.5, "c": 0.5, "d": 0.6})
    added = AddedError(net, pairs)
    added.add((at, results[at]) for at in (0, 2, 3))
    values = added.values()
    assert [math.isnan(one) for one in values] == [False, True, True, False]
    assert values[3] == pytest.approx(math.sqrt(0.11))
    added.add([(1, result_of(pairs[1], np.ones(2), np.ones(2) * 1.5, broken=True))])
    assert [math.isnan(one) for one in added.values()] == [False, True, True, False]
    added.add([(1, results[1])])
    assert added.values() == pytest.approx([0.3, 0.4, 0.0, math.sqrt(0.11)], abs=1e-9)


def test_an_all_zero_left_side_makes_it_infinite():
    net, pairs, results = chain_of({"a": 0.3, "b": 0.5, "c": 0.2})
    results[1] = result_of(pairs[1], np.zeros(3), np.ones(3))
    assert added_errors(net, pairs, results) == pytest.approx([0.3, math.inf, 0.0])
    results[2] = result_of(pairs[2], np.zeros(3), np.ones(3))
    added = added_errors(net, pairs, results)
    assert added is not None
    assert math.isnan(added[2])


def test_elements_that_are_the_same_nan_on_both_sides_do_not_count():
    left = np.array([3.0, 4.0, math.nan, math.inf])
    right = left * np.array([1.5, 1.5, 1.0, 1.0])
    net = network([node("a"), node("b"), node("c")], [("a", "c"), ("b", "c")])
    pairs = [pair_of(caffe(name), name) for name in "abc"]
    plain = (np.array([1.0, 2.0]), np.array([1.0, 2.5]))
    outs = {0: (left, right), 1: plain, 2: (np.ones(4), np.ones(4) * 3)}
    results = {at: result_of(pairs[at], *both) for at, both in outs.items()}
    assert results[0].left_non_finite == NonFinite(1, 1, 2)
    into = reds(*(np.concatenate([outs[0][side], outs[1][side]]) for side in (0, 1)))
    assert added_errors(net, pairs, results)[2] == pytest.approx(expected_added(2.0, into))


def test_a_concat_pools_its_inputs_by_their_size():
    net = network(
        [node("a"), node("b"), node("cat")], [("a", "cat"), ("b", "cat")]
    )  # fmt: skip
    pairs = [pair_of(caffe(name), name) for name in ("a", "b", "cat")]
    big, small = np.full(90, 2.0), np.full(10, 5.0)
    sides = [(big, big * 1.1), (small, small * 1.4)]
    sides.append(tuple(np.concatenate(both) for both in zip(*sides, strict=True)))
    results = {at: result_of(pairs[at], *sides[at]) for at in range(3)}
    added = added_errors(net, pairs, results)
    assert added == pytest.approx([0.1, 0.4, 0.0], abs=1e-7)


def test_each_right_run_stands_on_its_own():
    net = network([node("a"), node("b")])
    pairs = [pair_of(caffe(name), name, run) for name in "ab" for run in (0, 1)]
    left = np.array([1.0, 2.0])
    by_run = {("a", 0): 0.3, ("a", 1): 0.0, ("b", 0): 0.5, ("b", 1): 0.5}
    results = {
        at: result_of(pair, left, left * (1 + by_run[pair.layer, pair.right_index]))
        for at, pair in enumerate(pairs)
    }
    assert added_errors(net, pairs, results) == pytest.approx([0.3, 0.0, 0.4, 0.5])


def test_a_cycle_does_not_go_on_for_ever():
    net = network([node("a"), node("b"), node("c")], [("a", "b"), ("b", "c"), ("c", "a"),
                                                       ("b", "b")])  # fmt: skip
    pairs = [pair_of(caffe(name), name) for name in "ac"]
    left = np.array([1.0, 2.0])
    results = {at: result_of(pair, left, left * (1.5, 1.3)[at]) for at, pair in enumerate(pairs)}
    assert added_errors(net, pairs, results) == pytest.approx([0.4, 0.0])


def test_ways_without_pairs_that_meet_count_what_they_bring_once():
    """Each way doubles the ways there are: by ways there would be 2¹⁰⁰ of them."""
    names = ["start", *(f"{side}{at}" for at in range(100) for side in "lr"), "end"]
    edges = []
    level = ["start"]
    for at in range(100):
        edges += [(above, f"{side}{at}") for above in level for side in "lr"]
        level = [f"l{at}", f"r{at}"]
    edges += [(above, "end") for above in level]
    net = network([node(name) for name in names], edges)
    pairs = [pair_of(caffe(name), name) for name in ("start", "end")]
    left = np.array([1.0, 2.0])
    results = {at: result_of(pair, left, left * (1.3, 1.5)[at]) for at, pair in enumerate(pairs)}
    assert added_errors(net, pairs, results) == pytest.approx([0.3, 0.4])


def test_ways_without_pairs_that_share_a_part_count_it_once():
    edges = [(name, "left") for name in "abc"] + [(name, "right") for name in "cd"]
    edges += [("left", "end"), ("right", "end")]
    net = network([node(name) for name in ("a", "b", "c", "d", "left", "right", "end")], edges)
    paired = ("a", "b", "c", "d", "end")
    pairs = [pair_of(caffe(name), name) for name in paired]
    distances = np.array([0.1, 0.2, 0.6, 0.3, 0.8])
    left = np.array([1.0, 2.0])
    results = {
        at: result_of(pair, left, left * (1 + distances[at])) for at, pair in enumerate(pairs)
    }
    added = added_errors(net, pairs, results)
    assert added is not None
    into = math.sqrt(np.mean(distances[:4] ** 2))
    assert added[4] == pytest.approx(expected_added(0.8, into))


def test_ways_without_pairs_that_grow_are_not_summed_anew_at_each_step():
    """Every concat hands all that came before on to the next; by its inputs that is one sum."""
    size = 300
    names = [name for at in range(size) for name in (f"conv{at}", f"cat{at}")]
    edges = [(f"conv{at}", f"cat{at}") for at in range(size)]
    edges += [(f"cat{at - 1}", f"{kind}{at}") for at in range(1, size) for kind in ("conv", "cat")]
    net = network([node(name) for name in names], edges)
    pairs = [pair_of(caffe(f"conv{at}"), f"conv{at}") for at in range(size)]
    added = AddedError(net, pairs)
    assert sum(len(pool.pairs) + len(pool.pools) for pool in added._pools) <= 4 * size
    left = np.array([1.0, 2.0])
    distances = np.linspace(0.1, 0.9, size)
    added.add(
        (at, result_of(pair, left, left * (1 + distances[at]))) for at, pair in enumerate(pairs)
    )
    into = [math.sqrt(np.mean(distances[:at] ** 2)) if at else 0.0 for at in range(size)]
    expected = [expected_added(out, came) for out, came in zip(distances, into, strict=True)]
    assert added.values() == pytest.approx(expected)


# --- any network -------------------------------------------------------------------------


class Step:
    """One node of a random network and what of it is paired."""

    def __init__(self, name: str, tops: int, in_place: bool) -> None:
        self.name = name
        self.blobs = [f"{name}_{top}" for top in range(tops)]
        self.in_place = in_place and tops == 1
        self.reads: list[str] = []
        """Blobs, in order."""
        self.paired: list[tuple[int, int]] = []
        """(top, place in the in-place group)."""

    def node(self) -> Node:
        layers = [Layer(self.name, "X", tuple(self.reads), tuple(self.blobs))]
        if self.in_place:
            layers.append(Layer(f"{self.name}_act", "ReLU", (*self.blobs,), (*self.blobs,)))
        return Node(self.name, tuple(layers), tuple(self.blobs))


@st.composite
def nets(draw: st.DrawFn) -> list[Step]:
    steps: list[Step] = []
    for at in range(draw(st.integers(1, 9))):
        step = Step(f"n{at}", draw(st.sampled_from([1, 1, 2])), draw(st.booleans()))
        known = [blob for before in steps for blob in before.blobs]
        if known:
            step.reads = draw(st.lists(st.sampled_from(known), max_size=4, unique=True))
        places = [(0, 0), (0, 1)] if step.in_place else [(top, 0) for top in range(len(step.blobs))]
        step.paired = [place for place in places if draw(st.integers(0, 2))]
        steps.append(step)
    return steps


def brought(steps: dict[str, Step], blob: str) -> Iterator[tuple[str, int, int]]:
    """The nearest pairs that make ``blob`` what it is, by every way."""
    owner = steps[blob.split("_")[0]]
    top = owner.blobs.index(blob)
    stages = [place for at, place in owner.paired if at == top]
    if stages:
        yield owner.name, top, max(stages)
    else:
        for read in owner.reads:
            yield from brought(steps, read)


@given(nets(), st.integers(0, 2**32 - 1), st.data())
def test_it_is_what_its_definition_says(made, seed, data):
    steps = {step.name: step for step in made}
    edges = {(blob.split("_")[0], step.name): None for step in made for blob in step.reads}
    net = network([step.node() for step in made], list(edges))
    keys = [(step.name, *place) for step in made for place in step.paired]
    states = st.sampled_from(["fine"] * 6 + ["nan", "torn", "later"])
    state = {key: data.draw(states) for key in keys}
    random = np.random.default_rng(seed)
    sides, results, pairs = {}, {}, []
    for at, key in enumerate(keys):
        name, top, place = key
        pair = pair_of(caffe(name, k=top), name, layer=f"{name}_act" if place else name)
        pairs.append(pair)
        size = int(random.integers(1, 30))
        left = random.normal(random.normal(), 1.0, size)
        right = left + random.normal(0, 10.0 ** random.uniform(-4, 1), size)
        if state[key] == "nan":
            right[0] = math.nan
        sides[key] = left, right
        if state[key] != "later":
            results[at] = result_of(pair, left, right, broken=state[key] == "torn")
    got = added_errors(net, pairs, results)
    assert got is not None
    for key, value in zip(keys, got, strict=True):
        name, top, place = key
        if place and (0, 0) in steps[name].paired:
            sources = {(name, 0, 0)}
        else:
            sources = {one for blob in steps[name].reads for one in brought(steps, blob)}
        if any(state[one] != "fine" for one in (key, *sources)):
            assert math.isnan(value)
            continue
        into = 0.0
        if sources:
            into = reds(*(np.concatenate([sides[one][side] for one in sources]) for side in (0, 1)))
        out = reds(*sides[key])
        # A difference of squares: what is exact is its distance from the squares themselves.
        assert value**2 == pytest.approx(max(0.0, out**2 - into**2), rel=1e-9, abs=1e-9 * out**2)
