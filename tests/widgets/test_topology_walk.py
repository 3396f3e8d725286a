from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from topology_made_up import diamond, diamond_layout

from core.network.layout import Layout
from widgets.topology.data import PictureData
from widgets.topology.text import NodeFonts, NodeTexts
from widgets.topology.walk import Direction, step_in_order, walk

pytestmark = pytest.mark.usefixtures("qapp")


def data(**moved: tuple[float, float]) -> PictureData:
    """The diamond, some of its boxes moved."""
    layout = diamond_layout()
    boxes = dict(layout.boxes)
    for name, (x, y) in moved.items():
        boxes[name] = replace(boxes[name], x=boxes[name].x + x, y=boxes[name].y + y)
    texts = NodeTexts(NodeFonts(QFont())).of(diamond())
    return PictureData(diamond(), Layout(boxes, layout.edges, 900.0, 1200.0), texts)


@pytest.mark.parametrize(
    ("name", "direction", "there"),
    [
        ("sum", Direction.CONSUMER, None),
        ("left", Direction.CONSUMER, "sum"),
        ("right", Direction.PRODUCER, "data"),
        ("data", Direction.PRODUCER, None),
        ("left", Direction.RIGHT, "right"),
        ("right", Direction.LEFT, "left"),
        ("right", Direction.RIGHT, None),
    ],
)
def test_arrows_follow_edges_and_rows(name, direction, there):
    assert walk(data(), name, direction) == there


def test_among_several_consumers_the_nearest_column_is_taken():
    assert walk(data(left=(150, 0)), "data", Direction.CONSUMER) == "left"
    assert walk(data(right=(-150, 0)), "data", Direction.CONSUMER) == "right"


def test_a_sibling_on_another_row_is_found_through_the_producer():
    assert walk(data(right=(0, 140), sum=(0, 400)), "left", Direction.RIGHT) == "right"


def test_steps_end_at_both_ends():
    assert step_in_order(["a", "b"], "a", 1) == "b"
    assert step_in_order(["a", "b"], "b", 1) is None
    assert step_in_order(["a", "b"], "a", -1) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LEFT", ["left"]),
        ("left_bn", ["left"]),
        ("eltwise", ["sum"]),
        ("right_blob", ["right"]),
        ("t", ["data", "left", "right", "sum"]),
        ("sum_report", ["sum"]),
        ("  ", []),
        ("nothing like it", []),
    ],
)
def test_a_text_finds_names_layers_types_and_blobs(text, found):
    assert data().matches(text) == found
