"""Garbage is searched for again once nobody holds the search, and not before."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QObject, Signal

from app import garbage
from app.garbage import hold_search, hold_while_comparing, release_search


class ComparingSession(QObject):
    """The signals of a session, and nothing behind them."""

    preparing = Signal()
    completed = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    comparing = False


@pytest.fixture(autouse=True)
def searching_afterwards():
    yield
    gc.unfreeze()
    gc.enable()


def test_the_search_waits_for_every_holder():
    hold_search("start")
    hold_search("comparison")
    release_search("start")
    assert not gc.isenabled()
    release_search("comparison")
    assert gc.isenabled()


def test_what_was_made_meanwhile_is_not_looked_at_again():
    hold_search("start")
    before = gc.get_freeze_count()
    kept = [[] for _ in range(500)]
    release_search("start")
    assert gc.get_freeze_count() >= before + len(kept)


def test_cycles_made_meanwhile_are_found_where_that_is_quick(monkeypatch):
    class Cycle:
        def __init__(self) -> None:
            self.self = self

    for few, lost in ((1 << 30, False), (0, True)):
        monkeypatch.setattr(garbage, "_FEW", few)
        hold_search("start")
        gone = weakref.ref(Cycle())
        release_search("start")
        assert (gone() is not None) is lost


@pytest.mark.parametrize("end", ["completed", "stopped", "failed"])
def test_a_comparison_holds_the_search_until_it_ends(end):
    session = ComparingSession()
    hold_while_comparing(session)
    assert gc.isenabled()
    session.comparing = True
    session.preparing.emit()
    session.failed.emit(RuntimeError("no picture"))
    assert not gc.isenabled()
    session.comparing = False
    signal = getattr(session, end)
    signal.emit() if end == "stopped" else signal.emit(None)
    assert gc.isenabled()


def test_a_comparison_already_under_way_holds_the_search():
    session = ComparingSession()
    session.comparing = True
    hold_while_comparing(session)
    assert not gc.isenabled()
    session.comparing = False
    session.stopped.emit()
    assert gc.isenabled()
