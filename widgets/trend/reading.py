"""What the trend says in words: the layer that is pointed at, what is unmatched, the stretch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from core.comparison.model import Severity
from widgets.parts.metric_text import severity_word
from widgets.parts.plain_tip import plain_tip
from widgets.parts.severity_style import severity_style
from widgets.trend.numbers import TrendNumbers
from widgets.trend.scale import TrendMetric, metric_number

_GAP_NAMES = 3
_ALWAYS = (TrendMetric.COSINE, TrendMetric.MAX_ERROR, TrendMetric.RED, TrendMetric.SQNR)


class ElidedLabel(QLabel):
    """One line, cut at its end where room is short; whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show this."""
        self.setText(text)
        self.setToolTip(plain_tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()


def pair_text(numbers: TrendNumbers, index: int, metric: TrendMetric, palette: QPalette) -> str:
    """A pair's place, layer, severity and numbers, first the one that is shown."""
    say = QCoreApplication.translate
    assert numbers.plan is not None
    layer = f"{index + 1}  {numbers.plan.pairs[index].title}"
    result = numbers.results.get(index)
    if result is None:
        return say("TrendPlot", "{layer} · not measured yet").format(layer=layer)
    sign = severity_style(result.severity, palette).sign
    parts = [layer, f"{sign} {severity_word(result.severity)}"]
    if result.severity is Severity.BROKEN:
        parts.append(result.message)
    if result.metrics is not None:
        for one in dict.fromkeys((metric, *_ALWAYS)):
            if one is TrendMetric.ADDED:
                parts.append(_added_text(numbers, index))
            else:
                parts.append(metric_number(one, getattr(result.metrics, one.value)))
    return " · ".join(part for part in parts if part)


def _added_text(numbers: TrendNumbers, index: int) -> str:
    if not numbers.has_added:
        return ""
    value = float(numbers.values(TrendMetric.ADDED)[index])
    if value == value:
        return metric_number(TrendMetric.ADDED, value)
    return QCoreApplication.translate("TrendPlot", "added error unknown")


def gap_text(names: Sequence[str]) -> str:
    """What stands at a square."""
    files = ", ".join(names[:_GAP_NAMES]) + (" …" if len(names) > _GAP_NAMES else "")
    text = QCoreApplication.translate("TrendPlot", "□ unmatched, no partner for: {files}")
    return text.format(files=files)


def stretch_text(numbers: TrendNumbers, first: int, last: int) -> str:
    """The stretch, how many pairs it has, and how many of them are bad or broken."""
    say = QCoreApplication.translate
    text = (
        say("TrendPlot", "layer {first}: {count} pair, {bad} bad")
        if first == last
        else say("TrendPlot", "layers {first}–{last}: {count} pairs, {bad} bad")
    ).format(
        first=first + 1,
        last=last + 1,
        count=last - first + 1,
        bad=numbers.count_of(Severity.BAD, first, last),
    )
    broken = numbers.count_of(Severity.BROKEN, first, last)
    if broken:
        text += say("TrendPlot", ", {broken} broken").format(broken=broken)
    return text


def gestures_help() -> str:
    """What mouse and keys do (plain text, several lines)."""
    return QCoreApplication.translate(
        "TrendPlot",
        "Drag: choose a stretch; drag its ends to adjust it\n"
        "Click beside it, double-click an end of it, or Esc: clear it\n"
        "Click, double-click: select a layer, open it\n"
        "Wheel: zoom · Shift+wheel, Shift+drag, middle or right drag: move along\n"
        "← → Home End PageUp PageDown: step · Shift with them: stretch from the cursor\n"
        "Enter: open · + −: zoom · 0 or F: show all",
    )
