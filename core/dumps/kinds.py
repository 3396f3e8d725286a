"""What a dump can hold and how it can be written: the words alone, quick to import."""

from __future__ import annotations

from enum import StrEnum

from core.messages import translate


class Kind(StrEnum):
    """What a dump holds. Dumps meet only their own kind."""

    OUTPUT = "output"
    INPUT = "input"
    WEIGHT = "weight"
    BIAS = "bias"


def kind_word(kind: Kind) -> str:
    """A kind in the user's language."""
    return {
        Kind.OUTPUT: translate("core", "output"),
        Kind.INPUT: translate("core", "input"),
        Kind.WEIGHT: translate("core", "weight"),
        Kind.BIAS: translate("core", "bias"),
    }[kind]


class Encoding(StrEnum):
    """How a file name says its numbers are written. The file's own content may overrule it."""

    DECIMAL = "decimal"
    """Decimal text: ``.float``."""
    FIXED = "fixed"
    """Two's complement fixed point in hex digits: ``.linear.hex``, 20.12 unless told otherwise."""
    NONLINEAR = "nonlinear"
    """8- or 16-bit logarithmic codes: ``.nonlinear.hex``; needs ``data_delta``."""
    WEIGHT = "weight"
    """``weight.hex``: logarithmic codes with an offset that is in no file, or 20.12."""
    INTEGER = "integer"
    """``bias.hex``: hex integers, 24.0."""
