"""What is said about a prototxt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

CODES = frozenset(
    {
        "ceil_mode_pooling",
        "hp_on_grouped_convolution",
        "hp_without_weights",
        "power_shift_one",
        "relu6_built",
        "relu6_unsupported",
        "too_many_outputs",
    }
)
"""Every ``code`` that advice can have."""


class Grade(StrEnum):
    """How sure it is that something goes wrong."""

    FAULT = "fault"
    """It does, whatever the numbers are."""
    RISK = "risk"
    """It does under a condition that the prototxt does not tell."""
    COST = "cost"
    """The numbers are right, at the price of time."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to know about a net, and what to try."""

    code: str
    grade: Grade
    layers: tuple[str, ...]
    """The layers it is about, in the order of the file."""
    text: str
    """What is wrong, in one sentence."""
    remedy: str
    """What to try, in one sentence."""
    evidence: Mapping[str, object] = field(default_factory=dict)
    replacement: str = ""
    """Prototxt text to stand in the place of those layers; empty where there is none. With several
    faults in one layer each text keeps the changes of those before."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that a look at a prototxt gives."""

    prototxt: Path
    network: str
    """The net's own name."""
    advice: tuple[Advice, ...]
    layers: int
    """How many ``layer`` blocks of the file are in the run."""
    unknown_poolings: tuple[str, ...] = ()
    """Pooling layers whose input's size does not follow from the file: not judged by it."""
