"""One dump of a pair while it is read, a piece at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.cancelling import Check
from core.comparison.lookup import Lookup
from core.comparison.model import Plan
from core.dumps.model import Dump
from core.dumps.number_stream import NumberStream
from core.dumps.reader import Cancelled, open_numbers
from core.dumps.stream_places import COUNT
from core.dumps.workspace import Workspace
from core.errors import CosightError
from core.messages import translate

_NOTHING = np.empty(0, np.float64)


class Opener:
    """Opens dumps of a plan with its number format and the dot's offsets."""

    def __init__(self, plan: Plan) -> None:
        self.hex_format = plan.request.hex_format
        self._dot = Lookup(plan.dot) if plan.dot is not None else None

    def data_delta(self, dump: Dump) -> int | None:
        """The offset of a dump's logarithmic codes, None where nothing gives it."""
        return self._dot.data_delta(dump.name) if self._dot is not None else None

    def open(
        self,
        dump: Dump,
        cancelled: Check,
        workspace: Workspace,
        span: tuple[int, int] | None = None,
    ) -> NumberStream:
        """Open a dump, or the part of it between two bytes; CosightError where it cannot be."""
        return open_numbers(
            dump.path,
            dump.name,
            self.hex_format,
            self.data_delta(dump),
            cancelled,
            workspace,
            span,
        )


class Side:
    """One dump while it is read.

    ``why`` says in a sentence why it cannot be used; it is then at its end. ``numbers`` are those
    of the last piece, to be multiplied by ``scale``; they hold until the next is read.
    """

    def __init__(
        self,
        opener: Opener,
        dump: Dump,
        cancelled: Check,
        workspace: Workspace,
        span: tuple[int, int] | None = None,
    ) -> None:
        self.why = ""
        self.ended = False
        self.numbers: NDArray[Any] = _NOTHING
        self._last: NDArray[Any] = _NOTHING
        self.scale = 1.0
        self._dump = dump
        self._begun = 0
        """Numbers that the next piece has already."""
        self._workspace = workspace
        self._stream: NumberStream | None = None
        try:
            self._stream = opener.open(dump, cancelled, workspace, span)
        except Cancelled:
            raise
        except Exception as error:
            self._give_up(error)
        else:
            self.scale = self._stream.scale
            # Codes need room beside the numbers they stand for.
            self._decodes = type(self._stream).decoded is not NumberStream.decoded
            self._raw = workspace.codes() if self._decodes else workspace.numbers(self._stream.raw)

    @property
    def count(self) -> int:
        """Numbers read so far; 0 where the file cannot be used."""
        return self._stream.count if self._stream is not None and not self.why else 0

    @property
    def all(self) -> NDArray[Any] | None:
        """Every number of the file, where one piece held them and memory still does, else None."""
        return self._last if len(self._last) == self.count else None

    @property
    def reading(self) -> object:
        """The file's length and time when it was opened, and how its text is read.

        Parts of one file must agree on it: what a ``.hex`` holds is told by its beginning, and a
        part's beginning may tell otherwise. None where it could not be opened.
        """
        stream = self._stream
        return (stream.file.stamp, type(stream), stream.scale) if stream is not None else None

    @property
    def reached(self) -> int:
        """Bytes of the file up to behind the last number read and before the next."""
        return self._stream.reached if self._stream is not None else 0

    def advance(self, most: int | None = None) -> int:
        """Read the next piece, of ``most`` numbers; returns how many it has, 0 at the end."""
        stream = self._stream
        if self.ended or stream is None:
            return 0
        wanted = self._raw[:most]
        try:
            got = stream.fill(wanted, self._begun)
        except Cancelled:
            raise
        except Exception as error:
            self._give_up(error)
            return 0
        self._begun = 0
        raw = wanted[:got]
        self.numbers = raw
        if self._decodes:
            self.numbers = stream.decoded(raw, self._workspace.numbers(np.float64)[:got])
        if got:
            self._last = self.numbers
        if got < len(wanted):
            self.ended = True
            self.close()
        return got

    @property
    def has_more(self) -> bool:
        """Whether there is text that was not fetched from the file yet."""
        return self._stream is not None and not self._stream.file.at_end

    def lend(self, unit: float) -> tuple[Any, ...] | None:
        """What a kernel needs to read on, in ``unit``, as ``measure_on`` takes it.

        None where only ``advance`` can.
        """
        stream, space = self._stream, self._workspace
        try:
            if self.ended or stream is None or not stream.lend(space.state):
                return None
        except Cancelled:
            raise
        except Exception as error:
            self._give_up(error)
            return None
        return (
            space.state,
            stream.file.buffer,
            space.floats,
            space.whole,
            stream.odd,
            self.scale / unit,
        )

    def take_back(self) -> None:
        """Go on where the kernel has stopped; ``advance`` completes its last piece."""
        assert self._stream is not None
        try:
            self._stream.take_back(self._workspace.state, self._raw)
        except Cancelled:
            raise
        except Exception as error:
            self._give_up(error)
        self._begun = int(self._workspace.state[COUNT])
        if self._stream.count == len(self._raw):
            # It has summed up all of them, and left them where they are.
            self._last = self._raw

    def close(self) -> None:
        """Close the file."""
        if self._stream is not None:
            self._stream.close()

    def _give_up(self, error: Exception) -> None:
        self.ended = True
        self.close()
        self.why = why_not(self._dump, error)


def why_not(dump: Dump, error: Exception) -> str:
    """The sentence for a dump that cannot be used.

    One odd file never stops the others, whatever it made the reader do.
    """
    if isinstance(error, CosightError):
        return str(error)
    if isinstance(error, MemoryError):
        return translate(
            "core", "{file} is too large for the memory that is left; close other programs."
        ).format(file=dump.path)
    return translate("core", "{file} cannot be read: {reason}.").format(
        file=dump.path, reason=error or type(error).__name__
    )
