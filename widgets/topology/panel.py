"""The topology with its slim toolbar, its legend, and a strip for warnings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.comparison.colouring import Colouring
from core.comparison.model import PairResult
from core.network.model import Network
from widgets.parts.icons import set_button_icon
from widgets.parts.network_offer import NetworkOffer
from widgets.topology.bar import TopologyBar
from widgets.topology.colouring_bar import ColouringBar
from widgets.topology.fold_buttons import FoldButtons, toolbar_button
from widgets.topology.folding import TopologyFolding
from widgets.topology.saving import PNG_SCALE, PictureSaver
from widgets.topology.view import TopologyView
from widgets.topology.warning import WarningStrip

if TYPE_CHECKING:
    from core.network.layout import Layout

_LEAST_LINES_WITH_LEGEND = 9
"""Lines of text in which search, a strip of the picture, choice of colour and legend stand."""


class TopologyPanel(QWidget):
    """``view`` is the picture; search, folding, zoom, export and legend surround it.

    ``said`` carries a sentence about an export that went well, for a status bar; what went
    wrong stands in the strip. ``layoutWanted(Network, Network)``: lay out the first, which is the
    second with stretches folded, and show it.
    """

    nodeSelected = Signal(str)
    nodeActivated = Signal(str)
    nodeHovered = Signal(str)
    layoutWanted = Signal(object, object)
    colouringChanged = Signal(object)
    said = Signal(str)
    offerTaken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topologyPanel")
        self.view = TopologyView()
        self.view.nodeSelected.connect(self.nodeSelected)
        self.view.nodeActivated.connect(self.nodeActivated)
        self.view.nodeHovered.connect(self.nodeHovered)
        self.view.menuAsked.connect(self._show_menu)
        self.view.resultsChanged.connect(self._on_results)
        self.view.replaced.connect(self._on_replaced)
        self.folding = TopologyFolding(self)
        self.folding.wanted.connect(self.layoutWanted)
        self._folds = FoldButtons(self.folding, self.view)
        self._folds.ask_results(self._results)
        self._folds.said.connect(self.said)
        self.view.foldOpened.connect(self.folding.unfold)
        self.colouring = ColouringBar()
        self.colouring.colouringChanged.connect(self._on_colouring)
        self.legend = self.colouring.legend
        self.warning = WarningStrip()
        self.saver = PictureSaver(self.view, self)
        self.saver.said.connect(self.said)
        self.saver.refused.connect(self.warning.say)
        self.saver.changed.connect(self._enable)
        self._found: list[str] = []
        self._passing = QLabel()
        self._passing.setObjectName("topologyPassing")
        self._passing.hide()

        self._bar = TopologyBar()
        self.search = self._bar.search
        self._bar.searched.connect(self._on_search)
        self.search.installEventFilter(self)
        self._shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        self._shortcut.activated.connect(self.focus_search)

        self._zoom_out = self._button(self.view.zoom_out)
        self._zoom_in = self._button(self.view.zoom_in)
        self._fit = self._button(self.view.fit_all)
        self._export = self._button(None)
        self._export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._export.setMenu(self.saver.menu)

        zooms = self._zoom_out, self._zoom_in
        folds = self._folds.buttons()
        self._bar.put_buttons((*folds, *zooms, self._fit, self._export), (zooms, folds))
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.colouring, 1)
        foot.addWidget(self._passing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bar)
        column.addWidget(self.warning)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self._use_found = NetworkOffer()
        self._use_found.setObjectName("useFoundNetwork")
        self._use_found.clicked.connect(self.offerTaken)
        self.view.empty.put_below(self._use_found)
        self._say()
        self._enable()

    def _button(self, act: Callable[[], None] | None) -> QToolButton:
        button = toolbar_button()
        if act is not None:
            button.clicked.connect(lambda: act())
        return button

    def _say(self) -> None:
        self.search.setPlaceholderText(self.tr("Find a layer"))
        self.search.setAccessibleName(self.tr("Find a layer in the network"))
        self.search.setToolTip(
            self.tr(
                "Name, type or blob (Ctrl+Shift+F); Enter goes to the next, Shift+Enter to "
                "the one before, Esc ends the search"
            )
        )
        self._passing.setText(self.tr("Arranging it more finely …"))
        for button, name, text, tip in (
            (self._zoom_out, "zoom-out", self.tr("Zoom out"), self.tr("Zoom out (−)")),
            (self._zoom_in, "zoom-in", self.tr("Zoom in"), self.tr("Zoom in (+)")),
            (self._fit, "fit", self.tr("Fit"), self.tr("Show the whole network (F)")),
            (
                self._export,
                "image",
                self.tr("Export"),
                self.tr("Save or copy the picture of the whole network"),
            ),
        ):
            set_button_icon(button, name, text)
            button.setToolTip(tip)
        self._folds.say()
        self.saver.say()
        self._show_count(-1)

    def _enable(self) -> None:
        known = self.view.network() is not None
        zooms = (self._zoom_out, self._zoom_in, self._fit)
        for part in (self.search, *self._folds.buttons(), *zooms):
            part.setEnabled(known)
        self._export.setEnabled(known and not self.saver.busy())

    # --- what is shown -------------------------------------------------------------------

    def node_sizes(self, network: Network) -> dict[str, tuple[float, float]]:
        """See ``TopologyView.node_sizes``."""
        return self.view.node_sizes(network)

    def prepare(self, network: Network, layout: Layout) -> None:
        """Make ahead what ``show_network`` needs; on any thread."""
        self.view.prepare(network, layout, self.folding.folded_as(network))

    def show_network(self, network: Network, layout: Layout) -> None:
        """Draw ``network``, which may be one that was ``layoutWanted``; what the layout warns of
        stands in the strip."""
        folded = self.folding.folded_as(network)
        same = self.view.network() is network or folded is not None
        if folded is None:
            same = same or self.folding.whole() is network
            self.folding.set_whole(network)
        self.view.show_network(network, layout, folded)
        self.warning.say(layout.warning)
        self._passing.setVisible(layout.passing)
        self._after_change(same)

    def show_empty(self) -> None:
        """Show the empty text."""
        self.folding.set_whole(None)
        self.view.show_empty()
        self.warning.say("")
        self._passing.hide()
        self._after_change()

    def show_laying_out(self) -> None:
        """Say that a layout is on its way."""
        self.folding.set_whole(None)
        self.view.show_laying_out()
        self.warning.say("")
        self._passing.hide()
        self._after_change()

    def offer(self, files: Sequence[str]) -> None:
        """While no network is shown, offer to use these files found beside the folders."""
        self._use_found.show_paths(files if self.view.network() is None else [])
        self.view.empty.place()

    def focus_offer(self) -> str:
        """Go to the button that takes the offer; what it says, empty where there is none."""
        if self._use_found.isHidden():
            return ""
        self._use_found.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._use_found.sentence()

    def _after_change(self, same: bool = False) -> None:
        """Another picture, of the ``same`` network or of another one."""
        self._use_found.hide()
        self._enable()
        if not same:
            self._on_search(self.search.text())

    def _on_replaced(self) -> None:
        """What was sought is found in the other picture, too, but other boxes may hold it."""
        self._found = self.view.found()
        self._show_count(-1)

    def set_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """See ``TopologyView.set_results``."""
        self.view.set_results(results)

    def update_results(self, results: Mapping[str, Sequence[PairResult]]) -> None:
        """See ``TopologyView.update_results``."""
        self.view.update_results(results)

    def select_node(self, name: str) -> None:
        """See ``TopologyView.select_node``."""
        self.view.select_node(name)

    def show_node(self, name: str) -> None:
        """See ``TopologyView.show_node``."""
        self.view.show_node(name)

    def set_first_bad(self, name: str | None) -> None:
        """See ``TopologyView.set_first_bad``."""
        self.view.set_first_bad(name)

    def set_filter(self, names: Collection[str] | None) -> None:
        """See ``TopologyView.set_filter``."""
        self.view.set_filter(names)

    def set_hovered(self, name: str) -> None:
        """See ``TopologyView.set_hovered``."""
        self.view.set_hovered(name)

    def end_hover(self) -> None:
        """See ``TopologyView.end_hover``."""
        self.view.end_hover()

    def _on_colouring(self, colouring: Colouring) -> None:
        self.view.set_colouring(colouring)
        self.colouringChanged.emit(colouring)

    # --- folding -------------------------------------------------------------------------

    def set_unmatched(self, names: Collection[str]) -> None:
        """Nodes with a dump that has no partner: they are not good."""
        self.folding.set_unmatched(names)

    def _on_results(self) -> None:
        results = self._results()
        if results is not None:
            self.folding.set_results(results)

    def _results(self) -> Mapping[str, Sequence[PairResult]] | None:
        scene = self.view.picture()
        return None if scene is None else scene.known_results()

    def _show_menu(self, name: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, name)
        menu.popup(at)

    def fill_menu(self, menu: QMenu, name: str) -> None:
        """What can be done with the node ``name``, or with the picture."""
        scene = self.view.picture()
        if scene is not None and name:
            if scene.data.is_fold(name):
                unfold = menu.addAction(self.tr("Unfold"))
                unfold.triggered.connect(lambda: self.folding.unfold(name))
            else:
                opens = menu.addAction(self.tr("Open elements"))
                opens.triggered.connect(lambda: self.nodeActivated.emit(name))
                copy = menu.addAction(self.tr("Copy name"))
                copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(name))
            if self.folding.can_fold(name):
                fold = menu.addAction(self.tr("Fold"))
                fold.triggered.connect(lambda: self.folding.fold_again(name))
            menu.addSeparator()
        self._folds.add_to(menu)
        overview = menu.addAction(self.tr("Overview in the corner"))
        overview.setCheckable(True)
        overview.setChecked(self.view.minimap().wanted())
        overview.triggered.connect(self.view.minimap().set_wanted)
        fit = menu.addAction(self.tr("Show the whole network"))
        fit.triggered.connect(self.view.fit_all)

    # --- search --------------------------------------------------------------------------

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_search(self, text: str) -> None:
        self._found = self.view.find_nodes(text)
        self.view.show_found()
        self._show_count(-1)

    def step_search(self, step: int) -> None:
        """Go to the next (+1) or the previous (−1) match."""
        self._show_count(self.view.step_found(step))

    def _show_count(self, place: int) -> None:
        if not self.search.text().strip():
            self._bar.say_count("")
        elif not self._found:
            self._bar.say_count(self.tr("none"))
        elif place < 0:
            self._bar.say_count(str(len(self._found)))
        else:
            self._bar.say_count(f"{place + 1}/{len(self._found)}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step_search(-1 if back else 1)
                return True
            if pressed and event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    # --- export --------------------------------------------------------------------------

    def set_folder(self, path: str) -> None:
        """Where a picture is saved unless the user picks another place."""
        self.saver.set_folder(path)

    def save_picture(self, path: Path, scale: float = PNG_SCALE) -> None:
        """See ``PictureSaver.save``."""
        self.saver.save(path, scale)

    def copy_picture(self) -> None:
        """See ``PictureSaver.copy_picture``."""
        self.saver.copy_picture()

    def exporting(self) -> bool:
        """Whether a picture is being drawn."""
        return self.saver.busy()

    def stop(self) -> None:
        """End what still runs; call before the window goes."""
        self.saver.stop()
        self.folding.stop()
        self.colouring.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Squashed, choice and legend would lie over each other and leave no picture.
        least = _LEAST_LINES_WITH_LEGEND * self.fontMetrics().lineSpacing()
        self.colouring.setVisible(event.size().height() >= least)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
