"""The rows of the table by channel: numbers, their colours, and any order of them."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.comparison.colouring import (
    Colouring,
    colour_at,
    higher_is_better,
    position,
    tick_text,
)
from core.comparison.deeper.channels import ChannelTable
from core.comparison.findings.sentences import percent
from core.comparison.number_text import even_cosine
from widgets.parts.metric_text import NOTHING, decibel_text, error_text
from widgets.parts.plain_tip import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
_INVALID = QModelIndex()
_RIGHT_MIDDLE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ChannelColumn(IntEnum):
    """Columns of the table by channel."""

    CHANNEL = 0
    ELEMENTS = 1
    SHARE = 2
    COSINE = 3
    MAX_ERROR = 4
    MEAN_ERROR = 5
    RMSE = 6
    SQNR = 7


_SCALES = {
    ChannelColumn.COSINE: "cosine_similarity",
    ChannelColumn.MAX_ERROR: "max_absolute_error",
    ChannelColumn.MEAN_ERROR: "mean_absolute_error",
    ChannelColumn.RMSE: "root_mean_square_error",
    ChannelColumn.SQNR: "sqnr_db",
}
"""The metric by whose scale a column is coloured; a bias by its size."""
_GROWING_BADNESS = {ChannelColumn.COSINE, ChannelColumn.SQNR, ChannelColumn.CHANNEL}
"""Columns whose first click sorts upwards: the worst, or the first, come first."""


class ChannelScale(NamedTuple):
    """The scale of one column, and whether channels lie beyond its ends: these have the colour of
    the end."""

    colouring: Colouring
    below: bool
    above: bool

    @classmethod
    def fitted(cls, metric: str, numbers: NDArray[np.floating]) -> ChannelScale:
        """The one that fits all but the outermost ``numbers`` of a metric; NaN is none."""
        colouring = Colouring.fitted(metric, numbers.tolist())
        below, above = numbers < colouring.low, numbers > colouring.high
        return cls(colouring, bool(below.any()), bool(above.any()))

    @property
    def holds_all(self) -> bool:
        """Whether no channel lies beyond it."""
        return not (self.below or self.above)

    def limits(self) -> tuple[str, str]:
        """What its low and its high end stand for."""
        by = self.colouring.by
        low, high = tick_text(by, self.colouring.low), tick_text(by, self.colouring.high)
        return f"≤ {low}" if self.below else low, f"≥ {high}" if self.above else high

    def ends(self) -> tuple[str, str]:
        """The same, from the best to the worst."""
        low, high = self.limits()
        return (high, low) if higher_is_better(self.colouring.by) else (low, high)


class ShownChannels(NamedTuple):
    """A table, its columns, and the scales that these are coloured by."""

    table: ChannelTable
    columns: dict[ChannelColumn, NDArray[Any]]
    scales: dict[ChannelColumn, ChannelScale]

    @classmethod
    def of(cls, table: ChannelTable) -> ShownChannels:
        """Fit the scales; for many channels on a thread."""
        columns = {
            ChannelColumn.CHANNEL: np.arange(len(table)),
            ChannelColumn.ELEMENTS: table.elements,
            ChannelColumn.SHARE: table.share_of_error,
            ChannelColumn.COSINE: table.cosine_similarity,
            ChannelColumn.MAX_ERROR: table.max_absolute_error,
            ChannelColumn.MEAN_ERROR: table.mean_error,
            ChannelColumn.RMSE: table.root_mean_square_error,
            ChannelColumn.SQNR: table.sqnr_db,
        }
        sizes = {**columns, ChannelColumn.MEAN_ERROR: np.abs(table.mean_error)}
        scales = {
            column: ChannelScale.fitted(metric, sizes[column]) for column, metric in _SCALES.items()
        }
        return cls(table, columns, scales)


class ChannelModel(QAbstractTableModel):
    """A row each channel; what has no number sorts last in either direction."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: ChannelTable | None = None
        self._columns: dict[ChannelColumn, NDArray[Any]] = {}
        self._scales: dict[ChannelColumn, ChannelScale] = {}
        self._order: NDArray[np.intp] = np.empty(0, np.intp)
        self._rows: NDArray[np.intp] = np.empty(0, np.intp)
        self._sorted_by = (int(ChannelColumn.SHARE), Qt.SortOrder.DescendingOrder)

    # --- content -------------------------------------------------------------------------

    def set_table(self, shown: ShownChannels) -> None:
        """Show other channels, in the order that is set."""
        self.beginResetModel()
        self._table, self._columns, self._scales = shown
        self._arrange()
        self.endResetModel()

    @property
    def table(self) -> ChannelTable | None:
        """What is shown."""
        return self._table

    def channel_at(self, row: int) -> int:
        """The channel of a row."""
        return int(self._order[row])

    def row_of(self, channel: int) -> int:
        """The row of a channel."""
        return int(self._rows[channel])

    def has_all_elements(self) -> bool:
        """Whether every channel has all of its elements: nothing is NaN or Inf."""
        table = self._table
        return table is None or bool((table.elements == table.size).all())

    def place(self, row: int, column: ChannelColumn) -> float | None:
        """Where a cell stands on its column's scale, from the best (0) to the worst (1)."""
        scale = self._scales.get(column)
        if scale is None:
            return None
        colouring = scale.colouring
        number = float(self._columns[column][self._order[row]])
        if column is ChannelColumn.MEAN_ERROR:
            number = abs(number)
        return position(colouring.by, number, colouring.low, colouring.high)

    @property
    def scales(self) -> dict[ChannelColumn, ChannelScale]:
        """Those of the coloured columns, a bias by its size; empty without channels."""
        return self._scales

    def colour(self, row: int, column: ChannelColumn, dark: bool) -> str | None:
        """``#rrggbb`` of a cell; None where its column has no scale or it has no number."""
        place = self.place(row, column)
        return None if place is None else colour_at(place, dark)

    def bar(self, row: int) -> float:
        """Share of the error as a share of the largest one: 0 … 1."""
        shares = self._columns[ChannelColumn.SHARE]
        share, most = float(shares[self._order[row]]), float(np.nanmax(shares, initial=0.0))
        return share / most if share > 0.0 and most > 0.0 else 0.0

    # --- words ---------------------------------------------------------------------------

    def titles(self) -> tuple[str, ...]:
        """Of all columns; the metrics bear the names they have in the result table."""
        return (
            self.tr("Channel"),
            self.tr("Elements"),
            self.tr("Share of error"),
            "CosineSimilarity",
            "MaxAbsoluteError",
            self.tr("Mean error"),
            "RootMeanSquareError",
            "SQNR (dB)",
        )

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        number = self._columns[ChannelColumn(column)][self._order[row]]
        if column in (ChannelColumn.CHANNEL, ChannelColumn.ELEMENTS):
            return f"{int(number)}"
        value = float(number)
        if column == ChannelColumn.COSINE:
            return even_cosine(value)
        if column == ChannelColumn.SQNR:
            return decibel_text(value)
        if column == ChannelColumn.SHARE:
            return NOTHING if np.isnan(value) else percent(value)
        return error_text(float(f"{value + 0.0:.4g}"))

    def exact_rows(self) -> list[list[str]]:
        """Every number in full, in the order shown, under the titles."""
        columns = [self._columns[column][self._order].tolist() for column in ChannelColumn]
        cells = zip(*columns, strict=True)
        return [list(self.titles()), *([repr(cell) for cell in row] for row in cells)]

    def _tip(self, column: int) -> str:
        texts = (
            self.tr("Number of the channel, from 0"),
            self.tr("How many of the channel's elements are finite on both sides"),
            self.tr("Σ (L − R)² of the channel over that of all\nThe bar: against the largest"),
            self.tr("L·R / (‖L‖ ‖R‖) of the channel"),
            self.tr("max |L − R| of the channel"),
            self.tr("The mean of L − R: the bias; positive where the left side is larger"),
            self.tr("√ mean (L − R)² of the channel"),
            self.tr("10·log10(Σ L² / Σ (L − R)²) of the channel, in dB"),
        )
        said = texts[column]
        scale = self._scales.get(ChannelColumn(column))
        if scale is not None:
            said += "\n" + self.tr("Colours from {low} to {high}; the more salient, the worse")
            low, high = scale.limits()
            said = said.format(low=low, high=high)
        return said

    # --- Qt's side -------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: AnyIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(ChannelColumn)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT_MIDDLE
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._sentence(index.row())
        return None

    def _sentence(self, row: int) -> str:
        table = self._table
        if table is None:
            return ""
        channel = self.channel_at(row)
        worst = int(table.worst[channel])
        if worst < 0:
            return self.tr("channel {channel}: no element is finite on both sides").format(
                channel=channel
            )
        return self.tr(
            "channel {channel}: the largest error is at #{element}; a click goes there"
        ).format(channel=channel, element=worst)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(ChannelColumn):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            upwards = section in _GROWING_BADNESS
            return Qt.SortOrder.AscendingOrder if upwards else Qt.SortOrder.DescendingOrder
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order)
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        channels = [self.channel_at(index.row()) for index in held]
        self._arrange()
        moved = [
            self.index(self.row_of(channel), index.column())
            for channel, index in zip(channels, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        column, order = self._sorted_by
        # The third click on a title gives the channels' own order back.
        keys = self._columns.get(ChannelColumn(max(column, 0)), np.empty(0)).astype(np.float64)
        if column == ChannelColumn.MEAN_ERROR:
            # The farthest off come together, on whichever side.
            keys = np.abs(keys)
        if column >= 0 and order == Qt.SortOrder.DescendingOrder:
            keys = -keys
        # NaN sorts last either way; equal ones keep the order of their channels.
        self._order = np.argsort(keys, kind="stable")
        self._rows = np.empty_like(self._order)
        self._rows[self._order] = np.arange(len(self._order))
