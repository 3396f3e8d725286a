"""What the pages of deeper numbers share: counted when they are first seen, on a thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from core.comparison.elements import Elements
from core.comparison.model import PairResult
from core.errors import CosightError
from widgets.elements.text import Shape
from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.heavy_imports import import_heavy
from widgets.parts.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.comparison.deeper.walk import Walk
    from core.comparison.distributions import Density

Count = Callable[["Walk"], Any]
Rows = list[list[str]]

_PATIENCE_MS = 500
"""What lasts no longer needs no bar."""
_STEPS = 1000
_LEAST_HEIGHT = 120


@dataclass(frozen=True, slots=True)
class DeeperPair:
    """The elements to be counted, all read, and what is known of them."""

    elements: Elements
    shape: Shape | None
    """(C, H, W) of the elements; None where none is known."""
    result: PairResult


class DeeperPage(QStackedWidget):
    """Counts its pair the first time it is seen, and again only for another one.

    A page says how (``counting``), what its picture is (``make_content``, built with the first
    result) and how a result is shown. ``elementPicked`` carries an element that was clicked, or
    found for what was clicked; ``said`` a word about it.
    """

    elementPicked = Signal(int)
    ready = Signal()
    """A result is shown."""

    needs_shape = False
    """Whether there is nothing to count without a shape."""
    needs_plots = False
    """Whether the picture needs pyqtgraph."""
    kernels = ""
    """The module of its kernels: imported on the thread that counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: DeeperPair | None = None
        self._why_not = ""
        self._result: Any = None
        self._counted = False
        self._failed = False
        self._kept = False
        self._slow = False
        self._plots = False
        self._content: QWidget | None = None
        self._message = WrappedLabel()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setObjectName("deeperMessage")
        self._progress = QProgressBar()
        self._progress.setMaximumWidth(240)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.hide()
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.addStretch(1)
        column.addWidget(self._message)
        column.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._waiting = waiting
        self.addWidget(waiting)
        self._task = BackgroundTask(self, "deeper count")
        self._task.succeeded.connect(self._on_counted)
        self._task.failed.connect(self._on_failed)
        self._task.progressed.connect(self._on_progress)
        self._search = BackgroundTask(self, "deeper search")
        self._search.succeeded.connect(self._on_found)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience)

    def minimumSizeHint(self) -> QSize:
        """No page makes the window higher than it was."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), _LEAST_HEIGHT))

    # --- what a page says of itself --------------------------------------------------------

    def counting(self, pair: DeeperPair) -> Count:
        """What counts ``pair``, on a thread; it holds all that it needs of the page."""
        raise NotImplementedError

    def make_content(self) -> QWidget:
        """The picture."""
        raise NotImplementedError

    def show_result(self, pair: DeeperPair, result: Any) -> str:
        """Show what was counted; a sentence where there is nothing to see."""
        raise NotImplementedError

    def rows(self) -> Callable[[], Rows] | None:
        """What makes the numbers into rows under a row of titles, on any thread; None where there
        are none."""
        raise NotImplementedError

    def select_element(self, element: int) -> None:
        """Show where an element stands (−1: none), without a word to anybody."""

    def set_density(self, density: Density | None) -> None:
        """Left against right, as it is drawn elsewhere already; None: nothing yet."""

    def show_channel(self, channel: int) -> None:
        """Show one channel; −1: all."""

    def without_shape(self) -> str:
        """Why nothing is counted without a shape."""
        return self.tr("No shape is known of these elements: give one above")

    # --- what the panel says ---------------------------------------------------------------

    def set_pair(self, pair: DeeperPair | None, why_not: str = "") -> None:
        """Count another pair, as soon as the page is seen; None: ``why_not`` says why none."""
        self._pair = pair
        self._why_not = why_not
        self.recount()

    def recount(self, keep: bool = False) -> None:
        """Count the pair anew, as soon as the page is seen; ``keep`` what is shown till then."""
        self._task.cancel()
        self._search.cancel()
        self._result = None
        self._counted = self._failed = False
        self._kept = keep and self.shows_result
        if self.isVisible():
            self._begin()

    def allow_plots(self) -> None:
        """pyqtgraph is there."""
        self._plots = True
        if self.needs_plots and self._counted and not self._failed:
            self._show()

    @property
    def pair(self) -> DeeperPair | None:
        """What is counted, or will be."""
        return self._pair

    @property
    def result(self) -> Any:
        """What was counted; None while there is nothing."""
        return self._result

    @property
    def content(self) -> QWidget | None:
        """The picture, once there was a result."""
        return self._content

    @property
    def shows_result(self) -> bool:
        """Whether there is a picture to be seen."""
        return self._content is not None and self.currentWidget() is self._content

    @property
    def busy(self) -> bool:
        """Whether something is counted or searched."""
        return self._task.running or self._search.running

    def shut_down(self) -> None:
        """Wait for the threads and forget the pair; call before the window goes."""
        self._patience.stop()
        self._task.join()
        self._search.join()
        self._pair = None

    # --- counting --------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._task.running:
            # Nobody sees it: it is counted when somebody does.
            self._patience.stop()
            self._task.cancel()

    def _begin(self) -> None:
        pair = self._pair
        if pair is None:
            self.say(self._why_not)
            return
        if self._counted or self._task.running:
            return
        if self.needs_shape and pair.shape is None:
            self.say(self.without_shape())
            return
        if not self._kept:
            self.say(self.tr("Counting…"))
        count, kernels = self.counting(pair), self.kernels

        def work(handle: Handle) -> Any:
            from core.comparison.deeper.walk import Walk

            if kernels:
                import_heavy(kernels)
            return count(Walk(handle.cancelled, handle.report))

        self._progress.setRange(0, 0)
        self._slow = False
        self._patience.start()
        self._task.start(work)

    def say(self, text: str) -> None:
        """A sentence in the place of the picture."""
        self._patience.stop()
        self._progress.hide()
        self._message.setText(text)
        self.setCurrentWidget(self._waiting)

    def say_slow(self, text: str) -> None:
        """Say that it takes long, beside what is kept meanwhile."""

    def _on_patience(self) -> None:
        self._slow = True
        self._progress.setVisible(not self._kept)
        if self._kept:
            self.say_slow(self.tr("Counting…"))

    def _on_progress(self, share: float) -> None:
        if self._kept and self._slow:
            self.say_slow(self.tr("Counting… {percent} %").format(percent=int(100 * share)))
        self._progress.setRange(0, _STEPS)
        self._progress.setValue(int(share * _STEPS))

    def _on_counted(self, result: Any) -> None:
        self._result = result
        self._counted = True
        self._kept = False
        self._patience.stop()
        self._show()

    def _show(self) -> None:
        pair = self._pair
        if pair is None:
            return
        if self.needs_plots and not self._plots:
            self.say(self.tr("Drawing…"))
            return
        if self._content is None:
            self._content = self.make_content()
            self.addWidget(self._content)
        said = self.show_result(pair, self._result)
        if said:
            self.say(said)
            return
        self.setCurrentWidget(self._content)
        self.ready.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._counted = self._failed = True
        self._kept = False
        if isinstance(error, CosightError):
            self.say(str(error))
        else:
            self.say(self.tr("This cannot be counted: {error}").format(error=error))

    # --- finding ---------------------------------------------------------------------------

    def search(self, finding: Callable[[Elements, Walk], int]) -> None:
        """Pick the element that ``finding`` finds, on a thread; −1: none."""
        pair = self._pair
        if pair is not None:
            from core.comparison.deeper.walk import Walk

            elements = pair.elements
            self._search.start(lambda handle: finding(elements, Walk(handle.cancelled)))

    def _on_found(self, element: int) -> None:
        if element >= 0:
            self.elementPicked.emit(element)
