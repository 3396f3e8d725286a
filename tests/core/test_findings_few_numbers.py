"""What one, two or three large numbers say by chance is no law of all the others."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.faults import diagnosed

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
