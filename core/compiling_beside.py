"""The very first start: a second process compiles what this one will want next.

Kernels are compiled one after the other, for a compiler holds Python's lock. What another process
has compiled is on the disk, and taken from there: with two cores the wait is little more than half
as long. Nothing is started where kernels come from the disk already.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

MODULES = (
    *("core.comparison.metrics_kernels", "core.dumps.hex_kernel"),
    *("core.comparison.findings.kernels", "core.comparison.findings.kernels_of_moves"),
    *("core.comparison.findings.kernels_of_steps", "core.comparison.findings.kernels_of_parts"),
    "core.dumps.text_kernel",
    *("core.comparison.elements_sort_kernels", "core.comparison.elements_kernels"),
    *("core.comparison.deeper.channels_kernels", "core.comparison.deeper.line_kernels"),
    *("core.comparison.deeper.magnitudes_kernels", "core.comparison.deeper.places_kernels"),
    "core.comparison.deeper.steps_kernels",
)
"""What the other process compiles, in the order in which it is wanted. Decimal text, half of all
there is, and what reads and measures at once, which is made of it, are left to this one."""

PATIENCE = 1.0
"""Seconds after which a kernel is not being loaded from the disk, but compiled."""

SILENCE = 10.0
"""Seconds without a word after which the other process is given up: it was stopped, or hangs."""

_BEAT = 0.2
"""Seconds of work, of its own and not by the clock, after which it says that it goes on. Where
others leave it a fiftieth of a core it is not given up yet."""
_MOST_BEATS = 600
"""Two minutes of work at one module: it goes round in circles."""

_ROOT = Path(__file__).resolve().parents[1]
_COMMAND = "import sys; sys.path.insert(0, sys.argv[1]); from core.compiling_beside import work"
_TOLD = "done"
_GOES_ON = "working"


class Beside:
    """The other process, from the first kernel that lasts; at most one for each start."""

    def __init__(
        self,
        modules: Sequence[str] = MODULES,
        patience: float = PATIENCE,
        silence: float = SILENCE,
    ) -> None:
        self.on_long: Callable[[], None] = lambda: None
        """Called, on a thread of its own, when a kernel turns out not to come from the disk."""
        self._left = list(modules)
        self._patience = patience
        self._silence = silence
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._over = False
        """Whether there is nothing more to come from it."""

    @contextlib.contextmanager
    def compiling(self, module: str) -> Iterator[None]:
        """While a kernel of ``module`` is compiled, or loaded; first waits for it to be there
        where the other process is to make it."""
        self._wait_for(module)
        if self._over or self._process is not None or module in self._left:
            yield
            return
        start = threading.Timer(self._patience, self._on_long)
        start.daemon = True
        start.start()
        try:
            yield
        finally:
            start.cancel()
            start.join()

    def stop(self) -> None:
        """No more from now on; what it has not finished is compiled here."""
        process = self._process
        if process is not None:
            # Whoever waits for it has the lock, and wakes.
            process.kill()
        with self._lock:
            self._end()

    def _on_long(self) -> None:
        self.on_long()
        self._start()

    def _start(self) -> None:
        with self._lock:
            if self._over or self._process is not None:
                return
            command = [sys.executable, "-P", "-c", f"{_COMMAND}; work({self._left!r})", str(_ROOT)]
            try:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError:
                # It would have been quicker with it, and works without.
                self._over = True
            else:
                atexit.register(self.stop)

    def _wait_for(self, module: str) -> None:
        if self._process is None or self._over or module not in self._left:
            return
        with self._lock:
            beats = 0
            while not self._over and module in self._left:
                words = self._hear()
                if words == [_GOES_ON]:
                    beats += 1
                elif words[:1] == [_TOLD] and words[1:] == self._left[:1]:
                    del self._left[0]
                    beats = 0
                if not words or not self._left or beats > _MOST_BEATS:
                    self._end()

    def _hear(self) -> list[str]:
        """What it says next; nothing where it has ended, or is silent and ended for that."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        # A pipe cannot be waited for with a limit on Windows; its end comes with the process's.
        limit = threading.Timer(self._silence, process.kill)
        limit.daemon = True
        limit.start()
        try:
            return process.stdout.readline().decode().split()
        finally:
            limit.cancel()
            limit.join()

    def _end(self) -> None:
        self._over = True
        process = self._process
        if process is None:
            return
        self._process = None
        process.kill()
        process.communicate()
        atexit.unregister(self.stop)


beside = Beside()
"""The one of this start."""


def work(modules: Sequence[str]) -> None:
    """What the other process does: compile, and say so; until nobody listens any more."""
    beside.stop()
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    threading.Thread(target=_say_that_it_goes_on, daemon=True).start()
    for module in modules:
        importlib.import_module(module)
        _say(_TOLD, module)


def _say(*words: str) -> None:
    # In one piece: two threads speak.
    os.write(sys.stdout.fileno(), f"{' '.join(words)}\n".encode())


def _say_that_it_goes_on() -> None:
    """For each piece of work, so that a process that is stopped or waits for ever is silent."""
    said = time.process_time()
    while True:
        time.sleep(_BEAT)
        if time.process_time() - said >= _BEAT:
            said = time.process_time()
            _say(_GOES_ON)


def _leave_with_parent() -> None:
    """The parent's end of the pipe closes however it ends."""
    sys.stdin.buffer.read()
    os._exit(1)
