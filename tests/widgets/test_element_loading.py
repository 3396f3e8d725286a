"""The element window while its numbers come: first rows, what waits, and the rest."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from element_pairs_made_up import decimal, fixed, pair_result
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from core.dumps.model import Values
from widgets.elements.text import ElementColumn
from widgets.elements.window import ElementWindow

SHAPE = (5, 20, 20)
COUNT = 2000
THERE = 300


@pytest.fixture
def sides() -> tuple[Values, Values]:
    random = np.random.default_rng(11)
    codes = random.integers(-9000, 9000, COUNT)
    return decimal(codes / 4096 + random.normal(0, 0.1, COUNT)), fixed(codes)


def first(values: Values, count: int) -> Values:
    codes = None if values.codes is None else values.codes[:count]
    return Values(values.numbers[:count], values.scale, codes, values.digits)


@pytest.fixture
def window(sides, qtbot):
    window = ElementWindow(pair_result(*sides, SHAPE))
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    yield window
    window.close()


@pytest.fixture
def loading(window, sides):
    """Some more has been read of the right side than of the left."""
    window.set_values_so_far(first(sides[0], THERE), first(sides[1], THERE + 50))
    return window


def settle(window: ElementWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.pictures.density is not None and not window.busy)


def cell(window: ElementWindow, row: int, column: int) -> str:
    return window.model.index(row, column).data()


def errors(sides) -> np.ndarray:
    return np.abs(sides[0].numbers - sides[1].numbers / 4096.0)


def test_nothing_is_shown_before_both_sides_have_numbers(window, sides):
    window.set_values_so_far(None, first(sides[1], THERE))
    window.set_values_so_far(first(sides[0], THERE), None)
    assert not window.table.isVisible()


def test_the_first_rows_are_shown_and_the_others_say_they_are_coming(loading, sides):
    assert loading.table.isVisible()
    assert loading.model.rowCount() == COUNT
    last = THERE - 1
    assert cell(loading, last, ElementColumn.LEFT) == f"{sides[0].numbers[last]:.9g}"
    assert cell(loading, last, ElementColumn.ABSOLUTE_ERROR) == f"{errors(sides)[last]:.7g}"
    row = [cell(loading, THERE, column) for column in ElementColumn]
    assert row[:2] == [str(THERE), "0,15,0"]
    assert row[2:] == ["…", f"{int(sides[1].numbers[THERE]) & 0xFFFFFFFF:08x}", "…", "…"]
    assert cell(loading, THERE + 50, ElementColumn.RIGHT) == "…"


def test_it_says_how_far_it_is(loading, sides):
    percent = 100 * (2 * THERE + 50) // (2 * COUNT)
    said = [label.text() for label in loading.header.findChildren(QLabel)]
    assert any(f"reading, {percent} %" in text for text in said)
    assert loading.marked.status.text() == "300 of 2,000 rows read"
    loading.set_values_so_far(first(sides[0], 2 * THERE), first(sides[1], 2 * THERE))
    assert loading.marked.status.text() == "600 of 2,000 rows read"


def test_all_of_it_is_as_if_it_had_come_at_once(loading, sides, qtbot):
    loading.set_values(*sides)
    settle(loading, qtbot)
    for of in (ElementColumn.LEFT, ElementColumn.RIGHT, ElementColumn.ABSOLUTE_ERROR):
        assert not any(cell(loading, row, of) == "…" for row in range(COUNT))
    assert cell(loading, COUNT - 1, ElementColumn.ABSOLUTE_ERROR) == f"{errors(sides)[-1]:.7g}"
    said = [label.text() for label in loading.header.findChildren(QLabel)]
    assert not any("reading" in text for text in said)
    assert "reach the threshold" in loading.marked.status.text()


def test_the_rest_moves_nothing(loading, sides, qtbot):
    loading.go_to(1200)
    bar = loading.table.verticalScrollBar()
    bar.setValue(1190)
    seen = loading.table.rows_in_view()
    for count in (700, 1400):
        loading.set_values_so_far(first(sides[0], count), first(sides[1], count))
        assert (loading.table.currentIndex().row(), loading.table.rows_in_view()) == (1200, seen)
    loading.set_values(*sides)
    settle(loading, qtbot)
    assert (loading.table.currentIndex().row(), loading.table.rows_in_view()) == (1200, seen)


@pytest.mark.parametrize("whole", [COUNT + 500, COUNT - 500])
def test_files_of_another_length_than_was_measured_move_nothing_either(loading, qtbot, whole):
    loading.go_to(1200)
    loading.table.verticalScrollBar().setValue(1190)
    loading.set_values(decimal(np.zeros(whole)), fixed(np.zeros(whole)))
    settle(loading, qtbot)
    assert loading.model.rowCount() == whole
    assert loading.table.currentIndex().row() == 1200
    assert loading.table.rows_in_view().start == 1190


def test_a_sort_waits_for_the_rest_and_says_so(loading, sides, qtbot):
    loading.table.sortByColumn(ElementColumn.ABSOLUTE_ERROR, Qt.SortOrder.DescendingOrder)
    assert loading.marked.status.text().endswith("then sorted by Absolute error")
    assert loading.model.order is None
    loading.set_values(*sides)
    settle(loading, qtbot)
    expected = np.argsort(-errors(sides), kind="stable")
    np.testing.assert_array_equal(loading.model.order, expected)


def test_the_marked_ones_wait_for_the_rest_and_say_so(loading, sides, qtbot):
    loading.marks.box.setValue(0.1)
    loading.marked.only.click()
    assert "then only the marked ones" in loading.marked.status.text()
    assert loading.model.rowCount() == COUNT
    loading.set_values(*sides)
    settle(loading, qtbot)
    np.testing.assert_array_equal(loading.model.order, np.flatnonzero(errors(sides) >= 0.1))


def test_rows_that_are_there_are_marked_at_once(loading, sides):
    loading.marks.box.setValue(0.1)
    loading.marks.mark.click()
    role = Qt.ItemDataRole.BackgroundRole
    marked = [r for r in range(COUNT) if loading.model.index(r, 4).data(role) is not None]
    assert marked == np.flatnonzero(errors(sides)[:THERE] >= 0.1).tolist()


def test_a_step_to_the_next_mark_waits_for_the_rest(loading, sides, qtbot):
    rest = np.flatnonzero(errors(sides) >= 0.3)
    loading.marks.box.setValue(0.3)
    loading.rows.go_to_marked(1)
    assert "then the jump" in loading.marked.status.text()
    loading.set_values(*sides)
    settle(loading, qtbot)
    assert loading.table.current_element() == rest[0]


def test_a_place_that_is_not_there_yet_can_be_gone_to(loading, sides, qtbot):
    loading.display.goto.setText("4,19,19")
    qtbot.keyClick(loading.display.goto, Qt.Key.Key_Return)
    assert loading.table.current_element() == COUNT - 1
    loading.set_values(*sides)
    settle(loading, qtbot)
    assert loading.table.current_element() == COUNT - 1


def test_the_largest_error_that_is_not_known_is_gone_to_later(sides, qtbot):
    shorter = fixed(sides[1].numbers[:900])
    window = ElementWindow(pair_result(sides[0], shorter, None, "the lengths differ"))
    qtbot.addWidget(window)
    window.show()
    window.set_values_so_far(first(sides[0], THERE), first(shorter, THERE))
    window.display.largest.click()
    assert "then the jump" in window.marked.status.text()
    window.set_values(sides[0], shorter)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.table.current_element() is not None)
    assert window.table.current_element() == int(np.argmax(errors((first(sides[0], 900), shorter))))
    window.close()


def test_only_rows_that_are_there_can_be_copied(loading, qtbot):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    loading.table.selectRow(THERE + 5)
    loading.table.copyAsked.emit()
    assert "before they are read" in loading.marked.status.text()
    assert clipboard.text() == "before"
    loading.table.selectRow(7)
    loading.table.copyAsked.emit()
    qtbot.waitUntil(lambda: clipboard.text() != "before")
    assert clipboard.text().splitlines()[1].startswith("7\t")


def header_says(window: ElementWindow) -> str:
    """What can be seen of the header."""
    return " ".join(
        label.text() for label in window.header.findChildren(QLabel) if label.isVisible()
    )


def test_a_file_that_breaks_off_takes_the_first_rows_away(loading):
    loading.show_failure("left.float, line 400: cut off")
    assert not loading.table.isVisible()
    assert loading.findChild(QLabel, "elementFailure").isVisible()


def test_a_file_that_breaks_off_ends_the_wait_and_breaks_the_pair(loading):
    assert "reading, " in header_says(loading)
    assert "good" in header_says(loading)
    loading.show_failure("left.float, line 400: cut off")
    said = header_says(loading)
    assert "reading" not in said
    assert "broken" in said
    assert "good" not in said
    # Links to elements that are not there, and numbers of files that are no more.
    assert "href" not in said
    assert "CosineSimilarity" not in said
    assert not loading.busy
    assert loading.model.rowCount() == 0
    assert not loading.model.loading


def test_what_comes_after_a_failure_is_dropped(loading, sides):
    loading.show_failure("left.float, line 400: cut off")
    loading.set_values_so_far(first(sides[0], 500), first(sides[1], 500))
    assert loading.findChild(QLabel, "elementFailure").isVisible()
    assert loading.model.rowCount() == 0


def test_after_a_failure_both_files_can_be_read_again(loading, sides, qtbot):
    before = header_says(loading)
    loading.show_failure("left.float, line 400: cut off")
    button = loading.findChild(QPushButton, "readAgain")
    assert button.isVisible()
    with qtbot.waitSignal(loading.readAgainAsked):
        button.click()
    assert not loading.findChild(QLabel, "elementFailure").isVisible()
    assert loading.busy
    assert "broken" not in header_says(loading)
    loading.set_values_so_far(first(sides[0], THERE), first(sides[1], THERE + 50))
    assert loading.table.isVisible()
    assert header_says(loading) == before
    loading.set_values(*sides)
    settle(loading, qtbot)
    assert cell(loading, COUNT - 1, ElementColumn.ABSOLUTE_ERROR) == f"{errors(sides)[-1]:.7g}"
    assert "CosineSimilarity" in header_says(loading)


def test_a_failure_after_the_window_is_closed_is_nobodys(loading):
    loading.close()
    loading.show_failure("left.float, line 400: cut off")
    assert "broken" not in loading.header.findChildren(QLabel)[0].text()


def test_what_comes_after_the_end_is_dropped(loading, sides, qtbot):
    loading.set_values(*sides)
    settle(loading, qtbot)
    loading.set_values_so_far(first(sides[0], 10), first(sides[1], 10))
    assert len(loading.model.elements) == COUNT


@pytest.mark.parametrize("changed", ["shorter", "other numbers"])
def test_numbers_that_were_not_measured_are_said_to_be_others(window, sides, qtbot, changed):
    other = sides[0].numbers.copy()
    other[int(np.argmax(errors(sides)))] += 1.0
    window.set_values(decimal(other[:1900] if changed == "shorter" else other), sides[1])
    settle(window, qtbot)
    said = [label.text() for label in window.header.findChildren(QLabel)]
    assert any("have changed since they were compared" in text for text in said)


def test_numbers_that_were_measured_are_not_said_to_be_others(loading, sides, qtbot):
    loading.set_values(*sides)
    settle(loading, qtbot)
    said = [label.text() for label in loading.header.findChildren(QLabel)]
    assert not any("have changed" in text for text in said)


def test_a_closed_window_gives_the_numbers_back(qtbot):
    left, right = decimal(np.linspace(0, 1, COUNT)), fixed(np.arange(COUNT))
    refs = [weakref.ref(array) for array in (left.numbers, right.numbers)]
    window = ElementWindow(pair_result(left, right, SHAPE))
    qtbot.addWidget(window)
    window.show()
    window.set_values_so_far(first(left, THERE), first(right, THERE))
    window.set_values(left, right)
    settle(window, qtbot)
    window.table.sortByColumn(ElementColumn.LEFT, Qt.SortOrder.DescendingOrder)
    settle(window, qtbot)
    del left, right
    assert all(ref() is not None for ref in refs)
    window.close()
    gc.collect()
    assert all(ref() is None for ref in refs)
