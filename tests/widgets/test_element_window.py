"""The element window from the first second to the last: waiting, reading, marking, jumping."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from element_pairs_made_up import decimal, fixed, pair_result
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QPushButton, QTableView

import widgets.elements.order as element_order
import widgets.elements.pictures as element_pictures
import widgets.elements.rows as element_rows
from core.comparison.model import NonFinite
from widgets.elements.model import ElementModel
from widgets.elements.text import ElementColumn
from widgets.elements.window import ElementWindow
from widgets.parts.table_header import header_lines

SHAPE = (4, 8, 8)
COUNT = 256


@pytest.fixture
def sides():
    random = np.random.default_rng(5)
    codes = random.integers(-9000, 9000, COUNT)
    left = (codes / 4096 + random.normal(0, 0.1, COUNT)).astype(np.float32)
    left[200] += 3.0
    return decimal(left), fixed(codes)


def settle(window: ElementWindow, qtbot) -> None:
    """Wait until no thread of the window works."""
    qtbot.waitUntil(lambda: window.pictures.density is not None and not window.busy, timeout=30_000)


@pytest.fixture
def opened(sides, qtbot):
    """Makes windows that are closed at the end, whatever happens."""
    windows = []

    def make(left=sides[0], right=sides[1], shape=SHAPE, **more) -> ElementWindow:
        window = ElementWindow(pair_result(left, right, shape, **more))
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1024, 700)
        window.show()
        window.set_values(left, right)
        settle(window, qtbot)
        return window

    yield make
    for window in windows:
        window.close()


@pytest.fixture
def window(opened):
    return opened()


def column(window: ElementWindow, of: int) -> list[str]:
    table = window.findChild(QTableView, "elementTable")
    model = table.model()
    return [model.index(row, of).data() for row in range(model.rowCount())]


def errors(sides) -> np.ndarray:
    return np.abs(sides[0].numbers.astype(np.float64) - sides[1].numbers / 4096.0)


# --- opening -----------------------------------------------------------------------------------


def test_names_of_the_contract(window):
    assert window.objectName() == "elementWindow"
    assert window.windowTitle() == "conv1 — conv1_left.float ↔ conv1_right.hex"
    assert isinstance(window.findChild(QTableView, "elementTable"), QTableView)
    assert window.findChild(QPushButton, "convertToFloat").text() == "Convert To Float"
    assert window.findChild(QPushButton, "markColor").text() == "Mark Color"
    assert isinstance(window.findChild(QDoubleSpinBox, "absoluteErrorThreshold"), QDoubleSpinBox)


def test_waits_until_the_values_come(sides, qtbot):
    window = ElementWindow(pair_result(*sides, SHAPE))
    qtbot.addWidget(window)
    window.show()
    assert not window.table.isVisible()
    assert any("Reading" in label.text() for label in window.findChildren(QLabel))
    window.set_values(*sides)
    assert window.table.isVisible()
    assert window.model.rowCount() == COUNT
    settle(window, qtbot)
    window.close()


def test_channels_have_the_room_they_get_also_where_another_tab_comes_first(opened, qtbot):
    values = np.random.default_rng(3).normal(0, 1, 64 * 256)
    pair, shape = (decimal(values), decimal(values + 0.1)), (64, 16, 16)
    first = opened(*pair, shape)
    wanted = first.pictures.channels._drawn.left.columns
    first.pictures.setCurrentWidget(first.pictures.deeper)
    state = first.save_state()
    second = ElementWindow(pair_result(*pair, shape))
    qtbot.addWidget(second)
    second.restore_state(state)
    second.resize(1024, 700)
    second.show()
    second.set_values(*pair)
    settle(second, qtbot)
    assert second.pictures.currentWidget() is second.pictures.deeper
    channels = second.pictures.channels
    # Ready before it is seen: nothing jumps when the tab is turned to.
    assert channels._drawn.left.columns == wanted
    second.pictures.setCurrentWidget(channels)
    settle(second, qtbot)
    assert channels._drawn.left.columns == wanted
    # A window that gets another size meanwhile.
    second.pictures.setCurrentWidget(second.pictures.deeper)
    second.resize(1900, 600)
    first.pictures.setCurrentWidget(first.pictures.channels)
    first.resize(1900, 600)
    second.pictures.setCurrentWidget(channels)
    settle(first, qtbot)
    settle(second, qtbot)
    assert channels._drawn.left.columns == first.pictures.channels._drawn.left.columns != wanted
    second.close()


def test_a_failure_is_said(sides, qtbot):
    window = ElementWindow(pair_result(*sides, SHAPE))
    qtbot.addWidget(window)
    window.show()
    window.show_failure("a.hex, line 3: expected 8 hex digits, found <b>“xyz”</b>")
    said = window.findChild(QLabel, "elementFailure")
    assert said.isVisible()
    assert "line 3: expected 8 hex digits, found <b>“xyz”</b>" in said.text()
    window.close()


def test_two_empty_files_are_said_to_be_empty(qtbot):
    window = ElementWindow(pair_result(decimal([]), decimal([])))
    qtbot.addWidget(window)
    window.show()
    window.set_values(decimal([]), None)
    assert window.findChild(QLabel, "elementFailure").isVisible()
    window.close()


def test_one_side_is_shown_where_the_other_failed(opened, sides, qtbot):
    window = ElementWindow(pair_result(sides[0], decimal([]), None, "right.hex is empty"))
    qtbot.addWidget(window)
    window.show()
    window.set_values(sides[0], None)
    settle(window, qtbot)
    assert set(column(window, ElementColumn.RIGHT)) == {"–"}
    assert set(column(window, ElementColumn.ABSOLUTE_ERROR)) == {"–"}
    assert any("right.hex is empty" in label.text() for label in window.findChildren(QLabel))
    window.close()


def test_different_lengths_are_shown_to_the_end_of_the_longer(opened, sides):
    shorter = fixed(sides[1].numbers[:100])
    window = opened(sides[0], shorter, None)
    assert window.model.rowCount() == COUNT
    assert column(window, ElementColumn.RIGHT)[99:101] == [shorter.text(99), "–"]
    assert column(window, ElementColumn.ABSOLUTE_ERROR)[100] == "–"
    assert window.table.isColumnHidden(ElementColumn.CHW)


# --- numbers -----------------------------------------------------------------------------------


def test_convert_to_float_goes_there_and_back(window, sides):
    button = window.findChild(QPushButton, "convertToFloat")
    codes = [f"{int(code) & 0xFFFFFFFF:08x}" for code in sides[1].numbers]
    assert column(window, ElementColumn.RIGHT) == codes
    left = column(window, ElementColumn.LEFT)
    button.click()
    assert column(window, ElementColumn.RIGHT) == [f"{c / 4096:.9g}" for c in sides[1].numbers]
    assert column(window, ElementColumn.LEFT) == left
    button.click()
    assert column(window, ElementColumn.RIGHT) == codes


def test_zero_has_no_sign_and_both_sides_have_one_font(opened, qtbot):
    window = opened(decimal([-0.0, 1.5]), fixed([0, 4096]), None)
    font = Qt.ItemDataRole.FontRole
    for _ in range(2):
        assert column(window, ElementColumn.LEFT) == ["0", "1.5"]
        left, right = (
            window.model.index(0, of).data(font) for of in (ElementColumn.LEFT, ElementColumn.RIGHT)
        )
        assert left == right
        fixed_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        assert left.families() == fixed_font.families()
        window.display.convert.click()


def wide_numbers(count: int) -> np.ndarray:
    """Nine digits of either sign at every magnitude there is, and what is no number."""
    random = np.random.default_rng(8)
    digits = random.uniform(1, 10, count) * random.choice([-1, 1], count)
    numbers = digits * 10.0 ** random.uniform(-307, 307, count)
    small = slice(0, count // 2)
    numbers[small] = digits[small] * 10.0 ** random.uniform(-9, 9, count // 2)
    numbers[-3:] = np.nan, -np.inf, 0.0
    return numbers


def test_every_number_is_shown_whole_and_the_pictures_give_way(opened):
    count = 4 * 400
    codes = np.random.default_rng(9).integers(-(2**31), 2**31, count)
    for right in (fixed(codes), decimal(wide_numbers(count)[::-1])):
        window = opened(decimal(wide_numbers(count)), right, (4, 20, 20))
        window.display.convert.setChecked(True)
        table = window.table
        assert table.horizontalScrollBar().maximum() == 0
        for of in ElementColumn:
            # What Qt itself would make the cell as wide as.
            rows = (table.sizeHintForIndex(window.model.index(row, of)) for row in range(count))
            assert max(hint.width() for hint in rows) <= table.columnWidth(of)


@pytest.mark.parametrize("width", [1024, 1900])
def test_the_table_takes_what_it_needs_and_the_pictures_the_rest(opened, width):
    window = opened()
    window.resize(width, 700)
    table, pictures = window.splitter.sizes()
    assert window.table.horizontalScrollBar().maximum() == 0
    assert abs(table - window.table.width_for_columns()) < 20
    assert table + pictures > 0.95 * width
    widths = [window.table.columnWidth(of) for of in ElementColumn]
    window.splitter.moveSplitter(table + 200, 1)
    # All numbers have their share of what they do not need.
    wider = [
        window.table.columnWidth(of) - was for of, was in zip(ElementColumn, widths, strict=True)
    ]
    assert wider[ElementColumn.INDEX] == 0
    assert min(wider[ElementColumn.LEFT :]) > 30


@pytest.mark.parametrize("width", [1024, 0])
def test_the_ends_of_the_colours_leave_a_strip_however_narrow(opened, width):
    window = opened()
    window.resize(width or window.minimumSizeHint().width(), 700)
    window.pictures.setCurrentIndex(0)
    shown = window.pictures.channels
    for bar in (shown._value_bar, shown._difference_bar):
        low, high = (bar.fontMetrics().horizontalAdvance(text) for text in (bar._low, bar._high))
        assert min(low, high) > 0
        assert bar.width() - low - high >= 60
    widths = [picture.width() for picture in shown._pictures]
    assert max(widths) - min(widths) <= 1


def test_a_table_that_is_made_narrow_scrolls_and_cuts_nothing(opened):
    window = opened()
    whole = [window.table.columnWidth(of) for of in ElementColumn]
    assert window.table.horizontalScrollBar().maximum() == 0
    window.splitter.moveSplitter(300, 1)
    now = [window.table.columnWidth(of) for of in ElementColumn]
    assert now[:-1] == whole[:-1]
    reached = window.table.horizontalScrollBar().maximum() + window.table.viewport().width()
    assert reached >= sum(now)
    window.resize(1300, 700)
    assert window.splitter.sizes()[0] < 600


def test_two_decimal_files_have_nothing_to_convert(opened, sides):
    window = opened(sides[0], sides[0])
    assert not window.display.convert.isEnabled()


# --- marking -----------------------------------------------------------------------------------


def marked_rows(window: ElementWindow) -> list[int]:
    model = window.table.model()
    role = Qt.ItemDataRole.BackgroundRole
    return [r for r in range(model.rowCount()) if model.index(r, 0).data(role) is not None]


def test_no_title_is_cut_where_the_numbers_below_it_are_short(opened):
    few = decimal([1.0, 2.0, 3.0])
    window = opened(few, decimal([1.0, 2.0, 4.0]), (3, 1, 1))
    header, model = window.table.horizontalHeader(), window.table.model()
    for column in ElementColumn:
        title = model.headerData(column, Qt.Orientation.Horizontal)
        lines = header_lines(title, header.sectionSize(column) - 12, header.advances)
        assert "…" not in "".join(lines), title


def test_mark_color_marks_rows_at_or_above_the_threshold(window, sides, qtbot):
    window.findChild(QDoubleSpinBox, "absoluteErrorThreshold").setValue(0.1)
    assert marked_rows(window) == []
    window.findChild(QPushButton, "markColor").click()
    expected = np.flatnonzero(errors(sides) >= 0.1).tolist()
    assert marked_rows(window) == expected
    settle(window, qtbot)
    said = window.marked.status.text()
    assert said.startswith(f"{len(expected)} of {COUNT} elements marked (")
    window.findChild(QPushButton, "markColor").click()
    assert marked_rows(window) == []


def test_another_threshold_or_colour_shows_at_once(window, sides):
    window.marks.mark.click()
    window.marks.box.setValue(0.2)
    assert marked_rows(window) == np.flatnonzero(errors(sides) >= 0.2).tolist()
    window.marks.set_colour(QColor("#00ff88"))
    row = marked_rows(window)[0]
    fill = window.model.index(row, 3).data(Qt.ItemDataRole.BackgroundRole)
    assert fill.color() == QColor("#00ff88")


def test_only_marked_leaves_the_others_out_and_brings_them_back(window, sides, qtbot):
    window.marks.box.setValue(0.1)
    window.marked.only.click()
    settle(window, qtbot)
    expected = np.flatnonzero(errors(sides) >= 0.1)
    assert column(window, ElementColumn.INDEX) == [str(element) for element in expected]
    assert window.marks.mark.isChecked()
    window.marks.mark.click()
    settle(window, qtbot)
    assert window.model.rowCount() == COUNT
    assert not window.marked.only.isChecked()


def many_to_mark():
    """900 elements of which every seventh errs by 1, and 640 by 2."""
    right = np.zeros(900)
    right[::7] = 1.0
    right[640] = 2.0
    return decimal(np.zeros(900)), decimal(right)


@pytest.mark.parametrize(
    ("current", "kept"), [(406, 406), (405, 406), (409, 406), (410, 413), (898, 896), (0, 0)]
)
@pytest.mark.parametrize("marked_before", [False, True])
@pytest.mark.parametrize("sorted_by", [-1, ElementColumn.RIGHT])
def test_only_marked_keeps_the_place(opened, qtbot, current, kept, marked_before, sorted_by):
    window = opened(*many_to_mark(), (1, 30, 30))
    window.marks.box.setValue(0.5)
    window.marks.mark.setChecked(marked_before)
    if sorted_by >= 0:
        window.table.sortByColumn(sorted_by, Qt.SortOrder.AscendingOrder)
    settle(window, qtbot)
    window.go_to(current)
    window.marked.only.click()
    settle(window, qtbot)
    table = window.table
    assert table.current_element() == kept
    assert table.currentIndex().row() in table.rows_in_view()
    window.marked.only.click()
    settle(window, qtbot)
    assert table.current_element() == kept
    assert table.currentIndex().row() in table.rows_in_view()


def test_only_marked_begins_at_the_first_where_nothing_is_current(opened, qtbot):
    window = opened(*many_to_mark(), (1, 30, 30))
    window.marks.box.setValue(0.5)
    settle(window, qtbot)
    window.table.setCurrentIndex(QModelIndex())
    window.table.scrollToBottom()
    window.marked.only.click()
    settle(window, qtbot)
    assert window.table.current_element() is None
    assert window.table.rows_in_view().start == 0


def test_the_nearest_is_found_across_parts(monkeypatch):
    monkeypatch.setattr(element_order, "_PART", 7)
    random = np.random.default_rng(3)
    order = random.permutation(400)[:60].astype(np.uint32)
    for element in range(0, 400, 13):
        apart = [abs(int(one) - element) for one in order]
        assert apart[element_order.place_near(order, element)] == min(apart)
    assert element_order.place_near(order[:0], 5) == -1
    assert element_order.place_near(order, -1) == -1
    assert element_order.place_near(None, 5) == 5


def test_f3_goes_from_mark_to_mark_and_round(window, sides, qtbot):
    expected = np.flatnonzero(errors(sides) >= 0.2).tolist()
    window.marks.box.setValue(0.2)
    window.marks.mark.click()
    settle(window, qtbot)
    window.go_to(COUNT - 1)
    seen = []
    for _ in range(len(expected) + 1):
        window.rows.go_to_marked(1)
        seen.append(window.table.current_element())
    assert seen == [*expected, expected[0]]
    window.rows.go_to_marked(-1)
    assert window.table.current_element() == expected[-1]


def test_the_first_step_waits_for_the_marks(window, sides, qtbot):
    window.go_to(0)
    window.marks.box.setValue(1.0)
    window.rows.go_to_marked(1)
    settle(window, qtbot)
    assert window.table.current_element() == np.flatnonzero(errors(sides) >= 1.0)[0]


def test_the_count_says_what_it_counts(window, sides, qtbot):
    window.marks.box.setValue(0.1)
    settle(window, qtbot)
    count = int((errors(sides) >= 0.1).sum())
    share = f"{100 * count / COUNT:.0f}" if count > 25 else f"{100 * count / COUNT:.2g}"
    said = window.marked.status.text()
    assert said.startswith(f"{count} of {COUNT} elements reach the threshold (")
    assert abs(float(said.split("(")[1].split(" ")[0]) - float(share)) <= 1


def test_marking_brings_the_first_mark_into_sight(window, sides, qtbot):
    first = int(np.flatnonzero(errors(sides) >= 1.0)[0])
    window.marks.box.setValue(1.0)
    settle(window, qtbot)
    window.table.scrollToTop()
    assert first not in window.table.rows_in_view()
    window.marks.mark.click()
    settle(window, qtbot)
    assert first in window.table.rows_in_view()


def test_marking_moves_nothing_where_a_mark_is_in_sight(window, qtbot):
    window.marks.box.setValue(0.05)
    settle(window, qtbot)
    window.table.scrollTo(window.model.index(120, 0))
    seen = window.table.rows_in_view()
    window.marks.mark.click()
    settle(window, qtbot)
    assert set(marked_rows(window)) & set(seen)
    assert window.table.rows_in_view() == seen


# --- order -------------------------------------------------------------------------------------


def arrow_width(image: QImage, rect: QRect, y: int, colour: QColor) -> int:
    return sum(image.pixelColor(x, y) == colour for x in range(rect.left(), rect.right()))


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_the_arrow_points_up_where_numbers_grow_downwards(window, qtbot, order):
    window.table.sortByColumn(ElementColumn.ABSOLUTE_ERROR, order)
    settle(window, qtbot)
    header = window.table.horizontalHeader()
    left = header.sectionViewportPosition(ElementColumn.ABSOLUTE_ERROR)
    rect = QRect(left, 0, header.sectionSize(ElementColumn.ABSOLUTE_ERROR), header.height())
    image = header.viewport().grab().toImage()
    colour = header.palette().highlight().color()
    low, high = (arrow_width(image, rect, rect.bottom() - up, colour) for up in (2, 4))
    assert (low > high) == (order is Qt.SortOrder.AscendingOrder)
    assert low != high


@pytest.mark.parametrize(
    ("of", "numbers"),
    [
        (ElementColumn.LEFT, lambda s: s[0].numbers.astype(float)),
        (ElementColumn.RIGHT, lambda s: s[1].numbers.astype(float)),
        (ElementColumn.ABSOLUTE_ERROR, errors),
        (ElementColumn.RELATIVE_ERROR, lambda s: errors(s) / np.abs(s[0].numbers.astype(float))),
    ],
)
def test_a_click_on_a_title_sorts_largest_first_then_smallest_then_back(
    window, sides, qtbot, of, numbers
):
    header = window.table.horizontalHeader()
    x = header.sectionViewportPosition(of) + header.sectionSize(of) // 2
    wanted = numbers(sides)
    orders = (np.argsort(-wanted, kind="stable"), np.argsort(wanted, kind="stable"), range(COUNT))
    for order in orders:
        place = header.viewport().rect().center()
        place.setX(x)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle(window, qtbot)
        assert column(window, ElementColumn.INDEX) == [str(element) for element in order]


def test_the_selection_is_kept_through_a_sort(window, qtbot):
    table = window.table
    flags = QItemSelectionModel.SelectionFlag
    window.go_to(17)
    for row in (18, 19, 40):
        table.selectionModel().select(window.model.index(row, 0), flags.Select | flags.Rows)
    table.sortByColumn(ElementColumn.ABSOLUTE_ERROR, Qt.SortOrder.DescendingOrder)
    settle(window, qtbot)
    assert table.current_element() == 17
    rows, count = table.selected_rows(99)
    assert sorted(window.model.element_at(row) for row in rows) == [17, 18, 19, 40]
    assert count == 4


def test_the_latest_order_wins(window, sides, qtbot):
    for of in (ElementColumn.LEFT, ElementColumn.RIGHT, ElementColumn.ABSOLUTE_ERROR):
        window.table.sortByColumn(of, Qt.SortOrder.DescendingOrder)
    settle(window, qtbot)
    expected = np.argsort(-errors(sides), kind="stable")
    assert column(window, ElementColumn.INDEX) == [str(element) for element in expected]


# --- jumps -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "element"), [("100", 100), ("3,7,7", 255), ("1, 0, 2", 66)])
def test_go_to_an_index_or_a_place(window, qtbot, text, element):
    window.display.goto.setText(text)
    qtbot.keyClick(window.display.goto, Qt.Key.Key_Return)
    assert window.table.current_element() == element


def test_going_nowhere_is_said_beside_the_field(window, qtbot):
    counted, before = window.marked.status.text(), window.table.current_element()
    window.display.goto.setText("4,0,0")
    qtbot.keyClick(window.display.goto, Qt.Key.Key_Return)
    said = window.display.complaint
    assert said.isVisible()
    assert said.text() == "No element “4,0,0”: expected 0 … 255, or c,h,w up to 3,7,7"
    assert window.marked.status.text() == counted
    assert window.table.current_element() == before
    window.display.goto.setText("3,7,7")
    assert not said.isVisible()
    qtbot.keyClick(window.display.goto, Qt.Key.Key_Return)
    assert window.table.current_element() == 255


def test_going_nowhere_without_a_shape_names_the_indices(opened, sides, qtbot):
    window = opened(sides[0], fixed(sides[1].numbers[:100]), None)
    window.display.goto.setText("256")
    qtbot.keyClick(window.display.goto, Qt.Key.Key_Return)
    assert window.display.complaint.text() == "No element “256”: expected 0 … 255"


def test_the_largest_error_is_found(window, sides):
    window.display.largest.click()
    assert window.table.current_element() == int(np.argmax(errors(sides)))


def test_the_largest_error_is_found_where_lengths_differ(opened, sides, qtbot):
    window = opened(sides[0], fixed(sides[1].numbers[:100]), None)
    window.display.largest.click()
    settle(window, qtbot)
    assert window.table.current_element() == int(np.argmax(errors(sides)[:100]))


def test_a_jump_to_a_row_that_is_filtered_out_lifts_the_filter(window, sides, qtbot):
    window.marks.box.setValue(1.0)
    window.marked.only.click()
    settle(window, qtbot)
    hidden = int(np.flatnonzero(errors(sides) < 1.0)[7])
    window.go_to(hidden)
    settle(window, qtbot)
    assert window.table.current_element() == hidden
    assert window.model.rowCount() == COUNT


def test_non_finite_numbers_are_counted_and_linked(opened, sides):
    left = decimal(sides[0].numbers.copy())
    left.numbers[[30, 31]] = np.nan
    left.numbers[40] = np.inf
    window = opened(left, sides[1])
    assert window._result.left_non_finite == NonFinite(2, 1, 30)
    remarks = window.header._remarks
    assert "2 NaN, 1 Inf" in remarks.text()
    assert "#30 (0,3,6)" in remarks.text()
    remarks.linkActivated.emit("30")
    assert window.table.current_element() == 30


# --- copying -----------------------------------------------------------------------------------


def test_copied_rows_are_what_the_table_shows(window, qtbot):
    flags = QItemSelectionModel.SelectionFlag
    window.table.clearSelection()
    for row in (5, 2):
        window.table.selectionModel().select(window.model.index(row, 0), flags.Select | flags.Rows)
    window.table.copyAsked.emit()
    settle(window, qtbot)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Index", "2", "5"]
    shown = [window.model.index(5, of).data() for of in ElementColumn]
    assert lines[2].split("\t") == shown
    assert "Copied 2 rows" in window.marked.status.text()


def test_too_many_rows_are_cut_and_it_is_said(window, qtbot, monkeypatch):
    monkeypatch.setattr("widgets.elements.window.MOST_COPIED", 10)
    window.table.selectAll()
    window.table.copyAsked.emit()
    settle(window, qtbot)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 11
    assert "first 10 of 256" in window.marked.status.text()


# --- pictures ----------------------------------------------------------------------------------


def test_it_begins_at_the_largest_error(window, sides):
    largest = int(np.argmax(errors(sides)))
    assert window.table.current_element() == largest
    assert window.table.currentIndex().row() in window.table.rows_in_view()
    assert window.pictures.channels._chosen == largest


def test_nothing_is_chosen_where_no_largest_error_is_known(opened, sides, qtbot):
    window = opened(sides[0], fixed(sides[1].numbers[:100]), None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.table.setFocus()
    assert window.table.hasFocus()
    assert window.table.current_element() is None
    assert window.pictures.channels._chosen == -1
    qtbot.keyClick(window.table, Qt.Key.Key_Down)
    assert window.table.current_element() == 0


def test_the_numbers_that_come_later_choose_nothing_else(opened, sides, qtbot):
    window = opened()
    window.go_to(3)
    window.set_values(*sides)
    settle(window, qtbot)
    assert window.table.current_element() == 3


def test_a_row_stands_in_every_picture(window, sides):
    window.go_to(200)
    pictures = window.pictures
    for picture in pictures.channels._pictures:
        assert picture._chosen == 200
        assert picture.dot_shown(200) is not None
    assert pictures.density._chosen == (float(sides[0].numbers[200]), sides[1].numbers[200] / 4096)


def test_a_click_on_a_channel_selects_its_row(window, qtbot):
    picture = window.pictures.channels._pictures[1]
    place = picture.dot_shown(131).toPoint()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
    assert window.table.current_element() == 131


def test_a_click_beside_the_line_of_equality_goes_to_its_element(window, sides, qtbot):
    density = window.pictures.density._density
    cell = int((float(sides[0].numbers[200]) - density.low) / (density.high - density.low) * 160)
    right = int((sides[1].numbers[200] / 4096 - density.low) / (density.high - density.low) * 160)
    limits = density.cell_range(min(cell, 159)), density.cell_range(right)
    window.pictures.density.cellPicked.emit(*limits[0], *limits[1])
    settle(window, qtbot)
    assert window.table.current_element() == 200


def test_pictures_follow_the_palette(window):
    before = window.pictures.density.canvas.backgroundBrush().color()
    dark = QPalette(QColor("#1c2128"))
    dark.setColor(QPalette.ColorRole.Base, QColor("#101418"))
    dark.setColor(QPalette.ColorRole.Window, QColor("#1c2128"))
    window.setPalette(dark)
    for plot in (window.pictures.density, window.pictures.histogram):
        assert plot.canvas.backgroundBrush().color() == QColor("#101418") != before


# --- Escape ------------------------------------------------------------------------------------


@pytest.fixture
def active(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press_escape(window, qtbot) -> None:
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)


def test_escape_closes_the_window_from_the_table(active, qtbot):
    active.table.setFocus()
    with qtbot.waitSignal(active.closed):
        press_escape(active, qtbot)


def test_escape_closes_the_window_from_a_plot(active, qtbot):
    active.pictures.setCurrentIndex(2)
    active.pictures.density.canvas.setFocus()
    with qtbot.waitSignal(active.closed):
        press_escape(active, qtbot)


def test_escape_empties_the_field_first(active, qtbot):
    active.display.goto.setFocus()
    active.display.goto.setText("77777")
    press_escape(active, qtbot)
    assert active.display.goto.text() == ""
    assert active.isVisible()
    press_escape(active, qtbot)
    assert not active.isVisible()


def test_escape_drops_what_is_typed_into_a_box_first(active, qtbot):
    box = active.marks.box
    box.setValue(0.25)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0.75")
    assert box.text() == "0.75"
    press_escape(active, qtbot)
    assert active.isVisible()
    assert active.table.hasFocus()
    assert (box.value(), box.text()) == (0.25, "0.25")
    press_escape(active, qtbot)
    assert not active.isVisible()


# --- size and end ------------------------------------------------------------------------------


def test_it_opens_within_the_screen(sides, qtbot):
    window = ElementWindow(pair_result(*sides, SHAPE))
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.width() <= 0.9 * room.width()
    assert window.height() <= 0.9 * room.height()
    small = window.minimumSizeHint()
    assert small.width() <= 0.9 * 1024
    assert small.height() <= 0.9 * 700
    window.close()


def test_a_small_screen_shows_the_table_whole_and_the_pictures_as_tabs(opened, qtbot):
    window = opened()
    pictures, halves = window.pictures, window.splitter
    pictures.setCurrentIndex(1)
    largest = window.table.current_element()
    # Nine tenths of a screen of 1440 × 900 at twice the size.
    room = QSize(648, 405)
    assert window.minimumSizeHint().boundedTo(room) == window.minimumSizeHint()
    window.resize(room)
    qtbot.waitUntil(lambda: window.size() == room)
    assert halves.folded
    assert window.table.isVisible()
    assert window.table.horizontalScrollBar().maximum() == 0
    for of in (ElementColumn.ABSOLUTE_ERROR, ElementColumn.RELATIVE_ERROR):
        right = window.table.columnViewportPosition(of) + window.table.columnWidth(of)
        assert right <= window.table.viewport().width()
    assert window.table.currentIndex().row() in window.table.rows_in_view()
    state = window.save_state()
    pictures.setCurrentIndex(0)
    assert pictures.channels.isVisible()
    assert not window.table.isVisible()
    pictures.setCurrentIndex(1)
    window.resize(1200, 700)
    qtbot.waitUntil(lambda: not halves.folded)
    assert window.table.isVisible()
    assert (pictures.currentIndex(), pictures.count()) == (1, 4)
    assert window.table.current_element() == largest
    other = opened()
    other.restore_state(state)
    assert other.pictures.currentIndex() == 1
    assert min(other.splitter.sizes()) > 0


def test_the_state_of_folded_halves_is_the_one_before(opened):
    window = opened()
    window.resize(1200, 700)
    window.splitter.moveSplitter(700, 1)
    sizes = window.splitter.sizes()
    window.resize(640, 500)
    assert window.splitter.folded
    other = opened()
    other.resize(640, 500)
    other.restore_state(window.save_state())
    assert other.splitter.folded
    other.resize(1200, 700)
    assert abs(other.splitter.sizes()[0] - sizes[0]) < 20


class CountingModel(ElementModel):
    """Counts how often Qt asks for an item's flags."""

    asked = 0

    def flags(self, index):
        self.asked += 1
        return super().flags(index)


