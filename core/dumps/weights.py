"""Logarithmic weights: their offset is in no file and is found from the decoded copy."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.dumps.formats import nonlinear_table
from core.dumps.model import Values
from core.dumps.paths import openable
from core.errors import CosightError
from core.messages import translate

_SUFFIX = re.compile(r"\.hex$", re.IGNORECASE)
_ZERO_CODE = 0x80
_SIX_DIGITS = 6e-6
"""Relative: half a unit of the sixth digit, and the rounding of the tool's float32."""


def weight_values(
    path: Path, codes: NDArray[np.uint8], read_anti: Callable[[Path], NDArray[np.float64]]
) -> Values:
    """Decode ``weight.hex`` codes by the ``weight-anti.float`` that lies beside the file.

    Raises:
        CosightError: there is no such file, or no offset makes both agree to six digits.
    """
    anti_path = path.with_name(_SUFFIX.sub("-anti.float", path.name))
    if not os.path.isfile(openable(anti_path)):
        sentence = translate(
            "core",
            "{file} holds logarithmic weights with an offset that is in no file but {anti}; "
            "put that file beside it",
        )
        raise CosightError(sentence.format(file=path, anti=anti_path.name))
    anti = read_anti(anti_path)
    if len(anti) != len(codes):
        sentence = translate(
            "core",
            "{file} holds {count} weights, but {anti} beside it holds {found}; "
            "dump both files again",
        )
        raise CosightError(
            sentence.format(file=path, count=len(codes), anti=anti_path.name, found=len(anti))
        )
    numbers = nonlinear_table(8, _offset(codes, anti))[codes]
    with np.errstate(invalid="ignore"):
        wrong = ~(np.abs(numbers - anti) <= _SIX_DIGITS * np.abs(anti)) | ~np.isfinite(anti)
    if wrong.any():
        first = int(np.argmax(wrong))
        sentence = translate(
            "core",
            "{file}: no offset makes its logarithmic weights agree with {anti}: expected "
            "{expected:.6g}, found {found:.6g} at number {number}; dump both files again",
        )
        raise CosightError(
            sentence.format(
                file=path,
                anti=anti_path.name,
                expected=float(numbers[first]),
                found=float(anti[first]),
                number=first + 1,
            )
        )
    return Values(numbers, 1.0, codes, 2)


def _offset(codes: NDArray[np.uint8], anti: NDArray[np.float64]) -> int:
    """The offset in 1/128 octaves: one six-digit value fixes it to 0.001."""
    usable = np.flatnonzero((codes != _ZERO_CODE) & (anti != 0) & np.isfinite(anti))
    if len(usable) == 0:
        return 0
    first = usable[0]
    octaves = math.log2(abs(float(anti[first])))
    return round(128 * octaves) - 8 * (int(codes[first]) & 0x7F)
