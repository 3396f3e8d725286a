"""Conversion writes exact values, whole files, and never over its source."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from dumps_reading import BIAS, FLOAT, HEX, NONLINEAR
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dumps.convert import convert_dump
from core.dumps.formats import FixedPoint, nonlinear_table
from core.errors import CosightError

FORMAT = FixedPoint()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("convert")


def put(folder: Path, text: str, name: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


@settings(max_examples=150, deadline=None)
@given(
    numbers=st.lists(
        st.integers(-(2**31), 2**31 - 1) | st.integers(-5000, 5000), min_size=1, max_size=50
    ),
    fraction_bits=st.sampled_from([12]) | st.integers(0, 63),
)
def test_fixed_point_text_is_exact(folder: Path, numbers: list[int], fraction_bits: int) -> None:
    form = FixedPoint(64 - fraction_bits, fraction_bits)
    source = put(folder, "".join(f"{n & 0xFFFFFFFF:08x}\n" for n in numbers), HEX)
    convert_dump(source, folder / "out.float", form)
    lines = (folder / "out.float").read_text().splitlines()
    assert [Fraction(line) for line in lines] == [Fraction(n, 2**fraction_bits) for n in numbers]
    for line in lines:
        assert not ("." in line and line.endswith("0"))
        assert not line.endswith(".")


def test_known_lines(folder: Path) -> None:
    source = put(folder, "00001000\nffffffff\n00000000\n80000000\n7fffffff\n", HEX)
    convert_dump(source, folder / "out.float", FORMAT)
    assert (folder / "out.float").read_text().split("\n") == [
        "1", "-0.000244140625", "0", "-524288", "524287.999755859375", "",
    ]  # fmt: skip
    source = put(folder, "fffffff3\n36\n", BIAS)
    convert_dump(source, folder / "out.float", FORMAT)
    assert (folder / "out.float").read_text() == "-13\n54\n"


def test_more_numbers_than_a_chunk(folder: Path) -> None:
    numbers = np.arange(300_000, dtype=np.int64) - 150_000
    source = put(folder, "".join(f"{n & 0xFFFFFFFF:08x}\n" for n in numbers.tolist()), HEX)
    convert_dump(source, folder / "out.float", FORMAT)
    text = (folder / "out.float").read_text()
    np.testing.assert_array_equal(np.array(text.split(), np.float64), numbers / 4096)
    convert_dump(source, folder / "out.npy", FORMAT)
    array = np.load(folder / "out.npy")
    assert array.dtype == np.float64
    np.testing.assert_array_equal(array, numbers / 4096)


def test_logarithmic_codes(folder: Path) -> None:
    source = put(folder, "".join(f"{code:02x}\n" for code in range(256)), NONLINEAR)
    expected = nonlinear_table(8, -300)
    convert_dump(source, folder / "out.float", FORMAT, -300)
    lines = (folder / "out.float").read_text().splitlines()
    np.testing.assert_array_equal([float(line) for line in lines], expected)
    convert_dump(source, folder / "out.NPY", FORMAT, -300)
    array = np.load(folder / "out.NPY")
    assert array.dtype == np.float64
    np.testing.assert_array_equal(array, expected)


def test_decimal_text(folder: Path) -> None:
    source = put(folder, "1.000000000000000000e-40\nnan\n-inf\n-0.1\n", FLOAT)
    convert_dump(source, folder / "out.float", FORMAT)
    expected = ["1e-40", "nan", "-inf", "-0.1"]
    assert (folder / "out.float").read_text().splitlines() == expected


def test_an_existing_destination_is_replaced(tmp_path: Path) -> None:
    destination = put(tmp_path, "old", "out.float")
    convert_dump(put(tmp_path, "00001000\n", HEX), destination, FORMAT)
    assert destination.read_text() == "1\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [HEX, "out.float"]


@pytest.mark.parametrize("way", ["same", "other spelling", "link"])
def test_the_source_is_never_overwritten(tmp_path: Path, way: str) -> None:
    source = put(tmp_path, "1.5\n", FLOAT)
    destination = source
    if way == "other spelling":
        (tmp_path / "sub").mkdir()
        destination = tmp_path / "sub" / ".." / FLOAT
    elif way == "link":
        destination = tmp_path / "link.float"
        destination.hardlink_to(source)
    with pytest.raises(CosightError, match="would overwrite itself; choose"):
        convert_dump(source, destination, FORMAT)
    assert source.read_text() == "1.5\n"


def test_no_half_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path, "00001000\n", HEX)
    destination = put(tmp_path, "old", "out.npy")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.dumps.convert._write_array", full)
    with pytest.raises(CosightError, match=r"out\.npy cannot be written \(No space left"):
        convert_dump(source, destination, FORMAT)
    assert destination.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [HEX, "out.npy"]


@pytest.mark.parametrize(
    ("source", "destination", "sentence"),
    [
        ("notes.txt", "out.float", "is no dump"),
        (HEX, "out.txt", r"ends in \.float or \.npy"),
        (HEX, "missing/out.float", "cannot be written"),
        ("x.hex", "out.float", "expected 1 to 8 hex digits"),
        (NONLINEAR, "out.float", r"data_delta"),
        ("gone.hex", "out.float", "no longer there"),
    ],
)
def test_what_cannot_be_converted(
    tmp_path: Path, source: str, destination: str, sentence: str
) -> None:
    if source != "gone.hex":
        put(tmp_path, "zz\n" if source == "x.hex" else "00\n", source)
    with pytest.raises(CosightError, match=sentence):
        convert_dump(tmp_path / source, tmp_path / destination, FORMAT)
    assert not (tmp_path / destination).exists()
