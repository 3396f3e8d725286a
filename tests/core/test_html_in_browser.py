"""The HTML report in a real browser: it sorts, filters, links, and complains about nothing."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from html_pages import HOSTILE, SETTINGS, chain, hostile, nothing_met

from core.comparison.colouring import colour_at, default_range, position, severity_colours
from core.comparison.model import Comparison
from core.report.html_report import html_text
from core.report.html_text import shown

if os.name != "posix":
    pytest.skip("the debugging pipe needs file descriptors", allow_module_level=True)

from browser import Browser, found

PROGRAM = found()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this system")

KINDS = {
    "chain": lambda: chain(60),
    "two runs": lambda: chain(30, runs=2),
    "hostile": hostile,
    "bare": lambda: hostile(with_network=False),
    "nothing": nothing_met,
    "thousands": lambda: chain(1500),
}


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert PROGRAM is not None
    browser = Browser(PROGRAM, tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    chromium.scripts(True)
    chromium.media()
    return chromium


@cache
def made(kind: str) -> tuple[Comparison, str]:
    comparison = KINDS[kind]()
    return comparison, html_text(comparison, SETTINGS)


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Any:
    """Opens the page of a kind and gives its comparison."""

    def opened(kind: str, **size: int) -> Comparison:
        comparison, source = made(kind)
        path = tmp_path / f"{kind}.html"
        path.write_text(source, encoding="utf-8")
        browser.open(path, **size)
        return comparison

    return opened


def order(browser: Browser) -> list[int]:
    """Places of the pairs in the table, from the top."""
    found: list[int] = browser.run(
        "[...document.querySelectorAll('tbody.pair')].map(body => Number(body.id.slice(1)))"
    )
    return found


def styled(browser: Browser, selector: str, name: str) -> str:
    """A property of an element as it is drawn."""
    value: str = browser.run(
        f"getComputedStyle(document.querySelector({selector!r})).getPropertyValue({name!r})"
    )
    return value


def rgb(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgb({red}, {green}, {blue})"


def chosen(browser: Browser) -> dict[str, list[str]]:
    """Ids of what is marked as chosen, by kind."""
    ids: list[str] = browser.run("[...document.querySelectorAll('.chosen')].map(one => one.id)")
    return {kind: [one for one in ids if one[0] == kind] for kind in "pnt"}


def metric(comparison: Comparison, name: str) -> list[float]:
    return [getattr(one.metrics, name, math.nan) for one in comparison.results]


def by_metric(comparison: Comparison, name: str, descending: bool) -> list[int]:
    """Places sorted by a metric, without a number at the end."""
    values = metric(comparison, name)
    numbered = [place for place, value in enumerate(values) if not math.isnan(value)]
    numbered.sort(key=lambda place: -values[place] if descending else values[place])
    return numbered + [place for place, value in enumerate(values) if math.isnan(value)]


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("dark", [False, True])
def test_a_page_opens_without_a_word_and_asks_for_nothing(
    kind: str, dark: bool, browser: Browser, show: Any
) -> None:
    browser.media(dark=dark)
    comparison = show(kind)
    assert browser.run("document.documentElement.classList.contains('scripted')")
    assert not browser.run("document.documentElement.classList.contains('loading')")
    assert browser.complaints == []
    assert [url.rpartition("/")[2] for url in browser.requests] == [
        f"{kind}.html".replace(" ", "%20")
    ]
    background = styled(browser, "body", "background-color")
    assert background == (rgb("#1b1f24") if dark else rgb("#f4f5f7"))
    assert len(order(browser)) == min(len(comparison.results), 300)
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_a_click_on_a_header_sorts_the_worst_to_the_top(browser: Browser, show: Any) -> None:
    comparison = show("chain")
    assert order(browser) == list(range(60))
    for name, worst_is_high in (("cosine_similarity", False), ("max_absolute_error", True)):
        head = f"th[data-key={name}]"
        browser.click(f"{head} button")
        assert order(browser) == by_metric(comparison, name, worst_is_high)
        way = "descending" if worst_is_high else "ascending"
        assert browser.run(f"document.querySelector('{head}').ariaSort") == way
        browser.click(f"{head} button")
        assert order(browser) == by_metric(comparison, name, not worst_is_high)
        assert browser.run("document.querySelectorAll('[aria-sort]').length") == 1
    browser.click("#reset")
    assert order(browser) == list(range(60))
    assert browser.complaints == []


def test_the_keyboard_sorts_and_walks(browser: Browser, show: Any) -> None:
    comparison = show("chain")
    browser.run("document.querySelector('th[data-key=sqnr_db] button').focus()")
    browser.press("Enter", 13)
    expected = by_metric(comparison, "sqnr_db", descending=False)
    assert order(browser) == expected
    browser.run(f"document.querySelector('#p{expected[0]} a').focus()")
    browser.press("ArrowDown", 40)
    browser.press("ArrowDown", 40)
    assert chosen(browser)["p"] == [f"p{expected[2]}"]
    browser.press("ArrowUp", 38)
    assert chosen(browser)["p"] == [f"p{expected[1]}"]
    focused = browser.run("document.activeElement.closest('tbody').id")
    assert focused == f"p{expected[1]}"
    # The walk begins where the focus is, whatever was chosen before.
    browser.click("#reset")
    browser.click("#p9 th a")
    browser.run("document.querySelector('#p4 a').focus()")
    browser.press("ArrowDown", 40)
    assert chosen(browser)["p"] == ["p5"]


def test_text_and_severities_filter(browser: Browser, show: Any) -> None:
    comparison = show("chain")
    browser.run("document.querySelector('#filter').focus()")
    browser.write("LAYER1")
    titles = [result.pair.title for result in comparison.results]
    expected = [place for place, title in enumerate(titles) if "layer1" in title]
    assert order(browser) == expected
    assert browser.run("document.querySelector('#shown').textContent") == (
        f"{len(expected)} of 60 pairs shown"
    )
    faded = browser.run("document.querySelectorAll('.node.off').length")
    assert faded == 60 - len(expected)
    browser.write(" nothing of that name")
    assert order(browser) == []
    assert styled(browser, "#none", "display") == "block"
    browser.click("#reset")
    assert len(order(browser)) == 60
    browser.click("button[data-severity='0']")
    expected = [
        place for place, one in enumerate(comparison.results) if one.severity.value != "good"
    ]
    assert order(browser) == expected
    assert browser.run("document.querySelector('[data-severity]').ariaPressed") == "false"


def test_table_picture_and_trend_choose_each_other(browser: Browser, show: Any) -> None:
    show("chain", height=1400)
    browser.click("#p7 th a")
    assert chosen(browser) == {"p": ["p7"], "n": ["n7"], "t": ["t7"]}
    # The picture has moved to the box, at a size that can be read.
    x, y, width, height = browser.run(
        "(box => [box.x, box.y, box.width, box.height])"
        "(document.querySelector('#n7 rect').getBoundingClientRect())"
    )
    left, top, right, bottom = browser.run(
        "(box => [box.left, box.top, box.right, box.bottom])"
        "(document.querySelector('#network').getBoundingClientRect())"
    )
    assert left < x < x + width < right
    assert top < y < y + height < bottom
    assert width > 90
    browser.click("#n8")
    assert chosen(browser) == {"p": ["p8"], "n": ["n8"], "t": ["t8"]}
    browser.click("#t40")
    assert chosen(browser) == {"p": ["p40"], "n": ["n40"], "t": ["t40"]}
    # The row has come into sight.
    assert browser.run(
        "(row => row.top >= 0 && row.bottom <= document.querySelector('#pairs-box')"
        ".getBoundingClientRect().bottom)(document.querySelector('#p40').getBoundingClientRect())"
    )
    assert browser.run("location.hash") == "#p40"
    browser.click(".look")
    first = browser.run("JSON.parse(document.querySelector('#data').textContent).first")
    assert chosen(browser)["p"] == [f"p{first}"]
    assert browser.complaints == []


@pytest.mark.parametrize("width", [1440, 1000])
def test_what_one_looks_at_first_fits_beside_the_network(
    width: int, browser: Browser, show: Any
) -> None:
    show("chain", width=width, height=900)
    edge, network = browser.run(
        "[document.querySelector('#pairs-box').getBoundingClientRect().right,"
        " document.querySelector('#network-box').getBoundingClientRect().left]"
    )
    assert edge < network
    for name in (
        "cosine_similarity",
        "max_absolute_error",
        "relative_euclidean_distance",
    ):
        right = browser.run(
            f"document.querySelector('th[data-key={name}]').getBoundingClientRect().right"
        )
        assert right <= edge


@pytest.mark.parametrize("width", [1440, 1000])
def test_the_network_opens_where_one_looks_first(width: int, browser: Browser, show: Any) -> None:
    comparison = show("chain", width=width, height=900)
    first = comparison.summary.first_bad_layer
    place = [result.pair.title for result in comparison.results].index(first)

    def box(selector: str) -> dict[str, float]:
        found: dict[str, float] = browser.run(
            f"document.querySelector('{selector}').getBoundingClientRect().toJSON()"
        )
        return found

    node, picture = box(f"#n{place} rect"), box("#network")
    assert picture["left"] <= node["left"] < node["right"] <= picture["right"]
    assert picture["top"] <= node["top"] < node["bottom"] <= picture["bottom"]
    assert not browser.run("document.querySelector('#network').classList.contains('afar')")
    browser.click("[data-zoom=fit]")
    browser.settle()
    for end in (box("#n0 rect"), box("#n59 rect")):
        assert picture["top"] <= end["top"] < end["bottom"] <= picture["bottom"]


@pytest.mark.parametrize("dark", [False, True])
def test_the_edges_stand_out_from_the_ground(dark: bool, browser: Browser, show: Any) -> None:
    browser.media(dark=dark)
    show("chain")

    def luminance(colour: str) -> float:
        shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    line = luminance(styled(browser, ".edge", "stroke"))
    ground = luminance(styled(browser, "#network-box", "background-color"))
    contrast = (max(line, ground) + 0.05) / (min(line, ground) + 0.05)
    assert contrast >= 4.5


def test_a_card_shows_the_numbers_of_what_is_pointed_at(browser: Browser, show: Any) -> None:
    comparison = show("chain", height=1400)
    browser.click("#p9 th a")
    for target in ("#n9", "#t9"):
        browser.point(target)
        text = browser.run("document.querySelector('#card').innerText")
        assert styled(browser, "#card", "display") == "block"
        assert "layer9" in text
        result = comparison.results[9]
        assert result.metrics is not None
        assert f"{result.metrics.max_absolute_error:.4g}" in text
        assert f"{result.metrics.sqnr_db:.2f}" in text
    browser.point("h1")
    assert styled(browser, "#card", "display") == "none"


@pytest.mark.parametrize("dark", [False, True])
def test_colours_follow_the_metric_and_the_theme(dark: bool, browser: Browser, show: Any) -> None:
    browser.media(dark=dark)
    comparison = show("chain")
    name = "max_absolute_error"
    browser.choose("#by", name)
    values = metric(comparison, name)
    low, high = default_range(name, values)
    numbered = [place for place, value in enumerate(values) if not math.isnan(value)]
    for place in (numbered[0], numbered[20], numbered[-1]):
        expected = rgb(colour_at(position(name, values[place], low, high), dark))
        assert styled(browser, f"#n{place} rect", "fill") == expected
        assert styled(browser, f"#t{place}", "fill") == expected
        assert styled(browser, f"#p{place} .painted", "background-color") == expected
    assert styled(browser, f".legend[data-by={name}]", "display") == "block"
    browser.choose("#theme", "light" if dark else "dark")
    worst = max(numbered, key=lambda place: values[place])
    expected = rgb(colour_at(position(name, values[worst], low, high), not dark))
    assert styled(browser, f"#n{worst} rect", "fill") == expected
    # Every third pair has no such number.
    browser.choose("#by", "centred_cosine")
    assert styled(browser, "#n3 rect", "fill") == rgb(colour_at(None, not dark))
    browser.choose("#by", "severity")
    assert browser.run("document.querySelectorAll('.painted').length") == 0
    severity = comparison.results[worst].severity
    expected = rgb(severity_colours(severity, not dark).fill)
    assert styled(browser, f"#n{worst} rect", "fill") == expected


def test_one_of_two_runs_is_shown(browser: Browser, show: Any) -> None:
    show("two runs")
    assert len(order(browser)) == 60
    browser.choose("#run", "1")
    assert order(browser) == list(range(1, 60, 2))
    assert styled(browser, ".series[data-run='0']", "display") == "none"
    assert styled(browser, ".series[data-run='1']", "display") != "none"
    browser.choose("#run", "-1")
    assert len(order(browser)) == 60


def test_hostile_names_stay_text(browser: Browser, show: Any) -> None:
    show("hostile", height=1400)
    assert browser.run("document.querySelectorAll('img, script:not([type]) ~ script').length") <= 1
    names = browser.run(
        "[...document.querySelectorAll('tbody.pair th a')].map(one => one.textContent)"
    )
    assert set(names) == {shown(name) for name in HOSTILE}
    browser.click("#p0 th a")
    browser.point("#n0")
    assert shown(HOSTILE[0]) in browser.run("document.querySelector('#card').textContent")
    assert browser.run("document.querySelector('#card img')") is None
    assert browser.complaints == []


@pytest.mark.parametrize("kind", ["chain", "hostile"])
def test_text_stays_within_its_box(kind: str, browser: Browser, show: Any) -> None:
    show(kind)
    browser.run("document.querySelector('#network').classList.remove('afar')")
    worst = browser.run("""Math.max(...[...document.querySelectorAll('.node')].flatMap(node => {
        const room = Number(node.querySelector('rect').getAttribute('width'));
        return [...node.querySelectorAll(':scope > text')].map(text => {
            const box = text.getBBox();
            return box.x + box.width - room;
        });
    }))""")
    assert worst < 0


def test_thousands_of_rows_come_as_they_are_scrolled_to(browser: Browser, show: Any) -> None:
    comparison = show("thousands")
    assert order(browser) == list(range(300))
    box = "document.querySelector('#pairs-box')"
    browser.run(f"{box}.scrollTop = {box}.scrollHeight")
    for _ in range(3):
        browser.settle()
    assert order(browser)[-1] == 1499
    assert len(order(browser)) <= 600
    # Row by row upwards: what is in sight is always there.
    for _ in range(12):
        browser.run(f"{box}.scrollTop -= 700")
        browser.settle()
        assert browser.run("document.elementFromPoint(300, 700).closest('tbody.pair') !== null")
    assert order(browser)[0] < 1200
    browser.click("th[data-key=cosine_similarity] button")
    expected = by_metric(comparison, "cosine_similarity", descending=False)
    assert order(browser) == expected[:300]
    browser.choose("#by", "cosine_similarity")
    browser.run("document.querySelector('#filter').focus()")
    browser.write("layer77")
    assert sorted(order(browser)) == [n for n in range(1500) if f"layer{n}".startswith("layer77")]
    browser.click("#reset")
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert order(browser) == list(range(1500))
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert len(order(browser)) == 300
    assert browser.complaints == []


def test_on_paper_it_is_light_and_whole(browser: Browser, show: Any) -> None:
    browser.media("print", dark=True)
    show("chain")
    assert styled(browser, "#p3 th a", "color") == rgb("#1f2328")
    assert styled(browser, ".tools .filter", "display") == "none"
    assert browser.run(
        "(box => box.scrollHeight <= box.clientHeight + 1)(document.querySelector('#pairs-box'))"
    )


def test_without_scripts_everything_is_there(browser: Browser, show: Any) -> None:
    browser.scripts(False)
    show("chain")
    assert styled(browser, "#pairs", "display") == "table"
    assert styled(browser, "#network", "display") != "none"
    assert styled(browser, "#filter", "visibility") == "visible"
    assert browser.run("document.querySelector('.tools').offsetHeight") == 0
    assert len(order(browser)) == 60
