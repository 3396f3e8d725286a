"""What one, two or three large numbers say by chance is no law of all the others."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.faults import diagnosed
from core.comparison.findings.sentences import finding_of

Array = np.ndarray

MOVES = frozenset(
    {
        *("layout_swapped", "transposed", "channels_reversed", "mirrored", "upside_down"),
        *("rotated", "shifted"),
    }
)


def scores(random: np.random.Generator, count: int, sharpness: float) -> Array:
    """A softmax over so many classes."""
    power = np.exp(sharpness * random.normal(size=count))
    return power / power.sum()


# --- moves


@pytest.mark.parametrize("shape", [(64, 1, 1), (100, 1, 1), (8, 5, 5)])
@pytest.mark.parametrize("sharpness", [4.0, 10.0])
def test_classifiers_that_disagree_about_the_class_have_not_moved_it(
    shape: tuple[int, int, int], sharpness: float
) -> None:
    random = np.random.default_rng(5)
    count = int(np.prod(shape))
    for _ in range(150):
        left, right = (scores(random, count, sharpness).reshape(shape) for _ in range(2))
        cause, _ = diagnosed(left, right)
        assert cause is None or cause.code not in MOVES, cause


@pytest.mark.parametrize("noise", [0.0, 0.02])
@pytest.mark.parametrize("sharpness", [4.0, 10.0])
def test_a_class_that_did_move_with_all_others_is_told(sharpness: float, noise: float) -> None:
    random = np.random.default_rng(5)
    for _ in range(20):
        left = scores(random, 100, sharpness).reshape(100, 1, 1)
        cause, _ = diagnosed(left, left[::-1] * (1.0 + noise * random.normal(size=left.shape)))
        assert cause is not None
        assert cause.code == "channels_reversed"


# --- lines


def test_noise_of_each_values_own_is_no_factor_of_all() -> None:
    """A few scores outweigh all others in the sums, and say what chance made of them."""
    random = np.random.default_rng(3)
    for sharpness in (3.0, 4.0, 6.0):
        for noise in (0.1, 0.2, 0.3):
            for _ in range(40):
                left = scores(random, 1000, sharpness).reshape(1000, 1, 1)
                right = left * np.exp(noise * random.normal(size=left.shape))
                cause, _ = diagnosed(left, right)
                assert cause is None or "gain" not in cause.code, cause


@pytest.mark.parametrize("gain", [0.6, 0.8, 1.3])
@pytest.mark.parametrize("noise", [0.0, 0.02])
def test_a_factor_of_all_scores_is_told(gain: float, noise: float) -> None:
    random = np.random.default_rng(3)
    for sharpness in (1.0, 4.0):
        left = scores(random, 1000, sharpness).reshape(1000, 1, 1)
        cause, _ = diagnosed(left, gain * left * (1.0 + noise * random.normal(size=left.shape)))
        assert cause is not None
        assert cause.code == "constant_gain"
        # As 20.12 holds them most are 0: those that it can tell speak for the factor.
        held = np.rint(4096.0 * gain * left) / 4096.0
        cause, _ = diagnosed(left, held)
        assert cause is not None
        assert cause.code == "constant_gain"


@pytest.mark.parametrize("others", [0, 1, 6])
@pytest.mark.parametrize("gain", [0.5, 0.8, 1.3, -1.0])
def test_a_few_numbers_make_no_law(others: int, gain: float) -> None:
    left = np.zeros((64, 1, 1))
    left[7] = 5.0
    left[20 : 20 + others] = np.linspace(1.0, 5.0, others).reshape(-1, 1, 1)
    cause, _ = diagnosed(left, gain * left)
    assert cause is None or cause.code not in {
        *("constant_gain", "power_of_two_gain", "sign_flipped"),
    }


@pytest.mark.parametrize("gain", [0.5, 0.8, 1.3])
def test_a_factor_of_values_of_one_size_is_told(gain: float) -> None:
    left = np.zeros((64, 1, 1))
    left[::4] = 5.0
    cause, _ = diagnosed(left, gain * left)
    assert cause is not None
    assert cause.evidence["gain"] == pytest.approx(gain)


FACTORS = frozenset({"constant_gain", "power_of_two_gain", "sign_flipped"})


def heavy_tailed(random: np.random.Generator, kind: str, count: int) -> Array:
    """Values of which one or two outweigh all others."""
    if kind == "cauchy":
        return random.standard_cauchy((count, 1, 1))
    signs = random.choice([-1.0, 1.0], (count, 1, 1)) if kind == "signed" else 1.0
    return signs * np.exp(3.0 * random.normal(size=(count, 1, 1)))


@pytest.mark.parametrize("kind", ["cauchy", "signed", "positive"])
@pytest.mark.parametrize("count", [16, 21, 32])
def test_few_values_that_have_nothing_to_do_with_each_other_show_no_factor(
    kind: str, count: int
) -> None:
    """Their two largest meet by chance now and then: a factor was named once in 150 times."""
    random = np.random.default_rng(11)
    named = 0
    for _ in range(2500):
        sides = (heavy_tailed(random, kind, count) for _ in range(2))
        cause, _ = diagnosed(*sides)
        named += cause is not None and cause.code in FACTORS
    assert named <= 4


@pytest.mark.parametrize("kind", ["cauchy", "signed", "positive"])
@pytest.mark.parametrize("count", [16, 21, 32])
def test_a_factor_of_few_values_is_told(kind: str, count: int) -> None:
    random = np.random.default_rng(11)
    for gain in (0.5, 0.6, 0.9, 1.37, 4.0, -1.0):
        noise = min(abs(gain - 1.0) / abs(gain), 1.0) / 10.0
        told = 0
        for _ in range(100):
            left = heavy_tailed(random, kind, count)
            cause, _ = diagnosed(left, gain * left * (1.0 + noise * random.normal(size=left.shape)))
            told += cause is not None and cause.code in FACTORS
        assert told >= 99, gain


# --- channels


@pytest.mark.parametrize("count", [64, 512, 1000])
def test_channels_of_one_element_are_elements(count: int) -> None:
    """Noise in proportion, of which the large values have most."""
    random = np.random.default_rng(4)
    for spread in (1.0, 2.0, 3.0):
        for _ in range(30):
            left = np.exp(spread * random.normal(size=(count, 1, 1)))
            right = left * (1.0 + 0.3 * random.normal(size=left.shape))
            cause, _ = diagnosed(left, right)
            assert cause is None or cause.code == "heavy_tail", cause


# --- how it is said


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_of_negative_zeros_is_zero(side: str) -> None:
    zeros, others = np.full((4, 4, 4), -0.0), np.linspace(-1.0, 2.0, 64).reshape(4, 4, 4)
    cause, _ = diagnosed(*((zeros, others) if side == "left" else (others, zeros)))
    assert cause is not None
    assert f"The {side} side is 0 everywhere" in finding_of(cause).text
