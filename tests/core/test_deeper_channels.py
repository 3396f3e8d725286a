"""The table by channel and the map by place, against NumPy in float64 over the whole arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.comparison.deeper.channels import MOST_CHANNELS, channel_table
from core.comparison.deeper.places import Shown, error_map, map_dots, map_ends, map_mosaic
from core.comparison.deeper.walk import Walk
from core.comparison.elements import PIECE, Elements
from core.comparison.metrics import measure
from core.comparison.mosaic import COLOURS, EMPTY, NOT_FINITE
from core.dumps.model import Values
from core.dumps.text_file import Cancelled
from core.errors import CosightError

SPECIAL = [0.0, -0.0, 1.0, -3.5, np.nan, np.inf, -np.inf, 1e-300, -1e300, 5e-324, 1.7e308]


def pair(left, right) -> Elements:
    return Elements(Values(np.asarray(left, np.float64)), Values(np.asarray(right, np.float64)))


def by_channel(left, right, channels) -> list[tuple[np.ndarray, np.ndarray]]:
    """What is finite on both sides of each channel, in float64's wider sibling."""
    found = []
    for a, b in zip(np.split(left, channels), np.split(right, channels), strict=True):
        both = np.isfinite(a) & np.isfinite(b)
        found.append((a[both].astype(np.longdouble), b[both].astype(np.longdouble)))
    return found


def assert_table(left, right, channels, found) -> None:
    squares = []
    for channel, (a, b) in enumerate(by_channel(left, right, channels)):
        d = a - b
        assert found.elements[channel] == len(a)
        if not len(a):
            assert math.isnan(found.cosine_similarity[channel])
            assert math.isnan(found.share_of_error[channel])
            assert found.worst[channel] == -1
            continue
        squares.append((d * d).sum())
        aa, bb = (a * a).sum(), (b * b).sum()
        if aa == 0 or bb == 0:
            cosine = 1.0 if aa == bb else 0.0
        else:
            cosine = (a * b).sum() / np.sqrt(aa) / np.sqrt(bb)
        np.testing.assert_allclose(found.cosine_similarity[channel], float(cosine), atol=1e-12)
        # A double ends before the wider number does: then the answer is infinite.
        with np.errstate(over="ignore"):
            largest, mean = np.float64(abs(d).max()), np.float64(d.mean())
            root = np.float64(np.sqrt((d * d).mean()))
            unit = np.float64(abs(d).mean())
        np.testing.assert_allclose(found.max_absolute_error[channel], largest, rtol=1e-12)
        np.testing.assert_allclose(
            found.mean_error[channel], mean, atol=1e-12 * unit if np.isfinite(unit) else 0
        )
        np.testing.assert_allclose(found.root_mean_square_error[channel], root, rtol=1e-9)
        size = len(left) // channels
        assert channel * size <= found.worst[channel] < (channel + 1) * size
        if squares[-1] == 0:
            assert found.sqnr_db[channel] == np.inf
        elif aa == 0:
            assert found.sqnr_db[channel] == -np.inf
        else:
            sqnr = 10 * np.log10(aa / squares[-1])
            np.testing.assert_allclose(found.sqnr_db[channel], float(sqnr), atol=1e-6)
    total = sum(squares)
    shares = found.share_of_error[found.elements > 0]
    if total > 0:
        np.testing.assert_allclose(
            shares, [float(s / total) for s in squares], rtol=1e-9, atol=1e-300
        )
    else:
        assert np.isnan(shares).all()


@given(
    st.integers(1, 6),
    st.lists(
        st.tuples(st.sampled_from(SPECIAL) | st.floats(-9, 9), st.sampled_from(SPECIAL)),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 99),
)
@settings(max_examples=150, deadline=None)
def test_every_channel_is_what_numpy_says(channels, odd, seed):
    random = np.random.default_rng(seed)
    size = 7
    left = random.normal(0, 2, channels * size)
    right = left + random.normal(0, 0.1, channels * size)
    for place, (a, b) in zip(random.permutation(channels * size), odd, strict=False):
        left[place], right[place] = a, b
    assert_table(left, right, channels, channel_table(pair(left, right), channels))


@pytest.mark.parametrize("scale", [1e-200, 1e-310, 1.0, 1e150, 1e308])
def test_numbers_of_any_size_give_the_same_ratios(scale):
    random = np.random.default_rng(4)
    left = random.uniform(-1, 1, 60) * scale
    right = left + random.uniform(-0.1, 0.1, 60) * scale
    # One channel is ordinary: it must not lose by what the others need.
    left[:20], right[:20] = random.normal(size=(2, 20))
    assert_table(left, right, 3, channel_table(pair(left, right), 3))


