"""Memory through which one dump after the other is read."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.dumps.status_places import STATUS
from core.dumps.stream_places import STATE
from core.dumps.text_file import BUFFER_SIZE, text_buffer

PIECE = 1 << 15
"""Numbers in one piece."""
_PIECES = 4


class Workspace:
    """A buffer for text and room for one piece of numbers, whatever the size of the dump.

    The operating system clears every page it hands out, which takes longer than measuring what
    is then written there. One dump is read with it at a time, by one thread.
    """

    def __init__(self, buffer_size: int = BUFFER_SIZE, piece: int = PIECE) -> None:
        self.text = text_buffer(buffer_size)
        self.more_floats = np.empty(_PIECES * piece, np.float64)
        """Room for some pieces of numbers, where several small dumps are read at once. Nothing is
        spent on what nobody writes to."""
        self.more_whole: NDArray[np.int32] = self.more_floats.view(np.int32)[: _PIECES * piece]
        """The same memory for numbers of another type."""
        self.floats = self.more_floats[:piece]
        """Room for one piece of numbers."""
        self.whole = self.more_whole[:piece]
        """The same memory for numbers of another type."""
        self.state = np.zeros(STATE, np.int64)
        """How far the dump was read, see ``stream_places``."""
        self.status = np.zeros(2 * STATUS, np.int64)
        """What is known of the dump's file, see ``opening.begin_file``."""
        self.odd = np.empty((1, 3), np.int64)
        """Room for one odd token, where a kernel is to stop at the first."""
        self._codes = np.empty(0, np.int32)

    def numbers(self, kind: type[np.float64] | type[np.int32]) -> NDArray[Any]:
        """Room for one piece of numbers of this type."""
        return self.floats if kind is np.float64 else self.whole

    def codes(self) -> NDArray[np.int32]:
        """Room for one piece of codes, beside the numbers they are decoded to."""
        if not len(self._codes):
            self._codes = np.empty(len(self.floats), np.int32)
        return self._codes
