"""Colours by what each layer adds to the error of its inputs."""

from __future__ import annotations

import math

import pytest
from added_made_up import ADDED, EXPECTED, RESULTS, chained, result_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from topology_made_up import make_result

from core.comparison.colouring import BY_SEVERITY, Colouring, colour_at, position
from core.comparison.model import Problem
from core.comparison.ranking import number_of
from widgets.parts.scale_colours import ScaleColouring, box_colouring
from widgets.topology.colouring_bar import ColouringBar
from widgets.topology.text import metric_line


@pytest.fixture
def bar(qtbot):
    bar = ColouringBar()
    qtbot.addWidget(bar)
    bar.resize(520, 60)
    bar.show()
    yield bar
    bar.stop()


def numbers(bar: ColouringBar) -> list[float]:
    return [number_of(result, bar.colouring) for result in RESULTS]


def finish(bar: ColouringBar) -> None:
    bar.add_results(list(enumerate(RESULTS)))
    bar.set_results(RESULTS)


def known(bar: ColouringBar) -> bool:
    return bar.colouring.numbers is not None


def test_what_is_chosen_before_the_end_comes_with_the_results(qtbot, bar):
    bar.set_plan(chained())
    bar.choose(ADDED)
    assert bar.colouring.by == ADDED
    assert all(map(math.isnan, numbers(bar)))
    finish(bar)
    qtbot.waitUntil(lambda: known(bar) and not math.isnan(numbers(bar)[-1]))
    assert numbers(bar) == pytest.approx(EXPECTED, abs=1e-9)
    assert bar.scale.isVisible()
    # Of 0.3 and 0.4, in round numbers a decade apart.
    assert (bar.colouring.low, bar.colouring.high) == (0.05, 0.5)


def test_what_is_chosen_at_the_end_is_found_out_then(qtbot, bar):
    bar.set_plan(chained())
    finish(bar)
    with qtbot.waitSignal(bar.colouringChanged):
        bar.choose(ADDED)
    qtbot.waitUntil(lambda: known(bar))
    assert numbers(bar) == pytest.approx(EXPECTED, abs=1e-9)
    assert (bar.colouring.low, bar.colouring.high) == (0.05, 0.5)


def test_results_that_come_later_change_what_is_known(qtbot, bar, monkeypatch):
    monkeypatch.setattr("widgets.parts.added_as_measured._PAUSE", 1)
    bar.set_plan(chained())
    bar.choose(ADDED)
    qtbot.waitUntil(lambda: known(bar))
    bar.add_results(list(enumerate(RESULTS))[:2])
    qtbot.waitUntil(lambda: not math.isnan(numbers(bar)[1]))
    assert numbers(bar)[:2] == pytest.approx(EXPECTED[:2], abs=1e-9)
    assert all(map(math.isnan, numbers(bar)[2:]))
    bar.add_results(list(enumerate(RESULTS))[2:])
    qtbot.waitUntil(lambda: not math.isnan(numbers(bar)[3]))
    assert numbers(bar) == pytest.approx(EXPECTED, abs=1e-9)


def test_a_range_set_by_hand_stays(qtbot, bar):
    bar.set_plan(chained())
    finish(bar)
    bar.choose(ADDED)
    qtbot.waitUntil(lambda: known(bar))
    bar.scale.rangeChanged.emit(0.1, 0.2)
    assert (bar.colouring.low, bar.colouring.high) == (0.1, 0.2)
    assert numbers(bar) == pytest.approx(EXPECTED, abs=1e-9)
    bar.set_plan(chained())
    finish(bar)
    qtbot.waitUntil(lambda: numbers(bar) == pytest.approx(EXPECTED, abs=1e-9))
    assert (bar.colouring.low, bar.colouring.high) == (0.1, 0.2)


def test_without_a_network_colours_are_those_of_severities_until_there_is_one(qtbot, bar):
    place = bar.choice.findData(ADDED)

    def offered() -> bool:
        flags = bar.choice.model().index(place, 0).flags()
        return bool(flags & Qt.ItemFlag.ItemIsEnabled)

    assert offered()
    bar.choose(ADDED)
    bar.set_plan(chained(with_network=False))
    assert not offered()
    assert bar.choice.itemData(place, Qt.ItemDataRole.ToolTipRole)
    assert bar.colouring == Colouring()
    assert bar.choice.currentData() == BY_SEVERITY
    assert bar.wish == ADDED
    bar.set_plan(chained())
    assert offered()
    assert bar.colouring.by == ADDED
    bar.set_plan(chained(with_network=False))
    # Who chooses another one meanwhile means that.
    bar.choose("sqnr_db")
    bar.set_plan(chained())
    assert bar.colouring.by == bar.wish == "sqnr_db"


def test_a_box_has_the_colour_and_the_words_of_the_most_that_is_added(qtbot, bar):
    bar.set_plan(chained())
    finish(bar)
    bar.choose(ADDED)
    qtbot.waitUntil(lambda: known(bar))
    by, palette = bar.colouring, QPalette()
    colours_of = box_colouring(by, palette)
    dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
    for results, most in ((RESULTS[1:3], 0.4), (RESULTS[3:], 0.0)):
        place = position(ADDED, most, by.low, by.high)
        assert colours_of(results).fill.name() == colour_at(place, dark)
    assert ScaleColouring(by, palette)(RESULTS[2:3])[0].name() == colour_at(
        position(ADDED, 0.4, by.low, by.high), dark
    )
    assert metric_line(RESULTS[2:3], colouring=by) == "added 0.4"
    assert metric_line(RESULTS[1:3], colouring=by) == "added 0.4  (worst of 2)"
    stranger = result_of("stranger", 0.7)
    assert colours_of([stranger]) is None
    assert metric_line([stranger], colouring=by) == "added –"
    broken = make_result("conv", problem=Problem.LENGTH_MISMATCH)
    assert metric_line([broken], colouring=by) == "lengths differ"