def test_a_tiny_error_beside_huge_equal_numbers_is_seen():
    found = channel_table(pair([1e200, 1e-10], [1e200, 0.0]), 1)
    assert found.max_absolute_error[0] == 1e-10
    assert found.root_mean_square_error[0] == pytest.approx(1e-10 / math.sqrt(2), rel=1e-12)
    assert found.sqnr_db[0] == pytest.approx(4200.0)
    assert found.share_of_error[0] == 1.0


def test_one_channel_has_the_metrics_of_the_pair():
    random = np.random.default_rng(2)
    left = random.normal(0.3, 2, 3 * PIECE + 17)
    codes = np.rint(left * 4096 + random.normal(0, 30, len(left))).astype(np.int32)
    elements = Elements(Values(left), Values(codes, 2.0**-12, codes, 8))
    found = channel_table(elements, 1)
    metrics = measure(elements.left, elements.right).metrics
    assert found.cosine_similarity[0] == pytest.approx(metrics.cosine_similarity, rel=1e-9)
    assert found.max_absolute_error[0] == metrics.max_absolute_error
    assert found.worst[0] == metrics.max_error_index
    assert found.root_mean_square_error[0] == pytest.approx(metrics.root_mean_square_error)
    assert found.sqnr_db[0] == pytest.approx(metrics.sqnr_db)
    assert found.mean_error[0] == pytest.approx(metrics.left_mean - metrics.right_mean)


def test_channels_that_end_within_a_piece():
    size = 200_000
    left = np.zeros(3 * size)
    left[size : 2 * size] = 2.0
    right = np.zeros_like(left)
    right[-1] = 5.0
    found = channel_table(pair(left, right), 3)
    assert found.max_absolute_error.tolist() == [0, 2, 5]
    assert found.worst.tolist() == [0, size, 3 * size - 1]
    assert found.cosine_similarity.tolist() == [1, 0, 0]
    assert found.share_of_error.tolist() == pytest.approx(
        [0, 4 * size / (4 * size + 25), 25 / (4 * size + 25)]
    )


def test_equal_sides_have_no_share_of_no_error():
    found = channel_table(pair(np.ones(6), np.ones(6)), 2)
    assert found.sqnr_db.tolist() == [np.inf, np.inf]
    assert np.isnan(found.share_of_error).all()
    assert found.cosine_similarity.tolist() == [1, 1]


def test_more_channels_than_are_told_apart_are_refused():
    count = 2 * MOST_CHANNELS
    with pytest.raises(CosightError, match="131,072"):
        channel_table(pair(np.zeros(count), np.zeros(count)), count)
    with pytest.raises(ValueError, match="no 4 channels"):
        channel_table(pair(np.zeros(6), np.zeros(6)), 4)


# --- the map -----------------------------------------------------------------------------------


@given(st.tuples(*[st.integers(1, 9)] * 3), st.integers(0, 99), st.data())
@settings(max_examples=100, deadline=None)
def test_the_map_is_the_mean_and_the_maximum_over_channels(shape, seed, data):
    random = np.random.default_rng(seed)
    left, right = random.normal(size=(2, math.prod(shape)))
    left[data.draw(st.integers(0, len(left) - 1))] = np.nan
    channel = data.draw(st.integers(-1, shape[0] - 1))
    found = error_map(pair(left, right), shape, channel)
    error = np.abs(left - right).reshape(shape)
    error = error if channel < 0 else error[channel : channel + 1]
    finite = np.isfinite(error)
    counts = finite.sum(axis=0).ravel()
    filled = np.where(finite, error, 0.0)
    # The cells stand in the order of the places, in rows of another length where it is folded.
    plane = shape[1] * shape[2]
    assert found.counts.ravel()[:plane].tolist() == counts.tolist()
    some = counts > 0
    np.testing.assert_allclose(
        found.mean.ravel()[:plane][some], (filled.sum(axis=0).ravel()[some] / counts[some])
    )
    largest = filled.max(axis=0).ravel()
    np.testing.assert_array_equal(found.largest.ravel()[:plane][some], largest[some])
    assert np.isnan(found.mean.ravel()[:plane][~some]).all()
    worst = found.worst.ravel()[:plane]
    assert (worst[~some] == -1).all()
    np.testing.assert_array_equal(np.abs(left - right)[worst[some]], largest[some])
    assert (worst[some] % plane == np.flatnonzero(some)).all()
    for element in worst[some].tolist():
        assert found.worst[found.cell_of(element)] == element


