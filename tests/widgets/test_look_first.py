"""The origins behind the layer to look at first, and the sentence beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from core.comparison.model import Finding, Summary
from widgets.results.look_first import LookFirst
from widgets.results.passing_sentence import PassingSentence
from widgets.results.summary_bar import SummaryBar

SUMMARY = Summary(120, 26, 63, 31, 0, 0, 0, "conv1")


def origin(layer: str, explains: int, inherited: bool = False, cosine: float | None = 0.9):
    return {
        "layer": layer,
        "right_index": 0,
        "severity": "bad",
        "cosine_similarity": cosine,
        "explains": explains,
        "added_error": None,
        "mostly_inherited": inherited,
    }


def findings(*origins) -> list[Finding]:
    return [
        Finding("slow_slide", "The error <slides>."),
        Finding("origin", "It begins somewhere.", {"origins": list(origins)}),
        Finding("preprocessing", "Another image."),
    ]


@pytest.fixture
def bar(qtbot):
    made = SummaryBar()
    qtbot.addWidget(made)
    made.resize(1400, 60)
    made.show()
    return made


def link(bar) -> LookFirst:
    return bar.findChild(LookFirst, "lookFirst")


def entries(bar) -> list[str]:
    return [action.text() for action in link(bar).menu().actions() if not action.isSeparator()]


def test_one_origin_needs_no_list(bar):
    bar.set_summary(SUMMARY, findings(origin("conv1", 3)))
    assert link(bar).menu() is None
    assert link(bar).popupMode() is QToolButton.ToolButtonPopupMode.DelayedPopup


def test_several_are_listed_those_first_that_make_their_error(bar):
    told = findings(
        origin("conv1", 1, inherited=True),
        origin("fire&ice", 0, cosine=0.123456),
        origin("nan", 30, cosine=None),
        {**origin("cut off", 2, cosine=None), "unreadable": True},
    )
    bar.set_summary(SUMMARY, told)
    assert entries(bar) == [
        "nan\t30 bad layers follow from it",
        "fire&&ice\tcosine 0.1235 · no bad layer directly behind it",
        "conv1\tcosine 0.9000 · 1 bad layer follows from it",
        "cut off\t2 bad layers follow from it",
    ]
    headings = [one.text() for one in link(bar).menu().actions() if one.isSeparator()]
    assert headings == [
        "Make their error themselves",
        "Turn bad with error from their inputs",
        "Could not be read",
    ]


def test_one_click_selects_the_layer_by_its_whole_name(bar, qtbot):
    name = "layer_" * 60
    bar.set_summary(SUMMARY, findings(origin("conv1", 3), origin(name, 2)))
    entry = link(bar).menu().actions()[-1]
    assert len(entry.text()) < len(name)
    with qtbot.waitSignal(bar.layerClicked) as told:
        entry.trigger()
    assert told.args == [name]
    with qtbot.waitSignal(bar.layerClicked) as told:
        link(bar).click()
    assert told.args == ["conv1"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_F4, Qt.Key.Key_Menu])
def test_the_list_is_reached_by_the_keyboard(bar, qtbot, key):
    bar.set_summary(SUMMARY, findings(origin("conv1", 3), origin("conv2", 2)))
    told = []
    bar.layerClicked.connect(told.append)
    link(bar).setFocus()
    assert link(bar).hasFocus() or link(bar).focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(link(bar), key)
    menu = link(bar).menu()
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert told == ["conv2"]
    assert not menu.isVisible()


def test_more_than_fit_are_counted(bar):
    bar.set_summary(SUMMARY, findings(*(origin(f"conv{at}", 0) for at in range(45))))
    assert len(entries(bar)) == 31
    assert entries(bar)[-1] == "… and 15 more"


def test_a_comparison_under_way_lists_none(bar):
    bar.set_summary(SUMMARY, findings(origin("conv1", 3), origin("conv2", 2)))
    bar.set_counts({}, 3, 120)
    assert not link(bar).isVisible()
    assert link(bar).menu() is None
    assert bar.findChild(PassingSentence).text() == ""


def test_how_the_error_runs_is_said_in_passing_and_in_the_tooltip(bar):
    bar.set_summary(SUMMARY, findings(origin("conv1", 3)))
    passing = bar.findChild(PassingSentence, "passingSentence")
    assert passing.text() == passing.accessibleName() == "The error <slides>."
    assert "The error &lt;slides&gt;." in passing.toolTip()
    tip = link(bar).toolTip()
    assert "none of whose inputs is bad or broken" in tip
    assert tip.index("The error &lt;slides&gt;.") < tip.index("It begins somewhere.")
    assert "Another image." not in tip


def drawn(widget) -> int:
    image = widget.grab().toImage()
    background = image.pixel(0, 0)
    return sum(
        image.pixel(x, y) != background for x in range(image.width()) for y in range(image.height())
    )


def test_the_sentence_in_passing_takes_only_room_that_is_left_over(bar, qtbot):
    bar.set_summary(SUMMARY, findings(origin("conv1", 3)))
    passing = bar.findChild(PassingSentence)
    assert bar.minimumSizeHint().width() < 1000
    assert "in % of its own signal" in passing.toolTip()
    assert passing.minimumSizeHint().width() <= 0
    passing.resize(400, 20)
    assert drawn(passing) > 0
    passing.resize(100, 20)
    assert drawn(passing) == 0


LONG = (
    "The error slides: 6 layers add about 12 % of their signal each, from mobilenet0_batchnorm2 to "
    "mobilenet0_batchnorm6; none of these stands out."
)


@pytest.mark.parametrize(("width", "below"), [(1900, False), (1000, True), (700, True)])
def test_the_sentence_is_whole_at_any_usual_width(bar, qtbot, width, below):
    bar.set_summary(SUMMARY, [Finding("slow_slide", LONG)])
    bar.resize(width, 90)
    passing = bar.findChild(PassingSentence)
    qtbot.waitUntil(lambda: (passing.y() > link(bar).geometry().bottom()) == below)
    qtbot.waitUntil(lambda: passing.width() > 300)
    metrics = passing.fontMetrics()
    lines = -(-metrics.horizontalAdvance(LONG) // (passing.width() - 16))
    assert passing.height() >= lines * metrics.lineSpacing()
    assert passing.fits(passing.width())
    # Where the sentence stands below the button is still at the right edge.
    assert link(bar).geometry().right() == bar.width() - 1


def notices(bar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def test_notices_that_come_later_stand_above_and_raise_no_dead(bar, qtbot):
    bar.set_notices(["first", "second"])
    qtbot.waitUntil(lambda: notices(bar) == ["first", "second"])
    first = next(label for label in bar.findChildren(QLabel) if label.text() == "first")
    first.parentWidget().findChild(QToolButton, "dismissNotice").click()
    bar.add_notices(["Another image."])
    qtbot.waitUntil(lambda: notices(bar) == ["Another image.", "second"])
    bar.add_notices([])
    assert notices(bar) == ["Another image.", "second"]
