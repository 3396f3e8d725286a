"""What the colours stand for: the choice, the scale's handles, and the colours that come of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QComboBox
from topology_made_up import make_result

from app.theme import palette_for
from core.comparison.colouring import BY_SEVERITY, COLOUR_METRICS, Colouring, colour_at
from core.comparison.model import Problem, Severity
from widgets.parts.metric_text import NUMBER_COLUMNS
from widgets.parts.scale_bar import ScaleBar
from widgets.parts.scale_colours import box_colouring, metric_title
from widgets.parts.severity_style import severity_style
from widgets.results.model import ResultModel
from widgets.topology.colouring_bar import ColouringBar
from widgets.trend.head import TrendHead
from widgets.trend.scale import TrendMetric


@pytest.fixture
def bar(qtbot):
    bar = ColouringBar()
    qtbot.addWidget(bar)
    bar.resize(520, 60)
    bar.show()
    return bar


def results(*cosines: float):
    return [make_result("conv", cosine) for cosine in cosines]


def test_by_severity_at_first_and_every_metric_can_be_chosen(bar):
    assert bar.colouring == Colouring()
    choice = bar.findChild(QComboBox, "colourBy")
    offered = [choice.itemData(place) for place in range(choice.count())]
    assert offered == [BY_SEVERITY, *COLOUR_METRICS]
    assert len({metric_title(name) for name in offered}) == len(offered)


def test_a_metric_has_one_name_in_colours_trend_and_table(qtbot, bar):
    choice, trend, model = bar.findChild(QComboBox, "colourBy"), TrendHead(), ResultModel()
    qtbot.addWidget(trend)
    trend.say()
    in_trend = {
        TrendMetric(trend.metric_box.itemData(place)).value: trend.metric_box.itemText(place)
        for place in range(trend.metric_box.count())
    }
    horizontal, tip = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    in_table = {
        name: model.headerData(column, horizontal, tip) for column, name in NUMBER_COLUMNS.items()
    }
    for name in COLOUR_METRICS:
        in_colours = choice.itemText(choice.findData(name))
        assert in_colours == in_trend[name]
        if name == "added_error":  # no column of the table
            continue
        words = in_colours.replace(" ", "").casefold()
        assert words in in_table[name].splitlines()[0].replace(" ", "").casefold()


def test_the_legend_is_the_one_of_the_choice(bar):
    assert bar.legend.isVisible()
    assert not bar.scale.isVisible()
    bar.choose("sqnr_db")
    assert not bar.legend.isVisible()
    assert bar.scale.isVisible()


def test_a_metric_is_fitted_to_its_values_and_again_to_new_ones(qtbot, bar):
    bar.choose("cosine_similarity")
    with qtbot.waitSignal(bar.colouringChanged) as told:
        bar.set_results(results(0.9, 0.99, 0.999))
    assert told.args[0] == Colouring.fitted("cosine_similarity", [0.9, 0.99, 0.999])
    assert bar.colouring == told.args[0]


def test_a_range_set_by_hand_stays_until_it_is_reset_or_another_metric_comes(qtbot, bar):
    bar.set_results(results(0.9, 0.99, 0.999))
    bar.choose("cosine_similarity")
    fitted = bar.colouring
    bar.scale.setFocus()
    qtbot.keyClick(bar.scale, Qt.Key.Key_Left)
    by_hand = bar.colouring
    assert by_hand.low > fitted.low
    assert by_hand.high == pytest.approx(fitted.high)
    bar.set_results(results(0.5, 0.6))
    assert bar.colouring == by_hand
    qtbot.keyClick(bar.scale, Qt.Key.Key_Home)
    assert bar.colouring == Colouring.fitted("cosine_similarity", [0.5, 0.6])


def test_an_unknown_choice_changes_nothing(bar):
    bar.choose("beauty")
    assert bar.colouring == Colouring()


@pytest.fixture
def scale(qtbot):
    scale = ScaleBar()
    qtbot.addWidget(scale)
    scale.resize(400, scale.sizeHint().height())
    scale.show()
    return scale


@pytest.mark.parametrize("metric", COLOUR_METRICS)
def test_a_scale_shows_the_range_it_is_given(scale, metric):
    shown = Colouring.fitted(metric, [0.5, 0.9, 0.99, 20.0])
    said = []
    scale.rangeChanged.connect(lambda *limits: said.append(limits))
    scale.show_scale(shown)
    assert scale.limits() == pytest.approx((shown.low, shown.high), rel=1e-6)
    assert said == []


def test_dragging_the_bad_end_towards_the_good_one_narrows_the_range(qtbot, scale):
    scale.show_scale(Colouring("cosine_similarity", 0.9, 0.9999))
    y = scale.height() // 3
    x = round(scale._strip().left() + scale._ends[1] * scale._strip().width())
    told = []
    scale.rangeChanged.connect(lambda *limits: told.append(limits))
    qtbot.mousePress(scale, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    qtbot.mouseMove(scale, QPoint(x - 60, y))
    qtbot.mouseRelease(scale, Qt.MouseButton.LeftButton, pos=QPoint(x - 60, y))
    low, high = told[-1]
    assert 0.9 < low < high
    assert high == pytest.approx(0.9999)


def test_the_ends_cannot_pass_each_other(qtbot, scale):
    scale.show_scale(Colouring("sqnr_db", 10.0, 40.0))
    for _ in range(300):
        qtbot.keyClick(scale, Qt.Key.Key_Left)
    low, high = scale.limits()
    assert low < high
    for _ in range(300):
        qtbot.keyClick(scale, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    low, high = scale.limits()
    assert low < high


def test_shift_moves_the_good_end(qtbot, scale):
    scale.show_scale(Colouring("sqnr_db", 10.0, 40.0))
    for _ in range(10):
        qtbot.keyClick(scale, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    low, high = scale.limits()
    assert low == 10.0
    assert high < 40.0


def test_a_double_click_asks_for_the_fitting_range(qtbot, scale):
    scale.show_scale(Colouring("sqnr_db", 10.0, 40.0))
    with qtbot.waitSignal(scale.resetWanted):
        qtbot.mouseDClick(scale, Qt.MouseButton.LeftButton, pos=QPoint(200, 8))


def test_a_scale_says_in_words_what_its_ends_are(scale):
    scale.show_scale(Colouring("sqnr_db", 10.0, 40.0))
    assert "40" in scale.accessibleDescription()
    assert "10" in scale.accessibleDescription()


@pytest.mark.parametrize("dark", [False, True])
def test_boxes_take_the_scales_colours_of_their_worst_pair(qapp, dark):
    palette: QPalette = palette_for(dark)
    colours_of = box_colouring(Colouring("cosine_similarity", 0.9, 0.9999), palette)
    good, bad = make_result("a", 0.9999), make_result("a", 0.9)
    assert colours_of([good]).fill == QColor(colour_at(0.0, dark))
    assert colours_of([good, bad]).fill == QColor(colour_at(1.0, dark))
    assert colours_of([]) is None


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_broken_keeps_its_own_colour_by_every_metric(qapp, dark):
    palette = palette_for(dark)
    broken = make_result("a", problem=Problem.UNREADABLE)
    own = severity_style(Severity.BROKEN, palette).fill
    for name in (BY_SEVERITY, *COLOUR_METRICS):
        colours_of = box_colouring(Colouring(name, 0.1, 0.2), palette)
        assert colours_of([broken, make_result("a", 0.99)]).fill == own


def test_the_same_place_gives_the_very_same_colours(qapp):
    colours_of = box_colouring(Colouring("cosine_similarity", 0.9, 0.9999), palette_for(False))
    assert colours_of([make_result("a", 0.95)]) is colours_of([make_result("b", 0.95)])
