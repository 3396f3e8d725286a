"""A table for the terminal: a line a row, only one column folds.

``rich`` lays a table out cell by cell, a millisecond a row: with a thousand layers that is longer
than comparing them. Here the columns' widths are known beforehand; what is drawn is rich's still.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

_GAP = 2
"""Spaces between two columns."""

Cell = tuple[str, str]
"""What stands in it, on one line, and rich's name of its style or ""."""


@dataclass
class Column:
    """One column. The higher ``leaves``, the sooner it goes where the terminal is narrow."""

    header: str
    leaves: int = 0
    right: bool = False
    cells: list[Cell] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Columns of the terminal that its widest cell takes."""
        return max(_length(self.header), *(_length(text) for text, _ in self.cells))


class TextTable:
    """What rich can draw of ``columns``: at most ``width`` wide, where leaving columns can do it.

    ``folding`` keeps ``least`` of its width, if it is as wide, and folds where that is too much.
    """

    def __init__(
        self, columns: Sequence[Column], folding: Column, least: int, width: int, line: str = "─"
    ) -> None:
        widths = {id(column): column.width for column in columns}
        wide = widths[id(folding)]

        def rest() -> int:
            others = sum(widths[id(column)] for column in kept if column is not folding)
            return others + _GAP * (len(kept) - 1)

        kept = list(columns)
        while rest() + min(wide, least) > width:
            leaving = max(kept, key=lambda column: column.leaves)
            if leaving.leaves == 0:
                break
            kept.remove(leaving)
        widths[id(folding)] = max(8, min(wide, width - rest()))
        self._columns = kept
        self._folding = kept.index(folding)
        self._widths = [widths[id(column)] for column in kept]
        self._line = line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """All lines, as rich draws them."""
        styles: dict[str, Style | None] = {"": None}

        def style_of(name: str) -> Style | None:
            if name not in styles:
                styles[name] = console.get_style(name)
            return styles[name]

        def drawn(cells: Iterable[Cell]) -> Iterator[Segment]:
            plain = ""
            for place, (text, style) in enumerate(cells):
                spaces = " " * (self._widths[place] - _length(text))
                text = spaces + text if self._columns[place].right else text + spaces
                gap = " " * _GAP if place else ""
                if style:
                    yield Segment(plain + gap)
                    yield Segment(text, style_of(style))
                    plain = ""
                else:
                    plain += gap + text
            yield Segment(plain + "\n")

        yield from drawn((column.header, "bold") for column in self._columns)
        yield Segment(self._line * (sum(self._widths) + _GAP * (len(self._widths) - 1)) + "\n")
        place = self._folding
        for row in zip(*(column.cells for column in self._columns), strict=True):
            text, style = row[place]
            if _length(text) <= self._widths[place]:
                yield from drawn(row)
                continue
            lines = Text(text).wrap(console, self._widths[place], overflow="fold")
            rest: Sequence[Cell] = [("", "")] * len(row)
            for number, line in enumerate(lines):
                cells = list(rest if number else row)
                cells[place] = line.plain, style
                yield from drawn(cells)


def _length(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
