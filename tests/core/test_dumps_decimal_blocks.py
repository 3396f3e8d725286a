"""Numbers read in blocks are those that Python reads, whatever stands beside them."""

from __future__ import annotations

import random

import numpy as np
import pytest
from dumps_reading import TOKEN, Outcome, nearest_single, parse, read_decimals
from hypothesis import given, settings
from hypothesis import strategies as st

FORMS = ["%.18e", "%.18f", "%g", "%.6f", "%r", "%.9g", "%.25e", "%.8E", "%d", "%+.3e", "%.30f"]


def one_by_one(text: bytes) -> Outcome:
    """Each token alone at a buffer's beginning, where no block is tried."""
    return [number for token in TOKEN.findall(text) for number in read_decimals(token)]


def python_bytes(tokens: list[bytes]) -> Outcome:
    return [np.float64(float(token)).tobytes() for token in tokens]


def is_beside_midpoint(token: bytes) -> bool:
    """Whether the nearest float64 would round to another float32 than the text, or nearly."""
    low = int(np.array([float(token)]).view(np.uint64)[0]) & ((1 << 29) - 1)
    return low == 1 << 28 or 0 < abs(float(token)) < 2.0**-126


def sample(form: str, size: int, seed: int) -> list[bytes]:
    source = np.random.default_rng(seed)
    numbers = source.standard_normal(size) * 10.0 ** source.integers(-6, 7, size)
    numbers[source.random(size) < 0.2] = 0
    singles = numbers.astype(np.float32).astype(np.float64)
    mixed = np.where(source.random(size) < 0.5, numbers, singles)
    return [(form % number).encode() for number in mixed.tolist()]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b" ", b", ", b"\n\n", b"\t \v"])
@pytest.mark.parametrize("form", FORMS)
def test_blocks_of_any_notation_and_separator(form: str, end: bytes) -> None:
    tokens = sample(form, 1500, len(end))
    found = read_decimals(end.join(tokens) + end)
    assert len(found) == len(tokens)
    for number, expected, token in zip(found, python_bytes(tokens), tokens, strict=True):
        assert number == expected or is_beside_midpoint(token), token


def test_a_block_may_mix_all_notations() -> None:
    source = random.Random(5)
    tokens = [token for form in FORMS for token in sample(form, 700, 9)]
    tokens += [b"nan", b"-inf", b"1.#QNAN", b"5.", b".5", b"-0", b"+7", b"1e5"] * 40
    source.shuffle(tokens)
    text = b"".join(token + source.choice([b"\n", b"\n", b"\r\n", b" ,"]) for token in tokens)
    assert read_decimals(text) == one_by_one(text)


@pytest.mark.parametrize("length", range(1, 71))
@pytest.mark.parametrize("before", [b"1.5e-07\n", b".25 ", b"3\n"])
def test_digits_of_every_length_with_a_point_anywhere(length: int, before: bytes) -> None:
    source = random.Random(length)
    tokens = []
    for _ in range(20):
        digits = "".join(source.choices("0123456789", k=length))
        place = source.randrange(length + 1)
        for mantissa in (digits, f"{digits[:place]}.{digits[place:]}"):
            tokens += [mantissa, f"-{mantissa}", f"{mantissa}e-07", f"-{mantissa}E+29"]
    lines = [token.encode() for token in tokens]
    found = read_decimals(b"1\n" * 40 + b"".join(before + line + b"\n" for line in lines))[41::2]
    for number, expected, line in zip(found, python_bytes(lines), lines, strict=True):
        assert number == expected or is_beside_midpoint(line), line


@pytest.mark.parametrize("form", ["%.18e", "%.18f", "%g"])
def test_every_place_in_a_chunk_and_every_end_of_the_text(form: str) -> None:
    tokens = sample(form, 40, 1)
    text = b"\n".join(tokens)
    expected = one_by_one(text)
    for shift in range(70):
        assert read_decimals(b" " * shift + text) == expected
    for start in range(1, 70):
        assert read_decimals(b"9" * start + text, start=start) == expected


@pytest.mark.parametrize("form", ["%.18e", "%g", "%d"])
def test_full_arrays_stop_at_the_next_token(form: str) -> None:
    tokens = [*sample(form, 700, 2), b"bad", b"+-3", *sample(form, 30, 3), b"--", b"1.5.5"]
    text = b"\n".join(tokens) + b"\n"
    expected = one_by_one(text)
    for room in (1, 2, 127, 128, 129, 300, 733, 734, 735):
        for odd_room in (1, 2, 64):
            assert read_decimals(text, room, odd_room) == expected


def test_a_full_array_leaves_the_position_at_the_token_or_at_the_end() -> None:
    text = b"1.5\n" * 20 + b" \n" * 9000
    buffer = np.frombuffer(text + bytes(64), np.uint8).copy()
    odd = np.empty((4, 3), np.int64)
    assert parse(buffer, 0, len(text), np.empty(20), 0, odd) == (len(text), 20, 0)
    assert parse(buffer, 0, len(text), np.empty(19), 0, odd) == (76, 19, 0)


def test_tokens_longer_than_what_is_searched_at_once() -> None:
    long = b"0." + b"0" * 30_000 + b"25e30000"
    text = b"1.5 " * 3000 + long + b"\n" + b" " * 30_000 + b"-" + long + b" 7\n" + b"x" * 20_000
    expected = [1.5] * 3000 + [0.25, -0.25, 7.0]
    assert read_decimals(text) == [np.float64(number).tobytes() for number in expected] + [None]


@settings(max_examples=100, deadline=None)
@given(
    form=st.sampled_from(FORMS),
    seed=st.integers(0, 1000),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=40),
)
def test_a_byte_changed_anywhere_is_judged_as_token_by_token(
    form: str, seed: int, changes: list[tuple[int, int]]
) -> None:
    text = bytearray(b"\n".join(sample(form, 200, seed)) + b"\n")
    for place, byte in changes:
        text[place % (len(text) - 1)] = byte
    assert read_decimals(bytes(text)) == one_by_one(bytes(text))


def test_every_byte_at_every_place_of_a_token() -> None:
    for token in (b"-1.234567890123456789e-05", b"0.123457", b"12.345678901234567890"):
        tokens = [
            token[:place] + bytes([byte]) + token[place + 1 :]
            for place in range(len(token))
            for byte in range(256)
        ]
        text = b"1.5\n" * 20 + b"\n".join(tokens) + b"\n"
        assert read_decimals(text) == one_by_one(text)


@settings(max_examples=100, deadline=None)
@given(patterns=st.lists(st.integers(0, 0x7F7FFFFE), min_size=1, max_size=50))
def test_texts_beside_float32_midpoints_keep_their_float32(patterns: list[int]) -> None:
    below = np.array(patterns, np.uint32).view(np.float32).astype(np.float64)
    above = (np.array(patterns, np.uint32) + 1).view(np.float32).astype(np.float64)
    middle = (below + above) / 2
    tokens = [
        (form % number).encode()
        for number in middle.tolist()
        for form in ("%.18e", "%.20e", "%.28e", "%.16e")
    ]
    with np.errstate(over="ignore"):
        numbers = np.frombuffer(
            b"".join(filter(None, read_decimals(b"1 " * 40 + b"\n".join(tokens))))
        )
        singles = numbers[40:].astype(np.float32)
    expected = np.array([nearest_single(token.decode()) for token in tokens])
    assert singles.tobytes() == expected.tobytes()
