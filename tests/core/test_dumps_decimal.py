"""Decimal text is read as the exactly rounded float64 whose float32 is exact as well."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from dumps_reading import bits, nearest_single, parse, reader_in
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dumps.model import Values

Read = Callable[..., Values]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return reader_in(tmp_path_factory.mktemp("decimal"))


def exact_text(value: Fraction) -> str:
    """All digits of a dyadic fraction."""
    places = value.denominator.bit_length() - 1
    digits = str(abs(value.numerator) * 5**places).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}.{digits[len(digits) - places :]}"


def in_exponent_form(digits: str, power: int) -> str:
    return f"{digits[0]}.{digits[1:]}e{power:+03d}"


def same_doubles(numbers: object, tokens: list[str]) -> None:
    """The numbers are Python's own; beside a float32 midpoint they may be one step off."""
    found, expected = np.asarray(numbers), np.array([float(token) for token in tokens])
    assert found.dtype == np.float64
    different = found.view(np.int64) != expected.view(np.int64)
    for number, double in zip(found[different], expected[different], strict=True):
        above, below = np.nextafter(double, np.inf), np.nextafter(double, -np.inf)
        assert number in (above, below)
        assert bits([above]) != bits([below])


finite = st.floats(allow_nan=False, allow_infinity=False)
singles = st.floats(width=32, allow_nan=False, allow_infinity=False)
written = st.builds(
    lambda value, form: form % value,
    finite | singles,
    st.sampled_from(["%.18e", "%r", "%g", "%e", "%.9g", "%.17g", "%.25e", "%.3E", "%+.6g"]),
)
fixed = st.builds(
    lambda value, form: form % value,
    st.floats(-1e9, 1e9, width=32) | st.floats(-300, 300),
    st.sampled_from(["%.18f", "%.6f", "%.30f", "%.0f", "%.1f"]),
)
digits = st.text("0123456789", min_size=1, max_size=25)
free = st.builds(
    lambda sign, whole, fraction, power: sign + whole + fraction + power,
    st.sampled_from(["", "-", "+"]),
    digits,
    st.just("") | st.just(".") | digits.map(lambda text: "." + text),
    st.just("") | st.integers(-80, 60).map(lambda power: f"e{power}"),
)


@st.composite
def near_midpoints(draw: st.DrawFn) -> str:
    """A number half way between two float32, all digits or some, pushed a little or not."""
    low = draw(st.integers(0, 0x7F7FFFFF))
    pair = np.array([low, low + 1], np.uint32).view(np.float32)
    upper = Fraction(2) ** 128 if low == 0x7F7FFFFF else Fraction(float(pair[1]))
    middle = (Fraction(float(pair[0])) + upper) / 2
    push = draw(st.sampled_from([0, 0, 1, -1])) * Fraction(1, draw(st.sampled_from([2**60, 2**90])))
    text = exact_text(middle * (1 + push))
    keep = draw(st.integers(15, 30) | st.just(1000))
    whole, _, fraction = text.partition(".")
    significant = (whole + fraction).lstrip("0")
    power = len(whole.lstrip("0")) - 1 if whole.strip("0") else len(significant) - len(fraction) - 1
    return in_exponent_form(significant[:keep] + "0", power)


@settings(max_examples=150, deadline=None)
@given(tokens=st.lists(written | fixed | free, min_size=1, max_size=60))
def test_any_number_is_rounded_exactly(read: Read, tokens: list[str]) -> None:
    values = read("\n".join([*tokens, ""]).encode())
    assert bits(values.numbers) == bits([nearest_single(token) for token in tokens])
    same_doubles(values.numbers, tokens)
    assert (values.scale, values.codes, values.digits) == (1.0, None, 0)


@settings(max_examples=150, deadline=None)
@given(tokens=st.lists(near_midpoints(), min_size=1, max_size=40))
def test_numbers_at_rounding_midpoints_are_rounded_exactly(read: Read, tokens: list[str]) -> None:
    values = read("\n".join([*tokens, ""]).encode())
    assert bits(values.numbers) == bits([nearest_single(token) for token in tokens])
    same_doubles(values.numbers, tokens)


@settings(max_examples=100, deadline=None)
@given(
    patterns=st.lists(st.integers(0, 0x7F7FFFFF), min_size=1, max_size=60),
    form=st.sampled_from(["%.18e", "%.9g", "%.8e"]),
)
def test_every_float32_survives_its_text(read: Read, patterns: list[int], form: str) -> None:
    numbers = np.array(patterns, np.uint32).view(np.float32)
    text = "".join(form % number + "\n" for number in numbers.tolist())
    assert bits(read(text.encode()).numbers) == patterns


def test_twenty_thousand_random_decimals_of_every_length_are_exact(read: Read) -> None:
    source = np.random.default_rng(7)
    tokens = []
    for _ in range(20_000):
        length = int(source.integers(1, 24))
        text = "".join(map(str, source.integers(0, 10, length)))
        tokens.append(in_exponent_form(text + "0", int(source.integers(-50, 42))))
    values = read("\n".join(tokens).encode() + b"\n")
    assert bits(values.numbers) == bits([nearest_single(token) for token in tokens])
    same_doubles(values.numbers, tokens)


