"""The sums of the one pass over a pair's numbers, against NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from core.comparison.findings import kernel_places as places
from core.comparison.findings.facts import Facts, Half, Numbers, kernels
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


def test_cosines_of_places() -> None:
    random = np.random.default_rng(3)
    left, right = random.standard_normal(200), random.standard_normal(200)
    lefts, rights = random.integers(0, 200, (2, 3, 90))
    rights[1] = lefts[1]
    right[lefts[1]] = left[lefts[1]] + 0.1
    found = np.empty(3)
    largest = kernels().cosines(left, right, lefts, rights, 0.2, -0.1, 40, 0.6, found)

    def cosine(move: int, count: int) -> float:
        a, b = left[lefts[move, :count]] - 0.2, right[rights[move, :count]] + 0.1
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    # What is hopeless after the first 40 places is not looked at further.
    counts = [90 if cosine(move, 40) >= 0.6 else 40 for move in range(3)]
    assert counts == [40, 90, 40]
    assert found == pytest.approx([cosine(move, count) for move, count in enumerate(counts)])
    assert largest == found.max()
