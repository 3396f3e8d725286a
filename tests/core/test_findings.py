"""Faults put into the bundled sample, one for each code, and what is named for them."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import numpy as np
import pytest
from comparison_samples import RETINAFACE
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.faults import Fault, diagnosed, faults
from core.comparison.engine import compare, read_pair
from core.comparison.findings.arrangement import moved
from core.comparison.findings.confidence import CONFIDENCE, confidence_of
from core.comparison.findings.facts import Cause, Facts, Half, Numbers
from core.comparison.findings.sentences import CODES, finding_of, percent, title_of
from core.comparison.matching import make_plan
from core.comparison.metrics import measure
from core.comparison.model import Request, Severity
from core.dumps.model import Values
from scripts.measure_findings import Tally, pairs_of
from scripts.measure_findings import measure as measure_faults

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
SHAPE = (8, 16, 16)

Sides = tuple[np.ndarray, np.ndarray]


@pytest.fixture(scope="module")
def sides() -> Sides:
    """A clean pair of the sample: signed, 8 × 16 × 16, cosine 0.9987 as it is."""
    plan = make_plan(Request(SAMPLE / "float_run", (SAMPLE / "quantised_run",)))
    pair = next(pair for pair in plan.pairs if pair.left.name.layer == "trunk2_sum")
    left, right = read_pair(plan, pair)
    return left.as_float().reshape(SHAPE), right.as_float().reshape(SHAPE)


@pytest.fixture(scope="module")
def signed() -> Sides:
    """The sample's picture, 3 × 32 × 32 and signed, with a little noise."""
    plan = make_plan(Request(SAMPLE / "float_run", (SAMPLE / "quantised_run",)))
    pair = next(pair for pair in plan.pairs if pair.left.name.layer == "data")
    left = read_pair(plan, pair)[0].as_float().reshape(3, 32, 32)
    return left, left + np.random.default_rng(8).normal(0.0, 0.01, left.shape)


def named(left: np.ndarray, right: np.ndarray, code: str) -> Cause:
    cause, _ = diagnosed(left, right)
    assert cause is not None
    assert cause.code == code
    return cause


def test_a_clean_pair_has_no_finding(sides: Sides, signed: Sides) -> None:
    assert diagnosed(*sides) == (None, Severity.GOOD)
    assert diagnosed(*signed) == (None, Severity.GOOD)
    assert diagnosed(sides[0], sides[0]) == (None, Severity.GOOD)


def test_the_sample_as_it_is_has_no_finding() -> None:
    folders = SAMPLE / "float_run", (SAMPLE / "quantised_run",)
    comparison = compare(Request(*folders, SAMPLE / "deploy.prototxt"))
    assert len(comparison.results) == 25
    assert [result.findings for result in comparison.results] == [()] * 25


@pytest.mark.parametrize(
    "fault", [fault for fault in faults() if fault.code is None], ids=attrgetter("strength")
)
def test_plain_noise_has_no_finding(fault: Fault, sides: Sides, signed: Sides) -> None:
    for pair in (sides, signed):
        changed = fault.put(*pair)
        assert changed is not None
        assert diagnosed(*changed)[0] is None


def test_small_pairs_of_plain_noise_have_no_finding() -> None:
    random = np.random.default_rng(11)
    for shape in ((1, 4, 4), (2, 4, 4), (4, 4, 4), (2, 8, 8)):
        for _ in range(400):
            left = random.standard_normal(shape)
            right = left + random.uniform(0.1, 0.6) * random.standard_normal(shape)
            assert diagnosed(left, right)[0] is None, shape


# --- a line through the values


@pytest.mark.parametrize("offset", [0.25, 0.7, -0.4])
def test_a_constant_offset_is_told_with_its_size(offset: float, sides: Sides) -> None:
    left, right = sides
    cause = named(left, right + offset, "constant_offset")
    assert cause.evidence["offset"] == pytest.approx(float(np.mean(right + offset - left)))
    errors = right + offset - left
    expected = errors.mean() ** 2 / np.square(errors).mean()
    assert cause.evidence["share_of_error"] == pytest.approx(float(expected))


