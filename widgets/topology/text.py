"""What a node says: the lines in its box, how much room they take, and its hover card."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPalette

from core.comparison.colouring import BY_SEVERITY, Colouring, higher_is_better
from core.comparison.model import PairResult, Problem
from core.comparison.number_text import even_cosine, short_cosine
from core.comparison.ranking import number_of, worst_result
from core.comparison.vocabulary import ADDED_ERROR
from core.network.model import Network, Node
from widgets.parts.giving_way import give_way
from widgets.parts.metric_text import (
    deviation_text,
    error_text,
    note_text,
    severity_word,
    shape_text,
)
from widgets.parts.severity_style import severity_style

PADDING = 10.0
MIN_WIDTH = 136.0
MAX_WIDTH = 340.0
LARGER = 1.45
"""Letters of names that are seen from some way off."""
IN_PLACE_LINES = 6
CARD_RESULTS = 6
CARD_LAYERS = 10
_BY_SEVERITY = Colouring()


class _Advances(dict[str, float]):
    """Width of each character; a sum of these is ten times faster than shaping every line."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(font)

    def __missing__(self, character: str) -> float:
        advance = self[character] = self._metrics.horizontalAdvance(character)
        return advance

    def width(self, text: str) -> float:
        return sum(map(self.__getitem__, text))

    def fitted(self, text: str, room: float) -> tuple[str, float]:
        """``text`` and its width, cut in the middle to fit ``room``: names differ at both ends."""
        width = self.width(text)
        if width <= room:
            return text, width
        full = room
        room -= self["…"]
        head = tail = 0
        used = 0.0
        while head + tail < len(text):
            from_head = head <= tail
            used += self[text[head] if from_head else text[-1 - tail]]
            if used > room:
                break
            head, tail = (head + 1, tail) if from_head else (head, tail + 1)
        return text[:head] + "…" + (text[len(text) - tail :] if tail else ""), full


