"""The deeper numbers of the element window: counted when seen, read, clicked, copied."""

from __future__ import annotations

import csv
import io
import math
import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from element_pairs_made_up import decimal, fixed, pair_result
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPushButton, QTableView, QWidget

import widgets.elements.deeper.channels as deeper_channels
from core.comparison.colouring import (
    Colouring,
    colour_at,
    position,
    scale_colours,
    tick_text,
)
from core.comparison.deeper.steps import Step, own_step_of, step_counts
from core.comparison.elements import Elements
from core.comparison.findings.facts import Cause
from core.comparison.findings.sentences import finding_of
from core.comparison.model import Finding
from core.dumps.model import Values
from widgets.elements.deeper.channel_model import ChannelColumn
from widgets.elements.deeper.error_colours import error_colours
from widgets.elements.deeper.panel import DeeperView
from widgets.elements.header import ElementHeader
from widgets.elements.text import ElementColumn
from widgets.elements.window import ElementWindow
from widgets.parts.severity_style import is_dark
from widgets.parts.table_header import header_lines

SHAPE = (6, 8, 8)
PLANE = 64
COUNT = 384


@pytest.fixture
def sides():
    random = np.random.default_rng(5)
    codes = random.integers(-9000, 9000, COUNT)
    left = (codes / 4096 + random.normal(0, 0.1, COUNT)).astype(np.float32).astype(np.float64)
    left[4 * PLANE : 5 * PLANE] += 1.5
    left[2 * PLANE + 19] += 7.0
    return decimal(left), fixed(codes)


def settle(window: ElementWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.pictures.density is not None and not window.busy, timeout=30_000)


@pytest.fixture
def opened(sides, qtbot):
    windows = []

    def make(left=sides[0], right=sides[1], shape=SHAPE, findings=(), **more) -> ElementWindow:
        result = replace(pair_result(left, right, shape, **more), findings=tuple(findings))
        window = ElementWindow(result)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.set_values(left, right)
        settle(window, qtbot)
        return window

    yield make
    for window in windows:
        window.close()


@pytest.fixture
def turn(qtbot):
    """Turns to a page and waits until it is counted."""

    def to(window: ElementWindow, view: DeeperView):
        window.pictures.setCurrentWidget(window.pictures.deeper)
        window.pictures.deeper.show_view(view)
        settle(window, qtbot)
        return window.pictures.deeper.page

    return to


def numbers(sides) -> tuple[np.ndarray, np.ndarray]:
    return sides[0].numbers.astype(np.float64), sides[1].numbers / 4096.0


# --- counted when it is seen -------------------------------------------------------------------


def test_nothing_is_counted_before_it_is_seen(opened, qtbot, monkeypatch):
    counted = []
    plain = deeper_channels.channel_table

    def note(*arguments):
        counted.append(arguments)
        return plain(*arguments)

    monkeypatch.setattr(deeper_channels, "channel_table", note)
    window = opened()
    deeper = window.pictures.deeper
    assert (counted, deeper._pages) == ([], {})
    window.pictures.setCurrentWidget(deeper)
    settle(window, qtbot)
    assert len(counted) == 1
    window.pictures.setCurrentIndex(0)
    window.pictures.setCurrentWidget(deeper)
    settle(window, qtbot)
    assert len(counted) == 1


def test_names_of_the_widgets(opened, turn):
    window = opened()
    turn(window, DeeperView.CHANNELS)
    assert window.findChild(QTableView, "channelTable").isVisible()
    turn(window, DeeperView.MAP)
    for name in ("deeperPanel", "errorMap", "mapChannel", "deeperShape", "deeperCopy"):
        assert window.findChild(object, name).isVisible()
    turn(window, DeeperView.MAGNITUDE)
    assert window.findChild(object, "errorAgainstMagnitude").isVisible()
    turn(window, DeeperView.STEPS)
    assert window.findChild(object, "errorInSteps").isVisible()
    turn(window, DeeperView.FIT)
    assert window.findChild(object, "bestFit").isVisible()


def test_every_control_has_a_name_for_those_who_do_not_see_it(opened, turn):
    window = opened()
    for view in DeeperView:
        turn(window, view)
    controls = window.pictures.deeper.findChildren(QAbstractButton)
    controls += window.pictures.deeper.findChildren(QComboBox)
    named = [one for one in controls if not one.objectName().startswith("qt_")]
    assert len(named) > 8
    for one in named:
        text = one.text() if isinstance(one, QAbstractButton) else ""
        buddies = [label.buddy() for label in window.findChildren(QLabel)]
        assert one.accessibleName() or text or one in buddies, one.objectName()


