"""The HTML report: complete in itself, unharmed by any name, and its numbers those of the JSON."""

from __future__ import annotations

import base64
import hashlib
import io
import math
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from comparison_samples import caffe, network, node, plan, quant
from html_pages import (
    HOSTILE,
    MADE,
    Page,
    chain,
    compared,
    hostile,
    nothing_met,
    page_of,
    pair_rows,
    read_page,
)
from hypothesis import given
from hypothesis import strategies as st

from core.comparison.colouring import COLOUR_METRICS, colour_at, position, text_on
from core.comparison.engine import compare
from core.comparison.model import Comparison, Finding, Request, Severity, Thresholds
from core.errors import CosightError
from core.report.html_network import fitted, text_width
from core.report.html_report import (
    HtmlSettings,
    ReportCancelled,
    html_text,
    save_html,
    write_html,
)
from core.report.html_text import embedded_json, escape, number_text, shown
from core.report.json_report import comparison_as_dict
from resources import resource_path

SIGNS = {"good": "✓", "warn": "▲", "bad": "●", "broken": "✕"}

KINDS = {
    "chain": lambda: chain(30),
    "two runs": lambda: chain(20, runs=2),
    "hostile": hostile,
    "hostile without a network": lambda: hostile(with_network=False),
    "nothing": nothing_met,
}


@pytest.fixture(params=list(KINDS))
def made(request: pytest.FixtureRequest) -> tuple[Comparison, Page]:
    """A comparison of each kind and its page."""
    return _made(request.param)


@cache
def _made(kind: str) -> tuple[Comparison, Page]:
    """Graphviz takes its time: each page is made once."""
    comparison = KINDS[kind]()
    return comparison, page_of(comparison)


# --- complete in itself


def test_nothing_is_fetched_and_nothing_leads_elsewhere(made: tuple[Comparison, Page]) -> None:
    _, page = made
    for element in page.root.walk():
        assert element.tag not in ("img", "iframe", "object", "embed", "base", "form")
        for name, value in element.attributes.items():
            if name in ("src", "href", "xlink:href", "action", "data", "poster", "srcset"):
                assert value.startswith(("#", "data:")), (element.tag, name, value)
            assert not name.startswith("on"), (element.tag, name)
    style = "".join(one.text for one in page.root.all("style"))
    assert not re.search(r"@import|url\(", style)
    scripts = [one.text for one in page.root.all("script") if "type" not in one.attributes]
    assert len(scripts) == 2
    assert not re.search(r"fetch|XMLHttp|WebSocket|import\(|https?:", "".join(scripts))


def test_the_policy_allows_only_the_page_s_own_scripts(made: tuple[Comparison, Page]) -> None:
    _, page = made
    (policy,) = [
        meta.attributes["content"]
        for meta in page.root.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    scripts = [one.text for one in page.root.all("script") if "type" not in one.attributes]
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in scripts
    }
    assert set(rules["script-src"].split()) == hashes


def test_every_id_is_there_once_and_every_link_leads_somewhere(
    made: tuple[Comparison, Page],
) -> None:
    _, page = made
    ids = [one.attributes["id"] for one in page.root.walk() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for element in page.root.walk():
        href = element.attributes.get("href", "")
        if href.startswith("#"):
            assert href[1:] in ids
    script = resource_path("templates", "report.js").read_text(encoding="utf-8")
    asked = set(re.findall(r'by\("([\w-]+)"\)', script)) - {"network", "trend"}
    assert asked <= set(ids)


def test_the_picture_is_xml_with_a_box_for_each_node(made: tuple[Comparison, Page]) -> None:
    _, page = made
    drawings = re.findall(r'<svg id="network".*?</svg>', page.source, re.DOTALL)
    boxes = [len(ElementTree.fromstring(drawing).findall("g")) for drawing in drawings]
    assert boxes == ([len(page.data["nodes"])] if page.data["nodes"] else [])


def test_no_place_of_the_template_is_left() -> None:
    page = page_of(chain(20, runs=2))
    for element in page.root.walk():
        if element.tag != "script":
            said = [*element.attributes.values(), *(p for p in element.parts if type(p) is str)]
            assert not any("$" in text for text in said)
    assert page.root.all("html")[0].attributes["lang"] == "en"


# --- names that would do harm


def test_hostile_names_are_shown_as_they_are() -> None:
    page = page_of(hostile())
    names = {row["layer"] for row in pair_rows(page)}
    assert names == {shown(name) for name in HOSTILE}
    assert len(page.root.all("script")) == 3
    titles = {text.text for text in page.root.all("text", "title")}
    for name in HOSTILE:
        start = shown(name)[:8]
        assert any(title.startswith(start) for title in titles)
    findings = [item.text for item in page.root.by_id("findings").all("li")]
    assert findings == [f"Finding of {shown(name)}" for name in HOSTILE]
    assert shown(f"{HOSTILE[0]}lost") in page.root.by_id("unmatched").text
    assert {one["name"] for one in page.data["nodes"]} == {shown(name) for name in HOSTILE}
    page.source.encode("utf-8")  # no lone surrogate is left


def test_the_language_cannot_break_out() -> None:
    page = page_of(chain(2), HtmlSettings(language='zh"><b>', made=MADE))
    assert page.root.all("html")[0].attributes["lang"] == 'zh"><b>'


@given(st.text())
def test_any_text_comes_back_from_the_page(text: str) -> None:
    document = read_page(f'<p title="{escape(text)}">{escape(text)}</p><i id="data">0</i>')
    (paragraph,) = document.root.all("p")
    assert paragraph.text == shown(text) == paragraph.attributes["title"]
    assert len(shown(text)) == len(text)
    ElementTree.fromstring(f"<text>{escape(text)}</text>")


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner)))
def test_json_in_a_script_ends_nothing_and_comes_back(value: object) -> None:
    text = embedded_json(value)
    assert not set(text) & set("<>&\u2028\u2029")
    assert read_page(f'<script id="data">{text}</script>').data == value


