"""What is named in pairs that are good by their cosine, but a little apart."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.faults import diagnosed, examined
from core.comparison.findings.facts import CLOSE
from core.comparison.model import Severity

Array = np.ndarray


@pytest.fixture
def layer() -> Array:
    """64 channels of one size, each of waves, with a little noise of all values."""
    random = np.random.default_rng(4)
    y, x = np.mgrid[:16, :16] / 16
    waves = [
        np.sin(9 * a * y + c) + np.cos(9 * b * x + d) for a, b, c, d in random.normal(size=(64, 4))
    ]
    values = np.array(waves)
    return values / np.sqrt(np.square(values).mean(axis=(1, 2), keepdims=True))


def noisy(values: Array, noise: float = 0.01) -> Array:
    return values + noise * np.random.default_rng(5).standard_normal(values.shape)


def distance(left: Array, right: Array) -> float:
    return float(np.linalg.norm(right - left) / np.linalg.norm(left))


def test_a_layer_that_is_clipped_a_little(layer: Array) -> None:
    bound = float(np.percentile(layer, 88))
    right = np.minimum(noisy(layer), bound)
    assert CLOSE < distance(layer, right) < 0.14
    cause, severity = diagnosed(layer, right)
    assert severity is Severity.GOOD
    assert cause is not None
    assert cause.code == "clipping"
    assert cause.evidence["upper"] == bound


def test_one_dead_channel_of_many(layer: Array) -> None:
    right = noisy(layer)
    right[23] = 0.0
    assert distance(layer, right) == pytest.approx(0.125, abs=0.002)
    cause, severity = diagnosed(layer, right)
    assert severity is Severity.GOOD
    assert cause is not None
    assert cause.code == "few_channels"
    assert cause.evidence["channels"] == [23]


def test_a_border_of_a_good_pair(layer: Array) -> None:
    right = noisy(layer, 0.001)
    right[:, -1] *= 0.6
    cause, severity = diagnosed(layer, right)
    assert severity is Severity.GOOD
    assert cause is not None
    assert (cause.code, cause.evidence["sides"]) == ("border_only", ["bottom"])


def test_a_pair_that_is_closer_is_left_alone(layer: Array) -> None:
    right = noisy(layer, 0.001)
    right[23] *= 0.7
    assert distance(layer, right) < CLOSE
    cause, severity, is_close = examined(layer, right)
    assert (cause, severity, is_close) == (None, Severity.GOOD, True)


@pytest.mark.parametrize("share", [0.06, 0.11, 0.13])
def test_noise_of_a_good_pair_is_no_finding(share: float, layer: Array) -> None:
    for left in (layer, np.maximum(layer, 0.0)):
        size = float(np.sqrt(np.square(left).mean()))
        for right in (noisy(left, share * size), left + share * left * noisy(0.0 * layer, 1.0)):
            cause, severity, is_close = examined(left, right)
            assert (cause, severity, is_close) == (None, Severity.GOOD, share < CLOSE)


@pytest.mark.parametrize("steps", [2, 3])
def test_steps_that_leave_a_pair_good_are_no_finding(steps: int, layer: Array) -> None:
    for left in (layer, np.maximum(layer, 0.0)):
        step = float(np.abs(left).max()) / (3 * steps)
        right = np.rint(left / step) * step
        cause, severity, is_close = examined(left, right)
        assert (cause, severity) == (None, Severity.GOOD)
        assert is_close == (distance(left, right) <= CLOSE)
