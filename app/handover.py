"""What a window hands over to the one that takes its place, in another language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QObject

from app.request_from import Asked

if TYPE_CHECKING:
    from app.kept_values import KeptValues
    from app.session import Session
    from core.comparison.model import PairFiles, PairResult
    from widgets.elements.window import ElementWindow
    from widgets.topology.folding import KeptFolds


class OpenElements(NamedTuple):
    """An element window: whose it is, and where it stood."""

    pair: PairFiles
    geometry: QByteArray


@dataclass(frozen=True, slots=True)
class Handover:
    """What was compared, or was to be, and what stood around it."""

    asked: Asked | None = None
    results: Mapping[PairFiles, PairResult] | None = None
    """Of a comparison that was cancelled, and is to stay so; None for any other."""
    elements: tuple[OpenElements, ...] = ()
    values: KeptValues | None = None
    """Numbers that the element windows have read."""
    selected: tuple[str, str] | None = None
    """The files' names of the pair that is selected."""
    folds: KeptFolds | None = None


class Reopening(QObject):
    """Opens element windows again, each once the result of its pair has come."""

    def __init__(
        self,
        elements: Sequence[OpenElements],
        session: Session,
        show: Callable[[int], ElementWindow | None],
        over: Callable[[], object],
        owner: QObject,
    ) -> None:
        """``show`` opens the window of a pair by its index; ``over`` is called behind the last."""
        super().__init__(owner)
        self._waiting = {one.pair: one for one in elements}
        self._show = show
        self._over = over
        session.measured.connect(self._on_measured)
        for end in (session.completed, session.stopped, session.failed):
            end.connect(self._on_end)

    @property
    def waiting(self) -> tuple[OpenElements, ...]:
        """Those that are still to be opened."""
        return (*self._waiting.values(),)

    def _on_measured(self, results: Sequence[tuple[int, PairResult]]) -> None:
        if not self._waiting:
            return
        for index, result in results:
            wanted = self._waiting.pop(result.pair.files, None)
            if wanted is not None:
                window = self._show(index)
                if window is not None:
                    window.restoreGeometry(wanted.geometry)
        if not self._waiting:
            self._over()

    def _on_end(self, _: object = None) -> None:
        """The rest are of pairs that are no more."""
        self._waiting.clear()
