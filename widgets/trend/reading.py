"""What the trend says in words: the layer that is pointed at, what is unmatched, the stretch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from core.comparison.model import Severity
from widgets.parts.metric_text import severity_word
from widgets.parts.plain_tip import plain_tip
from widgets.parts.severity_style import severity_style
from widgets.trend.numbers import TrendNumbers
from widgets.trend.scale import TrendMetric, metric_number

_SEPARATOR = " · "
_MIDDLE = Qt.TextElideMode.ElideMiddle
_LEAST_NAME = 12
"""Characters of a layer's name that still tell it from others."""
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

    def shown_text(self) -> str:
        """What there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.shown_text())
        painter.end()


class Reading(NamedTuple):
    """A pair in words, to be said in any width."""

    number: str
    layer: str
    sign: str
    """Of its severity; empty while it is not measured."""
    parts: tuple[str, ...]
    """What is said of it, its severity first."""
    value: str
    """The part that is said whole in any width; empty where a sentence matters more, which is cut
    at its end."""

    def whole(self) -> str:
        """All of it."""
        return _SEPARATOR.join((f"{self.number}  {self.layer}", *self.parts))

    def fitted(self, metrics: QFontMetrics, width: int) -> str:
        """As much as fits in ``width`` pixels: other numbers go first, then the layer's name gives
        way in the middle, then the severity and the number; the value stays whole."""
        if not self.value:
            return self._cut(metrics, width)
        least = self.parts.index(self.value) + 1
        for count in range(len(self.parts), least - 1, -1):
            text = self._replace(parts=self.parts[:count]).whole()
            if metrics.horizontalAdvance(text) <= width:
                return text
        rests = [self.value]
        if self.sign and self.value != self.parts[0]:
            severity, value = self.parts[0], self.value
            rests = [f"{severity}{_SEPARATOR}{value}", f"{self.sign} {value}", value]
        for rest in rests:
            before, behind = f"{self.number}  ", _SEPARATOR + rest
            room = width - metrics.horizontalAdvance(before + behind)
            if room >= _LEAST_NAME * metrics.averageCharWidth():
                return before + metrics.elidedText(self.layer, _MIDDLE, room) + behind
        room = width - metrics.horizontalAdvance(_SEPARATOR + self.value)
        name = metrics.elidedText(self.layer, _MIDDLE, room) if room > 0 else ""
        return name + _SEPARATOR + self.value if name else self.value

    def _cut(self, metrics: QFontMetrics, width: int) -> str:
        """Cut at its end, the layer's name where it would take more than its share."""
        text = self.whole()
        if metrics.horizontalAdvance(text) > width:
            share = max(width // 3, _LEAST_NAME * metrics.averageCharWidth())
            name = metrics.elidedText(self.layer, _MIDDLE, share)
            text = self._replace(layer=name).whole()
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class ReadingLabel(ElidedLabel):
    """Also says a ``Reading``, cut where that loses least."""

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None

    def say(self, text: str) -> None:
        self._reading = None
        super().say(text)

    def say_pair(self, reading: Reading) -> None:
        """Show this; whole in the tooltip."""
        self.say(reading.whole())
        self._reading = reading

    def shown_text(self) -> str:
        if self._reading is None:
            return super().shown_text()
        return self._reading.fitted(self.fontMetrics(), self.width())


def pair_reading(
    numbers: TrendNumbers, index: int, metric: TrendMetric, palette: QPalette
) -> Reading:
    """A pair's place, layer, severity and numbers, first the one that is shown."""
    say = QCoreApplication.translate
    assert numbers.plan is not None
    number, layer = str(index + 1), numbers.plan.pairs[index].title
    result = numbers.results.get(index)
    if result is None:
        pending = say("TrendPlot", "not measured yet")
        return Reading(number, layer, "", (pending,), pending)
    sign = severity_style(result.severity, palette).sign
    parts = [f"{sign} {severity_word(result.severity)}"]
    sentence = result.message if result.severity is Severity.BROKEN else ""
    parts.append(sentence)
    value = ""
    if result.metrics is not None:
        said = [
            _added_text(numbers, index)
            if one is TrendMetric.ADDED
            else metric_number(one, getattr(result.metrics, one.value))
            for one in dict.fromkeys((metric, *_ALWAYS))
        ]
        value = "" if sentence else said[0]
        parts += said
    return Reading(number, layer, sign, tuple(part for part in parts if part), value)


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
