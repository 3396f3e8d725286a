"""The topology with its slim toolbar, its legend, and a strip for warnings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.comparison.model import PairResult
from core.network.model import Network
from widgets.background import BackgroundTask, Handle
from widgets.icons import icon, set_button_icon
from widgets.network_offer import NetworkOffer
from widgets.severity_legend import SeverityLegend
from widgets.topology_export import ExportCancelled, Picture, draw_image, save_picture
from widgets.topology_view import TopologyView
from widgets.topology_warning import WarningStrip

if TYPE_CHECKING:
    from core.network.layout import Layout

PNG_SCALE = 2.0
CLIPBOARD_PIXELS = 24_000_000


class TopologyPanel(QWidget):
    """``view`` is the picture; search, zoom, export and legend surround it.

    ``said`` carries a sentence about an export that went well, for a status bar; what went
    wrong stands in the strip.
    """

    nodeSelected = Signal(str)
    nodeActivated = Signal(str)
    said = Signal(str)
    offerTaken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topologyPanel")
        self.view = TopologyView()
        self.view.nodeSelected.connect(self.nodeSelected)
        self.view.nodeActivated.connect(self.nodeActivated)
        self.legend = SeverityLegend()
        self.warning = WarningStrip()
        self._task = BackgroundTask(self, "topology export")
        self._task.succeeded.connect(self._on_exported)
        self._task.failed.connect(self._on_export_failed)
        self._task.idle.connect(self._show_idle)
        self._found: list[str] = []
        self._folder = ""

        self.search = QLineEdit()
        self.search.setObjectName("topologySearch")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.search.fontMetrics().averageCharWidth() * 14)
        self.search.setMaximumWidth(self.search.fontMetrics().averageCharWidth() * 44)
        self.search.textChanged.connect(self._on_search)
        self.search.installEventFilter(self)
        glass = icon("search")
        if not glass.isNull():
            self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._count = QLabel()
        self._count.setObjectName("topologySearchCount")
        self._shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        self._shortcut.activated.connect(self.focus_search)

        self._zoom_out = self._button(self.view.zoom_out)
        self._zoom_in = self._button(self.view.zoom_in)
        self._fit = self._button(self.view.fit_all)
        self._export = self._button(None)
        self._export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._export)
        self._export_svg = self._action(menu, lambda: self._ask_path("svg"))
        self._export_png = self._action(menu, lambda: self._ask_path("png"))
        self._export_copy = self._action(menu, self.copy_picture)
        self._export.setMenu(menu)

        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(4)
        bar.addWidget(self.search, 1)
        bar.addWidget(self._count)
        bar.addStretch(0)
        for button in (self._zoom_out, self._zoom_in, self._fit, self._export):
            bar.addWidget(button)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 0, 0)
        foot.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(bar)
        column.addWidget(self.warning)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self._use_found = NetworkOffer()
        self._use_found.setObjectName("useFoundNetwork")
        self._use_found.clicked.connect(self.offerTaken)
        self.view.empty.put_below(self._use_found)
        self.setFocusProxy(self.view)
        self._say()
        self._enable()

    def _button(self, act: Callable[[], None] | None) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        if act is not None:
            button.clicked.connect(lambda: act())
        return button

    def _action(self, menu: QMenu, act: Callable[[], None]) -> QAction:
        action = menu.addAction("")
        action.triggered.connect(lambda: act())
        return action

    def _say(self) -> None:
        self.search.setPlaceholderText(self.tr("Find a layer"))
        self.search.setAccessibleName(self.tr("Find a layer in the network"))
        self.search.setToolTip(
            self.tr(
                "Name, type or blob (Ctrl+Shift+F); Enter goes to the next, Shift+Enter to "
                "the one before, Esc ends the search"
            )
        )
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
        self._export_svg.setText(self.tr("Save as SVG…"))
        self._export_png.setText(self.tr("Save as PNG…"))
        self._export_copy.setText(self.tr("Copy picture"))
        self._show_count(-1)

    def _enable(self) -> None:
        known = self.view.network() is not None
        for part in (self.search, self._zoom_out, self._zoom_in, self._fit):
            part.setEnabled(known)
        self._export.setEnabled(known and not self._task.running)

    # --- what is shown -------------------------------------------------------------------

    def node_sizes(self, network: Network) -> dict[str, tuple[float, float]]:
        """See ``TopologyView.node_sizes``."""
        return self.view.node_sizes(network)

    def show_network(self, network: Network, layout: Layout) -> None:
        """Draw ``network``; what the layout warns of stands in the strip."""
        self.view.show_network(network, layout)
        self.warning.say(layout.warning)
        self._after_change()

    def show_empty(self) -> None:
        """Show the empty text."""
        self.view.show_empty()
        self.warning.say("")
        self._after_change()

    def show_laying_out(self) -> None:
        """Say that a layout is on its way."""
        self.view.show_laying_out()
        self.warning.say("")
        self._after_change()

    def offer(self, files: Sequence[str]) -> None:
        """While no network is shown, offer to use these files found beside the folders."""
        self._use_found.show_paths(files if self.view.network() is None else [])
        self.view.empty.place()

    def _after_change(self) -> None:
        self._use_found.hide()
        self._enable()
        self._on_search(self.search.text())

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

    # --- search --------------------------------------------------------------------------

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_search(self, text: str) -> None:
        self._found = self.view.find_nodes(text)
        self._show_count(-1)

    def step_search(self, step: int) -> None:
        """Go to the next (+1) or the previous (−1) match."""
        self._show_count(self.view.step_found(step))

    def _show_count(self, place: int) -> None:
        if not self.search.text().strip():
            self._count.setText("")
        elif not self._found:
            self._count.setText(self.tr("none"))
        elif place < 0:
            self._count.setText(str(len(self._found)))
        else:
            self._count.setText(f"{place + 1}/{len(self._found)}")

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
        self._folder = path

    def _ask_path(self, suffix: str) -> None:
        if self.view.network() is None:
            return
        suggested = str(Path(self._folder) / f"network.{suffix}")
        kind = self.tr("SVG picture (*.svg)") if suffix == "svg" else self.tr("PNG picture (*.png)")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the picture of the network"), suggested, kind
        )
        if chosen:
            path = Path(chosen)
            self.set_folder(str(path.parent))
            # Another ending would hide what the file is, and might be that of a dump.
            known = path.suffix.lower() in (".svg", ".png")
            self.save_picture(path if known else path.with_name(f"{path.name}.{suffix}"))

    def save_picture(self, path: Path) -> None:
        """Write the whole network to an SVG or PNG file, behind the window's back."""
        scene = self.view.picture()
        if scene is None:
            return
        picture = Picture.of(scene)

        def work(handle: Handle) -> tuple[Path, float]:
            return path, save_picture(picture, path, PNG_SCALE, handle.cancelled)

        self._start(work)

    def copy_picture(self) -> None:
        """Put the whole network on the clipboard as an image."""
        scene = self.view.picture()
        if scene is None:
            return
        picture = Picture.of(scene)

        def work(handle: Handle) -> tuple[QImage, float]:
            return draw_image(picture, PNG_SCALE, CLIPBOARD_PIXELS, handle.cancelled)

        self._start(work)

    def exporting(self) -> bool:
        """Whether a picture is being drawn."""
        return self._task.running

    def _start(self, work: Callable[[Handle], object]) -> None:
        self._task.start(work)
        self._export.setEnabled(False)
        self.said.emit(self.tr("Drawing the picture …"))

    def _show_idle(self) -> None:
        self._enable()

    def _on_exported(self, result: tuple[Path | QImage, float]) -> None:
        product, scale = result
        if isinstance(product, QImage):
            QGuiApplication.clipboard().setImage(product)
            text = self.tr("Picture copied")
            asked = PNG_SCALE
        else:
            text = self.tr("Picture saved to {file}").format(file=product)
            asked = 1.0 if product.suffix.lower() == ".svg" else PNG_SCALE
        if scale < asked:
            text += self.tr(
                " · at {percent} % of the usual size, or it would be too large; SVG has no limit"
            ).format(percent=max(round(100 * scale / asked), 1))
        self.said.emit(text)

    def _on_export_failed(self, error: BaseException) -> None:
        if not isinstance(error, ExportCancelled):
            self.warning.say(str(error))

    def stop(self) -> None:
        """End an export that still runs; call before the window goes."""
        self._task.join()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
