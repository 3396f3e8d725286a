"""What stands in the cells of the result table: words, marks, colours and tooltips."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from core.comparison.colouring import BY_SEVERITY, Colouring
from core.comparison.model import Severity, Thresholds
from widgets.parts.metric_text import (
    NOTHING,
    PENDING,
    SINGLE_NUMBERS,
    Column,
    exact_text,
    header_text,
    limit_text,
    note_text,
    number_text,
    severity_meaning,
    severity_word,
)
from widgets.parts.scale_colours import BoxColours, box_colouring
from widgets.parts.severity_style import severity_style
from widgets.results.order import (
    BROKEN,
    MEASURED_COLUMNS,
    PENDING_STATE,
    SEVERITIES,
    UNMATCHED_STATE,
)
from widgets.results.rows import ResultRows

UNMATCHED_SIGN = "○"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ALIGNMENT = {
    **dict.fromkeys(Column, _LEFT),
    **dict.fromkeys((*SINGLE_NUMBERS, Column.INDEX, Column.ELEMENTS), _RIGHT),
    **dict.fromkeys((Column.SHAPE, Column.RULE), Qt.AlignmentFlag.AlignCenter),
}
_FILES = (Column.FILE1, Column.FILE2)
_WORTH_A_LOOK = (Severity.WARN, Severity.BAD, Severity.BROKEN)
_MAY_BE_NOISE = (Severity.WARN, Severity.BAD)


def alignment_of(column: Column) -> Qt.AlignmentFlag:
    """Numbers stand right, words left, what is short and alike in the middle."""
    return _ALIGNMENT[column]


class CellFace(NamedTuple):
    """All that is drawn of one cell; None: as the table has it.

    ``short`` takes the place of ``text`` where that does not fit, and gives way at ``elide`` where
    it does not fit either. A swatch stands before the text, of ``severity`` or of no data.
    """

    text: str
    short: str = ""
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle
    ink: QColor | None = None
    fill: QColor | None = None
    font: QFont | None = None
    has_swatch: bool = False
    severity: Severity | None = None
    swatch: BoxColours | None = None
    """Colours of the swatch where they are not the severity's."""


