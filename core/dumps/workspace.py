"""Memory for a dump's numbers that is used for one dump after the other."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Number = TypeVar("_Number", np.float64, np.int32)

_WIDEST = np.dtype(np.float64).itemsize


class Workspace:
    """One block of memory, as large as the largest dump needed that was read into it.

    The operating system clears every page it hands out, which takes longer than measuring what
    is then written there. ``Values`` read with a workspace borrow its memory: they hold until
    the next dump is read with it. For one thread at a time.
    """

    def __init__(self) -> None:
        self._block = np.empty(0, np.uint8)

    def take(self, kind: type[_Number]) -> NDArray[_Number]:
        """The whole block as numbers of any value; it belongs to the caller until given back."""
        block, self._block = self._block, np.empty(0, np.uint8)
        return block[: len(block) // _WIDEST * _WIDEST].view(kind)

    def give_back(self, numbers: NDArray[_Number]) -> None:
        """Keep the memory of ``numbers``, the block taken or a larger one, for the next dump."""
        self._block = numbers.view(np.uint8)
