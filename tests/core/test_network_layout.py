"""The network's picture: nothing overlaps, edges meet their boxes, Graphviz stays at a distance."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.network import graphviz_layout, layout, layout_process
from core.network.dot import read_dot
from core.network.layout import Layout, lay_out
from core.network.model import Layer, Network, Node
from core.network.prototxt import read_prototxt

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
REAL_NETS = sorted([*DATA.rglob("*.dot"), *DATA.rglob("*.prototxt")])
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not beside the project")


def network(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> Network:
    nodes = tuple(Node(name, (Layer(name, "Convolution"),)) for name in names)
    return Network("net", None, nodes, tuple(edges))


def numbered(count: int, edges: Sequence[tuple[int, int]]) -> Network:
    return network(
        [f"l{number}" for number in range(count)], [(f"l{a}", f"l{b}") for a, b in edges]
    )


def residual(count: int) -> Network:
    """Blocks of four with a shortcut each, a head that ends in between, and a lone node."""
    edges = [(node, node + 1) for node in range(count - 3)]
    edges += [(node, node + 4) for node in range(0, count - 7, 4)]
    edges += [(count // 2, count - 1)]
    return numbered(count, edges)


def tangle(count: int) -> Network:
    """Far more work for Graphviz than any time limit here allows."""
    source = random.Random(1)
    edges = [(node, node + 1) for node in range(count - 1)]
    edges += [(source.randrange(node), node) for node in range(1, count)]
    return numbered(count, list(dict.fromkeys(edges)))


def assert_is_sound(network: Network, drawn: Layout) -> None:
    """Boxes lie inside and apart; edges lead from the border of one box to that of another."""
    names = list(drawn.boxes)
    x, y, width, height = np.array(
        [(box.x, box.y, box.width, box.height) for box in drawn.boxes.values()]
    ).T
    slack = 0.1
    assert (x - width / 2).min() >= -slack
    assert (y - height / 2).min() >= -slack
    assert (x + width / 2).max() <= drawn.width + slack
    assert (y + height / 2).max() <= drawn.height + slack
    apart_x = abs(x[:, None] - x) >= (width[:, None] + width) / 2 - slack
    apart_y = abs(y[:, None] - y) >= (height[:, None] + height) / 2 - slack
    assert (apart_x | apart_y | np.eye(len(names), dtype=bool)).all()
    assert [(edge.source, edge.target) for edge in drawn.edges] == [
        edge for edge in network.edges if edge[0] in drawn.boxes and edge[1] in drawn.boxes
    ]
    for edge in drawn.edges:
        assert len(edge.points) >= 4
        assert len(edge.points) % 3 == 1
        for name, (end_x, end_y) in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
            box = drawn.boxes[name]
            beyond_x = abs(end_x - box.x) - box.width / 2
            beyond_y = abs(end_y - box.y) - box.height / 2
            assert max(beyond_x, beyond_y) == pytest.approx(0, abs=2)


def test_chain_goes_down() -> None:
    net = network("abc", [("a", "b"), ("b", "c")])
    drawn = lay_out(net, {"a": (100, 30), "b": (60, 20), "c": (100, 30)})
    assert drawn.warning == ""
    assert_is_sound(net, drawn)
    a, b, c = (drawn.boxes[name] for name in "abc")
    assert a.y < b.y < c.y
    assert (b.width, b.height) == (60, 20)
    assert a.x == pytest.approx(b.x) == pytest.approx(c.x)
    assert drawn.width == pytest.approx(100)
    start, end = drawn.edges[0].points[0], drawn.edges[0].points[-1]
    assert start[1] == pytest.approx(a.y + 15, abs=1)
    assert end[1] == pytest.approx(b.y - 10, abs=1)


def test_nothing_and_one() -> None:
    assert lay_out(network("", []), {}) == Layout({}, (), 0.0, 0.0)
    drawn = lay_out(network("a", []), {"a": (80, 40)})
    assert drawn.boxes["a"] == layout.NodeBox(40, 20, 80, 40)
    assert (drawn.width, drawn.height, drawn.edges) == (80, 40, ())


def test_loops_cycles_and_lone_nodes() -> None:
    edges = [*zip("abcdd", "bcada", strict=True), ("a", "c"), ("f", "g"), ("g", "f")]
    net = network("abcdefg", edges)
    drawn = lay_out(net, {})
    assert drawn.warning == ""
    assert set(drawn.boxes) == set("abcdefg")
    assert_is_sound(net, drawn)


@needs_data
@pytest.mark.parametrize("by_graphviz", [True, False])
@pytest.mark.parametrize("path", REAL_NETS, ids=lambda path: path.relative_to(DATA).as_posix())
def test_real_nets(path: Path, by_graphviz: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    net = read_dot(path) if path.suffix == ".dot" else read_prototxt(path)
    if not by_graphviz:
        monkeypatch.setattr(sys, "executable", "")
    drawn = lay_out(net, {node.name: (160, 36) for node in net.nodes})
    assert drawn.warning == "" or not by_graphviz
    assert set(drawn.boxes) == {node.name for node in net.nodes if node.type != "Reportop"}
    assert_is_sound(net, drawn)
    assert all(drawn.boxes[edge.source].y < drawn.boxes[edge.target].y for edge in drawn.edges)


def test_reports_are_drawn_only_when_alone() -> None:
    report = Node("r", (Layer("r", "Reportop"),), reports="a")
    net = Network("n", None, (Node("a", (Layer("a"),)), report), (("a", "r"),))
    assert set(lay_out(net, {}).boxes) == {"a"}
    assert set(lay_out(Network("n", None, (report,), ()), {}).boxes) == {"r"}


@pytest.mark.parametrize(
    "net",
    [
        residual(900),
        numbered(600, [(node, node + 1) for node in range(599) if node % 7]),
        numbered(1000, [(node // 2, node + 1) for node in range(999)]),
        numbered(700, [*((n, n + 1) for n in range(699)), (450, 300), (200, 200), (650, 649)]),
    ],
    ids=["residual", "many short chains", "tree", "with cycles"],
)
def test_large_nets_have_no_seams_to_see(net: Network) -> None:
    sizes = {node.name: (60.0 + 7 * (n % 20), 20.0 + n % 30) for n, node in enumerate(net.nodes)}
    drawn = lay_out(net, sizes)
    assert drawn.warning == ""
    assert_is_sound(net, drawn)


@given(
    st.lists(st.tuples(st.integers(0, 449), st.integers(1, 12)), max_size=80),
    st.sets(st.integers(1, 448), max_size=30),
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_large_nets(jumps: list[tuple[int, int]], gaps: set[int]) -> None:
    edges = {(node, node + 1) for node in range(449) if node not in gaps}
    edges |= {(a, a + step) for a, step in jumps if a + step < 450}
    net = numbered(450, sorted(edges))
    drawn = lay_out(net, {node.name: (90, 30) for node in net.nodes})
    assert drawn.warning == ""
    assert_is_sound(net, drawn)


def test_tall_nets_keep_their_precision() -> None:
    """Graphviz's usual output has five digits: some 10 points in a net as tall as this."""
    net = residual(1200)
    drawn = lay_out(net, {node.name: (180, 44) for node in net.nodes})
    gaps = np.diff([drawn.boxes[f"l{number}"].y for number in range(500)])
    assert np.abs(gaps - gaps[0]).max() < 0.05