class ResultCells:
    """The cells of ``rows``, by place (not by shown row) and column."""

    def __init__(self, rows: ResultRows) -> None:
        self._rows = rows
        self._thresholds = Thresholds()
        self._max_error_count = 5
        self._colouring = Colouring()
        self.italic = QFont()
        self.italic.setItalic(True)
        self.set_palette(QGuiApplication.palette())

    @property
    def max_error_count(self) -> int:
        """How many of the largest errors are red."""
        return self._max_error_count

    def set_thresholds(self, thresholds: Thresholds, max_error_count: int) -> bool:
        """Mark cells beyond these; False where they are so already."""
        if (thresholds, max_error_count) == (self._thresholds, self._max_error_count):
            return False
        self._thresholds, self._max_error_count = thresholds, max_error_count
        return True

    def set_palette(self, palette: QPalette) -> None:
        """Take the colours of ``palette``."""
        styles = [severity_style(severity, palette) for severity in SEVERITIES]
        self._accents = [style.accent for style in styles]
        self._signs = [style.sign for style in styles]
        bad = severity_style(Severity.BAD, palette)
        self._red_text, self._red_fill = bad.accent, QColor(bad.fill)
        self._red_fill.setAlphaF(0.12)
        self._faint = palette.color(QPalette.ColorRole.PlaceholderText)
        self._palette = palette
        self.set_colouring(self._colouring)

    def set_colouring(self, colouring: Colouring) -> None:
        """Colour the swatches by this."""
        self._colouring = colouring
        self._swatch_of = box_colouring(colouring, self._palette)

    def _swatch(self, place: int) -> BoxColours | None:
        result = self._rows.result(place)
        if result is None or self._colouring.by == BY_SEVERITY:
            return None
        return self._swatch_of((result,))

    # ------------------------------------------------------------------ words

    def text(self, place: int, column: Column) -> str:
        """A cell in words."""
        if column is Column.SEVERITY:
            state = int(self._rows.state[place])
            if state == PENDING_STATE:
                return PENDING
            sign = UNMATCHED_SIGN if state == UNMATCHED_STATE else self._signs[state]
            return f"{sign} {_word_of(state)}"
        if self.is_invitation(place, column):
            return QCoreApplication.translate("ResultModel", "choose partner…")
        text = self._rows.text(place, column)
        if not text and self.is_unexplained(place, column):
            return QCoreApplication.translate("ResultModel", "no known cause")
        return text

    def short_invitation(self) -> str:
        """What stands for ``choose partner…`` in a narrow column; empty if nothing is unmatched."""
        if not self._rows.unmatched:
            return ""
        return QCoreApplication.translate("ResultModel", "choose…")

    def severity_words(self) -> list[str]:
        """All that the severity's column may say."""
        words = [_word_of(state) for state in range(BROKEN + 1)]
        if self._rows.unmatched:
            words.append(_word_of(UNMATCHED_STATE))
        return words

    def is_invitation(self, place: int, column: Column) -> bool:
        """Whether the cell stands for the missing partner of an unmatched dump."""
        if column not in _FILES:
            return False
        unmatched = self._rows.unmatched_at(place)
        return unmatched is not None and (column is Column.FILE1) != (unmatched.side < 0)

    def is_unexplained(self, place: int, column: Column) -> bool:
        """Whether the cell is the note of a measured pair that is warn or bad for no known cause:
        left empty, it would read as not looked into."""
        if column is not Column.NOTE:
            return False
        result = self._rows.result(place)
        return (
            result is not None
            and result.severity in _MAY_BE_NOISE
            and not self._rows.text(place, column)
        )

    def accessible(self, place: int, column: Column) -> str:
        """The cell as it is read aloud, with what its colour says."""
        if column is Column.SEVERITY:
            return _word_of(int(self._rows.state[place]))
        text, reason = self.text(place, column), self.red_reason(place, column)
        return f"{text}, {reason}" if reason else text

    @staticmethod
    def copied(rows: ResultRows, place: int, column: Column) -> str:
        """A cell of ``rows`` for the clipboard: numbers in full precision, names whole."""
        if column is Column.SEVERITY:
            return _word_of(int(rows.state[place]))
        if column in SINGLE_NUMBERS and rows.result(place) is not None:
            value = float(rows.numbers[column][place])
            return "" if np.isnan(value) else exact_text(value)
        text = rows.text(place, column)
        return "" if text in (NOTHING, PENDING) else text

    # ---------------------------------------------------------------- colours

    def face(self, place: int, column: Column) -> CellFace:
        """What is drawn of a cell."""
        text, ink = self.text(place, column), self.ink(place, column)
        if column is Column.SEVERITY:
            state = int(self._rows.state[place])
            if state == PENDING_STATE:
                return CellFace(text, ink=ink)
            right, severity = Qt.TextElideMode.ElideRight, severity_of_state(state)
            word, swatch = _word_of(state), self._swatch(place)
            return CellFace(word, "", right, ink, None, None, True, severity, swatch)
        if self.is_invitation(place, column):
            # A sentence is understood by its beginning.
            right = Qt.TextElideMode.ElideRight
            return CellFace(text, self.short_invitation(), right, ink, font=self.italic)
        if column in _FILES:
            short, end_counts = self._rows.short_name(place, column)
            elide = Qt.TextElideMode.ElideLeft if end_counts else Qt.TextElideMode.ElideRight
            return CellFace(text, short, elide, ink)
        if column is Column.NOTE:
            return CellFace(text, "", Qt.TextElideMode.ElideRight, ink)
        return CellFace(text, ink=ink, fill=self.fill(place, column))

    def ink(self, place: int, column: Column) -> QColor | None:
        """Colour of the text; None for the table's own."""
        state = int(self._rows.state[place])
        if column is Column.SEVERITY:
            # The swatch has the colour: a red word would pass for a red number.
            return None if severity_of_state(state) in _WORTH_A_LOOK else self._faint
        if column is Column.NOTE and state == BROKEN:
            return self._accents[BROKEN]
        if self.is_red(place, column):
            return self._red_text
        waiting = state == PENDING_STATE and column in MEASURED_COLUMNS
        if column is Column.INDEX or waiting or self.is_invitation(place, column):
            return self._faint
        if self.is_unexplained(place, column):
            return self._faint
        return None

    def fill(self, place: int, column: Column) -> QColor | None:
        """Colour behind the text; None for the table's own."""
        return self._red_fill if self.is_red(place, column) else None

    def is_red(self, place: int, column: Column) -> bool:
        """Whether a number lies beyond the Algorithm Setting."""
        result = self._rows.result(place)
        if result is None or result.metrics is None:
            return False
        # Asked this way round, a value that is not a number is red, never silently good.
        if column is Column.COSINE:
            return not result.metrics.cosine_similarity >= self._thresholds.cosine
        if column is Column.RED:
            return not result.metrics.relative_euclidean_distance <= self._thresholds.red
        return column is Column.MAX_ERROR and place in self._rows.largest

    def red_reason(self, place: int, column: Column) -> str:
        """Why a cell is red, in a sentence; empty where it is not."""
        if not self.is_red(place, column):
            return ""
        say = QCoreApplication.translate
        value, limit = float(self._rows.numbers[column][place]), ""
        if np.isnan(value):
            sentence = say("ResultModel", "{metric} is not defined here: look at the two files")
        elif column is Column.COSINE:
            sentence = say(
                "ResultModel", "{metric} {value} is below {limit} set in Algorithm Setting"
            )
            limit = limit_text(self._thresholds.cosine)
        elif column is Column.RED:
            sentence = say(
                "ResultModel", "{metric} {value} is above {limit} set in Algorithm Setting"
            )
            limit = limit_text(self._thresholds.red)
        elif self._max_error_count == 1:
            sentence = say("ResultModel", "{metric} {value} is the largest (Algorithm Setting)")
        else:
            sentence = say(
                "ResultModel", "{metric} {value} is one of the {limit} largest (Algorithm Setting)"
            )
            limit = str(self._max_error_count)
        return sentence.format(
            metric=header_text(column), value=number_text(column, value), limit=limit
        )

    # --------------------------------------------------------------- tooltips

    def tooltip(self, place: int, column: Column) -> str:
        """What a cell says when the mouse rests on it, as plain text."""
        unmatched = self._rows.unmatched_at(place)
        if unmatched is not None:
            if self.is_invitation(place, column):
                call = QCoreApplication.translate(
                    "ResultModel", "Double-click to choose a partner by hand"
                )
                return f"{unmatched.reason}\n{call}"
            return unmatched.dump.file if column in _FILES else unmatched.reason
        pair, result = self._rows.pairs[place], self._rows.results[place]
        if column is Column.FILE1:
            return pair.left.file
        if column is Column.FILE2:
            return pair.right.file
        if column is Column.LAYER:
            rule = QCoreApplication.translate("ResultModel", "paired by the rule {rule}")
            return f"{pair.title}\n{rule.format(rule=pair.rule.value)}"
        if result is None:
            return _word_of(PENDING_STATE) if column is Column.SEVERITY else ""
        if column is Column.SEVERITY:
            lines = (severity_meaning(result.severity), note_text(result))
        elif column in SINGLE_NUMBERS:
            exact = exact_text(float(self._rows.numbers[column][place]))
            lines = (exact, self.red_reason(place, column))
        elif self.is_unexplained(place, column):
            return QCoreApplication.translate(
                "ResultModel",
                "None of the causes that can be looked for here explains the error (an offset or "
                "factor of all values, clipping, coarse steps, values or whole channels in another "
                "place, a part that is 0 throughout, a few channels, the border or single elements "
                "at fault):\nit may be rounding that adds up, or have come in with the layer's "
                "inputs.",
            )
        else:
            return self._rows.text(place, column)
        return "\n".join(line for line in lines if line)


def severity_of_state(state: int) -> Severity | None:
    """The severity a row's state is; None while it has none."""
    return SEVERITIES[state] if state <= BROKEN else None


def _word_of(state: int) -> str:
    if state == PENDING_STATE:
        return QCoreApplication.translate("ResultModel", "not measured yet")
    if state == UNMATCHED_STATE:
        return QCoreApplication.translate("ResultModel", "unmatched")
    return severity_word(SEVERITIES[state])
