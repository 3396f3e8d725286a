"""Which colours a node wears: those of its severity, unless somebody else is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from core.comparison.model import PairResult, Severity
from core.comparison.ranking import worst_result
from widgets.parts.severity_style import severity_style

Colouring = Callable[[Sequence[PairResult]], tuple[QColor, QColor, QColor] | None]
"""From a node's results to its fill, the text on it, and an accent for lines on the plain
background; None: the node is drawn hollow, as one without data."""


class NodeColours(NamedTuple):
    """What a ``Colouring`` gives."""

    fill: QColor
    on_fill: QColor
    accent: QColor


def severity_colours(palette: QPalette) -> dict[Severity | None, NodeColours | None]:
    """The colours of each severity on a palette; without data a node is hollow."""
    colours: dict[Severity | None, NodeColours | None] = {None: None}
    for severity in Severity:
        style = severity_style(severity, palette)
        colours[severity] = NodeColours(style.fill, style.on_fill, style.accent)
    return colours


def severity_colouring(colours: Mapping[Severity | None, NodeColours | None]) -> Colouring:
    """By the worst severity of the results."""

    def colours_of(results: Sequence[PairResult]) -> NodeColours | None:
        worst = worst_result(results)
        return colours[None if worst is None else worst.severity]

    return colours_of
