"""The page of the error in steps of the right file's number format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.comparison.deeper.steps import (
    ROUNDING_RMS,
    Step,
    StepCounts,
    own_step_of,
    step_counts,
    worst_in_steps,
)
from core.comparison.deeper.walk import Walk
from core.comparison.elements import Elements
from widgets.elements.deeper.page import Count, DeeperPage, DeeperPair, Rows
from widgets.elements.toolbar import percent_text
from widgets.parts.hex_format_edit import HexFormatEdit
from widgets.parts.reading_line import ReadingLine
from widgets.parts.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from widgets.elements.deeper.steps_plot import StepsPlot


class DeeperSteps(DeeperPage):
    """Where the right file states no format, one can be assumed."""

    needs_plots = True
    kernels = "core.comparison.deeper.steps_kernels"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deeperSteps")
        self.format = HexFormatEdit()
        self.format.setObjectName("deeperHexFormat")
        self.format.setAccessibleName(self.tr("Number format that is assumed"))
        self.format.valueChanged.connect(lambda: self.recount(keep=True))
        self.by_file = QCheckBox(self.tr("In steps of the file's format"))
        self.by_file.setObjectName("stepsOfFile")
        self.by_file.setToolTip(
            self.tr(
                "The values of the right file keep to a step of their own, coarser than its number "
                "format:\nerrors are counted in that one unless this is ticked."
            )
        )
        self.by_file.toggled.connect(lambda: self.recount(keep=True))
        self._plot: StepsPlot | None = None

    @property
    def plot(self) -> StepsPlot | None:
        """The plot, once there was a result."""
        return self._plot

    def counting(self, pair: DeeperPair) -> Count:
        elements = pair.elements
        step = Step.of(elements.right) or Step.of_format(self.format.value())
        told, by_file = pair.result.findings, self.by_file.isChecked()

        def count(walk: Walk) -> StepCounts:
            own = own_step_of(elements.right, told)
            found = step_counts(elements, own if own is not None and not by_file else step, walk)
            return replace(found, own=own)

        return count

    def make_content(self) -> QWidget:
        from widgets.elements.deeper.steps_plot import StepsPlot

        self._plot = StepsPlot()
        self._plot.rangePicked.connect(self._on_range)
        self._said = WrappedLabel()
        self._said.setObjectName("stepSentence")
        self._assumed = QWidget()
        line = QHBoxLayout(self._assumed)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        label = ReadingLine()
        label.say(self.tr("The right file holds decimals and states no number format; assumed:"))
        line.addWidget(label, 1)
        line.addWidget(self.format)
        shares = QGridLayout()
        shares.setHorizontalSpacing(8)
        shares.setVerticalSpacing(0)
        self._shares: list[QLabel] = []
        for place, limit in enumerate(self._limits()):
            name, share = QLabel(limit), QLabel()
            font = share.font()
            font.setBold(True)
            share.setFont(font)
            shares.addWidget(name, 0, place)
            shares.addWidget(share, 1, place)
            shares.setColumnStretch(place, 1)
            self._shares.append(share)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 4, 8, 0)
        inner.setSpacing(6)
        inner.addWidget(self._assumed)
        inner.addWidget(self.format.note)
        inner.addWidget(self._said)
        inner.addWidget(self.by_file)
        inner.addLayout(shares)
        column.addLayout(inner)
        column.addWidget(self._plot, 1)
        holder.setFocusProxy(self._plot.canvas)
        return holder

    def _limits(self) -> tuple[str, ...]:
        return (
            self.tr("≤ ½ step"),
            self.tr("≤ 1 step"),
            self.tr("≤ 2 steps"),
            self.tr("beyond"),
        )

    def show_result(self, pair: DeeperPair, result: StepCounts) -> str:
        if not result.elements:
            return self.tr("No element is finite on both sides")
        assert self._plot is not None
        self._plot.show_steps(result)
        self._assumed.setVisible(Step.of(pair.elements.right) is None and not result.step.own)
        self.by_file.setVisible(result.own is not None)
        for label, count in zip(self._shares, _counts(result), strict=True):
            label.setText(f"{_percent(count, result.elements)} %")
            label.setToolTip(
                self.tr("{count} of {whole} elements").format(
                    count=f"{count:,}", whole=f"{result.elements:,}"
                )
            )
        self._said.setText(self._sentence(pair, result))
        return ""

    def _sentence(self, pair: DeeperPair, found: StepCounts) -> str:
        step = found.step
        if step.logarithmic:
            said = self.tr(
                "Logarithmic codes have no single step: each is {percent} % above the one before, "
                "and errors are counted in such steps."
            ).format(percent=f"{100 * step.relative:.3g}")
            if found.without:
                said += " " + self.tr(
                    "{count} elements have none: one side is 0, or the signs differ."
                ).format(count=f"{found.without:,}")
            return said
        value = f"{step.size:.9g}"
        exponent = step.exponent
        size = value if exponent is None else f"2^{exponent} = {value}".replace("-", "−", 1)
        if step.own:
            said = self.tr(
                "One step is {step}, which the values of the right file keep to: it is coarser "
                "than the format they are written in."
            ).format(step=f"{step.size:.6g}")
        elif Step.of(pair.elements.right) is None:
            said = self.tr("One step is {step}, that of the assumed format.").format(step=size)
        else:
            said = self.tr("One step is {step}, that of the right file's format.").format(step=size)
        metrics = pair.result.metrics
        if metrics is not None:
            said += " " + self.tr(
                "The root mean square error is {steps} steps; rounding alone leaves {rounding}."
            ).format(
                steps=f"{metrics.root_mean_square_error / step.size:.3g}",
                rounding=f"{ROUNDING_RMS:.2f}",
            )
        return said

    def say_slow(self, text: str) -> None:
        if self._plot is not None:
            self._plot.reading.say(text)

    def rows(self) -> Callable[[], Rows] | None:
        found: StepCounts | None = self.result
        if found is None:
            return None
        titles = [self.tr("Steps from"), self.tr("Steps to"), self.tr("Elements")]
        shares = list(zip(self._limits(), _counts(found), strict=True))

        def made() -> Rows:
            edges = [float(edge) for edge in found.edges]
            counts = [found.below, *found.counts.tolist(), found.above]
            limits = ["-inf", *map(repr, edges), "inf"]
            lines = [
                [low, high, str(count)]
                for low, high, count in zip(limits[:-1], limits[1:], counts, strict=True)
            ]
            return [titles, *lines, [], *([name, "", str(count)] for name, count in shares)]

        return made

    def _on_range(self, low: float, high: float) -> None:
        found: StepCounts | None = self.result
        if found is None:
            return
        step = found.step

        def search(elements: Elements, walk: Walk) -> int:
            return worst_in_steps(elements, step, low, high, walk)

        self.search(search)


def _percent(count: int, whole: int) -> str:
    """In so many digits that shares can be added up, and 100 only for all."""
    if count == whole or 10 * count < whole:
        return percent_text(count, whole)
    return f"{min(100 * count / whole, 99.9):.1f}"


def _counts(found: StepCounts) -> tuple[int, int, int, int]:
    return found.within_half, found.within_one, found.within_two, found.beyond
