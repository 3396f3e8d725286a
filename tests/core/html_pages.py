"""Comparisons made up for the HTML report, and what a parser of our own finds on their pages."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from comparison_samples import caffe, network, node, plan, quant

from core.comparison.model import (
    Comparison,
    Finding,
    Metrics,
    PairResult,
    Plan,
    Problem,
    Severity,
    Thresholds,
)
from core.comparison.severity import severity_of
from core.comparison.summary import summarise
from core.report.html_report import HtmlSettings, html_text

MADE = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
SETTINGS = HtmlSettings(Thresholds(), "en", MADE)

HOSTILE = (
    "</script><script>alert(1)</script>",
    "\"'><img src=x onerror=alert(2)>",
    "a&amp;b<!-- ]]> ",
    "line\nbreak\ttab\x00nul\x1b[31m",
    "層＿畳み込み\u202eevil\u2028🧪",
    "$title ${data} {layer} %s \\u003c",
    "lone\udc80byte",
)

VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})


def results_of(plan: Plan, seed: int = 1) -> tuple[PairResult, ...]:
    """Results that worsen along the plan; about every fiftieth pair is broken."""
    chance = random.Random(seed)
    found = []
    for place, pair in enumerate(plan.pairs):
        if chance.random() < 0.02:
            why = "The left file holds 24 numbers, the right 12: nothing was compared."
            found.append(
                PairResult(pair, Severity.BROKEN, None, 0, 24, 12, Problem.LENGTH_MISMATCH, why)
            )
            continue
        apart = 10 ** (-4 + 3 * place / len(plan.pairs) + chance.gauss(0, 0.3))
        cosine = max(1 - apart, -1.0)
        metrics = Metrics(
            cosine_similarity=cosine,
            max_absolute_error=chance.random(),
            relative_euclidean_distance=math.sqrt(2 * apart),
            left_mean=-0.25,
            left_std=2.0,
            right_mean=0.5,
            right_std=2.5,
            mean_absolute_error=apart,
            root_mean_square_error=2 * apart,
            sqnr_db=-10 * math.log10(2 * apart) if place else math.inf,
            centred_cosine=cosine if place % 3 else math.nan,
            max_error_index=0,
        )
        severity = severity_of(metrics, None)
        found.append(PairResult(pair, severity, metrics, 24, 24, 24, shape=(4, 3, 2)))
    return tuple(found)


def compared(plan: Plan, seed: int = 1) -> Comparison:
    """A finished comparison of a plan."""
    results = results_of(plan, seed)
    return Comparison(plan, results, summarise(plan, results))


def chain(count: int, runs: int = 1) -> Comparison:
    """A chain of layers and as many right runs as asked for."""
    names = [f"layer{number}" for number in range(count)]
    quants = [[quant(name) for name in names] for _ in range(runs)]
    net = network([node(name) for name in names])
    return compared(plan([caffe(name) for name in names], *quants, prototxt=net))


def hostile(with_network: bool = True) -> Comparison:
    """Layers, files and findings whose names would break a page that trusts them."""
    net = network([node(name, f"{name}/relu") for name in HOSTILE]) if with_network else None
    lost = f"{HOSTILE[0]}lost"
    made = plan(
        [*(caffe(name) for name in HOSTILE), caffe(lost)],
        [quant(name) for name in HOSTILE],
        prototxt=net,
    )
    findings = tuple(Finding("odd", f"Finding of {name}") for name in HOSTILE)
    object.__setattr__(made, "findings", findings)
    return compared(made)


def nothing_met() -> Comparison:
    """Two runs without a pair."""
    return compared(plan([caffe("conv1")], [quant("other")]))


@dataclass
class Element:
    """An element of a page, with its own text and that of all it holds."""

    tag: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements in it, without those in these."""
        return [part for part in self.parts if isinstance(part, Element)]

    def walk(self) -> Iterator[Element]:
        """Itself and everything in it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, tag: str = "", kind: str = "") -> list[Element]:
        """The elements in it of a tag and a class."""
        return [
            element
            for element in self.walk()
            if (not tag or element.tag == tag)
            and (not kind or kind in element.attributes.get("class", "").split())
        ]

    def by_id(self, name: str) -> Element:
        """The one element of an id."""
        (found,) = [one for one in self.walk() if one.attributes.get("id") == name]
        return found


class _Reader(HTMLParser):
    """Builds the tree and refuses tags that do not close in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute twice in <{tag}>"
        self._open[-1].parts.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> ends <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)

    def close(self) -> None:
        super().close()
        assert self._open == [self.root]


@dataclass
class Page:
    """A page's source, its elements, and the data its script reads."""

    source: str
    root: Element
    data: dict[str, Any]


def page_of(comparison: Comparison, settings: HtmlSettings = SETTINGS) -> Page:
    """The report of a comparison, parsed."""
    source = html_text(comparison, settings)
    return read_page(source)


def read_page(source: str) -> Page:
    """A page, parsed."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return Page(source, reader.root, json.loads(reader.root.by_id("data").text))


def pair_rows(page: Page) -> list[dict[str, str]]:
    """The rows of the table of pairs by the keys of their columns, in the page's order."""
    table = page.root.by_id("pairs")
    keys = [head.attributes["data-key"] for head in table.all("thead")[0].all("th")]
    rows = []
    for body in table.all("tbody"):
        cells = [cell for cell in body.all("tr")[0].children if cell.tag in ("td", "th")]
        rows.append(dict(zip(keys, (cell.text for cell in cells), strict=True)))
    return rows
