"""How wide the columns of the result table are, as long as nobody sets them by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from widgets.parts.metric_text import Column
from widgets.parts.table_header import Advances
from widgets.results.delegate import CELL_MARGIN, swatch_room
from widgets.results.model import ResultModel

_SAMPLE_TEXT = {
    Column.INDEX: "8888",
    Column.COSINE: "0.888888",
    Column.MAX_ERROR: "8.88888e-08",
    Column.RED: "8.88888e-08",
    Column.STD: "(-88.888,888.888)(-88.888,888.888)",
    Column.MEAN_ERROR: "8.88888e-08",
    Column.RMSE: "8.88888e-08",
    Column.SQNR: "188.88",
    Column.CENTRED_COSINE: "0.888888",
    Column.ELEMENTS: "88888888",
    Column.SHAPE: "888×888×888",
    Column.RULE: "inplace",
    Column.ADDED: "8.88888e-08",
    Column.NOTE: "The two files differ in length: 49152 ≠ 49151 ",
}
"""What a column must show in full; the layer and the files share what is left."""
_ESSENTIAL = (Column.SEVERITY, Column.INDEX, Column.COSINE, Column.MAX_ERROR, Column.RED)
"""Seen without scrolling, whatever the layer and the files would like."""
_FILES = (Column.FILE1, Column.FILE2)
_LEAST_NOTE = "no known cause"
"""As much of a note as names its cause; the rest is in its tooltip."""
_LEAST_LAYER, _READABLE_LAYER, _MOST_LAYER = (
    "mobilenet0_ba…8",
    "mobilenet0_batchnorm88",
    "mobilenet0_batchnorm_mobilenet0_batchnorm",
)
_LEAST_FILE, _READABLE_FILE, _MOST_FILE = (
    "…r.float",
    "seg8_layer888_o…",
    "…_batchnorm_output0_888_888_888_anti_quant.linear.float",
)


def fitting_widths(
    model: ResultModel,
    advances: Advances,
    word_width: Callable[[Column], int],
    room: int,
    shown: Sequence[Column],
) -> dict[Column, int]:
    """Widths in pixels where ``room`` is all there is and ``shown`` are the columns in it,
    from left to right.

    Numbers are whole. The layer comes before the files, which repeat its name: they first get
    what they need in short, and to be whole only what no other column needs. Where they stand
    behind the numbers they can be read in any case: they push none of them out of sight, nor the
    note where that stands before them.
    """

    def width(text: str, margin: int = CELL_MARGIN) -> int:
        return advances[text] + margin

    widths = {column: max(width(text), word_width(column)) for column, text in _SAMPLE_TEXT.items()}
    swatch = swatch_room(advances.metrics)
    longest = max(model.severity_words(), key=advances.__getitem__)
    widths[Column.SEVERITY] = max(swatch + width(longest), word_width(Column.SEVERITY))

    files = [column for column in _FILES if column in shown]
    invitation = width(model.short_invitation())
    least = max(width(_LEAST_FILE), invitation, *(word_width(column) for column in _FILES))
    free = room - sum(widths[column] for column in _ESSENTIAL if column in shown)
    whole = width(model.longest_text(Column.LAYER), 2 * CELL_MARGIN)
    behind = not _any_before(files, _ESSENTIAL, shown)
    # A layer that is cut is worse than a file out of sight that is called like it.
    kept = 0 if behind else least * len(files)
    layer = min(free - kept, width(_MOST_LAYER), whole)
    note_led = behind and _any_before((Column.NOTE,), _FILES, shown)
    if note_led:
        # What explains the numbers is said nowhere else in the row: long names make room for it.
        note = max(width(_LEAST_NOTE), word_width(Column.NOTE))
        layer = max(min(layer, free - note), min(layer, width(_READABLE_LAYER)))
    widths[Column.LAYER] = max(width(_LEAST_LAYER), layer)
    free -= widths[Column.LAYER]
    if note_led:
        widths[Column.NOTE] = max(note, min(free, widths[Column.NOTE]))
        free -= widths[Column.NOTE]
    readable = max(least, width(_READABLE_FILE)) if behind else least
    for place, column in enumerate(files):
        short = width(model.longest_short_text(column), 2 * CELL_MARGIN)
        share = free // (len(files) - place)
        widths[column] = max(readable, min(share, width(_MOST_FILE), short))
        free -= widths[column]
    spare = room - sum(widths[column] for column in shown if column in widths)
    for place, column in enumerate(files):
        whole = width(model.longest_text(column), 2 * CELL_MARGIN)
        more = max(min(spare // (len(files) - place), whole - widths[column]), 0)
        widths[column] += more
        spare -= more
    return widths


def _any_before(these: Sequence[Column], those: Sequence[Column], shown: Sequence[Column]) -> bool:
    """Whether one of ``these`` stands left of one of ``those``."""
    places = {column: place for place, column in enumerate(shown)}
    last = max((places[column] for column in those if column in places), default=-1)
    return any(places[column] < last for column in these)
