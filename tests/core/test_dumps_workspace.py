"""Dumps read one after the other into the same memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from dumps_reading import BIAS, FLOAT, HEX, NONLINEAR, WEIGHT, reader_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(dumps=DUMPS, buffer_size=st.sampled_from([64, 256, 1 << 16]))
def test_the_numbers_are_those_of_a_file_read_alone(
    tmp_path: Path, dumps: list[tuple[str, int]], buffer_size: int
) -> None:
    read, workspace = reader_in(tmp_path), Workspace()
    for file_name, length in dumps:
        text = text_of(file_name, length)
        options = {"data_delta": -200, "buffer_size": buffer_size}
        alone = read(text, file_name, **options)
        found = read(text, file_name, workspace=workspace, **options)
        assert len(found) == length
        assert found.numbers.dtype == alone.numbers.dtype
        assert np.array_equal(found.as_float(), alone.as_float())
        assert [found.text(i) for i in range(length)] == [alone.text(i) for i in range(length)]


@pytest.mark.parametrize("kind", [FLOAT, HEX])
def test_the_next_dump_takes_the_memory_of_the_one_before(tmp_path: Path, kind: str) -> None:
    read, workspace = reader_in(tmp_path), Workspace()
    large = read(text_of(FLOAT, 5000), workspace=workspace)
    small = read(text_of(kind, 400), kind, workspace=workspace)
    again = read(text_of(FLOAT, 5000), workspace=workspace)
    assert np.shares_memory(large.numbers, small.numbers)
    assert np.shares_memory(large.numbers, again.numbers)


def test_without_a_workspace_the_numbers_are_the_callers_own(tmp_path: Path) -> None:
    read = reader_in(tmp_path)
    first, second = (read(text_of(FLOAT, 5000)) for _ in range(2))
    assert not np.shares_memory(first.numbers, second.numbers)
    assert first.numbers.base is None
    assert first.numbers.flags.owndata


def test_two_workspaces_hold_two_sides(tmp_path: Path) -> None:
    read = reader_in(tmp_path)
    left = read(text_of(FLOAT, 100), workspace=Workspace())
    expected = left.as_float()
    read(text_of(HEX, 100), HEX, workspace=Workspace())
    assert np.array_equal(left.as_float(), expected)


@pytest.mark.parametrize("broken", [b"1\nnonsense\n", b"\n\n", b"1\n2\0\n"])
def test_a_broken_file_spoils_nothing(tmp_path: Path, broken: bytes) -> None:
    read, workspace = reader_in(tmp_path), Workspace()
    read(text_of(FLOAT, 300), workspace=workspace)
    with pytest.raises(CosightError):
        read(broken, workspace=workspace)
    assert np.array_equal(
        read(text_of(FLOAT, 300), workspace=workspace).as_float(),
        read(text_of(FLOAT, 300)).as_float(),
    )


def test_numbers_that_grow_dense_behind_a_sparse_start(tmp_path: Path) -> None:
    """The estimate from the start is far too low: the array has to grow within a piece."""
    text = b"1.000000000000000000000000000000000000000000000000000000000001\n" * 9 + b"7\n" * 4000
    for workspace in (None, Workspace()):
        read = reader_in(tmp_path)
        values = read(text, buffer_size=512, workspace=workspace)
        assert values.as_float().tolist() == [1.0] * 9 + [7.0] * 4000
