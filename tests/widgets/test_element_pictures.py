"""The pictures beside the element table, each on its own."""

from __future__ import annotations

import numpy as np
import pytest
from element_pairs_made_up import decimal, fixed
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from core.comparison.distributions import Density, distributions
from core.comparison.elements import Elements
from core.comparison.mosaic import COLOURS, NOT_FINITE
from widgets.elements.channel_bars import channel_step
from widgets.elements.channel_grid import ChannelGrid
from widgets.elements.density_plot import DensityPlot
from widgets.elements.value_histogram import ValueHistogram
from widgets.parts.colour_maps import difference_colours, value_colours

SHAPE = (6, 5, 7)


@pytest.fixture
def elements() -> Elements:
    random = np.random.default_rng(9)
    codes = random.integers(-9000, 9000, 210)
    left = codes / 4096 + random.normal(0, 0.05, 210)
    left[35 * 4 : 35 * 5] += 1.0
    return Elements(decimal(left), fixed(codes))


@pytest.fixture
def grid(qtbot):
    made = ChannelGrid()
    qtbot.addWidget(made)
    made.resize(640, 560)
    made.show()
    yield made
    made.shut_down()


def draw(grid: ChannelGrid, elements: Elements, shape, qtbot) -> None:
    grid.set_elements(elements, (shape, shape), distributions(elements))
    qtbot.waitUntil(lambda: not grid._task.running)


def colour_under(picture, element: int) -> QColor:
    place = picture.dot_shown(element).toPoint()
    return picture.grab().toImage().pixelColor(place)


def test_equal_numbers_have_equal_colours_on_both_sides(grid, elements, qtbot):
    draw(grid, Elements(elements.right, elements.right), SHAPE, qtbot)
    left, right, _ = grid._pictures
    assert left._image == right._image
    values = elements.right.numbers
    lowest, highest = int(np.argmin(values)), int(np.argmax(values))
    table = value_colours()
    assert colour_under(left, lowest).rgba() == table[0]
    assert colour_under(right, highest).rgba() == table[COLOURS - 1]


def test_no_difference_is_the_middle_colour(grid, elements, qtbot):
    draw(grid, Elements(elements.right, elements.right), SHAPE, qtbot)
    middle = difference_colours(grid.palette())[(COLOURS - 1) // 2]
    assert colour_under(grid._pictures[2], 77).rgba() == middle


def test_nan_has_a_colour_of_its_own(grid, elements, qtbot):
    elements.left.numbers[100] = np.nan
    draw(grid, elements, SHAPE, qtbot)
    left, right, difference = grid._pictures
    odd = value_colours()[NOT_FINITE]
    assert colour_under(left, 100).rgba() == colour_under(difference, 100).rgba() == odd
    assert colour_under(right, 100).rgba() != odd
    assert odd not in value_colours()[:COLOURS]


def many_channels() -> Elements:
    values = np.random.default_rng(2).normal(0, 1, 64 * 16)
    return Elements(decimal(values), decimal(values + 0.1))


def columns_of(grid: ChannelGrid) -> int:
    return grid._drawn.left.columns


def columns_when_drawn_at(width: int, height: int, qtbot) -> int:
    made = ChannelGrid()
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    draw(made, many_channels(), (64, 4, 4), qtbot)
    made.shut_down()
    return columns_of(made)


def test_channels_are_laid_out_anew_where_there_is_other_room(grid, qtbot):
    draw(grid, many_channels(), (64, 4, 4), qtbot)
    qtbot.waitUntil(lambda: not grid.busy)
    before = columns_of(grid)
    wide, narrow = (1300, 500), (500, 900)
    wanted = [columns_when_drawn_at(*size, qtbot) for size in (wide, narrow)]
    assert wanted[1] < before < wanted[0]
    for size, columns in zip((wide, narrow), wanted, strict=True):
        grid.resize(*size)
        qtbot.waitUntil(lambda: not grid.busy)
        assert columns_of(grid) == columns


def test_who_has_zoomed_in_keeps_the_channels_where_they_are(grid, qtbot):
    draw(grid, many_channels(), (64, 4, 4), qtbot)
    qtbot.waitUntil(lambda: not grid.busy)
    before = columns_of(grid)
    for look in (lambda: grid._view.look(2.0, QPointF(20, 20)), lambda: grid.show_channel(7)):
        look()
        grid.resize(1300, 500)
        qtbot.waitUntil(lambda: not grid.busy)
        assert columns_of(grid) == before
    grid.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: not grid.busy)
    assert columns_of(grid) > before