def test_selecting_very_many_rows_asks_for_no_row_by_row(qtbot, monkeypatch):
    monkeypatch.setattr("widgets.elements.window.ElementModel", CountingModel)
    many = decimal(np.zeros(300_000))
    window = ElementWindow(pair_result(many, many))
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    window.set_values(many, many)
    settle(window, qtbot)
    window.model.asked = 0
    window.table.selectAll()
    window.table.grab()
    assert 0 < window.model.asked < 10_000
    assert window.table.selected_rows(3) == ([0, 1, 2], 300_000)
    window.close()


def test_closing_joins_the_threads_and_drops_what_comes_late(sides, qtbot, monkeypatch):
    started = threading.Event()
    plain = element_order.sort_elements

    def slow(*arguments):
        started.set()
        time.sleep(0.2)
        return plain(*arguments)

    monkeypatch.setattr(element_order, "sort_elements", slow)
    window = ElementWindow(pair_result(*sides, SHAPE))
    qtbot.addWidget(window)
    window.show()
    window.set_values(*sides)
    window.table.sortByColumn(ElementColumn.LEFT, Qt.SortOrder.DescendingOrder)
    assert started.wait(5)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not any(thread.name == "element order" for thread in threading.enumerate())
    qtbot.wait(20)
    assert window.model.order is None
    window.set_values(sides[1], sides[0])
    assert window.model.rowCount() == 0


