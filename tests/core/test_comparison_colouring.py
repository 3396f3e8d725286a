"""Colours of pairs: where a metric stands, and that the scale reads without any sense of hue."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.comparison.colouring import (
    BY_SEVERITY,
    COLOUR_METRICS,
    STEPS,
    Colouring,
    colour_at,
    default_range,
    higher_is_better,
    position,
    scale_colours,
    scale_ticks,
    severity_colours,
    text_on,
)
from core.comparison.model import METRIC_NAMES, Severity

COSINES = ("cosine_similarity", "centred_cosine")
ERRORS = (
    "max_absolute_error",
    "relative_euclidean_distance",
    "mean_absolute_error",
    "root_mean_square_error",
)

# --- positions


def test_every_colour_metric_is_measured_or_follows_from_what_is() -> None:
    assert set(COLOUR_METRICS) == {*COSINES, *ERRORS, "sqnr_db", "added_error"}
    assert set(COLOUR_METRICS) - set(METRIC_NAMES) == {"added_error"}
    assert {metric for metric in COLOUR_METRICS if higher_is_better(metric)} == {
        *COSINES,
        "sqnr_db",
    }


@pytest.mark.parametrize("metric", COSINES)
def test_a_cosine_stands_by_its_distance_from_one_in_decades(metric: str) -> None:
    # 0.9 … 0.99999 are four decades.
    for cosine, quarters in ((0.9, 4), (0.99, 3), (0.999, 2), (0.9999, 1), (0.99999, 0)):
        found = position(metric, cosine, 0.9, 0.99999)
        assert found == pytest.approx(quarters / 4, abs=1e-9)
    assert position(metric, -1.0, 0.9, 0.99999) == 1.0
    assert position(metric, 1.0, 0.9, 0.99999) == 0.0
    assert position(metric, 0.0, -1.0, 1.0) == pytest.approx(
        (np.log10(1.0) + 7) / (np.log10(2.0) + 7)
    )


@pytest.mark.parametrize("metric", ERRORS)
def test_an_error_stands_by_its_decade(metric: str) -> None:
    values = np.array([1e-3, 4e-3, 0.02, 0.7, 10.0])
    expected = np.interp(np.log10(values), [-3.0, 1.0], [0.0, 1.0])
    found = [position(metric, float(value), 1e-3, 10.0) for value in values]
    assert found == pytest.approx(list(expected))
    assert position(metric, 0.0, 1e-3, 10.0) == 0.0
    assert position(metric, math.inf, 1e-3, 10.0) == 1.0
    # From 0 upwards the scale has eight decades.
    assert position(metric, 1e-4, 0.0, 1.0) == pytest.approx(0.5)
    assert position(metric, 0.0, 0.0, 0.0) == 0.5
    assert position(metric, 1.0, 0.0, 0.0) == 1.0


def test_decibels_stand_evenly_and_upside_down() -> None:
    found = [position("sqnr_db", value, 10, 50) for value in (-3, 10, 20, 40, 50, 90)]
    assert found == pytest.approx([1.0, 1.0, 0.75, 0.25, 0.0, 0.0])
    assert position("sqnr_db", math.inf, 10, 50) == 0.0
    assert position("sqnr_db", -math.inf, 10, 50) == 1.0


@pytest.mark.parametrize("metric", COLOUR_METRICS)
def test_no_number_has_no_place(metric: str) -> None:
    assert position(metric, math.nan, 0.1, 0.9) is None


@pytest.mark.parametrize("metric", COLOUR_METRICS)
def test_a_range_without_length_parts_better_from_worse(metric: str) -> None:
    better, worse = (0.75, 0.25) if higher_is_better(metric) else (0.25, 0.75)
    assert position(metric, better, 0.5, 0.5) == 0.0
    assert position(metric, 0.5, 0.5, 0.5) == 0.5
    assert position(metric, worse, 0.5, 0.5) == 1.0


@pytest.mark.parametrize("limits", [(1.0, 0.0), (math.nan, 1.0), (0.0, math.inf)])
def test_what_is_no_range_is_refused(limits: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no range"):
        position("sqnr_db", 1.0, *limits)
    with pytest.raises(ValueError, match="no range"):
        Colouring("sqnr_db", *limits)


def test_what_cannot_colour_is_refused() -> None:
    with pytest.raises(KeyError):
        position("left_mean", 1.0, 0.0, 1.0)
    with pytest.raises(ValueError, match="left_mean cannot colour"):
        Colouring("left_mean")


numbers = st.floats(allow_nan=False)
finite = st.floats(allow_nan=False, allow_infinity=False)


@given(st.sampled_from(COLOUR_METRICS), numbers, numbers, finite, finite)
def test_worse_never_stands_before_better(
    metric: str, one: float, other: float, low: float, high: float
) -> None:
    low, high = min(low, high), max(low, high)
    better, worse = sorted((one, other), reverse=higher_is_better(metric))
    first, second = (position(metric, value, low, high) for value in (better, worse))
    assert first is not None
    assert second is not None
    assert 0.0 <= first <= second <= 1.0


# --- ranges


@given(st.sampled_from(COLOUR_METRICS), st.lists(st.floats(), max_size=30))
@example("max_absolute_error", [5e-324])
def test_whatever_is_measured_gives_a_range(metric: str, values: list[float]) -> None:
    if metric in COSINES:
        values = [max(-1.0, min(1.0, value)) for value in values]
    if metric == "sqnr_db":  # what doubles can give, and more
        values = [max(-1e4, min(1e4, value)) for value in values]
    low, high = default_range(metric, values)
    assert Colouring(metric, low, high).low < high
    assert position(metric, low, low, high) == float(higher_is_better(metric))
    assert position(metric, high, low, high) == float(not higher_is_better(metric))


def test_a_range_holds_what_is_usual_and_not_what_is_odd() -> None:
    rng = np.random.default_rng(5)
    usual = 10.0 ** rng.uniform(-2.5, -0.5, 500)
    low, high = default_range("relative_euclidean_distance", [*usual, 1e-30, 0.0, 1e12, math.nan])
    assert 1e-3 <= low <= 5e-3
    assert 0.2 <= high <= 0.5
    low, high = default_range("cosine_similarity", [*(1.0 - usual), 1.0, -1.0])
    assert 0.5 <= low <= 0.8
    assert 0.995 <= high <= 0.999
    low, high = default_range("sqnr_db", [*rng.uniform(12, 38, 500), math.inf, -300.0])
    assert (low, high) == (10.0, 40.0)


@pytest.mark.parametrize("metric", COLOUR_METRICS)
def test_without_numbers_the_range_is_the_usual_one(metric: str) -> None:
    usual = default_range(metric, [])
    assert usual == default_range(metric, [math.nan, math.inf])
    assert usual[0] < usual[1]


@pytest.mark.parametrize(
    ("metric", "low", "high", "expected"),
    [
        (
            "cosine_similarity",
            0.9,
            0.9999,
            [(0, "0.9999"), (1 / 3, "0.999"), (2 / 3, "0.99"), (1, "0.9")],
        ),
        ("cosine_similarity", -1.0, 0.95, None),
        ("max_absolute_error", 0.01, 1.0, [(0, "0.01"), (0.5, "0.1"), (1, "1")]),
        ("sqnr_db", 10, 30, [(0, "30"), (0.25, "25"), (0.5, "20"), (0.75, "15"), (1, "10")]),
        ("sqnr_db", -10, 0, None),
    ],
)
def test_marks_of_a_legend(
    metric: str, low: float, high: float, expected: list[tuple[float, str]] | None
) -> None:
    ticks = scale_ticks(metric, low, high)
    if expected is not None:
        assert [text for _, text in ticks] == [text for _, text in expected]
        assert [place for place, _ in ticks] == pytest.approx([place for place, _ in expected])
    for place, text in ticks:
        value = float(text.replace("−", "-"))
        assert position(metric, value, low, high) == pytest.approx(place, abs=1e-6)


# --- colours, judged with matrices of our own

_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # sRGB, D65
_DEUTERANOPIA = np.array(
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]
)  # Machado, Oliveira, Fernandes 2009, severity 1


def linear(colours: list[str]) -> np.ndarray:
    encoded = np.array([list(bytes.fromhex(colour[1:])) for colour in colours]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    xyz = light @ _TO_XYZ.T / (_TO_XYZ @ np.ones(3))
    root = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = root.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def contrast(one: str, other: str) -> float:
    first, second = sorted(linear([one, other]) @ _TO_XYZ[1])
    return float((second + 0.05) / (first + 0.05))


BACKGROUND = {False: "#ffffff", True: "#262c34"}


@pytest.mark.parametrize("dark", [False, True])
def test_lightness_goes_one_way_and_far(dark: bool) -> None:
    lightness = lab(linear(list(scale_colours(dark))))[:, 0]
    steps = np.diff(lightness) * (1 if dark else -1)
    assert len(lightness) == STEPS
    assert steps.min() > 0.0
    # On a dark background red is at its strongest half way up to white.
    assert abs(lightness[-1] - lightness[0]) > (34 if dark else 60)
    assert steps.max() < 3 * steps.mean()


@pytest.mark.parametrize("dark", [False, True])
def test_worse_stands_out_more(dark: bool) -> None:
    best, worst = (contrast(colour_at(place, dark), BACKGROUND[dark]) for place in (0.0, 1.0))
    assert best < 1.6
    assert worst > (4.5 if dark else 8)


@pytest.mark.parametrize("dark", [False, True])
def test_the_worst_is_a_strong_red_and_never_pale(dark: bool) -> None:
    lab_of = lab(linear([colour_at(place, dark) for place in (0.0, 0.5, 0.9, 1.0)]))
    chroma = np.linalg.norm(lab_of[:, 1:], axis=1)
    assert chroma[0] < 12
    assert chroma[-1] > 50
    if dark:
        assert chroma[-1] > chroma[1]
        assert lab_of[-1, 0] < 70
    hue = math.degrees(math.atan2(lab_of[-1, 2], lab_of[-1, 1]))
    assert 10 < hue < 60


@pytest.mark.parametrize("dark", [False, True])
def test_tenths_of_the_scale_are_told_apart_without_green(dark: bool) -> None:
    colours = [colour_at(place / 10, dark) for place in range(11)]
    seen = lab(np.clip(linear(colours) @ _DEUTERANOPIA.T, 0, 1))
    apart = np.linalg.norm(seen[:, None] - seen[None, :], axis=2)
    assert apart[~np.eye(11, dtype=bool)].min() > 5


@pytest.mark.parametrize("dark", [False, True])
def test_text_is_read_on_every_colour(dark: bool) -> None:
    fills = [*scale_colours(dark), *(severity_colours(one, dark).fill for one in Severity)]
    assert min(contrast(fill, text_on(fill)) for fill in fills) >= 4.5
    for severity in Severity:
        fill, on_fill, accent, _ = severity_colours(severity, dark)
        assert contrast(fill, on_fill) >= 4.5
        assert contrast(accent, BACKGROUND[dark]) >= 4.5


@given(st.integers(0, 0xFFFFFF))
def test_black_or_white_is_read_on_anything(colour: int) -> None:
    fill = f"#{colour:06x}"
    assert contrast(fill, text_on(fill)) >= 4.5


def test_signs_and_fills_differ() -> None:
    for dark in (False, True):
        styles = [severity_colours(severity, dark) for severity in Severity]
        assert len({style.sign for style in styles}) == len({style.fill for style in styles}) == 4


@pytest.mark.parametrize("dark", [False, True])
def test_colours_begin_and_end_where_the_scale_does(dark: bool) -> None:
    colours = scale_colours(dark)
    assert colour_at(0.0, dark) == colour_at(-1.0, dark) == colours[0]
    assert colour_at(1.0, dark) == colour_at(7.0, dark) == colours[-1]
    assert colour_at(None, dark) not in colours


# --- what a view is told


def test_what_rounding_leaves_of_an_added_error_makes_no_range() -> None:
    values = [1e-12, 3e-9, 0.0, math.nan, 0.01, 0.03, 0.2]
    assert default_range("added_error", values) == (2e-5, 0.2)
    assert default_range("max_absolute_error", values) == (2e-9, 0.2)
    assert position("added_error", 0.0, 2e-5, 0.2) == 0.0
    assert position("added_error", 0.2, 2e-5, 0.2) == 1.0
    assert position("added_error", 0.002, 2e-5, 0.2) == pytest.approx(0.5)


def test_a_colouring_is_by_severity_or_fitted_to_a_metric() -> None:
    assert Colouring().by == BY_SEVERITY
    by_error = Colouring.fitted("max_absolute_error", [0.01, 0.1, 1.0])
    assert (by_error.low, by_error.high) == (0.01, 1.0)
    for value, place in ((0.01, 0.0), (0.1, 0.5), (1.0, 1.0), (math.nan, None)):
        assert position(by_error.by, value, by_error.low, by_error.high) == pytest.approx(place)


@pytest.mark.parametrize("metric", ["max_absolute_error", "root_mean_square_error"])
def test_errors_at_the_very_end_of_a_double_have_a_range(metric: str) -> None:
    low, high = default_range(metric, [5e-324, 5e-324])
    assert 0.0 <= low <= high
    assert position(metric, 5e-324, low, high) is not None
