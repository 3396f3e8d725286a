"""Honest pairs of every kind have no finding: rounded and noisy outputs, however small."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks.faults import diagnosed
from core.comparison.engine import compare
from core.comparison.model import Request, Severity
from core.dumps.model import Kind

Array = np.ndarray
Made = Callable[[np.random.Generator, tuple[int, int, int]], Array]

SHAPES = [
    *((1, 1, 1), (2, 1, 1), (3, 1, 1), (1, 1, 5), (7, 2, 1), (10, 1, 1), (4, 2, 2), (20, 1, 1)),
    *((9, 2, 2), (12, 4, 3), (1, 16, 16), (2, 20, 20), (8, 1, 30), (64, 8, 8), (1000, 1, 1)),
]


def _smooth(random: np.random.Generator, shape: tuple[int, int, int]) -> Array:
    channels, height, width = shape
    y, x = np.mgrid[:height, :width]
    waves = [
        np.sin(a * y / 3 + c) + np.cos(b * x / 3) for a, b, c in random.normal(size=(channels, 3))
    ]
    return np.array(waves) * np.exp(random.normal())


def _softmax(random: np.random.Generator, shape: tuple[int, int, int]) -> Array:
    power = np.exp(random.normal(0.0, random.uniform(0.5, 8.0), shape))
    return power / power.sum(axis=0)


def _one_huge(random: np.random.Generator, shape: tuple[int, int, int]) -> Array:
    values = random.normal(size=shape)
    values.flat[0] = 50.0
    return values


OUTPUTS: dict[str, Made] = {
    "smooth": _smooth,
    "relu": lambda random, shape: np.maximum(_smooth(random, shape), 0.0),
    "few positive": lambda random, shape: np.maximum(random.normal(-1.5, 1.0, shape), 0.0),
    "relu6": lambda random, shape: np.clip(4.0 * _smooth(random, shape), 0.0, 6.0),
    "sigmoid": lambda random, shape: 1.0 / (1.0 + np.exp(-4.0 * _smooth(random, shape))),
    "softmax": _softmax,
    "normal": lambda random, shape: random.normal(size=shape) * np.exp(2.0 * random.normal()),
    "one huge": _one_huge,
    "mostly zero": lambda random, shape: random.normal(size=shape) * (random.random(shape) < 0.02),
    "constant": lambda random, shape: np.full(shape, random.normal()),
    "zero": lambda random, shape: np.zeros(shape),
    "classes": lambda random, shape: np.rint(20.0 * random.random(shape)),
    "near one": lambda random, shape: 1.0 - 1e-3 * random.random(shape),
}


def _held(values: Array, bits: int) -> Array:
    """In steps that 2^bits of them span."""
    largest = np.abs(values).max()
    if largest == 0.0:
        return values.copy()
    step = largest / (2 ** (bits - 1) - 1)
    return np.rint(values / step) * step


def _octaves(values: Array) -> Array:
    """In steps of a sixteenth of an octave, as the vendor's 8-bit codes are."""
    with np.errstate(divide="ignore"):
        levels = np.exp2(np.rint(16.0 * np.log2(np.abs(values))) / 16.0)
    return np.where(values == 0.0, 0.0, np.sign(values) * levels)


RUNS: dict[str, Callable[[np.random.Generator, Array], Array]] = {
    "as it is": lambda random, values: values.copy(),
    "20.12": lambda random, values: np.rint(4096 * values) / 4096,
    "20.12, cut off": lambda random, values: np.floor(4096 * values) / 4096,
    "16 bits": lambda random, values: _held(values, 16),
    "10 bits": lambda random, values: _held(values, 10),
    "8 bits": lambda random, values: _held(values, 8),
    "noise": lambda random, values: values + 0.01 * values.std() * random.normal(size=values.shape),
    "more noise": lambda random, values: (
        values + 0.3 * values.std() * random.normal(size=values.shape)
    ),
}


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("output", OUTPUTS)
def test_an_honest_pair_has_no_finding(output: str, run: str) -> None:
    random = np.random.default_rng(17)
    for shape in SHAPES * 2:
        left = OUTPUTS[output](random, shape)
        right = RUNS[run](random, left)
        for sides in ((left, right), (right, left)):
            cause, severity = diagnosed(*sides)
            # What is smaller than the format's step is said to be nothing wrong.
            harmless = cause is not None and cause.evidence.get("origin") == "format"
            assert cause is None or (harmless and severity is not Severity.GOOD), (shape, cause)


