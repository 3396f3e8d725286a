"""Folds hide what does not matter and change nothing about what can be reached from where."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from core.network.folding import Folded, fold, fold_repeats, with_neighbours
from core.network.model import Layer, Network, Node
from resources.sample.branches import branching_boxes, edges_of

Edges = Iterable[tuple[int, int]]


def numbered(count: int, edges: Edges) -> Network:
    nodes = tuple(Node(f"l{n}", (Layer(f"l{n}", "Convolution"),)) for n in range(count))
    return Network("net", None, nodes, tuple((f"l{a}", f"l{b}") for a, b in edges))


def reachable(network: Network) -> dict[str, set[str]]:
    """By walking from every node: nothing of what is tested is used."""
    onward: dict[str, list[str]] = {}
    for a, b in network.edges:
        onward.setdefault(a, []).append(b)
    found = {}
    for node in network.nodes:
        seen: set[str] = set()
        waiting = list(onward.get(node.name, ()))
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += onward.get(name, ())
        found[node.name] = seen
    return found


def kept(folded: Folded) -> set[str]:
    return {node.name for node in folded.network.nodes} - set(folded.members)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Network, set[str]]:
    count = draw(st.integers(1, 25))
    node = st.integers(0, count - 1)
    edges = draw(st.lists(st.tuples(node, node), max_size=50, unique=True))
    if draw(st.booleans()):
        edges = [(min(edge), max(edge)) for edge in edges if edge[0] != edge[1]]
        edges = list(dict.fromkeys(edges))
    visible = draw(st.sets(node, max_size=count))
    return numbered(count, edges), {f"l{n}" for n in visible}


@given(cases())
@settings(max_examples=400, deadline=None)
def test_reachability_between_what_is_seen_stays(case: tuple[Network, set[str]]) -> None:
    network, visible = case
    folded = fold(network, visible)
    seen = kept(folded)
    assert visible <= seen
    before, after = reachable(network), reachable(folded.network)
    for a in seen & visible:
        assert after[a] & visible == before[a] & visible


@given(cases())
@settings(max_examples=200, deadline=None)
def test_every_node_is_somewhere_once(case: tuple[Network, set[str]]) -> None:
    network, visible = case
    folded = fold(network, visible)
    inside = [one for members in folded.members.values() for one in members]
    assert len(inside) == len(set(inside))
    assert set(inside) | kept(folded) == {node.name for node in network.nodes}
    assert not set(inside) & kept(folded)
    assert {name: fold for fold, members in folded.members.items() for name in members} == dict(
        folded.fold_of
    )
    assert all(len(members) >= 2 for members in folded.members.values())
    assert len({node.name for node in folded.network.nodes}) == len(folded.network.nodes)


@given(cases())
@settings(max_examples=200, deadline=None)
def test_no_fold_stands_in_a_cycle_that_was_not_there(case: tuple[Network, set[str]]) -> None:
    network, visible = case
    folded = fold(network, visible)
    before, after = reachable(network), reachable(folded.network)
    for name, members in folded.members.items():
        if name in after[name]:
            assert any(one in before[one] for one in members)


@st.composite
def reported(draw: st.DrawFn) -> tuple[Network, set[str]]:
    """Acyclic, with Reportops anywhere: with other inputs than their host, and read by others."""
    count = draw(st.integers(3, 10))
    node = st.integers(0, count - 1)
    chain = draw(st.sets(node, max_size=count))
    edges = [(n, n + 1) for n in range(count - 1) if n in chain]
    more = draw(st.lists(st.tuples(node, node), max_size=10))
    edges += [(min(edge), max(edge)) for edge in more if edge[0] != edge[1]]
    plain = numbered(count, dict.fromkeys(edges))
    nodes = list(plain.nodes)
    for report in draw(st.sets(node, min_size=1, max_size=3)):
        hosts = [a for a, b in edges if b == report]
        host = draw(st.sampled_from(hosts)) if hosts else draw(node)
        nodes[report] = Node(f"l{report}", (Layer(f"l{report}", "Reportop"),), reports=f"l{host}")
    visible = {f"l{n}" for n in draw(st.sets(node, max_size=3))}
    return Network("net", None, tuple(nodes), plain.edges), visible


@given(reported())
@settings(max_examples=250, deadline=None)
def test_folding_never_makes_a_cycle(case: tuple[Network, set[str]]) -> None:
    network, visible = case
    for folded in (fold(network, visible), fold_repeats(network, visible)):
        assert all(name not in after for name, after in reachable(folded.network).items())


def test_a_report_that_reads_what_its_host_feeds_closes_no_cycle() -> None:
    """l0 → l1 → l2, and r hangs on l0 and reads l2, too."""
    plain = numbered(4, [(0, 1), (1, 2), (2, 3)])
    report = Node("r", (Layer("r", "Reportop"),), reports="l0")
    edges = (*plain.edges, ("l1", "r"), ("l2", "r"))
    network = Network("n", None, (*plain.nodes, report), edges)
    folded = fold(network, {"l2"})
    assert all(name not in after for name, after in reachable(folded.network).items())


def test_reports_that_feed_one_another_close_no_cycle() -> None:
    """Two stretches of the same reach, each fed by the other's Reportop alone."""
    plain = numbered(6, [(0, 1), (1, 5), (0, 2), (2, 5), (0, 3), (3, 4), (4, 5)])
    names = {"r": "l1", "s": "l3"}
    reports = tuple(
        Node(name, (Layer(name, "Reportop"),), reports=host) for name, host in names.items()
    )
    crossing = (("l1", "r"), ("r", "l4"), ("l3", "s"), ("s", "l2"), ("l1", "l2"))
    network = Network("n", None, (*plain.nodes, *reports), (*plain.edges, *crossing))
    assert all(name not in after for name, after in reachable(network).items())
    folded = fold(network, {"l0", "l5"})
    assert all(name not in after for name, after in reachable(folded.network).items())


