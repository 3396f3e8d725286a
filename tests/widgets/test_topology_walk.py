from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from topology_made_up import diamond, diamond_layout

from widgets.topology_walk import Direction, matches, step_in_order, walk

BOXES = {
    name: QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
    for name, box in diamond_layout().boxes.items()
}


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
    assert walk(diamond(), BOXES, name, direction) == there


def test_among_several_consumers_the_nearest_column_is_taken():
    near = {**BOXES, "left": BOXES["left"].translated(150, 0)}
    assert walk(diamond(), near, "data", Direction.CONSUMER) == "left"
    near = {**BOXES, "right": BOXES["right"].translated(-150, 0)}
    assert walk(diamond(), near, "data", Direction.CONSUMER) == "right"


def test_a_sibling_on_another_row_is_found_through_the_producer():
    lower = {**BOXES, "right": BOXES["right"].translated(0, 140)}
    lower["sum"] = BOXES["sum"].translated(0, 400)
    assert walk(diamond(), lower, "left", Direction.RIGHT) == "right"


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
        ("t", ["data", "left", "right", "sum", "sum_report_0_0"]),
        ("  ", []),
        ("nothing like it", []),
    ],
)
def test_a_text_finds_names_layers_types_and_blobs(text, found):
    assert matches(diamond(), text) == found
