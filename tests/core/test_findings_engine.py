"""Findings of whole comparisons: small and large files, kept results, reports."""

from __future__ import annotations

import csv
import io
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.comparison import result_cache, second_look
from core.comparison.engine import compare, measure_pairs
from core.comparison.findings import diagnosis
from core.comparison.findings.diagnosis import SMALL, whole_channels
from core.comparison.findings.facts import Facts
from core.comparison.matching import make_plan
from core.comparison.measuring import streams
from core.comparison.measuring.at_once import measured_at_once
from core.comparison.measuring.outcomes import Bench, Outcome
from core.comparison.measuring.sides import Opener
from core.comparison.metrics import measure
from core.comparison.model import Comparison, Pair, PairResult, Plan, Problem, Request, Severity
from core.comparison.result_cache import ResultCache
from core.comparison.result_store import ResultStore
from core.dumps.model import Values
from core.dumps.workspace import PIECE
from core.messages import install_translator
from core.report.csv_report import write_csv
from core.report.html_text import notes_of
from core.report.json_report import comparison_as_dict

SHAPES = [(16, 16, 16), (8, 64, 64), (16, 64, 64), (40, 64, 64)]
"""Of files that are less than a piece, just one, two, and what is more than ``SMALL``."""


def write(
    left: Path, right: Path, sides: tuple[np.ndarray, np.ndarray], name: str = "conv"
) -> None:
    """Decimal text on the left, hex on the right."""
    for folder in (left, right):
        folder.mkdir(parents=True, exist_ok=True)
    dims = ["_".join(map(str, side.shape)) for side in sides]
    text = "".join(f"{value!r}\n" for value in sides[0].ravel().tolist())
    (left / f"{name}_output0_{dims[0]}_caffe.linear.float").write_text(text)
    codes = np.rint(sides[1] * 4096).astype(int).ravel().tolist()
    text = "".join(f"{code & 0xFFFFFFFF:08x}\n" for code in codes)
    (right / f"{name}_output0_{dims[1]}_quant.linear.hex").write_text(text)


def noisy(shape: tuple[int, int, int], noise: float = 0.01) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(1)
    left = random.standard_normal(shape)
    return left, left + noise * random.standard_normal(shape)


def dead_channel(shape: tuple[int, int, int]) -> tuple[np.ndarray, np.ndarray]:
    left, right = noisy(shape)
    left[3] *= 3.0
    right[3] = 0.0
    return left, right


def compared(left: Path, *rights: Path) -> Comparison:
    return compare(Request(left, rights))


