"""The comparison that the user asks for, from the wish until it begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.handover import Handover, Reopening
from app.request_from import Asked
from widgets.parts.progress_strip import ProgressStrip
from widgets.sources.panel import SourcesPanel
from widgets.sources.recent_comparisons import RecentComparison

if TYPE_CHECKING:
    from app.element_windows import ElementWindows
    from app.focus import Focus
    from app.session import Session
    from widgets.elements.window import ElementWindow
    from widgets.topology.panel import TopologyPanel


@dataclass(frozen=True, slots=True)
class Stage:
    """What a comparison is shown on, once the window stands."""

    session: Session
    elements: ElementWindows
    focus: Focus
    topology: TopologyPanel
    open_elements: Callable[[int], ElementWindow | None]
    """Opens the element window of a pair by its index."""
    come_to_front: Callable[[], object]
    """Windows that were opened again stand where they stood: not before the main one."""


class NextComparison(QObject):
    """Waits until the window can show it, and brings along what another window showed.

    ``changed``: whether one waits may be another thing now. ``begun(RecentComparison)`` comes as
    it begins, ``incomplete(sentence)`` where a folder is missing and nothing does.
    """

    changed = Signal()
    begun = Signal(object)
    incomplete = Signal(str)

    def __init__(self, sources: SourcesPanel, progress: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._sources = sources
        self._progress = progress
        self._stage: Stage | None = None
        self._asked: Asked | None = None
        self._handover = Handover()
        """What another window has left to this one, until that is shown."""
        self._reopening: Reopening | None = None

    @property
    def waits(self) -> bool:
        """Whether one is asked for that has not begun."""
        return self._asked is not None

    def ask(self) -> None:
        """Compare what the sources say now."""
        self._asked = Asked.by(self._sources)
        self._begin_or_wait()

    def take_over(self, handover: Handover) -> None:
        """Show what another window showed; the sources keep what stands in them."""
        self._asked, self._handover = handover.asked, handover
        if handover.asked is not None:
            self._begin_or_wait()

    def hand_over(self) -> Handover:
        """What is shown, is being compared or will be in a moment, whatever the sources say now."""
        stage = self._stage
        if stage is None:
            return replace(self._handover, asked=self._asked)
        opened, request = stage.elements.opened(), stage.session.request
        if self._reopening is not None:
            opened += self._reopening.waiting
        return Handover(
            Asked.of(request) if request is not None else None,
            stage.session.cut_short(),
            opened,
            stage.elements.kept,
            stage.focus.selected(),
            stage.topology.folding.kept(),
        )

    def drop(self) -> None:
        """Do not compare what waits."""
        self._asked = None
        self._progress.end(self.tr("Cancelled before the first pair was measured."))
        self.changed.emit()

    def set_stage(self, stage: Stage) -> None:
        """The window stands: what waits can ``begin``, and what comes from now on need not wait."""
        self._stage = stage
        if self.waits:
            self._progress.end("")
        self.changed.emit()

    def _begin_or_wait(self) -> None:
        if self._stage is not None:
            self.begin()
            return
        self._progress.begin(self.tr("Starting…"))
        self.changed.emit()

    def begin(self) -> None:
        """Compare what was asked for, if anything was; the stage is set."""
        asked, self._asked = self._asked, None
        if asked is None or self._stage is None:
            return
        if not asked.left or not asked.right:
            missing = self.tr("Left Folder") if not asked.left else self.tr("Right Folder")
            self.incomplete.emit(
                self.tr("Choose a {folder} first: the folder that holds one run's dumps.").format(
                    folder=missing
                )
            )
            return
        left, self._handover = self._handover, Handover()
        self._set_out(left, self._stage)
        if asked is left.asked and left.results is not None:
            self._stage.session.show_again(asked.request(), left.results)
        else:
            self._stage.session.compare(asked.request())
        self.begun.emit(RecentComparison(asked.left, asked.right, asked.dot, asked.prototxt))
        self._sources.settle()

    def _set_out(self, left: Handover, stage: Stage) -> None:
        """Have ready what another window has ``left``, for when the results come."""
        if left.values is not None:
            stage.elements.kept = left.values
        if left.folds is not None:
            stage.topology.folding.restore(left.folds)
        if left.selected is not None:
            stage.focus.expect(*left.selected)
        if left.elements:
            self._reopening = Reopening(
                left.elements, stage.session, stage.open_elements, stage.come_to_front, self
            )