def test_the_worst_channel_is_named(grid, elements, qtbot):
    draw(grid, elements, SHAPE, qtbot)
    bars = grid._bars
    assert bars.worst() == 4
    assert bars.worst_text().startswith("worst: channel 4, ")
    metrics = bars.fontMetrics()
    whole = metrics.horizontalAdvance(bars.worst_text())
    for width in (whole + 40, whole - 10, 96):
        bars.resize(width, 200)
        said = bars.said_worst()
        assert metrics.horizontalAdvance(said) <= width
        number = float(bars.worst_text().rpartition(" ")[2])
        if "…" not in said:
            assert float(said.rpartition(" ")[2]) == pytest.approx(number, rel=0.01)
            assert "4" in said
        assert (bars.worst_text() in bars.toolTip()) == (said != bars.worst_text())


def test_pointing_reads_both_sides(grid, elements, qtbot):
    draw(grid, elements, SHAPE, qtbot)
    grid._pictures[0].pointed.emit(4 * 35 + 2 * 7 + 3)
    said = grid._reading.text()
    assert "c,h,w 4,2,3" in said
    assert f"L {float(elements.left.numbers[157]):.9g}" in said
    assert f"R {elements.right.numbers[157] / 4096:.9g}" in said


def test_the_wheel_zooms_about_the_dot_under_it_in_all_pictures(grid, elements, qtbot):
    draw(grid, elements, SHAPE, qtbot)
    first, second, _ = grid._pictures
    middle = 35 + 2 * 7 + 3
    # Near an edge the picture would rather leave no empty room: start within it.
    first._zoom_at(8.0, first.dot_shown(middle))
    place = first.dot_shown(middle)
    before = second.dot_shown(middle) - second.dot_shown(middle + 1)
    first._zoom_at(1.25, place)
    after = second.dot_shown(middle) - second.dot_shown(middle + 1)
    assert after.x() == pytest.approx(before.x() * 1.25)
    moved = first.dot_shown(middle) - place
    assert abs(moved.x()) + abs(moved.y()) < 1e-6


def test_a_channel_fills_the_picture_and_fit_brings_all_back(grid, elements, qtbot):
    draw(grid, elements, SHAPE, qtbot)
    picture = grid._pictures[0]
    grid.show_channel(4)
    corners = [picture.dot_shown(4 * 35 + corner).toPoint() for corner in (0, 6, 28, 34)]
    assert all(picture.rect().contains(corner) for corner in corners)
    assert corners[1].x() - corners[0].x() > picture.width() / 2
    # Not a slice of another channel beside it.
    assert [e for e in range(210) if picture.dot_shown(e) is not None] == list(range(140, 175))
    base = picture.palette().color(QPalette.ColorRole.Base)
    image = picture.grab().toImage()
    for edge in (QPoint(2, 2), QPoint(picture.width() - 3, picture.height() - 3)):
        assert image.pixelColor(edge) == base
    grid._whole.click()
    assert grid._channel.value() == -1
    for element in (0, 209):
        assert picture.rect().contains(picture.dot_shown(element).toPoint())


def test_a_bar_shows_its_channel_alone_and_a_double_click_all(grid, elements, qtbot):
    draw(grid, elements, SHAPE, qtbot)
    bars, picture = grid._bars, grid._pictures[2]
    area = bars._area()
    third = QPointF(area.left() + area.width() * 2.5 / 6, area.center().y()).toPoint()
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=third)
    assert grid._channel.value() == 2
    assert [e for e in range(210) if picture.dot_shown(e) is not None] == list(range(70, 105))
    qtbot.mouseDClick(picture, Qt.MouseButton.LeftButton, pos=picture.rect().center())
    assert grid._channel.value() == -1
    assert all(picture.dot_shown(element) is not None for element in range(210))


