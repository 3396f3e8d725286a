"""The part in common of sides that differ by a row or column, against NumPy's own slices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.comparison.deeper.overlap import Overlap
from core.comparison.deeper.walk import Walk
from core.comparison.elements import PIECE, Elements
from core.comparison.findings.cropping import cropped
from core.comparison.findings.sentences import finding_of
from core.comparison.model import Finding
from core.dumps.model import Values
from core.dumps.text_file import Cancelled


@given(
    st.tuples(st.integers(1, 4), st.integers(2, 6), st.integers(2, 6)),
    st.integers(-1, 2),
    st.integers(-1, 2),
    st.booleans(),
    st.integers(0, 99),
)
@settings(max_examples=100, deadline=None)
def test_the_part_in_common_is_the_one_that_the_finding_compared(
    shape, taller, wider, at_start, seed
):
    random = np.random.default_rng(seed)
    channels, height, width = shape
    other = channels, height + taller, width + wider
    if min(other) < 1 or other == shape:
        return
    left = random.normal(size=shape)
    codes = random.integers(-9000, 9000, other).astype(np.int32)
    h, w = min(height, other[1]), min(width, other[2])
    common = (
        slice(None),
        *((slice(-h, None), slice(-w, None)) if at_start else (slice(h), slice(w))),
    )
    # The sides are alike where they overlap, and nowhere else.
    codes[common] = np.rint(left[common] * 4096)
    flat = codes.ravel()
    elements = Elements(Values(left.ravel()), Values(flat, 2.0**-12, flat, 8))
    cause = cropped(left.ravel(), codes.ravel() / 4096, (shape, other))
    found = Overlap.of([finding_of(cause)], left.size, codes.size)
    assert (found.left, found.right, found.shape) == (shape, other, (channels, h, w))
    if found.at_start != at_start:
        # Where nothing but single numbers overlap either way looks alike.
        assert cause.evidence["cosine_of_overlap"] > 0.99
        return
    cut = found.cut(elements)
    np.testing.assert_array_equal(cut.left.numbers, left[common].ravel())
    np.testing.assert_array_equal(cut.right.as_float(), codes[common].ravel() / 4096)
    assert cut.right.codes is cut.right.numbers
    assert (cut.right.scale, cut.right.digits) == (2.0**-12, 8)
    assert cut.right.text(0) == elements.right.text(int(np.flatnonzero(mask_of(other, common))[0]))


def mask_of(shape, common) -> np.ndarray:
    mask = np.zeros(shape, bool)
    mask[common] = True
    return mask.ravel()


def test_codes_of_another_kind_are_cut_as_well():
    codes = np.arange(18, dtype=np.uint8)
    right = Values(codes * 0.5, 1.0, codes, 2)
    overlap = Overlap((2, 2, 2), (2, 3, 3), (2, 2, 2), False)
    cut = overlap.cut(Elements(Values(np.zeros(8)), right))
    assert cut.right.codes.tolist() == [0, 1, 3, 4, 9, 10, 12, 13]
    assert cut.right.numbers.tolist() == [0, 0.5, 1.5, 2, 4.5, 5, 6, 6.5]


@pytest.mark.parametrize(
    "evidence",
    [
        {},
        {"left_shape": [2, 3, 3], "right_shape": [2, 2]},
        {"left_shape": [2, 3, 3], "right_shape": [3, 2, 2]},
        {"left_shape": [2, 3, 3], "right_shape": [2, 2, 0]},
        {"left_shape": [2, 3, 3], "right_shape": "2,2,2"},
        {"left_shape": [2, 3, 3], "right_shape": [2, 2, 2.0]},
    ],
)
def test_what_says_no_shapes_offers_nothing(evidence):
    assert Overlap.of([Finding("cropped", "", evidence)], 18, 8) is None


def test_shapes_of_other_elements_offer_nothing():
    evidence = {"left_shape": [2, 3, 3], "right_shape": [2, 2, 2], "surplus_at": "end"}
    assert Overlap.of([Finding("cropped", "", evidence)], 18, 8) is not None
    assert Overlap.of([Finding("cropped", "", evidence)], 18, 9) is None
    assert Overlap.of([Finding("shifted", "", evidence)], 18, 8) is None


def test_cutting_says_how_far_it_is_and_stops_when_it_is_told_to():
    channels = 4
    side = int(PIECE**0.5)
    overlap = Overlap(
        (channels, side, side), (channels, side, side + 1), (channels, side, side), False
    )
    right = np.arange(channels * side * (side + 1), dtype=np.float64)
    elements = Elements(Values(np.zeros(channels * side * side)), Values(right))
    heard = []
    cut = overlap.cut(elements, Walk(report=heard.append))
    assert len(cut.right) == channels * side * side
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    heard.clear()
    with pytest.raises(Cancelled):
        overlap.cut(elements, Walk(lambda: len(heard) >= 2, heard.append))
    assert len(heard) == 2
