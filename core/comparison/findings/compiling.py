"""How the kernels of the findings are compiled.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import types

from core import compiling
from core.comparison.findings import kernel_places

_F = TypeVar("_F", bound=Callable[..., Any])

NUMBERS = types.Array(types.float64, 1, "C", readonly=True)
"""Values of a side, flat."""


def kernel(*parameters: Any) -> Callable[[_F], _F]:
    """Compile for these types with the GIL released, or load it from the disk, at once.

    What it calls has to stand in the same file: numba's cache looks at that and at the places.
    """
    return compiling.kernel(parameters, kernel_places)
