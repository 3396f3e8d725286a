from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from math import inf, log10, nan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from topology_made_up import make_result
from trend_made_up import (
    NAMES,
    at,
    fill,
    key,
    leave,
    make_plan,
    reading,
    shown,
    standing_trend,
    viewport,
)

from core.comparison.colouring import Colouring, colour_at
from core.comparison.model import Plan, Problem, Severity
from widgets.parts.severity_style import is_dark, severity_style
from widgets.trend.plot import TrendPlot
from widgets.trend.scale import COSINE_TOP, TrendMetric, axis_for, cosine_height, heights_of


@pytest.fixture
def plot(qtbot):
    yield from standing_trend(qtbot)


@pytest.fixture
def filled(qtbot, plot):
    return fill(qtbot, plot)


def test_the_contract(plot):
    assert plot.objectName() == "trendPlot"


def test_the_module_needs_no_pyqtgraph():
    code = (
        "import sys, widgets.trend.plot, widgets.topology.panel; print('pyqtgraph' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("cosine", "nines"), [(0.9, 1), (0.99, 2), (0.999, 3), (0.9999, 4), (0.0, 0)]
)
def test_each_nine_is_one_step(cosine, nines):
    assert cosine_height(cosine) == pytest.approx(nines)


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_a_higher_cosine_never_stands_lower(a, b):
    low, high = sorted((a, b))
    assert cosine_height(low) <= cosine_height(high) <= COSINE_TOP


def test_equality_stands_at_the_top_with_its_own_label():
    axis = axis_for(TrendMetric.COSINE, np.array([cosine_height(1.0), 2.5]))
    assert axis.ticks[-1] == (COSINE_TOP, "1")
    assert [text for _, text in axis.ticks] == ["0.9", "0.99", "0.999", "0.9999", "1"]
    assert axis.bottom < 1.31


def test_a_bad_cosine_widens_the_axis():
    labels = [text for _, text in axis_for(TrendMetric.COSINE, np.array([-0.3])).ticks]
    assert labels[:3] == ["−1", "0.5", "0.9"]


def test_errors_stand_upside_down_in_decades():
    values = np.array([0.01, 100.0, 0.0, inf, nan])
    for metric in (TrendMetric.RED, TrendMetric.MAX_ERROR, TrendMetric.ADDED):
        assert heights_of(metric, values) == pytest.approx([2.0, -2.0, inf, -inf, nan], nan_ok=True)
    decibels = np.array([31.5, inf, -inf, nan])
    assert heights_of(TrendMetric.SQNR, decibels) == pytest.approx(decibels, nan_ok=True)


def test_what_is_perfect_or_infinitely_bad_has_a_label_of_its_own_beyond_the_axis():
    heights = np.array([inf, -log10(0.05), -log10(3.0)])
    axis = axis_for(TrendMetric.MAX_ERROR, heights)
    assert (axis.best, axis.worst) == ("0", "")
    assert axis.top > heights[1]
    assert (0.0, "1") in axis.ticks
    assert axis_for(TrendMetric.RED, np.array([-inf, 1.0])).worst == "∞"
    decibels = axis_for(TrendMetric.SQNR, np.array([inf, -inf, 20.0, 40.0]))
    assert (decibels.best, decibels.worst) == ("∞", "−∞")


def test_last_bit_noise_does_not_squeeze_the_axis():
    axis = axis_for(TrendMetric.RED, np.array([16.0, 1.0, 0.5]))
    assert axis.top - axis.bottom <= 12
    assert axis.top == 8
    assert axis.best == "≤1e-8"


@given(st.lists(st.floats(-30, 30), max_size=20), st.sampled_from(list(TrendMetric)))
def test_every_axis_has_a_range_and_ordered_ticks(heights, metric):
    axis = axis_for(metric, np.array(heights, dtype=float))
    places = [place for place, _ in axis.ticks]
    assert axis.bottom < axis.top
    assert places == sorted(places)
    assert 2 <= len(places) <= 12


