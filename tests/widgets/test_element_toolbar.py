"""The controls around the element table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from widgets.elements.goto import parse_place
from widgets.elements.toolbar import DisplayBar, MarkBar, percent_text, step_of, threshold_of

SHAPE = (3, 4, 5)


@given(st.integers(0, 59))
def test_an_element_is_found_by_index_and_by_place(element):
    place = ",".join(str(part) for part in np.unravel_index(element, SHAPE))
    assert parse_place(str(element), SHAPE, 60) == element
    assert parse_place(place, SHAPE, 60) == element
    assert parse_place(place.replace(",", ", "), SHAPE, 60) == element


@pytest.mark.parametrize(
    "text", ["", "60", "-1", "1,2", "3,0,0", "0,4,0", "0,0,5", "0,-1,0", "x", "1.5", "1,2,3,4"]
)
def test_what_names_no_element_is_refused(text):
    assert parse_place(text, SHAPE, 60) is None


def test_a_place_needs_a_shape():
    assert parse_place("0,0,0", None, 60) is None
    assert parse_place("7", None, 60) == 7


@given(st.integers(0, 1000), st.floats(1e-6, 1e6))
def test_the_slider_goes_from_zero_to_the_largest_error_and_back(step, largest):
    threshold = threshold_of(step, largest)
    assert 0 <= threshold <= largest * (1 + 1e-12)
    assert step_of(threshold, largest) == step


def test_every_decade_is_as_long_on_the_slider():
    assert threshold_of(0, 8.0) == 0
    assert threshold_of(1000, 8.0) == pytest.approx(8.0)
    assert threshold_of(500, 8.0) == pytest.approx(8e-3)


def test_a_slider_without_errors_stays_at_zero():
    assert threshold_of(700, 0.0) == 0
    assert step_of(3.0, 0.0) == 0


@pytest.mark.parametrize(
    ("count", "whole", "percent"),
    [
        (0, 7, "0"),
        (39, 4096, "0.95"),
        (7, 7, "100"),
        (4095, 4096, "99"),
        (1, 3, "33"),
        (1, 50_000_000, "< 0.001"),
    ],
)
def test_a_share_is_written_in_two_digits(count, whole, percent):
    assert percent_text(count, whole) == percent


def test_a_refused_place_is_said_beside_the_field_until_it_changes(qtbot):
    bar = DisplayBar()
    qtbot.addWidget(bar)
    bar.show()
    help_text = bar.goto.toolTip()
    bar.goto.setText("9999")
    plain = bar.goto.grab().toImage()
    bar.goto.refuse("expected 0 … 59")
    assert bar.complaint.isVisible()
    assert bar.complaint.text() == bar.goto.toolTip() == "expected 0 … 59"
    assert bar.goto.grab().toImage() != plain
    bar.goto.setText("999")
    assert not bar.complaint.isVisible()
    assert bar.goto.toolTip() == help_text


@pytest.fixture
def bar(qtbot):
    made = MarkBar()
    qtbot.addWidget(made)
    return made


def test_box_and_slider_follow_each_other(bar, qtbot):
    bar.set_largest(0.75)
    with qtbot.waitSignal(bar.changed):
        bar.slider.setValue(1000)
    assert bar.threshold == 0.75
    with qtbot.waitSignal(bar.changed):
        bar.box.setValue(0.75e-3)
    assert bar.slider.value() == 500
    bar.box.setValue(0.0)
    assert bar.slider.value() == 0


def test_the_end_of_the_slider_still_marks_the_largest_error(bar):
    largest = 0.1 + 1e-13
    bar.set_largest(largest)
    bar.slider.setValue(1000)
    assert 0.0999 < bar.threshold <= largest


def test_a_threshold_starts_halfway_and_is_then_the_users(bar):
    bar.set_largest(2.0)
    assert bar.threshold == 1.0
    bar.box.setValue(0.25)
    bar.set_largest(3.0)
    assert bar.threshold == 0.25


def test_thresholds_are_written_without_trailing_zeros(bar):
    bar.box.setValue(2.0**-12)
    assert bar.box.text() == "0.000244140625"
    bar.box.setValue(3)
    assert bar.box.text() == "3"


def test_a_colour_is_taken_without_waiting(bar, qtbot):
    bar.show()
    bar.swatch.click()
    dialog = bar._dialog
    assert dialog.isVisible()
    dialog.setCurrentColor(QColor("#123456"))
    with qtbot.waitSignal(bar.changed):
        dialog.accept()
    assert bar.colour == QColor("#123456")
