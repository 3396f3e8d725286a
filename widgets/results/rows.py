"""What the result table holds, and in which order it is shown: arrays, no Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from core.comparison.model import Pair, PairResult, Plan, Severity, Unmatched
from widgets.parts.metric_text import (
    NUMBER_COLUMNS,
    PENDING,
    Column,
    deviation_text,
    elements_text,
    note_text,
    number_text,
    shape_text,
)
from widgets.results.natural_order import natural_ranks
from widgets.results.order import (
    BROKEN,
    MEASURED_COLUMNS,
    PENDING_STATE,
    SEVERITIES,
    UNMATCHED_STATE,
    Measured,
    by_key,
    by_measure,
    by_severity,
)
from widgets.results.short_names import ShortName, short_file_name

_CODE = {severity: code for code, severity in enumerate(SEVERITIES)}

_NAME_COLUMNS = (Column.LAYER, Column.FILE1, Column.FILE2)
_METRIC_NAMES = (*NUMBER_COLUMNS.values(), "left_std", "right_std")
_metrics_of = attrgetter(*_METRIC_NAMES)
_MANY = 200
_MISSING = (math.nan,) * len(_METRIC_NAMES)


_FileNames = tuple[list[str], list[str], list[int]]


class RowFilter(StrEnum):
    """What can be shown alone beside the pairs of one severity."""

    RED = "red"
    """Bad and broken pairs."""
    UNMATCHED = "unmatched"


ShownRows = Severity | RowFilter | None
"""Which rows are shown, as far as it does not depend on words; None: all."""


class ResultRows:
    """Places 0 … n−1 are ``plan.pairs``, then ``plan.unmatched``; ``order`` maps rows to places."""

    def __init__(self) -> None:
        self.sort_column = -1
        self.ascending = True
        self.shown: ShownRows = None
        self._words: tuple[str, ...] = ()
        self.plan: Plan | None = None
        self._expected: Measured
        self.load(None)

    # ---------------------------------------------------------------- content

    def load(self, plan: Plan | None) -> None:
        """Hold ``plan`` with nothing measured yet; order and filter stay as they were set.

        A pair of the same two files waits where it stood. A stretch of the old plan is none of
        the new one.
        """
        old = self.plan
        comes_again = old is not None and plan is not None and _same_folders(old, plan)
        former = (self._expected, self._file_names()) if comes_again else None
        self.plan = plan
        self.pairs: tuple[Pair, ...] = plan.pairs if plan else ()
        self.unmatched: tuple[Unmatched, ...] = plan.unmatched if plan else ()
        places = len(self.pairs) + len(self.unmatched)
        self.results: list[PairResult | None] = [None] * len(self.pairs)
        state = np.full(places, PENDING_STATE, dtype=np.int8)
        state[len(self.pairs) :] = UNMATCHED_STATE
        self.measured = Measured(
            state, {column: np.full(places, np.nan) for column in MEASURED_COLUMNS}
        )
        self.largest: frozenset[int] = frozenset()
        self.stretch: tuple[int, int] | None = None
        self._ranks: dict[Column, NDArray[np.float64]] = {}
        self._name_lists: dict[Column, list[str]] = {}
        self._longest: dict[Column, str] = {}
        self._longest_shorts: dict[Column, str] = {}
        self._haystacks: list[str] | None = None
        self._knows_added = False
        self._expected = self._nothing_yet()
        if former is not None:
            self._expect(*former)
        self._text_mask = self._match_words()
        self.show(self.compute_order())

    @property
    def state(self) -> NDArray[np.int8]:
        """What ``Measured`` calls so."""
        return self.measured.state

    @property
    def numbers(self) -> dict[Column, NDArray[np.float64]]:
        """What ``Measured`` calls so."""
        return self.measured.numbers

    def _nothing_yet(self) -> Measured:
        """What rows are sorted by: what is measured, before that what is known of old."""
        state, numbers = self.measured
        return Measured(state.copy(), {column: keys.copy() for column, keys in numbers.items()})

    def _expect(self, known: Measured, files: _FileNames) -> None:
        """Take over what was known of the pairs of these files."""
        new = self._file_names()
        if new == files:
            here = there = np.arange(len(self.pairs))
        else:
            place_of = {of_pair: place for place, of_pair in enumerate(zip(*files, strict=True))}
            old = [place_of.get(of_pair, -1) for of_pair in zip(*new, strict=True)]
            there = np.array(old, dtype=np.intp)
            here = np.flatnonzero(there >= 0)
            there = there[here]
        self._expected.state[here] = known.state[there]
        for column, keys in self._expected.numbers.items():
            keys[here] = known.numbers[column][there]

    def _file_names(self) -> _FileNames:
        """The two files of each pair, whose folders are known, and which right run it is of."""
        count = len(self.pairs)
        several = self.plan is not None and len(self.plan.request.rights) > 1
        runs = [pair.right_index for pair in self.pairs] if several else [0] * count
        return self._names(Column.FILE1)[:count], self._names(Column.FILE2)[:count], runs

    def forget_former(self) -> None:
        """Sort by what was measured alone."""
        self._expected.state[:] = self.state
        for column, keys in self._expected.numbers.items():
            keys[:] = self.numbers[column]

    def put(self, results: Sequence[tuple[int, PairResult]]) -> None:
        """Take in results by their index into ``plan.pairs``."""
        if not results:
            return
        for place, result in results:
            self.results[place] = result
        places = np.array([place for place, _ in results], dtype=np.intp)
        self.state[places] = [_CODE[result.severity] for _, result in results]
        # Thousands of kept results come at once: one call a result, not one a cell.
        values = np.array(
            [
                _MISSING if result.metrics is None else _metrics_of(result.metrics)
                for _, result in results
            ],
            dtype=np.float64,
        )
        *numbers, left_std, right_std = values.T
        for column, column_values in zip(NUMBER_COLUMNS, numbers, strict=True):
            self.numbers[column][places] = column_values
        self.numbers[Column.STD][places] = np.abs(left_std - right_std)
        self.numbers[Column.ELEMENTS][places] = [result.elements for _, result in results]
        self._expected.state[places] = self.state[places]
        for column, keys in self._expected.numbers.items():
            keys[places] = self.numbers[column][places]
        self._ranks.pop(Column.NOTE, None)
        self._ranks.pop(Column.SHAPE, None)

    def put_added(self, values: Sequence[float]) -> None:
        """Take the added error of each of ``plan.pairs``, NaN where it is unknown."""
        self._knows_added = True
        self.numbers[Column.ADDED][: len(self.pairs)] = values
        self._expected.numbers[Column.ADDED][: len(self.pairs)] = values

    def mark_largest(self, count: int) -> frozenset[int]:
        """Find the ``count`` largest MaxAbsoluteErrors, and those that equal the last of them.

        Returns the places that changed.
        """
        errors = self.numbers[Column.MAX_ERROR]
        measured = np.flatnonzero(errors > 0)
        count = min(count, len(measured))
        largest: frozenset[int] = frozenset()
        if count > 0:
            limit = np.partition(errors[measured], -count)[-count]
            largest = frozenset(measured[errors[measured] >= limit].tolist())
        changed = largest ^ self.largest
        self.largest = largest
        return changed

    # ------------------------------------------------------------------ cells

    def result(self, place: int) -> PairResult | None:
        """What was measured at a place."""
        return self.results[place] if place < len(self.pairs) else None

    def unmatched_at(self, place: int) -> Unmatched | None:
        """The unmatched dump at a place, None for a pair."""
        return self.unmatched[place - len(self.pairs)] if place >= len(self.pairs) else None

    def text(self, place: int, column: Column) -> str:
        """A cell in words, except the state's sign; empty where there is nothing to say."""
        if column is Column.INDEX:
            return str(place + 1)
        unmatched = self.unmatched_at(place)
        if unmatched is not None:
            own = Column.FILE1 if unmatched.side < 0 else Column.FILE2
            return {
                Column.LAYER: unmatched.node or unmatched.dump.name.layer,
                own: unmatched.dump.name.file_name,
                Column.NOTE: unmatched.reason,
            }.get(column, "")
        pair, result = self.pairs[place], self.results[place]
        if column is Column.LAYER:
            return pair.title
        if column is Column.FILE1:
            return pair.left.name.file_name
        if column is Column.FILE2:
            return pair.right.name.file_name
        if column is Column.RULE:
            return pair.rule.value
        if column is Column.SHAPE:
            return shape_text(pair.shape if result is None else result.shape)
        if result is None:
            return PENDING if column in MEASURED_COLUMNS else ""
        if column is Column.STD:
            return deviation_text(result)
        if column is Column.ELEMENTS:
            return elements_text(result)
        if column is Column.NOTE:
            return note_text(result)
        if column is Column.ADDED and not self._knows_added:
            return PENDING
        return number_text(column, float(self.numbers[column][place]))

    def short_name(self, place: int, column: Column) -> ShortName:
        """A file's name without what it has of the layer's, which stands beside it."""
        return short_file_name(self._names(column)[place], self._layer_of(place))

    def longest_text(self, column: Column) -> str:
        """The longest text of the layer's or a file's column."""
        if column not in self._longest:
            self._longest[column] = max(self._names(column), key=len, default="")
        return self._longest[column]

    def longest_short_text(self, column: Column) -> str:
        """The longest text of a file's column, each in short where it can be; of very many files
        some stand for all."""
        if column not in self._longest_shorts:
            names = self._names(column)
            places = range(0, len(names), len(names) // _MANY + 1)
            shorts = (self.short_name(place, column).text or names[place] for place in places)
            self._longest_shorts[column] = max(shorts, key=len, default="")
        return self._longest_shorts[column]

    def _layer_of(self, place: int) -> str:
        unmatched = self.unmatched_at(place)
        if unmatched is None:
            return self.pairs[place].layer
        return unmatched.node or unmatched.dump.name.layer

    def _names(self, column: Column) -> list[str]:
        """Texts of the layer's or a file's column, which stay while results come in."""
        if column not in self._name_lists:
            if column is Column.LAYER:
                names = [pair.title for pair in self.pairs]
            elif column is Column.FILE1:
                names = [pair.left.name.file_name for pair in self.pairs]
            else:
                names = [pair.right.name.file_name for pair in self.pairs]
            places = range(len(self.pairs), len(self.state))
            self._name_lists[column] = names + [self.text(place, column) for place in places]
        return self._name_lists[column]

    # ------------------------------------------------------- order and filter

    def set_words(self, text: str) -> bool:
        """Keep places whose layer or file names hold every word; False when nothing changed."""
        words = tuple(text.casefold().split())
        if words == self._words:
            return False
        self._words = words
        self._text_mask = self._match_words()
        return True

    def show(self, order: NDArray[np.intp]) -> None:
        """Take ``order`` (row → place); ``row_of`` (place → row, −1 hidden) follows."""
        self.order = order
        self.row_of = np.full(len(self.state), -1, dtype=np.intp)
        self.row_of[order] = np.arange(len(order))

    def compute_order(self) -> NDArray[np.intp]:
        """Places that pass the filter, sorted."""
        passing = self._text_mask & self._shown_mask()
        if not 0 <= self.sort_column < len(Column):
            return np.flatnonzero(passing)
        order = self._sorted(Column(self.sort_column))
        return order[passing[order]]

    def _shown_mask(self) -> NDArray[np.bool_]:
        if self.shown is None:
            mask = np.ones(len(self.state), dtype=np.bool_)
        elif self.shown is RowFilter.RED:
            mask = np.isin(self.state, (_CODE[Severity.BAD], BROKEN))
        else:
            code = UNMATCHED_STATE if isinstance(self.shown, RowFilter) else _CODE[self.shown]
            mask = np.equal(self.state, code)
        if self.stretch is not None:
            first, last = self.stretch
            mask[: max(first, 0)] = False
            mask[min(last + 1, len(self.pairs)) :] = False
        return mask

    def _sorted(self, column: Column) -> NDArray[np.intp]:
        """All places in the order of a column."""
        if column in MEASURED_COLUMNS:
            return by_measure(self._expected, column, self.ascending)
        if column is Column.SEVERITY:
            return by_severity(self._expected.state, self.ascending)
        if column is Column.INDEX:
            keys = np.arange(len(self.state), dtype=np.float64)
            return by_key(keys, self.state, self.ascending)
        if column not in self._ranks:
            self._ranks[column] = natural_ranks(self._texts(column))
        return by_key(self._ranks[column], self.state, self.ascending)

    def _texts(self, column: Column) -> list[str]:
        """A column in words, by place."""
        if column in _NAME_COLUMNS:
            return self._names(column)
        if column is not Column.NOTE:
            return [self.text(place, column) for place in range(len(self.state))]
        notes = ["" if result is None else note_text(result) for result in self.results]
        return [*notes, *(one.reason for one in self.unmatched)]

    def _match_words(self) -> NDArray[np.bool_]:
        places = len(self.state)
        if not self._words:
            return np.ones(places, dtype=np.bool_)
        if self._haystacks is None:
            columns = (self._names(column) for column in _NAME_COLUMNS)
            self._haystacks = ["\n".join(names).casefold() for names in zip(*columns, strict=True)]
        words = self._words
        hits = (all(word in text for word in words) for text in self._haystacks)
        return np.fromiter(hits, dtype=np.bool_, count=places)


def _same_folders(one: Plan, other: Plan) -> bool:
    return (one.request.left, one.request.rights) == (other.request.left, other.request.rights)
