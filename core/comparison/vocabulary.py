"""The words of a comparison, without its data: a window shows them before it has any.

``core.comparison.model`` has them, too; this one is quick to import.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from core.messages import translate


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


GOOD_FROM = 0.99
"""Cosine similarity from here on (inclusive) is good."""
BAD_TO = 0.95
"""Cosine similarity up to here (inclusive) is bad."""


class Problem(StrEnum):
    """Why a pair is broken."""

    LENGTH_MISMATCH = "length_mismatch"
    NON_FINITE = "non_finite"
    UNREADABLE = "unreadable"


ADDED_ERROR = "added_error"
"""What a layer adds to the error of its inputs goes by this name among the metrics."""


class Thresholds(NamedTuple):
    """Single metric cells turn red beyond these; the severity does not depend on them."""

    cosine: float = 0.99
    red: float = 0.10


def metric_title(metric: str) -> str:
    """Name of a metric by its name in ``Metrics``, or of the added error: in trend, colours and
    report alike."""
    return {
        "cosine_similarity": translate("core", "Cosine similarity"),
        "max_absolute_error": translate("core", "Max absolute error"),
        "relative_euclidean_distance": translate("core", "Relative Euclidean distance"),
        "sqnr_db": translate("core", "SQNR (dB)"),
        "centred_cosine": translate("core", "Centred cosine"),
        "mean_absolute_error": translate("core", "Mean absolute error"),
        "root_mean_square_error": translate("core", "Root mean square error"),
        ADDED_ERROR: translate("core", "Added error"),
        "left_mean": translate("core", "Left mean"),
        "left_std": translate("core", "Left deviation"),
        "right_mean": translate("core", "Right mean"),
        "right_std": translate("core", "Right deviation"),
    }[metric]
