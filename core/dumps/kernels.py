"""The compiled kernels, loaded when first needed: numba takes its time to import."""

from __future__ import annotations

import functools
import threading
from types import ModuleType

_ONE_AT_A_TIME = threading.Lock()
"""Two threads that each begin an import of numba at another place of it get half a library."""


@functools.cache
def decimal_kernel() -> ModuleType:
    """``fill_decimals``."""
    with _ONE_AT_A_TIME:
        from core.dumps import decimal_kernel

    return decimal_kernel


@functools.cache
def hex_kernel() -> ModuleType:
    """``fill_hex`` and ``sign_extend``."""
    with _ONE_AT_A_TIME:
        from core.dumps import hex_kernel

    return hex_kernel


@functools.cache
def text_kernel() -> ModuleType:
    """``write_fixed``."""
    with _ONE_AT_A_TIME:
        from core.dumps import text_kernel

    return text_kernel


def warm_up() -> None:
    """Compile every kernel, or load it from numba's cache, so that no reader has to wait.

    Signatures are explicit, so nothing is left to compile at the first call. Takes some seconds
    after an installation, a fraction of one later; may run in any thread.
    """
    decimal_kernel()
    hex_kernel()
    text_kernel()
