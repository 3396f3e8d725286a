"""What is one is spoken of as one."""

from __future__ import annotations

import pytest

from core.comparison.findings.facts import Cause
from core.comparison.findings.sentences import sentence_of


def channels(count: int, constant: bool) -> str:
    named = list(range(5, 5 + count))
    evidence = {
        "count": count,
        "of": 64,
        "channels": named,
        "constant": constant,
        "share_of_error": 0.97,
    }
    return sentence_of(Cause("few_channels", evidence))


@pytest.mark.parametrize(
    ("count", "constant", "said"),
    [
        (1, True, "1 of 64 channels (5) does not vary on the right and carries 97 %"),
        (2, True, "2 of 64 channels (5, 6) do not vary on the right and carry 97 %"),
        (1, False, "1 of 64 channels (5) carries 97 %"),
        (2, False, "2 of 64 channels (5, 6) carry 97 %"),
    ],
)
def test_channels(count, constant, said):
    sentence = channels(count, constant)
    assert sentence.startswith(said)
    assert ("its weights" in sentence) == (count == 1)
    assert ("their weights" in sentence) == (count > 1)


@pytest.mark.parametrize(
    ("elements", "said"), [(1, "1 of 900 values carries 99 %"), (3, "3 of 900 values carry 99 %")]
)
def test_values(elements, said):
    evidence = {"elements": elements, "of": 900, "share_of_error": 0.99, "largest_at": 17}
    sentence = sentence_of(Cause("heavy_tail", evidence))
    assert sentence.startswith(said)
    assert "index 17" in sentence