def test_the_state_is_remembered(opened):
    first = opened()
    first.splitter.moveSplitter(700, 1)
    first.pictures.setCurrentIndex(2)
    second = opened()
    second.restore_state(first.save_state())
    assert second.pictures.currentIndex() == 2
    assert abs(second.splitter.sizes()[0] - first.splitter.sizes()[0]) < 20


@pytest.mark.parametrize("state", [b"", b"\x01", b"\xff nonsense"])
def test_a_state_that_is_none_changes_nothing(opened, state):
    window = opened()
    sizes = window.splitter.sizes()
    window.restore_state(state)
    assert (window.splitter.sizes(), window.pictures.currentIndex()) == (sizes, 0)


# --- more rows than a table can show -----------------------------------------------------------


@pytest.fixture
def in_parts(opened, monkeypatch):
    """256 elements, of which a table shows 100 at once."""
    monkeypatch.setattr(element_rows, "MOST_ROWS", 100)
    window = opened()
    window.table.show_place(0)
    return window


def said_rows(window: ElementWindow) -> str:
    return window.parts.said.text().split(":")[0]


def test_all_rows_in_one_part_need_no_word(window):
    assert not window.parts.isVisible()


def test_where_the_rows_end_it_is_said_and_the_others_are_a_click_away(in_parts, qtbot):
    assert in_parts.parts.isVisible()
    assert said_rows(in_parts) == "Rows 1 to 100 of 256"
    assert column(in_parts, ElementColumn.INDEX) == [str(element) for element in range(100)]
    for first, last in ((100, 200), (200, 256)):
        qtbot.mouseClick(in_parts.parts.after, Qt.MouseButton.LeftButton)
        shown = [str(element) for element in range(first, last)]
        assert column(in_parts, ElementColumn.INDEX) == shown
        assert in_parts.table.current_element() == first
    assert not in_parts.parts.after.isEnabled()
    qtbot.mouseClick(in_parts.parts.before, Qt.MouseButton.LeftButton)
    assert said_rows(in_parts) == "Rows 101 to 200 of 256"
    assert in_parts.table.current_element() == 199


