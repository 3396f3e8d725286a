"""The terminal: text that any encoding can show, colour where there is a terminal, progress.

``rich`` is imported when something is drawn, so that errors and ``--help`` come at once.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress as RichProgress

_PLAIN = {
    "·": "|",
    "…": "...",
    "→": "->",
    "×": "x",
    "−": "-",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "—": "-",
    "–": "-",
    "“": '"',
    "”": '"',
    "’": "'",
    "σ": "std",
    "µ": "mean",
    "✓": "+",
    "▲": "~",
    "●": "!",
    "✕": "x",
    "‖": "||",
    "√": "sqrt",
    "±": "+-",
    "\N{NO-BREAK SPACE}": " ",
}
"""What stands for a character where the encoding has none."""

_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of writing: in a file's name it would turn the rest of the line."""

NATURAL_WIDTH = 100_000
"""Wide enough that nothing is ever folded: files and pipes have no right edge."""


_ANY_TEXT = "cosight: one line. " * 8 + "\n"
"""Plain and long: what an encoding of text can hold."""


def prepare_streams() -> None:
    """Let no character that the console cannot show end the program, nor an encoding that is made
    for something else than text, such as idna."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(OSError, ValueError):
                if _is_of_text(stream.encoding):
                    reconfigure(errors="replace")
                else:
                    reconfigure(encoding="utf-8", errors="replace")


def _is_of_text(encoding: str) -> bool:
    """Whether plain text comes out of it as it went in."""
    try:
        return _ANY_TEXT.encode(encoding, "replace").decode(encoding) == _ANY_TEXT
    except (UnicodeError, LookupError):
        return False


def one_line(text: str) -> str:
    """``text`` on one line, control characters in file names spelled out."""
    text = " ".join(text.split("\n"))
    if text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode("ascii")
        if unicodedata.category(char) in _UNPRINTABLE or char in _TURNING
        else char
        for char in text
    )


class Terminal:
    """One of the standard streams; None, as under pythonw, swallows everything.

    A terminal gets colour and its own width; anything else plain text, nothing folded. What is
    said ``aside`` of the result may be lost: a stream that takes no more is given up.
    """

    def __init__(
        self, stream: TextIO | None, width: int | None = None, aside: bool = False
    ) -> None:
        self._stream = stream
        self._fixed_width = width
        self._aside = aside
        self._made: Console | None = None

    @property
    def is_tty(self) -> bool:
        """Whether somebody is looking."""
        try:
            return self._stream is not None and self._stream.isatty()
        except ValueError:
            return False

    @property
    def width(self) -> int:
        """Columns there are."""
        if self._fixed_width is not None:
            return self._fixed_width
        return self._console.width if self.is_tty else NATURAL_WIDTH

    @property
    def encodes_lines(self) -> bool:
        """Whether box-drawing lines can be shown."""
        return self._encodes("─")

    def fit(self, text: str) -> str:
        """``text`` on one line, in characters this stream has."""
        text = one_line(text)
        if self._encodes(text):
            return text
        return "".join(char if self._encodes(char) else _PLAIN.get(char, "?") for char in text)

    def line(self, text: str = "", style: str = "") -> None:
        """Print one line; on a terminal it wraps at words."""
        from rich.text import Text

        self.draw(Text(self.fit(text), style=style), soft_wrap=not self.is_tty)

    def draw(self, renderable: RenderableType, soft_wrap: bool = False) -> None:
        """Print anything rich can draw. A reader that went away is no error."""
        if self._stream is None:
            return
        try:
            self._console.print(renderable, soft_wrap=soft_wrap)
        except OSError as error:
            if not (self._aside or _gone(error)):
                raise
            self._give_up()

    def error(self, text: str) -> None:
        """Say in one plain line what went wrong; needs no rich and never fails."""
        self._say(f"cosight: {text}")

    def note(self, text: str) -> None:
        """Say in one plain line what is good to know."""
        self._say(f"cosight: {text}")

    def _say(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(self.fit(text) + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            self._give_up()

    def _give_up(self) -> None:
        """What is still buffered would fail again when Python closes the stream."""
        self.abandon(self._stream)
        self._stream = None

    @contextlib.contextmanager
    def progress(self, total: int) -> Iterator[Progress]:
        """Show how many of ``total`` pairs are done; only a terminal shows it."""
        if not self.is_tty or total == 0:
            yield Progress()
            return
        from rich import progress
        from rich.table import Column

        bar = progress.Progress(
            progress.BarColumn(bar_width=None, table_column=Column(ratio=1, max_width=40)),
            progress.MofNCompleteColumn(),
            progress.TimeRemainingColumn(compact=True),
            progress.TextColumn(
                "{task.description}",
                markup=False,
                table_column=Column(ratio=2, no_wrap=True, overflow="crop"),
            ),
            console=self._console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            expand=True,
        )
        with bar:
            yield _Bar(self, bar, total)

    @staticmethod
    def abandon(stream: TextIO | None) -> None:
        """Send what is still buffered nowhere, so that closing it fails no more."""
        with contextlib.suppress(OSError, ValueError, AttributeError):
            assert stream is not None
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)

    def _encodes(self, text: str) -> bool:
        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        try:
            text.encode(encoding)
        except (UnicodeError, LookupError):
            return False
        return True

    @property
    def _console(self) -> Console:
        if self._made is None:
            from rich.console import Console

            class PlainConsole(Console):
                """Leaves a broken pipe to us; rich would end the program."""

                def on_broken_pipe(self) -> None:
                    raise

            width = self._fixed_width
            if width is None and not self.is_tty:
                width = NATURAL_WIDTH
            self._made = PlainConsole(
                file=self._stream,
                width=width,
                highlight=False,
                markup=False,
                emoji=False,
                force_jupyter=False,
            )
        return self._made


class Progress:
    """Told what is being read and what is done; this one keeps it to itself."""

    def reading(self, layer: str) -> None:
        """``layer`` is being read; may be called on any thread."""

    def done(self, count: int) -> None:
        """``count`` pairs are done."""


class _Bar(Progress):
    """A bar, the count, and the layer being read."""

    def __init__(self, terminal: Terminal, bar: RichProgress, total: int) -> None:
        self._terminal = terminal
        self._bar = bar
        self._task = bar.add_task("", total=total)

    def reading(self, layer: str) -> None:
        self._bar.update(self._task, description=self._terminal.fit(layer))

    def done(self, count: int) -> None:
        self._bar.update(self._task, completed=count)


def _gone(error: OSError) -> bool:
    """Whether the reader of a pipe went away; Windows says so with EINVAL."""
    return isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL
