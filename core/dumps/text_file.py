"""A dump's text, piece by piece through one reused buffer."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from core.cancelling import Cancelled as Cancelled
from core.dumps.paths import openable
from core.dumps.raw_file import open_at_once, read_address, read_into
from core.errors import CosightError
from core.messages import translate

BUFFER_SIZE = 1 << 18
"""Bytes read at once: with the numbers in them they stay in a core's second-level cache."""
PADDING = 64
"""Bytes behind the text that kernels may load and ignore."""
WHITE_SPACE = b" \t\n\r\v\f"
DECIMAL_SEPARATORS = WHITE_SPACE + b","
_SPACES_FOR = {
    separators: bytes.maketrans(separators, b" " * len(separators))
    for separators in (WHITE_SPACE, DECIMAL_SEPARATORS)
}
_LONGEST_TOKEN = 1 << 20
_HEAD = 1 << 16
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CLOSED = -1


def text_buffer(size: int = BUFFER_SIZE) -> NDArray[np.uint8]:
    """Room for ``size`` bytes of text and what must follow them."""
    return np.zeros(size + PADDING, np.uint8)


class TextFile:
    """An open dump, or the part of one from byte ``span[0]`` to before byte ``span[1]``.

    ``buffer``, from ``text_buffer``, is the file's own until it is closed.

    Raises:
        CosightError: the file cannot be opened or read, is empty, is UTF-16, or changes
            while it is read.
        Cancelled: ``cancelled()`` was true before text was read.
    """

    _file = _CLOSED

    def __init__(
        self,
        path: Path,
        cancelled: Callable[[], bool] | None = None,
        buffer: NDArray[np.uint8] | None = None,
        span: tuple[int, int] | None = None,
    ) -> None:
        self.path = path
        self.buffer = text_buffer() if buffer is None else buffer
        self.consumed = 0
        """Bytes in the pieces given out so far, and those before the first."""
        self._cancelled = cancelled
        self._opening = self._opened()
        self.size = self._opening.st_size
        self._span = span or (0, self.size)
        self._filled = self._given = 0
        self.at_end = False
        """Whether all text was fetched."""
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> TextFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; errors keep no hold of it."""
        if self._file != _CLOSED:
            file, self._file = self._file, _CLOSED
            os.close(file)

    def __del__(self) -> None:
        self.close()

    @property
    def stamp(self) -> tuple[int, int]:
        """The whole file's length and time of change when it was opened."""
        return self.size, self._opening.st_mtime_ns

    @property
    def offset(self) -> int:
        """Bytes of the file before what comes behind the last piece given out."""
        return self._span[0] + self.consumed

    @property
    def length(self) -> int:
        """Bytes of the part that is read."""
        return self._span[1] - self._span[0]

    @property
    def head(self) -> bytes:
        """The beginning; only before the first piece is taken."""
        return self.buffer[self._start : min(self._filled, _HEAD)].tobytes()

    @property
    def head_is_all(self) -> bool:
        """Whether ``head`` is the whole file."""
        return self.at_end and self._filled <= _HEAD

    def pieces(self, separators: bytes = WHITE_SPACE) -> Iterator[tuple[int, int, bool]]:
        """Give (start, stop, ended): ``buffer[start:stop]`` holds complete tokens.

        ``ended`` is false for the file's last token when no separator follows it; the buffer
        then has a line feed at ``stop``.
        """
        start = self._start
        while True:
            self._given = stop = self._behind_last_separator(start, separators)
            if stop > start:
                self.consumed += stop - start
                yield start, stop, True
            if self.at_end:
                break
            self._carry(self._given)
            start = 0
            self._fill()
        stop = self._given
        if stop < self._filled:
            self.buffer[self._filled] = ord("\n")
            self.consumed += self._filled - stop
            yield stop, self._filled, False

    def source(self) -> tuple[int, int, int, int]:
        """What a kernel needs to fetch the next text itself, see ``refilling``: how far the buffer
        is filled, where ``read`` is, the descriptor, and how many bytes were not read yet."""
        self._ask()
        return self._filled, read_address(), self._file, self.length - self._total

    def fetched(self, stop: int, filled: int, read: int, given: int) -> None:
        """A kernel has fetched ``read`` bytes itself: the buffer is ``filled``, and all before
        ``stop``, with ``given`` bytes since the last piece, went where pieces go.

        Raises:
            CosightError: the file has changed meanwhile.
        """
        if read:
            self._given, self._filled = stop, filled
            self._total += read
            self.consumed += given
            self._look_for_the_end()

    def locate(self, index: int, separators: bytes = WHITE_SPACE) -> tuple[int, bytes]:
        """Line (from 1) and text of token ``index``, read anew from the beginning."""
        self._rewind()
        line, last = 1, b""
        for start, stop, _ in self.pieces(separators):
            text = self.buffer[start:stop].tobytes()
            tokens = text.translate(_SPACES_FOR[separators]).split()
            before = text
            if index < len(tokens):
                position = 0
                for token in tokens[:index]:
                    position = text.index(token, position) + len(token)
                position = text.index(tokens[index], position)
                before = text[:position]
            # CR alone ends a line too; CR and LF may lie in two pieces
            line += before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
            line -= last == b"\r" and before[:1] == b"\n"
            if index < len(tokens):
                return line, tokens[index]
            index -= len(tokens)
            last = text[-1:]
        return line, b""

    def first_of_other_width(self, widths: tuple[int, ...]) -> int:
        """Index of the first token that is not as wide as the first, or not of ``widths``."""
        self._rewind()
        index, width = 0, 0
        for start, stop, _ in self.pieces(WHITE_SPACE):
            for token in self.buffer[start:stop].tobytes().split():
                width = width or len(token)
                if len(token) != width or width not in widths:
                    return index
                index += 1
        return index

    def damaged(self, line: int) -> CosightError:
        """The error for NUL bytes in line ``line``."""
        sentence = translate(
            "core",
            "{file}, line {line}: expected text, found NUL bytes, so the file is damaged; "
            "dump it again",
        )
        return CosightError(sentence.format(file=self.path, line=line))

    def _opened(self) -> os.stat_result:
        try:
            self._file = open_at_once(openable(self.path))
        except (OSError, ValueError) as error:
            # Windows denies the right to open a folder.
            if isinstance(error, PermissionError) and os.path.isdir(openable(self.path)):
                raise refusal(self.path, IsADirectoryError()) from error
            raise refusal(self.path, error) from error
        try:
            status = os.fstat(self._file)
            if stat.S_ISDIR(status.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(status.st_mode):
                raise OSError(translate("core", "it is a device or a pipe"))
        except OSError as error:
            self.close()
            raise refusal(self.path, error) from error
        if status.st_size == 0:
            self.close()
            sentence = translate(
                "core", "{file} is empty: expected one number a line; dump it again"
            )
            raise CosightError(sentence.format(file=self.path))
        return status

    def _rewind(self) -> None:
        os.lseek(self._file, 0, os.SEEK_SET)
        self._begin()

    def _begin(self) -> None:
        begin = self._span[0]
        if begin:
            os.lseek(self._file, begin, os.SEEK_SET)
        self._total = self._filled = self._start = self.consumed = 0
        self.at_end = False
        self._fill()
        if begin:
            return
        opening = self.buffer[:4].tobytes()[: self._filled]
        if opening.startswith(_UTF16_MARKS):
            sentence = translate(
                "core",
                "{file} is UTF-16 text: expected ASCII or UTF-8; save it again as UTF-8",
            )
            raise CosightError(sentence.format(file=self.path))
        if opening.startswith(_UTF8_MARK):
            self._start = self.consumed = len(_UTF8_MARK)

    def _fill(self) -> None:
        self._ask()
        begin, end = self._span
        room = min(len(self.buffer) - PADDING, self._filled + end - begin - self._total)
        text = self.buffer.data
        while self._filled < room:
            try:
                got = read_into(self._file, text[self._filled : room])
            except OSError as error:
                raise refusal(self.path, error) from error
            if not got:
                self._refuse_change()
            self._filled += got
            self._total += got
        self._look_for_the_end()

    def _look_for_the_end(self) -> None:
        self.at_end = self._total >= self.length
        if self.at_end:
            now = os.fstat(self._file)
            if (now.st_size, now.st_mtime_ns) != self.stamp:
                self._refuse_change()

    def _ask(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    def _refuse_change(self) -> NoReturn:
        raise changed(self.path, self.size, os.fstat(self._file).st_size)

    def _behind_last_separator(self, start: int, separators: bytes) -> int:
        stop = self._filled
        window = 64
        as_spaces = _SPACES_FOR[separators]
        while stop > start:
            begin = max(start, stop - window)
            text = self.buffer[begin:stop].tobytes().translate(as_spaces)
            found = text.rfind(b" ")
            if found >= 0:
                return begin + found + 1
            stop = begin
            window *= 2
        return start

    def _carry(self, stop: int) -> None:
        """Move the incomplete token to the front, in a larger buffer when it fills this one."""
        rest = self._filled - stop
        room = len(self.buffer) - PADDING
        if rest > room // 2:
            if rest > _LONGEST_TOKEN:
                self._refuse_token(stop)
            larger = np.zeros(2 * room + PADDING, np.uint8)
            larger[:rest] = self.buffer[stop : self._filled]
            self.buffer = larger
        else:
            self.buffer[:rest] = self.buffer[stop : self._filled].copy()
        self._filled = rest

    def _refuse_token(self, start: int) -> None:
        token = self.buffer[start : self._filled].tobytes()
        line = 1 + self._lines_before(self._total - len(token))
        if b"\0" in token:
            raise self.damaged(line)
        sentence = translate(
            "core",
            "{file}, line {line}: expected a number, found more than {count} characters without "
            "a space or line end; check that it is a dump",
        )
        raise CosightError(sentence.format(file=self.path, line=line, count=_LONGEST_TOKEN))

    def _lines_before(self, offset: int) -> int:
        os.lseek(self._file, 0, os.SEEK_SET)
        lines = 0
        while offset > 0 and (text := os.read(self._file, min(offset, BUFFER_SIZE))):
            lines += text.count(b"\n") or text.count(b"\r")
            offset -= len(text)
        return lines


def changed(path: Path, size: int, found: int) -> CosightError:
    """The error for a file of ``size`` bytes that has become one of ``found`` meanwhile."""
    if found == size:
        sentence = translate(
            "core",
            "{file} was written to while it was read; wait until it is written and compare again",
        )
    else:
        sentence = translate(
            "core",
            "{file} changed while it was read: expected {size} bytes, found {found}; "
            "wait until it is written and compare again",
        )
    return CosightError(sentence.format(file=path, size=size, found=found))


def refusal(path: Path, error: OSError | ValueError) -> CosightError:
    """The sentence for a file the operating system will not give."""
    if isinstance(error, FileNotFoundError):
        sentence = translate("core", "{file} is no longer there; scan the folder again")
    elif isinstance(error, IsADirectoryError):
        sentence = translate("core", "{file} is a folder, expected a dump file; choose a file")
    elif isinstance(error, PermissionError):
        sentence = translate(
            "core",
            "{file} may not be read: permission denied, or another program holds it; "
            "close that program or ask for the right to read it",
        )
    else:
        sentence = translate(
            "core", "{file} cannot be read ({reason}); check the path and the drive"
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return CosightError(sentence.format(file=path, reason=reason))
