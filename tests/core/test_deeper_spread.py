"""Error against magnitude, in steps, and on a line, against plain NumPy; shapes that are typed."""

from __future__ import annotations

import math
import operator
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.comparison.deeper.line import best_fit
from core.comparison.deeper.magnitudes import DECADES, magnitudes, worst_in_cell
from core.comparison.deeper.shapes import offered_shapes, parse_shape, shape_text
from core.comparison.deeper.steps import (
    HALF,
    ROUNDING_RMS,
    Step,
    step_counts,
    worst_in_steps,
)
from core.comparison.deeper.walk import Walk
from core.comparison.elements import PIECE, Elements
from core.dumps.formats import FixedPoint, nonlinear_table
from core.dumps.model import Values
from core.dumps.text_file import Cancelled
from core.errors import CosightError


def pair(left, right) -> Elements:
    return Elements(Values(np.asarray(left, np.float64)), Values(np.asarray(right, np.float64)))


@pytest.fixture
def noisy() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    left = random.normal(0, 2, PIECE + 999)
    left[::7] = 0.0
    right = left + random.normal(0, 0.02, len(left)) * np.abs(left)
    right[5:50] += 1.0
    left[5], right[9], right[11] = np.nan, np.inf, -np.inf
    return left, right


def finite(left, right) -> tuple[np.ndarray, np.ndarray]:
    both = np.isfinite(left) & np.isfinite(right)
    return left[both], right[both]


# --- error against magnitude -------------------------------------------------------------------


def test_every_element_is_counted_in_its_cell(noisy):
    found = magnitudes(pair(*noisy))
    left, right = finite(*noisy)
    size, error = np.abs(left), np.abs(left - right)
    assert found.counts.sum() == len(left)
    for axis, numbers, counts in (
        (found.magnitude, size, found.counts.sum(axis=1)),
        (found.error, error, found.counts.sum(axis=0)),
    ):
        below = numbers < 10.0**axis.low
        assert counts[0] == below.sum()
        edges = 10.0 ** np.linspace(axis.low, axis.high, axis.bins + 1)
        expected, _ = np.histogram(numbers[~below], edges)
        # A number on an edge may fall to either side of it by rounding.
        assert np.abs(counts[1:] - expected).sum() <= 4
        assert axis.limits(0) == (0.0, axis.below)
        assert axis.limits(1)[0] == pytest.approx(10.0**axis.low)
        assert axis.limits(axis.bins)[1] == pytest.approx(10.0**axis.high)


@pytest.mark.parametrize("size", [1.0e308, 1.5e308, 1.6e308, 1.7e308, 1.79e308])
def test_the_limits_of_the_largest_numbers_are_numbers(size):
    """A bin ends at infinity only where 10^edge is beyond float64."""
    left = np.array([size, 1e306, -size])
    found = magnitudes(pair(left, np.zeros(3)))
    for axis, counts in ((found.magnitude, found.counts.sum(axis=1)), (found.error, None)):
        for place in range(1, axis.bins + 1):
            low, high = axis.limits(place)
            edges = [Decimal(10) ** Decimal(axis.edge(at)) for at in (place - 1, place)]
            for limit, edge in zip((low, high), edges, strict=True):
                if edge < Decimal(sys.float_info.max):
                    assert Decimal(limit) == pytest.approx(edge, rel=Decimal("1e-9"))
                else:
                    assert limit == math.inf
            if counts is not None and counts[place]:
                inside = (np.abs(left) >= low * (1 - 1e-9)) & (np.abs(left) <= high)
                assert inside.sum() == counts[place]


def test_the_worst_of_the_largest_numbers_is_found():
    left = np.array([1e306, 1.75e308, 1.6e308])
    elements = pair(left, np.zeros(3))
    axis = magnitudes(elements).magnitude
    for place in range(1, axis.bins + 1):
        if axis.limits(place)[0] <= 1.6e308 <= axis.limits(place)[1]:
            limits = axis.limits(place)
    assert worst_in_cell(elements, limits, (0.0, math.inf)) == 2


def assert_near(found, wanted, axis) -> None:
    """The same but for a finer bin; 0 below the axis."""
    if wanted < 10.0**axis.low:
        assert found == 0.0
    else:
        near = 10.0 ** ((axis.high - axis.low) / (axis.bins * 16))
        assert wanted / near <= found <= wanted * near


