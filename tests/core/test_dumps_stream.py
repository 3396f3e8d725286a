"""Dumps read a piece at a time, one after the other through the same memory."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from dumps_reading import BIAS, FLOAT, HEX, NONLINEAR, WEIGHT, reader_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.dumps import spans
from core.dumps.formats import FixedPoint
from core.dumps.model import Values
from core.dumps.names import parse_name
from core.dumps.reader import Cancelled, open_numbers, read_dump
from core.dumps.workspace import Workspace
from core.errors import CosightError

TEXTS = {
    FLOAT: lambda number: f"{number / 7:.18e}\n",
    HEX: lambda number: f"{number & 0xFFFFFFFF:08x}\n",
    BIAS: lambda number: f"{number & 0xFFFFFFFF:08x}\n",
    WEIGHT: lambda number: f"{number & 0xFFFFFFFF:08x}\n",
    NONLINEAR: lambda number: f"{number & 0xFF:02x}\n",
}
DUMPS = st.lists(st.tuples(st.sampled_from(list(TEXTS)), st.integers(1, 300)), max_size=8)


def text_of(file_name: str, length: int) -> bytes:
    numbers = range(-(length // 2), length - length // 2)
    return "".join(map(TEXTS[file_name], numbers)).encode()


def streamed(
    folder: Path, text: bytes, file_name: str, workspace: Workspace, piece: int
) -> tuple[NDArray[np.float64], list[int]]:
    """The values of all pieces, and how many numbers each had."""
    path = folder / file_name
    path.write_bytes(text)
    name = parse_name(file_name)
    assert name is not None
    found, lengths = [np.empty(0)], []
    with open_numbers(path, name, FixedPoint(), -200, None, workspace) as stream:
        while True:
            raw: NDArray[Any] = np.empty(piece, stream.raw)
            got = stream.fill(raw)
            lengths.append(got)
            found.append(stream.decoded(raw[:got], np.empty(got)) * stream.scale)
            if got < piece:
                return np.concatenate(found), lengths


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    dumps=DUMPS,
    buffer_size=st.sampled_from([64, 256, 1 << 16]),
    piece=st.sampled_from([1, 7, 64, 1000]),
)
def test_the_pieces_are_the_numbers_of_the_whole_file(
    tmp_path: Path, dumps: list[tuple[str, int]], buffer_size: int, piece: int
) -> None:
    read, workspace = reader_in(tmp_path), Workspace(buffer_size)
    for file_name, length in dumps:
        text = text_of(file_name, length)
        whole = read(text, file_name, data_delta=-200)
        found, lengths = streamed(tmp_path, text, file_name, workspace, piece)
        assert np.array_equal(found, whole.as_float())
        assert set(lengths[:-1]) <= {piece}


@pytest.mark.parametrize("broken", [b"1\nnonsense\n", b"\n\n", b"1\n2\0\n"])
def test_a_broken_file_spoils_nothing(tmp_path: Path, broken: bytes) -> None:
    workspace = Workspace()
    expected, _ = streamed(tmp_path, text_of(FLOAT, 300), FLOAT, workspace, 100)
    with pytest.raises(CosightError):
        streamed(tmp_path, broken, FLOAT, workspace, 100)
    found, _ = streamed(tmp_path, text_of(FLOAT, 300), FLOAT, workspace, 100)
    assert np.array_equal(found, expected)


def test_the_line_of_a_bad_number_is_told_whatever_the_pieces(tmp_path: Path) -> None:
    for text, file_name in ((b"1.5\n" * 70 + b"x\n", FLOAT), (b"00001000\n" * 70 + b"x\n", HEX)):
        for piece in (1, 8, 70, 71, 500):
            with pytest.raises(CosightError, match="line 71"):
                streamed(tmp_path, text, file_name, Workspace(128), piece)


def test_the_numbers_that_were_read_are_the_callers_own(tmp_path: Path) -> None:
    read = reader_in(tmp_path)
    first, second = (read(text_of(FLOAT, 5000)) for _ in range(2))
    assert not np.shares_memory(first.numbers, second.numbers)
    assert first.numbers.base is None
    assert first.numbers.flags.owndata


def test_numbers_that_grow_dense_behind_a_sparse_start(tmp_path: Path) -> None:
    """The estimate from the start is far too low: the array has to grow on the way."""
    sparse = b"1.000000000000000000000000000000000000000000000000000000000001\n"
    values = reader_in(tmp_path)(sparse * 70_000 + b"7\n" * 2_000_000)
    assert np.array_equal(values.as_float(), [1.0] * 70_000 + [7.0] * 2_000_000)


@pytest.mark.parametrize("file_name", [FLOAT, HEX, NONLINEAR])
def test_the_first_numbers_are_told_while_the_rest_is_read(tmp_path: Path, file_name: str) -> None:
    path = tmp_path / file_name
    path.write_bytes(text_of(file_name, 600_000))
    name = parse_name(file_name)
    assert name is not None
    told: list[tuple[Values, NDArray[np.float64]]] = []
    whole = read_dump(
        path,
        name,
        FixedPoint(),
        -200,
        so_far=lambda values: told.append((values, values.as_float())),
    )
    lengths = [len(values) for values, _ in told]
    assert lengths == sorted(lengths)
    assert lengths[0] == 65_536
    assert all(after >= 2 * before for before, after in itertools.pairwise(lengths))
    assert 2 * lengths[-1] > 600_000 > lengths[-1]
    for values, then in told:
        assert np.array_equal(values.as_float(), then)
        assert np.array_equal(then, whole.as_float(0, len(then)))
        assert not values.numbers.flags.writeable or values.codes is not None


def test_a_short_dump_is_told_at_once(tmp_path: Path) -> None:
    told: list[Values] = []
    reader_in(tmp_path)(text_of(FLOAT, 5000), so_far=told.append)
    assert told == []


@pytest.mark.parametrize("file_name", [FLOAT, HEX, BIAS])
@pytest.mark.parametrize("end", ["\n", "\r\n", " ", "\n\n"])
def test_several_threads_read_what_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_name: str, end: str
) -> None:
    read = reader_in(tmp_path)
    text = text_of(file_name, 20_001).replace(b"\n", end.encode())
    alone = read(text, file_name)
    monkeypatch.setattr(spans, "LARGE", 1000)
    for threads in (2, 3, 7):
        found = read(text, file_name, threads=threads)
        assert found.numbers.dtype == alone.numbers.dtype
        assert np.array_equal(found.numbers, alone.numbers)
        assert (found.scale, found.digits) == (alone.scale, alone.digits)
        assert (found.codes is None) == (alone.codes is None)


@pytest.mark.parametrize("bad", [0, 7000, 19_999])
def test_several_threads_find_the_same_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: int
) -> None:
    monkeypatch.setattr(spans, "LARGE", 1000)
    lines = text_of(FLOAT, 20_000).splitlines(keepends=True)
    lines[bad] = b"1.5.5\n"
    with pytest.raises(CosightError, match=rf"line {bad + 1}: expected a decimal number"):
        reader_in(tmp_path)(b"".join(lines), threads=3)
    with pytest.raises(CosightError, match="cut off at line 20000"):
        reader_in(tmp_path)(text_of(FLOAT, 20_000)[:-9], threads=3)


def test_several_threads_heed_a_cancel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "LARGE", 1000)
    with pytest.raises(Cancelled):
        reader_in(tmp_path)(text_of(FLOAT, 20_000), threads=2, cancelled=lambda: True)
