"""The result table draws its rows itself: to the pixel what Qt's table view would have drawn."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView
from result_rows_made_up import (
    make_broken,
    make_plan,
    make_result,
    make_undefined,
    make_unmatched,
)
from rows_as_qt_draws_them import as_stock, drawn_rows, select_some_rows

from app.theme import palette_for
from core.comparison.model import Plan, Thresholds
from widgets.parts.metric_text import Column
from widgets.results.model import ResultModel
from widgets.results.table import ResultTable

PAIRS = 40
WAITING = 30
"""From this pair on nothing is measured yet."""


def plan() -> Plan:
    layers = [f"block{place}_conv{place % 3}" for place in range(PAIRS)]
    return make_plan(
        layers, (make_unmatched("lost", -1, ("block1_conv1",)), make_unmatched("x", 0))
    )


def model() -> ResultModel:
    made = ResultModel()
    made.set_palette(palette_for(False))
    shown = plan()
    made.set_plan(shown)
    results = []
    for place, pair in enumerate(shown.pairs[:WAITING]):
        result = make_result(pair, 1 - place**2 / 6000, max_error=0.01 * place, red=0.004 * place)
        results.append((place, result))
    results[3] = 3, make_broken(shown.pairs[3])
    results[5] = 5, make_undefined(shown.pairs[5])
    made.add_results(results)
    made.set_thresholds(Thresholds(0.99, 0.1), 3)
    return made


def plain(table: ResultTable) -> None:
    pass


def worst_first(table: ResultTable) -> None:
    table.sortByColumn(Column.COSINE, Qt.SortOrder.AscendingOrder)


def all_selected(table: ResultTable) -> None:
    table.selectAll()


def pointed_at(table: ResultTable) -> None:
    table.set_hovered(5)


def pointed_at_and_selected(table: ResultTable) -> None:
    select_some_rows(table)
    table.set_hovered(10)


def narrow(table: ResultTable) -> None:
    for column in Column:
        table.setColumnWidth(column, 34)


def columns_hidden_and_moved(table: ResultTable) -> None:
    table.setColumnHidden(Column.MAX_ERROR, True)
    table.horizontalHeader().moveSection(Column.NOTE, 1)


def sideways(table: ResultTable) -> None:
    table.horizontalScrollBar().setValue(261)


def scrolled_by_pixels(table: ResultTable) -> None:
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalScrollBar().setValue(137)


def at_the_end(table: ResultTable) -> None:
    table.resize(900, 331)
    table.scrollToBottom()


def few_rows(table: ResultTable) -> None:
    table.model().set_filter("block7")


def from_the_right(table: ResultTable) -> None:
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    select_some_rows(table)


def in_a_large_font(table: ResultTable) -> None:
    font = table.font()
    font.setPointSizeF(15.5)
    table.setFont(font)
    table.fit_columns()


def disabled(table: ResultTable) -> None:
    select_some_rows(table)
    table.setEnabled(False)


def focused(table: ResultTable) -> None:
    table.setCurrentIndex(table.model().index(3, Column.COSINE))


def focused_alone(table: ResultTable) -> None:
    """The cell has the focus, its row is not selected."""
    table.setCurrentIndex(table.model().index(9, Column.RED))
    table.clearSelection()


STATES = {
    state.__name__: state
    for state in (
        plain,
        worst_first,
        select_some_rows,
        all_selected,
        pointed_at,
        pointed_at_and_selected,
        narrow,
        columns_hidden_and_moved,
        sideways,
        scrolled_by_pixels,
        at_the_end,
        few_rows,
        from_the_right,
        in_a_large_font,
        disabled,
        focused,
        focused_alone,
    )
}


def table_of(kind: type[ResultTable], dark: bool) -> ResultTable:
    rows = model()
    rows.set_palette(palette_for(dark))
    return kind(rows)


@pytest.mark.parametrize(
    ("dark", "scale"), [(False, 1.0), (True, 1.25)], ids=["light", "dark-larger"]
)
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_rows_are_drawn_as_qt_would_draw_them(qtbot, state, dark, scale):
    expected, drawn = (
        drawn_rows(qtbot, table_of(kind, dark), (900, 640), state, dark, scale)
        for kind in (as_stock(ResultTable), ResultTable)
    )
    assert len(np.unique(expected)) > 8
    np.testing.assert_array_equal(drawn, expected)


def test_a_part_of_the_table_is_drawn_as_it_is_in_the_whole(qtbot):
    rows = model()
    table = ResultTable(rows)
    qtbot.addWidget(table)
    table.resize(900, 420)
    select_some_rows(table)
    whole = table.viewport().grab().toImage()
    asked = []
    plain_faces = rows.faces
    rows.faces = lambda row, columns: asked.append((row, columns)) or plain_faces(row, columns)
    part = table.viewport().rect().adjusted(150, 100, -200, -240)
    drawn = table.viewport().grab(part).toImage()
    assert drawn == whole.copy(part)
    assert [row for row, _ in asked] == list(
        range(table.rowAt(part.top()), table.rowAt(part.bottom()) + 1)
    )
    assert table.rowAt(QPoint(0, 0).y()) not in dict(asked)
    seen = {table.columnAt(x) for x in range(part.left(), part.right() + 1)}
    assert all(set(columns) == seen for _, columns in asked)


def test_a_row_is_asked_for_once_and_its_cells_are_kept(qtbot):
    rows = model()
    made = []
    plain_face = rows._cells.face
    rows._cells.face = lambda place, column: (
        made.append((place, column)) or plain_face(place, column)
    )
    table = ResultTable(rows)
    qtbot.addWidget(table)
    table.resize(900, 420)
    table.viewport().grab()
    assert len(made) == len(set(made)) > 50
    table.viewport().grab()
    assert len(made) == len(set(made))
