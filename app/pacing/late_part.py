"""The part of a window that comes behind its first paint, with what it imports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from app.pacing.steps import Steps
from widgets.parts.background import BackgroundTask
from widgets.parts.heavy_imports import import_heavy


class LatePart(QObject):
    """Imports ``modules`` and then takes the steps of ``build``, one in each turn of the event
    loop. ``failed(error)``: one of them did, and no more are taken."""

    failed = Signal(object)

    def __init__(
        self,
        without_qt: Sequence[str],
        modules: Sequence[str],
        build: Iterator[None],
        window: QObject,
    ) -> None:
        """``without_qt``: modules that know nothing of Qt. They take half of the time, and come
        first and on a thread."""
        super().__init__(window)
        self._begun = False
        self._without_qt = without_qt
        self._steps = Steps(_imported_and_built(modules, build), self)
        self._steps.failed.connect(self.failed)
        self._import = BackgroundTask(self, "import")
        self._import.idle.connect(self._steps.start)

    def begin(self) -> None:
        """Begin now; only the first call does."""
        if not self._begun:
            self._begun = True
            self._import.start(lambda _: [import_heavy(name) for name in self._without_qt])

    def begin_behind_paint(self) -> None:
        """Begin once all of the window is painted; call when it begins to be."""
        if not self._begun:
            # Its views are painted in this turn of the event loop, too.
            QTimer.singleShot(0, self.begin)

    def finish(self) -> None:
        """Do all of it at once; an error is raised."""
        self._begun = True
        self._steps.finish()

    def stop(self) -> None:
        """Do no more, and wait for the thread; call before the window goes."""
        self._begun = True
        self._steps.stop()
        self._import.join()


def _imported_and_built(modules: Sequence[str], build: Iterator[None]) -> Iterator[None]:
    for module in modules:
        import_module(module)
        yield
    yield from build
