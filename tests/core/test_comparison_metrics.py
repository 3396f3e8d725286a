"""Metrics against a float64 NumPy reference that shares no code with them."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from core.comparison.metrics import ORDINARY, Moments, fitting_units, measure, measured, warm_up
from core.comparison.model import METRIC_NAMES, NonFinite
from core.dumps.model import Values

Floats = NDArray[np.float64]

floats = st.floats(width=32, allow_nan=True, allow_infinity=True)
finite_floats = st.floats(width=32, allow_nan=False, allow_infinity=False)


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    warm_up()


def decimal(numbers: object) -> Values:
    return Values(np.asarray(numbers, np.float32))


def fixed(numbers: object) -> Values:
    return Values(np.asarray(numbers, np.int32), 2.0**-12)


def reference(left: Floats, right: Floats) -> dict[str, float]:
    """The formulas, written down a second time."""
    difference = left - right
    left_norm, right_norm = np.linalg.norm(left), np.linalg.norm(right)
    error_norm = np.linalg.norm(difference)
    centred_left, centred_right = left - left.mean(), right - right.mean()
    flat_left, flat_right = np.ptp(left) == 0, np.ptp(right) == 0
    return {
        "cosine_similarity": 1.0
        if left_norm == right_norm == 0
        else 0.0
        if left_norm == 0 or right_norm == 0
        else float(np.dot(left / left_norm, right / right_norm)),
        "max_absolute_error": float(np.abs(difference).max()),
        "relative_euclidean_distance": 0.0
        if error_norm == 0
        else math.inf
        if left_norm == 0
        else float(error_norm / left_norm),
        "left_mean": float(left.mean()),
        "left_std": 0.0 if flat_left else float(left.std()),
        "right_mean": float(right.mean()),
        "right_std": 0.0 if flat_right else float(right.std()),
        "mean_absolute_error": float(np.abs(difference).mean()),
        "root_mean_square_error": float(np.sqrt(np.mean(difference**2))),
        "sqnr_db": math.inf
        if error_norm == 0
        else -math.inf
        if left_norm == 0
        else 20 * math.log10(left_norm / error_norm),
        "centred_cosine": 1.0
        if flat_left and flat_right
        else 0.0
        if flat_left or flat_right
        else float(
            np.dot(
                centred_left / np.linalg.norm(centred_left),
                centred_right / np.linalg.norm(centred_right),
            )
        ),
    }


def check(left: Values, right: Values, places: NDArray[np.bool_] | slice = slice(None)) -> None:
    metrics = measure(left, right).metrics
    assert metrics is not None
    a, b = left.as_float()[places], right.as_float()[places]
    largest = max(np.abs(a).max(), np.abs(b).max())
    # What cancels out in the reference itself is known no better than this.
    noise = {
        "left_mean": 1e-14 * largest,
        "right_mean": 1e-14 * largest,
        "cosine_similarity": 1e-9,
        "centred_cosine": 1e-6,
        "sqnr_db": 1e-6,
    }
    expected = reference(a, b)
    assert set(expected) == set(METRIC_NAMES)
    for name, value in expected.items():
        got = getattr(metrics, name)
        assert got == pytest.approx(value, rel=1e-6, abs=noise.get(name, 0.0)), name
    index = metrics.max_error_index
    assert abs(left.as_float()[index] - right.as_float()[index]) == metrics.max_absolute_error


@st.composite
def two_sides(draw: st.DrawFn) -> tuple[Values, Values]:
    size = draw(st.integers(1, 60))

    def side() -> Values:
        if draw(st.booleans()):
            return decimal(draw(hnp.arrays(np.float32, size, elements=finite_floats)))
        whole = st.integers(-(2**31), 2**31 - 1)
        return fixed(draw(hnp.arrays(np.int32, size, elements=whole)))

    return side(), side()


@given(two_sides())
@settings(max_examples=150, deadline=None)
def test_agrees_with_numpy(sides: tuple[Values, Values]) -> None:
    check(*sides)


@pytest.mark.parametrize("size", [1, 1023, 1024, 1025, 100_003])
@pytest.mark.parametrize("mean", [0.0, 1e6, -3e30])
def test_long_arrays_far_from_zero(size: int, mean: float) -> None:
    random = np.random.default_rng(size)
    spread = max(1.0, abs(mean) * 1e-6)
    left = decimal(mean + spread * random.standard_normal(size))
    right = decimal(left.numbers + spread / 3 * random.standard_normal(size))
    check(left, right)


def test_fixed_against_decimal_uses_the_scale() -> None:
    result = measure(fixed([4096, -2048]), decimal([1.0, -0.5]))
    assert result.metrics is not None
    assert result.metrics.max_absolute_error == 0.0
    assert result.metrics.left_mean == 0.25


def test_most_negative_fixed_number_does_not_wrap() -> None:
    check(fixed([-(2**31), 2**31 - 1]), fixed([2**31 - 1, -(2**31)]))


def test_largest_floats_do_not_overflow() -> None:
    largest = np.finfo(np.float32).max
    check(decimal([largest] * 3000), decimal([-largest, largest, 1.0] * 1000))


def test_smallest_floats_are_not_zero() -> None:
    least = np.float32(1e-45)
    metrics = measure(decimal([least, least]), decimal([least, 0.0])).metrics
    assert metrics is not None
    assert metrics.cosine_similarity == pytest.approx(math.sqrt(0.5))
    assert metrics.relative_euclidean_distance == pytest.approx(math.sqrt(0.5))


@pytest.mark.parametrize(
    ("left", "right", "cosine", "distance", "sqnr", "centred"),
    [
        ([0, 0], [0, 0], 1.0, 0.0, math.inf, 1.0),
        ([0, 0], [1, 2], 0.0, math.inf, -math.inf, 0.0),
        ([1, 2], [0, 0], 0.0, 1.0, 0.0, 0.0),
        ([0.1] * 3, [0.7] * 3, 1.0, 6.0, -20 * math.log10(6), 1.0),
        ([1, 2, 3], [11, 12, 13], None, None, None, 1.0),
        ([1, -1], [-1, 1], -1.0, 2.0, -20 * math.log10(2), -1.0),
    ],
)
def test_zeros_constants_and_offsets(
    left: list[float],
    right: list[float],
    cosine: float | None,
    distance: float | None,
    sqnr: float | None,
    centred: float,
) -> None:
    metrics = measure(decimal(left), decimal(right)).metrics
    assert metrics is not None
    assert metrics.centred_cosine == pytest.approx(centred)
    if cosine is not None:
        assert metrics.cosine_similarity == pytest.approx(cosine)
        assert metrics.relative_euclidean_distance == pytest.approx(distance)
        assert metrics.sqnr_db == pytest.approx(sqnr)


def test_lengths_differ() -> None:
    result = measure(decimal([1, 2]), decimal([1, 2, 3]))
    assert result.metrics is None
    assert result.elements == 0


@given(st.integers(1, 3000), st.data())
@settings(max_examples=60, deadline=None)
def test_non_finite_is_counted_and_the_rest_still_measured(size: int, data: st.DataObject) -> None:
    random = np.random.default_rng(size)
    arrays = [random.standard_normal(size).astype(np.float32) for _ in range(2)]
    odd = st.sampled_from([math.nan, math.inf, -math.inf])
    for array in arrays:
        for place, value in data.draw(st.dictionaries(st.integers(0, size - 1), odd)).items():
            array[place] = value
    left, right = (decimal(array) for array in arrays)
    result = measure(left, right)
    for array, found in zip(arrays, (result.left_non_finite, result.right_non_finite), strict=True):
        places = np.flatnonzero(~np.isfinite(array))
        assert found == NonFinite(
            int(np.isnan(array).sum()),
            int(np.isinf(array).sum()),
            int(places[0]) if len(places) else -1,
        )
    a, b = arrays
    both = np.isfinite(a) & np.isfinite(b)
    alike = both | (np.isnan(a) & np.isnan(b)) | (np.isinf(a) & (a == b))
    assert result.one_sided == (not alike.all())
    assert result.elements == size
    if both.any():
        check(left, right, both)
    else:
        assert result.metrics is None


@given(hnp.arrays(np.float64, 3000, elements=floats))
@settings(max_examples=20, deadline=None)
def test_pieces_added_one_by_one_are_the_whole(numbers: NDArray[np.float64]) -> None:
    """To the last bit where pieces end with a block, as the engine's do."""
    left, right = numbers, numbers[::-1].copy()
    moments = Moments.empty()
    for start, stop in pairwise([0, 1024, 2048, 3000]):
        moments.add(left[start:stop], 1.0, right[start:stop], 1.0, start)
    whole = measure(Values(left), Values(right))
    assert repr(measured(moments, 3000)) == repr(whole)