def test_an_offset_that_cosine_hides_is_told_in_a_good_pair(sides: Sides) -> None:
    left, right = sides[0] + 100.0, sides[1] + 100.5
    cause, severity = diagnosed(left, right)
    assert severity is Severity.GOOD
    assert cause is not None
    assert cause.code == "constant_offset"


def test_an_offset_of_minus_one_reminds_of_the_power_layer(sides: Sides) -> None:
    left, right = sides
    assert "Power" in finding_of(named(left, right - 1.0, "constant_offset")).text
    assert "Power" not in finding_of(named(left, right - 0.7, "constant_offset")).text


@pytest.mark.parametrize("gain", [0.6, 0.8, 1.3, 3.0])
def test_a_gain_is_told_with_its_size(gain: float, sides: Sides) -> None:
    left, right = sides
    cause = named(left, right * gain, "constant_gain")
    fitted = np.linalg.lstsq(left.reshape(-1, 1), (right * gain).ravel(), rcond=None)[0][0]
    assert cause.evidence["gain"] == pytest.approx(float(fitted))


@pytest.mark.parametrize(
    ("octaves", "fits"), [(-4, "24.8"), (-1, "21.11"), (1, "19.13"), (4, "16.16")]
)
def test_a_power_of_two_names_the_format_that_fits(octaves: int, fits: str, sides: Sides) -> None:
    left, right = sides
    cause = named(left, right * 2.0**octaves, "power_of_two_gain")
    assert cause.evidence["octaves"] == octaves
    assert (cause.evidence["read_as"], cause.evidence["fits"]) == ("20.12", fits)


def test_a_format_that_no_32_bits_hold_is_not_offered(sides: Sides) -> None:
    left, right = sides
    assert "fits" not in named(left, right * 2.0**-13, "power_of_two_gain").evidence


def test_a_turned_sign(sides: Sides, signed: Sides) -> None:
    for left, right in (sides, signed):
        assert named(left, -right, "sign_flipped").evidence["gain"] == pytest.approx(-1, abs=0.05)


@pytest.mark.parametrize("value", [0.0, 0.9])
def test_a_side_that_does_not_vary(value: float, sides: Sides) -> None:
    left, right = sides
    cause = named(left, np.full(SHAPE, value), "dead_output")
    assert (cause.evidence["side"], cause.evidence["value"]) == ("right", value)
    assert cause.evidence["other_std"] == pytest.approx(float(left.std()))
    assert named(np.full(SHAPE, value), right, "dead_output").evidence["side"] == "left"


def test_values_below_a_step_of_the_format_are_not_wrong() -> None:
    left = np.random.default_rng(1).normal(0.0, 2e-4, SHAPE)
    right = np.rint(left * 4096) / 4096
    cause = named(left, right, "rounding_noise")
    assert cause.evidence["origin"] == "format"
    assert cause.evidence["step"] == 2.0**-12
    assert cause.evidence["expected_rmse"] == pytest.approx(2.0**-12 / math.sqrt(12))
    assert cause.evidence["rmse"] == pytest.approx(float(np.sqrt(np.mean(np.square(left - right)))))


def test_coarse_steps_of_the_values(signed: Sides) -> None:
    left, _ = signed
    cause = named(left, np.rint(left / 0.25) * 0.25, "rounding_noise")
    assert (cause.evidence["origin"], cause.evidence["side"]) == ("values", "right")
    assert cause.evidence["step"] == 0.25


# --- bent


@pytest.mark.parametrize("percent_kept", [80, 90])
def test_clipping_tells_the_bound_and_the_share(percent_kept: int, sides: Sides) -> None:
    left, right = sides
    bound = float(np.percentile(right, percent_kept))
    cause = named(left, np.minimum(right, bound), "clipping")
    assert (cause.evidence["side"], cause.evidence["upper"]) == ("right", bound)
    assert cause.evidence["share_of_elements"] == float((right >= bound).mean())
    assert named(np.minimum(left, bound), right, "clipping").evidence["side"] == "left"