def test_the_lines_are_the_quantiles_of_each_column(noisy):
    found = magnitudes(pair(*noisy))
    left, right = finite(*noisy)
    size, error = np.abs(left), np.abs(left - right)
    axis = found.magnitude
    looked_at = 0
    for column in range(1, axis.bins + 1):
        low, high = axis.limits(column)
        here = error[(size >= low * (1 + 1e-9)) & (size < high * (1 - 1e-9))]
        if len(here) != found.counts[column].sum():
            continue  # Something stands on the edge.
        if len(here) < 5:
            assert math.isnan(found.median[column])
            continue
        looked_at += 1
        middle = np.quantile(here, 0.5, method="inverted_cdf")
        assert_near(found.median[column], middle, found.error)
        if len(here) < 20:
            assert math.isnan(found.most[column])
        else:
            most = np.quantile(here, 0.95, method="inverted_cdf")
            assert_near(found.most[column], most, found.error)
    assert looked_at > 20
    # Zeros on both sides have no error at all.
    assert found.median[0] == 0.0


def test_axes_end_some_decades_down_and_say_so():
    left = np.array([1e-30, 1e-3, 1.0, 50.0])
    found = magnitudes(pair(left, np.zeros(4)))
    assert (found.magnitude.low, found.magnitude.high) == (2 - DECADES, 2)
    assert found.magnitude.below == pytest.approx(10.0 ** (2 - DECADES))
    assert found.counts[0].sum() == 1
    shorter = magnitudes(pair(left[1:], np.zeros(3)))
    assert (shorter.magnitude.low, shorter.magnitude.below) == (-3, 0.0)


def test_nothing_finite_has_no_density_and_zeros_have_one():
    assert magnitudes(pair(np.full(3, np.nan), np.zeros(3))) is None
    assert magnitudes(pair([], [])) is None
    found = magnitudes(pair(np.zeros(4), np.zeros(4)))
    assert found.counts[0, 0] == found.counts.sum() == 4
    assert math.isnan(found.median[0])
    assert magnitudes(pair(np.zeros(5), np.zeros(5))).median[0] == 0.0


@pytest.mark.parametrize("size", [5e-324, 1e-310, 1.7e308])
def test_the_ends_of_a_double_have_a_place(size):
    found = magnitudes(pair([size, -size], [-size, size]))
    assert found.counts.sum() == 2
    assert found.counts[1:, 1:].sum() == 2


def test_the_worst_of_a_cell_is_found(noisy):
    left, right = noisy
    found = worst_in_cell(pair(left, right), (1.0, 2.0), (0.01, 0.5))
    size, error = np.abs(left), np.abs(left - right)
    inside = (size >= 1) & (size <= 2) & (error >= 0.01) & (error <= 0.5)
    assert inside[found]
    assert error[found] == error[inside].max()
    assert worst_in_cell(pair(left, right), (1e9, 2e9), (0, 1)) == -1


def test_a_cell_that_counts_an_element_leads_to_one():
    """Decimal numbers stand on the edges of the bins, where powers and logarithms round."""
    for tens in range(-6, 7):
        for left, error in ((31, 10), (1, 1), (7, 100), (100, 1000), (5, 10000)):
            number, other = left * 10.0**tens, (left + error) * 10.0**tens
            elements = pair([number], [other])
            found = magnitudes(elements)
            ((across, up),) = np.argwhere(found.counts > 0)
            cell = found.magnitude.limits(across), found.error.limits(up)
            assert worst_in_cell(elements, *cell) == 0, (number, other)


# --- in steps ----------------------------------------------------------------------------------


def test_a_step_is_what_the_file_says():
    codes = np.array([1], np.int32)
    fixed = Step.of(Values(codes, 2.0**-12, codes, 8))
    assert (fixed.size, fixed.logarithmic, fixed.exponent) == (2.0**-12, False, -12)
    assert Step.of(Values(codes, 1.0, codes, 8)).exponent == 0
    assert Step.of_format(FixedPoint(16, 16)).exponent == -16
    assert Step.of(Values(np.zeros(1))) is None