def only(left: Path, right: Path) -> PairResult:
    (result,) = compared(left, right).results
    return result


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are opened, from Python or by the compiled call for small ones."""
    names: list[str] = []
    real = Opener.open

    def noting(self: Opener, dump: object, *arguments: object) -> object:
        names.append(dump.name.file_name)  # type: ignore[attr-defined]
        return real(self, dump, *arguments)  # type: ignore[arg-type]

    def noting_pairs(opener: Opener, pairs: Sequence[Pair], bench: Bench) -> list[Outcome]:
        outcomes = measured_at_once(opener, pairs, bench)
        for pair in pairs[: len(outcomes)]:
            names.extend((pair.left.name.file_name, pair.right.name.file_name))
        return outcomes

    monkeypatch.setattr(Opener, "open", noting)
    monkeypatch.setattr(streams, "measured_at_once", noting_pairs)
    return names


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("threads", [1, 2])
def test_a_dead_channel_is_named_whatever_the_size(
    shape: tuple[int, int, int], threads: int, tmp_path: Path
) -> None:
    write(tmp_path / "left", tmp_path / "right", dead_channel(shape))
    comparison = compare(Request(tmp_path / "left", (tmp_path / "right",)), threads=threads)
    (result,) = comparison.results
    (finding,) = result.findings
    assert finding.code == "few_channels"
    assert finding.evidence["channels"] == [3]
    assert finding.evidence["of"] == shape[0]


@pytest.mark.parametrize(("shape", "times"), list(zip(SHAPES, (1, 1, 2, 2), strict=True)))
def test_a_pair_up_to_a_piece_is_read_once_and_a_larger_one_again(
    shape: tuple[int, int, int], times: int, tmp_path: Path, opened: list[str]
) -> None:
    write(tmp_path / "left", tmp_path / "right", dead_channel(shape))
    assert only(tmp_path / "left", tmp_path / "right").findings
    assert len(opened) == 2 * times


def test_plain_noise_is_not_read_again(tmp_path: Path, opened: list[str]) -> None:
    write(tmp_path / "left", tmp_path / "right", noisy(SHAPES[2], 0.5))
    result = only(tmp_path / "left", tmp_path / "right")
    assert result.severity is Severity.BAD
    assert result.findings == ()
    assert len(opened) == 2


def test_only_the_beginning_of_a_large_pair_is_read_for_what_is_bent(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    left, right = noisy(SHAPES[3])
    write(tmp_path / "left", tmp_path / "right", (left, np.minimum(right, 0.4)))
    assert left.size > SMALL > PIECE
    read: list[int] = []
    real = second_look._beginning

    def noting(opener: object, dump: object, most: int, *rest: object) -> object:
        read.append(most)
        return real(opener, dump, most, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(second_look, "_beginning", noting)
    monkeypatch.setattr(diagnosis, "MOST", SMALL)
    (finding,) = only(tmp_path / "left", tmp_path / "right").findings
    assert finding.code == "clipping"
    assert finding.evidence["upper"] == pytest.approx(0.4, abs=1 / 4096)
    assert finding.evidence["share_of_elements"] == pytest.approx((right >= 0.4).mean(), abs=0.01)
    assert all(PIECE < most < left.size for most in read)


def test_whole_channels() -> None:
    metrics = measure(Values(np.arange(4.0)), Values(np.ones(4))).metrics
    assert metrics is not None

    def read(shape: tuple[int, int, int] | None, elements: int, most: int) -> int:
        return whole_channels(Facts(metrics, elements, Severity.BAD, shape), most)

    assert read((10, 30, 10), 3000, 1000) == 900
    assert read((10, 30, 10), 3000, 200) == 300
    assert read((10, 30, 10), 3000, 5000) == 3000
    assert read(None, 3000, 1000) == 1000


def test_each_right_run_has_its_own(tmp_path: Path) -> None:
    left, right = noisy(SHAPES[0])
    write(tmp_path / "left", tmp_path / "a", (left, right + 0.5))
    write(tmp_path / "left", tmp_path / "b", (left, right))
    write(tmp_path / "left", tmp_path / "c", (left, right * 2))
    comparison = compared(tmp_path / "left", *(tmp_path / name for name in "abc"))
    codes = [[finding.code for finding in result.findings] for result in comparison.results]
    assert codes == [["constant_offset"], [], ["power_of_two_gain"]]


def test_a_crop_stays_broken(tmp_path: Path) -> None:
    left, right = noisy((8, 14, 14))
    write(tmp_path / "left", tmp_path / "right", (left, right[:, :-1, :-1]))
    result = only(tmp_path / "left", tmp_path / "right")
    assert (result.severity, result.problem) == (Severity.BROKEN, Problem.LENGTH_MISMATCH)
    assert (result.metrics, result.elements) == (None, 0)
    (finding,) = result.findings
    assert finding.code == "cropped"
    assert finding.evidence["cropped"] is True
    assert finding.evidence["cosine_of_overlap"] == pytest.approx(1.0, abs=0.001)
    assert "left side is larger" in finding.text


def test_other_lengths_say_nothing_of_a_crop(tmp_path: Path) -> None:
    left, _ = noisy((8, 14, 14))
    write(tmp_path / "left", tmp_path / "right", (left, left[:4]))
    assert only(tmp_path / "left", tmp_path / "right").findings == ()


@pytest.mark.parametrize("odd", [np.nan, np.inf])
def test_numbers_that_are_not_finite_have_no_finding(odd: float, tmp_path: Path) -> None:
    left, right = noisy(SHAPES[0])
    for side in (left, right):
        side[0, 0, 0] = odd
    for folder, side in (("left", left), ("right", right + 0.5)):
        (tmp_path / folder).mkdir()
        text = "".join(f"{value!r}\n" for value in side.ravel().tolist())
        (tmp_path / folder / "conv_output0_16_16_16_caffe.linear.float").write_text(text)
    result = only(tmp_path / "left", tmp_path / "right")
    assert result.problem is None
    assert result.findings == ()


@pytest.mark.parametrize("size", [1e-200, 1e30, 1e200, 1e300])
def test_sizes_whose_squares_are_out_of_range(size: float, tmp_path: Path) -> None:
    left, right = noisy(SHAPES[0], 0.5)
    for folder, side in (("left", left), ("right", right)):
        (tmp_path / folder).mkdir()
        text = "".join(f"{value!r}\n" for value in (side * size).ravel().tolist())
        (tmp_path / folder / "conv_output0_16_16_16_caffe.linear.float").write_text(text)
    assert only(tmp_path / "left", tmp_path / "right").findings == ()


def test_a_single_number(tmp_path: Path) -> None:
    write(tmp_path / "left", tmp_path / "right", (np.ones((1, 1, 1)), np.zeros((1, 1, 1))))
    assert only(tmp_path / "left", tmp_path / "right").findings == ()


@pytest.fixture
def at_second_look(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What to do when the first file is read again, put in by the test; it is done once."""
    to_do: list[Callable[[], None]] = []
    real = second_look._beginning

    def beginning(*arguments: object) -> object:
        if to_do:
            to_do.pop()()
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(second_look, "_beginning", beginning)
    return to_do


