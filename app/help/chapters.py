"""The chapters of the handbook."""

from __future__ import annotations

from enum import IntEnum


class Chapter(IntEnum):
    """The chapters, in the order of the handbook of every language."""

    START = 0
    SOURCES = 1
    TABLE = 2
    NETWORK = 3
    TREND = 4
    ELEMENTS = 5
    KEYS = 6
    METRICS = 7
    TROUBLE = 8