def test_it_waits_for_the_last_number(sides, qtbot):
    window = ElementWindow(pair_result(*sides, SHAPE))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.pictures.setCurrentWidget(window.pictures.deeper)
    part = [Values(side.numbers[:100], side.scale, side.codes, side.digits) for side in sides]
    window.set_values_so_far(*part)
    qtbot.wait(50)
    page = window.pictures.deeper.page
    assert not page.shows_result
    assert "both files are read" in page._message.text()
    window.set_values(*sides)
    settle(window, qtbot)
    assert page.shows_result
    window.close()


def test_sides_of_different_lengths_are_not_counted_and_it_is_said(opened, sides, turn):
    window = opened(sides[0], fixed(sides[1].numbers[:100]), None)
    page = turn(window, DeeperView.FIT)
    assert not page.shows_result
    text = page._message.text()
    assert "differ in length" in text
    assert f"({len(sides[0]):,} against 100 elements)" in text
    assert "first 100 side by side" in text
    assert not window.findChild(object, "overlapBar").isVisible()


@pytest.mark.parametrize(("short", "said"), [(0, "The left file"), (1, "The right file")])
def test_a_side_that_is_the_beginning_of_the_other_was_cut_off(opened, sides, turn, short, said):
    cut = [sides[0], sides[0]]
    cut[short] = Values(sides[0].numbers[:100])
    page = turn(opened(*cut, None), DeeperView.FIT)
    text = page._message.text()
    assert text.startswith(f"{said} was cut off: its 100 elements agree")
    assert f"{len(sides[0]):,}" in text


def test_a_nan_on_one_side_is_no_agreement(opened, sides, turn):
    beginning = sides[0].numbers[:100].copy()
    beginning[7] = np.nan
    page = turn(opened(sides[0], Values(beginning), None), DeeperView.FIT)
    assert "differ in length" in page._message.text()


@pytest.mark.parametrize(
    ("whys", "said"),
    [
        (("", "no"), "elements in the left, the right file could not be read"),
        (("no", ""), "the left file could not be read, "),
        (("no", "no"), "neither file could be read"),
    ],
)
def test_a_file_that_cannot_be_read_has_no_number_of_elements(qtbot, sides, whys, said):
    counts = [0 if why else len(side) for why, side in zip(whys, sides, strict=True)]
    result = replace(
        pair_result(*sides, SHAPE),
        metrics=None,
        side_messages=whys,
        left_elements=counts[0],
        right_elements=counts[1],
    )
    header = ElementHeader(result)
    qtbot.addWidget(header)
    title = " ".join(label.text() for label in header.findChildren(QLabel))
    assert said in title
    assert "against" not in title


def test_a_page_that_is_left_stops_counting_and_begins_again(opened, qtbot, monkeypatch):
    asked = []

    def endless(elements, channels, walk):
        asked.append(1)
        for _ in range(10_000):
            if walk.cancelled():
                asked.append(2)
                break
            time.sleep(0.001)
        return plain(elements, channels, walk)

    plain = deeper_channels.channel_table
    monkeypatch.setattr(deeper_channels, "channel_table", endless)
    window = opened()
    deeper = window.pictures.deeper
    window.pictures.setCurrentWidget(deeper)
    qtbot.waitUntil(lambda: asked == [1])
    window.pictures.setCurrentIndex(0)
    qtbot.waitUntil(lambda: asked == [1, 2])
    assert not deeper.busy
    monkeypatch.setattr(deeper_channels, "channel_table", plain)
    window.pictures.setCurrentWidget(deeper)
    settle(window, qtbot)
    assert deeper.page.shows_result


def test_what_takes_long_says_how_far_it_is(opened, qtbot, monkeypatch):
    go_on = threading.Event()
    plain = deeper_channels.channel_table

    def slow(elements, channels, walk):
        walk.report(0.25)
        go_on.wait(20)
        return plain(elements, channels)

    monkeypatch.setattr(deeper_channels, "channel_table", slow)
    window = opened()
    window.pictures.setCurrentWidget(window.pictures.deeper)
    page = window.pictures.deeper.page
    assert page._message.text() == "Counting…"
    assert not page._progress.isVisible()
    qtbot.waitUntil(page._progress.isVisible)
    assert page._progress.value() / page._progress.maximum() == 0.25
    go_on.set()
    settle(window, qtbot)
    assert page.shows_result
    assert not page._progress.isVisible()


