"""What the trend says of a pair at every width: layer and value, before all else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from topology_made_up import make_result
from trend_made_up import at, make_plan, reading, standing_trend, viewport

from widgets.trend.plot import TrendPlot
from widgets.trend.reading import Reading, ReadingLabel
from widgets.trend.scale import TrendMetric

LAYER = "mobilenet0_stage3_unit2_batchnorm6"
PARTS = ("● bad", "cosine 0.941672", "max error 0.934756", "SQNR 8.97 dB")


@pytest.fixture
def metrics(qapp) -> QFontMetrics:
    return QFontMetrics(qapp.font())


@pytest.fixture
def plot(qtbot):
    yield from standing_trend(qtbot)


def said(metrics: QFontMetrics, width: int, layer: str = LAYER) -> str:
    return Reading("15", layer, "●", PARTS, PARTS[1]).fitted(metrics, width)


def test_with_room_all_is_said(metrics):
    whole = f"15  {LAYER} · " + " · ".join(PARTS)
    assert said(metrics, metrics.horizontalAdvance(whole)) == whole
    # Of a number there is no half: it may be taken for another.
    assert said(metrics, metrics.horizontalAdvance(whole) - 1) == whole.removesuffix(
        " · SQNR 8.97 dB"
    )


def test_layer_and_value_are_said_at_every_width(metrics):
    least = metrics.horizontalAdvance(f"mo…6 · {PARTS[1]}")
    for width in range(least, 800):
        text = said(metrics, width)
        assert metrics.horizontalAdvance(text) <= width
        assert PARTS[1] in text
        name = text.removeprefix("15  ").split(" · ")[0]
        begin, _, end = name.partition("…")
        assert begin
        assert LAYER.startswith(begin)
        assert LAYER.endswith(end)
        # Cut in its middle: what tells layers apart is often their end.
        assert name == LAYER or end


def test_a_value_alone_is_still_whole(metrics):
    assert said(metrics, metrics.horizontalAdvance(PARTS[1])) == PARTS[1]


def test_a_short_name_is_said_whole_before_severity_and_numbers(metrics):
    width = metrics.horizontalAdvance(f"15  conv1 · {PARTS[0]} · {PARTS[1]}")
    assert said(metrics, width, "conv1") == f"15  conv1 · {PARTS[0]} · {PARTS[1]}"


def test_a_long_sentence_is_cut_at_its_end_behind_the_layer(metrics):
    sentence = "the file ends in the middle of a number, in line 17 of 34 000"
    reading = Reading("15", LAYER, "✕", ("✕ broken", sentence, "cosine 0.9"), "")
    whole = f"15  {LAYER} · ✕ broken · {sentence} · cosine 0.9"
    assert reading.fitted(metrics, metrics.horizontalAdvance(whole)) == whole
    width = metrics.horizontalAdvance(whole) // 2
    text = reading.fitted(metrics, width)
    assert metrics.horizontalAdvance(text) <= width
    name, severity, rest = text.split(" · ")
    begin, _, end = name.removeprefix("15  ").partition("…")
    assert LAYER.startswith(begin)
    assert LAYER.endswith(end)
    assert severity == "✕ broken"
    assert sentence.startswith(rest.removesuffix("…"))
    assert len(rest) > 9


@pytest.mark.parametrize(
    ("metric", "value"),
    [(TrendMetric.COSINE, "cosine 0.970000"), (TrendMetric.SQNR, "SQNR 20.00 dB")],
)
def test_a_narrow_trend_says_layer_and_value_in_a_line_of_their_own(qtbot, plot, metric, value):
    name = "stage3_unit2_expanded_conv"
    plot.set_plan(make_plan([f"{name}{at}" for at in range(30)]))
    plot.add_results((at, make_result(f"{name}{at}", 0.97)) for at in range(30))
    plot.set_metric(metric)
    label = plot.findChild(ReadingLabel, "trendReading")
    box = plot.findChild(QComboBox, "trendMetric")
    for width, below in ((240, True), (1000, False), (240, True)):
        plot.resize(width, 190)
        QApplication.processEvents()
        assert (label.mapTo(plot, QPoint()).y() >= box.geometry().bottom()) == below
        qtbot.mouseMove(viewport(plot), QPoint(1, 1))
        qtbot.mouseMove(viewport(plot), at(plot, 12))
        assert value in label.shown_text()
        assert label.fontMetrics().horizontalAdvance(label.shown_text()) <= label.width()
        if not below:
            assert name in label.shown_text()
        # Read out and in the tooltip it is whole.
        assert reading(plot).startswith(f"13  {name}12 · ")


def test_a_stretch_that_is_cut_shows_that_it_is(plot):
    plot.set_plan(make_plan([f"conv{at}" for at in range(300)]))
    plot.set_stretch(99, 255)
    label = plot.findChild(QLabel, "trendStretch")
    for width, cut in ((240, True), (1000, False)):
        plot.resize(width, 190)
        QApplication.processEvents()
        assert label.shown_text().endswith("…") == cut
        assert label.fontMetrics().horizontalAdvance(label.shown_text()) <= label.width()
        assert label.text() in label.toolTip()


def inked(plot: TrendPlot) -> int:
    """Pixels in the label's colour in the upper third, where the label stands."""
    view = viewport(plot)
    image = view.grab().toImage()
    ink = plot.palette().text().color()
    across, down = range(60, image.width()), range(image.height() // 3)
    close = [
        abs(QColor(image.pixel(x, y)).lightness() - ink.lightness()) < 60
        for x in across
        for y in down
    ]
    return sum(close)


def test_the_label_of_the_first_layer_leaves_a_narrow_curve_in_sight(qtbot, plot):
    names = [f"stage3_unit2_conv{at}" for at in range(30)]
    plot.set_plan(make_plan(names))
    plot.add_results((at, make_result(name, 0.93)) for at, name in enumerate(names))
    more = []
    for width in (900, 280):
        plot.resize(width, 240)
        plot.set_first_bad(None)
        QApplication.processEvents()
        before = inked(plot)
        plot.set_first_bad(names[3])
        QApplication.processEvents()
        more.append(inked(plot) - before)
    label = plot.findChild(QLabel, "trendReading").fontMetrics()
    # A line of words against a line upright and a flag of nine pixels.
    assert more[0] > label.horizontalAdvance("look here first")
    assert 9 <= more[1] < more[0] / 2