@given(hnp.arrays(np.float32, 200, elements=floats), st.lists(st.integers(0, 200), max_size=5))
@settings(max_examples=60, deadline=None)
def test_ranges_merge_into_the_whole(numbers: NDArray[np.float32], cuts: list[int]) -> None:
    left, right = decimal(numbers), decimal(numbers[::-1].copy())
    whole = measure(left, right)
    borders = [0, *sorted(cuts), 200]
    moments = Moments.empty()
    for start, stop in pairwise(borders):
        part = Moments.empty()
        part.add(left.as_float(start, stop), 1.0, right.as_float(start, stop), 1.0, start)
        moments = moments.merged(part)
    merged = measured(moments, 200)
    assert merged.left_non_finite == whole.left_non_finite
    assert merged.right_non_finite == whole.right_non_finite
    assert merged.one_sided == whole.one_sided
    assert (merged.metrics is None) == (whole.metrics is None)
    if merged.metrics is not None and whole.metrics is not None:
        assert merged.metrics.max_error_index == whole.metrics.max_error_index
        largest = float(np.abs(numbers[np.isfinite(numbers)]).max(initial=0))
        for name in METRIC_NAMES:
            got, expected = getattr(merged.metrics, name), getattr(whole.metrics, name)
            noise = 1e-13 * largest if name.endswith("mean") else 1e-9
            assert got == pytest.approx(expected, rel=1e-9, abs=noise), name


