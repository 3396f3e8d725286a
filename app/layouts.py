"""Where the nodes of the network that is open stand, worked out in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.pacing.right_of_way import LONG_BESIDE_PYTHON, RightOfWay
from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.giving_way import giving_way

if TYPE_CHECKING:
    from core.network.layout import Layout
    from core.network.model import Network


class Layouts(QObject):
    """Lays out one network at a time, and knows which one is drawn.

    ``laid_out(Network, Layout)`` comes for a large network first with a ``passing`` layout and
    then with the one that stays; or ``failed(error)``. ``begun`` and ``over`` stand around the
    work, whatever comes of it.
    """

    begun = Signal()
    laid_out = Signal(object, object)
    failed = Signal(object)
    over = Signal()

    def __init__(self, right_of_way: RightOfWay, parent: QObject | None = None) -> None:
        """``right_of_way``: the window's, before the thread that lays out."""
        super().__init__(parent)
        self._right_of_way = right_of_way
        self._drawn: Network | None = None
        self._task = BackgroundTask(self, "layout")
        self._task.progressed.connect(lambda pair: self.laid_out.emit(*pair))
        self._task.succeeded.connect(lambda pair: self.laid_out.emit(*pair))
        self._task.failed.connect(self._on_failed)
        self._task.idle.connect(self._on_idle)

    def lay_out(
        self,
        network: Network,
        sizes: Callable[[Network], Mapping[str, tuple[float, float]]],
        prepare: Callable[[Network, Layout], object] | None = None,
        folded_from: Network | None = None,
    ) -> bool:
        """Place the network's nodes in the background.

        ``sizes`` is called there, and so is ``prepare`` with what is about to be ``laid_out``.
        False, and nothing is done, for a network equal to the one already placed, unless it is
        ``folded_from`` another one, or that one itself again.
        """
        if folded_from is None and network == self._drawn:
            return False
        self._drawn = folded_from or network

        def work(handle: Handle) -> tuple[Network, Layout]:
            with giving_way(self._right_of_way.wait):
                return drawn(handle)

        def drawn(handle: Handle) -> tuple[Network, Layout]:
            from app.kept_layouts import usual_layouts
            from core.network.layout import lay_out

            def cancelled() -> bool:
                self._right_of_way.wait()
                return handle.cancelled()

            def show(layout: Layout) -> None:
                if prepare is not None:
                    prepare(network, layout)
                handle.report((network, layout))

            layout = lay_out(
                network,
                sizes(network),
                cancelled=cancelled,
                show_meanwhile=show,
                cache=usual_layouts(),
            )
            if prepare is not None and not handle.cancelled():
                prepare(network, layout)
            return network, layout

        self.begun.emit()
        self._right_of_way.take_long_turns(LONG_BESIDE_PYTHON, self)
        self._task.start(work)
        return True

    def forget(self) -> None:
        """Nothing is drawn any more; a layout under way is dropped."""
        self._drawn = None
        self._task.cancel()

    def close(self) -> None:
        """Stop, and wait for it."""
        self._right_of_way.take_long_turns(None, self)
        self._task.join()

    def _on_idle(self) -> None:
        self._right_of_way.take_long_turns(None, self)
        self.over.emit()

    def _on_failed(self, error: Exception) -> None:
        # The next comparison tries again.
        self._drawn = None
        self.failed.emit(error)
