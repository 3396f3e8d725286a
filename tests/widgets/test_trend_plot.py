from __future__ import annotations

import subprocess
import sys
from math import inf, log10, nan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from topology_made_up import make_node, make_result

from core.comparison.model import Plan, Problem, Request, Unmatched
from core.dumps.model import Run
from core.network.model import Network
from widgets.severity_style import severity_style
from widgets.trend_plot import TrendPlot
from widgets.trend_scale import COSINE_TOP, TrendMetric, axis_for, cosine_height, height


def make_plan(names, unmatched=()) -> Plan:
    pairs = tuple(make_result(name).pair for name in names if name not in unmatched)
    lonely = tuple(
        Unmatched(make_result(name).pair.left, -1, "no partner", name) for name in unmatched
    )
    run = Run(Path("/run"), (), (), ())
    network = Network("net", None, tuple(make_node(name) for name in names), ())
    request = Request(Path("/l"), (Path("/r"),))
    return Plan(request, run, (run,), network, None, pairs, lonely)


NAMES = [f"conv{i}" for i in range(20)]
COSINES = [1.0, 0.9999, 0.99, 0.97, 0.9, *[0.995] * 15]


@pytest.fixture
def plot(qtbot):
    plot = TrendPlot()
    qtbot.addWidget(plot)
    plot.resize(800, 180)
    with qtbot.waitSignal(plot.ready, timeout=20_000):
        plot.show()
    yield plot
    plot.stop()


@pytest.fixture
def filled(qtbot, plot):
    plot.set_plan(make_plan(NAMES))
    plot.add_results(
        (i, make_result(n, c)) for i, (n, c) in enumerate(zip(NAMES, COSINES, strict=True))
    )
    qtbot.waitUntil(lambda: shown(plot)[4] == pytest.approx(1.0))
    return plot


def shown(plot) -> np.ndarray:
    return plot.canvas()._data.heights


def at(plot, index: int) -> QPoint:
    """Where a pair is drawn, in the coordinates of the plot's viewport."""
    return plot.canvas().place_of(index).toPoint()


def viewport(plot):
    return plot.canvas()._canvas.viewport()


def test_the_contract(plot):
    assert plot.objectName() == "trendPlot"


def test_the_module_needs_no_pyqtgraph():
    code = (
        "import sys, widgets.trend_plot, widgets.topology_panel; print('pyqtgraph' in sys.modules)"
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
    assert height(TrendMetric.RED, 0.01) == pytest.approx(2.0)
    assert height(TrendMetric.MAX_ERROR, 100.0) == pytest.approx(-2.0)
    assert height(TrendMetric.MAX_ERROR, 0.0) == inf
    assert np.isnan(height(TrendMetric.RED, nan))
    assert height(TrendMetric.SQNR, 31.5) == 31.5


def test_no_error_at_all_has_a_tick_of_its_own_above_the_rest():
    heights = np.array([inf, -log10(0.05), -log10(3.0)])
    axis = axis_for(TrendMetric.MAX_ERROR, heights)
    assert axis.ticks[-1] == (axis.top, "0")
    assert axis.top > heights[1]
    assert (0.0, "1") in axis.ticks
    assert axis_for(TrendMetric.SQNR, np.array([inf, 20.0, 40.0])).ticks[-1][1] == "∞"


def test_last_bit_noise_does_not_squeeze_the_axis():
    axis = axis_for(TrendMetric.RED, np.array([16.0, 1.0, 0.5]))
    assert axis.top - axis.bottom <= 12
    assert axis.ticks[-1][1].startswith("≤1e-")


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
    x, y = plot.canvas()._line.getData()
    # In the plot pairs count from 1.
    assert np.isnan(y[list(x).index(5.5)])


def test_an_unmatched_dump_is_explained_where_it_is_pointed_at(qtbot, plot):
    assert not plot._key.isVisible()
    plot.set_plan(make_plan(NAMES, unmatched=("conv5", "conv6")))
    assert plot._key.isVisible()
    assert "2 unmatched" in plot._key.text()
    assert "without a partner" in plot._key.toolTip()
    names = [name for name in NAMES if name not in ("conv5", "conv6")]
    plot.add_results((i, make_result(name, 0.995)) for i, name in enumerate(names))
    qtbot.waitUntil(lambda: np.isfinite(shown(plot)).all())
    square = QPointF(plot.canvas()._gap_points.getData()[0][0], plot.canvas()._floor())
    scene = plot.canvas()._canvas.scene()
    scene.sigMouseMoved.emit(plot.canvas()._view.mapViewToScene(square))
    said = plot._reading.text()
    assert "unmatched" in said
    assert "conv5.float, conv6.float" in said
    assert QToolTip.text() == said
    scene.sigMouseMoved.emit(plot.canvas()._canvas.mapToScene(at(plot, 12)))
    qtbot.waitUntil(lambda: QToolTip.text() == "")
    plot.set_plan(make_plan(NAMES))
    assert not plot._key.isVisible()


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
    assert "conv18" in filled._reading.text()
    filled.select_pair(99)
    assert filled.selected_pair() == -1


def test_keys_step_and_activate(qtbot, filled):
    seen = []
    filled.pairSelected.connect(seen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(filled, key)
    assert seen == [0, 1, 0]
    with qtbot.waitSignal(filled.pairActivated) as got:
        qtbot.keyClick(filled, Qt.Key.Key_Return)
    assert got.args == [0]


def test_hovering_reads_the_layer_and_its_numbers(qtbot, filled):
    place = filled.canvas()._canvas.mapToScene(at(filled, 3))
    filled.canvas()._canvas.scene().sigMouseMoved.emit(place)
    text = filled._reading.text()
    numbers = "cosine 0.970000 · max error 1.25 · relative distance 0.5 · SQNR 20.00 dB"
    for part in ("4  conv3", "warn", numbers):
        assert part in text
    assert "MAE" not in text
    filled.canvas().leave()
    assert filled._reading.text() == ""


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
def test_every_metric_is_drawn(filled, metric):
    filled.show_metric(metric)
    assert filled.shown_metric() is metric
    assert np.isfinite(shown(filled)).all()
    assert filled.canvas()._bands[0].isVisible() == (metric is TrendMetric.COSINE)
    assert filled.metric_box.currentText() != ""


def test_the_first_bad_layer_is_labelled(filled):
    filled.set_first_bad("conv4")
    assert filled.canvas()._flag_line.isVisible()
    assert filled.canvas()._flag_line.value() == 5
    assert "conv4" in filled.canvas()._flag.toPlainText()
    filled.set_first_bad(None)
    assert not filled.canvas()._flag_line.isVisible()


def test_a_new_plan_forgets_the_old_one(qtbot, filled):
    filled.select_pair(3)
    filled.set_first_bad("conv4")
    filled.set_plan(make_plan(NAMES[:5]))
    assert len(shown(filled)) == 5
    assert np.isnan(shown(filled)).all()
    assert filled.selected_pair() == -1
    assert not filled.canvas()._flag_line.isVisible()
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
    assert plot.canvas()._flag_line.value() == 5
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