def test_what_fails_is_said(opened, qtbot, monkeypatch, turn):
    def broken(*_):
        raise MemoryError("no room")

    monkeypatch.setattr(deeper_channels, "channel_table", broken)
    page = turn(opened(), DeeperView.CHANNELS)
    assert page._message.text() == "This cannot be counted: no room"
    page.allow_plots()
    assert page._message.text() == "This cannot be counted: no room"


def test_the_page_and_the_tab_are_remembered(opened, turn):
    first = opened()
    turn(first, DeeperView.STEPS)
    second = opened()
    second.restore_state(first.save_state())
    assert second.pictures.currentWidget() is second.pictures.deeper
    assert second.pictures.deeper.view is DeeperView.STEPS


def test_closing_ends_the_threads(opened, qtbot, sides):
    window = opened()
    window.pictures.setCurrentWidget(window.pictures.deeper)
    window.close()
    assert not window.pictures.deeper.busy
    assert window.pictures.deeper.page.pair is None


# --- by channel --------------------------------------------------------------------------------


def column(view, of: ChannelColumn) -> list[str]:
    model = view.model()
    return [model.index(row, of).data() for row in range(model.rowCount())]


def test_the_channel_with_most_of_the_error_comes_first(opened, turn, sides):
    view = turn(opened(), DeeperView.CHANNELS).view
    left, right = numbers(sides)
    squares = ((left - right) ** 2).reshape(SHAPE[0], -1).sum(axis=1)
    assert [int(text) for text in column(view, ChannelColumn.CHANNEL)] == np.argsort(
        -squares, kind="stable"
    ).tolist()
    first = float(column(view, ChannelColumn.SHARE)[0].rstrip(" %"))
    assert first == pytest.approx(100 * squares.max() / squares.sum(), abs=0.5)
    largest = [float(text) for text in column(view, ChannelColumn.MAX_ERROR)]
    assert max(largest) == pytest.approx(float(np.abs(left - right).max()), rel=1e-3)
    # All elements are there: a column that says so in every row is left out.
    assert view.isColumnHidden(ChannelColumn.ELEMENTS)


