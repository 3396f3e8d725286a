"""The element model: what each cell says, in any order and number format."""

from __future__ import annotations

import numpy as np
import pytest
from element_pairs_made_up import decimal, fixed
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor

from core.comparison.elements import Elements
from core.dumps.model import Values
from widgets.elements.model import ElementModel
from widgets.elements.rows import MOST_ROWS, ElementRows
from widgets.elements.text import ElementColumn, place_text, rows_as_tsv


@pytest.fixture
def model(qapp):
    made = ElementModel()
    left = decimal([0.0, 1.5, -2.0, np.nan, 0.0, 7.0])
    right = fixed([0, 4096, -8192, 0, 398, -1])
    made.set_elements(Elements(left, right), (2, 1, 3))
    return made


def texts(model: ElementModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_is_a_sound_model(model, qtmodeltester):
    qtmodeltester.check(model)


def test_cells_say_what_the_files_say(model):
    assert texts(model, ElementColumn.INDEX) == ["0", "1", "2", "3", "4", "5"]
    assert texts(model, ElementColumn.CHW) == ["0,0,0", "0,0,1", "0,0,2", "1,0,0", "1,0,1", "1,0,2"]
    assert texts(model, ElementColumn.LEFT) == ["0", "1.5", "-2", "nan", "0", "7"]
    assert texts(model, ElementColumn.RIGHT) == [
        "00000000", "00001000", "ffffe000", "00000000", "0000018e", "ffffffff",
    ]  # fmt: skip
    assert texts(model, ElementColumn.ABSOLUTE_ERROR) == [
        "0", "0.5", "0", "nan", "0.09716797", "7.000244",
    ]  # fmt: skip
    assert texts(model, ElementColumn.RELATIVE_ERROR) == ["–", "0.3333", "0", "nan", "inf", "1"]


def test_converted_to_float_hex_becomes_exact_numbers_and_decimals_stay(model):
    model.set_as_float(True)
    assert texts(model, ElementColumn.RIGHT) == [
        "0", "1", "-2", "0", "0.0971679688", "-0.000244140625",
    ]  # fmt: skip
    assert texts(model, ElementColumn.LEFT)[1] == "1.5"
    model.set_as_float(False)
    assert texts(model, ElementColumn.RIGHT)[1] == "00001000"


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.data())
@settings(max_examples=40, deadline=None)
def test_places_are_row_major(c, h, w, data):
    element = data.draw(st.integers(0, c * h * w - 1))
    expected = ",".join(str(part) for part in np.unravel_index(element, (c, h, w)))
    assert place_text((c, h, w), element) == expected


def test_a_shorter_side_leaves_its_cells_and_the_errors_empty(qapp):
    model = ElementModel()
    model.set_elements(Elements(decimal([1, 2, 3]), fixed([4096])), None)
    assert model.rowCount() == 3
    assert texts(model, ElementColumn.RIGHT) == ["00001000", "–", "–"]
    assert texts(model, ElementColumn.ABSOLUTE_ERROR) == ["0", "–", "–"]
    assert texts(model, ElementColumn.RELATIVE_ERROR) == ["0", "–", "–"]
    assert texts(model, ElementColumn.CHW) == ["", "", ""]
    model.set_marking(0.0, QColor("red"))
    assert [model.is_marked(element) for element in range(3)] == [True, False, False]


def test_marked_rows_have_a_colour_and_a_sign(model):
    model.set_marking(0.5, QColor("#ffcc00"))
    role = Qt.ItemDataRole
    for row, marked in enumerate([False, True, False, True, False, True]):
        for column in ElementColumn:
            fill = model.index(row, column).data(role.BackgroundRole)
            assert (fill is not None) == marked
            if marked:
                assert fill.color() == QColor("#ffcc00")
        assert (model.index(row, 0).data(role.DecorationRole) is not None) == marked
    model.set_marking(None, QColor("#ffcc00"))
    assert model.index(1, 0).data(role.BackgroundRole) is None


def test_ink_on_the_mark_can_be_read(model):
    role = Qt.ItemDataRole.ForegroundRole
    model.set_marking(0.5, QColor("#ffcc00"))
    assert model.index(1, 2).data(role).color() == QColor("black")
    model.set_marking(0.5, QColor("#400000"))
    assert model.index(1, 2).data(role).color() == QColor("white")


def test_an_order_moves_rows_and_back(model):
    model.set_order(np.array([5, 1, 3], np.uint32))
    assert texts(model, ElementColumn.INDEX) == ["5", "1", "3"]
    assert [model.row_of(element) for element in (5, 3, 0, 99)] == [0, 2, None, None]
    model.set_order(np.empty(0, np.uint32))
    assert (model.rowCount(), model.row_of(1)) == (0, None)
    model.set_order(None)
    assert model.row_of(4) == 4


def test_an_element_is_found_wherever_it_stands_in_a_long_order(qapp):
    order = np.random.default_rng(4).permutation(1_000_000)[:700_000].astype(np.uint32)
    rows = ElementRows(1_000_000, order)
    for place in (0, 1, 262_143, 262_144, 699_999):
        assert rows.place_of(int(order[place])) == place
    left_out = np.setdiff1d(np.arange(1_000_000), order)
    assert rows.place_of(int(left_out[0])) is None
    assert rows.place_of(1_000_000) is None


def test_sorting_is_asked_for_and_not_done(model, qtbot):
    with qtbot.waitSignal(model.orderAsked) as asked:
        model.sort(ElementColumn.LEFT, Qt.SortOrder.DescendingOrder)
    assert asked.args == [ElementColumn.LEFT, True]
    assert texts(model, ElementColumn.INDEX)[0] == "0"


def test_numbers_sort_largest_first(model):
    def first(column: int) -> Qt.SortOrder:
        return model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.InitialSortOrderRole
        )

    assert first(ElementColumn.ABSOLUTE_ERROR) == Qt.SortOrder.DescendingOrder
    assert first(ElementColumn.INDEX) == Qt.SortOrder.AscendingOrder


def test_more_rows_than_a_table_can_show_come_in_parts(qapp):
    one = np.zeros(1, np.float32)
    endless = Values(np.lib.stride_tricks.as_strided(one, (MOST_ROWS + 5,), (0,)))
    model = ElementModel()
    model.set_elements(Elements(endless, endless), None)
    assert model.rowCount() == MOST_ROWS
    assert model.row_of(MOST_ROWS - 1) == MOST_ROWS - 1
    assert model.row_of(MOST_ROWS) is None
    model.show_part_with(MOST_ROWS + 2)
    assert model.rowCount() == 5
    assert model.row_of(MOST_ROWS) == 0
    assert model.index(4, ElementColumn.INDEX).data() == str(MOST_ROWS + 4)


def test_rows_have_no_children(model):
    assert model.rowCount(model.index(0, 0)) == 0
    assert not model.index(0, 99).isValid()
    assert model.data(QModelIndex()) is None


def test_copied_rows_are_tab_separated_as_shown(model):
    text = rows_as_tsv(model.elements, model.shape, model.titles(), [1, 4], as_float=False)
    lines = text.splitlines()
    assert lines[0].split("\t") == model.titles()
    assert lines[1].split("\t") == ["1", "0,0,1", "1.5", "00001000", "0.5", "0.3333"]
    assert lines[2].split("\t") == ["4", "1,0,1", "0", "0000018e", "0.09716797", "inf"]
