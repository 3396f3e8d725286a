"""The picture of the network saved and copied, behind the window's back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.giving_way import giving_way
from widgets.parts.save_place import ask_place
from widgets.topology.export import (
    ExportCancelled,
    Picture,
    allowed_scale,
    draw_image,
    save_picture,
)
from widgets.topology.view import TopologyView

PNG_SCALE = 2.0
SCALES = (1.0, 2.0, 4.0)
LEAST_SCALE, MOST_SCALE = 0.05, 16.0
CLIPBOARD_PIXELS = 24_000_000
SUFFIXES = (".svg", ".png", ".pdf")


class PictureSaver(QObject):
    """Asks where to, draws on a thread, and says how it went: ``said`` for what went well,
    ``refused`` for what did not. ``changed``: ``busy`` is another.
    """

    said = Signal(str)
    refused = Signal(str)
    changed = Signal()

    def __init__(self, view: TopologyView, owner: QWidget) -> None:
        super().__init__(owner)
        self._view = view
        self._owner = owner
        self._folder = ""
        self._asked_scale = PNG_SCALE
        self._how: Callable[[], object] = lambda: None
        self._task = BackgroundTask(self, "topology export")
        self._task.succeeded.connect(self._on_exported)
        self._task.failed.connect(self._on_failed)
        self._task.idle.connect(self.changed)
        self.menu = QMenu(owner)
        self.svg = self._action(self.menu, lambda: self.ask_path("svg"))
        self.pdf = self._action(self.menu, lambda: self.ask_path("pdf"))
        self._png_menu = self.menu.addMenu("")
        self.png: dict[float, QAction] = {
            scale: self._action(self._png_menu, partial(self.ask_path, "png", scale))
            for scale in SCALES
        }
        self._png_menu.addSeparator()
        self.png_other = self._action(self._png_menu, self.ask_scale)
        self.menu.addSeparator()
        self.copy = self._action(self.menu, self.copy_picture)
        self.say()

    @staticmethod
    def _action(menu: QMenu, act: Callable[[], None]) -> QAction:
        action = menu.addAction("")
        action.triggered.connect(lambda: act())
        return action

    def say(self) -> None:
        """Take the words of the language that is set."""
        self.svg.setText(self.tr("Save as SVG…"))
        self.pdf.setText(self.tr("Save as PDF…"))
        self._png_menu.setTitle(self.tr("Save as PNG"))
        for scale, action in self.png.items():
            action.setText(self.tr("{scale} ×…").format(scale=f"{scale:g}"))
        self.png_other.setText(self.tr("Another scale…"))
        self.copy.setText(self.tr("Copy picture"))

    def give_way_by(self, how: Callable[[], object]) -> None:
        """Have ``how`` called on the thread that draws, between any two boxes."""
        self._how = how

    def busy(self) -> bool:
        """Whether a picture is being drawn."""
        return self._task.running

    def set_folder(self, path: str) -> None:
        """Where a picture is saved unless the user picks another place."""
        self._folder = path

    # --- the user is asked ---------------------------------------------------------------

    def ask_scale(self) -> None:
        """Ask for a scale, then for a place for a PNG of it."""
        scene = self._view.picture()
        if scene is None:
            return
        page = Picture.of(scene).page
        most = allowed_scale(page.width(), page.height(), MOST_SCALE)
        scale, agreed = QInputDialog.getDouble(
            self._owner,
            self.tr("Save as PNG"),
            self.tr(
                "Scale (1 is the size on the screen: {width} × {height} pixels; "
                "at most {most} fits)"
            ).format(width=round(page.width()), height=round(page.height()), most=f"{most:.3g}"),
            min(self._asked_scale, most),
            min(LEAST_SCALE, most),
            max(most, LEAST_SCALE),
            2,
        )
        if agreed:
            self.ask_path("png", scale)

    def ask_path(self, suffix: str, scale: float = PNG_SCALE) -> None:
        """Ask for a place, and save there."""
        if self._view.network() is None:
            return
        suggested = str(Path(self._folder) / f"network.{suffix}")
        types = {
            ".svg": self.tr("SVG picture (*.svg)"),
            ".png": self.tr("PNG picture (*.png)"),
            ".pdf": self.tr("PDF document (*.pdf)"),
        }
        # Another ending would hide what the file is, and might be that of a dump.
        ending = f".{suffix}"
        path = ask_place(
            self._owner,
            self.tr("Save the picture of the network"),
            suggested,
            {ending: types[ending]},
            known=SUFFIXES,
        )
        if path is not None:
            self.set_folder(str(path.parent))
            self.save(path, scale)

    # --- the work ------------------------------------------------------------------------

    def save(self, path: Path, scale: float = PNG_SCALE) -> None:
        """Write the whole picture to an SVG, PDF or PNG file; ``scale`` is that of a PNG."""
        scene = self._view.picture()
        if scene is None:
            return
        picture = Picture.of(scene)
        self._asked_scale = scale

        def work(handle: Handle) -> tuple[Path, float]:
            return path, save_picture(picture, path, scale, handle.cancelled)

        self._start(work)

    def copy_picture(self) -> None:
        """Put the whole picture on the clipboard as an image."""
        scene = self._view.picture()
        if scene is None:
            return
        picture = Picture.of(scene)
        self._asked_scale = PNG_SCALE

        def work(handle: Handle) -> tuple[QImage, float]:
            return draw_image(picture, PNG_SCALE, CLIPBOARD_PIXELS, handle.cancelled)

        self._start(work)

    def _start(self, work: Callable[[Handle], object]) -> None:
        how = self._how

        def considerately(handle: Handle) -> object:
            with giving_way(how):
                return work(handle)

        self._task.start(considerately)
        self.changed.emit()
        self.said.emit(self.tr("Drawing the picture …"))

    def _on_exported(self, result: tuple[Path | QImage, float]) -> None:
        product, scale = result
        percent = max(round(100 * scale / self._asked_scale), 1)
        less = scale < self._asked_scale
        if isinstance(product, QImage):
            QGuiApplication.clipboard().setImage(product)
            text = self.tr("Picture copied")
            if less:
                # Nobody chose a size: it is measured against what a copy has otherwise.
                text = self.tr(
                    "Picture copied, at {percent} % of its full size, or it would be too large; "
                    "SVG and PDF have no limit"
                ).format(percent=percent)
        else:
            text = self.tr("Picture saved to {file}").format(file=product)
            if less and product.suffix.lower() == ".png":
                text += self.tr(
                    " · at {percent} % of the size asked for, or it would be too large; "
                    "SVG and PDF have no limit"
                ).format(percent=percent)
        self.said.emit(text)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ExportCancelled):
            self.refused.emit(str(error))

    def stop(self) -> None:
        """End an export that still runs; call before the window goes."""
        self._task.join()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        return super().event(event)