def test_a_file_that_changes_before_the_second_look_has_no_finding(
    tmp_path: Path, at_second_look: list[Callable[[], None]]
) -> None:
    left, right = dead_channel(SHAPES[2])
    write(tmp_path / "left", tmp_path / "right", (left, right))
    at_second_look.append(
        lambda: write(tmp_path / "left", tmp_path / "right", (left, right + left))
    )
    result = only(tmp_path / "left", tmp_path / "right")
    assert at_second_look == []
    assert result.metrics is not None
    assert result.findings == ()


def test_cancelled_in_the_second_look(
    tmp_path: Path, at_second_look: list[Callable[[], None]]
) -> None:
    write(tmp_path / "left", tmp_path / "right", dead_channel(SHAPES[2]))
    flag = threading.Event()
    at_second_look.append(flag.set)
    plan = make_plan(Request(tmp_path / "left", (tmp_path / "right",)))
    assert list(measure_pairs(plan, cancelled=flag.is_set)) == []
    assert at_second_look == []


# --- kept


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if some time had passed since the files were written."""
    now = time.time_ns
    monkeypatch.setattr(result_cache.time, "time_ns", lambda: now() + 10_000_000_000)


@pytest.fixture
def another_language() -> Iterator[None]:
    install_translator(lambda context, text: f"[{context}] {text}")
    yield
    install_translator(lambda context, text: text)


def measured(plan: Plan, store: ResultStore) -> tuple[dict[int, PairResult], list[str]]:
    started: list[str] = []
    results = dict(
        measure_pairs(
            plan, keeper=ResultCache(store), on_start=lambda pair: started.append(pair.layer)
        )
    )
    for thread in threading.enumerate():
        if thread.name == "keep-results":
            thread.join(10)
    return results, started


@pytest.mark.usefixtures("later")
def test_kept_results_have_the_same_findings(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    left, right = noisy(SHAPES[0])
    folders = tmp_path / "left", tmp_path / "right"
    write(*folders, (left, right + 0.5), "shifted")
    write(*folders, (left, right), "clean")
    write(*folders, dead_channel(SHAPES[0]), "dead")
    write(*folders, (left, right[:, :-1]), "cropped")
    plan = make_plan(Request(folders[0], (folders[1],)))
    store = ResultStore(tmp_path / "kept.sqlite")
    first, started = measured(plan, store)
    assert sorted(started) == ["clean", "cropped", "dead", "shifted"]
    again, started = measured(plan, store)
    assert started == []
    assert again == first
    codes = {one.pair.layer: [f.code for f in one.findings] for one in again.values()}
    assert codes == {
        "shifted": ["constant_offset"],
        "clean": [],
        "dead": ["few_channels"],
        "cropped": ["cropped"],
    }
    request.getfixturevalue("another_language")
    again, started = measured(plan, store)
    assert started == []
    for index, result in again.items():
        for finding, before in zip(result.findings, first[index].findings, strict=True):
            assert finding.text.startswith("[core] ")
            assert finding.evidence == before.evidence


@pytest.mark.usefixtures("later")
def test_a_shape_that_only_the_network_knows_is_part_of_what_is_kept(tmp_path: Path) -> None:
    left, right = dead_channel(SHAPES[0])
    for folder, side in (("left", left), ("right", right)):
        (tmp_path / folder).mkdir()
        text = "".join(f"{value!r}\n" for value in side.ravel().tolist())
        (tmp_path / folder / "seg0_layer1_output0_inst.linear.hex").write_text(text)
    plan = make_plan(Request(tmp_path / "left", (tmp_path / "right",)))
    shaped = replace(plan, pairs=tuple(replace(pair, shape=SHAPES[0]) for pair in plan.pairs))
    store = ResultStore(tmp_path / "kept.sqlite")
    results, _ = measured(plan, store)
    assert results[0].findings == ()
    results, started = measured(shaped, store)
    assert len(started) == 1
    assert [finding.code for finding in results[0].findings] == ["few_channels"]


# --- reports


def test_reports_say_it(tmp_path: Path) -> None:
    left, right = noisy(SHAPES[0])
    write(tmp_path / "left", tmp_path / "right", (left, right + 0.5))
    comparison = compared(tmp_path / "left", tmp_path / "right")
    (result,) = comparison.results
    (finding,) = result.findings
    (pair,) = comparison_as_dict(comparison)["pairs"]
    assert pair["findings"] == [
        {"code": "constant_offset", "text": finding.text, "evidence": dict(finding.evidence)}
    ]
    assert 0.5 < pair["findings"][0]["evidence"]["confidence"] < 1.0
    stream = io.StringIO(newline="")
    write_csv(comparison, stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert row["Message"] == finding.text
    assert notes_of(result) == [finding.text]