# --- numbers


def as_number(value: object) -> float:
    return math.nan if value is None else float(value)  # type: ignore[arg-type]


def test_numbers_are_those_of_the_json(made: tuple[Comparison, Page]) -> None:
    comparison, page = made
    report = comparison_as_dict(comparison)
    rows = pair_rows(page)
    assert len(rows) == len(report["pairs"])
    for place, (row, pair) in enumerate(zip(rows, report["pairs"], strict=True)):
        assert row["severity"].split() == [SIGNS[pair["severity"]], pair["severity"]]
        assert row["left"] == shown(pair["left_file"])
        assert row["right"] == shown(pair["right_file"])
        assert row["rule"] == pair["rule"]
        assert row["layer"] == shown(pair["layer"])
        for metric, kept in page.data["metrics"].items():
            if metric == "added_error":  # which the JSON leaves to whoever reads it
                continue
            expected = pair["metrics"][metric]
            held = as_number(kept[place])
            if math.isinf(held):
                assert expected is None
                assert row[metric] == "∞"
                continue
            assert held == expected or (math.isnan(held) and expected is None)
            if expected is None:
                assert row[metric] == "–"
            else:
                written = float(row[metric].replace("−", "-"))
                # Four digits; two decimals of a dB; six decimals of a cosine.
                digits = {"sqnr_db": 0.006, "cosine_similarity": 1e-6, "centred_cosine": 1e-6}
                assert written == pytest.approx(expected, rel=1e-3, abs=digits.get(metric, 0))


def test_the_added_error_is_what_a_layer_adds_to_that_of_its_inputs() -> None:
    comparison = chain(6)
    page = page_of(comparison)
    expected, came_in = [], 0.0
    for one in comparison.results:
        assert one.metrics is not None
        out = one.metrics.relative_euclidean_distance
        expected.append(math.sqrt(max(0.0, out**2 - came_in**2)))
        signal = math.hypot(one.metrics.left_mean, one.metrics.left_std)
        came_in = one.metrics.root_mean_square_error / signal
    assert page.data["metrics"]["added_error"] == pytest.approx(expected)
    written = [float(row["added_error"]) for row in pair_rows(page)]
    assert written == pytest.approx(expected, rel=1e-3)


def test_without_a_network_nobody_is_offered_the_added_error() -> None:
    page = page_of(hostile(with_network=False))
    options = [one.attributes["value"] for one in page.root.by_id("by").all("option")]
    assert options[0] == "severity"
    assert "added_error" not in options
    assert "added_error" not in page.data["metrics"]
    known = page_of(hostile()).root.by_id("by").all("option")
    assert [one.attributes["value"] for one in known] == ["severity", *COLOUR_METRICS]


def test_what_was_not_measured_hands_on_nothing_that_is_known() -> None:
    whole = chain(6)
    part = replace(whole, results=(*whole.results[:2], *whole.results[3:]))
    held = page_of(part).data["metrics"]["added_error"]
    full = page_of(whole).data["metrics"]["added_error"]
    assert held == [*full[:2], None, *full[4:]]


