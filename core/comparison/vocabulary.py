"""The words of a comparison, without its data: a window shows them before it has any.

``core.comparison.model`` has them, too; this one is quick to import.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Rule(StrEnum):
    """Which rule paired two dumps; tried in this order."""

    MANUAL = "manual"
    NAME = "name"
    INPLACE = "inplace"
    BLOB = "blob"
    DOT = "dot"


class Severity(StrEnum):
    """How far a pair is apart."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    BROKEN = "broken"


class Problem(StrEnum):
    """Why a pair is broken."""

    LENGTH_MISMATCH = "length_mismatch"
    NON_FINITE = "non_finite"
    UNREADABLE = "unreadable"


class Thresholds(NamedTuple):
    """Single metric cells turn red beyond these; the severity does not depend on them."""

    cosine: float = 0.99
    red: float = 0.10
