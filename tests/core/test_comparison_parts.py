"""Large pairs measured in parts: the same numbers, whatever the files look like."""

from __future__ import annotations

import math
import os
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.comparison.engine import measure_pairs
from core.comparison.matching import make_plan
from core.comparison.measuring import parts
from core.comparison.measuring.outcomes import Bench, Outcome
from core.comparison.measuring.parts import LargePair
from core.comparison.measuring.sides import Opener
from core.comparison.measuring.streams import measure_dumps
from core.comparison.model import Plan, Problem, Request
from core.dumps import spans
from core.dumps.spans import is_gap, lines_before, position_after, spans_of
from core.dumps.workspace import Workspace

LEFT = "a_output0_2_caffe.linear.float"
RIGHT = "a_output0_2_1_1_quant.linear.hex"


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "LARGE", 1)


def plan_of(folder: Path, left: bytes, right: bytes, right_name: str = RIGHT) -> Plan:
    sides = folder / "left", folder / "right"
    for side, name, text in zip(sides, (LEFT, right_name), (left, right), strict=True):
        side.mkdir(exist_ok=True)
        for old in side.iterdir():
            old.unlink()
        (side / name).write_bytes(text)
    return make_plan(Request(sides[0], (sides[1],)))


def never() -> bool:
    return False


def in_parts(plan: Plan, count: int, order: list[int]) -> object:
    """The outcome of the plan's pair, its parts measured in the given order."""
    large = LargePair.cut(Opener(plan), plan.pairs[0], count)
    assert large is not None
    outcomes = [large.measure(part, never, Bench()) for part in order if part < len(large)]
    assert outcomes[:-1] == [None] * (len(large) - 1)
    return outcomes[-1]


def at_once(plan: Plan) -> object:
    (pair,) = plan.pairs
    return measure_dumps(Opener(plan), pair.left, [pair.right], never, Bench())[0]


lines = st.lists(
    st.tuples(
        st.floats(-100, 100, width=32),
        st.sampled_from(["\n", "\n", "\n", "\n", "\r\n", "\n\n", " ", "\n \n"]),
    ),
    min_size=30,
    max_size=120,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    left=lines,
    right=lines,
    same=st.booleans(),
    count=st.integers(2, 4),
    order=st.permutations(range(4)),
)
def test_parts_give_what_the_whole_gives(
    tmp_path: Path,
    left: list[tuple[float, str]],
    right: list[tuple[float, str]],
    same: bool,
    count: int,
    order: list[int],
) -> None:
    """With blank lines, several numbers a line, and lengths that differ or not."""
    if same:
        right = [right[i % len(right)] for i in range(len(left))]
    plan = plan_of(
        tmp_path,
        "".join(f"{number!r}{end}" for number, end in left).encode() + b"\n",
        "".join(f"{int(number * 4096) & 0xFFFFFFFF:08x}{end}" for number, end in right).encode()
        + b"\n",
    )
    if len(spans_of(plan.pairs[0].left.path, count)) < 2:
        return
    parted, whole = in_parts(plan, count, order), at_once(plan)
    assert parted.left_count == whole.left_count  # type: ignore[attr-defined]
    assert parted.right_count == whole.right_count  # type: ignore[attr-defined]
    found, expected = parted.measured, whole.measured  # type: ignore[attr-defined]
    assert found.elements == expected.elements
    assert (found.metrics is None) == (expected.metrics is None)
    if expected.metrics is not None:
        for name in ("cosine_similarity", "max_absolute_error", "left_mean", "right_std"):
            assert getattr(found.metrics, name) == pytest.approx(
                getattr(expected.metrics, name), rel=1e-12, abs=1e-12
            )
        assert found.metrics.max_error_index == expected.metrics.max_error_index


def test_a_regular_pair_is_not_read_a_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = np.random.default_rng(3).normal(size=5000)
    plan = plan_of(
        tmp_path,
        "".join(f"{value:.18e}\n" for value in values).encode(),
        "".join(f"{int(value * 4096) & 0xFFFFFFFF:08x}\n" for value in values).encode(),
    )

    def second(*_: object) -> None:
        raise AssertionError("the whole was read")

    monkeypatch.setattr(parts, "measure_dumps", second)
    found = in_parts(plan, 3, [2, 0, 1])
    cosine = found.measured.metrics.cosine_similarity  # type: ignore[attr-defined]
    codes = (values * 4096).astype(np.int64) / 4096
    oracle = values @ codes / np.sqrt((values @ values) * (codes @ codes))
    assert cosine == pytest.approx(oracle, rel=1e-12)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_bad_line_is_told_as_ever(tmp_path: Path, side: str) -> None:
    left, right = [b"1.5\n"] * 400, [b"00001800\n"] * 400
    (left if side == "left" else right)[333] = b"what\n"
    plan = plan_of(tmp_path, b"".join(left), b"".join(right))
    ((_, result),) = measure_pairs(plan, threads=3)
    assert result.problem is Problem.UNREADABLE
    assert "line 334" in result.message


