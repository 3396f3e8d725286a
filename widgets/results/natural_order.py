"""Natural order of names: ``conv2`` before ``conv10``, whatever the case."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_DIGITS = re.compile(r"\d+")
_WIDTH = 20


def natural_keys(texts: Sequence[str]) -> list[str]:
    """A key for each text that sorts runs of digits as numbers and the rest without case."""
    # One pass over one long text: names hold no line break, and a call a name costs more.
    joined = "\n".join(text.replace("\n", " ") for text in texts).casefold()
    padded = _DIGITS.sub(lambda digits: digits[0].zfill(_WIDTH), joined)
    return padded.split("\n") if texts else []


def natural_ranks(texts: Sequence[str]) -> NDArray[np.float64]:
    """Rank of each text in natural order, shape (len(texts),); equal texts share one rank."""
    distinct = list(dict.fromkeys(texts))
    in_order = sorted(zip(natural_keys(distinct), distinct, strict=True))
    rank = {text: float(place) for place, (_, text) in enumerate(in_order)}
    return np.fromiter((rank[text] for text in texts), dtype=np.float64, count=len(texts))
