"""Views take results in turns, and nothing is lost or shown of a plan that is gone."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest

from app.pacing.result_feed import ResultFeed
from app.pacing.right_of_way import RightOfWay

COUNT = 4000


@pytest.fixture
def taken() -> list[tuple[str, list[int]]]:
    return []


@pytest.fixture
def feed(qtbot, taken):
    names = ("table", "network", "trend")
    views = [
        lambda results, name=name: taken.append((name, [index for index, _ in results]))
        for name in names
    ]
    way = RightOfWay()
    return ResultFeed(views, way, way)


def results(first: int, last: int) -> list[tuple[int, object]]:
    return [(index, object()) for index in range(first, last)]


def of(taken, name: str) -> list[int]:
    return [index for view, indices in taken if view == name for index in indices]


def test_no_view_takes_anything_in_the_turn_results_come(feed, taken):
    feed.add(results(0, 3))
    assert taken == []
    assert not feed.hurry()


def test_each_view_has_a_turn_of_its_own(qtbot, feed, taken):
    feed.add(results(0, 3))
    qtbot.waitUntil(feed.hurry)
    assert taken == [(name, [0, 1, 2]) for name in ("table", "network", "trend")]


def test_what_comes_between_two_turns_reaches_every_view_once(qtbot, feed, taken):
    feed.add(results(0, 3))
    qtbot.waitUntil(lambda: bool(taken))
    feed.add(results(3, COUNT))
    qtbot.waitUntil(feed.hurry)
    for name in ("table", "network", "trend"):
        assert of(taken, name) == list(range(COUNT))
    assert max(len(indices) for _, indices in taken) < COUNT


def test_what_waits_at_the_end_is_shown_one_view_a_turn(qtbot, feed, taken):
    over: list[int] = []
    feed.add(results(0, COUNT))
    feed.drain(lambda: over.append(len(taken)))
    assert taken == []
    qtbot.waitUntil(lambda: bool(over))
    assert [of(taken, name) for name in ("table", "network", "trend")] == [list(range(COUNT))] * 3
    assert max(len(indices) for _, indices in taken) < COUNT
    assert over == [len(taken)]
    assert feed.hurry()


def test_where_nothing_waits_the_end_is_told_at_once_and_once(qtbot, feed, taken):
    over: list[int] = []
    feed.drain(lambda: over.append(1))
    assert over == [1]
    feed.add(results(0, 1))
    qtbot.waitUntil(lambda: len(taken) == 3)
    assert over == [1]


def test_the_end_of_what_is_gone_is_not_told(qtbot, feed, taken):
    over: list[int] = []
    feed.add(results(0, 9))
    feed.drain(lambda: over.append(1))
    feed.forget()
    feed.add(results(20, 21))
    qtbot.waitUntil(lambda: len(taken) == 3)
    assert over == []


def test_results_of_a_plan_that_is_gone_reach_nobody(qtbot, feed, taken):
    feed.add(results(0, 9))
    feed.forget()
    assert feed.hurry()
    feed.add(results(20, 21))
    qtbot.waitUntil(feed.hurry)
    assert of(taken, "table") == [20]


def waiting(way: RightOfWay) -> threading.Thread:
    thread = threading.Thread(target=way.wait)
    thread.start()
    return thread


def test_nobody_waits_for_a_free_way(qtbot):
    way = RightOfWay()
    way.take("network", 60.0)
    way.give("network")
    thread = waiting(way)
    thread.join(10)
    assert not thread.is_alive()


def test_one_reason_given_back_leaves_the_others(qtbot):
    way = RightOfWay()
    way.take("network", 60.0)
    way.take_turn()
    thread = waiting(way)
    qtbot.wait(30)
    assert thread.is_alive()
    way.give("network")
    thread.join(10)
    assert not thread.is_alive()


def test_a_turn_is_given_back_by_itself(qtbot):
    way = RightOfWay()
    way.take_turn()
    qtbot.wait(5)
    begun = time.monotonic()
    way.wait()
    way.take("network", 60.0)
    way.give_all()
    thread = waiting(way)
    thread.join(10)
    assert not thread.is_alive()
    assert time.monotonic() - begun < 60.0


def test_a_way_never_given_back_ends_by_itself(qtbot):
    way = RightOfWay()
    way.take("network", 0.02)
    thread = waiting(way)
    thread.join(10)
    assert not thread.is_alive()


def test_others_stand_back_in_a_long_turn_until_it_is_over(qtbot, monkeypatch):
    monkeypatch.setattr("app.pacing.right_of_way._TURN_SECONDS", 60.0)
    way = RightOfWay()
    way.take_long_turns(0.01)
    time.sleep(0.03)
    thread = waiting(way)
    thread.join(0.05)
    assert thread.is_alive()
    qtbot.waitUntil(lambda: not thread.is_alive())
    way.take_long_turns(None)


def test_nobody_stands_back_while_the_event_loop_turns(qtbot):
    way = RightOfWay()
    way.take_long_turns(60.0)
    qtbot.wait(20)
    thread = waiting(way)
    thread.join(10)
    assert not thread.is_alive()
    way.take_long_turns(None)


@pytest.mark.parametrize("end", ["no more", "all given"])
def test_who_stands_back_in_a_long_turn_goes_on_at_the_end_of_a_comparison(qtbot, monkeypatch, end):
    monkeypatch.setattr("app.pacing.right_of_way._TURN_SECONDS", 60.0)
    way = RightOfWay()
    way.take_long_turns(0.001)
    time.sleep(0.01)
    thread = waiting(way)
    if end == "no more":
        way.take_long_turns(None)
    else:
        way.give_all()
    again = waiting(way)
    for one in (thread, again):
        one.join(10)
        assert not one.is_alive()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows threads by number")
def test_who_waits_yields_its_processor_to_the_window(qtbot):
    way = RightOfWay()
    found: list[int] = []

    def look() -> None:
        way.wait()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        # A thread of a thread that yields inherits it, and yields no further.
        inner = threading.Thread(target=lambda: (way.wait(), found.append(own_priority())))
        inner.start()
        inner.join()

    before = own_priority()
    way.wait()
    assert own_priority() == before
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [found[0]] * 2
    assert found[0] == min(before + 5, 19)


def own_priority() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_a_long_turn_of_one_reason_outlasts_the_end_of_another(qtbot, monkeypatch):
    monkeypatch.setattr("app.pacing.right_of_way._TURN_SECONDS", 60.0)
    way = RightOfWay()
    way.take_long_turns(60.0)
    way.take_long_turns(0.001, "layout")
    way.give_all()
    time.sleep(0.01)
    thread = waiting(way)
    thread.join(0.05)
    assert thread.is_alive()
    way.take_long_turns(None, "layout")
    thread.join(10)
    assert not thread.is_alive()
