"""Choosing a stretch in the trend, moving along it, and what the mouse must not do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from topology_made_up import make_result
from trend_made_up import at, fill, make_plan, standing_trend, viewport

from core.comparison.model import Problem

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def filled(qtbot):
    for plot in standing_trend(qtbot):
        yield fill(qtbot, plot)


@pytest.fixture
def said(filled):
    """What the trend says of stretches and pairs."""
    heard = []
    filled.stretchSelected.connect(lambda first, last: heard.append((first, last)))
    filled.stretchCleared.connect(lambda: heard.append("cleared"))
    filled.pairSelected.connect(lambda index: heard.append(f"pair {index}"))
    filled.pairActivated.connect(lambda index: heard.append(f"open {index}"))
    return heard


@pytest.fixture
def mouse(qtbot, filled):
    """Drags from place to place."""

    class Mouse:
        @staticmethod
        def point(place: float, y: int | None = None) -> QPoint:
            across = filled.canvas().pixels_of(place)
            return QPoint(round(across), viewport(filled).height() // 3 if y is None else y)

        def press(self, place: float, button=LEFT, keys=NONE) -> None:
            qtbot.mousePress(viewport(filled), button, keys, self.point(place))

        def move(self, place: float) -> None:
            qtbot.mouseMove(viewport(filled), self.point(place))

        def release(self, place: float, button=LEFT) -> None:
            qtbot.mouseRelease(viewport(filled), button, NONE, self.point(place))

        def drag(self, start: float, end: float, button=LEFT, keys=NONE) -> None:
            # Worked out before: what is in sight may move along with the drag.
            way = [self.point(start + (end - start) * step) for step in (0.0, 0.3, 0.7, 1.0)]
            qtbot.mousePress(viewport(filled), button, keys, way[0])
            for point in way[1:]:
                qtbot.mouseMove(viewport(filled), point)
            qtbot.mouseRelease(viewport(filled), button, keys, way[-1])

        def click(self, place: float) -> None:
            qtbot.mouseClick(viewport(filled), LEFT, NONE, self.point(place))

    return Mouse()


def label(trend) -> str:
    found = trend.findChild(QLabel, "trendStretch")
    return found.text() if found.isVisible() else ""


@pytest.mark.parametrize(("start", "end"), [(2.8, 7.2), (7.2, 2.8)])
def test_dragging_chooses_every_pair_that_is_touched(filled, said, mouse, start, end):
    mouse.drag(start, end)
    assert said == [(3, 7)]
    assert filled.stretch() == filled.canvas().stretch() == (3, 7)
    assert filled.canvas().x_range() == pytest.approx((-0.6, 19.6))


def test_while_dragging_it_is_shown_but_not_yet_told(filled, said, mouse):
    mouse.press(3)
    mouse.move(5)
    mouse.move(9)
    assert filled.canvas().stretch() == (3, 9)
    assert label(filled).startswith("layers 4–10: 7 pairs")
    assert said == []
    mouse.release(9)
    assert said == [(3, 9)]


def test_beyond_the_ends_there_are_no_pairs(filled, said, mouse):
    mouse.drag(15, 40)
    mouse.drag(4, -9)
    assert said == [(15, 19), (0, 4)]


def test_an_end_can_be_dragged_and_the_other_stays(filled, said, mouse):
    filled.set_stretch(5, 10)
    mouse.drag(10.5, 13.5)
    mouse.drag(4.5, 1.5)
    mouse.drag(1.5, 15.5)
    assert said == [(5, 13), (2, 13), (13, 16)]


def test_a_click_beside_it_clears_it_and_one_in_it_does_not(filled, said, mouse):
    filled.set_stretch(5, 10)
    mouse.click(7)
    assert said == ["pair 7"]
    mouse.click(15)
    assert said == ["pair 7", "cleared", "pair 15"]
    assert filled.stretch() is None
    assert label(filled) == ""


def test_a_double_click_opens_what_is_right_under_it_and_elsewhere_clears(
    qtbot,
    filled,
    said,
    mouse,
):
    filled.set_stretch(5, 10)
    qtbot.mouseDClick(viewport(filled), LEFT, NONE, at(filled, 7))
    assert said == ["pair 7", "open 7"]
    top = mouse.point(8, 3)
    assert abs(top.y() - at(filled, 8).y()) > 20
    qtbot.mouseDClick(viewport(filled), LEFT, NONE, top)
    assert said[2:] == ["cleared"]
    filled.set_stretch(5, 10)
    qtbot.mouseDClick(viewport(filled), LEFT, NONE, mouse.point(4.5))
    assert said[3:] == ["cleared"]


def test_esc_gives_up_a_drag_and_then_clears(qtbot, filled, said, mouse):
    filled.set_stretch(5, 10)
    mouse.press(1)
    mouse.move(3)
    qtbot.keyClick(filled, Qt.Key.Key_Escape)
    assert filled.canvas().stretch() == (5, 10)
    mouse.move(4)
    mouse.release(4)
    assert said == []
    qtbot.keyClick(filled, Qt.Key.Key_Escape)
    qtbot.keyClick(filled, Qt.Key.Key_Escape)
    assert said == ["cleared"]


def test_the_button_beside_the_words_clears_it(qtbot, filled, said):
    button = filled.findChild(QToolButton, "trendStretchClear")
    assert not button.isVisible()
    filled.set_stretch(5, 10)
    qtbot.mouseClick(button, LEFT)
    assert said == ["cleared"]
    assert not button.isVisible()


def test_the_words_count_what_is_bad_and_broken_as_it_comes(filled, said):
    filled.set_stretch(3, 6)
    assert label(filled) == "layers 4–7: 4 pairs, 1 bad"
    filled.add_results([(5, make_result("conv5", 0.5))])
    filled.add_results([(6, make_result("conv6", problem=Problem.UNREADABLE))])
    assert label(filled) == "layers 4–7: 4 pairs, 2 bad, 1 broken"
    filled.set_stretch(4, 4)
    assert label(filled) == "layer 5: 1 pair, 1 bad"
    filled.set_stretch(3, None)
    assert label(filled) == ""
    assert said == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [((18, 40), (18, 19)), ((-3, 2), (0, 2)), ((9, 4), (4, 9)), ((20, 30), None)],
)
def test_a_stretch_holds_only_pairs_that_are_there(filled, given, shown):
    filled.set_stretch(*given)
    assert filled.stretch() == shown


def test_shift_and_arrows_grow_it_from_the_cursor_and_back(qtbot, filled, said):
    filled.select_pair(5)
    for key in ("Right", "Right", "Left", "Left", "Left", "End", "Home"):
        qtbot.keyClick(filled, getattr(Qt.Key, f"Key_{key}"), SHIFT)
    assert said == [(5, 6), (5, 7), (5, 6), (5, 5), (4, 5), (5, 19), (0, 5)]
    assert filled.selected_pair() == 5


def test_shift_and_arrows_go_on_from_what_the_mouse_chose(qtbot, filled, said, mouse):
    filled.select_pair(2)
    mouse.drag(12, 8)
    qtbot.keyClick(filled, Qt.Key.Key_Right, SHIFT)
    assert said == [(8, 12), (8, 13)]


@pytest.mark.parametrize(
    ("button", "keys"),
    [
        (Qt.MouseButton.MiddleButton, NONE),
        (Qt.MouseButton.RightButton, NONE),
        (LEFT, SHIFT),
    ],
)
def test_other_drags_move_along_and_choose_nothing(filled, said, mouse, button, keys):
    filled.canvas().set_x_range(5, 15)
    mouse.drag(10, 8, button, keys)
    assert filled.canvas().x_range() == pytest.approx((7, 17), abs=0.2)
    assert said == []
    for _ in range(5):
        mouse.drag(16, 8, button, keys)
    left, right = filled.canvas().x_range()
    assert right == pytest.approx(19.6)
    assert right - left == pytest.approx(10)


def test_shift_and_the_wheel_move_along(filled):
    filled.canvas().set_x_range(5, 15)
    where = QPointF(at(filled, 10))
    event = QWheelEvent(
        where,
        QPointF(viewport(filled).mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        SHIFT,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport(filled), event)
    assert filled.canvas().x_range() == pytest.approx((6, 16))


def test_without_pairs_nothing_can_be_chosen(filled, said, mouse):
    filled.set_plan(make_plan([]))
    filled.canvas().brush(0, 3, True)
    filled.set_stretch(0, 3)
    assert said == []
    assert filled.stretch() is None


def test_what_the_mouse_can_do_is_said(filled):
    tip = filled.findChild(QToolButton, "trendHelp").toolTip()
    assert "Drag" in tip
    assert "Esc" in tip
