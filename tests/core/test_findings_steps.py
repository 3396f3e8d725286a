"""Steps that are too coarse: found in spite of noise, and not where the steps are no cause."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.faults import diagnosed
from core.comparison.findings.facts import Cause
from core.comparison.findings.sentences import finding_of

SHAPE = (8, 16, 16)


def layer(seed: int = 3) -> np.ndarray:
    """A signed layer of deviation 1."""
    return np.random.default_rng(seed).standard_normal(SHAPE)


def stepped(values: np.ndarray, step: float) -> np.ndarray:
    return np.rint(values / step) * step


def coarse(left: np.ndarray, right: np.ndarray) -> Cause:
    cause, _ = diagnosed(left, right)
    assert cause is not None
    assert (cause.code, cause.evidence["origin"]) == ("rounding_noise", "values")
    return cause


@pytest.mark.parametrize("step", [0.7, 0.75, 1.0, 1.3])
@pytest.mark.parametrize("noise", [0.0, 0.05, 0.1])
def test_steps_are_found_in_noise(step: float, noise: float) -> None:
    left = layer()
    right = stepped(left + noise * layer(4), step)
    evidence = coarse(left, right).evidence
    assert evidence["step"] == pytest.approx(step, rel=1e-9)
    assert (evidence["side"], evidence["mode"]) == ("right", "nearest")
    assert evidence["rmse"] == pytest.approx(float(np.sqrt(np.square(right - left).mean())))
    rounded = np.square(stepped(left, step) - left)
    assert evidence["expected_rmse"] == pytest.approx(float(np.sqrt(rounded.mean())))
    share = float(rounded.sum() / np.square(right - left).sum())
    assert evidence["share_of_error"] == pytest.approx(min(share, 1.0))
    assert coarse(right, left).evidence["side"] == "left"


@pytest.mark.parametrize("step", [0.8, 1.1])
def test_steps_of_a_rectified_layer(step: float) -> None:
    # Half of it is 0 on both sides and errs by nothing, so that the rest stands out.
    left = np.maximum(layer(), 0.0)
    right = stepped(np.maximum(left + 0.06 * layer(4), 0.0), step)
    assert coarse(left, right).evidence["step"] == pytest.approx(step)


@pytest.mark.parametrize("step", [0.0173, 0.0291, 0.11])
def test_steps_that_the_file_holds_only_nearly(step: float) -> None:
    # 20.12 puts every level up to half of 1/4096 elsewhere.
    left = layer() * step / 0.8
    right = np.rint(stepped(left, step) * 4096) / 4096
    assert coarse(left, right).evidence["step"] == pytest.approx(step, rel=0.005)


def test_steps_between_which_zero_lies() -> None:
    left = layer()
    right = stepped(left - 0.3, 0.9) + 0.3
    assert coarse(left, right).evidence["step"] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("cut", "mode"), [(np.floor, "down"), (np.trunc, "to_zero")], ids=["down", "to zero"]
)
def test_what_is_cut_off_is_told_from_what_is_rounded(cut: np.ufunc, mode: str) -> None:
    left = layer()
    cause = coarse(left, cut((left + 0.02 * layer(4)) / 0.6) * 0.6)
    assert cause.evidence["mode"] == mode
    assert "cut off" in finding_of(cause).text
    rounded = coarse(left, stepped(left, 0.7))
    assert "cut off" not in finding_of(rounded).text


def test_two_levels_are_steps_where_the_other_side_lies_between() -> None:
    left = np.random.default_rng(5).random(SHAPE)
    assert coarse(left, np.rint(left)).evidence["step"] == 1.0


def test_two_levels_and_noise_about_them_are_no_steps() -> None:
    right = np.where(layer() > 0, 1.0, -1.0)
    assert diagnosed(right + 0.3 * layer(4).clip(-1, 1), right)[0] is None


def test_a_side_of_two_or_three_values_is_not_said_to_be_saturated() -> None:
    # Two classes' scores: few lie between, so that the steps cannot be told for sure.
    left = np.where(np.random.default_rng(11).random(SHAPE) < 0.3, -1.0, 1.0) + 0.3 * layer().clip(
        -1
    )
    for right in (stepped(left, 1.8), np.minimum(stepped(left, 1.0), 0.0)):
        cause, _ = diagnosed(left, right)
        assert cause is None or cause.code != "saturated"


@pytest.mark.parametrize("noise", [0.15, 0.2, 0.25])
@pytest.mark.parametrize("side", [0, 1])
def test_noise_about_whole_numbers_is_no_rounding(noise: float, side: int) -> None:
    # Class numbers, counts: one side is whole by nature, and the other one misses it by a little.
    random = np.random.default_rng(7)
    for whole in (
        random.integers(-3, 4, SHAPE),
        random.integers(0, 2, SHAPE),
        np.maximum(random.integers(-4, 5, SHAPE), 0),
    ):
        noisy = whole + noise * random.standard_normal(SHAPE)
        pair = (whole.astype(float), noisy)
        cause, _ = diagnosed(pair[side], pair[1 - side])
        assert cause is None or cause.code != "rounding_noise"


def test_a_value_and_its_noise_beside_another_are_no_rounding() -> None:
    right = np.where(np.random.default_rng(8).random(SHAPE) < 0.55, 1.0, 0.0)
    left = right * (1.0 + 0.2 * layer())
    assert diagnosed(left, right)[0] is None


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_both_sides_in_one_step_are_no_cause(share: float) -> None:
    random = np.random.default_rng(6)
    left = stepped(layer(), 0.5)
    off = np.where(random.random(SHAPE) < share, random.choice((-1, 1), SHAPE), 0)
    assert diagnosed(left, left + 0.5 * off)[0] is None


def test_one_value_and_a_few_others_are_no_steps() -> None:
    left, right = layer(), np.zeros(SHAPE)
    right.reshape(-1)[[5, 600, 1400]] = [3.0, 6.0, -3.0]
    cause, _ = diagnosed(left, right)
    assert cause is None or cause.code != "rounding_noise"


def test_steps_that_only_some_values_keep_are_none() -> None:
    left = layer()
    right = stepped(left, 0.8)
    right[0] = left[0] + 0.25 * layer(4)[0]
    assert diagnosed(left, right)[0] is None


def test_noise_larger_than_the_steps_is_no_rounding() -> None:
    left = layer()
    assert diagnosed(left, stepped(left + 0.5 * layer(4), 0.6))[0] is None
