"""How kernels are compiled: once for a computer, from its disk from then on.

Importing this module imports numba (about 0.7 s): do it late or in the background.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar, cast

import numba
from numba.core.runtime.nrt import rtsys

from core.compiling_beside import beside

_F = TypeVar("_F", bound=Callable[..., Any])

_njit: Any = numba.njit
_TRIES = 3
"""To read a damaged cache, to compile and write in vain, and to go on with what was compiled."""
_AS_A_PART = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Nobody but kernels calls it: what Python would call it through takes as long to compile."""


def kernel(signature: Any, *parts: ModuleType) -> Callable[[_F], _F]:
    """Compile for ``signature`` with the GIL released, or load it from the disk, at once.

    ``parts``: the modules whose compiled functions are called. numba's cache looks at the
    function's own file only, and would go on with the old ones when they change.
    """

    def decorate(function: _F) -> _F:
        dispatcher = _njit(nogil=True, no_cfunc_wrapper=True)(function)
        try:
            dispatcher.enable_caching()
        except RuntimeError:  # no folder can hold the cache: compile at every start
            beside.stop()
        else:
            _load_lightly(dispatcher._cache)
            file = dispatcher._cache._cache_file
            file._source_stamp = (file._source_stamp, *_stamps(parts))
        with beside.compiling(function.__module__):
            _compile(dispatcher, signature)
        dispatcher.disable_compile()
        return cast(_F, dispatcher)

    return decorate


def _load_lightly(cache: Any) -> None:
    """Have a kernel come from the disk without all that numba knows of Python and NumPy.

    To register that takes a fifth of a second, a tenth of a whole comparison, and is of use to a
    compiler alone, which asks for it once more. What is compiled already needs numba's runtime.
    """

    def load(signature: Any, context: Any) -> Any:
        rtsys.initialize(context)
        with cache._guard_against_spurious_io_errors():
            return cache._load_overload(signature, context)

    cache.load_overload = load


def _compile(dispatcher: Any, signature: Any) -> None:
    """Compile, or load, whatever state the cache is in: what is damaged there is made anew, and on
    a full disk nothing is kept.

    What compiled and could not be written is there already when it is asked for once more.
    """
    for _ in range(_TRIES - 1):
        try:
            dispatcher.compile(signature)
        except Exception:
            with contextlib.suppress(Exception):
                dispatcher._cache.flush()
        else:
            return
    dispatcher.compile(signature)


def part(function: _F) -> _F:
    """Compile as a part of the kernels that call it."""
    return cast(_F, _njit(nogil=True, **_AS_A_PART)(function))


def summing(function: _F) -> _F:
    """The same, where a sum may go in any order: numbers and their squares are finite."""
    return cast(_F, _njit(nogil=True, fastmath=True, **_AS_A_PART)(function))


def inlined(function: _F) -> _F:
    """The same, within whatever calls it, where LLVM sees which arrays are apart."""
    return cast(_F, _njit(nogil=True, forceinline=True, **_AS_A_PART)(function))


def _stamps(parts: tuple[ModuleType, ...]) -> list[tuple[str, int, int]]:
    files = [__file__, *(str(part.__file__) for part in parts)]
    states = [(os.path.basename(file), os.stat(file)) for file in files]
    return [(name, state.st_mtime_ns, state.st_size) for name, state in states]