@pytest.mark.parametrize("of", [ChannelColumn.COSINE, ChannelColumn.RMSE, ChannelColumn.SQNR])
def test_a_click_on_a_title_sorts_the_worst_first_and_a_third_gives_the_channels_back(
    opened, turn, qtbot, of
):
    view = turn(opened(), DeeperView.CHANNELS).view
    header = view.horizontalHeader()

    def click() -> list[float]:
        place = QPoint(header.sectionViewportPosition(of) + 10, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        return [float(text) for text in column(view, of)]

    worst_first = of is ChannelColumn.RMSE
    shown = click()
    assert shown == sorted(shown, reverse=worst_first)
    shown = click()
    assert shown == sorted(shown, reverse=not worst_first)
    click()
    assert column(view, ChannelColumn.CHANNEL) == [str(channel) for channel in range(SHAPE[0])]


def test_channels_without_a_number_come_last_either_way(opened, sides, turn):
    left = sides[0].numbers.copy()
    left[:PLANE] = np.nan
    view = turn(opened(decimal(left)), DeeperView.CHANNELS).view
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        view.sortByColumn(ChannelColumn.COSINE, order)
        assert column(view, ChannelColumn.CHANNEL)[-1] == "0"
        assert column(view, ChannelColumn.COSINE)[-1] == "–"
    assert not view.isColumnHidden(ChannelColumn.ELEMENTS)
    assert set(column(view, ChannelColumn.ELEMENTS)) == {"0", "64"}


def test_no_title_is_cut_or_broken_within_a_word(opened, turn, qtbot):
    window = opened()
    view = turn(window, DeeperView.CHANNELS).view
    for width in (1024, 1280):
        window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        header = view.horizontalHeader()
        for section in ChannelColumn:
            if not view.isColumnHidden(section):
                name = view.model().headerData(section, Qt.Orientation.Horizontal)
                room = header.sectionSize(section) - 12
                lines = header_lines(name, room, header.advances)
                assert len(lines) <= 2
                assert "…" not in "".join(lines)
                assert not lines[-1].startswith("B)")


@pytest.mark.parametrize("dark", [False, True])
def test_cells_have_the_colours_of_their_metric(opened, turn, sides, dark):
    view = turn(opened(), DeeperView.CHANNELS).view
    palette = QPalette(view.palette())
    if dark:
        palette.setColor(QPalette.ColorRole.Window, QColor("#101010"))
        view.setPalette(palette)
    cosines = view.model().table.cosine_similarity
    colouring = Colouring.fitted("cosine_similarity", cosines.tolist())
    view.clearSelection()
    picture = view.viewport().grab().toImage()
    for row in range(SHAPE[0]):
        channel = view.model().channel_at(row)
        place = position(
            "cosine_similarity", float(cosines[channel]), colouring.low, colouring.high
        )
        box = view.visualRect(view.model().index(row, ChannelColumn.COSINE))
        found = picture.pixelColor(box.left() + 3, box.top() + 3)
        assert found.name() == colour_at(place, dark)


def test_a_row_goes_to_its_largest_error_and_an_element_to_its_row(opened, turn, sides, qtbot):
    window = opened()
    view = turn(window, DeeperView.CHANNELS).view
    left, right = numbers(sides)
    worst = np.abs(left - right).reshape(SHAPE[0], -1).argmax(axis=1)
    index = view.model().index(1, ChannelColumn.RMSE)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    channel = view.model().channel_at(1)
    assert window.table.current_element() == channel * PLANE + worst[channel]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    channel = view.model().channel_at(2)
    assert window.table.current_element() == channel * PLANE + worst[channel]
    window.go_to(5 * PLANE + 3)
    assert view.model().channel_at(view.currentIndex().row()) == 5
    assert window.table.current_element() == 5 * PLANE + 3


def test_enter_shows_the_channel_alone_on_the_map(opened, turn, qtbot):
    window = opened()
    view = turn(window, DeeperView.CHANNELS).view
    view.select_channel(4)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(window, qtbot)
    page = window.pictures.deeper.page
    assert window.pictures.deeper.view is DeeperView.MAP
    assert page.channel.value() == 4
    assert page._map.channel == 4


# --- the map -----------------------------------------------------------------------------------


def colour_under(picture, place: int) -> int:
    return picture.grab().toImage().pixelColor(picture.dot_shown(place).toPoint()).rgba()


def test_the_map_shows_the_mean_or_the_largest_of_all_channels_or_one(opened, turn, sides, qtbot):
    window = opened()
    page = turn(window, DeeperView.MAP)
    left, right = numbers(sides)
    error = np.abs(left - right).reshape(SHAPE)
    colours = error_colours(page.palette())
    page.select_element(-1)

    def check(shown: np.ndarray) -> None:
        shown = shown.ravel()
        end = shown.max()
        assert colour_under(page.picture, int(shown.argmax())) == colours[252]
        least = int(shown.argmin())
        assert colour_under(page.picture, least) == colours[round(252 * shown[least] / end)]

    page._tails.setChecked(False)
    check(error.mean(axis=0))
    page.shown.setCurrentIndex(1)
    check(error.max(axis=0))
    page.channel.setValue(3)
    settle(window, qtbot)
    check(error[3])
    page.shown.setCurrentIndex(0)
    page.channel.setValue(-1)
    settle(window, qtbot)
    check(error.mean(axis=0))


def test_a_place_is_read_and_a_click_goes_to_its_worst_element(opened, turn, sides, qtbot):
    window = opened()
    page = turn(window, DeeperView.MAP)
    left, right = numbers(sides)
    error = np.abs(left - right).reshape(SHAPE[0], -1)
    place = 2 * 8 + 5
    channel = int(error[:, place].argmax())
    spot = page.picture.dot_shown(place).toPoint()
    qtbot.mouseMove(page.picture, spot)
    page.picture.pointed.emit(channel * PLANE + place)
    said = page._reading.text()
    assert said.startswith("row 2, column 5: ")
    assert f"{error[:, place].mean():.4g}" in said
    assert f"{error[:, place].max():.4g} in channel {channel}" in said
    qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=spot)
    assert window.table.current_element() == channel * PLANE + place


def test_channels_of_one_number_have_no_map(opened, turn, sides):
    page = turn(opened(shape=(COUNT, 1, 1)), DeeperView.MAP)
    assert not page.shows_result
    assert "single number" in page._message.text()


def test_stepping_through_channels_keeps_the_picture_and_the_focus(opened, turn, qtbot):
    window = opened()
    page = turn(window, DeeperView.MAP)
    page.channel.setFocus()
    page.channel.stepUp()
    assert page.shows_result
    settle(window, qtbot)
    assert page.shows_result
    assert page._map.channel == 0
    assert page.channel.value() == 0


