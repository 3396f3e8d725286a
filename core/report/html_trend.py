"""The trend along the network as inline SVG: how far each pair's cosine is from 1, in decades.

Places are shares of the picture in per cent, so that it is as wide as the page and its marks keep
their size.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from core.comparison.model import PairResult, Severity
from core.comparison.ranking import metric_of
from core.comparison.severity import BAD_TO, GOOD_FROM
from core.messages import translate
from core.report.html_head import run_name
from core.report.html_parts import Subject, places_of
from core.report.html_text import escape

_TOP = 5.0
"""Distances below 1e-5 are drawn as 1."""
_HIGHEST, _LOWEST, _FLOOR = 8.0, 86.0, 95.0
"""Per cent from above: of the best, of the worst, and of what has no number."""
_TICKS = (0.0, 0.5, 0.9, 0.99, 0.999, 0.9999, 1.0)
_TICK_ROOM = 9.0
_MOST_LABELS = 8

# Shapes differ as well as colours: diamond, triangle, disc, cross.
_MARKS = {
    Severity.GOOD: '<path d="M0 -4L4 0L0 4L-4 0Z"/>',
    Severity.WARN: '<path d="M0 -5L5.2 4.2H-5.2Z"/>',
    Severity.BAD: '<circle r="4.6"/>',
    Severity.BROKEN: '<path class="cross" d="M-4.2 -4.2L4.2 4.2M4.2 -4.2L-4.2 4.2"/>',
}


def height_of(cosine: float) -> float:
    """−log10(1 − cosine): 0.9 → 1, 0.99 → 2, 0.999 → 3; at most 5."""
    return -math.log10(max(1.0 - cosine, 10.0**-_TOP))


def run_lines(subject: Subject) -> str:
    """Which line of the trend is which right run; empty where there is one."""
    if not subject.has_several_runs:
        return ""
    items = [
        f'<span class="series {_line_of(run)}" data-run="{run}"><svg aria-hidden="true">'
        f'<polyline points="0,6 34,6"/></svg><bdi>{escape(run_name(subject, run))}</bdi></span>'
        for run in range(len(subject.comparison.plan.rights))
    ]
    return f'<div class="run-lines">{"".join(items)}</div>'


def _line_of(run: int) -> str:
    """How the line of a run is drawn: four kinds of strokes, then the same ones thicker."""
    return f"run{run % 4}{' thick' if run // 4 % 2 else ''}"


def draw_trend(subject: Subject) -> str:
    """The picture with its axes; empty without pairs."""
    return "".join(_parts(subject)) if subject.results else ""


def _parts(subject: Subject) -> Iterator[str]:
    cosines = [metric_of(result, "cosine_similarity") for result in subject.results]
    lowest = min((height_of(c) for c in cosines if not math.isnan(c)), default=1.0)
    bottom = min(lowest - 0.1, 0.9)

    def down(cosine: float) -> float:
        share = (_TOP - height_of(cosine)) / (_TOP - bottom)
        return _HIGHEST + min(share, 1.0) * (_LOWEST - _HIGHEST)

    columns, count = places_of(subject)
    ticks: list[tuple[float, str]] = []
    for tick in reversed(_TICKS):
        y = down(tick)
        if height_of(tick) >= bottom and (not ticks or y - ticks[-1][0] >= _TICK_ROOM):
            ticks.append((y, f"{tick:g}"))
    yield '<div class="axis" aria-hidden="true">'
    yield from (f'<span style="top:{y:.2f}%">{text}</span>' for y, text in ticks)
    yield '</div><div class="scroll"><div class="field">'
    label = escape(translate("core", "Cosine similarity of every pair, in the order of the table"))
    yield f'<svg id="trend" role="img" aria-label="{label}" width="100%" height="100%"><defs>'
    yield from (f'<g id="m-{one.value}">{shape}</g>' for one, shape in _MARKS.items())
    yield "</defs>"
    warn, bad = down(GOOD_FROM), down(BAD_TO)
    yield f'<rect class="band warn" y="{warn:.2f}%" width="100%" height="{bad - warn:.2f}%"/>'
    yield f'<rect class="band bad" y="{bad:.2f}%" width="100%" height="{100 - bad:.2f}%"/>'
    for y, _ in ticks:
        yield f'<line class="grid" x2="100%" y1="{y:.2f}%" y2="{y:.2f}%"/>'
    threshold = subject.settings.thresholds.cosine
    if not math.isclose(threshold, GOOD_FROM):
        y = down(threshold)
        yield f'<line class="threshold" x2="100%" y1="{y:.2f}%" y2="{y:.2f}%"/>'
    if subject.first_bad >= 0:
        x = _across(columns[subject.first_bad], count)
        yield f'<line class="first" x1="{x}" x2="{x}" y2="100%"/>'
    for run in range(len(subject.comparison.plan.rights)):
        yield from _series(subject, run, columns, count, [down(cosine) for cosine in cosines])
    yield "</svg>"
    if subject.first_bad >= 0:
        yield _flag(subject, columns[subject.first_bad], count)
    yield "</div>"
    step = max(math.ceil(count / _MOST_LABELS), 1)
    yield '<div class="numbers" aria-hidden="true">'
    for column in range(0, count, step):
        yield f'<span style="left:{_across(column, count)}">{column + 1}</span>'
    yield "</div></div>"


def _series(
    subject: Subject, run: int, columns: list[int], count: int, heights: list[float]
) -> Iterator[str]:
    """The line and the marks of one right run."""
    pairs = [
        (place, result)
        for place, result in enumerate(subject.results)
        if result.pair.right_index == run
    ]
    yield f'<g class="series {_line_of(run)}" data-run="{run}">'
    yield f'<svg viewBox="0 0 {count} 100" preserveAspectRatio="none" width="100%" height="100%">'
    yield from (f'<polyline points="{line}"/>' for line in _lines(pairs, columns, heights))
    yield "</svg>"
    # What is bad stands above what is good.
    for severity in Severity:
        for place, result in pairs:
            if result.severity is severity:
                x, y = _across(columns[place], count), heights[place]
                if math.isnan(metric_of(result, "cosine_similarity")):
                    y = _FLOOR
                yield (
                    f'<use class="mark s-{severity.value}" id="t{place}" '
                    f'href="#m-{severity.value}" x="{x}" y="{y:.2f}%"/>'
                )
    yield "</g>"


def _lines(
    pairs: list[tuple[int, PairResult]], columns: list[int], heights: list[float]
) -> Iterator[str]:
    """Points of each stretch of the line; it breaks where a pair has no number."""
    stretch: list[str] = []
    for place, result in pairs:
        if math.isnan(metric_of(result, "cosine_similarity")):
            if len(stretch) > 1:
                yield " ".join(stretch)
            stretch = []
        else:
            stretch.append(f"{columns[place] + 0.5:g},{heights[place]:.2f}")
    if len(stretch) > 1:
        yield " ".join(stretch)


def _across(column: int, count: int) -> str:
    return f"{(column + 0.5) / count * 100:.3f}%"


def _flag(subject: Subject, column: int, count: int) -> str:
    """The name of the layer to look at first, on the side of its line that has more room."""
    share = (column + 0.5) / count * 100
    side = f"left:{share:.4g}%" if share < 50 else f"right:{100 - share:.4g}%"
    name = escape(subject.results[subject.first_bad].pair.title)
    return f'<a class="flag" href="#p{subject.first_bad}" style="{side}"><bdi>{name}</bdi></a>'
