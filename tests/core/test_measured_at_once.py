"""Pairs of small files measured in one compiled call, against whole arrays and Python's reading."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.comparison.engine import measure_pairs
from core.comparison.matching import make_plan
from core.comparison.measuring import at_once, streams
from core.comparison.measuring.at_once import measured_at_once
from core.comparison.measuring.outcomes import Bench, Outcome
from core.comparison.measuring.sides import Opener
from core.comparison.measuring.streams import measure_jobs
from core.comparison.metrics import measure
from core.comparison.model import Plan, Request
from core.dumps.formats import FixedPoint
from core.dumps.model import Kind, Values
from core.dumps.raw_file import calls
from core.dumps.workspace import PIECE

pytestmark = pytest.mark.skipif(calls() is None, reason="kernels cannot open files here")

Texts = list[tuple[str, str]]
"""What both files of each pair hold."""

TOKENS = st.one_of(
    # Whose squares leave float64's range is measured once more, in other units.
    st.floats(1e-9, 1e6).map(lambda number: f"{number:.18e}"),
    st.floats(-1e6, -1e-6).map(lambda number: f"{number:.9g}"),
    st.sampled_from(["0", "-0", "7.", "+3", "1e-9", "0.5", "nan", "-inf"]),
)
GAPS = st.sampled_from(["\n", "\n", "\r\n", " ", ",", "\n\n\n"])
GOOD = ("1.5\n" * 40, "00001800\n" * 40)
"""A pair with nothing odd in it."""


def planned(folder: Path, texts: Texts, kind: str = "output") -> Plan:
    """A plan of pairs with these texts, in their order."""
    for number, sides in enumerate(texts):
        for side, text, ending in zip(("left", "right"), sides, ("float", "hex"), strict=True):
            (folder / side).mkdir(exist_ok=True)
            name = f"conv{number}_{kind}0_caffe.{ending}"
            (folder / side / name).write_text(text, newline="")
    request = Request(folder / "left", (folder / "right",), include=frozenset(Kind))
    return make_plan(request)


def at_one_go(plan: Plan) -> list[Outcome]:
    """What one call makes of the first pairs of a plan."""
    before = open_files()
    outcomes = measured_at_once(Opener(plan), plan.pairs, Bench())
    assert open_files() == before
    return outcomes


def one_by_one(plan: Plan) -> list[Outcome]:
    """What comes of all pairs, whoever reads them."""
    bench, opener = Bench(), Opener(plan)
    jobs = [[entry] for entry in enumerate(plan.pairs)]
    outcomes: list[Outcome] = []
    while len(outcomes) < len(jobs):
        for of_job in measure_jobs(opener, jobs[len(outcomes) :], lambda: False, bench):
            outcomes += of_job
    return outcomes


def open_files() -> list[str]:
    return sorted(os.listdir("/proc/self/fd"))


def hexadecimal(number: int) -> str:
    return f"{number & 0xFFFFFFFF:08x}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.tuples(TOKENS, GAPS), min_size=1, max_size=40), st.integers(1, 90)),
        min_size=1,
        max_size=6,
    )
)
def test_any_pairs_give_what_their_whole_arrays_give(
    tmp_path: Path, drawn: list[tuple[list[tuple[str, str]], int]]
) -> None:
    texts, expected = [], []
    for number, (lines, repeated) in enumerate(drawn):
        left = "".join(token + gap for token, gap in lines) * repeated
        lefts = np.array([float(token) for token in left.replace(",", " ").split()])
        rights = [(7919 * index) ^ number for index in range(len(lefts))]
        texts.append((left, "".join(hexadecimal(value) + "\n" for value in rights)))
        expected.append((lefts, np.array(rights, np.int32)))
    for old in tmp_path.glob("*/*"):
        old.unlink()
    outcomes = at_one_go(planned(tmp_path, texts))
    assert len(outcomes) == len(texts)
    for outcome, (lefts, rights) in zip(outcomes, expected, strict=True):
        whole = measure(Values(lefts), Values(rights, FixedPoint().scale))
        assert outcome.left_count == outcome.right_count == len(lefts)
        assert repr(outcome.measured) == repr(whole)
        assert outcome.held is not None
        assert np.array_equal(outcome.held.left, lefts, equal_nan=True)
        assert np.array_equal(outcome.held.right, rights)


@pytest.mark.parametrize("lengths", [[PIECE], [PIECE + 1, 5], [20_000] * 9, [3000, 70_000, 2]])
def test_pairs_of_any_length_are_measured_and_small_ones_held(
    tmp_path: Path, lengths: list[int]
) -> None:
    random = np.random.default_rng(11)
    texts = []
    for length in lengths:
        left = random.normal(size=length)
        right = np.rint(left * 4096).astype(np.int64)
        lines = "".join(f"{number:.9e}\n" for number in left)
        texts.append((lines, "".join(hexadecimal(int(number)) + "\n" for number in right)))
    plan = planned(tmp_path, texts)
    outcomes: list[Outcome] = []
    while len(outcomes) < len(lengths):
        opener = Opener(plan)
        found = measured_at_once(opener, plan.pairs[len(outcomes) :], Bench())
        assert found
        outcomes += found
    for outcome, length, (left_text, right_text) in zip(outcomes, lengths, texts, strict=True):
        lefts = np.array([float(token) for token in left_text.split()])
        codes = np.array([int(token, 16) for token in right_text.split()], np.uint32)
        whole = measure(Values(lefts), Values(codes.view(np.int32), FixedPoint().scale))
        assert repr(outcome.measured) == repr(whole)
        assert (outcome.held is not None) == (length <= PIECE)
        if outcome.held is not None:
            assert np.array_equal(outcome.held.left, lefts)
            assert np.array_equal(outcome.held.right, codes.view(np.int32))


def test_a_pair_that_proves_longer_than_it_seemed_is_held_where_it_comes_first(
    tmp_path: Path,
) -> None:
    """Short tokens after long ones: by the pace of those before it would have fitted."""
    short = ("7\n" * 29_000, "00007000\n" * 29_000)
    long = ("0" * 59 + ".1\n", "0000019a\n")
    plan = planned(tmp_path, [*[short] * 4, ("7\n" * 9_000, "00007000\n" * 9_000), long, short])
    opener, outcomes = Opener(plan), list[Outcome]()
    while len(outcomes) < len(plan.pairs):
        found = measured_at_once(opener, plan.pairs[len(outcomes) :], Bench())
        assert found
        outcomes += found
    assert all(outcome.held is not None for outcome in outcomes)


def test_what_looks_like_lines_behind_a_full_piece_writes_nothing(tmp_path: Path) -> None:
    right = "00001800\n" * PIECE + " " * 300_000 + "\n"
    plan = planned(tmp_path, [("1.5\n" * PIECE, right)])
    (outcome,) = one_by_one(plan)
    assert outcome.held is not None
    assert np.array_equal(outcome.held.right, np.full(PIECE, 0x1800))


def test_causes_are_looked_for_in_the_pair_s_own_numbers(tmp_path: Path) -> None:
    """A pair out of the ordinary behind others must not be read into what they hold."""
    random = np.random.default_rng(2)
    texts = []
    for channel in (0, 1, 6):
        left = random.normal(size=(8, 16, 16))
        right = left.copy()
        right[channel] += 0.5 * random.choice((-1, 1), (16, 16))
        texts.append(tuple("".join(f"{n:.6f}\n" for n in side.ravel()) for side in (left, right)))
    texts[2] = texts[2][0], texts[2][1].removesuffix("\n")
    for number, sides in enumerate(texts):
        for side, text in zip(("left", "right"), sides, strict=True):
            (tmp_path / side).mkdir(exist_ok=True)
            (tmp_path / side / f"c{number}_output0_8_16_16_caffe.float").write_text(text)
    plan = make_plan(Request(tmp_path / "left", (tmp_path / "right",)))
    results = dict(measure_pairs(plan, threads=1))
    told = [results[index].findings[0].evidence["channels"] for index in range(3)]
    assert told == [[0], [1], [6]]


ODD: dict[str, tuple[str | bytes | None, str]] = {
    "missing": (None, "no longer there"),
    "empty": ("", "is empty"),
    "only spaces": (" \n \n", "no number"),
    "bad token": ("1.5\n" * 39 + "1x5\n", "line 40"),
    "UTF-16": ("1.5\n".encode("utf-16") * 40, "UTF-16"),
    "NUL bytes": (b"1.5\n" * 39 + b"\0\0\0\n", "line 40"),
    "no line end": ("1.5\n" * 39 + "2.25", ""),
    "UTF-8 mark": (b"\xef\xbb\xbf" + b"1.5\n" * 40, ""),
    "squares beyond float64": ("1e200\n" * 40, ""),
    "too long": ("1.5\n" * 39, ""),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_is_out_of_the_ordinary_is_left_to_python(tmp_path: Path, odd: str) -> None:
    plan = planned(tmp_path, [GOOD] * 5)
    text, sentence = ODD[odd]
    path = plan.pairs[2].left.path
    path.unlink()
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    outcomes = at_one_go(plan)
    assert len(outcomes) == 2
    everyone = one_by_one(plan)
    assert [outcome.measured is not None for outcome in everyone] == [
        *(True, True, not sentence),
        *(True, True),
    ]
    assert sentence in everyone[2].left_why
    assert bool(sentence) == bool(everyone[2].left_why)


@pytest.mark.parametrize("odd", ["00001800\n" * 39 + "0000180\n0", "zz\n" * 40, "1.5\n" * 40])
def test_so_are_odd_right_sides(tmp_path: Path, odd: str) -> None:
    plan = planned(tmp_path, [GOOD] * 3)
    plan.pairs[1].right.path.write_text(odd)
    outcomes = at_one_go(plan)
    assert len(outcomes) == 1
    assert [outcome.measured is not None for outcome in one_by_one(plan)][::2] == [True, True]


def test_a_folder_and_a_pipe_are_refused_at_once(tmp_path: Path) -> None:
    plan = planned(tmp_path, [GOOD] * 3)
    for pair, make in ((plan.pairs[0], Path.mkdir), (plan.pairs[1], os.mkfifo)):
        pair.right.path.unlink()
        make(pair.right.path)
    assert at_one_go(plan) == []
    first, second, third = one_by_one(plan)
    assert "is a folder" in first.right_why
    assert "a device or a pipe" in second.right_why
    assert third.measured is not None


@pytest.mark.parametrize("change", [os.truncate, os.utime, Path.unlink])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_file_that_changes_while_it_is_read_is_left_to_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, side: str, change: Callable[..., None]
) -> None:
    plan = planned(tmp_path, [GOOD] * 3)
    path = getattr(plan.pairs[1], side).path
    libc = ctypes.CDLL(None)
    libc.read.restype = ctypes.c_ssize_t
    libc.read.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)

    def read(file: int, place: int, most: int) -> int:
        got = int(libc.read(file, place, most))
        if os.readlink(f"/proc/self/fd/{file}") == str(path.resolve()):
            arguments = {os.truncate: (11,), os.utime: ((1, 1),)}.get(change, ())
            change(path, *arguments)
        return got

    kind = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
    callback = kind(read)
    functions = at_once._functions()
    assert functions is not None
    meddling = functions.copy()
    meddling[2] = ctypes.cast(callback, ctypes.c_void_p).value
    monkeypatch.setattr(at_once, "_functions", lambda: meddling)
    outcomes = at_one_go(plan)
    # What is unlinked can be read to its end.
    unlinked = change is Path.unlink
    assert len(outcomes) == (3 if unlinked else 1)


def test_files_of_input_blobs_are_told_by_all_of_their_beginning(tmp_path: Path) -> None:
    for side, name, text in (
        ("left", "conv1_input(data)_caffe.float", "1\n2\n3\n"),
        ("right", "conv1_input(data)_quant.hex", "1 2 3"),
    ):
        (tmp_path / side).mkdir()
        (tmp_path / side / name).write_text(text)
    plan = make_plan(Request(tmp_path / "left", (tmp_path / "right",), include=frozenset(Kind)))
    assert at_one_go(plan) == []
    (outcome,) = one_by_one(plan)
    assert outcome.measured is not None
    assert outcome.measured.metrics is not None
    assert outcome.measured.metrics.max_absolute_error == 0.0


def test_files_that_are_all_odd_are_seldom_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(tmp_path, [(GOOD[0] + "2.25", GOOD[1] + "00002400")] * 40)
    tried = []

    def noted(*arguments: Any) -> list[Outcome]:
        tried.append(arguments)
        return measured_at_once(*arguments)

    monkeypatch.setattr(streams, "measured_at_once", noted)
    assert all(outcome.measured is not None for outcome in one_by_one(plan))
    assert len(tried) <= 6


def test_where_kernels_cannot_open_files_python_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(tmp_path, [GOOD, ("2.5\n" * 7, "00002801\n" * 7), GOOD])
    by_kernel = [repr(outcome.measured) for outcome in one_by_one(plan)]
    monkeypatch.setattr(at_once, "_functions", lambda: None)
    assert [repr(outcome.measured) for outcome in one_by_one(plan)] == by_kernel
