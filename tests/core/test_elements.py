"""Sorting and marking of elements, against NumPy's own float64 sort."""

from __future__ import annotations

import math
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.comparison.elements import (
    PIECE,
    Elements,
    arrange,
    largest_error_within,
    mark_elements,
    rows_of,
)
from core.comparison.elements_sorting import OrderKey, sort_elements
from core.dumps.model import Values
from core.dumps.text_file import Cancelled

FLOATS = arrays.arrays(
    np.float32,
    st.integers(0, 60),
    elements=st.floats(width=32, allow_nan=True, allow_infinity=True),
)


def keys(left: np.ndarray, right: np.ndarray, key: OrderKey) -> np.ndarray:
    """Sort keys in float64, NaN where a side is missing."""
    count = max(len(left), len(right))
    sides = []
    for side in (left, right):
        padded = np.full(count, np.nan)
        padded[: len(side)] = side.astype(np.float64)
        sides.append(padded)
    with np.errstate(all="ignore"):
        error = np.abs(sides[0] - sides[1])
        return {
            OrderKey.LEFT: sides[0],
            OrderKey.RIGHT: sides[1],
            OrderKey.ABSOLUTE_ERROR: error,
            OrderKey.RELATIVE_ERROR: error / np.abs(sides[0]),
        }[key]


def expected_order(numbers: np.ndarray, descending: bool) -> list[int]:
    def place(index: int) -> tuple[bool, float, int]:
        number = float(numbers[index])
        if math.isnan(number):
            return True, 0.0, index
        return False, -number if descending else number, index

    return sorted(range(len(numbers)), key=place)


DOUBLES = arrays.arrays(
    np.float64, st.integers(0, 60), elements=st.floats(allow_nan=True, allow_infinity=True)
)


@given(FLOATS | DOUBLES, FLOATS | DOUBLES, st.sampled_from(OrderKey), st.booleans())
@settings(max_examples=150, deadline=None)
def test_order_is_that_of_a_plain_sort(left, right, key, descending):
    order = sort_elements(Elements(Values(left), Values(right)), key, descending)
    assert order.tolist() == expected_order(keys(left, right, key), descending)


@pytest.mark.parametrize("descending", [False, True])
def test_numbers_that_differ_only_in_their_last_bits_are_told_apart(descending):
    random = np.random.default_rng(7)
    right = (1.0 + random.integers(0, 9, 400_000) * 2.0**-23).astype(np.float32)
    left = Values(random.integers(0, 5, 400_000).astype(np.int32), scale=2.0**-52)
    order = sort_elements(Elements(left, Values(right)), OrderKey.ABSOLUTE_ERROR, descending)
    exact = np.abs(left.numbers * 2.0**-52 - right.astype(np.float64))
    plain = np.argsort(-exact if descending else exact, kind="stable")
    np.testing.assert_array_equal(order, plain)


@pytest.mark.parametrize("descending", [False, True])
def test_doubles_are_sorted_to_their_last_bit(descending):
    random = np.random.default_rng(8)
    steps = random.integers(-400, 400, 100_000)
    numbers = np.where(steps % 2 == 0, 1.0, -1.0) * (1.0 + steps * 2.0**-52)
    numbers[::7] = 0.0
    numbers[::11] = -0.0
    order = sort_elements(Elements(Values(numbers), Values(numbers)), OrderKey.LEFT, descending)
    plain = np.argsort(-numbers if descending else numbers, kind="stable")
    np.testing.assert_array_equal(order, plain)


def test_fixed_point_is_sorted_by_value_and_ties_stand_in_index_order():
    numbers = np.array([-4096, 4096, -2147483648, 0, 4096, 2147483647], np.int32)
    elements = Elements(Values(numbers, 2.0**-12), Values(np.zeros(6, np.int32), 2.0**-12))
    assert sort_elements(elements, OrderKey.LEFT, False).tolist() == [2, 0, 3, 1, 4, 5]
    assert sort_elements(elements, OrderKey.LEFT, True).tolist() == [5, 1, 4, 3, 0, 2]


def test_errors_of_single_elements():
    left = np.array([0, 0, 2, np.nan, np.inf, -4], np.float32)
    right = np.array([0, 1, 3, 1, np.inf], np.float32)
    elements = Elements(Values(left), Values(right))
    assert [elements.absolute_error(i) for i in (0, 1, 2, 5)] == [0.0, 1.0, 1.0, None]
    assert [elements.errors_of(i)[1] for i in (0, 1, 2, 5)] == [None, math.inf, 0.5, None]
    assert math.isnan(elements.absolute_error(3))
    assert all(map(math.isnan, elements.errors_of(3)))
    assert math.isnan(elements.absolute_error(4))
    assert elements.errors_of(2) == (1.0, 0.5)
    assert elements.errors_of(5) == (None, None)


def test_marks_are_errors_at_or_above_the_threshold_and_what_is_no_number():
    left = np.array([0, 0, 0, np.nan, 9], np.float32)
    right = np.array([0.25, 0.5, 0.75, 1], np.float32)
    marked = mark_elements(Elements(Values(left), Values(right)), 0.5)
    assert marked.tolist() == [False, True, True, True, False]


def _read_only(numbers: np.ndarray) -> np.ndarray:
    numbers.flags.writeable = False
    return numbers


