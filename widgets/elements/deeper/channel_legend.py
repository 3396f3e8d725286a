"""The legend of the table by channel: under each coloured column the scale of its colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QTableView, QVBoxLayout, QWidget

from widgets.elements.deeper.channel_model import ChannelColumn, ChannelScale
from widgets.parts.scale_bar import paint_scale
from widgets.parts.wrapped_label import WrappedLabel

_STRIP = 8
_SIDE = 12
"""Room beside a strip for the numbers at its ends, which stand around their marks."""


class ChannelLegend(QWidget):
    """Strips from best to worst in line with the columns of ``view``, and what they are relative
    to."""

    def __init__(self, view: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("channelLegend")
        self._strips = _Strips(view)
        self._words = WrappedLabel(self)
        self._words.setObjectName("channelLegendWords")
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._strips)
        column.addWidget(self._words)

    def show_scales(
        self, names: Sequence[str], scales: Mapping[ChannelColumn, ChannelScale]
    ) -> None:
        """Say the scales of the columns that have one, by their places; ``names`` are of all."""
        self._strips.scales = dict(scales)
        self._words.setText(
            self.tr(
                "Colours are relative to this layer: each column has a scale of its own, from its "
                "best to its worst channels."
            )
            if all(scale.holds_all for scale in scales.values())
            else self.tr(
                "Colours are relative to this layer: each column has a scale of its own; channels "
                "beyond an end with ≤ or ≥ have that end's colour."
            )
        )
        said = []
        for place, scale in scales.items():
            best, worst = scale.ends()
            said.append(
                self.tr("{column}: {best} best, {worst} worst").format(
                    column=names[place], best=best, worst=worst
                )
            )
        self._strips.setAccessibleName("\n".join(said))
        self._strips.setToolTip("\n".join(said))
        self.setVisible(bool(scales))
        self._strips.update()


class _Strips(QWidget):
    """One strip under each coloured column, wherever that is scrolled and however wide it is."""

    def __init__(self, view: QTableView) -> None:
        super().__init__()
        self.scales: dict[ChannelColumn, ChannelScale] = {}
        self._view = view
        self.setObjectName("channelLegendStrips")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        titles = view.horizontalHeader()
        titles.sectionResized.connect(lambda *_: self.update())
        titles.geometriesChanged.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.update())

    def sizeHint(self) -> QSize:
        return QSize(160, _STRIP + 7 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def strip_of(self, column: int) -> QRectF:
        """Where the strip of a column stands."""
        viewport = self._view.viewport()
        left = self._view.mapTo(self._view.window(), viewport.pos()).x()
        left -= self.mapTo(self.window(), self.rect().topLeft()).x()
        left += self._view.columnViewportPosition(column)
        width = self._view.columnWidth(column) - 2 * _SIDE
        return QRectF(left + _SIDE, 2, max(width, 8), _STRIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        viewport = self._view.viewport()
        painter = QPainter(self)
        seen = QRect(viewport.pos().x(), 0, viewport.width(), self.height())
        painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
        for column, scale in self.scales.items():
            if self._view.isColumnHidden(column):
                continue
            strip = self.strip_of(column)
            ends = strip.left(), strip.right()
            paint_scale(
                painter,
                strip,
                scale.colouring,
                ends,
                self.palette(),
                self.font(),
                scale.ends(),
            )
        painter.end()
