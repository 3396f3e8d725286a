"""The numbers of one dump, of any encoding, a piece at a time and in file order."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.dumps import kernels, refuse
from core.dumps.formats import FixedPoint, nonlinear_table
from core.dumps.model import DumpName, Encoding, Values
from core.dumps.stream_places import (
    COUNT,
    FILLED,
    GIVEN,
    NARROWEST,
    NO_WIDTH,
    NUMBERS,
    ODDS,
    POSITION,
    READ,
    STOP,
    WIDEST,
)
from core.dumps.text import exact_double, holds_decimals, is_cut_off
from core.dumps.text_file import DECIMAL_SEPARATORS, TextFile

_ODD_ROWS = 256
_SAMPLE_BYTES = 4096

Numbers = NDArray[np.float64] | NDArray[np.int32]


class NumberStream(ABC):
    """An open dump that gives its numbers as they are asked for.

    What ``fill`` writes is raw: float64 of decimal text, int32 of hex digits. ``values`` says
    what raw numbers mean. Closing it closes the file.
    """

    raw: type[np.float64] | type[np.int32]
    """Type of the raw numbers."""
    scale = 1.0
    """Value of one raw number's step."""
    odd = np.empty((0, 3), np.int64)
    """Rows for what kernels leave open."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.count = 0
        """Numbers given so far."""
        self._position = self._stop = 0

    def __enter__(self) -> NumberStream:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def fill(self, out: NDArray[Any], filled: int = 0) -> int:
        """Write the next numbers to ``out[filled:]``, of type ``raw``; returns where they end.

        Before ``len(out)`` only at the file's end.

        Raises:
            CosightError: the file cannot be read on, or is not what its name says; the sentence
                names the file and, where there is one, the line.
            Cancelled: the caller's ``cancelled()`` was true.
        """
        while filled < len(out) and self._has_text():
            before, filled = filled, self._parse(out, filled)
            self.count += filled - before
        if filled < len(out):
            self._at_end()
        return filled

    def lend(self, state: NDArray[np.int64]) -> bool:
        """Write to ``state`` how far it has got, see ``stream_places``, for a kernel to read on.

        False where only Python can. ``take_back`` goes on from there.

        Raises:
            CosightError, Cancelled: as ``fill``.
        """
        return False

    def take_back(self, state: NDArray[np.int64], out: NDArray[Any]) -> None:
        """Go on where a kernel has left ``state``, and what it has read in ``out``.

        Raises:
            CosightError: as ``fill``.
        """
        raise NotImplementedError

    @property
    def reached(self) -> int:
        """Bytes of the file up to somewhere behind the last number given and before the next."""
        return self.file.offset - (self._stop - self._position)

    def expected(self) -> int:
        """About how many numbers there are, from those given so far; too many rather than few."""
        read = self.file.consumed - (self._stop - self._position)
        if self.count == 0 or read <= 0:
            return 0
        return self.count * self.file.length // read + 1

    def values(self, raw: NDArray[Any]) -> Values:
        """What raw numbers mean, codes and all; shares their memory where it can."""
        return Values(raw, self.scale)

    def decoded(self, raw: NDArray[Any], room: NDArray[np.float64]) -> Numbers:
        """Raw numbers as they have to be multiplied by ``scale``; ``room`` has as many places,
        for those that stand for others."""
        return raw

    def _has_text(self) -> bool:
        return self._position < self._stop or self._next_piece()

    def _take_back(self, state: NDArray[np.int64]) -> list[int]:
        words: list[int] = state.tolist()
        self._position, self._stop = words[POSITION], words[STOP]
        self.count += words[NUMBERS]
        self.file.fetched(self._stop, words[FILLED], words[READ], words[GIVEN])
        return words

    @abstractmethod
    def _next_piece(self) -> bool:
        """Go to the file's next piece of text; False at its end."""

    @abstractmethod
    def _parse(self, out: NDArray[Any], filled: int) -> int:
        """Read on from ``_position`` into ``out[filled:]``; returns what is filled then."""

    def _at_end(self) -> None:
        if self.count == 0:
            refuse.no_numbers(self.file)


