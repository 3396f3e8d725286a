"""What a comparison has to say, until the window comes for it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from core.comparison.model import PairResult, Plan

PLAN_SECONDS = 1.0
"""The comparison goes on after this long even if the window is still busy with the plan."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan, and the results known before by their index into its pairs."""

    plan: Plan
    kept: Mapping[int, PairResult]


class Inbox:
    """Where the comparison's thread leaves what it has to say until the window comes for it.

    Signals would queue up faster than a slow window draws and keep it from everything else.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planned: Planned | None = None
        self._let_go = threading.Event()
        self._results: list[tuple[int, PairResult]] = []
        self._text = ""

    def put_plan(self, planned: Planned) -> None:
        """Leave the plan and wait until the window shows it: two busy threads beside it would
        slow down the longest step the window has."""
        with self._lock:
            self._planned = planned
        self._let_go.wait(PLAN_SECONDS)

    def let_go(self) -> None:
        """The plan is shown, or nobody will show it: the comparison need not wait."""
        self._let_go.set()

    def put_result(self, index: int, result: PairResult) -> None:
        """Leave what came out of a pair."""
        with self._lock:
            self._results.append((index, result))

    def put_text(self, text: str) -> None:
        """Leave what is being done; it takes the place of what was left before."""
        with self._lock:
            self._text = text

    def take(self) -> tuple[Planned | None, list[tuple[int, PairResult]], str]:
        """Everything that came since the last look."""
        with self._lock:
            taken = self._planned, self._results, self._text
            self._planned, self._results, self._text = None, [], ""
        return taken
