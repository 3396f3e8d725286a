"""Deeper numbers about a pair's error: one page after another, each counted when it is seen."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.comparison.distributions import Density
from widgets.elements.deeper.chooser import Choice, PageChooser
from widgets.elements.deeper.copy import PageCopier, as_csv, as_text
from widgets.elements.deeper.page import DeeperPage, DeeperPair
from widgets.elements.deeper.shape import ShapeBar


class DeeperView(IntEnum):
    """The pages, in their order."""

    CHANNELS = 0
    MAP = 1
    MAGNITUDE = 2
    STEPS = 3
    FIT = 4


_OF_SHAPES = (DeeperView.CHANNELS, DeeperView.MAP)
"""Pages that need a shape."""


class DeeperPanel(QWidget):
    """Pages are built when they are first shown, and only the one that is seen is counted.

    ``elementPicked`` carries an element; ``shapeGiven`` the (C, H, W) that the user gave: whoever
    hears of it says ``set_pair`` again; ``said`` a word about what was copied.
    """

    elementPicked = Signal(int)
    shapeGiven = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deeperPanel")
        self._pair: DeeperPair | None = None
        self._why_not = ""
        self._given = False
        self._element = -1
        self._plots = False
        self._density: Density | None = None
        self._pages: dict[DeeperView, DeeperPage] = {}
        self._stack = QStackedWidget()
        self.shape_bar = ShapeBar()
        self.shape_bar.shapeGiven.connect(self.shapeGiven)
        self._copier = PageCopier(self)
        self._copier.said.connect(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self.shape_bar)
        column.addWidget(self._stack, 1)
        self._show_shape()

    def _head(self) -> QHBoxLayout:
        self.chooser = PageChooser(
            (
                Choice(
                    "deeperByChannel",
                    self.tr("By channel"),
                    self.tr("Cosine, error and bias of each channel"),
                ),
                Choice(
                    "deeperMapButton", self.tr("Map"), self.tr("Where in the picture the error is")
                ),
                Choice(
                    "deeperByMagnitude",
                    self.tr("Magnitude"),
                    self.tr("The error against the magnitude of the left side"),
                ),
                Choice(
                    "deeperInSteps",
                    self.tr("Steps"),
                    self.tr("The error in steps of the right file's number format"),
                ),
                Choice(
                    "deeperBestFit",
                    self.tr("Best fit"),
                    self.tr("The gain and the offset that leave the least error"),
                ),
            )
        )
        self.chooser.chosen.connect(self._on_chosen)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.chooser, 1)
        row.addWidget(self._copy_button())
        return row

    def _copy_button(self) -> QPushButton:
        menu = QMenu(self)
        for text, act in (
            (self.tr("Copy as text"), lambda: self._copier.copy_rows(self.page, as_text)),
            (self.tr("Copy as CSV"), lambda: self._copier.copy_rows(self.page, as_csv)),
            (self.tr("Copy picture"), lambda: self._copier.copy_picture(self.page)),
        ):
            self._add(menu, text, act)
        button = QPushButton(self.tr("Copy"))
        button.setObjectName("deeperCopy")
        button.setToolTip(self.tr("Copy these numbers, or their picture"))
        button.setAutoDefault(False)
        button.setMenu(menu)
        self.copy_menu = menu
        return button

    @staticmethod
    def _add(menu: QMenu, text: str, act: Callable[[], None]) -> None:
        menu.addAction(text).triggered.connect(lambda: act())

    # --- what the window says ----------------------------------------------------------------

    def set_pair(
        self, pair: DeeperPair | None, why_not: str = "", given_shape: bool = False
    ) -> None:
        """Count another pair; None: ``why_not`` says why none. ``given_shape``: by the user."""
        self._pair, self._why_not, self._given = pair, why_not, given_shape
        self._show_shape()
        self.set_density(None)
        for page in self._pages.values():
            page.set_pair(pair, why_not)

    def set_density(self, density: Density | None) -> None:
        """Left against right, as it is drawn elsewhere already: the line is drawn on it."""
        self._density = density
        for page in self._pages.values():
            page.set_density(density)

    def allow_plots(self) -> None:
        """pyqtgraph is there."""
        self._plots = True
        for page in self._pages.values():
            page.allow_plots()

    def select_element(self, element: int) -> None:
        """Show where an element stands (−1: none), on every page."""
        self._element = element
        for page in self._pages.values():
            page.select_element(element)

    def show_view(self, view: int) -> None:
        """Turn to a page; another number changes nothing."""
        self.chooser.choose(view)

    @property
    def view(self) -> DeeperView:
        """The page that is turned to."""
        return DeeperView(self.chooser.number)

    @property
    def page(self) -> DeeperPage:
        """The page that is turned to, built where it was not yet."""
        return self.page_of(self.view)

    def page_of(self, view: DeeperView) -> DeeperPage:
        """A page, built where it was not yet."""
        page = self._pages.get(view)
        if page is None:
            page = self._pages[view] = self._made(view)
            page.elementPicked.connect(self.elementPicked)
            page.set_density(self._density)
            if self._plots:
                page.allow_plots()
            page.set_pair(self._pair, self._why_not)
            page.select_element(self._element)
            self._stack.addWidget(page)
        return page

    def _made(self, view: DeeperView) -> DeeperPage:
        # Late, one at a time: a window that opens does not wait for what may never be seen.
        if view is DeeperView.CHANNELS:
            from widgets.elements.deeper.channels import DeeperChannels

            channels = DeeperChannels()
            channels.channelOpened.connect(self._on_channel_opened)
            return channels
        if view is DeeperView.MAP:
            from widgets.elements.deeper.map import DeeperMap

            return DeeperMap()
        if view is DeeperView.MAGNITUDE:
            from widgets.elements.deeper.magnitude import DeeperMagnitude

            return DeeperMagnitude()
        if view is DeeperView.STEPS:
            from widgets.elements.deeper.steps import DeeperSteps

            return DeeperSteps()
        from widgets.elements.deeper.fit import DeeperFit

        return DeeperFit()

    @property
    def busy(self) -> bool:
        """Whether something is counted, searched or copied."""
        return self._copier.running or any(page.busy for page in self._pages.values())

    def shut_down(self) -> None:
        """Wait for every thread and forget the pair; call before the window goes."""
        self._copier.shut_down()
        for page in self._pages.values():
            page.shut_down()
        self._pair = None

    # --- what the user does ------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_shape()
        self._stack.setCurrentWidget(self.page)

    def _on_chosen(self) -> None:
        self._show_shape()
        if self.isVisible():
            self._stack.setCurrentWidget(self.page)

    def _on_channel_opened(self, channel: int) -> None:
        self.page_of(DeeperView.MAP).show_channel(channel)
        self.show_view(DeeperView.MAP)

    def _show_shape(self) -> None:
        pair = self._pair
        self.shape_bar.setVisible(pair is not None and self.view in _OF_SHAPES)
        if pair is not None and self.isVisible():
            self.shape_bar.set_shape(pair.elements.common, pair.shape, self._given)
