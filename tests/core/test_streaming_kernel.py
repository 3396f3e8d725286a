"""Pairs measured by one kernel that fetches its text itself, against the whole arrays."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.comparison.matching import make_plan
from core.comparison.measuring.outcomes import Bench, Outcome
from core.comparison.measuring.sides import Opener, Side
from core.comparison.measuring.streams import measure_dumps
from core.comparison.metrics import measure
from core.comparison.model import Plan, Request
from core.dumps.formats import FixedPoint
from core.dumps.model import Values
from core.dumps.raw_file import read_address
from core.dumps.reader import Cancelled, read_dump
from core.dumps.workspace import Workspace

pytestmark = pytest.mark.skipif(not read_address(), reason="kernels cannot read here")

LEFT, RIGHT = "conv1_output0_4_3_2_caffe.linear.float", "conv1_output0_4_3_2_quant.linear.hex"
PIECE = 1024
"""Sums are made by blocks of as many, so pieces of it give the very sums of the whole."""

TOKENS = st.one_of(
    st.floats(-1e6, 1e6).map(lambda number: f"{number:.18e}"),
    st.floats(width=32).map(repr),
    st.sampled_from(["nan", "-inf", "1e-320", "-0", "7.", "+3", "9" * 70, "0." + "1" * 90]),
)
GAPS = st.sampled_from(["\n", "\n", "\r\n", " ", ",", "\n\n\n", "\n" + " " * 150 + "\n"])


class SmallBench(Bench):
    """Buffers of ``size`` bytes, so that short files take many."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.left = Workspace(size, PIECE)
        self._rights = [Workspace(size, PIECE)]


def written(folder: Path, left: str, right: str) -> Plan:
    """A plan of one pair with these texts."""
    for side, name, text in (("left", LEFT, left), ("right", RIGHT, right)):
        (folder / side).mkdir(exist_ok=True)
        (folder / side / name).write_text(text, newline="")
    return make_plan(Request(folder / "left", (folder / "right",)))


def measured(plan: Plan, size: int) -> Outcome:
    """The outcome of the plan's only pair, read through buffers of ``size`` bytes."""
    (pair,) = plan.pairs
    bench = SmallBench(size)
    return measure_dumps(Opener(plan), pair.left, [pair.right], lambda: False, bench)[0]


def hexadecimal(number: int) -> str:
    return f"{number & 0xFFFFFFFF:08x}"


def by_python(text: str) -> list[float]:
    """The numbers of decimal text, as Python reads them."""
    return [float(token) for token in text.replace(",", " ").split()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    lefts=st.lists(st.tuples(TOKENS, GAPS), min_size=1, max_size=60),
    repeated=st.integers(1, 60),
    size=st.sampled_from([96, 256, 4096]),
    odd_one=st.integers(0, 4000),
)
def test_any_text_gives_what_its_whole_arrays_give(
    tmp_path: Path, lefts: list[tuple[str, str]], repeated: int, size: int, odd_one: int
) -> None:
    left = "".join(token + gap for token, gap in lefts) * repeated
    numbers = by_python(left)
    digits = [(7919 * index) ^ odd_one for index in range(len(numbers))]
    right = "".join(hexadecimal(number) + "\n" for number in digits)
    plan = written(tmp_path, left, right)
    outcome = measured(plan, size)
    expected = measure(
        Values(np.array(numbers)), Values(np.array(digits, np.int32), FixedPoint().scale)
    )
    assert (outcome.left_count, outcome.right_count) == (len(numbers), len(numbers))
    assert repr(outcome.measured) == repr(expected)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    counts=st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
    size=st.sampled_from([96, 1024]),
    ended=st.booleans(),
)
def test_sides_of_different_lengths_are_counted(
    tmp_path: Path, counts: tuple[int, int], size: int, ended: bool
) -> None:
    left = "1.5\n" * counts[0] + ("" if ended else "2.25")
    right = (hexadecimal(5) + "\n") * counts[1] + ("" if ended else hexadecimal(6))
    outcome = measured(written(tmp_path, left, right), size)
    more = 0 if ended else 1
    assert (outcome.left_count, outcome.right_count) == (counts[0] + more, counts[1] + more)
    assert outcome.measured is not None
    assert (outcome.measured.metrics is not None) == (counts[0] == counts[1])


def test_the_kernel_and_python_read_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(5)
    left = "".join(f"{number:.18e}\n" for number in random.normal(size=9000))
    right = "".join(hexadecimal(int(n)) + "\r\n" for n in random.integers(-(2**31), 2**31, 9000))
    plan = written(tmp_path, left, right)
    outcomes = [repr(measured(plan, 512).measured)]
    monkeypatch.setattr("core.dumps.text_file.read_address", lambda: 0)
    outcomes.append(repr(measured(plan, 512).measured))
    assert outcomes[0] == outcomes[1]


def test_most_of_a_file_is_read_in_few_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 100_000
    plan = written(tmp_path, "1.25\n" * count, (hexadecimal(3) + "\n") * count)
    advances = []
    advance = Side.advance

    def counted(side: Side, most: int | None = None) -> int:
        advances.append(side)
        return advance(side, most)

    monkeypatch.setattr(Side, "advance", counted)
    outcome = measured(plan, 1 << 14)
    assert outcome.left_count == outcome.right_count == count
    # A hundred pieces of both sides: the kernel comes back for every few hundred thousand bytes.
    assert len(advances) < 20


@pytest.mark.parametrize("side", [LEFT, RIGHT])
@pytest.mark.parametrize("index", [0, 20, 1500, 2999])
def test_a_bad_token_is_told_with_its_line(tmp_path: Path, side: str, index: int) -> None:
    lines = {LEFT: ["1.5"] * 3000, RIGHT: [hexadecimal(9)] * 3000}
    lines[side][index] = "1x5" if side == LEFT else "zz"
    left, right = ("".join(line + "\n" for line in lines[name]) for name in (LEFT, RIGHT))
    outcome = measured(written(tmp_path, left, right), 512)
    told = outcome.left_why if side == LEFT else outcome.right_why
    assert f"{side}, line {index + 1}:" in told
    assert outcome.measured is None


@pytest.mark.parametrize("side", [LEFT, RIGHT])
@pytest.mark.parametrize("after", [1, 3])
def test_a_file_cut_while_the_kernel_reads_breaks_the_pair(
    tmp_path: Path, side: str, after: int
) -> None:
    plan = written(tmp_path, "1.5\n" * 60_000, (hexadecimal(9) + "\n") * 60_000)
    (pair,) = plan.pairs
    asked = []

    def meddle() -> bool:
        asked.append(True)
        if len(asked) == 2 + after:
            os.truncate(pair.left.path if side == LEFT else pair.right.path, 70_000)
        return False

    bench = SmallBench(1 << 12)
    (outcome,) = measure_dumps(Opener(plan), pair.left, [pair.right], meddle, bench)
    told = outcome.left_why if side == LEFT else outcome.right_why
    assert "changed while it was read" in told
    assert outcome.measured is None


def test_a_long_file_can_be_cancelled_in_its_middle(tmp_path: Path) -> None:
    plan = written(tmp_path, "1.5\n" * 400_000, (hexadecimal(9) + "\n") * 400_000)
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) == 12

    (pair,) = plan.pairs
    left = pair.left
    with pytest.raises(Cancelled):
        measure_dumps(Opener(plan), left, [pair.right], cancelled, SmallBench(1 << 12))
    asked.clear()
    with pytest.raises(Cancelled):
        read_dump(left.path, left.name, FixedPoint(), None, cancelled, buffer_size=1 << 12)