@pytest.mark.parametrize(
    ("low", "high", "scale", "kind"),
    [
        (0.0, None, 1.0, "relu"),
        (None, 6.0, 12.0, "relu6"),
        (None, 2.0**19, 2.0**20.5, "format"),
        (-0.3, 0.3, 1.0, "other"),
    ],
)
def test_known_bounds_are_told_apart(
    low: float | None, high: float | None, scale: float, kind: str, signed: Sides
) -> None:
    left, right = signed[0] * scale, signed[1] * scale
    cause = named(left, np.clip(right, low, high), "clipping")
    assert cause.evidence["kind"] == kind
    assert cause.evidence.get("lower") == low
    assert cause.evidence.get("upper") == high


def test_a_ceiling_of_both_sides_is_no_clipping(sides: Sides) -> None:
    left, right = np.minimum(sides[0], 1.5), np.minimum(sides[1], 1.5)
    noise = np.random.default_rng(2).normal(0.0, 0.3, SHAPE)
    assert diagnosed(left, np.where(right < 1.5, right + noise, right))[0] is None


def test_saturated(sides: Sides) -> None:
    left, right = sides
    bound = float(np.percentile(right, 30))
    cause = named(left, np.minimum(right, bound), "saturated")
    assert cause.evidence["share_of_elements"] == pytest.approx(0.7, abs=0.01)


def test_an_absolute_value(signed: Sides) -> None:
    left, right = signed
    cause = named(left, np.abs(right), "absolute_value")
    assert cause.evidence["side"] == "right"
    assert cause.evidence["share_of_elements"] == float((left < 0).mean())
    assert named(np.abs(left), right, "absolute_value").evidence["side"] == "left"


# --- elsewhere


@pytest.mark.parametrize(
    ("code", "order", "letters"),
    [
        ("layout_swapped", (1, 2, 0), "HWC"),
        ("transposed", (0, 2, 1), "CWH"),
        ("transposed", (1, 0, 2), "HCW"),
    ],
)
def test_another_order_of_the_axes(
    code: str, order: tuple[int, int, int], letters: str, sides: Sides
) -> None:
    # Height and width differ, lest one order passes for another.
    left, right = sides[0][:, :12], sides[1][:, :12]
    moved = np.ascontiguousarray(right.transpose(order)).reshape(right.shape)
    cause = named(left, moved, code)
    assert (cause.evidence["side"], cause.evidence["order"]) == ("right", letters)
    moved = np.ascontiguousarray(left.transpose(order)).reshape(left.shape)
    cause = named(moved, right, code)
    assert (cause.evidence["side"], cause.evidence["order"]) == ("left", letters)


def test_channels_in_reverse(sides: Sides) -> None:
    left, right = sides
    assert named(left, right[::-1], "channels_reversed").evidence["channels"] == 8
    rgb = named(left[:3], right[2::-1], "channels_reversed")
    assert "BGR" in finding_of(rgb).text


def with_noise(right: np.ndarray, noise: float) -> np.ndarray:
    random = np.random.default_rng(12)
    return right + noise * right.std() * random.standard_normal(right.shape)


@pytest.mark.parametrize("noise", [0.0, 0.3, 0.6])
@pytest.mark.parametrize(
    ("code", "turn"),
    [
        ("mirrored", lambda one: one[:, :, ::-1]),
        ("upside_down", lambda one: one[:, ::-1]),
        ("rotated", lambda one: one[:, ::-1, ::-1]),
        ("rotated", lambda one: np.rot90(one, -1, axes=(1, 2))),
        ("rotated", lambda one: np.rot90(one, 1, axes=(1, 2))),
        ("transposed", lambda one: one.swapaxes(1, 2)),
    ],
    ids=["mirrored", "upside down", "half turn", "clockwise", "anticlockwise", "transposed"],
)
@pytest.mark.parametrize("height", [12, 16])
def test_a_picture_the_other_way_round(
    height: int, code: str, turn: Callable[[np.ndarray], np.ndarray], noise: float, sides: Sides
) -> None:
    left, right = sides[0][:, :height], sides[1][:, :height]
    turned = np.ascontiguousarray(turn(right)).reshape(right.shape)
    cause = named(left, with_noise(turned, noise), code)
    undone = np.corrcoef(right.ravel(), with_noise(right, noise).ravel())[0, 1]
    assert cause.evidence["cosine_when_undone"] == pytest.approx(undone, abs=0.04)
    as_it_is = np.corrcoef(left.ravel(), with_noise(turned, noise).ravel())[0, 1]
    assert cause.evidence["cosine_as_it_is"] == pytest.approx(as_it_is, abs=0.1)


