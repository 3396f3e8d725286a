"""The terminal's table: rich's own one, laid out the slow way, is the oracle."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.box import Box
from rich.console import Console
from rich.table import Table

from app.commands.text_table import Column, TextTable

_WORDS = st.text(st.sampled_from("ab_9卷积😀"), min_size=1, max_size=40)
_STYLES = st.sampled_from(["", "dim", "bold red"])


def drawn(what: object, **options: object) -> list[str]:
    stream = io.StringIO()
    console = Console(file=stream, width=500, highlight=False, markup=False, emoji=False, **options)  # type: ignore[arg-type]
    console.print(what)
    return stream.getvalue().splitlines()


def columns_of(rows: list[tuple[str, str, str]], style: str = "") -> list[Column]:
    columns = [
        Column("#", right=True),
        Column("layer"),
        Column("note", leaves=1),
    ]
    for row in rows:
        for column, text in zip(columns, row, strict=True):
            column.cells.append((text, style))
    return columns


def by_rich(columns: list[Column], folding_width: int) -> list[str]:
    table = Table(
        box=Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True),
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        safe_box=False,
    )
    for place, column in enumerate(columns):
        folds = place == 1
        table.add_column(
            column.header,
            justify="right" if column.right else "left",
            no_wrap=not folds,
            overflow="fold",
            min_width=folding_width if folds else column.width,
            max_width=folding_width if folds else None,
        )
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*(text for text, _ in row))
    return drawn(table)


@given(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), min_size=1, max_size=6), _STYLES)
def test_wide_enough_it_is_what_rich_draws(rows: list[tuple[str, str, str]], style: str) -> None:
    columns = columns_of(rows, style)
    ours = drawn(TextTable(columns, columns[1], 32, 500, "-"))
    assert ours == by_rich(columns, max(8, columns[1].width))


@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=6), st.integers(20, 70))
def test_one_column_folds_as_rich_folds_it(rows: list[tuple[str, str]], width: int) -> None:
    columns = columns_of([(number[:3], name, "") for number, name in rows])[:2]
    ours = drawn(TextTable(columns, columns[1], 8, width, "-"))
    room = max(8, min(columns[1].width, width - columns[0].width - 2))
    assert ours == by_rich(columns, room)


def test_columns_leave_before_the_folding_one_falls_below_its_least_width() -> None:
    columns = columns_of([("1", "n" * 40, "a note"), ("22", "m", "another")])
    wide = drawn(TextTable(columns, columns[1], 32, 51))
    assert wide[0].split() == ["#", "layer", "note"]
    assert wide[2].split() == ["1", "n" * 38, "a", "note"]
    assert wide[3].split() == ["nn"]
    narrow = drawn(TextTable(columns, columns[1], 32, 44))
    assert narrow[0].split() == ["#", "layer"]
    assert narrow[2].split() == ["1", "n" * 40]


def test_cells_have_their_styles_and_spaces_have_none() -> None:
    columns = columns_of([("1", "conv", "x")])
    columns[1].cells = [("conv", "red")]
    lines = drawn(
        TextTable(columns, columns[1], 8, 80), force_terminal=True, color_system="standard"
    )
    assert lines[2] == "1  \x1b[31mconv    \x1b[0m  x   "
