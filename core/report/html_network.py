"""The network as inline SVG: a box for each node, coloured by its worst pair."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.comparison.model import PairResult, Severity
from core.comparison.number_text import cosine_text
from core.comparison.ranking import metric_of, worst_result
from core.messages import translate
from core.network.layout import lay_out
from core.network.layout_model import EdgePath, Layout, NodeBox
from core.network.model import Node
from core.report.html_parts import Subject
from core.report.html_text import escape, problem_words, shape_text, shown, with_minus

_TITLE, _SMALL, _METRIC = 13.0, 11.0, 12.0
"""Font sizes in points of the picture."""
_SIGN_ROOM = 16.0
"""Of the severity's sign before the metric."""
_TITLE_LINE, _SMALL_LINE, _METRIC_LINE = 17.0, 14.0, 27.0
_PADDING = 10.0
_MIN_WIDTH, _MAX_WIDTH = 136.0, 340.0
_IN_PLACE_LINES = 6
_ARROW_LENGTH, _ARROW_HALF_WIDTH = 8.0, 3.6
_MARGIN = 28.0
_EDGES_A_PATH = 100

# Advance widths of DejaVu Sans Bold, the widest of the usual interface fonts, in thousandths of
# the size, from the space to the tilde: what fits with it fits with any of them.
_ADVANCES = (
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683,
    683, 821, 837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771,
    724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665,
    343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
)  # fmt: skip
_WIDE, _OTHER = 1050, 850


def advance(character: str) -> float:
    """Width of a character as a share of the font's size; rather too much than too little."""
    code = ord(character)
    if 32 <= code < 127:
        return _ADVANCES[code - 32] / 1000
    if unicodedata.combining(character):
        return 0.0
    return (_WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER) / 1000


def text_width(text: str, size: float) -> float:
    """Room a line takes at a font size."""
    return size * sum(map(advance, text))


def fitted(text: str, size: float, room: float) -> str:
    """The text, cut in the middle to fit ``room``: names differ at both ends."""
    if text_width(text, size) <= room:
        return text
    room = room / size - advance("…")
    head = tail = 0
    while head + tail < len(text):
        from_head = head <= tail
        room -= advance(text[head] if from_head else text[-1 - tail])
        if room < 0:
            break
        head, tail = (head + 1, tail) if from_head else (head, tail + 1)
    return text[:head] + "…" + (text[len(text) - tail :] if tail else "")


@dataclass(frozen=True, slots=True)
class _Lines:
    """What a box says above its metric, and the size of the box."""

    title: str
    small: tuple[str, ...]
    width: float
    height: float


def _lines(node: Node, metric: str) -> _Lines:
    """``metric`` is the line that its results will have: a number is never cut."""
    room = _MAX_WIDTH - 2 * _PADDING
    names = [f"+ {shown(layer.name)}" for layer in node.layers[1:]]
    if len(names) > _IN_PLACE_LINES:
        more = translate("core", "… {count} more").format(count=len(names) - _IN_PLACE_LINES + 1)
        names[_IN_PLACE_LINES - 1 :] = [more]
    detail = " · ".join(filter(None, (shown(node.type), shape_text(node.output_shape))))
    title = fitted(shown(node_title(node)), _TITLE, room)
    small = tuple(fitted(line, _SMALL, room) for line in (detail, *names) if line)
    widest = max(text_width(title, _TITLE), *(text_width(line, _SMALL) for line in small), 0.0)
    widest = max(widest, text_width(metric, _METRIC) + _SIGN_ROOM)
    # Whole eighths keep columns of similar boxes equal.
    width = min(max(math.ceil((widest + 2 * _PADDING) / 8) * 8, _MIN_WIDTH), _MAX_WIDTH)
    height = 2 * _PADDING + _TITLE_LINE + _SMALL_LINE * len(small) + _METRIC_LINE
    return _Lines(title, small, width, height)


def node_title(node: Node) -> str:
    """The head layer's name, which may be finer than the node's own."""
    return node.layers[0].name if node.layers else node.name


def metric_line(results: Sequence[PairResult]) -> str:
    """The line under the names: the worst cosine, or why there is none."""
    worst = worst_result(results)
    if worst is None:
        return ""
    cosine = metric_of(worst, "cosine_similarity")
    if worst.problem is not None:
        text = problem_words(worst.problem)
    elif math.isnan(cosine):
        text = translate("core", "nothing compared")
    else:
        text = f"cos {with_minus(cosine_text(cosine, 4))}"
    if len(results) > 1:
        text = translate("core", "{worst}  (worst of {count})").format(
            worst=text, count=len(results)
        )
    return text


def draw_network(
    subject: Subject, *, timeout: float = 30.0, cancelled: Callable[[], bool] | None = None
) -> tuple[str, str]:
    """The SVG, and a sentence where the picture is a plain list; both empty without a network.

    Takes as long as Graphviz does, which is some seconds for thousands of nodes.
    """
    network = subject.comparison.plan.network
    if network is None or not subject.nodes:
        return "", ""
    lines = [
        _lines(node, metric_line([subject.results[pair] for pair in pairs]))
        for node, pairs in zip(subject.nodes, subject.pairs_of, strict=True)
    ]
    sizes = {
        node.name: (line.width, line.height)
        for node, line in zip(subject.nodes, lines, strict=True)
    }
    layout = lay_out(network, sizes, timeout=timeout, cancelled=cancelled)
    return "".join(_svg(subject, lines, layout)), layout.warning


