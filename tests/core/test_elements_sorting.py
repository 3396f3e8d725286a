"""The sort of very many elements, in every way its keys can lie, against NumPy's stable sort."""

from __future__ import annotations

import numpy as np
import pytest

import core.comparison.elements_sorting as elements_sorting
from core.comparison.elements import PIECE, Elements
from core.comparison.elements_sorting import OrderKey, sort_elements
from core.dumps.model import Values
from core.dumps.text_file import Cancelled

COUNT = 2 * PIECE + 12_345


def _spread(random: np.random.Generator) -> np.ndarray:
    return random.normal(0, 1, COUNT)


def _every_size(random: np.random.Generator) -> np.ndarray:
    return random.choice([-1.0, 1.0], COUNT) * 10.0 ** random.uniform(-320, 308, COUNT)


def _mostly_zero(random: np.random.Generator) -> np.ndarray:
    numbers = _spread(random)
    numbers[random.random(COUNT) < 0.9] = 0.0
    numbers[::3] = -0.0
    return numbers


def _close_together(random: np.random.Generator) -> np.ndarray:
    """Only the last bits differ."""
    return 1.0 + random.integers(0, 1 << 22, COUNT) * 2.0**-52


def _two_values(random: np.random.Generator) -> np.ndarray:
    return random.choice([1.0, np.nextafter(1.0, 2.0)], COUNT)


def _one_far_away(random: np.random.Generator) -> np.ndarray:
    """Numbers that hardly any sample meets: they have no bucket of their own."""
    numbers = _close_together(random)
    numbers[[5, 77_777, COUNT - 2]] = 1e300, -1e-300, np.inf
    numbers[[6, 88_888]] = np.nan
    return numbers


def _halves_of_halves(random: np.random.Generator) -> np.ndarray:
    """Every second number is half as near to 1 as the one before: one bucket parts ever again."""
    return 1.0 + 2.0 ** -random.geometric(0.5, COUNT).clip(0, 52)


def _sorted(random: np.random.Generator) -> np.ndarray:
    return np.sort(_spread(random))


NUMBERS = {
    made.__name__[1:]: made
    for made in (
        _spread,
        _every_size,
        _mostly_zero,
        _close_together,
        _two_values,
        _one_far_away,
        _halves_of_halves,
        _sorted,
    )
}


@pytest.mark.parametrize("too_large", [None, 3000])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", NUMBERS)
def test_many_numbers_are_sorted_however_they_lie(monkeypatch, name, descending, too_large):
    if too_large is not None:
        # Buckets that do not fit into the cache go another way.
        monkeypatch.setattr(elements_sorting, "_TOO_LARGE", too_large)
    numbers = NUMBERS[name](np.random.default_rng(12))
    values = Values(numbers)
    order = sort_elements(Elements(values, values), OrderKey.LEFT, descending)
    # NumPy puts NaN last by itself, in both directions since -NaN is NaN.
    plain = np.argsort(-numbers if descending else numbers, kind="stable")
    np.testing.assert_array_equal(order, plain)


def test_what_stands_in_steps_is_sorted_into_buckets_that_fit(monkeypatch):
    """Every third element on its own: a sample in steps could see only these."""
    random = np.random.default_rng(13)
    numbers = _spread(random)
    numbers[::3] = 0.0
    ways = []
    plain = elements_sorting._Sort._sort_by_digits

    def noted(self, low, high, share):
        ways.append(high - low)
        plain(self, low, high, share)

    monkeypatch.setattr(elements_sorting._Sort, "_sort_by_digits", noted)
    monkeypatch.setattr(elements_sorting, "_TOO_LARGE", COUNT // 6)
    sort_elements(Elements(Values(numbers), Values(numbers)), OrderKey.LEFT, False)
    assert ways == [len(numbers[::3])]


@pytest.mark.parametrize("too_large", [1 << 20, 3000])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
def test_a_cancel_is_heeded_in_every_stage(monkeypatch, share, too_large):
    monkeypatch.setattr(elements_sorting, "_TOO_LARGE", too_large)
    values = Values(_close_together(np.random.default_rng(14)))
    elements = Elements(values, values)
    looks: list[int] = []

    def cancelled_at(last: int) -> bool:
        looks.append(last)
        return len(looks) >= last

    sort_elements(elements, OrderKey.LEFT, False, lambda: cancelled_at(1 << 30))
    at = 1 + int(share * (len(looks) - 1))
    looks.clear()
    with pytest.raises(Cancelled):
        sort_elements(elements, OrderKey.LEFT, False, lambda: cancelled_at(at))
    # Each of the two threads looks up once more at most.
    assert at <= len(looks) <= at + 1


def test_what_one_thread_did_is_seen_by_the_other():
    """Whichever thread takes a piece, the order is the same, time and again."""
    values = Values(np.round(_spread(np.random.default_rng(15)), 1))
    elements = Elements(values, values)
    first = sort_elements(elements, OrderKey.LEFT, True)
    for _ in range(3):
        np.testing.assert_array_equal(sort_elements(elements, OrderKey.LEFT, True), first)
