"""Which thread measures what next."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from core.comparison.model import Pair
from core.comparison.parts import LargePair
from core.comparison.streams import Opener, Outcome

Check = Callable[[], bool]

_SMALL = 16_384
"""Numbers of a side up to which a pair is more Python than kernels."""

_SEVERAL = 2
"""Small tasks after which the next ones are taken to be small, too."""

_PATIENCE = 0.005
"""Seconds that a thread leaves the work to the first one, and how long a small task may take."""


@dataclass(frozen=True, slots=True)
class Task:
    """Pairs with one left file, or one part of a large pair, for one thread."""

    job: list[tuple[int, Pair]]
    stamps: dict[int, object | None]
    """What the keeper says of the files, by index of the pair; taken with the first part."""
    large: LargePair | None = None
    part: int = 0


class Tasks:
    """What is left to do: jobs in their order, the last ones cut up so that no thread idles.

    While pairs are small one thread alone takes them: measuring them is mostly Python, and several
    threads spend more time on handing its lock to and fro than they save.
    """

    def __init__(self, opener: Opener, jobs: list[list[tuple[int, Pair]]], threads: int) -> None:
        self._opener = opener
        self._jobs = deque(jobs)
        self._threads = threads
        self._parts: deque[Task] = deque()
        self._lock = threading.Lock()
        self._small = 0
        """Tasks done one after the other that were all small."""
        self._begun = 0.0
        """When the first thread began its task."""

    def next(self, thread: int, given_up: Check) -> Task | None:
        """A task for the ``thread`` that asks, None when there is nothing left for it."""
        while thread and self._one_is_enough():
            time.sleep(_PATIENCE)
            if given_up():
                return None
        with self._lock:
            if not thread:
                self._begun = time.monotonic()
            if self._parts:
                return self._parts.popleft()
            if not self._jobs:
                return None
            job = self._jobs.popleft()
            if len(job) == 1 and len(self._jobs) < self._threads - 1:
                large = LargePair.cut(self._opener, job[0][1], self._threads)
                if large is not None:
                    stamps: dict[int, object | None] = {}
                    self._parts.extend(Task(job, stamps, large, i) for i in range(len(large)))
                    return self._parts.popleft()
            return Task(job, {})

    def done(self, outcomes: list[Outcome]) -> None:
        """Take note of what a task has turned out to be."""
        small = all(max(one.left_count, one.right_count) <= _SMALL for one in outcomes)
        self._small = self._small + 1 if small else 0

    def _one_is_enough(self) -> bool:
        recent = time.monotonic() - self._begun < _PATIENCE
        return bool(self._jobs) and self._small >= _SEVERAL and recent