@pytest.mark.parametrize(("quarters", "degrees"), [(-1, 90), (2, 180), (1, 270)])
def test_a_turn_is_told_with_its_direction(quarters: int, degrees: int, sides: Sides) -> None:
    # Turned clockwise, the top row of the left picture is the last column of the right one.
    left, right = sides[0][:, :12], sides[1][:, :12]
    turned = np.rot90(right, quarters, axes=(1, 2))
    if degrees == 90:
        assert np.array_equal(turned[:, :, -1], right[:, 0])
    cause = named(left, np.ascontiguousarray(turned).reshape(right.shape), "rotated")
    assert cause.evidence["degrees"] == degrees
    assert f"{degrees}°" in finding_of(cause).text


def test_a_large_picture_the_other_way_round(signed: Sides) -> None:
    # Only the beginning is looked at, by whole channels.
    left = np.tile(signed[0], (1, 3, 3)) + 0.01 * np.arange(96)[:, None]
    right = left[:, ::-1, ::-1]
    flat = left[:2].ravel().copy(), right[:2].ravel().copy()
    metrics = measure(Values(left.ravel()), Values(right.ravel())).metrics
    assert metrics is not None
    facts = Facts(metrics, left.size, Severity.BAD, left.shape)
    numbers = Numbers(Half(flat[0]), Half(flat[1]), facts)
    cause = moved(numbers)
    assert cause is not None
    assert (cause.code, cause.evidence["degrees"]) == ("rotated", 180)


def symmetric(one: np.ndarray) -> np.ndarray:
    return one + one[:, :, ::-1]


def test_a_symmetric_picture_that_is_mirrored_is_the_same(sides: Sides) -> None:
    left, right = symmetric(sides[0]), symmetric(sides[1])
    assert diagnosed(left, np.ascontiguousarray(right[:, :, ::-1]))[0] is None
    # Mirroring cannot have been the cause where it changes nothing.
    noisy = with_noise(0.5 * left, 0.7)
    for cause in (diagnosed(left, noisy)[0], diagnosed(left, noisy[:, :, ::-1])[0]):
        assert cause is None or cause.code not in ("mirrored", "rotated", "upside_down")


def test_which_way_a_symmetric_picture_was_turned_nobody_can_tell(sides: Sides) -> None:
    left = symmetric(sides[0])
    for right in (left, symmetric(sides[1])):
        for turn in (right[:, ::-1], right[:, ::-1, ::-1]):
            assert diagnosed(left, np.ascontiguousarray(turn))[0] is None


@pytest.mark.parametrize(
    "shape", [(64, 1, 1), (3, 1, 40), (3, 40, 1), (2, 8, 8), (64, 2, 2)], ids=str
)
def test_no_turn_is_claimed_where_there_is_none(shape: tuple[int, int, int]) -> None:
    random = np.random.default_rng(14)
    for _ in range(60):
        left = random.standard_normal(shape)
        for right in (
            random.standard_normal(shape),
            0.8 * left + 0.6 * random.standard_normal(shape),
        ):
            cause = diagnosed(left, right)[0]
            assert cause is None or cause.code not in ("mirrored", "rotated", "upside_down")


def test_a_row_has_no_way_up() -> None:
    left = np.random.default_rng(15).standard_normal((4, 1, 40))
    assert named(left, left[:, :, ::-1].copy(), "mirrored").code == "mirrored"
    assert named(left, left[:, ::-1, ::-1].copy(), "mirrored").code == "mirrored"
    assert diagnosed(left, left[:, ::-1].copy())[0] is None