class DecimalStream(NumberStream):
    """Decimal text: each number the float64 nearest to it, ties to even."""

    raw = np.float64

    def __init__(self, file: TextFile) -> None:
        super().__init__(file)
        self._kernel = kernels.decimal_kernel().fill_decimals
        self._pieces = file.pieces(DECIMAL_SEPARATORS)
        self.odd = np.empty((_ODD_ROWS, 3), np.int64)
        self._sample, self._sample_is_whole = b"", True
        """The text of the first numbers, and whether its last one may be used."""

    def _next_piece(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            return False
        start, stop, ended = piece
        buffer = self.file.buffer
        if not ended and is_cut_off(buffer[start:stop].tobytes(), self._first_tokens()):
            refuse.cut_off(self.file, self.count, DECIMAL_SEPARATORS)
        if ended and not self._sample:
            text = buffer[start : min(stop, start + _SAMPLE_BYTES)].tobytes()
            whole = len(text) == stop - start
            if len(text.replace(b",", b" ").split(None, 1)) > int(not whole):
                self._sample, self._sample_is_whole = text, whole
        self._position, self._stop = start, stop
        return True

    def _first_tokens(self) -> list[bytes]:
        tokens = self._sample.replace(b",", b" ").split()
        return tokens if self._sample_is_whole else tokens[:-1]

    def _parse(self, out: NDArray[Any], filled: int) -> int:
        before = self.count - filled
        self._position, self._stop, filled, odds, *fetched = self._kernel(
            self.file.buffer,
            self._position,
            self._stop,
            out,
            filled,
            self.odd,
            *self.file.source(),
        )
        self.file.fetched(self._stop, *fetched)
        self._read_odd(odds, out, before)
        return int(filled)

    def _read_odd(self, odds: int, out: NDArray[Any], before: int) -> None:
        """Read the tokens that the kernel has left open; ``before`` numbers came before ``out``."""
        buffer = self.file.buffer
        for offset, length, index in self.odd[:odds].tolist():
            number = exact_double(buffer[offset : offset + length].tobytes())
            if number is None:
                refuse.decimal(self.file, before + index)
            out[index] = number

    def lend(self, state: NDArray[np.int64]) -> bool:
        """As in a stream of any kind."""
        if not self._has_text():
            return False
        state[:] = (0, self._position, self._stop, *self.file.source(), 0, 0, 0, 0, 0, 0, 0, 0)
        return True

    def take_back(self, state: NDArray[np.int64], out: NDArray[Any]) -> None:
        """As in a stream of any kind."""
        words = self._take_back(state)
        self._read_odd(words[ODDS], out, self.count - words[COUNT])


class HexStream(NumberStream):
    """Hex digits of any width up to ``most``: raw numbers are their 32 bits.

    ``padded`` > 0: lines are filled up with zeros to this or half this width, so a shorter last
    one is cut off.
    """

    raw = np.int32

    def __init__(self, file: TextFile, padded: int = 0, most: int = 8) -> None:
        super().__init__(file)
        self._kernel = kernels.hex_kernel().fill_hex
        self._pieces = file.pieces()
        self._padded = padded
        self._most = most
        self.narrowest = NO_WIDTH
        self.widest = 0

    def _next_piece(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            return False
        self._position, self._stop, ended = piece
        filled_up = self.narrowest == self.widest in (self._padded, self._padded // 2)
        if not ended and filled_up and self._stop - self._position < self.widest:
            refuse.cut_off(self.file, self.count)
        return True

    def _parse(self, out: NDArray[Any], filled: int) -> int:
        before = self.count - filled
        self._position, self._stop, filled, self.narrowest, self.widest, bad, *fetched = (
            self._kernel(
                self.file.buffer,
                self._position,
                self._stop,
                out,
                filled,
                self.narrowest,
                self.widest,
                self._most,
                *self.file.source(),
            )
        )
        self.file.fetched(self._stop, *fetched)
        if bad:
            self._refuse(before + filled)
        return int(filled)

    def lend(self, state: NDArray[np.int64]) -> bool:
        """As in a stream of any kind."""
        if not self._has_text():
            return False
        widths = self._most, self.narrowest, self.widest
        state[:] = (1, self._position, self._stop, *self.file.source(), *widths, 0, 0, 0, 0, 0)
        return True

    def take_back(self, state: NDArray[np.int64], out: NDArray[Any]) -> None:
        """As in a stream of any kind; a token that is no such number is met again."""
        words = self._take_back(state)
        self.narrowest, self.widest = words[NARROWEST], words[WIDEST]

    def _refuse(self, index: int) -> None:
        refuse.hex_digits(self.file, index)

    @property
    def digits(self) -> int:
        """What a number is written with, as far as is known."""
        return self.widest if self.narrowest == self.widest and self.widest in (2, 4, 8) else 8


class FixedStream(HexStream):
    """Two's complement fixed point."""

    def __init__(self, file: TextFile, form: FixedPoint, padded: int = 0) -> None:
        super().__init__(file, padded)
        self._form = form
        self.scale = form.scale

    def values(self, raw: NDArray[Any]) -> Values:
        """The numbers and, as codes, their digits."""
        return Values(raw, self.scale, raw, self.digits)

    def lend(self, state: NDArray[np.int64]) -> bool:
        """As in a stream of any kind: not where signs have to be extended."""
        return self._form.width == 32 and super().lend(state)

    def _parse(self, out: NDArray[Any], filled: int) -> int:
        before = self.count - filled
        after = super()._parse(out, filled)
        if self._form.width < 32:
            bad = kernels.hex_kernel().sign_extend(out, filled, after, self._form.width)
            if bad >= 0:
                refuse.misfit(self.file, before + bad, self._form)
        return after


class CodeStream(HexStream):
    """Logarithmic codes of 2 or 4 digits; ``data_delta`` in 1/128 octaves."""

    def __init__(self, file: TextFile, data_delta: int) -> None:
        super().__init__(file, padded=4, most=4)
        self._data_delta = data_delta
        self._table = np.empty(0, np.float64)

    def values(self, raw: NDArray[Any]) -> Values:
        """The numbers that codes stand for, and the codes."""
        codes: NDArray[np.uint8] | NDArray[np.uint16] = (
            raw.astype(np.uint8) if self.widest == 2 else raw.astype(np.uint16)
        )
        return Values(self._table[codes], 1.0, codes, self.widest)

    def decoded(self, raw: NDArray[Any], room: NDArray[np.float64]) -> Numbers:
        """The numbers that codes stand for."""
        return np.take(self._table, raw, out=room, mode="clip")

    def lend(self, state: NDArray[np.int64]) -> bool:
        """As in a stream of any kind: never, for codes stand for other numbers."""
        return False

    def _parse(self, out: NDArray[Any], filled: int) -> int:
        after = super()._parse(out, filled)
        if after and (self.narrowest != self.widest or self.widest not in (2, 4)):
            refuse.code(self.file, self.file.first_of_other_width((2, 4)))
        if after and not len(self._table):
            self._table = nonlinear_table(4 * self.widest, self._data_delta)
        return after

    def _refuse(self, index: int) -> None:
        refuse.code(self.file, index)


class KnownNumbers(NumberStream):
    """Numbers that only the whole file could tell, read before."""

    def __init__(self, file: TextFile, values: Values) -> None:
        super().__init__(file)
        self.all = values
        self.raw = values.numbers.dtype.type
        self.scale = values.scale

    def _next_piece(self) -> bool:
        self._stop = len(self.all)
        return self._position < self._stop

    def _parse(self, out: NDArray[Any], filled: int) -> int:
        taken = min(len(out) - filled, self._stop - self._position)
        out[filled : filled + taken] = self.all.numbers[self._position : self._position + taken]
        self._position += taken
        return filled + taken


def open_stream(
    file: TextFile, name: DumpName, hex_format: FixedPoint, data_delta: int | None
) -> NumberStream:
    """The stream for what ``file`` holds by its ``name`` and its first bytes.

    Not for ``Encoding.WEIGHT``, which only the whole file decides.

    Raises:
        MissingDataDelta: logarithmic codes and no ``data_delta``.
    """
    if name.encoding is Encoding.DECIMAL or holds_decimals(
        file.head, file.head_is_all, bool(name.blob)
    ):
        return DecimalStream(file)
    if name.encoding is Encoding.NONLINEAR:
        if data_delta is None:
            refuse.no_data_delta(file)
        return CodeStream(file, data_delta)
    if name.encoding is Encoding.INTEGER:
        return FixedStream(file, FixedPoint(32, 0))
    return FixedStream(file, hex_format, padded=8)