@pytest.mark.parametrize(("bits", "kind"), [(8, np.uint8), (16, np.uint16)])
def test_a_logarithmic_step_leads_from_one_code_to_the_next(bits, kind):
    table = nonlinear_table(bits, -300)
    codes = np.array([5, 6], kind)
    step = Step.of(Values(table[codes], 1.0, codes, bits // 4))
    assert step.exponent is None
    assert table[6] / table[5] == pytest.approx(1 + step.relative)
    found = step_counts(pair(table[[6] * 4], table[[5, 6, 7, 4]]), step)
    assert (found.within_half, found.within_one, found.within_two) == (1, 3, 4)


def test_shares_and_bins_are_those_of_plain_numbers(noisy):
    step = Step(2.0**-5)
    found = step_counts(pair(*noisy), step)
    left, right = finite(*noisy)
    steps = (left - right) / step.size
    assert found.elements == len(left)
    for counted, limit in ((found.within_half, 0.5), (found.within_one, 1), (found.within_two, 2)):
        assert counted == (np.abs(steps) <= limit).sum()
    assert found.beyond == (np.abs(steps) > 2).sum()
    expected, _ = np.histogram(
        steps[(steps >= found.edges[0]) & (steps < found.edges[-1])], found.edges
    )
    assert found.counts.tolist() == expected.tolist()
    assert found.below == (steps < found.edges[0]).sum()
    assert found.above == (steps >= found.edges[-1]).sum()
    assert found.below + found.above <= 0.001 * len(left)
    assert found.counts.sum() + found.below + found.above == len(left)
    assert found.without == 0


def test_rounding_to_the_nearest_stays_within_half_a_step():
    random = np.random.default_rng(1)
    left = random.uniform(-3, 3, 50_000)
    codes = np.rint(left * 4096).astype(np.int32)
    right = Values(codes, 2.0**-12, codes, 8)
    found = step_counts(Elements(Values(left), right), Step.of(right))
    assert found.within_half == found.elements == 50_000
    assert found.width == 1 / 16
    rms = np.sqrt((((left - codes / 4096) * 4096) ** 2).mean())
    assert pytest.approx(rms, rel=0.02) == ROUNDING_RMS


def test_two_grids_stand_on_the_bins_middle():
    codes = np.arange(-500, 500).astype(np.int32)
    both = Elements(Values(codes, 2.0**-12), Values(codes + 3, 2.0**-12))
    found = step_counts(both, Step(2.0**-12))
    place = int(np.flatnonzero(found.counts)[0])
    assert found.counts[place] == 1000
    assert (found.edges[place] + found.edges[place + 1]) / 2 == -3.0
    assert (found.within_two, found.beyond) == (0, 1000)


def test_logarithms_have_no_distance_to_zero_or_another_sign():
    step = Step(1 / 16, logarithmic=True)
    left = [0.0, 1.0, 0.0, -1.0, 2.0, -2.0, np.nan]
    right = [0.0, 0.0, 1.0, 1.0, 1.0, -1.0, 1.0]
    found = step_counts(pair(left, right), step)
    assert found.elements == 6
    assert found.without == 3
    # The two octaves are 16 codes each; only zero against zero is equal.
    assert found.within_half == 1
    assert found.beyond == 5
    assert found.counts.sum() + found.below + found.above == 6
    assert found.counts[HALF] == 1


@pytest.mark.parametrize("size", [1e-320, 1.0, 1e300])
def test_errors_of_any_size_are_counted_once(size):
    found = step_counts(pair([size, -size, 0.0], [-size, size, 0.0]), Step(2.0**-12))
    assert found.elements == 3
    assert found.counts.sum() + found.below + found.above == 3
    assert found.beyond == (2 if size > 1e-300 else 0)


def test_nothing_has_no_steps():
    found = step_counts(pair([], []), Step(1.0))
    assert (found.elements, found.beyond, found.counts.sum()) == (0, 0, 0)
    assert step_counts(pair([np.nan], [1.0]), Step(1.0)).elements == 0


def test_the_worst_between_two_limits_is_found(noisy):
    left, right = noisy
    step = Step(2.0**-5)
    found = worst_in_steps(pair(left, right), step, 1.0, 2.0)
    steps = (left - right) / step.size
    inside = (steps >= 1) & (steps < 2)
    assert inside[found]
    assert abs(steps[found]) == np.abs(steps[inside]).max()
    assert worst_in_steps(pair(left, right), step, 1e9, 2e9) == -1
    log = Step(1 / 16, logarithmic=True)
    assert worst_in_steps(pair([1.0, 1.0], [1.0, 0.0]), log, 2.0, math.inf) == 1


# --- the line ----------------------------------------------------------------------------------


@given(
    st.integers(2, 400),
    st.floats(-4, 4),
    st.floats(-3, 3),
    st.floats(0, 0.5),
    st.integers(0, 99),
)
@settings(max_examples=80, deadline=None)
def test_the_line_is_numpys_least_squares(count, gain, offset, noise, seed):
    random = np.random.default_rng(seed)
    left = random.normal(0.5, 2, count)
    right = gain * left + offset + random.normal(0, noise, count)
    left = np.append(left, [np.nan, 1.0])
    right = np.append(right, [1.0, np.inf])
    found = best_fit(pair(left, right))
    a, b = finite(left, right)
    (slope, at_zero), *_ = np.linalg.lstsq(np.stack([a, np.ones(count)], 1), b, rcond=None)
    assert found.elements == count
    np.testing.assert_allclose([found.gain, found.offset], [slope, at_zero], atol=1e-9)
    after = b - slope * a - at_zero
    np.testing.assert_allclose(found.rmse_after, np.sqrt((after**2).mean()), atol=1e-9)
    np.testing.assert_allclose(found.rmse_before, np.sqrt(((a - b) ** 2).mean()), rtol=1e-9)
    line = slope * a + at_zero
    size = np.linalg.norm(line) * np.linalg.norm(b)
    if size > 1e-9:
        np.testing.assert_allclose(found.cosine_after, line @ b / size, atol=1e-9)
    if found.rmse_before > 1e-9:
        share = 1 - (after @ after) / ((a - b) @ (a - b))
        np.testing.assert_allclose(found.share_explained, max(share, 0), atol=1e-6)


def test_codes_are_fitted_as_the_numbers_they_stand_for():
    random = np.random.default_rng(0)
    codes = random.integers(-9000, 9000, PIECE + 3).astype(np.int32)
    left = codes / 4096 * 2 + 0.25
    found = best_fit(Elements(Values(left), Values(codes, 2.0**-12, codes, 8)))
    assert found.gain == pytest.approx(0.5, rel=1e-12)
    assert found.offset == pytest.approx(-0.125, rel=1e-9)
    assert found.rmse_after < 1e-12
    assert found.cosine_after == pytest.approx(1.0)
    assert found.share_explained == pytest.approx(1.0)


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_the_size_of_the_numbers_changes_no_gain(scale):
    random = np.random.default_rng(6)
    left = random.normal(size=100)
    right = 0.75 * left + random.normal(0, 0.01, 100)
    plain, scaled = best_fit(pair(left, right)), best_fit(pair(left * scale, right * scale))
    assert scaled.gain == pytest.approx(plain.gain, rel=1e-12)
    assert scaled.offset / scale == pytest.approx(plain.offset, rel=1e-9)
    assert scaled.rmse_after / scale == pytest.approx(plain.rmse_after, rel=1e-9)
    assert scaled.share_explained == pytest.approx(plain.share_explained, rel=1e-9)
    apart = best_fit(pair(left, right * scale))
    assert apart.gain / scale == pytest.approx(plain.gain, rel=1e-9)


@pytest.mark.parametrize(
    ("size", "error"), [(1e200, 1.0), (1e200, 1e-150), (1.0, 1e-170), (1.0, 1e-300), (1e130, 1e-70)]
)
def test_an_error_that_is_nothing_beside_the_sides_is_not_explained_away(size, error):
    """Two of three are equal on both sides, the others off by far less than any line is known to.

    The oracle is in whole numbers of 2^−1074: the least squares of all lines, and those of R = L.
    """
    random = np.random.default_rng(4)
    left = np.ldexp(random.choice([-1.0, 1.0], 90), math.frexp(size)[1])
    left[::3] = 0.0
    right = left.copy()
    right[::3] = error * random.standard_normal(30)
    found = best_fit(pair(left, right))
    lefts, rights = (
        [int(Fraction(float(one)) * 2**1074) for one in side] for side in (left, right)
    )
    plain = sum((one - other) ** 2 for one, other in zip(lefts, rights, strict=True))
    scale = math.sqrt(Fraction(plain, 90 * int(Fraction(error) * 2**1074) ** 2)) * error
    assert found.rmse_before == pytest.approx(scale, rel=1e-9)
    # Centred, and so many times as large, everything is whole.
    a, b = ([90 * one - sum(side) for one in side] for side in (lefts, rights))
    ll, lr, rr = (sum(map(operator.mul, *two)) for two in ((a, a), (a, b), (b, b)))
    least = Fraction(rr * ll - lr * lr, ll * 90**2)
    after = found.rmse_after / found.rmse_before
    assert math.sqrt(least / plain) * (1 - 1e-9) <= after <= 1.0
    assert found.gain == pytest.approx(1.0, rel=1e-12)
    assert 0.0 <= found.share_explained <= float(1 - least / plain) + 1e-9


def test_a_line_that_leaves_vanishing_squares_is_measured_all_the_same():
    """R = 2·L but for a few small numbers, whose squares are nothing beside those of the rest."""
    left = np.array([1.0, -1.0, 0.0, 0.0] * 8)
    right = 2.0 * left
    right[2::4], right[3::4] = 1e-170, -1e-170
    found = best_fit(pair(left, right))
    assert (found.gain, found.offset) == (2.0, 0.0)
    assert found.rmse_after == pytest.approx(1e-170 * math.sqrt(0.5), rel=1e-12)


def test_a_constant_left_side_has_no_line():
    found = best_fit(pair(np.full(5, 0.1), np.arange(5)))
    assert not found.is_determined
    assert math.isnan(found.offset)
    assert math.isnan(found.share_explained)
    expected = np.sqrt(np.mean((np.arange(5) - 0.1) ** 2))
    assert found.rmse_before == pytest.approx(expected)
    assert not best_fit(pair([3.0], [4.0])).is_determined


def test_a_constant_right_side_has_a_flat_one():
    found = best_fit(pair(np.arange(5), np.full(5, 0.1)))
    assert (found.gain, found.offset) == (0.0, pytest.approx(0.1))
    assert found.rmse_after == pytest.approx(0.0, abs=1e-15)


def test_equal_sides_have_nothing_to_explain():
    found = best_fit(pair(np.arange(5), np.arange(5)))
    assert found.gain == pytest.approx(1.0)
    assert math.isnan(found.share_explained)
    assert best_fit(pair([np.nan], [1.0])) is None
    assert best_fit(pair([], [])) is None


# --- shapes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("16×8×8", (16, 8, 8)),
        (" 16 x 8 X 8 ", (16, 8, 8)),
        ("16,8,8", (16, 8, 8)),
        ("16*64", (16, 64, 1)),
        ("1024", (1024, 1, 1)),
    ],
)
def test_a_shape_is_read_as_people_write_it(text, shape):
    assert parse_shape(text, 1024) == shape


