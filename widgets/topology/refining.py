"""Has drawn ahead what is too much for a frame, once the picture rests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRectF, QTimer

from widgets.topology.slices import Slices
from widgets.topology.zoom_view import ZoomView

_REST_MILLISECONDS = 120
_BESIDE = 0.25
"""Of what is seen, so much is drawn on each side for when it moves on."""

DrawAhead = Callable[[QRectF, float], Iterator[object]]
"""Draws a part of the scene in small steps, with so many of the screen's pixels to one of ours."""


class Refiner(QObject):
    """``ask`` comes with every frame of ``view`` that is not all there is to see."""

    def __init__(self, view: ZoomView) -> None:
        super().__init__(view)
        self._view = view
        self._draw_ahead: DrawAhead | None = None
        self._part = QRectF()
        self._zoom = 0.0
        self._slices = Slices(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MILLISECONDS)
        self._timer.timeout.connect(self._start)

    def use(self, draw_ahead: DrawAhead | None) -> None:
        """What draws; None: nothing is shown any more."""
        self._timer.stop()
        self._slices.stop()
        self._draw_ahead = draw_ahead

    def running(self) -> bool:
        """Whether the picture is still going to change."""
        return self._timer.isActive() or self._slices.running()

    def ask(self) -> None:
        """Draw what is seen, unless that is being done, when it has been seen for a moment."""
        if self._slices.running():
            if self._zoom == self._view.zoom and self._part.contains(self._view.visible_scene()):
                return
            self._slices.stop()
        self._timer.start()

    def _start(self) -> None:
        if self._draw_ahead is None:
            return
        rect = self._view.viewport().rect()
        across, down = round(rect.width() * _BESIDE), round(rect.height() * _BESIDE)
        rect.adjust(-across, -down, across, down)
        self._part = self._view.mapToScene(rect).boundingRect()
        self._zoom = self._view.zoom
        ratio = self._view.viewport().devicePixelRatioF()
        self._slices.start(self._draw_ahead(self._part, ratio))
