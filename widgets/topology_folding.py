"""Which stretches of the shown network are folded, and what the user changes about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.comparison.model import PairResult, Severity
from core.garbage import no_collection
from core.network.model import Network
from widgets.background import BackgroundTask, Handle

if TYPE_CHECKING:
    from core.network.folding import Folded

_WAIT_MILLISECONDS = 500
"""After the last result, so that a comparison under way does not fold again and again."""


class TopologyFolding(QObject):
    """Knows the whole network, what is not good, and what was unfolded by hand.

    ``wanted(Network, Network)``: show the first, which is the second with stretches folded, or
    the second itself. It needs a layout; ``folded_as`` tells what was folded in it.
    ``changed``: ``only_not_good`` is another.
    """

    wanted = Signal(object, object)
    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole: Network | None = None
        self._only_not_good = False
        self._results: Mapping[str, Sequence[PairResult]] = {}
        self._unmatched: frozenset[str] = frozenset()
        self._opened: list[tuple[str, ...]] = []
        self._asked: tuple[Network | None, frozenset[str] | None] = (None, None)
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
        self._whole = network
        self._folded = None
        self._asked = (network, None)
        if self._only_not_good:
            self._timer.start(_WAIT_MILLISECONDS)

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
        if self._only_not_good:
            self._timer.start(_WAIT_MILLISECONDS)

    def set_unmatched(self, names: Collection[str]) -> None:
        """Nodes with a dump that has no partner."""
        self._unmatched = frozenset(names)
        if self._only_not_good:
            self._timer.start(_WAIT_MILLISECONDS)

    # --- what the user wants -------------------------------------------------------------

    @property
    def only_not_good(self) -> bool:
        """Whether runs of good nodes are folded."""
        return self._only_not_good

    def set_only_not_good(self, on: bool) -> None:
        """Show only what is not good with what is right beside it, or everything."""
        if on != self._only_not_good:
            self._only_not_good = on
            self._opened = []
            self._timer.stop()
            self._fold()
            self.changed.emit(on)

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
        not_good = self.not_good() if self._only_not_good else frozenset()
        if not not_good:
            self._task.cancel()
            if self._asked != (whole, None):
                self._asked = (whole, None)
                self._folded = None
                self.wanted.emit(whole, whole)
            return
        opened = frozenset(name for group in self._opened for name in group)
        key = not_good | opened
        if self._asked == (whole, key):
            return
        self._asked = (whole, key)

        def work(_: Handle) -> Folded:
            from core.network.folding import fold, with_neighbours

            with no_collection():
                return fold(whole, with_neighbours(whole, not_good) | opened)

        self._task.start(work)

    def _on_folded(self, folded: Folded) -> None:
        if folded.whole is self._whole:
            self._folded = folded
            self.wanted.emit(folded.network, folded.whole)

    def folding(self) -> bool:
        """Whether it is being worked out what to fold."""
        return self._task.running or self._timer.isActive()

    def stop(self) -> None:
        """End what still runs; call before the window goes."""
        self._timer.stop()
        self._task.join()
