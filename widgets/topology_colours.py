"""Which colours a node wears: those of its severity, unless somebody else is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtGui import QColor

from core.comparison.model import PairResult, Severity
from widgets.severity_style import SeverityStyle
from widgets.topology_text import worst_result

Colouring = Callable[[Sequence[PairResult]], tuple[QColor, QColor, QColor] | None]
"""From a node's results to its fill, the text on it, and an accent for lines on the plain
background; None: the node is drawn hollow, as one without data."""


class NodeColours(NamedTuple):
    """What a ``Colouring`` gives."""

    fill: QColor
    on_fill: QColor
    accent: QColor


def severity_colouring(styles: Mapping[Severity, SeverityStyle]) -> Colouring:
    """By the worst severity of the results."""
    colours = {s: NodeColours(one.fill, one.on_fill, one.accent) for s, one in styles.items()}

    def colours_of(results: Sequence[PairResult]) -> NodeColours | None:
        worst = results[0] if len(results) == 1 else worst_result(results)
        return None if worst is None else colours[worst.severity]

    return colours_of