def test_read_only_numbers_are_measured() -> None:
    numbers = np.frombuffer(np.float32([1, 2, 3]).tobytes(), np.float32)
    metrics = measure(Values(numbers), Values(numbers)).metrics
    assert metrics is not None
    assert metrics.cosine_similarity == pytest.approx(1.0)


@pytest.mark.parametrize("size", [1e300, 1e200, 1e-200, 1e-300])
def test_squares_beyond_float64_are_measured_all_the_same(size: float) -> None:
    random = np.random.default_rng(5)
    left = random.standard_normal(3000)
    right = left + 0.01 * random.standard_normal(3000)
    plain = measure(Values(left), Values(right)).metrics
    extreme = measure(Values(left * size), Values(right * size)).metrics
    assert plain is not None
    assert extreme is not None
    for name in ("cosine_similarity", "relative_euclidean_distance", "sqnr_db", "centred_cosine"):
        assert getattr(extreme, name) == pytest.approx(getattr(plain, name), rel=1e-9)
    for name in ("max_absolute_error", "left_std", "right_mean", "root_mean_square_error"):
        assert getattr(extreme, name) == pytest.approx(getattr(plain, name) * size, rel=1e-9)


@pytest.mark.parametrize(
    ("weights", "cosine"), [((99, 14, 1, 1, 1), 0.99), ((19, 6, 1, 1, 1), 0.95)]
)
def test_a_cosine_on_the_boundary_is_the_boundary(weights: tuple[int, ...], cosine: float) -> None:
    """L·R / (‖L‖‖R‖) is rational here; 0.99 is good and 0.95 is bad, not one step beside."""
    random = np.random.default_rng(11)
    for step in range(1, 40):
        order = random.permutation(250)
        left = np.tile([1, 0, 0, 0, 0], 50)[order] * step
        right = np.tile(weights, 50)[order] * step
        for one, other in ((left, right), (left / 4096, right / 4096)):
            metrics = measure(Values(one.astype(np.float64)), Values(other * 1.0)).metrics
            assert metrics is not None
            assert metrics.cosine_similarity == cosine