def test_hostile_names() -> None:
    names = [
        'say "hi"',
        "two\nlines",
        "a->b",
        "}",
        "\\",
        "\\N",
        "<b>x</b>",
        "层/一:0",
        "n1",
        " ",
        "\0",
    ]
    net = network(names, list(itertools.pairwise(names)))
    drawn = lay_out(net, dict.fromkeys(names, (50, 20)))
    assert drawn.warning == ""
    assert set(drawn.boxes) == set(names)
    assert_is_sound(net, drawn)


@pytest.mark.parametrize("size", [(0.0, 0.0), (-5.0, 3.0), (float("nan"), 1.0), (1e30, 1e30)])
def test_odd_sizes(size: tuple[float, float]) -> None:
    net = network("ab", [("a", "b")])
    drawn = lay_out(net, {"a": size})
    assert drawn.warning == ""
    assert_is_sound(net, drawn)


# Graphviz at a distance


class Watched:
    """Remembers the processes that were started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        start = subprocess.Popen

        class Remembered(start):  # type: ignore[misc,valid-type]
            def __init__(this, *arguments: object, **options: object) -> None:  # noqa: N805
                super().__init__(*arguments, **options)
                self.processes.append(this)

        monkeypatch.setattr(subprocess, "Popen", Remembered)

    def assert_gone(self) -> None:
        assert len(self.processes) == 1
        for process in self.processes:
            assert process.returncode is not None
            if os.name == "posix":
                with pytest.raises(ProcessLookupError):
                    os.kill(process.pid, 0)


def assert_is_list(net: Network, drawn: Layout) -> None:
    column = [drawn.boxes[node.name] for node in net.nodes]
    assert all(above.y + above.height / 2 < below.y - below.height / 2
               for above, below in itertools.pairwise(column))  # fmt: skip
    assert len({box.x for box in column}) == 1
    assert_is_sound(net, drawn)


def assert_is_layered(net: Network, drawn: Layout) -> None:
    """Not a list, and all edges lead down."""
    assert_is_sound(net, drawn)
    assert all(drawn.boxes[a].y < drawn.boxes[b].y for a, b in net.edges)
    if len(set(net.edges)) >= len(net.nodes):
        assert len({box.x for box in drawn.boxes.values()}) > 1


def test_slow_graph_is_drawn_in_a_simpler_way(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    net = tangle(700)
    drawn = lay_out(net, {}, timeout=0.3)
    assert drawn.warning == (
        "The network is arranged in a simpler way: Graphviz needed more than 0.3 s"
    )
    assert_is_layered(net, drawn)
    watched.assert_gone()


def test_cancelled_layout_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    answers = iter([False, False, True])
    net = tangle(700)
    drawn = lay_out(net, {}, cancelled=lambda: next(answers, True))
    assert "cancelled" in drawn.warning
    assert_is_list(net, drawn)
    watched.assert_gone()


def test_failing_cancel_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)

    def cancelled() -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        lay_out(tangle(700), {}, cancelled=cancelled)
    watched.assert_gone()


@pytest.mark.parametrize(
    ("program", "warning"),
    [
        ("import os; os.abort()", "exit status"),
        ("raise SystemExit(3)", "exit status 3"),
        ("print('no json')", "does not fit"),
        ("print('[]')", "does not fit"),
        ("print('{\"nodes\": {\"n0\": [1, 2]}, \"edges\": []}')", "does not fit"),
        ("print('{}', '{}', sep='\\n')", "does not fit"),
        ("print('[[]]')", "does not fit"),
    ],
)  # fmt: skip
def test_broken_graphviz_is_done_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, warning: str
) -> None:
    (tmp_path / "layout_process.py").write_text(program)
    monkeypatch.setattr(graphviz_layout, "__file__", str(tmp_path / "layout.py"))
    net = network("abc", [("a", "b"), ("a", "c")])
    drawn = lay_out(net, {})
    assert warning in drawn.warning
    assert_is_layered(net, drawn)


def test_where_everything_fails_there_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Layout:
        raise ZeroDivisionError

    monkeypatch.setattr(layout, "quick_layout", fail)
    monkeypatch.setattr(sys, "executable", "")
    net = network("abc", [("a", "b"), ("a", "c")])
    drawn = lay_out(net, {})
    assert drawn.warning.startswith("The network is shown as a list: ")
    assert_is_list(net, drawn)


def test_a_quick_picture_is_shown_until_graphviz_has_its_own() -> None:
    net = residual(1600)
    shown: list[Layout] = []
    drawn = lay_out(net, {}, show_meanwhile=shown.append)
    assert [one.passing for one in shown] == [True]
    assert not drawn.passing
    assert shown[0].warning == drawn.warning == ""
    assert_is_sound(net, shown[0])
    assert_is_sound(net, drawn)
    assert shown[0].boxes != drawn.boxes


def test_a_small_net_is_not_shown_twice() -> None:
    shown: list[Layout] = []
    lay_out(residual(40), {}, show_meanwhile=shown.append)
    assert shown == []


def test_nothing_is_shown_meanwhile_once_cancelled() -> None:
    shown: list[Layout] = []
    drawn = lay_out(residual(1600), {}, cancelled=lambda: True, show_meanwhile=shown.append)
    assert shown == []
    assert "cancelled" in drawn.warning


def test_missing_interpreter_is_done_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    drawn = lay_out(network("ab", [("a", "b")]), {})
    assert "could not be started" in drawn.warning


def test_absurd_sizes_never_reach_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    assert "20001 nodes" in lay_out(numbered(20_001, []), {}).warning
    chain = [(node, node + 1) for node in range(2999)]
    far = [(node, 2999 - node) for node in range(400)]
    net = numbered(3000, chain + far)
    drawn = lay_out(net, {})
    assert "reach too far" in drawn.warning
    assert drawn.width < 60_000
    assert watched.processes == []


def test_rows_that_are_all_joined_never_reach_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be at them until its time is over."""
    watched = Watched(monkeypatch)
    joined = [(above, 120 + below) for above in range(120) for below in range(120)]
    drawn = lay_out(numbered(240, joined), {})
    assert "too dense" in drawn.warning
    assert len(drawn.edges) == len(joined)
    assert watched.processes == []


def test_a_fan_is_not_dense(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    fan = [edge for node in range(1, 301) for edge in ((0, node), (node, 301))]
    assert lay_out(numbered(302, fan), {}).warning == ""
    assert len(watched.processes) == 1


def test_more_than_anyone_would_wait_for_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_MOST_PARTS", 20_000)
    net = numbered(20_001, [])
    drawn = lay_out(net, {})
    assert "shown as a list" in drawn.warning
    assert len({box.x for box in drawn.boxes.values()}) == 1


def test_any_working_folder_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('shadowed')")
    monkeypatch.chdir(tmp_path)
    assert lay_out(network("ab", [("a", "b")]), {}).warning == ""


def test_process_ends_itself_without_a_parent() -> None:
    net = tangle(700)
    source = "digraph {" + "".join(f"{a} -> {b};" for a, b in net.edges) + "}"
    finished = subprocess.run(
        [sys.executable, "-P", str(Path(layout_process.__file__)), "0.3"],
        input=json.dumps([source]).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert finished.returncode != 0
    assert finished.stdout == b""
