"""Kept pictures come back bit for bit, and damaged or foreign ones not at all."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.comparison.result_store import ResultStore
from core.network import layout
from core.network.layout import lay_out
from core.network.layout_cache import LayoutCache, packed, unpacked
from core.network.layout_model import EdgePath, Layout, NodeBox
from core.network.model import Layer, Network, Node

_number = st.floats(-1e7, 1e7)


def chain_net(count: int, prefix: str = "l") -> Network:
    names = [f"{prefix}{number}" for number in range(count)]
    nodes = tuple(Node(name, (Layer(name),)) for name in names)
    return Network("net", None, nodes, tuple(itertools.pairwise(names)))


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[str], list[tuple[float, float]], Layout]:
    count = draw(st.integers(1, 8))
    names = [f"n{number}" for number in range(count)]
    sized = [(draw(_number), draw(_number)) for _ in names]
    boxes = {
        name: NodeBox(draw(_number), draw(_number), *size)
        for name, size in zip(names, sized, strict=True)
    }
    paths = []
    for a, b in itertools.pairwise(names):
        length = draw(st.sampled_from([4, 7, 10]))
        paths.append(EdgePath(a, b, tuple((draw(_number), draw(_number)) for _ in range(length))))
    return names, sized, Layout(boxes, tuple(paths), draw(_number), draw(_number))


def pairs(names: Sequence[str]) -> list[tuple[int, int]]:
    return list(itertools.pairwise(range(len(names))))


@given(pictures())
@settings(deadline=None)
def test_a_picture_comes_back_bit_for_bit(picture: tuple[list[str], list, Layout]) -> None:
    names, sized, drawn = picture
    assert unpacked(packed(names, drawn), names, sized, pairs(names)) == drawn


@given(pictures(), st.data())
@settings(deadline=None)
def test_damage_is_noticed(picture: tuple[list[str], list, Layout], data: st.DataObject) -> None:
    names, sized, drawn = picture
    value = bytearray(packed(names, drawn))
    at = data.draw(st.integers(0, len(value) - 1))
    value[at] ^= data.draw(st.integers(1, 255))
    assert unpacked(bytes(value), names, sized, pairs(names)) is None
    cut = data.draw(st.integers(0, len(value) - 1))
    assert unpacked(packed(names, drawn)[:cut], names, sized, pairs(names)) is None


def test_a_picture_of_another_net_does_not_fit() -> None:
    names = ["a", "b"]
    box = NodeBox(1.0, 2.0, 3.0, 4.0)
    drawn = Layout({"a": box, "b": box}, (EdgePath("a", "b", ((0.0, 0.0),) * 4),), 9.0, 9.0)
    value = packed(names, drawn)
    sized = [(3.0, 4.0)] * 3
    assert unpacked(value, [*names, "c"], sized, [(0, 1)]) is None
    assert unpacked(value, names, sized[:2], [(0, 1), (1, 0)]) is None
    assert unpacked(None, names, sized[:2], [(0, 1)]) is None


def test_the_second_time_graphviz_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = LayoutCache(ResultStore(tmp_path / "layouts.sqlite"))
    net = chain_net(60)
    sizes = {node.name: (80.0, 30.0) for node in net.nodes}
    first = lay_out(net, sizes, cache=cache)

    def fail(*_: object) -> Layout:
        raise AssertionError("asked again")

    monkeypatch.setattr(layout, "graphviz_layout", fail)
    assert lay_out(net, sizes, cache=cache) == first
    # Names do not matter; sizes and edges do.
    renamed = chain_net(60, "other")
    again = lay_out(renamed, {n.name: (80.0, 30.0) for n in renamed.nodes}, cache=cache)
    assert list(again.boxes.values()) == list(first.boxes.values())
    for other, other_sizes in ((net, {}), (chain_net(61), sizes)):
        with pytest.raises(AssertionError, match="asked again"):
            lay_out(other, other_sizes, cache=cache)


def test_a_place_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    cache = LayoutCache(ResultStore(tmp_path / "file" / "layouts.sqlite"))
    net = chain_net(40)
    assert lay_out(net, {}, cache=cache) == lay_out(net, {})


def test_a_failure_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = LayoutCache(ResultStore(tmp_path / "layouts.sqlite"))
    net = chain_net(40)
    with monkeypatch.context() as patch:
        patch.setattr("sys.executable", str(tmp_path / "none"))
        assert "could not be started" in lay_out(net, {}, cache=cache).warning
    assert lay_out(net, {}, cache=cache).warning == ""
