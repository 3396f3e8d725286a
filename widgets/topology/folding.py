"""Which stretches of the shown network are folded, and what the user changes about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from core.comparison.model import PairResult, Severity
from core.garbage import no_collection
from core.network.model import Network
from widgets.parts.background import BackgroundTask, Handle

if TYPE_CHECKING:
    from core.network.folding import Folded

_WAIT_MILLISECONDS = 500
"""After the last result, so that a comparison under way does not fold again and again."""


class Folds(Enum):
    """What is folded: one or the other, for a block that is not good could not be both."""

    NOTHING = "nothing"
    GOOD = "good"
    """Runs of good nodes: only what is not good is shown."""
    REPEATS = "repeats"
    """Blocks that are repeated."""


_NOT_ASKED: tuple[Network | None, Folds, frozenset[str]] = (None, Folds.NOTHING, frozenset())


class KeptFolds(NamedTuple):
    """What the user has folded, and what he has unfolded of it by hand."""

    folds: Folds
    opened: tuple[tuple[str, ...], ...]


class TopologyFolding(QObject):
    """Knows the whole network, what is not good, and what was unfolded by hand.

    ``wanted(Network, Network)``: show the first, which is the second with stretches folded, or
    the second itself. It needs a layout; ``folded_as`` tells what was folded in it.
    ``changed``: ``folds`` is another. ``nothingRepeats``: blocks that are repeated were to be
    folded, and there are none.
    """

    wanted = Signal(object, object)
    changed = Signal(object)
    nothingRepeats = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole: Network | None = None
        self._folds = Folds.NOTHING
        self._just_chosen = False
        self._results: Mapping[str, Sequence[PairResult]] = {}
        self._unmatched: frozenset[str] = frozenset()
        self._opened: list[tuple[str, ...]] = []
        self._to_open: tuple[tuple[str, ...], ...] = ()
        """Of the network that comes next."""
        self._asked: tuple[Network | None, Folds, frozenset[str]] = _NOT_ASKED
        self._folded: Folded | None = None
        self._task = BackgroundTask(self, "fold")
        self._task.succeeded.connect(self._on_folded)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fold)

    # --- what there is to fold -----------------------------------------------------------

    def set_whole(self, network: Network | None) -> None:
        """Another network is shown, and all of it."""
        if network is not self._whole:
            self._opened = []
            self._task.cancel()
            self._results = {}
        if network is not None and self._to_open:
            self._opened, self._to_open = [*self._to_open], ()
        self._whole = network
        self._folded = None
        self._asked = (network, Folds.NOTHING, frozenset())
        if network is not None and self._folds is not Folds.NOTHING:
            self._timer.start(_WAIT_MILLISECONDS if self._folds is Folds.GOOD else 0)

    def whole(self) -> Network | None:
        """The network without folds."""
        return self._whole

    def folded_as(self, network: Network) -> Folded | None:
        """How ``network`` was folded; None where it was not, or not here."""
        folded = self._folded
        return folded if folded is not None and folded.network is network else None

    def set_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """What is known of each node by now; may be called with every result that comes."""
        self._results = results
        if self._folds is Folds.GOOD:
            self._timer.start(_WAIT_MILLISECONDS)

    def set_unmatched(self, names: Collection[str]) -> None:
        """Nodes with a dump that has no partner."""
        self._unmatched = frozenset(names)
        if self._folds is Folds.GOOD:
            self._timer.start(_WAIT_MILLISECONDS)

    # --- what the user wants -------------------------------------------------------------

    @property
    def folds(self) -> Folds:
        """What is folded."""
        return self._folds

    def set_folds(self, folds: Folds) -> None:
        """Fold this and nothing else: show only what is not good with what is right beside it,
        each run of repeated blocks as one, or everything."""
        if folds is not self._folds:
            self._folds = folds
            self._just_chosen = True
            self._opened = []
            self._timer.stop()
            self._fold()
            self.changed.emit(folds)

    def kept(self) -> KeptFolds:
        """For ``restore`` in another window."""
        return KeptFolds(self._folds, (*self._opened,))

    def restore(self, kept: KeptFolds) -> None:
        """Fold the network that is shown next as it was folded elsewhere."""
        self._to_open = kept.opened
        if kept.folds is not self._folds:
            self._folds = kept.folds
            self.changed.emit(kept.folds)

    def set_only_not_good(self, on: bool) -> None:
        """Fold runs of good nodes, or do so no more."""
        self._set(Folds.GOOD, on)

    def set_repeats(self, on: bool) -> None:
        """Fold blocks that are repeated, or do so no more."""
        self._set(Folds.REPEATS, on)

    def _set(self, folds: Folds, on: bool) -> None:
        if on:
            self.set_folds(folds)
        elif self._folds is folds:
            self.set_folds(Folds.NOTHING)

    def unfold(self, name: str) -> None:
        """Show the nodes of a fold."""
        if self._folded is not None and name in self._folded.members:
            self._opened.append(self._folded.members[name])
            self._fold()

    def can_fold(self, name: str) -> bool:
        """Whether ``name`` was unfolded by hand."""
        return any(name in group for group in self._opened)

    def fold_again(self, name: str) -> None:
        """Take back that the fold which held ``name`` was unfolded."""
        if self.can_fold(name):
            self._opened = [group for group in self._opened if name not in group]
            self._fold()

    def not_good(self) -> frozenset[str]:
        """Nodes with a result that is not good, or a dump without a partner."""
        bad = {
            name
            for name, results in self._results.items()
            if any(one.severity is not Severity.GOOD for one in results)
        }
        # Without results nothing is known to be good.
        return frozenset(bad | self._unmatched) if self._results else frozenset()

    # --- the work ------------------------------------------------------------------------

    def _fold(self) -> None:
        whole = self._whole
        if whole is None:
            return
        opened = frozenset(name for group in self._opened for name in group)
        not_good = self.not_good() if self._folds is Folds.GOOD else frozenset()
        folds = self._folds
        if folds is Folds.GOOD and not not_good:
            folds = Folds.NOTHING
        asked = (whole, folds, frozenset() if folds is Folds.NOTHING else opened | not_good)
        if self._asked == asked:
            return
        self._asked = asked
        if folds is Folds.NOTHING:
            self._task.cancel()
            self._show_whole(whole)
        else:
            self._task.start(_work(whole, folds, not_good, opened))

    def _show_whole(self, whole: Network) -> None:
        self._folded = None
        self.wanted.emit(whole, whole)

    def _on_folded(self, folded: Folded) -> None:
        if folded.whole is not self._whole:
            return
        chosen, self._just_chosen = self._just_chosen, False
        if folded.members:
            self._folded = folded
            self.wanted.emit(folded.network, folded.whole)
            return
        # The network as it is: it may be what is shown.
        if self._folded is not None:
            self._show_whole(folded.whole)
        if chosen and self._folds is Folds.REPEATS:
            self.nothingRepeats.emit()

    def folding(self) -> bool:
        """Whether it is being worked out what to fold."""
        return self._task.running or self._timer.isActive()

    def stop(self) -> None:
        """End what still runs; call before the window goes."""
        self._timer.stop()
        self._task.join()


def _work(
    whole: Network, folds: Folds, not_good: frozenset[str], opened: frozenset[str]
) -> Callable[[Handle], Folded]:
    """What a thread does to fold."""

    def work(_: Handle) -> Folded:
        from core.network.folding import fold, fold_repeats, with_neighbours

        with no_collection():
            if folds is Folds.REPEATS:
                return fold_repeats(whole, opened)
            return fold(whole, with_neighbours(whole, not_good) | opened)

    return work
