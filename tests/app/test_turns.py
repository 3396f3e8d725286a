"""Things that take their time are done one a turn of the event loop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.pacing.turns import Turns


@pytest.fixture
def views(qtbot) -> list[QWidget]:
    made = [QWidget(), QWidget()]
    for view in made:
        qtbot.addWidget(view)
    return made


@pytest.fixture
def turns(views) -> Turns:
    return Turns(views[0])


def test_each_step_has_a_turn_of_its_own_in_order(qtbot, turns):
    said: list[str] = []
    timer = QTimer(turns)
    timer.timeout.connect(lambda: said.append("turn") if said[-1:] != ["turn"] else None)
    timer.start(0)
    turns.then(lambda: said.append("one"), lambda: said.append("two"))
    turns.then(lambda: said.append("three"))
    assert said == []
    qtbot.waitUntil(lambda: "three" in said)
    steps = said[said.index("one") : said.index("three") + 1]
    assert steps == ["one", "turn", "two", "turn", "three"]


def test_views_that_are_to_be_drawn_are_held_until_their_turn(qtbot, turns, views):
    seen: list[list[bool]] = []

    def note() -> None:
        seen.append([view.updatesEnabled() for view in views])

    turns.draw(views[:1])
    turns.then(note)
    # One that waits already is not put off.
    turns.draw(views)
    turns.then(note)
    assert [view.updatesEnabled() for view in views] == [False, False]
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [[True, False], [True, True]]


def test_what_is_forgotten_is_not_done_and_leaves_no_view_undrawn(qtbot, turns, views):
    done: list[int] = []
    turns.draw(views)
    turns.then(lambda: done.append(1))
    turns.forget()
    assert [view.updatesEnabled() for view in views] == [True, True]
    turns.then(lambda: done.append(2))
    qtbot.waitUntil(lambda: bool(done))
    assert done == [2]


def test_a_step_may_ask_for_another(qtbot, turns):
    done: list[int] = []
    turns.then(lambda: (done.append(1), turns.then(lambda: done.append(2))))
    qtbot.waitUntil(lambda: done == [1, 2])