class NodeFonts:
    """The two fonts of a box, in scene units equal to the view's pixels at zoom 1.

    Sizes follow the given font; they are set in pixels so that a picture exported at another
    resolution keeps text and boxes in proportion.
    """

    def __init__(self, font: QFont) -> None:
        pixels = max(QFontInfo(font).pixelSize(), 6)
        self.title = self._sized(font, pixels, bold=True)
        self.small = self._sized(font, max(round(pixels * 0.86), 5), bold=False)
        self.metric = self._sized(font, pixels, bold=False)
        self.large = self._sized(font, round(pixels * LARGER), bold=True)
        self.title_height = QFontMetricsF(self.title).height()
        self.small_height = QFontMetricsF(self.small).height()
        # Fonts of their own: texts are measured on another thread than they are drawn on.
        self.title_advances = _Advances(self._sized(font, pixels, bold=True))
        self.small_advances = _Advances(self._sized(font, self.small.pixelSize(), bold=False))
        self._metric_advances = _Advances(self._sized(font, pixels, bold=False))
        self._large_advances = _Advances(self._sized(font, self.large.pixelSize(), bold=True))
        self._large_lines: dict[tuple[str, float], str] = {}

    def metric_fits(self, text: str, room: float) -> bool:
        """Whether the line under the names is no wider than ``room``."""
        return self._metric_advances.width(text) <= room

    def large_lines(self, text: str, room: float) -> str:
        """``text`` in large letters, cut to two lines of this width."""
        key = text, room
        lines = self._large_lines.get(key)
        if lines is None:
            # A line breaks before the last letter that would fit.
            lines = self._large_advances.fitted(text, max(1.85 * room, 1.0))[0]
            if self._large_advances.width(lines) > room:
                lines = self._in_two(lines, room)
            self._large_lines[key] = lines
        return lines

    def _in_two(self, text: str, room: float) -> str:
        """Broken behind a sign that parts words, where one stands near the middle."""
        count, used = 0, 0.0
        for count, character in enumerate(text):  # noqa: B007 (it is used behind the loop)
            used += self._large_advances[character]
            if used > room:
                break
        for at in range(count, count // 2, -1):
            rest = self._large_advances.width(text[at:])
            if text[at - 1] in "/_.:-" and rest <= room:
                return f"{text[:at]}\n{text[at:]}"
        return f"{text[:count]}\n{text[count:]}"

    @staticmethod
    def _sized(font: QFont, pixels: int, bold: bool) -> QFont:
        sized = QFont(font)
        sized.setPixelSize(pixels)
        sized.setBold(bold)
        # Hinted advances do not scale with the zoom: the text would outgrow its box.
        sized.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return sized


@dataclass(frozen=True, slots=True)
class NodeText:
    """The lines of a box, already cut to its width, and the size of the box."""

    title: str
    detail: str
    in_place: tuple[str, ...]
    width: float
    height: float


def node_text(node: Node, fonts: NodeFonts) -> NodeText:
    """What the box of ``node`` says, with room for one metric line."""
    room = MAX_WIDTH - 2 * PADDING
    title, widest = fonts.title_advances.fitted(_name(node), room)
    detail = node.type
    if node.output_shape:
        detail = " · ".join(filter(None, (detail, shape_text(node.output_shape))))
    names = [layer.name for layer in node.layers[1:]]
    shown = names if len(names) <= IN_PLACE_LINES else names[: IN_PLACE_LINES - 1]
    lines = [detail, *(f"+ {name}" for name in shown)]
    if len(names) > len(shown):
        more = QCoreApplication.translate("TopologyView", "… {count} more")
        lines.append(more.format(count=len(names) - len(shown)))
    small = [fonts.small_advances.fitted(line, room) for line in lines]
    widest = max(widest, *(width for _, width in small))
    # Whole eighths keep columns of similar boxes equal.
    width = min(max(math.ceil((widest + 2 * PADDING) / 8) * 8, MIN_WIDTH), MAX_WIDTH)
    tall = fonts.title_height + fonts.small_height * (bool(detail) + len(lines) - 1)
    height = math.ceil(tall + metric_room(fonts))
    (detail, _), *rest = small
    return NodeText(title, detail, tuple(line for line, _ in rest), width, height)


def _name(node: Node) -> str:
    """The head layer's name, which may be finer than the node's own."""
    return node.layers[0].name if node.layers else node.name


def metric_room(fonts: NodeFonts) -> float:
    """What a box holds besides its names: paddings, the hairline and the metric line."""
    return fonts.title_height + 2 * PADDING + 10.0


def _metric_text(results: Sequence[PairResult], colouring: Colouring) -> str:
    name = colouring.by
    values = [value for one in results if not math.isnan(value := number_of(one, colouring))]
    if not values:
        if name == ADDED_ERROR:
            return QCoreApplication.translate("TopologyView", "added –")
        return QCoreApplication.translate("TopologyView", "nothing compared")
    worst = min(values) if higher_is_better(name) else max(values)
    if name == "centred_cosine":
        return f"ccos {short_cosine(worst)}"
    if name == "sqnr_db":
        return f"SQNR {worst:.1f} dB"
    say = QCoreApplication.translate
    word = {
        "max_absolute_error": say("TopologyView", "max"),
        "relative_euclidean_distance": say("TopologyView", "rel"),
        "mean_absolute_error": say("TopologyView", "mean"),
        "root_mean_square_error": say("TopologyView", "rms"),
        ADDED_ERROR: say("TopologyView", "added"),
    }[name]
    return f"{word} {worst:.4g}"


def metric_line(
    results: Sequence[PairResult], short: bool = False, colouring: Colouring = _BY_SEVERITY
) -> str:
    """The one line under the names: the worst cosine, or what they are coloured by, or why there
    is none; of how many it is the worst unless ``short``."""
    say = QCoreApplication.translate
    worst = worst_result(results)
    if worst is None:
        return ""
    if worst.problem is not None:
        text = {
            Problem.LENGTH_MISMATCH: say("TopologyView", "lengths differ"),
            Problem.NON_FINITE: say("TopologyView", "NaN or Inf"),
            Problem.UNREADABLE: say("TopologyView", "unreadable"),
        }[worst.problem]
    elif worst.metrics is None or math.isnan(worst.metrics.cosine_similarity):
        text = say("TopologyView", "nothing compared")
    elif colouring.by in (BY_SEVERITY, "cosine_similarity"):
        text = f"cos {short_cosine(worst.metrics.cosine_similarity)}"
    else:
        text = _metric_text(results, colouring)
    if len(results) > 1 and not short:
        text = say("TopologyView", "{worst}  (worst of {count})").format(
            worst=text, count=len(results)
        )
    return text


def fold_line(
    results: Sequence[PairResult], short: bool = False, colouring: Colouring = _BY_SEVERITY
) -> str:
    """The one line of a fold: what it is coloured by. By severity that is how many are that bad:
    a cosine would be that of one layer in it, and seldom of the one to look at first."""
    worst = worst_result(results)
    if worst is None or colouring.by != BY_SEVERITY:
        return metric_line(results, short, colouring)
    as_bad = sum(one.severity is worst.severity for one in results)
    word = severity_word(worst.severity)
    if short or as_bad == len(results):
        return f"{as_bad} {word}"
    say = QCoreApplication.translate
    text = say("TopologyView", "{n} {severity} of {count}")
    return text.format(n=as_bad, severity=word, count=len(results))


def node_card(
    node: Node,
    results: Sequence[PairResult],
    folded: Sequence[str] = (),
    colouring: Colouring = _BY_SEVERITY,
) -> str:
    """The hover card as rich text: names, type, shapes, in-place layers, and every result.

    ``folded`` are the nodes of a fold, which says what it is coloured by.
    """
    say = QCoreApplication.translate
    if folded:
        return _fold_card(node, results, folded, colouring)
    parts = [f"<b>{escape(_name(node))}</b>"]
    shapes = " → ".join(
        shape_text(shape) for shape in (node.input_shape, node.output_shape) if shape
    )
    facts = [escape(node.type), shapes]
    if node.segment is not None:
        facts.append(say("TopologyView", "segment {segment}").format(segment=node.segment))
    if node.id is not None:
        facts.append(say("TopologyView", "id {id}").format(id=node.id))
    parts.append(" · ".join(fact for fact in facts if fact))
    parts.extend(f"+ {escape(layer.name)} <i>{escape(layer.type)}</i>" for layer in node.layers[1:])
    text = "<br>".join(part for part in parts if part)
    for result in results[:CARD_RESULTS]:
        text += "<hr>" + _result_rows(result)
    if len(results) > CARD_RESULTS:
        more = say("TopologyView", "… {count} more").format(count=len(results) - CARD_RESULTS)
        text += f"<hr>{more}"
    if not results:
        text += "<hr>" + say("TopologyView", "no data")
    return f"<div style='white-space:nowrap'>{text}</div>"


def _fold_card(
    node: Node, results: Sequence[PairResult], folded: Sequence[str], colouring: Colouring
) -> str:
    say = QCoreApplication.translate
    parts = [f"<b>{escape(_name(node))}</b>"]
    shown = folded if len(folded) <= CARD_LAYERS else (*folded[: CARD_LAYERS - 2], "…", folded[-1])
    parts.extend(escape(name) for name in shown)
    worst = worst_result(results)
    if worst is not None:
        lines = (fold_line(results, colouring=colouring), metric_line(results))
        parts.append("<hr>" + "<br>".join(map(escape, dict.fromkeys(lines))))
    parts.append("<i>" + say("TopologyView", "Click or Enter unfolds it") + "</i>")
    return f"<div style='white-space:nowrap'>{'<br>'.join(parts)}</div>"


def _result_rows(result: PairResult) -> str:
    say = QCoreApplication.translate
    sign = severity_style(result.severity, QPalette()).sign
    head = (
        f"{sign} <b>{escape(severity_word(result.severity))}</b> · "
        f"{escape(result.pair.title)} · "
        + say("TopologyView", "rule {rule}").format(rule=result.pair.rule.value)
    )
    rows = ""
    if result.metrics is not None:
        values = {
            say("TopologyView", "cosine"): even_cosine(result.metrics.cosine_similarity),
            say("TopologyView", "max error"): error_text(result.metrics.max_absolute_error),
            say("TopologyView", "relative distance"): error_text(
                result.metrics.relative_euclidean_distance
            ),
            say("TopologyView", "mean, deviation"): deviation_text(result),
        }
        cells = "".join(
            f"<tr><td>{name}&nbsp;&nbsp;</td><td>{escape(value)}</td></tr>"
            for name, value in values.items()
        )
        rows = f"<table cellspacing='0' cellpadding='0'>{cells}</table>"
    note = note_text(result)
    # A message is a sentence: unlike names it may wrap.
    said = f"<div style='white-space:normal'>{escape(note)}</div>" if note else ""
    return f"{head}{rows}{said}"


class NodeTexts:
    """Texts and sizes of one network's boxes, worked out on whatever thread asks first."""

    def __init__(self, fonts: NodeFonts) -> None:
        self.fonts = fonts
        self._lock = threading.Lock()
        self._network: Network | None = None
        self._texts: dict[str, NodeText] = {}

    def of(self, network: Network) -> Mapping[str, NodeText]:
        """Text of every node by the node's name."""
        with self._lock:
            if self._network is network:
                return self._texts
        texts = {}
        for node in network.nodes:
            give_way()
            texts[node.name] = node_text(node, self.fonts)
        with self._lock:
            self._network, self._texts = network, texts
        return texts