@pytest.mark.parametrize(("down", "along"), [(1, 0), (0, -1), (2, 1)])
def test_a_shift_is_told_with_its_direction(down: int, along: int, sides: Sides) -> None:
    left, right = sides
    moved = np.roll(right, (down, along), axis=(1, 2))
    evidence = named(left, moved, "shifted").evidence
    assert (evidence["rows_down"], evidence["columns_right"]) == (down, along)


@pytest.mark.parametrize("at", ["end", "start"])
def test_a_row_and_a_column_less(at: str, sides: Sides) -> None:
    left, right = sides
    less = right[:, :-1, :-1] if at == "end" else right[:, 1:, 1:]
    kept = left[:, :-1, :-1] if at == "end" else left[:, 1:, 1:]
    cause = named(left, less, "cropped")
    evidence = cause.evidence
    assert (evidence["larger"], evidence["surplus_at"]) == ("left", at)
    assert (evidence["rows"], evidence["columns"]) == (1, 1)
    assert evidence["overlap"] == [8, 15, 15]
    expected = np.vdot(kept, less) / np.linalg.norm(kept) / np.linalg.norm(less)
    assert evidence["cosine_of_overlap"] == pytest.approx(float(expected))
    assert confidence_of(cause) == CONFIDENCE["cropped"]
    assert named(less, left, "cropped").evidence["larger"] == "right"


def test_a_crop_of_something_else_is_less_sure(sides: Sides) -> None:
    other = np.random.default_rng(4).standard_normal((8, 15, 15))
    assert confidence_of(named(sides[0], other, "cropped")) == 0.5


# --- somewhere


@pytest.mark.parametrize("factor", [0.0, 4.0])
def test_a_channel_is_named(factor: float, sides: Sides) -> None:
    left, right = sides[0], sides[1].copy()
    right[5] *= factor
    evidence = named(left, right, "few_channels").evidence
    assert (evidence["channels"], evidence["count"], evidence["of"]) == ([5], 1, 8)
    assert evidence["constant"] is (factor == 0.0)
    errors = np.square(right - left).sum(axis=(1, 2))
    assert evidence["share_of_error"] == pytest.approx(float(errors[5] / errors.sum()))


def test_a_channel_that_carries_the_signal_may_carry_the_error(sides: Sides) -> None:
    left = sides[0].copy()
    left[5] *= 30.0
    noise = np.random.default_rng(6).normal(1.0, 0.5, SHAPE)
    assert diagnosed(left, left * noise)[0] is None


def test_offsets_by_channel(sides: Sides) -> None:
    left, right = sides
    offsets = np.array([0.5, -0.8, 0.3, 0.9, -1.2, 0.1, -0.4, 0.6])
    evidence = named(left, right + offsets[:, None, None], "channel_offsets").evidence
    assert evidence["channels"][0] == 4
    assert evidence["offsets"][0] == pytest.approx(-1.2, abs=0.05)


def test_a_border(sides: Sides) -> None:
    left, right = sides[0], np.zeros(SHAPE)
    right[:, 1:-1, 1:-1] = sides[1][:, 1:-1, 1:-1]
    evidence = named(left, right, "border_only").evidence
    assert (sorted(evidence["sides"]), evidence["depth"]) == (
        ["bottom", "left", "right", "top"],
        1,
    )
    assert evidence["share_of_area"] == 60 / 256
    right = sides[1].copy()
    right[:, -1] = 0.0
    assert named(left, right, "border_only").evidence["sides"] == ["bottom"]


def test_a_few_elements(sides: Sides) -> None:
    left, right = sides[0], sides[1].copy()
    right.reshape(-1)[[77, 600, 1100, 1700]] += [40.0, -90.0, 50.0, 60.0]
    evidence = named(left, right, "heavy_tail").evidence
    assert evidence["elements"] <= 4
    assert (evidence["of"], evidence["largest_at"]) == (2048, 600)


# --- all of them


ODD = st.sampled_from([0.0, 1.0, -1.0, 6.0, 1e-12, -1e-8, 3.5e5, -(2.0**19), 1e14, 1e29, 1e-29])