@pytest.mark.parametrize("text", ["", "a×b", "0×1×1", "1×2×3×4", "-16×8×8", "1.5×2", "9" * 400])
def test_what_is_no_shape_is_refused(text):
    with pytest.raises(CosightError, match="channels×height×width"):
        parse_shape(text, 1024)


def test_another_count_is_named():
    with pytest.raises(CosightError, match="16×8×9 are 1,152 elements, and there are 1,024"):
        parse_shape("16×8×9", 1024)


@given(st.integers(1, 3000))
@settings(max_examples=100, deadline=None)
def test_every_shape_that_is_offered_fits_and_is_offered_once(count):
    offered = offered_shapes(count)
    assert all(math.prod(shape) == count for shape in offered)
    assert len(set(offered)) == len(offered) <= 24
    assert (count, 1, 1) in offered
    assert [parse_shape(shape_text(shape), count) for shape in offered] == offered


def test_square_planes_come_first():
    assert offered_shapes(4096)[0] == (16, 16, 16)
    assert offered_shapes(3 * 640 * 640)[:40].count((3, 640, 640)) == 1
    assert offered_shapes(20_000_000)[0][1] == offered_shapes(20_000_000)[0][2]


@pytest.mark.parametrize(
    "count",
    [
        lambda e, w: magnitudes(e, w),
        lambda e, w: step_counts(e, Step(1.0), w),
        lambda e, w: best_fit(e, w),
    ],
)
def test_a_count_stops_when_it_is_told_to_and_says_how_far_it_is(count):
    ramp = np.arange(3.0 * PIECE)
    elements = pair(ramp, ramp + 1)
    heard = []
    count(elements, Walk(report=heard.append))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    heard.clear()
    with pytest.raises(Cancelled):
        count(elements, Walk(lambda: len(heard) >= 2, heard.append))
    assert len(heard) == 2