def test_a_chain_becomes_what_is_seen_and_the_runs_between() -> None:
    network = numbered(12, [(n, n + 1) for n in range(11)])
    folded = fold(network, with_neighbours(network, {"l5"}))
    names = [node.name for node in folded.network.nodes]
    assert names == ["l0 … l3", "l4", "l5", "l6", "l7 … l11"]
    assert folded.network.edges == (
        ("l0 … l3", "l4"),
        ("l4", "l5"),
        ("l5", "l6"),
        ("l6", "l7 … l11"),
    )
    assert folded.network.by_name["l7 … l11"].layers[0].name == "… 5 layers"


def test_blocks_with_shortcuts_between_two_nodes_are_one_fold() -> None:
    edges = [(n, n + 1) for n in range(21)] + [(n, n + 4) for n in range(1, 17, 4)]
    folded = fold(numbered(22, edges), {"l0", "l21"})
    assert [node.name for node in folded.network.nodes] == ["l0", "l1 … l20", "l21"]


def test_one_hidden_node_stays() -> None:
    folded = fold(numbered(3, [(0, 1), (1, 2)]), {"l0", "l2"})
    assert kept(folded) == {"l0", "l1", "l2"}


def test_branches_that_do_not_meet_are_folds_of_their_own() -> None:
    edges = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 6)]
    folded = fold(numbered(7, edges), {"l0", "l3", "l6"})
    assert set(folded.members.values()) == {("l1", "l2"), ("l4", "l5")}


def test_a_report_goes_with_the_node_it_hangs_on() -> None:
    plain = numbered(5, [(n, n + 1) for n in range(4)])
    report = Node("r", (Layer("r", "Reportop"),), reports="l3")
    network = Network("n", None, (*plain.nodes, report), (*plain.edges, ("l3", "r")))
    folded = fold(network, {"l0", "l1"})
    assert [node.name for node in folded.network.nodes] == ["l0", "l1", "l2 … l4"]
    folded = fold(network, with_neighbours(network, {"r"}))
    assert {"l2", "l3", "l4", "r"} <= kept(folded)
    assert with_neighbours(network, {"nowhere"}) == frozenset()


def test_a_fold_s_name_is_its_own() -> None:
    plain = numbered(4, [(0, 1), (1, 2), (2, 3)])
    stranger = Node("l0 … l3", (Layer("l0 … l3"),))
    network = Network("n", None, (*plain.nodes, stranger), plain.edges)
    folded = fold(network, {"l0 … l3"})
    assert set(folded.members) == {"l0 … l3#2"}


def test_ten_thousand_layers_are_folded() -> None:
    boxes = branching_boxes(10_000)
    nodes = tuple(Node(box.name, (Layer(box.name, box.type),)) for box in boxes)
    network = Network("n", None, nodes, edges_of(boxes))
    visible = with_neighbours(network, {node.name for node in nodes[::97]})
    folded = fold(network, visible)
    assert len(folded.network.nodes) < len(visible) + 400
    assert visible <= kept(folded)
