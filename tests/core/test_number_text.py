"""Numbers are written the same everywhere, and never as lying where they do not."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.comparison.number_text import cosine_text
from core.comparison.vocabulary import BAD_TO, GOOD_FROM


@pytest.mark.parametrize(
    ("value", "decimals", "most", "text"),
    [
        (1.0, 6, 12, "1"),
        (-1.0, 6, 6, "-1"),
        (0.99, 6, 12, "0.990000"),
        (0.98999997, 6, 12, "0.98999997"),
        (0.98999997, 6, 6, "0.989999"),
        (0.95000004, 6, 12, "0.95000004"),
        (0.95000004, 6, 6, "0.950001"),
        (0.95, 4, 6, "0.9500"),
        (0.98997, 4, 6, "0.98997"),
        (0.9999999, 6, 12, "0.9999999"),
        (0.9999999, 6, 6, "0.999999"),
        (-0.9999999, 6, 6, "-0.999999"),
        (1 - 1e-14, 6, 12, "0.999999999999"),
        (-1e-9, 6, 12, "0.000000"),
        (-0.25, 4, 6, "-0.2500"),
        (math.nan, 6, 12, "–"),
    ],
)
def test_a_cosine_is_as_long_as_it_must_be(value, decimals, most, text):
    assert cosine_text(value, decimals, most) == text


@given(st.floats(-1, 1), st.sampled_from([4, 6]), st.sampled_from([6, 12]))
def test_a_cosine_lies_where_it_is_written(value, decimals, most):
    shown = float(cosine_text(value, decimals, most))
    assert abs(shown - value) <= 10.0**-decimals
    assert (shown >= GOOD_FROM, shown <= BAD_TO) == (value >= GOOD_FROM, value <= BAD_TO)
    if abs(value) < 1 - 1e-12:
        assert abs(shown) < 1


@given(
    st.sampled_from([GOOD_FROM, BAD_TO, 1.0, -1.0]),
    st.floats(-1e-5, 1e-5),
    st.sampled_from([6, 12]),
)
def test_next_to_a_limit_as_well(limit, away, most):
    value = min(max(limit + away, -1.0), 1.0)
    shown = float(cosine_text(value, 6, most))
    assert abs(shown - value) <= 1e-6
    assert (shown >= GOOD_FROM, shown <= BAD_TO) == (value >= GOOD_FROM, value <= BAD_TO)