def test_results_come_in_any_order_and_in_parts(qtbot, plot):
    plot.set_plan(make_plan(NAMES))
    plot.add_results([(7, make_result("conv7", 0.9))])
    qtbot.waitUntil(lambda: np.isfinite(shown(plot)).sum() == 1)
    plot.add_results([(2, make_result("conv2", 0.99))])
    qtbot.waitUntil(lambda: np.isfinite(shown(plot)).sum() == 2)
    assert shown(plot)[7] == pytest.approx(1.0)
    assert shown(plot)[2] == pytest.approx(2.0)


def test_broken_is_a_gap_with_a_mark_below(qtbot, filled):
    filled.add_results([(3, make_result("conv3", problem=Problem.UNREADABLE, message="torn"))])
    qtbot.waitUntil(lambda: np.isnan(shown(filled)[3]))
    lowest = max(at(filled, i).y() for i in range(20) if i != 3)
    assert at(filled, 3).y() > lowest
    image = viewport(filled).grab().toImage()
    mark = image.pixelColor(at(filled, 3))
    fill = severity_style(make_result("x", problem=Problem.UNREADABLE).severity, filled.palette())
    assert mark == fill.fill


def test_an_unmatched_dump_breaks_the_line(qtbot, plot):
    plot.set_plan(make_plan(NAMES, unmatched=("conv5",)))
    names = [name for name in NAMES if name != "conv5"]
    plot.add_results((i, make_result(name, 0.995)) for i, name in enumerate(names))
    qtbot.waitUntil(lambda: np.isfinite(shown(plot)).all())
    assert plot.canvas()._data.gaps.tolist() == [4.5]
    image = viewport(plot).grab().toImage()
    ground = image.pixelColor(at(plot, 4.5).x(), at(plot, 4).y())
    between = QPoint((at(plot, 7).x() + at(plot, 8).x()) // 2, at(plot, 7).y())
    assert image.pixelColor(between) != ground


def test_an_unmatched_dump_is_explained_where_it_is_pointed_at(qtbot, plot):
    assert not key(plot).isVisible()
    plot.set_plan(make_plan(NAMES, unmatched=("conv5", "conv6")))
    assert key(plot).isVisible()
    assert "2 unmatched" in key(plot).text()
    assert "without a partner" in key(plot).toolTip()
    names = [name for name in NAMES if name not in ("conv5", "conv6")]
    plot.add_results((i, make_result(name, 0.995)) for i, name in enumerate(names))
    qtbot.waitUntil(lambda: np.isfinite(shown(plot)).all())
    qtbot.mouseMove(viewport(plot), at(plot, 4.5))
    said = reading(plot)
    assert "unmatched" in said
    assert "conv5.float, conv6.float" in said
    assert QToolTip.text() == said
    qtbot.mouseMove(viewport(plot), at(plot, 12))
    qtbot.waitUntil(lambda: QToolTip.text() == "")
    plot.set_plan(make_plan(NAMES))
    assert not key(plot).isVisible()


def test_a_click_selects_and_a_double_click_activates(qtbot, filled):
    with qtbot.waitSignal(filled.pairSelected) as got:
        qtbot.mouseClick(viewport(filled), Qt.MouseButton.LeftButton, pos=at(filled, 3))
    assert got.args == [3]
    assert filled.selected_pair() == 3
    with qtbot.waitSignal(filled.pairActivated) as got:
        qtbot.mouseDClick(viewport(filled), Qt.MouseButton.LeftButton, pos=at(filled, 12))
    assert got.args == [12]


def test_selecting_by_program_says_nothing_and_moves_into_sight(qtbot, filled):
    view = filled.canvas()._view
    view.setXRange(1, 9, padding=0)
    with qtbot.assertNotEmitted(filled.pairSelected):
        filled.select_pair(18)
    left, right = filled.canvas().x_range()
    assert left <= 18 <= right
    assert "conv18" in reading(filled)
    filled.select_pair(99)
    assert filled.selected_pair() == -1


def test_keys_step_and_activate(qtbot, filled):
    seen = []
    filled.pairSelected.connect(seen.append)
    for pressed in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(filled, pressed)
    assert seen == [0, 1, 0]
    with qtbot.waitSignal(filled.pairActivated) as got:
        qtbot.keyClick(filled, Qt.Key.Key_Return)
    assert got.args == [0]


def test_hovering_reads_the_layer_and_its_numbers(qtbot, filled):
    qtbot.mouseMove(viewport(filled), at(filled, 3))
    text = reading(filled)
    numbers = "cosine 0.970000 · max error 1.25 · relative distance 0.5 · SQNR 20.00 dB"
    for part in ("4  conv3", "warn", numbers):
        assert part in text
    assert "MAE" not in text
    leave(filled)
    assert reading(filled) == ""


def test_the_wheel_zooms_across_only(filled):
    view = filled.canvas()._view
    (left, right), height_before = view.viewRange()
    where = QPointF(at(filled, 10))
    event = QWheelEvent(
        where,
        QPointF(viewport(filled).mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport(filled), event)
    (new_left, new_right), height_after = view.viewRange()
    assert new_right - new_left < right - left
    assert height_after == height_before


def test_pyqtgraph_s_own_menus_and_buttons_are_off(filled):
    item = filled.canvas()._plot
    assert not item.getViewBox().menuEnabled()
    assert item.buttonsHidden


@pytest.mark.parametrize("metric", list(TrendMetric))
def test_every_metric_is_drawn(qtbot, filled, metric):
    filled.set_metric(metric)
    assert filled.shown_metric() is metric
    qtbot.waitUntil(lambda: filled.canvas().isVisible())
    assert np.isfinite(shown(filled)).all()
    assert filled.canvas()._ground.with_bands == (metric is TrendMetric.COSINE)
    assert filled.metric_box.currentText() != ""


def test_the_first_bad_layer_is_labelled(filled):
    filled.set_first_bad("conv4")
    index, text = filled.canvas().flagged()
    assert index == 4
    assert "conv4" in text
    filled.set_first_bad(None)
    assert filled.canvas().flagged()[0] == -1


def test_a_new_plan_forgets_the_old_one(qtbot, filled):
    filled.select_pair(7)
    filled.set_stretch(2, 4)
    filled.set_first_bad("conv4")
    filled.set_plan(make_plan(NAMES[:5]))
    assert filled.stretch() is None
    assert len(shown(filled)) == 5
    assert np.isnan(shown(filled)).all()
    assert filled.selected_pair() == -1
    assert filled.canvas().flagged()[0] == -1
    assert filled.canvas().x_range() == pytest.approx((-0.6, 4.6))
    filled.set_plan(None)
    assert len(shown(filled)) == 0


def test_what_came_before_the_plot_stands_is_drawn(qtbot):
    plot = TrendPlot()
    qtbot.addWidget(plot)
    with qtbot.waitSignal(plot.ready, timeout=20_000):
        plot.set_plan(make_plan(NAMES))
        plot.add_results([(4, make_result("conv4", 0.9))])
        plot.set_first_bad("conv4")
        plot.select_pair(4)
        assert plot.canvas() is None
    assert shown(plot)[4] == pytest.approx(1.0)
    assert plot.canvas().flagged()[0] == 4
    plot.stop()


def test_light_and_dark_live(qtbot, filled):
    dark = QPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        dark.setColor(role, QColor("#202020"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#ffffff"))
    before = viewport(filled).grab().toImage().pixelColor(2, 2)
    filled.setPalette(dark)
    after = viewport(filled).grab().toImage().pixelColor(2, 2)
    assert before != after
    assert after == QColor("#202020")


def test_thousands_of_points_are_taken(qtbot, plot):
    names = [f"n{i}" for i in range(5000)]
    plot.set_plan(make_plan(names))
    plot.add_results((i, make_result(name, 0.995)) for i, name in enumerate(names))
    qtbot.waitUntil(lambda: np.isfinite(shown(plot)).sum() == 5000)
    qtbot.mouseClick(viewport(plot), Qt.MouseButton.LeftButton, pos=at(plot, 2500))
    assert abs(plot.selected_pair() - 2500) <= 10


# --- Compare again -----------------------------------------------------------------------


def test_the_same_pair_in_a_new_plan_stays_selected_with_its_line_and_its_words(qtbot, filled):
    filled.select_pair(7)
    with qtbot.assertNotEmitted(filled.pairSelected):
        filled.set_plan(make_plan(NAMES[3:]))
    assert filled.selected_pair() == 4
    assert filled.canvas()._ground.selected == 4
    assert reading(filled) == "5  conv7 · not measured yet"
    filled.add_results([(4, make_result("conv7", 0.97))])
    assert "cosine 0.970000" in reading(filled)


def test_words_about_the_pair_that_is_pointed_at_follow_its_result(qtbot, plot):
    plot.set_plan(make_plan(NAMES))
    plot.add_results([(0, make_result("conv0"))])
    plot.set_hovered(3)
    assert reading(plot) == "4  conv3 · not measured yet"
    plot.add_results([(3, make_result("conv3", 0.9))])
    assert "cosine 0.900000" in reading(plot)


def test_what_is_in_sight_and_chosen_stays_where_the_same_files_stand_at_the_same_places(filled):
    filled.canvas().set_x_range(2, 12)
    filled.set_stretch(4, 6)
    before = filled.canvas().x_range()
    filled.set_plan(make_plan(NAMES))
    assert filled.canvas().x_range() == before
    assert filled.stretch() == filled.canvas().stretch() == (4, 6)


# --- signals -----------------------------------------------------------------------------


def test_what_the_program_does_says_nothing(qtbot, filled):
    said = []
    for name in (
        "pairSelected", "pairActivated", "pairHovered",
        "stretchSelected", "stretchCleared", "metricChanged",
    ):  # fmt: skip
        getattr(filled, name).connect(lambda *what, name=name: said.append((name, *what)))
    filled.select_pair(3)
    filled.set_hovered(5)
    filled.set_stretch(2, 9)
    filled.set_metric(TrendMetric.SQNR)
    filled.set_shown([1, 2, 3])
    filled.set_stretch(None)
    filled.set_hovered(-1)
    filled.set_plan(make_plan(NAMES))
    filled.set_plan(None)
    QApplication.processEvents()
    assert said == []


def test_pointing_says_which_pair_and_when_no_longer(qtbot, filled):
    said = []
    filled.pairHovered.connect(said.append)
    for place in (3, 3, 8):
        qtbot.mouseMove(viewport(filled), at(filled, place))
    leave(filled)
    leave(filled)
    assert said == [3, 8, -1]


def test_a_ring_from_elsewhere_does_not_hide_what_the_mouse_does_next(qtbot, filled):
    filled.set_hovered(6)
    assert "conv6" in reading(filled)
    with qtbot.waitSignal(filled.pairHovered) as got:
        qtbot.mouseMove(viewport(filled), at(filled, 6))
    assert got.args == [6]


def test_the_metric_that_the_user_chooses_is_told_once(qtbot, filled):
    said = []
    filled.metricChanged.connect(said.append)
    box = filled.metric_box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    assert said == ["max_absolute_error"]
    assert filled.shown_metric() is TrendMetric.MAX_ERROR


# --- colours -----------------------------------------------------------------------------


def test_marks_take_another_colouring_and_give_it_back(qtbot, filled):
    own = viewport(filled).grab().toImage().pixelColor(at(filled, 4))
    worst = QColor(colour_at(1.0, is_dark(filled.palette())))
    # A range of which conv4, the worst, stands at the end.
    filled.set_colouring(Colouring("cosine_similarity", 0.9999, 0.99999))
    qtbot.waitUntil(lambda: viewport(filled).grab().toImage().pixelColor(at(filled, 4)) == worst)
    assert worst != own
    filled.set_colouring(Colouring())
    qtbot.waitUntil(lambda: viewport(filled).grab().toImage().pixelColor(at(filled, 4)) == own)


def test_what_is_measured_later_has_the_colouring_too(qtbot, plot):
    worst = QColor(colour_at(1.0, is_dark(plot.palette())))
    plot.set_colouring(Colouring("cosine_similarity", 0.95, 0.99))
    plot.set_plan(make_plan(NAMES))
    plot.add_results([(4, make_result("conv4", 0.9))])
    qtbot.waitUntil(lambda: np.isfinite(shown(plot)[4]))
    qtbot.waitUntil(lambda: viewport(plot).grab().toImage().pixelColor(at(plot, 4)) == worst)


def test_what_another_view_hides_is_faded(qtbot, filled):
    def pixel(index):
        return viewport(filled).grab().toImage().pixelColor(at(filled, index))

    solid = pixel(4)
    filled.set_shown([3])
    qtbot.waitUntil(lambda: pixel(4) != solid)
    ground = viewport(filled).grab().toImage().pixelColor(at(filled, 12).x(), at(filled, 4).y())
    assert abs(pixel(4).red() - ground.red()) < abs(solid.green() - ground.green())
    filled.set_shown(None)
    qtbot.waitUntil(lambda: pixel(4) == solid)


# --- strips ------------------------------------------------------------------------------


@pytest.mark.parametrize("metric", list(TrendMetric))
def test_what_is_broken_is_seen_in_every_metric_under_all_that_is_not(qtbot, filled, metric):
    filled.add_results([(9, make_result("conv9", problem=Problem.UNREADABLE))])
    filled.set_metric(metric)
    qtbot.waitUntil(lambda: filled.canvas().isVisible() and filled.canvas()._data.broken.any())
    filled.canvas()._share_height()
    lowest = max(at(filled, i).y() for i in range(20) if i != 9)
    assert lowest < at(filled, 9).y() < viewport(filled).height()
    image = viewport(filled).grab().toImage()
    fill = severity_style(Severity.BROKEN, filled.palette()).fill
    assert image.pixelColor(at(filled, 9)) == fill


def with_numbers(name: str, **numbers: float):
    result = make_result(name)
    return replace(result, metrics=replace(result.metrics, **numbers))


def test_zero_infinite_and_undefined_errors_have_strips_of_their_own(qtbot, filled):
    filled.set_metric(TrendMetric.RED)
    field = TrendMetric.RED.value
    values = {5: 0.0, 6: inf, 7: nan}
    filled.add_results((i, with_numbers(f"conv{i}", **{field: v})) for i, v in values.items())
    qtbot.waitUntil(lambda: shown(filled)[5] == inf)
    ordinary = at(filled, 8).y()
    zero, infinite, undefined = (at(filled, i).y() for i in values)
    assert zero < ordinary < infinite < undefined < viewport(filled).height()
    labels = [text for _, text in filled.canvas()._plot.getAxis("left")._tickLevels[0]]
    assert {"0", "∞", "n/a"} <= set(labels)


# --- added error -------------------------------------------------------------------------


def chained(names) -> Plan:
    plan = make_plan(names)
    return replace(plan, network=replace(plan.network, edges=tuple(pairwise(names))))


def test_the_added_error_is_that_of_the_comparison(qtbot, plot):
    plan = chained(NAMES)
    field = TrendMetric.RED.value
    distances = np.linspace(0.1, 0.9, 20)
    results = {
        i: with_numbers(
            name, **{field: red}, root_mean_square_error=red, left_mean=1.0, left_std=0.0
        )
        for i, (name, red) in enumerate(zip(NAMES, distances.tolist(), strict=True))
    }
    plot.set_metric(TrendMetric.ADDED)
    plot.set_plan(plan)
    plot.add_results(list(results.items())[:10])
    qtbot.waitUntil(lambda: plot.canvas().isVisible() and np.isfinite(shown(plot)).sum() == 10)
    plot.add_results(list(results.items())[10:])
    qtbot.waitUntil(lambda: np.isfinite(shown(plot)).sum() == 20)
    expected = np.sqrt(distances**2 - np.concatenate([[0.0], distances[:-1] ** 2]))
    assert 10.0 ** -shown(plot) == pytest.approx(expected)
    qtbot.mouseMove(viewport(plot), at(plot, 3))
    assert f"added error {expected[3]:.6g}" in reading(plot)


def test_without_a_network_the_added_error_says_what_it_needs(qtbot, filled):
    filled.set_metric(TrendMetric.ADDED)
    filled.set_plan(replace(make_plan(NAMES), network=None))
    assert not filled.canvas().isVisible()
    assert any("needs a network" in label.text() for label in filled.findChildren(QLabel))
    filled.set_metric(TrendMetric.RED)
    assert filled.canvas().isVisible()


def test_nothing_is_worked_out_for_a_metric_that_is_not_shown(qtbot, filled):
    filled.add_results([(0, make_result("conv0"))])
    QApplication.processEvents()
    assert not filled._adding.running
    assert not filled._numbers.has_added


# --- keys and words ----------------------------------------------------------------------


def test_home_end_and_pages(qtbot, filled):
    for key_, expected in (
        (Qt.Key.Key_End, 19), (Qt.Key.Key_PageUp, 14), (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageDown, 5),
    ):  # fmt: skip
        qtbot.keyClick(filled, key_)
        assert filled.selected_pair() == expected


def test_keys_zoom_around_the_cursor_and_show_all(qtbot, filled):
    filled.select_pair(15)
    whole = filled.canvas().x_range()
    qtbot.keyClick(filled, Qt.Key.Key_Plus)
    left, right = filled.canvas().x_range()
    assert right - left < whole[1] - whole[0]
    assert left <= 15 <= right
    qtbot.keyClick(filled, Qt.Key.Key_Minus)
    assert filled.canvas().x_range() == pytest.approx(whole)
    for key_ in (Qt.Key.Key_0, Qt.Key.Key_F):
        filled.canvas().set_x_range(3, 12)
        qtbot.keyClick(filled, key_)
        assert filled.canvas().x_range() == pytest.approx(whole)


def test_a_screen_reader_is_told_what_is_read(filled):
    filled.select_pair(3)
    assert filled.accessibleName() != ""
    assert filled.accessibleDescription() == reading(filled) != ""


def test_a_pair_that_is_measured_but_not_drawn_yet_has_no_ring(qtbot, plot):
    plot.set_plan(make_plan(NAMES))
    plot.add_results([(3, make_result("conv3"))])
    plot.select_pair(3)
    assert plot.canvas()._front.rings == []
    viewport(plot).grab()
    qtbot.waitUntil(lambda: [place for place, _ in plot.canvas()._front.rings] == [3.0])


@pytest.mark.parametrize("size", [(1, 1), (90, 30), (300, 60), (1400, 400)])
@pytest.mark.parametrize("number", [0.0, inf, nan, 1e-300, 1e300, None])
def test_it_is_drawn_at_any_size_whatever_the_numbers(qtbot, plot, size, number):
    plot.resize(*size)
    plot.set_plan(make_plan(["only", "alone"], unmatched=["alone"]))
    result = make_result("only", problem=Problem.UNREADABLE)
    if number is not None:
        fields = {metric.value: number for metric in TrendMetric if metric != TrendMetric.ADDED}
        result = with_numbers("only", **fields)
    plot.add_results([(0, result)])
    plot.select_pair(0)
    plot.set_stretch(0, 0)
    plot.set_first_bad("only")
    for metric in TrendMetric:
        plot.set_metric(metric)
        plot.canvas()._canvas.viewport().resize(*size)
        plot.canvas().grab()
    qtbot.waitUntil(lambda: plot.canvas().isVisible() and not plot._adding.running)
    plot.canvas().grab()
    assert plot.canvas().flagged()[0] == 0


def test_pairs_in_file_order_are_said_to_be(plot):
    words = plot.findChild(QLabel, "trendOrder")
    known = make_plan(NAMES)
    plot.set_plan(known)
    assert not words.isVisible()
    plot.set_plan(replace(known, network=None))
    assert words.isVisible()
    assert "file order" in words.text()
    assert "prototxt" in words.toolTip()
    assert "dot" in words.toolTip()
    plot.set_plan(replace(known, network=None, pairs=()))
    assert not words.isVisible()
    plot.set_plan(replace(known, network=None))
    plot.set_plan(None)
    assert not words.isVisible()