def _svg(subject: Subject, lines: Sequence[_Lines], layout: Layout) -> Iterator[str]:
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    label = escape(translate("core", "The network, each box coloured by its worst pair"))
    yield (
        f'<svg id="network" tabindex="0" role="img" aria-label="{label}" '
        f'viewBox="{-_MARGIN:g} {-_MARGIN:g} {width:.1f} {height:.1f}" '
        'preserveAspectRatio="xMidYMid meet">'
    )
    for start in range(0, len(layout.edges), _EDGES_A_PATH):
        edges = layout.edges[start : start + _EDGES_A_PATH]
        yield f'<path class="edge" d="{"".join(map(_curve, edges))}"/>'
        yield f'<path class="head" d="{"".join(map(_head, edges))}"/>'
    first = subject.node_of(subject.results[subject.first_bad]) if subject.first_bad >= 0 else -1
    for place, (node, line) in enumerate(zip(subject.nodes, lines, strict=True)):
        if node.name in layout.boxes:
            results = [subject.results[pair] for pair in subject.pairs_of[place]]
            yield _box(place, line, results, layout.boxes[node.name], is_first=place == first)
    yield "</svg>"


def _box(
    place: int, lines: _Lines, results: Sequence[PairResult], box: NodeBox, *, is_first: bool
) -> str:
    worst = worst_result(results)
    state = f"s-{worst.severity.value}" if worst is not None else "empty"
    x, y = box.x - box.width / 2, box.y - box.height / 2
    parts = [
        f'<g class="node {state}" id="n{place}" transform="translate({x:.1f} {y:.1f})">',
        f'<rect width="{box.width:g}" height="{box.height:g}" rx="7"/>',
        f'<text class="title" x="{_PADDING:g}" y="{_PADDING + 13:g}">{escape(lines.title)}</text>',
    ]
    y = _PADDING + _TITLE_LINE + 11
    for line in lines.small:
        parts.append(f'<text x="{_PADDING:g}" y="{y:g}">{escape(line)}</text>')
        y += _SMALL_LINE
    if worst is not None:
        y = box.height - _PADDING - _METRIC_LINE + 7
        parts.append(f'<path class="rule" d="M{_PADDING:g} {y:g}H{box.width - _PADDING:g}"/>')
        parts.append(_sign(worst.severity, _PADDING + 5, y + 12, 4.5))
        metric = fitted(metric_line(results), _METRIC, box.width - 2 * _PADDING - _SIGN_ROOM)
        parts.append(
            f'<text class="metric" x="{_PADDING + _SIGN_ROOM:g}" y="{y + 16.5:g}">'
            f"{escape(metric)}</text>"
        )
        parts.append(_sign(worst.severity, box.width / 2, box.height / 2, 20, "sign far"))
    if is_first:
        # What is to be looked at first is flagged on its upper edge.
        words = translate("core", "look here first")
        flag = text_width(words, 11.0) + 16
        parts.append(
            f'<rect class="ring" x="-5" y="-5" width="{box.width + 10:g}" '
            f'height="{box.height + 10:g}" rx="11"/>'
            f'<g class="flag" transform="translate({box.width - flag:.1f} -14)">'
            f'<rect width="{flag:.1f}" height="18" rx="9"/>'
            f'<text x="8" y="13">{escape(words)}</text></g>'
        )
    return "".join((*parts, "</g>"))


def _sign(severity: Severity, x: float, y: float, half: float, kind: str = "sign") -> str:
    """The sign of a severity as a drawing of its own: no font needs to have it."""
    if severity is Severity.BAD:
        return f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{half:g}"/>'
    if severity is Severity.WARN:
        shape = f"M{x:g} {y - half:g}l{half * 1.1:g} {half * 1.9:g}h{-half * 2.2:g}z"
        return f'<path class="{kind}" d="{shape}"/>'
    if severity is Severity.BROKEN:
        shape = (
            f"M{x - half:g} {y - half:g}l{2 * half:g} {2 * half:g}m0 {-2 * half:g}"
            f"l{-2 * half:g} {2 * half:g}"
        )
    else:
        shape = f"M{x - half:g} {y:g}l{half * 0.8:g} {half * 0.8:g}l{half * 1.2:g} {-half * 1.7:g}"
    return f'<path class="{kind} line" stroke-width="{max(half * 0.42, 1.6):.2g}" d="{shape}"/>'


def _curve(edge: EdgePath) -> str:
    if len(edge.points) < 4:
        return ""
    (x, y), *rest = edge.points
    return f"M{x:.1f} {y:.1f}C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in rest)


def _head(edge: EdgePath) -> str:
    """A triangle whose tip is the last point."""
    tip_x, tip_y = edge.points[-1]
    for x, y in reversed(edge.points[:-1]):
        length = math.hypot(tip_x - x, tip_y - y)
        if length > 1e-3:
            break
    else:
        return ""
    ux, uy = (tip_x - x) / length, (tip_y - y) / length
    foot_x, foot_y = tip_x - ux * _ARROW_LENGTH, tip_y - uy * _ARROW_LENGTH
    across_x, across_y = uy * _ARROW_HALF_WIDTH, ux * _ARROW_HALF_WIDTH
    return (
        f"M{tip_x:.1f} {tip_y:.1f}L{foot_x - across_x:.1f} {foot_y + across_y:.1f}"
        f"L{foot_x + across_x:.1f} {foot_y - across_y:.1f}Z"
    )
