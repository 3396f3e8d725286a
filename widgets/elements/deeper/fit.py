"""The page of the straight line from left to right, and whether it names a cause."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.comparison.deeper.line import LINE_CODES, BestFit, best_fit
from core.comparison.deeper.walk import Walk
from core.comparison.distributions import Density
from core.comparison.elements import Elements, largest_error_within, value_at
from core.comparison.findings.sentences import percent, title_of
from core.comparison.model import PairResult
from core.comparison.number_text import even_cosine
from widgets.elements.deeper.page import Count, DeeperPage, DeeperPair, Rows
from widgets.parts.metric_text import FINDING_SIGN, NOTHING, error_text
from widgets.parts.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from widgets.elements.density_plot import DensityPlot


_LEAST_PICTURE = 160
"""Height of a picture that is worth its room."""


class DeeperFit(DeeperPage):
    """Numbers before and after in words, and below them the line on left against right."""

    kernels = "core.comparison.deeper.line_kernels"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deeperFit")
        self._density: Density | None = None
        self._picture: DensityPlot | None = None
        self._element = -1

    @property
    def picture(self) -> DensityPlot | None:
        """Left against right, once there is one."""
        return self._picture

    def set_density(self, density: Density | None) -> None:
        """What the line is drawn on; None: nothing yet."""
        self._density = density
        if self._result is not None:
            self._draw(self._result)

    def allow_plots(self) -> None:
        super().allow_plots()
        if self._result is not None:
            self._draw(self._result)

    def counting(self, pair: DeeperPair) -> Count:
        elements = pair.elements
        return lambda walk: best_fit(elements, walk)

    def make_content(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("bestFit")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._words = words = QVBoxLayout()
        words.setContentsMargins(8, 4, 8, 0)
        words.setSpacing(8)
        self._formula = _words(large=True)
        self._formula.setObjectName("fitFormula")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self._cells: list[list[QLabel]] = []
        for row in range(3):
            cells: list[QLabel] = [_words(wraps=False) for _ in range(3)]
            for place, cell in enumerate(cells):
                grid.addWidget(cell, row, place)
                if place:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._cells.append(cells)
        grid.setColumnStretch(3, 1)
        self._explained, self._cause = _words(), _words()
        self._explained.setObjectName("fitExplained")
        self._cause.setObjectName("fitCause")
        words.addWidget(self._formula)
        words.addLayout(grid)
        words.addWidget(self._explained)
        words.addWidget(self._cause)
        self._column.addLayout(words)
        self._column.addStretch(0)
        return holder

    def show_result(self, pair: DeeperPair, result: BestFit | None) -> str:
        if result is None:
            return self.tr("No element is finite on both sides")
        if not result.is_determined:
            return self.tr(
                "The left side is one number throughout: no line through it is better than another"
            )
        sign = "−" if result.offset < 0.0 else "+"
        self._formula.setText(
            self.tr("right ≈ {gain} · left {sign} {offset}").format(
                gain=_text(result.gain), sign=sign, offset=_text(abs(result.offset))
            )
        )
        for labels, texts in zip(self._cells, self._table(result), strict=True):
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
        share = result.share_explained
        self._explained.setText(
            self.tr("There is no error to explain.")
            if math.isnan(share)
            else self.tr("The line explains {share} of the squared error.").format(
                share=percent(share)
            )
        )
        self._cause.setText(self._cause_text(pair.result))
        self._draw(result)
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """The words go before the picture where there is no room for both."""
        if self._picture is not None:
            needed = self._words.sizeHint().height() + _LEAST_PICTURE
            self._picture.setVisible(self.height() >= needed)

    def _draw(self, found: BestFit) -> None:
        """The picture comes as soon as it can, and the words need not wait for it."""
        density = self._density
        if density is None or not self._plots or self.content is None:
            return
        if self._picture is None:
            from widgets.elements.density_plot import DensityPlot

            self._picture = DensityPlot()
            self._picture.cellPicked.connect(self._on_cell)
            # Before the stretch, which keeps the words together where it is hidden.
            self._column.insertWidget(1, self._picture, 1)
        self._picture.show_density(density)
        self._picture.show_fit(found.gain, found.offset)
        self._give_room()
        self.select_element(self._element)

    def select_element(self, element: int) -> None:
        self._element = element
        pair = self.pair
        if self._picture is None or pair is None:
            return
        elements = pair.elements
        sides = (elements.left, elements.right)
        there = 0 <= element < elements.common
        self._picture.choose(*(value_at(s, element) if there else math.nan for s in sides))

    def _on_cell(self, low: float, high: float, right_low: float, right_high: float) -> None:
        def finding(elements: Elements, walk: Walk) -> int:
            left, right = _with_margin(low, high), _with_margin(right_low, right_high)
            return largest_error_within(elements, left, right, walk.cancelled)

        self.search(finding)

    def _table(self, found: BestFit) -> Rows:
        return [
            ["", self.tr("as it is"), self.tr("on the line")],
            [
                "RootMeanSquareError",
                error_text(found.rmse_before),
                error_text(found.rmse_after),
            ],
            [
                "CosineSimilarity",
                even_cosine(found.cosine_before),
                even_cosine(found.cosine_after),
            ],
        ]

    def _cause_text(self, result: PairResult) -> str:
        """The pair's finding, in its own words: nothing is judged a second time here."""
        for finding in result.findings:
            if finding.code in LINE_CODES:
                return f"{FINDING_SIGN} {title_of(finding.code)}: {finding.text}"
        for finding in result.findings:
            title = title_of(finding.code)
            if title:
                return self.tr("No gain or offset is named for this pair, but {cause}.").format(
                    cause=f"{FINDING_SIGN} {title}"
                )
        return self.tr("No gain or offset is named as the cause of this pair's error.")

    def rows(self) -> Callable[[], Rows] | None:
        found: BestFit | None = self.result
        if found is None or not self.shows_result:
            return None
        lines = [
            ["", self.tr("Value")],
            [self.tr("Gain"), repr(found.gain)],
            [self.tr("Offset"), repr(found.offset)],
            [self.tr("RootMeanSquareError as it is"), repr(found.rmse_before)],
            [self.tr("RootMeanSquareError on the line"), repr(found.rmse_after)],
            [self.tr("CosineSimilarity as it is"), repr(found.cosine_before)],
            [self.tr("CosineSimilarity on the line"), repr(found.cosine_after)],
            [self.tr("Share of the squared error that is explained"), repr(found.share_explained)],
            [self.tr("Elements"), str(found.elements)],
        ]
        return lambda: lines


def _words(large: bool = False, wraps: bool = True) -> QLabel:
    """What can be selected."""
    label = WrappedLabel() if wraps else QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if large:
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        label.setFont(font)
    return label


def _text(value: float) -> str:
    return NOTHING if math.isnan(value) else f"{value + 0.0:.6g}"


def _with_margin(low: float, high: float) -> tuple[float, float]:
    """A range that holds its own edges whatever the rounding."""
    margin = 1e-9 * max(high - low, 0.0)
    return low - margin, high + margin