STORED = {
    "decimal": lambda codes: Values(codes / 4096.0),
    "fixed": lambda codes: Values(codes.astype(np.int32), 2.0**-12),
    "kept": lambda codes: Values(_read_only(codes.astype(np.int32)), 2.0**-12),
    "kept decimal": lambda codes: Values(_read_only(codes / 4096.0)),
    "every second": lambda codes: Values(np.repeat(codes / 4096.0, 2)[::2]),
    "single": lambda codes: Values((codes / 4096.0).astype(np.float32)),
}
"""Ways in which the same numbers can lie in memory."""


@pytest.mark.parametrize("right", STORED)
@pytest.mark.parametrize("left", STORED)
def test_marks_are_the_same_however_the_numbers_are_stored(left, right):
    random = np.random.default_rng(21)
    codes = random.integers(-9000, 9000, (2, 1000))
    elements = Elements(STORED[left](codes[0]), STORED[right](codes[1]))
    marked = mark_elements(elements, 0.75)
    np.testing.assert_array_equal(marked, np.abs(codes[0] - codes[1]) >= 0.75 * 4096)
    order = sort_elements(elements, OrderKey.ABSOLUTE_ERROR, True)
    np.testing.assert_array_equal(order, np.argsort(-np.abs(codes[0] - codes[1]), kind="stable"))


@given(FLOATS, FLOATS, st.floats(0, 10), st.booleans(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_arrangement_shows_marked_rows_in_the_order_asked_for(
    left, right, threshold, sorted_, only
):
    elements = Elements(Values(left), Values(right))
    order = sort_elements(elements, OrderKey.RIGHT, True) if sorted_ else None
    marked = mark_elements(elements, threshold)
    arranged = arrange(order, marked, only)
    whole = list(range(len(elements))) if order is None else order.tolist()
    shown = whole if arranged.order is None else arranged.order.tolist()
    assert shown == ([e for e in whole if marked[e]] if only else whole)
    assert [shown[row] for row in arranged.marked_rows] == [e for e in whole if marked[e]]


def test_largest_error_within_a_window_of_both_axes():
    left = Values(np.array([0, 1, 1, 1, np.nan, 5], np.float32))
    right = Values(np.array([0, 2, 4, 9, 1, 5], np.float32))
    elements = Elements(left, right)
    assert largest_error_within(elements, (0.5, 1.5), (0, 5)) == 2
    assert largest_error_within(elements, (0.5, 1.5), (-math.inf, math.inf)) == 3
    assert largest_error_within(elements, (7, 8), (7, 8)) == -1


@pytest.mark.parametrize("key", OrderKey)
@pytest.mark.parametrize("descending", [False, True])
def test_two_threads_sort_as_one_would(key, descending):
    random = np.random.default_rng(9)
    left = random.normal(0, 1, 300_001)
    left[::13] = np.nan
    left[::17] = np.inf
    left[5::19] = -0.0
    right = np.round(random.normal(0, 1, 299_000), 2)
    order = sort_elements(Elements(Values(left), Values(right)), key, descending)
    numbers = keys(left, right, key)
    known = np.flatnonzero(~np.isnan(numbers))
    sorted_ = np.argsort(-numbers[known] if descending else numbers[known], kind="stable")
    plain = np.concatenate([known[sorted_], np.flatnonzero(np.isnan(numbers))])
    np.testing.assert_array_equal(order, plain)


@given(st.lists(st.integers(0, 30), unique=True), st.booleans())
@settings(max_examples=40, deadline=None)
def test_rows_of_elements_are_where_the_order_shows_them(kept, sorted_):
    values = Values(np.cos(np.arange(31.0)))
    order = sort_elements(Elements(values, values), OrderKey.LEFT, True) if sorted_ else None
    whole = list(range(31)) if order is None else order.tolist()
    expected = sorted(whole.index(element) for element in kept)
    assert rows_of(kept, order, 31).tolist() == expected


@pytest.mark.parametrize("at", [1, 2, 5, 7])
def test_a_cancelled_sort_stops(at):
    values = Values(np.zeros(3 * PIECE))
    values.numbers[7] = 1.0
    asked = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) >= at

    with pytest.raises(Cancelled):
        sort_elements(Elements(values, values), OrderKey.LEFT, False, cancelled)
    # Each of the two threads looks up once more at most.
    assert at <= len(asked) <= at + 1


def test_a_cancelled_arrangement_stops():
    marked = np.zeros(3 * PIECE, np.bool_)
    order = np.arange(3 * PIECE, dtype=np.uint32)
    with pytest.raises(Cancelled):
        arrange(order, marked, True, lambda: True)
    with pytest.raises(Cancelled):
        rows_of([4], order, len(order), lambda: True)


def test_an_error_on_the_second_thread_is_raised():
    values = Values(np.zeros(3 * PIECE))
    main = threading.current_thread()

    def cancelled() -> bool:
        if threading.current_thread() is not main:
            raise ZeroDivisionError
        return False

    with pytest.raises(ZeroDivisionError):
        sort_elements(Elements(values, values), OrderKey.LEFT, False, cancelled)


def test_progress_grows_towards_one():
    seen: list[float] = []
    values = Values(np.arange(3.0 * PIECE))
    sort_elements(Elements(values, values), OrderKey.LEFT, True, None, seen.append)
    assert seen == sorted(seen)
    assert 0 < seen[0] <= seen[-1]
    assert 0.95 < seen[-1] <= 1
