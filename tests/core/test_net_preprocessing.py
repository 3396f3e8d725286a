"""What makes the data of two runs differ, on images prepared in known ways."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.comparison.net_findings.preprocessing import explain

SHAPE = (3, 24, 20)


def picture(seed: int = 1, shape: tuple[int, int, int] = SHAPE) -> np.ndarray:
    """Whole numbers from 0 to 255, smooth as a photo is, with channels that differ."""
    random = np.random.default_rng(seed)
    channels, height, width = shape
    y, x = np.mgrid[0:height, 0:width]
    made = np.empty(shape)
    for channel in range(channels):
        waves = sum(
            random.normal() * np.sin(x * random.uniform(0.05, 0.6) + random.uniform(0, 6))
            * np.cos(y * random.uniform(0.05, 0.6) + random.uniform(0, 6))
            for _ in range(6)
        )  # fmt: skip
        made[channel] = waves
    made -= made.min()
    return np.round(made * (255 / made.max()))


def told(left: np.ndarray, right: np.ndarray, shape=SHAPE):
    """Through the right side's rounding to 20.12 where it is no whole number."""
    rounded = np.round(right.ravel() * 4096) / 4096
    return explain(left.ravel(), rounded, shape)


def kind(left: np.ndarray, right: np.ndarray, shape=SHAPE) -> str | None:
    said = told(left, right, shape)
    return None if said is None else str(said[1]["kind"])


MEAN = np.array([104.0, 117.0, 123.0])[:, None, None]


def test_channels_in_the_opposite_order() -> None:
    image = picture()
    text, evidence = told(image, image[::-1])
    assert evidence["kind"] == "channels_reversed"
    assert "BGR" in text
    assert kind(image - MEAN, image[::-1] - MEAN) == "channels_reversed+offset"


@settings(deadline=None)
@given(
    st.floats(0.002, 4.0).filter(lambda scale: abs(scale - 1) > 0.02),
    st.lists(st.floats(-200, 200), min_size=3, max_size=3),
    st.booleans(),
)
def test_a_factor_and_an_offset_are_found_by_channel(
    scale: float, offset: list[float], is_reversed: bool
) -> None:
    image = picture() + 1 / 3
    by_channel = np.array(offset)[:, None, None]
    right = (image[::-1] if is_reversed else image) * scale
    # The offset is that of the left side's channel.
    right = right + (by_channel[::-1] if is_reversed else by_channel)
    _, evidence = explain(image.ravel(), right.ravel(), SHAPE)
    assert evidence["channels_reversed"] == is_reversed
    assert evidence["scale"] == pytest.approx([scale] * 3)
    assert evidence["offset"] == pytest.approx(offset, abs=1e-6)


@pytest.mark.parametrize("scale", [1 / 256, 0.017, 1 / 127.5])
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("mean", [(104.0, 117.0, 123.0), (103.94, 116.78, 123.68), (127.5,) * 3])
def test_a_scale_multiplied_before_the_mean_is_taken_away(
    scale: float, side: str, mean: tuple[float, ...]
) -> None:
    image, away = picture(), np.array(mean)[:, None, None]
    before, after = image * scale - away, (image - away) * scale
    left, right = (before, after) if side == "left" else (after, before)
    text, evidence = told(left, right)
    assert evidence["kind"] == "scale_before_mean"
    assert evidence["data_scale"] == pytest.approx(scale, rel=1e-3)
    assert evidence["mean"] == pytest.approx(mean, rel=0.01)
    assert f"the {side} side is multiplied" in text


def test_another_mean_alone_is_no_scale_before_it() -> None:
    image = picture()
    assert kind(image - MEAN, image - 128) == "offset"
    assert kind(image * 0.01, image * 0.01 + np.array([7.0, -9.0, 3.0])[:, None, None]) == "offset"


def test_a_layout_a_mirror_and_a_turn_are_told_from_another_image() -> None:
    image = picture()
    assert kind(image, np.moveaxis(image, 0, 2)) == "interleaved"
    assert kind(image, np.moveaxis(image[::-1], 0, 2)) == "interleaved+channels_reversed"
    assert kind(image, image[:, :, ::-1]) == "mirrored"
    assert kind(image, image.swapaxes(1, 2)) == "turned"


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize(("quarters", "name"), [(-1, "90"), (2, "180"), (1, "270")])
def test_a_picture_that_was_turned_is_not_another_one(
    quarters: int, name: str, is_reversed: bool
) -> None:
    image = picture()
    right = np.rot90(image[::-1] if is_reversed else image, quarters, axes=(1, 2))
    text, evidence = told(image, right)
    reversed_too = "+channels_reversed" if is_reversed else ""
    assert evidence["kind"] == f"rotated_{name}{reversed_too}"
    assert f"turned clockwise by {name}°" in text


def test_a_picture_upside_down_is_not_another_one() -> None:
    image = picture()
    text, evidence = told(image, image[:, ::-1] * 0.5 + 3.0)
    assert evidence["kind"] == "upside_down+scale_and_offset"
    assert "upside down" in text


def test_a_picture_that_is_the_same_either_way_was_not_turned() -> None:
    image = picture()
    both = image + image[:, :, ::-1]
    assert kind(both, both[:, :, ::-1] * 2.0) == "scale"
    assert kind(both, both[:, ::-1, ::-1] * 2.0) == "upside_down+scale"
    line = picture(1, (3, 1, 40))
    assert kind(line, line[:, ::-1, ::-1], line.shape) == "mirrored"


@pytest.mark.parametrize("other", [2, 3, 4, 5])
def test_another_image(other: int) -> None:
    image, another = picture(1), picture(other)
    correlation = max(
        abs(np.corrcoef(image[a].ravel(), another[b].ravel())[0, 1])
        for a in range(3) for b in range(3)
    )  # fmt: skip
    found = kind(image, another)
    assert found in ("another_image", None)
    if correlation < 0.3:
        assert found == "another_image"


def test_nothing_is_claimed_that_the_numbers_do_not_support() -> None:
    image = picture()
    random = np.random.default_rng(3)
    half = image + random.normal(size=SHAPE) * image.std()
    assert kind(image, half) is None
    assert kind(image, image + random.normal(size=SHAPE) * 0.01) is None
    assert kind(image, np.zeros(SHAPE)) is None
    assert kind(image, 255 - image) is None
    assert told(image, np.where(image > 200, np.nan, image)) is None
    few = np.array([1.0, -2.0, 3.0, 5.0])
    assert explain(few, few[::-1] * [1, -1, 1, -1], (1, 1, 4)) is None


def test_equal_channels_have_no_order() -> None:
    grey = np.repeat(picture()[:1], 3, axis=0)
    assert kind(grey, grey[::-1] + 20) == "offset"


def test_a_large_image_is_looked_at_in_places() -> None:
    image = np.tile(picture(), (1, 40, 40))
    assert kind(image, image[::-1], image.shape) == "channels_reversed"
    assert kind(image, image * 0.5, image.shape) == "scale"