@given(
    st.sampled_from([(1, 1, 1), (1, 4, 4), (3, 1, 7), (16, 2, 2), (2, 9, 8), (8, 8, 8)]),
    st.lists(ODD, min_size=1, max_size=9),
    st.lists(ODD, min_size=1, max_size=7),
    st.sampled_from([0.0, 1e-6, 0.5]),
)
def test_no_numbers_are_too_odd(
    shape: tuple[int, int, int], lefts: list[float], rights: list[float], noise: float
) -> None:
    random = np.random.default_rng(7)
    left = np.resize(lefts, shape) * (1.0 + noise * random.standard_normal(shape))
    right = np.resize(rights, shape)
    for pair in ((left, right), (right, left), (left, -left), (left, left + right)):
        cause, _ = diagnosed(*pair)
        if cause is not None:
            assert json.dumps(finding_of(cause).evidence, allow_nan=False)


@given(
    st.lists(st.floats(0.001, 1000.0), min_size=2, max_size=40),
    st.integers(1, 39),
    st.sampled_from([0.5, 1.0, 2.0]),
)
def test_what_the_spread_rules_out_cannot_be(sizes: list[float], few: int, power: float) -> None:
    errors = np.array(sizes) ** power
    few = min(few, len(errors) - 1)
    squares = np.sort(np.square(errors))[::-1]
    share = float(squares[:few].sum() / squares.sum())
    measured = measure(Values(np.zeros(len(errors))), Values(errors))
    assert measured.metrics is not None
    facts = Facts(measured.metrics, len(errors), Severity.BAD, None)
    assert facts.can_hold(share, few / len(errors))


def test_every_code_has_a_sentence_and_a_confidence() -> None:
    assert set(CODES) == set(CONFIDENCE)
    assert len({title_of(code) for code in CODES} - {""}) == len(CODES)
    assert title_of("odd") == ""
    assert {fault.code for fault in faults() if fault.code} == set(CODES)
    assert all(0.5 < sure <= 0.99 for sure in CONFIDENCE.values())


def test_every_finding_is_one_sentence_and_plain_json(sides: Sides, signed: Sides) -> None:
    seen = set()
    for fault in faults():
        for pair in (sides, signed):
            changed = fault.put(*pair)
            cause = diagnosed(*changed)[0] if changed is not None else None
            if cause is None:
                continue
            seen.add(cause.code)
            finding = finding_of(cause)
            assert finding.code == cause.code
            assert finding.text[0].isupper() or finding.text[0].isdigit()
            assert finding.text.endswith(".")
            assert ". " not in finding.text
            assert not set("{}") & set(finding.text)
            assert "nan" not in finding.text
            assert json.loads(json.dumps(finding.evidence, allow_nan=False)) == finding.evidence
            assert finding.evidence["confidence"] == CONFIDENCE[cause.code]
    assert seen >= set(CODES) - {"channel_offsets"}


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (1.0, "100 %"),
        (0.9999, "99.9 %"),
        (0.9962, "99.6 %"),
        (0.974, "97 %"),
        (0.034, "3.4 %"),
        (0.0021, "0.21 %"),
    ],
)
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


# --- real runs beside the project

real = pytest.mark.skipif(not RETINAFACE.is_dir(), reason="no data beside the project")


@real
@pytest.mark.parametrize("bits", [8, 16])
def test_honest_runs_have_no_finding(bits: int) -> None:
    comparison = compare(
        Request(
            RETINAFACE / "caffe",
            (RETINAFACE / f"mapper_quant_{bits}bit",),
            RETINAFACE / "deploy.prototxt",
        )
    )
    assert len(comparison.results) == 120
    assert [result.findings for result in comparison.results if result.findings] == []


@functools.cache
def tallies(bits: int) -> list[tuple[Fault, Tally]]:
    """Every fault in a third of the pairs of a real run; it takes seconds."""
    pairs = pairs_of(RETINAFACE / "caffe", RETINAFACE / f"mapper_quant_{bits}bit", None)
    return measure_faults(list(pairs)[::3])


