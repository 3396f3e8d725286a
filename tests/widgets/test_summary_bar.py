from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton

from core.comparison.model import Severity, Summary
from widgets.results.rows import RowFilter
from widgets.results.summary_bar import Chip, SummaryBar

SUMMARY = Summary(120, 26, 63, 31, 0, 2, 1, "mobilenet0_batchnorm6")


@pytest.fixture
def bar(qtbot):
    made = SummaryBar()
    qtbot.addWidget(made)
    made.show()
    return made


def chip(bar, name) -> Chip:
    return bar.findChild(Chip, f"{name}Chip")


def checked(bar):
    return [c.objectName() for c in bar.findChildren(Chip) if c.isChecked()]


def contrast(one, other):
    """The ratio of WCAG 2."""

    def luminance(colour):
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def link(bar) -> QAbstractButton:
    return bar.findChild(QAbstractButton, "lookFirst")


def visible_notices(bar):
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def test_nothing_is_said_before_a_comparison(bar):
    assert not any(c.isVisible() for c in bar.findChildren(Chip))
    assert not link(bar).isVisible()


def test_counts_are_said(bar):
    bar.set_summary(SUMMARY)
    texts = [c.text() for c in bar.findChildren(Chip) if c.isVisible()]
    assert texts == ["120 pairs", "26 good", "63 warn", "31 bad", "0 broken", "3 unmatched"]
    assert all(c.accessibleName() == c.text() for c in bar.findChildren(Chip))
    bar.set_summary(Summary(1, 1, 0, 0, 0, 0, 0, None))
    assert chip(bar, "pairs").text() == "1 pair"
    assert not chip(bar, "unmatched").isVisible()
    assert not link(bar).isVisible()
    bar.set_summary(None)
    assert not chip(bar, "pairs").isVisible()


def test_a_running_comparison_counts_up(bar):
    bar.set_summary(SUMMARY)
    bar.set_counts({Severity.GOOD: 5, Severity.BAD: 2}, 7, 120)
    assert chip(bar, "pairs").text() == "7 of 120 pairs"
    assert chip(bar, "good").text() == "5 good"
    assert chip(bar, "warn").text() == "0 warn"
    assert not link(bar).isVisible()