def test_equal_sides_have_cosine_one() -> None:
    random = np.random.default_rng(2)
    for _ in range(200):
        values = Values(random.standard_normal(97))
        metrics = measure(values, values).metrics
        assert metrics is not None
        assert metrics.cosine_similarity == 1.0
        assert metrics.centred_cosine == 1.0


@pytest.mark.parametrize(
    ("left_size", "right_size"),
    [
        (1e-200, 1.0),
        (1.0, 1e-200),
        (1.0, 1e-310),
        (1e200, 1.0),
        (1e-70, 1e-140),
        (1e160, 1e-160),
        (1e-308, 1e300),
        (1.0, 1e-61),
        (1.0, 1e-59),
    ],
)
def test_squares_that_vanish_on_one_side_only(left_size: float, right_size: float) -> None:
    """Against fractions, which have no range to leave."""
    random = np.random.default_rng(6)
    left = random.standard_normal(200) * left_size
    right = (random.standard_normal(200) + left / left_size) * right_size
    agrees_exactly(left, right)


def agrees_exactly(left: Floats, right: Floats) -> None:
    metrics = measure(Values(left), Values(right)).metrics
    assert metrics is not None
    # What cancels out in a sum is known to the last bits of the largest.
    noise = {f"{side}_mean": 1e-14 * np.abs(numbers).max() for side, numbers in sides(left, right)}
    for name, value in exactly(left, right).items():
        found = getattr(metrics, name)
        if name == "sqnr_db":
            assert found == pytest.approx(value, rel=1e-12, abs=1e-9)
        elif "cosine" in name:
            assert found == pytest.approx(value, abs=1e-9), name
        else:
            assert found == pytest.approx(value, rel=1e-9, abs=noise.get(name, 1e-320)), name
    errors = np.abs(left / 2 - right / 2)
    assert errors[metrics.max_error_index] == errors.max()


def sides(left: Floats, right: Floats) -> tuple[tuple[str, Floats], tuple[str, Floats]]:
    return ("left", left), ("right", right)


@pytest.mark.parametrize(
    ("size", "error"),
    [
        (1e200, 1.0),
        (1e200, 1e-150),
        (1e200, 1e30),
        (1.0, 1e-170),
        (1.0, 1e-300),
        (1e-100, 1e-280),
        (1e308, 1e-308),
        (1e130, 1e-70),
        (1e-50, 1e110),
    ],
)
def test_an_error_whose_square_vanishes_beside_the_sides(size: float, error: float) -> None:
    """Against fractions. Large numbers equal on both sides, and small ones that are off."""
    random = np.random.default_rng(8)
    left, right = random.standard_normal((2, 1200))
    left, right = left * error, right * error
    equal = np.arange(1200) % 3 == 0
    left[equal] = right[equal] = random.uniform(0.5, 1.5, 400) * size
    agrees_exactly(left, right)
    agrees_exactly(right, left)


@pytest.mark.parametrize("largest", [1e298, 2.094e298, 1.2e299, -1e298])
def test_a_distance_whose_units_are_out_of_range_is_in_it(largest: float) -> None:
    left = 1e-10 * (1.0 + 0.01 * np.arange(100))
    right = np.full(100, 1e-100)
    right[0] = largest
    wanted = sum((Fraction(one) - Fraction(other)) ** 2 for one, other in zip(left, right))  # noqa: B905
    wanted /= sum(Fraction(one) ** 2 for one in left)
    # Its square is beyond float64's range.
    expected = math.sqrt(wanted / Fraction(10) ** 400) * 1e200
    measured = measure(Values(left), Values(right)).metrics
    assert measured is not None
    assert measured.relative_euclidean_distance == pytest.approx(expected, rel=1e-12)