def test_a_channel_alone_gives_way_to_that_of_another_element(grid, elements, qtbot):
    draw(grid, elements, SHAPE, qtbot)
    grid.select_element(3)
    grid.show_channel(4)
    grid._show_drawn()
    assert grid._channel.value() == 4
    grid.select_element(36)
    assert grid._channel.value() == 1
    assert grid._pictures[0].dot_shown(36) is not None


@pytest.mark.parametrize(
    ("channels", "places", "step"),
    [(6, 10, 1), (16, 10, 2), (64, 10, 10), (64, 16, 5), (2048, 8, 500), (3, 0, 5), (1, 1, 1)],
)
def test_channels_are_numbered_in_round_steps(channels, places, step):
    assert channel_step(channels, places) == step


def test_the_bars_have_a_scale_and_numbers(grid, elements, qtbot):
    draw(grid, elements, SHAPE, qtbot)
    bars = grid._bars
    left, right = elements.left.numbers, elements.right.numbers / 4096
    means = np.abs(left - right).reshape(6, 35).mean(axis=1)
    assert bars._top_text() == f"{means.max():.3g}"
    area, ink = bars._area(), bars.palette().color(QPalette.ColorRole.Base)
    image = bars.grab().toImage()

    def written(rect: QRectF) -> bool:
        r = rect.toRect()
        spots = ((x, y) for x in range(r.left(), r.right()) for y in range(r.top(), r.bottom()))
        return any(image.pixelColor(x, y) != ink for x, y in spots)

    high = bars.fontMetrics().height()
    assert written(QRectF(0, area.top() - high / 2, area.left() - 6, high))
    assert written(QRectF(0, area.bottom() - high / 2, area.left() - 6, high))
    for channel in range(6):
        x = area.left() + (channel + 0.5) * area.width() / 6
        assert written(QRectF(x - 5, area.bottom() + 6, 10, high))


def test_zero_has_no_sign_on_the_colour_bars(grid, qtbot):
    nothing = decimal(np.full(210, -0.0))
    draw(grid, Elements(nothing, nothing), SHAPE, qtbot)
    for bar in (grid._value_bar, grid._difference_bar):
        assert (bar._low, bar._high) == ("0", "0")


def test_a_drag_moves_and_does_not_pick(grid, elements, qtbot):
    draw(grid, elements, SHAPE, qtbot)
    picture = grid._pictures[0]
    grid.show_channel(2)
    picture._zoom_at(3.0, picture.dot_shown(87))
    before = picture.dot_shown(87)
    picked = []
    picture.picked.connect(picked.append)
    start = picture.rect().center()
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(picture, start + QPoint(10, 0))
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=start + QPoint(10, 0))
    assert picture.dot_shown(87).x() == pytest.approx(before.x() + 10)
    assert picked == []


def test_a_chosen_element_on_another_page_turns_the_page(grid, qtbot):
    shape = (30, 256, 256)
    flat = decimal(np.linspace(-1, 1, 30 * 256 * 256))
    draw(grid, Elements(flat, flat), shape, qtbot)
    assert grid._page.isVisible()
    last = 30 * 256 * 256 - 1
    assert grid._pictures[0].dot_shown(last) is None
    grid.select_element(last)
    qtbot.waitUntil(lambda: not grid._task.running)
    assert grid._page.value() == grid._page.maximum()
    assert grid._pictures[0].dot_shown(last) is not None


def test_different_lengths_are_drawn_each_in_its_own_shape(grid, elements, qtbot):
    pair = Elements(elements.left, fixed(elements.right.numbers[:180]))
    grid.set_elements(pair, (SHAPE, (6, 5, 6)), distributions(pair))
    qtbot.waitUntil(lambda: not grid._task.running)
    left, right, difference = grid._pictures
    assert left.dot_shown(209) is not None
    assert right.dot_shown(179) is not None
    assert "length" in difference._text


def test_colours_follow_the_palette(grid, elements, qtbot):
    draw(grid, Elements(elements.right, elements.right), SHAPE, qtbot)
    light = colour_under(grid._pictures[2], 77)
    dark = QPalette(QColor("#1c2128"))
    dark.setColor(QPalette.ColorRole.Window, QColor("#1c2128"))
    grid.setPalette(dark)
    assert colour_under(grid._pictures[2], 77).lightness() < 80 < light.lightness()


