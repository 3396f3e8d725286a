"""Ctrl+C ends a command whatever its threads are at."""

from __future__ import annotations

import _thread
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.commands import interrupting
from app.commands.interrupting import interruptible, leave_at_once

PROJECT = Path(__file__).resolve().parents[2]

_BUSY = f"""
import sys, threading
sys.path.insert(0, {str(PROJECT)!r})
import core.comparison.engine as engine
def busy(*_, **__):
    print("busy", flush=True)
    threading.Event().wait()
engine.measure_jobs = busy
from app.command_line import main
sys.exit(main(sys.argv[1:]))
"""
"""A thread that measures and never looks whether it is to stop, as in the middle of compiling."""


@pytest.fixture(autouse=True)
def left(monkeypatch) -> list[threading.Thread]:
    threads: list[threading.Thread] = []
    monkeypatch.setattr(interrupting, "_left", threads)
    return threads


def test_work_is_done_on_another_thread_and_its_result_given(left):
    assert interruptible(lambda stop: (threading.current_thread().name, stop.is_set())) == (
        "interruptible",
        False,
    )
    assert left == []
    leave_at_once(3)


def test_what_work_raises_is_raised(left):
    def fail(_: threading.Event) -> None:
        raise KeyError("layer")

    with pytest.raises(KeyError, match="layer"):
        interruptible(fail)
    assert left == []


def test_at_an_interrupt_work_is_told_to_stop_and_not_waited_for(left):
    told: list[bool] = []

    def work(stop: threading.Event) -> None:
        _thread.interrupt_main()
        told.append(stop.wait(60))

    with pytest.raises(KeyboardInterrupt):
        interruptible(work)
    (thread,) = left
    thread.join()
    assert told == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="a process of its own gets no Ctrl+C there")
def test_a_comparison_ends_although_its_threads_are_busy(tmp_path):
    for side in ("left", "right"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "conv1_output0_1_1_2_caffe.linear.float").write_text("1.0\n2.0\n")
    report = tmp_path / "report.json"
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", _BUSY, "compare"),
            *(str(tmp_path / "left"), str(tmp_path / "right"), "--json", str(report)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "busy\n"
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert errors.splitlines() == ["cosight: interrupted"]
    assert not report.exists()


_SLOW_END = f"""
import atexit, runpy, sys, time
sys.path.insert(0, {str(PROJECT)!r})
import app.commands.compare as compare
def interrupted(*_):
    raise KeyboardInterrupt
compare.write_reports = interrupted
atexit.register(time.sleep, 120)
sys.argv[0] = {str(PROJECT / "main.py")!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Ctrl+C while reports are written, in a process that would take long to its end."""


def test_what_would_take_long_at_the_end_is_not_waited_for(tmp_path):
    for side in ("left", "right"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "conv1_output0_1_1_2_caffe.linear.float").write_text("1.0\n2.0\n")
    process = subprocess.run(
        [
            *(sys.executable, "-c", _SLOW_END, "compare", "--no-cache"),
            *(str(tmp_path / "left"), str(tmp_path / "right")),
        ],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert process.returncode == 130
    assert process.stdout == ""
    assert process.stderr.splitlines() == ["cosight: interrupted"]
