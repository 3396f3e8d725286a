"""Hex text of every kind is read as the numbers Python's int reads from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from dumps_reading import BIAS, HEX, NONLINEAR, WEIGHT, bits, reader_in
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dumps.model import Values
from core.errors import CosightError

Read = Callable[..., Values]
int32s = st.integers(-(2**31), 2**31 - 1) | st.integers(-300, 300)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return reader_in(tmp_path_factory.mktemp("hex"))


def signed(token: str, width: int = 32) -> int:
    number = int(token, 16)
    return number - (1 << width) if number >> (width - 1) & 1 else number


@settings(max_examples=200, deadline=None)
@given(
    numbers=st.lists(int32s, min_size=1, max_size=150),
    form=st.sampled_from(["%08x", "%08X", "%x", "%X", "0x%08x", "0X%x", "%012x", "%09x"]),
    end=st.sampled_from(["\n", "\r\n", " ", "\t", "\r", "  \n"]),
    buffer_size=st.sampled_from([8, 24, 300, 1 << 20]),
)
def test_any_int32_survives(
    read: Read, numbers: list[int], form: str, end: str, buffer_size: int
) -> None:
    text = "".join(form % (number & 0xFFFFFFFF) + end for number in numbers)
    values = read(text.encode(), HEX, buffer_size=buffer_size)
    assert values.numbers.dtype == np.int32
    assert values.numbers.tolist() == numbers
    assert values.codes is values.numbers
    assert values.scale == 1 / 4096


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("odd_line", [0, 31, 32, 40, 99])
def test_one_odd_line_among_regular_ones(read: Read, end: str, odd_line: int) -> None:
    tokens = [f"{number * 0x01234567 & 0xFFFFFFFF:08x}" for number in range(100)]
    tokens[odd_line] = "A1 -B2".replace("-", "0x")
    values = read(end.join([*tokens, ""]).encode(), HEX)
    assert values.numbers.tolist() == [signed(token) for token in " ".join(tokens).split()]


@settings(max_examples=100, deadline=None)
@given(
    width=st.integers(1, 31),
    numbers=st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=40),
    extended=st.booleans(),
)
def test_narrow_formats_sign_at_their_own_width(
    read: Read, width: int, numbers: list[int], extended: bool
) -> None:
    expected = [number % (1 << width) - (1 << (width - 1)) for number in numbers]
    mask = 0xFFFFFFFF if extended else (1 << width) - 1
    text = "".join(f"{number & mask:08x}\n" for number in expected)
    # extended positives lie below the sign bit, so both ways of writing mean the same
    values = read(text.encode(), HEX, form=f"1.{width - 1}")
    assert values.numbers.tolist() == expected
    assert values.scale == 2.0 ** (1 - width)


@pytest.mark.parametrize("token", ["00010000", "fffe0000", "80000000", "ffff7fff"])
def test_a_number_too_wide_for_the_format_is_refused(read: Read, token: str) -> None:
    with pytest.raises(CosightError, match=rf"line 2: .*8\.8.*'{token}'.*does not fit 8\.8"):
        read(f"0000ffff\n{token}\n".encode(), HEX, form="8.8")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        (b"7f\n80\n", 2),
        (b"7fff\n8000\n", 4),
        (b"00000001\n", 8),
        (b"1\n22\n", 8),
        (b"123\n456\n", 8),
    ],
)
def test_digits_are_those_of_the_file(read: Read, text: bytes, digits: int) -> None:
    assert read(text, HEX).digits == digits


def test_a_bias_is_an_integer(read: Read) -> None:
    values = read(b"fffffff3\n36\n0\n1c\n7fffffff", BIAS, form="8.8")
    assert values.numbers.tolist() == [-13, 0x36, 0, 0x1C, 2**31 - 1]
    assert values.scale == 1.0


def log_value(code: int, size: int, delta: int) -> float:
    zero = 1 << (size - 1)
    if code == zero:
        return 0.0
    steps = (code % zero) * (8 if size == 8 else 1) + delta
    return (-1 if code > zero else 1) * 2 ** (steps / 128)


@settings(max_examples=100, deadline=None)
@given(
    size=st.sampled_from([8, 16]),
    seeds=st.lists(st.integers(0, 2**16 - 1), min_size=1, max_size=60),
    delta=st.integers(-2000, 2000),
    upper=st.booleans(),
)
def test_logarithmic_codes(
    read: Read, size: int, seeds: list[int], delta: int, upper: bool
) -> None:
    codes = [seed % (1 << size) for seed in seeds]
    # 16-bit exponents go far beyond float32
    codes = [code if size == 8 else (code & 0x8000) | (code % 4096) for code in codes]
    text = "".join(f"{code:0{size // 4}{'X' if upper else 'x'}}\n" for code in codes)
    values = read(text.encode(), NONLINEAR, data_delta=delta)
    expected = [log_value(code, size, delta) for code in codes]
    assert bits(values.numbers) == bits(expected)
    assert values.codes is not None
    assert values.codes.tolist() == codes
    assert values.codes.dtype == (np.uint8 if size == 8 else np.uint16)
    assert values.digits == size // 4


def test_logarithmic_codes_need_the_dot(read: Read) -> None:
    with pytest.raises(CosightError, match=r"cnn_net_tree\.dot.*data_delta"):
        read(b"05\n80\n", NONLINEAR)


@pytest.mark.parametrize("token", ["00000", "0000000000ff", "12345678"])
def test_a_wide_logarithmic_code_is_refused(read: Read, token: str) -> None:
    text = "05\n" * 70 + token + "\n05\n"
    with pytest.raises(CosightError, match=rf"line 71: .*2 or 4 hex digits, found '{token}'"):
        read(text.encode(), NONLINEAR, data_delta=0)


class TestWeights:
    """``weight.hex``: fixed point, or logarithmic with the offset of the file beside it."""

    @pytest.mark.parametrize("offset", [-1013, -990, -1, 0, 57])
    def test_offset_comes_from_the_decoded_copy(self, tmp_path: Path, offset: int) -> None:
        read = reader_in(tmp_path)
        codes = [0x80, *range(256)]
        decoded = [log_value(code, 8, offset) for code in codes]
        anti = "".join(f"{number:g}\n" for number in decoded)
        read(anti.encode(), "conv1_weight-anti.float")
        values = read("".join(f"{code:x}\n" for code in codes).encode(), WEIGHT)
        assert bits(values.numbers) == bits(decoded)
        assert values.codes is not None
        assert values.codes.tolist() == codes
        assert values.text(2) == "01"

    def test_all_zero(self, tmp_path: Path) -> None:
        read = reader_in(tmp_path)
        read(b"0\n0\n", "conv1_weight-anti.float")
        assert read(b"80\n80\n", WEIGHT).numbers.tolist() == [0.0, 0.0]

    @pytest.mark.parametrize(
        ("anti", "sentence"),
        [
            (None, r"conv1_weight-anti\.float; put that file beside it"),
            ("1\n2\n3\n", "2 weights, but conv1_weight-anti.float beside it holds 3"),
            ("1\n1.5\n", "no offset .* agree .*found 1.5 at number 2"),
            ("1\nnan\n", "no offset .*found nan at number 2"),
            ("1\ninf\n", "no offset .*found inf at number 2"),
            ("1e38\n0\n", "no offset .*found 1e\\+38 at number 1"),
        ],
    )
    def test_offset_that_cannot_be_known(
        self, tmp_path: Path, anti: str | None, sentence: str
    ) -> None:
        read = reader_in(tmp_path)
        if anti is not None:
            read(anti.encode(), "conv1_weight-anti.float")
        with pytest.raises(CosightError, match=sentence):
            read(b"0\n10\n", WEIGHT)

    def test_wider_tokens_are_fixed_point(self, tmp_path: Path) -> None:
        read = reader_in(tmp_path)
        values = read(b"d\nc5\n2a6\nffffffe2\n", WEIGHT)
        assert values.numbers.tolist() == [13, 0xC5, 0x2A6, -30]
        assert (values.scale, values.digits) == (1 / 4096, 8)


class TestDecimalsInHexFiles:
    """The content overrules the name."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (b"1.5\n00000000\n", [1.5, 0.0]),
            (b"00000000\n-5\n", [0.0, -5.0]),
            (b"1e+02\n2\n", [100.0, 2.0]),
            (b"3 nan inf -inf", [3.0, np.nan, np.inf, -np.inf]),
            (b"-1.#IND, 2.5", [np.nan, 2.5]),
        ],
    )
    def test_signs_points_and_names(self, read: Read, text: bytes, expected: list[float]) -> None:
        values = read(text, HEX)
        assert (values.digits, values.codes) == (0, None)
        np.testing.assert_array_equal(values.numbers, np.array(expected, np.float32))

    def test_a_damaged_digit_makes_no_decimals(self, read: Read) -> None:
        with pytest.raises(CosightError, match=r"line 3.*-0003000"):
            read(b"00001000\n00002000\n-0003000\n00004000\n", HEX)

    def test_one_line_of_plain_digits_for_an_input_blob(self, read: Read) -> None:
        name = "seg0_layer3_input(data)_inst.linear.hex"
        assert read(b"0 12 255 100 \n", name).numbers.tolist() == [0.0, 12.0, 255.0, 100.0]
        assert read(b"00000012 00000100\n", name).numbers.tolist() == [0x12, 0x100]
        assert read(b"12\n10\n", name).numbers.tolist() == [0x12, 0x10]
        assert read(b"12 a0\n", name).numbers.tolist() == [0x12, 0xA0]
        assert read(b"12 10\n", HEX).numbers.tolist() == [0x12, 0x10]

    def test_a_long_line(self, read: Read) -> None:
        text = " ".join(f"{i}.5" for i in range(20_000)).encode()
        values = read(text, "seg0_layer3_input(data)_inst.linear.hex", buffer_size=4096)
        assert values.numbers.tolist() == [i + 0.5 for i in range(20_000)]