# --- a shape that nobody knows -----------------------------------------------------------------


def test_a_shape_is_asked_for_and_kept(opened, turn, qtbot, sides):
    window = opened(shape=None)
    page = turn(window, DeeperView.CHANNELS)
    bar = window.pictures.deeper.shape_bar
    assert not page.shows_result
    assert "No shape is known" in page._message.text()
    offered = [bar.box.itemText(place) for place in range(bar.box.count())]
    assert "6×8×8" in offered
    edit = bar.box.lineEdit()
    edit.setText("6x8x9")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert bar.complaint.isVisible()
    assert "432" in bar.complaint.text()
    assert not page.shows_result
    edit.clear()
    qtbot.keyClicks(edit, "6x8x8")
    assert not bar.complaint.isVisible()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert page.shows_result
    assert page.view.model().rowCount() == 6
    assert window.model.shape == SHAPE
    assert not window.table.isColumnHidden(ElementColumn.CHW)
    assert window.table.horizontalScrollBar().maximum() == 0
    assert bar.box.currentText() == "6×8×8"
    turn(window, DeeperView.FIT)
    assert not bar.isVisible()
    turn(window, DeeperView.MAP)
    assert bar.shape == SHAPE


def test_another_shape_can_be_given_where_one_is_known(opened, turn, qtbot):
    window = opened()
    page = turn(window, DeeperView.CHANNELS)
    bar = window.pictures.deeper.shape_bar
    assert bar.box.currentText() == "6×8×8"
    window.go_to(77)
    bar.box.setCurrentText("24×4×4")
    bar.box.activated.emit(0)
    settle(window, qtbot)
    assert page.view.model().rowCount() == 24
    assert window.table.current_element() == 77


# --- against magnitude -------------------------------------------------------------------------


def test_a_click_on_the_density_goes_to_an_element_there(opened, turn, sides, qtbot):
    window = opened()
    page = turn(window, DeeperView.MAGNITUDE)
    left, right = numbers(sides)
    element = 2 * PLANE + 19
    place = QPointF(math.log10(abs(left[element])), math.log10(abs(left[element] - right[element])))
    window.go_to(0)
    page.plot.pick(place)
    settle(window, qtbot)
    assert window.table.current_element() == element
    page.plot.point_at(place)
    assert "1 elements" in page.plot.reading.text()
    cross = page.plot._cross.data[0]
    assert (cross["x"], cross["y"]) == pytest.approx((place.x(), place.y()))


def test_lines_stand_at_half_and_one_step(opened, turn):
    plot = turn(opened(), DeeperView.MAGNITUDE).plot
    for name, share in (("half", 0.5), ("one", 1.0)):
        _, y = plot._lines[name].getData()
        assert y == pytest.approx([math.log10(share / 4096)] * 2)
    assert "0.000244141" in plot._hint.text()


def test_a_step_of_logarithmic_codes_is_a_share_of_the_value(opened, turn, sides):
    codes = np.zeros(COUNT, np.uint8)
    right = Values(numbers(sides)[1], 1.0, codes, 2)
    plot = turn(opened(right=right), DeeperView.MAGNITUDE).plot
    x, y = plot._lines["one"].getData()
    assert y - x == pytest.approx([math.log10(2 ** (1 / 16) - 1)] * 2)
    assert "4.43 %" in plot._hint.text()


def test_decimals_have_no_line_for_a_step(opened, turn, sides):
    plot = turn(opened(right=decimal(numbers(sides)[1])), DeeperView.MAGNITUDE).plot
    assert plot._lines["one"].getData()[0] is None or not len(plot._lines["one"].getData()[0])
    assert "no number format" in plot._hint.text()