@pytest.mark.parametrize("element", [5, 99, 100, 255])
def test_a_jump_turns_to_the_part_of_its_row(in_parts, element):
    in_parts._go_to_place("205")
    in_parts._go_to_place(str(element))
    assert in_parts.table.current_element() == element
    assert in_parts.table.currentIndex().data() == str(element)


@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier]
)
def test_home_and_end_are_those_of_all_rows_and_select_them(in_parts, qtbot, held):
    in_parts._go_to_place("205")
    table = in_parts.table
    for key, element in ((Qt.Key.Key_End, COUNT - 1), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 255)):
        qtbot.keyClick(table, key, held)
        assert table.current_element() == element
        assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()
        selected = table.selectionModel().selectedRows(ElementColumn.INDEX)
        assert [index.data() for index in selected] == [str(element)]
        assert in_parts.pictures._chosen == element


def test_a_sort_reaches_all_rows_and_keeps_the_current_one(in_parts, sides, qtbot):
    in_parts._go_to_place("250")
    in_parts.table.sortByColumn(ElementColumn.ABSOLUTE_ERROR, Qt.SortOrder.DescendingOrder)
    settle(in_parts, qtbot)
    assert in_parts.table.current_element() == 250
    expected = np.argsort(-errors(sides), kind="stable")
    qtbot.keyClick(in_parts.table, Qt.Key.Key_Home)
    shown = column(in_parts, ElementColumn.INDEX)
    in_parts._go_to_part(100)
    shown += column(in_parts, ElementColumn.INDEX)
    in_parts._go_to_part(200)
    shown += column(in_parts, ElementColumn.INDEX)
    assert shown == [str(element) for element in expected]