def test_the_map_goes_on_across_pieces():
    shape = (5, 300, 257)
    random = np.random.default_rng(8)
    left, right = random.normal(size=(2, math.prod(shape)))
    found = error_map(pair(left, right), shape)
    error = np.abs(left - right).reshape(shape)
    np.testing.assert_allclose(found.mean, error.mean(axis=0), rtol=1e-12)
    np.testing.assert_array_equal(found.largest, error.max(axis=0))
    alone = error_map(pair(left, right), shape, 3)
    np.testing.assert_array_equal(alone.mean, error[3])


def test_a_picture_too_large_to_draw_is_drawn_by_blocks():
    shape = (2, 1300, 1700)
    left = np.zeros(math.prod(shape))
    right = left.copy()
    element = 1300 * 1700 + 777 * 1700 + 1003
    right[element] = 1.5
    found = error_map(pair(left, right), shape)
    assert found.grid.step == 2
    cell = found.cell_of(element)
    assert found.largest[cell] == 1.5
    assert found.mean[cell] == 1.5 / 8
    assert found.worst[cell] == element
    assert found.largest.sum() == 1.5
    assert found.counts.sum() == len(left)


def test_a_map_without_a_finite_number_has_no_numbers():
    found = error_map(pair(np.full(4, np.nan), np.zeros(4)), (1, 2, 2))
    assert np.isnan(found.mean).all()
    assert np.isnan(found.largest).all()
    assert map_ends(found.mean) == (0.0, 0.0)
    assert (map_dots(found, Shown.MEAN, 0.0) == NOT_FINITE).all()


def test_errors_too_large_to_be_added_up_have_a_mean():
    left = np.full(8, 1.5e308)
    found = error_map(pair(left, np.zeros(8)), (8, 1, 1))
    assert found.mean[0, 0] == pytest.approx(1.5e308)
    assert found.largest[0, 0] == pytest.approx(1.5e308)


def test_a_dot_is_its_place_on_the_scale_and_stands_for_its_worst_element():
    left = np.array([0.0, 0.25, 0.5, 1.0, 2.0, np.inf])
    found = error_map(pair(left, np.zeros(6)), (1, 2, 3))
    dots = map_dots(found, Shown.MEAN, 1.0)
    top = COLOURS - 1
    assert dots.tolist() == [[0, round(top / 4), top / 2], [top, top, NOT_FINITE]]
    assert map_ends(found.mean) == (2.0, 2.0)
    random = np.random.default_rng(0).permutation(np.arange(4000.0))
    assert map_ends(random) == (np.quantile(random, 0.999, method="inverted_cdf"), 3999.0)
    mosaic = map_mosaic(found)
    assert mosaic.element_at(1, 1) == 4
    assert mosaic.element_at(2, 1) is None
    assert mosaic.dot_of(4) == (1, 1)
    assert (map_dots(found, Shown.LARGEST, 0.0)[0] == 0).all()


def test_a_folded_picture_is_empty_behind_its_end():
    found = error_map(pair(np.ones(7), np.zeros(7)), (1, 1, 7))
    assert found.grid.folded
    dots = map_dots(found, Shown.MEAN, 1.0)
    assert dots.ravel()[:7].tolist() == [COLOURS - 1] * 7
    assert set(dots.ravel()[7:].tolist()) <= {EMPTY}


def test_a_shape_of_other_elements_is_refused():
    elements = pair(np.zeros(6), np.zeros(6))
    with pytest.raises(ValueError, match="not of 6"):
        error_map(elements, (2, 2, 2))
    with pytest.raises(ValueError, match="not of 6"):
        error_map(elements, (2, 3, 1), 2)


# --- on the way --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "count", [lambda e, w: channel_table(e, 4, w), lambda e, w: error_map(e, (4, 1, PIECE), -1, w)]
)
def test_a_count_stops_when_it_is_told_to_and_says_how_far_it_is(count):
    zeros = np.zeros(4 * PIECE)
    elements = pair(zeros, zeros)
    heard = []
    count(elements, Walk(report=heard.append))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    asked = []

    def after_two() -> bool:
        asked.append(1)
        return len(asked) > 2

    heard.clear()
    with pytest.raises(Cancelled):
        count(elements, Walk(after_two, heard.append))
    assert len(heard) == 2