@settings(max_examples=150, deadline=None)
@given(values=st.lists(finite, min_size=1, max_size=60))
def test_every_float64_survives_its_text(read: Read, values: list[float]) -> None:
    for form in ("%.17g", "%.16e", "%.30e"):
        tokens = [form % value for value in values]
        same_doubles(read("\n".join([*tokens, ""]).encode()).numbers, tokens)


def test_fixed_point_in_decimal_text_stays_exact(read: Read) -> None:
    """2**31 steps of 1/4096 do not fit a float32; a converted hex file must equal its source."""
    steps = np.random.default_rng(3).integers(-(2**31), 2**31, 20_000)
    text = "".join(f"{step / 4096:.12f}\n" for step in steps.tolist())
    np.testing.assert_array_equal(read(text.encode()).numbers * 4096, steps)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("0", 0.0),
        ("-0", -0.0),
        ("-0.000000000000000000e+00", -0.0),
        ("0e99999999999", 0.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+5", 5.0),
        ("1_000.5", 1000.5),
        ("1E3", 1000.0),
        ("1e400000", np.inf),
        ("-1e400000", -np.inf),
        ("1e-999999", 0.0),
        ("-1e-999999", -0.0),
        ("1e" + "9" * 5000, np.inf),
        ("1e-" + "9" * 5000, 0.0),
        ("0." + "0" * 400 + "1e401", 1.0),
        ("1" + "0" * 400 + "e-400", 1.0),
        ("00000000000000000000000000000012.5", 12.5),
        ("340282356779733661637539395458142568448", np.inf),  # half way to the next power of two
        ("340282356779733661637539395458142568447.9", 3.4028234663852886e38),
        ("-3.4028235677973366163753939545814256844800001e38", -np.inf),
        ("7.0064923216240853546186479164495e-46", 0.0),  # just below half the smallest
        ("7.0064923216240853546186479164496e-46", 1.401298464324817e-45),
        ("16777217", 16777216.0),
        ("16777217.00000000000000000000000000000000001", 16777218.0),
        ("16777219", 16777220.0),
        ("-16777218.99999999999999999999999999999999", -16777218.0),
    ],
)
def test_odd_spellings(read: Read, token: str, expected: float) -> None:
    assert bits(read(f"{token}\n".encode()).numbers) == bits([expected])


NANS = ["nan", "NaN", "NAN", "-nan", "+nan", "nan(ind)", "-nan(ind)", "nan(snan)"]
NANS += ["1.#QNAN", "-1.#IND", "1.#QNAN0", "1.#SNAN", "1.#QNAN0000000000000e+000", "-1.#IND00"]
INFINITIES = ["inf", "Inf", "INF", "+inf", "infinity", "Infinity"]
INFINITIES += ["1.#INF", "1.#INF00", "1.#INF000000000000000e+000"]


@pytest.mark.parametrize("end", ["\n", "\r\n", " "])
def test_numbers_that_are_not_finite(read: Read, end: str) -> None:
    tokens = [*NANS, *INFINITIES, *("-" + token.lstrip("+") for token in INFINITIES)]
    numbers = read("".join(token + end for token in tokens).encode()).numbers
    nan, inf = len(NANS), len(INFINITIES)
    assert np.isnan(numbers[:nan]).all()
    assert (numbers[nan : nan + inf] == np.inf).all()
    assert (numbers[nan + inf :] == -np.inf).all()


def test_no_spelling_of_nan_leaves_the_compiled_route() -> None:
    text = " ".join([*NANS, *INFINITIES]).encode()
    buffer = np.frombuffer(text + b"\n" + bytes(64), np.uint8).copy()
    out, odd = np.empty(99), np.empty((9, 3), np.int64)
    _, count, odds = parse(buffer, 0, len(text), out, 0, odd)
    assert (count, odds) == (len(NANS) + len(INFINITIES), 0)


@settings(max_examples=100, deadline=None)
@given(
    tokens=st.lists(written | fixed, min_size=1, max_size=30),
    gaps=st.lists(st.sampled_from([" ", "\n", "\r\n", "\r", "\t", ",", ", ", "\n\n", "\v\f"])),
    buffer_size=st.integers(8, 80),
    mark=st.booleans(),
)
def test_separators_and_pieces_do_not_matter(
    read: Read, tokens: list[str], gaps: list[str], buffer_size: int, mark: bool
) -> None:
    gaps = [*gaps, *["\n"] * len(tokens)]
    text = "".join(token + gap for token, gap in zip(tokens, gaps, strict=False))
    values = read(b"\xef\xbb\xbf" * mark + text.encode(), buffer_size=buffer_size)
    assert bits(values.numbers) == bits([nearest_single(token) for token in tokens])


@pytest.mark.parametrize("end", ["", "\n", "\r\n", " \n\n"])
@pytest.mark.parametrize("form", ["%.18e", "%g", "%.6f"])
def test_the_last_newline_may_be_missing(read: Read, form: str, end: str) -> None:
    numbers = [1.5, -2.25, 1024.0, 0.0, 3.75]
    text = "\n".join(form % number for number in numbers) + end
    assert read(text.encode()).numbers.tolist() == numbers


def test_the_array_grows_when_the_beginning_misleads(read: Read) -> None:
    long, short = [f"{i}.{'0' * 60}" for i in range(50)], [str(i % 10) for i in range(5000)]
    numbers = read("\n".join([*long, *short, ""]).encode(), buffer_size=256).numbers
    assert numbers.tolist() == [*range(50), *(i % 10 for i in range(5000))]
    assert numbers.base is None
