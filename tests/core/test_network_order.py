"""Execution order, unique names, and slices of large nets."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.network.order import UniqueNames, execution_order
from core.network.slices import Slice, ranks_crossed, slice_network

edge_lists = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@given(edge_lists)
def test_order_keeps_edges_where_it_can(numbered: list[tuple[int, int]]) -> None:
    names = [f"n{number}" for number in range(10)]
    forward = [(names[min(edge)], names[max(edge)]) for edge in numbered]
    assert execution_order(names, forward) == names
    reverse = list(reversed(names))
    ordered = execution_order(reverse, forward)
    position = {name: index for index, name in enumerate(ordered)}
    assert sorted(ordered) == names
    assert all(position[a] < position[b] for a, b in forward if a != b)


@given(edge_lists)
def test_order_survives_cycles(numbered: list[tuple[int, int]]) -> None:
    names = [f"n{number}" for number in range(10)]
    ordered = execution_order(names, [(names[a], names[b]) for a, b in numbered])
    assert sorted(ordered) == names


def test_only_what_must_move_moves() -> None:
    assert execution_order(list("abcde"), [("d", "b")]) == list("acdbe")
    assert execution_order(list("abc"), [("b", "c"), ("c", "b")]) == list("abc")


def test_unique_names() -> None:
    unique = UniqueNames(["taken"])
    given_names = [unique.take(name) for name in ("a", "a", "a#2", "a", "taken", "b")]
    assert given_names == ["a", "a#2", "a#2#2", "a#3", "taken#2", "b"]


def test_small_nets_are_not_cut() -> None:
    edges = [(node, node + 1) for node in range(299)]
    assert slice_network(300, edges) == [Slice(0, 299, tuple(edges), False, False)]
    assert slice_network(1, []) == [Slice(0, 0, (), False, False)]
    assert slice_network(0, []) == []


@given(
    st.lists(st.tuples(st.integers(0, 999), st.integers(-3, 30)), max_size=60),
    st.integers(401, 1000),
)
def test_slices_share_one_node_and_hold_every_edge_once(
    jumps: list[tuple[int, int]], count: int
) -> None:
    edges = [(node, node + 1) for node in range(count - 1)]
    edges += [(a, a + step) for a, step in jumps if 0 <= a < count and 0 <= a + step < count]
    edges = list(dict.fromkeys(edges))
    slices = slice_network(count, edges)
    assert slices[0].first == 0
    assert slices[-1].last == count - 1
    for above, below in itertools.pairwise(slices):
        assert above.last == below.first
        assert above.has_seam_below
        assert below.has_seam_above
        seam = above.last
        # By brute force: nothing passes the seam, and no edge comes back to it.
        assert not any(a < seam < b or b <= seam < a or b < seam <= a for a, b in edges)
    assert sorted(edge for part in slices for edge in part.edges) == sorted(edges)
    for part in slices:
        assert all(part.first <= min(edge) and max(edge) <= part.last for edge in part.edges)


def test_ranks_crossed() -> None:
    chain = tuple((node, node + 1) for node in range(5, 10))
    assert ranks_crossed(Slice(5, 10, chain, False, False)) == 5
    assert ranks_crossed(Slice(5, 10, (*chain, (5, 10), (7, 7)), False, False)) == 10
    # A node without inputs stands right above its reader, however deep that is.
    assert ranks_crossed(Slice(0, 4, ((0, 1), (1, 2), (2, 4), (3, 4)), False, False)) == 4
