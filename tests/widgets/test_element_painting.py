"""The element table draws its rows itself: to the pixel what Qt's own table view would draw."""

from __future__ import annotations

import numpy as np
import pytest
from element_pairs_made_up import decimal, fixed
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView
from rows_as_qt_draws_them import as_stock, drawn_rows, select_some_rows

from core.comparison.elements import Elements
from core.dumps.model import Values
from widgets.elements.model import ElementModel
from widgets.elements.table import ElementTable
from widgets.elements.text import ElementColumn

SHAPE = (4, 10, 10)
COUNT = 400
MARKED = 0.1


def sides() -> tuple[Values, Values]:
    random = np.random.default_rng(31)
    codes = random.integers(-9000, 9000, COUNT)
    left = codes / 4096 + random.normal(0, 0.1, COUNT)
    left[3:8] = np.nan, np.inf, -np.inf, 0.0, -1.23456789e-300
    codes[6] = 0
    return decimal(left), fixed(codes)


def plain(table: ElementTable) -> None:
    pass


def marked(table: ElementTable) -> None:
    table.model().set_marking(MARKED, QColor("#ffb347"))


def marked_darkly(table: ElementTable) -> None:
    table.model().set_marking(MARKED, QColor("#402060"))


def numbers(table: ElementTable) -> None:
    table.model().set_as_float(True)


def selected_and_marked(table: ElementTable) -> None:
    marked(table)
    select_some_rows(table)


def all_selected(table: ElementTable) -> None:
    table.selectAll()


def narrow(table: ElementTable) -> None:
    for column in ElementColumn:
        table.setColumnWidth(column, 34)


def narrow_and_marked(table: ElementTable) -> None:
    marked(table)
    select_some_rows(table)
    narrow(table)


def sideways(table: ElementTable) -> None:
    table.resize(300, 300)
    table.horizontalScrollBar().setValue(61)


def scrolled_by_pixels(table: ElementTable) -> None:
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalScrollBar().setValue(1237)


def at_the_end(table: ElementTable) -> None:
    table.resize(700, 331)
    table.scrollToBottom()


def without_a_shape(table: ElementTable) -> None:
    table.model().set_elements(Elements(*sides()), None)
    table.fit_columns()


def still_read(table: ElementTable) -> None:
    left, right = sides()
    read = Elements(
        decimal(left.numbers[:5]), Values(right.numbers[:9], right.scale, right.numbers[:9], 8)
    )
    table.model().set_elements(read, SHAPE, COUNT)


def one_side_short(table: ElementTable) -> None:
    left, right = sides()
    table.model().set_elements(Elements(decimal(left.numbers[:6]), right), None)


def few_rows(table: ElementTable) -> None:
    table.model().set_order(np.array([7, 300, 2], np.uint32))


def no_rows(table: ElementTable) -> None:
    table.model().set_order(np.empty(0, np.uint32))


def from_the_right(table: ElementTable) -> None:
    marked(table)
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    select_some_rows(table)


def in_a_large_font(table: ElementTable) -> None:
    font = table.font()
    font.setPointSizeF(15.5)
    table.setFont(font)
    table.fit_columns()


def in_bold(table: ElementTable) -> None:
    font = table.font()
    font.setBold(True)
    table.setFont(font)


def disabled(table: ElementTable) -> None:
    selected_and_marked(table)
    table.setEnabled(False)


def focused(table: ElementTable) -> None:
    table.setCurrentIndex(table.model().index(5, ElementColumn.RIGHT))


def focused_and_marked(table: ElementTable) -> None:
    marked(table)
    table.setCurrentIndex(table.model().index(5, ElementColumn.INDEX))
    select_some_rows(table)


STATES = {
    state.__name__: state
    for state in (
        plain,
        marked,
        marked_darkly,
        numbers,
        select_some_rows,
        selected_and_marked,
        all_selected,
        narrow,
        narrow_and_marked,
        sideways,
        scrolled_by_pixels,
        at_the_end,
        without_a_shape,
        still_read,
        one_side_short,
        few_rows,
        no_rows,
        from_the_right,
        in_a_large_font,
        in_bold,
        disabled,
        focused,
        focused_and_marked,
    )
}


def table_of(kind: type[ElementTable]) -> ElementTable:
    model = ElementModel()
    model.set_elements(Elements(*sides()), SHAPE)
    return kind(model)


@pytest.mark.parametrize(
    ("dark", "scale"), [(False, 1.0), (True, 2.0)], ids=["light", "dark-double"]
)
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_rows_are_drawn_as_qt_would_draw_them(qtbot, state, dark, scale):
    expected, drawn = (
        drawn_rows(qtbot, table_of(kind), (700, 300), state, dark, scale)
        for kind in (as_stock(ElementTable), ElementTable)
    )
    colours = len(np.unique(expected))
    assert colours == 1 if state is no_rows else colours > 8
    np.testing.assert_array_equal(drawn, expected)


def test_a_part_of_the_table_is_drawn_as_it_is_in_the_whole(qtbot):
    table = table_of(ElementTable)
    model = table.model()
    qtbot.addWidget(table)
    table.resize(700, 420)
    selected_and_marked(table)
    whole = table.viewport().grab().toImage()
    asked = []
    plain_shown = model.shown_rows
    model.shown_rows = lambda first, stop: (
        asked.extend(range(first, stop)) or plain_shown(first, stop)
    )
    part = table.viewport().rect().adjusted(150, 100, -200, -240)
    drawn = table.viewport().grab(part).toImage()
    assert drawn == whole.copy(part)
    rows = range(table.rowAt(part.top()), table.rowAt(part.bottom()) + 1)
    assert sorted(set(asked)) == list(rows)
    assert table.rowAt(QPoint(0, 0).y()) not in rows
