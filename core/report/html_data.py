"""What the page's script works with: numbers as measured, and their colours worked out already."""

from __future__ import annotations

import math
from typing import Any

from core.comparison.colouring import (
    STEPS,
    colour_at,
    default_range,
    higher_is_better,
    position,
    scale_colours,
    scale_ticks,
    text_on,
)
from core.comparison.ranking import SEVERITY_RANK
from core.messages import translate
from core.report.html_network import node_title
from core.report.html_parts import Subject, places_of
from core.report.html_table import side_word
from core.report.html_text import metric_title, shape_text, shown

SCHEMA = 1


def page_data(subject: Subject) -> dict[str, Any]:
    """Plain data, a list entry for each pair in the order of the plan.

    NaN is None, an infinite number the text that JavaScript's ``Number`` reads as such.
    """
    columns, count = places_of(subject)
    return {
        "schema": SCHEMA,
        "severity": [SEVERITY_RANK[result.severity] for result in subject.results],
        "run": [result.pair.right_index for result in subject.results],
        "node": [subject.node_of(result) for result in subject.results],
        "elements": [result.elements for result in subject.results],
        "column": columns,
        "columns": count,
        "first": subject.first_bad,
        "metrics": {
            metric: [_plain(value) for value in subject.values(metric)]
            for metric in subject.metrics
        },
        "colourings": {metric: _colouring(subject, metric) for metric in subject.colour_metrics},
        "scale": _scale(),
        "nodes": [_node(subject, place) for place in range(len(subject.nodes))],
        "words": _words(),
    }


def _plain(value: float) -> float | str | None:
    if math.isnan(value):
        return None
    return value if math.isfinite(value) else ("Infinity" if value > 0 else "-Infinity")


def _colouring(subject: Subject, metric: str) -> dict[str, Any]:
    """The range of a metric, the marks of its legend, and each pair's step on the scale."""
    values = subject.values(metric)
    low, high = default_range(metric, values)
    places = (position(metric, value, low, high) for value in values)
    return {
        "title": metric_title(metric),
        "low": low,
        "high": high,
        "ascending": higher_is_better(metric),
        "ticks": [[place, text] for place, text in scale_ticks(metric, low, high)],
        "steps": [None if place is None else round(place * (STEPS - 1)) for place in places],
    }


def _scale() -> list[list[str]]:
    """Fill and text of each step in light, then in dark; at the end those of no number."""
    steps = [(*scale_colours(False),), (*scale_colours(True),)]
    fills = zip(*steps, strict=True)
    scale = [[light, text_on(light), dark, text_on(dark)] for light, dark in fills]
    light, dark = colour_at(None, dark=False), colour_at(None, dark=True)
    return [*scale, [light, text_on(light), dark, text_on(dark)]]


def _node(subject: Subject, place: int) -> dict[str, Any]:
    """What the card of a node says beside its pairs."""
    node = subject.nodes[place]
    shapes = [shape_text(shape) for shape in (node.input_shape, node.output_shape) if shape]
    return {
        "name": shown(node_title(node)),
        "about": " · ".join(filter(None, (shown(node.type), " → ".join(shapes)))),
        "layers": [f"{shown(one.name)} {shown(one.type)}".rstrip() for one in node.layers[1:]],
        "pairs": list(subject.pairs_of[place]),
        "unmatched": [
            f"{side_word(subject, one.side)}: {shown(one.dump.name.file_name)} – "
            f"{shown(one.reason)}"
            for one in subject.unmatched_of[place]
        ],
    }


def _words() -> dict[str, str]:
    """Sentences the script puts together."""
    return {
        "shown": translate("core", "{shown} of {pairs} pairs shown"),
        "more": translate("core", "… {count} more"),
        "no_data": translate("core", "no data"),
        "run": translate("core", "right {run}"),
    }
