"""What a decimal number may look like: as C and NumPy write it, not all that Python reads."""

from __future__ import annotations

import pytest

from core.dumps.text import exact_double


@pytest.mark.parametrize("text", ["1_0", "1_5.2_5", "1e1_0", "１２", "٣", "1٫5", "¹"])
def test_what_only_python_takes_for_a_number_is_none(text: str) -> None:
    assert exact_double(text.encode()) is None


@pytest.mark.parametrize("text", ["10", "-1.5e+3", ".5", "5.", "1E10", "+0"])
def test_a_number_of_any_notation_is_one(text: str) -> None:
    assert exact_double(text.encode()) == float(text)
