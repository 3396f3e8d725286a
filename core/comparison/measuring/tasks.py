"""Which thread measures what next."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.cancelling import Check
from core.comparison.measuring.outcomes import Outcome
from core.comparison.measuring.parts import LargePair
from core.comparison.measuring.sides import Opener
from core.comparison.measuring.streams import Job

MOST_JOBS = 16
"""Jobs of one task: what can be saved by more is little by then."""

_SMALL = 16_384
"""Numbers of a side up to which a pair is more Python than kernels where each is read alone."""

_SEVERAL = 2
"""Small tasks after which the next ones are taken to be small, too."""

_PATIENCE = 0.005
"""Seconds that a thread leaves the work to the first one, and how long a small task may take."""


@dataclass(frozen=True, slots=True)
class Task:
    """Some jobs, or one part of a large pair, for one thread."""

    jobs: list[Job]
    stamps: dict[int, object | None] = field(default_factory=dict)
    """What the keeper says of the files, by index of the pair; taken with the first part."""
    large: LargePair | None = None
    part: int = 0


class Tasks:
    """What is left to do: jobs in their order, the last ones cut up so that no thread idles.

    As long as pairs turn out to be small a task has more and more of them. Where each has
    to be read alone one thread takes all while they are small: measuring them is mostly Python
    then, and several threads spend more time on handing its lock to and fro than they save.
    """

    def __init__(self, opener: Opener, jobs: list[Job], threads: int) -> None:
        self._opener = opener
        self._jobs = deque(jobs)
        self._threads = threads
        self._parts: deque[Task] = deque()
        self._changed = threading.Condition()
        self._most = 1
        """Jobs that the next task may have."""
        self._several = 0
        """Tasks under way of which some jobs may come back."""
        self._small = 0
        """Tasks done one after the other that were a small job alone."""
        self._begun = 0.0
        """When the first thread began its task."""

    def next(self, thread: int, given_up: Check) -> Task | None:
        """A task for the ``thread`` that asks, None when there is nothing left for it."""
        while thread and self._one_is_enough():
            time.sleep(_PATIENCE)
            if given_up():
                return None
        with self._changed:
            if not thread:
                self._begun = time.monotonic()
            while self._several and not self._jobs and not self._parts:
                self._changed.wait(_PATIENCE)
                if given_up():
                    return None
            if self._parts:
                return self._parts.popleft()
            if not self._jobs:
                return None
            job = self._jobs.popleft()
            if len(job) == 1 and len(self._jobs) < self._threads - 1:
                large = LargePair.cut(self._opener, job[0][1], self._threads)
                if large is not None:
                    stamps: dict[int, object | None] = {}
                    self._parts.extend(Task([job], stamps, large, i) for i in range(len(large)))
                    self._changed.notify_all()
                    return self._parts.popleft()
            more = min(self._most - 1, len(self._jobs) // self._threads)
            task = Task([job, *(self._jobs.popleft() for _ in range(more))])
            self._several += more > 0
            return task

    def done(self, task: Task, outcomes: Sequence[Sequence[Outcome]]) -> None:
        """Take note of what came of the first jobs of a task; the others are to be done later."""
        with self._changed:
            if len(task.jobs) > 1:
                self._several -= 1
                self._jobs.extendleft(reversed(task.jobs[len(outcomes) :]))
                self._changed.notify_all()
            all_done = len(outcomes) == len(task.jobs)
            self._most = min(len(outcomes) * (1 + all_done), MOST_JOBS)
            alone = len(task.jobs) == 1 and all(
                max(one.left_count, one.right_count) <= _SMALL for one in outcomes[0]
            )
            self._small = self._small + 1 if alone else 0

    def _one_is_enough(self) -> bool:
        recent = time.monotonic() - self._begun < _PATIENCE
        return bool(self._jobs) and self._small >= _SEVERAL and recent