def test_zeros_stand_in_a_strip_of_their_own(opened, turn):
    left = np.repeat([0.0, 1.0], COUNT // 2)
    codes = np.repeat([4, 4096], COUNT // 2)
    window = opened(decimal(left), fixed(codes))
    plot = turn(window, DeeperView.MAGNITUDE).plot
    window.go_to(0)
    cross = plot._cross.data[0]
    plot.point_at(QPointF(cross["x"], cross["y"]))
    assert plot.reading.text().startswith("|L| 0, ")
    assert f"{COUNT // 2} elements" in plot.reading.text()
    plot.point_at(QPointF(plot._found.magnitude.low - 0.01, cross["y"]))
    assert plot.reading.text() == ""


def test_every_coloured_column_has_its_scale_under_it(opened, turn):
    page = turn(opened(), DeeperView.CHANNELS)
    legend = page.findChild(QWidget, "channelLegend")
    assert legend.isVisible()
    words = legend.findChild(QLabel, "channelLegendWords")
    assert "relative to this layer" in words.text()
    strips = legend.findChild(QWidget, "channelLegendStrips")
    said = strips.accessibleName().splitlines()
    coloured = {column: scale.colouring for column, scale in page.result.scales.items()}
    assert len(said) == len(coloured) == 5
    scale = set(scale_colours(is_dark(legend.palette())))
    origin = page.view.viewport().mapTo(page, QPoint(0, 0)).x()
    for scrolled in (0, page.view.horizontalScrollBar().maximum()):
        page.view.horizontalScrollBar().setValue(scrolled)
        image = strips.grab().toImage()
        own = strips.mapTo(page, QPoint(0, 0)).x()
        colours = [image.pixelColor(x, 6).name() for x in range(image.width())]
        assert len(scale.intersection(colours)) > 50
        ground = strips.palette().color(QPalette.ColorRole.Window).name()
        painted = {x + own - origin for x, colour in enumerate(colours) if colour != ground}
        for column in ChannelColumn:
            left = page.view.columnViewportPosition(column)
            right = left + page.view.columnWidth(column)
            in_sight = range(max(left + 14, 0), min(right - 14, page.view.viewport().width()))
            if column in coloured:
                assert set(in_sight) <= painted, column
            else:
                assert not painted & set(range(left, right)), column
    for line, (column, colouring) in zip(said, coloured.items(), strict=True):
        assert page._model.titles()[column] in line
        for end in (colouring.low, colouring.high):
            assert tick_text(colouring.by, end) in line


def test_an_end_of_a_scale_that_channels_lie_beyond_says_so(opened, turn):
    # The error of each channel is one number: all metrics of the error are that number.
    size, errors = 64, np.array([2.0**-k for k in range(4, 24)])
    left = np.ones(len(errors) * size)
    window = opened(decimal(left), decimal(left - np.repeat(errors, size)), (len(errors), 8, 8))
    page = turn(window, DeeperView.CHANNELS)
    legend = page.findChild(QWidget, "channelLegend")
    words = legend.findChild(QLabel, "channelLegendWords").text()
    lines = legend.findChild(QWidget, "channelLegendStrips").accessibleName().splitlines()
    title = page._model.titles()[ChannelColumn.MAX_ERROR]
    line = next(line for line in lines if line.startswith(title))
    scale = page.result.scales[ChannelColumn.MAX_ERROR].colouring
    assert (errors < scale.low).any()
    assert (errors > scale.high).any()
    by = scale.by
    wanted = f"≤ {tick_text(by, scale.low)} best, ≥ {tick_text(by, scale.high)} worst"
    assert line == f"{title}: {wanted}"
    assert "beyond an end with ≤ or ≥" in words
    tip = page._model.headerData(
        ChannelColumn.MAX_ERROR, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )
    assert f"≤ {tick_text(by, scale.low)} to ≥ {tick_text(by, scale.high)}" in tip


def test_a_scale_that_holds_all_channels_says_only_its_numbers(opened, turn):
    errors = np.array([0.1, 0.2, 0.3, 0.4])
    left = np.ones(len(errors) * 64)
    window = opened(decimal(left), decimal(left - np.repeat(errors, 64)), (len(errors), 8, 8))
    page = turn(window, DeeperView.CHANNELS)
    lines = page.findChild(QWidget, "channelLegendStrips").accessibleName().splitlines()
    title = page._model.titles()[ChannelColumn.MAX_ERROR]
    assert f"{title}: 0.05 best, 0.5 worst" in lines


# --- in steps ----------------------------------------------------------------------------------


def test_shares_within_steps_are_said(opened, turn, sides, qtbot):
    window = opened()
    page = turn(window, DeeperView.STEPS)
    left, right = numbers(sides)
    steps = np.abs(left - right) * 4096
    shares = [float(label.text().rstrip(" %")) for label in page._shares]
    wanted = [(steps <= limit).mean() for limit in (0.5, 1, 2)]
    assert shares == pytest.approx([100 * x for x in (*wanted, 1 - wanted[2])], abs=0.06)
    said = page._said.text()
    assert "2^−12 = 0.000244140625" in said
    assert f"{np.sqrt((steps**2).mean()):.3g} steps" in said
    assert not page.format.isVisible()


def test_a_click_on_a_bin_goes_to_an_element_there(opened, turn, sides, qtbot):
    window = opened()
    page = turn(window, DeeperView.STEPS)
    left, right = numbers(sides)
    steps = (left - right) * 4096
    window.go_to(0)
    place = QPointF(float(steps[100]), 0.0)
    page.plot.pick(place)
    settle(window, qtbot)
    found = window.table.current_element()
    at = page.plot._bin_at(place)
    low, high = page.plot._found.edges[at : at + 2]
    assert low <= steps[found] < high
    page.plot.point_at(place)
    counted = ((steps >= low) & (steps < high)).sum()
    assert f"{counted} elements" in page.plot.reading.text()


def test_a_format_is_assumed_for_decimals_and_can_be_changed(opened, turn, sides, qtbot):
    window = opened(right=decimal(numbers(sides)[1]))
    page = turn(window, DeeperView.STEPS)
    assert page.format.isVisible()
    assert page.result.step == Step(2.0**-12)
    page.format.setText("24.8")
    settle(window, qtbot)
    assert page.result.step == Step(2.0**-8)
    elements = Elements(*(decimal(side) for side in numbers(sides)))
    assert page.result.within_half == step_counts(elements, Step(2.0**-8)).within_half


def test_data_of_eight_bits_are_counted_in_their_own_step(opened, turn, sides, qtbot):
    left = numbers(sides)[0]
    own = float(np.abs(left).max()) / 40
    # Written in 20.12, whose own step is some hundredth of that.
    codes = np.rint(np.rint(left / own) * own * 4096).astype(np.int32)
    window = opened(decimal(left), fixed(codes))
    page = turn(window, DeeperView.STEPS)
    assert page.result.step.own
    assert page.result.step.size == pytest.approx(own, rel=1e-3)
    assert page.result.within_half >= 0.99 * COUNT
    assert f"{own:.3g}"[:4] in page._said.text()
    assert "keep to" in page._said.text()
    assert page.by_file.isVisible()
    page.by_file.click()
    settle(window, qtbot)
    assert page.result.step == Step(2.0**-12)
    assert "right file's format" in page._said.text()
    assert page.by_file.isVisible()


def test_what_a_finding_knows_of_the_step_is_not_looked_for(sides):
    said = Finding("rounding_noise", "…", {"step": 0.5, "side": "right", "origin": "values"})
    other = Finding("rounding_noise", "…", {"step": 0.5, "side": "left", "origin": "values"})
    values = decimal(numbers(sides)[0])
    assert own_step_of(values, [said]) == Step(0.5, own=True)
    assert own_step_of(values, [other]) is None


@pytest.mark.parametrize("levels", [2, 5])
def test_labels_and_masks_have_no_step(levels):
    labels = np.arange(COUNT) % levels
    assert own_step_of(decimal(labels.astype(float))) is None


def test_logarithmic_codes_are_said_to_have_no_single_step(opened, turn, sides):
    codes = np.zeros(COUNT, np.uint8)
    right = numbers(sides)[1]
    right[0] = 0.0
    page = turn(opened(right=Values(right, 1.0, codes, 2)), DeeperView.STEPS)
    assert "no single step" in page._said.text()
    assert "4.43 %" in page._said.text()
    assert "elements have none" in page._said.text()


# --- the best fit ------------------------------------------------------------------------------


def test_gain_and_offset_are_those_of_the_pair(opened, turn, sides):
    left = numbers(sides)[0]
    codes = np.rint((0.5 * left + 0.25) * 4096).astype(int)
    window = opened(decimal(left), fixed(codes))
    page = turn(window, DeeperView.FIT)
    gain, offset = np.polyfit(left, codes / 4096, 1)
    assert page._formula.text() == f"right ≈ {gain:.6g} · left + {offset:.6g}"
    texts = [[cell.text() for cell in row] for row in page._cells]
    assert float(texts[1][2]) < 1e-3 < float(texts[1][1])
    x, y = page.picture._fit.getData()
    assert y == pytest.approx(gain * np.asarray(x) + offset)
    assert "No gain or offset is named" in page._cause.text()


def test_the_cause_is_said_in_the_findings_own_words(opened, turn):
    cause = Cause("constant_gain", {"gain": 1.25, "share_of_error": 0.9})
    finding = finding_of(cause)
    page = turn(opened(findings=[finding]), DeeperView.FIT)
    assert page._cause.text().endswith(finding.text)


def test_another_cause_is_not_passed_off_as_a_line(opened, turn):
    page = turn(opened(findings=[Finding("clipping", "It is clipped.")]), DeeperView.FIT)
    assert "No gain or offset is named" in page._cause.text()
    assert "Clipped" in page._cause.text()


def test_a_constant_left_side_has_no_line_and_it_is_said(opened, turn, sides):
    page = turn(opened(decimal(np.full(COUNT, 0.5))), DeeperView.FIT)
    assert not page.shows_result
    assert "one number throughout" in page._message.text()


# --- copying -----------------------------------------------------------------------------------


def copy(window, place: int, qtbot) -> str:
    window.pictures.deeper.copy_menu.actions()[place].trigger()
    settle(window, qtbot)
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("view", list(DeeperView))
def test_numbers_are_copied_as_text_and_as_csv(opened, turn, qtbot, view):
    window = opened()
    turn(window, view)
    text = copy(window, 0, qtbot)
    rows = list(csv.reader(io.StringIO(copy(window, 1, qtbot))))
    assert [line.split("\t") if line else [] for line in text.split("\n")[:-1]] == rows
    assert len(rows) > 2
    assert "Copied" in window.marked.status.text()


def test_copied_channels_have_every_digit(opened, turn, qtbot, sides):
    window = opened()
    turn(window, DeeperView.CHANNELS)
    rows = list(csv.DictReader(io.StringIO(copy(window, 1, qtbot))))
    left, right = numbers(sides)
    for row in rows:
        channel = int(row["Channel"])
        a, b = (side.reshape(SHAPE[0], -1)[channel] for side in (left, right))
        assert float(row["RootMeanSquareError"]) == pytest.approx(
            np.sqrt(((a - b) ** 2).mean()), rel=1e-12
        )


def test_a_picture_is_copied(opened, turn, qtbot):
    window = opened()
    page = turn(window, DeeperView.MAP)
    copy(window, 2, qtbot)
    image = QGuiApplication.clipboard().image()
    assert image.size() == page.content.size() * image.devicePixelRatio()


def test_where_nothing_is_shown_nothing_is_copied(opened, turn, qtbot):
    window = opened(shape=None)
    turn(window, DeeperView.CHANNELS)
    QGuiApplication.clipboard().setText("before")
    assert copy(window, 0, qtbot) == "before"
    assert "nothing to copy" in window.marked.status.text()


def test_selected_rows_are_copied_as_they_are_shown(opened, turn):
    view = turn(opened(), DeeperView.CHANNELS).view
    view.select_channel(3)
    view.copy_rows()
    titles, row = QGuiApplication.clipboard().text().rstrip("\n").split("\n")
    assert titles.split("\t")[0] == "Channel"
    assert row.split("\t")[0] == "3"
    assert "Elements" not in titles


# --- room and colours --------------------------------------------------------------------------


def test_where_buttons_have_no_room_a_list_turns_the_pages(opened, turn, qtbot):
    window = opened()
    turn(window, DeeperView.FIT)
    chooser = window.pictures.deeper.chooser
    assert not chooser.list.isVisible()
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: chooser.list.isVisible())
    assert not window.splitter.folded
    assert chooser.list.currentIndex() == DeeperView.FIT
    chooser.list.setCurrentIndex(DeeperView.STEPS)
    assert window.pictures.deeper.view is DeeperView.STEPS
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: not chooser.list.isVisible())
    assert window.findChild(QPushButton, "deeperInSteps").isChecked()


def test_pages_that_were_built_let_the_window_be_small(opened, turn):
    window = opened()
    before = window.minimumSizeHint()
    for view in DeeperView:
        turn(window, view)
    assert window.minimumSizeHint() == before


def test_all_pages_follow_the_palette(opened, turn):
    window = opened()
    pages = [turn(window, view) for view in DeeperView]
    before = [page.grab().toImage() for page in pages]
    dark = QPalette(QColor("#30343c"), QColor("#1c1f24"))
    for page, light in zip(pages, before, strict=True):
        page.setPalette(dark)
        assert page.grab().toImage() != light
    assert pages[1].picture._colours == error_colours(dark)


def test_f1_asks_for_help(opened, qtbot):
    window = opened()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.helpAsked):
        qtbot.keyClick(window.table, Qt.Key.Key_F1)