def test_the_histogram_reads_its_bins(qtbot, elements):
    plot = ValueHistogram()
    qtbot.addWidget(plot)
    known = distributions(elements).histogram
    plot.show_histogram(known)
    fullest = int(np.argmax(known.left))
    low, high = known.edges[fullest : fullest + 2]
    plot.point_at(QPointF((low + high) / 2, 0.0))
    assert f"left {known.left[fullest]}, right {known.right[fullest]}" in plot.reading.text()
    with qtbot.waitSignal(plot.rangePicked) as picked:
        plot.pick(QPointF((low + high) / 2, 0.0))
    assert picked.args == [low, high]
    plot.leave()
    assert plot.reading.text() == ""


def test_the_histogram_counts_in_logarithms_or_not(qtbot, elements):
    plot = ValueHistogram()
    qtbot.addWidget(plot)
    known = distributions(elements).histogram
    plot.show_histogram(known)
    top = known.left.max()
    assert plot._curves[0].yData.max() == pytest.approx(np.log10(top))
    plot._log.click()
    np.testing.assert_array_equal(plot._curves[0].yData, known.left)


def test_nothing_finite_is_said(qtbot):
    plot = ValueHistogram()
    qtbot.addWidget(plot)
    plot.show_histogram(None)
    assert plot._message.text()
    assert plot._pages.currentWidget() is plot._message


def test_the_density_reads_and_picks_cells(qtbot, elements):
    plot = DensityPlot()
    qtbot.addWidget(plot)
    density = distributions(elements).density
    plot.show_density(density)
    x, y = (int(place[0]) for place in np.nonzero(density.counts))
    left, right = density.cell_range(x), density.cell_range(y)
    middle = QPointF(sum(left) / 2, sum(right) / 2)
    plot.point_at(middle)
    assert f"{density.counts[x, y]} elements" in plot.reading.text()
    with qtbot.waitSignal(plot.cellPicked) as picked:
        plot.pick(middle)
    assert picked.args == pytest.approx([*left, *right])


def test_a_click_on_an_empty_cell_picks_the_nearest(qtbot):
    pair = Elements(decimal([0, 1]), decimal([0, 1]))
    plot = DensityPlot()
    qtbot.addWidget(plot)
    density = distributions(pair).density
    plot.show_density(density)
    with qtbot.waitSignal(plot.cellPicked) as picked:
        plot.pick(QPointF(0.8, 0.7))
    assert picked.args[1] == pytest.approx(1.0)
    assert picked.args[3] == pytest.approx(1.0)


def test_the_picture_of_left_against_right_comes_to_rest(qtbot):
    """Both axes show the same length: the width of the numbers on one changes what both show."""
    plot = DensityPlot()
    qtbot.addWidget(plot)
    plot.show()
    axis, restless = plot.plot.getAxis("left"), []
    for width, height in ((399, 600), (433, 620)):
        plot.resize(width, height)
        for high in np.geomspace(1.0, 10.0, 60):
            plot.show_density(Density(0.0, float(high), np.ones((8, 8), np.int64)))
            widths = []
            for _ in range(24):
                QApplication.processEvents()
                widths.append(axis.width())
            if len(set(widths[-12:])) > 1:
                restless.append((width, height, float(high)))
    assert restless == []


def luminance(colour: QColor) -> float:
    """WCAG 2.1, relative luminance."""
    parts = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize("base", ["#ffffff", "#262c34"])
def test_a_cell_of_a_single_element_stands_out_three_to_one(qtbot, base):
    plot = DensityPlot()
    qtbot.addWidget(plot)
    palette = QPalette(QColor(base))
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.Window, QColor(base))
    plot.setPalette(palette)
    # A single element at one end, ever more towards the other.
    numbers = np.repeat(np.arange(11.0), [4**power for power in range(11)])
    plot.show_density(distributions(Elements(decimal(numbers), decimal(numbers))).density)
    table = plot._image.lut
    rarest = int(plot._image.image[plot._image.image > 0].min())
    light, dark = sorted((luminance(QColor(base)), luminance(QColor(*table[rarest][:3]))))[::-1]
    assert (light + 0.05) / (dark + 0.05) >= 3.0
    assert table[0].tolist() == [0, 0, 0, 0]
