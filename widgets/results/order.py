"""In which order rows stand when they are sorted by a column: arrays, no Qt."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.model import Severity
from widgets.parts.metric_text import SINGLE_NUMBERS, Column

SEVERITIES = (Severity.GOOD, Severity.WARN, Severity.BAD, Severity.BROKEN)
"""A state is a place in here, or one of the two below."""
BROKEN, PENDING_STATE, UNMATCHED_STATE = 3, 4, 5

MEASURED_COLUMNS = frozenset({*SINGLE_NUMBERS, Column.STD, Column.ELEMENTS})
"""Columns that stay empty until a pair is measured."""
_LOW_IS_BAD = frozenset({Column.COSINE, Column.CENTRED_COSINE, Column.SQNR})

_FIRST, _SORTED, _UNDEFINED, _LAST, _PENDING, _UNMATCHED = range(6)
"""Groups of rows, from the top; within all but the sorted ones the plan's order holds."""


class Measured(NamedTuple):
    """What was measured, by place."""

    state: NDArray[np.int8]
    """Place in ``SEVERITIES``, ``PENDING_STATE`` or ``UNMATCHED_STATE``."""
    numbers: dict[Column, NDArray[np.float64]]
    """Sort key of each measured column, shape (places,); NaN where there is none."""


def by_measure(measured: Measured, column: Column, ascending: bool) -> NDArray[np.intp]:
    """All places, sorted by one of ``MEASURED_COLUMNS``.

    A broken pair stands where the worst number would. What was measured and has no number, what
    is not yet measured and what is unmatched stand at the end in both directions, in this order.
    """
    state, keys = measured.state, measured.numbers[column]
    group = np.full(len(state), _SORTED, dtype=np.int8)
    group[np.isnan(keys)] = _UNDEFINED
    if column is not Column.ELEMENTS:
        group[state == BROKEN] = _FIRST if ascending == (column in _LOW_IS_BAD) else _LAST
    group[state == PENDING_STATE] = _PENDING
    return _in_groups(group, keys, state, ascending)


def by_severity(state: NDArray[np.int8], ascending: bool) -> NDArray[np.intp]:
    """All places from good to broken or the other way round; not yet measured ones behind."""
    group = np.where(state == PENDING_STATE, _PENDING, _SORTED).astype(np.int8)
    return _in_groups(group, state.astype(np.float64), state, ascending)


def by_key(keys: NDArray[np.float64], state: NDArray[np.int8], ascending: bool) -> NDArray[np.intp]:
    """All places by ``keys``; the unmatched ones behind."""
    return _in_groups(np.full(len(state), _SORTED, dtype=np.int8), keys, state, ascending)


def _in_groups(
    group: NDArray[np.int8],
    keys: NDArray[np.float64],
    state: NDArray[np.int8],
    ascending: bool,
) -> NDArray[np.intp]:
    group[state == UNMATCHED_STATE] = _UNMATCHED
    directed = np.where(group == _SORTED, keys if ascending else -keys, 0.0)
    return np.lexsort((directed, group))