def test_counts_are_those_of_the_summary(made: tuple[Comparison, Page]) -> None:
    comparison, page = made
    summary = comparison_as_dict(comparison)["summary"]
    for severity in Severity:
        words = page.root.by_id(f"count-{severity.value}").text.split()
        assert str(summary[severity.value]) in words
    bodies = [body.attributes["class"].split() for body in page.root.by_id("pairs").all("tbody")]
    for severity in Severity:
        assert sum(f"s-{severity.value}" in kinds for kinds in bodies) == summary[severity.value]


def test_colours_are_those_of_the_one_scale(made: tuple[Comparison, Page]) -> None:
    comparison, page = made
    by_network = set() if comparison.plan.network is not None else {"added_error"}
    assert set(page.data["colourings"]) == set(COLOUR_METRICS) - by_network
    scale = page.data["scale"]
    for metric, colouring in page.data["colourings"].items():
        for result, step in zip(comparison.results, colouring["steps"], strict=True):
            value = getattr(result.metrics, metric, math.nan)
            if metric == "added_error":
                value = as_number(page.data["metrics"][metric][comparison.results.index(result)])
            place = position(metric, value, colouring["low"], colouring["high"])
            light, on_light, dark, on_dark = scale[-1 if step is None else step]
            assert (light, dark) == (colour_at(place, dark=False), colour_at(place, dark=True))
            assert (on_light, on_dark) == (text_on(light), text_on(dark))


def test_numbers_beyond_a_threshold_are_marked() -> None:
    comparison = chain(40)
    limits = Thresholds(cosine=0.999, red=0.05)
    page = page_of(comparison, HtmlSettings(limits, made=MADE))
    marked = page.root.by_id("pairs").all("td", "beyond")
    metrics = [one.metrics for one in comparison.results if one.metrics is not None]
    expected = sum(m.cosine_similarity < 0.999 for m in metrics) + sum(
        m.relative_euclidean_distance > 0.05 for m in metrics
    )
    assert 0 < len(marked) == expected
    facts = " ".join(one.text for one in page.root.all("dl", "facts"))
    assert "0.999" in facts
    assert "0.05" in facts
    assert page.root.all("line", "threshold")
    assert not page_of(comparison).root.all("line", "threshold")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-1.0, "−1"),
        (0.99, "0.990000"),
        (0.98999997, "0.98999997"),
        (0.95, "0.950000"),
        (0.95000004, "0.95000004"),
        (0.99999999, "0.99999999"),
        (-0.25, "−0.250000"),
    ],
)
def test_a_cosine_is_never_rounded_across_a_limit(value: float, text: str) -> None:
    assert number_text("cosine_similarity", value) == text


# --- what it says


def test_what_is_to_be_looked_at_first_is_linked_everywhere() -> None:
    comparison = chain(60)
    first = comparison.summary.first_bad_layer
    assert first is not None
    page = page_of(comparison)
    (link,) = page.root.all("a", "look")
    place = int(link.attributes["href"][2:])
    assert pair_rows(page)[place]["layer"] == link.text == first
    assert page.data["first"] == place
    assert f"Look at {first} first" in page.root.all("p", "verdict")[0].text
    (flag,) = page.root.all("a", "flag")
    assert flag.attributes["href"] == f"#p{place}"
    box = page.root.by_id(f"n{page.data['node'][place]}")
    assert box.all("rect", "ring")
    assert len(page.root.all("rect", "ring")) == 1


