"""The colours of a ``Colouring`` on a palette: what table, network and trend paint with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette

from core.comparison.colouring import BY_SEVERITY, Colouring, colour_at, position, text_on
from core.comparison.model import PairResult, Severity
from core.comparison.ranking import number_of, worst_result
from core.comparison.vocabulary import metric_title as title_of_metric
from widgets.parts.severity_style import is_dark, severity_style


class BoxColours(NamedTuple):
    """A fill and what is written on it."""

    fill: QColor
    on_fill: QColor


class ScaleColouring:
    """A ``topology_colours.Colouring`` by a metric, which knows the same on another palette."""

    def __init__(self, colouring: Colouring, palette: QPalette) -> None:
        self.colouring = colouring
        self._colours_of = box_colouring(colouring, palette)

    def on(self, palette: QPalette) -> ScaleColouring:
        """The same on ``palette``: an exported picture is always a light one."""
        return ScaleColouring(self.colouring, palette)

    def __call__(self, results: Sequence[PairResult]) -> tuple[QColor, QColor, QColor] | None:
        """Fill, the text on it, and an accent, which is the fill."""
        colours = self._colours_of(results)
        return None if colours is None else (*colours, colours.fill)


BoxColouring = Callable[[Sequence[PairResult]], BoxColours | None]
"""From the results of a box to its colours; None: it is hollow, as one without data."""


def worst_place(colouring: Colouring, results: Iterable[PairResult]) -> float | None:
    """Where the worst of ``results`` stands on the scale, 0 best to 1 worst; None: no number."""
    places = (
        position(colouring.by, number_of(result, colouring), colouring.low, colouring.high)
        for result in results
    )
    return max((place for place in places if place is not None), default=None)


def box_colouring(colouring: Colouring, palette: QPalette) -> BoxColouring:
    """The colours that ``colouring`` gives on ``palette``.

    What is broken could not be judged by any metric and keeps its own colour.
    """
    styles = {severity: severity_style(severity, palette) for severity in Severity}
    by_severity = {s: BoxColours(style.fill, style.on_fill) for s, style in styles.items()}
    dark = is_dark(palette)

    def of_severity(results: Sequence[PairResult]) -> BoxColours | None:
        worst = results[0] if len(results) == 1 else worst_result(results)
        return None if worst is None else by_severity[worst.severity]

    def of_metric(results: Sequence[PairResult]) -> BoxColours | None:
        if any(result.severity is Severity.BROKEN for result in results):
            return by_severity[Severity.BROKEN]
        place = worst_place(colouring, results)
        return None if place is None else _at(place, dark)

    return of_severity if colouring.by == BY_SEVERITY else of_metric


def _at(place: float, dark: bool) -> BoxColours:
    return _boxed(colour_at(place, dark))


@cache
def _boxed(colour: str) -> BoxColours:
    # The same objects for the same colour: a view need not compare colours to see a change.
    return BoxColours(QColor(colour), QColor(text_on(colour)))


def metric_title(name: str) -> str:
    """What the user reads for ``Colouring.by``: a metric is called as everywhere."""
    if name == BY_SEVERITY:
        return QCoreApplication.translate("Colouring", "Severity")
    return title_of_metric(name)