def test_f3_goes_through_all_parts(in_parts, sides, qtbot):
    expected = np.flatnonzero(errors(sides) >= 0.2).tolist()
    assert expected[0] < 100 <= expected[-1]
    in_parts.marks.box.setValue(0.2)
    in_parts.marks.mark.click()
    settle(in_parts, qtbot)
    seen = []
    for _ in range(len(expected) + 1):
        in_parts.rows.go_to_marked(1)
        seen.append(in_parts.table.current_element())
    assert seen == [*expected, expected[0]]


def test_rows_of_a_later_part_are_copied_as_they_are_shown(in_parts, qtbot):
    in_parts._go_to_place("201")
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    in_parts.table.actions()[0].trigger()
    qtbot.waitUntil(lambda: clipboard.text() != "")
    assert clipboard.text().splitlines()[1].split("\t")[0] == "201"


def test_the_selection_finds_its_rows_in_their_part(in_parts, qtbot):
    in_parts._go_to_place("240")
    in_parts.table.sortByColumn(ElementColumn.INDEX, Qt.SortOrder.DescendingOrder)
    settle(in_parts, qtbot)
    rows = in_parts.table.selected_rows(10)[0]
    assert [in_parts.model.element_at(row) for row in rows] == [240]
    assert in_parts.model.rows.first == 0


def test_nothing_is_counted_beside_plots_that_are_being_built(sides, qtbot, monkeypatch):
    pytest.importorskip("pyqtgraph")
    built = []
    plain = element_pictures.distributions

    def count(*arguments):
        built.append(window.pictures.density is not None)
        return plain(*arguments)

    monkeypatch.setattr(element_pictures, "distributions", count)
    window = ElementWindow(pair_result(*sides, SHAPE))
    qtbot.addWidget(window)
    window.show()
    window.set_values(*sides)
    settle(window, qtbot)
    window.close()
    assert built == [True]
