"""A second process compiles what is wanted next, where kernels do not come from the disk."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import compiling_beside
from core.compiling_beside import MODULES, Beside

CORE = Path(compiling_beside.__file__).parent
LEFT_HERE = {"core.dumps.decimal_kernel", "core.comparison.measuring.streaming_kernel"}


@pytest.fixture
def process(request: pytest.FixtureRequest) -> Iterator[Beside]:
    made = Beside(request.param, patience=0.0)
    yield made
    made.stop()


def until_it_runs(beside: Beside) -> subprocess.Popen[bytes]:
    with beside.compiling("something.that.lasts"):
        while beside._process is None:
            time.sleep(0.001)
    assert beside._process is not None
    return beside._process


def test_every_module_with_kernels_is_compiled_by_one_of_the_two() -> None:
    with_kernels = {
        ".".join(("core", *file.relative_to(CORE).with_suffix("").parts))
        for file in CORE.rglob("*.py")
        if re.search(r"^@kernel\(|: kernel\($", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert with_kernels == {*MODULES, *LEFT_HERE}
    assert len(set(MODULES)) == len(MODULES)


def test_what_comes_from_the_disk_starts_no_process() -> None:
    beside = Beside(["json"], patience=10.0)
    with beside.compiling("something.quick"):
        pass
    assert beside._process is None
    assert not any(isinstance(thread, threading.Timer) for thread in threading.enumerate())


@pytest.mark.parametrize("process", [["json"]], indirect=True)
def test_whoever_asked_hears_that_it_lasts(process: Beside) -> None:
    told = threading.Event()
    process.on_long = told.set
    until_it_runs(process)
    assert told.is_set()


@pytest.mark.parametrize("process", [["json", "string"]], indirect=True)
def test_what_the_other_process_makes_is_waited_for(process: Beside) -> None:
    running = until_it_runs(process)
    with process.compiling("string"):
        assert process._left == []
    assert running.returncode is not None
    with process.compiling("json"):
        assert process._process is None


@pytest.mark.parametrize(
    "process", [["json", "a_module_that_is_not_there", "string"]], indirect=True
)
def test_where_it_fails_the_rest_is_compiled_here(process: Beside) -> None:
    running = until_it_runs(process)
    with process.compiling("string"):
        assert process._left == ["a_module_that_is_not_there", "string"]
    assert running.returncode
    # A second one would fail, too.
    with process.compiling("something.else"):
        time.sleep(0.05)
    assert process._process is None


def test_stopping_wakes_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        compiling_beside, "_COMMAND", "import time; work = lambda modules: time.sleep(60)"
    )
    beside = Beside(["json"], patience=0.0)
    running = until_it_runs(beside)
    compiled = threading.Event()

    def compile_it() -> None:
        with beside.compiling("json"):
            compiled.set()

    waiting = threading.Thread(target=compile_it)
    waiting.start()
    assert not compiled.wait(0.2)
    beside.stop()
    waiting.join(10.0)
    assert compiled.is_set()
    assert running.returncode is not None


HANGS = "import time; work = lambda modules: time.sleep(100)"
IS_STOPPED = "import os, signal; work = lambda modules: os.kill(os.getpid(), signal.SIGSTOP)"
IN_CIRCLES = """import itertools
work = lambda modules: [print("working") for _ in itertools.count()]"""


@pytest.mark.parametrize(
    ("command", "silence"),
    [
        pytest.param(HANGS, 0.5, id="hangs"),
        pytest.param(
            IS_STOPPED,
            0.5,
            id="is stopped",
            marks=pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="stops no process"),
        ),
        pytest.param(IN_CIRCLES, 60.0, id="in circles"),
    ],
)
def test_one_that_gets_nowhere_is_given_up(
    monkeypatch: pytest.MonkeyPatch, command: str, silence: float
) -> None:
    monkeypatch.setattr(compiling_beside, "_COMMAND", command)
    beside = Beside(["json"], patience=0.0, silence=silence)
    running = until_it_runs(beside)
    with beside.compiling("json"):
        assert beside._process is None
    assert running.returncode is not None
    assert beside._left == ["json"]


def test_one_that_works_on_is_waited_for_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = """import time
say = lambda *words: print(*words, flush=True)
work = lambda modules: [time.sleep(0.2) or say("working") for _ in range(8)] and say("done json")"""
    monkeypatch.setattr(compiling_beside, "_COMMAND", slow)
    beside = Beside(["json"], patience=0.0, silence=1.0)
    until_it_runs(beside)
    with beside.compiling("json"):
        assert beside._left == []


def test_the_other_process_says_that_it_works(tmp_path: Path) -> None:
    lasting = "import time\nwhile time.process_time() < 1.0:\n    pass\n"
    (tmp_path / "lasting.py").write_text(lasting, encoding="utf-8")
    (tmp_path / "idle.py").write_text("import time; time.sleep(0.5)\n", encoding="utf-8")
    command = f"sys.path.append(sys.argv[2]); {compiling_beside._COMMAND}"
    child = subprocess.Popen(
        [
            *(sys.executable, "-P", "-c"),
            f"import sys; {command}; work(['lasting', 'idle', 'json'])",
            *(str(CORE.parent), str(tmp_path)),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    said = child.stdout.read().decode().splitlines()
    child.communicate()
    first = said.index("done lasting")
    assert set(said[:first]) == {"working"}
    rest = said[first + 1 :]
    assert [words for words in rest if words != "working"] == ["done idle", "done json"]
    # What was worked before the first was told may be told of behind it.
    assert rest.count("working") <= 1


def test_a_process_that_cannot_be_started_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/there/is/no/such/python")
    beside = Beside(["json"], patience=0.0)
    with beside.compiling("something.that.lasts"):
        time.sleep(0.05)
    with beside.compiling("json"):
        assert beside._process is None


def test_the_other_process_leaves_with_this_one() -> None:
    command = f"{compiling_beside._COMMAND}; import threading; work([]); threading.Event().wait()"
    child = subprocess.Popen(
        [sys.executable, "-P", "-c", command, str(CORE.parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert child.poll() is None
    child.communicate(timeout=20.0)
    assert child.returncode == 1
