"""What the result table holds, and in which order it is shown: arrays, no Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from core.comparison.model import Pair, PairResult, Plan, Severity, Unmatched
from widgets.metric_text import (
    NUMBER_COLUMNS,
    PENDING,
    Column,
    deviation_text,
    elements_text,
    note_text,
    number_text,
    shape_text,
)
from widgets.natural_order import natural_ranks

SEVERITIES = (Severity.GOOD, Severity.WARN, Severity.BAD, Severity.BROKEN)
BROKEN, PENDING_STATE, UNMATCHED_STATE = 3, 4, 5
_CODE = {severity: code for code, severity in enumerate(SEVERITIES)}

_NAME_COLUMNS = (Column.LAYER, Column.FILE1, Column.FILE2)
MEASURED_COLUMNS = frozenset({*NUMBER_COLUMNS, Column.STD, Column.ELEMENTS})
"""Columns that stay empty until a pair is measured."""
_METRIC_NAMES = (*NUMBER_COLUMNS.values(), "left_std", "right_std")
_metrics_of = attrgetter(*_METRIC_NAMES)
_MISSING = (math.nan,) * len(_METRIC_NAMES)


class RowFilter(StrEnum):
    """What can be shown alone beside the pairs of one severity."""

    RED = "red"
    """Bad and broken pairs."""
    UNMATCHED = "unmatched"


ShownRows = Severity | RowFilter | None
"""Which rows are shown, as far as it does not depend on words; None: all."""


class ResultRows:
    """Places 0 … n−1 are ``plan.pairs``, then ``plan.unmatched``; ``order`` maps rows to places.

    What cannot be sorted by a metric (not measured, not a number, broken, unmatched) stands
    at the end in both directions and is never lost.
    """

    def __init__(self) -> None:
        self.sort_column = -1
        self.ascending = True
        self.shown: ShownRows = None
        self._words: tuple[str, ...] = ()
        self.load(None)

    # ---------------------------------------------------------------- content

    def load(self, plan: Plan | None) -> None:
        """Hold ``plan`` with nothing measured yet; order and filter stay as they were set."""
        self.plan = plan
        self.pairs: tuple[Pair, ...] = plan.pairs if plan else ()
        self.unmatched: tuple[Unmatched, ...] = plan.unmatched if plan else ()
        places = len(self.pairs) + len(self.unmatched)
        self.results: list[PairResult | None] = [None] * len(self.pairs)
        self.state: NDArray[np.int8] = np.full(places, PENDING_STATE, dtype=np.int8)
        """Severity code (place in ``SEVERITIES``), ``PENDING_STATE`` or ``UNMATCHED_STATE``."""
        self.state[len(self.pairs) :] = UNMATCHED_STATE
        self.numbers = {column: np.full(places, np.nan) for column in MEASURED_COLUMNS}
        """Sort key of each measured column, shape (places,); NaN where there is none."""
        self.largest: frozenset[int] = frozenset()
        self._ranks: dict[Column, NDArray[np.float64]] = {}
        self._name_lists: dict[Column, list[str]] = {}
        self._haystacks: list[str] | None = None
        self._text_mask = self._match_words()
        self.show(self.compute_order())

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
        self._ranks.pop(Column.NOTE, None)
        self._ranks.pop(Column.SHAPE, None)

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
        return number_text(column, float(self.numbers[column][place]))

    def longest_text(self, column: Column) -> str:
        """The longest text of the layer's or a file's column."""
        return max(self._names(column), key=len, default="")

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
        places = np.flatnonzero(self._text_mask & self._shown_mask())
        if not 0 <= self.sort_column < len(Column):
            return places
        keys, tail = (array[places] for array in self._sort_keys(Column(self.sort_column)))
        head, head_keys = places[tail == 0], keys[tail == 0]
        head = head[np.argsort(head_keys if self.ascending else -head_keys, kind="stable")]
        rest = places[tail > 0][np.argsort(tail[tail > 0], kind="stable")]
        return np.concatenate([head, rest])

    def _shown_mask(self) -> NDArray[np.bool_]:
        if self.shown is None:
            return np.ones(len(self.state), dtype=np.bool_)
        if self.shown is RowFilter.RED:
            return np.isin(self.state, (_CODE[Severity.BAD], BROKEN))
        code = UNMATCHED_STATE if isinstance(self.shown, RowFilter) else _CODE[self.shown]
        return np.equal(self.state, code)

    def _sort_keys(self, column: Column) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        """Key of every place, and the group at the end it belongs to (0 = it takes part)."""
        tail = np.where(self.state == UNMATCHED_STATE, 4, 0).astype(np.int8)
        if column is Column.INDEX:
            return np.arange(len(self.state), dtype=np.float64), tail
        if column is Column.STATE:
            tail[self.state == PENDING_STATE] = 3
            return self.state.astype(np.float64), tail
        if column in MEASURED_COLUMNS:
            keys = self.numbers[column]
            tail[self.state == PENDING_STATE] = 3
            tail[self.state == BROKEN] = 2
            tail[np.isnan(keys) & (tail == 0)] = 1
            return keys, tail
        if column not in self._ranks:
            texts = (
                self._names(column)
                if column in _NAME_COLUMNS
                else [self.text(place, column) for place in range(len(self.state))]
            )
            self._ranks[column] = natural_ranks(texts)
        return self._ranks[column], tail

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