def test_a_chip_filters_and_unfilters(bar, qtbot):
    bar.set_summary(SUMMARY)
    told = []
    bar.severityClicked.connect(told.append)
    qtbot.mouseClick(chip(bar, "bad"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chip(bar, "warn"), Qt.MouseButton.LeftButton)
    assert chip(bar, "warn").isChecked()
    assert not chip(bar, "bad").isChecked()
    qtbot.mouseClick(chip(bar, "warn"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chip(bar, "good"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chip(bar, "pairs"), Qt.MouseButton.LeftButton)
    assert told == [Severity.BAD, Severity.WARN, None, Severity.GOOD, None]
    assert all(isinstance(severity, Severity | None) for severity in told)
    assert not chip(bar, "good").isChecked()


def test_chips_answer_to_the_keyboard(bar, qtbot):
    bar.set_summary(SUMMARY)
    with qtbot.waitSignal(bar.severityClicked) as told:
        qtbot.keyClick(chip(bar, "bad"), Qt.Key.Key_Return)
    assert told.args == [Severity.BAD]


def test_set_active_tells_nobody(bar):
    told = []
    bar.severityClicked.connect(told.append)
    bar.set_active(Severity.BAD)
    assert chip(bar, "bad").isChecked()
    bar.set_active(None)
    assert not chip(bar, "bad").isChecked()
    assert told == []


def test_the_layer_to_look_at_first(bar, qtbot):
    bar.resize(1400, 40)
    bar.set_summary(SUMMARY)
    qtbot.waitUntil(lambda: "mobilenet0_batchnorm6" in link(bar).text())
    with qtbot.waitSignal(bar.layerClicked) as told:
        link(bar).click()
    assert told.args == ["mobilenet0_batchnorm6"]


def test_it_is_said_what_makes_a_layer_the_first(bar):
    bar.set_summary(SUMMARY)
    tip = link(bar).toolTip()
    assert "none of whose inputs is bad or broken" in tip
    assert "may be warn" in tip


def test_a_long_layer_name_gives_way_but_stays_in_the_tooltip(bar):
    name = "layer_" * 40
    bar.set_summary(Summary(1, 0, 0, 1, 0, 0, 0, name))
    bar.resize(bar.minimumSizeHint().width(), 40)
    assert bar.minimumSizeHint().width() < 1000
    assert name in link(bar).toolTip()


def test_the_unmatched_are_a_filter_like_the_others(bar, qtbot):
    bar.set_summary(SUMMARY)
    told = []
    bar.unmatchedClicked.connect(told.append)
    qtbot.mouseClick(chip(bar, "bad"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chip(bar, "unmatched"), Qt.MouseButton.LeftButton)
    assert checked(bar) == ["unmatchedChip"]
    qtbot.mouseClick(chip(bar, "unmatched"), Qt.MouseButton.LeftButton)
    assert checked(bar) == []
    assert told == [True, False]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (RowFilter.UNMATCHED, ["unmatchedChip"]),
        (RowFilter.RED, []),
        (Severity.WARN, ["warnChip"]),
        (None, []),
    ],
)
def test_what_the_table_shows_is_marked(bar, shown, expected):
    bar.set_summary(SUMMARY)
    bar.set_active(Severity.GOOD)
    bar.set_active(shown)
    assert checked(bar) == expected


def test_nought_of_something_cannot_be_chosen_but_always_be_left(bar):
    bar.set_summary(SUMMARY)
    assert [c.objectName() for c in bar.findChildren(Chip) if not c.isEnabled()] == ["brokenChip"]
    bar.set_active(Severity.BAD)
    bar.set_counts({}, 0, 120)
    assert chip(bar, "bad").isEnabled()
    assert not chip(bar, "warn").isEnabled()
    bar.set_active(RowFilter.UNMATCHED)
    assert not chip(bar, "bad").isEnabled()
    assert chip(bar, "unmatched").isVisible()
    bar.set_active(None)
    assert not chip(bar, "unmatched").isVisible()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["good", "warn", "bad", "unmatched"])
def test_the_active_chip_is_filled_with_another_colour(bar, name, dark):
    palette = QPalette(QColor("#22262b" if dark else "#efefef"))
    bar.setPalette(palette)
    bar.set_summary(SUMMARY)
    one = chip(bar, name)

    def fill():
        image = one.grab().toImage()
        # Left of the sign, within the box.
        return image.pixelColor(9, image.height() // 2)

    at_rest = fill()
    bar.set_active(RowFilter.UNMATCHED if name == "unmatched" else Severity(name))
    active = fill()
    bar.set_active(Severity.BAD if name != "bad" else Severity.WARN)
    other = fill()
    window = palette.color(QPalette.ColorRole.Window)
    assert contrast(active, window) >= 3
    assert contrast(active, other) >= 3
    assert active != at_rest


def test_focus_does_not_look_like_being_active(bar, qtbot):
    bar.set_summary(SUMMARY)
    bar.activateWindow()
    plain = chip(bar, "warn").grab().toImage()
    chip(bar, "warn").setFocus()
    qtbot.waitUntil(chip(bar, "warn").hasFocus)
    focused = chip(bar, "warn").grab().toImage()
    middle = plain.height() // 2
    assert focused != plain
    assert focused.pixelColor(9, middle) == plain.pixelColor(9, middle)


def test_notices_can_be_put_away(bar, qtbot):
    bar.set_notices(["first", "second", "third", "third"])
    qtbot.waitUntil(lambda: visible_notices(bar) == ["first", "second"])
    bar.findChild(QToolButton, "moreNotices").click()
    qtbot.waitUntil(lambda: visible_notices(bar) == ["first", "second", "third"])
    first = next(label for label in bar.findChildren(QLabel) if label.text() == "first")
    first.parentWidget().findChild(QToolButton, "dismissNotice").click()
    qtbot.waitUntil(lambda: visible_notices(bar) == ["second", "third"])
    bar.set_notices([])
    assert visible_notices(bar) == []


def test_further_notices_stand_above_and_bring_nothing_back(bar, qtbot):
    bar.set_notices(["first", "second"])
    first = next(label for label in bar.findChildren(QLabel) if label.text() == "first")
    first.parentWidget().findChild(QToolButton, "dismissNotice").click()
    bar.add_notices(["late"])
    qtbot.waitUntil(lambda: visible_notices(bar) == ["late", "second"])
    bar.add_notices([])
    assert visible_notices(bar) == ["late", "second"]


def test_notices_are_shown_as_written(bar):
    bar.set_notices(["<b>conv1</b> & friends"])
    label = bar.findChild(QLabel)
    assert label.text() == "<b>conv1</b> & friends"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_with_little_height_one_notice_has_one_line(bar):
    long = "A long sentence that needs a second line for its last words. " * 4
    bar.resize(700, 300)
    bar.set_notices([long, "second"])
    QApplication.processEvents()
    whole = bar.sizeHint().height()
    bar.set_brief(True)
    QApplication.processEvents()
    said = [label for label in bar.findChildren(QLabel) if label.isVisible()]
    assert len(said) == 1
    assert said[0].text().endswith("…")
    assert long.startswith(said[0].text()[:-1])
    assert said[0].toolTip() == long
    assert said[0].sizeHint().height() < 2 * bar.fontMetrics().height()
    assert bar.sizeHint().height() < whole
    more = next(b for b in bar.findChildren(QToolButton, "wholeNotice") if b.isVisible())
    more.click()
    assert said[0].text() == long
    assert not more.isVisible()
    bar.findChild(QToolButton, "moreNotices").click()
    QApplication.processEvents()
    visible = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
    assert visible[-1] == "second"


def test_a_short_notice_needs_no_button_that_shows_it_whole(bar):
    bar.resize(700, 300)
    bar.set_brief(True)
    bar.set_notices(["short"])
    QApplication.processEvents()
    assert visible_notices(bar) == ["short"]
    assert not any(b.isVisible() for b in bar.findChildren(QToolButton, "wholeNotice"))
