"""How the kernels of the findings are compiled.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba import types

from core.comparison.findings import kernel_places
from core.dumps import machine

_F = TypeVar("_F", bound=Callable[..., Any])

NUMBERS = types.Array(types.float64, 1, "C", readonly=True)
"""Values of a side, flat."""


def kernel(*parameters: Any) -> Callable[[_F], _F]:
    """Compile for these types with the GIL released, or load it from the disk, at once.

    What it calls has to stand in the same file: numba's cache looks at that and at the places.
    """
    compiled: Any = machine.compiled
    return cast(Callable[[_F], _F], compiled(parameters, kernel_places))


def part(function: _F) -> _F:
    """Compile as part of the kernels that call it."""
    return cast(_F, numba.njit(nogil=True)(function))


def summing(function: _F) -> _F:
    """The same, where a sum may go in any order: numbers and their squares are finite."""
    return cast(_F, numba.njit(nogil=True, fastmath=True)(function))
