"""Hands results on to the views one at a time, so that no turn of the event loop draws them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from app.pacing.right_of_way import RightOfWay
from app.pacing.turns import TURN_MILLISECONDS
from core.comparison.model import PairResult

Results = Sequence[tuple[int, PairResult]]

BEAT_MILLISECONDS = 50
"""From one view to the next while results stream in: each is drawn a few times a second."""

_MANY = 20
"""Where so many come between two turns of a view, comparing them is mostly Python."""

_MANY_MILLISECONDS = 120
"""From one view to the next where so many come: while one is drawn nobody compares."""

_MOST = 1500
"""Results a view takes in at once, so that thousands of kept ones do not hold up the window."""


class ResultFeed(QObject):
    """Keeps results until it is a view's turn to take what has come since its last.

    A view that takes results in is drawn behind that in the same turn of the event loop; four of
    them at once are what a user would feel.
    """

    def __init__(
        self,
        views: Sequence[Callable[[Results], object]],
        right_of_way: RightOfWay,
        owner: QObject,
    ) -> None:
        """``views`` take results, in the order of their turns."""
        super().__init__(owner)
        self._views = tuple(views)
        self._right_of_way = right_of_way
        self._waiting: list[list[tuple[int, PairResult]]] = [[] for _ in views]
        self._next = 0
        self._many = False
        self._over: Callable[[], object] | None = None
        """Called once all is shown; None while more may come."""
        self._beat = QTimer(self)
        self._beat.setSingleShot(True)
        self._beat.timeout.connect(self._on_beat)

    def add(self, results: Results) -> None:
        """These are to be shown, within some beats."""
        for waiting in self._waiting:
            waiting += results
        if not self._beat.isActive():
            self._beat.start(BEAT_MILLISECONDS)

    def forget(self) -> None:
        """What waits belongs to a plan that is not shown any more."""
        self._beat.stop()
        self._over = None
        self._waiting = [[] for _ in self._views]

    def hurry(self) -> bool:
        """Nothing more comes: no rest between the turns. Whether all is shown."""
        if not any(self._waiting):
            return True
        # It is asked again and again, which must not put the next turn off.
        if not self._beat.isActive() or self._beat.remainingTime() > TURN_MILLISECONDS:
            self._beat.start(TURN_MILLISECONDS)
        return False

    def drain(self, over: Callable[[], object]) -> None:
        """Nothing more comes, and nobody asks whether all is shown: no rest between the turns, and
        ``over`` is called behind the last."""
        self._over = over
        if self.hurry():
            self._end()

    def _end(self) -> None:
        over, self._over = self._over, None
        if over is not None:
            over()

    def _on_beat(self) -> None:
        count = len(self._views)
        order = [(self._next + step) % count for step in range(count)]
        place = next((place for place in order if self._waiting[place]), -1)
        if place < 0:
            return
        self._next = (place + 1) % count
        self._feed(place, _MOST)
        if not any(self._waiting):
            self._end()
        elif self._over is not None:
            self._beat.start(TURN_MILLISECONDS)
        else:
            self._beat.start(_MANY_MILLISECONDS if self._many else BEAT_MILLISECONDS)

    def _feed(self, place: int, most: int) -> None:
        taken, self._waiting[place] = self._waiting[place][:most], self._waiting[place][most:]
        self._many = len(taken) >= _MANY
        if self._many and self._over is None:
            self._right_of_way.take_turn()
        if taken:
            self._views[place](taken)