def test_pairs_nodes_and_marks_belong_together() -> None:
    page = page_of(chain(25, runs=2))
    rows = pair_rows(page)
    assert len(rows) == 50
    for place, row in enumerate(rows):
        box = page.root.by_id(f"n{page.data['node'][place]}")
        assert box.all("text", "title")[0].text == row["layer"]
        assert place in page.data["nodes"][page.data["node"][place]]["pairs"]
        mark = page.root.by_id(f"t{place}")
        severity = row["severity"].split()[1]
        assert mark.attributes["href"] == f"#m-{severity}"
        assert int(row["run"]) == page.data["run"][place] + 1
    # Both runs of a layer stand in one column.
    assert page.data["column"] == [place // 2 for place in range(50)]
    assert [row["index"] for row in rows] == [str(place // 2 + 1) for place in range(50)]


def test_the_trend_stands_by_decades() -> None:
    comparison = chain(50)
    page = page_of(comparison)
    heights = {}
    for place, result in enumerate(comparison.results):
        if result.metrics is not None:
            y = float(page.root.by_id(f"t{place}").attributes["y"].rstrip("%"))
            heights[result.metrics.cosine_similarity] = y
    ticks = {
        float(span.text): float(re.findall(r"top:([\d.]+)%", span.attributes["style"])[0])
        for span in page.root.all("div", "axis")[0].all("span")
    }
    decade = ticks[0.99] - ticks[0.999]
    assert ticks[0.999] - ticks[0.9999] == pytest.approx(decade, abs=0.02)
    for cosine, y in heights.items():
        decades = -math.log10(1 - cosine)
        assert y == pytest.approx(ticks[0.99] - (decades - 2) * decade, abs=0.05)
    warn, bad = page.root.all("rect", "band")
    assert float(warn.attributes["y"].rstrip("%")) == pytest.approx(ticks[0.99], abs=0.02)
    height = float(warn.attributes["height"].rstrip("%"))
    assert height == pytest.approx(decade * math.log10(0.05 / 0.01), abs=0.02)
    assert bad.attributes["y"] != warn.attributes["y"]


def test_a_broken_pair_says_why() -> None:
    comparison = chain(300)
    broken = [place for place, one in enumerate(comparison.results) if one.problem is not None]
    assert broken
    page = page_of(comparison)
    for place in broken:
        body = page.root.by_id(f"p{place}")
        assert "nothing was compared" in body.all("tr", "notes")[0].text
        box = page.root.by_id(f"n{page.data['node'][place]}")
        assert box.all("text", "metric")[0].text == "lengths differ"
        assert page.root.by_id(f"t{place}").attributes["y"] == "95.00%"


def test_what_found_no_partner_says_why() -> None:
    page = page_of(nothing_met())
    section = page.root.by_id("unmatched")
    rows = [row for row in section.all("tbody")[0].children if row.tag == "tr"]
    assert [row.children[0].text for row in rows] == ["left", "right"]
    for row, one in zip(rows, nothing_met().plan.unmatched, strict=True):
        assert row.children[1].text == one.dump.name.file_name
        assert row.children[2].text == one.reason
        assert one.reason
    assert "no-pairs" in page.root.all("html")[0].attributes["class"]
    assert "Not one pair" in page.root.all("p", "verdict")[0].text


def test_without_a_network_there_is_no_picture_and_no_layer_to_begin_with() -> None:
    names = [f"a{number}" for number in range(40)]
    page = page_of(compared(plan([caffe(n) for n in names], [quant(n) for n in names])))
    assert page.data["nodes"] == []
    assert not page.root.all("svg", "node")
    assert "network is not known" in page.root.by_id("network-box").text
    assert "known once the network is" in page.root.all("p", "verdict")[0].text


def test_a_report_op_s_pair_stands_on_the_node_it_hangs_on() -> None:
    conv = node("conv", id=1)
    report = node("conv_report", id=2, reports="conv")
    object.__setattr__(report.layers[0], "type", "Reportop")
    made = plan(
        [caffe("conv")],
        [quant("conv")],
        prototxt=network([conv, report], [("conv", "conv_report")]),
    )
    pair = made.pairs[0]
    object.__setattr__(pair, "node", "conv_report")
    page = page_of(compared(made))
    assert [one["name"] for one in page.data["nodes"]] == ["conv"]
    assert page.data["node"] == [0]


@pytest.mark.parametrize("count", [1, 2, 1000])
def test_however_many_pairs_there_are(count: int) -> None:
    page = page_of(chain(count))
    assert len(page.root.by_id("pairs").all("tbody")) == count
    assert len(page.data["severity"]) == count


@pytest.mark.parametrize(("runs", "words"), [(1, "two runs"), (3, "4 runs")])
def test_it_is_titled_by_how_many_runs_there_are(runs: int, words: str) -> None:
    assert f"Comparison of {words}" in html_text(chain(6, runs=runs))


def test_a_finding_names_the_runs_that_it_is_true_of() -> None:
    comparison = chain(6, runs=3)
    first, second, third = (run.folder for run in comparison.plan.rights)
    found = (
        Finding("slow_slide", f"In {first}: The error slides.", {"right_index": 0}),
        Finding("slow_slide", f"In {third}: The error slides.", {"right_index": 2}),
        Finding("recovers", f"In {second}: It goes away.", {"right_index": 1}),
        Finding("swapped", "Left and right look swapped."),
    )
    plan = replace(comparison.plan, findings=found)
    text = html_text(replace(comparison, plan=plan))
    listed = re.findall(r"<li>(.*?)</li>", text[text.index("id='findings'") :].split("</ul>")[0])
    assert listed == [
        f"<b><bdi>1: {first.name} · 3: {third.name}</bdi></b> The error slides.",
        f"<b><bdi>2: {second.name}</bdi></b> It goes away.",
        "Left and right look swapped.",
    ]


def test_where_error_begins_says_in_which_run() -> None:
    comparison = chain(6, runs=3)
    bad = {(1, 0), (1, 2), (4, 0), (4, 2), (5, 2)}
    results = tuple(
        replace(
            one,
            severity=Severity.BAD
            if (int(one.pair.layer.removeprefix("layer")), one.pair.right_index) in bad
            else Severity.GOOD,
            problem=None,
        )
        for one in comparison.results
    )
    findings = tuple(
        Finding("origin", f"of {run}", {"right_index": run, "origins": [
            {"layer": layer, "right_index": run, "severity": "bad", "cosine_similarity": 0.5,
             "explains": 0, "mostly_inherited": False}
            for layer in layers
        ]})
        for run, layers in ((0, ("layer1", "layer4")), (2, ("layer1", "layer4")))
    )  # fmt: skip
    plan = replace(comparison.plan, findings=findings)
    summary = replace(comparison.summary, first_bad_layer="layer1")
    page = page_of(replace(comparison, plan=plan, results=results, summary=summary))
    (verdict,) = page.root.all("p", "verdict")
    names = [run.folder.name for run in plan.rights]
    assert verdict.text.startswith(f"Look at layer1 1: {names[0]} first:")
    (origins,) = page.root.all("div", "origins")
    assert origins.text == (
        f"Error begins here too: 1: {names[0]} layer4 3: {names[2]} layer1 · layer4"
    )
    # A line a run: its name, its layers and their counts stand apart from the next one's.
    (lines,) = origins.all("ul", "of-runs")
    assert [line.text for line in lines.all("li")] == [
        f"1: {names[0]} layer4",
        f"3: {names[2]} layer1 · layer4",
    ]


def test_the_trend_says_which_line_is_which_run() -> None:
    comparison = chain(6, runs=6)
    page = page_of(comparison)
    (legend,) = page.root.all("div", "run-lines")
    names = [run.folder.name for run in comparison.plan.rights]
    items = legend.all("span", "series")
    assert [one.text for one in items] == [f"{at + 1}: {name}" for at, name in enumerate(names)]
    drawn = page.root.by_id("trend").all("g", "series")
    assert [(one.attributes["class"], one.attributes["data-run"]) for one in items] == [
        (one.attributes["class"], one.attributes["data-run"]) for one in drawn
    ]
    assert len({one.attributes["class"] for one in items}) == 6
    assert all(one.all("polyline") for one in items)
    assert page_of(chain(6)).root.all("div", "run-lines") == []


def test_the_number_in_a_box_is_whole_with_several_runs() -> None:
    text = html_text(chain(20, runs=3))
    lines = re.findall(r'<text class="metric"[^>]*>([^<]*)</text>', text)
    assert lines
    assert all(line.endswith("(worst of 3)") and "…" not in line for line in lines)


def test_when_it_was_made_is_said() -> None:
    page = page_of(chain(2))
    (time,) = page.root.all("time")
    assert time.attributes["datetime"] == MADE.isoformat(timespec="seconds")
    assert "2026-03-04 05:06" in time.text


# --- room for text


@given(st.text(), st.floats(10, 400))
def test_a_line_is_cut_to_its_room(text: str, room: float) -> None:
    cut = fitted(text, 12.0, room)
    assert cut == text or text_width(cut, 12.0) <= max(room, text_width("…", 12.0)) + 1e-6
    if cut != text:
        head, _, tail = cut.partition("…")
        assert text.startswith(head)
        assert text.endswith(tail)


# --- the file


def test_the_file_is_the_page(tmp_path: Path) -> None:
    comparison = chain(3)
    settings = HtmlSettings(made=MADE)
    path = tmp_path / "report.html"
    save_html(comparison, path, settings)
    stream = io.StringIO()
    write_html(comparison, stream, settings)
    assert path.read_text(encoding="utf-8") == stream.getvalue() == html_text(comparison, settings)
    assert stream.getvalue().startswith("<!DOCTYPE html>\n")
    with pytest.raises(CosightError, match="cannot be written"):
        save_html(comparison, tmp_path / "nowhere" / "report.html", settings)


def test_a_report_nobody_waits_for_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")
    with pytest.raises(ReportCancelled):
        save_html(chain(3), path, cancelled=lambda: True)
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_the_bundled_sample_is_reported() -> None:
    sample = resource_path("sample")
    request = Request(
        sample / "float_run", (sample / "quantised_run",), prototxt=sample / "deploy.prototxt"
    )
    comparison = compare(request)
    page = page_of(comparison)
    assert len(pair_rows(page)) == comparison.summary.pairs > 10
    assert len(page.root.all("g", "node")) == len(page.data["nodes"])
