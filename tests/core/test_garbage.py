"""The garbage collector rests while a plan is made, and only then."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from core.garbage import no_collection


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
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
