"""Lines that are all laid out alike are read as each would be alone, whatever is wrong with one."""

from __future__ import annotations

import functools
import random

import numpy as np
import pytest
from dumps_reading import TOKEN, Outcome, nearest_single, parse, read_decimals
from hypothesis import given, settings
from hypothesis import strategies as st

ENDS = [b"\n", b"\r\n"]


@functools.cache
def alone(token: bytes) -> bytes | None:
    """The float64 of a token where no line is looked for."""
    return read_decimals(token)[0]


def one_by_one(text: bytes) -> Outcome:
    return [alone(token) for token in TOKEN.findall(text)]


def taken(text: bytes) -> int:
    """How many numbers are read as lines laid out alike."""
    # Late: whoever only collects the tests compiles nothing.
    from lines_kernel import parse as parse_lines

    buffer = np.frombuffer(text + b"5" * 64, np.uint8).copy()
    room, odd = np.empty(len(text)), np.empty((len(text), 3), np.int64)
    position, count, _, _ = parse_lines(buffer, len(text), room, odd)
    assert text[:position].count(b"\n") == count
    return int(count)


def numbers(size: int, seed: int) -> list[float]:
    source = np.random.default_rng(seed)
    values = source.standard_normal(size) * 10.0 ** source.integers(-30, 30, size)
    values[source.random(size) < 0.1] = 0
    return values.tolist()


def lines(form: str, size: int, seed: int = 1) -> list[bytes]:
    """Numbers below ten where ``form`` has no exponent, so that all are equally long."""
    values = numbers(size, seed) if form[-1] in "eE" else np.sin(range(size)).tolist()
    return [(form % value).encode() for value in values]


def joined(tokens: list[bytes], end: bytes = b"\n") -> bytes:
    return b"".join(token + end for token in tokens)


def check(tokens: list[bytes], found: Outcome) -> None:
    """The numbers are Python's own, or one step beside it so that their float32 is right."""
    assert len(found) == len(tokens)
    for token, raw in zip(tokens, found, strict=True):
        assert raw is not None
        number, expected = np.frombuffer(raw)[0], float(token)
        with np.errstate(over="ignore", under="ignore"):
            single = np.float32(number)
        assert single.tobytes() == nearest_single(token.decode()).tobytes(), token
        steps = np.nextafter(expected, np.inf), np.nextafter(expected, -np.inf)
        assert raw == np.float64(expected).tobytes() or number in steps
        assert raw == np.float64(expected).tobytes() or raw == alone(token)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("letter", ["e", "E", "f"])
@pytest.mark.parametrize("digits", range(22))
def test_every_number_of_digits(digits: int, letter: str, end: bytes) -> None:
    tokens = lines(f"%.{digits}{letter}", 300)
    check(tokens, read_decimals(joined(tokens, end)))


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("letter", ["e", "E", "f"])
@pytest.mark.parametrize("digits", range(3, 19))
def test_lines_of_these_layouts_are_taken(digits: int, letter: str, end: bytes) -> None:
    tokens = lines(f"%.{digits}{letter}", 700)
    assert taken(joined(tokens, end)) >= 690
    assert taken(joined([*tokens[:300], b"1.5", *tokens[300:]], end)) in range(64, 301)


@pytest.mark.parametrize("form", ["%.2e", "%.19e", "%.0f", "%g", "%+.18e", " %.18e", "%.18e,"])
def test_others_are_not(form: str) -> None:
    tokens = lines(form.strip(" ,"), 50)
    assert taken(joined([form.encode().replace(b"%.18e", token) for token in tokens])) == 0
    assert taken(joined([b"1%.18e" % 5.0] * 50)) == 0
    assert taken(joined([b"1.5e+000"] * 50)) == 0


@pytest.mark.parametrize("place", [0, 1, 6, 11])
@pytest.mark.parametrize(
    "line",
    [
        b"-1.234567890123456789e-05\n",
        b"9.876543210987654321e+38\r\n",
        b"-0.123457\n",
        b"5.678E-02\r\n",
        b"1.1234567890123e+11\n",
    ],
)
def test_any_byte_at_any_place_of_a_line(line: bytes, place: int) -> None:
    end = b"\r\n" if line.endswith(b"\r\n") else b"\n"
    signs = [line.removeprefix(b"-"), b"-" + line.removeprefix(b"-")]
    around = [signs[i % 3 % 2] for i in range(20)]
    assert taken(b"".join(around)) >= 16
    for at in range(len(line)):
        for byte in range(256):
            changed = line[:at] + bytes([byte]) + line[at + 1 :]
            text = b"".join([*around[:place], changed, *around[place:], b"7", end])
            assert read_decimals(text) == one_by_one(text), changed