@real
def test_confidence_is_no_more_than_was_measured() -> None:
    namings: dict[str, list[int]] = {code: [0, 0] for code in CODES}
    for fault, tally in (*tallies(8), *tallies(16)):
        for code, count in tally.named.items():
            if code is not None:
                namings[code][0] += count if code == fault.code else 0
                namings[code][1] += count
    for code, (rightly, count) in namings.items():
        assert count >= 20, code
        # A third of the pairs: as sure as the whole, but for its own chance.
        slack = 2.0 * math.sqrt(CONFIDENCE[code] * (1.0 - CONFIDENCE[code]) / count)
        assert rightly / count >= CONFIDENCE[code] - slack, code


STRONG: dict[tuple[str, str], float] = {
    ("constant_offset", "+0.3 deviations"): 0.95,
    ("constant_gain", "× 0.6"): 0.95,
    ("power_of_two_gain", "× 2^-4"): 0.95,
    ("sign_flipped", "× −1"): 0.9,
    ("absolute_value", ""): 0.95,
    ("dead_output", "all 0"): 0.95,
    ("clipping", "upper 5 %"): 0.9,
    ("saturated", "70 %"): 0.9,
    ("layout_swapped", "right HWC"): 0.95,
    ("transposed", "H and W"): 0.95,
    ("mirrored", ""): 0.9,
    ("upside_down", ""): 0.9,
    ("rotated", "by a half"): 0.95,
    ("rotated", "by a quarter"): 0.95,
    ("channels_reversed", ""): 0.95,
    ("channels_permuted", "moved on by one"): 0.9,
    ("channels_permuted", "halves exchanged"): 0.9,
    ("channels_permuted", "neighbours exchanged"): 0.9,
    ("channels_permuted", "quarters exchanged"): 0.9,
    ("channels_permuted", "shuffled"): 0.9,
    ("shifted", "1, 0"): 0.9,
    ("cropped", "a row and a column less"): 0.95,
    ("few_channels", "one all 0"): 0.95,
    ("few_channels", "an ordinary one all 0"): 0.9,
    ("channel_offsets", "1 deviations"): 0.9,
    ("border_only", "ring all 0"): 0.9,
    ("heavy_tail", "1 of 1000, 30 deviations"): 0.8,
    ("rounding_noise", "steps of 1 root mean squares"): 0.9,
}


@real
def test_strong_faults_in_a_real_run_are_named() -> None:
    seen: set[tuple[str, str]] = set()
    for fault, tally in tallies(16):
        least = STRONG.get((fault.code or "", fault.strength))
        if least is None:
            continue
        seen.add((fault.code or "", fault.strength))
        assert tally.named[fault.code] >= least * tally.pairs > 0, fault
    assert seen == set(STRONG)


# --- in one row


@pytest.mark.parametrize(("rows", "columns"), [(10, 64), (64, 10), (8, 8), (3, 1024), (256, 36)])
@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_a_transposed_fully_connected_layer(rows: int, columns: int, noise: float) -> None:
    """Its weights, or what is flattened before it, C × (H·W) against (H·W) × C."""
    random = np.random.default_rng(rows)
    left = random.standard_normal((rows, columns))
    right = left.T + noise * random.standard_normal((columns, rows))
    shape = (left.size, 1, 1)
    cause = named(left.reshape(shape), np.ascontiguousarray(right).reshape(shape), "transposed")
    assert (cause.evidence["rows"], cause.evidence["columns"]) == (rows, columns)
    finding = finding_of(cause)
    assert f"{rows} rows of {columns} values" in finding.text


def test_rows_that_are_not_transposed_are_not_said_to_be() -> None:
    random = np.random.default_rng(4)
    for count in (48, 97, 720, 5040, 65536):
        steps = np.arange(count)
        for left in (
            random.standard_normal(count),
            np.sin(steps / 7.0),
            np.cumsum(random.standard_normal(count)),
            np.tile(random.standard_normal(4), count // 4 + 1)[:count],
        ):
            for noise in (0.3, 0.6, 2.0):
                right = left + noise * left.std() * random.standard_normal(count)
                cause, _ = diagnosed(left.reshape(count, 1, 1), right.reshape(count, 1, 1))
                assert cause is None, (count, cause)
            shuffled = random.permutation(left).reshape(count, 1, 1)
            assert diagnosed(random.standard_normal((count, 1, 1)), shuffled)[0] is None
