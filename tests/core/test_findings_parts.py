"""Parts of a layer that one side left out, and a few channels that have changed places."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.faults import diagnosed, examined
from core.comparison.engine import compare
from core.comparison.findings.sentences import sentence_of
from core.comparison.model import Request, Severity

Array = np.ndarray

KINDS = ("signed", "rectified")


def layer(kind: str = "signed", shape: tuple[int, int, int] = (64, 16, 16), seed: int = 4) -> Array:
    """Channels of waves of their own, all of one size."""
    channels, height, width = shape
    random = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width] / 16
    values = np.array(
        [
            np.sin(9 * a * y + c) + np.cos(9 * b * x + d) + 0.3 * e
            for a, b, c, d, e in random.normal(size=(channels, 5))
        ]
    )
    values /= np.sqrt(np.square(values).mean(axis=(1, 2), keepdims=True))
    return np.maximum(values, 0.0) if kind == "rectified" else values


def noisy(values: Array, noise: float) -> Array:
    """Relative to all values, and never where a rectified layer has its zeros."""
    random = np.random.default_rng(5).standard_normal(values.shape)
    return np.where(values == 0.0, 0.0, values + noise * values.std() * random)


# --- parts left out


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("noise", [0.0, 0.01, 0.2])
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ("rows", np.s_[:, :8]),
        ("rows", np.s_[:, 5:11]),
        ("columns", np.s_[:, :, 4:]),
        ("channels", np.s_[32:]),
        ("channels", np.s_[:20]),
    ],
)
def test_a_part_that_one_side_left_out_is_told(
    kind: str, noise: float, side: str, lines: str, part: tuple[slice, ...] | slice
) -> None:
    whole = layer(kind)
    hurt = noisy(whole, noise)
    hurt[part] = 0.0
    cause, _ = diagnosed(*((hurt, whole) if side == "left" else (whole, hurt)))
    assert cause is not None
    assert cause.code == "dead_part"
    band = part if isinstance(part, slice) else part[-1]
    axis = {"channels": 0, "rows": 1, "columns": 2}[lines]
    first, stop, _ = band.indices(whole.shape[axis])
    found = cause.evidence
    assert (found["side"], found["kind"]) == (side, lines)
    assert (found["first"], found["last"], found["of"]) == (first, stop - 1, whole.shape[axis])
    text = sentence_of(cause)
    assert f"Of {whole.shape[axis]} {lines}" in text
    assert f"on the {side} side" in text
    assert f"{first}–{stop - 1}" in text


def test_rows_that_both_sides_left_out_are_none_of_it() -> None:
    """A picture between black bars: 0 in the same rows of both sides, and worse inside them."""
    left = layer()
    left[:, :4] = left[:, 12:] = 0.0
    right = noisy(left, 0.5)
    cause, severity = diagnosed(left, right)
    assert severity is not Severity.GOOD
    assert cause is None


def test_rows_that_were_rounded_to_zero_are_none_of_it() -> None:
    left = layer()
    left[:, :4] *= 1e-3
    right = noisy(left, 0.5)
    right[:, :4] = 0.0
    cause, _ = diagnosed(left, right)
    assert cause is None


def test_a_part_between_bars_of_both_sides_is_told_alone() -> None:
    left = layer()
    left[:, :3] = 0.0
    right = noisy(left, 0.01)
    right[:, :9] = 0.0
    cause, _ = diagnosed(left, right)
    assert cause is not None
    assert (cause.code, cause.evidence["first"], cause.evidence["last"]) == ("dead_part", 3, 8)


def test_one_row_has_its_own_sentence() -> None:
    left = layer(shape=(4, 16, 16))
    right = left.copy()
    right[:, 6] = 0.0
    cause, _ = diagnosed(left, right)
    assert cause is not None
    assert (cause.code, cause.evidence["share_of_error"]) == ("dead_part", 1.0)
    assert "and not on the other: 6 (100 %" in sentence_of(cause)


@pytest.mark.parametrize("side", ["left", "right"])
def test_channels_that_a_relu_leaves_at_zero_are_none_of_it(side: str) -> None:
    """As the scores of what is nowhere in the picture: each much the same throughout."""
    left = layer("rectified", shape=(16, 16, 16))
    left[8:] = 0.2 * left[8:] - 3.0
    right = np.maximum(left, 0.0)
    cause, severity = diagnosed(*((right, left) if side == "left" else (left, right)))
    assert severity is Severity.BAD
    assert cause is None or cause.code != "dead_part"


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("shape", [(4, 4, 4), (4, 16, 16), (64, 8, 8)])
def test_noise_about_zeros_is_none_of_it(shape: tuple[int, int, int], side: str) -> None:
    """Half of the channels or rows are 0 in truth, and one side is off by a step here and there."""
    random = np.random.default_rng(3)
    for _ in range(100):
        truth = 1.0 + random.random(shape)
        truth[(np.s_[shape[0] // 2 :], np.s_[:, shape[1] // 2 :])[random.integers(2)]] = 0.0
        step, share = random.choice([0.3, 0.8]), random.choice([0.02, 0.1, 0.5])
        off = np.where(random.random(shape) < share, random.choice([-1, 1], shape), 0)
        sides = (truth, truth + step * off) if side == "left" else (truth + step * off, truth)
        cause, _ = diagnosed(*sides)
        assert cause is None or cause.code != "dead_part"


def test_a_channel_that_was_next_to_nothing_does_not_make_few_many() -> None:
    left = layer(shape=(8, 16, 16))
    left[7] *= 1e-4
    right = noisy(left, 0.01)
    right[6:] = 0.0
    cause, _ = diagnosed(left, right)
    assert cause is not None
    assert (cause.code, cause.evidence["channels"]) == ("few_channels", [6])


# --- channels that have changed places


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("noise", [0.0, 0.01, 0.05])
@pytest.mark.parametrize(
    "ring", [(10, 37), (0, 63), (3, 4), (5, 20, 40), (1, 2, 3, 4, 5, 6)], ids=str
)
def test_few_channels_that_changed_places_are_told(
    kind: str, noise: float, ring: tuple[int, ...]
) -> None:
    left = layer(kind)
    right = noisy(left, noise)
    right[list(ring)] = right[[*ring[1:], ring[0]]]
    cause, severity, is_close = examined(left, right)
    assert not is_close
    assert severity is not Severity.BROKEN
    assert cause is not None
    assert cause.code == "channels_permuted"
    found = cause.evidence
    assert (found["moved"], found["of"]) == (len(ring), 64)
    after = dict(zip(ring, (*ring[1:], ring[0]), strict=True))
    assert dict(found["mapping"]) == after
    # About the means, as numpy has it once they are put back.
    put_back = left.copy()
    put_back[list(after)] = left[list(after.values())]
    told = found["cosine_as_it_is"], found["cosine_when_undone"]
    wanted = [np.corrcoef(one.ravel(), right.ravel())[0, 1] for one in (left, put_back)]
    assert told == pytest.approx(wanted, abs=1e-9)


def test_two_exchanged_channels_are_seen_in_a_good_pair() -> None:
    """As bright and dark of one feature are: much the same, and yet not at all."""
    left = layer(shape=(256, 16, 16))
    right = noisy(left, 0.01)
    right[[10, 37]] = right[[37, 10]]
    cause, severity, is_close = examined(left, right)
    assert (severity, is_close) == (Severity.GOOD, False)
    assert cause is not None
    assert cause.evidence["mapping"] == [[10, 37], [37, 10]]


@pytest.mark.parametrize("channels", [4, 8, 64])
@pytest.mark.parametrize("plane", [3, 8])
def test_noise_in_few_channels_is_no_other_order(channels: int, plane: int) -> None:
    """Nor are channels that are alike, however much noise there is in them."""
    random = np.random.default_rng(8)
    for _ in range(200):
        left = random.normal(size=(channels, plane, plane))
        left[1] = left[0] + 0.3 * random.normal(size=(plane, plane))
        right = left.copy()
        right[:2] += random.choice([0.3, 1.0, 3.0]) * random.normal(size=(2, plane, plane))
        cause, _ = diagnosed(left, right)
        assert cause is None or cause.code != "channels_permuted"


# --- through files


@pytest.mark.parametrize("size", [16, 64])
def test_the_comparison_tells_both(tmp_path: Path, size: int) -> None:
    """Small pairs are still in memory then, large ones are read again."""
    shape = (32, size, size)
    upper, swapped = layer(shape=shape), layer(shape=shape, seed=6)
    changed = noisy(upper, 0.01), noisy(swapped, 0.01)
    changed[0][:, : size // 2] = 0.0
    changed[1][[2, 29]] = changed[1][[29, 2]]
    for folder, sides in (("left", (upper, swapped)), ("right", changed)):
        (tmp_path / folder).mkdir()
        for name, values in zip(("upper", "swapped"), sides, strict=True):
            path = tmp_path / folder / f"{name}_output0_32_{size}_{size}_caffe.linear.float"
            np.savetxt(path, values.ravel(), fmt="%.6f")
    found = compare(Request(tmp_path / "left", (tmp_path / "right",)))
    causes = {one.pair.layer: [each.code for each in one.findings] for one in found.results}
    assert causes == {"upper": ["dead_part"], "swapped": ["channels_permuted"]}
