"""The sums of the one pass over a pair's numbers, against NumPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.comparison.findings import kernel_places as places
from core.comparison.findings import kernels_of_moves, kernels_of_parts, kernels_of_steps
from core.comparison.findings.arrangement import _moves
from core.comparison.findings.facts import Cause, Facts, Half, Numbers, kernels
from core.comparison.metrics import measure
from core.comparison.model import Severity
from core.dumps.model import Values

SHAPES = [(1, 1, 1), (5, 1, 1), (300, 2, 2), (64, 5, 7), (3, 32, 32), (2, 33, 70), (1, 90, 100)]
"""Channels far smaller and larger than what is looked at together."""


def sides(shape: tuple[int, int, int], kind: str) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(sum(shape))
    left = random.standard_normal(shape)
    right = np.rint((left + 0.3 * random.standard_normal(shape)) * 64)
    if kind == "rectified":
        left, right = np.maximum(left, 0.0), np.maximum(right, 0.0)
    if kind == "constant channel":
        right[shape[0] // 2] = -7.0
    if kind == "signed zeros":
        left, right = left * 0.0, right * -0.0
    return left, right


def numbers_of(left: Half, right: Half, shape: tuple[int, int, int]) -> Numbers:
    values = [half.codes * half.scale if len(half.codes) else half.values for half in (left, right)]
    metrics = measure(Values(values[0]), Values(values[1])).metrics
    assert metrics is not None
    return Numbers(left, right, Facts(metrics, len(left.values), Severity.BAD, shape))


@pytest.mark.parametrize("kind", ["plain", "rectified", "constant channel", "signed zeros"])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_all_sums(shape: tuple[int, int, int], kind: str) -> None:
    left, codes = sides(shape, kind)
    right = codes / 64
    errors = np.square(right - left)
    half = Half(np.full(right.size, np.nan), codes.astype(np.int32).ravel(), 1 / 64)
    numbers = numbers_of(Half(left.ravel().copy()), half, shape)
    assert np.array_equal(numbers.right, right.ravel())
    assert np.array_equal(numbers.left, left.ravel())
    sums = numbers.sums
    assert numbers.error == sums[places.ERROR] == pytest.approx(errors.sum(), rel=1e-12)
    border = min(3, min(shape[1:]) // 4)
    inner = errors[:, border : shape[1] - border, border : shape[2] - border]
    assert sums[places.INNER] == pytest.approx(inner.sum(), rel=1e-12)
    by_channel = errors.sum(axis=(1, 2))
    assert sums[places.WORST_CHANNEL] == pytest.approx(by_channel.max(), rel=1e-12)
    is_constant = np.ptp(right, axis=(1, 2)) == 0.0
    assert sums[places.CONSTANT_ERROR] == pytest.approx(by_channel[is_constant].sum(), rel=1e-12)
    offsets = (right - left).sum(axis=(1, 2))
    assert sums[places.OFFSETS] == pytest.approx(np.square(offsets).sum(), rel=1e-9)
    for side, (least, most, at_least, at_most) in (
        (left, (places.LEFT_MIN, places.LEFT_MAX, places.AT_LEFT_MIN, places.AT_LEFT_MAX)),
        (right, (places.RIGHT_MIN, places.RIGHT_MAX, places.AT_RIGHT_MIN, places.AT_RIGHT_MAX)),
    ):
        assert (sums[least], sums[most]) == (side.min(), side.max())
        assert sums[at_least] == (side == side.min()).sum()
        assert sums[at_most] == (side == side.max()).sum()
    found = numbers.by_channel
    assert found[:, places.CHANNEL_ERRORS] == pytest.approx(by_channel, rel=1e-12)
    assert found[:, places.CHANNEL_OFFSETS] == pytest.approx(offsets, rel=1e-9)
    assert found[:, places.CHANNEL_SIGNAL] == pytest.approx(np.square(left).sum(axis=(1, 2)))
    assert np.array_equal(found[:, places.CHANNEL_VARIES] == 0.0, is_constant)
    assert numbers.plane == pytest.approx(errors.sum(axis=0), rel=1e-12)


def closest(values: np.ndarray) -> float:
    other = np.arange(float(values.size))
    half = Half(values.astype(float).ravel())
    numbers = numbers_of(half, Half(other), (1, 1, values.size))
    return numbers.sums[places.LEFT_CLOSEST]


def test_how_close_values_come() -> None:
    random = np.random.default_rng(2)
    assert closest(random.integers(-20, 20, 900) * 0.25) == 0.25
    assert closest(np.full(50, 0.1)) == np.inf
    # Rounding of float32 makes no two values of one.
    assert closest(np.resize([0.3, 0.3 * (1 + 1e-8), 0.7], 60)) == pytest.approx(0.4)
    assert 0.0 < closest(random.standard_normal(900)) < 0.1
    assert closest(np.array([5.0, -3.0])) == 8.0


def test_without_a_sign() -> None:
    left, right = (side.ravel() for side in sides((4, 9, 9), "plain"))
    negative, left_over = kernels().unsigned(np.abs(right), left)
    assert negative == (left < 0).sum()
    assert left_over == pytest.approx(np.square(np.abs(right) - np.abs(left)).sum())


def test_values_that_a_side_takes() -> None:
    random = np.random.default_rng(9)
    values = random.integers(-9, 10, 700) * 0.5
    found, counts = np.empty(40), np.zeros(40, np.int64)
    taken, expected = np.unique(values, return_counts=True)
    count = kernels_of_steps.levels(values, 0.4, found, counts)
    assert found[:count].tolist() == taken.tolist()
    assert counts[:count].tolist() == expected.tolist()
    counts[:] = 0
    assert kernels_of_steps.levels(values, 0.6, found, counts) == 0
    assert kernels_of_steps.levels(values, 0.4, np.empty(18), np.zeros(18, np.int64)) == 0


@pytest.mark.parametrize("origin", [0.0, 0.2])
def test_what_rounding_leaves(origin: float) -> None:
    random = np.random.default_rng(10)
    step, other = 0.7, random.standard_normal(900)
    other[::50] = origin - 2 * step + 1e-9  # on a level but for its last digits
    x = (other - origin) / step
    nearest = np.rint(x)
    is_on = np.abs(x - nearest) <= 0.02
    ways = [nearest, np.where(is_on, nearest, np.floor(x)), np.where(is_on, nearest, np.trunc(x))]
    stepped = origin + step * np.rint((other + 0.1 * random.standard_normal(900) - origin) / step)
    levels = np.rint((stepped - origin) / step)
    usual = np.bincount((levels - levels.min()).astype(int)).argmax() + levels.min()
    sums, density = np.zeros((places.MODES, places.OF_MODE)), np.zeros(places.OF_DENSITY)
    kernels_of_steps.rounding(
        stepped, other, step, origin, 0.02, origin + usual * step, sums, density
    )
    for mode, taken in enumerate(ways):
        left_over = origin + taken * step - other
        assert sums[mode, places.LEFT_OVER] == pytest.approx(left_over @ left_over)
        assert sums[mode, places.LIKENESS] == pytest.approx(left_over @ (stepped - other))
        unusual = (levels != usual) | (taken != usual)
        assert sums[mode, places.UNUSUAL] == unusual.sum()
        assert sums[mode, places.AGREED] == (unusual & (levels == taken)).sum()
    off = np.abs(x - nearest)[nearest != usual]
    assert density[places.BESIDE] == ((off > 0.02) & (off <= 0.12)).sum()
    assert density[places.BETWEEN] == (off > 0.4).sum()


def place_of(cause: Cause, left: np.ndarray) -> np.ndarray:
    """What the right file holds where the cause is all there is; NaN where nobody knows."""
    evidence = cause.evidence
    if cause.code in ("layout_swapped", "transposed"):
        axes = ["CHW".index(letter) for letter in evidence["order"]]
        if evidence["side"] == "right":
            return left.transpose(axes).reshape(left.shape)
        grid = [left.shape[axis] for axis in axes]
        return left.reshape(grid).transpose(np.argsort(axes)).reshape(left.shape)
    if cause.code == "shifted":
        down, along = evidence["rows_down"], evidence["columns_right"]
        return np.roll(left, (down, along), axis=(1, 2))
    turns = {
        "channels_reversed": left[::-1],
        "mirrored": left[:, :, ::-1],
        "upside_down": left[:, ::-1],
        "rotated": np.rot90(left, -evidence.get("degrees", 0) // 90, axes=(1, 2)),
    }
    return turns[cause.code].reshape(left.shape)


@pytest.mark.parametrize(
    "shape", [(6, 9, 12), (1, 8, 8), (4, 1, 30), (64, 1, 1), (5, 20, 1), (3, 4, 4)], ids=str
)
def test_each_move_is_what_it_says(shape: tuple[int, int, int]) -> None:
    left = np.random.default_rng(4).standard_normal(shape)
    causes, maps = _moves(shape)
    somewhere = np.random.default_rng(5).random((300, 3))
    told = set()
    for at, cause in enumerate(causes):
        right = np.ascontiguousarray(place_of(cause, left))
        found = np.empty((len(causes), places.OF_MOVE))
        args = left.ravel(), right.ravel(), 0.2, -0.1, maps, somewhere, 300, -2.0, True, found
        largest = kernels_of_moves.cosines(*args)
        assert found[at, places.COSINE] == pytest.approx(1.0)
        assert largest == pytest.approx(1.0)
        assert found[at, places.USED] == 300
        if cause.code != "shifted":
            # Which of the places are looked at is left to chance.
            expected = np.corrcoef(left.ravel(), right.ravel())[0, 1]
            assert found[at, places.UNMOVED] == pytest.approx(expected, abs=0.35)
        told.add(right.tobytes())
    # No move twice, and none that leaves all where it is.
    assert len(told) == len(causes)
    assert left.tobytes() not in told


def test_cosines_of_places() -> None:
    random = np.random.default_rng(3)
    left, right = random.standard_normal((2, 5, 6, 7))
    maps = _moves((5, 6, 7)).maps
    reverse = np.arange(len(maps))[::-1]
    somewhere = random.random((90, 3))
    right += 0.8 * left[:, :, ::-1]
    found = np.empty((len(maps), places.OF_MOVE))
    pair = left.ravel(), right.ravel()
    kernels_of_moves.cosines(*pair, 0.0, 0.0, maps, somewhere, 40, 0.4, False, found)

    def cosine(move: int, count: int) -> float:
        lengths, (l0, *ls), (r0, *rs) = maps[move, :3], maps[move, 3:7], maps[move, 7:]
        at = (somewhere[:count] * lengths).astype(int)
        return float(np.corrcoef(left.ravel()[l0 + at @ ls], right.ravel()[r0 + at @ rs])[0, 1])

    # What is hopeless after the first 40 places is not looked at further.
    counts = [90 if cosine(move, 40) >= 0.4 else 40 for move in range(len(maps))]
    assert {40, 90} == set(counts)
    assert found[:, places.USED].tolist() == counts
    expected = [cosine(move, count) for move, count in enumerate(counts)]
    assert found[:, places.COSINE] == pytest.approx(expected)
    # Whatever was looked at before.
    again = np.empty_like(found)
    kernels_of_moves.cosines(*pair, 3.0, -2.0, maps[reverse], somewhere, 40, 0.4, False, again)
    assert again[:, places.COSINE] == pytest.approx(found[reverse, places.COSINE])


def test_places_behind_the_numbers_are_left_out() -> None:
    left = np.random.default_rng(6).standard_normal((6, 8, 9))
    causes, maps = _moves(left.shape)
    at = [cause.code for cause in causes].index("channels_reversed")
    found = np.empty((1, places.OF_MOVE))
    somewhere = np.random.default_rng(7).random((600, 3))
    beginning = left[:4].ravel().copy()
    kernels_of_moves.cosines(
        beginning, left[::-1][:4].ravel().copy(), 0.0, 0.0, maps[at : at + 1], somewhere, 600, -2.0,
        True, found,
    )  # fmt: skip
    channels = (somewhere[:, 0] * 6).astype(int)
    assert found[0, places.USED] == ((channels >= 2) & (channels < 4)).sum()
    assert found[0, places.COSINE] == pytest.approx(1.0)


@pytest.mark.parametrize("shape", [(1, 1, 1), (4, 5, 7), (32, 3, 3)], ids=str)
def test_dead_lines(shape: tuple[int, int, int]) -> None:
    random = np.random.default_rng(2)
    for _ in range(50):
        pair = random.normal(size=(2, *shape))
        for values in pair:
            values[random.random(shape[0]) < 0.3] = 0.0
            values[:, random.random(shape[1]) < 0.3] = -0.0
            values[:, :, random.random(shape[2]) < 0.3] = 0.0
        flags = np.ones((2, sum(shape)), np.bool_)
        alone = np.ones(3, np.int64)
        kernels_of_parts.dead_lines(*map(np.ravel, pair), *shape[1:], flags, alone)
        wanted = [(pair == 0.0).all(axis=axes) for axes in ((2, 3), (1, 3), (1, 2))]
        assert np.array_equal(flags, np.concatenate(wanted, axis=1))
        assert alone.tolist() == [np.count_nonzero(kind[0] != kind[1]) for kind in wanted]


@pytest.mark.parametrize("channels", [4, 16, 40])
def test_are_like_others(channels: int) -> None:
    random = np.random.default_rng(channels)
    answers = set()
    for _ in range(200):
        left = random.normal(size=(channels, 12))
        right = left + random.choice([0.1, 0.5, 2.0]) * random.normal(size=left.shape)
        if random.random() < 0.3:
            right[[0, 2]] = right[[2, 0]]
        sums = np.zeros((channels, places.OF_CHANNEL))
        sums[:, places.CHANNEL_ERRORS] = errors = np.square(right - left).sum(axis=1)
        least = random.choice([0.2, 0.9]) * errors.sum()
        at, worst = random.permutation(12)[:7], np.zeros(min(channels, 16), np.int64)
        numbers = left.ravel(), right.ravel()
        found = kernels_of_parts.are_like_others(*numbers, sums, at, least, 0.35, worst)
        wanted = np.argsort(-errors)[: len(worst)]
        assert worst.tolist() == wanted.tolist()
        apart = np.square(right[wanted][:, None, at] - left[wanted][None, :, at]).sum(axis=2)
        own = np.diagonal(apart).copy()
        np.fill_diagonal(apart, np.inf)
        alike = np.count_nonzero((apart <= 0.35 * own[:, None]).any(axis=1))
        is_like = errors[wanted].sum() >= least and alike >= 2
        assert found == is_like
        answers.add(bool(found))
    assert answers == {False, True}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.data())
def test_the_channels_with_the_largest_error_come_first(errors, data):
    """The order is that of a stable sort, so that of two alike the earlier one is taken."""
    few = data.draw(st.integers(1, len(errors)))
    by_channel = np.zeros((len(errors), places.OF_CHANNEL))
    by_channel[:, places.CHANNEL_ERRORS] = errors
    worst, numbers = np.full(few, -1, np.int64), np.zeros(len(errors))
    expected = np.argsort(-by_channel[:, places.CHANNEL_ERRORS], kind="stable")[:few]
    carried = sum(sorted(errors)[-few:])
    for least in (carried, carried + 1):
        kernels_of_parts.are_like_others(
            numbers, numbers, by_channel, np.zeros(0, np.int64), least, -1.0, worst
        )
        assert worst.tolist() == expected.tolist()
