"""The stretch of pairs that is chosen in the trend: by mouse, by key, or from outside."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

Stretch = tuple[int, int]
"""First and last pair."""


class StretchChoice(QObject):
    """Knows the stretch, and which of its ends moves, as a selection in a text has one.

    ``chosen(first, last)`` and ``cleared`` speak of what the user did and come after ``shown``,
    which says what is to be drawn: a ``Stretch`` that stands or is being drawn, or None.
    """

    chosen = Signal(int, int)
    cleared = Signal()
    shown = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stretch: Stretch | None = None
        self._fixed = self._moving = -1

    def stretch(self) -> Stretch | None:
        """The stretch that stands; None: none does."""
        return self._stretch

    def set_stretch(self, first: int | None, last: int | None, count: int) -> None:
        """Of ``count`` pairs those from ``first`` to ``last``, in either order; without ``last``,
        or where there is none of them, none are."""
        self._stretch = None
        if first is not None and last is not None and count:
            low, high = sorted((first, last))
            if high >= 0 and low < count:
                self._stretch = max(low, 0), min(high, count - 1)
        self._fixed = self._moving = -1
        self.shown.emit(self._stretch)

    def choose(self, first: int, last: int) -> None:
        """The user has chosen this stretch."""
        changed = self._stretch != (first, last)
        self._stretch = first, last
        self.shown.emit(self._stretch)
        if changed:
            self.chosen.emit(first, last)

    def brush(self, first: int, last: int, done: bool) -> None:
        """The mouse draws this stretch; once it is ``done``, its last end moves next."""
        if done:
            self.choose(first, last)
            self._fixed, self._moving = first, last
        else:
            self.shown.emit((first, last))

    def grow(self, step: int, cursor: int, count: int) -> int:
        """The user moves one end by so many pairs; where no stretch stands, one begins at
        ``cursor``. Where that end is now."""
        if self._stretch is None:
            self._fixed = self._moving = max(cursor, 0)
        elif {self._fixed, self._moving} != set(self._stretch):
            self._fixed, self._moving = self._stretch
        self._moving = min(max(self._moving + step, 0), count - 1)
        low, high = sorted((self._fixed, self._moving))
        self.choose(low, high)
        return self._moving

    def clear(self) -> None:
        """The user takes the stretch away."""
        if self._stretch is not None:
            self._stretch = None
            self._fixed = self._moving = -1
            self.shown.emit(None)
            self.cleared.emit()
