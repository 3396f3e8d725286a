"""The search for garbage rests while somebody holds it, and only then."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from core import garbage
from core.garbage import hold_search, no_collection, release_search, search_if_short


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    gc.unfreeze()
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("on", [True, False])
def test_it_is_left_as_it_was_found(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    with no_collection():
        assert not gc.isenabled()
        with no_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is on


def test_an_error_does_not_leave_it_off() -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError), no_collection():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_the_last_thread_turns_it_on() -> None:
    gc.enable()
    inside, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with no_collection():
            inside.set()
            leave.wait(10)

    other = threading.Thread(target=stay)
    with no_collection():
        other.start()
        assert inside.wait(10)
    assert not gc.isenabled()
    leave.set()
    other.join()
    assert gc.isenabled()


def test_the_search_waits_for_every_holder() -> None:
    gc.enable()
    hold_search("start")
    hold_search("comparison")
    hold_search("comparison")
    release_search("start")
    assert not gc.isenabled()
    with no_collection():
        pass
    assert not gc.isenabled()
    release_search("comparison")
    assert gc.isenabled()
    release_search("comparison")
    assert gc.isenabled()


class Cycle:
    def __init__(self) -> None:
        self.self = self


@pytest.mark.parametrize("few", [20_000, 0])
def test_cycles_are_found_where_that_is_quick_and_else_put_aside(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(garbage, "_FEW", few)
    gc.freeze()
    with no_collection():
        gone, kept = weakref.ref(Cycle()), [[] for _ in range(500)]
        before = gc.get_freeze_count()
        assert search_if_short() is bool(few)
        assert (gone() is None) is bool(few)
        # What is looked at again is not what was too much for once.
        assert (gc.get_freeze_count() - before >= len(kept)) is not bool(few)


def test_cycles_of_any_age_are_found() -> None:
    gc.freeze()
    with no_collection():
        old = Cycle()
        gone = weakref.ref(old)
        search_if_short()
        del old
        search_if_short()
        assert gone() is None