@settings(max_examples=100, deadline=None)
@given(
    form=st.sampled_from(["%.18e", "%.18f", "%.6f", "%.9E"]),
    end=st.sampled_from(ENDS),
    changes=st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from([*b"0123456789-+., \n\reE\0n"])),
        max_size=4,
    ),
    cut=st.integers(0, 40),
)
def test_damage_anywhere_in_many_lines(
    form: str, end: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    text = bytearray(joined(lines(form, 400), end))
    for place, byte in changes:
        text[place % len(text)] = byte
    whole = bytes(text[: len(text) - cut])
    assert read_decimals(whole) == one_by_one(whole)


def test_lines_and_others_in_turns() -> None:
    source = random.Random(3)
    tokens: list[bytes] = []
    for run in range(60):
        form = source.choice(["%.18e", "%.18f", "%g", "%.6e"])
        tokens += lines(form, source.choice([1, 3, 5, 40, 300]), run)
        tokens += source.choice([[], [b"nan"], [b"-inf", b"x"], [b"1" * 5000]])
    assert read_decimals(joined(tokens), odd_room=2) == one_by_one(joined(tokens))


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("form", ["%.18e", "%.3e", "%.18f"])
def test_full_arrays_and_any_end_of_the_text(form: str, end: bytes) -> None:
    tokens = lines(form, 300)
    text = joined(tokens, end)
    expected = one_by_one(text)
    for room in (1, 2, 3, 4, 5, 127, 128, 129, 299, 300, 301):
        assert read_decimals(text, room) == expected
    for cut in range(1, 60):
        short = text[: len(text) - cut]
        assert read_decimals(short) == one_by_one(short)
    for start in range(60):
        assert read_decimals(text, start=start) == one_by_one(text[start:])


def test_lines_behind_the_text_are_not_read() -> None:
    tokens = lines("%.18e", 30)
    buffer = np.frombuffer(joined(tokens) + bytes(64), np.uint8).copy()
    room, odd = np.empty(30), np.empty((8, 3), np.int64)
    for many in range(1, 30):
        stop = len(joined(tokens[:many]))
        assert parse(buffer, 0, stop, room, 0, odd) == (stop, many, 0)


def test_doubtful_lines_fill_the_list_of_odd_ones() -> None:
    """1 + 2**-24 + 1e-18 lies beside the midpoint of two float32 numbers."""
    doubtful = b"1.000000059604644776e+00"
    tokens = [*lines("%.18e", 70), *[doubtful] * 9, *lines("%.18e", 100, 5), doubtful]
    text = joined(tokens)
    assert taken(text) in range(len(tokens) - 4, len(tokens) + 1)
    for odd_room in (1, 2, 8, 9, 10, 11):
        assert read_decimals(text, odd_room=odd_room) == one_by_one(text)


@st.composite
def near_midpoints(draw: st.DrawFn) -> float:
    low = draw(st.integers(0, 0x7F7FFFFE))
    below, above = np.array([low, low + 1], np.uint32).view(np.float32).astype(np.float64)
    middle = float((below + above) / 2)
    return draw(st.sampled_from([middle, np.nextafter(middle, 0), np.nextafter(middle, 1e300)]))


singles = st.floats(width=32, allow_nan=False, allow_infinity=False)
doubles = st.floats(-1e99, 1e99).filter(lambda value: value == 0 or abs(value) > 1e-99)


@settings(max_examples=200, deadline=None)
@given(
    values=st.lists(near_midpoints() | singles | doubles, min_size=8, max_size=40),
    signs=st.lists(st.booleans(), min_size=40, max_size=40),
    digits=st.integers(6, 18),
)
def test_hard_numbers_are_rounded_exactly(
    values: list[float], signs: list[bool], digits: int
) -> None:
    tokens = [
        (b"-" if sign else b"") + f"{abs(value):.{digits}e}".encode()
        for value, sign in zip(values, signs, strict=False)
    ]
    assert taken(joined(tokens)) in range(len(tokens) - 4, len(tokens) + 1)
    check(tokens, read_decimals(joined(tokens)))


@settings(max_examples=200, deadline=None)
@given(
    whole=st.lists(st.integers(0, 10**19 - 1), min_size=8, max_size=40),
    power=st.integers(-99, 99),
)
def test_any_nineteen_digits_are_rounded_exactly(whole: list[int], power: int) -> None:
    tokens = [
        f"{text[0]}.{text[1:]}e{power:+03d}".encode() for text in map("{:019d}".format, whole)
    ]
    assert taken(joined(tokens)) in range(len(tokens) - 4, len(tokens) + 1)
    check(tokens, read_decimals(joined(tokens)))
