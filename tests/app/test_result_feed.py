"""Views take results in turns, and nothing is lost or shown of a plan that is gone."""

from __future__ import annotations

import threading
import time

import pytest

from app.result_feed import ResultFeed
from app.right_of_way import RightOfWay

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


def test_a_flush_shows_all_at_once(feed, taken):
    feed.add(results(0, COUNT))
    feed.flush()
    assert [of(taken, name) for name in ("table", "network", "trend")] == [list(range(COUNT))] * 3
    assert feed.hurry()


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