def test_nothing_is_cut_while_other_pairs_wait(tmp_path: Path) -> None:
    cut: list[str] = []

    class Noted(LargePair):
        @classmethod
        def cut(cls, opener: Opener, pair: object, count: int) -> LargePair | None:
            cut.append(pair.layer)  # type: ignore[attr-defined]
            return super().cut(opener, pair, count)  # type: ignore[arg-type]

    folders = tmp_path / "left", tmp_path / "right"
    for folder in folders:
        folder.mkdir()
        for number in range(6):
            (folder / f"c{number}_output0_caffe.float").write_text("1.5\n" * 300)
    plan = make_plan(Request(folders[0], (folders[1],)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.comparison.measuring.tasks.LargePair", Noted)
        results = dict(measure_pairs(plan, threads=2))
    assert sorted(results) == list(range(6))
    assert all(result.elements == 300 for result in results.values())
    assert cut == ["c5"]


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("written", ["as long", "longer", "shorter", "empty"])
def test_a_file_that_changes_between_two_parts_is_told(
    tmp_path: Path, side: str, written: str
) -> None:
    """As one thread tells it, whose file changes between two pieces."""
    sides = b"1.5\n" * 400, b"00001800\n" * 400
    plan = plan_of(tmp_path, *sides)
    large = LargePair.cut(Opener(plan), plan.pairs[0], 2)
    assert large is not None
    assert large.measure(0, never, Bench()) is None
    changed = getattr(plan.pairs[0], side).path
    old = sides[side == "right"].replace(b"8", b"9").replace(b"1.", b"2.")
    new = {"as long": old, "longer": old * 2, "shorter": old[: len(old) // 2], "empty": b""}
    with changed.open("r+b") as file:
        file.truncate(len(new[written]))
        file.write(new[written])
    os.utime(changed, ns=(1, 1))
    outcome = large.measure(1, never, Bench())
    assert isinstance(outcome, Outcome)
    assert outcome.measured is None
    whys = outcome.left_why, outcome.right_why
    assert (whys[0] != "", whys[1] != "") == (side == "left", side == "right")
    said = "".join(whys)
    assert str(changed) in said
    if written == "as long":
        assert "was written to while it was read" in said
    else:
        assert f"expected {len(old)} bytes, found {len(new[written])}" in said


def test_a_side_whose_squares_vanish_is_measured_all_the_same(tmp_path: Path) -> None:
    numbers = np.random.default_rng(4).integers(-9, 9, 400)
    plan = plan_of(
        tmp_path,
        "".join(f"{number}e-200\n" for number in numbers).encode(),
        "".join(f"{abs(number) * 4096:08x}\n" for number in numbers).encode(),
    )
    oracle = numbers @ abs(numbers) / (numbers @ numbers)
    for outcome in (at_once(plan), in_parts(plan, 2, [0, 1])):
        metrics = outcome.measured.metrics  # type: ignore[attr-defined]
        assert metrics.cosine_similarity == pytest.approx(oracle, rel=1e-12)
        assert metrics.left_std == pytest.approx(numbers.std() * 1e-200, rel=1e-12)
        assert metrics.max_absolute_error == abs(numbers).max()


def test_errors_whose_squares_vanish_are_measured_all_the_same(tmp_path: Path) -> None:
    """1e200 on both sides, and a 1 that is 3 on the right: the error is 2."""
    plan = plan_of(
        tmp_path,
        b"1e200\n1.0\n" * 200,
        b"1e200\n3.0\n" * 200,
        "a_output0_2_1_1_quant.linear.float",
    )
    for outcome in (at_once(plan), in_parts(plan, 2, [0, 1])):
        metrics = outcome.measured.metrics  # type: ignore[attr-defined]
        assert metrics.root_mean_square_error == pytest.approx(2**0.5, rel=1e-12)
        assert metrics.mean_absolute_error == 1.0
        assert metrics.relative_euclidean_distance == pytest.approx(2e-200, rel=1e-12)
        assert metrics.sqnr_db == pytest.approx(4000 - 20 * math.log10(2), rel=1e-12)
        assert (metrics.max_absolute_error, metrics.max_error_index) == (2.0, 1)


def test_cancel_reaches_the_search_for_a_place(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, b"1.5\n" * 400, b"00001800\n" * 400)
    flag = threading.Event()
    flag.set()
    assert list(measure_pairs(plan, cancelled=flag.is_set)) == []


@given(text=st.lists(st.sampled_from([b"\n", b"1", b"\r", b"  "]), max_size=60).map(b"".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_places_are_those_that_splitting_gives(tmp_path: Path, text: bytes) -> None:
    path, workspace = tmp_path / "a", Workspace(16)
    path.write_bytes(text)
    for end in range(len(text) + 2):
        found = lines_before(path, end, never, workspace)
        assert found == (text[:end].count(b"\n"), min(end, len(text)))
    ends = [at + 1 for at, byte in enumerate(text) if byte == ord("\n")]
    for number in range(len(ends) + 2):
        expected = 0 if number == 0 else [*ends, len(text), len(text)][number - 1]
        assert position_after(path, number, never, workspace) == expected
    assert is_gap(path, 0, len(text)) == (not text.strip())


def test_a_file_without_lines_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1 " * 100_000)
    assert spans_of(path, 4) == [(0, 200_000)]
    assert spans_of(tmp_path / "gone", 2) == [(0, 0)]
    assert spans_of(tmp_path / "no\0name", 2) == [(0, 0)]


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO")
def test_a_pipe_does_not_hang_the_search(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert len(spans_of(tmp_path / "pipe", 2)) == 1


FLOATS = "a_output0_1_caffe.linear.float"
LINE = b"0.500000\n"
WORD = b"00001000\n"


@pytest.mark.parametrize(
    ("left", "right", "name"),
    [
        (LINE * 5000, LINE * 5000 + b"zzz\n", FLOATS),
        (LINE * 5000, LINE * 5000 + b"\0" * 500 + b"\n", FLOATS),
        (LINE * 5000, LINE * 5000 + b"0.5", FLOATS),
        (WORD * 5000, WORD * 5000 + b"0000", RIGHT),
        (WORD * 5000, WORD * 5000 + b"0000\n", RIGHT),
        (WORD * 5000, WORD * 2500 + b"-1.500\n" + WORD * 2499, RIGHT),
        (b"1.5\n" * 2500 + b"10\n" * 7500, b"2.5\n" + b"1.5\n" * 2499 + b"10\n" * 7500, RIGHT),
        (b"0.123456789012\n" * 400 + b"0.125\n" * 5000 + b"0.5",) * 2 + (FLOATS,),
    ],
)
def test_the_verdict_does_not_depend_on_the_number_of_threads(
    tmp_path: Path, left: bytes, right: bytes, name: str
) -> None:
    sides = tmp_path / "left", tmp_path / "right"
    for side, text in zip(sides, (left, right), strict=True):
        side.mkdir()
        (side / name).write_bytes(text)
    plan = make_plan(Request(sides[0], (sides[1],)))
    (alone,) = [result for _, result in measure_pairs(plan, threads=1)]
    for threads in (2, 3, 5):
        (found,) = [result for _, result in measure_pairs(plan, threads=threads)]
        assert found.severity is alone.severity
        assert found.message == alone.message
        assert (found.left_elements, found.right_elements) == (
            alone.left_elements,
            alone.right_elements,
        )
        if alone.metrics is not None and found.metrics is not None:
            assert found.metrics.right_mean == pytest.approx(alone.metrics.right_mean)


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO")
def test_a_pipe_in_the_place_of_a_file_hangs_nothing(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, b"1.5\n" * 4000, WORD * 4000)
    large = LargePair.cut(Opener(plan), plan.pairs[0], 2)
    assert large is not None
    assert large.measure(0, never, Bench()) is None
    right = plan.pairs[0].right.path
    right.unlink()
    os.mkfifo(right)
    outcome = large.measure(1, never, Bench())
    assert outcome is not None
    assert "device or a pipe" in outcome.right_why
    with pytest.raises(OSError, match="not a file"):
        is_gap(right, 0, 5)
