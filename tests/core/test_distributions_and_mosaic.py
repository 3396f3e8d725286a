"""Histogram, density, channel errors and mosaics, against plain NumPy over the whole arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.comparison.distributions import BINS, CELLS, channel_errors, distributions
from core.comparison.elements import Elements
from core.comparison.mosaic import (
    COLOURS,
    EMPTY,
    NOT_FINITE,
    Mosaic,
    Scale,
    TileGrid,
    draw_mosaic,
)
from core.dumps.model import Values
from core.dumps.text_file import Cancelled


def pair(left: np.ndarray, right: np.ndarray) -> Elements:
    return Elements(Values(left.astype(np.float32)), Values(right.astype(np.float32)))


@pytest.fixture
def noisy() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    left = random.normal(0, 2, 300_000).astype(np.float32)
    right = left + random.normal(0, 0.1, 300_000).astype(np.float32)
    left[5], right[9], right[11] = np.nan, np.inf, -np.inf
    return left, right


def test_ranges_and_histogram_are_those_of_the_finite_numbers(noisy):
    left, right = noisy
    found = distributions(pair(left, right))
    finite = [side[np.isfinite(side)].astype(np.float64) for side in noisy]
    assert found.whole == (min(f.min() for f in finite), max(f.max() for f in finite))
    for side, counts in zip(finite, (found.histogram.left, found.histogram.right), strict=True):
        assert counts.sum() == len(side)
        expected, edges = np.histogram(side, BINS, found.whole)
        # A number on an edge may fall to either side of it by rounding.
        assert np.abs(counts - expected).sum() <= 4
    np.testing.assert_allclose(found.histogram.edges, edges)


def test_density_counts_every_finite_pair_once_left_along_the_first_axis(noisy):
    left, right = noisy
    found = distributions(pair(left, right)).density
    both = np.isfinite(left) & np.isfinite(right)
    expected, _, _ = np.histogram2d(
        left[both].astype(float), right[both].astype(float), CELLS, [[found.low, found.high]] * 2
    )
    assert found.counts.sum() == both.sum()
    assert np.abs(found.counts - expected).sum() <= 8


def test_usual_ranges_leave_out_single_outliers(noisy):
    left, right = noisy
    left[100] = 1e6
    found = distributions(pair(left, right))
    assert found.whole[1] == 1e6
    assert found.usual[1] < 1e4
    assert found.largest_error > 9e5
    assert found.usual_error < 1e4


def test_nothing_finite_has_no_distribution():
    nothing = np.full(4, np.nan)
    found = distributions(pair(nothing, nothing))
    assert (found.histogram, found.density) == (None, None)
    assert math.isnan(found.largest_error)


def test_equal_constants_have_a_range_of_their_own():
    found = distributions(pair(np.full(4, 3.0), np.full(4, 3.0)))
    assert found.whole == (3, 3)
    assert found.largest_error == 0
    assert found.histogram.low < 3 < found.histogram.high
    assert found.histogram.left.sum() == 4


def test_different_lengths_share_a_histogram():
    found = distributions(pair(np.arange(10), np.arange(6)))
    assert found.histogram.left.sum() == 10
    assert found.histogram.right.sum() == 6
    assert found.density.counts.sum() == 6


def test_a_missing_side_leaves_the_other():
    found = distributions(pair(np.arange(10), np.zeros(0)))
    assert found.histogram.left.sum() == 10
    assert found.density is None


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 999))
@settings(max_examples=30, deadline=None)
def test_channel_errors_are_means_and_maxima_by_channel(channels, size, seed):
    random = np.random.default_rng(seed)
    left, right = random.normal(size=(2, channels * size)).astype(np.float32)
    left[0] = np.nan
    found = channel_errors(pair(left, right), channels)
    error = np.abs(left.astype(float) - right.astype(float)).reshape(channels, size)
    with np.errstate(all="ignore"):
        mean = np.array([np.nanmean(e) if not np.isnan(e).all() else 0.0 for e in error])
    np.testing.assert_allclose(found.mean, mean, rtol=1e-12)
    np.testing.assert_allclose(found.largest, np.nan_to_num(error).max(axis=1), rtol=1e-12)


def test_channel_errors_across_pieces():
    left = np.zeros(3 * 200_000)
    left[200_000:400_000] = 2.0
    found = channel_errors(pair(left, np.zeros_like(left)), 3)
    assert found.mean.tolist() == [0, 2, 0]
    assert found.largest.tolist() == [0, 2, 0]


SHAPES = st.tuples(st.integers(1, 12), st.integers(1, 9), st.integers(1, 9))


def drawn(left: np.ndarray, right: np.ndarray, grid: TileGrid, page: int, columns: int) -> Mosaic:
    return draw_mosaic(pair(left, right), grid, page, columns, Scale(-3, 3, 2))


@given(SHAPES, st.floats(0.1, 5))
@settings(max_examples=60, deadline=None)
def test_every_element_has_its_own_dot_and_back(shape, aspect):
    count = math.prod(shape)
    grid = TileGrid.of(count, shape)
    flat = np.zeros(count)
    mosaic = drawn(flat, flat, grid, 0, grid.columns(aspect))
    dots = [mosaic.dot_of(element) for element in range(count)]
    assert len(set(dots)) == count
    assert [mosaic.element_at(*dot) for dot in dots] == list(range(count))
    assert mosaic.left.shape == mosaic.size
    assert int((mosaic.left != EMPTY).sum()) == count


def test_a_channel_is_drawn_as_it_stands():
    shape = (3, 4, 5)
    random = np.random.default_rng(1)
    left, right = random.uniform(-3, 3, (2, 60)).astype(np.float32)
    left[0] = np.nan
    grid = TileGrid.of(60, shape)
    mosaic = drawn(left, right, grid, 0, 2)
    steps = COLOURS - 1
    for side, dots in ((left, mosaic.left), (right, mosaic.right)):
        x, y = mosaic.tile_corner(2)
        expected = np.rint((side.reshape(shape)[2].astype(float) + 3) / 6 * steps)
        np.testing.assert_array_equal(dots[y : y + 4, x : x + 5], expected)
    assert mosaic.left[0, 0] == mosaic.difference[0, 0] == NOT_FINITE
    apart = np.clip(left[20:40].astype(float) - right[20:40], -2, 2)
    x, y = mosaic.tile_corner(1)
    np.testing.assert_array_equal(
        mosaic.difference[y : y + 4, x : x + 5],
        np.rint((apart + 2) / 4 * steps).reshape(4, 5),
    )


@pytest.mark.parametrize(
    ("shape", "count", "tiles"),
    [((1000, 1, 1), 1000, 1), (None, 777, 1), ((2, 34928, 1), 69856, 2), ((7, 7, 7), 12, 1)],
)
def test_what_makes_no_picture_is_folded(shape, count, tiles):
    grid = TileGrid.of(count, shape)
    assert (grid.folded, grid.tiles) == (True, tiles)
    assert 1 / 3 < grid.width / grid.rows < 3


def test_pages_hold_all_tiles_once():
    grid = TileGrid.of(40 * 512 * 512, (40, 512, 512))
    assert grid.pages > 1
    values = np.zeros(40 * 512 * 512, np.float32)
    shown = []
    for page in range(grid.pages):
        mosaic = drawn(values, values, grid, page, grid.columns(1.3))
        shown += range(mosaic.first_tile, mosaic.first_tile + mosaic.shown_tiles)
        assert grid.page_of(mosaic.first_tile * grid.tile_size) == page
    assert shown == list(range(40))


def test_no_error_is_lost_in_a_channel_too_large_to_draw():
    shape = (1, 1300, 1700)
    left = np.zeros(shape, np.float32)
    right = left.copy()
    right[0, 777, 1003] = 1.5
    right[0, 1299, 1699] = np.nan
    grid = TileGrid.of(left.size, shape)
    assert grid.step == 2
    mosaic = drawn(left.ravel(), right.ravel(), grid, 0, 1)
    element = 777 * 1700 + 1003
    x, y = mosaic.dot_of(element)
    assert mosaic.element_at(x, y) == element
    assert mosaic.difference[y, x] == round((2 - 1.5) / 4 * (COLOURS - 1))
    assert mosaic.difference[-1, -1] == NOT_FINITE
    assert mosaic.element_at(x + 1, y) != element


def test_a_side_of_another_length_is_left_out():
    mosaic = drawn(np.zeros(12), np.zeros(9), TileGrid.of(12, (3, 2, 2)), 0, 2)
    assert mosaic.left is not None
    assert (mosaic.right, mosaic.difference) == (None, None)


def test_gaps_are_no_elements():
    grid = TileGrid.of(8, (2, 2, 2))
    mosaic = drawn(np.zeros(8), np.zeros(8), grid, 0, 2)
    assert mosaic.element_at(2, 0) is None
    assert mosaic.element_at(-1, 0) is None
    assert mosaic.element_at(99, 0) is None
    assert mosaic.tile_at(3, 1) == 1


def test_cancelled_drawing_stops():
    grid = TileGrid.of(2048 * 2048, (1, 2048, 2048))
    values = Values(np.zeros(2048 * 2048, np.float32))
    with pytest.raises(Cancelled):
        draw_mosaic(Elements(values, values), grid, 0, 1, Scale(0, 1, 1), lambda: True)