def test_a_distance_at_the_low_end_of_float64_is_not_nothing() -> None:
    left, right = np.zeros(101), np.full(101, 1e-25)
    left[0] = right[0] = 1e299
    measured = measure(Values(left), Values(right)).metrics
    assert measured is not None
    # √100 · 1e-25 / 1e299: two of the smallest steps that there are.
    assert measured.relative_euclidean_distance == 1e-323


def test_a_distance_beyond_float64_is_infinite() -> None:
    measured = measure(Values(np.full(4, 1e-200)), Values(np.full(4, 1e200))).metrics
    assert measured is not None
    assert measured.relative_euclidean_distance == math.inf


@st.composite
def far_apart(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Numbers of any size; right ones that are equal, unlike, or off by an error of any size."""
    number = st.builds(
        math.ldexp, st.floats(1.0, 2.0) | st.floats(-2.0, -1.0), st.integers(-1000, 1021)
    )
    lefts = draw(st.lists(number | st.just(0.0), min_size=2, max_size=12))
    rights = []
    for left in lefts:
        other = draw(st.just(left) | number | st.just(0.0) | number.map(lambda one: left + one))  # noqa: B023
        rights.append(other)
    left, right = np.array(lefts), np.array(rights)
    assume(len(set(lefts)) > 1 and len(set(rights)) > 1 and (left != right).any())
    return left, right


@given(far_apart())
@settings(max_examples=150, deadline=None)
def test_numbers_of_any_size_agree_with_fractions(sides: tuple[Floats, Floats]) -> None:
    left, right = sides
    exact = exactly(left, right)
    # What no float64 can hold is for no metric to say.
    assume(all(one == 0.0 or 1e-300 < abs(one) < 1e300 for one in exact.values()))
    agrees_exactly(left, right)


def test_ordinary_pairs_are_summed_up_once() -> None:
    """The unit of errors is asked for only where float32 and 20.12 never are."""
    least, largest = np.float32(1e-45), np.finfo(np.float32).max
    for left, right in (
        ([1.0, 2.0], [1.0, 2.0]),
        ([1.0, least], [1.0, 0.0]),
        ([largest, least], [largest, -largest]),
        ([1.0, 0.0], [1.0, 2.0**-12]),
    ):
        moments = Moments.empty()
        moments.add(np.array(left, np.float64), 1.0, np.array(right, np.float64), 1.0, 0)
        assert fitting_units(moments) == ORDINARY


def exactly(left: Floats, right: Floats) -> dict[str, float]:
    """The formulas in whole numbers of 2^−1074, as every float64 is; roots with 60 digits."""
    lefts, rights = (
        [int(Fraction(float(one)) * 2**1074) for one in side] for side in (left, right)
    )
    count = len(lefts)
    errors = [a - b for a, b in zip(lefts, rights, strict=True)]
    # So many times as large, which leaves them whole.
    left_rest = [count * a - sum(lefts) for a in lefts]
    right_rest = [count * b - sum(rights) for b in rights]

    def product(one: list[int], other: list[int]) -> Decimal:
        return Decimal(sum(a * b for a, b in zip(one, other, strict=True)))

    def length(one: list[int]) -> Decimal:
        return product(one, one).sqrt()

    with localcontext() as context:
        context.prec, context.Emin, context.Emax = 60, -99_999, 99_999
        root, unit = Decimal(count).sqrt(), Decimal(2) ** -1074
        found = {
            "cosine_similarity": product(lefts, rights) / length(lefts) / length(rights),
            "centred_cosine": product(left_rest, right_rest)
            / length(left_rest)
            / length(right_rest),
            "max_absolute_error": max(map(abs, errors)) * unit,
            "mean_absolute_error": sum(map(abs, errors)) * unit / count,
            "root_mean_square_error": length(errors) / root * unit,
            "relative_euclidean_distance": length(errors) / length(lefts),
            "sqnr_db": 20 * (length(lefts) / length(errors)).log10(),
            "left_mean": sum(lefts) * unit / count,
            "right_mean": sum(rights) * unit / count,
            "left_std": length(left_rest) / root / count * unit,
            "right_std": length(right_rest) / root / count * unit,
        }
        return {name: float(value) for name, value in found.items()}