@pytest.mark.parametrize("output", ["relu6", "few positive", "one huge", "mostly zero", "normal"])
def test_logarithmic_codes_are_no_gain(output: str) -> None:
    """One value that many elements share, or a huge one, is rounded by 2 %: no factor of all."""
    random = np.random.default_rng(23)
    for shape in SHAPES * 2:
        left = OUTPUTS[output](random, shape)
        assert diagnosed(left, _octaves(left))[0] is None, shape


@pytest.mark.parametrize("gain", [0.6, 0.95, 1.05, 2.0])
@pytest.mark.parametrize("output", ["smooth", "relu", "relu6", "sigmoid", "normal"])
def test_a_factor_of_all_is_still_told(output: str, gain: float) -> None:
    random = np.random.default_rng(5)
    for shape in ((8, 9, 7), (1, 40, 30), (100, 1, 1)):
        left = OUTPUTS[output](random, shape)
        right = gain * left + 0.001 * left.std() * random.normal(size=shape)
        cause, _ = diagnosed(left, right)
        assert cause is not None
        assert cause.code == ("power_of_two_gain" if gain == 2.0 else "constant_gain")
        assert cause.evidence["gain"] == pytest.approx(gain, rel=0.01)


@pytest.mark.parametrize("gain", [0.6, 1.3, 2.0])
def test_a_large_factor_is_told_however_few_are_large(gain: float) -> None:
    left = _one_huge(np.random.default_rng(5), (8, 9, 7))
    cause, _ = diagnosed(left, gain * left)
    assert cause is not None
    assert cause.evidence["gain"] == pytest.approx(gain)


@pytest.mark.parametrize("noise", [0.0, 0.01])
def test_a_rectified_layer_with_its_sign_turned_has_lost_no_sign(noise: float) -> None:
    random = np.random.default_rng(3)
    left = np.maximum(_smooth(random, (8, 12, 12)), 0.0)
    right = -(left + noise * left.std() * random.normal(size=left.shape))
    for sides in ((left, right), (right, left)):
        cause, _ = diagnosed(*sides)
        assert cause is not None
        assert cause.code == "sign_flipped"


def test_a_bias_in_whole_numbers_has_no_scale_to_compare(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    codes = random.integers(-2000, 2000, 64)
    left, right = tmp_path / "left", tmp_path / "right"
    for folder in (left, right):
        folder.mkdir()
    (left / "conv_bias.hex").write_text("".join(f"{int(c) & 0xFFFFFFFF:x}\n" for c in codes))
    name = "conv_blob1_bias.float"
    (right / name).write_text("".join(f"{value:.6g}\n" for value in codes * 0.00265))
    (result,) = compare(Request(left, (right,), include=frozenset({Kind.BIAS}))).results
    assert result.metrics is not None
    assert result.metrics.centred_cosine > 0.999
    assert result.findings == ()
    # A gain of two runs' biases in one notation is one.
    (right / name).unlink()
    (left / "conv_bias.hex").unlink()
    for folder, scale in ((left, 1.0), (right, 3.0)):
        (folder / name).write_text("".join(f"{value:.6g}\n" for value in codes * scale))
    (result,) = compare(Request(left, (right,), include=frozenset({Kind.BIAS}))).results
    assert [one.code for one in result.findings] == ["constant_gain"]


@pytest.mark.parametrize(("rows", "columns"), [(30, 200), (300, 200)])
def test_transposed_weights_of_a_fully_connected_layer(
    rows: int, columns: int, tmp_path: Path
) -> None:
    """In memory still, and read again."""
    weights = np.random.default_rng(9).standard_normal((rows, columns))
    sides = (("fc_weight-anti.float", weights), ("fc_blob0_weight.float", weights.T))
    folders = tmp_path / "left", tmp_path / "right"
    for folder, (name, numbers) in zip(folders, sides, strict=True):
        folder.mkdir()
        (folder / name).write_text("".join(f"{value:.6g}\n" for value in numbers.ravel()))
    request = Request(folders[0], (folders[1],), include=frozenset({Kind.WEIGHT}))
    (result,) = compare(request).results
    (finding,) = result.findings
    assert finding.code == "transposed"
    assert (finding.evidence["rows"], finding.evidence["columns"]) == (rows, columns)
