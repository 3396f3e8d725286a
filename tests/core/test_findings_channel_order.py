"""Channels that stand in another order, against orders that are put in here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from comparison_samples import RETINAFACE

from benchmarks.faults import diagnosed
from core.comparison.engine import compare, read_pair
from core.comparison.findings.channel_order import MOST_CHANNELS
from core.comparison.findings.facts import Cause
from core.comparison.findings.sentences import finding_of
from core.comparison.matching import make_plan
from core.comparison.model import Request

Array = np.ndarray


def layer(shape: tuple[int, int, int], seed: int = 4) -> Array:
    """Rectified waves, each channel of its own size, as a convolution with ReLU gives them."""
    random = np.random.default_rng(seed)
    channels, height, width = shape
    y, x = np.mgrid[:height, :width] / max(height, width)
    waves = [
        np.sin(9 * a * y + c) + np.cos(9 * b * x + d)
        for a, b, c, d in random.normal(size=(channels, 4))
    ]
    sizes = np.exp(0.5 * random.normal(size=(channels, 1, 1)))
    return np.maximum(np.array(waves) * sizes, 0.0)


def noisy(values: Array, noise: float) -> Array:
    random = np.random.default_rng(6)
    return values + noise * values.std() * random.normal(size=values.shape)


def named(left: Array, right: Array) -> Cause:
    cause, _ = diagnosed(left, right)
    assert cause is not None
    assert cause.code == "channels_permuted"
    return cause


@pytest.mark.parametrize("noise", [0.0, 0.05, 0.3])
@pytest.mark.parametrize(
    ("order", "kind"),
    [
        ([*range(1, 32), 0], {"kind": "rotated", "by": -1}),
        ([31, *range(31)], {"kind": "rotated", "by": 1}),
        ([*range(20, 32), *range(20)], {"kind": "rotated", "by": 12}),
        ([*range(16, 32), *range(16)], {"kind": "halves"}),
        ([one ^ 1 for one in range(32)], {"kind": "neighbours"}),
        (
            [*range(8, 16), *range(24, 32), *range(8), *range(16, 24)],
            {"kind": "blocks", "blocks": 4},
        ),
        ([8 * (one % 4) + one // 4 for one in range(32)], {"kind": "other"}),
    ],
    ids=["back", "on", "by twelve", "halves", "neighbours", "quarters", "shuffled"],
)
def test_an_order_is_told_with_its_kind(
    order: list[int], kind: dict[str, object], noise: float
) -> None:
    left = layer((32, 12, 12))
    evidence = named(left, noisy(left[order], noise)).evidence
    assert {name: evidence.get(name) for name in kind} == kind
    away = [[at, source] for at, source in enumerate(order) if at != source]
    assert (evidence["moved"], evidence["of"]) == (len(away), 32)
    assert evidence["mapping"] == away[:8]
    undone = np.corrcoef(left.ravel(), noisy(left, noise).ravel())[0, 1]
    assert evidence["cosine_when_undone"] == pytest.approx(undone, abs=0.03)
    as_it_is = np.corrcoef(left.ravel(), noisy(left[order], noise).ravel())[0, 1]
    assert evidence["cosine_as_it_is"] == pytest.approx(as_it_is, abs=0.1)


def test_the_last_of_an_odd_number_has_no_neighbour() -> None:
    left = layer((9, 12, 12))
    evidence = named(left, left[[1, 0, 3, 2, 5, 4, 7, 6, 8]]).evidence
    assert (evidence["kind"], evidence["moved"]) == ("neighbours", 8)


@pytest.mark.parametrize("dead", [3, 12])
def test_channels_that_are_dead_or_alike_leave_the_rest_to_tell_it(dead: int) -> None:
    left = layer((32, 12, 12))
    left[np.random.default_rng(2).permutation(32)[:dead]] = 0.0
    left[17] = left[5]
    evidence = named(left, np.roll(left, 3, axis=0)).evidence
    assert (evidence["kind"], evidence["by"]) == ("rotated", 3)


def test_three_of_many_that_carry_the_signal() -> None:
    left = 0.05 * layer((40, 12, 12))
    left[[4, 9, 30]] *= 40.0
    order = np.arange(40)
    order[[4, 9, 30]] = 9, 30, 4
    evidence = named(left, noisy(left[order], 0.01)).evidence
    assert evidence["mapping"] == [[4, 9], [9, 30], [30, 4]]
    assert (evidence["kind"], evidence["moved"], evidence["of"]) == ("other", 3, 40)


def test_from_last_to_first_keeps_its_own_name() -> None:
    left = layer((16, 12, 12))
    for right in (left[::-1], noisy(left[::-1], 0.3)):
        cause, _ = diagnosed(left, right)
        assert cause is not None
        assert cause.code == "channels_reversed"
    two = layer((2, 12, 12))
    cause, _ = diagnosed(two, two[::-1])
    assert cause is not None
    assert cause.code == "channels_reversed"


@pytest.mark.parametrize("shape", [(2, 3, 3), (8, 3, 3), (64, 4, 4), (256, 3, 4), (512, 2, 2)])
def test_no_order_is_claimed_where_there_is_none(shape: tuple[int, int, int]) -> None:
    """Of many channels some resemble any other."""
    random = np.random.default_rng(8)
    for _ in range(40):
        left, right = random.standard_normal((2, *shape))
        for share in (0.0, 0.5, 0.8):
            cause, _ = diagnosed(left, share * left + np.sqrt(1.0 - share**2) * right)
            assert cause is None or cause.code != "channels_permuted", (shape, share)


def test_more_channels_than_are_looked_at_are_left_alone() -> None:
    left = layer((MOST_CHANNELS + 1, 3, 4))
    cause, _ = diagnosed(left, np.roll(left, 1, axis=0))
    assert cause is None or cause.code != "channels_permuted"


@pytest.mark.parametrize("kind", ["rotated", "halves", "neighbours", "blocks", "other"])
def test_each_kind_says_what_to_try(kind: str) -> None:
    evidence = {
        "kind": kind,
        "by": -3,
        "blocks": 4,
        "moved": 9,
        "of": 32,
        "mapping": [[0, 3], [1, 4]],
        "cosine_when_undone": 0.9987,
        "cosine_as_it_is": 0.1,
    }
    text = finding_of(Cause("channels_permuted", evidence)).text
    assert "0 ← 3, 1 ← 4, …" in text
    assert "0.9987" in text
    assert ("−3" in text) == (kind == "rotated")
    assert "Concat" in text or kind == "neighbours"


def _write(folder: Path, values: Array) -> None:
    folder.mkdir()
    name = f"conv_output0_{'_'.join(map(str, values.shape))}_caffe.linear.float"
    (folder / name).write_text("".join(f"{value:.6g}\n" for value in values.ravel()))


@pytest.mark.parametrize("shape", [(16, 16, 16), (32, 192, 192)], ids=str)
def test_a_large_pair_is_looked_at_to_its_end(shape: tuple[int, int, int], tmp_path: Path) -> None:
    """The second one is more than is read to tell where an error is."""
    left = layer(shape)
    _write(tmp_path / "left", left)
    _write(tmp_path / "right", np.roll(left, shape[0] // 2, axis=0))
    (result,) = compare(Request(tmp_path / "left", (tmp_path / "right",))).results
    (finding,) = result.findings
    assert (finding.code, finding.evidence["kind"]) == ("channels_permuted", "halves")


@pytest.mark.skipif(not RETINAFACE.is_dir(), reason="no data beside the project")
@pytest.mark.parametrize(
    "order_of",
    [
        lambda channels: np.roll(np.arange(channels), 1),
        lambda channels: np.roll(np.arange(channels), channels // 2),
        lambda channels: np.arange(channels) ^ 1,
        lambda channels: np.random.default_rng(1).permutation(channels),
    ],
    ids=["on by one", "halves", "neighbours", "shuffled"],
)
def test_layers_of_a_real_run(order_of: Callable[[int], Array]) -> None:
    plan = make_plan(Request(RETINAFACE / "caffe", (RETINAFACE / "mapper_quant_16bit",)))
    pairs = [pair for pair in plan.pairs if (pair.left.name.chw or (0,))[0] in (16, 32, 64)]
    assert len(pairs) > 30
    told = 0
    for pair in pairs:
        left, right = (
            side.as_float().reshape(pair.left.name.chw) for side in read_pair(plan, pair)
        )
        order = order_of(len(right))
        cause, _ = diagnosed(left, right[order])
        if cause is not None and cause.code == "channels_permuted":
            told += all(order[at] == source for at, source in cause.evidence["mapping"])
    assert told >= 0.9 * len(pairs)
