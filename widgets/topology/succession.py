"""Which picture of a network is shown and which is about to take its place, bit by bit."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from PySide6.QtCore import QObject, Signal

from widgets.topology.drawing import Look
from widgets.topology.refining import Refiner
from widgets.topology.scene import TopologyScene
from widgets.topology.slices import Farewell, Slices
from widgets.topology.zoom_view import ZoomView


class Succession(QObject):
    """The scenes of ``view``: what takes long with ten thousand layers is done between the turns.

    ``built``: all items of what is shown stand. ``ready``: the coming picture knows what the one
    that is shown does. ``recoloured``: other looks are worn.
    """

    built = Signal()
    ready = Signal()
    recoloured = Signal()

    def __init__(self, view: ZoomView) -> None:
        super().__init__(view)
        self.shown: TopologyScene | None = None
        self._coming: TopologyScene | None = None
        self._looks: list[tuple[TopologyScene, Look]] = []
        self._builder, self._taking_over, self._recolouring = (
            Slices(self),
            Slices(self),
            Slices(self),
        )
        self._builder.finished.connect(self.built)
        self._taking_over.finished.connect(self.ready)
        self._recolouring.finished.connect(self._recolour)
        self._farewell = Farewell(self)
        self._refiner = Refiner(view)

    def pictures(self) -> Iterable[TopologyScene]:
        """What is shown, and what is about to be."""
        return (scene for scene in (self.shown, self._coming) if scene is not None)

    def working(self) -> bool:
        """Whether a picture or other colours are being made ready, or items are being built."""
        slices = (self._taking_over, self._recolouring, self._builder)
        return any(one.running() for one in slices)

    def refining(self) -> bool:
        """Whether what is shown is going to be drawn in more detail."""
        return self._refiner.running()

    # --- one after the other -------------------------------------------------------------

    def announce(self, scene: TopologyScene) -> None:
        """Make ``scene`` ready to take the place of the one that is shown, another picture of the
        same network; a small one is ``ready`` at once."""
        assert self.shown is not None
        self._drop_coming()
        self._coming = scene
        self._taking_over.start(scene.adopt(self.shown), now=True)

    def coming(self) -> TopologyScene:
        """The picture that is ready; it is the caller's from now on."""
        scene, self._coming = self._coming, None
        assert scene is not None
        return scene

    def show(self, scene: TopologyScene | None) -> TopologyScene | None:
        """Count ``scene`` as shown from now on; which one was before, to be let go."""
        self._drop_coming()
        self._builder.stop()
        old, self.shown = self.shown, scene
        self._refiner.use(None if scene is None else scene.draw_ahead)
        if scene is not None:
            scene.context.crowded = self._refiner.ask
            self._builder.start(scene.steps())
        return old

    def _drop_coming(self) -> None:
        """What is being made ready is not wanted any more."""
        self._taking_over.stop()
        scene, self._coming = self._coming, None
        if scene is not None:
            self.let_go(scene)

    def let_go(self, scene: TopologyScene) -> None:
        """Free a scene that no view shows any more."""
        self._looks = [(one, look) for one, look in self._looks if one is not scene]
        self._farewell.take(scene.data.parts())
        scene.deleteLater()

    # --- colours -------------------------------------------------------------------------

    def wear(self, looks: Iterable[tuple[TopologyScene, Look]]) -> None:
        """Give each picture its look; where colours have to be worked out, not at once."""
        self._looks = list(looks)
        # What a severity looks like is known; each node's place on a scale is not.
        prepared = [
            scene.prepare_look(look) for scene, look in self._looks if look.colouring is not None
        ]
        self._recolouring.start(chain.from_iterable(prepared), now=True)

    def _recolour(self) -> None:
        looks, self._looks = self._looks, []
        for scene, look in looks:
            scene.set_look(look)
        self.recoloured.emit()
