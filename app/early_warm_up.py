"""Makes ready behind the window what is needed later: the kernels, and says so if that lasts, and
what the first pair that is opened brings along."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from app.pacing.steps import Steps
from app.warm_up import patience, warm_up
from widgets.parts.background import BackgroundTask
from widgets.parts.progress_strip import ProgressStrip

AFTER_MS = 300
"""A comparison begun with the window shows its kept results first, for which no kernel is needed;
one that has to measure makes them ready itself."""

PATIENCE_MS = 1_000
"""Kernels from the cache are ready by then; whatever lasts longer is the very first start."""


FOR_A_PAIR = (
    *("core.comparison.distributions", "core.comparison.mosaic", "widgets.elements.text"),
    *("widgets.elements.model", "widgets.elements.painting", "widgets.elements.table"),
    *("widgets.elements.order", "widgets.elements.channel_grid", "widgets.elements.pictures"),
    *("widgets.elements.toolbar", "widgets.elements.window"),
)
"""Modules of the element window. All of them in one turn of the event loop would be felt when the
first pair is opened."""


class EarlyWarmUp(QObject):
    """``over`` comes when it is done, or has failed: a comparison then says why."""

    over = Signal()

    def __init__(self, progress: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._progress = progress
        self._task = BackgroundTask(self, "warm-up")
        self._task.idle.connect(self._on_idle)
        self._imports = Steps(self._import(), self)
        # Whoever needs what cannot be imported says why.
        self._imports.failed.connect(self.over)
        self._begin = _single_shot(self, AFTER_MS)
        self._begin.timeout.connect(self._on_begin)
        self._patience = _single_shot(self, PATIENCE_MS)
        self._patience.timeout.connect(self._on_long)

    def start(self) -> None:
        """Begin soon."""
        self._begin.start()

    def close(self) -> None:
        """Stop at the next kernel, and wait for it unless it lasts; call before the window goes."""
        self._begin.stop()
        self._patience.stop()
        self._imports.stop()
        self._task.join(patience())

    def _on_begin(self) -> None:
        self._patience.start()
        self._task.start(lambda handle: warm_up(handle.cancelled))

    def _on_long(self) -> None:
        # How a comparison went is worth more than what is made ready behind the window.
        if not self._progress.busy and not self._progress.says_something:
            self._progress.wait(
                self.tr("Making ready for this computer: up to half a minute, only this once…")
            )

    def _on_idle(self) -> None:
        self._patience.stop()
        if self._progress.waiting:
            self._progress.end(self.tr("Ready."))
        self._imports.start()

    def _import(self) -> Iterator[None]:
        for module in FOR_A_PAIR:
            import_module(module)
            yield
        self.over.emit()


def _single_shot(parent: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
